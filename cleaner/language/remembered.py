"""Numbers that belong to a text alone, kept for the passes that ask about the same texts again."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from cleaner import data

if TYPE_CHECKING:
    import numpy.typing as npt

    Rows: TypeAlias = npt.NDArray[Any]

# Texts that are kept at once: several pages' worth. Chosen: with 2,000 a worker has 2 MB more (bench/jobs.py), and is no quicker.
MOST = 800


class Remembered:
    """The rows of an array, by what they are rows of."""

    def __init__(self) -> None:
        self._rows: dict[Hashable, Rows] = {}
        data.on_forget(self._rows.clear)

    def rows(self, keys: Sequence[Hashable], make: Callable[[list[int]], Rows]) -> Rows:
        """A row for each key, one key at least.

        Args:
            keys: what the rows are of.
            make: the rows of the keys at these indices, each of which depends on its own key and on nothing else.

        >>> sizes = Remembered()
        >>> [sizes.rows(texts, lambda new: np.array([[len(texts[k])] for k in new])).tolist() for texts in (["a", "bb"], ["bb", "a"])]
        [[[1], [2]], [[2], [1]]]
        """
        new = list({key: k for k, key in enumerate(keys) if key not in self._rows}.values())
        if len(self._rows) + len(new) > MOST:
            # What is larger than any page is asked about once; keeping it would gain nothing.
            self._rows.clear()
            if len(keys) > MOST:
                return make(list(range(len(keys))))
            new = list({key: k for k, key in enumerate(keys)}.values())
        if new:
            self._rows.update(zip((keys[k] for k in new), make(new), strict=True))
        rows = [self._rows[key] for key in keys]
        return np.concatenate(rows).reshape(len(rows), *rows[0].shape)
