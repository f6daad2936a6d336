#!/usr/bin/env python3
"""Is a clean article left as it is? Articles that came out whole, put out as pages of their own and split again.

A page holds the title lines and the paragraphs, the authors in brackets at the end of the last as newspapers have them.

usage: bench/again.py PAGES

Of every article with a title and nothing missing: whether it comes back as one, with the same title, paragraphs and authors.
"""

import collections
import pathlib
import sys

from cleaner import split_text
from cleaner.pipeline import defaults
from cleaner.split import split_page


def fate(article):
    signed = f"（{' '.join(article.authors)}）" if article.authors else ""
    found = split_text("\n\n".join([*article.title_lines, *article.paragraphs]) + signed)
    if len(found) > 1:
        return "came back as several"
    [back] = found
    if (back.title, back.paragraphs, back.authors) == (article.title, article.paragraphs, article.authors):
        return "the same"
    if back.title != article.title:
        return "another title"
    if back.paragraphs == article.paragraphs:
        return "other authors"
    return "other paragraphs, the same letters" if "".join(back.paragraphs) == "".join(article.paragraphs) else "other letters"


def main(folder):
    fates = collections.defaultdict(list)
    for path in sorted(pathlib.Path(folder).glob("*.txt")):
        for article in split_page(path.name, path.read_bytes(), defaults()).articles:
            if article.title_lines and article.paragraphs and not article.missing:
                fates[fate(article)].append(article.id)
    total = sum(map(len, fates.values()))
    for name, which in sorted(fates.items(), key=lambda item: -len(item[1])):
        print(f"{len(which):5} of {total} {name}" + (f", as {which[0]}" if name != "the same" else ""))


if __name__ == "__main__":
    main(*sys.argv[1:])
