"""The best links of some nodes, all looks taken and judged: what the passes, and the doubts about lines, ask for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from cleaner.linking.again import look_again
from cleaner.linking.evidence import evidence
from cleaner.linking.facts import Texts
from cleaner.linking.features import Evidence
from cleaner.linking.judge import judge
from cleaner.linking.nodes import Node
from cleaner.linking.score import FIRST, LATER, LEAST, Scores, score
from cleaner.linking.search import NONE, best_links


class Weighed(NamedTuple):
    """Nodes with their best links."""

    nodes: Sequence[Node]
    evidence: Evidence
    look: str  # the last: whose weights the evidence is for
    scores: Scores
    chosen: list[tuple[int, int]]
    worth: tuple[float, ...]  # by the last look, and as judged: the gain of all links that it chose, and their likelihood


def weigh(found: Sequence[Node], texts: Texts | None = None) -> Weighed:
    """The best links of one node at least.

    Args:
        found: the nodes.
        texts: what their texts say, where that is known already.
    """
    first = evidence(found, texts)
    scores = score(first, FIRST)
    for look, trees in LATER:
        first = first.narrowed(scores.open)
        here = look_again(first, scores)
        linear = score(here, look)
        scores = judge(here, linear, trees)
    chosen = _links(scores)
    return Weighed(found, here, look, scores, chosen, (*_worth(linear, _links(linear)), *_worth(scores, chosen)))


def weigh_at_once(found: Sequence[Node]) -> Weighed:
    """The best links by a first look alone, a fifth of the work: for runs of what is no page, but an archive in one file."""
    first = evidence(found)
    scores = score(first, FIRST)
    chosen = _links(scores)
    return Weighed(found, first, FIRST, scores, chosen, _worth(scores, chosen))


def _links(scores: Scores) -> list[tuple[int, int]]:
    return [(i, j) for i, j in enumerate(best_links(scores.gain)) if j != NONE]


def _worth(scores: Scores, chosen: Sequence[tuple[int, int]]) -> tuple[float, float]:
    """The gain of some links, in log-odds, and the log-probability of them and of no others, from both sides."""
    count = len(scores.gain)
    after, before = np.full(count, count), np.full(count, count)  # the last column and row: none
    for i, j in chosen:
        after[i], before[j] = j, i
    here = np.arange(count)
    chances = np.concatenate([scores.forward[here, after], scores.backward[before, here]])
    return sum(float(scores.gain[i, j]) for i, j in chosen), float(np.log(np.maximum(chances, LEAST)).sum())
