"""Build a language model (`cleaner.ngram`) from text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleaner import ngram
from cleaner.ngram import LETTER_BITS, ORDER, STEP, Ints

if TYPE_CHECKING:
    import numpy.typing as npt

# The fewest times an n-gram of 2, 3 and 4 characters must have been seen to be kept. Chosen so that the model stays below
# 12 MB, and so that what is kept is common to many texts: no sentence can be read back from it.
FEWEST = (0, 3, 5, 6)
DISCOUNT = 0.75  # of absolute discounting: the usual value for corpora of this size (Ney, Essen and Kneser 1994)
ROOM = 1 << (32 - LETTER_BITS)  # an n-gram that others extend must be numbered in the bits that a key leaves


CARD = 2028  # bytes of the card: with the magic and its own length, 2,048


class Counts(NamedTuple):
    """The kept n-grams of one order (packed, sorted), and of every context how often anything followed it."""

    grams: Ints
    counts: Ints
    contexts: Ints
    totals: Ints


def learn(articles: Iterable[tuple[list[str], list[str]]], name: str) -> bytes:
    """A model file built from articles.

    Args:
        articles: title lines and paragraphs of each.
        name: what the output's `made_by` will call the model.

    Raises:
        ValueError: there is no text.

    >>> learn([(["标题"], ["正文。"])], "tiny")[:15]
    b'cleaner-ngram-1'
    """
    stream, seen = _stream(articles)
    letters, stream = _alphabet(stream)
    tables = _smooth(_count(stream), int(letters.max()) + 1)
    return _file(name, [letters, *tables], seen)


def _stream(articles: Iterable[tuple[list[str], list[str]]]) -> tuple[Ints, dict[str, int]]:
    """All text as one array of code points, each line between its start and its end mark, which are negative."""
    pieces, seen = [], {"articles": 0, "paragraphs": 0, "characters": 0}
    for title, paragraphs in articles:
        seen["articles"] += 1
        seen["paragraphs"] += len(paragraphs)
        marked = [(line, ngram.TITLE_START, ngram.TITLE_END) for line in title]
        marked += [(line, _start_of(k, len(paragraphs)), ngram.TEXT_END) for k, line in enumerate(paragraphs)]
        for line, start, end in marked:
            points = np.frombuffer(ngram.folded(line).encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.int64)
            seen["characters"] += len(points)
            pieces += [np.array([-start]), points, np.array([-end])]
    if not seen["characters"]:
        raise ValueError("no text to learn from")
    return np.concatenate(pieces), seen


def _start_of(paragraph: int, count: int) -> int:
    if paragraph == 0:
        return ngram.LEAD_START
    return ngram.LAST_START if paragraph == count - 1 else ngram.TEXT_START


def _alphabet(stream: Ints) -> tuple[npt.NDArray[np.uint16], Ints]:
    """A symbol for each of the most frequent characters, by code point; and the stream in symbols."""
    points, counts = np.unique(stream[(stream >= 0) & (stream < 65536)], return_counts=True)
    best = points[np.lexsort((points, -counts))][: (1 << LETTER_BITS) - ngram.FIRST_LETTER]
    letters = np.zeros(65536, dtype=np.uint16)
    letters[best] = np.arange(len(best)) + ngram.FIRST_LETTER
    inside = np.where(stream < 65536, letters[np.clip(stream, 0, 65535)], ngram.UNKNOWN)
    folds = np.arange(65536)
    folds[list(ngram.FOLD)] = [ord(c) for c in ngram.FOLD.values()]
    return letters[folds], np.where(stream < 0, -stream, inside).astype(np.int64)


def _count(stream: Ints) -> list[Counts]:
    """The n-grams of each order that are frequent enough; none goes across the start of a line."""
    start = np.isin(stream, ngram.STARTS)
    packed, whole = stream, np.ones(len(stream), dtype=bool)
    counted: list[Counts] = []
    fewest = 0
    for n in range(1, ORDER + 1):
        if n > 1:
            packed = (packed[:-1] << LETTER_BITS) | stream[n - 1 :]
            whole = whole[:-1] & ~start[n - 1 :]
        grams, counts = np.unique(packed[whole], return_counts=True)
        contexts, first = np.unique(grams >> LETTER_BITS, return_index=True)
        totals = np.add.reduceat(counts, first)
        # What is kept must be kept of every order below too, so the threshold never falls.
        fewest = max(fewest, FEWEST[n - 1])
        while 1 < n < ORDER and (counts >= fewest).sum() > ROOM:
            fewest += 1
        keep = counts >= fewest
        counted.append(Counts(grams[keep], counts[keep], contexts, totals))
    return counted


def _smooth(counted: list[Counts], size: int) -> list[npt.NDArray[np.generic]]:
    """Keys, probabilities and back-off weights of each order, by interpolated absolute discounting."""
    grams: Ints = np.arange(size)
    chance: npt.NDArray[np.float64] = np.zeros(size)
    chance[counted[0].grams] = counted[0].counts
    chance[list(ngram.STARTS)] = 0
    chance = np.maximum(chance, 0.5) / np.maximum(chance, 0.5).sum()
    keys = np.arange(size)
    tables: list[npt.NDArray[np.generic]] = []
    for n in range(2, ORDER + 1):
        level = counted[n - 1]
        context, letter = level.grams >> LETTER_BITS, level.grams & ((1 << LETTER_BITS) - 1)
        place = np.searchsorted(grams, context)
        totals = level.totals[np.searchsorted(level.contexts, context)]
        share = (level.counts - DISCOUNT) / totals
        left = 1 - np.bincount(place, weights=share, minlength=len(grams))
        suffix = np.searchsorted(grams, level.grams & ((1 << LETTER_BITS * (n - 1)) - 1))
        tables += [keys.astype(np.uint32), _steps(chance), _steps(np.asarray(left, dtype=np.float64))]
        grams, chance, keys = level.grams, share + left[place] * chance[suffix], (place << LETTER_BITS) | letter
    return [*tables, keys.astype(np.uint32), _steps(chance), np.zeros(0, dtype=np.uint8)]


def _steps(chance: npt.NDArray[np.float64]) -> npt.NDArray[np.uint8]:
    steps = np.rint(-np.log(np.maximum(chance, 1e-12)) / STEP)
    return np.asarray(np.clip(steps, 0, 255), dtype=np.uint8)


def _file(name: str, tables: list[npt.NDArray[np.generic]], seen: dict[str, int]) -> bytes:
    """The card, then every table at a multiple of 8 bytes."""
    body, parts = bytearray(), []
    for table in tables:
        body += b"\0" * (-len(body) % 8)
        parts.append((len(body), table.nbytes, table.dtype.str))
        body += table.tobytes()
    card: dict[str, object] = {"name": name, "hash": hashlib.sha256(body).hexdigest()[:12], "order": ORDER, "fewest": FEWEST, "seen": seen}
    base = len(ngram.MAGIC) + 4 + CARD
    card["parts"] = [(base + start, length, kind) for start, length, kind in parts]
    return ngram.MAGIC + CARD.to_bytes(4, "little") + json.dumps(card).encode().ljust(CARD) + bytes(body)
