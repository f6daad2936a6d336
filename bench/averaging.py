"""The mean of several fits, which errs less than each: log-odds of logistic scores and of trees are averaged, and so are their numbers."""

from __future__ import annotations

import pathlib
from collections.abc import Sequence

import fitting
import numpy as np

from cleaner import data as package
from cleaner.arrays import Integers, Numbers
from cleaner.cuts import Cuts, cuts
from cleaner.weights import Logistic, Trees, fitted, fitted_trees


def average(scores: Sequence[str], trees: Sequence[str], folders: Sequence[pathlib.Path]) -> None:
    """Write the mean of the fitted scores and trees of these names, as they are in some folders of data, into the one that is in use.

    Args:
        scores: names in weights.json.
        trees: of files, without their ending.
        folders: where each fit has written.
    """
    here, found = fitting.DATA, []
    for folder in folders:
        fitting.use_data(folder)
        found.append(([fitted(name) for name in scores], [fitted_trees(name) for name in trees]))
    fitting.use_data(here)
    for name, of_fits in zip(scores, zip(*(some for some, _ in found), strict=True), strict=True):
        mean = mean_score(of_fits)
        fitting.write(name, mean.names, mean.weights, mean.bias)
    for name, grown in zip(trees, zip(*(some for _, some in found), strict=True), strict=True):
        fitting.write_trees(name, grown[0].names, mean_trees(grown))
    package.forget()


def mean_score(of_fits: Sequence[Logistic]) -> Logistic:
    """The score whose log-odds are the mean of those of some scores for the same evidence.

    >>> mean_score([Logistic(("a",), np.array([1.0]), 0.0), Logistic(("a",), np.array([2.0]), 1.0)])
    Logistic(names=('a',), weights=array([1.5]), bias=0.5)
    """
    weights: Numbers = np.mean([one.weights for one in of_fits], axis=0)
    return Logistic(of_fits[0].names, weights, float(np.mean([one.bias for one in of_fits])))


def mean_trees(of_fits: Sequence[Trees]) -> Trees:
    """The trees whose scores are the mean of those of some trees for the same evidence: all of them, with leaves so many times less.

    >>> one, other = (Trees(("a",), ("x",), cuts(np.array([[0]]), np.array([[at]])), np.array([[0.0, 1.0]])) for at in (1.0, 3.0))
    >>> mean_trees([one, other]).scores(np.array([[0.0], [2.0], [4.0]])).ravel().tolist()
    [0.0, 0.5, 1.0]
    """
    features, thresholds = zip(*(_nodes(one.asked) for one in of_fits), strict=True)
    leaf = np.concatenate([one.leaf for one in of_fits]) / len(of_fits)
    return of_fits[0]._replace(asked=cuts(np.concatenate(features), np.concatenate(thresholds)), leaf=leaf)


def _nodes(asked: Cuts) -> tuple[Integers, Numbers]:
    """What each node of trees asks, level by level, as `cuts` is given it: feature and threshold, shape (t, 2**d - 1) each."""
    question = np.concatenate(asked.levels).T
    return asked.feature[question], asked.threshold[question, 0]
