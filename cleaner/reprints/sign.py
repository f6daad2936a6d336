"""Sign articles: keys of which two have one in common, all but surely, when one of them is the other printed again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from cleaner.arrays import Hashes, Hashes32, Integers
from cleaner.language.shingles import MIX, OF_REPRINTS, shingles

# MinHash (Broder, 1997) in bands: 32 of 4 rows find a Jaccard of 0.5 with 0.87, of 0.6 with 0.99, of 0.75 (5 % wrong characters) always.
BANDS, ROWS = 32, 4
# An article that was cut has too little in common with the whole one for that. Of each paragraph the least hash of its longer shingles is
# kept, under a few permutations: of a paragraph with 5 % wrong characters two of the eight are the same with 0.96. One alone is not looked
# at, for it may be of a phrase that everybody uses.
LONG, MINIMA, AGREE = 8, 8, 2
# Letters of a paragraph that is told from others; a shorter one may well be said twice. Chosen.
SHORTEST = 40
# Keys of bands are even, those of paragraphs odd.
ODD = np.uint64(1)
# Of the shingles of an article one in so many is kept, by its hash: an article of 500 letters keeps 30, by which a pair that only shares
# phrases is told from one that shares its text.
SAMPLE = 16


def _factors(count: int) -> Hashes32:
    """Odd numbers, one a permutation of hashes: any do, but the same on every machine, for indexes and shares keep what they make.

    SplitMix64 (Steele, Lea and Flood 2014) of the numbers from 1 on; numpy's generators may change from version to version.
    """
    state = np.arange(1, count + 1, dtype=np.uint64) * MIX
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((state ^ (state >> np.uint64(31))) >> np.uint64(32)).astype(np.uint32) | np.uint32(1)


FACTORS = _factors(BANDS * ROWS + MINIMA)


class Signed(NamedTuple):
    """Keys of some articles, and whose they are, counted from 0 in the order given; and a sample of the shingles of each."""

    keys: Hashes
    owners: Integers
    sample: Integers  # article << 32 | shingle, in order, each once


def sign(articles: Sequence[Sequence[str]]) -> Signed:
    """The keys of articles.

    Args:
        articles: of each the letters of its paragraphs (`cleaner.language.shingles.numbered`).

    >>> one, other = "在党的领导下人民群众的生活水平不断提高", "在党的领导下人民群众的生活水准不断提高"
    >>> found = sign([[one * 3], [other * 3]])
    >>> len(set(found.keys[found.owners == 0].tolist()) & set(found.keys[found.owners == 1].tolist())) > 0
    True
    >>> found = sign([["新桥今天通车"]])
    >>> len(found.keys) == BANDS + 1, set(found.owners.tolist()), (found.keys & ODD).any().item()
    (True, {0}, False)
    """
    texts = ["".join(paragraphs) for paragraphs in articles]
    hashes, starts, whose = _hashed(texts, OF_REPRINTS, OF_REPRINTS)
    bands, band_of = _bands(hashes, starts, whose)
    minima, paragraph_of = _minima([p for paragraphs in articles for p in paragraphs])
    owner = np.repeat(np.arange(len(articles)), [len(paragraphs) for paragraphs in articles])
    return Signed(np.concatenate([bands, minima]), np.concatenate([band_of, owner[paragraph_of]]), _sample(hashes, starts, whose))


def _sample(hashes: Hashes32, starts: Integers, whose: Integers) -> Integers:
    kept = np.flatnonzero(hashes % SAMPLE == 0)
    article = whose[np.searchsorted(starts, kept, side="right") - 1] if len(kept) else kept
    return np.unique(article << 32 | hashes[kept].astype(np.int64))


def _bands(hashes: Hashes32, starts: Integers, whose: Integers) -> tuple[Hashes, Integers]:
    """A key a band of every text that has a shingle, and one of the whole: in the buckets of bands a stranger may be first."""
    if not len(whose):
        return np.zeros(0, dtype=np.uint64), whose
    keys = [np.add.reduceat(hashes.astype(np.uint64) * MIX, starts) & ~ODD]
    for band in range(BANDS):
        key = np.full(len(whose), band + 1, dtype=np.uint64)
        for row in range(ROWS):
            least = np.minimum.reduceat(hashes * FACTORS[band * ROWS + row], starts)
            key = (key ^ least) * MIX
            key ^= key >> np.uint64(31)
        keys.append(key & ~ODD)
    return np.concatenate(keys), np.tile(whose, BANDS + 1)


def _minima(paragraphs: Sequence[str]) -> tuple[Hashes, Integers]:
    """The least hashes of every paragraph that is long enough."""
    hashes, starts, whose = _hashed(paragraphs, LONG, SHORTEST)
    if not len(whose):
        return np.zeros(0, dtype=np.uint64), whose
    keys = []
    for k in range(MINIMA):
        least = np.minimum.reduceat(hashes * FACTORS[BANDS * ROWS + k], starts)
        key = (np.uint64(BANDS + 1 + k) ^ least) * MIX
        keys.append(key ^ (key >> np.uint64(31)) | ODD)
    return np.concatenate(keys), np.tile(whose, MINIMA)


def _hashed(texts: Sequence[str], size: int, shortest: int) -> tuple[Hashes32, Integers, Integers]:
    """Hashes of the shingles of texts that are long enough, one after the other; where each text begins; and which text it is."""
    chosen = [k for k, text in enumerate(texts) if len(text) >= shortest]
    parts = [(shingles(texts[k], size) >> np.uint64(32)).astype(np.uint32) for k in chosen]
    starts = np.cumsum([0, *(len(part) for part in parts)][:-1]) if parts else np.zeros(0, dtype=np.int64)
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.uint32), starts.astype(np.int64), np.array(chosen, dtype=np.int64)
