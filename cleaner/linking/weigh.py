"""The best links of some nodes, all looks taken and judged, and the articles that they make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from cleaner.language.marks import SHAPES
from cleaner.linking.evidence import evidence
from cleaner.linking.facts import Facts, flags
from cleaner.linking.features import Evidence
from cleaner.linking.judge import judge
from cleaner.linking.nodes import Node
from cleaner.linking.rerank import Pair, reranked
from cleaner.linking.score import FIRST, LATER, Scores, score, scores_of
from cleaner.linking.search import NEVER, NONE, best_links
from cleaner.linking.second_look import look_again

# What a jump line takes from a link over it, in nats. Chosen: with 2, 3, 4 and without end missing_f1 of bench/invented is 0.577, 0.584,
# 0.584 and 0.601 (0.518 with 0), article_f1 of pages with five lines of other papers, jump lines among them, at random places within
# their articles 0.9054, 0.9049, 0.9014 and 0.8961.
JUMPED = 3.0
# Of 319 items below others in bench/pages, bench/invented and sets of bench/unseen 306 have the same sign, and 13 the hollow or the full
# one of its shape, as answers below questions.
ITEMS, NO_ITEM = {sign: shape for shape, signs in enumerate(SHAPES, 1) for sign in signs}, 0


class Weighed(NamedTuple):
    """Nodes with their best links."""

    nodes: Sequence[Node]
    evidence: Evidence
    look: str  # the last: whose weights the evidence is for
    scores: Scores
    chosen: list[Pair]
    made: Mapping[Pair, float] = {}  # as in `cleaner.linking.rerank.Reranked`
    rivals: Mapping[int, float] = {}


def weigh(nodes: Sequence[Node]) -> Weighed:
    """The links that make the best articles.

    Args:
        nodes: the nodes; not empty.

    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.page import Block, Page
    >>> text, blocks = "两岸居民从此不必再等渡船，过江只要五分钟。", (Block(0, 11, "body"), Block(11, 21, "body"))
    >>> weigh(nodes(Page("p", text, blocks=blocks))).chosen
    [(0, 1)]
    """
    weighed = by_pairs(nodes)
    best = reranked(weighed.evidence.known, weighed.scores, best_links(weighed.scores.gain))
    return weighed._replace(chosen=_pairs(best.after), made=best.made, rivals=best.rivals)


def by_pairs(nodes: Sequence[Node]) -> Weighed:
    """The links whose scores have the greatest sum, after all looks.

    Args:
        nodes: the nodes; not empty.

    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.page import Page
    >>> from cleaner.passes.segment import segment
    >>> weighed = by_pairs(nodes(segment(Page("p", "两岸居民从此不必再等渡\\n\\n船，过江只要五分钟。"))))
    >>> weighed.chosen, weighed.look
    ([(0, 1)], 'links-4')
    """
    first = evidence(nodes)
    scores = score(first, FIRST)
    for look, trees in LATER:
        first = first.narrowed(scores.open)
        here = look_again(first, scores)
        scores = judge(here, score(here, look), trees)
    scores = _parted(here.known, scores)
    return Weighed(nodes, here, look, scores, _pairs(best_links(scores.gain)))


def _parted(known: Facts, scores: Scores) -> Scores:
    """The scores, but for links that the page speaks against.

    Nothing goes on into what begins an item of news, nor an item into one with a sign of another shape, and below whom a notice is to
    stands its text. What comes from another page follows no text here, and nothing follows a torn text that goes on on another; a closed
    one above such a line may go on below it, for the line may stand anywhere in its column.
    """
    comes, goes = flags(node.comes for node in known.nodes), flags(node.goes for node in known.nodes) & known.torn
    anew, addressed = flags(node.anew for node in known.nodes), flags(node.addressed for node in known.nodes)
    items = np.array([NO_ITEM if node.title else ITEMS.get(node.text[:1], NO_ITEM) for node in known.nodes])
    if not (comes.any() or goes.any() or anew.any() or addressed.any() or items.any()):
        return scores
    text = ~known.title[:, None]
    others = (items[:, None] != items[None, :]) & (items[:, None] != NO_ITEM) & (items[None, :] != NO_ITEM)
    # The first text below an addressee, and the headline's last line: either is for the other alone.
    first = np.append(False, addressed[:-1]) & ~known.title
    beside = np.eye(len(first), k=1, dtype=bool) & first[None, :]
    never = (text & anew[None, :]) | others | ((addressed[:, None] | first[None, :]) & ~beside)
    return scores_of(np.where(never, NEVER, scores.gain - JUMPED * (text & (comes[None, :] | goes[:, None]))))


def weigh_at_once(nodes: Sequence[Node]) -> Weighed:
    """The best links by a first look alone, a fifth of the work: for runs of what is no page, but an archive in one file.

    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.page import Page
    >>> from cleaner.passes.segment import segment
    >>> weighed = weigh_at_once(nodes(segment(Page("p", "两岸居民从此不必再等渡\\n\\n船，过江只要五分钟。"))))
    >>> weighed.chosen, weighed.look
    ([(0, 1)], 'links-1')
    """
    first = evidence(nodes)
    scores = _parted(first.known, score(first, FIRST))
    return Weighed(nodes, first, FIRST, scores, _pairs(best_links(scores.gain)))


def _pairs(after: Sequence[int]) -> list[Pair]:
    return [(i, j) for i, j in enumerate(after) if j != NONE]
