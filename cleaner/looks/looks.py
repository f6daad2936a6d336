"""What a line looks like and what stands around it: the evidence on which it is a title, text, a caption, page furniture or a byline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from cleaner.arrays import Features, Flags, Numbers
from cleaner.language import ngram
from cleaner.language.joint import Edges, edges
from cleaner.language.line_words import line_words
from cleaner.language.marks import (
    BRACKET_END,
    CLOSING,
    COLON_END,
    DASH_END,
    DASH_START,
    LIST_START,
    PICTURE,
    QUOTE_END,
    closed,
    commas,
    dateline,
    stops,
    timed,
)
from cleaner.language.shingles import letters
from cleaner.looks.beside import BARE, LineFacts, beside, matches, row, value_at
from cleaner.looks.company import Shape, company
from cleaner.looks.near import near_lines, neighbours, torn
from cleaner.looks.said import echo, said
from cleaner.looks.signing import signing
from cleaner.page import Kind

if TYPE_CHECKING:
    import numpy.typing as npt


# Ideographs and kana stand from here on.
FIRST_EASTERN = 0x2E80
# What a letter before these says, in ideographs: a Latin word of five letters says what two of them do. Chosen.
OF_ALPHABET = 0.4
# Nats beyond which a beginning is no more a title's than a text's. Chosen before the trees were fitted, which hold for it.
STARTS = 8


class Line(NamedTuple):
    """A block as it is looked at: its text, what it is already known to be, and the marks of its place."""

    text: str
    known: Kind | Literal[""]  # byline, credit or "" for what is to be found out
    heading: int  # of which level a heading by the marks of the page's reader; 0 for none
    space: int  # line ends before and after it, beyond the page's usual


class Looks(NamedTuple):
    """Features of every line of a page, shape (n, number of names); the rows of known lines are not used.

    size: letters of each line; open: whether it is short and not closed, as headlines and subheads are.
    """

    names: tuple[str, ...]
    rows: Numbers
    size: Numbers
    open: Flags

    def at(self, lines: Sequence[int]) -> Looks:
        """What some of the lines look like, those at these indices."""
        return Looks(self.names, self.rows[lines], self.size[lines], self.open[lines])

    def marked(self, lines: Sequence[Line]) -> Looks:
        """What the same lines look like with other marks of headings: nothing else that is looked at knows of these.

        >>> lines = [Line("新桥今天通车", "", 1, 0), Line("五分钟过江", "", 0, 0)]
        >>> plain = [line._replace(heading=0) for line in lines]
        >>> bool((looks(plain).marked(lines).rows == looks(lines).rows).all())
        True
        """
        rows = self.rows.copy()
        for name, values in _headings(lines).items():
            rows[:, self.names.index(name)] = values
        return self._replace(rows=rows)


def looks(lines: Sequence[Line]) -> Looks:
    """What every line of a page looks like.

    Nothing in it is a word of any one page: lengths, marks, the language model's view of the edges, how much the words are those of page
    furniture or of a caption, likeness to the neighbours, and the neighbours' own shape.

    >>> lines = [Line("新桥今天通车", "", 0, 0), Line("新桥今天上午正式通车，两岸居民从此不必再等渡船。", "", 0, 0)]
    >>> looks(lines).open.tolist(), looks(lines).size.tolist()
    ([True, False], [6.0, 22.0])
    """
    texts = [line.text for line in lines]
    plain = [letters(t) for t in texts]
    edge = edges(ngram.default_model(), texts)
    shape = Shape(
        size=_lengths(plain),
        closed=np.array([closed(t) for t in texts]),
        stops=np.array([stops(t) for t in texts], dtype=np.float64),
        commas=np.array([commas(t) for t in texts], dtype=np.float64),
    )
    features = {**_own(lines, edge, shape), **_around(lines, plain, edge, shape)}
    rows = np.stack([np.asarray(f, dtype=np.float64) for f in features.values()], axis=1)
    return Looks(tuple(features), rows, shape.size, shape.open)


def _lengths(plain: Sequence[str]) -> Numbers:
    """How much each line says, in ideographs."""
    sizes = np.array([len(p) for p in plain])
    points = np.frombuffer("".join(plain).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    small = np.bincount(np.repeat(np.arange(len(plain)), sizes), points < FIRST_EASTERN, minlength=len(plain))
    return np.asarray(sizes - small + OF_ALPHABET * small)


def _own(lines: Sequence[Line], edge: Edges, shape: Shape) -> Features:
    """Features of a line by itself, and of its place on the page."""
    texts = [line.text for line in lines]
    around, below = line_words(texts).T
    words = {"furniture-words": around, "caption-words": below}
    return {**_by_shape(edge, shape), **_by_marks(texts, shape), **_headings(lines), **_by_place(lines, shape), **words}


def _by_shape(edge: Edges, shape: Shape) -> Features:
    """How long a line is, whether it is closed, and whether it begins and ends as titles and as texts do."""
    closed, short = shape.closed, shape.short
    return {
        "letters": np.log1p(shape.size),
        "closed": closed,
        "stops": shape.stops,
        "commas": shape.commas,
        "short": short,
        "short-closed": short & closed,
        "short-open": shape.open,
        "no-comma-open": shape.open & (shape.commas == 0),
        "starts-title": np.clip(edge.starts_title - edge.starts_text, -STARTS, STARTS),
        "starts-text": edge.starts_text,
        "ends-title": edge.ends_title,
        "ends-text": edge.ends_text,
        "open-stops": ~closed * edge.stops,
    }


def _by_marks(texts: Sequence[str], shape: Shape) -> Features:
    """The marks that a line begins and ends with, its gaps, and who it says signs."""
    gap = np.array([" " in text.strip() for text in texts])
    return {
        "quote-end": matches(QUOTE_END, texts),
        "colon-end": matches(COLON_END, texts),
        "dash-start": matches(DASH_START, texts),
        "dash-end": matches(DASH_END, texts),
        "bracket-end": matches(BRACKET_END, texts),
        "closing": matches(CLOSING, texts),
        "picture": matches(PICTURE, texts),
        "list": matches(LIST_START, texts),
        "gap-inside": gap,
        "gaps-here": np.full(len(texts), gap[shape.open].mean() if shape.open.any() else 0.5),
        "same-parts": _same_parts(texts, shape.open),
        **signing(texts),
    }


def _by_place(lines: Sequence[Line], shape: Shape) -> Features:
    """Where on its page a line stands, and what page that is."""
    here, long = np.arange(len(lines)), ~shape.short
    return {
        "space": np.array([line.space for line in lines]),
        "first": here == 0,
        "last": here == len(lines) - 1,
        # A page of few lines, none of them torn, is a text that somebody saved sooner than a page of a paper.
        "page-lines": np.full(len(lines), np.log1p(len(lines))),
        "page-torn": np.full(len(lines), (long & ~shape.closed).sum() / max(1, long.sum())),
    }


def _headings(lines: Sequence[Line]) -> Features:
    """Whether a line is marked as a heading, and whether others are and it is not."""
    headings = np.array([line.heading > 0 for line in lines])
    return {"heading": headings, "other-headings": headings.any() & ~headings}


def _same_parts(texts: Sequence[str], among: Flags) -> Numbers:
    """For each of some lines, the share of the others whose parts are as long: a page's headlines are made to one measure."""
    parts = [tuple(len(part) for part in text.split()) if ok else () for text, ok in zip(texts, among, strict=True)]
    count = Counter(parts)
    others = max(1, int(among.sum()) - 1)
    return np.array([(count[p] - 1) / others if p else 0.0 for p in parts])


def _around(lines: Sequence[Line], plain: Sequence[str], edge: Edges, shape: Shape) -> Features:
    """Features of what stands around a line, and of how the line goes with it."""
    texts, known = [line.text for line in lines], np.array([line.known for line in lines])
    unknown = known == ""
    bare = (shape.size <= BARE) & ~shape.closed
    there = beside(unknown, bare)
    near = near_lines(edge, there)
    dated, when = np.array([*map(dateline, texts)]), np.array([*map(timed, texts)])
    title_like = shape.open & (shape.stops == 0)
    return {
        **row(LineFacts(texts, edge, shape.size, shape.closed, unknown & bare, dated, when), there, near.through),
        **torn(near, edge, shape),
        **neighbours(near, edge, shape),
        **_kinds_beside(known),
        "before-title-like": value_at(title_like, near.before),
        "after-title-like": value_at(title_like, near.after),
        "dateline": dated,
        "after-dateline": value_at(dated, near.after),
        "after-timed": value_at(when, near.after),
        **company(plain, (near.before, near.after), (unknown, shape), np.asarray(edge.opens, dtype=np.float64)),
        **_repeated(plain, shape),
    }


def _kinds_beside(known: npt.NDArray[np.str_]) -> Features:
    """Whether a byline or a credit stands right above a line, or right below."""
    above, below = np.concatenate([[""], known[:-1]]), np.concatenate([known[1:], [""]])
    return {
        "after-byline": above == "byline",
        "before-byline": below == "byline",
        "after-credit": above == "credit",
        "before-credit": below == "credit",
    }


def _repeated(plain: Sequence[str], shape: Shape) -> Features:
    """How much of a line other lines say, too."""
    before, after = said(plain, shape.size)
    again = echo(plain)
    return {
        "said-before": before,
        "said-after": after,
        "most-like": shape.short * (before + after),
        "echo-closed": again * shape.short * shape.closed,
        "echo-open": again * shape.short * ~shape.closed,
    }
