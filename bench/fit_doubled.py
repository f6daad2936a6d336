#!/usr/bin/env python3
"""Fit the score of doubled characters on news text: its own doubled characters are right, doubled ones planted in it are errors.

usage: bench/fit_doubled.py ../shared/corpus/news.jsonl.gz [ARTICLES]
"""

from __future__ import annotations

import gzip
import json
import random
import sys

import numpy as np
from fitting import fit, folds, write

from cleaner.arrays import Integers, Numbers
from cleaner.fixes.doubled import DOUBLED, NAMES, evidence
from cleaner.language.ngram import folded

PLANTED = 0.4  # of the paragraphs get one planted error


def examples(path: str, count: int) -> tuple[Numbers, Integers, Integers]:
    rows, labels, groups = [], [], []
    rng = random.Random(1)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        chosen = rng.sample(list(lines), count)
    for group, line in enumerate(chosen):
        for text in json.loads(line)["paragraphs"]:
            right = [m.start() for m in DOUBLED.finditer(text)]
            if right:
                rows.append(evidence(folded(text), right))
                labels += [0] * len(right)
                groups += [group] * len(right)
            at = rng.randrange(len(text))
            if rng.random() < PLANTED and "\u4e00" <= text[at] <= "\u9fff" and text[at - 1 : at] != text[at] != text[at + 1 : at + 2]:
                rows.append(evidence(folded(text[:at] + text[at] + text[at:]), [at]))
                labels.append(1)
                groups.append(group)
    return np.concatenate(rows), np.array(labels), np.array(groups)


def main(path: str, count: str = "6000") -> None:
    x, y, groups = examples(path, int(count))
    odds = np.zeros(len(y))
    for train, test in folds(groups):
        weights, bias = fit(x[train], y[train])
        odds[test] = x[test] @ weights + bias
    print(f"{y.sum()} planted, {(1 - y).sum()} right; cross-validated:")
    for at in np.arange(0, 9, 0.5):
        found, wrong = (odds[y == 1] >= at).mean(), (odds[y == 0] >= at).mean()
        print(f"  log-odds >= {at:.1f}: {found:7.2%} of the errors, {wrong:7.2%} of the right ones")
    weights, bias = fit(x, y)
    write("doubled", NAMES, weights, bias)
    print(dict(zip(NAMES, weights.round(3), strict=True)), round(bias, 3))


if __name__ == "__main__":
    main(*sys.argv[1:])
