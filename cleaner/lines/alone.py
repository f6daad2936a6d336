"""An article that has a page to itself, as one that somebody saved: where its headline ends and its text begins.

A page of a paper has several headlines, most of them sure, and a line in doubt is taken for one, for two articles put together lose
more than one cut in two. Where one headline stands on top and no other row of lines is likely to be one, there is one article: what is
short in its text is a subhead, and what is short between headline and text is of the headline.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import groupby

from cleaner.page import BLANK, Page

# The headline on top is likelier one than not.
HALF = 0.5
# From these odds on another row of lines is the headline of another article. Chosen, 0.6: of 743 labelled articles put out alone none is
# cut in two by it, with a half two, at subheads; of 620 pages of two whole labelled articles 3 lose a headline, as with a half; of 314
# such pages of bench/invented 21, and 16 with a half, of 386 of its articles alone none is cut in two, and one with a half.
ANOTHER = 1.5
# A line right below a headline and above the text is of the headline from this chance on. Chosen: of the labelled articles put out
# alone three headlines have a line of 0.2 to 0.5 there, and no text.
LINE = 0.2
# What such a page has besides: a picture's credit or page furniture would show that it is a page of a paper.
HAS = ("title", "body", "byline", BLANK)


def begins(page: Page, titles: Mapping[int, float]) -> int | None:
    """Where the text of the only article begins, in characters of the page; None on a page that may have several.

    Args:
        page: its bylines and page furniture known.
        titles: the chance of each other line, by where it begins, that it is of a headline.

    >>> from cleaner.page import Block
    >>> page = Page("p", "标题\\n小标题\\n正文\\n小标题\\n正文。", blocks=tuple(Block(k, k + 1, "body") for k in (0, 3, 7, 10, 14)))
    >>> begins(page, {0: 0.9, 3: 0.3, 7: 0.1, 10: 0.4, 14: 0.0})
    7
    """
    lines = sorted(titles)
    text = next((start for start in lines if titles[start] < LINE), None)
    if text is None or titles[lines[0]] < HALF:
        return None
    # The lines of a headline stand and fall together.
    rows = (list(row) for short, row in groupby((titles[start] for start in lines if start > text), lambda chance: chance >= LINE) if short)
    if any(math.prod(row) >= ANOTHER * math.prod(1 - chance for chance in row) for row in rows):
        return None
    if any(block.kind not in HAS for block in page.blocks):
        return None
    signed = [block.start for block in page.blocks if block.kind == "byline" and block.start > text]
    return text if not signed or signed[0] > lines[-1] else None
