"""Say what each block is: title, byline, caption, credit, page furniture or body text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from cleaner.customs.briefs import signed_briefs
from cleaner.customs.by_words import by_words, cut_off
from cleaner.customs.printed import LONGEST_HEADLINE, Printed, printed
from cleaner.customs.rows import is_of_rows
from cleaner.customs.seen import seen
from cleaner.customs.table import Custom, custom, custom_of_credit
from cleaner.language.marks import PICTURE
from cleaner.looks.chances import chances_of
from cleaner.looks.likeliest import REMOVED, likeliest
from cleaner.looks.of_page import lines_of
from cleaner.looks.said import SHORT
from cleaner.looks.style import BODY, CAPTION, CLASSES, FURNITURE_CLASS, TITLE
from cleaner.page import FURNITURE, ROW, Block, Kind, Note, Page, rows_of, tails, text_of
from cleaner.people.byline_at_end import byline_at_end
from cleaner.regexes import compiled
from cleaner.unfamiliar.familiar import is_familiar

# Lines that are looked at together, more than any page has. Chosen.
MOST = 2000
# Longest row of a table or a list, in characters. Chosen: of eight names in each of four lines.
LONGEST_ROW = 160
# Below this chance of being what it is taken for, a line is in doubt. Chosen.
SURE = 0.95
# Captions of a page by their looks alone, at least, that are none where it has no more texts. Chosen: of 91 pages of the sets of
# bench/unseen with captions and nothing else of a picture none has so many.
SEVERAL = 2
OF_PICTURES = compiled("[左右上下][图圖]|[摄攝]影|[图圖]片|照片")


def classify(page: Page) -> Page:
    """Give every block its kind.

    Bylines, credits, furniture and the forms of official documents are told by their words; a bracketed byline at the end of a
    paragraph is cut off from it, and so is the credit of a caption. Which of the other lines are titles, captions, body text, and
    furniture or bylines as only some papers print them, is weighed by fitted trees over what they look like
    (`cleaner.looks.chances`), and put right by customs of print (`cleaner.customs.table`).

    >>> page = Page("p", "完成。（周宁 叶婷婷）", blocks=(Block(0, 13, "body"),))
    >>> [b.kind for b in classify(page).blocks]
    ['body', 'byline']
    >>> from cleaner.passes.segment import segment
    >>> text = "图书馆延长开放\\n\\n从今天起，市图书馆每天开到晚上十点，周末也不闭馆。\\n\\n图为读者在看书。（李明 摄）\\n\\n第三版"
    >>> [block.kind for block in classify(segment(Page("p", text))).blocks if block.kind != "blank"]
    ['title', 'body', 'caption', 'credit', 'page-furniture']
    """
    page = by_words(page)
    page = _by_looks(page)
    page = _signed(page)
    page = _with_stories(page)
    return _with_rows(page)


def _signed(page: Page) -> Page:
    """The page, a single name in brackets cut off from what was weighed as text: in a headline it may be the column's."""
    blocks: list[Block] = []
    for block in page.blocks:
        text = text_of(page, block) if block.kind == "body" else ""
        found = byline_at_end(text, of_text=True)
        blocks += cut_off(page, block, text, found[0], "byline") if found else [block]
    return page._replace(blocks=tuple(blocks))


def _with_stories(page: Page) -> Page:
    """The page, a credit that ends a picture story being of its text."""
    blocks, notes = list(page.blocks), []
    for at, block in enumerate(page.blocks):
        if block.kind == "credit" and (by := custom_of_credit(page, page.blocks, at)):
            blocks[at] = block._replace(kind=by.kind)
            notes.append(_by_custom(block, by))
    return page._replace(blocks=tuple(blocks)).with_notes(notes)


def _by_custom(block: Block, by: Custom) -> Note:
    """The note that a custom gave a block its kind."""
    if by.kind == FURNITURE:
        return Note(block.start, block.end, FURNITURE, (("custom", by.name),))
    return Note(block.start, block.end, "kind-by-custom", (("kind", by.kind), ("custom", by.name)))


def _with_rows(page: Page) -> Page:
    """The page, with a note of each line of a table or a list of names: it goes where it stands."""
    known = rows_of(page)
    texts = [at for at, block in enumerate(page.blocks) if block.kind == "body" and block.end - block.start <= LONGEST_ROW]
    texts = [at for at in texts if page.blocks[at].start not in known]
    rows = [page.blocks[at] for at in texts if is_of_rows(seen(page, page.blocks, at))]
    rows += [block for block in signed_briefs(page) if block.start not in known]
    return page.with_notes(Note(block.start, block.end, ROW) for block in rows)


def _by_looks(page: Page) -> Page:
    """The page, blocks of unknown kind being what they look like; a note where another kind is as good as likely."""
    if not is_familiar(page):
        from cleaner.unfamiliar.whole_page import in_another_language  # late: most pages are in the model's language

        return in_another_language(page)
    at = [k for k, b in enumerate(page.blocks) if b.kind in ("body", "byline", "credit")]
    lines = lines_of(page, at)
    # What is longer than any page is an archive in one file; its lines are judged beside those that are near.
    parts = (slice(start, start + MOST) for start in range(0, len(lines), MOST))
    found = {at[part][k]: chances for part in parts for k, chances in chances_of(lines[part])}
    blocks, notes = list(page.blocks), []
    around = _has_text(blocks)
    what = _what_is_printed(page, found, removable=around)
    for place, chances in found.items():
        block = blocks[place]
        short = block.end - block.start <= SHORT
        best, other = likeliest(text_of(page, block) if short else "", chances, removable=around and short)
        block = blocks[place] = block._replace(kind=CLASSES[best])
        if by := custom(page, blocks, place, what):
            blocks[place] = block._replace(kind=by.kind)
            notes.append(_by_custom(block, by))
        else:
            notes += _doubts(block, chances[best], CLASSES[other], chances[other])
    # What a loop was cut out of is one line.
    for place, head in tails(blocks).items():
        blocks[place] = blocks[place]._replace(kind=blocks[head].kind)
    return page._replace(blocks=tuple(blocks)).with_notes(notes)


def _what_is_printed(page: Page, found: Mapping[int, Sequence[float]], *, removable: bool) -> Printed:
    """What customs hang on, by the chances of each line, which is known by the index of its block."""
    blocks = {place: page.blocks[place] for place in found}
    short = (place for place, block in blocks.items() if block.end - block.start <= SHORT and found[place][FURNITURE_CLASS] >= REMOVED)
    said = ((blocks[place].start, likeliest(text_of(page, blocks[place]), found[place], removable)[0]) for place in short)
    removed = {start for start, best in said if best == FURNITURE_CLASS}
    what = printed(page, {block.start: found[place][TITLE] for place, block in blocks.items()}, removed)
    return what._replace(pictureless=_is_pictureless(page, found))


def _is_pictureless(page: Page, found: Mapping[int, Sequence[float]]) -> bool:
    """Whether nothing on a page is of a picture by its words, and what looks like captions is too much for its text: it is text, too."""
    kinds = Counter(max(range(len(CLASSES)), key=chances.__getitem__) for chances in found.values())
    captions = kinds[CAPTION]
    if captions < max(SEVERAL, kinds[BODY]) or any(block.kind == "credit" for block in page.blocks):
        return False
    return not any(PICTURE.match(page.source, page.blocks[place].start) for place in found) and not OF_PICTURES.search(page.source)


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
