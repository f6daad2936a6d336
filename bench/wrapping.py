#!/usr/bin/env python3
"""How many line ends of wrapped pages are told right: those within a paragraph, and those between two, whose indents are lost.

usage: bench/wrapping.py

Articles of bench/papers, and those in other languages of tests/pages, are wrapped as print has them: Chinese in columns of 11 to 45
letters, a mark hanging over the measure, a letter in twenty-five lines lost; the others in letters of several widths, with cut words. Three
articles stand one below the other, with no blank line and no indent.
"""

from __future__ import annotations

import itertools
import json
import pathlib
import random
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from cleaner.page import Page
from cleaner.passes.segment import segment

ROOT = pathlib.Path(__file__).resolve().parent.parent
OPENS, CLOSES = "“‘（《【「", "，。、；：？！”’）》】」"
VOWELS = frozenset("aeiouyäöüéèêàâîôûáíóú")
# Of a letter as wide as an m, about as a Roman face has them; a letter that is not named is in between.
WIDTHS = {**dict.fromkeys("iljtfrI.,:;'!|()-[]", 0.3), **dict.fromkeys("mwMW—", 0.85), " ": 0.28}
ARTICLES, TOGETHER, HANGING, LOST, CUT, HEADLINE = 240, 3, 0.8, 0.04, 0.6, 0.9
CHINESE, OTHERS = (22, 26, 30, 36, 44, 60, 90), (13, 15, 17, 19, 22)


class Article(NamedTuple):
    """A headline's lines, and paragraphs."""

    title: list[str]
    paragraphs: list[str]


def main() -> None:
    rng = random.Random(1)
    for name, articles, measures, wrapped in (
        ("Chinese", chinese(), CHINESE, in_letters),
        ("other languages", others(), OTHERS, in_words),
    ):
        rng.shuffle(articles)
        found = Counter[tuple[str, bool]]()
        for k in range(0, min(len(articles), ARTICLES) - TOGETHER + 1, TOGETHER):
            found += told(articles[k : k + TOGETHER], rng.choice(measures), wrapped, rng)
        for between in ("within a paragraph", "between two", "at a headline"):
            right, wrong = (found[between, ok] for ok in (True, False))
            print(f"{name:16} line ends {between:20}{right + wrong:7,}{wrong:7,} told wrong")


def chinese() -> list[Article]:
    rows = (json.loads(line) for path in sorted((ROOT / "bench/papers").glob("*.jsonl")) for line in path.open(encoding="utf-8"))
    found = [Article(row["title"], row["paragraphs"]) for row in rows if row.get("title") and len(row["paragraphs"]) > 1]
    whole = [one for one in found if all(len(text) >= 30 and text[-1] in "。！？”" for text in one.paragraphs)]
    return [one for one in whole if sum(map(len, one.paragraphs)) >= 250]


def others() -> list[Article]:
    pages = (json.loads(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "tests/pages").glob("*.json")))
    found = {article["title"]: article["paragraphs"] for page in pages for article in page["articles"] if not article["missing"]}
    return [Article([title], texts) for title, texts in found.items() if title and texts and all(map(is_whole, texts))]


def is_whole(text: str) -> bool:
    latin = sum(letter.isascii() or "À" <= letter <= "ž" for letter in text)
    return len(text) >= 90 and latin >= 0.93 * len(text) and text[0].isupper() and text[-1] in ".!?"


def told(articles: list[Article], measure: int, wrapped: Callable[..., Iterator[str]], rng: random.Random) -> Counter[tuple[str, bool]]:
    """How many line ends of a page are told right, and wrong."""
    lines: list[tuple[str, int, bool]] = []
    for article in articles:
        lines += [(line, len(lines), True) for title in article.title for line in wrapped(title, HEADLINE * measure, rng)]
        for text in article.paragraphs:
            first = len(lines)
            lines += [(line, first, False) for line in wrapped(text, measure, rng)]
    cuts = {block.start for block in segment(Page("p", "\n".join(line for line, *_ in lines))).blocks}
    found = Counter[tuple[str, bool]]()
    at = 0
    for (line, own, title), (_, below, headline) in itertools.pairwise(lines):
        at += len(line) + 1
        if title and headline:
            continue
        between = "at a headline" if title or headline else "within a paragraph" if own == below else "between two"
        found[between, (at not in cuts) == (own == below)] += 1
    return found


def in_letters(text: str, measure: float, rng: random.Random) -> Iterator[str]:
    """The lines of a Chinese paragraph, in columns of half a letter, the first one shorter by two letters."""
    line, width, at = "", 4, 0
    while at < len(text):
        end = at + 1
        while text[at].isascii() and text[at].isalnum() and end < len(text) and text[end].isascii() and text[end].isalnum():
            end += 1
        part = text[at:end]
        size = sum(1 if letter.isascii() else 2 for letter in part)
        if line and width + size > measure:
            hangs = part in CLOSES and rng.random() < HANGING
            kept = "" if hangs or line[-1] not in OPENS else line[-1]
            yield misread(line + part if hangs else line.removesuffix(kept), rng)
            line, width, at = kept, 2 * len(kept), end if hangs else at
            continue
        line, width, at = line + part, width + size, end
    if line:
        yield misread(line, rng)


def misread(line: str, rng: random.Random) -> str:
    if len(line) <= 8 or rng.random() >= LOST:
        return line
    at = rng.randrange(1, len(line) - 1)
    return line[:at] + line[at + 1 :]


def in_words(text: str, measure: float, rng: random.Random) -> Iterator[str]:
    """The lines of a paragraph in words, as wide as their letters are, some cut behind a vowel."""
    line, words = "", text.split()
    while words:
        longer = f"{line} {words[0]}".strip()
        if width_of(longer) <= measure:
            line, words = longer, words[1:]
            continue
        cuts = [at for at in range(2, len(words[0]) - 2) if may_cut(words[0], at)] if rng.random() < CUT else []
        fits = [at for at in cuts if width_of(f"{line} {words[0][:at]}-".strip()) <= measure]
        if fits:
            line, words = f"{line} {words[0][: fits[-1]]}-".strip(), [words[0][fits[-1] :], *words[1:]]
        elif not line:
            line, words = words[0], words[1:]
        yield line
        line = ""
    if line:
        yield line


def width_of(line: str) -> float:
    return sum(WIDTHS.get(letter, 0.68 if letter.isupper() else 0.47) for letter in line)


def may_cut(word: str, at: int) -> bool:
    return (
        word[:at].isalpha() and word[at : at + 2].isalpha() and word[at - 1] in VOWELS and word[at] not in VOWELS and word[at + 1] in VOWELS
    )


if __name__ == "__main__":
    main()
