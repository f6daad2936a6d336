#!/usr/bin/env python3
"""Make labelled pages from a corpus of articles, in the format of ../shared/bench (NAME.txt and NAME.gold.json).

usage: python bench/pagemaker/make.py ../shared/corpus/news.jsonl.gz FOLDER COUNT [SEED] [--plain]

With --plain most pages have no subheads: most papers have few of them.

The pages hold their publishers' text: FOLDER must not be in the project.
"""

from __future__ import annotations

import collections
import json
import pathlib
import random
import sys
from collections.abc import Sequence
from typing import Any, TypeAlias

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import damage
import labels
import layout
import words
from articles import load
from few import MANY, few
from headlines import halves
from printed import dressed, headed

HALF = str.maketrans("，：；？！（）", ",:;?!()")
# What bylines of a page look like: one of these lists, whose forms `words.byline` has.
FORMS = (
    ["inline"],
    ["inline", "lone"],
    ["paper"],
    ["sign"],
    ["text"],
    ["role"],
    ["bare"],
    ["inline", "paper", "sign", "text", "lone"],
    ["paper", "inline"],
)

# The share of pages of few tears on which nothing else is wrong. Chosen.
CLEAN = 0.5
# Where the pieces of a page stand, by article, role and paragraph: each with its offset in the paragraph.
Spans: TypeAlias = dict[tuple[int, str, int], list[tuple[int, int, int]]]


def styled(rng: random.Random, plain: bool) -> dict[str, Any]:
    """What a page's paper does, and how often."""
    return {
        "signed": rng.choice((0, 0.5, 0.8, 1)),
        "forms": rng.choice(FORMS),
        "gaps": rng.choice((0, 0.5, 1)),
        "short": rng.choice((0, 0, 0.8)),
        # Bulletins make all headlines of a page to one measure.
        "measured": rng.random() < 0.3,
        # Evening and county papers make headlines that read like sentences of the text.
        "spoken": rng.choice((0, 0, 0, 0.9)),
        "below": rng.choice((0, 0, 0.7)),
        "columns": rng.choice((0, 0, 0, 0.3, 0.8)),
        "plain": plain and rng.random() < 0.6,
        "briefs": rng.random() < 0.08,
        "above": rng.choice((0, 0.5, 1)),
        "photos": rng.choice((0, 0.25, 0.5)),
        "dated": rng.choice((0, 0.4, 0.8)),
    }


def how_many(rng: random.Random, style: dict[str, Any]) -> int:
    """Articles of a page."""
    if style["briefs"]:
        return rng.randint(6, 16)
    return rng.choice((1, 1, 2)) if rng.random() < 0.15 else rng.randint(3, 12)


def make(rng: random.Random, pool: list[dict[str, Any]], plain: bool = False, few_tears: bool = False) -> tuple[str, dict[str, Any], str]:
    """A page of articles of a pool: its text, its answer and which reader read it."""
    style = styled(rng, plain)
    if style["measured"]:
        pool = [raw for raw in pool if len(halves(raw)) > 1] or pool
    raws = rng.sample(pool, min(len(pool), rng.choice(MANY) if few_tears else how_many(rng, style)))
    articles = [dressed(rng, raw, style, headed(rng, raw, style)) for raw in raws]
    if few_tears:
        pieces = few(rng, articles)
        text, spans, removed = as_it_is(pieces) if rng.random() < CLEAN else written(rng, pieces)
        return text, labels.gold(articles, spans, removed, text), "few"
    # A page of one article or two is mostly no page of a paper, but a text that somebody saved.
    reader = "true" if len(raws) < 3 and rng.random() < 0.5 else rng.choices(layout.READERS, (3, 6, 6, 3, 4, 2))[0]
    placed, line = layout.set_page(rng, articles)
    text, spans, removed = written(rng, layout.read(rng, placed, reader, line))
    return text, labels.gold(articles, spans, removed, text), reader


def written(rng: random.Random, pieces: Sequence[layout.Piece]) -> tuple[str, Spans, list[dict[str, Any]]]:
    """What a reader writes of the pieces of a page: the text, where each piece stands, and what is no article's."""
    rate, half, wrapped, marked = rng.choice((0, 0, 0.001, 0.003, 0.006)), rng.random() < 0.5, rng.random() < 0.17, rng.random() < 0.1
    side_by_side = rng.random() < 0.3  # the credit stands behind the caption
    extra = around(rng, pieces)
    text, spans, removed = rng.choice(("", "\n")), collections.defaultdict(list), []
    width = rng.randint(13, 24)
    for k in range(len(pieces) + 1):
        for kind, words_ in extra[k]:
            shown = words_.translate(HALF) if half else words_
            removed.append({"span": [len(text), len(text) + len(shown)], "reason": kind})
            text += shown + "\n\n"
        if k == len(pieces):
            break
        piece = pieces[k]
        shown = damage.noise(rng, piece.text, rate)
        shown = shown.translate(HALF) if half else shown
        shown = damage.wrap(shown, width) if wrapped and piece.role == "body" else shown
        if marked and piece.role == "title":
            text += "## "
        if piece.role == "column":
            removed.append({"span": [len(text), len(text) + len(shown)], "reason": "page-furniture"})
        spans[piece.article, piece.role, piece.paragraph].append((piece.offset, len(text), len(text) + len(shown)))
        if piece.role == "caption" and side_by_side and k + 1 < len(pieces) and pieces[k + 1].role == "credit":
            text += shown + rng.choice(("　", " ", "　　"))
            continue
        text += shown + "\n\n" + ("\n" * rng.choice((0, 0, 0, 0, 1)) if piece.role in ("title", "byline") else "")
    return text, spans, removed


def as_it_is(pieces: Sequence[layout.Piece]) -> tuple[str, Spans, list[dict[str, Any]]]:
    """The same of a page on which nothing else is wrong, nor stands around: a white line between all that is on it."""
    text, spans, removed = "", collections.defaultdict(list), []
    for piece in pieces:
        span = (len(text), len(text) + len(piece.text))
        if piece.role == "column":
            removed.append({"span": [*span], "reason": "page-furniture"})
        spans[piece.article, piece.role, piece.paragraph].append((piece.offset, *span))
        text += piece.text + "\n\n"
    return text, spans, removed


def around(rng: random.Random, pieces: Sequence[layout.Piece]) -> collections.defaultdict[int, list[tuple[str, str]]]:
    """What stands before each piece, and behind the last, that is of no article: repeats and page furniture."""
    extra = collections.defaultdict(list)
    for place, kind, text in damage.repeats(rng, pieces):
        extra[place].append((kind, text))
    if rng.random() < 0.3:
        # The lines at the head of a page of its own: paper, date, page, section, editors.
        extra[0] += [("page-furniture", words.furniture(rng)) for _ in range(rng.randint(2, 5))]
    for _ in range(rng.choice((0, 0, 1, 2))):
        extra[rng.choice((0, 0, len(pieces), len(pieces), rng.randint(0, len(pieces))))].append(("page-furniture", words.furniture(rng)))
    return extra


def main(source: str, folder: str, count: str, seed: str = "1", *options: str) -> None:
    pools = load(source)
    out = pathlib.Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    for k in range(int(count)):
        rng = random.Random(f"{seed}-{k}")
        text, answer, reader = make(rng, rng.choice(rng.choice(pools)), "--plain" in options)
        answer["reader"] = reader
        (out / f"made-{seed}-{k:04d}.txt").write_bytes(text.encode())
        (out / f"made-{seed}-{k:04d}.gold.json").write_text(json.dumps(answer, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
