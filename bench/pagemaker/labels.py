"""The answer of a made page: its articles, where their pieces stand, and what is no article's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def gold(
    articles: Sequence[dict[str, Any]],
    spans: Mapping[tuple[int, str, int], list[tuple[int, int, int]]],
    removed: list[dict[str, Any]],
    text: str,
) -> dict[str, Any]:
    out = []
    places = {key: [(a, b) for _, a, b in sorted(found)] for key, found in spans.items()}
    for number, article in enumerate(articles):
        body = [places[number, "body", k] for k in range(len(article["paragraphs"])) if (number, "body", k) in places]
        paragraphs = ["".join(text[a:b].replace("\n", "") for a, b in pieces) for pieces in body]
        if not body:
            continue
        if article["form"] == "inline" and article["byline"]:
            strip_inline(body, paragraphs, text)
        titles = [s for k in range(len(article["title"])) for s in places.get((number, "title", k), [])]
        photos = places.get((number, "caption", 0), []) + places.get((number, "credit", 0), [])
        found = {"title": titles, "body": body, "captions": photos}
        lines = [text[a:b] for a, b in titles]
        out.append({"title": lines, "paragraphs": paragraphs, "authors": article["authors"], "missing": article["missing"], "spans": found})
    return {"articles": out, "removed": removed}


def strip_inline(body: list[list[tuple[int, int]]], paragraphs: list[str], text: str) -> None:
    """The byline at the end of the last paragraph is no part of it."""
    a, b = body[-1][-1]
    cut = max(text.rfind("(", a, b), text.rfind("（", a, b))
    if cut <= a:
        body[-1].pop()
        if not body[-1]:
            body.pop()
            paragraphs.pop()
        return
    body[-1][-1] = (a, cut)
    paragraphs[-1] = paragraphs[-1][: max(paragraphs[-1].rfind("("), paragraphs[-1].rfind("（"))]
