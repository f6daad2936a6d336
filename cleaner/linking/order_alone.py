"""Links on a page in a language that the model has not read: by marks, capitals and the order of the page alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from cleaner.language.marks import GOES_ON, closed_with_dash
from cleaner.linking.nodes import Node
from cleaner.page import LinkKind, link_kind
from cleaner.regexes import compiled

# How many nodes further on a sentence that breaks off is looked for. Chosen: beyond that it is a guess.
REACH = 12
# Who signs is whole without a stop: words with capitals alone, in no more characters. Chosen.
SIGNED, SHORT = compiled(r"(?:\P{L}*\p{Lu}[\p{L}.'’-]*)+\P{L}*"), 60
# Behind a colon, with a dash or without, the items of a list follow.
BEFORE_LIST = compiled(r"(?r)[:：][—–-]?\s*")


def by_order(nodes: Sequence[Node]) -> list[tuple[int, int, LinkKind]]:
    """Which node goes on in which, and how: in page order, but for sentences that break off and go on elsewhere.

    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.page import Block, Page
    >>> blocks = (Block(0, 10, "title"), Block(10, 37, "body"), Block(37, 53, "body"))
    >>> by_order(nodes(Page("p", "New bridgeThe bridge was built by the river in a year.", blocks=blocks)))
    [(0, 1, 'title'), (1, 2, 'mid-sentence')]
    """
    joined = _mid_sentence(nodes)
    taken = set(joined.values())
    out = [(k, to, link_kind((False, False), joins=True)) for k, to in joined.items()]
    for k, (node, following) in enumerate(pairwise(nodes)):
        # Behind a headline stands its text, though it begins on another page. What stops within a sentence that goes on nowhere may be a
        # line of a list, or lack its stop: the next text is still the next.
        if k in joined or k + 1 in taken or (_goes_on(following) and not node.title):
            continue
        if node.title or not following.title:
            out.append((k, k + 1, link_kind((node.title, following.title))))
    return sorted(out)


def _mid_sentence(nodes: Sequence[Node]) -> dict[int, int]:
    """For each text that breaks off the one that goes on from it, where there is one: those that stand nearest to each other first."""
    torn, goes_on = ([k for k, node in enumerate(nodes) if is_so(node)] for is_so in (_is_torn, _goes_on))
    near = sorted((to - k, k, to) for k in torn for to in goes_on[bisect_right(goes_on, k) :][:REACH] if to - k < REACH)
    joined: dict[int, int] = {}
    taken: set[int] = set()
    for _, k, to in near:
        if k not in joined and to not in taken:
            joined[k] = to
            taken.add(to)
    return joined


def _is_torn(node: Node) -> bool:
    return not node.title and is_cut_off(node.text)


def is_cut_off(text: str) -> bool:
    """Whether a text ends within a sentence, as a script with capitals shows it.

    >>> is_cut_off("The parade, arranged in less than two days, stopped traffic for"), is_cut_off("Margaret O'Dell")
    (True, False)
    """
    return not closed_with_dash(text) and not (len(text) <= SHORT and SIGNED.fullmatch(text)) and not BEFORE_LIST.match(text)


def _goes_on(node: Node) -> bool:
    return not node.title and goes_on(node.text)


def goes_on(text: str) -> bool:
    """Whether a text begins within a sentence: with a small letter.

    >>> goes_on("and by the people"), goes_on("“The bridge")
    (True, False)
    """
    return GOES_ON.match(text) is not None
