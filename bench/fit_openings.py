#!/usr/bin/env python3
"""Fit the score of how an article's first paragraph begins (cleaner.openings), and write it into cleaner/data.

usage: bench/fit_openings.py ../shared/corpus/news.jsonl.gz ../shared/bench/pages

The articles that the page maker uses are left out, and so is every tenth, to tell the area under the curve. It is also told on the
labelled pages: articles that have lost their opening against those that have not.
"""

import gzip
import json
import pathlib
import sys

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

sys.path.insert(0, str(pathlib.Path(__file__).parent / "pagemaker"))
from make import reserved

from cleaner import ngram, openings
from cleaner.joint import edges

OUT = pathlib.Path(openings.data.FOLDER) / "openings-zh.bin"
# Later paragraphs of an article that are set against its first; texts that an n-gram must be in; the strength of the prior; and
# the weight, in log-odds, below which an n-gram is left out. Chosen; the last makes the file a third of a megabyte.
LATER, FEWEST, PRIOR, LEAST = 3, 5, 0.1, 0.06


def paragraphs(path):
    """Texts, whether each is the first of its article, and the number of the article."""
    texts, first, article = [], [], []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            record = json.loads(line)
            here = [p.strip() for p in record["paragraphs"] if len(p.strip()) > 20]
            if len(here) > 2 and not reserved(record):
                texts += here[: 1 + LATER]
                first += [k == 0 for k in range(len(here[: 1 + LATER]))]
                article += [number] * len(here[: 1 + LATER])
    return texts, np.array(first), np.array(article)


def counted(found, keys):
    """How often each of the keys is among the n-grams of each text."""
    place = np.minimum(np.searchsorted(keys, found), len(keys) - 1)
    row, column = np.nonzero((keys[place] == found) & (found > 0))
    return csr_matrix((np.ones(len(row), dtype=np.float32), (row, place[row, column])), shape=(len(found), len(keys)))


def tell(name, first, score, model):
    area, beside = roc_auc_score(first, score), roc_auc_score(first, model)
    print(f"{name}: area under the curve {area:.3f}; the language model's three characters {beside:.3f}")


def by_model(texts):
    return edges(ngram.default_model(), texts).leads


def main(corpus, pages):
    texts, first, article = paragraphs(corpus)
    found = openings.grams(texts)
    keys, count = np.unique(found[found > 0], return_counts=True)
    keys = keys[count >= FEWEST]
    x, seen = counted(found, keys), article % 10 != 0
    model = LogisticRegression(C=PRIOR, solver="liblinear", max_iter=200).fit(x[seen], first[seen])
    steps = np.clip(np.rint(model.coef_[0] / openings.STEP), -127, 127).astype(np.int8)
    kept = np.abs(model.coef_[0]) >= LEAST
    held = openings.MAGIC + np.array([kept.sum()], dtype="<u8").tobytes() + keys[kept].astype("<u8").tobytes() + steps[kept].tobytes()
    OUT.write_bytes(held)
    print(f"{OUT.name}: {len(held):,} bytes, {kept.sum():,} of {len(keys):,} n-grams")
    unseen = [text for text, s in zip(texts, seen, strict=True) if not s]
    tell("paragraphs of articles not seen", first[~seen], openings.opening(unseen), by_model(unseen))
    answers = [a for path in sorted(pathlib.Path(pages).glob("*.gold.json")) for a in json.loads(path.read_text())["articles"]]
    heads = [(a["paragraphs"][0], "head" not in a["missing"]) for a in answers if a["title"] and a["paragraphs"]]
    texts, whole = [text for text, _ in heads], np.array([whole for _, whole in heads])
    tell("openings of the labelled pages, there or lost", whole, openings.opening(texts), by_model(texts))


if __name__ == "__main__":
    main(*sys.argv[1:])
