"""Lines that count the parts of a text: 01 and 02, 上篇 and 下篇, 故事一 and 故事二, 第一天 and 第二天 with what each is about.

On the pages of thirteen sets none of 312 lines that begin so, with a label and something behind the number, is of a headline.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import regex

from cleaner.regexes import compiled

# Characters of such a line at most. Chosen.
LONGEST_PART = 30
# Lines that count on from one another, at least: one counts nothing.
FEWEST = 2
# What such a line is that says nothing else: it goes with the text below.
PART = "part"
ONES = "一二三四五六七八九"
NUMBER = rf"(?P<number>[{ONES}]?十[{ONES}]?|[{ONES}]|\d{{1,2}})"
PARTS = "上中下"
# A label that ends in a numeral is of a longer number, as in 十四五; what orders and numbers of a paper count (第73号) is in no text.
COUNTS = compiled(
    rf"""[\W_]*(?:
        (?P<label>(?!第)\p{{Han}}{{0,2}}(?![{ONES}十])\p{{Han}}){NUMBER}   # 故事一, 案例3
      | (?P<label>第){NUMBER}(?P<unit>[天日站幕回集课課步招問问关關])       # 第三天
      | (?P<number>[{PARTS}])(?P<label>[篇部集])
      | (?P<label>)(?P<number>[{ONES}]?十[{ONES}]?|[{ONES}])(?=[\W_]*$)          # 一
      | (?P<label>0)(?P<number>\d)(?=$|\s+(?!版)\p{{Han}})                     # 01; but 02 版 is a page
    )(?P<behind>[\W_].*)?""",
    regex.VERBOSE,
)


class Count(NamedTuple):
    """What a line counts, which one it is, and whether it says nothing else."""

    of: str
    number: int
    alone: bool


def count(line: str) -> Count | None:
    """What a line counts; None where it counts nothing.

    >>> count("【镜头1】"), count("第三天　坐慢车去海边"), count("下篇")
    (Count(of='镜头', number=1, alone=True), Count(of='第天', number=3, alone=False), Count(of='篇', number=3, alone=True))
    >>> count("新桥今天通车"), count("第73号"), count("十四五 开局")
    (None, None, None)
    """
    return _count(line) if len(line) <= LONGEST_PART else None


@functools.lru_cache(maxsize=1024)  # several passes ask about the same lines
def _count(line: str) -> Count | None:
    found = COUNTS.fullmatch(line)
    if found is None:
        return None
    alone = not any(map(str.isalnum, found["behind"] or ""))
    return Count(found["label"] + (found["unit"] or ""), _value(found["number"]), alone)


def counted(lines: Sequence[str]) -> dict[int, Count]:
    """Which of a page's lines count on, and what: of the same, another line has another number.

    >>> list(counted(["故事一", "老渠换新颜", "故事二", "案例一", "上篇", "下篇"]))
    [0, 2, 4, 5]
    """
    counts = {k: one for k, line in enumerate(lines) if (one := count(line.strip()))}
    if len(counts) < FEWEST:
        return {}
    of = Counter(what for what, _ in {(one.of, one.number) for one in counts.values()})
    return {k: one for k, one in counts.items() if of[one.of] >= FEWEST}


def _value(number: str) -> int:
    """A number up to ninety-nine."""
    if number in PARTS:
        return PARTS.index(number) + 1
    if number.isdigit():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    return (ONES.index(ones) + 1 if ones else 0) + 10 * ((ONES.index(tens) + 1 if tens else 1) if ten else 0)
