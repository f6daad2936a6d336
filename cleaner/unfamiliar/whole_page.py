"""The kinds of a page's blocks, where it is in a language of which there is no model."""

from __future__ import annotations

from cleaner.looks.of_page import lines_of
from cleaner.page import BLANK, FURNITURE, ROW, Note, Page
from cleaner.unfamiliar.kinds import kinds
from cleaner.unfamiliar.mastheads import HEAD, OF_HEAD

# Patterns of page furniture that stand on top of a page, below the paper's name.
OF_PAPER = ("date", "price", "issue", "page-number", "imprint")


def in_another_language(page: Page) -> Page:
    """The page, its lines being what marks, capitals and their place say; a note of why one is page furniture.

    >>> from cleaner.passes.segment import segment
    >>> page = in_another_language(segment(Page("p", "New bridge opened\\n\\nThe bridge was opened today.")))
    >>> [block.kind for block in page.blocks]
    ['title', 'blank', 'body']
    """
    at = [k for k, b in enumerate(page.blocks) if b.kind in ("body", "byline", "credit", "caption")]
    blocks, notes = list(page.blocks), []
    head, told = _head_of(page), kinds(lines_of(page, at))
    # The only headline above a text is the text's, whatever stands between.
    below = next((by.kind for place, by in zip(at, told, strict=True) if blocks[place].start > head), "")
    for place, by in zip(at, told, strict=True):
        on_top = by.kind == below == "title" and blocks[place].start < head
        blocks[place] = block = blocks[place]._replace(kind=FURNITURE if on_top else by.kind)
        if block.kind == FURNITURE:
            notes.append(Note(block.start, block.end, FURNITURE, (("custom", OF_HEAD if on_top else by.custom),)))
        elif by.row:
            notes.append(Note(block.start, block.end, ROW))
    return page._replace(blocks=tuple(blocks)).with_notes(notes)


def _head_of(page: Page) -> int:
    """Where the head of a page ends, in characters: behind the last date, price or number of the first few lines; 0 without any."""
    first = {block.start for block in [block for block in page.blocks if block.kind != BLANK][:HEAD]}
    says = {note.start for note in page.notes if note.rule == FURNITURE and any(("pattern", of) in note.facts for of in OF_PAPER)}
    return max(first & says, default=0)
