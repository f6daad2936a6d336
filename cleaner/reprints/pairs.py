"""Which articles have a key in common: a star in each bucket, its first article with each other."""

from __future__ import annotations

import numpy as np

from cleaner.arrays import Hashes, Integers
from cleaner.reprints.sign import AGREE, ODD

# How many neighbours in a bucket are compared beside its first: where the first is a stranger, two reprints may still stand side by side.
NEIGHBOURS = 1
LOW = (1 << 32) - 1
# Share of the sampled shingles of the shorter that the longer must have: of 0.8, which an exact look asks, a sample of 12 has less than
# a half four times in a thousand, of the 0.86 of a copy once. With fewer nothing is said. Chosen.
SHARE, FEW = 0.5, 12
# Pairs that are looked at together: some megabytes. Chosen.
AT_ONCE = 50_000


def pairs(keys: Hashes, owners: Integers) -> Integers:
    """Pairs of articles to look at, shape (n, 2), the earlier first, each once.

    Args:
        keys: of all articles.
        owners: the article of each key.

    >>> pairs(np.array([6, 6, 6, 8], dtype=np.uint64), np.array([2, 0, 1, 0])).tolist()
    [[0, 1], [0, 2], [1, 2]]
    """
    return summed(*weighted(keys, owners), AGREE)


def weighted(keys: Hashes, owners: Integers) -> tuple[Integers, Integers]:
    """Pairs of articles that have a key in common, as `earlier << 32 | later`, each once; and what their common keys weigh.

    Args:
        keys: of articles; all that are the same, if any is there.
        owners: the article of each key.

    >>> both, weight = weighted(np.array([6, 6, 7, 7], dtype=np.uint64), np.array([0, 1, 0, 2]))
    >>> [(pair >> 32, pair & LOW) for pair in both.tolist()], weight.tolist()
    ([(0, 1), (0, 2)], [2, 1])
    """
    order = np.lexsort((owners, keys))
    keys, owners = keys[order], owners[order]
    fresh = np.concatenate([[True], keys[1:] != keys[:-1]]) if len(keys) else np.zeros(0, dtype=bool)
    first = owners[np.maximum.accumulate(np.where(fresh, np.arange(len(keys)), 0))] if len(keys) else owners
    found = [(first[~fresh], owners[~fresh], keys[~fresh])]
    for step in range(1, NEIGHBOURS + 1):
        # Beside the first it is compared with it already.
        same = (keys[step:] == keys[:-step]) & (owners[:-step] != first[step:])
        found.append((owners[:-step][same], owners[step:][same], keys[step:][same]))
    one, other, key = (np.concatenate(side) for side in zip(*found, strict=True))
    # A band says enough; of paragraphs several keys must agree.
    weight = np.where(key & ODD == 0, AGREE, 1)
    apart = one != other
    return _sums(one[apart] << 32 | other[apart], weight[apart])


def _sums(both: Integers, weight: Integers) -> tuple[Integers, Integers]:
    once, place = np.unique(both, return_inverse=True)
    return once, np.bincount(place, weight, minlength=len(once)).astype(np.int64)


def summed(both: Integers, weight: Integers, least: int) -> Integers:
    """The pairs whose keys weigh enough, shape (n, 2).

    Args:
        both: pairs as `weighted` gives them; one may stand there several times.
        weight: of each.
        least: that is enough.

    >>> summed(np.array([5, 5, 6]), np.array([1, 1, 1]), 2).tolist()
    [[0, 5]]
    """
    both, weight = _sums(both, weight)
    enough = both[weight >= least]
    return np.stack([enough >> 32, enough & LOW], axis=1)


def likely(found: Integers, sample: Integers, count: int) -> Integers:
    """Those of some pairs that share enough of their sampled shingles to be worth an exact look.

    Args:
        found: pairs of articles, shape (n, 2).
        sample: of all articles, `cleaner.reprints.sign.Signed.sample`, in order.
        count: of articles.

    >>> alike, other = np.arange(12), np.arange(12) + 40
    >>> sample = np.concatenate([alike, (1 << 32) + alike, (2 << 32) + other])
    >>> likely(np.array([[0, 1], [0, 2]]), sample, 3).tolist()
    [[0, 1]]
    """
    starts = np.searchsorted(sample, np.arange(count + 1) << 32)
    sizes = np.diff(starts)
    kept = []
    for at in range(0, len(found), AT_ONCE):
        some = found[at : at + AT_ONCE]
        less = sizes[some].argmin(axis=1)
        short, long = some[np.arange(len(some)), less], some[np.arange(len(some)), 1 - less]
        shared = np.isin(_told(sample, starts, sizes, short), _told(sample, starts, sizes, long))
        mine = np.repeat(np.arange(len(some)), sizes[short])
        both = np.bincount(mine, shared, minlength=len(some))
        kept.append(some[(sizes[short] < FEW) | (both >= SHARE * sizes[short])])
    return np.concatenate(kept) if kept else found


def _told(sample: Integers, starts: Integers, sizes: Integers, articles: Integers) -> Integers:
    """The samples of some articles, one after the other, each told by its place in the list and its shingle."""
    lengths = sizes[articles]
    ends = np.cumsum(lengths)
    within = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - lengths, lengths)
    shingle = sample[np.repeat(starts[articles], lengths) + within] & LOW
    return np.asarray(np.repeat(np.arange(len(articles)), lengths) << 32 | shingle)
