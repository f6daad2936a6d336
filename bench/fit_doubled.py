#!/usr/bin/env python3
"""Fit the trees that tell doubled characters of news text, which are right, from doubled ones planted in it, which are errors.

usage: bench/fit_doubled.py ../shared/corpus/news.jsonl.gz

Each fifth of the articles, on pages of four, is seen by a language model that has not read it: to the one that ships no doubled
character of the corpus is news. Told is, cross-validated over the fifths, how many of the errors are found at some log-odds, and how many
of the right ones are taken for errors; some of these are errors that the corpus has printed (of the forty surest, some twenty, by hand).
"""

from __future__ import annotations

import gzip
import json
import pathlib
import random
import sys
import tempfile
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from fitting import Shape, grown, model_without_made, write_trees

sys.path.insert(0, str(pathlib.Path(__file__).parent / "pagemaker"))
from articles import TIMES, of_papers, written

from cleaner.arrays import Flags, Integers, Numbers
from cleaner.fixes.doubled import doubled_places
from cleaner.fixes.doubled_evidence import evidence
from cleaner.language.learn import learn
from cleaner.language.ngram import folded

# Title lines and paragraphs.
Article: TypeAlias = tuple[list[str], list[str]]
FIFTHS, ON_A_PAGE = 5, 4
# Characters of a page that are doubled, where they are ideographs: a page has none or many. Chosen, so that a half of the doubled ones
# are errors, and there are enough to learn from.
PLANTED = (0, 2, 4, 6, 8, 12, 20)
# Chosen among six, of 300 to 1,000 trees of a depth of 3 to 6, that find 270 to 303 of the 392 errors on labelled pages where one right
# one is spoilt: this one.
SHAPE = Shape(
    600,
    4,
    {"learning_rate": 0.05, "num_leaves": 15, "min_data_in_leaf": 20, "bagging_fraction": 0.8, "bagging_freq": 1, "feature_fraction": 0.7},
)


def planted(text: str, rng: random.Random) -> tuple[str, set[int]]:
    """The text with some characters doubled, and where these begin."""
    parts, places, last, length = [], set(), 0, 0
    for at in sorted({rng.randrange(len(text)) for _ in range(rng.choice(PLANTED))}):
        if "\u4e00" <= text[at] <= "\u9fff" and text[at - 1 : at] != text[at] != text[at + 1 : at + 2]:
            parts.append(text[last:at] + text[at])
            length += at - last + 1
            places.add(length - 1)
            last = at
    return "".join(parts) + text[last:], places


def seen(articles: Sequence[Article], rng: random.Random) -> tuple[tuple[str, ...], Numbers, Flags]:
    """What tells of every doubled character of pages of these articles, and whether it is an error."""
    names: tuple[str, ...] = ()
    rows, labels = [], []
    for at in range(0, len(articles), ON_A_PAGE):
        text, wrong = planted("\n".join(p for _, paragraphs in articles[at : at + ON_A_PAGE] for p in paragraphs), rng)
        if places := doubled_places(text):
            names, x = evidence(folded(text), places)
            rows.append(x)
            labels += [place in wrong for place in places]
    return names, np.concatenate(rows), np.array(labels)


def examples(path: str) -> tuple[tuple[str, ...], Numbers, Flags, Integers]:
    """Rows of all fifths of the corpus, and which fifth each is of."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        articles = [(record["title"], record["paragraphs"]) for record in map(json.loads, lines) if record["paragraphs"]]
    rng = random.Random(1)
    rng.shuffle(articles)
    others = [(a["title"], a["paragraphs"]) for group in written() for a in group] * TIMES
    others += [(a["title"], a["paragraphs"]) for a in of_papers()]
    found = []
    for fifth in range(FIFTHS):
        with tempfile.NamedTemporaryFile() as file:
            file.write(learn([*(a for k, a in enumerate(articles) if k % FIFTHS != fifth), *others], f"but-{fifth}"))
            file.flush()
            with model_without_made(file.name):
                found.append(seen(articles[fifth::FIFTHS], rng))
    names, rows, labels = zip(*found, strict=True)
    return names[0], np.concatenate(rows), np.concatenate(labels), np.repeat(np.arange(FIFTHS), [len(y) for y in labels])


def main(path: str) -> None:
    names, x, y, fifth = examples(path)
    odds = np.zeros(len(y))
    for k in range(FIFTHS):
        odds[fifth == k] = grown(SHAPE, x[fifth != k], ("error",), y[fifth != k], objective="binary").scores(x[fifth == k])[:, 0]
    print(f"{y.sum()} planted, {(~y).sum()} right; cross-validated:")
    for at in np.arange(0, 7, 0.5):
        found, wrong = (odds[y] >= at).mean(), (odds[~y] >= at).mean()
        print(f"  log-odds >= {at:.1f}: {found:7.2%} of the errors, {wrong:7.2%} of the right ones")
    write_trees("doubled", names, grown(SHAPE, x, ("error",), y, objective="binary"))


if __name__ == "__main__":
    main(*sys.argv[1:])
