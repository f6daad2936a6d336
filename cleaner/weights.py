"""Fitted numbers, as the scripts in `bench/` write them: logistic scores (`weights.json`) and boosted trees (`*.trees`)."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from cleaner import data
from cleaner.arrays import Numbers
from cleaner.cuts import Cuts, leaves

if TYPE_CHECKING:
    import numpy.typing as npt


class Rows(NamedTuple):
    """Features of n things, as fitted numbers are asked about them: the names, and the numbers, shape (n, number of names)."""

    names: tuple[str, ...]
    rows: Numbers


def in_rows(features: Mapping[str, npt.ArrayLike]) -> Rows:
    """Features by their names, each of the same n things, as rows.

    >>> in_rows({"letters": [4, 7], "closed": [True, False]}).rows.tolist()
    [[4.0, 1.0], [7.0, 0.0]]
    """
    return Rows(tuple(features), np.stack([np.asarray(f, dtype=np.float64) for f in features.values()], axis=1))


class Logistic(NamedTuple):
    """A fitted logistic score: log-odds = `bias` + features x `weights`, the features in the order of `names`."""

    names: tuple[str, ...]
    weights: Numbers
    bias: float

    def log_odds(self, features: Numbers) -> Numbers:
        """Of each row of features, shape (k, len(names)).

        >>> Logistic(("letters", "closed"), np.array([0.5, -1.0]), 2.0).log_odds(np.array([[4.0, 0.0], [4.0, 1.0]])).tolist()
        [4.0, 3.0]
        """
        # A sum over the columns in order, not a matrix product: BLAS adds in an order of its own, and the same page must
        # give the same bytes.
        out = np.full(len(features), self.bias)
        for column, weight in enumerate(self.weights):
            out += features[:, column] * weight
        return out


class Trees(NamedTuple):
    """Fitted boosted trees for several classes: a score of each is the sum of one leaf of each of its trees.

    All trees have one depth d: `asked` is what their nodes ask; `leaf` has shape (t, 2**d); tree k belongs to class k modulo the
    number of classes.
    """

    names: tuple[str, ...]
    classes: tuple[str, ...]
    asked: Cuts
    leaf: Numbers

    def scores(self, features: Numbers) -> Numbers:
        """Score of each class, shape (k, number of classes), for rows of features of shape (k, len(names)).

        >>> from cleaner.cuts import cuts
        >>> asked = cuts(np.array([[0]]), np.array([[10.0]]))
        >>> one = Trees(("letters",), ("title",), asked, np.array([[0.25, -0.5]]))
        >>> one.scores(np.array([[4.0], [40.0]])).tolist()
        [[0.25], [-0.5]]
        """
        # A huge page in parts: what is held for a row is many times the row.
        at_once = self.asked.rows
        parts = [self._scores(features[at : at + at_once]) for at in range(0, len(features), at_once)]
        return np.concatenate(parts) if parts else np.zeros((0, len(self.classes)))

    def _scores(self, features: Numbers) -> Numbers:
        value = self.leaf.take(leaves(self.asked, features))
        # A sum over the first axis adds row to row, in order: the same bytes.
        sums = value.reshape(-1, len(self.classes), value.shape[1]).sum(axis=0)
        return np.ascontiguousarray(sums.T, dtype=np.float64)

    def chances(self, features: Numbers) -> Numbers:
        """Probability of each class, of the same shape."""
        return softmax(self.scores(features))


def softmax(scores: Numbers) -> Numbers:
    """Probabilities that scores stand for, row by row.

    >>> softmax(np.array([[1.0, 1.0]])).tolist()
    [[0.5, 0.5]]
    """
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=1, keepdims=True))


def logistic_for(name: str, names: tuple[str, ...]) -> Logistic:
    """The fitted score of that name, for evidence with these names.

    Args:
        name: in `weights.json`.
        names: of the features, in the order of the rows that will be scored.

    Raises:
        ValueError: it was fitted to other evidence; a feature was added or taken out since.

    >>> try:
    ...     logistic_for("lost-end", ("model",))
    ... except ValueError as bad:
    ...     print(bad)
    the fitted numbers 'lost-end' are for other evidence: run the script that fits them (bench/README.md)
    """
    score = fitted(name)
    _check(name, score.names, names)
    return score


def trees_for(name: str, names: tuple[str, ...]) -> Trees:
    """The fitted trees of that name, for evidence with these names.

    Args:
        name: of the data file, without its ending.
        names: of the features, in the order of the rows that will be scored.

    Raises:
        ValueError: they were fitted to other evidence.

    >>> trees_for("kinds-2", fitted_trees("kinds-2").names).classes
    ('title', 'body', 'caption', 'page-furniture', 'byline')
    """
    trees = fitted_trees(name)
    _check(name, trees.names, names)
    return trees


def _check(name: str, fitted_to: tuple[str, ...], names: tuple[str, ...]) -> None:
    if fitted_to != names:
        raise ValueError(f"the fitted numbers {name!r} are for other evidence: run the script that fits them (bench/README.md)")


@data.loaded
def fitted_trees(name: str) -> Trees:
    """The fitted trees in the data file of that name.

    Behind a line that says what they are asked about stand their questions, each once (a feature in two bytes, a threshold in four),
    which of these each node asks, level by level (two), and their leaves (four).

    >>> fitted_trees("join").leaf.shape[1] == 2 ** len(fitted_trees("join").asked.levels)
    True
    """
    with open(os.path.join(data.FOLDER, f"{name}.trees"), "rb") as file:
        held, raw = json.loads(file.readline()), file.read()
    trees, depth, questions = held["trees"], held["depth"], held["questions"]
    sizes = [2 * questions, 4 * questions, *(2 * trees * 2**level for level in range(depth)), 4 * trees * 2**depth]
    kinds = ["<i2", "<f4", *["<u2"] * depth, "<f4"]
    places = pairwise(itertools.accumulate(sizes, initial=0))
    feature, threshold, *levels, leaf = (
        np.frombuffer(raw[start:end], dtype=kind) for (start, end), kind in zip(places, kinds, strict=True)
    )
    asked = Cuts(feature.astype(np.int64), threshold[:, None], tuple(level.reshape(-1, trees).astype(np.int64) for level in levels))
    return Trees(tuple(held["names"]), tuple(held["classes"]), asked, leaf.astype(np.float64).reshape(trees, -1))


@data.loaded
def fitted(name: str) -> Logistic:
    """The fitted score of that name.

    Raises:
        KeyError: nothing of that name was fitted.

    >>> fitted("lost-end").bias < 0
    True
    """
    score = _all()[name]
    return Logistic(tuple(score["names"]), np.array(score["weights"]), score["bias"])


@data.loaded
def _all() -> dict[str, Any]:
    scores: dict[str, Any] = json.loads(data.text("weights.json"))
    return scores
