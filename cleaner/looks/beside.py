"""What stands beside a line: the lines before and after it, and the texts above and below the row of short lines it is in.

The lines of a headline stand in a row, and what tells it from a torn text is farther off than the next line: whether the text above
the row is closed, and whether the one below begins as articles do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import regex

from cleaner.arrays import Features, Flags, Integers, Numbers, nearest
from cleaner.language.joint import Edges
from cleaner.language.marks import BRACKET_END, DASH_START
from cleaner.language.openings import dated, opening, within

if TYPE_CHECKING:
    import numpy.typing as npt


# Letters of a line of a headline at most: longer ones that are not closed are torn texts. Chosen.
BARE = 30
# Lines of a row beyond which more say no more. Chosen.
MANY = 9


class Beside(NamedTuple):
    """Indices of other lines for every line; -1 where there is none.

    before, after: the nearest that is to be found out; above, below: the nearest of these that is a text, and not a short open line.
    """

    before: Integers
    after: Integers
    above: Integers
    below: Integers


def beside(free: Flags, bare: Flags) -> Beside:
    """Which lines stand beside each.

    Args:
        free: whether a line is to be found out, shape (n,); bylines and credits are not.
        bare: whether it is as short and open as a headline's.

    >>> [found.tolist() for found in beside(np.array([True, True, False, True]), np.array([False, True, False, False]))]
    [[-1, 0, 1, 1], [1, 3, 3, -1], [-1, 0, 0, 0], [3, 3, 3, -1]]
    """
    return Beside(*nearest(free), *nearest(free & ~bare))


def value_at(values: npt.NDArray[np.generic], where: Integers) -> Numbers:
    """The value of another line of each line; 0 where there is none.

    Args:
        values: of each line, shape (n,).
        where: the other line of each, shape (n,); -1 for none.

    >>> value_at(np.array([5, 7]), np.array([1, -1])).tolist()
    [7.0, 0.0]
    """
    return np.where(where >= 0, values[where], 0).astype(np.float64)


def matches(pattern: regex.Pattern[str], texts: Sequence[str]) -> Flags:
    """Which texts begin with a pattern, or end with one that is matched from the end on.

    >>> matches(DASH_START, ["——写在通车时", "新桥通车"]).tolist()
    [True, False]
    """
    return np.array([bool(pattern.match(t)) for t in texts], dtype=np.bool_)


class LineFacts(NamedTuple):
    """What is known of n lines: texts, edges, letters; whether each is closed, is bare and free, has a dateline, says when at its start."""

    texts: Sequence[str]
    edge: Edges
    size: Numbers
    closed: Flags
    bare: Flags
    dated: Flags
    timed: Flags


def row(lines: LineFacts, there: Beside, through: Numbers) -> Features:
    """Features of the row of short lines that a line is in, and of the texts above and below it.

    Args:
        lines: the lines.
        there: which lines stand beside each.
        through: how well the text below each reads on from the one above, shape (n,).

    >>> from cleaner.language import joint, ngram
    >>> texts = ["新桥今天通车。", "——写在通车时", "图书馆开门", "图书馆今天开门。"]
    >>> bare, none = np.array([False, True, True, False]), np.full(4, False)
    >>> lines = LineFacts(texts, joint.edges(ngram.default_model(), texts), np.full(4, 7.0), ~bare, bare, none, none)
    >>> found = row(lines, beside(np.full(4, True), bare), np.zeros(4))
    >>> found["bare-above"].tolist(), found["bare-below"].tolist(), found["after-dash"].tolist()
    ([0.0, 0.0, 1.0, 2.0], [2, 1, 0, 0], [1.0, 0.0, 0.0, 0.0])
    """
    before, after, above, below = there
    dash, begins, rank = matches(DASH_START, lines.texts), opening(lines.texts), np.cumsum(lines.bare)
    broken, inside = (above >= 0) & ~lines.closed[above], within(lines.texts)
    expects, beneath = np.zeros(len(lines.texts)), value_at(lines.dated, below) > 0
    expects[lines.bare] = dated([lines.texts[k] for k in np.flatnonzero(lines.bare).tolist()])
    return {
        "before-bracket": value_at(matches(BRACKET_END, lines.texts), before),
        "after-dash": value_at(dash, after),
        "before-dash": value_at(dash, before),
        "begins": begins,
        "after-begins": value_at(begins, after),
        "inside": inside,
        "after-inside": value_at(inside, after),
        "below-inside": value_at(inside, below),
        "expects": expects,
        "expects-below": expects * beneath,
        "expects-none-below": expects * ~beneath * lines.dated.any(),
        "above-open": broken,
        "above-below-gain": broken * through,
        "below-begins": value_at(begins, below),
        "below-dateline": value_at(lines.dated, below),
        "below-timed": value_at(lines.timed, below),
        "below-leads": value_at(lines.edge.leads, below),
        "below-starts-text": value_at(lines.edge.starts_text, below),
        "below-letters": value_at(np.log1p(lines.size), below),
        "bare-above": np.minimum(rank - lines.bare - value_at(rank, above), MANY),
        "bare-below": np.minimum(np.where(below >= 0, rank[below], rank[-1]) - rank, MANY),
    }
