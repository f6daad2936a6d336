"""Customs of headlines: short lines that were weighed as text, and are of one because of what stands above or below."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.language.script import simplified
from cleaner.lines.bylines import BRACKETED, byline
from cleaner.lines.marks import BRACKET_END, DASH_END, DASH_START, LIST_START, closed, commas, stops
from cleaner.lines.official import ADOPTION, KIND
from cleaner.lines.printed import LAID, LIKELY, MEASURE, Printed, next_to
from cleaner.lines.said import SHORT
from cleaner.page import SPINE, Block, Page, reading
from cleaner.regexes import compiled

# 江川省停车设施管理条例, above its first chapter or article.
LAW = compiled(r"(?:条例|條例|办法|辦法|规定|規定|细则|細則|规则|規則|章程|法)$")
BEGINS_LAW = compiled(r"第[一1][章条條编]\s")
# 江川省人民政府关于做好秋季防汛工作的通知
DOCUMENT = compiled(rf"^\p{{Han}}{{3,40}}关于.{{4,80}}的(?:{KIND})$")
# 江东省人民委员会任免令, on a page of documents
ORDER = compiled(r"^\p{Han}{4,30}(?:令|公告|通告|名[单單])$")
# Lines of a headline above a byline, at most, and characters of one. Chosen.
LINES, HEADLINE = 4, 36
# Lines in a row that are a headline, at most: of more, each may be a verse. Chosen.
ROW = 3
COLON = compiled("[：:]")


def of_headline(page: Page, blocks: Sequence[Block], at: int, text: str, what: Printed) -> tuple[str, str] | None:
    """Title, for a short line that was weighed as text and is of a headline, and the custom that says so; None for any other."""
    below = next_to(blocks, at, 1)
    if below is not None and what.forms.get(below.start) == ADOPTION:
        return "title", "what is said below to have been adopted is the title of a law"
    if LAW.search(text) and below is not None and BEGINS_LAW.match(reading(page, below.start, below.end)):
        return "title", "what the first chapter or article of a law stands below is its title"
    if DOCUMENT.match(simplified(text)) or (what.gazette and ORDER.match(text)):
        return "title", "who issues a document, what about and of what kind is its title"
    if _above_byline(page, blocks, at):
        return "title", "short lines above a byline that has a text below it are a headline"
    if _in_a_row(page, blocks, at, what):
        return "title", "two or three short lines in a row above a text are a headline"
    return of_dash(page, blocks, at, text)


def of_dash(page: Page, blocks: Sequence[Block], at: int, text: str) -> tuple[str, str] | None:
    """Title, for a line below a headline from which a dash says that it goes on, and the custom; None for any other."""
    above = next_to(blocks, at, -1)
    if above is None or above.kind != "title" or len(text) > SHORT or closed(text):
        return None
    if DASH_END.search(reading(page, above.start, above.end)):
        return "title", "a headline that ends in a dash goes on in the next line"
    if DASH_START.search(text):
        return "title", "a line with a dash before it goes on from the headline above"
    return None


def _above_byline(page: Page, blocks: Sequence[Block], at: int) -> bool:
    """Whether a block and the lines below it are short, and above the byline of a text that begins there."""
    lines = 0
    while 0 <= at < len(blocks) and lines < LINES:
        text = reading(page, blocks[at].start, blocks[at].end)
        if blocks[at].kind == "byline":
            signed = byline(text)
            following = next((b for k in range(at + 1, len(blocks)) if (b := blocks[k]).kind not in (*LAID, "caption", "credit")), None)
            long = following is not None and following.kind == "body" and following.end - following.start > HEADLINE
            return bool(lines and signed and signed.marked and text[0] not in "（(" and long)
        if blocks[at].kind not in LAID:
            # What is in brackets says where the text above is from.
            short = len(text) <= HEADLINE and not closed(text) and not stops(text) and commas(text) <= 1
            if blocks[at].kind not in SPINE or not short or BRACKETED.match(text):
                return False
            lines += 1
        at += 1
    return False


def _in_a_row(page: Page, blocks: Sequence[Block], at: int, what: Printed) -> bool:
    """Whether a block is one of two or three short lines in a row that have a text below them, and may be a headline each."""
    row = [blocks[at]]
    for step in (-1, 1):
        k = at + step
        while 0 <= k < len(blocks) and len(row) <= ROW and (blocks[k].kind in LAID or _may_head(page, blocks[k], what)):
            row += [blocks[k]] if blocks[k].kind not in LAID else []
            k += step
        below = blocks[k] if 0 <= k < len(blocks) else None
    if not 1 < len(row) <= ROW or below is None or below.kind != "body" or below.end - below.start <= HEADLINE:
        return False
    return all(_may_head(page, block, what) and what.titles.get(block.start, 1.0) >= LIKELY for block in row)


def _may_head(page: Page, block: Block, what: Printed) -> bool:
    """Whether a block can be a line of a headline by its shape."""
    if block.kind not in SPINE or block.end - block.start > 2 * MEASURE or block.start in what.forms:
        return False
    text = reading(page, block.start, block.end)
    plain = len(text) <= MEASURE and not closed(text) and not stops(text) and not commas(text) and not COLON.search(text)
    return plain and not BRACKET_END.search(text) and not LIST_START.match(text)


def of_two(page: Page, blocks: Sequence[Block], at: int, what: Printed) -> str | None:
    """Title or body, whichever is likelier of both, for one of two short lines of which the upper ends in a dash; None where it is none.

    On labelled and made pages 114 of 116 such pairs are both of a headline or both text (稳步回升—— / 秋粮收购量居全省第三).
    """
    for upper, lower in ((blocks[at], next_to(blocks, at, 1)), (next_to(blocks, at, -1), blocks[at])):
        pair = [block for block in (upper, lower) if block is not None and block.start in what.titles and block.kind in SPINE]
        texts = [reading(page, block.start, block.end) for block in pair]
        if len(pair) == 2 and DASH_END.search(texts[0]) and all(len(text) <= SHORT and not closed(text) for text in texts):
            one, other = (what.titles[block.start] for block in pair)
            kind = "title" if one * other > (1 - one) * (1 - other) else "body"
            return kind if kind != blocks[at].kind else None
    return None
