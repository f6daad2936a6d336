"""Articles beside what `cleaner dedupe` said of them: named after the one that is kept, or left out."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from typing import NamedTuple

from cleaner.digests import digest_of_text
from cleaner.outputs import Unreadable
from cleaner.outputs.articles import Record, batches, from_anywhere, held_in, is_there, letters_of
from cleaner.place import broken, opened
from cleaner.problem import printable, why


class Dropped(NamedTuple):
    """Which article is kept for one, and a digest of what that one said then; empty in files of earlier versions."""

    kept: str
    digest: str


def without_duplicates(
    out: str, duplicates: str, drop: bool, tell: Callable[[str], None], damaged: Callable[[str], None]
) -> Iterator[Record]:
    """Every article below a folder; those that another is kept for have its name in `duplicate_of`, or are left out.

    One that says something else by now is no repeat.

    Args:
        out: what `cleaner split -o` wrote.
        duplicates: what `cleaner dedupe` wrote.
        drop: leave them out.
        tell: gets what has changed since, at the end.
        damaged: gets a line for each file that is none of ours, and the others go on.

    Raises:
        Unreadable: there is no article; at the end, that nothing there has a name that `duplicates` has.

    >>> import tempfile
    >>> from cleaner import split_text
    >>> from cleaner.record import as_line
    >>> with tempfile.TemporaryDirectory() as out:
    ...     part, said = f"{out}/articles-00000.jsonl", f"{out}/duplicates.jsonl"
    ...     with open(part, "w", encoding="utf-8") as file, open(said, "w", encoding="utf-8") as other:
    ...         file.writelines(as_line(split_text("新桥通车\\n\\n新桥今天通车。", page)[0].record()) for page in ("a", "b"))
    ...         _ = other.write(as_line({"dropped": f"{part}#b/01", "kept": f"{part}#a/01"}))
    ...     [[record["id"] for record in without_duplicates(out, said, drop, print, print)] for drop in (False, True)]
    [['a/01', 'b/01'], ['a/01']]
    """
    dropped = _dropped(duplicates)
    named = {*dropped, *(from_anywhere(one.kept) for one in dropped.values())}
    strange = bool(named)
    changed, away = 0, 0
    for held in itertools.chain.from_iterable(held_in(batch, damaged) for batch in batches([out])):
        name = from_anywhere(held.name)
        repeat = dropped.get(name)
        strange = strange and name not in named
        if repeat and repeat.digest and repeat.digest != digest_of_text(letters_of(held.record)):
            changed, repeat = changed + 1, None
        kept = repeat.kept if repeat else None
        away += kept is not None and not is_there(kept)
        if not drop:
            # The same fields in every line: loaders take the columns of all from the first.
            yield {**held.record, "duplicate_of": kept or ""}
        elif kept is None:
            yield held.record
    for count, said in ((changed, "say something else by now, and stay"), (away, "repeat what is not where it was any more")):
        if count:
            tell(f"{printable(duplicates)}: {count} of the articles that it names {said}; run cleaner dedupe again")
    if strange:
        said = f"it names no article in {printable(out)}; run this where cleaner dedupe ran, or run that again"
        raise Unreadable(f"{printable(duplicates)}: {said}")


def _dropped(path: str) -> dict[str, Dropped]:
    damaged: tuple[type[BaseException], ...] = (KeyError, TypeError, RecursionError, *broken())
    try:
        with opened(path) as file:
            lines = [json.loads(line.decode("utf-8")) for line in file]
        return {from_anywhere(line["dropped"]): Dropped(line["kept"], line.get("digest", "")) for line in lines}
    except OSError as bad:
        raise Unreadable(f"{printable(path)}: {why(bad)}; write it with cleaner dedupe") from None
    except damaged as bad:
        raise Unreadable(f"{printable(path)}: not what cleaner dedupe writes ({bad}); write it anew") from None
