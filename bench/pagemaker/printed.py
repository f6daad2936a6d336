"""An article as a paper prints it: under a headline, signed, dated, cut, with photos, in the style of its page."""

from __future__ import annotations

import random
import re
from typing import Any

import words
from articles import is_written
from headlines import headline

# Letters of a subhead at most, and what paragraphs end in and subheads do not.
SUBHEAD, ENDS = 34, "。！？：；”）…"
# 本报北京10月1日电 （记者李明）
DATELINE = re.compile(r"^(?:据?新华社|本报|中新社)[^，。！？；]{0,16}?电\s*(?:[（(][^（）()]{0,40}[）)])?\s*")
# How often an article of written/ keeps the headline, the byline and the captions that were written for it.
OWN = 0.7


def headed(rng: random.Random, raw: dict[str, Any], style: dict[str, Any]) -> list[str]:
    """The lines of an article's headline: its own, where it was written with it, or as the page's style has them."""
    return list(raw["title"]) if is_written(raw) and rng.random() < OWN else headline(rng, raw, style)


def dressed(rng: random.Random, raw: dict[str, Any], style: dict[str, Any], title: list[str]) -> dict[str, Any]:
    """The article under its headline, signed, dated and cut as the page's style has it."""
    paragraphs = cut(rng, raw, style)
    own = raw if is_written(raw) and rng.random() < OWN else {}
    if paragraphs and not is_written(raw) and rng.random() < style["dated"]:
        paragraphs[0] = dated(rng, paragraphs[0], raw.get("printed", False))
    article: dict[str, Any] = {
        "title": title,
        "paragraphs": paragraphs,
        "authors": [],
        "byline": "",
        "column": raw.get("column", "") or (words.column(rng) if rng.random() < style["columns"] else ""),
        "form": "",
        "above": False,
        "photos": [],
        "missing": [],
    }
    if own:
        sign(rng, article, own, style)
    elif rng.random() < style["signed"]:
        article["authors"] = words.names(rng)
        article["form"] = rng.choice(style["forms"])
        article["byline"] = words.byline(rng, article["authors"], article["form"])
        article["above"] = article["form"] in ("paper", "role", "bare", "text") and rng.random() < style["above"]
    if len(paragraphs) > 3 and rng.random() < 0.12:
        lose = rng.choice(("head", "tail"))
        article["missing"] = [lose]
        if lose == "head":
            del paragraphs[: rng.choice((1, 1, 2))]
            if rng.random() < 0.3:
                paragraphs[0] = paragraphs[0][len(paragraphs[0]) // 2 :]
        else:
            del paragraphs[-rng.choice((1, 2)) :]
            article["byline"], article["authors"] = "", []
            if rng.random() < 0.7:
                paragraphs[-1] = paragraphs[-1][: max(4, len(paragraphs[-1]) * rng.randint(3, 9) // 10)].rstrip("。！？”")
    if article["form"] == "inline" and article["byline"]:
        paragraphs[-1] += article["byline"]
    while rng.random() < style["photos"] and len(article["photos"]) < 2:
        # A credit may stand without a caption, where the photo needs none.
        shown = rng.choices((["caption"], ["caption", "credit"], ["credit"]), (0.45, 0.35, 0.2))[0]
        photo = [(kind, words.caption(rng, article) if kind == "caption" else words.credit(rng)) for kind in shown]
        article["photos"].append(photo)
    if own.get("captions") and style["photos"]:
        article["photos"] = [[("caption", text)] for text in own["captions"]]
    return article


def cut(rng: random.Random, raw: dict[str, Any], style: dict[str, Any]) -> list[str]:
    """The paragraphs of an article, or its first ones; no subhead is left that nothing follows."""
    text = [p.strip() for p in raw["paragraphs"] if p.strip() and not p.startswith("---")]  # what follows it a website left
    if style["plain"] and not is_written(raw):
        text = [p for p in text if not is_subhead(p)] or text
    first = text[: rng.choice((1, 1, 2) if style["briefs"] else (3, 3, 4, 5, 8, 12, 20))]
    whole = [k for k, p in enumerate(first, start=1) if not is_subhead(p)]
    return first if len(first) == len(text) or not whole else first[: whole[-1]]


def is_subhead(paragraph: str) -> bool:
    return len(paragraph) <= SUBHEAD and paragraph[-1] not in ENDS


def dated(rng: random.Random, text: str, printed: bool) -> str:
    """A first paragraph that says of which house and from where it is, in place of what it said before.

    What a paper printed without a dateline is a comment or a story, and has none.
    """
    own = DATELINE.match(text)
    return words.dateline(rng) + text[own.end() :] if own else text if printed else words.dateline(rng) + text


def sign(rng: random.Random, article: dict[str, Any], own: dict[str, Any], style: dict[str, Any]) -> None:
    """Put the byline to an article that was written with it: in brackets it ends the text, else it stands above the text or below."""
    bracketed = own["byline"].startswith(("（", "("))
    article["byline"], article["authors"] = own["byline"], own["authors"] if own["byline"] else []
    article["form"] = rng.choice(("inline", "lone")) if bracketed else "own"
    article["above"] = not bracketed and rng.random() < style["above"]
