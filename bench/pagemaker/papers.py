#!/usr/bin/env python3
"""Set written articles as pages of their own papers: with their own headlines, bylines and captions, and their papers' lines around.

usage: python bench/pagemaker/papers.py FOLDER COUNT [FILE.jsonl...] [--few]

COUNT: pages of each file. FILE: articles as bench/written has them, and lines of furniture of the papers that they are of, set into
FOLDER; those of bench/papers where none is named, each into the folder of its half, FOLDER/0 or FOLDER/1. With --few they are set as
few.py does.
"""

from __future__ import annotations

import collections
import json
import pathlib
import random
import sys
from typing import Any

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import make
import printed
import words
from articles import PAPERS, half_of


def papers(path: pathlib.Path) -> list[tuple[list[dict[str, Any]], list[str]]]:
    """The articles of each paper in a file, and what it prints around them; where it was not told of which paper that is, all that is."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    articles: dict[str, list[dict[str, Any]]]
    lines: dict[str | None, list[str]]
    articles, lines = collections.defaultdict(list), collections.defaultdict(list)
    for record in records:
        if "furniture" in record:
            lines[record.get("paper")] += record["furniture"]
        else:
            articles[record["paper"]].append(record)
    every = [line for some in lines.values() for line in some]
    return [(articles[paper], lines[paper] or every) for paper in sorted(articles)]


def main(folder: str, count: str, *given: str) -> None:
    files, few_tears = [one for one in given if one != "--few"], "--few" in given
    printed.OWN, words.OF_WRITTEN = 1.0, 1.0
    for path in [pathlib.Path(one) for one in files] or sorted(PAPERS.glob("*.jsonl")):
        out = pathlib.Path(folder) if files else pathlib.Path(folder) / str(half_of(path.stem))
        out.mkdir(parents=True, exist_ok=True)
        every = papers(path)
        words.COLUMNS = sorted({one["column"] for articles, _ in every for one in articles if one.get("column")})
        for k in range(int(count)):
            name = f"{path.stem}-{'few-' if few_tears else ''}{k:04d}"
            rng = random.Random(name if few_tears else f"{path.stem}-{k}")
            articles, words.WRITTEN = rng.choices(every, [len(articles) for articles, _ in every])[0]
            text, answer, reader = make.make(rng, articles, few_tears=few_tears)
            answer["reader"] = reader
            (out / f"{name}.txt").write_bytes(text.encode())
            (out / f"{name}.gold.json").write_text(json.dumps(answer, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
