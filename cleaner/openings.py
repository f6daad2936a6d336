"""How articles open: how much a paragraph's beginning is like that of an article's first paragraph, and not of a later one.

A linear score over the characters, pairs and triples of the first forty characters, by whether they stand at the very beginning,
near it or after it: first paragraphs say who, when and where; later ones 指出 and 此外. bench/fit_openings.py fits it, and tells
how well it knows articles that it has not seen.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from cleaner import data
from cleaner.ngram import folded

if TYPE_CHECKING:
    import numpy.typing as npt

MAGIC = b"cleaner-opening1"
# Characters that are looked at, and where the second and the third zone begin. Chosen.
REACH, ZONES = 40, (2, 12)
SIZES = (1, 2, 3)
BITS = 16  # of a character: what is beyond the Basic Multilingual Plane is not looked at
BEGIN = 2  # stands before the first character; no text has it
# Weights are kept in a byte, in steps of this, in log-odds, so that sums are exact.
STEP = 1 / 40


def grams(texts: Sequence[str]) -> npt.NDArray[np.uint64]:
    """A number for every n-gram at the beginning of each text, shape (n, places); 0 where there is none."""
    heads = [folded(text[:REACH]) for text in texts]
    points = np.zeros((len(texts), REACH + 1 + max(SIZES)), dtype=np.uint64)
    flat = "".join(head.ljust(REACH, "\0")[:REACH] for head in heads).encode("utf-32-le", "surrogatepass")
    points[:, 0] = BEGIN
    points[:, 1 : REACH + 1] = np.frombuffer(flat, dtype=np.uint32).reshape(len(texts), REACH)
    points[points >= 1 << BITS] = 0
    zone = np.searchsorted(ZONES, np.arange(REACH + 1), side="right").astype(np.uint64) << np.uint64(BITS * max(SIZES))
    out = []
    for size in SIZES:
        packed, whole = np.zeros((len(texts), REACH + 1), dtype=np.uint64), np.ones((len(texts), REACH + 1), dtype=bool)
        for k in range(size):
            part = points[:, k : k + REACH + 1]
            packed = (packed << np.uint64(BITS)) | part
            whole &= part > 0
        out.append(np.where(whole, packed | zone, 0))
    return np.concatenate(out, axis=1)


@functools.cache
def _table() -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int8]]:
    """The n-grams that say something, sorted, and their weights."""
    raw = np.asarray(np.memmap(os.path.join(data.FOLDER, "openings-zh.bin"), dtype=np.uint8, mode="r"))
    head = len(MAGIC) + 8
    count = int(raw[len(MAGIC) : head].view(np.uint64)[0])
    return raw[head : head + 8 * count].view(np.uint64), raw[head + 8 * count :].view(np.int8)


def opening(texts: Sequence[str]) -> npt.NDArray[np.float64]:
    """The log-odds, but for a constant, that each text begins an article rather than goes on in one; 0 where nothing says.

    Args:
        texts: as they read.

    >>> first, later = opening(["新华社北京10月1日电 国务院今天召开会议", "他指出，这些问题还没有解决"])
    >>> bool(first > later)
    True
    """
    keys, weights = _table()
    found = grams(texts)
    place = np.minimum(np.searchsorted(keys, found), len(keys) - 1)
    steps = np.where(keys[place] == found, weights[place], 0).sum(axis=1, dtype=np.int64)
    return np.asarray(steps * STEP)
