"""Headlines that a paper frames alike: ■ before each, or 【】 around.

In a column of short news the sign says what is a headline, where the words do not: ■榕树头：老街坊重拾粤剧. Within an article the same
signs mark subheads, and in a list its items. So three things are asked: the line on top has the sign, it stands above a text, and no line
without the sign is a headline.
"""

from __future__ import annotations

from collections.abc import Mapping

from cleaner.customs.only_article import HALF
from cleaner.language.marks import BULLETS, closed
from cleaner.page import BLANK, FURNITURE, Page, text_of
from cleaner.regexes import compiled

# ■, and the line that it stands before; 【 and the same up to 】.
SIGN, BRACKETED = compiled(rf"(?P<sign>[{BULLETS}◇△☆▍▎])[ \u3000]*\w"), compiled(r"(?P<sign>[【〖])[^【】〖〗]+[】〗]\s*")
# Characters of such a line at most, and how many times as long what stands below is at least. Chosen.
LONGEST, LONGER = 30, 1.5
# What stands between a headline and its text, and on top of a page.
BETWEEN = (BLANK, FURNITURE, "byline")


def frame(line: str) -> str:
    """The sign before a line, or the bracket that opens around it; nothing of a line without, or of one that is closed or long.

    >>> [frame(line) for line in ("■榕树头：老街坊重拾粤剧", "【蚊虫叮咬 别用唾液止痒】", "【学校】新桥通车", "●列车晚点两小时。")]
    ['■', '【', '', '']
    """
    if len(line) > LONGEST or closed(line):
        return ""
    found = SIGN.match(line) or BRACKETED.fullmatch(line)
    return found["sign"] if found else ""


def framed(page: Page, titles: Mapping[int, float]) -> frozenset[int]:
    """Where the headlines of a page begin whose paper frames each; none where what stands on top has no frame.

    Args:
        page: its bylines and page furniture known.
        titles: the chance of each other line, by where it begins, that it is of a headline.

    >>> from cleaner.page import Block
    >>> places = ((0, 5), (5, 13), (13, 18), (18, 26))
    >>> page = Page("p", "■新桥通车新桥今天通车了。■学校开学学校今天开学了。", blocks=tuple(Block(*place, "body") for place in places))
    >>> [sorted(framed(page, {0: 0.4, 5: chance, 13: 0.1, 18: 0.0})) for chance in (0.0, 0.6)]
    [[0, 13], []]
    """
    says = {block.start: text_of(page, block) for block in page.blocks if block.kind not in BETWEEN}
    first, line = next(iter(says.items()), (0, ""))
    sign = frame(line)
    if not sign or any(chance >= HALF and frame(says.get(start, "")) != sign for start, chance in titles.items()):
        return frozenset()
    rows = ((start, line, text) for (start, line), text in zip(says.items(), [*says.values()][1:], strict=False) if frame(line) == sign)
    heads = frozenset(start for start, line, text in rows if closed(text) and len(text) > LONGER * len(line))
    return heads if first in heads and len(heads) > 1 else frozenset()
