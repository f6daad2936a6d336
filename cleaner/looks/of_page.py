"""The blocks of a page as the lines that are looked at: with the marks of headings and the white space around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import regex

from cleaner.lines.ends import ends_between
from cleaner.looks.looks import Line
from cleaner.page import Block, Page, text_of
from cleaner.regexes import compiled

# As a page reader marks a headline.
HEADING = compiled(
    r"(?P<marks>[#＃]{1,6}(?!\S)|#{2,6}(?=[\p{Han}“《（]))|<h(?P<level>[1-6])\b|[\s\[{]*(?P<marks>\")(?:title|headline|标题|標題)\"\s*:",
    regex.IGNORECASE,
)

# Line ends fewer or more than usual that are told apart. Chosen before the trees were fitted, which hold for it.
FEWEST, MOST = -2, 3


def lines_of(page: Page, at: Sequence[int]) -> list[Line]:
    """The blocks at these indices as lines to look at.

    >>> from cleaner.passes.segment import segment
    >>> page = segment(Page("p", "# 新桥通车\\n\\n新桥今天通车。\\n\\n\\n\\n市长说，等了十年。"))
    >>> [(line.text, line.heading, line.space) for line in lines_of(page, [0, 2, 4])]
    [('# 新桥通车', 1, 0), ('新桥今天通车。', 0, 2), ('市长说，等了十年。', 0, 2)]
    """
    gaps = [ends_between(page.source, a.end, b.start) for a, b in pairwise(page.blocks[k] for k in at)]
    usual = Counter(gaps).most_common(1)[0][0] if gaps else 2
    gaps = [usual, *gaps, usual]
    lines = []
    for n, k in enumerate(at):
        block = page.blocks[k]
        known = "" if block.kind == "body" else block.kind
        space = _beyond(gaps[n], usual) + _beyond(gaps[n + 1], usual)
        lines.append(Line(text_of(page, block), known, heading_level(page, block), space))
    return lines


def _beyond(gap: int, usual: int) -> int:
    """Line ends beyond the page's usual, within limits."""
    return max(FEWEST, min(MOST, gap - usual))


def heading_level(page: Page, block: Block) -> int:
    """Of which level a block is a heading by the marks of the page's reader; 0 for none.

    >>> [heading_level(Page("p", text), Block(0, len(text), "body")) for text in ("## 新桥通车", "<h3>新桥通车</h3>", "新桥通车")]
    [2, 3, 0]
    """
    found = HEADING.match(page.source, block.start)
    return 0 if found is None else int(found["level"] or len(found["marks"]))
