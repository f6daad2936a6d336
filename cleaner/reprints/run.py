"""Find the reprints among the articles of output folders."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from cleaner.export.read import Place, batches, held_in, record_at
from cleaner.reprints.clusters import Candidate, Edge, edges, repeats
from cleaner.reprints.index import Index, opened
from cleaner.reprints.pairs import likely, pairs
from cleaner.reprints.sign import AGREE, Signed, sign
from cleaner.shingles import letters

if TYPE_CHECKING:
    import numpy.typing as npt

# Articles whose letters are held while they are looked at: some megabytes. Chosen.
HELD = 4096


class Read(NamedTuple):
    """Some articles, read and signed."""

    places: list[Place]
    candidates: list[Candidate]
    letters: list[str]
    signed: Signed


class Drop:
    """The articles of a drop, in order of their files, and after them those of earlier drops that they may repeat."""

    def __init__(self) -> None:
        """Without any."""
        self.places: list[Place] = []
        self.found: list[Candidate] = []
        self.keys: list[npt.NDArray[np.uint64]] = []
        self.owners: list[npt.NDArray[np.int64]] = []
        self.samples: list[npt.NDArray[np.int64]] = []

    def add(self, read: Read) -> None:
        """The next articles."""
        self.keys.append(read.signed.keys)
        self.owners.append(read.signed.owners + len(self.found))
        self.samples.append(read.signed.sample + (len(self.found) << 32))
        self.places += read.places
        self.found += read.candidates

    def near(self) -> list[tuple[int, int]]:
        """Pairs of them that are to be looked at."""
        found = pairs(np.concatenate(self.keys), np.concatenate(self.owners))
        return list(map(tuple, likely(found, np.concatenate(self.samples), len(self.found)).tolist()))

    def letters(self, number: int) -> str:
        """The letters of one of them."""
        return "".join(map(letters, record_at(self.places[number])["paragraphs"]))


def dedupe(outs: Iterable[str], jobs: int, index: str | None = None) -> list[dict[str, Any]]:
    """A line for every article that another one says again, in order of their files.

    Args:
        outs: folders that `cleaner split` wrote.
        jobs: workers.
        index: a file with the articles of earlier drops, to which these are added.

    Raises:
        cleaner.export.read.Unreadable: a folder has no articles, or a file is none.
        cleaner.reprints.index.Unusable: the file is no index.
        OSError: the index cannot be read or written.
    """
    drop, parts = Drop(), each_part([batch for out in outs for batch in batches(out)], jobs)
    if index is None:
        for read in parts:
            drop.add(read)
        return _told(drop.found, drop.near(), drop.letters)
    with opened(index) as earlier:
        return _beside(drop, parts, earlier)


def _beside(drop: Drop, parts: Iterable[Read], earlier: Index) -> list[dict[str, Any]]:
    """The same, beside the articles of an index."""
    numbers: list[int] = []
    for read in parts:
        drop.add(read)
        numbers += earlier.add(read.candidates, read.letters)
    near = drop.near()
    place = {number: k for k, number in enumerate(numbers)}
    found = list(drop.found)
    weight: Counter[tuple[int, int]] = Counter()
    for key, first, later in earlier.held(np.concatenate(drop.keys), np.array(numbers)[np.concatenate(drop.owners)]):
        weight[first, later] += 1 if key & 1 else AGREE
    for (first, later), agreed in sorted(weight.items()):
        if agreed >= AGREE:
            if first not in place:
                place[first] = len(found)
                found.append(earlier.candidate(first))
            near.append((place[first], place[later]))
    number_of = {k: number for number, k in place.items()}

    def text(k: int) -> str:
        return drop.letters(k) if k < len(drop.found) else earlier.letters(number_of[k])

    return _told(found, sorted(set(near)), text)


def _told(found: Sequence[Candidate], near: Iterable[tuple[int, int]], text: Callable[[int], str]) -> list[dict[str, Any]]:
    # Pairs of one first article stand together: its letters are read once.
    held = functools.lru_cache(maxsize=HELD)(text)
    return lines_of(found, edges(found, near, held), held)


def lines_of(found: Sequence[Candidate], sure: Iterable[Edge], text: Callable[[int], str]) -> list[dict[str, Any]]:
    """A line for every article that is dropped, of the edges between all.

    Args:
        found: all articles.
        sure: the edges.
        text: gives the letters of an article.
    """
    return [
        {
            "dropped": found[repeat.dropped].name,
            "kept": found[repeat.kept].name,
            "verdict": repeat.verdict.kind,
            "alike": repeat.verdict.alike,
            "new": repeat.verdict.new,
        }
        for repeat in repeats(found, sure, text)
    ]


def read_part(files: Sequence[str]) -> Read:
    """Read and sign some articles; a plain function that any process can call."""
    places, candidates, texts = [], [], []
    for place, name, record in held_in(files):
        paragraphs = [letters(paragraph) for paragraph in record["paragraphs"]]
        places.append(place)
        candidates.append(Candidate(name, len(record["missing"]), sum(map(len, paragraphs))))
        texts.append(paragraphs)
    return Read(places, candidates, list(map("".join, texts)), sign(texts))


def each_part(parts: Sequence[Sequence[str]], jobs: int) -> Iterator[Read]:
    """What was read of some files each, in order."""
    if jobs < 2 or len(parts) < 2:
        yield from map(read_part, parts)
        return
    from pebble import ProcessPool

    from cleaner.running.parallel import context

    with ProcessPool(max_workers=jobs, context=context()) as pool:
        yield from pool.map(read_part, parts).result()
