"""The manifest of a run that many processes share: each writes that of its share, and the last one done joins them."""

from __future__ import annotations

import contextlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from cleaner.problem import printable
from cleaner.running.lock import alone
from cleaner.running.manifest import (
    LEFT,
    PAGES,
    PARTS,
    PROBLEMS,
    Row,
    each_once,
    entries,
    head_and_sums,
    manifest_text,
    manifests_of_shares,
)
from cleaner.running.shard import Shard
from cleaner.running.sorting import in_order
from cleaner.writing.files import write_stream
from cleaner.writing.names import MANIFEST, manifest_of


def write_manifest(out: str, chunks: Iterable[str], shard: Shard, scratch: str, copied: bool) -> None:
    """Write the manifest of a run, or of its share; and the whole one, if this was the last share, or there is one of earlier runs.

    Args:
        out: the output folder.
        chunks: the text of the share's.
        shard: which it is.
        scratch: a folder for what is sorted.
        copied: the folder is a copy of one at a URL; another share's copy of the whole manifest may be newer.

    Raises:
        OSError: no rights, no room.

    >>> import tempfile
    >>> head = dict.fromkeys(("schema", "made_by", "settings", "format"), "")
    >>> with tempfile.TemporaryDirectory() as out:
    ...     for shard in (Shard(1, 2), Shard(2, 2)):
    ...         write_manifest(out, manifest_text(head, [], None, {"articles": 0}, []), shard, out, copied=False)
    ...         os.listdir(out)
    ['manifest.1-of-2.json']
    ['manifest.json']
    """
    os.makedirs(out, exist_ok=True)
    path = os.path.join(out, manifest_of(shard.mark))
    write_stream(path, (chunk.encode("utf-8") for chunk in chunks))
    if shard.total > 1:
        with alone(out):
            _join(out, path, shard, scratch, copied)


def _join(out: str, path: str, shard: Shard, scratch: str, copied: bool) -> None:
    """Put a share's manifest into the whole one of earlier runs; where there is none, wait for all shares' and join them."""
    shares = [os.path.join(out, manifest_of(Shard(number, shard.total).mark)) for number in range(1, shard.total + 1)]
    whole = os.path.join(out, MANIFEST)
    try:
        mine = head_and_sums(path)
        if not copied and of_one_run(mine, whole):
            parts = [ShareManifest(whole, mine, _others(whole, path, shard, PARTS in mine)), ShareManifest(path, mine)]
            shares = [path]
        else:
            parts = [ShareManifest(name, head_and_sums(name)) for name in shares]
            if not all(of_one_run(mine, name) for name in shares):
                return  # of another run; it is done again in time
    except (FileNotFoundError, ValueError):
        return  # another share is at work yet
    write_stream(whole, (chunk.encode("utf-8") for chunk in joined(parts, scratch)))
    for name in shares:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)


def unlike(out: str) -> Iterator[str]:
    """A line where the manifests of shares that wait for others are not of one run, so that nothing ever joins them.

    Args:
        out: the output folder.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as out:
    ...     for number, form in ((1, "jsonl"), (2, "parquet")):
    ...         head = {**dict.fromkeys(("schema", "made_by", "settings"), ""), "format": form}
    ...         write_manifest(out, manifest_text(head, [], None, {"articles": 0}, []), Shard(number, 2), out, copied=False)
    ...     [line.removeprefix(out)[:64] for line in unlike(out)]
    [': its shares have different settings, versions or formats, and c']
    """
    paths = manifests_of_shares(out)
    with contextlib.suppress(OSError, ValueError):
        first = head_and_sums(paths[0]) if paths else {}
        if any(not of_one_run(first, path) for path in paths[1:]):
            said = "its shares have different settings, versions or formats, and cannot be joined; run all alike"
            yield f"{printable(out)}: {said} ({', '.join(map(os.path.basename, paths))})"


def of_one_run(mine: Row, path: str) -> bool:
    """Whether a manifest is there and is of the settings, the form and the version that a share's is of.

    >>> import tempfile
    >>> head = {"schema": "", "made_by": "", "settings": {}, "format": "jsonl"}
    >>> with tempfile.TemporaryDirectory() as out:
    ...     write_manifest(out, manifest_text(head, [], None, {"articles": 0}, []), Shard(1, 1), out, copied=False)
    ...     [of_one_run({**head, "format": form}, f"{out}/{name}.json") for form in ("jsonl", "files") for name in ("manifest", "none")]
    [True, False, False, False]
    """
    try:
        other = head_and_sums(path)
    except FileNotFoundError:
        return False
    return all(mine[name] == other.get(name) for name in ("schema", "made_by", "settings", "format"))


class Others(NamedTuple):
    """What stays of the whole manifest where a share puts its own into it: the rows of other shares, if it does not tell of their pages.

    A row of a page that could not be read stays until the page was read, and is not taken away for being told of again.
    """

    shard: Shard
    in_parts: bool
    told: Set[str]  # pages that had problems, of which the share says something
    done: Set[str]  # pages of earlier runs that the share did, or has left, too

    def keep(self, of: str, row: Row) -> bool:
        """Whether a row of one of the lists stays."""
        gone = self.done if of == LEFT else self.told if of in (PAGES, PROBLEMS) else frozenset[str]()
        return not self._is_own(row) and row.get("path") not in gone

    def _is_own(self, row: Row) -> bool:
        """Whether a row, of a page, a part or a problem, is of the share; in which part a problem's page is, nothing says."""
        if "part" in row:
            return self.shard.has_part(row["part"])
        return not self.in_parts and self.shard.has_page(row["path"])


def _others(whole: str, path: str, shard: Shard, in_parts: bool) -> Others:
    """What stays of the whole manifest for a share whose own is at a path; memory holds no more pages than are in the whole one's lists."""
    troubled = {one.entry["path"] for one in entries(whole) if one.list == PROBLEMS}
    waiting = {one.entry["path"] for one in entries(whole) if one.list == LEFT}
    told, done = set[str](), set[str]()
    for one in entries(path):
        if one.list in (PAGES, PROBLEMS, LEFT) and one.entry["path"] in troubled:
            told.add(one.entry["path"])
        if (one.list == LEFT or (one.list == PAGES and one.entry["output"])) and one.entry["path"] in waiting:
            done.add(one.entry["path"])
    return Others(shard, in_parts, told, done)


class ShareManifest(NamedTuple):
    """A manifest, what it says beside its long lists, and which of its rows are taken, if not all are."""

    path: str
    rest: Row
    taken: Others | None = None


def joined(shares: Sequence[ShareManifest], scratch: str) -> Iterator[str]:
    """The text of one manifest of all shares', the same as a run over all pages would write.

    Args:
        shares: theirs.
        scratch: a folder for what is sorted.

    >>> import json, tempfile
    >>> row = {**dict.fromkeys(("path", "folder", "sha256", "encoding", "made_from", "output"), "a"), "characters": 6, "articles": 1}
    >>> head = dict.fromkeys(("schema", "made_by", "settings", "format"), "")
    >>> with tempfile.TemporaryDirectory() as out:
    ...     for name in ("b.txt", "a.txt"):
    ...         with open(f"{out}/{name}.json", "w") as file:
    ...             file.writelines(manifest_text(head, [{**row, "path": name, "removed": {}, "changed": {}}], None, {"articles": 1}, []))
    ...     text = "".join(joined([ShareManifest(f"{out}/{name}.json", head) for name in ("b.txt", "a.txt")], out))
    ...     [page["path"] for page in json.loads(text)["pages"]], json.loads(text)["articles"]
    (['a.txt', 'b.txt'], 2)
    """

    def every(wanted: str) -> Iterator[Row]:
        for share in shares:
            for one in entries(share.path):
                if one.list == wanted and (share.taken is None or share.taken.keep(wanted, one.entry)):
                    yield one.entry

    removed, changed, articles = Counter[str](), Counter[str](), 0
    for row in every(PAGES):
        removed.update(row["removed"])
        changed.update(row["changed"])
        articles += row["articles"]
    sums = {"articles": articles, "removed": dict(sorted(removed.items())), "changed": dict(sorted(changed.items()))}
    head = {name: shares[0].rest[name] for name in ("schema", "made_by", "settings", "format")}
    pages = in_order(every(PAGES), lambda row: row["path"], scratch)
    parts = in_order(every(PARTS), lambda part: part["part"], scratch) if PARTS in shares[0].rest else None
    left = in_order(every(LEFT), lambda row: row["path"], scratch)
    yield from manifest_text(head, pages, parts, sums, each_once(every(PROBLEMS), scratch), left)
