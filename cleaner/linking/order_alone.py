"""Links on a page in a language that the model has not read: by marks, capitals and the order of the page alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from cleaner.linking.nodes import Node
from cleaner.page import LinkKind, link_kind

# How many nodes further on a sentence that breaks off is looked for. Chosen: beyond that it is a guess.
REACH = 12
# What may stand before the first letter of a sentence that goes on.
BEFORE = "“\"'(«„‘ "


def by_order(found: Sequence[Node]) -> list[tuple[int, int, LinkKind]]:
    """Which node goes on in which, and how: in page order, but for sentences that break off and go on elsewhere.

    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.page import Block, Page
    >>> blocks = (Block(0, 10, "title"), Block(10, 37, "body"), Block(37, 53, "body"))
    >>> by_order(nodes(Page("p", "New bridgeThe bridge was built by the river in a year.", blocks=blocks)))
    [(0, 1, 'title'), (1, 2, 'mid-sentence')]
    """
    joined = _mid_sentence(found)
    taken = set(joined.values())
    out = [(k, to, link_kind((False, False), joins=True)) for k, to in joined.items()]
    for k, (node, following) in enumerate(pairwise(found)):
        if _is_torn(node) or _goes_on(following) or k + 1 in taken:
            continue
        if node.title or not following.title:
            out.append((k, k + 1, link_kind((node.title, following.title))))
    return sorted(out)


def _mid_sentence(found: Sequence[Node]) -> dict[int, int]:
    """For each text that breaks off the one that goes on from it, where there is one: those that stand nearest to each other first."""
    torn, goes_on = ([k for k, node in enumerate(found) if is_so(node)] for is_so in (_is_torn, _goes_on))
    near = sorted((to - k, k, to) for k in torn for to in goes_on[bisect_right(goes_on, k) :][:REACH] if to - k < REACH)
    joined: dict[int, int] = {}
    taken: set[int] = set()
    for _, k, to in near:
        if k not in joined and to not in taken:
            joined[k] = to
            taken.add(to)
    return joined


def _is_torn(node: Node) -> bool:
    return not node.title and not node.closed


def _goes_on(node: Node) -> bool:
    return not node.title and node.text.lstrip(BEFORE)[:1].islower()
