"""The best links of some nodes, all looks taken and judged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cleaner.linking.again import look_again
from cleaner.linking.evidence import evidence
from cleaner.linking.features import Evidence
from cleaner.linking.judge import judge
from cleaner.linking.nodes import Node
from cleaner.linking.score import FIRST, LATER, Scores, score
from cleaner.linking.search import NONE, best_links


class Weighed(NamedTuple):
    """Nodes with their best links."""

    nodes: Sequence[Node]
    evidence: Evidence
    look: str  # the last: whose weights the evidence is for
    scores: Scores
    chosen: list[tuple[int, int]]


def weigh(found: Sequence[Node]) -> Weighed:
    """The best links of one node at least."""
    first = evidence(found)
    scores = score(first, FIRST)
    for look, trees in LATER:
        first = first.narrowed(scores.open)
        here = look_again(first, scores)
        scores = judge(here, score(here, look), trees)
    return Weighed(found, here, look, scores, _links(scores))


def weigh_at_once(found: Sequence[Node]) -> Weighed:
    """The best links by a first look alone, a fifth of the work: for runs of what is no page, but an archive in one file."""
    first = evidence(found)
    scores = score(first, FIRST)
    return Weighed(found, first, FIRST, scores, _links(scores))


def _links(scores: Scores) -> list[tuple[int, int]]:
    return [(i, j) for i, j in enumerate(best_links(scores.gain)) if j != NONE]
