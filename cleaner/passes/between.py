"""Control characters and characters without width that stand alone between blocks: no layout, and no text either."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.page import BLANK, Block, Page
from cleaner.regexes import compiled

# What no reader sees, and white space is not. Nothing else: text in a blank block is an error that the account finds.
UNSEEN = compiled(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b-\u200f\u2060\ufeff]+")


def between(page: Page) -> Page:
    """Remove what is not seen between the blocks of a page, as it is within them, and put it on record.

    Args:
        page: after all passes, so that no pass takes such a character for what stands beside a line.

    >>> blocks = (Block(0, 2, "title"), Block(2, 5, BLANK), Block(5, 7, "body"))
    >>> page = between(Page("p", "新桥\\n\\x01\\n通车", blocks=blocks))
    >>> [(block.start, block.end, block.kind) for block in page.blocks[1:4]]
    [(2, 3, 'blank'), (3, 4, 'control-character'), (4, 5, 'blank')]
    """
    if not UNSEEN.search(page.source):
        return page
    return page._replace(blocks=tuple(part for block in page.blocks for part in _parts(page, block)))


def _parts(page: Page, block: Block) -> Iterator[Block]:
    if block.kind != BLANK:
        yield block
        return
    at = block.start
    for found in UNSEEN.finditer(page.source, block.start, block.end):
        if at < found.start():
            yield Block(at, found.start(), BLANK)
        yield Block(found.start(), found.end(), "control-character")
        at = found.end()
    if at < block.end:
        yield Block(at, block.end, BLANK)
