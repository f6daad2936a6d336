"""Linear scores over the characters, pairs and triples of short texts, from tables that scripts in bench/ have fitted."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from cleaner import data
from cleaner.arrays import Hashes, Numbers
from cleaner.language.ngram import folded

if TYPE_CHECKING:
    import numpy.typing as npt

# With which a table begins: of how texts begin, of page furniture, of captions, and of headlines above datelines.
MAGIC = b"cleaner-opening1"
SIZES = (1, 2, 3)
BITS = 16  # of a character: what is beyond the Basic Multilingual Plane is not looked at
BEGIN = 2  # stands before the first character; no text has it
END = "\x03"  # stands behind the last one of a line that is looked at whole
# Weights are kept in a byte, in steps of this, in log-odds, so that sums are exact. Chosen: a byte reaches three nats.
STEP = 1 / 40


def whole(line: str, reach: int) -> str:
    """A line with a mark behind it, or its first characters: what stands at its end says as much as what stands at its beginning.

    >>> whole(" 新桥今天通车 ", 60), whole("新桥今天通车", 3)
    ('新桥今天通车\\x03', '新桥\\x03')
    """
    return line.strip()[: reach - 1] + END


def grams(texts: Sequence[str], reach: int, zones: Sequence[int] = ()) -> Hashes:
    """A number for every n-gram of the first characters of each text, shape (n, places); 0 where there is none.

    Args:
        texts: as they read.
        reach: how many characters are looked at.
        zones: where the zones but the first begin: of each an n-gram has another number.

    >>> found = grams(["新桥通车", "新桥开工"], 40, (2, 12))
    >>> found.shape, np.count_nonzero(found, axis=1).tolist(), int(((found[0] == found[1]) & (found[0] > 0)).sum())
    ((2, 123), [12, 12], 6)
    """
    heads = [folded(text[:reach]) for text in texts]
    points = np.zeros((len(texts), reach + 1 + max(SIZES)), dtype=np.uint64)
    flat = "".join(head.ljust(reach, "\0")[:reach] for head in heads).encode("utf-32-le", "surrogatepass")
    points[:, 0] = BEGIN
    points[:, 1 : reach + 1] = np.frombuffer(flat, dtype=np.uint32).reshape(len(texts), reach)
    points[points >= 1 << BITS] = 0
    zone = np.searchsorted(zones, np.arange(reach + 1), side="right").astype(np.uint64) << np.uint64(BITS * max(SIZES))
    out = []
    for size in SIZES:
        packed, every = np.zeros((len(texts), reach + 1), dtype=np.uint64), np.ones((len(texts), reach + 1), dtype=bool)
        for k in range(size):
            part = points[:, k : k + reach + 1]
            packed = (packed << np.uint64(BITS)) | part
            every &= part > 0
        out.append(np.where(every, packed | zone, 0))
    return np.concatenate(out, axis=1)


@data.loaded
def _table(name: str) -> tuple[Hashes, npt.NDArray[np.int8]]:
    """The n-grams that say something, sorted, and their weights.

    Raises:
        ValueError: the file is no such table.
    """
    raw = np.asarray(np.memmap(os.path.join(data.FOLDER, name), dtype=np.uint8, mode="r"))
    head = len(MAGIC) + 8
    if bytes(raw[: len(MAGIC)]) != MAGIC:
        raise ValueError(f"{name}: not a table of n-grams; install cleaner again")
    count = int(raw[len(MAGIC) : head].view(np.uint64)[0])
    return raw[head : head + 8 * count].view(np.uint64), raw[head + 8 * count :].view(np.int8)


def log_odds(found: Hashes, names: Sequence[str]) -> Numbers:
    """What each text comes to by each of some tables, shape (n, number of tables): the sum of what these say of its n-grams.

    Args:
        found: of `grams`.
        names: of the tables.

    >>> log_odds(np.zeros((1, 3), dtype=np.uint64), ["dated-zh.bin"]).tolist()
    [[0.0]]
    """
    # Most places of a short text are empty, and each n-gram is looked for once: sorted ones are found faster.
    text, place = np.nonzero(found)
    different, where = np.unique(found[text, place], return_inverse=True)
    sums = [np.bincount(text, _steps(name, different)[where], minlength=len(found)) for name in names]
    return np.asarray(np.stack(sums, axis=1) * STEP)


def _steps(name: str, different: Hashes) -> npt.NDArray[np.int8]:
    """The weights that a table has for n-grams, in steps of `STEP`; 0 for those that it has not."""
    keys, held = _table(name)
    place = np.minimum(np.searchsorted(keys, different), len(keys) - 1)
    return np.where(keys[place] == different, held[place], np.int8(0))
