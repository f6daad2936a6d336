#!/usr/bin/env python3
"""Fit everything that splitting a page rests on, and tell what it is worth on pages that it was not fitted on.

usage: bench/fit_all.py ../shared/bench/pages MADE LINES TORN SPARE PAPERS FEW HALVES MODEL [--made-alone]

MADE, LINES, TORN, SPARE: folders of pages made by bench/pagemaker, with other articles and other words around them. The first two are
added to the labelled pages of every fold, and so are those of bench/invented and PAPERS, pages that papers.py made of bench/papers; from
LINES only the kinds of lines are learnt. Linking is fitted twice, without and with FEW, pages of a few articles of bench/papers (papers.py
--few), and the mean of both fits is taken. To TORN are fitted, when all else is, the trees that choose by the articles which links make.
HALVES: folders 0 and 1, each of tables and a language model (rest.ngram) that have not learnt from that half of bench/papers, by which its
pages are seen. MODEL: a language model that has not read the articles of the first four.
For each of three folds all is fitted without its pages: joins, links look by look and the trees that judge them, lost openings
and ends, kinds of lines, the choice by articles. Then its pages are split, and the articles that come out are measured together: no
page is measured by numbers that were fitted on it. The confidence is fitted on these articles, and on those of a third of SPARE, which
nothing else is fitted to. A last run fits on all pages, and is what ships. With --made-alone nothing is fitted for good: all is fitted
to made pages, and told on the labelled ones.
"""

from __future__ import annotations

import functools
import json
import multiprocessing
import os
import pathlib
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias, TypeVar

# Two folds are fitted side by side, each on one core.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import fitting
import gold
import numpy as np
from fit_joins import joins_of
from fit_kinds import INVENTED, lines_of, write_kinds
from fit_linking import Examples, at, both, examples_in, fit_twice
from fit_links import LABELLED, Tally, told
from fit_missing import examples as edges_of
from fit_rerank import examples as ways_of
from fit_rerank import fit_rerank
from sheets import sheets_of

from cleaner import confidence, data
from cleaner.arrays import Flags, Numbers
from cleaner.evaluation import measures, read, show
from cleaner.ledger import LedgerLine
from cleaner.page import Block, Page
from cleaner.pipeline import defaults
from cleaner.split import split_page
from cleaner.weights import Rows, Trees

FOLDS = 3
# Trees of the confidence: few and shallow, for a few thousand articles. Chosen: of depths of 2 to 4 and 60 to 250 rounds these have the
# most exact ones from 0.9 on: 0.967, with the pages dealt out in five ways; 0.961 without spare pages, and 0.965 where one counts a half.
CONFIDENCE = fitting.Shape(
    150, 3, {"learning_rate": 0.05, "num_leaves": 6, "min_data_in_leaf": 25, "feature_fraction": 0.3, "lambda_l2": 5.0}
)
ALL, MADE_ALONE = FOLDS, FOLDS + 1
# The records of a page's articles, each with the page's ledger.
Records: TypeAlias = list[tuple[dict[str, Any], list[LedgerLine]]]
# Of the articles of pages, by the names of these; None of a page without any.
Evidence: TypeAlias = dict[str, Any]
Given = TypeVar("Given")


class Task(NamedTuple):
    """A fold, and what `main` is given, with a folder to work in."""

    fold: int
    labelled: str
    made: str
    lines: str
    torn: str
    spare: str
    papers: str
    few: str
    halves: str
    model: str
    work: str


class Split(NamedTuple):
    """What came out for some pages, by their names: the records of articles with the ledger, and the evidence of their confidence."""

    articles: dict[str, Records]
    evidence: Evidence

    def __add__(self, other: Split) -> Split:  # type: ignore[override]
        return Split(self.articles | other.articles, self.evidence | other.evidence)


def is_of(fold: int, number: int) -> bool:
    """Whether a page is one of a fold's own: those that it is not fitted on, all where there are no others."""
    return fold in (ALL, MADE_ALONE) or number % FOLDS == fold


def fit_and_split(task: Task) -> tuple[Split, Split, dict[str, Tally]]:
    """Fit on the labelled pages outside one fold and on made ones; split the fold's own pages, nothing of which is known.

    Returns what came out of the labelled ones and of the spare ones, and the tallies of the links.
    """
    fold, folder, made, lines, torn, spare, papers, few, halves, model, work = task
    labelled = fold != MADE_ALONE

    def seen(number: int) -> bool:
        return fold == ALL or (fold < FOLDS and not is_of(fold, number))

    if fold != ALL:
        fitting.fold_of_data(pathlib.Path(work) / f"data-{fold}")
    with fitting.model_without_made(model):
        made_lines, of_made = lines_of(lines), examples_in(made)
    # What nobody's language model has read is of pages that come, as they are.
    some_lines = fitting.of_halves(lines_of, papers, halves)
    of_papers, of_few = (fitting.of_halves(examples_in, pages, halves) for pages in (papers, few))
    alone = functools.reduce(both, [of_made, examples_in(INVENTED), *of_papers])
    sheets = sheets_of(folder, LABELLED)
    of_labelled = Examples(joins_of(folder, seen), edges_of(folder, seen), at(sheets, seen)) if labelled else None
    own = at(sheets, functools.partial(is_of, fold))
    tallies = fit_twice(of_labelled, (alone, functools.reduce(both, [alone, *of_few])), own, pathlib.Path(work) / f"links-{fold}")
    # Of few no lines. Chosen: with these the whole has 0.8458, cross-validated, and 0.8506 without (bench/TRIED.md).
    write_kinds(lines_of(folder, seen) if labelled else made_lines.at([]), made_lines, lines_of(INVENTED), *some_lines)
    data.forget()
    with fitting.model_without_made(model):
        fit_rerank(*ways_of(torn))
    data.forget()
    print(f"fold {fold} fitted", flush=True)
    if fold == ALL:
        return Split({}, {}), Split({}, {}), {}
    own_split = split_own(fold, folder)
    with fitting.model_without_made(model):
        return own_split, split_own(fold, spare), tallies


def split_own(fold: int, folder: str) -> Split:
    """What comes out of the pages of a folder that are a fold's own."""
    articles, evidence = {}, {}
    for number, (name, page, _) in enumerate(gold.labels(folder)):
        if is_of(fold, number):
            articles[name], evidence[name] = split(name, page)
    return Split(articles, evidence)


def split(name: str, data: bytes) -> tuple[Records, Rows | None]:
    """The records of a page's articles, and the evidence of their confidence."""
    kept: dict[str, Rows] = {}

    def keep(page: Page, members: Mapping[int, Sequence[Block]]) -> dict[int, float]:
        kept["found"] = confidence_evidence(page, members)
        return dict.fromkeys(members, 0.0)

    confidence_evidence = confidence.confidence_evidence
    import cleaner.article

    cleaner.article.confidences = keep  # type: ignore[attr-defined]
    found = split_page(name, data, defaults())
    return [(article.record(), found.ledger) for article in found.articles], kept.get("found")


def judged(articles: dict[str, Records], folder: str) -> list[measures.Judged]:
    """The labelled pages with what came out for them, measured."""
    with tempfile.TemporaryDirectory() as out:
        for name, records in articles.items():
            place = pathlib.Path(out) / name
            place.mkdir()
            for number, (record, lines) in enumerate(records):
                (place / f"{number:03}.json").write_text(json.dumps(record))
                (place / "ledger.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
        return [measures.judge(page) for page in read.pages(folder, out)]


def fit_confidence(labelled: list[measures.Judged], evidence: Evidence, spare: list[measures.Judged], more: Evidence) -> None:
    """Trees over the articles of pages outside the fit; put into the records of `labelled`, itself cross-validated, and written."""
    x, y, places, groups = examples_of(labelled, evidence)
    more_x, more_y, _, _ = examples_of(spare, more)

    def fitted(chosen: Flags) -> Trees:
        return fitting.grown(
            CONFIDENCE, np.concatenate([x[chosen], more_x]), ("exact",), np.concatenate([y[chosen], more_y]), objective="binary"
        )

    for train, test in fitting.folds(groups):
        scores = fitted(train).scores(x[test].astype(np.float32))[:, 0]
        for k, score in zip(np.flatnonzero(test), scores, strict=True):
            places[k]["confidence"] = float(1 / (1 + np.exp(-score)))
    # A page without articles has no evidence.
    names = next(found for found in evidence.values() if found is not None).names
    fitting.write_trees("confidence", names, fitted(np.ones(len(y), dtype=bool)))


def examples_of(found: list[measures.Judged], evidence: Evidence) -> tuple[Numbers, Flags, list[dict[str, Any]], list[int]]:
    """Of the articles of judged pages: their evidence, whether they are exact, their records, and the number of their page."""
    rows, exact, places, groups = [], [], [], []
    for group, one in enumerate(found):
        here = evidence[one.page.name]
        right = {m.out for m in one.matches if m.likeness >= measures.EXACT}
        for k, record in enumerate(one.page.out):
            rows.append(here.rows[k])
            exact.append(k in right)
            places.append(record)
            groups.append(group)
    return np.array(rows), np.array(exact), places, groups


def in_turn(work: Callable[[Task], Given], tasks: Sequence[Task]) -> list[Given]:
    """What a function gives for each of some tasks; a process for each: what one fits must not be read by the next."""
    with multiprocessing.get_context("fork").Pool(2, maxtasksperchild=1) as pool:
        return pool.map(work, tasks, chunksize=1)


def tell_links(name: str, tallies: list[dict[str, Tally]]) -> None:
    for step in tallies[0]:
        print(f"links, kinds as labelled, {name}, {step}: {told(sum(t for one in tallies for t in one[step].values()))}")


def main(folder: str, made: str, more: str, torn: str, spare: str, *rest: str) -> None:
    (papers, few, halves, model), options = rest[:4], rest[4:]
    alone = "--made-alone" in options
    with tempfile.TemporaryDirectory() as work:
        folds = [MADE_ALONE] if alone else [*range(FOLDS), ALL]
        found = in_turn(fit_and_split, [Task(fold, folder, made, more, torn, spare, papers, few, halves, model, work) for fold in folds])
    name = "fitted to made pages alone" if alone else "cross-validated"
    tell_links(name, [tallies for _, _, tallies in found if tallies])
    none = Split({}, {})
    labelled, others = sum((one for one, _, _ in found), none), sum((one for _, one, _ in found), none)
    pages = judged(labelled.articles, folder)
    if not alone:
        fit_confidence(pages, labelled.evidence, judged(others.articles, spare), others.evidence)
    print(f"{name}, the whole of split:")
    show.tables(show.report([measures.judge(one.page) for one in pages]), show.Console(width=120))  # type: ignore[attr-defined]


if __name__ == "__main__":
    main(*sys.argv[1:])
