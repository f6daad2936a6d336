"""What a line looks like and what stands around it: the evidence on which it is a title, a caption or body text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import regex

from cleaner import ngram
from cleaner.cohesion import cohesion
from cleaner.joint import edges, join_gain
from cleaner.shingles import letters, shingles_of

if TYPE_CHECKING:
    import numpy.typing as npt

STOP = regex.compile(r"[。！？!?]|\.(?=\s|$)")
COMMA = regex.compile(r"[，；,;]")
CLOSED = regex.compile(r"(?:[。！？!?…]|(?<=[\p{L}\d])\.)[”’」』）)\]】\"']*\s*$")
QUOTE_END = regex.compile(r"[”’」』]\s*$")
DASH_START = regex.compile(r"^[—–-]{1,2}")
DASH_END = regex.compile(r"[—–]{1,2}$")
BRACKET_END = regex.compile(r"[）)】\]]$")
PICTURE = regex.compile(r"^[（(]?(?:[上下左右中①-⑩]?图(?!书)|照片|图片|[△▲▼◆]|photo|picture|figure)", regex.IGNORECASE)
LIST_START = regex.compile(r"^(?:[■●◆▲□○◎★]|[（(]?[0-9一二三四五六七八九十]+[)）、.．])")
# Lines of at most so many letters can be titles and captions. Chosen: the longest title in the corpus has 62.
SHORT = 64


class Line(NamedTuple):
    """A block as it is looked at: its text, what it is already known to be, and the marks of its place."""

    text: str
    known: str  # byline, credit or "" for what is to be found out
    heading: bool  # marked as a heading by the page's reader
    space: int  # line ends before and after it, beyond the page's usual


NAMES = (
    "letters", "closed", "stops", "commas", "short", "short-closed", "short-open", "no-comma-open",
    "starts-title", "starts-text", "ends-title", "ends-text", "quote-end", "dash-start", "dash-end", "bracket-end", "picture", "list", "gap-inside",
    "heading", "other-headings", "space", "first", "last",
    "before-open", "before-gain", "after-gain", "across-gain", "torn-around", "torn-around-across", "torn-around-gain", "short-closed-letters", "short-closed-ends", "short-closed-after-closed", "short-closed-starts", "before-closed", "before-short", "after-short", "after-starts-text", "after-leads", "leads", "opens", "after-opens",
    "after-byline", "before-byline", "after-credit", "before-credit", "before-title-like", "after-title-like",
    "like-before", "like-after", "around-alike", "said-before", "said-after", "most-like", "echo-closed", "echo-open",
)  # fmt: skip


def looks(lines: Sequence[Line]) -> npt.NDArray[np.float64]:
    """Features of every line of a page, shape (n, len(NAMES)), rows of known lines too (they are not used).

    Nothing in them is a word of any page: they are lengths, marks, the language model's view of the edges, likeness to
    the neighbours, and the neighbours' own shape.
    """
    count = len(lines)
    texts = [line.text for line in lines]
    plain = [letters(t) for t in texts]
    size = np.array([len(p) for p in plain], dtype=float)
    closed = np.array([bool(CLOSED.search(t)) for t in texts])
    stops = np.array([min(3, len(STOP.findall(t))) for t in texts], dtype=float)
    commas = np.array([min(3, len(COMMA.findall(t))) for t in texts], dtype=float)
    short = size <= SHORT
    found = edges(ngram.default_model(), texts)
    free = np.array([line.known == "" for line in lines])
    before, after = _neighbours(free)
    here = np.arange(count)

    def at(values: npt.NDArray[np.generic], where: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        return np.where(where >= 0, values[where], 0).astype(np.float64)

    torn_before = (before >= 0) & ~closed[before]
    gain_before = np.where(before >= 0, join_gain(found, np.maximum(before, 0), here), 0)
    gain_after = np.where(after >= 0, join_gain(found, here, np.maximum(after, 0)), 0)
    across = np.where((before >= 0) & (after >= 0), join_gain(found, np.maximum(before, 0), np.maximum(after, 0)), 0)
    title_like = short & ~closed & (stops == 0)
    alike = cohesion_near(plain, before, after)
    known = np.array([line.known for line in lines])
    follows, leads = np.concatenate([[""], known[:-1]]), np.concatenate([known[1:], [""]])
    said_before, said_after = _said(plain, size)
    echo = _echo(plain)
    headings = np.array([line.heading for line in lines])
    flags = [[bool(p.search(t)) for t in texts] for p in (QUOTE_END, DASH_START, DASH_END, BRACKET_END, PICTURE, LIST_START)]
    columns = [
        np.log1p(size), closed, stops, commas, short, short & closed, short & ~closed, short & ~closed & (commas == 0),
        np.clip(found.starts_title - found.starts_text, -8, 8), found.starts_text, found.ends_title, found.ends_text,
        *flags, [" " in t.strip() for t in texts],
        headings, headings.any() & ~headings, [line.space for line in lines], here == 0, here == count - 1,
        torn_before, torn_before * gain_before, ~closed * gain_after, torn_before * np.maximum(across, -4), torn_before & short & closed,
        torn_before * short * closed * np.maximum(across, -4), torn_before * short * closed * gain_before, short * closed * np.log1p(size), short * closed * found.ends_text,
        ~torn_before * short * closed * at(closed, before), short * closed * found.starts_text,
        at(closed, before), at(short, before), at(short, after), at(found.starts_text, after), at(found.leads, after), found.leads, found.opens, at(found.opens, after),
        follows == "byline", leads == "byline", follows == "credit", leads == "credit", at(title_like, before), at(title_like, after),
        *alike, said_before, said_after,
        short * (said_before + said_after), echo * short * closed, echo * short * ~closed,
    ]  # fmt: skip
    return np.stack([np.asarray(c, dtype=np.float64) for c in columns], axis=1)


def _neighbours(free: npt.NDArray[np.bool_]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """For every line the nearest one before and after it that is neither byline nor credit; -1 where there is none."""
    here = np.arange(len(free))
    last = np.maximum.accumulate(np.where(free, here, -1))
    following = np.minimum.accumulate(np.where(free, here, len(free))[::-1])[::-1]
    before = np.concatenate([[-1], last[:-1]])
    after = np.concatenate([following[1:], [len(free)]])
    return before, np.where(after < len(free), after, -1)


def cohesion_near(plain: Sequence[str], before: npt.NDArray[np.int64], after: npt.NDArray[np.int64]) -> list[npt.NDArray[np.float64]]:
    """Likeness of each line to the one before, to the one after, and of these two to each other."""
    here = np.arange(len(plain))
    rows = [np.zeros(len(plain)) for _ in range(3)]
    # Pages of usual size at once; larger ones in stretches, so that the work grows with the page and not its square.
    for start in range(0, len(plain), STRETCH):
        a, b = max(0, start - 3), min(len(plain), start + STRETCH + 3)
        alike = cohesion(plain[a:b])
        mine = here[start : start + STRETCH]
        for row, (left, right) in zip(rows, ((mine, before[mine]), (mine, after[mine]), (before[mine], after[mine])), strict=True):
            ok = (left >= a) & (right >= a) & (left < b) & (right < b)
            row[mine[ok]] = alike[left[ok] - a, right[ok] - a]
    return rows


STRETCH = 250


def _echo(plain: Sequence[str]) -> npt.NDArray[np.float64]:
    """Share of the shingles (three letters) of each line that stand elsewhere on the page: a caption says what its article says."""
    found, owner = shingles_of(plain, 3)
    if not len(found):
        return np.zeros(len(plain))
    _, column, spread = np.unique(found, return_inverse=True, return_counts=True)
    again = np.bincount(owner, weights=spread[column] > 1, minlength=len(plain))
    return again / np.maximum(1, np.bincount(owner, minlength=len(plain)))


def _said(plain: Sequence[str], size: npt.NDArray[np.float64]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Whether a short line stands word for word within a longer one before or after it: pull quotes and subheads do."""
    before, after = np.zeros(len(plain)), np.zeros(len(plain))
    if len(plain) > STRETCH:
        return before, after
    for k, text in enumerate(plain):
        if 6 <= size[k] <= SHORT:
            before[k] = any(text in p for p in plain[:k] if len(p) > len(text))
            after[k] = any(text in p for p in plain[k + 1 :] if len(p) > len(text))
    return before, after
