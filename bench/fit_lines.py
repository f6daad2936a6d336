#!/usr/bin/env python3
"""Fit the scores of how much the words of a line are those of page furniture, and of a caption, and tell how well they know other papers.

usage: bench/fit_lines.py ../shared/corpus/news.jsonl.gz [--without HALF TARGET]

They are learnt from bench/lines and the lines of bench/papers, names of columns among those of page furniture, against headlines, bylines
and pieces of text of these papers and of the corpus; the articles that the page maker uses are left out, and so is bench/written, whose
lines it prints. Without a half of bench/papers, by which that half is judged (fit_all.py), the scores are written into TARGET, and told
on that half: how many lines that no pattern knows are above all but 5 in 1,000 of the others.
"""

from __future__ import annotations

import gzip
import json
import pathlib
import random
import re
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import fitting
import numpy as np
from gram_scores import Prior, write_table
from sklearn.metrics import roc_auc_score

sys.path.insert(0, str(pathlib.Path(__file__).parent / "pagemaker"))
from articles import BENCH, PAPERS, half_of, reserved

from cleaner import data
from cleaner.language.line_words import REACH, TABLES, line_words
from cleaner.language.scored_grams import grams, whole
from cleaner.language.script import simplified
from cleaner.lines.furniture import furniture
from cleaner.people.credits import credit_at_end

# Chosen: learnt from one half of bench/papers, of lines of the other whose words no pattern knows 0.22 are above all but 5 in 1,000 of the
# others with n-grams of five texts and a strength of 0.1, 0.26 with two and 0.3, 0.28 with 1 and 0.29 with 3.
PRIOR = Prior(fewest=2, strength=1.0)
# Characters of a paragraph that is looked at whole, and of what is torn off another.
SHORT, TORN = 60, (6, 50)
# Share of other lines that may be above.
ABOVE = 0.005
SENTENCE = re.compile("[^。！？]{4,}[。！？]")
# What a line is: as in TABLES, or anything else of an article.
FURNITURE, CAPTION, OTHER = range(3)
Lines = list[tuple[str, int]]


def of_record(record: dict[str, Any], rng: random.Random) -> Iterator[tuple[str, int]]:
    """The lines of a record, and what each is."""
    yield from ((line, FURNITURE) for name in ("furniture", "columns") for line in record.get(name, ()))
    yield from ((line, OTHER) for name in ("titles", "texts") for line in record.get(name, ()))
    yield from ((caption[: credit_at_end(caption)].rstrip(), CAPTION) for caption in record.get("captions", ()))
    if "title" not in record:
        return
    yield from ((line, OTHER) for line in record["title"])
    yield from ((record[name], kind) for name, kind in (("byline", OTHER), ("column", FURNITURE)) if record.get(name))
    for text in record["paragraphs"]:
        yield from [(text, OTHER)] if len(text) <= SHORT else torn(text, rng) + sentences(text, rng)


def torn(text: str, rng: random.Random) -> Lines:
    """The beginning of every other text, and its end."""
    at = rng.randint(*TORN)
    return [(text[:at], OTHER), (text[-at:], OTHER)] if rng.random() < 0.5 else []


def of_papers(halves: Iterable[int]) -> Lines:
    """The lines of some halves of bench/papers."""
    return of_files(path for path in sorted(PAPERS.glob("*.jsonl")) if half_of(path.stem) in halves)


def of_files(paths: Iterable[pathlib.Path]) -> Lines:
    """The lines of some files of records."""
    found: Lines = []
    for path in paths:
        rng = random.Random(path.stem)
        for line in path.read_text(encoding="utf-8").splitlines():
            found += of_record(json.loads(line), rng)
    return found


def of_corpus(path: str) -> Lines:
    """Headlines of the corpus, its short paragraphs, and pieces of others."""
    found: Lines = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, record in enumerate(map(json.loads, lines)):
            if not reserved(record):
                rng = random.Random(number)
                found += [(line, OTHER) for line in record["title"]]
                found += [(text, OTHER) for text in record["paragraphs"] if len(text) <= SHORT][:3]
                some = rng.sample(record["paragraphs"], min(2, len(record["paragraphs"])))
                found += [piece for text in some for piece in torn(text, rng)]
    return found


def sentences(text: str, rng: random.Random) -> Lines:
    """One of the sentences of a text, as captions are: what a caption is told from."""
    found = [one for one in SENTENCE.findall(text) if len(one) < SHORT]
    return [(rng.choice(found), OTHER)] if found else []


def tell(lines: Lines, folder: pathlib.Path) -> None:
    """How well the scores in a folder know some lines."""
    texts, kinds = [text for text, _ in lines], np.array([kind for _, kind in lines])
    unknown = np.array([furniture(text) is None for text in texts])
    data.FOLDER = str(folder)
    for kind, score in enumerate(line_words(texts).T):
        one, other = unknown & (kinds == kind), unknown & (kinds == OTHER)
        area = roc_auc_score(kinds[one | other] == kind, score[one | other])
        above = (score[one] > np.quantile(score[other], 1 - ABOVE)).mean()
        print(f"{TABLES[kind]}: {one.sum():,} lines not seen beside {other.sum():,}: area under the curve {area:.3f};", end=" ")
        print(f"{above:.3f} are above all but {ABOVE:.1%}")


def main(corpus: str, but: int | None, target: pathlib.Path) -> None:
    every = of_papers({0, 1} - {but}) + of_corpus(corpus)
    learn(target / TABLES[FURNITURE], FURNITURE, every + of_files(sorted((BENCH / "lines").glob("*.jsonl"))))
    # Captions are told from what else is of an article. With those of bench/lines, every third of which could be a headline, captions of
    # papers not seen have 0.90 and 0.89 of the area under the curve, and 0.93 without.
    learn(target / TABLES[CAPTION], CAPTION, [line for line in every if line[1] != FURNITURE])
    if but is not None:
        tell(of_papers({but}), target)


def learn(path: pathlib.Path, kind: int, lines: Lines) -> None:
    """Write the score by which lines of a kind are told from the others."""
    short = [line for line in lines if len(line[0]) < REACH]
    found = grams([whole(simplified(text), REACH) for text, _ in short], REACH)
    write_table(path, found, np.array([of == kind for _, of in short]), PRIOR)


if __name__ == "__main__":
    arguments, half, place = fitting.without_half(sys.argv[1:])
    main(*arguments, but=half, target=place)  # type: ignore[arg-type, misc]
