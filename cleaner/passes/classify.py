"""Say what each block is: title, byline, caption, credit, page furniture or body text."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from cleaner.furniture import furniture
from cleaner.looks import Line, looks
from cleaner.page import Block, Note, Page, reading
from cleaner.people import byline, byline_at_end, is_credit
from cleaner.weights import fitted_trees

FURNITURE = "page-furniture"


def classify(page: Page) -> Page:
    """Give every block its kind.

    Bylines, credits and furniture are told by their grammar (`cleaner.people`, `cleaner.furniture`); a bracketed byline at
    the end of a paragraph is cut off from it. Which of the other lines are titles, captions and body text is weighed by
    a fitted score over what they look like (`cleaner.looks`).

    >>> page = Page("p", "完成。（周静 俞雯雯）", blocks=(Block(0, 13, "body"),))
    >>> [b.kind for b in classify(page).blocks]
    ['body', 'byline']
    """
    blocks: list[Block] = []
    notes: list[Note] = []
    for block in page.blocks:
        if block.kind != "body":
            blocks.append(block)
            continue
        found, note = _by_grammar(page, block)
        blocks += found
        notes += note
    page = replace(page, blocks=tuple(blocks)).with_notes(notes)
    return replace(page, blocks=_weighed(page))


def _by_grammar(page: Page, block: Block) -> tuple[list[Block], list[Note]]:
    """The block, or its two parts, with the kinds that its words alone show."""
    text = reading(page, block.start, block.end)
    if pattern := furniture(text):
        return [block._replace(kind=FURNITURE)], [Note(block.start, block.end, FURNITURE, (("pattern", pattern),))]
    if is_credit(text):
        return [block._replace(kind="credit")], []
    if byline(text):
        return [block._replace(kind="byline")], []
    if found := byline_at_end(text):
        cut = _source_of(page, block, found[0])
        return [block._replace(end=cut), block._replace(start=cut, kind="byline")], []
    return [block], []


def _source_of(page: Page, block: Block, index: int) -> int:
    """Where in the source the character at `index` of a block's reading stands."""
    here, read = block.start, 0
    k = bisect_left(page.edits, (block.start,))
    while k < len(page.edits) and page.edits[k].start < block.end:
        edit = page.edits[k]
        if read + edit.start - here > index:
            break
        read += edit.start - here + len(edit.text)
        if read > index:
            return edit.start
        here, k = edit.end, k + 1
    return here + index - read


def _weighed(page: Page) -> tuple[Block, ...]:
    """The blocks, those of unknown kind as the scores say."""
    at = [k for k, b in enumerate(page.blocks) if b.kind in ("body", "byline", "credit")]
    if not at:
        return page.blocks
    lines = _lines(page, at)
    trees, seen = fitted_trees("kinds"), looks(lines)
    if trees.names != seen.names:
        raise ValueError("the fitted trees 'kinds' are not for this evidence: run bench/fit_kinds.py")
    blocks = list(page.blocks)
    for place, line, best in zip(at, lines, trees.chances(seen.rows).argmax(axis=1).tolist(), strict=True):
        if not line.known:
            blocks[place] = blocks[place]._replace(kind=trees.classes[best])
    return tuple(blocks)


def _lines(page: Page, at: Sequence[int]) -> list[Line]:
    """The blocks at these indices as lines to look at."""
    gaps = [page.source.count("\n", a.end, b.start) for a, b in pairwise(page.blocks[k] for k in at)]
    usual = Counter(gaps).most_common(1)[0][0] if gaps else 2
    gaps = [usual, *gaps, usual]
    lines = []
    for n, k in enumerate(at):
        block = page.blocks[k]
        known = "" if block.kind == "body" else block.kind
        space = max(-2, min(3, gaps[n] - usual)) + max(-2, min(3, gaps[n + 1] - usual))
        lines.append(Line(reading(page, block.start, block.end), known, page.source[block.start] == "#", space))
    return lines
