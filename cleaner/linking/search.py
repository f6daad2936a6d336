"""The best set of links: every node at most one before it and one after it, no circles, the sum of the scores greatest."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import inf
from typing import TypeAlias

import numpy as np

from cleaner.arrays import Integers, Numbers

# The nodes of an article, in its order.
Path: TypeAlias = "tuple[int, ...]"
NONE = -1
# What a link that is not allowed costs: more than all scores of a page together.
NEVER = -1e6


def best_links(scores: Numbers) -> list[int]:
    """For every node the one that goes on from it, or NONE.

    Args:
        scores: shape (n, n), what j going on from i is better than i ending and j beginning an article; NEVER where it cannot.

    An assignment problem, solved exactly, with the circles that it leaves broken where that costs least and solved again
    (Held and Karp's subtour elimination, taken greedily: pages have one or two circles, if any).

    >>> best_links(np.array([[NEVER, 2.0], [1.0, NEVER]]))
    [1, -1]
    >>> best_links(np.array([[NEVER, 3.0, 2.0], [NEVER, NEVER, NEVER], [NEVER, -1.0, NEVER]]))
    [1, -1, -1]
    """
    gain = np.maximum(scores, 0.0)  # what is worse than an end and a beginning is never taken
    while True:
        after: list[int] = matching(gain).tolist()
        circle = _circle(after)
        if not circle:
            return after
        # Forbid the link of the circle that can best be done without.
        i = min(circle, key=lambda k: (gain[k, after[k]], k))
        gain[i, after[i]] = 0.0


def matching(gain: Numbers) -> Integers:
    """The column of each row in the pairing whose sum of gains is greatest, NONE for a row that is better left alone.

    Args:
        gain: shape (n, m); what is not above zero is never taken.

    Shortest augmenting paths (Jonker and Volgenant 1987) over what each row can gain, which is little of all, each row with a column of
    its own for being left alone. Most nodes have their best to themselves, and need no path. scipy's is faster, but importing it takes a
    third of a second.

    >>> matching(np.array([[3.0, 2.0], [2.0, -1.0]])).tolist()
    [1, 0]
    """
    out = np.full(len(gain), NONE, dtype=np.int64)
    at = np.flatnonzero(gain > 0)
    if not len(at):
        return out
    width = gain.shape[1]
    rows, columns = at // width, (at % width).tolist()
    begins = np.flatnonzero(np.diff(rows, prepend=-1)).tolist()
    chosen = np.array(_cheapest(columns, (-gain.ravel()[at]).tolist(), [*begins, len(at)], width))
    taken = chosen < width
    out[rows[begins][taken]] = chosen[taken]
    return out


# The columns that rows can have, what each costs, and where those of each row begin and end.
Given: TypeAlias = "tuple[list[int], list[float], list[tuple[int, int]]]"


def _cheapest(columns: list[int], costs: list[float], begins: list[int], width: int) -> list[int]:
    """The column of each row in the cheapest assignment of all rows.

    Args:
        columns: that a row can have, row after row; besides, row k can have column `width + k`, at no cost.
        costs: of a row in each of these, below zero.
        begins: where those of each row begin, and where they end.
        width: how many columns there are that several rows can have.
    """
    spans = [*pairwise(begins)]
    row_price = [min(costs[start:end]) for start, end in spans]
    price = [0.0] * (width + len(spans))
    row_of, column_of = [-1] * len(price), [-1] * len(spans)
    for row, (start, _) in enumerate(spans):
        column = columns[costs.index(row_price[row], start)]
        if row_of[column] < 0:
            row_of[column], column_of[row] = row, column
    for root in [row for row, column in enumerate(column_of) if column < 0]:
        came_from, done, length, column = _path(root, (columns, costs, spans), (row_price, price), row_of, width)
        for row in (root, *(row_of[passed] for passed in done if row_of[passed] >= 0)):
            row_price[row] += length if row == root else length - done[column_of[row]]
        for passed, reach in done.items():
            price[passed] -= length - reach
        while column >= 0:
            row = came_from[column]
            row_of[column] = row
            column, column_of[row] = column_of[row], column
    return column_of


def _path(
    root: int, given: Given, prices: tuple[list[float], list[float]], row_of: list[int], width: int
) -> tuple[dict[int, int], dict[int, float], float, int]:
    """The shortest way from a row without a column to a column without a row, over columns that others would give up.

    Returns:
        From which row each column was reached, how far each column is that is nearer than the last, how far the last is, and the last.
    """
    columns, costs, spans = given
    row_price, price = prices
    shortest: dict[int, float] = {}
    came_from: dict[int, int] = {}
    done: dict[int, float] = {}
    row, length = root, 0.0
    while True:
        span = slice(*spans[row])
        for column, cost in zip((*columns[span], width + row), (*costs[span], 0.0), strict=True):
            reach = length + cost - row_price[row] - price[column]
            if column not in done and reach < shortest.get(column, inf):
                shortest[column], came_from[column] = reach, row
        # Of equal ones the first.
        length, column = min(zip(shortest.values(), shortest, strict=True))
        done[column] = shortest.pop(column)
        if row_of[column] < 0:
            return came_from, done, length, column
        row = row_of[column]


def paths(after: Sequence[int]) -> list[Path]:
    """The articles that links make, those that begin first on the page first.

    Args:
        after: what goes on from each node, NONE for nothing; no circles.

    >>> paths([2, NONE, NONE])
    [(0, 2), (1,)]
    >>> paths([NONE, 0])
    [(1, 0)]
    """
    followers = set(after)
    found = []
    for head in (k for k in range(len(after)) if k not in followers):
        path = [head]
        while after[path[-1]] != NONE:
            path.append(after[path[-1]])
        found.append(tuple(path))
    return found


def _circle(after: list[int]) -> list[int]:
    """The nodes of one circle, or none."""
    state = [0] * len(after)
    for root in range(len(after)):
        path, k = [], root
        while k != NONE and state[k] == 0:
            state[k] = 1
            path.append(k)
            k = after[k]
        if k != NONE and state[k] == 1:
            return path[path.index(k) :]
        for k in path:
            state[k] = 2
    return []
