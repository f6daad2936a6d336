#!/usr/bin/env python3
"""The texts that language models are learnt from, as JSON lines: beside the corpus, and by which pages are judged that are made of some.

usage: python bench/pagemaker/texts.py ../shared/corpus/news.jsonl.gz FOLDER

FOLDER/own.jsonl: what the model that ships reads beside the corpus, all articles of bench/papers and bench/written. FOLDER/rest.jsonl:
articles of the corpus that no page is made of, and bench/papers. FOLDER/0.jsonl and 1.jsonl: what a model reads beside the corpus that is
not to know either half of bench/papers. rest.jsonl holds the publishers' text: it must not be in the project.
"""

from __future__ import annotations

import gzip
import json
import pathlib
import sys
from collections.abc import Iterable
from typing import Any

from articles import TIMES, of_papers, reserved, written


def lines_of(articles: Iterable[dict[str, Any]]) -> list[str]:
    """Articles as JSON lines, of what a model reads."""
    return [json.dumps({"title": a["title"], "paragraphs": a["paragraphs"]}, ensure_ascii=False) + "\n" for a in articles]


def main(source: str, folder: str | pathlib.Path) -> None:
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    others = [article for group in written() for article in group] * TIMES
    for name, but in (("own", None), ("0", 0), ("1", 1)):
        (folder / f"{name}.jsonl").write_text("".join(lines_of(others + of_papers(but))), encoding="utf-8")
    with gzip.open(source, "rt", encoding="utf-8") as lines, open(folder / "rest.jsonl", "w", encoding="utf-8") as out:
        out.writelines(line for line in lines if not reserved(json.loads(line)))
        out.writelines(lines_of(of_papers()))


if __name__ == "__main__":
    main(*sys.argv[1:])
