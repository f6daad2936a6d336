"""The form of the evidence: numbers with names, of the pairs of nodes and of the nodes themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np

from cleaner.linking.facts import Facts, Flags, Matrix

if TYPE_CHECKING:
    import numpy.typing as npt

Features: TypeAlias = "dict[str, npt.NDArray[np.generic]]"


class Kinds(NamedTuple):
    """Which pairs are a text after a text, a text under a title, a title line after a title line; shape (n, n) each."""

    body: Flags
    opening: Flags
    lines: Flags


def kinds(known: Facts) -> Kinds:
    """The kind of every pair."""
    first, second = known.title[:, None], known.title[None, :]
    apart = known.step != 0
    return Kinds(~first & ~second & apart, first & ~second, first & second & apart)


class Evidence(NamedTuple):
    """Features of every ordered pair, p of them; of every node as an end, (e, n), and as a beginning, (s, n).

    A feature of pairs is of one kind of them, and is 0 for the others. Its values are held as they came, whatever the kind of
    the pair, and spread over (n, n) when they are used: most are of a row or a column.
    """

    pair: tuple[tuple[int, npt.NDArray[Any]], ...]  # which of the kinds, and the values
    end: Matrix
    start: Matrix
    kinds: Kinds
    known: Facts
    names: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]  # of the features of each

    @property
    def allowed(self) -> Flags:
        """Which pairs can be, shape (n, n): all but a title after a text."""
        return self.kinds.body | self.kinds.opening | self.kinds.lines

    def at(self, first: npt.NDArray[np.int64], second: npt.NDArray[np.int64]) -> Matrix:
        """The features of k pairs, shape (k, p), of their first nodes and their second."""
        shape = self.known.step.shape
        inside = [kind[first, second] for kind in self.kinds]
        columns = [np.where(inside[kind], np.broadcast_to(value, shape)[first, second], 0.0) for kind, value in self.pair]
        return np.stack(columns, axis=1)

    def weighed(self, weights: npt.NDArray[np.float64]) -> Matrix:
        """The sum of the features of every pair, each times its weight, in their order: the same on every machine."""
        parts = [np.zeros(self.known.step.shape) for _ in self.kinds]
        for weight, (kind, value) in zip(weights.tolist(), self.pair, strict=True):
            if weight:
                parts[kind] += weight * value
        total = np.zeros(self.known.step.shape)
        for part, mask in zip(parts, self.kinds, strict=True):
            total[mask] = part[mask]
        return total


def of_kind(prefix: str, kind: int, features: Mapping[str, npt.NDArray[Any]]) -> dict[str, tuple[int, npt.NDArray[Any]]]:
    """The features of one kind of pairs, with their whole names."""
    return {f"{prefix}:{name}": (kind, np.asarray(value)) for name, value in features.items()}


def stacked(features: Features) -> Matrix:
    """Features of nodes as one array, in their order."""
    return np.stack([np.asarray(value, dtype=np.float64) for value in features.values()])
