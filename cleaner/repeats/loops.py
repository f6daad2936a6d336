"""Decoder loops: a phrase that a reader said again and again, because its decoder ran in circles."""

from __future__ import annotations

import functools
from itertools import pairwise

import numpy as np

from cleaner.arrays import Flags, Integers
from cleaner.flat import WALL, Flat, flatten
from cleaner.language.ngram import folded
from cleaner.language.shingles import MIX, letters, order_of
from cleaner.page import Block, Note, Page
from cleaner.regexes import compiled

# A phrase of this many letters, said this many times in a row, is a loop of the decoder: what people chant has up to five. Chosen.
LOOP_LETTERS, LOOP_TIMES = 6, 3
# Of a rolling hash of letters: a prime larger than most code points.
FACTOR = 1000003
# Characters of what is said again by phrases of fewer letters, or of none, at least: of a chant or the dots of a table of contents there
# are fewer. Chosen.
SHORT_LOOP = 60
# A whole sentence that is said twice in a row is a loop, too; what is shorter may be said so on purpose. Its characters are chosen.
TWICE = compiled(r"(?<![^。！？”\n])(?P<sentence>[^。！？\n]{15,199}[。！？]+”?)(?P=sentence)")
STOPS, SENTENCE = compiled("[。！？]+"), 15
# Letters of what is said again and again, at most. Chosen.
LONGEST_LOOP = 200
# Characters that are searched for loops at once. Chosen.
AT_ONCE = 100_000
# How far back the end that a loop repeats can stand, in characters: beyond the longest loop and a caption. Chosen.
NEAR = 1000


def without_loops(page: Page) -> Page:
    """Cut the later turns of every decoder loop out of its block.

    >>> from cleaner.page import text_of
    >>> text = "渡口的老船工来了，" + "他说自己摆渡三十年了，" * 5
    >>> page = without_loops(Page("p", text, blocks=(Block(0, len(text), "body"),)))
    >>> [(block.kind, text_of(page, block)[:12]) for block in page.blocks], dict(page.notes[0].facts)["times"]
    ([('body', '渡口的老船工来了，他说自'), ('decoder-loop', '了，他说自己摆渡三十年了'), ('body', '了，')], 5)
    """
    flat = flatten(page)
    cuts: list[Note] = []
    for start, end, lag in _loops(flat):
        phrase, times = flat.text[start - lag : start], 1 + (end - start) // lag
        # Where the loop is a paragraph of its own, its first turn repeats the end of the one before.
        if flat.text[start - lag - 1 : start - lag] == WALL and phrase in flat.text[max(0, start - NEAR) : start - lag]:
            start -= lag
        first, last = flat.source(start), flat.span(end - 1)[1]
        cuts.append(Note(first, last, "decoder-loop", (("phrase", phrase), ("times", times))))
    if not cuts:
        return page
    blocks: list[Block] = []
    at = 0
    for block in page.blocks:
        mine = []
        while at < len(cuts) and cuts[at].end <= block.end:
            mine.append(cuts[at])
            at += 1
        edges = [block.start, *(e for c in mine for e in (c.start, c.end)), block.end]
        pieces = [block._replace(start=a, end=b, kind="decoder-loop" if k % 2 else block.kind) for k, (a, b) in enumerate(pairwise(edges))]
        blocks += [p for p in pieces if p.start < p.end]
    return page._replace(blocks=tuple(blocks)).with_notes(cuts)


def _loops(flat: Flat) -> list[tuple[int, int, int]]:
    """Stretches of the text that say again, twice or more, the `lag` characters before them; none overlaps another."""
    points = np.frombuffer(flat.text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    # A list goes on with other numbers: 女子50公斤级、女子53公斤级、女子57公斤级.
    for start, plain in _folded():
        few = np.flatnonzero((points >= start) & (points < start + len(plain)))
        points[few] = plain[points[few] - start]
    walls = np.flatnonzero(points == ord(WALL))
    points[walls] = -1 - np.arange(len(walls))
    found: list[tuple[int, int, int]] = []
    for lag in _distances(points):
        found += [(s + lag, e + lag, lag) for s, e in _runs(points[lag:] == points[:-lag], (LOOP_TIMES - 1) * lag)]
    if _may_say_twice(flat.text):
        found += [(twice.end("sentence"), twice.end(), len(twice["sentence"])) for twice in TWICE.finditer(flat.text)]
    for lag in range(1, LOOP_LETTERS):
        found += [(s + lag, e + lag, lag) for s, e in _runs(points[lag:] == points[:-lag], SHORT_LOOP)]
    kept: list[tuple[int, int, int]] = []
    taken = np.zeros(len(points), dtype=bool)
    for start, end, lag in sorted(found, key=lambda f: (f[2], f[0])):
        # What an earlier loop ends with may be the end of this one's phrase, too: it begins behind that.
        other = np.flatnonzero(taken[start - lag : end])
        if len(other) and end - (start + int(other[-1]) + 1) >= (LOOP_TIMES - 1) * lag:
            start += int(other[-1]) + 1
        phrase = letters(flat.text[start - lag : start])
        whole = start + (end - start) // lag * lag
        tells = lag < LOOP_LETTERS or (len(phrase) >= LOOP_LETTERS and len(set(phrase)) > 2)
        if tells and not taken[start - lag : whole].any():
            taken[start - lag : whole] = True
            kept.append((start, whole, lag))
    return sorted(kept)


@functools.cache
def _folded() -> tuple[tuple[int, Integers], ...]:
    """The characters that are folded, in two rows: where each begins, and what they are folded to, but for digits."""
    rows = (range(ord("0")), range(ord("9") + 1, 128), range(0xFF00, 0xFF60))
    return tuple((row[0], np.array([ord(folded(chr(point))) for point in row], dtype=np.int64)) for row in rows)


def _may_say_twice(text: str) -> bool:
    """Whether a sentence of a text ends as the next one reads: only then one may be said twice in a row."""
    sentences = STOPS.split(text)
    return any(len(below) >= SENTENCE and above.endswith(below.removeprefix("”")) for above, below in pairwise(sentences))


def _distances(points: Integers) -> list[int]:
    """How far apart the same LOOP_LETTERS characters stand, where that is near enough for a loop and met often enough."""
    if len(points) < LOOP_LETTERS * LOOP_TIMES:
        return []
    count = len(points) - LOOP_LETTERS + 1
    counts = np.zeros(LONGEST_LOOP + 1, dtype=np.int64)
    # Stretch by stretch, each with as much before it as a loop is long: sorting all of a huge page is no linear work.
    for start in range(0, count, AT_ONCE):
        before, end = max(0, start - LONGEST_LOOP), min(start + AT_ONCE, count)
        here = np.zeros(end - before, dtype=np.int64)
        for k in range(LOOP_LETTERS):
            here = here * FACTOR + points[before + k : end + k]
        order = order_of(here.view(np.uint64) * MIX)
        again = (here[order[1:]] == here[order[:-1]]) & (order[1:] >= start - before)
        gaps = np.diff(order)[again]
        counts += np.bincount(gaps[gaps <= LONGEST_LOOP], minlength=LONGEST_LOOP + 1)
    # Between two turns every character but the last few is met again at the same distance.
    return [lag for lag in range(LOOP_LETTERS, LONGEST_LOOP + 1) if counts[lag] >= lag]


def _runs(same: Flags, shortest: int) -> list[tuple[int, int]]:
    """Runs of true values of at least that length."""
    if len(same) < shortest or not same.any():
        return []
    edges: Integers = np.flatnonzero(np.diff(np.concatenate([[False], same, [False]]).astype(np.int8)))
    long = edges[1::2] - edges[::2] >= shortest
    return list(zip(edges[::2][long].tolist(), edges[1::2][long].tolist(), strict=True))
