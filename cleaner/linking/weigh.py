"""The best links of some nodes, all looks taken and judged, and the articles that they make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cleaner.linking.evidence import evidence
from cleaner.linking.features import Evidence
from cleaner.linking.judge import judge
from cleaner.linking.nodes import Node
from cleaner.linking.rerank import Pair, reranked
from cleaner.linking.score import FIRST, LATER, Scores, score
from cleaner.linking.search import NONE, best_links
from cleaner.linking.second_look import look_again


class Weighed(NamedTuple):
    """Nodes with their best links."""

    nodes: Sequence[Node]
    evidence: Evidence
    look: str  # the last: whose weights the evidence is for
    scores: Scores
    chosen: list[Pair]
    made: Mapping[Pair, float] = {}  # as in `cleaner.linking.rerank.Reranked`
    rivals: Mapping[int, float] = {}


def weigh(found: Sequence[Node]) -> Weighed:
    """The links of one node at least that make the best articles.

    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.page import Block, Page
    >>> text, blocks = "两岸居民从此不必再等渡船，过江只要五分钟。", (Block(0, 11, "body"), Block(11, 21, "body"))
    >>> weigh(nodes(Page("p", text, blocks=blocks))).chosen
    [(0, 1)]
    """
    weighed = by_pairs(found)
    best = reranked(weighed.evidence.known, weighed.scores, best_links(weighed.scores.gain))
    return weighed._replace(chosen=_pairs(best.after), made=best.made, rivals=best.rivals)


def by_pairs(found: Sequence[Node]) -> Weighed:
    """The links of one node at least whose scores have the greatest sum, after all looks.

    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.page import Page
    >>> from cleaner.passes.segment import segment
    >>> weighed = by_pairs(nodes(segment(Page("p", "两岸居民从此不必再等渡\\n\\n船，过江只要五分钟。"))))
    >>> weighed.chosen, weighed.look
    ([(0, 1)], 'links-4')
    """
    first = evidence(found)
    scores = score(first, FIRST)
    for look, trees in LATER:
        first = first.narrowed(scores.open)
        here = look_again(first, scores)
        scores = judge(here, score(here, look), trees)
    return Weighed(found, here, look, scores, _pairs(best_links(scores.gain)))


def weigh_at_once(found: Sequence[Node]) -> Weighed:
    """The best links by a first look alone, a fifth of the work: for runs of what is no page, but an archive in one file.

    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.page import Page
    >>> from cleaner.passes.segment import segment
    >>> weighed = weigh_at_once(nodes(segment(Page("p", "两岸居民从此不必再等渡\\n\\n船，过江只要五分钟。"))))
    >>> weighed.chosen, weighed.look
    ([(0, 1)], 'links-1')
    """
    first = evidence(found)
    scores = score(first, FIRST)
    return Weighed(found, first, FIRST, scores, _pairs(best_links(scores.gain)))


def _pairs(after: Sequence[int]) -> list[Pair]:
    return [(i, j) for i, j in enumerate(after) if j != NONE]
