"""The score of every possible link of a page, from the evidence and the fitted weights."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from cleaner.arrays import Flags, Integers, Numbers
from cleaner.linking.features import Evidence
from cleaner.linking.search import NEVER
from cleaner.weights import fitted, logistic_for, softmax

# The fitted weights of the first look at a page, and of every later look with the trees that judge it.
FIRST = "links-1"
LATER = (("links-2", "judge-2"), ("links-3", "judge-3"), ("links-4", "judge-4"))
# No choice counts for less than one in ten thousand: beyond, a look knows nothing.
LEAST = 1e-4
# A link that neither of its ends takes with this chance is not weighed again, and not made. Chosen; bench/fit_all.py tells how
# many right ones stay open after the first look.
OPEN = 0.002
# How many pieces of evidence a link keeps for the record. Chosen.
TELL = 3
# Pairs that are weighed at once, so that the products of a page take little memory. Chosen.
AT_ONCE = 512


class Scores(NamedTuple):
    """What links are worth. `gain[i, j]`: what the link is better than an end at i and a beginning at j, in log-odds, or NEVER."""

    gain: Numbers
    forward: Numbers  # probability that j goes on from i, among all that could; the last column: nothing does
    backward: Numbers  # probability that i goes before j, among all that could; the last row: nothing does

    @property
    def chance(self) -> Numbers:
        """Probability of every link, shape (n, n): the geometric mean of how sure the first is of the second, and this of the first."""
        return np.asarray(np.sqrt(self.forward[:, :-1] * self.backward[:-1]))

    def runner_up(self, first: int, second: int) -> tuple[int, float]:
        """What else than the second is likeliest to go on from the first (-1: nothing does), and its probability.

        Args:
            first: a node.
            second: the node that goes on from it.

        >>> scores_of(np.array([[NEVER, 3.0, 1.0], [NEVER] * 3, [NEVER] * 3])).runner_up(0, 1)[0]
        2
        """
        row = self.forward[first].copy()
        row[second] = -1.0
        best = int(row.argmax())
        return (best if best < len(row) - 1 else -1), float(row[best])

    @property
    def open(self) -> Flags:
        """Which links are left open, shape (n, n): those that one of their ends at least may take."""
        return np.asarray((self.forward[:, :-1] > OPEN) | (self.backward[:-1] > OPEN))


def score(evidence: Evidence, name: str) -> Scores:
    """Scores and probabilities of all links; the sums are taken in one order, so that they are the same on every machine.

    Args:
        evidence: the evidence.
        name: of the fitted weights.

    >>> from cleaner.linking.evidence import evidence
    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.page import Block, Page
    >>> page = Page("p", "两岸居民从此不必再等渡船，过江只要五分钟。", blocks=(Block(0, 11, "body"), Block(11, 21, "body")))
    >>> found = score(evidence(nodes(page)), FIRST)
    >>> bool(found.gain[0, 1] > found.gain[1, 0])
    True
    """
    return scored(evidence, logistic_for(name, evidence.all_names).weights)


def scored(evidence: Evidence, weights: Numbers) -> Scores:
    """Scores and probabilities of all links, by weights that are given.

    Args:
        evidence: the evidence.
        weights: of all its features, in the order of their names, shape (number of names,).

    >>> from cleaner.linking.evidence import evidence
    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.page import Block, Page
    >>> page = Page("p", "两岸居民从此不必再等渡船，过江只要五分钟。", blocks=(Block(0, 11, "body"), Block(11, 21, "body")))
    >>> found = evidence(nodes(page))
    >>> scored(found, np.array([2.0 * (name == "body:next") for name in found.all_names])).gain.tolist()
    [[-1000000.0, 2.0], [0.0, -1000000.0]]
    """
    *parts, ends, starts = np.split(weights, np.cumsum([len(part) for part in evidence.names])[:-1])
    end, start = _sum(ends, evidence.end), _sum(starts, evidence.start)
    gain = np.full(evidence.kinds.body.shape, NEVER)
    for some, features, weight in zip(evidence.pairs, evidence.pair, parts, strict=True):
        gain.ravel()[some.flat] = _sum(weight, features) - end[some.first] - start[some.second]
    return scores_of(gain)


def scores_of(gain: Numbers) -> Scores:
    """Gains with the probabilities that follow from them.

    Args:
        gain: as in `Scores`, shape (n, n).

    >>> found = scores_of(np.array([[NEVER, 3.0], [NEVER, NEVER]]))
    >>> found.forward.round(2).tolist(), found.chance.round(2).tolist()
    ([[0.0, 0.95, 0.05], [0.0, 0.0, 1.0]], [[0.0, 0.95], [0.0, 0.0]])
    """
    count = len(gain)
    forward = softmax(np.concatenate([gain, np.zeros((count, 1))], axis=1))
    backward = softmax(np.concatenate([gain.T, np.zeros((count, 1))], axis=1)).T
    return Scores(gain, forward, backward)


def reasons(evidence: Evidence, look: str, links: Sequence[tuple[int, int]]) -> list[tuple[tuple[str, float], ...]]:
    """What weighed most in a look for and against each of some links, as (name, log-odds).

    Args:
        evidence: the evidence of the look.
        look: the name of its fitted weights.
        links: pairs of nodes, the first going on in the second; not empty.

    >>> from cleaner.linking.evidence import evidence
    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.page import Block, Page
    >>> page = Page("p", "两岸居民从此不必再等渡船，过江只要五分钟。", blocks=(Block(0, 11, "body"), Block(11, 21, "body")))
    >>> found = evidence(nodes(page)).narrowed(np.array([[False, True], [False, False]]))
    >>> weighed, other = reasons(found, FIRST, [(0, 1), (1, 0)])
    >>> [name in found.names[0] for name, _ in weighed], abs(weighed[0][1]) >= abs(weighed[-1][1]), other
    ([True, True, True], True, ())
    """
    score, count = fitted(look), len(evidence.kinds.body)
    at = {flat: row for row, flat in enumerate(np.concatenate([some.flat for some in evidence.pairs]).tolist())}
    weighed = evidence.rows()
    if not len(weighed):
        return [()] * len(links)
    rows = [at.get(i * count + j, -1) for i, j in links]
    chosen = weighed[rows]
    chosen *= score.weights[: weighed.shape[1]]
    best = _largest(np.abs(chosen))
    told = zip(rows, best.tolist(), np.take_along_axis(chosen, best, axis=1).tolist(), strict=True)
    # What was not weighed has no reasons but that nothing else is left.
    return [
        tuple((score.names[k], round(w, 2)) for k, w in zip(places, weights, strict=True) if w) if row >= 0 else ()
        for row, places, weights in told
    ]


def _largest(values: Numbers) -> Integers:
    """Where the TELL largest values of each row are, none below zero, the largest first, of equal ones the first; `values` is changed."""
    found = []
    for _ in range(min(TELL, values.shape[1])):
        found.append(values.argmax(axis=1))
        np.put_along_axis(values, found[-1][:, None], -1.0, axis=1)
    return np.stack(found, axis=1)


def _sum(weights: Numbers, features: Numbers) -> Numbers:
    """Features, shape (f, k), each times its weight, added in their order: a matrix product would add in an order of its own."""
    # A sum over the first axis adds row to row.
    some = np.array_split(features, -(-features.shape[1] // AT_ONCE) or 1, axis=1)
    return np.concatenate([(part * weights[:, None]).sum(axis=0) for part in some])
