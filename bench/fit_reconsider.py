"""Fit how lines in doubt are decided (cleaner.linking.reconsider); called by fit_all.py."""

import fitting
import gold
import numpy as np
from fit_kinds import fit_kinds

from cleaner.linking.nodes import nodes
from cleaner.linking.reconsider import NAMES, changed, doubt_evidence, doubts
from cleaner.linking.weigh import weigh
from cleaner.passes.classify import classify

INNER = 3


def fit_reconsider(folder, use, lines, made):
    """Logistic on the doubts of pages that the kinds of lines were not fitted on; links as they are in the data now.

    Args:
        folder, use: the labelled pages, and which of them.
        lines, made: fit_kinds.examples of these, and of made pages.
    """
    x, y, groups, *_, names = lines
    rows, title, pages = [], [], []
    for inner in range(INNER):
        rest = groups % INNER != inner
        fit_kinds((x[rest], y[rest], names), made)
        fitting.forget()
        for number, (_, page, answer) in enumerate(gold.pages(folder)):
            if not use(number) or number % INNER != inner:
                continue
            page, labels = classify(page), gold.roles(answer)
            now = None
            for doubt in doubts(page):
                label = gold.role(labels, page, page.blocks[doubt.at])
                there = nodes(changed(page, doubt))
                if label and there:
                    now = now or weigh(nodes(page))
                    rows.append(doubt_evidence(doubt, now, weigh(there)))
                    title.append(label[0] == "title")
                    pages.append(number)
    x, y = np.array(rows), np.array(title)
    odds = np.zeros(len(y))
    for seen, unseen in fitting.folds(np.unique(pages, return_inverse=True)[1]):
        weights, bias = fitting.fit(x[seen], y[seen], 0.1)
        odds[unseen] = x[unseen] @ weights + bias
    wrong = ((x[:, 0] > 0) != y).sum()
    print(f"lines in doubt: {len(y)}; {wrong} wrong before, cross-validated {((odds > 0) != y).sum()} after", flush=True)
    weights, bias = fitting.fit(x, y, 0.1)
    fitting.write("kinds-again", NAMES, weights, bias)
