"""Fit the trees that choose between ways to link a page by the articles these make (cleaner.linking.rerank); called by fit_all.py.

The pages must be such that nothing else was fitted to them: their best links are then as often wrong as those of pages to come.
They are cut, and their lines told, as those of any page are, with the mistakes in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, TypeAlias

import gold
import numpy as np
from fitting import Shape, grown, write_trees

from cleaner.arrays import Numbers
from cleaner.linking.nodes import Node, nodes
from cleaner.linking.rerank import COLUMNS, TREES, choices, differences
from cleaner.linking.search import NONE, best_links, paths
from cleaner.linking.weigh import by_pairs
from cleaner.page import Page
from cleaner.passes.classify import classify

# Chosen: with 24 leaves, twice as many rounds, and 150 examples in a leaf article_f1 is 0.820, 0.825 and 0.822, cross-validated;
# with these 0.824.
SHAPE = Shape(250, 5, {"learning_rate": 0.04, "num_leaves": 12, "min_data_in_leaf": 40, "feature_fraction": 0.3, "lambda_l2": 5.0})
# What a way to link a page is better than another: right articles, up to so many; each article that comes out less what it costs of
# article_f1, where a right one gains one (nothing, 0.25, 0.6: 0.810, 0.823, 0.821, cross-validated); and each right successor, up to so
# many, a little (0.03, 0.1: 0.820, 0.824).
ARTICLES, OUT, SUCCESSORS, LITTLE = 2, 0.4, 3, 0.2
# Article, whether of its text, paragraph and piece.
Place: TypeAlias = tuple[int, bool, int, int]


class Answer:
    """What is right of a page whose lines are told: the labels of its nodes, the articles as labels, and what follows each label."""

    def __init__(self, page: Page, here: Sequence[Node], answer: dict[str, Any]) -> None:
        found = gold.roles(answer)
        self.labels = [_place(gold.role(found, page, page.blocks[node.at]), node.title) for node in here]
        articles = defaultdict(list)
        for place in sorted(filter(None, (_place(role, role[0] == "title") for role in found.values()))):
            articles[place[0]].append(place)
        self.articles = {tuple(pieces) for pieces in articles.values()}
        self.following = {first: second for pieces in articles.values() for first, second in pairwise([*pieces, None])}

    def right(self, after: Sequence[int]) -> tuple[int, int, int]:
        """How many articles come out, how many of them are right, and how many nodes' successors are."""
        articles = [tuple(self.labels[k] for k in path) for path in paths(after)]
        successors = sum(
            label is not None and self.following[label] == (self.labels[j] if j != NONE else None)
            for label, j in zip(self.labels, after, strict=True)
        )
        return len(articles), sum(found in self.articles for found in articles), successors


def _place(role: gold.Label | None, title: bool) -> Place | None:
    """Article, part, paragraph and piece that a label is of, None for one of another kind than the node's."""
    if role is None or role[0] != ("title" if title else "body"):
        return None
    return role[1], role[0] == "body", role[2], role[3]


def examples(folder: str) -> tuple[Numbers, Numbers]:
    """What other ways to link each page of a folder have more than its best links, and what they win."""
    rows, won = [np.zeros((0, len(COLUMNS)))], []
    for _, page, label in gold.pages(folder):
        page = classify(page)
        here = nodes(page)
        weighed = by_pairs(here)
        after = best_links(weighed.scores.gain)
        others = list(choices(weighed.scores, after, ()))
        if others:
            rows.append(differences(weighed.evidence.known, weighed.scores, after, others))
            answer = Answer(page, here, label)
            won += [_won(answer.right(after), answer.right(other.after)) for other in others]
    return np.concatenate(rows), np.array(won)


def _won(before: tuple[int, int, int], now: tuple[int, int, int]) -> float:
    out, articles, successors = (b - a for a, b in zip(before, now, strict=True))
    won: float = np.clip(articles, -ARTICLES, ARTICLES) - OUT * out + LITTLE * np.clip(successors, -SUCCESSORS, SUCCESSORS)
    return won


def fit_rerank(rows: Numbers, won: Numbers) -> None:
    """The trees, written; and how many ways they were fitted to."""
    write_trees(TREES, COLUMNS, grown(SHAPE, rows, ("won",), won, objective="regression"))
    print(f"rerank: {len(won)} ways to link a page, {(won > 0).mean():.3f} of them better", flush=True)
