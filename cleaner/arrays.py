"""Types of numpy arrays by what they hold, of any shape: signatures say it in a word, and the shape in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Numbers: TypeAlias = "npt.NDArray[np.float64]"
Integers: TypeAlias = "npt.NDArray[np.int64]"
Flags: TypeAlias = "npt.NDArray[np.bool_]"
Hashes32: TypeAlias = "npt.NDArray[np.uint32]"
Hashes: TypeAlias = "npt.NDArray[np.uint64]"
Features: TypeAlias = "dict[str, npt.NDArray[np.generic]]"
