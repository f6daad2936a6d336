#!/usr/bin/env python3
"""Fit the scores by which an article has lost its opening or its end, on labelled pages put together as their labels say.

usage: bench/fit_missing.py ../shared/bench/pages MADE MODEL

The bias of each score is moved so that the cross-validated F1 of its flag is greatest, there and a little to both sides.
"""

from __future__ import annotations

import pathlib
import sys
from collections.abc import Callable
from typing import Any, TypeAlias, cast

import gold
import numpy as np
from fitting import fit, folds, model_without_made, write
from sheets import labelled

from cleaner.arrays import Flags, Integers, Numbers
from cleaner.linking.documents import with_forms
from cleaner.page import Link
from cleaner.passes.assemble import assemble
from cleaner.passes.complete import ends_of, lost_evidence

# Of articles of some pages: the evidence of their openings and of their ends, which of these are lost, their pages, the names of both
# evidences.
Edges: TypeAlias = tuple[Numbers, Numbers, list[list[str]], Integers, tuple[str, ...], tuple[str, ...]]


def examples(folder: str | pathlib.Path, use: Callable[[int], bool] = lambda number: True) -> Edges:
    heads, tails, lost, groups = [], [], [], []
    for number, (_, page, answer) in enumerate(gold.pages(folder)):
        if not use(number):
            continue
        page, here, after = labelled(page, answer)
        links = [
            Link(page.blocks[here[i].at].start, page.blocks[here[j].at].start, "next-paragraph", 1.0) for i, j in enumerate(after) if j >= 0
        ]
        page = assemble(with_forms(page._replace(links=tuple(sorted(links)))))
        found = gold.roles(answer)
        labels = [(one, gold.role(found, page, one.first)) for one in ends_of(page)]
        lost += [answer["articles"][label[1]]["missing"] for _, label in labels if label]
        groups += [number for _, label in labels if label]
        head, tail = lost_evidence(page, [one for one, label in labels if label])
        heads.append(head.rows)
        tails.append(tail.rows)
    return np.concatenate(heads), np.concatenate(tails), lost, np.array(groups), head.names, tail.names


# What an article of a labelled page counts, beside one of a made page.
LABELLED = 3.0
# Limits at which a flag is tried, in log-odds, and of how many beside each other the mean F counts: of the few lost edges that there
# are the best single limit is chance.
LIMITS, BESIDE = np.arange(-4, 3, 0.1), 7


def f1(y: Flags, flags: Flags, weight: Numbers | float = 1.0) -> float:
    both, flagged, lost = ((weight * x).sum() for x in (y & flags, flags, y))
    found: float = 2 * both / max(lost + flagged, 1)
    return found


def fit_lost(train: Edges | None, more: Edges) -> None:
    """The score of each flag, its bias moved to where the cross-validated F of the flag is greatest; written, and told.

    The bias is found on labelled pages, where there are any, and made pages together: on the few lost edges of the labelled ones
    alone it is chance.
    """
    own: Any = train or [more[0][:0], more[1][:0], [], more[3][:0]]
    groups = np.concatenate([own[3], more[3] + own[3].max(initial=-1) + 1])
    labelled = np.arange(len(groups)) < len(own[2])
    weight = np.where(labelled, LABELLED, 1.0)
    for name, word, side in (("lost-opening", "head", 0), ("lost-end", "tail", 1)):
        x, y = np.concatenate([own[side], more[side]]), np.array([word in lost for lost in (*own[2], *more[2])])
        odds = np.zeros(len(y))
        for seen, unseen in folds(groups):
            weights, bias = fit(x[seen], y[seen], 0.3, weight[seen])
            odds[unseen] = x[unseen] @ weights + bias
        at = LIMITS[np.convolve([f1(y, odds > t, weight) for t in LIMITS], np.full(BESIDE, 1 / BESIDE), "same").argmax()]
        if train:
            real, flags = y[labelled], odds[labelled] > at
            precision = (real & flags).sum() / max(1, flags.sum())
            print(f"{name}: {real.sum()} of {len(real)} lost; cross-validated F1 {f1(real, flags):.3f}, precision {precision:.3f}")
        weights, bias = fit(x, y, 0.3, weight)
        write(name, cast("tuple[str, ...]", more[4 + side]), weights, bias - at)


def main(folder: str, made: str, model: str) -> None:
    with model_without_made(model):
        more = examples(made)
    fit_lost(examples(folder), more)


if __name__ == "__main__":
    main(*sys.argv[1:])
