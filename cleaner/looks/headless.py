"""Texts that begin as articles do and have no headline above them: a line in doubt may be the headline of one that stands near.

Where a reader slips, or reads across columns, a headline stands away from its text. What tells it from a subhead is then not the text
below it but another, near, that begins an article, is under no headline, and says what the line says.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cleaner.arrays import Features, Flags, Integers, Numbers, nearest

# Lines before and after a line among which such texts are looked for, and letters that they have at least. Chosen.
REACH, TEXT = 8, 40
OFFSETS = np.array([*range(-REACH, 0), *range(1, REACH + 1)])
# How a text that is not found is taken to open, in log-odds of a first paragraph; and how many of these a likeness of 1 is worth. Chosen.
NONE, LIKENESS = -6.0, 4.0


class Headless(NamedTuple):
    """For each of n lines: whether it may be a headline, where such texts may stand and do, shape (n, len(OFFSETS)), and the text below."""

    lines: Flags
    at: Integers
    there: Flags
    below: Integers


def headless(size: Numbers, closed: Flags, unknown: Flags, may_head: Flags) -> Headless:
    """The texts without a headline near each line.

    Args:
        size: letters of each line, n of them.
        closed: whether it ends as a sentence does.
        unknown: whether its kind is to be found out.
        may_head: whether it is short and not closed.

    >>> short = np.array([True, False, False, True])
    >>> found = headless(np.array([8.0, 90, 90, 7]), ~short, np.full(4, True), short)
    >>> found.at[found.there].tolist(), found.below.tolist()
    ([2, 2], [1, 2, -1, -1])
    """
    count = len(size)
    before, _ = nearest(unknown)
    text = unknown & (size > TEXT)
    bare = text & ((before < 0) | closed[before])
    _, below = nearest(text)
    at = np.arange(count)[:, None] + OFFSETS
    real = (at >= 0) & (at < count)
    at = np.where(real, at, 0)
    lines = unknown & may_head
    return Headless(lines, at, real & bare[at] & (at != below[:, None]) & lines[:, None], below)


def as_headlines(found: Headless, opens: Numbers, like: Numbers, near: Numbers, like_below: Numbers, near_below: Numbers) -> Features:
    """Features of n lines: how a text near by, without a headline, begins, and how much it is like the line.

    Args:
        found: the texts.
        opens: log-odds that each line begins an article.
        like: likeness of each line, in words, to the texts at `found.at`, shape (n, len(OFFSETS)); near: the same in topics.
        like_below: likeness of each line, in words, to the text below it, 0 where there is none; near_below: the same in topics.

    >>> short, none = np.array([True, False, False, True]), np.zeros(4)
    >>> found = headless(np.array([8.0, 90, 90, 7]), ~short, np.full(4, True), short)
    >>> like = np.where(found.at == 2, 0.6, 0.0)
    >>> features = as_headlines(found, np.array([0.0, 1, 3, 0]), like, np.zeros_like(like), none, none)
    >>> features["headless-opens"].tolist(), features["headless-like"].tolist()
    ([3.0, -6.0, -6.0, 3.0], [0.6, 0.0, 0.0, 0.6])
    """
    any_, leads = found.there.any(axis=1), opens[found.at]
    most = [np.where(any_, np.where(found.there, alike, -np.inf).max(axis=1), 0.0) for alike in (like, near)]
    beneath = found.lines & (found.below >= 0)
    return {
        "headless-opens": np.where(found.there, leads, NONE).max(axis=1),
        "headless-like": most[0],
        "headless-near": most[1],
        "headless-like-more": beneath * (most[0] - like_below),
        "headless-near-more": beneath * (most[1] - near_below),
        "headless-best": np.where(found.there, leads + LIKENESS * like, NONE).max(axis=1),
    }
