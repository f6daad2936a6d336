"""A share of a run's pages, for schedulers that start many processes: Slurm arrays, Kubernetes jobs. The last one done joins their sums."""

from __future__ import annotations

import contextlib
import itertools
import os
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from cleaner.running.manifest import LEFT, MANIFEST, PAGES, PARTS, PROBLEMS, Row, each_once, entries, in_order, lines, rest
from cleaner.writing.files import write_stream

T = TypeVar("T")
# Shares of a run: each looks for the manifests of all. Chosen: more than the cores of the largest clusters are no gain.
MOST = 100_000


class Shard(NamedTuple):
    """The `number`th of `total` shares, from 1 on."""

    number: int
    total: int

    @property
    def mark(self) -> str:
        """What the names of its own files have in them; nothing where it is the whole run."""
        return "" if self.total == 1 else f".{self.number}-of-{self.total}"

    def has_page(self, name: str) -> bool:
        """Whether a page in a folder of its own is of this share; pages are dealt out by their names, so that it is known of each alone."""
        return zlib.crc32(name.encode("utf-8", "surrogatepass")) % self.total == self.number - 1

    def has_part(self, number: int) -> bool:
        """Whether a part is of this share; they are dealt out in turn."""
        return number % self.total == self.number - 1


def shard_of(text: str) -> Shard:
    """The share that `I/N` names.

    Raises:
        ValueError: it names none; the message says how to write it.

    >>> shard_of("2/3")
    Shard(number=2, total=3)
    """
    number, slash, count = text.partition("/")
    if not (slash and number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count) <= MOST):
        raise ValueError(f"{text!r} is no share; write it as I/N, from 1/N to N/N, of at most {MOST:,}")
    return Shard(int(number), int(count))


def share(things: Iterable[T], shard: Shard) -> Iterator[T]:
    """Of some things those of a share: every Nth, so that neighbours, which are alike in size, go to different ones."""
    return itertools.islice(things, shard.number - 1, None, shard.total)


def write_manifest(out: str, chunks: Iterable[str], shard: Shard, room: str) -> None:
    """Write the manifest of a run, or of its share; and the whole one, if this was the last share.

    Args:
        out: the output folder.
        chunks: the text of the share's.
        shard: which it is.
        room: a folder for what is sorted.

    Raises:
        OSError: no rights, no room.
    """
    os.makedirs(out, exist_ok=True)
    path = os.path.join(out, f"manifest{shard.mark}.json")
    write_stream(path, (chunk.encode("utf-8") for chunk in chunks))
    if shard.total == 1:
        return
    shares = [os.path.join(out, f"manifest{Shard(number, shard.total).mark}.json") for number in range(1, shard.total + 1)]
    try:
        rests = [rest(name) for name in shares]
    except (FileNotFoundError, ValueError):
        return  # another share is at work yet, or joins them at this moment
    if any(rests[0][name] != other[name] for other in rests for name in ("made_by", "settings", "format")):
        return  # of another run; it is done again in time
    write_stream(os.path.join(out, MANIFEST), (chunk.encode("utf-8") for chunk in joined(shares, rests, room)))
    for name in shares:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)


def joined(shares: Sequence[str], rests: Sequence[Row], room: str) -> Iterator[str]:
    """The text of one manifest of all shares', the same as a run over all pages would write.

    Args:
        shares: the paths of theirs.
        rests: what these say beside their long lists.
        room: a folder for what is sorted.
    """

    def every(wanted: str) -> Iterator[Row]:
        return (entry.entry for path in shares for entry in entries(path) if entry.list == wanted)

    def summed(name: str) -> dict[str, int]:
        return dict(sorted(sum((Counter(one[name]) for one in rests), Counter()).items()))

    sums = {"articles": sum(one["articles"] for one in rests), "removed": summed("removed"), "changed": summed("changed")}
    head = {name: rests[0][name] for name in ("schema", "made_by", "settings", "format")}
    pages = in_order(every(PAGES), lambda row: row["path"], room)
    parts = in_order(every(PARTS), lambda part: part["part"], room) if PARTS in rests[0] else None
    left = in_order(every(LEFT), lambda row: row["path"], room)
    yield from lines(head, pages, parts, sums, each_once(every(PROBLEMS), room), left)
