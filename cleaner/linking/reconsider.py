"""Lines in doubt: a title or a subhead? As each, the page is put together; what makes the better page is believed.

A subhead taken for a title cuts an article in two, a title taken for a subhead puts two together: both leave texts without a
fitting beginning, or titles without a text. bench/fit_all.py tells how many lines in doubt are of the wrong kind before and
after, cross-validated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleaner.linking.nodes import Node
from cleaner.linking.weigh import Weighed, weigh
from cleaner.page import Note, Page
from cleaner.weights import logistic_for

if TYPE_CHECKING:
    import numpy.typing as npt

# Only lines whose kind has less than this chance are reconsidered, and only so many of a page: each costs as much as linking the
# page. Chosen: there are about 1.3 such lines on a labelled page.
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


def changed(found: Sequence[Node], doubt: Doubt) -> list[Node]:
    """The nodes of the page with the line as the other kind."""
    return [n._replace(title=not n.title) if n.at == doubt.at else n for n in found]


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
    blocks, notes = list(page.blocks), []
    for doubt in doubts(page):
        then = weigh(changed(now.nodes, doubt), now.evidence.known.texts)
        odds = _title_odds(doubt, now, then)
        if (odds > 0) == (doubt.kind == "title"):
            continue
        now, block = then, blocks[doubt.at]
        blocks[doubt.at] = block._replace(kind=doubt.other)
        notes.append(Note(block.start, block.end, "kind-reconsidered", (("was", doubt.kind), ("title_log_odds", round(odds, 2)))))
    return replace(page, blocks=tuple(blocks)).with_notes(notes), now


def _title_odds(doubt: Doubt, now: Weighed, then: Weighed) -> float:
    return float(logistic_for("kinds-again", NAMES).log_odds(doubt_evidence(doubt, now, then)[None, :])[0])
