"""Lines that by their words look like page furniture or bylines, and are of a text because of what stands beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from cleaner.customs.printed import LONGEST_HEADLINE, parts_counted
from cleaner.customs.rows import is_of_named, is_of_table
from cleaner.customs.seen import seen
from cleaner.language.marks import closed
from cleaner.language.shingles import letters
from cleaner.lines.contacts import contacts_of_texts
from cleaner.lines.furniture import READER
from cleaner.lines.lists import is_of_day
from cleaner.lines.notices import names_what_is_below
from cleaner.lines.subheads import MaybeFurniture, subheads
from cleaner.page import BLANK, FURNITURE, Block, Note, Page, reading
from cleaner.people.name_or_word import is_common_word
from cleaner.people.names import HAN_NAME
from cleaner.people.roles import names_and_roles
from cleaner.regexes import compiled

# A word with what marks it, but for □ and ◎, behind which stands who wrote.
MARKED = compiled(r"[^\w□◎]*(?P<word>\p{Han}{2,4})\W*")
# Patterns of page furniture whose lines may be said of news.
OF_NEWS = ("weather", "market")


def mistaken(page: Page, blocks: Sequence[Block], notes: Sequence[Note]) -> set[int]:
    """Where the lines begin that look like page furniture or bylines and are none.

    Args:
        page: the page.
        blocks: its blocks, of the kinds that their words show.
        notes: what is known of them; those of page furniture name the pattern.

    >>> from cleaner.passes.segment import segment
    >>> page = segment(Page("p", "请按以下方式报名：\\n\\n电话：85310000"))
    >>> [asks, _, phone] = page.blocks
    >>> note = Note(phone.start, phone.end, FURNITURE, (("pattern", "contact"),))
    >>> mistaken(page, [asks, phone._replace(kind=FURNITURE)], [note]) == {phone.start}
    True
    """
    patterns = {note.start: str(value) for note in notes for key, value in note.facts if key == "pattern"}
    rules = (_of_series, _of_lists, _of_notices, _words, _above_bylines)
    found = _within(page, blocks, patterns).union(_said_below(page, blocks, patterns), *(rule(page, blocks) for rule in rules))
    # 文章二 counts no part, where it is the reader who counts.
    return found - {start for start, pattern in patterns.items() if pattern == READER}


def _within(page: Page, blocks: Sequence[Block], patterns: Mapping[int, str]) -> set[int]:
    """Subheads and dates of texts, and how to call."""
    if not patterns:
        return set()
    lines = [block for block in blocks if block.kind == "body" or block.start in patterns]
    said = [MaybeFurniture(reading(page, block.start, block.end), patterns.get(block.start, "")) for block in lines]
    return {lines[k].start for k in (*subheads(said), *contacts_of_texts(said))}


def _said_below(page: Page, blocks: Sequence[Block], patterns: Mapping[int, str]) -> set[int]:
    """The lines with a number that the text right below says, too: they are of its headline, as 最高气温34℃."""
    pairs = pairwise(block for block in blocks if block.kind != BLANK)
    near = ((block, below) for block, below in pairs if patterns.get(block.start) in OF_NEWS and below.kind == "body")
    said = ((above.start, letters(reading(page, above.start, above.end)), below) for above, below in near)
    return {start for start, line, below in said if line in letters(reading(page, below.start, below.end))}


def _of_series(page: Page, blocks: Sequence[Block]) -> set[int]:
    """The lines between paragraphs that count parts and look like numbers of pages: 01 and 02."""
    lines = [block for block in blocks if block.kind != BLANK]
    between = [
        block
        for above, block, below in zip(lines, lines[1:], lines[2:], strict=False)
        if block.kind == FURNITURE and (above.kind, below.kind) == ("body", "body")
    ]
    return {start for start, one in parts_counted(page, between).items() if one.alone}


def _of_lists(page: Page, blocks: Sequence[Block]) -> set[int]:
    """Names in a list that look like bylines, and rows of a table that look like running heads."""
    lists = {"byline": is_of_named, FURNITURE: is_of_table}
    found = (at for at, block in enumerate(blocks) if block.kind in lists)
    return {blocks[at].start for at in found if lists[blocks[at].kind](seen(page, blocks, at))}


def _of_notices(page: Page, blocks: Sequence[Block]) -> set[int]:
    """Names of notices and of news in brief, right above their texts, that look like names of sections."""
    pairs = pairwise(block for block in blocks if block.kind != BLANK)
    above = (
        block
        for block, below in pairs
        if (block.kind, below.kind) == (FURNITURE, "body")
        and (below.end - below.start > LONGEST_HEADLINE or is_of_day(reading(page, below.start, below.end)))
    )
    named = ((block.start, reading(page, block.start, block.end)) for block in above)
    return {start for start, text in named if names_what_is_below(text)}


def _words(page: Page, blocks: Sequence[Block]) -> set[int]:
    """Words that begin as names do, with a mark before them or in brackets: ◆高度, 【温度】."""
    signed = ((block.start, MARKED.fullmatch(reading(page, block.start, block.end).strip())) for block in blocks if block.kind == "byline")
    return {start for start, found in signed if found is not None and is_common_word(found["word"])}


def _above_bylines(page: Page, blocks: Sequence[Block]) -> set[int]:
    """A name that ends no text, for a byline with a role stands right below it, and no headline above: 赵红伟 is who is written about."""
    lines = [(block, reading(page, block.start, block.end).strip()) for block in blocks if block.kind != BLANK]
    return {
        block.start
        for (above, text), (block, name), (below, who) in zip(lines, lines[1:], lines[2:], strict=False)
        if (above.kind, block.kind, below.kind) == ("body", "byline", "byline")
        and closed(text)
        and HAN_NAME.fullmatch(name)
        and _reports(who)
    }


def _reports(line: str) -> bool:
    """Whether a line names somebody whose role it says."""
    return len({item.kind for item in names_and_roles(line)} & {"person", "name"}) == 2
