"""The kinds that the words of blocks alone show: page furniture, bylines, credits and the forms of official documents."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise, takewhile

from cleaner.customs.by_sound import names_by_sound
from cleaner.customs.mistaken import mistaken
from cleaner.fixes.markup import ROW_OR_CELL
from cleaner.language.marks import closed
from cleaner.lines.cells import LONGEST_CELL, PAIRS, cells
from cleaner.lines.furniture import came_from, furniture, goes_on_at
from cleaner.lines.lists import has_cells
from cleaner.lines.official import CONTACT, official
from cleaner.lines.verse import verse
from cleaner.page import BLANK, FURNITURE, ROW, Block, Edit, Kind, Note, Page, source_of, text_of
from cleaner.people.byline_at_end import byline_at_end
from cleaner.people.bylines import authors_of, byline
from cleaner.people.credits import credit_at_end, is_credit
from cleaner.people.desk import desk_at_end
from cleaner.people.names import doubled_in_name
from cleaner.regexes import compiled

# As a number in a cell of its own ends.
ENDS_NUMBER = frozenset("0123456789０１２３４５６７８９%％")
# 表2 各乡镇植树数量, 作者简介：李明，省作协会员。
SET_IN = compiled(r"[【（(]?(?:(?P<table>[表錶]\s?\d{1,2}(?:[-–—.]\d{1,2})?\s+\p{Han})|作者(?:[简簡]介|[单單]位)\s*[】:：])")
# 乡镇 植树（株）, 石桥 86000; and rows of such a table, at most: longer ones are told by their numbers. Chosen.
LONGEST_TABLE = 40
CELLS = compiled(r"[^\s，。；]{1,16}(?:\s+[^\s，。；]{1,16}){1,8}")
# White space, with marks around it.
SPACE_BETWEEN = compiled(r"\S*(?P<space>\s+)\S*")


def by_words(page: Page) -> Page:
    """The page, its blocks cut and of the kinds that their words alone show, with notes of it.

    >>> from cleaner.passes.segment import segment
    >>> page = by_words(segment(Page("p", "新桥通车\\n\\n新桥今天通车。（李明）\\n\\n第三版")))
    >>> [(text_of(page, block), block.kind) for block in page.blocks if block.kind != BLANK]
    [('新桥通车', 'body'), ('新桥今天通车。', 'body'), ('（李明）', 'byline'), ('第三版', 'page-furniture')]
    """
    blocks: list[Block] = []
    notes = official(page)
    edits: list[Edit] = []
    forms = {note.start for note in notes}
    marked = "<" in page.source
    for block in page.blocks:
        if block.kind != "body" or block.start in forms or (marked and ROW_OR_CELL.match(page.source, block.start)):
            blocks.append(block)
            continue
        found, note = _by_grammar(page, block)
        blocks += found
        notes += note
        edits += [edit for part in found if part.kind == "byline" for edit in _names_put_right(page, part)]
    named = names_by_sound(page, blocks)
    blocks = [block._replace(kind="byline") if block.start in named else block for block in blocks]
    unknown = mistaken(page, blocks, notes)
    tables = _cells(page, blocks)
    blocks = [block._replace(kind="body") if block.start in unknown | tables else block for block in blocks]
    contacts = [Note(note.start, note.end, ROW) for note in notes if note.start in unknown and ("pattern", CONTACT) in note.facts]
    notes = [note for note in notes if note.start not in unknown | tables]
    page = page._replace(blocks=tuple(blocks)).with_edits(edits).with_notes(notes)
    rows = [block for block in blocks if block.start in tables or (marked and ROW_OR_CELL.match(page.source, block.start))]
    rows += _set_in(page)
    return page.with_notes([*contacts, *(Note(block.start, block.end, ROW) for block in rows), *_poems(page)])


def _set_in(page: Page) -> list[Block]:
    """Names of tables with the rows below, and notes on who wrote, that are set in below a torn sentence: nothing goes on in them."""
    lines = [block for block in page.blocks if block.kind != BLANK]
    found: dict[Block, None] = {}
    for at, (above, block) in enumerate(pairwise(lines), start=1):
        set_in = SET_IN.match(page.source, block.start) if above.kind == block.kind == "body" else None
        if set_in and block not in found and not closed(text_of(page, above)):
            below = lines[at + 1 : at + 1 + LONGEST_TABLE] if set_in["table"] else []
            rows = takewhile(lambda row: CELLS.fullmatch(text_of(page, row).strip()) is not None, below)
            found |= dict.fromkeys([block, *rows])
    return [*found]


def _cells(page: Page, blocks: list[Block]) -> set[int]:
    """Where the cells of tables begin that were read a cell a line."""
    lines = [block for block in blocks if block.kind != BLANK]
    # Most pages have a number or two by themselves, and are asked for no more.
    if sum(block.end - block.start <= LONGEST_CELL and page.source[block.start : block.end][-1:] in ENDS_NUMBER for block in lines) < PAIRS:
        return set()
    return {lines[at].start for at in cells([text_of(page, block).strip() for block in lines])}


def _poems(page: Page) -> list[Note]:
    """A note of each line of verse: it goes where it stands."""
    blocks = [block for block in page.blocks if block.kind != BLANK]
    found = verse([(block.kind, text_of(page, block)) for block in blocks])
    return [Note(blocks[at].start, blocks[at].end, ROW) for at in found]


def _names_put_right(page: Page, block: Block) -> Iterator[Edit]:
    """An edit for every character of a byline that is doubled within a name."""
    text = text_of(page, block)
    for name in dict.fromkeys(authors_of(text)):
        if (at := doubled_in_name(name)) is None:
            continue
        start = text.find(name)
        while start >= 0:
            first, second = (source_of(page, block, start + at + k) for k in (0, 1))
            yield Edit(first, second + 1, name[at], "doubled-character")
            start = text.find(name, start + len(name))


def _by_grammar(page: Page, block: Block) -> tuple[list[Block], list[Note]]:
    """The block, or its two parts, with the kinds that its words alone show."""
    text = text_of(page, block)
    # | 5月3日 | 李明 | is a row of a table.
    if has_cells(text):
        return [block], []
    if pattern := furniture(text):
        return [block._replace(kind=FURNITURE)], [Note(block.start, block.end, FURNITURE, (("pattern", pattern),))]
    for at, pattern in ((goes_on_at(text), "continuation"), (desk_at_end(text), "desk")):
        if at:
            before, *gap, after = cut_off(page, block, text, at, FURNITURE)
            parts, notes = _by_grammar(page, before._replace(kind="body"))
            return [*parts, *gap, after], [*notes, Note(after.start, after.end, FURNITURE, (("pattern", pattern),))]
    if at := came_from(text):
        before, *gap, after = cut_off(page, block, text, at, block.kind)
        parts, notes = _by_grammar(page, after)
        jump = Note(before.start, before.end, FURNITURE, (("pattern", "continuation"),))
        return [before._replace(kind=FURNITURE), *gap, *parts], [jump, *notes]
    found = byline_at_end(text)
    if found and not is_credit(text[found[0] :]):
        before, *signed = cut_off(page, block, text, found[0], "byline")
        # 新华社记者 李明摄（王芳） ends the text of a picture story, and says who took the picture, not who wrote.
        who = byline(text[: found[0]]) and not is_credit(text[: found[0]])
        return [before._replace(kind="byline" if who else "body"), *signed], []
    if is_credit(text):
        return [block._replace(kind="credit")], []
    whole = byline(text)
    # 采写 李明 摄影 王芳 is who wrote, and no caption with its credit.
    if not (whole and whole.marked) and (at := credit_at_end(text)):
        caption, *credit = cut_off(page, block, text, at, "credit")
        return [caption._replace(kind="caption"), *credit], []
    if whole:
        return [block._replace(kind="byline")], []
    return [block], []


def cut_off(page: Page, block: Block, text: str, at: int, kind: Kind) -> list[Block]:
    """The block, the white space behind it if there is any, and what begins at a place of its reading and is of this kind.

    >>> page, block = Page("p", "新桥通车。 （李明）"), Block(0, 10, "body")
    >>> [(part.start, part.end, part.kind) for part in cut_off(page, block, "新桥通车。 （李明）", 6, "byline")]
    [(0, 5, 'body'), (5, 6, 'blank'), (6, 10, 'byline')]
    """
    end, start = source_of(page, block, len(text[:at].rstrip())), source_of(page, block, at)
    # Marks that were taken out of the reading can stand there, too: before the white space or behind it, or there is none.
    space = SPACE_BETWEEN.fullmatch(page.source, end, start)
    end, start = space.span("space") if space else (end, end)
    # White space and `&nbsp;` beside it are one edit, which nothing may cut.
    if any(_outside_edits(page, place) != place for place in (end, start)):
        end = start = _outside_edits(page, start)
    parts = [block._replace(end=end), Block(end, start, BLANK), block._replace(start=start, kind=kind)]
    return [part for part in parts if part.start < part.end]


def _outside_edits(page: Page, place: int) -> int:
    """A place of the source, or the end of the edit within which it is."""
    k = bisect_left(page.edits, (place,)) - 1
    return page.edits[k].end if k >= 0 and page.edits[k].end > place else place
