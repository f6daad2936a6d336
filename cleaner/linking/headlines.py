"""The evidence on which a line of a headline goes on in another."""

from __future__ import annotations

import numpy as np

from cleaner.arrays import Features, Flags, Integers, Numbers
from cleaner.language.cohesion import alike, products
from cleaner.language.marks import BRACKET_END, COLON_END, commas
from cleaner.linking.facts import Facts, flags
from cleaner.linking.nodes import has_dash

# Steps of a likeness that are told apart. Chosen.
FINE = 256
# Texts of which half is believed of what they say together. Chosen: a page of one article has as many, and says nothing by them.
FEW = 12
# Title lines in a row beyond which more say no more. Chosen.
MANY = 12


def lines(known: Facts) -> Features:
    """Features of a title's next line.

    >>> from cleaner.linking.facts import facts
    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.page import Block, Page
    >>> page = Page("p", "江上有了新桥——写在通车之日", blocks=(Block(0, 6, "title"), Block(6, 14, "title")))
    >>> found = lines(facts(nodes(page)))
    >>> found["next"].tolist(), found["first-dash"].tolist()
    ([[False, True], [False, False]], [[False, True], [False, True]])
    """
    found, edge = known.nodes, known.texts.edge
    dashes = [has_dash(n) for n in found]
    starts, ends = flags(start for start, _ in dashes), flags(end for _, end in dashes)
    gap = flags(" " in n.text.strip() for n in found)
    # A column's name in brackets ends a headline; a colon or a comma is a kicker's.
    tagged, colon = (flags(p.match(n.text) for n in found) for p in (BRACKET_END, COLON_END))
    comma = flags(commas(n.text) for n in found)
    size = np.log1p(np.array([len(n.letters) for n in found]))
    follows = known.step == 1
    row, many = _rows(known.title)
    same = row[:, None] == row[None, :]
    return {
        "next": follows,
        "distance": np.log1p(np.abs(known.step)),
        "alike": known.texts.alike,
        "same-row": same,
        "row": np.minimum(many, MANY)[:, None],
        "half-row": same & (2 * known.step == many[:, None]),
        "together": _together(known.texts.alike, known.title),
        "together-topic": _together(known.texts.near, known.title),
        "first-dash": ends[:, None] | starts[None, :],
        "second-dash": starts[:, None],
        "gap": gap[:, None],
        "next-then-body": follows & np.concatenate([~known.title[1:], [False]])[None, :],
        "lengths": size[:, None] - size[None, :],
        "gap-lines": gap[None, :],
        "first-tagged": tagged[:, None],
        "second-tagged": tagged[None, :],
        "first-colon": colon[:, None],
        "first-comma": comma[:, None],
        "second-comma": comma[None, :],
        "first-letters": size[:, None],
        "second-letters": size[None, :],
        "ends-title": edge.ends_title[:, None],
        "starts-title": edge.starts_title[None, :],
    }


def _rows(title: Flags) -> tuple[Integers, Integers]:
    """For every node the number of its row of title lines that follow one another, and how many they are; of a text, of all texts.

    Headlines that stand side by side are read line by line by some: the second lines after all the first.
    """
    row = np.where(title, np.cumsum(~title) + 1, 0)
    return row, np.bincount(row)[row]


def _together(likeness: Numbers, title: Flags) -> Numbers:
    """How much two title lines are alike in which texts of the page they are like, from -1 to 1; of few texts chance says as much."""
    text = ~title
    # In whole numbers, so that every sum is exact.
    over = np.rint(likeness * FINE) * text[None, :]
    over = (over * text.sum() - over.sum(axis=1, keepdims=True)) * text[None, :]
    return np.asarray(alike(products(over)) * (text.sum() / (text.sum() + FEW)))
