"""Types of numpy arrays by what they hold, of any shape, so that signatures say it in a word; and what several modules ask of arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

Numbers: TypeAlias = "npt.NDArray[np.float64]"
Integers: TypeAlias = "npt.NDArray[np.int64]"
Flags: TypeAlias = "npt.NDArray[np.bool_]"
Hashes32: TypeAlias = "npt.NDArray[np.uint32]"
Hashes: TypeAlias = "npt.NDArray[np.uint64]"
Features: TypeAlias = "dict[str, npt.NDArray[np.generic]]"


def runs(values: npt.NDArray[np.integer]) -> tuple[Integers, Integers]:
    """Where each different value of a sorted array begins, and how often it is there.

    Args:
        values: sorted, shape (n,).

    >>> first, count = runs(np.array([3, 3, 8]))
    >>> first.tolist(), count.tolist(), runs(np.array([], dtype=int))[0].tolist()
    ([0, 2], [2, 1], [])
    """
    first = np.flatnonzero(np.concatenate([[len(values) > 0], values[1:] != values[:-1]])[: len(values)])
    return first, np.diff(first, append=len(values))


def nearest(among: Flags) -> tuple[Integers, Integers]:
    """For every place the nearest one of some before it, and after it.

    Args:
        among: which these are, shape (n,).

    Returns:
        Two arrays of shape (n,), -1 where there is none.

    >>> [found.tolist() for found in nearest(np.array([False, True, False]))]
    [[-1, -1, 1], [1, -1, -1]]
    """
    count = len(among)
    here = np.arange(count)
    last = np.maximum.accumulate(np.where(among, here, -1))
    following = np.minimum.accumulate(np.where(among, here, count)[::-1])[::-1]
    following[following == count] = -1
    return np.concatenate([[-1], last[:-1]]), np.concatenate([following[1:], [-1]])
