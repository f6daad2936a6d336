"""Fit the trees that judge the links which a linear look leaves open (cleaner.linking.judge); called by fit_links.py."""

# What each page has is in lists, and then in one array.
# mypy: allow-redefinition
from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from fitting import Shape, grown
from sheets import Sheet

from cleaner.arrays import Integers, Numbers
from cleaner.linking.features import Evidence
from cleaner.linking.judge import judged, names, rows
from cleaner.linking.score import Scores
from cleaner.weights import Trees

# Chosen: shallow and few, for the pages are few, and what they are asked of each link is much.
SHAPE = Shape(
    150,
    4,
    {"learning_rate": 0.05, "num_leaves": 12, "min_data_in_leaf": 60, "feature_fraction": 0.3, "lambda_l2": 5.0},
)


def fit_judge(sheets: list[Sheet], found: list[Evidence], scores: list[Scores]) -> Trees:
    """Boosted trees on the pseudo-likelihood of the labelled links, with the linear gains as a start: the trees and their names.

    Args:
        sheets: the pages.
        found: the evidence of a look on each.
        scores: of the look on each.
    """
    x, out, into, right, start, weight, nodes = [], [], [], [], [], [], 0
    for sheet, evidence, score in zip(sheets, found, scores, strict=True):
        evidence = evidence.narrowed(score.open)
        first, second = (np.concatenate(v) for v in zip(*((p.first, p.second) for p in evidence.pairs), strict=True))
        x.append(rows(evidence, score).astype(np.float32))
        out.append(nodes + first)
        into.append(nodes + second)
        right.append(sheet.after[first] == second)
        start.append(score.gain[first, second])
        weight.append(np.full(len(first), sheet.weight))
        nodes += len(sheet.after)
    out, into, right, start, weight = (np.concatenate(v) for v in (out, into, right, start, weight))

    def slopes(score: Numbers, _: object) -> tuple[Numbers, Numbers]:
        p, q = _chance(score + start, out, nodes), _chance(score + start, into, nodes)
        return weight * (p + q - 2 * right), weight * (p * (1 - p) + q * (1 - q) + 1e-3)

    return grown(SHAPE, np.concatenate(x), ("link",), objective=slopes)._replace(names=names(found[0]))


def judge_with(trees: Trees, found: Iterable[Evidence], scores: Iterable[Scores]) -> list[Scores]:
    """What the trees make of the pages."""
    out = []
    for evidence, score in zip(found, scores, strict=True):
        evidence = evidence.narrowed(score.open)
        out.append(judged(evidence, score, trees.scores(rows(evidence, score))[:, 0]))
    return out


def judge_by_halves(sheets: list[Sheet], found: list[Evidence], scores: list[Scores]) -> list[Scores]:
    """What trees make of every page that were fitted to the other half of the pages.

    The look after them learns how far they can be trusted; of pages that they were fitted to, it would trust them too far.
    """
    half = np.arange(len(sheets)) % 2
    out: list[Any] = [None] * len(sheets)
    for side in (0, 1):
        seen, unseen = np.flatnonzero(half != side), np.flatnonzero(half == side)
        trees = fit_judge(*([v[k] for k in seen] for v in (sheets, found, scores)))  # type: ignore[arg-type]
        for k, judged_page in zip(unseen, judge_with(trees, *([v[k] for k in unseen] for v in (found, scores))), strict=True):  # type: ignore[arg-type]
            out[k] = judged_page
    return out


def _chance(score: Numbers, group: Integers, count: int) -> Numbers:
    """Softmax within groups, each with one more choice of score 0: none."""
    most = np.zeros(count)
    np.maximum.at(most, group, score)
    part = np.exp(score - most[group])
    return part / (np.bincount(group, part, count) + np.exp(-most))[group]
