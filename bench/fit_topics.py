#!/usr/bin/env python3
"""Build the table of topics (cleaner.language.topics) from a JSONL of articles and those of bench/papers, and print how well it tells
paragraphs of one article.

usage: bench/fit_topics.py ../shared/corpus/news.jsonl.gz FOLDER... [--without HALF TARGET]

FOLDER: labelled pages on which it is told. The table goes into cleaner/data, but one without a half of bench/papers, by which that half is
judged (fit_all.py), into TARGET.

Let x be a paragraph's characters and pairs, weighed by 1 + log of their count and by their rarity, of length one, and v = x W its
direction. W begins with the leading eigenvectors of the sum, over all articles, of x y' for its different paragraphs x and y, whitened
by the square root of each feature's own sum of squares (as in canonical correlation), each scaled by the root of its eigenvalue. From
there it learns to tell which of some hundred paragraphs, of articles printed about the same day, is of the same article as another
(InfoNCE: van den Oord, Li and Vinyals 2018), with most of what each says withheld, for it would learn the names of this corpus by heart.
Articles that made pages are set from (pagemaker) are left out, so that fits on made pages see a table that does not know them.
"""

from __future__ import annotations

import collections
import gzip
import json
import pathlib
import sys
from typing import Any, cast

import fitting
import gold
import numpy as np
import scipy.sparse as sp
from sheets import labelled
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

sys.path.insert(0, str(pathlib.Path(__file__).parent / "pagemaker"))
from articles import of_papers, reserved

from cleaner.arrays import Integers, Numbers
from cleaner.language.cohesion import likeness, vectors
from cleaner.language.ngram import Floats
from cleaner.language.shingles import letters
from cleaner.language.topics import MAGIC, POINT_BITS, topics

# Before bench/papers was learnt from 128 dimensions were no better than 64: 0.918 against 0.920 of the area under the curve. With it
# labelled pages have 0.941, lots.jsonl, the archive and unseen/ set anew 0.902, 0.890 and 0.916; with 30,000 and 64 0.939, 0.902, 0.884
# and 0.913.
GRAMS, WIDTH = 40000, 96
FEWEST, MOST = 8, 0.12  # paragraphs a gram must be in, and the share above which it says nothing
SHORTEST = 15  # letters of a paragraph that says something
# Chosen on the labelled pages and those of anew.py, by the area under the curve for two texts, of words and topics together, learnt from
# nineteen articles of twenty: 0.883 and 0.820 with the eigenvectors alone, 0.919 and 0.848 so; with three quarters withheld 0.918 and
# 0.847; with a temperature of 0.3 0.918 and 0.849; 128 dimensions 0.920 and 0.846; 60,000 grams 0.921 and 0.847. At three times the
# rate, for half the steps, and a temperature of 0.1: 0.910 and 0.831 with a fifth withheld, for it learns by heart, 0.916 and 0.842 with
# 0.6. Two runs give the same areas to a thousandth, and not the same bytes: what BLAS adds first depends on its threads.
STEPS, PAIRS, NEARBY, RATE, TEMPERATURE, WITHHELD = 4000, 384, 1536, 0.001, 0.2, 0.6
# Shares of the mean gradient and of its mean square that are kept at each step, as in Kingma and Ba 2015.
MEAN, SQUARE = 0.9, 0.999
# Steps in which the rate grows to the full, and the share of it that is left at the end. Chosen, nothing else tried.
WARM, LAST = 200, 0.02
NAME = "topics-zh.bin"


def grams(text: str) -> list[str]:
    return [*text, *(text[k : k + 2] for k in range(len(text) - 1))]


def paragraphs(source: str, but: int | None) -> tuple[list[str], Integers]:
    """All paragraphs, titles among them, and the article of each."""
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    often = collections.Counter(" ".join(a["title"]) for a in articles)
    texts, owner = [], []
    used = [a for a in articles if often[" ".join(a["title"])] < 3 and not reserved(a)]
    for number, article in enumerate(used + of_papers(but)):
        title = letters("".join(article["title"]))
        for text in [t for p in article["paragraphs"] if len(t := letters(p)) >= SHORTEST] + ([title] if title else []):
            texts.append(text)
            owner.append(number)
    return texts, np.array(owner)


def matrix(texts: list[str]) -> tuple[list[str], Numbers, Any]:
    seen: collections.Counter[str] = collections.Counter()
    for text in texts:
        seen.update(set(grams(text)))
    known = [g for g, n in seen.most_common() if FEWEST <= n < MOST * len(texts) and g.isalpha() and not g.isascii()][:GRAMS]
    number = {g: k for k, g in enumerate(known)}
    rarity = np.log(len(texts) / np.array([seen[g] for g in known]))
    rows, columns, values = [], [], []
    for row, text in enumerate(texts):
        for g, n in collections.Counter(x for x in grams(text) if x in number).items():
            rows.append(row)
            columns.append(number[g])
            values.append((1 + np.log(n)) * rarity[number[g]])
    x = sp.csr_matrix((values, (rows, columns)), shape=(len(texts), len(known)))
    size = np.sqrt(x.multiply(x).sum(axis=1)).A1
    return known, rarity, sp.diags(1 / np.where(size > 0, size, 1)) @ x


def directions(x: Any, owner: Integers) -> Numbers:
    """Randomised subspace iteration (Halko, Martinsson and Tropp 2011); the matrix itself is never made."""
    count = np.bincount(owner)
    each = np.where(count > 1, 1 / np.maximum(count - 1, 1), 0)
    total = sp.csr_matrix((np.ones(len(owner)), (owner, np.arange(len(owner)))), shape=(len(count), len(owner))) @ x
    whiten = (np.asarray(x.multiply(x).sum(axis=0)).ravel() + 1e-9) ** -0.5

    def times(b: Numbers) -> Numbers:
        b = whiten[:, None] * b
        found: Numbers = whiten[:, None] * (total.T @ (sp.diags(each) @ (total @ b)) - x.T @ (sp.diags(each[owner]) @ (x @ b)))
        return found

    q = np.random.default_rng(0).standard_normal((x.shape[1], WIDTH + 20))
    for _ in range(6):
        q, _ = np.linalg.qr(times(q))
    small = q.T @ times(q)
    value, vector = np.linalg.eigh((small + small.T) / 2)
    best = np.argsort(-value)[:WIDTH]
    found: Numbers = whiten[:, None] * (q @ vector[:, best]) * np.sqrt(np.maximum(value[best], 0))
    return found


def learn(x: Any, owner: Integers, first: Numbers) -> Floats:
    """Directions, shape (grams, dimensions), by which two paragraphs of one article are nearer than those of articles beside it."""
    rng = np.random.default_rng(0)
    w: Floats
    x, w = x.astype(np.float32).tocsr(), (first / np.sqrt((first**2).sum(axis=1).mean())).astype(np.float32)
    start, count = np.searchsorted(owner, np.arange(owner[-1] + 1)), np.bincount(owner)
    articles = np.flatnonzero(count > 1)
    mean, square = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, STEPS + 1):
        beside = rng.integers(0, len(articles) - NEARBY)
        some = rng.choice(articles[beside : beside + NEARBY], PAIRS, replace=False)
        one = rng.integers(0, count[some])
        other = (one + 1 + rng.integers(0, count[some] - 1)) % count[some]
        gradient = gradient_of(rng, x[start[some] + one], x[start[some] + other], w)
        mean += (1 - MEAN) * (gradient - mean)
        square += (1 - SQUARE) * (gradient**2 - square)
        rate = RATE * min(1, step / WARM) * max(LAST, 1 - step / STEPS)
        w -= rate * mean / (1 - MEAN**step) / (np.sqrt(square / (1 - SQUARE**step)) + 1e-8)
    return w


def gradient_of(rng: np.random.Generator, first: Any, second: Any, w: Floats) -> Floats:
    """The gradient of the loss by the directions, for paragraphs of which the ones of a row are of one article."""
    first, second = (withhold(rng, part) for part in (first, second))
    # In half of the pairs one has none of the words of the other: that the same word is the same is known without this table. It was as
    # good, to a thousandth, where they had them.
    alike = first.multiply(second.sign())
    first = (first - sp.diags((rng.random(first.shape[0]) < 0.5).astype(np.float32)) @ alike).tocsr()
    (a, size_a), (b, size_b) = (unit(part @ w) for part in (first, second))
    scores = a @ b.T / TEMPERATURE
    change: Any = (softmax(scores, 1) + softmax(scores, 0) - 2 * np.eye(len(scores), dtype=np.float32)) / (2 * len(scores) * TEMPERATURE)
    gradient: Floats = first.T @ across(change @ b, a, size_a) + second.T @ across(change.T @ a, b, size_b)
    return gradient


def withhold(rng: np.random.Generator, rows: Any) -> Any:
    """Rows without most of what they hold."""
    kept = rng.random(rows.nnz) >= WITHHELD
    return sp.csr_matrix((rows.data * kept, rows.indices, rows.indptr), shape=rows.shape)


def unit(vectors: Floats) -> tuple[Floats, Floats]:
    size = np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-6
    return vectors / size, size


def across(change: Floats, at: Floats, size: Floats) -> Floats:
    """The part of a change that turns a vector and does not lengthen it."""
    turns: Floats = (change - at * (change * at).sum(axis=1, keepdims=True)) / size
    return turns


def softmax(scores: Floats, axis: int) -> Floats:
    grown = np.exp(scores - scores.max(axis=axis, keepdims=True))
    shares: Floats = grown / grown.sum(axis=axis, keepdims=True)
    return shares


def write(known: list[str], found: Numbers, folder: str | pathlib.Path) -> None:
    keys = np.array([ord(g[0]) if len(g) == 1 else ord(g[0]) << POINT_BITS | ord(g[1]) for g in known], dtype=np.uint64)
    order = np.argsort(keys)
    size = np.abs(found).max(axis=1)
    rows = np.rint(found / size[:, None] * 127).astype(np.int8)
    weight = np.maximum(1, np.rint(size / size.max() * 255)).astype(np.uint8)
    head = MAGIC + np.array(found.shape, dtype=np.uint32).tobytes()
    target = pathlib.Path(folder) / NAME
    target.write_bytes(head + keys[order].tobytes() + weight[order].tobytes() + rows[order].tobytes())
    print(f"{target}: {target.stat().st_size:,} bytes, {len(keys):,} characters and pairs")


def tell(folder: str) -> None:
    """Areas under the curve, for pairs of paragraphs of the labelled pages: are they of one article?"""
    rows, same = [], []
    for _, page, answer in gold.pages(folder):
        page, here, _ = labelled(page, answer)
        found = gold.roles(answer)
        use = [k for k, n in enumerate(here) if not n.title and len(n.letters) >= 20 and gold.role(found, page, page.blocks[n.at])]
        article = [cast("gold.Label", gold.role(found, page, page.blocks[here[k].at]))[1] for k in use]
        texts = [here[k].letters for k in use]
        about = topics(texts)
        words = vectors(texts)
        near, alike = likeness(about, about), likeness(words, words)
        for i in range(len(use)):
            for j in range(i):
                rows.append((alike[i, j], near[i, j]))
                same.append(article[i] == article[j])
    x = np.array(rows)
    both = LogisticRegression().fit(x, same).predict_proba(x)[:, 1]
    print(
        "same article, area under the curve: words {:.3f}, topics {:.3f}, both {:.3f}".format(
            *(roc_auc_score(same, v) for v in (x[:, 0], x[:, 1], both))
        )
    )


def main(source: str, *folders: str, but: int | None, target: pathlib.Path) -> None:
    texts, owner = paragraphs(source, but)
    known, rarity, x = matrix(texts)
    write(known, rarity[:, None] * learn(x, owner, directions(x, owner)), target)
    for folder in folders:
        tell(folder)


if __name__ == "__main__":
    arguments, half, place = fitting.without_half(sys.argv[1:])
    main(*arguments, but=half, target=place)
