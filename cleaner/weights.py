"""Fitted numbers, from the data file that the scripts in `bench/` write."""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from cleaner import data

if TYPE_CHECKING:
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


class Trees(NamedTuple):
    """Fitted boosted trees for several classes: a score of each is the sum of one leaf of each of its trees.

    All trees have one depth d: `feature` and `threshold` have shape (t, 2**d - 1), the nodes level by level; `leaf` has
    shape (t, 2**d); tree k belongs to class k modulo the number of classes.
    """

    names: tuple[str, ...]
    classes: tuple[str, ...]
    feature: npt.NDArray[np.int64]
    threshold: npt.NDArray[np.float64]
    leaf: npt.NDArray[np.float64]
    base: npt.NDArray[np.float64]

    def scores(self, features: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Score of each class, shape (k, number of classes), for rows of features of shape (k, len(names))."""
        count, trees = len(features), len(self.feature)
        row, tree = np.arange(count)[:, None], np.arange(trees)[None, :]
        node = np.zeros((count, trees), dtype=np.int64)
        for _ in range(self.leaf.shape[1].bit_length() - 1):
            right = features[row, self.feature[tree, node]] > self.threshold[tree, node]
            node = 2 * node + 1 + right
        value = self.leaf[tree, node - self.feature.shape[1]]
        out = np.empty((count, len(self.classes)))
        for k in range(len(self.classes)):
            # cumsum adds in order, where sum may add in pairs: the same bytes on every machine.
            out[:, k] = self.base[k] + (value[:, k :: len(self.classes)].cumsum(axis=1)[:, -1] if trees else 0)
        return out

    def chances(self, features: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Probability of each class, of the same shape."""
        scores = self.scores(features)
        shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(shifted / shifted.sum(axis=1, keepdims=True))


@functools.cache
def fitted_trees(name: str) -> Trees:
    """The fitted trees in the data file of that name.

    >>> fitted_trees("kinds").classes
    ('title', 'body', 'caption')
    """
    held = json.loads(data.text(f"{name}.json"))
    feature, threshold, leaf, base = (np.array(held[key]) for key in ("feature", "threshold", "leaf", "base"))
    return Trees(
        tuple(held["names"]),
        tuple(held["classes"]),
        feature,
        threshold.astype(np.float64),
        leaf.astype(np.float64),
        base.astype(np.float64),
    )


@functools.cache
def fitted(name: str) -> Logistic:
    """The fitted score of that name.

    Raises:
        KeyError: nothing of that name was fitted.

    >>> "model" in fitted("doubled").names
    True
    """
    score = _all()[name]
    return Logistic(tuple(score["names"]), np.array(score["weights"]), score["bias"])


@functools.cache
def _all() -> dict[str, Any]:
    scores: dict[str, Any] = json.loads(data.text("weights.json"))
    return scores
