"""Types of numpy arrays by what they hold, of any shape: signatures say it in a word, and the shape in words; and runs in sorted ones."""

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
