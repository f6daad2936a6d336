"""Lines in doubt: a title or a subhead? As each, the page is put together; what makes the better page is believed.

A subhead taken for a title cuts an article in two, a title taken for a subhead puts two together: both leave texts without a
fitting beginning, or titles without a text. Of the labelled pages' lines in doubt, cross-validated, 64 of 197 are of the
wrong kind before and 38 after (bench/fit_all.py).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleaner.linking.nodes import nodes
from cleaner.linking.weigh import Weighed, weigh
from cleaner.page import Note, Page
from cleaner.weights import fitted

if TYPE_CHECKING:
    import numpy.typing as npt

# Only lines that the page's looks leave at less than this chance are reconsidered, and only so many of a page: each costs as
# much as linking the page. Chosen: below are 64 of the 103 wrong lines, and 1.6 lines a page.
DOUBT, MOST = 0.85, 5
KINDS = ("title", "body")
NAMES = ("as-title", "odds", "gain", "likelihood", "judged-gain", "judged-likelihood")


class Doubt(NamedTuple):
    """A line that may be of another kind."""

    at: int  # index of the block
    kind: str
    other: str
    odds: float  # of the kind over the other, in log-odds


def doubts(page: Page) -> list[Doubt]:
    """Titles that may be texts and texts that may be titles, the most doubtful first."""
    place = {block.start: k for k, block in enumerate(page.blocks)}
    found = []
    for note in page.notes:
        facts = dict(note.facts)
        if note.rule == "kind-in-doubt" and float(facts["probability"]) < DOUBT and {facts["kind"], facts["other"]} == set(KINDS):
            odds = float(np.log(float(facts["probability"]) / max(float(facts["or"]), 1e-4)))
            found.append(Doubt(place[note.start], str(facts["kind"]), str(facts["other"]), odds))
    return sorted(found, key=lambda d: (d.odds, d.at))[:MOST]


def changed(page: Page, doubt: Doubt) -> Page:
    """The page with the line as the other kind."""
    blocks = list(page.blocks)
    blocks[doubt.at] = blocks[doubt.at]._replace(kind=doubt.other)
    return replace(page, blocks=tuple(blocks))


def doubt_evidence(doubt: Doubt, now: Weighed, then: Weighed) -> npt.NDArray[np.float64]:
    """What speaks for the line being a title rather than text, in the order of NAMES."""
    sign = 1.0 if doubt.kind == "title" else -1.0
    return sign * np.array([1.0, doubt.odds, *(a - b for a, b in zip(now.worth, then.worth, strict=True))])


def reconsider(page: Page, now: Weighed) -> tuple[Page, Weighed]:
    """The page with its lines in doubt decided, and its links.

    Args:
        page: the page.
        now: its links as it is.
    """
    notes: list[Note] = []
    for doubt in doubts(page):
        other = changed(page, doubt)
        there = nodes(other)
        if not there:
            continue
        then = weigh(there)
        odds = _title_odds(doubt, now, then)
        block = page.blocks[doubt.at]
        if (odds > 0) == (doubt.kind == "title"):
            continue
        page, now = other, then
        notes.append(Note(block.start, block.end, "kind-reconsidered", (("was", doubt.kind), ("title_log_odds", round(odds, 2)))))
    return page.with_notes(notes), now


def _title_odds(doubt: Doubt, now: Weighed, then: Weighed) -> float:
    score = fitted("kinds-again")
    if score.names != NAMES:
        raise ValueError("the fitted weights 'kinds-again' are not for this evidence: run bench/fit_all.py")
    return float(score.log_odds(doubt_evidence(doubt, now, then)[None, :])[0])
