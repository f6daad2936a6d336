"""Say what each block is: title, byline, caption, credit, page furniture or body text."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import regex

from cleaner.customs.by_sound import names_by_sound
from cleaner.customs.mistaken import mistaken
from cleaner.customs.printed import LONGEST_HEADLINE, NOTHING, Printed, printed, seen
from cleaner.customs.rows import is_of_rows
from cleaner.customs.table import Custom, custom, custom_of_credit
from cleaner.fixes.markup import CELL
from cleaner.lines.ends import ends_between
from cleaner.lines.furniture import came_from, furniture, goes_on_at
from cleaner.lines.official import CONTACT, official
from cleaner.lines.verse import verse
from cleaner.looks.chances import chances_of
from cleaner.looks.likeliest import REMOVED, likeliest
from cleaner.looks.looks import Line
from cleaner.looks.said import SHORT
from cleaner.looks.style import CLASSES, NOBODYS, TITLE
from cleaner.looks.unfamiliar import is_familiar, kinds
from cleaner.page import BLANK, FURNITURE, ROW, Block, Edit, Kind, Note, Page, reading, rows_of, source_of, tails
from cleaner.people.byline_at_end import byline_at_end
from cleaner.people.bylines import authors_of, byline
from cleaner.people.credits import credit_at_end, is_credit
from cleaner.people.desk import desk_at_end
from cleaner.people.names import doubled_in_name
from cleaner.regexes import compiled

# As a page reader marks a headline.
HEADING = compiled(
    r"(?P<marks>[#＃]{1,6}(?!\S)|#{2,6}(?=[\p{Han}“《（]))|<h(?P<level>[1-6])\b|[\s\[{]*(?P<marks>\")(?:title|headline|标题|標題)\"\s*:",
    regex.IGNORECASE,
)
# Lines that are looked at together, more than any page has. Chosen.
MOST = 2000
# White space, with marks around it.
SPACE_BETWEEN = compiled(r"\S*(?P<space>\s+)\S*")
# Longest row of a table or a list, in characters. Chosen: of eight names in each of four lines.
LONGEST_ROW = 160
# Below this chance of being what it is taken for, a line is in doubt. Chosen.
SURE = 0.95
# On a page in a language of which there is no model.
OF_DESK = "what stands below a byline says of which desk he is who wrote"


def classify(page: Page) -> Page:
    """Give every block its kind.

    Bylines, credits, furniture and the forms of official documents are told by their words; a bracketed byline at the end of a
    paragraph is cut off from it, and so is the credit of a caption. Which of the other lines are titles, captions, body text, and
    furniture or bylines as only some papers print them, is weighed by a fitted score over what they look like
    (`cleaner.looks.looks`), and put right by customs of print (`cleaner.customs.table`).

    >>> page = Page("p", "完成。（周宁 叶婷婷）", blocks=(Block(0, 13, "body"),))
    >>> [b.kind for b in classify(page).blocks]
    ['body', 'byline']
    >>> from cleaner.passes.segment import segment
    >>> text = "图书馆延长开放\\n\\n从今天起，市图书馆每天开到晚上十点，周末也不闭馆。\\n\\n图为读者在看书。（李明 摄）\\n\\n第三版"
    >>> [block.kind for block in classify(segment(Page("p", text))).blocks if block.kind != "blank"]
    ['title', 'body', 'caption', 'credit', 'page-furniture']
    """
    return _with_rows(_with_stories(_signed(_by_looks(by_words(page)))))


def by_words(page: Page) -> Page:
    """The page, its blocks cut and of the kinds that their words alone show, with notes of it.

    >>> from cleaner.passes.segment import segment
    >>> page = by_words(segment(Page("p", "新桥通车\\n\\n新桥今天通车。（李明）\\n\\n第三版")))
    >>> [(reading(page, block.start, block.end), block.kind) for block in page.blocks if block.kind != BLANK]
    [('新桥通车', 'body'), ('新桥今天通车。', 'body'), ('（李明）', 'byline'), ('第三版', 'page-furniture')]
    """
    blocks: list[Block] = []
    notes = official(page)
    edits: list[Edit] = []
    forms = {note.start for note in notes}
    marked = "<" in page.source
    for block in page.blocks:
        if block.kind != "body" or block.start in forms or (marked and CELL.match(page.source, block.start)):
            blocks.append(block)
            continue
        found, note = _by_grammar(page, block)
        blocks += found
        notes += note
        edits += [edit for part in found if part.kind == "byline" for edit in _names_put_right(page, part)]
    named = names_by_sound(page, blocks)
    blocks = [block._replace(kind="byline") if block.start in named else block for block in blocks]
    unknown = mistaken(page, blocks, notes)
    blocks = [block._replace(kind="body") if block.start in unknown else block for block in blocks]
    contacts = [Note(note.start, note.end, ROW) for note in notes if note.start in unknown and ("pattern", CONTACT) in note.facts]
    page = replace(page, blocks=tuple(blocks)).with_edits(edits).with_notes(note for note in notes if note.start not in unknown)
    cells = [Note(block.start, block.end, ROW) for block in blocks if marked and CELL.match(page.source, block.start)]
    return page.with_notes([*contacts, *cells, *_poems(page)])


def _poems(page: Page) -> list[Note]:
    """A note of each line of verse: it goes where it stands."""
    blocks = [block for block in page.blocks if block.kind != BLANK]
    found = verse([(block.kind, reading(page, block.start, block.end)) for block in blocks])
    return [Note(blocks[at].start, blocks[at].end, ROW) for at in found]


def _names_put_right(page: Page, block: Block) -> Iterator[Edit]:
    """An edit for every character of a byline that is doubled within a name."""
    text = reading(page, block.start, block.end)
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
    text = reading(page, block.start, block.end)
    if pattern := furniture(text):
        return [block._replace(kind=FURNITURE)], [Note(block.start, block.end, FURNITURE, (("pattern", pattern),))]
    for at, pattern in ((goes_on_at(text), "continuation"), (desk_at_end(text), "desk")):
        if at:
            before, *gap, after = _cut_off(page, block, text, at, FURNITURE)
            parts, notes = _by_grammar(page, before._replace(kind="body"))
            return [*parts, *gap, after], [*notes, Note(after.start, after.end, FURNITURE, (("pattern", pattern),))]
    if at := came_from(text):
        before, *gap, after = _cut_off(page, block, text, at, block.kind)
        parts, notes = _by_grammar(page, after)
        jump = Note(before.start, before.end, FURNITURE, (("pattern", "continuation"),))
        return [before._replace(kind=FURNITURE), *gap, *parts], [jump, *notes]
    found = byline_at_end(text)
    if found and not is_credit(text[found[0] :]):
        before, *signed = _cut_off(page, block, text, found[0], "byline")
        # 新华社记者 薛宇舸摄（周宁） ends the text of a picture story, and says who took the picture, not who wrote.
        who = byline(text[: found[0]]) and not is_credit(text[: found[0]])
        return [before._replace(kind="byline" if who else "body"), *signed], []
    if is_credit(text):
        return [block._replace(kind="credit")], []
    whole = byline(text)
    # 采写 李明 摄影 王芳 is who wrote, and no caption with its credit.
    if not (whole and whole.marked) and (at := credit_at_end(text)):
        caption, *credit = _cut_off(page, block, text, at, "credit")
        return [caption._replace(kind="caption"), *credit], []
    if whole:
        return [block._replace(kind="byline")], []
    return [block], []


def _cut_off(page: Page, block: Block, text: str, at: int, kind: Kind) -> list[Block]:
    """The block, the white space behind it if there is any, and what begins at a place of its reading and is of this kind."""
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


def _signed(page: Page) -> Page:
    """The page, a single name in brackets cut off from what was weighed as text: in a headline it may be the column's."""
    blocks: list[Block] = []
    for block in page.blocks:
        text = reading(page, block.start, block.end) if block.kind == "body" else ""
        found = byline_at_end(text, of_text=True)
        blocks += _cut_off(page, block, text, found[0], "byline") if found else [block]
    return replace(page, blocks=tuple(blocks))


def _with_stories(page: Page) -> Page:
    """The page, a credit that ends a picture story being of its text."""
    blocks, notes = list(page.blocks), []
    for at, block in enumerate(page.blocks):
        if block.kind == "credit" and (by := custom_of_credit(page, page.blocks, at)):
            blocks[at] = block._replace(kind=by.kind)
            notes.append(_by_custom(block, by))
    return replace(page, blocks=tuple(blocks)).with_notes(notes)


def _by_custom(block: Block, by: Custom) -> Note:
    """The note that a custom gave a block its kind."""
    if by.kind == FURNITURE:
        return Note(block.start, block.end, FURNITURE, (("custom", by.says),))
    return Note(block.start, block.end, "kind-by-custom", (("kind", by.kind), ("custom", by.says)))


def _with_rows(page: Page) -> Page:
    """The page, with a note of each line of a table or a list of names: it goes where it stands."""
    known = rows_of(page)
    texts = [at for at, block in enumerate(page.blocks) if block.kind == "body" and block.end - block.start <= LONGEST_ROW]
    texts = [at for at in texts if page.blocks[at].start not in known]
    rows = [page.blocks[at] for at in texts if is_of_rows(seen(page, page.blocks, at, NOTHING))]
    return page.with_notes(Note(block.start, block.end, ROW) for block in rows)


def _by_looks(page: Page) -> Page:
    """The page, blocks of unknown kind being what they look like; a note where another kind is as good as likely."""
    at = [k for k, b in enumerate(page.blocks) if b.kind in ("body", "byline", "credit")]
    lines = lines_of(page, at)
    if not is_familiar(page):
        return _unfamiliar(page, at, lines)
    # What is longer than any page is an archive in one file; its lines are judged beside those that are near.
    parts = (slice(start, start + MOST) for start in range(0, len(lines), MOST))
    found = {at[part][k]: chances for part in parts for k, chances in chances_of(lines[part])}
    what = _what_is_printed(page, found)
    blocks, notes = list(page.blocks), []
    around = _has_text(blocks)
    for place, chances in found.items():
        block = blocks[place]
        short = block.end - block.start <= SHORT
        best, other = likeliest(reading(page, block.start, block.end) if short else "", chances, removable=around and short)
        block = blocks[place] = block._replace(kind=CLASSES[best])
        if by := custom(page, blocks, place, what):
            blocks[place] = block._replace(kind=by.kind)
            notes.append(_by_custom(block, by))
        else:
            notes += _doubts(block, chances[best], CLASSES[other], chances[other])
    # What a loop was cut out of is one line.
    for place, head in tails(blocks).items():
        blocks[place] = blocks[place]._replace(kind=blocks[head].kind)
    return replace(page, blocks=tuple(blocks)).with_notes(notes)


def _unfamiliar(page: Page, at: Sequence[int], lines: Sequence[Line]) -> Page:
    """The page, of a language of which there is no model, its lines being what marks, capitals and order say."""
    blocks, notes = list(page.blocks), []
    for place, kind in zip(at, kinds(lines), strict=True):
        blocks[place] = block = blocks[place]._replace(kind=kind)
        if kind == FURNITURE:
            notes.append(Note(block.start, block.end, FURNITURE, (("custom", OF_DESK),)))
    return replace(page, blocks=tuple(blocks)).with_notes(notes)


def _what_is_printed(page: Page, found: Mapping[int, Sequence[float]]) -> Printed:
    """What customs hang on, by the chances of each line, which is known by the index of its block."""
    blocks = {place: page.blocks[place] for place in found}
    short = (place for place, block in blocks.items() if block.end - block.start <= SHORT)
    removed = {blocks[place].start for place in short if found[place][NOBODYS] >= REMOVED}
    return printed(page, {block.start: found[place][TITLE] for place, block in blocks.items()}, removed)


def _doubts(block: Block, chance: float, other: Kind, chance_of_other: float) -> Iterator[Note]:
    """A note for what is removed by its looks, and one where another kind is as good as likely."""
    if block.kind == FURNITURE:
        yield Note(block.start, block.end, FURNITURE, (("probability", round(chance, 4)),))
    elif chance < SURE:
        likely = (("kind", block.kind), ("probability", round(chance, 4)))
        yield Note(block.start, block.end, "kind-in-doubt", (*likely, ("other", other), ("or", round(chance_of_other, 4))))


def _has_text(blocks: Sequence[Block]) -> bool:
    """Whether text is among the blocks of a page, be it in short pieces: where none is, nothing stands around it."""
    sizes = (block.end - block.start for block in blocks if block.kind == "body")
    return sum(size for size in sizes if size > LONGEST_HEADLINE) > SHORT


def lines_of(page: Page, at: Sequence[int]) -> list[Line]:
    """The blocks at these indices as lines to look at.

    >>> from cleaner.passes.segment import segment
    >>> page = segment(Page("p", "# 新桥通车\\n\\n新桥今天通车。\\n\\n\\n\\n市长说，等了十年。"))
    >>> [(line.text, line.heading, line.space) for line in lines_of(page, [0, 2, 4])]
    [('# 新桥通车', 1, 0), ('新桥今天通车。', 0, 2), ('市长说，等了十年。', 0, 2)]
    """
    gaps = [ends_between(page.source, a.end, b.start) for a, b in pairwise(page.blocks[k] for k in at)]
    usual = Counter(gaps).most_common(1)[0][0] if gaps else 2
    gaps = [usual, *gaps, usual]
    lines = []
    for n, k in enumerate(at):
        block = page.blocks[k]
        known = "" if block.kind == "body" else block.kind
        space = max(-2, min(3, gaps[n] - usual)) + max(-2, min(3, gaps[n + 1] - usual))
        lines.append(Line(reading(page, block.start, block.end), known, _level(page, block), space))
    return lines


def _level(page: Page, block: Block) -> int:
    """Of which level a block is a heading by the marks of the page's reader; 0 for none."""
    found = HEADING.match(page.source, block.start)
    return 0 if found is None else int(found["level"] or len(found["marks"]))
