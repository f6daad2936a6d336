"""Find the pieces of a page that corrections speak of, and cut its blocks there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from cleaner.corrections.read import Correction, Piece
from cleaner.digests import digest_of_text
from cleaner.page import BLANK, Block, Page, Span, reading


class Fitted(NamedTuple):
    """A correction whose pieces were found: where it stands, and where the piece that it follows does."""

    correction: Correction
    span: Span
    after: Span | None

    @property
    def spans(self) -> list[Span]:
        """All the pieces that it speaks of."""
        return [self.span] if self.after is None else [self.span, self.after]


class Misfit(NamedTuple):
    """A correction that no longer fits its page, and why."""

    correction: Correction
    why: str


def fitted(page: Page, corrections: Sequence[Correction]) -> tuple[list[Fitted], list[Misfit]]:
    """The corrections with the places of their pieces on the page as it is, and those that have none.

    Args:
        page: after the last pass.
        corrections: of this page, the earlier first.

    A piece is where it was, if the text there is the same; or at the one block that says the same, where the page has changed
    above it.

    >>> page = Page("a.txt", "要闻\\n新桥通车", blocks=(Block(0, 2, "body"), Block(2, 3, BLANK), Block(3, 7, "body")))
    >>> moved = Correction("a.txt", Piece(0, 4, digest_of_text("新桥通车")), "title")
    >>> lost = Correction("a.txt", Piece(0, 4, digest_of_text("旧桥通车")), "title")
    >>> found, misfits = fitted(page, [moved, lost])
    >>> [one.span for one in found], [one.why for one in misfits]
    ([(3, 7)], ['its text is no longer on the page'])
    """
    places: dict[str, list[Span]] = {}
    for block in page.blocks:
        if block.kind != BLANK:
            places.setdefault(digest_of_text(page.source[block.start : block.end]), []).append((block.start, block.end))
    found: list[Fitted] = []
    misfits: list[Misfit] = []
    taken = _Pieces(page)
    for one in corrections:
        span = _place(page, one.piece, places)
        after = _place(page, one.after, places) if one.after is not None else None
        if span is None:
            misfits.append(Misfit(one, "its text is no longer on the page"))
        elif one.after is not None and after is None:
            misfits.append(Misfit(one, "the text that it follows is no longer on the page"))
        elif why := taken.against(fit := Fitted(one, taken.whole(span), after and taken.whole(after))):
            misfits.append(Misfit(one, why))
        else:
            taken.take(fit)
            found.append(fit)
    return found, misfits


class _Pieces:
    """The pieces that a page's blocks are cut into: each within one block, none across another, none across a change."""

    def __init__(self, page: Page) -> None:
        """No piece yet."""
        self.page = page
        self.starts = [block.start for block in page.blocks]
        self.taken: dict[int, set[Span]] = {}  # by the index of the block that they are of

    def whole(self, span: Span) -> Span:
        """A piece with what was taken out of its block before it and behind it, as the marks of Markdown before a headline."""
        block = self.page.blocks[self._block(span[0])]
        start = block.start if block.start < span[0] and not reading(self.page, block.start, span[0]).strip() else span[0]
        end = block.end if span[1] < block.end and not reading(self.page, span[1], block.end).strip() else span[1]
        return start, end

    def against(self, fit: Fitted) -> str | None:
        """Why a correction's pieces cannot be cut out; None where they can."""
        for start, end in fit.spans:
            block = self.page.blocks[self._block(start)]
            if end > block.end or block.kind == BLANK:
                return "its text is several blocks now"
            if self.page.source[start].isspace() or self.page.source[end - 1].isspace():
                return "it begins or ends with white space"
            if any(edit.start < place < edit.end for edit in self.page.edits for place in (start, end)):
                return "it would cut what was put right in two"
            others = (*self.taken.get(self._block(start), ()), *fit.spans)
            if any(a < end and start < b and (a, b) != (start, end) for a, b in others):
                return "another correction cuts its text in another way"
        return None

    def take(self, fit: Fitted) -> None:
        """Keep a correction's pieces."""
        for span in fit.spans:
            self.taken.setdefault(self._block(span[0]), set()).add(span)

    def _block(self, place: int) -> int:
        return bisect_right(self.starts, place) - 1


def _place(page: Page, piece: Piece, places: dict[str, list[Span]]) -> Span | None:
    if piece.end <= len(page.source) and digest_of_text(page.source[piece.start : piece.end]) == piece.digest:
        return piece.start, piece.end
    same = places.get(piece.digest, [])
    return same[0] if len(same) == 1 else None


def cut(page: Page, spans: Iterable[Span]) -> Page:
    """The page with blocks that begin and end where some spans do; white space at a cut becomes layout.

    Args:
        page: its blocks tile its source.
        spans: each within one block.

    >>> page = Page("p", "甲乙 丙丁", blocks=(Block(0, 5, "body", 0),))
    >>> [(b.start, b.end, b.kind) for b in cut(page, [(0, 2)]).blocks]
    [(0, 2, 'body'), (2, 3, 'blank'), (3, 5, 'body')]
    """
    places = sorted({place for span in spans for place in span})
    blocks: list[Block] = []
    for block in page.blocks:
        inner = places[bisect_right(places, block.start) :]
        ends = [place for place in inner if place < block.end] if block.kind != BLANK else []
        blocks += _cut(page, block, ends) if ends else [block]
    return page._replace(blocks=tuple(blocks))


def _cut(page: Page, block: Block, places: Sequence[int]) -> Iterable[Block]:
    """The pieces of a block; each but the first begins a paragraph."""
    bounds = [block.start, *places, block.end]
    for number, (start, end) in enumerate(pairwise(bounds)):
        text = page.source[start:end]
        left, right = len(text) - len(text.lstrip()), len(text) - len(text.rstrip())
        if left == len(text):
            yield Block(start, end, BLANK)
            continue
        if left:
            yield Block(start, start + left, BLANK)
        yield block._replace(start=start + left, end=end - right, joins=block.joins and number == 0)
        if right:
            yield Block(end - right, end, BLANK)
