"""Fit joins, lost openings and ends, and links, on several sets of pages, and take the mean of these fits; called by fit_all.py."""

from __future__ import annotations

import pathlib
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import fitting
import numpy as np
from averaging import average
from fit_joins import Joins, fit_joins, joins_of
from fit_links import Tally, fit_looks
from fit_missing import Edges, fit_lost
from fit_missing import examples as edges_of
from sheets import Sheet, sheets_of

from cleaner.linking.score import FIRST, LATER


class Examples(NamedTuple):
    """What linking is fitted to, of some pages: links within a paragraph or not, lost openings and ends, nodes and what follows each."""

    joins: Joins
    edges: Edges
    sheets: list[Sheet]


def examples_in(folder: str | pathlib.Path) -> Examples:
    """The examples in a folder of made pages."""
    return Examples(joins_of(folder), edges_of(folder), sheets_of(folder, 1.0))


def at(sheets: Sequence[Sheet], use: Callable[[int], bool]) -> list[Sheet]:
    """The sheets of some pages, by their numbers."""
    return [sheet for number, sheet in enumerate(sheets) if use(number)]


def fit_twice(labelled: Examples | None, ways: Sequence[Examples], own: list[Sheet], place: pathlib.Path) -> dict[str, Tally]:
    """Fit on labelled pages, if there are any, and each of several sets of made ones, and write the mean; the tallies of each fit's links.

    Fits that differ by some pages err on different ones: the mean is on either kind of page about as good as the fit which is better there
    (bench/TRIED.md).

    Args:
        labelled: of the labelled pages that may be seen.
        ways: of the made pages of each fit.
        own: the sheets that are counted.
        place: where the fits write, each into a folder whose name this begins.
    """
    joins, edges, sheets = labelled or (None, None, [])
    here, folders = fitting.DATA, []
    tallies: dict[str, Tally] = {}
    for number, made in enumerate(ways):
        folders.append(place.with_name(f"{place.name}-{number}"))
        fitting.fold_of_data(folders[-1])
        fit_joins(joins, made.joins)
        fit_lost(edges, made.edges)
        found = fit_looks([*sheets, *made.sheets], own)
        tallies |= {f"fit {number + 1}, {step}": tally for step, tally in found.items()}
        fitting.use_data(here)
    looks, trees = zip(*LATER, strict=True)
    average(("lost-opening", "lost-end", FIRST, *looks), ("join", *trees), folders)
    return tallies


def both(some: Examples, others: Examples) -> Examples:
    """Examples of two sets of made pages."""
    return Examples(together(some.joins, others.joins), together(some.edges, others.edges), some.sheets + others.sheets)


def together(some: Any, others: Any) -> Any:
    """Rows and labels of two sets of pages behind each other, numbers of pages told apart, names once."""
    joined: list[Any] = []
    for one, other in zip(some, others, strict=True):
        if isinstance(one, np.ndarray):
            numbers = one.dtype.kind == "i"
            joined.append(np.concatenate([one, other + one.max() + 1 if numbers else other]))
        else:
            joined.append(one if isinstance(one, tuple) else [*one, *other])
    return tuple(joined)
