"""Captions on a page in another language: what stands above a credit, or within a sentence that goes on below it."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.language.marks import GOES_ON, closed
from cleaner.looks.looks import Line
from cleaner.page import Kind
from cleaner.people.credits import is_credit

# Characters of a caption that ends as a sentence does, at most, where nothing but a credit below says that it is one. Chosen: three lines.
LONGEST = 110
# Characters of the first half of a paragraph, at least, above a credit that parts it. Chosen: one line of a column, and more.
LEAST = 40


def torn_around_credit(lines: Sequence[Line], found: list[Kind]) -> dict[int, Kind]:
    """The two halves of a text's first paragraph that a picture's credit parts, which look like a line of the headline and a text.

    Args:
        lines: the lines.
        found: the kind of each by itself.

    >>> texts = ("Fire on pier", "A fire swept the pier this morning and sent smoke over the", "Photo by A. Smith", "whole of the harbour.")
    >>> kinds = ["title", "title", "credit", "body"]
    >>> torn_around_credit([Line(text, "credit" if kind == "credit" else "", 0, 0) for text, kind in zip(texts, kinds)], kinds)
    {1: 'body'}
    """
    return {
        k: "body"
        for k in range(1, len(lines) - 2)
        if found[k - 1 : k + 2] == ["title", "title", "credit"]
        and GOES_ON.match(lines[k + 2].text.strip())
        and lines[k].text.strip()[-1:].isalnum()
        and len(lines[k].text.strip()) > LEAST
    }


def captions(lines: Sequence[Line], found: list[Kind]) -> dict[int, Kind]:
    """The line right above a credit, with a headline below or between texts, and a line within a sentence that goes on below it.

    Args:
        lines: the lines.
        found: the kind of each by itself.

    >>> texts = ("Le pont est ouvert.", "Le pont vu du quai.", "Photo : Jean Dupont", "Le vol", "Un vol a eu lieu.")
    >>> kinds = ["body", "body", "credit", "title", "body"]
    >>> captions([Line(text, "credit" if kind == "credit" else "", 0, 0) for text, kind in zip(texts, kinds)], kinds)
    {1: 'caption'}
    """
    out: dict[int, Kind] = {}
    for k in range(1, len(lines) - 1):
        above, line, below = (lines[at].text.strip() for at in (k - 1, k, k + 1))
        torn = found[k - 1] == "body" and not closed(above) and above[-1:].isalnum()
        likely = found[k] == "title" or (found[k] == "body" and (torn or len(line) <= LONGEST))
        of_credit = found[k + 1] == "credit" and is_credit(below) and likely and found[k - 1] != "title"
        alone = torn or found[k + 2 : k + 3] in (["title"], []) or (found[k - 1] == "body" and closed(above))
        if (of_credit and alone) or (torn and found[k] != "credit" and GOES_ON.match(below) and not GOES_ON.match(line)):
            out[k] = "caption"
    return out
