"""The best set of links: every node at most one before it and one after it, no circles, the sum of the scores greatest."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

Matrix: TypeAlias = "npt.NDArray[np.float64]"
Places: TypeAlias = "npt.NDArray[np.int64]"
NONE = -1
# What a link that is not allowed costs: more than all scores of a page together.
NEVER = -1e6


def best_links(pair: npt.NDArray[np.float64], end: npt.NDArray[np.float64], start: npt.NDArray[np.float64]) -> list[int]:
    """For every node the one that goes on from it, or NONE.

    Args:
        pair: shape (n, n), score of j going on from i; NEVER where it cannot.
        end, start: shape (n,), scores of nothing going on from i, and of j beginning an article.

    An assignment problem, solved exactly, with the circles that it leaves broken where that costs least and solved again
    (Held and Karp's subtour elimination, taken greedily: pages have one or two circles, if any).

    >>> best_links(np.array([[NEVER, 2.0], [1.0, NEVER]]), np.zeros(2), np.zeros(2))
    [1, -1]
    """
    # What a link is better than one end and one beginning; a link that is worse is never taken.
    gain = np.maximum(pair - end[:, None] - start[None, :], 0.0)
    while True:
        chosen = assignment(-gain)
        after = [int(j) if gain[i, j] > 0 else NONE for i, j in enumerate(chosen)]
        circle = _circle(after)
        if not circle:
            return after
        # Forbid the link of the circle that can best be done without.
        i = min(circle, key=lambda k: (gain[k, after[k]], k))
        gain[i, after[i]] = 0.0


def assignment(cost: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """The column of each row in the cheapest assignment of a square matrix.

    Shortest augmenting paths (Jonker and Volgenant 1987), each step one numpy operation over the columns: 1 ms for
    30 nodes. scipy's is faster, but importing it takes a third of a second.

    >>> assignment(np.array([[4.0, 1.0], [2.0, 3.0]])).tolist()
    [1, 0]
    """
    size = len(cost)
    price = np.zeros(size)
    row_price = np.zeros(size)
    row_of = np.full(size, -1)
    column_of = np.full(size, -1)
    _reduce(cost, price, row_price, row_of, column_of)
    for root in range(size):
        if column_of[root] >= 0:
            continue
        shortest = np.full(size, np.inf)
        came_from = np.full(size, -1)
        done = np.zeros(size, dtype=bool)
        visited = [root]
        row, length = root, 0.0
        while True:
            reach = length + cost[row] - row_price[row] - price
            better = ~done & (reach < shortest)
            shortest[better] = reach[better]
            came_from[better] = row
            column = int(np.where(done, np.inf, shortest).argmin())
            length = shortest[column]
            done[column] = True
            if row_of[column] < 0:
                break
            row = int(row_of[column])
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
    return column_of


def _reduce(cost: Matrix, price: Matrix, row_price: Matrix, row_of: Places, column_of: Places) -> None:
    """Cheap first assignment: every row takes its cheapest column where that is free."""
    price[:] = cost.min(axis=0)
    reduced = cost - price
    row_price[:] = reduced.min(axis=1)
    for row, column in enumerate(reduced.argmin(axis=1)):
        if row_of[column] < 0:
            row_of[column], column_of[row] = row, column


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
