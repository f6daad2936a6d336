"""Whether one article is another printed again: an exact look at all their shingles."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import numpy as np

from cleaner.language.shingles import OF_REPRINTS, alone, shingles
from cleaner.regexes import compiled

# Jaccard of shingles from which two articles are one: of copies with 5 % wrong characters nearly all, with 10 % nine in ten reach it
# (bench/dedupe.py). Labelled pairs of newspapers read by OCR have 0.30 on average (NEWS-COPY, arXiv 2210.04261).
ALIKE = 0.5
# Share of the shorter one's shingles that the longer one must have, if it was cut: of a copy with 5 % wrong characters 0.86 are left.
WITHIN = 0.8
# Different shingles of an article that can be judged; shorter ones are the same only if their letters are. Chosen.
FEWEST = 20
# Numbers by which two texts can be told apart, at least, and the share of them below which they are other texts: the weather of two days,
# two notices in one form. Of a copy with 5 % wrong characters nine numbers of two digits in ten are left. Chosen.
NUMBER, NUMBERS, SAME_NUMBERS = compiled(r"\d+"), 2, 1 / 3


class Verdict(NamedTuple):
    """What an article is of another (`verbatim`, `near` or `contained`), how alike they are, 0 to 1, and what it alone says."""

    kind: str
    alike: float
    new: str


def judge(dropped: str, kept: str) -> Verdict | None:
    """What the one article is of the other; None if it is another.

    Args:
        dropped: the letters of the one that would be dropped.
        kept: of the one that would be kept.

    >>> judge("在党的领导下人民群众的生活水平" * 2, "在党的领导下人民群众的生活水平" * 2)
    Verdict(kind='verbatim', alike=1.0, new='')
    >>> text = "横跨青江的新桥今天上午正式通车两岸居民从此不必再等渡船赶集上学都方便了许多"
    >>> judge(text, text + "市长在通车仪式上说这座桥大家等了十年今后市里还要在两岸各修一座公园让大家有散步的地方").kind
    'contained'
    >>> judge("从今天起市图书馆每天开到晚上十点", text) is None
    True
    """
    if dropped == kept:
        return Verdict("verbatim", 1.0, "")
    mine, theirs = np.unique(shingles(dropped, OF_REPRINTS)), np.unique(shingles(kept, OF_REPRINTS))
    if min(len(mine), len(theirs)) < FEWEST or _of_other_numbers(dropped, kept):
        return None
    both = len(np.intersect1d(mine, theirs, assume_unique=True))
    jaccard = both / (len(mine) + len(theirs) - both)
    if jaccard >= ALIKE:
        return Verdict("near", round(jaccard, 3), alone(dropped, theirs, OF_REPRINTS))
    if both / len(mine) >= WITHIN:
        return Verdict("contained", round(both / len(mine), 3), alone(dropped, theirs, OF_REPRINTS))
    return None


def _of_other_numbers(one: str, other: str) -> bool:
    """Whether two texts with numbers have next to none in common.

    >>> _of_other_numbers("最高气温12度最低3度", "最高气温14度最低5度"), _of_other_numbers("最高气温12度最低3度", "最高气温12度最低8度")
    (True, False)
    """
    mine, theirs = Counter(NUMBER.findall(one)), Counter(NUMBER.findall(other))
    fewer = min(mine.total(), theirs.total())
    return fewer >= NUMBERS and (mine & theirs).total() < fewer * SAME_NUMBERS
