"""Pages to fit links on: their nodes, the right successor of each, and the evidence of a first look."""

from __future__ import annotations

import pathlib
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import gold
import numpy as np
from fit_kinds import signed_lines

from cleaner.arrays import Integers
from cleaner.customs.by_words import by_words
from cleaner.linking.evidence import evidence
from cleaner.linking.features import Evidence
from cleaner.linking.nodes import Node, nodes
from cleaner.page import Page


def labelled(page: Page, answer: dict[str, Any]) -> tuple[Page, list[Node], Integers]:
    """The page classified as its labels say, its nodes, and the right successor of each."""
    found = gold.roles(answer)
    page = by_words(page)
    signed = {block.start for block in signed_lines(page, found, {r["span"][0] for r in answer["removed"]})}
    kinds = []
    for block in page.blocks:
        label = gold.role(found, page, block)
        if label and block.kind in ("body", "byline", "credit", "page-furniture"):
            block = block._replace(kind="credit" if block.kind == "credit" and label[0] == "caption" else label[0])
        elif block.kind == "body":
            block = block._replace(kind="byline" if block.start in signed else "page-furniture")
        kinds.append(block)
    page = page._replace(blocks=tuple(kinds))
    here = nodes(page)
    place = {}
    for k, node in enumerate(here):
        label = gold.role(found, page, page.blocks[node.at])
        if label:
            place[label[1], label[0] == "body", label[2], label[3]] = k
    after = np.full(len(here), -1)
    for a, b in pairwise(sorted(place)):
        if a[0] == b[0]:
            after[place[a]] = place[b]
    return page, here, after


class Sheet:
    """A page to fit on: the evidence of its first look, its labels, and what it counts."""

    def __init__(self, first: Evidence, after: Integers, reader: str, weight: float) -> None:
        self.first, self.after, self.reader, self.weight = first, after, reader, weight
        self.before = np.full(len(after), -1)
        for i, j in enumerate(after):
            if j >= 0:
                self.before[j] = i


def sheets_of(folder: str | pathlib.Path, weight: float, use: Callable[[int], bool] = lambda number: True) -> list[Sheet]:
    out = []
    for number, (_, page, answer) in enumerate(gold.pages(folder)):
        if not use(number):
            continue
        _, here, after = labelled(page, answer)
        out.append(Sheet(evidence(here), after, answer["reader"], weight))
    return out
