"""Whether the page says a line again elsewhere: captions say what their articles say, pull quotes do it word for word."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

from cleaner.arrays import Numbers, runs
from cleaner.flat import WALL
from cleaner.language.shingles import OF_REPRINTS, shingles_of

# Lines of at most so many letters can be titles and captions. Chosen, not fitted.
SHORT = 64
# Letters from which it is asked whether a line stands within another: a word may stand in any text. Chosen: of the lines of two to four
# letters on 100 labelled and made pages 14 of 270 do, of those of six and seven 7 of 297.
PHRASE = 6
# Lines before and after a line that are looked at: more than a page of a paper has. Chosen.
STRETCH = 250


def echo(plain: Sequence[str]) -> Numbers:
    """Share of the shingles of each line, of three letters each, that stand elsewhere on the page: a caption says what its article says.

    >>> echo(["新桥通车", "学校开学", "新桥通车"]).tolist()
    [1.0, 0.0, 1.0]
    """
    found, owner = shingles_of(plain, OF_REPRINTS)
    if not len(found):
        return np.zeros(len(plain))
    _, spread = runs(found)
    again = np.bincount(owner, weights=np.repeat(spread > 1, spread), minlength=len(plain))
    return again / np.maximum(1, np.bincount(owner, minlength=len(plain)))


def said(plain: Sequence[str], size: Numbers) -> tuple[Numbers, Numbers]:
    """Whether a short line stands word for word within a longer one before or after it: pull quotes and subheads do.

    Args:
        plain: the letters of each line.
        size: how many each has, shape (n,).

    >>> before, after = said(["青江大桥今天", "市长说青江大桥今天上午正式通车"], np.array([6.0, 15.0]))
    >>> before.tolist(), after.tolist()
    ([0.0, 0.0], [1.0, 0.0])
    """
    before, after = np.zeros(len(plain)), np.zeros(len(plain))
    whole, starts = WALL.join(plain), np.cumsum([0, *(len(p) + 1 for p in plain)]).tolist()
    for k, text in enumerate(plain):
        if PHRASE <= size[k] <= SHORT:
            before[k] = _within_longer(text, whole, plain, starts, max(0, k - STRETCH), k)
            after[k] = _within_longer(text, whole, plain, starts, k + 1, min(len(plain), k + 1 + STRETCH))
    return before, after


def _within_longer(text: str, whole: str, plain: Sequence[str], starts: Sequence[int], first: int, last: int) -> bool:
    """Whether a text is part of one of the lines from the first up to the last, and not all of it."""
    at = whole.find(text, starts[first], starts[last])
    while at >= 0:
        line = bisect_right(starts, at) - 1
        if len(plain[line]) > len(text):
            return True
        at = whole.find(text, at + 1, starts[last])
    return False
