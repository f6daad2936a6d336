"""How lines go with what stands near them, in words and in topics: between two texts of one article a line is no title."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from cleaner.arrays import Features, Flags, Integers, Numbers
from cleaner.language.cohesion import alike, cosines, products, vectors
from cleaner.language.topics import topics
from cleaner.looks.headless import OFFSETS, as_headlines, headless
from cleaner.looks.said import SHORT, STRETCH

# Texts before and after a line that say what is being written of there. Chosen.
WINDOW = 3
# Lines beyond a stretch that its first and last lines are compared with. Chosen.
BEYOND = 12


class Shape(NamedTuple):
    """Letters of each line, whether it ends as a sentence does, and its stops and commas, up to three."""

    size: Numbers
    closed: Flags
    stops: Numbers
    commas: Numbers

    @property
    def short(self) -> Flags:
        """Whether a line is as short as headlines are."""
        return self.size <= SHORT

    @property
    def open(self) -> Flags:
        """Whether a line is as short, and ends as no sentence does."""
        return self.short & ~self.closed


def company(plain: Sequence[str], there: tuple[Integers, Integers], lines: tuple[Flags, Shape], opens: Numbers) -> Features:
    """How each line goes with its neighbours and with texts near it, and the text before it with the text after it, in words and in topics.

    Between two texts of one article a line is a subhead or a quotation; between two of different ones it is a title.

    Args:
        plain: the letters of each line.
        there: the lines before and after each.
        lines: whether the kind of each is to be found out, and their shape.
        opens: log-odds that each begins an article.

    >>> plain = ["新桥今天通车", "图书馆开门", "新桥今天上午通车两岸居民不必再等渡船", "市长说新桥通车后渡船停航居民过江五分钟"]
    >>> closed, none = np.array([False, False, True, True]), np.zeros(4)
    >>> shape = Shape(np.array([len(p) for p in plain], dtype=float), closed, none, none)
    >>> before, after = np.array([-1, 0, 1, 2]), np.array([1, 2, 3, 4])
    >>> found = company(plain, (before, after), (np.ones(4, dtype=bool), shape), none)["like-after"]
    >>> bool(found[2] > found[1]), found[3].item()
    (True, 0.0)
    """
    here, (before, after), (unknown, shape) = np.arange(len(plain)), there, lines
    text = ~shape.short | shape.closed
    bare = headless(shape.size, shape.closed, unknown, shape.open)
    rows = {f"{kind}-{name}": np.zeros(len(plain)) for kind in ("like", "near") for name in ("before", "after", "around", "texts")}
    beside_bare = {kind: np.zeros((len(plain), len(OFFSETS))) for kind in ("like", "near")}
    beneath = {kind: np.zeros(len(plain)) for kind in ("like", "near")}
    # Pages of usual size at once; larger ones in stretches, so that the work grows with the page and not its square.
    for start in range(0, len(plain), STRETCH):
        a, b = max(0, start - BEYOND), min(len(plain), start + STRETCH + BEYOND)
        mine = here[start : start + STRETCH]
        above, below = _windows(text[a:b])
        for kind, vectors_of in (("like", vectors), ("near", topics)):
            of_two = products(vectors_of(plain[a:b]))
            likeness = alike(of_two)
            for name, left, right in (("before", mine, before[mine]), ("after", mine, after[mine]), ("around", before[mine], after[mine])):
                rows[f"{kind}-{name}"][mine] = _alike(likeness, left - a, right - a)
            up, down = above @ of_two, below @ of_two
            both = cosines(up @ below.T, (up * above).sum(axis=1), (down * below).sum(axis=1))
            rows[f"{kind}-texts"][mine] = np.diagonal(both)[mine - a]
            beside_bare[kind][mine] = _alike(likeness, mine[:, None] - a, bare.at[mine] - a)
            beneath[kind][mine] = _alike(likeness, mine - a, bare.below[mine] - a)
    return {**rows, **as_headlines(bare, opens, *beside_bare.values(), *beneath.values())}


def _alike(likeness: Numbers, first: Integers, second: Integers) -> Numbers:
    """How alike lines of a stretch are, by their places in it; 0 for a place outside it."""
    real = (first >= 0) & (second >= 0) & (first < len(likeness)) & (second < len(likeness))
    return np.asarray(np.where(real, likeness[np.where(real, first, 0), np.where(real, second, 0)], 0.0))


def _windows(text: Flags) -> tuple[Numbers, Numbers]:
    """For every line the last texts before it and the first after it, WINDOW of each: rows of ones and zeros."""
    upto = np.cumsum(text)
    rank = np.where(text, upto, -WINDOW - 1)[None, :]
    above = (rank > (upto - text)[:, None] - WINDOW) & (rank <= (upto - text)[:, None])
    below = (rank > upto[:, None]) & (rank <= upto[:, None] + WINDOW)
    return above.astype(np.float64), below.astype(np.float64)
