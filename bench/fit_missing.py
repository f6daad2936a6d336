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


def examples(folder):
    heads, tails, lost, groups = [], [], [], []
    for number, (_, page, answer) in enumerate(gold.pages(folder)):
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


def main(folder, made):
    heads, tails, lost, groups, head_names, tail_names = examples(folder)
    more_heads, more_tails, more_lost, *_ = examples(made)
    both = (("lost-opening", "head", heads, more_heads, head_names), ("lost-end", "tail", tails, more_tails, tail_names))
    for name, word, x, more, names in both:
        y, more_y = np.array([word in m for m in lost]), np.array([word in m for m in more_lost])
        odds = np.zeros(len(y))
        for train, test in folds(groups):
            weights, bias = fit(np.concatenate([x[train], more]), np.concatenate([y[train], more_y]), 0.3)
            odds[test] = x[test] @ weights + bias
        best = max((f_half(y, odds > t), t) for t in np.arange(-4, 3, 0.1))
        flags = odds > best[1]
        told = f"F1 {2 * (y & flags).sum() / (y.sum() + flags.sum()):.3f}, precision {(y & flags).sum() / flags.sum():.3f}"
        print(f"{name}: {y.sum()} of {len(y)} lost; cross-validated {told} at log-odds {best[1]:.1f}, {flags.sum()} flags")
        weights, bias = fit(np.concatenate([x, more]), np.concatenate([y, more_y]), 0.3)
        write(name, names, weights, bias - best[1])
        print("  ", {n: round(float(w), 2) for n, w in zip(names, weights, strict=True)})


if __name__ == "__main__":
    main(*sys.argv[1:])
