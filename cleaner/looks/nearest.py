"""The nearest of some places before and after each."""

from __future__ import annotations

import numpy as np

from cleaner.arrays import Flags, Integers


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
