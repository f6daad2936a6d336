"""Customs of headlines: short lines that were weighed as text, and are of one because of what stands above or below."""

from __future__ import annotations

from cleaner.language.script import simplified
from cleaner.language.shingles import letters
from cleaner.lines.bylines import BRACKETED, byline
from cleaner.lines.columns import names_column
from cleaner.lines.marks import BRACKET_END, DASH_END, DASH_START, LIST_START, closed, commas, stops
from cleaner.lines.official import ADOPTION, ISSUER, KIND
from cleaner.lines.printed import LAID, LIKELY, MEASURE, Printed, Seen
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
# Chance from which what stands below the name of a column is a headline. Chosen, as a line counts for a title from it on.
HEADED = 0.4


def is_form_of_title(here: Seen) -> bool:
    """Who issues a document; and who passed a law, where that stands below its title (in the corpus 21 of 31 times)."""
    form = here.what.forms.get(here.block.start)
    return form == ISSUER or (form == ADOPTION and here.above is not None and here.above.kind == "title")


def is_on_top(here: Seen) -> bool:
    """The first line of a page of one article, which has a headline: 财经短波 may be page furniture anywhere else."""
    return here.what.text is not None and here.block.start == min(here.what.titles)


def is_above_only_text(here: Seen) -> bool:
    """A line above the place where the text of the only article begins."""
    return here.what.text is not None and here.block.start < here.what.text


def is_column_above(here: Seen) -> bool:
    """A name of a column that has a longer headline below it, and none above."""
    if not names_column(here.text):
        return False
    above, below = here.above, here.below
    if below is None or (above is not None and above.kind == "title") or here.what.titles.get(below.start, 0.0) < HEADED:
        return False
    return len(letters(here.reads(below))) > len(letters(here.text))


def is_of_dashed_pair(here: Seen) -> bool:
    """One of two short lines with a dash between, that are likelier a headline than text."""
    return likelier(here) == "title"


def is_adopted(here: Seen) -> bool:
    """A line below which stands who passed it, and when."""
    return _is_open(here) and here.below is not None and here.what.forms.get(here.below.start) == ADOPTION


def is_above_law(here: Seen) -> bool:
    """江川省停车设施管理条例, above 第一条."""
    return _is_open(here) and LAW.search(here.text) is not None and BEGINS_LAW.match(here.reads(here.below)) is not None


def is_of_document(here: Seen) -> bool:
    """江川省人民政府关于做好秋季防汛工作的通知; on a page of documents 江川省人民政府令, too."""
    if not _is_open(here):
        return False
    return bool(DOCUMENT.match(simplified(here.text)) or (here.what.gazette and ORDER.match(here.text)))


def is_below_dash(here: Seen) -> bool:
    """A short line below a headline that ends in a dash."""
    return _goes_on(here) and DASH_END.search(here.reads(here.above)) is not None


def is_behind_dash(here: Seen) -> bool:
    """A short line that begins with a dash, below a headline."""
    return _goes_on(here) and DASH_START.search(here.text) is not None


def _goes_on(here: Seen) -> bool:
    return here.above is not None and here.above.kind == "title" and _is_open(here)


def _is_open(here: Seen) -> bool:
    """Whether a line is short, and ends in no mark of a sentence's end."""
    return len(here.text) <= SHORT and not closed(here.text)


def is_above_byline(here: Seen) -> bool:
    """A line that is short, as those below it are, above the byline of a text that begins there."""
    if not _is_open(here):
        return False
    page, blocks, at, lines = here.page, here.blocks, here.at, 0
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


def is_in_a_row(here: Seen) -> bool:
    """One of two or three short lines in a row that have a text below them, and may be a headline each."""
    if not _is_open(here):
        return False
    page, blocks, at, what = here.page, here.blocks, here.at, here.what
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


def likelier(here: Seen) -> str | None:
    """Title or body, whichever is likelier of both, for one of two short lines of which the upper ends in a dash; None for any other.

    On labelled and made pages 114 of 116 such pairs are both of a headline or both text (稳步回升—— / 秋粮收购量居全省第三).
    """
    if len(here.text) > SHORT:
        return None
    for upper, lower in ((here.block, here.below), (here.above, here.block)):
        pair = [block for block in (upper, lower) if block is not None and block.start in here.what.titles and block.kind in SPINE]
        texts = list(map(here.reads, pair))
        if len(pair) == 2 and DASH_END.search(texts[0]) and all(len(text) <= SHORT and not closed(text) for text in texts):
            one, other = (here.what.titles[block.start] for block in pair)
            return "title" if one * other > (1 - one) * (1 - other) else "body"
    return None
