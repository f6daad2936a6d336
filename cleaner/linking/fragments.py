"""The links that are sure make fragments, and whole fragments say more of what they are about than single blocks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np

from cleaner.arrays import Features, Flags, Numbers
from cleaner.language.cohesion import cosines
from cleaner.linking.earlier import EarlierLook
from cleaner.linking.facts import SAME_LIKENESS, centred
from cleaner.linking.features import Pairs
from cleaner.linking.search import NONE, paths

# From this probability on a link of an earlier look is trusted. Chosen, not fitted.
SURE = 0.7


def fragments(look: EarlierLook) -> Features:
    """How alike the fragment up to the first of an open pair, and the fragment from the second on, are; shape (k,) each.

    Args:
        look: the earlier one.

    >>> from cleaner.linking.earlier import earlier
    >>> from cleaner.linking.evidence import evidence
    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.linking.score import NEVER, scores_of
    >>> from cleaner.page import Page
    >>> from cleaner.passes.segment import segment
    >>> first = evidence(nodes(segment(Page("p", "从今天起市图书馆晚上也\\n\\n开门，方便大家。\\n\\n市图书馆周末也不休息。"))))
    >>> scores = scores_of(np.array([[NEVER, 9.0, NEVER], [NEVER] * 3, [NEVER] * 3]))
    >>> look = earlier(first.known, first.kinds, scores, np.array([1, NONE, NONE]), first.pairs)
    >>> at = look.pairs.flat.tolist().index(5)
    >>> float(first.known.texts.alike[1, 2]), bool(fragments(look)["alike"][at] > 0.5)
    (0.0, True)
    """
    (first, second, flat), after, allowed, texts = look.pairs, look.after, look.kinds.allowed, look.known.texts
    sure = np.where((after != NONE) & (look.chance[np.arange(len(after)), after] >= SURE), after, NONE).tolist()
    upto, onward = _members(sure)
    whole, before, following = _likeness(texts.words, upto, onward, look.pairs)
    np.fill_diagonal(whole, 0)
    topics = centred(_cosines_of_sums(upto @ texts.about, onward @ texts.about, upto, onward), allowed)
    best_out, best_in = _best(whole, allowed)
    near_out, near_in = _best(topics, allowed)
    alike, near = whole.ravel().take(flat), topics.ravel().take(flat)
    short_out, short_in = alike - best_out[first], alike - best_in[second]
    return {
        "alike": alike,
        "best-out": (alike >= best_out[first] - SAME_LIKENESS).astype(np.float64),
        "best-in": (alike >= best_in[second] - SAME_LIKENESS).astype(np.float64),
        "before-alike": before,
        "after-alike": following,
        "chosen": (after[first] == second).astype(np.float64),
        "short-of-best-out": short_out,
        "short-of-best-in": short_in,
        "near": near,
        "near-short-of-best-out": near - near_out[first],
        "near-short-of-best-in": near - near_in[second],
    }


def _best(values: Numbers, allowed: Flags) -> tuple[Numbers, Numbers]:
    masked = np.where(allowed, values, -1)
    return masked.max(axis=1, initial=-1), masked.max(axis=0, initial=-1)


def _likeness(products: Numbers, first: Numbers, second: Numbers, pairs: Pairs) -> tuple[Numbers, Numbers, Numbers]:
    """Cosines of sums of nodes' vectors: a row of `first` and `second` says which nodes are summed.

    Those of the first sums with the second, shape (n, n); and for some pairs those of the first sums with each node alone, and of each node
    alone with the second sums. All products are of whole numbers, and exact, and those of two nodes are the same whichever is first.
    """
    half, other = first @ products, second @ products
    alone = np.diagonal(products)
    lengths = [np.maximum(np.sqrt(squares), 1) for squares in ((half * first).sum(axis=1), (other * second).sum(axis=1), alone)]
    of_first, of_second, of_alone = lengths
    backward = other.ravel().take(pairs.second * len(other) + pairs.first)
    return (
        _cosines_of_sums(half, other, first, second),
        half.ravel().take(pairs.flat) / (of_first[pairs.first] * of_alone[pairs.second]),
        backward / (of_alone[pairs.first] * of_second[pairs.second]),
    )


def _cosines_of_sums(half: Numbers, other: Numbers, first: Numbers, second: Numbers) -> Numbers:
    """Cosines of the first sums with the second, from the products of each sum with every node, shape (n, n)."""
    return cosines(half @ second.T, (half * first).sum(axis=1), (other * second).sum(axis=1))


def _members(after: Sequence[int]) -> tuple[Numbers, Numbers]:
    """For every node those of its fragment up to it, and from it on: rows of ones and zeros."""
    articles = paths(after)
    order = np.fromiter(chain.from_iterable(articles), dtype=np.int64, count=len(after))
    of, place = np.empty_like(order), np.empty_like(order)
    of[order], place[order] = np.repeat(np.arange(len(articles)), [len(path) for path in articles]), np.arange(len(order))
    upto = ((of[:, None] == of) & (place[:, None] >= place)).astype(np.float64)
    return upto, upto.T
