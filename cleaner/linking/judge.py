"""The last word on the links that are likely: boosted trees over all their evidence, beside what else each end could take.

A linear score cannot say that a closed end may go on in the next block on one page and must not on another. Trees over the
few links that a linear look leaves open can: cross-validated, 0.82 of the articles for 0.80 (bench/fit_all.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cleaner.linking.features import Evidence
from cleaner.linking.score import Scores, scores_of
from cleaner.linking.search import NEVER
from cleaner.weights import fitted_trees

if TYPE_CHECKING:
    import numpy.typing as npt

# A link that neither of its ends takes with this chance is not judged, and not made. Chosen: 999 of 1,000 right ones are above.
OPEN = 0.003
# Stands for the score of what cannot be, among those that can.
POOR = -30.0
FOUND = ("gain", "forward", "backward", "above-next-out", "above-next-in", "none-after", "none-before", "place", "place-second", "nodes",
         "step", "letters", "letters-second")  # fmt: skip


def candidates(found: Evidence, scores: Scores) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The links that are open, as indices of their first and second nodes."""
    forward, backward = scores.forward[:, :-1], scores.backward[:-1]
    first, second = np.nonzero(found.allowed & ((forward > OPEN) | (backward > OPEN)))
    return first, second


def names(found: Evidence) -> tuple[str, ...]:
    """Names of the columns of `rows`."""
    return tuple(name for part in found.names for name in part) + tuple(f"found:{name}" for name in FOUND)


def rows(found: Evidence, scores: Scores, first: npt.NDArray[np.int64], second: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """The evidence of each candidate, of its ends, and how it stands among the others, shape (k, number of names)."""
    gain, count = np.where(found.allowed, scores.gain, POOR), len(scores.gain)
    size = np.array([len(n.letters) for n in found.known.nodes])
    here = gain[first, second]
    standing = (
        here,
        scores.forward[first, second],
        scores.backward[first, second],
        here - np.maximum(_best_other(gain, first, second), 0),
        here - np.maximum(_best_other(gain.T, second, first), 0),
        scores.forward[first, -1],
        scores.backward[-1, second],
        first / count,
        second / count,
        np.full(len(first), count),
        found.known.step[first, second],
        size[first],
        size[second],
    )
    parts = (
        found.at(first, second),
        found.end[:, first].T,
        found.start[:, second].T,
        np.stack(standing, axis=1),
    )
    return np.concatenate(parts, axis=1)


def _best_other(gain: npt.NDArray[np.float64], row: npt.NDArray[np.int64], column: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """The best gain in each row, outside each column."""
    if gain.shape[1] < 2:
        return np.full(len(row), POOR)
    best = gain.argmax(axis=1)
    two = np.partition(gain, -2, axis=1)[:, -2:]
    return np.asarray(np.where(best[row] == column, two[row, 0], two[row, 1]))


def judge(found: Evidence, scores: Scores) -> Scores:
    """The scores after the trees: those of open links changed, the others out.

    Args:
        found: the evidence of the last look.
        scores: of the last look.
    """
    trees = fitted_trees("judge")
    if trees.names != names(found):
        raise ValueError("the fitted trees 'judge' are not for this evidence: run bench/fit_all.py")
    first, second = candidates(found, scores)
    gain = np.full(scores.gain.shape, NEVER)
    if len(first):
        gain[first, second] = scores.gain[first, second] + trees.scores(rows(found, scores, first, second))[:, 0]
    return scores_of(gain)
