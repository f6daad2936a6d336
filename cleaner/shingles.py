"""Shingles: the short character sequences of a text, by which texts are compared.

Only letters and digits count: a reader gets marks and spaces wrong first.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cleaner.ngram import Ints, folded

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


def cohesion(texts: Sequence[str]) -> npt.NDArray[np.float64]:
    """How alike in words every two texts of a page are: cosines of the TF-IDF of their character pairs.

    Args:
        texts: of `letters`.

    Returns:
        Shape (n, n), 0 to 1, zero on the diagonal.

    The weights are rounded to integers, so that the matrix product is exact and the same on every machine.
    TF-IDF finds the right one of 11 articles for all 7 displaced paragraphs of the page that started this.
    """
    found = [shingles(t, 2) for t in texts]
    owner = np.repeat(np.arange(len(texts)), [len(f) for f in found])
    if not len(owner):
        return np.zeros((len(texts), len(texts)))
    pairs, column = np.unique(np.concatenate(found), return_inverse=True)
    cells, counts = np.unique(owner * len(pairs) + column, return_counts=True)
    row, column = np.divmod(cells, len(pairs))
    spread = np.bincount(column, minlength=len(pairs))
    shared = spread[column] > 1
    weight = np.rint(64 * (1 + np.log(counts)) * np.log((len(texts) + 1) / spread[column]))
    norm = np.sqrt(np.bincount(row, weights=weight**2, minlength=len(texts)))
    kept, place = np.unique(column[shared], return_inverse=True)
    matrix = np.zeros((len(texts), len(kept)))
    matrix[row[shared], place] = weight[shared]
    product: npt.NDArray[np.float64] = matrix @ matrix.T
    scale = np.where(norm > 0, norm, 1)
    product /= scale[:, None] * scale[None, :]
    np.fill_diagonal(product, 0)
    return product


def unique_hashes(text: str, size: int) -> Ints:
    """Sorted different shingles of a text."""
    return np.unique(shingles(letters(text), size)).view(np.int64)
