#!/usr/bin/env python3
"""Fit the trees that tell headlines of further articles from subheads on a page without a head (cleaner/customs/another_headline.py).

usage: bench/fit_another.py ../shared/corpus/news.jsonl.gz

Saved articles that have short lines between their paragraphs, of the corpus, bench/papers and bench/written, against pages of two to five
articles of one of these, none of which a dateline begins. Told is, cross-validated over pages, how many saved articles fall apart, and how
many pages of several come apart, at several limits.
"""

from __future__ import annotations

import collections
import gzip
import json
import pathlib
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from fitting import Shape, folds, grown, write_trees

sys.path.insert(0, str(pathlib.Path(__file__).parent / "pagemaker"))
from articles import BENCH, of_papers

from cleaner import split_text
from cleaner.arrays import Flags, Integers, Numbers
from cleaner.customs import another_headline, printed
from cleaner.customs.only_article import ROUND_UP
from cleaner.language.marks import DATELINE, closed
from cleaner.page import Page

# A title's lines, and paragraphs.
Text: TypeAlias = tuple[list[str], list[str]]
# Pages of each kind; paragraphs of an article of several, at most, and letters of one; of a saved article. Chosen.
PAGES, PARAGRAPHS, LONGEST, LONGEST_SAVED = 4000, 4, 220, 6000
# Letters of a line between paragraphs, at most.
SUBHEAD = 26
# Few and shallow: there are some ten thousand rows, and seven things that tell. Chosen.
SHAPE = Shape(150, 3, {"learning_rate": 0.05, "num_leaves": 8, "min_data_in_leaf": 30, "lambda_l2": 5.0})
LIMITS = (0.5, 0.7, 0.8, 0.9, 0.95, 0.98)


class Examples(NamedTuple):
    """Rows of lines: what tells of each, whether it is another headline, and its page; and of each page whether it has several articles."""

    x: Numbers
    another: Flags
    page: Integers
    several: Flags  # of each page


def corpus(path: str) -> list[Text]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        everything = [(record["title"], record["paragraphs"]) for record in map(json.loads, lines)]
    # A title that comes again and again stands over a round-up of short items, which are articles of their own.
    often = collections.Counter(" ".join(title) for title, _ in everything)
    return [text for text in everything if all(text) and often[" ".join(text[0])] < 3]


def others() -> list[list[Text]]:
    """The articles of bench/papers and of bench/written, paper by paper and file by file."""
    written = [[json.loads(line) for line in file.open(encoding="utf-8")] for file in sorted((BENCH / "written").glob("*.jsonl"))]
    papers: dict[str, list[dict[str, Any]]] = {}
    for record in of_papers():
        papers.setdefault(record.get("paper", ""), []).append(record)
    groups = [*written, *papers.values()]
    return [[(one["title"], one["paragraphs"]) for one in group if one.get("title") and one.get("paragraphs")] for group in groups]


def first_subhead(paragraphs: Sequence[str]) -> int:
    """Which paragraph between the first and the last may be a subhead; 0 where none is."""
    return next((k for k, one in enumerate(paragraphs[:-1]) if k and 1 < len(one) <= SUBHEAD and not closed(one)), 0)


def has_subhead(text: Text) -> bool:
    return first_subhead(text[1]) > 0 and sum(map(len, text[1])) < LONGEST_SAVED


def may_be_news(text: Text) -> bool:
    """Whether a text is one news, which no dateline begins."""
    return len(text[1][0]) <= LONGEST and not DATELINE.match(text[1][0]) and not ROUND_UP.match(text[0][0])


def seen(source: str) -> tuple[Page, dict[int, float]] | None:
    """A page as it is when it is asked whether it has several articles; None where something else shows it."""
    held: list[tuple[Page, dict[int, float]]] = []

    def keep(page: Page, titles: Mapping[int, float]) -> frozenset[int]:
        held.append((page, dict(titles)))
        return frozenset()

    asked, printed.headlines_of_others = printed.headlines_of_others, keep  # type: ignore[attr-defined]
    try:
        split_text(source)
    finally:
        printed.headlines_of_others = asked  # type: ignore[attr-defined]
    return held[0] if held else None


def pages(path: str) -> Iterator[tuple[str, list[int]]]:
    """Pages, and where their second and further headlines begin."""
    dice = random.Random(3)
    saved, groups = corpus(path), others()
    alone = [text for text in [*saved, *(text for group in groups for text in group)] if has_subhead(text)]
    for title, paragraphs in dice.sample(alone, min(PAGES, len(alone))):
        # Half of them lack their ends, as articles on pages do: of these most have one subhead.
        end = dice.choice((len(paragraphs), dice.randint(first_subhead(paragraphs) + 2, len(paragraphs))))
        yield "\n\n".join([*title, *paragraphs[:end]]) + "\n", []
    groups = [[text for text in group if may_be_news(text)] for group in groups]
    groups, saved = [group for group in groups if len(group) >= 5], [text for text in saved if may_be_news(text)]
    for _ in range(PAGES):
        source, starts = "", []
        for title, paragraphs in dice.sample(dice.choice([saved, dice.choice(groups)]), dice.choice((2, 2, 2, 3, 4, 5))):
            starts.append(len(source))
            source += "\n\n".join([*title, *paragraphs[: dice.randint(1, PARAGRAPHS)]]) + "\n\n"
        yield source, starts[1:]


def examples(path: str) -> Examples:
    x, another, of, several = [], [], [], []
    for source, starts in pages(path):
        found = seen(source)
        if found is None:
            continue
        doubt = another_headline.in_doubt(*found)
        several.append(bool(starts))
        if doubt.rows:
            x.append(another_headline.evidence(doubt).rows)
            another += [bool({*starts} & {*row.starts}) for row in doubt.rows]
            of += [len(several) - 1] * len(doubt.rows)
    return Examples(np.concatenate(x), np.array(another), np.array(of), np.array(several))


def trees(found: Examples, use: Flags) -> Any:
    # Every page counts the same; a subhead on a page of several is neither.
    use = use & (found.another | ~found.several[found.page])
    weight = 1 / np.bincount(found.page, minlength=len(found.several))[found.page]
    return grown(SHAPE, found.x[use], ("another",), found.another[use], weight[use], "binary")


def tell(found: Examples, limits: Sequence[float]) -> None:
    """Cross-validated: at each limit the share of saved articles that fall apart, and of pages of several that come apart."""
    odds = np.zeros(len(found.page))
    for train, test in folds(found.page):
        odds[test] = trees(found, train).scores(found.x[test])[:, 0]
    most = np.full(len(found.several), -np.inf)
    np.maximum.at(most, found.page, odds)
    for limit in limits:
        apart = most >= np.log(limit / (1 - limit))
        saved, several = apart[~found.several].mean(), apart[found.several].mean()
        print(f"{limit:.2f}: {saved:.4f} of saved articles with short lines, {several:.4f} of pages of several")


def main(path: str) -> None:
    found = examples(path)
    print(f"{len(found.several)} pages, {len(found.page)} rows, {found.another.sum()} of them headlines")
    tell(found, LIMITS)
    names = another_headline.evidence(another_headline.Doubt([], [])).names
    write_trees("another", names, trees(found, np.ones(len(found.page), dtype=np.bool_)))


if __name__ == "__main__":
    main(*sys.argv[1:])
