"""Articles beside what `cleaner dedupe` said of them: named after the one that is kept, or left out."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Iterator

from cleaner.problem import printable, why
from cleaner.reading.place import elsewhere, opened
from cleaner.written import Unreadable
from cleaner.written.articles import Record, batches, held_in


def without_duplicates(out: str, duplicates: str, drop: bool) -> Iterator[Record]:
    """Every article below a folder; those that another is kept for have its name in `duplicate_of`, or are left out.

    Args:
        out: what `cleaner split -o` wrote.
        duplicates: what `cleaner dedupe` wrote.
        drop: leave them out.

    Raises:
        Unreadable: there is no article, or a file is none; at the end, that nothing there has a name that `duplicates` has.
    """
    kept_for = _kept_for(duplicates)
    named = {*kept_for, *map(_anywhere, kept_for.values())}
    strange = bool(named)
    for held in itertools.chain.from_iterable(map(held_in, batches([out]))):
        name = _anywhere(held.name)
        kept = kept_for.get(name)
        strange = strange and name not in named
        if not drop:
            # The same fields in every line: loaders take the columns of all from the first.
            yield {**held.record, "duplicate_of": kept or ""}
        elif kept is None:
            yield held.record
    if strange:
        said = f"it names no article in {printable(out)}; run this where cleaner dedupe ran, or run that again"
        raise Unreadable(f"{printable(duplicates)}: {said}")


def _kept_for(path: str) -> dict[str, str]:
    try:
        with open(path, "rb") as raw, opened(path, raw) as file:
            lines = [json.loads(line.decode("utf-8")) for line in file]
        return {_anywhere(line["dropped"]): line["kept"] for line in lines}
    except OSError as bad:
        raise Unreadable(f"{printable(path)}: {why(bad)}; write it with cleaner dedupe") from None
    except (ValueError, KeyError, TypeError, RecursionError, EOFError) as bad:
        raise Unreadable(f"{printable(path)}: not what cleaner dedupe writes ({bad}); write it anew") from None


def _anywhere(name: str) -> str:
    """The name of an article, however its folder is spelled."""
    return name if elsewhere(name) else os.path.abspath(name)
