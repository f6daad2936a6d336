"""Whether one article is another printed again: an exact look at all their shingles."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleaner.shingles import shingles

if TYPE_CHECKING:
    import numpy.typing as npt

SIZE = 3
# Jaccard of shingles from which two articles are one: of copies with 5 % wrong characters all, with 10 % 88 % reach it (measured by
# NEWS-COPY, arXiv 2210.04261, whose labelled pairs have 0.30 on average; bench/dedupe.py).
ALIKE = 0.5
# Share of the shorter one's shingles that the longer one must have, if it was cut: of a copy with 5 % wrong characters 0.86 are left.
WITHIN = 0.8
# Different shingles of an article that can be judged; shorter ones are the same only if their letters are. Chosen.
FEWEST = 20


class Verdict(NamedTuple):
    """What an article is of another (`verbatim`, `near` or `contained`), how alike they are, 0 to 1, and what it alone says."""

    kind: str
    alike: float
    new: str


def judge(dropped: str, kept: str) -> Verdict | None:
    """What the one article is of the other; None if it is another.

    Args:
        dropped: the letters of the one that would be dropped.
        kept: of the one that would be kept.

    >>> judge("在党的领导下人民群众的生活水平" * 2, "在党的领导下人民群众的生活水平" * 2)
    Verdict(kind='verbatim', alike=1.0, new='')
    """
    if dropped == kept:
        return Verdict("verbatim", 1.0, "")
    mine, theirs = np.unique(shingles(dropped, SIZE)), np.unique(shingles(kept, SIZE))
    if min(len(mine), len(theirs)) < FEWEST:
        return None
    both = len(np.intersect1d(mine, theirs, assume_unique=True))
    jaccard = both / (len(mine) + len(theirs) - both)
    if jaccard >= ALIKE:
        return Verdict("near", round(jaccard, 3), _new(dropped, theirs))
    if both / len(mine) >= WITHIN:
        return Verdict("contained", round(both / len(mine), 3), _new(dropped, theirs))
    return None


def _new(text: str, held: npt.NDArray[np.uint64]) -> str:
    """The letters of a text that are in no shingle of another, in runs."""
    same = np.isin(shingles(text, SIZE), held)
    covered = np.zeros(len(text), dtype=bool)
    for k in range(SIZE):
        covered[k : k + len(same)] |= same
    edges = np.flatnonzero(np.diff(np.concatenate([[False], ~covered, [False]]).astype(np.int8)))
    return " … ".join(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
