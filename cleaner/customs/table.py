"""Customs of print: what a line is whatever it was weighed as, because of what stands above or below it.

Each custom is a line of a table: the kinds of blocks that it is about, the kind that it gives them, what it says, and whether it
holds of a block. What it says is the evidence in the ledger. The first that holds is the one.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import NamedTuple

from cleaner.customs import columns, documents, kickers, page_heads, pictures, rows, signed
from cleaner.customs import headlines as headline
from cleaner.customs import texts as text
from cleaner.customs.printed import Printed
from cleaner.customs.seen import Seen, seen
from cleaner.lines.furniture import is_cited
from cleaner.lines.source import is_source
from cleaner.page import FURNITURE, KEPT, SPINE, Block, Kind, Page
from cleaner.people.posts import is_speaker


class Custom(NamedTuple):
    """A custom: the kinds of blocks that it is about, the kind that it gives them, what it says, and whether it holds of a block."""

    of: tuple[Kind, ...]
    kind: Kind
    says: str
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
FORM = "an address, a date or a signature of an official document belongs to it"
DASHED = "two short lines with a dash between are both of a headline or both text"

# On every page.
ALWAYS = (
    Custom(
        (*SPINE, "caption"),
        FURNITURE,
        "a line that ends in a page's number, below the word contents, is of the table of contents",
        page_heads.is_of_contents,
    ),
    Custom(ANY, "title", FORM, documents.is_form_of_title),
    Custom(
        NO_TITLE,
        "title",
        "what is said of a text in brackets, or of which month it is, right below its headline, is a line of that",
        documents.is_said_of_text,
    ),
    Custom(ANY, "body", FORM, text.is_form),
    Custom(NO_TITLE, "title", "a line that says who gives notice, and that it is about something, begins a headline", documents.is_about),
    Custom(("byline", "body", "caption"), "body", "a name that the text right below begins with heads that text", signed.is_of_profile),
    Custom(NO_BYLINE, "byline", "a name set apart below a headline and above a text is its author's", signed.is_name_apart),
    Custom((FURNITURE,), "body", "a line in the form of two rows right above it is a row", rows.is_in_form),
    Custom((FURNITURE,), "body", "a telephone number or an address within a text belongs to the text", text.is_fixed),
    Custom((FURNITURE,), "body", "a line that says where a study is published belongs to the report on it", by_its_words(is_cited)),
    Custom(("title", "caption"), "body", "a line that introduces who speaks below is text", by_its_words(is_speaker)),
    Custom(
        ("title", "caption"),
        "body",
        "a name behind a dash, below the end of a text, says whose words that are",
        text.is_source_of_words_above,
    ),
    Custom(NO_TEXT, "body", "rows of tables, results of matches, verse and lists of names are text", rows.is_of_rows),
    Custom(
        ("title", "byline"),
        "caption",
        "a line that says that something is shown (图为…), without a stop, is a caption",
        pictures.is_said_to_show,
    ),
    Custom(
        ("caption", "title"), "body", "several lines in a row with the same sign before them are items, and no captions", rows.is_of_signs
    ),
    Custom((*SPINE, "byline"), "caption", "a line that says where in a picture something is, is a caption", pictures.is_said_where),
    Custom(
        (*SPINE, "byline"), "caption", "the name of a portrait, a plan, a map or a work of art is a caption", pictures.is_name_of_picture
    ),
    Custom(
        SHORT_LINES, "body", "a line whose sentence goes on in the text right below is the beginning of that text", text.is_torn_opening
    ),
    Custom(SHORT_LINES, "body", "the last clause of a list of clauses belongs to the list", text.is_end_of_clauses),
    Custom(SHORT_LINES, "body", "a question of somebody who asks again below belongs to an interview", text.is_question),
    Custom(SHORT_LINES, "body", "a line that says something of an event behind a label (地点：…) is text", text.is_of_event),
    Custom(SHORT_LINES, "body", "a line that numbers a part of a text belongs to the text", text.is_of_series),
    Custom(SHORT_LINES, "body", "a sentence that appoints somebody to a post is text", text.is_appointment),
    Custom((*SHORT_LINES, "byline"), "body", "a line that names a party of a court's case is text", text.is_party),
    Custom(
        ("title", "body", "byline"),
        "caption",
        "a line that says that a picture is a still, or the cover of a book, is a caption",
        pictures.is_still,
    ),
    Custom(
        ("title", "body"),
        "caption",
        "a line numbered ① or ②, in a row of these that ends at a credit, is a caption",
        pictures.is_counted_above_credit,
    ),
    Custom(NO_TITLE, "title", "a line that the paper frames as it frames the headline on top is a headline", headline.is_framed),
    Custom(NO_TITLE, "title", "the name of a notice, or of news in brief, above its text is a headline", headline.is_notice_above),
    Custom(SPINE, FURNITURE, "a line above the number of another page points to that page", headline.is_pointer),
    Custom(SPINE, FURNITURE, "a line in capitals among ideographs names the paper or its page", page_heads.is_in_capitals),
    Custom(
        (*SPINE, "byline", "caption"),
        FURNITURE,
        "a name beside a page's number within a torn text is a running head",
        page_heads.is_running_head,
    ),
    Custom((*SPINE, "byline"), FURNITURE, "the first line of a page, above its issue, is the paper's name", page_heads.is_masthead),
    Custom(
        (*SPINE, "byline"),
        FURNITURE,
        "the first line of a page, once more and with a page's number, is a running head",
        page_heads.is_head_of_page,
    ),
    Custom(("byline", "body", FURNITURE), "title", "a line in parts of one length right above a headline is its kicker", kickers.is_kicker),
    Custom(
        ("byline", "body"),
        "title",
        "what stands in one paragraph with a line of a headline is a line of it",
        kickers.is_in_paragraph_of_headline,
    ),
    Custom(SPINE, FURNITURE, "the heading of small ads is page furniture, as they are", headline.is_above_small_ads),
    Custom(
        ("byline", "body", "caption"),
        "title",
        "the name of a district right above a headline is of the headline",
        headline.is_district_above,
    ),
    Custom((*SPINE, "byline"), FURNITURE, "a line that stands above several headlines is the name of a column", columns.is_column_again),
    Custom(("byline",), "body", "a byline that names nobody is text", signed.is_without_author),
    Custom((*SHORT_LINES, "body"), "byline", "a place and a name at the end of a letter say who wrote it", signed.signs_letter),
    Custom(
        ("caption",),
        "body",
        "a page of official documents, or of few texts, that has no credit has no pictures",
        pictures.is_no_caption_by_page,
    ),
    Custom(SHORT_LINES, "body", "a line that says where a text is from belongs to the text", by_its_words(is_source)),
    Custom(("title",), "body", "a line that goes on behind a full stop is text", text.has_sentence_within),
    Custom((FURNITURE, "body"), "title", "a line above the first numbered part of a text is its headline", headline.is_above_first_part),
    Custom((FURNITURE,), "title", "a line between the end of a text and a byline is a headline", headline.is_above_name),
    Custom(
        ("body", "caption"),
        "title",
        "a word or two between the end of a text and a byline are a headline",
        headline.is_short_above_byline,
    ),
    Custom(("body", "caption"), "title", "a few words below who signed a text, above another, are a headline", headline.is_below_signature),
    Custom((FURNITURE,), "title", "the first line above the only article is its headline", headline.is_on_top),
    Custom(
        ("title", "body", FURNITURE),
        "caption",
        "a line that says who stands on the left, on the right or between is a caption",
        pictures.is_of_people,
    ),
)
# On a page of one article.
OF_ONE = (
    Custom(
        ("byline", "body", "caption", "credit"),
        "title",
        "a line between the headline of the only article and its text is of the headline",
        headline.is_above_only_text,
    ),
    Custom(("title",), "body", "a short line in the text of the only article is a subhead", text.is_in_only_text),
)
# On a page of several.
OF_SEVERAL = (
    Custom(
        ("body", "caption"),
        "title",
        "a line whose words are in the text below and not above is another article's headline",
        headline.is_of_another,
    ),
    Custom((*SPINE, "byline"), FURNITURE, "the name of a column, above a headline, is page furniture", columns.is_column_above),
    Custom(("body", "caption"), "title", "a line right below the name of a column, among texts, is a headline", columns.is_below_column),
    Custom(("title", FURNITURE), "body", "a line that says that a summary or a note stands below is text", text.is_label),
    Custom(("body",), "title", DASHED, headline.is_of_dashed_pair),
    Custom(("title",), "body", DASHED, text.is_of_dashed_pair),
    Custom(("title",), "body", "in a document a line that ends in a colon is text, as is what it introduces", text.is_line_with_colon),
    Custom(("body",), "caption", "a line that goes on numbering pictures is a caption", pictures.is_of_next_picture),
    Custom(("body",), "title", "a line above a note of when a law was adopted is the law's title", documents.is_adopted),
    Custom(("body",), "title", "a line above the first chapter or article of a law is its title", documents.is_above_law),
    Custom(
        ("body", FURNITURE),
        "title",
        "a line that says who issues a document, on what and of which kind is its title",
        documents.is_of_document,
    ),
)

# Of credits, when captions are told from text.
OF_CREDITS = (
    Custom(
        ("credit",),
        "byline",
        "a reporter in words and pictures, below a headline and above a text, is its author",
        pictures.is_of_reporter,
    ),
    Custom(
        ("credit",),
        "body",
        "a credit below the end of a text, and above a byline or headline, ends a picture story",
        pictures.is_end_of_story,
    ),
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
    >>> found.kind, found.says
    ('title', 'two short lines with a dash between are both of a headline or both text')
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
