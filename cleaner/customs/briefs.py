"""News in brief without headlines, below their name (简明新闻), each with who wrote it: they stay in their order."""

from __future__ import annotations

from itertools import takewhile

from cleaner.language.marks import SIGNS, closed
from cleaner.lines.notices import is_name_of_briefs
from cleaner.page import BLANK, Block, Page, text_of

# Letters of a brief, at most; briefs that are so, at least, for one may be an article's first paragraph; and blocks that are looked at.
# Chosen.
LONGEST, FEWEST, MOST = 300, 2, 200


def signed_briefs(page: Page) -> list[Block]:
    """The texts right below the name of news in brief, of which each is closed, short, and signed at its end.

    They have no words in common, so that what weighs links gives them to any other article.

    >>> text, kinds = "简讯新桥今天通车。周宁医院今天开诊。李明", ("title", "body", "byline", "body", "byline")
    >>> ends = (0, 2, 9, 11, 18, 20)
    >>> page = Page("p", text, blocks=tuple(Block(*one) for one in zip(ends, ends[1:], kinds, strict=False)))
    >>> [text_of(page, block)[:2] for block in signed_briefs(page)]
    ['新桥', '医院']
    """
    lines = [block for block in page.blocks if block.kind != BLANK]
    found: list[Block] = []
    for at, block in enumerate(lines):
        if block.kind == "title" and is_name_of_briefs(text_of(page, block)):
            below = takewhile(lambda one: one.kind in ("body", "byline"), lines[at + 1 : at + 1 + MOST])
            briefs = _signed(page, [*below])
            found += briefs if len(briefs) >= FEWEST else []
    return found


def _signed(page: Page, blocks: list[Block]) -> list[Block]:
    """Those of some texts, from the first on, that are briefs with a byline right behind."""
    if not blocks:
        return []
    sign = _sign(page, blocks[0])
    by = takewhile(lambda pair: _is_brief(page, *pair) and _sign(page, pair[0]) == sign, zip(blocks[::2], blocks[1::2], strict=False))
    return [text for text, _ in by]


def _is_brief(page: Page, text: Block, byline: Block) -> bool:
    return (text.kind, byline.kind) == ("body", "byline") and text.end - text.start <= LONGEST and closed(text_of(page, text))


def _sign(page: Page, block: Block) -> str:
    """The sign that a brief begins with (▲), as all or none of them do."""
    first = text_of(page, block)[:1]
    return first if first in SIGNS else ""
