#!/usr/bin/env python3
"""What is done to clean articles, of which nothing should be taken away: those of the corpus, each as a page of its own.

usage: bench/clean.py ../shared/corpus/news.jsonl.gz [COUNT]

Of COUNT articles (1,500), drawn by chance but each time the same: which come back as one with their headline, how many characters of
them were removed or changed, by reason, and in which line of CORPUS most at once: the text is its publishers', and stands in no result.
White space is not told, nor is what a website left.
"""

from __future__ import annotations

import collections
import gzip
import json
import multiprocessing
import random
import sys
from collections.abc import Iterable
from typing import Any

from cleaner.pipeline import defaults
from cleaner.split import split_page

WEBSITE = ("markdown", "white-space")


def plain(lines: Iterable[str]) -> str:
    return "".join("".join(lines).split())


def fate(article: dict[str, Any]) -> tuple[str, list[tuple[str, str, str]]]:
    """What became of an article as a whole, and each reason for which something was removed or changed with what it was."""
    text = "\n\n".join([*article["title"], *article["paragraphs"]])
    found = split_page("page.txt", text.encode("utf-8", "surrogatepass"), defaults())
    lines = [(line["action"], line["reason"], line["text"]) for line in found.ledger if line["action"] in ("removed", "changed")]
    if len(found.articles) > 1:
        whole = "came back as several"
    else:
        same = plain(found.articles[0].title_lines) == plain(article["title"])
        whole = "one, with its headline" if same else "one, with another headline"
    return whole, [line for line in lines if line[1] not in WEBSITE]


def main(source: str, count: str = "1500") -> None:
    lines: Iterable[str] | list[tuple[str, str, str]]
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        articles = [*enumerate(map(json.loads, lines), 1)]
    places, drawn = zip(*random.Random(1).sample(articles, int(count)), strict=True)
    with multiprocessing.Pool() as pool:
        fates = pool.map(fate, drawn, chunksize=20)
    print(f"{len(drawn):,} articles, {sum(len(p) for one in drawn for p in one['paragraphs']):,} characters of text")
    for whole, many in collections.Counter(whole for whole, _ in fates).most_common():
        print(f"{many:6,} {whole}")
    told: dict[tuple[str, str], list[tuple[int, int]]] = collections.defaultdict(list)
    for place, (_, lines) in zip(places, fates, strict=True):
        for action, reason, text in lines:
            told[action, reason].append((len(text), place))
    for (action, reason), pieces in sorted(told.items(), key=lambda item: -len(item[1])):
        size = sum(length for length, _ in pieces)
        print(f"{len(pieces):6,} {action}, {size:,} characters, as {reason}: most at once in line {max(pieces)[1]}")


if __name__ == "__main__":
    main(*sys.argv[1:])
