"""Captions that stand away from their credits: a picture that has a credit mostly has a caption, and scans tear the two apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cleaner.lines.customs import END, block_beside
from cleaner.lines.marks import closed
from cleaner.lines.said import SHORT
from cleaner.page import Block, Page, reading
from cleaner.shingles import letters

# Blocks that a caption stands away from its credit at most, and the chance from which a line that was weighed as text is taken for it.
# Chosen. Of the lines of the labelled pages, cross-validated, one is taken so, and is a caption; of two hundred pages of other papers
# two, which are text (bench/RESULTS.md), and one of the seed page, which is a caption: little to choose by.
REACH, LIKELY = 8, 0.15


def captions_of_credits(page: Page, blocks: Sequence[Block], chances: Mapping[int, float]) -> list[int]:
    """The indices of blocks of text that are the captions of credits without one: the likeliest near each, a short whole sentence.

    The page that forced it: a caption in one column, within a sentence, and 图片由 … 提供 three blocks on, within another.

    Args:
        page: the page.
        blocks: its blocks, with the kinds that they have by now.
        chances: by index, of those that were weighed, that it is a caption.
    """
    found: set[int] = set()
    for at, block in enumerate(blocks):
        beside = (block_beside(blocks, at, step) for step in (-1, 1))
        if block.kind == "credit" and all(other is None or other.kind != "caption" for other in beside):
            near = [k for k in range(max(0, at - REACH), min(len(blocks), at + REACH + 1)) if k not in found]
            near = [k for k in near if blocks[k].kind == "body" and chances.get(k, 0.0) >= LIKELY and _may_be(page, blocks[k])]
            found |= {max(near, key=lambda k: chances[k])} if near else set()
    return sorted(found)


def _may_be(page: Page, block: Block) -> bool:
    text = reading(page, block.start, block.end)
    return len(text) <= SHORT and len(letters(text)) > END and closed(text)
