"""Shingles: the short character sequences of a text, by which texts are compared.

Only letters and digits count: a reader gets marks and spaces wrong first.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cleaner.ngram import folded

# 2**61 - 1 times odd: mixes the code points of a shingle into 64 bits. Any large odd number does.
MIX = np.uint64(0x9E3779B97F4A7C15)


def letters(text: str) -> str:
    """The letters and digits of a text, small.

    >>> letters("“三度”融合, IP!")
    '三度融合ip'
    """
    return "".join(filter(str.isalnum, folded(text)))


def shingles(text: str, size: int) -> npt.NDArray[np.uint64]:
    """Hashes of the shingles of a text of letters, in order; shape (max(0, len(text) - size + 1),)."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    count = len(points) - size + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint64)
    out = np.zeros(count, dtype=np.uint64)
    for k in range(size):
        out = (out ^ points[k : k + count]) * MIX
        out ^= out >> np.uint64(29)
    return out
