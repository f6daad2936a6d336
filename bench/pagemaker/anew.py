#!/usr/bin/env python3
"""Set the articles of the pages of unseen/ anew, as made pages are set: what papers that nothing is fitted to are worth.

usage: python bench/pagemaker/anew.py ../shared/corpus/news.jsonl.gz FOLDER [COUNT]

The names of columns are the corpus's, the other lines around articles are those of the pages; every made page has articles of three pages
that stand side by side, each once. Until 2026-11-28 these were pages 501 to 716 of invented/, which lines are learnt from since.
"""

from __future__ import annotations

import itertools
import json
import pathlib
import random
import sys
from collections.abc import Iterator
from typing import Any

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import make
import words
from articles import load

UNSEEN = pathlib.Path(__file__).resolve().parent.parent / "unseen"
TOGETHER = 3


def articles() -> Iterator[list[dict[str, Any]]]:
    """The whole articles of each page; what is printed around them goes to the words, in place of the lines of written/."""
    words.WRITTEN.clear()
    for path in sorted(UNSEEN.glob("*.txt")):
        text, answer = path.read_bytes().decode(), json.loads(path.with_name(f"{path.stem}.gold.json").read_text(encoding="utf-8"))
        words.WRITTEN += [text[slice(*gone["span"])] for gone in answer["removed"] if gone["reason"] == "page-furniture"]
        yield [{"title": one["title"], "paragraphs": one["clean"]} for one in answer["articles"] if not one["missing"]]


def main(corpus: str, folder: str, count: str = "100") -> None:
    load(corpus)
    pages, out = list(articles()), pathlib.Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    for k in range(int(count)):
        rng = random.Random(f"anew-{k}")
        at = rng.randrange(len(pages))
        together = {one["title"][0]: one for one in itertools.chain(*pages[at : at + TOGETHER])}
        text, answer, reader = make.make(rng, [*together.values()])
        answer["reader"] = reader
        (out / f"anew-{k:03d}.txt").write_bytes(text.encode())
        (out / f"anew-{k:03d}.gold.json").write_text(json.dumps(answer, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
