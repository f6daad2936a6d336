#!/usr/bin/env python3
"""Count the characters of names, to tell a name from a word that begins as one: who reports in the corpus, who signs in bench/papers.

usage: bench/fit_names.py ../shared/corpus/news.jsonl.gz

Each name counts once. First it prints how odds lie of names of one half by the other, and of words: what the corpus has between two marks,
eight times at least, that begins as a name does and is none of these.
"""

from __future__ import annotations

import gzip
import json
import pathlib
import random
import sys
from collections import Counter
from collections.abc import Sequence

import numpy as np
from fitting import DATA

from cleaner.people.name_or_word import Counts, odds, parted
from cleaner.people.names import is_name
from cleaner.regexes import compiled

REPORTERS = compiled(r"(?:记者|通讯员)\s*(\p{Han}{2,4}(?:[、\s]+\p{Han}{2,4})*)\s*[）)]")
BETWEEN_MARKS = compiled(r"(?<=[。，；：、！？“”《》（）])\p{Han}{2,3}(?=[。，；：、！？“”《》（）])")
# Times that the corpus has a word at least. Chosen.
OFTEN = 8
HEAD = """# Characters of names: in how many different names one is the surname, and in how many it is of the given name. Counted by
# bench/fit_names.py among {count} names of two or three characters: who reports in the corpus, and who signs in bench/papers.
"""


def seen(path: str) -> tuple[list[str], list[str]]:
    """The names that there are, and the words."""
    names: set[str] | list[str]
    words: Counter[str]
    names, words = set(), Counter()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            for text in json.loads(line)["paragraphs"]:
                names.update(word for found in REPORTERS.finditer(text) for word in found[1].replace("、", " ").split())
                words.update(BETWEEN_MARKS.findall(text))
    for file in sorted((pathlib.Path(__file__).parent / "papers").glob("*.jsonl")):
        records = map(json.loads, file.read_text(encoding="utf-8").splitlines())
        names.update(name for record in records for name in record.get("authors", ()))
    names = sorted(name for name in names if len(name) <= 3 and is_name(name, common=True))
    return names, [word for word, count in sorted(words.items()) if count >= OFTEN and is_name(word) and word not in names]


def counted(names: Sequence[str]) -> Counts:
    parts = [parted(name) for name in names]
    return Counts(Counter(surname for surname, _ in parts), Counter(letter for _, given in parts for letter in given), len(names))


def main(path: str) -> None:
    names, words = seen(path)
    random.Random(1).shuffle(names)
    for size in (2, 3):
        halves = [names[::2], names[1::2]]
        of_names = [odds(name, counted(halves[1 - k])) for k in (0, 1) for name in halves[k] if len(name) == size]
        of_words = [odds(word, counted(names)) for word in words if len(word) == size]
        print(f"{size} characters: {len(of_names)} names, {len(of_words)} words")
        for at in np.arange(-8, -1.9, 0.5):
            below = [(np.array(some) < at).mean() for some in (of_names, of_words)]
            print(f"  below {at:4.1f}: {below[0]:7.2%} of the names, {below[1]:7.2%} of the words")
    found = counted(names)
    letters = sorted({*found.surnames, *found.given}, key=lambda letter: (-found.surnames[letter] - found.given[letter], letter))
    rows = "".join(f"{letter} {found.surnames[letter]} {found.given[letter]}\n" for letter in letters)
    (DATA / "names.txt").write_text(HEAD.format(count=len(names)) + rows, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
