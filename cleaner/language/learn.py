"""Build a language model (`cleaner.language.ngram`) from text."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from typing import IO, TYPE_CHECKING, NamedTuple

import numpy as np

from cleaner.arrays import Integers, Numbers
from cleaner.digests import digest
from cleaner.language import ngram
from cleaner.language.ngram import LETTER_BITS, ORDER, STEP

if TYPE_CHECKING:
    import numpy.typing as npt

# The fewest times an n-gram of 2, 3 and 4 characters must have been seen to be kept. Chosen so that the model stays below
# 12 MB, and so that what is kept is common to many texts: no sentence can be read back from it.
FEWEST = (0, 3, 5, 6)
DISCOUNT = 0.75  # of absolute discounting: the usual value for corpora of this size (Ney, Essen and Kneser 1994)
ROOM = 1 << (32 - LETTER_BITS)  # an n-gram that others extend must be numbered in the bits that a key leaves
# The most n-grams of 4 characters that are kept, five bytes each; rarer ones go first. Those of 2 and of 3 are at most ROOM each, of
# six bytes: a model is at most 11.5 MB.
MOST = 1_000_000
# Symbols that are counted at once, which bounds the memory, whatever the size of the text: to some 900 MB. Chosen.
AT_ONCE = 16_000_000
CARD = 2028  # bytes of the card: with the magic and its own length, 2,048


class Counts(NamedTuple):
    """The kept n-grams of one order (packed, sorted), and of their contexts how often anything followed."""

    grams: Integers
    counts: Integers
    contexts: Integers
    totals: Integers


def learn(articles: Iterable[tuple[list[str], list[str]]], name: str) -> bytes:
    """A model file built from articles, in memory that does not grow with the text: it is spilled to a temporary file.

    Args:
        articles: title lines and paragraphs of each.
        name: what the output's `made_by` will call the model.

    Raises:
        ValueError: there is no text, or too little: not one sequence of so many characters as the model has comes often enough.
        OSError: no room for the temporary file, four bytes a character.

    >>> learn([(["标题在此"], ["正文在此。"] * 3)] * 9, "tiny")[:15]
    b'cleaner-ngram-1'
    """
    with tempfile.TemporaryFile() as spill:
        frequency, seen = _spill(articles, spill)
        letters, symbols = _alphabet(frequency)
        spill.flush()
        stream = np.memmap(spill, dtype=np.int32, mode="r")
        counted = _count(stream, symbols) if letters.any() else []
        if not counted or not all(len(level.grams) for level in counted):
            raise ValueError(f"too little text to learn from ({seen['characters']:,} characters); give more")
        tables = _smooth(counted, int(letters.max()) + 1)
        del stream
    return _file(name, [letters, *tables], seen)


def _spill(articles: Iterable[tuple[list[str], list[str]]], spill: IO[bytes]) -> tuple[Integers, dict[str, int]]:
    """Write all text as code points, each line between its start and its end mark, which are negative; count the code points."""
    frequency, seen = np.zeros(65536, dtype=np.int64), {"articles": 0, "paragraphs": 0, "characters": 0}
    for title, paragraphs in articles:
        seen["articles"] += 1
        seen["paragraphs"] += len(paragraphs)
        marked = [(line, ngram.TITLE_START, ngram.TITLE_END) for line in title]
        marked += [(line, _start_of(k, len(paragraphs)), ngram.TEXT_END) for k, line in enumerate(paragraphs)]
        pieces = []
        for line, start, end in marked:
            points = np.frombuffer(ngram.folded(line).encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.int32)
            seen["characters"] += len(points)
            pieces += [np.array([-start], dtype=np.int32), points, np.array([-end], dtype=np.int32)]
        if pieces:
            whole = np.concatenate(pieces)
            spill.write(whole.tobytes())
            frequency += np.bincount(whole[(whole >= 0) & (whole < 65536)], minlength=65536)
    if not seen["characters"]:
        raise ValueError("no text to learn from")
    return frequency, seen


def _start_of(paragraph: int, count: int) -> int:
    if paragraph == 0:
        return ngram.LEAD_START
    return ngram.LAST_START if paragraph == count - 1 else ngram.TEXT_START


def _alphabet(frequency: Integers) -> tuple[npt.NDArray[np.uint16], npt.NDArray[np.uint16]]:
    """A symbol for each of the most frequent characters, by code point: as text has them, and as folded text does."""
    points = np.flatnonzero(frequency)
    best = points[np.lexsort((points, -frequency[points]))][: (1 << LETTER_BITS) - ngram.FIRST_LETTER]
    letters = np.zeros(65536, dtype=np.uint16)
    letters[best] = np.arange(len(best)) + ngram.FIRST_LETTER
    folds = np.arange(65536)
    folds[list(ngram.FOLD)] = [ord(c) for c in ngram.FOLD.values()]
    return letters[folds], letters


def _count(stream: npt.NDArray[np.int32], letters: npt.NDArray[np.uint16]) -> list[Counts]:
    """The n-grams of each order that are frequent enough; none goes across the start of a line.

    What is counted at once are the n-grams whose contexts fall into one of several parts, so that each part is complete.
    """
    parts = -(-len(stream) // AT_ONCE)
    counted = [_single(stream, letters)]
    fewest = 0
    for n, most in ((2, ROOM), (3, ROOM), (4, MOST)):
        # What is kept must be kept of every order below too, so the threshold never falls.
        fewest = max(fewest, FEWEST[n - 1])
        found: list[Counts] = []
        for k in range(parts):
            found.append(_part(stream, letters, n, fewest, k, parts))
            raised = fewest
            # What some of the parts have too much of all of them have: no more is held than fits.
            while sum(int((one.counts >= raised).sum()) for one in found) > most:
                raised += 1
            if raised > fewest:
                fewest, found = raised, [_frequent(one, raised) for one in found]
        whole = Counts(*(np.concatenate([one[x] for one in found]) for x in range(4)))
        keep, order = np.argsort(whole.grams, kind="stable"), np.argsort(whole.contexts, kind="stable")
        counted.append(Counts(whole.grams[keep], whole.counts[keep], whole.contexts[order], whole.totals[order]))
    return counted


def _single(stream: npt.NDArray[np.int32], letters: npt.NDArray[np.uint16]) -> Counts:
    """The characters by themselves, which have one context: none."""
    counts = np.zeros(1 << LETTER_BITS, dtype=np.int64)
    for at in range(0, len(stream), AT_ONCE):
        counts += np.bincount(_symbols(stream[at : at + AT_ONCE], letters), minlength=len(counts))
    grams = np.flatnonzero(counts)
    return Counts(grams, counts[grams], np.zeros(1, dtype=np.int64), np.array([counts.sum()]))


def _symbols(stream: npt.NDArray[np.int32], letters: npt.NDArray[np.uint16]) -> Integers:
    """The symbols of a piece of the stream."""
    raw = np.asarray(stream).astype(np.int64)
    return np.where(raw < 0, -raw, np.where(raw < 65536, letters[np.clip(raw, 0, 65535)], ngram.UNKNOWN))


def _frequent(found: Counts, fewest: int) -> Counts:
    """Those of some n-grams that come so often at least, and their contexts."""
    keep = found.counts >= fewest
    wanted = np.isin(found.contexts, found.grams[keep] >> LETTER_BITS)
    return Counts(found.grams[keep], found.counts[keep], found.contexts[wanted], found.totals[wanted])


def _part(stream: npt.NDArray[np.int32], letters: npt.NDArray[np.uint16], n: int, fewest: int, part: int, parts: int) -> Counts:
    """Frequent n-grams of one part of the contexts and their counts; their contexts, and how often anything followed these."""
    chosen = []
    for at in range(0, len(stream), AT_ONCE):
        symbol = _symbols(stream[at : at + AT_ONCE + n - 1], letters)
        start = np.isin(symbol, ngram.STARTS)
        size = len(symbol) - n + 1
        packed, whole = symbol[:size], np.ones(max(size, 0), dtype=bool)
        for k in range(1, n):
            packed = (packed << LETTER_BITS) | symbol[k : k + size]
            whole &= ~start[k : k + size]
        chosen.append(packed[whole & ((packed >> LETTER_BITS) % parts == part)])
    grams, counts = np.unique(np.concatenate(chosen), return_counts=True)
    if not len(grams):
        return Counts(grams, counts, grams, counts)
    contexts, first = np.unique(grams >> LETTER_BITS, return_index=True)
    totals = np.add.reduceat(counts, first)
    return _frequent(Counts(grams, counts, contexts, totals), fewest)


def _smooth(counted: list[Counts], size: int) -> list[npt.NDArray[np.generic]]:
    """Keys, probabilities and back-off weights of each order, by interpolated absolute discounting."""
    grams: Integers = np.arange(size)
    chance: Numbers = np.zeros(size)
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


def _steps(chance: Numbers) -> npt.NDArray[np.uint8]:
    steps = np.rint(-np.log(np.maximum(chance, 1e-12)) / STEP)
    return np.asarray(np.clip(steps, 0, 255), dtype=np.uint8)


def _file(name: str, tables: list[npt.NDArray[np.generic]], seen: dict[str, int]) -> bytes:
    """The card, then every table at a multiple of 8 bytes."""
    body, parts = bytearray(), []
    for table in tables:
        body += b"\0" * (-len(body) % 8)
        parts.append((len(body), table.nbytes, table.dtype.str))
        body += table.tobytes()
    card: dict[str, object] = {"name": name, "hash": digest(bytes(body))[:12], "order": ORDER, "fewest": FEWEST, "seen": seen}
    base = len(ngram.MAGIC) + 4 + CARD
    card["parts"] = [(base + start, length, kind) for start, length, kind in parts]
    return ngram.MAGIC + CARD.to_bytes(4, "little") + json.dumps(card).encode().ljust(CARD) + bytes(body)
