#!/usr/bin/env python3
"""Fit everything that splitting a page rests on, and tell what it is worth on pages that it was not fitted on.

usage: bench/fit_all.py ../shared/bench/pages MADE LINES [--made-alone]

MADE, LINES: folders of pages made by bench/pagemaker, with other articles and other words around them, which are added to the
labelled pages of every fold; from LINES only the kinds of lines are learnt. For each of three folds all is fitted without its
pages (kinds of lines, joins, links look by look, the trees that judge links, lines in doubt, lost openings and ends), its
pages are split by that, and the articles that come out are measured together: no page is measured by numbers that were
fitted on it. The confidence is fitted on these articles. A last
run fits on all pages, and is what ships. With --made-alone nothing is fitted for good: all is fitted to made pages, and told
on the labelled ones.
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
from fit_judge import fit_judge
from fit_kinds import examples as lines_of
from fit_kinds import fit_kinds
from fit_links import LABELLED, fit_looks, sheets_of, told, write_looks
from fit_missing import examples as edges_of
from fit_missing import fit_lost
from fit_reconsider import fit_reconsider

from cleaner import confidence
from cleaner.evaluation import measures, read, show
from cleaner.pipeline import defaults
from cleaner.split import split_page

FOLDS = 3
ALL, MADE_ALONE = FOLDS, FOLDS + 1


def fit_without(task):
    """Fit on the labelled pages outside one fold and on made ones; the articles of the fold's pages, and the tallies of its links."""
    fold, folder, made, more, work = task

    def seen(number):
        return fold == ALL or (fold < FOLDS and number % FOLDS != fold)

    def unseen(number):
        return fold in (ALL, MADE_ALONE) or number % FOLDS == fold

    if fold != ALL:
        fitting.fold_of_data(pathlib.Path(work) / f"data-{fold}")
    lines, made_lines = lines_of(folder, seen) if fold != MADE_ALONE else lines_of(made), lines_of(more)
    if fold == MADE_ALONE:
        made_lines = made_lines[0][:0], made_lines[1][:0]  # all are among the lines already
    else:
        fit_joins(joins_of(folder, seen), joins_of(made))
        fit_lost(edges_of(folder, seen), edges_of(made))
    train = (sheets_of(folder, LABELLED, seen) if fold != MADE_ALONE else []) + sheets_of(made, 1.0)
    looks, tallies = fit_looks(train, sheets_of(folder, LABELLED, unseen))
    write_looks(looks)
    fitting.write_trees("judge", *fit_judge(train, looks))
    fit_reconsider(*((made, lambda _: True) if fold == MADE_ALONE else (folder, seen)), lines, made_lines)
    fit_kinds(lines, made_lines)
    fitting.forget()
    articles = {}
    evidence = {}
    for number, path in enumerate(sorted(pathlib.Path(folder).glob("*.gold.json"))):
        if unseen(number):
            name = path.name.replace(".gold.json", ".txt")
            articles[name], evidence[name] = split(name, path.with_name(name).read_bytes())
    print(f"fold {fold} done", flush=True)
    return articles, evidence, tallies


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


def run(folds, *folders):
    """What fit_without gives for each of some folds; a process for each: what one fits must not be read by the next."""
    with tempfile.TemporaryDirectory() as work, multiprocessing.get_context("fork").Pool(2, maxtasksperchild=1) as pool:
        return pool.map(fit_without, [(k, *folders, work) for k in folds], chunksize=1)


def tell_links(name, parts):
    for number in range(len(parts[0][2])):
        print(f"links, kinds as labelled, {name}, look {number + 1}: {told(sum(t for p in parts for t in p[2][number].values()))}")


def main(folder, made, more, *options):
    if "--made-alone" in options:
        parts = run([MADE_ALONE], folder, made, more)
        tell_links("fitted to made pages alone", parts)
        show.tables(show.report(judged(parts[0][0], folder)), show.Console(width=120))
        return
    found = run(range(FOLDS + 1), folder, made, more)[:FOLDS]
    tell_links("cross-validated", found)
    articles = {name: records for part in found for name, records in part[0].items()}
    evidence = {name: rows for part in found for name, rows in part[1].items()}
    pages = judged(articles, folder)
    fit_confidence(pages, evidence)
    again = [measures.judge(one.page) for one in pages]
    print("cross-validated, the whole of split:")
    show.tables(show.report(again), show.Console(width=120))


if __name__ == "__main__":
    main(*sys.argv[1:])
