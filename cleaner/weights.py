"""Fitted numbers, from the data file that the scripts in `bench/` write."""

from __future__ import annotations

import functools
import json
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import numpy.typing as npt


class Logistic(NamedTuple):
    """A fitted logistic score: log-odds = `bias` + features x `weights`, the features in the order of `names`."""

    names: tuple[str, ...]
    weights: npt.NDArray[np.float64]
    bias: float

    def log_odds(self, features: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Of each row of features, shape (k, len(names))."""
        # A sum over the columns in order, not a matrix product: BLAS adds in an order of its own, and the same page must
        # give the same bytes on every machine.
        out = np.full(len(features), self.bias)
        for column, weight in enumerate(self.weights):
            out += features[:, column] * weight
        return out


@functools.cache
def fitted(name: str) -> Logistic:
    """The fitted score of that name.

    Raises:
        KeyError: nothing of that name was fitted.

    >>> "model" in fitted("doubled").names
    True
    """
    scores = json.loads(files("cleaner").joinpath("data/weights.json").read_text(encoding="utf-8"))
    score = scores[name]
    return Logistic(tuple(score["names"]), np.array(score["weights"]), score["bias"])
