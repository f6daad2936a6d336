"""The links that are sure make fragments, and whole fragments say more of what they are about than single blocks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np

from cleaner.arrays import Flags, Integers, Numbers
from cleaner.language.cohesion import cosines
from cleaner.linking.facts import Facts, centred
from cleaner.linking.score import Scores
from cleaner.linking.search import NONE, paths

# From this probability on a link of an earlier look is trusted. Chosen, not fitted.
SURE = 0.7


def fragments(known: Facts, allowed: Flags, scores: Scores, after: Integers) -> dict[str, Numbers]:
    """How alike the fragment up to the first of a pair, and the fragment from the second on, are.

    Args:
        known: the facts.
        allowed: which pairs can be.
        scores: of an earlier look.
        after: what it put after each node, NONE for nothing.

    >>> from cleaner.linking.evidence import evidence
    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.linking.score import NEVER, scores_of
    >>> from cleaner.page import Page
    >>> from cleaner.passes.segment import segment
    >>> first = evidence(nodes(segment(Page("p", "从今天起市图书馆晚上也\\n\\n开门，方便大家。\\n\\n市图书馆周末也不休息。"))))
    >>> scores = scores_of(np.array([[NEVER, 9.0, NEVER], [NEVER] * 3, [NEVER] * 3]))
    >>> found = fragments(first.known, first.kinds.allowed, scores, np.array([1, NONE, NONE]))
    >>> float(first.known.alike[1, 2]), bool(found["alike"][1, 2] > 0.5)
    (0.0, True)
    """
    here = np.arange(len(after))
    chance = scores.chance[here, after]
    sure = np.where((after != NONE) & (chance >= SURE), after, NONE).tolist()
    upto, onward = _members(sure)
    alike, before, following = _likeness(known.texts.words, upto, onward)
    np.fill_diagonal(alike, 0)
    near = centred(_likeness(known.texts.about, upto, onward)[0], allowed)
    chosen = np.zeros(alike.shape)
    chosen[here[after != NONE], after[after != NONE]] = 1
    best_out, best_in = _best(alike, allowed)
    near_out, near_in = _best(near, allowed)
    return {
        "alike": alike,
        "best-out": (alike >= best_out - 1e-9).astype(np.float64),
        "best-in": (alike >= best_in - 1e-9).astype(np.float64),
        "before-alike": before,
        "after-alike": following,
        "chosen": chosen,
        "short-of-best-out": alike - best_out,
        "short-of-best-in": alike - best_in,
        "near": near,
        "near-short-of-best-out": near - near_out,
        "near-short-of-best-in": near - near_in,
    }


def _best(values: Numbers, allowed: Flags) -> tuple[Numbers, Numbers]:
    masked = np.where(allowed, values, -1)
    return masked.max(axis=1, initial=-1)[:, None], masked.max(axis=0, initial=-1)[None, :]


def _likeness(products: Numbers, first: Numbers, second: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Cosines of sums of nodes' vectors: a row of `first` and `second` says which nodes are summed.

    Those of the first sums with the second, of the first with each node alone, and of each node alone with the second. All products are
    of whole numbers, and exact, and those of two nodes are the same whichever is first.
    """
    half, other = first @ products, second @ products
    firsts, seconds, alone = (half * first).sum(axis=1), (other * second).sum(axis=1), np.diagonal(products)
    return cosines(half @ second.T, firsts, seconds), cosines(half, firsts, alone), cosines(other.T, alone, seconds)


def _members(after: Sequence[int]) -> tuple[Numbers, Numbers]:
    """For every node those of its fragment up to it, and from it on: rows of ones and zeros."""
    articles = paths(after)
    order = np.fromiter(chain.from_iterable(articles), dtype=np.int64, count=len(after))
    of, place = np.empty_like(order), np.empty_like(order)
    of[order], place[order] = np.repeat(np.arange(len(articles)), [len(path) for path in articles]), np.arange(len(order))
    upto = ((of[:, None] == of) & (place[:, None] >= place)).astype(np.float64)
    return upto, upto.T
