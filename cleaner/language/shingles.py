"""Shingles: the short character sequences of a text, by which texts are compared.

Only letters and digits count: a reader gets marks and spaces wrong first.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from cleaner.arrays import Flags, Hashes, Integers
from cleaner.language.marks import LONG
from cleaner.language.ngram import FOLD
from cleaner.regexes import compiled

# 2**64 divided by the golden ratio: mixes the code points of a shingle into 64 bits. Any large odd number does.
MIX = np.uint64(0x9E3779B97F4A7C15)
# As texts are folded, but for digits, which are as wide as others and stay what they are.
NARROW = {**FOLD, **{ord("0") + k: str(k) for k in range(10)}, **{ord("０") + k: str(k) for k in range(10)}}
NUMBER = compiled("[0-9０-９]")
# Letters of a shingle by which repeats on a page are found. Chosen: with five those of the first page are told from all else of it.
OF_REPEATS = 5
# And of one by which reprints, and pages that others repeat, are found. Chosen: with three, copies with 5 % wrong characters still have a
# Jaccard of more than 0.5 (bench/dedupe.py).
OF_REPRINTS = 3
# Stands between runs of letters that are quoted.
APART = " … "
# Characters that are worked on at once: a page of 50 MB in pieces, for what does not fit a processor's cache costs three times as much.
AT_ONCE = 1 << 18


def letters(text: str) -> str:
    """The letters and digits of a text, small, every digit as 0, for a reader may err in one.

    >>> letters("“三度”融合, IP!")
    '三度融合ip'
    """
    return _known(text) if len(text) < LONG else _letters(text)


def numbered(text: str) -> str:
    """The letters and digits of a text, small, every digit as it is: what differs in its numbers is not the same.

    Its letters stand at the places that they have in `letters`.

    >>> letters("第12期, IP"), numbered("第１2期, IP")
    ('第00期ip', '第12期ip')
    """
    return text.translate(_NUMBERED) if NUMBER.search(text) else letters(text)


def _letters(text: str) -> str:
    pieces = (text[start : start + AT_ONCE] for start in range(0, len(text), AT_ONCE))
    return "".join(piece.translate(_LETTERS) for piece in pieces)


class _Letters(dict[int, str | None]):
    """Each character that was met as a letter or digit, folded by a table; None for any other."""

    def __init__(self, fold: Mapping[int, str]) -> None:
        super().__init__()
        self._fold = fold

    def __missing__(self, point: int) -> str | None:
        char = self._fold.get(point, chr(point))
        self[point] = char if char.isalnum() else None
        return self[point]


_LETTERS, _NUMBERED = _Letters(FOLD), _Letters(NARROW)
# Several passes ask for the letters of the same lines.
_known = functools.lru_cache(maxsize=1024)(_letters)


def shingles_of(texts: Sequence[str], size: int) -> tuple[Hashes, Integers]:
    """Different shingles of each of several texts of letters, and which text each is of; the same shingles side by side.

    Args:
        texts: of letters.
        size: of shingles.

    >>> hashes, owner = shingles_of(["abab", "ab"], 2)
    >>> sorted(owner.tolist()), len(set(hashes.tolist()))
    ([0, 0, 1], 2)
    """
    lengths = np.array([len(t) for t in texts], dtype=np.int64)
    hashes = shingles("".join(texts), size)
    owner = np.repeat(np.arange(len(texts)), lengths)[: len(hashes)]
    within = np.arange(len(owner)) + size <= np.cumsum(lengths)[owner] if len(owner) else np.zeros(0, dtype=bool)
    hashes, owner = hashes[within], owner[within]
    order = _order(hashes)  # the texts of a shingle stay in their order
    hashes, owner = hashes[order], owner[order]
    fresh = np.ones(len(hashes), dtype=bool)
    fresh[1:] = (hashes[1:] != hashes[:-1]) | (owner[1:] != owner[:-1])
    return hashes[fresh], owner[fresh]


def _order(hashes: Hashes) -> Integers:
    """The order that sorts hashes, equal ones as they stood.

    Many are dealt out by their first bits, and each lot, which fits a processor's cache, is sorted: the work grows with their number.
    """
    if len(hashes) <= AT_ONCE:
        return order_of(hashes)
    first = (hashes >> np.uint64(64 - 16)).astype(np.uint16)
    order = np.argsort(first, kind="stable")  # of 16 bits: a radix sort
    dealt, ends = hashes[order], np.cumsum(np.bincount(first, minlength=1 << 16))
    cuts = np.unique(ends[np.searchsorted(ends, np.arange(AT_ONCE, len(order), AT_ONCE))])
    for start, stop in pairwise([0, *cuts.tolist(), len(order)]):
        order[start:stop] = order[start:stop][np.argsort(dealt[start:stop], kind="stable")]
    return order


def order_of(hashes: Hashes) -> Integers:
    """The order that sorts some hashes, AT_ONCE of them at most, equal ones as they stood.

    To sort numbers takes a fifth of the time that it takes to sort their places; so the places stand in the last bits of the hashes.

    >>> order_of(np.array([7 << 40, 3 << 40, 7 << 40], dtype=np.uint64)).tolist()
    [1, 0, 2]
    """
    last = np.uint64(AT_ONCE - 1)
    order = (np.sort((hashes & ~last) | np.arange(len(hashes), dtype=np.uint64)) & last).astype(np.int64)
    there = hashes[order]
    # Of a page none differ in nothing but their last bits.
    alike = (there[1:] & ~last) == (there[:-1] & ~last)
    return order if (there[1:] == there[:-1])[alike].all() else np.argsort(hashes, kind="stable")


def shingles(text: str, size: int) -> Hashes:
    """Hashes of the shingles of a text of letters, in order; shape (max(0, len(text) - size + 1),).

    Args:
        text: of letters (`letters` or `numbered`).
        size: letters of a shingle.

    >>> len(shingles("新桥今天通车", 3)), len(shingles("新桥", 3)), bool(shingles("新桥新桥", 2)[2] == shingles("新桥", 2)[0])
    (4, 0, True)
    """
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    out = np.zeros(max(0, len(points) - size + 1), dtype=np.uint64)
    for start in range(0, len(out), AT_ONCE):
        piece = out[start : start + AT_ONCE]
        here = points[start : start + len(piece) + size - 1].astype(np.uint64)
        for k in range(size):
            piece ^= here[k : k + len(piece)]
            piece *= MIX
            piece ^= piece >> np.uint64(29)
    return out


def alone(text: str, held: Hashes, size: int) -> str:
    """The letters of a text that are in no shingle of another, in runs.

    Args:
        text: of letters.
        held: the shingles of the other.
        size: of shingles.

    >>> alone("甲乙新桥丙丁", shingles("甲乙丙丁", 2), 2)
    '新桥'
    """
    edges = np.flatnonzero(np.diff(np.concatenate([[False], ~covered(text, held, size), [False]]).astype(np.int8)))
    return APART.join(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))


def covered(text: str, held: Hashes, size: int) -> Flags:
    """Which letters of a text are in a shingle of another, shape (len(text),); arguments as for `alone`.

    >>> covered("甲乙新", shingles("甲乙丙", 2), 2).tolist()
    [True, True, False]
    """
    out = np.zeros(len(text), dtype=bool)
    own, ordered = shingles(text, size), np.sort(held)
    # np.isin would import all of numpy.ma, 12 ms.
    same = ordered[np.searchsorted(ordered[:-1], own)] == own if len(ordered) else np.zeros(len(own), dtype=bool)
    for k in range(size):
        out[k : k + len(same)] |= same
    return out
