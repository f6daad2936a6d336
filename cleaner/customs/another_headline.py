"""Which lines of a page without a head are headlines of further articles, and which are subheads: told by the words around them.

A page of short news that nobody signs looks as one saved article with subheads does, line by line. But the text below a headline names
what the headline names, and nothing that stands above; and an article that has subheads has several. How much each says is fitted
(bench/fit_another.py).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from cleaner.language.marks import closed
from cleaner.language.shared_words import shared_words
from cleaner.page import BLANK, Page, reading
from cleaner.weights import Rows, in_rows, trees_for

# Chance from which a line may be of a headline that stands below the first text, and its characters at most. Chosen.
LOW, LONGEST = 0.03, 44
# From this chance on, by the trees, a row of lines is another headline. Chosen: so 91 % of pages of several come apart, and
# 1.7 % of saved articles that have short lines, cross-validated (bench/fit_another.py).
ANOTHER = 0.8
# From these log-odds on a line that shares no word with the text below it may be its headline: with less, the only subhead of two
# labelled articles that are cut short would be one. Chosen.
LIKELY = 2.0
# Lines of a page on which that is asked, at most, for it is asked of each row: an article that somebody saved has fewer. Chosen.
LONGEST_PAGE = 500
# Rows of a page that are counted, and log-odds of one: more say nothing more. Chosen.
MANY, SURE = 6, 8.0
# The least chance for or against: of what is sure.
LEAST = 1e-6


class Row(NamedTuple):
    """Lines one below the other that may be a headline: where each begins, its odds, what stands above, says itself, and below."""

    starts: tuple[int, ...]
    odds: float
    above: str
    line: str
    below: Sequence[str]


def rows_in_doubt(page: Page, titles: Mapping[int, float]) -> list[Row]:
    """The rows of short lines below the first text of a page, with a text below each, that may be headlines.

    Args:
        page: its bylines and page furniture known.
        titles: the chance of each other line, by where it begins, that it is of a headline.

    >>> from cleaner.page import Block
    >>> places = ((0, 2), (3, 7), (8, 10), (11, 15))
    >>> page = Page("p", "新桥\\n通车了。\\n学校\\n开学了。", blocks=tuple(Block(*place, "body") for place in places))
    >>> [(row.starts, row.above, row.line, row.below) for row in rows_in_doubt(page, {0: 0.9, 3: 0.0, 8: 0.2, 11: 0.0})]
    [((8,), '新桥\\n通车了。', '学校', ['开学了。'])]
    """
    blocks = [block for block in page.blocks if block.kind != BLANK]
    says = [reading(page, block.start, block.end) for block in blocks]
    long = [len(text) > LONGEST or closed(text) for text in says]
    may = [titles.get(block.start, 0.0) >= LOW and not text for block, text in zip(blocks, long, strict=True)]
    found, at = [], 0
    for short, run in groupby(may):
        first, at = at, at + len([*run])
        if short and any(long[:first]) and at < len(blocks):
            starts = tuple(block.start for block in blocks[first:at])
            odds = math.fsum(_log_odds(titles[start]) for start in starts)
            found.append(Row(starts, odds, "\n".join(says[:first]), "\n".join(says[first:at]), says[at:]))
    return found


def _log_odds(chance: float) -> float:
    return math.log(max(chance, LEAST) / max(1 - chance, LEAST))


def evidence(rows: Sequence[Row]) -> Rows:
    """What tells whether each of a page's rows is another article's headline, in the order in which the trees ask it.

    >>> row = Row((8,), -1.4, "新桥今天通车", "学校今天开学", ["学校今天开学。", "新桥不收费。"])
    >>> dict(zip(evidence([row]).names, evidence([row]).rows[0].tolist()))
    {'odds': -1.4, 'above-below': 0.4, 'line-lead': 1.0, 'line-below': 1.0, 'line-above': 0.2, 'rows': 1.0, 'lines': 1.0}
    """
    below = ["\n".join([row.line, *row.below]) for row in rows]
    return in_rows(
        {
            "odds": [min(SURE, max(-SURE, row.odds)) for row in rows],
            "above-below": [shared_words(row.above, text) for row, text in zip(rows, below, strict=True)],
            "line-lead": [shared_words(row.line, row.below[0]) for row in rows],
            "line-below": [shared_words(row.line, "\n".join(row.below)) for row in rows],
            "line-above": [shared_words(row.line, row.above) for row in rows],
            "rows": [min(MANY, len(rows))] * len(rows),
            "lines": [len(row.starts) for row in rows],
        }
    )


def headlines_of_others(page: Page, titles: Mapping[int, float]) -> frozenset[int]:
    """Where the lines begin that are headlines of further articles on a page without a head.

    Args:
        page: its bylines and page furniture known.
        titles: the chance of each other line, by where it begins, that it is of a headline.
    """
    return frozenset(_found(page, titles)) if len(titles) <= LONGEST_PAGE else frozenset()


def _found(page: Page, titles: Mapping[int, float]) -> Iterator[int]:
    rows = rows_in_doubt(page, titles)
    if rows:
        asked = evidence(rows)
        odds = trees_for("another", asked.names).scores(asked.rows)[:, 0]
        for row, odd in zip(rows, odds.tolist(), strict=True):
            names_text = row.odds >= LIKELY or shared_words(row.line, "\n".join(row.below)) > 0
            if names_text and odd >= math.log(ANOTHER / (1 - ANOTHER)):
                yield from row.starts
