#!/usr/bin/env python3
"""Fit the scores of how texts begin (`openings`): first paragraphs, what was cut off within a sentence, and whether with a dateline.

usage: bench/fit_openings.py ../shared/corpus/news.jsonl.gz ../shared/bench/pages [--without HALF TARGET]

They are learnt from the corpus, and the first two from bench/papers, too, and written into cleaner/data; without a half of bench/papers,
by which that half is judged (fit_all.py), into TARGET. The articles that the page maker uses are left out, and so is every tenth of the
corpus, to tell the area under the curve. It is also told on bench/unseen, and on the labelled pages: articles that have lost their opening
against those that have not, and pieces of paragraphs against whole ones; and headlines of articles with a dateline against others.
"""

# `first_of` and `torn_of` are all examples, and then those that are not learnt from.
# mypy: allow-redefinition
from __future__ import annotations

import collections
import gzip
import json
import pathlib
import random
import sys
from typing import Any, TypeAlias

import fitting
import gold
import numpy as np
from gram_scores import Prior, write_table
from sklearn.metrics import roc_auc_score

sys.path.insert(0, str(pathlib.Path(__file__).parent / "pagemaker"))
from articles import BENCH, of_papers, reserved

from cleaner.arrays import Flags, Integers, Numbers
from cleaner.language import ngram, openings, scored_grams
from cleaner.language.joint import edges
from cleaner.language.marks import DATELINE
from cleaner.language.ngram import Floats
from cleaner.page import text_of

# Later paragraphs of an article that are set against its first; texts that an n-gram must be in; the strength of the prior; and
# the weight, in log-odds, below which an n-gram is left out. Chosen; the last makes files of a third and two thirds of a megabyte.
LATER, PRIOR = 3, Prior(fewest=5, strength=0.1)
# Paragraphs of an article that are cut, letters that they have at least, and that stay on either side of a cut. Chosen.
CUT, WHOLE, BEFORE, BEHIND = 5, 40, 8, 20
ENDS = "。！？；…”）"
# Of the articles of a month so many must have a dateline: the corpus is of newspapers, and of television, which has none. Chosen.
DATED = 0.1
# Texts, what each is, and the numbers of their articles.
Examples: TypeAlias = tuple[list[str], Flags, Integers]


def articles(path: str, but: int | None) -> list[tuple[int, dict[str, Any]]]:
    """The number of each article of the corpus that may be learnt from, and the article; 1 for bench/papers, which is not told on."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        found = [(number, record) for number, record in enumerate(map(json.loads, lines)) if not reserved(record)]
    return found + [(1, record) for record in of_papers(but)]


def unseen() -> list[tuple[int, dict[str, Any]]]:
    """The articles of bench/unseen, numbered as those that are told on."""
    lines = [line for path in sorted((BENCH / "unseen").glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    return [(0, record) for record in map(json.loads, lines) if "title" in record]


def paragraphs(numbered: list[tuple[int, dict[str, Any]]]) -> Examples:
    """Texts, whether each is the first of its article, and the number of the article."""
    texts, first, article = [], [], []
    for number, record in numbered:
        here = [p.strip() for p in record["paragraphs"] if len(p.strip()) > 20]
        if len(here) > 2:
            texts += here[: 1 + LATER]
            first += [k == 0 for k in range(len(here[: 1 + LATER]))]
            article += [number] * len(here[: 1 + LATER])
    return texts, np.array(first), np.array(article)


def pieces(numbered: list[tuple[int, dict[str, Any]]]) -> Examples:
    """Texts, whether each begins within a sentence, and the number of the article: paragraphs, and what is left of them behind a cut."""
    texts, torn, article = [], [], []
    rng = random.Random(1)
    for number, record in numbered:
        here = [p.strip() for p in record["paragraphs"] if len(p.strip()) > WHOLE]
        for text in rng.sample(here, min(CUT, len(here))):
            at = rng.randrange(BEFORE, len(text) - BEHIND)
            rest = text[at:].lstrip()
            both = [text] if text[:at].rstrip()[-1] in ENDS or not rest[0].isalnum() else [text, rest]
            texts += both
            torn += [k == 1 for k in range(len(both))]
            article += [number] * len(both)
    return texts, np.array(torn), np.array(article)


def headlines(path: str) -> Examples:
    """Lines of headlines, whether a dateline stands below, and the number of the article; of the months in which a tenth have one."""
    by_month = collections.defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            record = json.loads(line)
            if record["paragraphs"] and not reserved(record):
                by_month[record["date"][:7]].append((number, record["title"], bool(DATELINE.match(record["paragraphs"][0]))))
    found = [one for month in by_month.values() if sum(dated for *_, dated in month) > DATED * len(month) for one in month]
    rows = [(scored_grams.whole(line, openings.HEADLINE), dated, number) for number, title, dated in found for line in title]
    texts, dated, article = zip(*rows, strict=True)
    return list(texts), np.array(dated), np.array(article)


def tell(name: str, first: Flags, score: Numbers, model: Floats) -> None:
    area, beside = roc_auc_score(first, score), roc_auc_score(first, model)
    print(f"{name}: area under the curve {area:.3f}; the language model's three characters {beside:.3f}")


def by_model(texts: list[str]) -> Floats:
    return edges(ngram.default_model(), texts).leads


def labelled_pieces(folder: str) -> tuple[list[str], Flags]:
    """The text of every block of the labelled pages, and whether it begins within a paragraph."""
    texts, torn = [], []
    for _, page, answer in gold.pages(folder):
        roles = gold.roles(answer)
        for block in page.blocks:
            role = gold.role(roles, page, block) if block.kind == "body" else None
            if role is not None and role[0] == "body":
                texts.append(text_of(page, block))
                torn.append(role[3] > 0)
    return texts, np.array(torn)


def main(corpus: str, pages: str, but: int | None, target: pathlib.Path) -> None:
    learnt = articles(corpus, but)
    first_of, torn_of = paragraphs(learnt), pieces(learnt)
    for name, (texts, y, article) in zip(openings.TABLES, (first_of, torn_of), strict=True):
        write_table(target / name, scored_grams.grams(texts, openings.REACH, openings.ZONES), y, PRIOR, article % 10 != 0)
    if but is None:
        fit_dated(corpus, target)
        tell_all(first_of, torn_of, pages)


def fit_dated(corpus: str, target: pathlib.Path) -> None:
    """Write the scores of headlines with a dateline below, and tell how well they know others."""
    lines, dated, article = headlines(corpus)
    write_table(target / openings.DATED, scored_grams.grams(lines, openings.HEADLINE), dated, PRIOR, article % 10 != 0)
    held = [line.strip(scored_grams.END) for line, number in zip(lines, article, strict=True) if number % 10 == 0]
    area = roc_auc_score(dated[article % 10 == 0], openings.dated(held))
    print(f"lines of headlines not seen, with a dateline below or none: area under the curve {area:.3f}")


def tell_all(first_of: Examples, torn_of: Examples, pages: str) -> None:
    """How well all of it knows what it was not learnt from."""
    first_of, torn_of = (seen_not(some) for some in (first_of, torn_of))
    for name, (texts, first) in (("the corpus", first_of), ("bench/unseen", paragraphs(unseen())[:2])):
        tell(f"paragraphs of articles of {name} not seen", first, openings.opening(texts), by_model(texts))
    for name, (texts, torn) in (("the corpus", torn_of), ("bench/unseen", pieces(unseen())[:2])):
        tell(f"pieces of paragraphs of {name} not seen", torn, openings.within(texts), -edges(ngram.default_model(), texts).opens)
    tell_labelled(pages)


def seen_not(examples: Examples) -> tuple[list[str], Flags]:
    """The texts of some examples that are not learnt from, and what they are."""
    texts, y, article = examples
    return [text for text, number in zip(texts, article, strict=True) if number % 10 == 0], y[article % 10 == 0]


def tell_labelled(pages: str) -> None:
    """The same on the labelled pages."""
    answers = [a for path in sorted(pathlib.Path(pages).glob("*.gold.json")) for a in json.loads(path.read_text())["articles"]]
    kept = [a for a in answers if a["title"] and a["paragraphs"] and "head" not in a["missing"]]
    score = [openings.dated(a["title"]).mean() for a in kept]
    area = roc_auc_score([bool(DATELINE.match(a["paragraphs"][0])) for a in kept], score)
    print(f"headlines of the labelled pages, with a dateline below or none: area under the curve {area:.3f}")
    heads = [(a["paragraphs"][0], "head" not in a["missing"]) for a in answers if a["title"] and a["paragraphs"]]
    texts, whole = [text for text, _ in heads], np.array([whole for _, whole in heads])
    tell("openings of the labelled pages, there or lost", whole, openings.opening(texts), by_model(texts))
    texts, torn = labelled_pieces(pages)
    tell("pieces of the labelled pages", torn, openings.within(texts), -edges(ngram.default_model(), texts).opens)


if __name__ == "__main__":
    arguments, half, place = fitting.without_half(sys.argv[1:])
    main(*arguments, but=half, target=place)  # type: ignore[arg-type, misc]
