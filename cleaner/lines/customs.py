"""Customs of print: what a line is whatever it was weighed as, because of what stands above or below it."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.language.script import simplified
from cleaner.language.shingles import letters
from cleaner.lines.bylines import REPORTED, is_source_of_words
from cleaner.lines.columns import names_column
from cleaner.lines.credits import is_credit
from cleaner.lines.headline_customs import HEADLINE, of_dash, of_headline, of_two
from cleaner.lines.lists import is_labelled, is_result
from cleaner.lines.marks import COLON_END, PICTURE, closed
from cleaner.lines.official import ADOPTION, ARTICLE_OF_LAW, CHAPTER_OF_LAW, ISSUER
from cleaner.lines.printed import LAID, Printed, next_to
from cleaner.lines.roles import is_speaker
from cleaner.lines.said import SHORT
from cleaner.lines.signatures import is_reader, signed_by
from cleaner.lines.source import is_source
from cleaner.page import FURNITURE, SPINE, Block, Page, reading
from cleaner.regexes import compiled

# Chance from which what stands below the name of a column is a headline. Chosen, as a line counts for a title from it on.
HEADED = 0.4
# Letters of what is an end of a sentence sooner than a caption: of the labelled captions none has so few.
END = 5
# 曹 一图 羽 生文, in a cartoon: who drew it, and whose the words are.
DRAWN = compiled(r"\p{Han}\s*\p{Han}{1,3}[图圖绘繪画畫]\s+\p{Han}\s*\p{Han}{1,3}文")
# 内容提要, on a line of its own: what stands below.
LABEL = compiled(r"[【\[]?(?:[内內]容(?:提要|摘要)|核心(?:阅读|閱讀|提示)|(?:阅读|閱讀)提示|[编編]者按)[】\]]?")
# ① says which picture; what follows may be the next.
COUNTED = compiled(r"[②-⑳]")


def custom(page: Page, blocks: Sequence[Block], at: int, what: Printed) -> tuple[str, str] | None:
    """The kind that a custom gives a block, and the custom; None where none does.

    Args:
        page: the page.
        blocks: its blocks, those above with the kinds that they have by now.
        at: the index of the block.
        what: the page prints.

    >>> from cleaner.lines.printed import printed
    >>> from cleaner.page import BLANK
    >>> page = Page("p", "青江大桥——\\n十年等来的桥", blocks=(Block(0, 6, "title"), Block(6, 7, BLANK), Block(7, 13, "body")))
    >>> custom(page, page.blocks, 2, printed(page, {0: 0.9, 7: 0.4}))
    ('title', 'two short lines with a dash between are both of a headline or both text')
    """
    block = blocks[at]
    text = reading(page, block.start, block.end)
    if form := what.forms.get(block.start):
        return _of_form(next_to(blocks, at, -1), form), "a form of an official document goes with the document"
    if block.kind != "byline" and len(text) <= SHORT and signed_by(text) and _below_headline(page, blocks, at):
        return "byline", "a name that is set apart, below a headline and above a text, is who wrote it"
    if block.kind in ("title", "caption", FURNITURE) and is_reader(text):
        return "body", "a place and a name say which reader wrote"
    if block.kind in ("title", "caption", FURNITURE) and is_source(text):
        return "body", "what says where a text is from is of the text"
    if what.text is not None and block.kind != FURNITURE:
        return _of_one(block, what.text) or (of_dash(page, blocks, at, text) if block.kind == "body" else None)
    if block.kind in SPINE and names_column(text) and _above_headline(page, blocks, at, what):
        return FURNITURE, "a name of a column stands above a headline"
    if block.kind in ("title", "caption", FURNITURE) and (_of_event(page, blocks, at, text) or _of_results(page, blocks, at, text)):
        return "body", "what is said of an event behind its label, and results in a row, are text"
    if block.kind in ("title", FURNITURE) and LABEL.fullmatch(text.strip()):
        return "body", "what says that a summary or a note stands below is text"
    if block.kind in SPINE and len(text) <= SHORT and (kind := of_two(page, blocks, at, what)):
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
    if block.kind != "body" and CHAPTER_OF_LAW.match(text) and _above_article(page, next_to(blocks, at, 1)):
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
        return of_headline(page, blocks, at, text, what)
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
    above, below = next_to(blocks, at, -1), next_to(blocks, at, 1)
    if REPORTED.search(simplified(reading(page, blocks[at].start, blocks[at].end))) and _below_headline(page, blocks, at):
        return "byline", "who reports in words and pictures, below a headline and above a text, is who wrote it"
    if above is None or below is None or above.kind != "body" or below.kind not in ("title", "byline"):
        return None
    ends = closed(reading(page, above.start, above.end))
    return ("body", "a credit below the end of a text, and above a byline or headline, ends a picture story") if ends else None


def _of_event(page: Page, blocks: Sequence[Block], at: int, text: str) -> bool:
    """Whether a block says something of an event, right below the end of a text or another such line."""
    above = next_to(blocks, at, -1) if is_labelled(text) else None
    over = reading(page, above.start, above.end) if above is not None and above.kind == "body" else ""
    return closed(over) or is_labelled(over)


def _of_results(page: Page, blocks: Sequence[Block], at: int, text: str) -> bool:
    """Whether a block is the result of a match, with another one right above or below."""
    beside = (next_to(blocks, at, step) for step in (-1, 1)) if is_result(text) else ()
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
    above, below = next_to(blocks, at, -1), next_to(blocks, at, 1)
    if below is None or (above is not None and above.kind == "title") or what.titles.get(below.start, 0.0) < HEADED:
        return False
    return len(letters(reading(page, below.start, below.end))) > len(letters(reading(page, blocks[at].start, blocks[at].end)))


def _below_headline(page: Page, blocks: Sequence[Block], at: int) -> bool:
    """Whether a headline stands above a block, and a text of more than a line below it."""
    above, below = next_to(blocks, at, -1), next_to(blocks, at, 1)
    if above is None or below is None or above.kind != "title":
        return False
    return below.kind == "body" and len(reading(page, below.start, below.end)) > HEADLINE


def _of_one(block: Block, text: int) -> tuple[str, str] | None:
    """The kind of a block on a page of one article, whose text begins at a place, and the custom; None where it stays what it is."""
    if block.start < text and block.kind != "title":
        return "title", "what stands between the headline of the only article and its text is of the headline"
    if block.start >= text and block.kind == "title":
        return "body", "what is short in the text of the only article is a subhead"
    return None


def _of_form(above: Block | None, form: str) -> str:
    """Text, but who issues a document is a line of its title, and so, below a title, is who passed a law (in the corpus 21 of 31 times)."""
    return "title" if form == ISSUER or (form == ADOPTION and above is not None and above.kind == "title") else "body"
