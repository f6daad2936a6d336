#!/usr/bin/env python3
"""Fit the scores by which a line is a title, a caption or body text, on labelled pages, and print the cross-validated errors.

usage: bench/fit_kinds.py ../shared/bench/pages [--errors]
"""

import collections
import sys
from dataclasses import replace

import gold
import numpy as np
from fitting import fit, folds, write

from cleaner.looks import NAMES, looks
from cleaner.passes.classify import FREE, _by_grammar, _lines

STRENGTH = 0.3


def examples(folder):
    rows, labels, groups, texts = [], [], [], []
    missed = collections.Counter()
    for number, (name, page, answer) in enumerate(gold.pages(folder)):
        found = gold.roles(answer)
        gone = {r["span"][0]: r["reason"] for r in answer["removed"]}
        blocks = []
        for block in page.blocks:
            blocks += _by_grammar(page, block)[0] if block.kind == "body" else [block]
        page = replace(page, blocks=tuple(blocks))
        at = [k for k, b in enumerate(page.blocks) if b.kind in ("body", "byline", "credit")]
        lines = _lines(page, at)
        features = looks(lines)
        for b in page.blocks:
            label = gold.role(found, page, b)
            if label and b.kind not in ("body", "blank"):
                missed[label[0], b.kind, page.source[b.start : b.end][:40]] += 1
        for k, line, row in zip(at, lines, features, strict=True):
            label = gold.role(found, page, page.blocks[k])
            if line.known:
                continue
            if label is None:
                missed["no label", gone.get(page.blocks[k].start), line.text[:30]] += 1
                continue
            rows.append(row)
            labels.append(FREE.index(label[0]))
            groups.append(number)
            texts.append((name, line.text))
    return np.array(rows), np.array(labels), np.array(groups), texts, missed


def main(folder, *options):
    x, y, groups, texts, missed = examples(folder)
    odds = np.zeros((len(y), len(FREE)))
    for train, test in folds(groups):
        for k in range(len(FREE)):
            weights, bias = fit(x[train], y[train] == k, STRENGTH)
            odds[test, k] = x[test] @ weights + bias
    got = odds.argmax(axis=1)
    table = collections.Counter(zip(y.tolist(), got.tolist(), strict=True))
    print("cross-validated, rows: label, columns: found", *FREE)
    for k, kind in enumerate(FREE):
        print(f"{kind:8}", *(f"{table[k, m]:6}" for m in range(len(FREE))))
    wrong = np.flatnonzero(got != y)
    print(f"{len(wrong)} of {len(y)} wrong, on {len(set(groups[wrong]))} of {len(set(groups))} pages")
    if "--errors" in options:
        for k in wrong:
            print(texts[k][0][-4:], FREE[y[k]], "->", FREE[got[k]], odds[k].round(1), texts[k][1][:70])
        for key, count in missed.most_common():
            print(key, count)
    for k, kind in enumerate(FREE):
        weights, bias = fit(x, y == k, STRENGTH)
        write(f"kind-{kind}", NAMES, weights, bias)


if __name__ == "__main__":
    main(*sys.argv[1:])
