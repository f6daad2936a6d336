"""Find the reprints among the articles of output folders."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from cleaner.export.read import article_files, record_of
from cleaner.problem import printable
from cleaner.reprints.clusters import Candidate, repeats
from cleaner.reprints.pairs import likely, pairs
from cleaner.reprints.sign import Signed, sign
from cleaner.shingles import letters

# Articles that a worker reads and signs at once: some tenths of a second. Chosen.
AT_ONCE = 500
# Articles whose letters are held while they are looked at: some megabytes. Chosen.
HELD = 4096


class Read(NamedTuple):
    """Some articles, read and signed."""

    candidates: list[Candidate]
    signed: Signed


def dedupe(outs: Iterable[str], jobs: int) -> Iterator[dict[str, Any]]:
    """A line for every article that another one says again, in order of their files.

    Args:
        outs: folders that `cleaner split` wrote.
        jobs: workers.

    Raises:
        cleaner.export.read.Unreadable: a folder has no articles, or a file is none.
    """
    files = [file for out in outs for file in article_files(out)]
    parts = [files[at : at + AT_ONCE] for at in range(0, len(files), AT_ONCE)]
    found: list[Candidate] = []
    keys, owners, samples = [], [], []
    for read in _each(parts, jobs):
        keys.append(read.signed.keys)
        owners.append(read.signed.owners + len(found))
        samples.append(read.signed.sample + (len(found) << 32))
        found += read.candidates
    near = likely(pairs(np.concatenate(keys), np.concatenate(owners)), np.concatenate(samples), len(found))

    @functools.lru_cache(maxsize=HELD)
    def text(number: int) -> str:
        return "".join(map(letters, record_of(files[number])["paragraphs"]))

    # Pairs of one first article stand together: its letters are read once.
    for repeat in repeats(found, map(tuple, near.tolist()), text):
        verdict = repeat.verdict
        yield {
            "dropped": found[repeat.dropped].name,
            "kept": found[repeat.kept].name,
            "verdict": verdict.kind,
            "alike": verdict.alike,
            "new": verdict.new,
        }


def read_part(files: Sequence[str]) -> Read:
    """Read and sign some articles; a plain function that any process can call."""
    candidates, texts = [], []
    for file in files:
        record = record_of(file)
        paragraphs = [letters(paragraph) for paragraph in record["paragraphs"]]
        candidates.append(Candidate(printable(file), len(record["missing"]), sum(map(len, paragraphs))))
        texts.append(paragraphs)
    return Read(candidates, sign(texts))


def _each(parts: Sequence[Sequence[str]], jobs: int) -> Iterator[Read]:
    if jobs < 2 or len(parts) < 2:
        yield from map(read_part, parts)
        return
    from pebble import ProcessPool

    from cleaner.parallel import context

    with ProcessPool(max_workers=jobs, context=context()) as pool:
        yield from pool.map(read_part, parts).result()
