"""A table that was read a cell a line: words and bare numbers, each of which looks like a section's name or a page's number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from cleaner.language.marks import COLON_END
from cleaner.regexes import compiled

BARE_NUMBER = compiled(r"[-+]?\d{1,9}(?:,\d{3})*(?:\.\d{1,9})?[%％]?")
# Letters of a cell, at most; lines from one number of a table to the next, at most. Chosen.
LONGEST_CELL, APART = 10, 4
# Numbers that are a table by themselves, and numbers below a word each that are, at least: a running head that was read a field a line has
# those of the page and of a date. Chosen; no line of the labelled pages and of fifteen sets of bench/unseen is so.
NUMBERS, PAIRS = 5, 3
# Columns of such a table, at most. Chosen.
MOST_COLUMNS = 8


def cells(lines: Sequence[str]) -> list[int]:
    """Which lines of a page are cells of tables that were read a cell a line.

    Numbers that grow are those of a table of contents, which is page furniture.

    Args:
        lines: of the page, in their order.

    >>> cells(["奖牌榜", "北京", "32", "浙江", "28", "四川", "15", "新桥今天上午正式通车。"])
    [1, 2, 3, 4, 5, 6]
    >>> cells(["要闻", "2", "国际", "3", "体育", "4"]), cells(["4", "要闻", "2019", "10", "23"])
    ([], [])
    """
    return [at for first, last in _tables(lines) for at in range(first, last + 1)]


def _tables(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The first and the last cell of each table."""
    for numbers in _near_each_other(lines):
        values = [float(lines[at].rstrip("%％").replace(",", "")) for at in numbers]
        below_words = sum(at > 0 and lines[at - 1].isalpha() for at in numbers)
        enough = len(numbers) >= NUMBERS or below_words >= PAIRS
        if enough and not all(one < other for one, other in pairwise(values)):
            yield numbers[0] - _named_above(lines, numbers[0]), numbers[-1]


def _named_above(lines: Sequence[str], at: int) -> int:
    """How many lines right above a table's first number are cells: names of its columns below 产量如下：, or else one word.

    >>> _named_above(["产量如下：", "年份", "产量（台）", "1966"], 3), _named_above(["奖牌榜", "北京", "32"], 2)
    (2, 1)
    """
    names = [*takewhile(lambda line: len(line) <= LONGEST_CELL and not COLON_END.match(line), lines[max(0, at - MOST_COLUMNS) : at][::-1])]
    announced = names and len(names) < at and COLON_END.match(lines[at - len(names) - 1])
    return len(names) if announced else int(bool(names) and names[0].isalpha())


def _near_each_other(lines: Sequence[str]) -> Iterator[list[int]]:
    """The bare numbers of a page that stand near each other, with nothing but short lines between."""
    run: list[int] = []
    for at, line in enumerate(lines):
        if run and (len(line) > LONGEST_CELL or at - run[-1] > APART):
            yield run
            run = []
        if len(line) <= LONGEST_CELL and BARE_NUMBER.fullmatch(line):
            run.append(at)
    if run:
        yield run
