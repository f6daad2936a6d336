"""The evidence for and against a link, as numbers: of a pair of nodes, of a node as an end, of a node as a beginning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cleaner import ngram
from cleaner.cohesion import Vectors, likeness, vectors
from cleaner.joint import CUT, Edges, edges, join_gain
from cleaner.linking.nodes import COLON_END, MARK_START, NUMBERED, Node, has_dash, texts

Matrix = npt.NDArray[np.float64]

# Each group of features is for pairs of one kind; a pair has zeros in the others.
BODY = (
    "next", "next-body", "forward", "backward", "distance", "titles-between", "title-between", "orderly-next",
    "open", "open-gain", "closed-gain", "open-next", "open-gain-next", "open-starts-text", "closed-starts-text", "open-best", "open-best-here",
    "alike", "alike-rank", "alike-next", "alike-best",
    "quote", "quote-broken", "mark-start-open", "mark-start-closed", "dateline", "signed", "byline-between", "colon", "numbered", "caption-between",
    "same-title", "other-title", "retitled", "short-first", "same-region", "other-region", "leads", "lasts-first", "lasts-second",
    "open-gain-high", "open-gain-low", "open-gain-low-next", "closed-gain-low", "open-opens", "closed-opens", "open-opens-low", "closed-opens-low",
    "open-stops", "open-gain-cut", "open-gain-low-cut", "open-opens-cut", "cut-next", "cut-next-gain-low",
    "subhead", "subhead-next", "subhead-second", "subhead-second-next", "subhead-alike-next", "subhead-opens",
    "closed-claimed", "open-short-of-claim", "open-short-of-best", "open-bad", "parallel", "parallel-far",
)  # fmt: skip
OPENING = (
    "next", "forward", "backward", "distance", "titles-between", "alike", "alike-rank", "dateline", "starts-text", "gain-elsewhere", "orderly-next",
    "closes", "mark-start", "after-title", "far-dateline", "byline-between", "alike-next", "leads", "lasts", "opens", "opens-low",
)  # fmt: skip
LINES = (
    "next",
    "distance",
    "alike",
    "first-dash",
    "second-dash",
    "gap",
    "next-then-body",
    "lengths",
    "gap-lines",
    "ends-title",
    "starts-title",
)
END = (
    "closed", "ends-text", "signed", "byline-after", "last", "title-after", "title", "unsigned-here", "best-gain", "best-alike", "opens", "colon", "next-dateline", "lasts", "leads", "subhead", "torn", "stops", "cut",
)  # fmt: skip
START = (
    "title", "title-after-title", "title-first", "dateline", "starts-text", "best-gain", "best-gain-open", "first", "mark-start", "after-closed", "after-signed", "best-alike", "retitled", "closes", "leads", "lasts", "opens", "opens-low",
)  # fmt: skip


class Evidence(NamedTuple):
    """Features of every ordered pair, shape (p, n, n); of every node as an end, (e, n), and as a beginning, (s, n)."""

    pair: npt.NDArray[np.float64]
    end: Matrix
    start: Matrix
    allowed: npt.NDArray[np.bool_]  # shape (n, n)
    words: Vectors  # what each node is about, of `cleaner.cohesion`
    edge: Edges  # what the language model says of the nodes' edges


PAIR_NAMES = tuple(
    f"{kind}:{name}" for kind, names in (("body", BODY), ("opening", OPENING), ("lines", LINES)) for name in ("bias", *names)
)
END_NAMES = tuple(f"end:{name}" for name in ("bias", *END))
START_NAMES = tuple(f"start:{name}" for name in ("bias", *START))
NAMES = PAIR_NAMES + END_NAMES + START_NAMES


def evidence(found: Sequence[Node]) -> Evidence:
    """All evidence on the nodes of a page, or of a stretch of it."""
    count = len(found)
    here = np.arange(count)
    title = np.array([n.title for n in found], dtype=bool)
    closed = np.array([n.closed for n in found], dtype=bool)
    signed = np.array([n.signed for n in found], dtype=bool)
    dateline = np.array([n.dateline for n in found], dtype=bool)
    lone = np.array([n.byline_after for n in found], dtype=bool)
    marks = np.array([bool(MARK_START.match(n.text)) for n in found], dtype=bool)
    closes, opens = np.array([bool(n.closes) for n in found]), np.array([bool(n.opens) for n in found])
    edge = edges(ngram.default_model(), texts(found))
    # Of a sentence that is closed only the mark that closes it bears on what comes next.
    edge.tails[closed & ~title, :-1] = -1
    words = vectors([n.letters for n in found])
    alike = likeness(words, words)
    np.fill_diagonal(alike, 0)
    torn = np.array([n.torn for n in found], dtype=bool) & ~signed
    subhead = ~title & ~closed & ~torn & ~signed
    gain = np.zeros((count, count))
    first, second = np.nonzero(np.ones((count, count), dtype=bool) & ~title[:, None] & ~title[None, :] & ~np.eye(count, dtype=bool))
    gain[first, second] = join_gain(edge, first, second)
    step = here[None, :] - here[:, None]
    following = _next_body(title)
    titles = np.concatenate([[0], np.cumsum(title)])
    low, high = np.minimum(here[:, None], here[None, :]), np.maximum(here[:, None], here[None, :])
    between = titles[high] - titles[low + 1]
    between = np.where(high > low, between, 0)
    orderly = _orderly(torn, gain, here)
    nexts = step == 1
    columns: dict[str, npt.NDArray[np.generic]] = {}
    body = ~title[:, None] & ~title[None, :] & (step != 0)
    opening = title[:, None] & ~title[None, :]
    lines = title[:, None] & title[None, :] & (step != 0)
    starts, ends = edge.starts_text, edge.ends_text
    gain_body = np.where(body, gain, -99)
    best_in = np.where(torn[:, None], gain_body, -99).max(axis=0, initial=-8)
    best_out = gain_body.max(axis=1, initial=-8)
    rank = np.where(body | opening, alike, -1)
    best_alike_out, best_alike_in = rank.max(axis=1, initial=0), rank.max(axis=0, initial=0)
    quotes = (
        np.array([[bool(set(a.opens) & {_opener(c) for c in b.closes}) for b in found] for a in found])
        if (closes.any() and opens.any())
        else np.zeros((count, count), dtype=bool)
    )
    bylines = np.concatenate([[0], np.cumsum(signed | lone)])
    parted = np.where(step > 0, bylines[high] - bylines[low] > 0, False)
    captions = np.array([n.caption_before for n in found])
    retitled = np.array([n.retitled for n in found])
    region = _region(title)
    same_title = (retitled[None, :] >= 0) & (region[:, None] == region[np.maximum(retitled, 0)][None, :])
    size = np.array([len(n.letters) for n in found])
    o, c = torn[:, None], ~torn[:, None]
    cut = (torn & (edge.stops < CUT))[:, None]
    parallel = _parallel([n.letters for n in found])
    columns |= _named("body", body, BODY, (
        nexts, following[:, None] == here[None, :], step > 0, step < 0, np.log1p(np.abs(step)), np.minimum(between, 4), between > 0, nexts * orderly,
        o, o * gain, c * gain, o & nexts, o * gain * nexts, o * starts[None, :], c * starts[None, :], o & (gain >= best_out[:, None] - 1e-6), o & (gain >= best_in[None, :] - 1e-6),
        alike, alike >= best_alike_out[:, None] - 1e-9, alike * nexts, alike >= best_alike_in[None, :] - 1e-9,
        quotes, (opens[:, None] | closes[None, :]) & ~quotes, marks[None, :] & o, marks[None, :] & c, dateline[None, :], signed[:, None], parted,
        np.array([bool(COLON_END.search(n.text)) for n in found])[:, None], np.array([bool(NUMBERED.match(n.text)) for n in found])[None, :], nexts & captions[None, :],
        same_title, (retitled[None, :] >= 0) & ~same_title, retitled[None, :] >= 0, (size < 20)[:, None], region[:, None] == region[None, :], (region[:, None] != region[None, :]) & (step > 0),
        edge.leads[None, :], edge.lasts[:, None], edge.lasts[None, :],
        o * np.maximum(gain - 3, 0), o * np.minimum(gain + 3, 0), o * nexts * np.minimum(gain + 3, 0), c * np.minimum(gain + 3, 0),
        o * edge.opens[None, :], c * edge.opens[None, :], o * np.minimum(edge.opens, 0)[None, :], c * np.minimum(edge.opens, 0)[None, :],
        o * edge.stops[:, None], cut * gain, cut * np.minimum(gain + 3, 0), cut * edge.opens[None, :], cut * nexts, cut * nexts * np.minimum(gain + 3, 0),
        subhead[:, None], subhead[:, None] * nexts, subhead[None, :], subhead[None, :] * nexts, subhead[:, None] * nexts * alike, subhead[:, None] * edge.opens[None, :],
        c * np.maximum(best_in, 0)[None, :], o * np.maximum(gain - best_in[None, :], -12), o * np.maximum(gain - best_out[:, None], -12), o * (gain < -1), parallel, parallel * (step > 1),
    ))  # fmt: skip
    columns |= _named("opening", opening, OPENING, (
        nexts, step > 0, step < 0, np.log1p(np.abs(step)), np.minimum(between, 4), alike, alike >= best_alike_out[:, None] - 1e-9, dateline[None, :], starts[None, :],
        best_in[None, :], nexts * orderly, closes[None, :], marks[None, :], np.concatenate([[False], title[:-1]])[None, :], dateline[None, :] & ~nexts, parted, alike * nexts, edge.leads[None, :], edge.lasts[None, :], edge.opens[None, :], np.minimum(edge.opens, 0)[None, :],
    ))  # fmt: skip
    dashes = np.array([has_dash(n) for n in found]).reshape(count, 2)
    body_next = np.concatenate([~title[1:], [False]])
    gaps = np.array([" " in n.text.strip() for n in found])
    columns |= _named("lines", lines, LINES, (
        nexts, np.log1p(np.abs(step)), alike, dashes[:, 1][:, None] | dashes[:, 0][None, :], dashes[:, 0][:, None], gaps[:, None], nexts & body_next[None, :],
        np.log1p(size)[:, None] - np.log1p(size)[None, :], gaps[None, :], edge.ends_title[:, None], edge.starts_title[None, :],
    ))  # fmt: skip
    pair = np.stack([columns[name] for name in PAIR_NAMES])
    title_after = np.concatenate([title[1:], [True]])
    dateline_after = np.concatenate([dateline[1:], [False]])
    here_signed = signed.sum() + lone.sum()
    end = _stack(np.ones(count), closed, ends, signed, lone, here == count - 1, title_after, title, ~signed & ~lone & (here_signed > 0),
                 best_out * torn, best_alike_out, opens, [bool(COLON_END.search(n.text)) for n in found], dateline_after, edge.lasts, edge.leads, subhead, torn, edge.stops * torn, cut[:, 0])  # fmt: skip
    before_closed = np.concatenate([[True], closed[:-1]])
    before_signed = np.concatenate([[False], (signed | lone)[:-1]])
    after_title = np.concatenate([[False], title[:-1]])
    start = _stack(np.ones(count), title, title & after_title, title & (here == 0), dateline, starts * ~title, best_in * ~title, best_in * ~title * (best_in > 0),
                   here == 0, marks, before_closed, before_signed, best_alike_in, retitled >= 0, closes, edge.leads * ~title, edge.lasts * ~title, edge.opens * ~title, np.minimum(edge.opens, 0) * ~title)  # fmt: skip
    return Evidence(pair, end, start, body | opening | lines, words, edge)


def _named(
    kind: str, mask: npt.NDArray[np.bool_], names: Sequence[str], values: Sequence[npt.ArrayLike]
) -> dict[str, npt.NDArray[np.generic]]:
    whole = {f"{kind}:bias": mask.astype(np.float64)}
    whole |= {f"{kind}:{name}": np.where(mask, np.asarray(value, dtype=np.float64), 0.0) for name, value in zip(names, values, strict=True)}
    return whole  # type: ignore[return-value]


def _stack(*values: npt.ArrayLike) -> Matrix:
    return np.stack([np.asarray(v, dtype=np.float64) for v in values])


def _next_body(title: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """For each node the next body node on the page, whatever titles stand between; -1 where none is."""
    out = np.full(len(title), -1, dtype=np.int64)
    later = -1
    for k in range(len(title) - 1, -1, -1):
        out[k] = later
        if not title[k]:
            later = k
    return out


def _orderly(torn: npt.NDArray[np.bool_], gain: Matrix, here: npt.NDArray[np.int64]) -> float:
    """Share of the torn ends that read on well in the very next node: near 1 where the page came in reading order."""
    ends = here[:-1][torn[:-1]]
    return float((gain[ends, ends + 1] > 0).mean()) if len(ends) else 0.5


def _region(title: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Number of the titles up to each node, lines of one title counted once: the stretch of the page that it stands in."""
    begins = title & ~np.concatenate([[False], title[:-1]])
    return np.cumsum(begins)


def _parallel(letters: Sequence[str]) -> Matrix:
    """Letters that two nodes begin alike with, up to three: 一体系协同 … 一次性检查 … 一张网预警."""
    heads = np.array([[ord(c) for c in text[:3].ljust(3, "\0")] for text in letters]).reshape(len(letters), 3)
    same = (heads[:, None, :] == heads[None, :, :]) & (heads[None, :, :] != 0)
    return np.asarray(np.cumprod(same, axis=2).sum(axis=2), dtype=np.float64)


def _opener(mark: str) -> str:
    from cleaner.linking.nodes import CLOSERS

    return CLOSERS[mark]
