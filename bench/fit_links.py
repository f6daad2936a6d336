#!/usr/bin/env python3
"""Fit the weights of the evidence for links on labelled pages, and print the cross-validated share of right successors.

usage: bench/fit_links.py ../shared/bench/pages MADE

MADE: a folder of pages made by bench/pagemaker, which the labelled pages of each fold are added to.

The model: of all ways to link a page's nodes, the one with the greatest sum of scores is right. Each node's choice of its
successor (or of none), and of its predecessor (or of none), is a softmax over these scores; the weights maximise the
likelihood of the labelled choices (a pseudo-likelihood, convex), with a Gaussian prior.
"""

import sys
from dataclasses import replace
from itertools import pairwise

import gold
import numpy as np
from fitting import fit as logistic
from fitting import folds, write
from scipy.optimize import minimize

from cleaner.linking.evidence import evidence
from cleaner.linking.fragments import look_again
from cleaner.linking.join import join_evidence
from cleaner.linking.nodes import nodes
from cleaner.linking.score import scored
from cleaner.linking.search import best_links
from cleaner.passes.classify import _by_grammar

LABELLED = 2  # times that a labelled page counts, beside a made one
PRIOR = 2.0  # strength of the Gaussian prior on standardised weights


def labelled(page, answer):
    """The page classified as its labels say, and the right successor of each of its nodes."""
    found = gold.roles(answer)
    blocks = []
    for block in page.blocks:
        blocks += _by_grammar(page, block)[0] if block.kind == "body" else [block]
    kinds = []
    for block in blocks:
        label = gold.role(found, page, block)
        if label and block.kind in ("body", "byline", "credit", "page-furniture"):
            block = block._replace(kind="credit" if block.kind == "credit" and label[0] == "caption" else label[0])
        elif block.kind == "body":
            block = block._replace(kind="page-furniture")
        kinds.append(block)
    page = replace(page, blocks=tuple(kinds))
    here = nodes(page)
    place = {}
    for k, node in enumerate(here):
        label = gold.role(found, page, page.blocks[node.at])
        if label:
            place[label[1], label[0] == "body", label[2], label[3]] = k
    after = np.full(len(here), -1)
    order = sorted(place)
    for a, b in pairwise(order):
        if a[0] == b[0]:
            after[place[a]] = place[b]
    return page, here, after


class Sheet:
    """One page's features as w = pair - end - start, and its labels."""

    def __init__(self, here, after, e=None):
        e = e or evidence(here)
        e = e._replace(pair=e.pair.astype(np.float32), end=e.end.astype(np.float32), start=e.start.astype(np.float32))
        self.here, self.e, self.after, self.count = here, e, after, len(here)
        self.before = np.full(self.count, -1)
        for i, j in enumerate(after):
            if j >= 0:
                self.before[j] = i
        self.mask = np.where(e.allowed, 0.0, -1e9)

    def again(self, w):
        """The sheet of a second look, after a first with these weights."""
        e = self.e._replace(pair=self.e.pair.astype(np.float64), end=self.e.end.astype(np.float64), start=self.e.start.astype(np.float64))
        return Sheet(self.here, self.after, look_again(e, scored(e, w)))

    def scores(self, w):
        p, q = len(self.e.pair), len(self.e.pair) + len(self.e.end)
        w = w.astype(np.float32)
        return np.tensordot(w[:p], self.e.pair, 1) - (w[p:q] @ self.e.end)[:, None] - (w[q:] @ self.e.start)[None, :] + self.mask

    def loss(self, w):
        s = self.scores(w)
        total, g = 0.0, np.zeros_like(s)
        for axis, wanted in ((1, self.after), (0, self.before)):
            x = s if axis else s.T
            full = np.concatenate([x, np.zeros((self.count, 1))], axis=1)
            full -= full.max(axis=1, keepdims=True)
            p = np.exp(full)
            p /= p.sum(axis=1, keepdims=True)
            target = np.where(wanted >= 0, wanted, self.count)
            rows = np.arange(self.count)
            total -= np.log(np.maximum(p[rows, target], 1e-12)).sum()
            p[rows, target] -= 1
            g += p[:, :-1] if axis else p[:, :-1].T
        grad = np.concatenate([np.tensordot(self.e.pair, g, 2), -(self.e.end @ g.sum(axis=1)), -(self.e.start @ g.sum(axis=0))])
        return total, grad


def scale_of(sheets):
    """One over the root mean square of each feature, where it is not zero: a prior of one strength for all."""

    def size(part):
        return np.sqrt(
            np.mean(
                [(x**2).sum(axis=tuple(range(1, x.ndim))) / np.maximum(1, (x != 0).sum(axis=tuple(range(1, x.ndim)))) for x in part], axis=0
            )
        )

    out = np.concatenate([size([s.e.pair for s in sheets]), size([s.e.end for s in sheets]), size([s.e.start for s in sheets])])
    return np.where(out > 0, 1 / np.maximum(out, 1e-9), 1.0)


def fit(sheets, start=None):
    scale = scale_of(sheets)

    def objective(v):
        w = v * scale
        total, grad = PRIOR * (v @ v), 2 * PRIOR * v
        for s in sheets:
            t, g = s.loss(w)
            total, grad = total + t, grad + g * scale
        return total, grad

    v0 = np.zeros(len(scale)) if start is None else start / scale
    best = minimize(objective, v0, jac=True, method="L-BFGS-B", options={"maxiter": 250})
    return best.x * scale


def right(sheet, w):
    s = sheet.scores(w)
    return np.array(best_links(np.where(s < -1e8, -1e6, s), np.zeros(sheet.count), np.zeros(sheet.count)))


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


def fit_joins(folder, made):
    """The score by which a link goes on within a paragraph: labelled by whether both pieces are of one paragraph."""
    x, y, groups, names = joins_of(folder)
    more, more_labels, *_ = joins_of(made)
    odds = np.zeros(len(y))
    for train, test in folds(groups):
        weights, bias = logistic(np.concatenate([x[train], more]), np.concatenate([y[train], more_labels]))
        odds[test] = x[test] @ weights + bias
    print(f"joins, cross-validated: {((odds > 0) != y).sum()} of {len(y)} wrong ({(y & (odds <= 0)).sum()} of {y.sum()} joins missed)")
    weights, bias = logistic(np.concatenate([x, more]), np.concatenate([y, more_labels]))
    write("join", names, weights, bias)


def tally(sheets, w):
    """Right successors, whole pages and whole articles under some weights."""
    hit = total = perfect = whole = articles = 0
    for s in sheets:
        got = right(s, w)
        hit, total, perfect = hit + (got == s.after).sum(), total + s.count, perfect + (got == s.after).all()
        for root in np.flatnonzero(s.before < 0):
            a, b = [root], [root]
            while s.after[a[-1]] >= 0:
                a.append(s.after[a[-1]])
            while got[b[-1]] >= 0:
                b.append(got[b[-1]])
            whole += a == b and root not in got
            articles += 1
    return np.array([hit, total, perfect, len(sheets), whole, articles])


def told(t):
    return f"{t[0] / t[1]:.4f} of the successors, {t[2]} of {t[3]} pages, {t[4] / t[5]:.4f} of the articles"


def main(folder, made):
    fit_joins(folder, made)
    sheets = [Sheet(*labelled(page, answer)[1:]) for _, page, answer in gold.pages(folder)]
    more = [Sheet(*labelled(page, answer)[1:]) for _, page, answer in gold.pages(made)]
    alone = fit(more)
    print(f"fitted to made pages alone: {told(tally(sheets, alone))}", flush=True)
    more_again = [s.again(alone) for s in more]
    alone_again = fit(more_again)
    print(f"fitted to made pages alone, second look: {told(tally([s.again(alone) for s in sheets], alone_again))}", flush=True)
    total, total_again = np.zeros(6, dtype=int), np.zeros(6, dtype=int)
    for train, test in folds(np.arange(len(sheets)), 3):
        w = fit([s for s, t in zip(sheets, train, strict=True) if t] * LABELLED + more, alone)
        total += tally([s for s, t in zip(sheets, test, strict=True) if t], w)
        seen = [s.again(w) for s, t in zip(sheets, train, strict=True) if t]
        w_again = fit(seen * LABELLED + more_again, alone_again)
        total_again += tally([s.again(w) for s, t in zip(sheets, test, strict=True) if t], w_again)
    print(f"cross-validated: {told(total)}; second look: {told(total_again)}", flush=True)
    w = fit(sheets * LABELLED + more, alone)
    w_again = fit([s.again(w) for s in sheets] * LABELLED + more_again, alone_again)
    print(f"fitted to all, second look: {told(tally([s.again(w) for s in sheets], w_again))}")
    names, names_again = (tuple(feature for part in s.e.names for feature in part) for s in (sheets[0], sheets[0].again(w)))
    write("links", names, w, 0.0)
    write("links-again", names_again, w_again, 0.0)
    for name, weight in sorted(zip(names_again, w_again, strict=True), key=lambda p: p[0]):
        print(f"  {name:28} {weight:8.3f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
