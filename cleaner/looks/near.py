"""What stands right before and after a line: how each goes on in the other, and what the neighbours look like."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cleaner.arrays import Features, Integers, Numbers
from cleaner.language.joint import Edges, join_gain
from cleaner.looks.beside import value_at
from cleaner.looks.company import Shape

# Gain of a join across a line, in nats, below which a lower one says no more. Chosen before the trees were fitted, which hold for it.
LEAST = -4


class Near(NamedTuple):
    """The lines before and after each, and how much better one goes on from another than it begins, in nats; 0 where one is not there.

    before, after: indices, outside of the page where there is none. into: the line, from the one before it. out: the one after, from
    the line. across: the one after, from the one before. beyond: the second one after, from the line. through: the next below that is
    no headline, from the next above.
    """

    before: Integers
    after: Integers
    into: Numbers
    out: Numbers
    across: Numbers
    beyond: Numbers
    through: Numbers


def near_lines(edge: Edges, there: tuple[Integers, Integers, Integers, Integers]) -> Near:
    """What stands near every line, and goes on there.

    Args:
        edge: of the lines.
        there: of each line those before and after it, and above and below it.

    >>> from cleaner.language import joint, ngram
    >>> edge = joint.edges(ngram.default_model(), ["新桥今天上午通", "车，两岸居民不必再等渡船。"])
    >>> before, after = np.array([-1, 0]), np.array([1, -1])
    >>> near = near_lines(edge, (before, after, before, after))
    >>> near.into[0].item(), bool(near.into[1] > 0)
    (0.0, True)
    """
    before, after, above, below = there
    here = np.arange(len(before))
    # Over the line after, too, for that may be a caption within a sentence.
    beyond = np.where(after >= 0, after[np.maximum(after, 0)], -1)
    pairs = [(before, here), (here, after), (before, after), (here, beyond), (above, below)]
    gains = join_gain(edge, *(np.maximum(np.concatenate(side), 0) for side in zip(*pairs, strict=True))).reshape(len(pairs), len(here))
    real = [(first >= 0) & (second >= 0) for first, second in pairs]
    return Near(before, after, *np.where(real, gains, 0))


def torn(near: Near, edge: Edges, shape: Shape) -> Features:
    """Whether a sentence is torn before a line and goes on in it or behind it, as it does around a caption.

    >>> from cleaner.looks.looks import Line, looks
    >>> found = looks([Line("新桥今天上午通", "", 0, 0), Line("车，两岸居民不必再等渡船。", "", 0, 0)])
    >>> found.rows[:, found.names.index("before-open")].tolist()
    [0.0, 1.0]
    """
    closed, short = shape.closed, shape.short
    opened = (near.before >= 0) & ~closed[near.before]
    short_closed = short & closed
    return {
        "before-open": opened,
        "before-gain": opened * near.into,
        "after-gain": ~closed * near.out,
        "beyond-gain": ~closed * near.beyond,
        "across-gain": opened * np.maximum(near.across, LEAST),
        "torn-around": opened & short_closed,
        "torn-around-across": opened * short_closed * np.maximum(near.across, LEAST),
        "torn-around-gain": opened * short_closed * near.into,
        "short-closed-letters": short_closed * np.log1p(shape.size),
        "short-closed-ends": short_closed * edge.ends_text,
        "short-closed-after-closed": ~opened * short_closed * value_at(closed, near.before),
        "short-closed-starts": short_closed * edge.starts_text,
    }


def neighbours(near: Near, edge: Edges, shape: Shape) -> Features:
    """How the lines before and after a line look, and how those after it and itself begin.

    >>> from cleaner.looks.looks import Line, looks
    >>> found = looks([Line("新桥今天通车", "", 0, 0), Line("新桥今天上午正式通车，两岸居民从此不必再等渡船。" * 2, "", 0, 0)])
    >>> found.rows[:, found.names.index("before-short")].tolist()
    [0.0, 1.0]
    """
    return {
        "before-closed": value_at(shape.closed, near.before),
        "before-short": value_at(shape.short, near.before),
        "after-short": value_at(shape.short, near.after),
        "after-starts-text": value_at(edge.starts_text, near.after),
        "after-leads": value_at(edge.leads, near.after),
        "leads": edge.leads,
        "opens": edge.opens,
        "after-opens": value_at(edge.opens, near.after),
    }
