#!/usr/bin/env python3
"""Set the articles of the last pages of invented/ anew, as made pages are set: what papers that nothing is fitted to are worth.

usage: python bench/pagemaker/anew.py ../shared/corpus/news.jsonl.gz FOLDER [COUNT]

On the pages themselves articles are mixed by hand, mostly worse than any reader of scans does it. The names of columns are the corpus's,
the other lines around articles are those of the pages; every made page has articles of three pages that stand side by side.
"""

import itertools
import json
import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import make
import words
from articles import load

INVENTED = pathlib.Path(__file__).resolve().parent.parent / "invented"
# The pages from here on, which nobody had looked at before written/ was there, but for twelve.
FIRST = "page-501"
TOGETHER = 3


def articles():
    """The whole articles of each page; what is printed around them goes to the words, in place of the lines of written/."""
    words.WRITTEN.clear()
    for path in sorted(INVENTED.glob("*.txt")):
        if path.name >= FIRST:
            text, answer = path.read_bytes().decode(), json.loads(path.with_name(f"{path.stem}.gold.json").read_text(encoding="utf-8"))
            words.WRITTEN += [text[slice(*gone["span"])] for gone in answer["removed"]]
            yield [{"title": one["title"], "paragraphs": one["paragraphs"]} for one in answer["articles"] if not one["missing"]]


def main(corpus, folder, count="100"):
    load(corpus)
    pages, out = list(articles()), pathlib.Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    for k in range(int(count)):
        rng = random.Random(f"anew-{k}")
        at = rng.randrange(len(pages))
        text, answer, reader = make.make(rng, [*itertools.chain(*pages[at : at + TOGETHER])])
        answer["reader"] = reader
        (out / f"anew-{k:03d}.txt").write_bytes(text.encode())
        (out / f"anew-{k:03d}.gold.json").write_text(json.dumps(answer, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
