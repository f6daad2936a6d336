"""Fit the tables of `cleaner.language.scored_grams`: by which n-grams one kind of texts is told from another."""

from __future__ import annotations

import pathlib
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from cleaner.arrays import Flags, Hashes
from cleaner.language import scored_grams


class Prior(NamedTuple):
    """How a table is fitted.

    fewest: texts that an n-gram must be in. strength: of the prior, the inverse. least: the weight, in log-odds, below which an n-gram
    is left out.
    """

    fewest: int
    strength: float
    least: float = 0.06


def write_table(path: pathlib.Path, found: Hashes, y: Flags, prior: Prior, seen: Flags | slice = slice(None)) -> None:
    """Write the scores of the n-grams that tell what y is of the texts that are seen, if not of all; of all these are the n-grams."""
    keys, count = np.unique(found[found > 0], return_counts=True)
    keys = keys[count >= prior.fewest]
    model = LogisticRegression(C=prior.strength, solver="liblinear", max_iter=200).fit(counted(found, keys)[seen], y[seen])
    steps = np.clip(np.rint(model.coef_[0] / scored_grams.STEP), -127, 127).astype(np.int8)
    kept = np.abs(model.coef_[0]) >= prior.least
    held = scored_grams.MAGIC + np.array([kept.sum()], dtype="<u8").tobytes() + keys[kept].astype("<u8").tobytes() + steps[kept].tobytes()
    path.write_bytes(held)
    print(f"{path.name}: {len(held):,} bytes, {kept.sum():,} of {len(keys):,} n-grams")


def counted(found: Hashes, keys: Hashes) -> Any:
    """How often each of the keys is among the n-grams of each text."""
    place = np.minimum(np.searchsorted(keys, found), len(keys) - 1)
    row, column = np.nonzero((keys[place] == found) & (found > 0))
    return csr_matrix((np.ones(len(row), dtype=np.float32), (row, place[row, column])), shape=(len(found), len(keys)))
