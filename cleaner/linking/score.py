"""The score of every possible link of a page, from the evidence and the fitted weights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleaner.linking.features import Evidence
from cleaner.linking.search import NEVER
from cleaner.weights import fitted

if TYPE_CHECKING:
    import numpy.typing as npt

# The fitted weights of every look at a page. A fifth gained nothing: 0.770 of the articles, as the fourth.
LOOKS = ("links-1", "links-2", "links-3", "links-4")
# How many pieces of evidence a link keeps for the record.
TELL = 3


class Scores(NamedTuple):
    """`gain[i, j]`: what the link from i to j is better than ending at i and beginning at j, in log-odds; NEVER where it cannot be."""

    gain: npt.NDArray[np.float64]
    forward: npt.NDArray[np.float64]  # probability that j goes on from i, among all that could; the last column: nothing does
    backward: npt.NDArray[np.float64]  # probability that i goes before j, among all that could; the last row: nothing does


def score(found: Evidence, name: str) -> Scores:
    """Scores and probabilities of all links; the sums are taken in one order, so that they are the same on every machine.

    Args:
        found: the evidence.
        name: of the fitted weights: one of LOOKS.
    """
    weights = fitted(name)
    if weights.names != tuple(feature for part in found.names for feature in part):
        raise ValueError(f"the fitted weights {name!r} are not for this evidence: run bench/fit_links.py")
    return scored(found, weights.weights)


def scored(found: Evidence, weights: npt.NDArray[np.float64]) -> Scores:
    """The same with given weights: of the pairs' features, the ends' and the beginnings', in this order."""
    pairs, ends = len(found.pair), len(found.end)
    gain = found.weighed(weights[:pairs])
    gain -= _sum(weights[pairs : pairs + ends], found.end)[:, None]
    gain -= _sum(weights[pairs + ends :], found.start)[None, :]
    return scores_of(np.where(found.allowed, gain, NEVER))


def scores_of(gain: npt.NDArray[np.float64]) -> Scores:
    """Gains with the probabilities that follow from them."""
    count = len(gain)
    forward = _softmax(np.concatenate([gain, np.zeros((count, 1))], axis=1))
    backward = _softmax(np.concatenate([gain.T, np.zeros((count, 1))], axis=1)).T
    return Scores(gain, forward, backward)


def probability(scores: Scores, i: int, j: int) -> float:
    """Probability that j goes on from i: the geometric mean of how sure i is of j, and j of i."""
    return float(np.sqrt(scores.forward[i, j] * scores.backward[i, j]))


def reasons(found: Evidence, links: Sequence[tuple[int, int]]) -> list[tuple[tuple[str, float], ...]]:
    """What weighed most for and against each of some links, one at least, as (name, log-odds)."""
    score = next(s for s in map(fitted, reversed(LOOKS)) if len(s.names) == sum(map(len, found.names)))
    first, second = np.array(links).T
    weights = found.at(first, second) * score.weights[: len(found.pair)]
    most = np.argsort(-np.abs(weights), axis=1, kind="stable")[:, :TELL].tolist()
    return [tuple((score.names[k], round(float(row[k]), 2)) for k in best if row[k]) for row, best in zip(weights, most, strict=True)]


def _sum(weights: npt.NDArray[np.float64], features: Iterable[npt.NDArray[np.float64]]) -> npt.NDArray[np.float64]:
    total: npt.NDArray[np.float64] = np.zeros(())
    for weight, feature in zip(weights, features, strict=True):
        total = total + weight * feature
    return total


def _softmax(logits: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=1, keepdims=True))
