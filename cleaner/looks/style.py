"""How this page makes its headlines: what the lines that are sure say of the others.

A page's headlines are made to one measure, and stand at like distances; its subheads too. Each line is looked at once more, beside
the chances of all others: bench/fit_kinds.py tells what that gains.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from cleaner.arrays import Features, Flags, Numbers, nearest
from cleaner.looks.looks import Looks
from cleaner.page import FURNITURE, Kind

# What a line can be, in the order in which trees give the chances of each (bench/fit_kinds.py).
CLASSES: tuple[Kind, ...] = ("title", "body", "caption", FURNITURE, "byline")
TITLE, BODY, CAPTION, FURNITURE_CLASS, BYLINE = map(CLASSES.index, ("title", "body", "caption", FURNITURE, "byline"))
# Characters by which a line may be longer or shorter to count as made to the same measure, falling off; beyond REACH none
# counts, and beyond LONG lengths are not told apart. Chosen.
SLACK, REACH, LONG = 3.0, 12, 80
# The mean of the page counts as one line more of each kind, so that a kind without lines has a style. To the mean itself a line is added
# that is a headline as likely as not; from this chance on a line is taken for one where distances are measured.
ONE, EVEN = 1.0, 0.5
# A chance is not taken for less: beyond, the first look knows nothing.
LEAST = 1e-4


def with_style(seen: Looks, texts: Sequence[str], chances: Numbers) -> Looks:
    """What lines look like, with what the chances of all lines of the page say of each.

    Args:
        seen: what the lines look like.
        texts: the lines, n of them.
        chances: of a first look, shape (n, 5), in the order of `CLASSES`.

    >>> from cleaner.looks.looks import Line, looks
    >>> texts = ["新桥 通车", "渡船 停航", "图书馆开门"]
    >>> seen = looks([Line(text, "", 0, 0) for text in texts])
    >>> found = with_style(seen, texts, np.array([[0.9, 0.1, 0, 0, 0], [0.5, 0.5, 0, 0, 0], [0.1, 0.9, 0, 0, 0]]))
    >>> found.names[: len(seen.names)] == seen.names, found.rows[:, found.names.index("title-before")].tolist()
    (True, [1.0, 0.9, 0.5])
    """
    more = style(texts, seen.size, seen.open, chances)
    return seen._replace(names=(*seen.names, *more), rows=np.concatenate([seen.rows, np.stack(list(more.values()), axis=1)], axis=1))


def style(texts: Sequence[str], size: Numbers, open_: Flags, chances: Numbers) -> Features:
    """The style's features, by name, of n lines each.

    Args:
        texts: the lines, n of them.
        size: their letters, shape (n,).
        open_: whether each ends without a stop, shape (n,).
        chances: of a first look, shape (n, 5), in the order of `CLASSES`.

    >>> chances = np.array([[0.9, 0.1, 0, 0, 0], [0.5, 0.5, 0, 0, 0], [0.1, 0.9, 0, 0, 0]])
    >>> found = style(["甲乙 丙丁", "子丑 寅卯", "一二三"], np.full(3, 4.0), np.full(3, True), chances)
    >>> bool(found["as-parts"][1] > found["as-parts"][2])
    True
    """
    title, odds = chances[:, TITLE], np.log(np.maximum(chances, LEAST))
    usual = (title[open_].sum() + ONE * EVEN) / (open_.sum() + ONE)
    long = np.array([min(len(text), LONG) for text in texts])
    gap = np.array([" " in text.strip() for text in texts])
    known = Counter[tuple[int, ...]]()
    parts = np.array([known.setdefault(tuple(len(part) for part in text.split()), len(known)) for text in texts])
    like = np.exp(-np.abs(long[:, None] - long[None, :]) / SLACK) * (np.abs(long[:, None] - long[None, :]) <= REACH)
    same = gap[:, None] == gap[None, :]
    measures = [_others(title, open_, near, usual) for near in (same, parts[:, None] == parts[None, :], like, like * same)]
    around = [_moved(title, by, 1.0) for by in (-1, 1, -2, 2)]
    return {
        **{f"{kind}-chance": odds[:, k] for k, kind in enumerate(("title", "text", "caption", "furniture", "byline"))},
        **dict(zip(("as-gap", "as-parts", "as-long", "as-long-as-gap"), measures, strict=True)),
        "page-titles": np.full(len(title), usual),
        "page-open": np.full(len(title), open_.mean()),
        **{f"title-{where}": value for where, value in zip(("before", "after", "two-before", "two-after"), around, strict=True)},
        "caption-before": _moved(chances[:, CAPTION], -1, 0.0),
        "caption-after": _moved(chances[:, CAPTION], 1, 0.0),
        "byline-before": _moved(chances[:, BYLINE], -1, 0.0),
        "byline-after": _moved(chances[:, BYLINE], 1, 0.0),
        **_distances(title > EVEN, size),
    }


def _moved(values: Numbers, by: int, first: float) -> Numbers:
    """The value of the line so many lines after each, or before; `first` before the page, 0 after it."""
    pad = np.concatenate([np.full(2, first), values, np.zeros(2)])
    return np.asarray(pad[2 + by : 2 + by + len(values)])


def _others(title: Numbers, open_: Flags, near: Numbers | Flags, usual: float) -> Numbers:
    """Mean chance of the other open lines, each counting by how near it is, shape (n, n)."""
    weight = near * open_[None, :]
    np.fill_diagonal(weight, 0)
    return np.asarray(((weight * title[None, :]).sum(axis=1) + ONE * usual) / (weight.sum(axis=1) + ONE))


def _distances(title: Flags, size: Numbers) -> Features:
    """Lines and letters since the last likely title before each line, and until the first after it."""
    count = len(title)
    here, ends = np.arange(count), np.concatenate([[0.0], np.cumsum(size)])
    last, after = nearest(title)
    following = np.where(after >= 0, after, count)
    return {
        "lines-since": (here - last).astype(np.float64),
        "lines-until": (following - here).astype(np.float64),
        "letters-since": np.log1p(ends[here + 1] - ends[last + 1]),
        "letters-until": np.log1p(ends[np.minimum(following + 1, count)] - ends[here + 1]),
    }
