#!/usr/bin/env python3
"""Fit the score by which a link goes on within a paragraph, labelled by whether both pieces are of one paragraph.

usage: bench/fit_joins.py ../shared/bench/pages MADE
"""

import sys

import gold
import numpy as np
from fit_links import labelled
from fitting import fit, folds, write

from cleaner.linking.evidence import evidence
from cleaner.linking.join import join_evidence


def joins_of(folder):
    rows, labels, groups = [], [], []
    for number, (_, page, answer) in enumerate(gold.pages(folder)):
        page, here, after = labelled(page, answer)
        found = gold.roles(answer)
        pairs = [(i, int(j)) for i, j in enumerate(after) if j >= 0 and not here[i].title]
        found_join = join_evidence(here, evidence(here).known.edge, pairs)
        rows.append(found_join.rows)
        for pair in pairs:
            a, b = (gold.role(found, page, page.blocks[here[k].at]) for k in pair)
            labels.append(a[2] == b[2])
            groups.append(number)
    return np.concatenate(rows), np.array(labels), np.array(groups), found_join.names


def main(folder, made):
    x, y, groups, names = joins_of(folder)
    more, more_labels, *_ = joins_of(made)
    odds = np.zeros(len(y))
    for train, test in folds(groups):
        weights, bias = fit(np.concatenate([x[train], more]), np.concatenate([y[train], more_labels]))
        odds[test] = x[test] @ weights + bias
    print(f"joins, cross-validated: {((odds > 0) != y).sum()} of {len(y)} wrong ({(y & (odds <= 0)).sum()} of {y.sum()} joins missed)")
    weights, bias = fit(np.concatenate([x, more]), np.concatenate([y, more_labels]))
    write("join", names, weights, bias)


if __name__ == "__main__":
    main(*sys.argv[1:])
