#!/usr/bin/env python3
"""Make pages of two articles of which one is torn once, in the middle of a sentence, and nothing else is wrong.

usage: python bench/pagemaker/tears.py FOLDER COUNT [FILE.jsonl...]

COUNT: pages. FILE: articles as bench/written has them; those of bench/unseen where none is named. Both articles are of one paper. The rest
of the torn one stands below the other article (`below`), between it and its own headline (`above`) or at the head of the page (`first`).
"""

from __future__ import annotations

import collections
import json
import pathlib
import random
import sys
from typing import Any

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from anew import UNSEEN
from few import tears
from labels import gold
from layout import Piece
from papers import papers

LAYOUTS = ("below", "above", "first")
# Letters that an article has at least.
ARTICLE = 120


def pieces(number: int, article: dict[str, Any]) -> tuple[list[Piece], list[Piece]]:
    """The headline of an article, and its text with the byline behind it."""
    head = [Piece(number, "title", k, line) for k, line in enumerate(article["title"])]
    signed = [Piece(number, "byline", 0, article["byline"])] if article["byline"] else []
    return head, [*(Piece(number, "body", k, text) for k, text in enumerate(article["paragraphs"])), *signed]


def page(rng: random.Random, layout: str, articles: list[dict[str, Any]]) -> list[Piece]:
    """The pieces of a page of two articles, the first of which is torn."""
    (head, body), (other, text) = (pieces(number, article) for number, article in enumerate(articles))
    k = rng.choice([k for k, piece in enumerate(body) if piece.role == "body" and tears(piece.text)])
    torn, at = body[k], rng.choice(tears(body[k].text))
    start, rest = [*head, *body[:k], torn._replace(text=torn.text[:at])], [torn._replace(text=torn.text[at:], offset=at), *body[k + 1 :]]
    other += text
    return {"below": [*start, *other, *rest], "above": [*other, *rest, *start], "first": [*rest, *start, *other]}[layout]


def main(folder: str, count: str, *files: str) -> None:
    out = pathlib.Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    every = [some for path in map(pathlib.Path, files or sorted(UNSEEN.glob("*.jsonl"))) for some, _ in papers(path)]
    whole = [[one for one in some if sum(map(len, one["paragraphs"])) >= ARTICLE and any(map(tears, one["paragraphs"]))] for some in every]
    pools = [some for some in whole if len(some) > 1]
    for number in range(int(count)):
        rng = random.Random(f"tears-{number}")
        articles = [one | {"missing": [], "form": ""} for one in rng.sample(rng.choices(pools, list(map(len, pools)))[0], 2)]
        layout = LAYOUTS[number % len(LAYOUTS)]
        text, spans = "", collections.defaultdict(list)
        for piece in page(rng, layout, articles):
            spans[piece.article, piece.role, piece.paragraph].append((piece.offset, len(text), len(text) + len(piece.text)))
            text += piece.text + "\n\n"
        (out / f"{layout}-{number:04d}.txt").write_bytes(text.encode())
        answer = gold(articles, spans, [], text) | {"reader": layout}
        (out / f"{layout}-{number:04d}.gold.json").write_text(json.dumps(answer, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
