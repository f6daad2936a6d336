#!/usr/bin/env python3
"""Fit the scores by which an article has lost its opening or its end, on labelled pages put together as their labels say.

usage: bench/fit_missing.py ../shared/bench/pages MADE

The bias of each score is moved so that the cross-validated F0.5 of its flag is greatest.
"""

import sys
from dataclasses import replace

import gold
import numpy as np
from fit_links import labelled
from fitting import fit, folds, write

from cleaner.page import Link
from cleaner.passes.assemble import assemble
from cleaner.passes.complete import Whole, lost_evidence


def examples(folder, use=lambda number: True):
    heads, tails, lost, groups = [], [], [], []
    for number, (_, page, answer) in enumerate(gold.pages(folder)):
        if not use(number):
            continue
        page, here, after = labelled(page, answer)
        links = [
            Link(page.blocks[here[i].at].start, page.blocks[here[j].at].start, "next-paragraph", 1.0) for i, j in enumerate(after) if j >= 0
        ]
        page = assemble(replace(page, links=tuple(sorted(links))))
        found = gold.roles(answer)
        wholes = []
        members = {}
        for block in page.blocks:
            if block.article is not None:
                members.setdefault(block.article, []).append(block)
        for blocks in members.values():
            blocks.sort(key=lambda b: b.order)
            bodies = [b for b in blocks if b.kind == "body"]
            label = gold.role(found, page, blocks[0])
            if bodies and label:
                wholes.append(
                    Whole(
                        bodies[0],
                        bodies[-1],
                        tuple(b for b in blocks if b.kind == "title"),
                        any(b.kind == "byline" for b in blocks),
                        len(bodies),
                    )
                )
                lost.append(answer["articles"][label[1]]["missing"])
                groups.append(number)
        head, tail = lost_evidence(page, wholes)
        heads.append(head.rows)
        tails.append(tail.rows)
    return np.concatenate(heads), np.concatenate(tails), lost, np.array(groups), head.names, tail.names


def f_half(y, flags):
    """F of precision and recall, precision counting twice: what is called lost and is not sends somebody to look for nothing."""
    return 1.25 * (y & flags).sum() / (0.25 * y.sum() + flags.sum()) if flags.any() else 0.0


def fit_lost(train, more):
    """The score of each flag, its bias moved so that the cross-validated F0.5 of the flag is greatest; written, and told."""
    for name, word, side in (("lost-opening", "head", 0), ("lost-end", "tail", 1)):
        x, names, groups = train[side], train[4 + side], train[3]
        y, more_y = (np.array([word in m for m in lost]) for lost in (train[2], more[2]))
        odds = np.zeros(len(y))
        for seen, unseen in folds(groups):
            weights, bias = fit(np.concatenate([x[seen], more[side]]), np.concatenate([y[seen], more_y]), 0.3)
            odds[unseen] = x[unseen] @ weights + bias
        best = max((f_half(y, odds > t), t) for t in np.arange(-4, 3, 0.1))
        flags = odds > best[1]
        score = 2 * (y & flags).sum() / (y.sum() + flags.sum())
        print(
            f"{name}: {y.sum()} of {len(y)} lost; cross-validated F1 {score:.3f}, precision {(y & flags).sum() / max(1, flags.sum()):.3f}"
        )
        weights, bias = fit(np.concatenate([x, more[side]]), np.concatenate([y, more_y]), 0.3)
        write(name, names, weights, bias - best[1])


def main(folder, made):
    fit_lost(examples(folder), examples(made))


if __name__ == "__main__":
    main(*sys.argv[1:])
