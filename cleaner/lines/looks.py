"""What a line looks like and what stands around it: the evidence on which it is a title, a caption, body text or page furniture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleaner.language import ngram
from cleaner.language.cohesion import cosines, vectors
from cleaner.language.joint import Edges, edges, join_gain
from cleaner.language.shingles import letters
from cleaner.language.topics import topics
from cleaner.lines.beside import BARE, Lines, beside, matches, row, value_at
from cleaner.lines.headless import OFFSETS, as_headlines, headless
from cleaner.lines.marks import (
    BRACKET_END,
    CLOSING,
    COLON_END,
    DASH_END,
    DASH_START,
    DATELINE,
    LEAD,
    LIST_START,
    PICTURE,
    QUOTE_END,
    TIME,
    closed,
    commas,
    stops,
)
from cleaner.lines.said import SHORT, STRETCH, echo, said

if TYPE_CHECKING:
    import numpy.typing as npt

    Matrix = npt.NDArray[np.float64]
    Places = npt.NDArray[np.int64]
    Features = dict[str, npt.NDArray[np.generic]]

# Ideographs and kana stand from here on.
FIRST_EASTERN = 0x2E80
# Texts before and after a line that say what is being written of there. Chosen.
WINDOW = 3
# Lines beyond a stretch that its first and last lines are compared with.
EDGE = 12


class Line(NamedTuple):
    """A block as it is looked at: its text, what it is already known to be, and the marks of its place."""

    text: str
    known: str  # byline, credit or "" for what is to be found out
    heading: bool  # marked as a heading by the page's reader
    space: int  # line ends before and after it, beyond the page's usual


class Looks(NamedTuple):
    """Features of every line of a page, shape (n, number of names); the rows of known lines are not used.

    size: letters of each line; open: whether it is short and not closed, as headlines and subheads are.
    """

    names: tuple[str, ...]
    rows: Matrix
    size: Matrix
    open: npt.NDArray[np.bool_]

    def at(self, lines: Sequence[int]) -> Looks:
        """What some of the lines look like, those at these indices."""
        return Looks(self.names, self.rows[lines], self.size[lines], self.open[lines])


def looks(lines: Sequence[Line]) -> Looks:
    """What every line of a page looks like.

    Nothing in it is a word of any page: lengths, marks, the language model's view of the edges, likeness to the
    neighbours, and the neighbours' own shape.

    >>> lines = [Line("新桥今天通车", "", False, 0), Line("新桥今天上午正式通车，两岸居民从此不必再等渡船。", "", False, 0)]
    >>> looks(lines).open.tolist(), looks(lines).size.tolist()
    ([True, False], [6.0, 22.0])
    """
    texts = [line.text for line in lines]
    plain = [letters(t) for t in texts]
    edge = edges(ngram.default_model(), texts)
    shape = _Shape(
        size=_lengths(plain),
        closed=np.array([closed(t) for t in texts]),
        stops=np.array([stops(t) for t in texts], dtype=np.float64),
        commas=np.array([commas(t) for t in texts], dtype=np.float64),
    )
    features = {**_own(lines, edge, shape), **_around(lines, plain, edge, shape)}
    rows = np.stack([np.asarray(f, dtype=np.float64) for f in features.values()], axis=1)
    return Looks(tuple(features), rows, shape.size, shape.short & ~shape.closed)


class _Shape(NamedTuple):
    """Letters of each line, whether it ends as a sentence does, and its stops and commas, up to three."""

    size: Matrix
    closed: npt.NDArray[np.bool_]
    stops: Matrix
    commas: Matrix

    @property
    def short(self) -> npt.NDArray[np.bool_]:
        return self.size <= SHORT


def _lengths(plain: Sequence[str]) -> Matrix:
    """How much each line says, in ideographs: a Latin word of five letters says what two of them do."""
    sizes = np.array([len(p) for p in plain])
    points = np.frombuffer("".join(plain).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    small = np.bincount(np.repeat(np.arange(len(plain)), sizes), points < FIRST_EASTERN, minlength=len(plain))
    return np.asarray(sizes - small + 0.4 * small)


def _own(lines: Sequence[Line], edge: Edges, shape: _Shape) -> Features:
    """Features of a line by itself, and of its place on the page."""
    texts = [line.text for line in lines]
    closed, short = shape.closed, shape.short
    open_ = short & ~closed
    gap = np.array([" " in t.strip() for t in texts])
    headings = np.array([line.heading for line in lines])
    here = np.arange(len(lines))
    return {
        "letters": np.log1p(shape.size),
        "closed": closed,
        "stops": shape.stops,
        "commas": shape.commas,
        "short": short,
        "short-closed": short & closed,
        "short-open": short & ~closed,
        "no-comma-open": short & ~closed & (shape.commas == 0),
        "starts-title": np.clip(edge.starts_title - edge.starts_text, -8, 8),
        "starts-text": edge.starts_text,
        "ends-title": edge.ends_title,
        "ends-text": edge.ends_text,
        "open-stops": ~closed * edge.stops,
        "quote-end": matches(QUOTE_END, texts),
        "colon-end": matches(COLON_END, texts),
        "dash-start": matches(DASH_START, texts),
        "dash-end": matches(DASH_END, texts),
        "bracket-end": matches(BRACKET_END, texts),
        "closing": matches(CLOSING, texts),
        "picture": matches(PICTURE, texts),
        "list": matches(LIST_START, texts),
        "gap-inside": gap,
        "gaps-here": np.full(len(lines), gap[open_].mean() if open_.any() else 0.5),
        "same-parts": _same_parts(texts, open_),
        "heading": headings,
        "other-headings": headings.any() & ~headings,
        "space": np.array([line.space for line in lines]),
        "first": here == 0,
        "last": here == len(lines) - 1,
        # A page of few lines, none of them torn, is a text that somebody saved sooner than a page of a paper.
        "page-lines": np.full(len(lines), np.log1p(len(lines))),
        "page-torn": np.full(len(lines), (~short & ~closed).sum() / max(1, (~short).sum())),
    }


def _same_parts(texts: Sequence[str], among: npt.NDArray[np.bool_]) -> Matrix:
    """For each of some lines, the share of the others whose parts are as long: a page's headlines are made to one measure."""
    parts = [tuple(len(part) for part in text.split()) if ok else () for text, ok in zip(texts, among, strict=True)]
    count = Counter(parts)
    others = max(1, int(among.sum()) - 1)
    return np.array([(count[p] - 1) / others if p else 0.0 for p in parts])


def _around(lines: Sequence[Line], plain: Sequence[str], edge: Edges, shape: _Shape) -> Features:
    """Features of what stands around a line, and of how the line goes with it."""
    closed, short = shape.closed, shape.short
    texts, known = [line.text for line in lines], np.array([line.known for line in lines])
    bare = (shape.size <= BARE) & ~closed
    there = beside(known == "", bare)
    before, after, above, below = there
    here = np.arange(len(lines))
    # Over the line after, too, for that may be a caption within a sentence.
    beyond = np.where(after >= 0, after[np.maximum(after, 0)], -1)
    pairs = [(before, here), (here, after), (before, after), (here, beyond), (above, below)]
    gains = join_gain(edge, *(np.maximum(np.concatenate(side), 0) for side in zip(*pairs, strict=True))).reshape(len(pairs), len(lines))
    real = [(first >= 0) & (second >= 0) for first, second in pairs]
    gain_before, gain_after, across, gain_beyond, through = np.where(real, gains, 0)
    torn = (before >= 0) & ~closed[before]
    caption = short * closed
    title_like = short & ~closed & (shape.stops == 0)
    follows, leads = np.concatenate([[""], known[:-1]]), np.concatenate([known[1:], [""]])
    said_before, said_after = said(plain, shape.size)
    again = echo(plain)
    dated, timed = matches(DATELINE, texts), np.array([bool(TIME.search(text, 0, LEAD)) for text in texts])
    return {
        **row(Lines(texts, edge, shape.size, closed, (known == "") & bare, dated, timed), there, through),
        "before-open": torn,
        "before-gain": torn * gain_before,
        "after-gain": ~closed * gain_after,
        "beyond-gain": ~closed * gain_beyond,
        "across-gain": torn * np.maximum(across, -4),
        "torn-around": torn & short & closed,
        "torn-around-across": torn * caption * np.maximum(across, -4),
        "torn-around-gain": torn * caption * gain_before,
        "short-closed-letters": caption * np.log1p(shape.size),
        "short-closed-ends": caption * edge.ends_text,
        "short-closed-after-closed": ~torn * caption * value_at(closed, before),
        "short-closed-starts": caption * edge.starts_text,
        "before-closed": value_at(closed, before),
        "before-short": value_at(short, before),
        "after-short": value_at(short, after),
        "after-starts-text": value_at(edge.starts_text, after),
        "after-leads": value_at(edge.leads, after),
        "leads": edge.leads,
        "opens": edge.opens,
        "after-opens": value_at(edge.opens, after),
        "after-byline": follows == "byline",
        "before-byline": leads == "byline",
        "after-credit": follows == "credit",
        "before-credit": leads == "credit",
        "before-title-like": value_at(title_like, before),
        "after-title-like": value_at(title_like, after),
        "dateline": dated,
        "after-dateline": value_at(dated, after),
        "after-timed": value_at(timed, after),
        **_company(plain, (before, after), (known == "", shape), np.asarray(edge.opens, dtype=np.float64)),
        "said-before": said_before,
        "said-after": said_after,
        "most-like": short * (said_before + said_after),
        "echo-closed": again * short * closed,
        "echo-open": again * short * ~closed,
    }


def _company(plain: Sequence[str], there: tuple[Places, Places], lines: tuple[npt.NDArray[np.bool_], _Shape], opens: Matrix) -> Features:
    """How each line goes with its neighbours and with texts near it, and the text before it with the text after it, in words and in topics.

    Between two texts of one article a line is a subhead or a quotation; between two of different ones it is a title.

    Args:
        plain: the letters of each line.
        there: the lines before and after each.
        lines: whether the kind of each is to be found out, and their shape.
        opens: log-odds that each begins an article.
    """
    here, (before, after), (unknown, shape) = np.arange(len(plain)), there, lines
    text = ~shape.short | shape.closed
    bare = headless(shape.size, shape.closed, unknown, shape.short & ~shape.closed)
    rows = {f"{kind}-{name}": np.zeros(len(plain)) for kind in ("like", "near") for name in ("before", "after", "around", "texts")}
    beside_bare = {kind: np.zeros((len(plain), len(OFFSETS))) for kind in ("like", "near")}
    beneath = {kind: np.zeros(len(plain)) for kind in ("like", "near")}
    # Pages of usual size at once; larger ones in stretches, so that the work grows with the page and not its square.
    for start in range(0, len(plain), STRETCH):
        a, b = max(0, start - EDGE), min(len(plain), start + STRETCH + EDGE)
        mine = here[start : start + STRETCH]
        above, below = _windows(text[a:b])
        for kind, found in (("like", vectors(plain[a:b])), ("near", topics(plain[a:b]))):
            products = found @ found.T
            alike = cosines(products, np.diagonal(products), np.diagonal(products))
            for name, left, right in (("before", mine, before[mine]), ("after", mine, after[mine]), ("around", before[mine], after[mine])):
                rows[f"{kind}-{name}"][mine] = _alike(alike, left - a, right - a)
            up, down = above @ products, below @ products
            both = cosines(up @ below.T, (up * above).sum(axis=1), (down * below).sum(axis=1))
            rows[f"{kind}-texts"][mine] = np.diagonal(both)[mine - a]
            beside_bare[kind][mine] = _alike(alike, mine[:, None] - a, bare.at[mine] - a)
            beneath[kind][mine] = _alike(alike, mine - a, bare.below[mine] - a)
    return {**rows, **as_headlines(bare, opens, *beside_bare.values(), *beneath.values())}


def _alike(alike: Matrix, first: Places, second: Places) -> Matrix:
    """How alike lines of a stretch are, by their places in it; 0 for a place outside it."""
    real = (first >= 0) & (second >= 0) & (first < len(alike)) & (second < len(alike))
    return np.asarray(np.where(real, alike[np.where(real, first, 0), np.where(real, second, 0)], 0.0))


def _windows(text: npt.NDArray[np.bool_]) -> tuple[Matrix, Matrix]:
    """For every line the last texts before it and the first after it, WINDOW of each: rows of ones and zeros."""
    upto = np.cumsum(text)
    rank = np.where(text, upto, -WINDOW - 1)[None, :]
    above = (rank > (upto - text)[:, None] - WINDOW) & (rank <= (upto - text)[:, None])
    below = (rank > upto[:, None]) & (rank <= upto[:, None] + WINDOW)
    return above.astype(np.float64), below.astype(np.float64)
