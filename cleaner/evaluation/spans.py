"""The letters of a page, and the fate of each: by its label, and by what came out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from cleaner.arrays import Flags, Integers
from cleaner.evaluation.read import Labelled
from cleaner.page import Span


class Fates(NamedTuple):
    """Of each character of a page: is it a letter; which article's title or text it is in, -1 for none; is it kept at all.

    `pieces`: the stretches of each article in reading order.
    """

    letter: Flags
    article: Integers
    kept: Flags
    pieces: list[list[Span]]


def fates(page: Labelled, gold: bool) -> Fates:
    """The fates by the label, or by what came out. Only letters are in articles: white space and marks at cuts are nobody's.

    Args:
        page: labelled, with what came out for it.
        gold: by the label; else by what came out.

    >>> from cleaner.evaluation.read import Labelled
    >>> article = {"spans": {"title": [(0, 4)], "paragraphs": [[(5, 12)]]}}
    >>> found = fates(Labelled("p", "新桥通车\\n新桥今天通车。", [], [], "", [article], []), gold=False)
    >>> found.article.tolist(), int(found.kept.sum())
    ([0, 0, 0, 0, -1, 0, 0, 0, 0, 0, 0, -1], 11)
    """
    letter = np.array([c.isalnum() for c in page.text], dtype=bool)
    article, kept = np.full(len(page.text), -1), np.zeros(len(page.text), dtype=bool)
    pieces = [list(_pieces(a["spans"])) for a in (page.right if gold else page.out)]
    for number, mine in enumerate(pieces):
        for start, end in mine:
            article[start:end] = number
    for a in page.right if gold else page.out:
        for start, end in _all(a["spans"]):
            kept[start:end] = True
    article[~letter] = -1
    return Fates(letter, article, kept, pieces)


def _pieces(spans: dict[str, Any]) -> Iterator[Span]:
    """Title lines and pieces of text, in reading order; labels call the text `body`, the output `paragraphs`."""
    for start, end in spans["title"]:
        yield start, end
    for paragraph in spans.get("body", spans.get("paragraphs", [])):
        for start, end in paragraph:
            yield start, end


def _all(spans: dict[str, Any]) -> Iterator[Span]:
    yield from _pieces(spans)
    for item in (*spans.get("byline", []), *spans.get("captions", [])):
        yield from [item] if item and isinstance(item[0], int) else item


def _ends(found: Fates) -> Iterator[list[Span]]:
    """The first and last letter of each piece that has letters."""
    for mine in found.pieces:
        ends = []
        for start, end in mine:
            at = np.flatnonzero(found.letter[start:end])
            if len(at):
                ends.append((start + int(at[0]), start + int(at[-1])))
        yield ends


def edges(found: Fates) -> set[tuple[int, int]]:
    """Where one piece ends and the next of its article begins, as places of letters.

    >>> edges(Fates(np.full(6, True), np.zeros(6), np.full(6, True), [[(0, 2), (4, 6)]]))
    {(1, 4)}
    """
    return {(a[1], b[0]) for ends in _ends(found) for a, b in pairwise(ends)}


def following(found: Fates) -> dict[int, int]:
    """The letter that comes next in its article after every letter but the last.

    >>> following(Fates(np.full(6, True), np.zeros(6), np.full(6, True), [[(4, 6), (0, 2)]]))
    {4: 5, 5: 0, 0: 1}
    """
    after: dict[int, int] = {}
    for mine in found.pieces:
        order = [start + int(k) for start, end in mine for k in np.flatnonzero(found.letter[start:end])]
        after.update(pairwise(order))
    return after
