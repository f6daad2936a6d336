"""Say which articles have lost their opening or their end, and which have no title or no text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import regex

from cleaner import ngram
from cleaner.cohesion import likeness, vectors
from cleaner.joint import CUT, edges
from cleaner.linking.nodes import COLON_END, DATELINE, MARK_START, NUMBERED, unbalanced
from cleaner.looks import CLOSED, COMMA
from cleaner.page import Block, Note, Page, reading
from cleaner.shingles import letters
from cleaner.weights import fitted

if TYPE_CHECKING:
    import numpy.typing as npt


# A lead says when: a number of a day, a month or a year stands near its beginning.
TIME = regex.compile(r"\d\s*[年月日]|\b\d{1,2}:\d\d|\b(?:19|20)\d\d\b")
LEAD = 80


class Whole(NamedTuple):
    """An article as its completeness is judged: its first and last pieces of text, and what stands around them."""

    first: Block
    last: Block
    titles: tuple[Block, ...]
    signed: bool
    pieces: int


HEAD = (
    "leads", "starts", "dateline", "page-datelines", "no-dateline-here", "mark-start", "closes", "titled", "single", "commas", "letters", "numbered", "leads-titled", "opens", "opens-low", "title-alike", "date", "date-here",
)  # fmt: skip
TAIL = (
    "closed", "ends", "signed", "page-signed", "unsigned-here", "opens", "colon", "lasts", "single", "letters", "open-letters", "short-open", "page-tails", "stops", "cut",
)  # fmt: skip


def complete(page: Page) -> Page:
    """Note what articles lack, with the evidence: `lost-opening`, `lost-end`, `untitled`, `no-text`.

    An end is lost where the last sentence breaks off, or where a page that signs its articles has one without a name; an
    opening where the first paragraph begins as only later ones do. How much each counts is fitted.
    """
    members: dict[int, list[Block]] = {}
    for block in sorted((b for b in page.blocks if b.article is not None), key=lambda b: (b.article, b.order)):
        members.setdefault(block.article or 0, []).append(block)
    notes: list[Note] = []
    wholes: list[Whole] = []
    for blocks in members.values():
        titles = [b for b in blocks if b.kind == "title"]
        bodies = [b for b in blocks if b.kind == "body"]
        if not titles:
            notes.append(Note(blocks[0].start, blocks[0].end, "untitled"))
        if bodies:
            wholes.append(Whole(bodies[0], bodies[-1], tuple(titles), any(b.kind == "byline" for b in blocks), len(bodies)))
        else:
            notes.append(Note(blocks[0].start, blocks[0].end, "no-text"))
    head, tail = lost_evidence(page, wholes)
    for rule, features, place in (("lost-opening", head, "first"), ("lost-end", tail, "last")):
        score = fitted(rule)
        for whole, odds, row in zip(wholes, score.log_odds(features), features, strict=True):
            if odds > 0:
                edge: Block = getattr(whole, place)
                weight = score.weights * row
                most = sorted(range(len(weight)), key=lambda k: (-weight[k], k))[:2]
                facts = [("log_odds", round(float(odds), 2)), *((score.names[k], round(float(weight[k]), 2)) for k in most)]
                notes.append(Note(edge.start, edge.end, rule, tuple(facts)))
    return page.with_notes(notes)


def lost_evidence(page: Page, wholes: Sequence[Whole]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Features of a lost opening, shape (n, len(HEAD)), and of a lost end, shape (n, len(TAIL)), for each article."""
    if not wholes:
        return np.zeros((0, len(HEAD))), np.zeros((0, len(TAIL)))
    firsts = [reading(page, w.first.start, w.first.end) for w in wholes]
    lasts = [reading(page, w.last.start, w.last.end) for w in wholes]
    at_first, at_last = edges(ngram.default_model(), firsts), edges(ngram.default_model(), lasts)
    dated = np.array([bool(DATELINE.match(t)) for t in firsts])
    titled = np.array([bool(w.titles) for w in wholes])
    single = np.array([w.pieces == 1 for w in wholes])
    signed = np.array([w.signed for w in wholes])
    closed = np.array([bool(CLOSED.search(t)) for t in lasts])
    size = np.array([np.log1p(len(letters(t))) for t in lasts])
    timed = np.array([bool(TIME.search(t, 0, LEAD)) for t in firsts])
    head = [
        at_first.leads, at_first.starts_text, dated, np.full(len(dated), dated.mean()), ~dated * dated.mean(), [bool(MARK_START.match(t)) for t in firsts],
        [bool(unbalanced(t)[1]) for t in firsts], titled, single, [min(3, len(COMMA.findall(t))) for t in firsts],
        [np.log1p(len(letters(t))) for t in firsts], [bool(NUMBERED.match(t)) for t in firsts], at_first.leads * titled,
        at_first.opens, np.minimum(at_first.opens, 0), _title_alike(page, wholes, firsts),
        timed, ~timed * timed.mean(),
    ]  # fmt: skip
    tail = [
        closed | signed, at_last.ends_text, signed, np.full(len(signed), signed.mean()), ~signed * signed.mean(), [bool(unbalanced(t)[0]) for t in lasts],
        [bool(COLON_END.search(t)) for t in lasts], at_last.lasts, single, size, ~closed * size, ~closed & (size < 3), np.full(len(closed), (~closed & ~signed).mean()),
        ~closed * at_last.stops, ~closed & ~signed & (at_last.stops < CUT),
    ]  # fmt: skip
    return tuple(np.stack([np.asarray(c, dtype=np.float64) for c in rows], axis=1) for rows in (head, tail))  # type: ignore[return-value]


def _title_alike(page: Page, wholes: Sequence[Whole], firsts: Sequence[str]) -> npt.NDArray[np.float64]:
    """Likeness of each article's title to its first piece: an opening says again what the headline says."""
    titles = ["".join(reading(page, b.start, b.end) for b in w.titles) for w in wholes]
    words = vectors([letters(t) for t in (*titles, *firsts)])
    return np.diagonal(likeness(words[: len(wholes)], words[len(wholes) :]))
