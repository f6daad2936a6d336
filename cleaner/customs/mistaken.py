"""Lines that by their words look like page furniture or bylines, and are of a text because of what stands beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from cleaner.customs.printed import MEASURE, NOTHING, seen
from cleaner.customs.texts import is_of_named, is_of_table
from cleaner.lines.contacts import contacts_of_texts
from cleaner.lines.notices import names_notice
from cleaner.lines.subheads import MaybeFurniture, subheads
from cleaner.page import BLANK, FURNITURE, Block, Note, Page, reading


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
    return _within(page, blocks, patterns) | _of_lists(page, blocks) | _of_notices(page, blocks)


def _within(page: Page, blocks: Sequence[Block], patterns: Mapping[int, str]) -> set[int]:
    """Subheads and dates of texts, and how to call."""
    if not patterns:
        return set()
    lines = [block for block in blocks if block.kind == "body" or block.start in patterns]
    said = [MaybeFurniture(reading(page, block.start, block.end), patterns.get(block.start, "")) for block in lines]
    return {lines[k].start for k in (*subheads(said), *contacts_of_texts(said))}


def _of_lists(page: Page, blocks: Sequence[Block]) -> set[int]:
    """Names in a list that look like bylines, and rows of a table that look like running heads."""
    lists = {"byline": is_of_named, FURNITURE: is_of_table}
    found = (at for at, block in enumerate(blocks) if block.kind in lists)
    return {blocks[at].start for at in found if lists[blocks[at].kind](seen(page, blocks, at, NOTHING))}


def _of_notices(page: Page, blocks: Sequence[Block]) -> set[int]:
    """Names of notices, right above their texts, that look like names of sections."""
    pairs = pairwise(block for block in blocks if block.kind != BLANK)
    above = (block for block, below in pairs if block.kind == FURNITURE and below.kind == "body" and below.end - below.start > MEASURE)
    return {block.start for block in above if names_notice(reading(page, block.start, block.end))}
