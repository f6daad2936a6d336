"""Find which block goes on in which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from cleaner.linking.again import look_again
from cleaner.linking.evidence import evidence
from cleaner.linking.join import mid_sentence
from cleaner.linking.nodes import Node, nodes
from cleaner.linking.score import LOOKS, probability, reasons, score
from cleaner.linking.search import NONE, best_links
from cleaner.page import Link, Page

# Nodes that are weighed against one another. Pages have 20 to 120; what is longer is cut at titles, so that the work grows
# with the page and not with its square.
STRETCH = 240
# A page of more nodes than any newspaper's is a whole archive in one file: it is weighed in shorter runs, four times as fast.
MANY, SHORT_STRETCH = 2000, 60


def link(page: Page) -> Page:
    """Lay links over a classified page: title lines to each other, titles to texts, texts to what goes on from them.

    Every block has at most one before it and one after it. A block that fits nowhere is left alone.
    """
    links: list[Link] = []
    here = nodes(page)
    for stretch in stretches(here):
        found = first = evidence(stretch)
        scores = score(first, LOOKS[0])
        for look in LOOKS[1:]:
            found = look_again(first, scores)
            scores = score(found, look)
        zero = np.zeros(len(stretch))
        chosen = [(i, j) for i, j in enumerate(best_links(scores.gain, zero, zero)) if j != NONE]
        if len(stretch) == len(here):
            chosen += _of_one_article(here, chosen)
        within = mid_sentence(stretch, found.known.edge, chosen)
        for (i, j), joins in zip(chosen, within, strict=True):
            start, end = (page.blocks[stretch[k].at].start for k in (i, j))
            links.append(Link(start, end, _kind(stretch[i], stretch[j], joins), round(probability(scores, i, j), 4), reasons(found, i, j)))
    return replace(page, links=tuple(sorted(links)))


def _of_one_article(found: Sequence[Node], chosen: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Links that put together what is left apart on a page of one title, or none: there is no other article it could be of.

    Text before the only title is left alone, for it may end an article of the page before.
    """
    after = dict(chosen)
    heads = [k for k in range(len(found)) if k not in after.values()]
    titles = [k for k in heads if found[k].title]
    if len(titles) > 1:
        return []
    chains = [k for k in heads if not titles or k >= titles[0]]
    more = []
    for first, second in pairwise(chains):
        while first in after:
            first = after[first]
        more.append((first, second))
    return more


def stretches(found: Sequence[Node]) -> Iterator[list[Node]]:
    """The nodes of a page in runs that are weighed together: all of them, or on a large page as many as are near."""
    longest = STRETCH if len(found) <= MANY else SHORT_STRETCH
    start = 0
    while start < len(found):
        stop = len(found)
        if stop - start > longest:
            stop = start + longest
            titles = [k for k in range(start + longest // 2, stop) if found[k].title and not found[k - 1].title]
            stop = titles[-1] if titles else stop
        yield [_moved(node, start, stop) for node in found[start:stop]]
        start = stop


def _moved(node: Node, start: int, stop: int) -> Node:
    """The node with its references counted from the beginning of the stretch."""
    return node._replace(retitled=node.retitled - start if start <= node.retitled < stop else -1)


def _kind(first: Node, second: Node, joins: bool) -> str:
    if first.title:
        return "title-line" if second.title else "title"
    return "mid-sentence" if joins else "next-paragraph"
