"""A share of a run's pages, for schedulers that start many processes: Slurm arrays, Kubernetes jobs."""

from __future__ import annotations

import itertools
import zlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from cleaner.problem import printable

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
        return zlib.crc32(printable(name).encode("utf-8")) % self.total == self.number - 1

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


def dealt(things: Iterable[T], shard: Shard) -> Iterator[T]:
    """Of some things those of a share: every Nth, so that neighbours, which are alike in size, go to different ones.

    >>> list(dealt(range(7), Shard(2, 3)))
    [1, 4]
    """
    return itertools.islice(things, shard.number - 1, None, shard.total)
