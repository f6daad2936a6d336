"""Which lines of a page without a head are headlines of further articles, and which are subheads: told by the words around them.

A page of short news that nobody signs looks as one saved article with subheads does, line by line. But the text below a headline names
what the headline names, and nothing that stands above; and an article that has subheads has several. How much each says is fitted
(bench/fit_another.py).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from cleaner.language.marks import closed
from cleaner.language.shared_words import shared, words
from cleaner.lines.lists import is_named
from cleaner.page import BLANK, Page, text_of
from cleaner.weights import Rows, in_rows, trees_for

# Chance from which a line may be of a headline that stands below the first text, and its characters at most. Chosen.
LOW, LONGEST = 0.03, 44
# From this chance on, by the trees, a row of lines is another headline. Chosen: so 91 % of pages of several come apart, and
# 1.7 % of saved articles that have short lines, cross-validated (bench/fit_another.py).
ANOTHER = 0.8
# From these log-odds on a line that shares no word with the text below it may be its headline: with less, the only subhead of two
# labelled articles that are cut short would be one. Chosen.
LIKELY = 2.0
# Lines of a page on which words are asked of each row, at most: an article that somebody saved has fewer. On longer ones a row
# is another headline from these log-odds on (70 to 1), whatever the words. Chosen.
LONGEST_PAGE, ALONE = 500, 4.25
# Rows of a page that are counted, and log-odds of one: more say nothing more. Chosen.
MANY, SURE = 6, 8.0
# The least chance for or against: of what is sure.
LEAST = 1e-6


class Row(NamedTuple):
    """Lines one below the other that may be a headline: where each begins, their log-odds, and which of the blocks with text they are."""

    starts: tuple[int, ...]
    odds: float
    first: int
    end: int


class Doubt(NamedTuple):
    """The rows of a page that may be headlines below its first text, and what its blocks say that are not blank."""

    rows: Sequence[Row]
    says: Sequence[str]


def in_doubt(page: Page, titles: Mapping[int, float]) -> Doubt:
    """The rows of short lines below the first text of a page, with a text below each, that may be headlines.

    Args:
        page: its bylines and page furniture known.
        titles: the chance of each other line, by where it begins, that it is of a headline.

    >>> from cleaner.page import Block
    >>> places = ((0, 2), (3, 7), (8, 10), (11, 15))
    >>> page = Page("p", "新桥\\n通车了。\\n学校\\n开学了。", blocks=tuple(Block(*place, "body") for place in places))
    >>> [(row.starts, row.first, row.end) for row in in_doubt(page, {0: 0.9, 3: 0.0, 8: 0.2, 11: 0.0}).rows]
    [((8,), 2, 3)]
    """
    blocks = [block for block in page.blocks if block.kind != BLANK]
    says = [text_of(page, block) for block in blocks]
    long = [len(text) > LONGEST or closed(text) or is_named(text) for text in says]
    may = [titles.get(block.start, 0.0) >= LOW and not text for block, text in zip(blocks, long, strict=True)]
    found, at, below_text = [], 0, False
    for short, run in groupby(may):
        first, at = at, at + len([*run])
        if short and below_text and at < len(blocks):
            starts = tuple(block.start for block in blocks[first:at])
            found.append(Row(starts, log_odds(titles[start] for start in starts), first, at))
        below_text = below_text or any(long[first:at])
    return Doubt(found, says)


def log_odds(chances: Iterable[float]) -> float:
    """The log-odds that all lines of a row are of a headline, by the chance of each.

    >>> log_odds([0.5]), round(log_odds([0.9, 0.9]), 2)
    (0.0, 4.39)
    """
    return math.fsum(math.log(max(chance, LEAST) / max(1 - chance, LEAST)) for chance in chances)


def evidence(found: Doubt) -> Rows:
    """What tells whether each of a page's rows is another article's headline, in the order in which the trees ask it.

    >>> found = evidence(Doubt([Row((8,), -1.4, 1, 2)], ["新桥今天通车", "学校今天开学", "学校今天开学。", "新桥不收费。"]))
    >>> dict(zip(found.names, found.rows[0].tolist()))
    {'odds': -1.4, 'above-below': 0.4, 'line-lead': 1.0, 'line-below': 1.0, 'line-above': 0.2, 'rows': 1.0, 'lines': 1.0}
    """
    rows, said = found.rows, [words(text) for text in found.says]
    above, below = _up_to(said, [row.first for row in rows]), _from(said, [row.end for row in rows])
    lines = [set[str]().union(*said[row.first : row.end]) for row in rows]
    three = [*zip(above, lines, below, strict=True)]
    return in_rows(
        {
            "odds": [min(SURE, max(-SURE, row.odds)) for row in rows],
            "above-below": [shared(over, line | under) for over, line, under in three],
            "line-lead": [shared(line, said[row.end]) for row, line in zip(rows, lines, strict=True)],
            "line-below": [shared(line, under) for _, line, under in three],
            "line-above": [shared(line, over) for over, line, _ in three],
            "rows": [min(MANY, len(rows))] * len(rows),
            "lines": [row.end - row.first for row in rows],
        }
    )


def _up_to(said: Sequence[set[str]], ends: Sequence[int]) -> list[set[str]]:
    """The words of all blocks before each of some, which are in order."""
    found, before = [], set[str]()
    for start, end in pairwise((0, *ends)):
        before = before.union(*said[start:end])
        found.append(before)
    return found


def _from(said: Sequence[set[str]], starts: Sequence[int]) -> list[set[str]]:
    """The words of each of some blocks, which are in order, and of all behind."""
    found, behind, end = [], set[str](), len(said)
    for start in reversed(starts):
        behind, end = behind.union(*said[start:end]), start
        found.append(behind)
    return found[::-1]


def headlines_of_others(page: Page, titles: Mapping[int, float]) -> frozenset[int]:
    """Where the lines begin that are headlines of further articles on a page without a head.

    Args:
        page: its bylines and page furniture known.
        titles: the chance of each other line, by where it begins, that it is of a headline.

    >>> from cleaner.page import Block
    >>> texts = ["新桥今天通车", "新桥今天正式通车，两岸居民不必再等渡船。", "图书馆晚上开放", "从今晚起，图书馆晚上开放到十点。"]
    >>> starts = [sum(map(len, texts[:k])) for k in range(4)]
    >>> page = Page("p", "".join(texts), blocks=tuple(Block(at, at + len(text), "body") for at, text in zip(starts, texts)))
    >>> [sorted(headlines_of_others(page, dict(zip(starts, (0.9, 0.0, chance, 0.0))))) for chance in (0.8, 0.01)]
    [[26], []]
    """
    found = in_doubt(page, titles)
    if len(titles) > LONGEST_PAGE:
        return frozenset(start for row in found.rows if row.odds >= ALONE for start in row.starts)
    return frozenset(_told(found)) if found.rows else frozenset()


def _told(found: Doubt) -> Iterator[int]:
    asked = evidence(found)
    odds = trees_for("another", asked.names).scores(asked.rows)[:, 0]
    below = asked.rows[:, asked.names.index("line-below")]
    for row, odd, named in zip(found.rows, odds.tolist(), below.tolist(), strict=True):
        if (row.odds >= LIKELY or named > 0) and odd >= math.log(ANOTHER / (1 - ANOTHER)):
            yield from row.starts
