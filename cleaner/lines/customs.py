"""Customs of print: what a line is whatever it was weighed as, because of what stands above or below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cleaner.lines.alone import begins
from cleaner.lines.bylines import BRACKETED, REPORTED, byline, is_source_of_words
from cleaner.lines.columns import names_column
from cleaner.lines.credits import is_credit
from cleaner.lines.lists import is_labelled, is_result
from cleaner.lines.marks import BRACKET_END, COLON_END, DASH_END, DASH_START, LIST_START, PICTURE, closed, commas, stops
from cleaner.lines.official import ADOPTION, ARTICLE_OF_LAW, CHAPTER_OF_LAW, ISSUER, KIND, standing
from cleaner.lines.roles import is_speaker
from cleaner.lines.said import SHORT
from cleaner.lines.signatures import is_reader, signed_by
from cleaner.lines.source import is_source
from cleaner.page import BLANK, FURNITURE, SPINE, Block, Page, reading
from cleaner.regexes import compiled
from cleaner.script import simplified
from cleaner.shingles import letters

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
# Chance from which each of several such lines may be of a headline, and characters of one at most. Chosen: on the labelled pages, whose
# subheads of two lines mostly have less, nothing changes by it; of the headlines in bench/invented that it is for, most have more.
LIKELY, MEASURE = 0.15, 22
# Chance from which what stands below the name of a column is a headline. Chosen, as a line counts for a title from it on.
HEADED = 0.4
# Letters of what is an end of a sentence sooner than a caption: of the labelled captions none has so few.
END = 5
COLON = compiled("[：:]")
# 曹 一图 羽 生文, in a cartoon: who drew it, and whose the words are.
DRAWN = compiled(r"\p{Han}\s*\p{Han}{1,3}[图圖绘繪画畫]\s+\p{Han}\s*\p{Han}{1,3}文")
# 内容提要, on a line of its own: what stands below.
LABEL = compiled(r"[【\[]?(?:[内內]容(?:提要|摘要)|核心(?:阅读|閱讀|提示)|(?:阅读|閱讀)提示|[编編]者按)[】\]]?")
# ① says which picture; what follows may be the next.
COUNTED = compiled(r"[②-⑳]")
# What is between lines and says nothing of them.
LAID = (BLANK, FURNITURE)


class Printed(NamedTuple):
    """What a page prints.

    forms: of its official documents, by where each begins. gazette: whether there are such documents and no picture that has a
    credit. titles: the chance of each line, by where it begins, that it is of a headline. text: where the text of a page of one
    article begins, None on other pages.
    """

    forms: Mapping[int, str]
    gazette: bool
    titles: Mapping[int, float]
    text: int | None


def printed(page: Page, titles: dict[int, float]) -> Printed:
    """What a page prints whose forms of official documents are noted.

    Args:
        page: cut, its lines of known words being of their kinds.
        titles: the chance of each other line, by where it begins, that it is of a headline.

    >>> page = Page("p", "新桥通车\\n新桥今天通车。", blocks=(Block(0, 4, "body"), Block(4, 5, BLANK), Block(5, 12, "body")))
    >>> printed(page, {0: 0.9, 5: 0.1})
    Printed(forms={}, gazette=False, titles={0: 0.9, 5: 0.1}, text=5)
    """
    forms = standing(page)
    documents = "number" in forms.values() or "signer" in forms.values()
    gazette = documents and all(block.kind != "credit" for block in page.blocks)
    return Printed(forms, gazette, titles, None if forms else begins(page, titles | _speakers(page, titles)))


def _speakers(page: Page, titles: Mapping[int, float]) -> dict[int, float]:
    """No chance for lines that say who speaks below them, of those that could else be of a headline."""
    likely = (block for block in page.blocks if titles.get(block.start, 0.0) >= LIKELY)
    return {block.start: 0.0 for block in likely if is_speaker(reading(page, block.start, block.end))}


def custom(page: Page, blocks: Sequence[Block], at: int, what: Printed) -> tuple[str, str] | None:
    """The kind that a custom gives a block, and the custom; None where none does.

    Args:
        page: the page.
        blocks: its blocks, those above with the kinds that they have by now.
        at: the index of the block.
        what: the page prints.

    >>> page = Page("p", "青江大桥——\\n十年等来的桥", blocks=(Block(0, 6, "title"), Block(6, 7, BLANK), Block(7, 13, "body")))
    >>> custom(page, page.blocks, 2, printed(page, {0: 0.9, 7: 0.4}))
    ('title', 'two short lines with a dash between are both of a headline or both text')
    """
    block = blocks[at]
    text = reading(page, block.start, block.end)
    if form := what.forms.get(block.start):
        return _of_form(_beside(blocks, at, -1), form), "a form of an official document goes with the document"
    if block.kind != "byline" and len(text) <= SHORT and signed_by(text) and _below_headline(page, blocks, at):
        return "byline", "a name that is set apart, below a headline and above a text, is who wrote it"
    if block.kind in ("title", "caption", FURNITURE) and is_reader(text):
        return "body", "a place and a name say which reader wrote"
    if block.kind in ("title", "caption", FURNITURE) and is_source(text):
        return "body", "what says where a text is from is of the text"
    if what.text is not None and block.kind != FURNITURE:
        return _of_one(block, what.text) or (_of_dash(page, blocks, at, text) if block.kind == "body" else None)
    if block.kind in SPINE and names_column(text) and _above_headline(page, blocks, at, what):
        return FURNITURE, "a name of a column stands above a headline"
    if block.kind in ("title", "caption", FURNITURE) and (_of_event(page, blocks, at, text) or _of_results(page, blocks, at, text)):
        return "body", "what is said of an event behind its label, and results in a row, are text"
    if block.kind in ("title", FURNITURE) and LABEL.fullmatch(text.strip()):
        return "body", "what says that a summary or a note stands below is text"
    if block.kind in SPINE and len(text) <= SHORT and (kind := _of_two(page, blocks, at, what)):
        return kind, "two short lines with a dash between are both of a headline or both text"
    if block.kind == "title" and is_source_of_words(text):
        return "body", "a name after a dash says whose words stand above"
    if block.kind == "title" and is_speaker(text):
        return "body", "a name and a post with a colon between say who speaks below"
    if block.kind == "title" and is_credit(text):
        return "body", "a line that says whose a picture is, with the article's byline behind it, is no headline"
    if block.kind in ("title", "caption") and DRAWN.fullmatch(text.strip()):
        return "body", "a line that says who drew and who wrote is of the cartoon"
    if block.kind != "body" and ARTICLE_OF_LAW.match(text):
        return "body", "an article of a law is text"
    if block.kind != "body" and CHAPTER_OF_LAW.match(text) and _above_article(page, _beside(blocks, at, 1)):
        return "body", "what names a chapter of a law above its articles is text"
    if block.kind == "title" and what.gazette and COLON_END.search(text):
        return "body", "what a document says below a line with a colon is its text, and so is the line"
    if block.kind == "body" and _of_pictures(page, blocks, at, text):
        return "caption", "pictures are counted on, each with a line of its own"
    if block.kind == "caption" and len(letters(text)) <= END and not PICTURE.match(text):
        return "body", "a caption says more than a few letters"
    if block.kind == "caption" and what.gazette and not PICTURE.match(text):
        return "body", "a page of official documents that has no credit has no pictures"
    if block.kind == "body" and len(text) <= SHORT and not closed(text):
        return _of_headline(page, blocks, at, text, what)
    return None


def custom_of_credit(page: Page, blocks: Sequence[Block], at: int) -> tuple[str, str] | None:
    """The kind that a custom gives a credit, and the custom; None where it stays a credit.

    Args:
        page: the page.
        blocks: its blocks, with their kinds.
        at: the index of the credit.

    The last line of a picture story has the end of a text above it, no caption, and a byline or headline below.

    Of 133 credits on the labelled pages it is said of four, which are of the text.

    >>> text, kinds = "孩子们在桥上跑。李明摄学校开学", ((0, 8, "body"), (8, 11, "credit"), (11, 15, "title"))
    >>> page = Page("p", text, blocks=tuple(Block(*one) for one in kinds))
    >>> custom_of_credit(page, page.blocks, 1)
    ('body', 'a credit below the end of a text, and above a byline or headline, ends a picture story')
    """
    above, below = _beside(blocks, at, -1), _beside(blocks, at, 1)
    if REPORTED.search(simplified(reading(page, blocks[at].start, blocks[at].end))) and _below_headline(page, blocks, at):
        return "byline", "who reports in words and pictures, below a headline and above a text, is who wrote it"
    if above is None or below is None or above.kind != "body" or below.kind not in ("title", "byline"):
        return None
    ends = closed(reading(page, above.start, above.end))
    return ("body", "a credit below the end of a text, and above a byline or headline, ends a picture story") if ends else None


def _of_event(page: Page, blocks: Sequence[Block], at: int, text: str) -> bool:
    """Whether a block says something of an event, right below the end of a text or another such line."""
    above = _beside(blocks, at, -1) if is_labelled(text) else None
    over = reading(page, above.start, above.end) if above is not None and above.kind == "body" else ""
    return closed(over) or is_labelled(over)


def _of_results(page: Page, blocks: Sequence[Block], at: int, text: str) -> bool:
    """Whether a block is the result of a match, with another one right above or below."""
    beside = (_beside(blocks, at, step) for step in (-1, 1)) if is_result(text) else ()
    return any(block is not None and is_result(reading(page, block.start, block.end)) for block in beside)


def _of_pictures(page: Page, blocks: Sequence[Block], at: int, text: str) -> bool:
    """Whether a block begins with ② below a caption that begins with ①, or so on; the credit of that may stand between."""
    if not COUNTED.match(text):
        return False
    above = next((block for block in reversed(blocks[:at]) if block.kind not in (*LAID, "credit")), None)
    return above is not None and above.kind == "caption" and reading(page, above.start, above.start + 1) == chr(ord(text[0]) - 1)


def _above_article(page: Page, below: Block | None) -> bool:
    """Whether what stands below is an article of a law, or the name of a part of a chapter."""
    text = reading(page, below.start, below.end) if below is not None else ""
    return bool(ARTICLE_OF_LAW.match(text) or CHAPTER_OF_LAW.match(text))


def _above_headline(page: Page, blocks: Sequence[Block], at: int, what: Printed) -> bool:
    """Whether a longer headline stands below a block, and none above it."""
    above, below = _beside(blocks, at, -1), _beside(blocks, at, 1)
    if below is None or (above is not None and above.kind == "title") or what.titles.get(below.start, 0.0) < HEADED:
        return False
    return len(letters(reading(page, below.start, below.end))) > len(letters(reading(page, blocks[at].start, blocks[at].end)))


def _below_headline(page: Page, blocks: Sequence[Block], at: int) -> bool:
    """Whether a headline stands above a block, and a text of more than a line below it."""
    above, below = _beside(blocks, at, -1), _beside(blocks, at, 1)
    if above is None or below is None or above.kind != "title":
        return False
    return below.kind == "body" and len(reading(page, below.start, below.end)) > HEADLINE


def _of_two(page: Page, blocks: Sequence[Block], at: int, what: Printed) -> str | None:
    """Title or body, whichever is likelier of both, for one of two short lines of which the upper ends in a dash; None where it is none.

    On labelled and made pages 114 of 116 such pairs are both of a headline or both text (稳步回升—— / 秋粮收购量居全省第三).
    """
    for upper, lower in ((blocks[at], _beside(blocks, at, 1)), (_beside(blocks, at, -1), blocks[at])):
        pair = [block for block in (upper, lower) if block is not None and block.start in what.titles and block.kind in SPINE]
        texts = [reading(page, block.start, block.end) for block in pair]
        if len(pair) == 2 and DASH_END.search(texts[0]) and all(len(text) <= SHORT and not closed(text) for text in texts):
            one, other = (what.titles[block.start] for block in pair)
            kind = "title" if one * other > (1 - one) * (1 - other) else "body"
            return kind if kind != blocks[at].kind else None
    return None


def _of_one(block: Block, text: int) -> tuple[str, str] | None:
    """The kind of a block on a page of one article, whose text begins at a place, and the custom; None where it stays what it is."""
    if block.start < text and block.kind != "title":
        return "title", "what stands between the headline of the only article and its text is of the headline"
    if block.start >= text and block.kind == "title":
        return "body", "what is short in the text of the only article is a subhead"
    return None


def _of_headline(page: Page, blocks: Sequence[Block], at: int, text: str, what: Printed) -> tuple[str, str] | None:
    """Title, for a short line that was weighed as text and is of a headline, and the custom that says so; None for any other."""
    below = _beside(blocks, at, 1)
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
    return _of_dash(page, blocks, at, text)


def _of_dash(page: Page, blocks: Sequence[Block], at: int, text: str) -> tuple[str, str] | None:
    """Title, for a line below a headline from which a dash says that it goes on, and the custom; None for any other."""
    above = _beside(blocks, at, -1)
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


def _of_form(above: Block | None, form: str) -> str:
    """Text, but who issues a document is a line of its title, and so, below a title, is who passed a law (in the corpus 21 of 31 times)."""
    return "title" if form == ISSUER or (form == ADOPTION and above is not None and above.kind == "title") else "body"


def _beside(blocks: Sequence[Block], at: int, step: int) -> Block | None:
    """The next block above (-1) or below (1) that is neither white space nor page furniture."""
    at += step
    while 0 <= at < len(blocks) and blocks[at].kind in LAID:
        at += step
    return blocks[at] if 0 <= at < len(blocks) else None
