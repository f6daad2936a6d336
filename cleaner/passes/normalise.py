"""Mend characters: what the page reader left, widths, strays of the other script, doubled ones."""

from __future__ import annotations

from bisect import bisect_right

from cleaner.fixes import Fix
from cleaner.fixes.characters import control_characters, ligatures, spaced_out, white_space
from cleaner.fixes.doubled import BESIDE, DOUBT, ERROR, doubled_characters, error_from
from cleaner.fixes.doubled import edits as doubled_edits
from cleaner.fixes.markup import markdown
from cleaner.fixes.traditional import traditional_characters
from cleaner.fixes.width import full_width_letters, half_width_marks, round_stops, small_marks
from cleaner.flat import Flat, flatten
from cleaner.lines.furniture import READER
from cleaner.lines.reader import thoughts
from cleaner.page import FURNITURE, Block, Edit, Note, Page, text_of


def normalise(
    page: Page,
    *,
    markdown_marks: bool = True,
    widths: bool = True,
    ligature_letters: bool = True,
    traditional: bool = True,
    doubled: bool = True,
) -> Page:
    """Lay edits over characters that stand for others; a character that may be right is flagged, not changed.

    Args:
        page: its blocks must be cut.
        markdown_marks: take away Markdown's marks.
        widths: half-width marks in Chinese to full width, full-width letters and digits to half width.
        ligature_letters: write Latin ligatures as letters.
        traditional: stray traditional characters of a simplified page.
        doubled: characters written twice.

    Control characters and runs of white space are always seen to: JSON and readers downstream rely on it.

    >>> from cleaner.page import reading
    >>> from cleaner.passes.segment import segment
    >>> page = normalise(segment(Page("p", "**新桥**今天通车,ＡＢ两岸\\u200b欢庆。")))
    >>> reading(page, 0, len(page.source)), sorted({edit.reason for edit in page.edits})
    ('新桥今天通车，AB两岸欢庆。', ['control-character', 'full-width', 'half-width', 'markdown'])
    >>> page = normalise(segment(Page("p", "**新桥**今天通车,市长说。")), widths=False)
    >>> reading(page, 0, len(page.source))
    '新桥今天通车,市长说。'
    """
    removing: list[Fix] = [control_characters]
    if markdown_marks:
        removing.append(markdown)
    removing.append(spaced_out)
    if widths:
        removing += [round_stops, small_marks]
    flat = flatten(page)
    for fix in removing:
        page, flat = _mended(page, flat, fix(flat))
    page = _without_thoughts(_without_emptied(page))
    flat = flatten(page)
    if doubled:
        page, flat = _undoubled(page, flat)
    # Each of these is about characters of its own, so that no edit touches another's.
    edits = white_space(flat)
    if traditional:
        edits += traditional_characters(flat)
    if widths:
        edits += half_width_marks(flat) + full_width_letters(flat)
    if ligature_letters:
        edits += ligatures(flat)
    return page.with_edits(edits)


def _without_thoughts(page: Page) -> Page:
    """Drop what a vision model thought before it read: it may quote the page, which then is no repeat of it."""
    spans = thoughts(page.source)
    if not spans:
        return page
    # The last stretch that begins no later than a block does.
    before = (spans[bisect_right(spans, (block.start, len(page.source))) - 1] for block in page.blocks)
    said = (start <= block.start and block.end <= end for block, (start, end) in zip(page.blocks, before, strict=True))
    of = [FURNITURE if thought and block.kind == "body" else block.kind for block, thought in zip(page.blocks, said, strict=True)]
    blocks = [block._replace(kind=kind) for block, kind in zip(page.blocks, of, strict=True)]
    notes = [Note(block.start, block.end, FURNITURE, (("pattern", READER),)) for block in blocks if block.kind == FURNITURE]
    return page._replace(blocks=tuple(blocks)).with_notes(notes)


def _without_emptied(page: Page) -> Page:
    """Drop the blocks of which nothing is left, each for the reason that took its characters: a picture, a rule, a lone mark."""
    gone: list[Block] = []
    blocks = list(page.blocks)
    at = 0
    for k, block in enumerate(blocks):
        first = at
        while at < len(page.edits) and page.edits[at].start < block.end:
            at += 1
        # Only a block that an edit touches can be empty.
        if first < at and not text_of(page, block).strip():
            blocks[k] = block._replace(kind=page.edits[first].reason)
            gone.append(block)
    if not gone:
        return page
    starts = [b.start for b in gone]
    last = (gone[max(0, bisect_right(starts, e.start) - 1)] for e in page.edits)
    kept = [e for e, b in zip(page.edits, last, strict=True) if not b.start <= e.start < b.end]
    return page._replace(blocks=tuple(blocks), edits=tuple(kept))


def _mended(page: Page, flat: Flat, edits: list[Edit]) -> tuple[Page, Flat]:
    """The page with more edits, and as it reads then."""
    if not edits:
        return page, flat
    page = page.with_edits(edits)
    return page, flatten(page)


def _undoubled(page: Page, flat: Flat) -> tuple[Page, Flat]:
    """Take doubled characters away until there are none: what is beside one that went reads differently, and is asked about again."""
    sure = 0
    while True:
        found = doubled_characters(flat)
        sure += sum(d.log_odds >= ERROR for d in found)
        limit = error_from(sure)
        wrong, right = [d for d in found if d.log_odds >= limit], [d for d in found if d.log_odds < limit]
        doubts = [_doubt(flat, d.at, d.log_odds) for d in right if d.log_odds >= DOUBT]
        page, flat = _mended(page, flat, doubled_edits(flat, wrong))
        if not any(abs(one.at - gone.at) <= BESIDE for one in right for gone in wrong):
            return page.with_notes(doubts), flat


def _doubt(flat: Flat, at: int, log_odds: float) -> Note:
    return Note(flat.source(at - 1), flat.span(at)[1], "doubled-character-in-doubt", (("log_odds", round(log_odds, 2)),))
