"""Calls: the slogans that a text of meetings and open letters ends with, one a line."""

from __future__ import annotations

from cleaner.customs.seen import Seen, in_row
from cleaner.regexes import compiled

# 春耕大会万岁！, of one sentence. Chosen: no longer than a line or two of a column.
CALL = compiled(r"\S[^。；？!！]{2,38}[！!]+[”’」』]?")
# So many in a row are calls, at least: a headline has two lines. Chosen.
SEVERAL = 3


def is_of_calls(here: Seen) -> bool:
    """Whether a line is one of several calls in a row, as 春耕大会万岁！ is.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> for calls in (2, 3):
    ...     page = Page("p", "春耕大会好！" * calls)
    ...     blocks = [Block(6 * k, 6 * k + 6, "title") for k in range(calls)]
    ...     is_of_calls(seen(page, blocks, 0))
    False
    True
    """
    return _calls(here.text) and in_row(here, _calls, SEVERAL)


def _calls(line: str) -> bool:
    return CALL.fullmatch(line.strip()) is not None
