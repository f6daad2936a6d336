"""Customs of print: what a line is whatever it was weighed as, because of what stands above or below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cleaner.bylines import is_source_of_words
from cleaner.credits import is_credit
from cleaner.marks import DASH_END, DASH_START, PICTURE, closed
from cleaner.official import ARTICLE_OF_LAW, ISSUER, is_gazette, standing
from cleaner.page import BLANK, FURNITURE, Block, Page, reading
from cleaner.said import SHORT

# Who passed a law, and when.
ADOPTION = "adoption"


class Printed(NamedTuple):
    """What a page prints: the forms of its official documents, by where each begins, and whether it prints nothing else."""

    forms: Mapping[int, str]
    gazette: bool


def printed(page: Page) -> Printed:
    """The same of a page whose forms are noted."""
    return Printed(standing(page), is_gazette(page))


def custom(page: Page, blocks: Sequence[Block], at: int, what: Printed) -> tuple[str, str] | None:
    """The kind that a custom gives a block, and the custom; None where none does.

    Args:
        page: the page.
        blocks: its blocks, those above with the kinds that they have by now.
        at: the index of the block.
        what: the page prints.
    """
    block = blocks[at]
    text = reading(page, block.start, block.end)
    if form := what.forms.get(block.start):
        return _of_form(_beside(blocks, at, -1), form), "a form of an official document goes with the document"
    if block.kind == "title" and is_source_of_words(text):
        return "body", "a name after a dash says whose words stand above"
    if block.kind == "title" and is_credit(text):
        return "body", "a line that says whose a picture is, with the article's byline behind it, is no headline"
    if block.kind != "body" and ARTICLE_OF_LAW.match(text):
        return "body", "an article of a law is text"
    if block.kind == "caption" and what.gazette and not PICTURE.match(text):
        return "body", "a page of official documents that has no credit has no pictures"
    if block.kind == "body" and len(text) <= SHORT and not closed(text):
        return _of_headline(page, blocks, at, text, what)
    return None


def _of_headline(page: Page, blocks: Sequence[Block], at: int, text: str, what: Printed) -> tuple[str, str] | None:
    """The same of a short line that was weighed as text."""
    above, below = _beside(blocks, at, -1), _beside(blocks, at, 1)
    if below is not None and what.forms.get(below.start) == ADOPTION:
        return "title", "what is said below to have been adopted is the title of a law"
    if above is not None and above.kind == "title":
        if DASH_END.search(reading(page, above.start, above.end)):
            return "title", "a headline that ends in a dash goes on in the next line"
        if DASH_START.search(text):
            return "title", "a line with a dash before it goes on from the headline above"
    return None


def _of_form(above: Block | None, form: str) -> str:
    """Text, but who issues a document is a line of its title, and so, below a title, is who passed a law (in the corpus 21 of 31 times)."""
    return "title" if form == ISSUER or (form == ADOPTION and above is not None and above.kind == "title") else "body"


def _beside(blocks: Sequence[Block], at: int, step: int) -> Block | None:
    """The next block above (-1) or below (1) that is neither white space nor page furniture."""
    at += step
    while 0 <= at < len(blocks) and blocks[at].kind in (BLANK, FURNITURE):
        at += step
    return blocks[at] if 0 <= at < len(blocks) else None
