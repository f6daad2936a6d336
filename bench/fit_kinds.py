#!/usr/bin/env python3
"""Fit the scores by which a line is a title, a caption or body text, and print the cross-validated errors.

usage: bench/fit_kinds.py ../shared/bench/pages MADE [--errors]

MADE: a folder of pages made by bench/pagemaker, of other papers and with other words around the articles. Fitted to the
labelled pages alone, trees are right on these and wrong on any other (1,146 of 21,466 lines of made pages, where a
logistic score has 755 wrong); fitted to both they are better on both.
"""

import collections
import sys
from dataclasses import replace

import gold
import numpy as np
from fitting import as_trees, folds, trees, write_trees

from cleaner.looks import looks
from cleaner.passes.classify import _by_grammar, _lines

KINDS = ("title", "body", "caption")
# Weight of a line of a labelled page beside one of a made page: there are ten times as many of those.
LABELLED = 3.0


def examples(folder, use=lambda number: True):
    rows, labels, groups, texts = [], [], [], []
    missed = collections.Counter()
    for number, (name, page, answer) in enumerate(gold.pages(folder)):
        if not use(number):
            continue
        found = gold.roles(answer)
        gone = {r["span"][0]: r["reason"] for r in answer["removed"]}
        blocks = []
        for block in page.blocks:
            blocks += _by_grammar(page, block)[0] if block.kind == "body" else [block]
        page = replace(page, blocks=tuple(blocks))
        at = [k for k, b in enumerate(page.blocks) if b.kind in ("body", "byline", "credit")]
        lines = _lines(page, at)
        names, features = looks(lines)
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
            labels.append(KINDS.index(label[0]))
            groups.append(number)
            texts.append((name, line.text))
    return np.array(rows), np.array(labels), np.array(groups), texts, missed, names


def fit_kinds(train, more):
    """Fit on labelled and made lines, write."""
    x, y, names = train[0], train[1], train[-1]
    weight = np.concatenate([np.full(len(y), LABELLED), np.ones(len(more[1]))])
    write_trees("kinds", names, trees(np.concatenate([x, more[0]]), np.concatenate([y, more[1]]), KINDS, weight))


def main(folder, made, *options):
    x, y, groups, texts, missed, names = examples(folder)
    more, labels = examples(made)[:2]
    weight = np.concatenate([np.full(len(y), LABELLED), np.ones(len(labels))])
    chances = np.zeros((len(y), len(KINDS)))
    for train, test in folds(groups):
        held = trees(
            np.concatenate([x[train], more]),
            np.concatenate([y[train], labels]),
            KINDS,
            np.concatenate([weight[: len(y)][train], weight[len(y) :]]),
        )
        chances[test] = as_trees(held, names).chances(x[test])
    got = chances.argmax(axis=1)
    table = collections.Counter(zip(y.tolist(), got.tolist(), strict=True))
    print("cross-validated, rows: label, columns: found", *KINDS)
    for k, kind in enumerate(KINDS):
        print(f"{kind:8}", *(f"{table[k, m]:6}" for m in range(len(KINDS))))
    wrong = np.flatnonzero(got != y)
    print(f"{len(wrong)} of {len(y)} wrong, on {len(set(groups[wrong]))} of {len(set(groups))} pages")
    if "--errors" in options:
        for k in wrong:
            print(texts[k][0][-4:], KINDS[y[k]], "->", KINDS[got[k]], chances[k].round(2), texts[k][1][:70])
        for key, count in missed.most_common():
            print(key, count)
    fit_kinds((x, y, names), (more, labels))


if __name__ == "__main__":
    main(*sys.argv[1:])
