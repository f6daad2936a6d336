"""The articles that pages are made of: those of the corpus that are kept for it, and those of `written/`."""

from __future__ import annotations

import collections
import gzip
import json
import pathlib
import re
import zlib
from collections.abc import Iterable
from typing import Any

import words

# Articles of kinds of papers that the corpus has none of, written for this project.
BENCH = pathlib.Path(__file__).resolve().parent.parent
WRITTEN = BENCH / "written"
# Articles of more papers, which tables of texts are learnt from beside the corpus, each so many times: with 2 and 5 the openings of
# articles not seen have 0.766 and 0.774 of the area under the curve, 0.661 without.
PAPERS, TIMES = BENCH / "papers", 3


def reserved(article: dict[str, Any]) -> bool:
    """One article in five is kept for pages: what is learnt from the corpus to be judged on made pages must not know them."""
    return zlib.crc32(" ".join(article["title"]).encode()) % 5 == 0


def load(path: str) -> list[list[list[dict[str, Any]]]]:
    by_month = collections.defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        everything = [json.loads(line) for line in lines]
    # A title that comes again and again stands over a round-up of short items, which are articles of their own.
    often = collections.Counter(" ".join(article["title"]) for article in everything)
    for article in everything:
        if often[" ".join(article["title"])] < 3 and reserved(article):
            size = sum(map(len, article["paragraphs"]))
            if article["title"] and 60 < size < 4000 and len(article["paragraphs"]) > 1:
                by_month[article["date"][:7]].append(article)
    months = [group for _, group in sorted(by_month.items()) if len(group) > 12]
    words.COLUMNS += sorted(columns(everything))
    printed = [any(len(article["title"]) > 1 for article in group) for group in months]
    for group, paper in zip(months, printed, strict=True):
        for article in group:
            article["printed"] = paper
    papers = [[group for group, paper in zip(months, printed, strict=True) if paper is kind] for kind in (True, False)]
    return [*papers, written()]


def written() -> list[list[dict[str, Any]]]:
    """The written articles, file by file, each of papers of like kinds; what these print around articles goes to the words."""
    groups = []
    for path in sorted(WRITTEN.glob("*.jsonl")):
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        words.WRITTEN += [line for record in records for line in record.get("furniture", ())]
        groups.append([record for record in records if "title" in record])
    return groups


def half_of(name: str) -> int:
    """The half of bench/papers that a file is of: its pages are judged by tables that have learnt from the other half."""
    return zlib.crc32(name.encode()) % 2


def of_papers(but: int | None = None) -> list[dict[str, Any]]:
    """The articles of bench/papers that tables are learnt from; those of a half left out."""
    paths = [path for path in sorted(PAPERS.glob("*.jsonl")) if half_of(path.stem) != but]
    records = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return [record for record in records if "title" in record] * TIMES


def is_written(article: dict[str, Any]) -> bool:
    """Whether an article has all that is printed with it, and its own opening; those of the corpus have a headline and a text."""
    return "byline" in article


def columns(everything: Iterable[dict[str, Any]]) -> set[str]:
    """Names of columns, which stand in brackets at the end of headlines."""
    named = (re.search("[（(]([^（）()]{2,24})[）)]$", title) for article in everything for title in article["title"])
    return {part for found in named if found for part in found[1].split("·") if 2 <= len(part) <= 7}
