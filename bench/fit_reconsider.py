"""Fit how lines in doubt are decided (cleaner.linking.reconsider); called by fit_all.py."""

import fitting
import gold
import numpy as np

from cleaner.linking.nodes import nodes
from cleaner.linking.reconsider import NAMES, changed, doubt_evidence, doubts
from cleaner.linking.weigh import weigh
from cleaner.passes.classify import classify


def doubts_of(folder, use):
    """Of every doubt on some pages that nothing was fitted on: its evidence, whether the line is a title, and the page's number."""
    rows, title, pages = [], [], []
    for number, (_, page, answer) in enumerate(gold.pages(folder)):
        if not use(number):
            continue
        page, labels = classify(page), gold.roles(answer)
        now = None
        for doubt in doubts(page):
            if label := gold.role(labels, page, page.blocks[doubt.at]):
                now = now or weigh(nodes(page))
                rows.append(doubt_evidence(doubt, now, weigh(changed(now.nodes, doubt), now.evidence.known.texts)))
                title.append(label[0] == "title")
                pages.append(number)
    return np.array(rows).reshape(-1, len(NAMES)), np.array(title, dtype=bool), np.array(pages, dtype=int)


def fit_reconsider(x, y, pages):
    """Logistic on doubts, told cross-validated, written."""
    odds = np.zeros(len(y))
    for seen, unseen in fitting.folds(np.unique(pages, return_inverse=True)[1]):
        weights, bias = fitting.fit(x[seen], y[seen], 0.1)
        odds[unseen] = x[unseen] @ weights + bias
    wrong = ((x[:, 0] > 0) != y).sum()
    print(f"lines in doubt: {len(y)}; {wrong} wrong before, cross-validated {((odds > 0) != y).sum()} after", flush=True)
    weights, bias = fitting.fit(x, y, 0.1)
    fitting.write("kinds-again", NAMES, weights, bias)
