"""What a text is about, as a direction: texts of one subject lie near each other though they share no word.

A table holds a direction for each character and pair of characters, and a text is their sum: 医院 and 患者 lie near each other, for
they are of the same articles. It begins as latent semantic analysis (Deerwester et al. 1990) and learns from there to tell which of
some hundred paragraphs, of articles printed about the same day, is of one article with another (InfoNCE: van den Oord, Li and
Vinyals 2018). bench/fit_topics.py builds it, from the corpus and bench/papers, and tells how well pairs of paragraphs of one article are
told from others: on the labelled pages area under the curve 0.895 by words (`cleaner.language.cohesion`), 0.915 by topics, 0.941 by both;
on pages of papers that nobody looked at (bench/unseen/lots.jsonl) 0.858, 0.854 and 0.902. Learnt from the corpus alone, which is of
national news, these were 0.915 and 0.942, and 0.791 and 0.879.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleaner import data
from cleaner.arrays import Hashes, Integers, Numbers, runs
from cleaner.language.remembered import Remembered
from cleaner.language.script import simplified

if TYPE_CHECKING:
    import numpy.typing as npt

MAGIC = b"cleaner-topics-1"
POINT_BITS, TEXT_BITS = 21, 20  # of a code point, and of a text's number, of which a few thousand are looked at together
# Counts weigh by 1 + log, in whole steps, so that sums are exact, and the same on every machine. Chosen.
STEPS = 4


class Table(NamedTuple):
    """The known characters and pairs: `keys` sorted, their directions `rows`, and how much each weighs."""

    keys: Hashes
    weight: npt.NDArray[np.uint8]
    rows: npt.NDArray[np.int8]  # shape (number of keys, dimensions)


@data.loaded
def table() -> Table:
    """The table that ships in the package, opened once a process.

    Raises:
        ValueError: the file is no such table.

    >>> known = table()
    >>> at = np.searchsorted(known.keys, np.uint64(ord("桥")))
    >>> chr(known.keys[at]), bool(known.rows[at].any()), len(known.keys) == len(known.weight) == len(known.rows)
    ('桥', True, True)
    """
    raw = np.asarray(np.memmap(os.path.join(data.FOLDER, "topics-zh.bin"), dtype=np.uint8, mode="r"))
    head = len(MAGIC) + 8
    if bytes(raw[: len(MAGIC)]) != MAGIC:
        raise ValueError("topics-zh.bin: not a table of directions; install cleaner again")
    count, width = (int(n) for n in raw[len(MAGIC) : head].view(np.uint32))
    parts = np.split(raw[head:], np.cumsum([8 * count, count]))
    return Table(parts[0].view(np.uint64), parts[1], parts[2].view(np.int8).reshape(count, width))


TEXTS = Remembered()


def topics(texts: Sequence[str]) -> Numbers:
    """The direction of each text, shape (n, dimensions), longer where there is more that says it; zero where nothing does.

    Args:
        texts: of `cleaner.language.shingles.letters`.

    >>> a, b, c = topics(["患者住院治疗", "医生给病人做手术", "足球联赛开幕"])
    >>> bool(a @ b > 2 * abs(a @ c))
    True
    """
    return TEXTS.rows(texts, lambda new: _topics([texts[k] for k in new])) if texts else _topics([])


def _topics(texts: Sequence[str]) -> Numbers:
    known = table()
    grams, owner, counts = _grams(texts)
    # Sorted ones are found faster.
    place = np.searchsorted(known.keys, grams)
    place[place == len(known.keys)] = 0
    found = np.flatnonzero(known.keys[place] == grams)
    found = found[np.argsort(owner[found], kind="stable")]
    weights = np.rint(STEPS * (1 + np.log(counts[found]))) * known.weight[place[found]]
    rows = known.rows.take(place[found], axis=0).astype(np.float64)
    ends = np.cumsum(np.bincount(owner[found], minlength=len(texts))).tolist()
    out = np.zeros((len(texts), known.rows.shape[1]))
    for text, (start, end) in enumerate(pairwise([0, *ends])):
        # Of whole numbers below 2**53, and exact whatever is added first.
        np.dot(weights[start:end], rows[start:end], out=out[text])
    return out


def _grams(texts: Sequence[str]) -> tuple[Hashes, Integers, Integers]:
    """Every character and every pair of every text, sorted, each once a text; which text it is of, and how often it is there."""
    points = np.frombuffer(simplified("".join(texts)).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    owner = np.repeat(np.arange(len(texts), dtype=np.uint64), [len(t) for t in texts])
    inner = owner[1:] == owner[:-1]
    pairs = (points[:-1][inner] << np.uint64(POINT_BITS)) | points[1:][inner]
    cells = np.concatenate([points, pairs]) << np.uint64(TEXT_BITS) | np.concatenate([owner, owner[1:][inner]])
    # One sort of whole numbers tells which there are, in which text, and how often.
    cells.sort()
    first, count = runs(cells)
    of_text = cells[first] & np.uint64((1 << TEXT_BITS) - 1)
    return cells[first] >> np.uint64(TEXT_BITS), of_text.astype(np.int64), count
