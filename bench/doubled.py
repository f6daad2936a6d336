#!/usr/bin/env python3
"""How many of the doubled characters of labelled pages are put right, and how many that were right are spoilt.

usage: bench/doubled.py ../shared/bench/pages

A doubled character is an error where the labelled text has what is around it with one, and right where it has it with two.
"""

from __future__ import annotations

import collections
import sys
from collections.abc import Iterator
from typing import Any

import gold

from cleaner.fixes.doubled import DOUBT, ERROR, doubled_characters, error_from
from cleaner.flat import flatten
from cleaner.language.ngram import folded
from cleaner.page import Page
from cleaner.passes.segment import segment

AROUND = 4  # characters to either side that are looked for in the labelled text


def squeezed(text: str) -> str:
    return "".join(folded(text).split())


def doubled_of(text: str, answer: dict[str, Any]) -> Iterator[tuple[float, bool]]:
    """The log-odds of every doubled character of a page that the label tells of, and whether it is an error."""
    clean = squeezed("\n".join(p for article in answer["articles"] for p in article["clean"]))
    flat = flatten(segment(Page("p", text)))
    for found in doubled_characters(flat):
        before = squeezed(flat.text[max(0, found.at - 1 - AROUND) : found.at - 1].rpartition("\n")[2])
        after = squeezed(flat.text[found.at + 1 : found.at + 1 + AROUND].partition("\n")[0])
        char = flat.text[found.at]
        once, twice = before + char + after in clean, before + 2 * char + after in clean
        if once != twice:
            yield found.log_odds, once


def main(folder: str) -> None:
    fates: collections.Counter[tuple[str, bool]] = collections.Counter()
    for _, data, answer in gold.labels(folder):
        here = list(doubled_of(data.decode(), answer))
        page = error_from(sum(odds >= ERROR for odds, _ in here))
        for odds, wrong in here:
            for name, limit in (("one limit for all pages", ERROR), ("the page's own limit", page), ("flagged or changed", DOUBT)):
                fates[name, wrong] += odds >= limit
            fates["in all", wrong] += 1
    for name in ("one limit for all pages", "the page's own limit", "flagged or changed", "in all"):
        print(f"{name:24} {fates[name, True]:5} errors {fates[name, False]:5} right ones")


if __name__ == "__main__":
    main(*sys.argv[1:])
