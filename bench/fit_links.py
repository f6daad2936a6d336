"""Fit the weights of the evidence for links, look by look; called by fit_all.py.

The model: of all ways to link a page's nodes, the one with the greatest sum of scores is right. Each node's choice of its
successor (or of none), and of its predecessor (or of none), is a softmax over these scores; the weights maximise the
likelihood of the labelled choices (a pseudo-likelihood, convex), with a Gaussian prior. Each look is fitted on what the
look before it makes of the pages.
"""

# `slope` is a list of parts, and then one array.
# mypy: allow-redefinition
from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from fit_judge import fit_judge, judge_by_halves, judge_with
from fitting import write, write_trees
from scipy.optimize import minimize
from sheets import Sheet

from cleaner.arrays import Integers, Numbers
from cleaner.language.ngram import Floats
from cleaner.linking.features import Evidence
from cleaner.linking.score import FIRST, LATER, Scores, scored
from cleaner.linking.search import best_links, paths
from cleaner.linking.second_look import look_again

# What a labelled page counts, beside a made one, of which there are five times as many. Chosen: 2 and 3 are as good, within what two
# sets of made pages differ by.
LABELLED = 4.0
PRIOR = 2.0  # strength of the Gaussian prior on standardised weights
STEPS = 100  # of L-BFGS: more change no digit of the figures
# What `tally` counts, reader by reader.
Tally: TypeAlias = dict[str, Integers]


class Likelihood:
    """The pseudo-likelihood of one page's labels under weights for w = pair - end - start, on the pairs of the evidence."""

    def __init__(self, sheet: Sheet, evidence: Evidence) -> None:
        self.places = [(p.first, p.second) for p in evidence.pairs]
        self.parts = [x.astype(np.float32) for x in (*evidence.pair, evidence.end, evidence.start)]
        self.ends = np.cumsum([len(x) for x in self.parts])
        self.count, self.weight = len(sheet.after), sheet.weight
        there = np.zeros((self.count, self.count + 1), dtype=bool)
        for place in self.places:
            there[place] = True
        there[:, -1] = True  # nothing at all
        # A label that is not among the pairs says nothing: it can no longer be found.
        self.sides = [
            (wanted, np.flatnonzero(side[np.arange(self.count), wanted]))
            for wanted, side in ((sheet.after, there), (sheet.before, np.concatenate([there[:, :-1].T, there[:, -1:]], axis=1)))
        ]

    def loss(self, w: Floats) -> tuple[float, Numbers]:
        *pairs, end, start = np.split(w, self.ends[:-1])
        s = np.full((self.count, self.count), -1e9, dtype=np.float32)
        for place, weights, x in zip(self.places, pairs, self.parts, strict=False):
            s[place] = weights @ x
        s -= (end @ self.parts[-2])[:, None] + (start @ self.parts[-1])[None, :]
        total, g = 0.0, np.zeros_like(s)
        for x, (wanted, rows), back in zip((s, s.T), self.sides, (g, g.T), strict=True):
            full = np.concatenate([x[rows], np.zeros((len(rows), 1), dtype=np.float32)], axis=1)
            p = np.exp(full - full.max(axis=1, keepdims=True))
            p /= p.sum(axis=1, keepdims=True)
            at = np.arange(len(rows)), wanted[rows]
            total -= np.log(np.maximum(p[at], 1e-12)).sum()
            p[at] -= 1
            back[rows] += p[:, :-1]
        slope = [x @ g[place] for place, x in zip(self.places, self.parts, strict=False)]
        slope = np.concatenate([*slope, -(self.parts[-2] @ g.sum(axis=1)), -(self.parts[-1] @ g.sum(axis=0))])
        return self.weight * total, self.weight * slope


def scale_of(pages: Sequence[Likelihood]) -> Numbers:
    """One over the root mean square of each feature where it is not zero: a prior of one strength for all."""
    sums, counts = (np.concatenate(x) for x in zip(*([((p**2).sum(axis=1), (p != 0).sum(axis=1)) for p in pages[0].parts]), strict=True))
    for page in pages[1:]:
        sums = sums + np.concatenate([(p**2).sum(axis=1) for p in page.parts])
        counts = counts + np.concatenate([(p != 0).sum(axis=1) for p in page.parts])
    return np.where(sums > 0, np.sqrt(np.maximum(counts, 1) / np.maximum(sums, 1e-9)), 1.0)


def fit(pages: Sequence[Likelihood]) -> Numbers:
    scale = scale_of(pages)

    def objective(v: Numbers) -> tuple[Any, Numbers]:
        w = (v * scale).astype(np.float32)
        total, slope = PRIOR * (v @ v), 2 * PRIOR * v
        for page in pages:
            t, g = page.loss(w)
            total, slope = total + t, slope + g * scale
        return total, slope

    best = minimize(objective, np.zeros(len(scale)), jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    weights: Numbers = best.x * scale
    return weights


def fit_looks(train: list[Sheet], test: list[Sheet]) -> dict[str, Tally]:
    """Weights of every look and the trees that judge it, written; the tallies of the test sheets, step by step and reader by reader."""
    sheets, seen, tallies = [*train, *test], len(train), {}
    first = [s.first for s in sheets]
    scores = _look(FIRST, first, train)
    tallies[FIRST] = tally(test, scores[seen:])
    tell_open(test, scores[seen:])
    for look, trees in LATER:
        first = [found.narrowed(score.open) for found, score in zip(first, scores, strict=True)]
        here = [look_again(found, score) for found, score in zip(first, scores, strict=True)]
        linear = _look(look, here, train)
        tallies[look] = tally(test, linear[seen:])
        fitted = fit_judge(train, here[:seen], linear[:seen])
        write_trees(trees, fitted.names, fitted)
        scores = judge_with(fitted, here[seen:], linear[seen:])
        tallies[trees] = tally(test, scores)
        if look != LATER[-1][0]:
            scores = judge_by_halves(train, here[:seen], linear[:seen]) + scores
    return tallies


def _look(name: str, found: Sequence[Evidence], train: Sequence[Sheet]) -> list[Scores]:
    """The scores of all pages by weights fitted to the train sheets, the first of them, which are written."""
    weights = fit([Likelihood(sheet, evidence) for sheet, evidence in zip(train, found, strict=False)])
    write(name, found[0].all_names, weights, 0.0)
    return [scored(evidence, weights) for evidence in found]


def tell_open(sheets: Sequence[Sheet], scores: Sequence[Scores]) -> None:
    """Print how many of the labelled links, and of all pairs, the first look leaves open."""
    links = [score.open[sheet.after >= 0, sheet.after[sheet.after >= 0]] for sheet, score in zip(sheets, scores, strict=True)]
    right, pairs = np.concatenate(links), sum(int(score.open.sum()) for score in scores)
    every = sum(int(sheet.first.kinds.allowed.sum()) for sheet in sheets)
    print(f"open after the first look: {right.sum()} of {len(right)} labelled links, {pairs} of {every} pairs", flush=True)


def tally(sheets: Sequence[Sheet], scores: Sequence[Scores]) -> Tally:
    """Of each reader: right successors, nodes, right pages, pages, right articles, articles."""
    out: Tally = {}
    for sheet, score in zip(sheets, scores, strict=True):
        got = np.array(best_links(score.gain))
        articles = set(paths(sheet.after.tolist()))
        whole = len(articles.intersection(paths(got.tolist())))
        same = got == sheet.after
        out[sheet.reader] = out.get(sheet.reader, 0) + np.array([same.sum(), len(same), same.all(), 1, whole, len(articles)])
    return out


def told(t: Any) -> str:
    return f"{t[0] / t[1]:.4f} of the successors, {t[2]} of {t[3]} pages, {t[4] / t[5]:.4f} of the articles"
