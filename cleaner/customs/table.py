"""Customs of print: what a line is whatever it was weighed as, because of what stands above or below it.

Each custom is a line of a table: its name, the kinds of blocks that it is about, the kind that it gives them, and whether it holds of a
block. Its name is the evidence in the ledger; what it says, and where it is found, `cleaner rule NAME` tells (data/customs.txt). The first
that holds is the one.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import NamedTuple

from cleaner.customs import calls, columns, documents, kickers, page_heads, pictures, rows, signed
from cleaner.customs import headlines as headline
from cleaner.customs import texts as text
from cleaner.customs import titles_of_works as works
from cleaner.customs.printed import Printed
from cleaner.customs.seen import Seen, seen
from cleaner.lines.furniture import is_cited
from cleaner.lines.source import is_source
from cleaner.page import FURNITURE, KEPT, SPINE, Block, Kind, Page
from cleaner.people.posts import is_speaker


class Custom(NamedTuple):
    """A custom: its name, the kinds of blocks that it is about, the kind that it gives them, and whether it holds of a block."""

    name: str
    of: tuple[Kind, ...]
    kind: Kind
    holds: Callable[[Seen], bool]


def by_its_words(words: Callable[[str], bool]) -> Callable[[Seen], bool]:
    """What tells of a block whether a custom holds by its own words, wherever it stands.

    >>> page = Page("p", "来源：新华网", blocks=(Block(0, 6, "title"),))
    >>> by_its_words(is_source)(seen(page, page.blocks, 0))
    True
    """
    return lambda here: words(here.text)


ANY: tuple[Kind, ...] = (*KEPT, FURNITURE)
NO_BYLINE: tuple[Kind, ...] = tuple(kind for kind in ANY if kind != "byline")
NO_TITLE: tuple[Kind, ...] = tuple(kind for kind in ANY if kind != "title")
NO_TEXT: tuple[Kind, ...] = tuple(kind for kind in ANY if kind != "body")
# What short lines of a text are most often taken for.
SHORT_LINES: tuple[Kind, ...] = ("title", "caption", FURNITURE)

# On every page.
ALWAYS = (
    Custom("contents-line", (*SPINE, "caption"), FURNITURE, page_heads.is_of_contents),
    Custom("form-of-title", ANY, "title", documents.is_form_of_title),
    Custom("said-of-text", NO_TITLE, "title", documents.is_said_of_text),
    Custom("form-of-text", ANY, "body", text.is_form),
    Custom("notice-about", NO_TITLE, "title", documents.is_about),
    Custom("profile-name", ("byline", "body", "caption"), "body", signed.is_of_profile),
    Custom("name-apart", NO_BYLINE, "byline", signed.is_name_apart),
    Custom("row-in-form", (FURNITURE,), "body", rows.is_in_form),
    Custom("contact-in-text", (FURNITURE,), "body", text.is_fixed),
    Custom("announced", (FURNITURE,), "body", text.is_announced),
    Custom("cited-study", (FURNITURE,), "body", by_its_words(is_cited)),
    Custom("dated-part", SHORT_LINES, "body", text.is_of_dated_parts),
    Custom("date-of-signature", (FURNITURE,), "body", signed.is_date_below_signer),
    Custom("day-of-text", SHORT_LINES, "body", signed.is_day_of_text),
    Custom("office-signs", (FURNITURE,), "body", signed.is_office_below_end),
    Custom("signer-with-date", (*SPINE, "caption", FURNITURE), "body", signed.is_signer_with_date),
    Custom("calls", SHORT_LINES, "body", calls.is_of_calls),
    Custom("office-of-letter", SHORT_LINES, "body", signed.is_office_of_letter),
    Custom("speaker", ("title", "caption"), "body", by_its_words(is_speaker)),
    Custom("whose-words", ("title", "caption"), "body", text.is_source_of_words_above),
    Custom("rows", NO_TEXT, "body", rows.is_of_rows),
    Custom("shown-without-stop", ("title", "byline"), "caption", pictures.is_said_to_show),
    Custom("items-with-signs", ("caption", "title"), "body", rows.is_of_signs),
    Custom("item", ("caption",), "body", rows.is_item),
    Custom("where-in-picture", (*SPINE, "byline"), "caption", pictures.is_said_where),
    Custom("name-of-picture", (*SPINE, "byline"), "caption", pictures.is_name_of_picture),
    Custom("torn-opening", SHORT_LINES, "body", text.is_torn_opening),
    Custom("last-clause", SHORT_LINES, "body", text.is_end_of_clauses),
    Custom("question", SHORT_LINES, "body", text.is_question),
    Custom("of-event", SHORT_LINES, "body", text.is_of_event),
    Custom("numbered-part", SHORT_LINES, "body", text.is_of_series),
    Custom("appointment", SHORT_LINES, "body", text.is_appointment),
    Custom("party-of-case", (*SHORT_LINES, "byline"), "body", text.is_party),
    Custom("still", ("title", "body", "byline"), "caption", pictures.is_still),
    Custom("numbered-pictures", ("title", "body"), "caption", pictures.is_counted_above_credit),
    Custom("framed-headline", NO_TITLE, "title", headline.is_framed),
    Custom("notice-headline", NO_TITLE, "title", headline.is_notice_above),
    Custom("pointer", SPINE, FURNITURE, headline.is_pointer),
    Custom("paper-in-capitals", SPINE, FURNITURE, page_heads.is_in_capitals),
    Custom("running-head", (*SPINE, "byline", "caption"), FURNITURE, page_heads.is_running_head),
    Custom("masthead", (*SPINE, "byline"), FURNITURE, page_heads.is_masthead),
    Custom("head-of-page", (*SPINE, "byline"), FURNITURE, page_heads.is_head_of_page),
    Custom("kicker", ("byline", "body", FURNITURE), "title", kickers.is_kicker),
    Custom("paragraph-of-headline", ("byline", "body"), "title", kickers.is_in_paragraph_of_headline),
    Custom("small-ads", SPINE, FURNITURE, headline.is_above_small_ads),
    Custom("district", ("byline", "body", "caption"), "title", headline.is_district_above),
    Custom("repeated-column", (*SPINE, "byline"), FURNITURE, columns.is_column_again),
    Custom("nameless-byline", ("byline",), "body", signed.is_without_author),
    Custom("letter-signature", (*SHORT_LINES, "body"), "byline", signed.signs_letter),
    Custom("page-without-pictures", ("caption",), "body", pictures.is_no_caption_by_page),
    Custom("source", SHORT_LINES, "body", by_its_words(is_source)),
    Custom("sentence-within", ("title",), "body", text.has_sentence_within),
    Custom("above-first-part", (FURNITURE, "body"), "title", headline.is_above_first_part),
    Custom("above-serial", ("body", "caption", FURNITURE), "title", works.is_above_serial),
    Custom("above-song", ("body", "caption", FURNITURE), "title", works.is_above_song),
    Custom("above-byline", (FURNITURE,), "title", headline.is_above_name),
    Custom("short-above-byline", ("body", "caption"), "title", headline.is_short_above_byline),
    Custom("below-signature", ("body", "caption"), "title", headline.is_below_signature),
    Custom("first-headline", (FURNITURE,), "title", headline.is_on_top),
    Custom("people-in-picture", ("title", "body", FURNITURE), "caption", pictures.is_of_people),
)
# On a page of one article.
OF_ONE = (
    Custom("line-of-only-headline", ("byline", "body", "caption", "credit"), "title", headline.is_above_only_text),
    Custom("subhead", ("title",), "body", text.is_in_only_text),
)
# On a page of several.
OF_SEVERAL = (
    Custom("another-headline", ("body", "caption"), "title", headline.is_of_another),
    Custom("column", (*SPINE, "byline"), FURNITURE, columns.is_column_above),
    Custom("below-column", ("body", "caption"), "title", columns.is_below_column),
    Custom("label", ("title", "byline", FURNITURE), "body", text.is_label),
    Custom("dashed-headline", ("body",), "title", headline.is_of_dashed_pair),
    Custom("dashed-text", ("title",), "body", text.is_of_dashed_pair),
    Custom("line-with-colon", ("title",), "body", text.is_line_with_colon),
    Custom("next-picture", ("body",), "caption", pictures.is_of_next_picture),
    Custom("adopted-law", ("body",), "title", documents.is_adopted),
    Custom("law-title", ("body",), "title", documents.is_above_law),
    Custom("document-title", ("body", FURNITURE), "title", documents.is_of_document),
)

# Of credits, when captions are told from text.
OF_CREDITS = (
    Custom("picture-reporter", ("credit",), "byline", pictures.is_of_reporter),
    Custom("picture-story", ("credit",), "body", pictures.is_end_of_story),
)


def custom(page: Page, blocks: Sequence[Block], at: int, printed: Printed) -> Custom | None:
    """The first custom that holds of a block; None where none does.

    Args:
        page: the page.
        blocks: its blocks, those above with the kinds that they have by now.
        at: the index of the block.
        printed: what the page prints.

    >>> from cleaner.customs.printed import printed
    >>> from cleaner.page import BLANK
    >>> page = Page("p", "青江大桥——\\n十年等来的桥", blocks=(Block(0, 6, "title"), Block(6, 7, BLANK), Block(7, 13, "body")))
    >>> found = custom(page, page.blocks, 2, printed(page, {0: 0.9, 7: 0.4}))
    >>> found.kind, found.name
    ('title', 'dashed-headline')
    """
    here = seen(page, blocks, at, printed)
    kind = here.block.kind
    return next((one for one in _of(kind, printed.text_starts is not None and kind != FURNITURE) if one.holds(here)), None)


@functools.cache
def _of(kind: Kind, only: bool) -> tuple[Custom, ...]:
    """The customs that are about blocks of a kind, on a page of one article or of several."""
    return tuple(one for one in (*ALWAYS, *(OF_ONE if only else OF_SEVERAL)) if kind in one.of)


def custom_of_credit(page: Page, blocks: Sequence[Block], at: int) -> Custom | None:
    """The first custom that holds of a credit; None where it stays a credit.

    Args:
        page: the page.
        blocks: its blocks, with their kinds.
        at: the index of the credit.

    >>> text, kinds = "图为学生在桥上。李明摄学校开学", ((0, 8, "body"), (8, 11, "credit"), (11, 15, "title"))
    >>> page = Page("p", text, blocks=tuple(Block(*one) for one in kinds))
    >>> custom_of_credit(page, page.blocks, 1).kind
    'body'
    """
    here = seen(page, blocks, at)
    return next((one for one in OF_CREDITS if one.holds(here)), None)
