#!/usr/bin/env python3
"""The articles of a corpus that no page is made of, as JSON lines: what the language model that made pages are fitted with may read.

usage: python bench/pagemaker/rest.py ../shared/corpus/news.jsonl.gz FILE.jsonl

FILE holds the publishers' text: it must not be in the project.
"""

import gzip
import json
import sys

from articles import reserved


def main(source, path):
    with gzip.open(source, "rt", encoding="utf-8") as lines, open(path, "w", encoding="utf-8") as out:
        out.writelines(line for line in lines if not reserved(json.loads(line)))


if __name__ == "__main__":
    main(*sys.argv[1:])
