#!/usr/bin/env python3
"""Build the model that ships, from a JSONL of articles (`title`: its lines; `paragraphs`).

usage: bench/learn_model.py ../shared/corpus/news.jsonl.gz cleaner/data/news-zh.ngram
"""

import gzip
import json
import pathlib
import sys

from cleaner.learn import learn


def main(source: str, target: str) -> None:
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        articles = (json.loads(line) for line in lines)
        model = learn(((a["title"], a["paragraphs"]) for a in articles), pathlib.Path(target).stem)
    pathlib.Path(target).write_bytes(model)
    print(f"{target}: {len(model):,} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
