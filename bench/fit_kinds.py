#!/usr/bin/env python3
"""Fit the trees by which a line is a title, text, a caption or page furniture, and print the cross-validated errors.

usage: bench/fit_kinds.py ../shared/bench/pages MADE PAPERS HALVES MODEL [--errors]

MADE: a folder of pages made by bench/pagemaker, of other papers and with other words around them. MODEL: a language model that has
not read them. PAPERS: pages that bench/pagemaker/papers.py made. HALVES: as in fit_all.py. Beside them the lines of bench/invented are
learnt from.
"""

from __future__ import annotations

import collections
import pathlib
import sys
import zlib
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple, cast

import gold
import numpy as np
from fitting import Shape, folds, grown, model_without_made, of_halves, write_trees

from cleaner.arrays import Integers, Numbers
from cleaner.customs.by_words import by_words
from cleaner.language.marks import closed
from cleaner.looks.looks import Looks, looks
from cleaner.looks.of_page import lines_of as lines_to_look_at
from cleaner.looks.signing import LONGEST
from cleaner.looks.style import CLASSES, with_style
from cleaner.page import FURNITURE, Block, Page
from cleaner.weights import Trees

# Weight of a line of a labelled page beside one of a made page, of which there are thirty times as many. Chosen: with 800 made
# pages, 1 and 3 were worse and 5 and 6 alike, cross-validated; with 3,000, 10 has 236 nats and 20 has 212. With nine writers' papers beside
# them 20 has 91 nats on a third of the labelled pages and 40 has 86, and the whole of split 0.8313 and 0.8415, cross-validated.
LABELLED = 40.0
# Weight of a line of bench/invented, and of bench/papers. Chosen: lines of 40 pages that somebody else wrote, and who saw none of it,
# have 150 nats with 10 and 167 with 5.
INVENTED, OF_INVENTED = pathlib.Path(__file__).parent / "invented", 10.0
# Extremely randomised trees: of those tried they were surest on lines of pages not seen, and by far the best on labelled pages
# when fitted to made pages alone (bench/RESULTS.md). With twice as many, each half as bold, lines of other
# papers have 2 nats in 100 less, and one seed differs from the next by 1 to 3 in 100 and not by 4 to 8.
GROWTH = {"num_leaves": 32, "min_data_in_leaf": 30, "feature_fraction": 0.5, "lambda_l2": 1.0, "extra_trees": True}
FIRST = Shape(200, 5, {"learning_rate": 0.075, **GROWTH})
SECOND = Shape(450, 5, {"learning_rate": 0.06, **GROWTH})


class Lines(NamedTuple):
    """The lines of some pages whose kind is to be found out."""

    seen: Looks
    kind: Integers  # index in CLASSES
    page: Integers
    texts: list[tuple[str, str]]  # with the name of the page
    missed: collections.Counter[tuple[str | None, ...]]  # what has no label, or a kind that its words show, rightly or wrongly

    def at(self, chosen: Any) -> Lines:
        chosen = np.asarray(chosen, dtype=int)
        return Lines(self.seen.at(chosen), self.kind[chosen], self.page[chosen], [self.texts[k] for k in chosen], self.missed)


def lines_of(folder: str | pathlib.Path, use: Callable[[int], bool] = lambda number: True) -> Lines:
    missed: collections.Counter[tuple[str | None, ...]]
    seen, kind, pages, texts, missed = [], [], [], [], collections.Counter()
    for number, (name, page, answer) in enumerate(gold.pages(folder)):
        if not use(number):
            continue
        found = gold.roles(answer)
        gone = {r["span"][0]: r["reason"] for r in answer["removed"]}
        page = by_words(page)
        hidden = {b.start for b in page.blocks if b.kind == FURNITURE and gone.get(b.start) == FURNITURE and is_hidden(name, b, 2)}
        hidden |= {b.start for b in signed_lines(page, found, gone) if b.kind == "byline" and is_hidden(name, b, 4)}
        page = page._replace(blocks=tuple(b._replace(kind="body") if b.start in hidden else b for b in page.blocks))
        for b in page.blocks:
            label = gold.role(found, page, b)
            if label and b.kind not in ("body", "blank"):
                missed[label[0], b.kind, page.source[b.start : b.end][:40]] += 1
        at = [k for k, b in enumerate(page.blocks) if b.kind in ("body", "byline", "credit")]
        lines = lines_to_look_at(page, at)
        labels: list[Any] = [gold.role(found, page, page.blocks[k]) for k in at]
        signed = {b.start for b in signed_lines(page, found, gone)}
        labels = [("byline",) if page.blocks[k].start in signed else label for k, label in zip(at, labels, strict=True)]
        labels = [(FURNITURE,) if gone.get(page.blocks[k].start) == FURNITURE else label for k, label in zip(at, labels, strict=True)]
        for k, line, label in zip(at, lines, labels, strict=True):
            if not line.known and label is None:
                missed["no label", gone.get(page.blocks[k].start), line.text[:30]] += 1
        chosen = [k for k, (line, label) in enumerate(zip(lines, labels, strict=True)) if not line.known and label]
        seen.append(looks(lines).at(chosen))
        kind += [CLASSES.index(labels[k][0]) for k in chosen]
        pages += [number] * len(chosen)
        texts += [(name, lines[k].text) for k in chosen]
    return Lines(joined(seen), np.array(kind), np.array(pages), texts, missed)


def is_hidden(name: str, block: Block, one_in: int) -> bool:
    """Whether the words of a line of page furniture, or of a byline, are taken to be unknown, as other papers have others."""
    return zlib.crc32(f"{name} {block.start}".encode()) % one_in == 0


def signed_lines(page: Page, found: Mapping[int, gold.Label], gone: Container[int]) -> Iterator[Block]:
    """The lines of a page that say who wrote: those that labels know nothing of, neither as an article's nor as what is removed."""
    for before, block in cast("Iterator[tuple[Block | None, Block]]", pairwise((None, *page.blocks))):
        apart = before is None or "\n" in page.source[before.start : before.end]
        text = page.source[block.start : block.end]
        nobodys = block.kind in ("body", "byline") and gold.role(found, page, block) is None and block.start not in gone
        if apart and nobodys and len(text) <= LONGEST and not closed(text):
            yield block


def joined(seen: Sequence[Looks]) -> Looks:
    return Looks(seen[0].names, *(np.concatenate([getattr(s, part) for s in seen]) for part in ("rows", "size", "open")))


def styled(lines: Lines, chances: Numbers) -> Looks:
    """What the lines look like beside the style of their pages."""
    out = []
    for number in np.unique(lines.page):
        here: Any = np.flatnonzero(lines.page == number)
        out.append(with_style(lines.seen.at(here), [lines.texts[k][1] for k in here], chances[here]))
    return joined(out)


def fit_kinds(train: Lines, more: Lines, *others: Lines) -> tuple[Trees, Trees]:
    """Trees of the first look and of the second, fitted on labelled and made lines, and those of papers that others wrote.

    The second learns from chances of pages that the first was not fitted on.
    """
    sets, weights = (train, more, *others), (LABELLED, 1.0, *(OF_INVENTED for _ in others))
    weight = np.concatenate([np.full(len(s.kind), w) for s, w in zip(sets, weights, strict=True)])
    numbered = [s.page + 1_000_000 * n for n, s in enumerate(sets)]
    _, page = np.unique(np.concatenate(numbered), return_inverse=True)
    kind = np.concatenate([s.kind for s in sets])
    both = Lines(joined([s.seen for s in sets]), kind, page, [text for s in sets for text in s.texts], collections.Counter())
    first = grown(FIRST, both.seen.rows, CLASSES, kind, weight)
    chances = np.zeros((len(kind), len(CLASSES)))
    for seen, unseen in folds(page, 3):
        chances[unseen] = grown(FIRST, both.seen.rows[seen], CLASSES, kind[seen], weight[seen]).chances(both.seen.rows[unseen])
    beside = styled(both, chances)
    second = grown(SECOND, beside.rows, CLASSES, kind, weight)
    return first._replace(names=both.seen.names), second._replace(names=beside.names)


def write_kinds(train: Lines, more: Lines, *others: Lines) -> None:
    for number, trees in enumerate(fit_kinds(train, more, *others), start=1):
        write_trees(f"kinds-{number}", trees.names, trees)


def main(folder: str, made: str, papers: str, halves: str, model: str, *options: str) -> None:
    lines = lines_of(folder)
    others = lines_of(INVENTED), *of_halves(lines_of, papers, halves)
    with model_without_made(model):
        more = lines_of(made)
    chances = np.zeros((2, len(lines.kind), len(CLASSES)))
    for seen, unseen in folds(lines.page):
        train, test = lines.at(np.flatnonzero(seen)), lines.at(np.flatnonzero(unseen))
        first, second = fit_kinds(train, more, *others)
        chances[0][unseen] = first.chances(test.seen.rows)
        chances[1][unseen] = second.chances(styled(test, chances[0][unseen]).rows)
    for look, found in enumerate(chances, start=1):
        got = found.argmax(axis=1)
        table = collections.Counter(zip(lines.kind.tolist(), got.tolist(), strict=True))
        print(f"look {look}, cross-validated, rows: label, columns: found", *CLASSES)
        for k, kind in enumerate(CLASSES):
            print(f"{kind:8}", *(f"{table[k, m]:6}" for m in range(len(CLASSES))))
        wrong: Any = np.flatnonzero(got != lines.kind)
        surprise = -np.log(found[np.arange(len(got)), lines.kind]).sum()
        print(f"{len(wrong)} of {len(got)} wrong, on {len(set(lines.page[wrong]))} of {len(set(lines.page))} pages; {surprise:.1f} nats")
    if "--errors" in options:
        for k in wrong:
            print(lines.texts[k][0][-4:], CLASSES[lines.kind[k]], "->", CLASSES[got[k]], found[k].round(2), lines.texts[k][1][:70])
        for key, count in lines.missed.most_common():
            print(key, count)
    write_kinds(lines, more, *others)


if __name__ == "__main__":
    main(*sys.argv[1:])
