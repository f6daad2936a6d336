#!/usr/bin/env python3
"""Is a clean article left as it is? Articles put out as pages of their own and split again.

A page holds the title lines and the paragraphs, the authors in brackets at the end of the last as newspapers have them; or the same
with the title lines marked as headings, as an article is saved in Markdown.

usage: bench/again.py PAGES

Of every labelled article as it was printed, with a title and nothing missing: whether it comes back as one, whose marks and bylines may
have been put right, and that the same when it is split once more; and whether it is as printed when it first comes back, but for white
space and the width of marks. Of every article that came out: whether it comes back the same.
"""

from __future__ import annotations

import collections
import json
import pathlib
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cleaner import split_text
from cleaner.pipeline import defaults
from cleaner.split import split_page


class Clean(NamedTuple):
    title_lines: tuple[str, ...]
    paragraphs: tuple[str, ...]
    authors: tuple[str, ...]

    def text(self, mark: str) -> str:
        signed = f"（{' '.join(self.authors)}）" if self.authors else ""
        return "\n\n".join([*(mark + line for line in self.title_lines), *self.paragraphs]) + signed


def again(article: Clean, mark: str) -> tuple[list[Clean], str]:
    """The articles that come back, and what became of the article."""
    found = [Clean(tuple(a.title_lines), tuple(a.paragraphs), tuple(a.authors)) for a in split_text(article.text(mark))]
    if len(found) > 1:
        return found, "came back as several"
    [back] = found
    if back == article:
        return found, "the same"
    if back.title_lines != article.title_lines:
        return found, "another title"
    if back.paragraphs == article.paragraphs:
        return found, "other authors"
    same = "".join(back.paragraphs) == "".join(article.paragraphs)
    return found, "other paragraphs, the same letters" if same else "other letters"


def labelled(folder: str) -> Iterator[tuple[str, Clean]]:
    for path in sorted(pathlib.Path(folder).glob("*.gold.json")):
        for number, one in enumerate(json.loads(path.read_text(encoding="utf-8"))["articles"], start=1):
            if one["title"] and one["paragraphs"] and not one["missing"]:
                printed = one.get("clean", one["paragraphs"])
                yield f"{path.name[:-10]}/{number}", Clean(tuple(one["title"]), tuple(printed), tuple(one["authors"]))


def came_out(folder: str) -> Iterator[tuple[str, Clean]]:
    for path in sorted(pathlib.Path(folder).glob("*.txt")):
        for one in split_page(path.name, path.read_bytes(), defaults()).articles:
            if one.title_lines and one.paragraphs and not one.missing:
                yield one.id, Clean(tuple(one.title_lines), tuple(one.paragraphs), tuple(one.authors))


def put_right(article: Clean, mark: str) -> str:
    """What became of a labelled article, whose marks and bylines a first split may put right, when it is split again."""
    found, _ = again(article, mark)
    return "came back as several" if len(found) > 1 else again(found[0], mark)[1]


def as_printed(article: Clean, mark: str) -> bool:
    """Whether an article comes back as one, with the lines, paragraphs and authors that it had, but for white space and width."""
    found, _ = again(article, mark)
    return len(found) == 1 and plain(found[0]) == plain(article)


def plain(article: Clean) -> list[list[str]]:
    return [["".join(unicodedata.normalize("NFKC", text).split()) for text in part] for part in article]


def tell(what: str, fates: Mapping[str, list[str]]) -> None:
    total = sum(map(len, fates.values()))
    print(what)
    for name, which in sorted(fates.items(), key=lambda item: -len(item[1])):
        print(f"{len(which):5} of {total} {name}" + (f", as {which[0]}" if name != "the same" else ""))


def main(folder: str) -> None:
    for mark, how in (("", ""), ("# ", ", headlines marked")):
        fates = collections.defaultdict(list)
        for name, article in labelled(folder):
            fates[put_right(article, mark)].append(name)
        tell(f"labelled articles as printed{how}", fates)
        print(f"{sum(as_printed(article, mark) for _, article in labelled(folder)):5} of them are as printed when they first come back")
        fates = collections.defaultdict(list)
        for name, article in came_out(folder):
            fates[again(article, mark)[1]].append(name)
        tell(f"articles that came out{how}", fates)


if __name__ == "__main__":
    main(*sys.argv[1:])
