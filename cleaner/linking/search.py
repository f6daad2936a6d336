"""The best set of links: every node at most one before it and one after it, no circles, the sum of the scores greatest."""

from __future__ import annotations

from collections.abc import Sequence
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

    Shortest augmenting paths (Jonker and Volgenant 1987) over the rows and columns that can gain, each row with a column of
    its own for being left alone; each step is one numpy operation over the columns. Most nodes have their best to themselves,
    and need no path. scipy's is faster, but importing it takes a third of a second.

    >>> matching(np.array([[3.0, 2.0], [2.0, -1.0]])).tolist()
    [1, 0]
    """
    out = np.full(len(gain), NONE, dtype=np.int64)
    gains = gain > 0
    rows, columns = np.flatnonzero(gains.any(axis=1)), np.flatnonzero(gains.any(axis=0))
    if not len(rows):
        return out
    real = -gain[rows].take(columns, axis=1)
    cost = np.full((len(rows), len(columns) + len(rows)), -NEVER)
    np.copyto(cost[:, : len(columns)], real, where=real < 0)
    np.fill_diagonal(cost[:, len(columns) :], 0.0)
    chosen = _cheapest(cost)
    taken = chosen < len(columns)
    out[rows[taken]] = columns[chosen[taken]]
    return out


def _cheapest(cost: Numbers) -> Integers:
    """The column of each row in the cheapest assignment of all rows, of a matrix with at least as many columns."""
    count, width = cost.shape
    row_price, price = cost.min(axis=1), np.zeros(width)
    row_of, column_of = [-1] * width, [-1] * count
    for row, column in enumerate(cost.argmin(axis=1).tolist()):
        if row_of[column] < 0:
            row_of[column], column_of[row] = row, column
    for root in [row for row, column in enumerate(column_of) if column < 0]:
        shortest, came_from, done = np.full(width, np.inf), np.full(width, -1), np.zeros(width, dtype=bool)
        row, length, visited = root, 0.0, [root]
        while True:
            reach = length + cost[row] - row_price[row] - price
            better = ~done & (reach < shortest)
            shortest[better] = reach[better]
            came_from[better] = row
            column = int(np.where(done, np.inf, shortest).argmin())
            length = float(shortest[column])
            done[column] = True
            if row_of[column] < 0:
                break
            row = row_of[column]
            visited.append(row)
        for r in visited:
            row_price[r] += length if r == root else length - shortest[column_of[r]]
        price[done] -= length - shortest[done]
        while True:
            row = int(came_from[column])
            row_of[column] = row
            column, column_of[row] = column_of[row], column
            if row == root:
                break
    return np.array(column_of, dtype=np.int64)


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
