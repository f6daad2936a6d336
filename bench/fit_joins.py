#!/usr/bin/env python3
"""Fit the score by which a link goes on within a paragraph, labelled by whether both pieces are of one paragraph.

usage: bench/fit_joins.py ../shared/bench/pages MADE MODEL
"""

from __future__ import annotations

import pathlib
import sys
from collections.abc import Callable
from typing import Any, TypeAlias, cast

import gold
import numpy as np
from fitting import Shape, folds, grown, model_without_made, write_trees
from sheets import labelled

from cleaner.arrays import Flags, Integers, Numbers
from cleaner.linking.facts import texts_of
from cleaner.linking.join import join_evidence
from cleaner.weights import Trees

# Weight of a link of a labelled page beside one of a made page. Chosen: 1 and 6 are as good, within four of 3,425 links.
LABELLED = 3.0
# Few and shallow, for most joins are plain. Chosen: with a depth of 4 they are as good.
SHAPE = Shape(150, 3, {"learning_rate": 0.08, "num_leaves": 7, "min_data_in_leaf": 20, "feature_fraction": 0.5, "lambda_l2": 2.0})
# Of links of some pages: their evidence, whether they go on within a paragraph, their pages, the names of the evidence.
Joins: TypeAlias = tuple[Numbers, Flags, Integers, tuple[str, ...]]


def joins_of(folder: str | pathlib.Path, use: Callable[[int], bool] = lambda number: True) -> Joins:
    rows, labels, groups = [], [], []
    for number, (_, page, answer) in enumerate(gold.pages(folder)):
        if not use(number):
            continue
        page, here, after = labelled(page, answer)
        found = gold.roles(answer)
        pairs = [(i, int(j)) for i, j in enumerate(after) if j >= 0 and not here[i].title]
        if not pairs:
            continue
        found_join = join_evidence(here, texts_of(here), pairs)
        rows.append(found_join.rows)
        for pair in pairs:
            a, b = (cast("gold.Label", gold.role(found, page, page.blocks[here[k].at])) for k in pair)
            labels.append(a[2] == b[2])
            groups.append(number)
    return np.concatenate(rows), np.array(labels), np.array(groups), found_join.names


def fit_joins(train: Joins | None, made: Joins) -> None:
    """Fit on labelled links, where there are any, and made ones; tell the cross-validated errors; write."""
    more, names = made[:2], made[3]
    groups: Any
    x, y, groups = train[:3] if train else (more[0][:0], more[1][:0], [])
    if train:
        odds = np.zeros(len(y))
        for seen, unseen in folds(groups):
            odds[unseen] = trees_of(x[seen], y[seen], more).scores(x[unseen])[:, 0]
        print(f"joins, cross-validated: {((odds > 0) != y).sum()} of {len(y)} wrong ({(y & (odds <= 0)).sum()} of {y.sum()} joins missed)")
    write_trees("join", names, trees_of(x, y, more))


def trees_of(x: Numbers, y: Flags, more: tuple[Numbers, Flags]) -> Trees:
    """Trees by which a link goes on within a paragraph, fitted on labelled links and made ones."""
    weight = np.concatenate([np.full(len(y), LABELLED), np.ones(len(more[1]))])
    return grown(SHAPE, np.concatenate([x, more[0]]), ("join",), np.concatenate([y, more[1]]), weight, objective="binary")


def main(folder: str, made: str, model: str) -> None:
    with model_without_made(model):
        more = joins_of(made)
    fit_joins(joins_of(folder), more)


if __name__ == "__main__":
    main(*sys.argv[1:])
