"""Overlaps: what stands at the end of one block and, word for word, at the beginning of the next, as where the tiles of a scan overlap."""

from __future__ import annotations

from cleaner.language.marks import closed
from cleaner.page import BLANK, Block, Note, Page, source_of, text_of
from cleaner.repeats.near import MARK_WITHIN

# Characters that are said again, at least and at most; and of the block above, for a text may begin with the end of its headline. Chosen.
FEWEST, MOST, LONG = 10, 80, 30


def without_overlaps(page: Page) -> Page:
    """Cut off the beginning of a block that says again how the one above it breaks off.

    >>> from cleaner.passes.segment import segment
    >>> text = "工程师介绍，这次老街的修缮保留了原有的木构梁架和砖墙，只更换了\\n\\n木构梁架和砖墙，只更换了被白蚁蛀空的部分。"
    >>> page = without_overlaps(segment(Page("p", text)))
    >>> [(block.kind, page.source[block.start:block.end]) for block in page.blocks if block.kind != BLANK][1:]
    [('duplicate', '木构梁架和砖墙，只更换了'), ('body', '被白蚁蛀空的部分。')]
    """
    blocks: list[Block] = []
    notes = []
    last: Block | None = None
    for block in page.blocks:
        if block.kind == "body" and last is not None and (size := _again(page, last, block)):
            cut = source_of(page, block, size)
            blocks.append(block._replace(end=cut, kind="duplicate"))
            facts = (("repeats_start", last.start), ("repeats_end", last.end), ("alike", 1.0), ("new", ""))
            notes.append(Note(block.start, cut, "duplicate", facts))
            block = block._replace(start=cut)
        blocks.append(block)
        if block.kind != BLANK:
            last = block if block.kind == "body" else None
    return page._replace(blocks=tuple(blocks)).with_notes(notes) if notes else page


def _again(page: Page, above: Block, below: Block) -> int:
    """Characters at the beginning of a block that are the end of the one above; 0 where that does not break off, or all of it is."""
    text = text_of(page, above)
    end = text[-MOST:]
    begins = text_of(page, below)[: MOST + 1]
    if len(begins) <= FEWEST or begins[:FEWEST] not in end or closed(end) or len(text) < LONG or not MARK_WITHIN.search(text):
        return 0
    # One that is said again as a whole is the reader's first try, and a repeat itself.
    found = (size for size in range(min(len(end), len(text) - 1, len(begins) - 1), FEWEST - 1, -1) if end.endswith(begins[:size]))
    return next(found, 0)
