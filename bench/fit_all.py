#!/usr/bin/env python3
"""Fit everything that splitting a page rests on, and tell what it is worth on pages that it was not fitted on.

usage: bench/fit_all.py ../shared/bench/pages MADE LINES [--made-alone]

MADE, LINES: folders of pages made by bench/pagemaker, with other articles and other words around them, which are added to the
labelled pages of every fold; from LINES only the kinds of lines are learnt. For each of three folds all is fitted without its
pages: joins, links look by look and the trees that judge them, lost openings and ends, kinds of lines. The lines of its pages
that are then in doubt are what their decision is fitted on, for the other folds. Then its pages are split, and the articles that
come out are measured together: no page is measured by numbers that were fitted on it. The confidence is fitted on these
articles. A last run fits on all pages, and is what ships. With --made-alone nothing is fitted for good: all is fitted to made
pages, and told on the labelled ones.
"""

import json
import multiprocessing
import os
import pathlib
import sys
import tempfile

# Two folds are fitted side by side, each on one core.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import fitting
import numpy as np
from fit_joins import fit_joins, joins_of
from fit_kinds import lines_of, write_kinds
from fit_links import LABELLED, fit_looks, sheets_of, told
from fit_missing import examples as edges_of
from fit_missing import fit_lost
from fit_reconsider import doubts_of, fit_reconsider

from cleaner import confidence
from cleaner.evaluation import measures, read, show
from cleaner.pipeline import defaults
from cleaner.split import split_page

FOLDS = 3
ALL, MADE_ALONE = FOLDS, FOLDS + 1


def is_of(fold, number):
    """Whether a page is one of a fold's own: those that it is not fitted on, all where there are no others."""
    return fold in (ALL, MADE_ALONE) or number % FOLDS == fold


def fit_without(task):
    """Fit on the labelled pages outside one fold and on made ones; the doubts of the fold's own pages, and the tallies of its links."""
    fold, folder, made, more, work = task

    def seen(number):
        return fold == ALL or (fold < FOLDS and not is_of(fold, number))

    if fold != ALL:
        fitting.fold_of_data(pathlib.Path(work) / f"data-{fold}")
    made_lines, lines = lines_of(more), None
    if fold != MADE_ALONE:
        lines = lines_of(folder, seen)
        fit_joins(joins_of(folder, seen), joins_of(made))
        fit_lost(edges_of(folder, seen), edges_of(made))
    train = (sheets_of(folder, LABELLED, seen) if fold != MADE_ALONE else []) + sheets_of(made, 1.0)
    tallies = fit_looks(train, sheets_of(folder, LABELLED, lambda number: is_of(fold, number)))
    if fold == MADE_ALONE:
        found = doubts_of_made(made, more, made_lines)
        lines = made_lines.at([])
    write_kinds(lines, made_lines)
    fitting.forget()
    if fold < FOLDS:
        found = doubts_of(folder, lambda number: is_of(fold, number))
    print(f"fold {fold} fitted", flush=True)
    return (found if fold != ALL else None), tallies


def doubts_of_made(made, more, lines):
    """The doubts of a third of the made pages that links were not fitted on, kinds of lines being fitted on the others."""
    known = {path.name for path in pathlib.Path(made).iterdir()}
    names = [path.name for path in sorted(pathlib.Path(more).glob("*.gold.json"))]
    own = {number for number, name in enumerate(names) if name not in known and number % FOLDS == 0}
    write_kinds(lines.at([]), lines.at(np.flatnonzero([number not in own for number in lines.page.tolist()])))
    fitting.forget()
    return doubts_of(more, own.__contains__)


def split_own(task):
    """The articles of a fold's own pages, and the evidence of their confidence."""
    fold, folder, doubts, work = task
    fitting.use_data(pathlib.Path(work) / f"data-{fold}")
    fit_reconsider(*doubts)
    fitting.forget()
    articles, evidence = {}, {}
    for number, path in enumerate(sorted(pathlib.Path(folder).glob("*.gold.json"))):
        if is_of(fold, number):
            name = path.name.replace(".gold.json", ".txt")
            articles[name], evidence[name] = split(name, path.with_name(name).read_bytes())
    return articles, evidence


def split(name, data):
    """The records of a page's articles, and the evidence of their confidence."""
    kept = {}

    def keep(page, members):
        kept["found"] = confidence_evidence(page, members)
        return dict.fromkeys(members, 0.0)

    confidence_evidence = confidence.confidence_evidence
    import cleaner.article

    cleaner.article.confidences = keep
    found = split_page(name, data, defaults())
    return [(article.record(), found.ledger) for article in found.articles], kept.get("found")


def judged(articles, folder):
    """The labelled pages with what came out for them, measured."""
    with tempfile.TemporaryDirectory() as out:
        for name, records in articles.items():
            place = pathlib.Path(out) / name
            place.mkdir()
            for number, (record, lines) in enumerate(records):
                (place / f"{number:03}.json").write_text(json.dumps(record))
                (place / "ledger.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
        return [measures.judge(page) for page in read.pages(folder, out)]


def fit_confidence(found, evidence):
    """Logistic on the articles of pages outside the fit; put into the records of `found`, itself cross-validated, and written."""
    rows, exact, groups, places = [], [], [], []
    for group, one in enumerate(found):
        here = evidence[one.page.name]
        right = {m.out for m in one.matches if m.likeness >= measures.EXACT}
        for k, record in enumerate(one.page.out):
            rows.append(here.rows[k])
            exact.append(k in right)
            groups.append(group)
            places.append(record)
    x, y = np.array(rows), np.array(exact)
    for train, test in fitting.folds(groups):
        weights, bias = fitting.fit(x[train], y[train], 0.3)
        for k in np.flatnonzero(test):
            places[k]["confidence"] = float(1 / (1 + np.exp(-(x[k] @ weights + bias))))
    weights, bias = fitting.fit(x, y, 0.3)
    fitting.write("confidence", here.names, weights, bias)


def in_turn(work, tasks):
    """What a function gives for each of some tasks; a process for each: what one fits must not be read by the next."""
    with multiprocessing.get_context("fork").Pool(2, maxtasksperchild=1) as pool:
        return pool.map(work, tasks, chunksize=1)


def tell_links(name, tallies):
    for step in tallies[0]:
        print(f"links, kinds as labelled, {name}, {step}: {told(sum(t for one in tallies for t in one[step].values()))}")


def main(folder, made, more, *options):
    with tempfile.TemporaryDirectory() as work:
        if "--made-alone" in options:
            [(doubts, tallies)] = in_turn(fit_without, [(MADE_ALONE, folder, made, more, work)])
            tell_links("fitted to made pages alone", [tallies])
            [(articles, _)] = in_turn(split_own, [(MADE_ALONE, folder, doubts, work)])
            show.tables(show.report(judged(articles, folder)), show.Console(width=120))
            return
        found = in_turn(fit_without, [(fold, folder, made, more, work) for fold in range(FOLDS + 1)])[:FOLDS]
        tell_links("cross-validated", [tallies for _, tallies in found])
        doubts = [d for d, _ in found]
        parts = in_turn(split_own, [(k, folder, together(doubts[:k] + doubts[k + 1 :]), work) for k in range(FOLDS)])
    fit_reconsider(*together(doubts))
    pages = judged({name: records for articles, _ in parts for name, records in articles.items()}, folder)
    fit_confidence(pages, {name: rows for _, evidence in parts for name, rows in evidence.items()})
    again = [measures.judge(one.page) for one in pages]
    print("cross-validated, the whole of split:")
    show.tables(show.report(again), show.Console(width=120))


def together(parts):
    return [np.concatenate(part) for part in zip(*parts, strict=True)]


if __name__ == "__main__":
    main(*sys.argv[1:])
