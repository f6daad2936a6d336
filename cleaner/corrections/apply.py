"""Apply corrections to a finished page: kinds, places in articles, joins; and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from itertools import pairwise
from typing import Literal, NamedTuple

from cleaner.article import FLAGS
from cleaner.corrections.fit import Fitted, Misfit, cut, fitted
from cleaner.corrections.read import Correction
from cleaner.page import KEPT, SPINE, Block, Note, Page, Span, in_reading_order, members
from cleaner.passes.complete import complete

CORRECTED: Literal["corrected"] = "corrected"


class Corrected(NamedTuple):
    """The page as people put it right, and the corrections that did not fit."""

    page: Page
    misfits: list[Misfit]


def correct(page: Page, corrections: Sequence[Correction], judged: bool = True) -> Corrected:
    """The page with corrections applied, all at once; where two say something of the same piece, the later holds.

    Args:
        page: after the last pass.
        corrections: of this page.
        judged: whether what articles lack is judged anew; not where the pass `complete` is left out.

    >>> from cleaner.corrections.read import Piece
    >>> from cleaner.digests import digest_of_text
    >>> page = Page("a.txt", "新桥通车今天通车。", blocks=(Block(0, 4, "body", 0, 0), Block(4, 9, "body", 0, 1)))
    >>> corrected = correct(page, [Correction("a.txt", Piece(0, 4, digest_of_text("新桥通车")), "title")])
    >>> [(block.kind, block.article, block.order) for block in corrected.page.blocks]
    [('title', 0, 0), ('body', 0, 1)]
    """
    found, misfits = fitted(page, corrections)
    whole = page
    while found:
        page = _with_kinds(cut(whole, [span for one in found for span in one.spans]), found)
        before, left_out = _predecessors(page, found)
        if not left_out:
            break
        # Nothing of one that is left out is done: its piece is not cut, either.
        misfits += left_out
        found = [one for one in found if all(one.correction is not misfit.correction for misfit in left_out)]
    if not found:
        return Corrected(whole, misfits)
    moved = {one.span[0] for one in found if one.correction.moved}
    page = _assembled(page, before, moved, {one.span[0]: one.correction.joins for one in found if one.correction.joins is not None})
    page = _noted(page, found)
    return Corrected(complete(page) if judged else page, misfits)


def _with_kinds(page: Page, found: Sequence[Fitted]) -> Page:
    kinds = {one.span[0]: one.correction.kind for one in found if one.correction.kind is not None}
    blocks = tuple(block._replace(kind=kinds.get(block.start, block.kind)) for block in page.blocks)
    # What is taken out is in no article.
    return page._replace(blocks=tuple(b if b.kind in KEPT else b._replace(article=None, order=0, joins=False) for b in blocks))


def _predecessors(page: Page, found: Sequence[Fitted]) -> tuple[dict[int, int | None], list[Misfit]]:
    """For every kept block, by where it starts, the one that it follows in its article; None: it begins one. And what is to be left out.

    That is a correction that would have a piece follow itself, over others, or what is in no article.
    """
    kept = [block.start for block in page.blocks if block.kind in KEPT]
    before = _as_found(page, kept)
    moves = [one for one in found if one.correction.moved and one.span[0] in before]
    stray = [one for one in moves if one.after is not None and one.after[0] not in before]
    misfits = [Misfit(one.correction, "what it follows is in no article") for one in stray]
    moves = [one for one in moves if one not in stray]
    moved = before | {one.span[0]: one.after[0] if one.after is not None else None for one in moves}
    circular = _in_circles(moved)
    return moved, [*misfits, *(Misfit(one.correction, "it would follow itself") for one in moves if one.span[0] in circular)]


def _as_found(page: Page, kept: Sequence[int]) -> dict[int, int | None]:
    """The predecessor of each kept block before any was moved; one that is restored goes on from what stands above it."""
    before: dict[int, int | None] = {}
    for mine in members(page).values():
        before |= {block.start: last.start if last else None for last, block in zip([None, *mine], mine, strict=False)}
    for start in kept:
        if start not in before:
            before[start] = max((other for other in kept if other < start and other in before), default=None)
    return before


def _in_circles(before: Mapping[int, int | None]) -> set[int]:
    """The blocks that no beginning leads to."""
    reached: set[int] = set()
    for start in before:
        path: list[int] = []
        here: int | None = start
        while here is not None and here not in reached and here not in path:
            path.append(here)
            here = before.get(here)
        if here is None or here in reached:
            reached.update(path)
    return set(before) - reached


def _assembled(page: Page, before: Mapping[int, int | None], moved: Set[int], joins: Mapping[int, bool]) -> Page:
    """The page with its articles as the predecessors have them; of two that follow the same, one that was put there comes first."""
    after: dict[int | None, list[int]] = {}
    for start in sorted(before, key=lambda start: (start not in moved, start)):
        after.setdefault(before[start], []).append(start)
    at = {block.start: k for k, block in enumerate(page.blocks)}
    chains = []
    for head in after.get(None, []):
        chain: list[int] = []
        waiting = [head]
        while waiting:
            here = waiting.pop()
            chain.append(at[here])
            waiting += reversed(after.get(here, []))
        chains.append(chain)
    blocks = list(page.blocks)
    for number, chain in enumerate(sorted(chains, key=lambda c: in_reading_order(page, c)[0])):
        for place, k in enumerate(in_reading_order(page, chain)):
            goes_on = joins.get(blocks[k].start, blocks[k].joins) and blocks[k].kind == "body"
            blocks[k] = blocks[k]._replace(article=number, order=place, joins=goes_on)
    return page._replace(blocks=tuple(_joined(blocks)))


def _joined(blocks: Sequence[Block]) -> list[Block]:
    """The blocks; the first text of an article goes on from nothing."""
    first: dict[int | None, int] = {}
    for block in sorted((b for b in blocks if b.kind == "body"), key=lambda b: b.order):
        first.setdefault(block.article, block.start)
    return [b._replace(joins=False) if b.kind == "body" and first.get(b.article) == b.start else b for b in blocks]


def _noted(page: Page, found: Sequence[Fitted]) -> Page:
    """The page without links and doubts that are no more, and with a note for every correction."""
    follows: dict[int, int] = {}
    for mine in members(page).values():
        spine = [b for b in mine if b.kind in SPINE]
        follows |= {block.start: last.start for last, block in pairwise(spine)}
    links = tuple(link for link in page.links if follows.get(link.end) == link.start)
    stale = {one.span[0] for one in found}
    notes = [n for n in page.notes if n.rule not in FLAGS or n.rule == "doubled-character-in-doubt"]
    notes = [n for n in notes if not (n.start in stale and n.rule in ("kind-in-doubt", "kind-by-custom"))]
    page = page._replace(links=links, notes=tuple(notes))
    told: dict[Span, dict[str, str | int | float]] = {}
    for one in found:
        told.setdefault(one.span, {}).update(_facts(one))
    return page.with_notes(Note(*span, CORRECTED, tuple(facts.items())) for span, facts in told.items())


def _facts(one: Fitted) -> dict[str, str | int | float]:
    """What a correction said, for the ledger."""
    facts: dict[str, str | int | float] = {}
    if one.correction.kind is not None:
        facts["kind"] = one.correction.kind
    if one.correction.moved:
        facts["follows"] = one.after[0] if one.after is not None else -1
    if one.correction.joins is not None:
        facts["joins"] = one.correction.joins
    return facts
