"""What every pass did to a page: the same run as `split`, with a watcher between the passes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from cleaner.page import BLANK, KEPT, Block, Edit, Link, Note, Page, text_of
from cleaner.pipeline import run
from cleaner.problem import short
from cleaner.settings import Settings

# Characters by which another block is told. Chosen.
QUOTED = 16


class Decision(NamedTuple):
    """One thing that a pass decided about a stretch of a page."""

    step: str  # the pass
    action: str  # cut, kept, removed, changed, placed, linked, noted
    rule: str  # the reason in the ledger, the kind of a block or link, or what a note says
    start: int
    end: int
    text: str
    became: str | None = None
    facts: tuple[tuple[str, Any], ...] = ()

    def covers(self, offset: int) -> bool:
        """Whether it is about the character there.

        >>> comma = Decision("normalise", "changed", "half-width", 4, 5, ",", "，")
        >>> comma.covers(4), comma.covers(5)
        (True, False)
        """
        return self.start <= offset < max(self.end, self.start + 1)


class Explained(NamedTuple):
    """A finished page, and all decisions that led to it, in the order of the passes and of their places."""

    page: Page
    decisions: list[Decision]


def explain(page: Page, settings: Settings) -> Explained:
    """Run the passes over a page, and tell what each decided.

    Args:
        page: as received.
        settings: of all passes.

    >>> from cleaner.pipeline import defaults
    >>> found = explain(Page("p", "要闻\\n\\n新桥通车了,大家都高兴。"), defaults())
    >>> [(d.step, d.action, d.rule, d.text) for d in found.decisions if d.action in ("changed", "removed")]
    [('normalise', 'changed', 'half-width', ','), ('classify', 'removed', 'page-furniture', '要闻')]
    """
    decisions: list[Decision] = []

    def watch(step: str, before: Page, after: Page) -> None:
        decisions.extend(sorted(_decided(step, before, after), key=lambda d: (d.start, d.end, d.action)))

    return Explained(run(page, settings, watch), decisions)


def _decided(step: str, before: Page, after: Page) -> Iterator[Decision]:
    """What a pass did, from the page before and after it."""
    yield from _edits(step, after, set(after.edits) - set(before.edits))
    yield from _blocks(step, after, {(b.start, b.end): b for b in before.blocks})
    links, at = set(before.links), {block.start: block for block in after.blocks}
    for link in after.links:
        if link not in links:
            yield _linked(step, after, at, link)
    notes = set(before.notes)
    removed = {(b.start, b.kind) for b in after.blocks}
    for note in after.notes:
        # What is behind a removal is told with it.
        if note not in notes and (note.start, note.rule) not in removed:
            yield Decision(step, "noted", note.rule, note.start, note.end, after.source[note.start : note.end], None, note.facts)


def _edits(step: str, page: Page, edits: set[Edit]) -> Iterator[Decision]:
    for edit in edits:
        yield Decision(step, "changed", edit.reason, edit.start, edit.end, page.source[edit.start : edit.end], edit.text)


def _blocks(step: str, after: Page, before: Mapping[tuple[int, int], Block]) -> Iterator[Decision]:
    facts: dict[tuple[int, str], Note] = {(note.start, note.rule): note for note in after.notes}
    for block in after.blocks:
        old = before.get((block.start, block.end))
        if block.kind == BLANK or old == block:
            continue
        text = text_of(after, block)
        if old is None or old.kind != block.kind:
            why = facts.get((block.start, block.kind))
            action = "cut" if old is None and block.kind == "body" else "kept" if block.kind in KEPT else "removed"
            yield Decision(step, action, block.kind, block.start, block.end, text, None, why.facts if why else ())
        if block.article is not None and (old is None or old.article != block.article):
            place = (("article", block.article + 1), ("order", block.order), ("joins", block.joins))
            yield Decision(step, "placed", block.kind, block.start, block.end, text, None, place)


def _linked(step: str, page: Page, at: Mapping[int, Block], link: Link) -> Decision:
    block, (other, likely) = at[link.end], link.instead
    instead = _quoted(page, at[other]) if other >= 0 else "nothing"
    facts = (
        ("follows", _quoted(page, at[link.start])),
        ("probability", link.probability),
        ("instead", instead),
        ("instead_probability", likely),
        *link.evidence,
    )
    return Decision(step, "linked", link.kind, block.start, block.end, text_of(page, block), None, facts)


def _quoted(page: Page, block: Block) -> str:
    return short(text_of(page, block), QUOTED)


def of_article(found: Explained, number: int) -> list[Decision]:
    """The decisions that made an article: the links between its blocks, in reading order, and what is in doubt of it.

    Args:
        found: the explained page.
        number: of the article, from 1 on.

    Raises:
        ValueError: the page has no such article; it says how many there are.

    >>> from cleaner.pipeline import defaults
    >>> found = explain(Page("p", "新桥通车\\n\\n新桥今天通车。\\n\\n市长说，等了十年。"), defaults())
    >>> [(made.action, made.rule, made.text) for made in of_article(found, 1) if made.action != "noted"]
    [('placed', 'title', '新桥通车'), ('linked', 'title', '新桥今天通车。'), ('linked', 'next-paragraph', '市长说，等了十年。')]
    """
    mine = sorted((b for b in found.page.blocks if b.article == number - 1), key=lambda b: b.order)
    if not mine:
        count = len({b.article for b in found.page.blocks if b.article is not None})
        raise ValueError(f"the page has no article {number}; it has {count}")
    links = {d.start: d for d in found.decisions if d.action == "linked"}
    placed = {d.start: d for d in found.decisions if d.action == "placed"}
    told: list[Decision] = []
    for block in mine:
        told.append(links.get(block.start) or placed[block.start])
        told += [d for d in found.decisions if d.action == "noted" and d.start == block.start]
    return told


def records(decisions: Sequence[Decision]) -> list[dict[str, Any]]:
    """Decisions as plain values.

    >>> records([Decision("dedupe", "removed", "duplicate", 9, 16, "新桥今天通车。", facts=(("of", 0),))])[0]["facts"]
    {'of': 0}
    """
    return [{**d._asdict(), "facts": dict(d.facts)} for d in decisions]
