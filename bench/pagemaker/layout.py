"""Set articles in columns, and read the page back as scanners and models do.

A page is split again and again, side by side or one above the other, until each box holds one article: its title lines
across the box, its text below in the columns of the box. Everything that is set is a rectangle, in columns and lines; a
reader puts the rectangles in an order by what it sees of them, and knows nothing of articles.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import Any, NamedTuple

READERS = ("true", "slips", "xycut-h", "xycut-v", "bands", "columns")
# How often a photo stands within a paragraph. On labelled pages three captions in four stand within a sentence.
WITHIN = 0.9
# White lines that a reader takes for a cut: where it takes none to be enough, it reads headlines side by side line by line.
CUTS = (0, 1, 1)


class Piece(NamedTuple):
    article: int
    role: str  # column, title, body, caption, credit, byline
    paragraph: int
    text: str
    offset: int = 0  # where in its paragraph it begins


class Placed(NamedTuple):
    left: int  # first column
    right: int  # after its last
    top: int  # in lines
    bottom: int
    piece: Piece


def set_page(rng: random.Random, articles: Sequence[dict[str, Any]]) -> tuple[list[Placed], int]:
    """All that is on a page, in true order, and the letters of a line."""
    line = rng.randint(11, 20)
    width = rng.randint(3, 6)
    sizes = [sum(map(len, a["paragraphs"])) for a in articles]
    placed, _ = _split(rng, list(enumerate(articles)), sizes, 0, width, 0, line)
    return placed, line


def _split(
    rng: random.Random, articles: Sequence[tuple[int, dict[str, Any]]], sizes: Sequence[int], left: int, right: int, top: int, line: int
) -> tuple[list[Placed], int]:
    """Boxes of some articles within some columns, from a line on; and the line where the lowest ends."""
    if len(articles) == 1:
        return _box(rng, *articles[0], left, right, top, line)
    beside = right - left > 1 and rng.random() < 0.65
    at = rng.randrange(1, len(articles))
    if not beside:
        upper, middle = _split(rng, articles[:at], sizes, left, right, top, line)
        lower, bottom = _split(rng, articles[at:], sizes, left, right, middle + rng.choice((1, 2)), line)
        return upper + lower, bottom
    share = sum(sizes[k] for k, _ in articles[:at]) / sum(sizes[k] for k, _ in articles)
    middle = left + min(right - left - 1, max(1, round((right - left) * share)))
    one, low = _split(rng, articles[:at], sizes, left, middle, top, line)
    other, bottom = _split(rng, articles[at:], sizes, middle, right, top, line)
    return one + other, max(low, bottom)


def _box(rng: random.Random, number: int, article: dict[str, Any], left: int, right: int, top: int, line: int) -> tuple[list[Placed], int]:
    """One article: heads across the box, text in its columns, a byline below the last."""
    out, here = [], top
    if article["column"]:
        out.append(Placed(left, right, here, here + 1, Piece(number, "column", 0, article["column"])))
        here += 1
    for k, text in enumerate(article["title"]):
        out.append(Placed(left, right, here, here + 1, Piece(number, "title", k, text)))
        here += 1
    signed = article["byline"] and article["form"] != "inline"
    if signed and article["above"]:
        out.append(Placed(left, right, here, here + 1, Piece(number, "byline", 0, article["byline"])))
        here += 1
    here += rng.choice((1, 2, 2, 3))
    pieces = _with_photos(rng, number, article, line)
    if signed and not article["above"]:
        pieces.append(Piece(number, "byline", 0, article["byline"]))
    height = max(2, math.ceil(sum(math.ceil(len(p.text) / line) for p in pieces) / (right - left)))
    column, y, bottom = left, here, here
    for piece in pieces:
        rest, offset = piece.text, piece.offset
        while rest:
            if y - here >= height and column < right - 1:
                column, y = column + 1, here
            room = max(1, here + height - y) if column < right - 1 else 10**6
            lines = math.ceil(len(rest) / line)
            cut = room * line if lines > room and piece.role == "body" else len(rest)
            part = rest[:cut]
            size = math.ceil(len(part) / line)
            out.append(Placed(column, column + 1, y, y + size, piece._replace(text=part, offset=offset)))
            rest, offset, y = rest[cut:], offset + cut, y + size
            bottom = max(bottom, y)
    return out, bottom


def _with_photos(rng: random.Random, number: int, article: dict[str, Any], line: int) -> list[Piece]:
    """The text of an article in true order, captions and credits where its photos stand: between paragraphs or within one."""
    pieces = [Piece(number, "body", k, p) for k, p in enumerate(article["paragraphs"])]
    for photo in article["photos"]:
        at = rng.randrange(len(pieces) + 1)
        if at < len(pieces) and pieces[at].role == "body" and len(pieces[at].text) > 2 * line and rng.random() < WITHIN:
            p = pieces[at]
            cut = rng.randrange(1, len(p.text) // line) * line
            pieces[at : at + 1] = [p._replace(text=p.text[:cut]), p._replace(text=p.text[cut:], offset=p.offset + cut)]
            at += 1
        pieces[at:at] = [Piece(number, role, 0, text) for role, text in photo]
    return pieces


def in_one_column(rng: random.Random, number: int, article: dict[str, Any]) -> list[Piece]:
    """The pieces of an article that is set in one column, which nothing cuts."""
    return [one.piece for one in _box(rng, number, article, 0, 1, 0, rng.randint(11, 20))[0]]


def read(rng: random.Random, placed: Sequence[Placed], reader: str, line: int) -> list[Piece]:
    """The pieces of a page in the order of one reader."""
    if reader in ("xycut-h", "xycut-v"):
        order = _xycut(placed, reader == "xycut-h", rng.choice(CUTS))
    elif reader == "bands":
        height = rng.randint(4, 14)
        order = sorted(placed, key=lambda p: (p.top // height, p.left, p.top))
    elif reader == "columns":
        order = sorted(placed, key=lambda p: (p.left, p.top))
    else:
        order = list(placed)
    if reader == "slips":
        for _ in range(rng.randint(1, max(2, len(order) // 15))):
            _slip(rng, order)
    return [p.piece for p in order]


def _slip(rng: random.Random, order: list[Placed]) -> None:
    """A few pieces read too early or too late."""
    at, size = rng.randrange(len(order)), rng.choice((1, 1, 1, 2, 2, 3, 4, 6))
    moved = order[at : at + size]
    del order[at : at + size]
    to = max(0, min(len(order), at + rng.choice((-6, -4, -3, -2, -1, -1, 1, 1, 2, 3, 4, 6))))
    order[to:to] = moved


def _xycut(placed: Sequence[Placed], across: bool, cut: int, stuck: bool = False) -> list[Placed]:
    """Recursive XY-cut (Nagy and Seth 1984): at the white lines first or at the gutters first, turn by turn."""
    if len(placed) < 2:
        return list(placed)
    low, high = ("top", "bottom") if across else ("left", "right")
    ordered = sorted(placed, key=lambda p: (getattr(p, low), p.left, p.top))
    groups, reach = [[ordered[0]]], getattr(ordered[0], high)
    for p in ordered[1:]:
        if getattr(p, low) >= reach + (cut if across else 0):
            groups.append([])
        groups[-1].append(p)
        reach = max(reach, getattr(p, high))
    if len(groups) == 1:
        return sorted(placed, key=lambda p: (p.left, p.top)) if stuck else _xycut(placed, not across, cut, True)
    return [p for group in groups for p in _xycut(group, not across, cut)]
