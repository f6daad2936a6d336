"""The ledger: a line for every stretch of a page that was removed or changed, for every link, and for what a person put right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cleaner.language.script import needs_space
from cleaner.page import BLANK, KEPT, SPINE, Page, text_of

# Characters on either side of a joint that its line shows. Chosen: a person knows the place again by them.
SHOWN = 12
LedgerLine = dict[str, Any]


def ledger(page: Page) -> list[LedgerLine]:
    """All lines of a finished page, in order of their places.

    Each has `action` (removed, changed, joined, moved, linked, corrected), `span` (characters of the decoded page), `text` as it
    stands there, `reason` (the rule's name), `became`, and `evidence`.

    >>> from cleaner.pipeline import run
    >>> page = run(Page("p", "要闻\\n\\n新桥通车,两岸欢庆。"))
    >>> [(line["action"], line["text"], line["reason"], line.get("became")) for line in ledger(page)]
    [('removed', '要闻', 'page-furniture', ''), ('changed', ',', 'half-width', '，')]
    """
    return sorted([*_removed(page), *_changed(page), *_linked(page), *_corrected(page)], key=lambda line: (line["span"], line["action"]))


def _removed(page: Page) -> Iterator[LedgerLine]:
    facts: dict[tuple[int, str], dict[str, Any]] = {(n.start, n.rule): dict(n.facts) for n in page.notes}
    for block in page.blocks:
        if block.kind not in KEPT and block.kind != BLANK:
            evidence = facts.get((block.start, block.kind), {})
            yield _line("removed", block.start, block.end, page, block.kind, "", evidence)


def _changed(page: Page) -> Iterator[LedgerLine]:
    for edit in page.edits:
        yield _line("changed", edit.start, edit.end, page, edit.reason, edit.text, {})


def _corrected(page: Page) -> Iterator[LedgerLine]:
    """A line for each stretch of which a person said what it is or where it belongs."""
    for note in page.notes:
        if note.rule == "corrected":
            yield _line("corrected", note.start, note.end, page, note.rule, None, dict(note.facts))


def _linked(page: Page) -> Iterator[LedgerLine]:
    """A line for each link, at the block that goes on: joined in mid-sentence, moved to follow another, or as it stood."""
    spine = [b for b in page.blocks if b.kind in SPINE]
    place = {b.start: k for k, b in enumerate(spine)}
    for link in page.links:
        first, second = spine[place[link.start]], spine[place[link.end]]
        across = place[link.end] - place[link.start] - 1
        action = "joined" if link.kind == "mid-sentence" else "moved" if across else "linked"
        evidence = {"follows": (first.start, first.end), "across": across, "probability": link.probability, "weights": dict(link.evidence)}
        before, after = text_of(page, first), text_of(page, second)
        # The one character of a paragraph that is not on the page.
        put = " " if action == "joined" and needs_space(before, after) else None
        line = _line(action, second.start, second.end, page, link.kind, put, evidence)
        line["text"] = before[-SHOWN:] + "|" + after[:SHOWN]
        yield line


def _line(action: str, start: int, end: int, page: Page, reason: str, became: str | None, evidence: dict[str, Any]) -> LedgerLine:
    line: LedgerLine = {"action": action, "span": (start, end), "text": page.source[start:end], "reason": reason}
    if became is not None:
        line["became"] = became
    if evidence:
        line["evidence"] = evidence
    return line
