"""An article that has a page to itself, as one that somebody saved: where its headline ends and its text begins.

A page of a paper has several headlines, most of them sure, and a line in doubt is taken for one, for two articles put together lose
more than one cut in two. Where one headline stands on top and no other row of lines is likely to be one, there is one article: what is
short in its text is a subhead, and what is short between headline and text is of the headline. So is what stands below the name of
a round-up, which is printed above several news.
"""

from __future__ import annotations

from collections.abc import Mapping

from cleaner.customs.several_articles import LIKELY_HEADLINE, is_of_several
from cleaner.page import BLANK, FURNITURE, Page, text_of
from cleaner.regexes import compiled

# The headline on top is likelier one than not.
HALF = 0.5
# 国内联播快讯, 财经短波: a headline that names no news but that several follow, each below a line of its own. Of the headlines of at most
# twelve letters in the corpus that end so 2,394 of 2,424 have two such lines below at least.
ROUND_UP = compiled(r"^\p{Han}{0,8}(?:快[讯訊]|[简簡][讯訊]|短波|[资資][讯訊]|速[递遞])$")
# What such a page has besides: a picture's credit or page furniture would show that it is a page of a paper. A website leaves a time
# stamp, and the line --- of Markdown, which marks lines of headlines as well.
HAS = ("title", "body", "byline", BLANK, "markdown")
STAMP, HEADING = ("pattern", "timestamp"), "#"


def start_of_text(page: Page, titles: Mapping[int, float]) -> int | None:
    """Where the text of the only article begins, in characters of the page; None on a page that may have several.

    Args:
        page: its bylines and page furniture known.
        titles: the chance of each other line, by where it begins, that it is of a headline.

    >>> from cleaner.page import Block
    >>> page = Page("p", "标题\\n小标题\\n正文\\n小标题\\n正文。", blocks=tuple(Block(k, k + 1, "body") for k in (0, 3, 7, 10, 14)))
    >>> start_of_text(page, {0: 0.9, 3: 0.3, 7: 0.1, 10: 0.4, 14: 0.0})
    7
    """
    lines = sorted(titles)
    if not may_be_saved(page):
        return None
    if is_round_up(page, titles):
        return next((start for start in lines[1:] if page.source[start] != HEADING), None)
    text = next((start for start in lines if titles[start] < LIKELY_HEADLINE), None)
    if text is None or titles[lines[0]] < HALF or is_of_several(page, titles, text):
        return None
    signed = next((block.start for block in page.blocks if block.kind == "byline" and block.start > text), None)
    return text if signed is None or signed > lines[-1] else None


def may_be_saved(page: Page) -> bool:
    """Whether a page has nothing but what an article has that somebody saved: no page furniture, no picture's credit.

    >>> from cleaner.page import Block
    >>> [may_be_saved(Page("p", "新桥", blocks=(Block(0, 2, kind),))) for kind in ("body", FURNITURE)]
    [True, False]
    """
    stamps = {note.start for note in page.notes if note.rule == FURNITURE and STAMP in note.facts}
    return all(block.kind in HAS or block.start in stamps for block in page.blocks)


def is_round_up(page: Page, titles: Mapping[int, float]) -> bool:
    """Whether the line on top of a page stands above others, and names a round-up.

    >>> from cleaner.page import Block
    >>> pages = [Page("p", f"{name}新桥通车", blocks=(Block(0, 4, "body"), Block(4, 8, "body"))) for name in ("财经短波", "江川新闻")]
    >>> [is_round_up(page, {0: 0.1, 4: 0.9}) for page in pages]
    [True, False]
    """
    first = next((block for block in page.blocks if block.kind != BLANK), None)
    if first is None or len(titles) < 2 or first.start != min(titles):
        return False
    return ROUND_UP.match(text_of(page, first).strip()) is not None
