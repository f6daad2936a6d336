"""How many rows are led down boosted trees at once: a bit a row, sixty-four in a word.

What trees ask of a row is whether one feature is above one threshold, and different trees ask the same. Each such question is put once
to all rows, and its answers packed into words; from there on an operation on a word leads sixty-four rows one step down. To look up
feature and threshold at every node of every way took three times as long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleaner.arrays import Integers, Numbers, runs

if TYPE_CHECKING:
    import numpy.typing as npt

WORD = 64
# Answers that are worked on at once, so that a huge page takes no more memory than a usual one. Chosen: those of 64 rows to the largest
# trees.
AT_ONCE = 1 << 20
# Of these, those whose values are held at once: a megabyte. Chosen.
TOGETHER = 1 << 18


class Cuts(NamedTuple):
    """The questions of t trees of depth d, each once, and where the trees ask them.

    feature, threshold: shape (c,) and (c, 1): whether the feature is above the threshold. levels: for each level from the root on which
    question each node asks, shape (2**level, t).
    """

    feature: Integers
    threshold: npt.NDArray[np.float32]
    levels: tuple[Integers, ...]

    @property
    def first(self) -> Integers:
        """Where the leaves of each tree begin among those of all, shape (t, 1)."""
        return np.arange(self.levels[0].size)[:, None] << len(self.levels)

    @property
    def rows(self) -> int:
        """How many rows are led at once."""
        return max(1, AT_ONCE // (len(self.feature) * WORD)) * WORD


def cuts(feature: Integers, threshold: Numbers) -> Cuts:
    """The questions of trees, as a script that fits them has their nodes.

    Args:
        feature: of each node, shape (t, 2**d - 1), level by level.
        threshold: of each node, numbers of single precision, of the same shape.

    >>> found = cuts(np.array([[0, 1, 1], [1, 0, 0]]), np.array([[2.0, 5.0, 7.0], [5.0, 2.0, 2.0]]))
    >>> found.feature.tolist(), found.threshold.ravel().tolist(), found.levels[0].tolist()
    ([0, 1, 1], [2.0, 5.0, 7.0], [[0, 1]])
    """
    trees, inner = feature.shape
    # One sort of whole numbers: of feature, threshold, and where it is asked.
    bits = (trees * inner).bit_length()
    asked = np.ascontiguousarray(threshold, dtype=np.float32).view(np.uint32).ravel().astype(np.uint64)
    asked |= feature.ravel().astype(np.uint64) << np.uint64(32)
    order = np.sort(asked << np.uint64(bits) | np.arange(trees * inner, dtype=np.uint64))
    asked, node = order >> np.uint64(bits), (order & np.uint64((1 << bits) - 1)).astype(np.int64)
    first, times = runs(asked)
    question = np.empty(trees * inner, dtype=np.int64)
    question[node] = np.repeat(np.arange(len(first)), times)
    of_level = np.split(question.reshape(trees, inner).T, [2**level - 1 for level in range(1, inner.bit_length())])
    different = asked[first]
    return Cuts(
        (different >> np.uint64(32)).astype(np.int64),
        different.astype(np.uint32).view(np.float32)[:, None],
        tuple(np.ascontiguousarray(level) for level in of_level),
    )


def leaves(asked: Cuts, features: Numbers) -> Integers:
    """The leaf of each tree at which each row ends, among the leaves of all trees, shape (t, k).

    Args:
        asked: the questions of the trees.
        features: of k rows, shape (k, number of features).

    >>> asked = cuts(np.array([[0, 1, 1]]), np.array([[2.0, 5.0, 7.0]]))
    >>> leaves(asked, np.array([[1.0, 6.0], [3.0, 6.0], [3.0, 8.0]])).tolist()
    [[1, 2, 3]]
    """
    words = -(-len(features) // WORD)
    columns = np.zeros((features.shape[1], words * WORD), dtype=np.float32)
    columns[:, : len(features)] = _rounded_up(features).T
    answers = _answers(asked, columns)
    turns = np.empty((len(asked.levels), len(asked.first), words), dtype=np.uint64)
    # Which rows come to each node of a level.
    here = np.full((1, *turns.shape[1:]), ~np.uint64(0))
    for level, questions in enumerate(asked.levels):
        right = answers.take(questions, axis=0)
        right &= here
        np.bitwise_or.reduce(right, axis=0, out=turns[level])
        # Below the last turn are leaves, and no more is asked.
        if level + 1 < len(turns):
            below = np.empty((len(right), 2, *turns.shape[1:]), dtype=np.uint64)
            np.bitwise_xor(here, right, out=below[:, 0])
            below[:, 1] = right
            here = below.reshape(-1, *turns.shape[1:])
    bits = np.unpackbits(turns.view(np.uint8), axis=None, bitorder="little").reshape(len(turns), -1, words * WORD)
    leaf = bits[0].astype(np.uint8)
    for turn in bits[1:]:
        leaf += leaf
        leaf += turn
    return np.asarray(leaf[:, : len(features)] + asked.first)


def _answers(asked: Cuts, columns: npt.NDArray[np.float32]) -> npt.NDArray[np.uint64]:
    """The answers to all questions for all rows, a bit a row, shape (questions, words)."""
    rows = columns.shape[1]
    out = np.empty((len(asked.feature), rows // 8), dtype=np.uint8)
    step = max(1, TOGETHER // rows)
    for start in range(0, len(out), step):
        some = slice(start, start + step)
        above = columns.take(asked.feature[some], axis=0) > asked.threshold[some]
        out[some] = np.packbits(above, axis=1, bitorder="little")
    return out.view(np.uint64)


def _rounded_up(features: Numbers) -> npt.NDArray[np.float32]:
    """Features rounded up to single precision, so that each is above a threshold of single precision where the feature is."""
    out = features.astype(np.float32)
    below = out < features
    # As whole numbers they are one apart: one more is farther from zero, and one less than a negative one is nearer to it.
    bits = out.view(np.int32)
    step = bits >> 31
    step |= 1
    step *= below
    bits += step
    return out
