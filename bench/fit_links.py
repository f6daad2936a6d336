"""Fit the weights of the evidence for links, look by look; called by fit_all.py.

The model: of all ways to link a page's nodes, the one with the greatest sum of scores is right. Each node's choice of its
successor (or of none), and of its predecessor (or of none), is a softmax over these scores; the weights maximise the
likelihood of the labelled choices (a pseudo-likelihood, convex), with a Gaussian prior. Each look is fitted on what the
look before it makes of the pages.
"""

from dataclasses import replace
from itertools import pairwise

import gold
import numpy as np
from fitting import write
from scipy.optimize import minimize

from cleaner.linking.again import look_again
from cleaner.linking.evidence import evidence
from cleaner.linking.nodes import nodes
from cleaner.linking.score import LOOKS, scored
from cleaner.linking.search import NEVER, best_links
from cleaner.passes.classify import _by_grammar

LABELLED = 2.0  # what a labelled page counts, beside a made one
PRIOR = 2.0  # strength of the Gaussian prior on standardised weights
STEPS = 100  # of L-BFGS: more change no digit of the figures


def labelled(page, answer):
    """The page classified as its labels say, its nodes, and the right successor of each."""
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
    for a, b in pairwise(sorted(place)):
        if a[0] == b[0]:
            after[place[a]] = place[b]
    return page, here, after


class Sheet:
    """A page to fit on: the evidence of its first look, its labels, and what it counts."""

    def __init__(self, first, after, reader, weight):
        self.first, self.after, self.reader, self.weight = first, after, reader, weight
        self.before = np.full(len(after), -1)
        for i, j in enumerate(after):
            if j >= 0:
                self.before[j] = i


class Likelihood:
    """The pseudo-likelihood of one page's labels under weights for w = pair - end - start."""

    def __init__(self, sheet, evidence):
        self.at = np.nonzero(evidence.allowed)
        self.parts = [x.astype(np.float32) for x in (evidence.at(*self.at).T, evidence.end, evidence.start)]
        self.ends = np.cumsum([len(x) for x in self.parts])
        self.after, self.before, self.count, self.weight = sheet.after, sheet.before, len(sheet.after), sheet.weight

    def loss(self, w):
        pair, end, start = np.split(w, self.ends[:-1])
        s = np.full((self.count, self.count), -1e9, dtype=np.float32)
        s[self.at] = pair @ self.parts[0]
        s -= (end @ self.parts[1])[:, None] + (start @ self.parts[2])[None, :]
        total, g, rows = 0.0, np.zeros_like(s), np.arange(self.count)
        for x, wanted, back in ((s, self.after, g), (s.T, self.before, g.T)):
            full = np.concatenate([x, np.zeros((self.count, 1), dtype=np.float32)], axis=1)
            p = np.exp(full - full.max(axis=1, keepdims=True))
            p /= p.sum(axis=1, keepdims=True)
            target = np.where(wanted >= 0, wanted, self.count)
            total -= np.log(np.maximum(p[rows, target], 1e-12)).sum()
            p[rows, target] -= 1
            back += p[:, :-1]
        slope = np.concatenate([self.parts[0] @ g[self.at], -(self.parts[1] @ g.sum(axis=1)), -(self.parts[2] @ g.sum(axis=0))])
        return self.weight * total, self.weight * slope


def scale_of(pages):
    """One over the root mean square of each feature where it is not zero: a prior of one strength for all."""
    sums, counts = (np.concatenate(x) for x in zip(*([((p**2).sum(axis=1), (p != 0).sum(axis=1)) for p in pages[0].parts]), strict=True))
    for page in pages[1:]:
        sums = sums + np.concatenate([(p**2).sum(axis=1) for p in page.parts])
        counts = counts + np.concatenate([(p != 0).sum(axis=1) for p in page.parts])
    return np.where(sums > 0, np.sqrt(np.maximum(counts, 1) / np.maximum(sums, 1e-9)), 1.0)


def fit(pages):
    scale = scale_of(pages)

    def objective(v):
        w = (v * scale).astype(np.float32)
        total, slope = PRIOR * (v @ v), 2 * PRIOR * v
        for page in pages:
            t, g = page.loss(w)
            total, slope = total + t, slope + g * scale
        return total, slope

    best = minimize(objective, np.zeros(len(scale)), jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    return best.x * scale


def fit_looks(train, test):
    """Weights of every look, by name with their features' names, and the tallies of the test sheets, look by look and reader by reader."""
    sheets, found, tallies = [*train, *test], {}, []
    evidences = [s.first for s in sheets]
    for name in LOOKS:
        weights = fit([Likelihood(s, e) for s, e in zip(train, evidences, strict=False)])
        found[name] = tuple(n for part in evidences[0].names for n in part), weights
        scores = [scored(e, weights) for e in evidences]
        tallies.append(tally(list(zip(sheets, scores, strict=True))[len(train) :]))
        if name != LOOKS[-1]:
            evidences = [look_again(s.first, score) for s, score in zip(sheets, scores, strict=True)]
    return found, tallies


def write_looks(found):
    """Put the weights of every look into the data."""
    for name, (names, weights) in found.items():
        write(name, names, weights, 0.0)


def tally(scored_sheets):
    """Of each reader: right successors, nodes, right pages, pages, right articles, articles."""
    out = {}
    for sheet, scores in scored_sheets:
        zero = np.zeros(len(sheet.after))
        got = np.array(best_links(np.where(scores.gain <= NEVER / 2, NEVER, scores.gain), zero, zero))
        whole = articles = 0
        for root in np.flatnonzero(sheet.before < 0):
            a, b = [root], [root]
            while sheet.after[a[-1]] >= 0:
                a.append(sheet.after[a[-1]])
            while got[b[-1]] >= 0:
                b.append(got[b[-1]])
            whole += a == b and root not in got
            articles += 1
        same = got == sheet.after
        out[sheet.reader] = out.get(sheet.reader, 0) + np.array([same.sum(), len(same), same.all(), 1, whole, articles])
    return out


def told(t):
    return f"{t[0] / t[1]:.4f} of the successors, {t[2]} of {t[3]} pages, {t[4] / t[5]:.4f} of the articles"


def sheets_of(folder, weight, use=lambda number: True):
    out = []
    for number, (_, page, answer) in enumerate(gold.pages(folder)):
        if not use(number):
            continue
        _, here, after = labelled(page, answer)
        out.append(Sheet(evidence(here), after, answer["reader"], weight))
    return out
