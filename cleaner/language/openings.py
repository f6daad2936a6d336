"""How texts begin: as an article's first paragraph or a later one, as a paragraph or within a sentence, and with a dateline or not.

Linear scores over the characters, pairs and triples of the first forty characters, by whether they stand at the very beginning,
near it or after it: first paragraphs say who, when and where; later ones 指出 and 此外; and 进措施，也适用于 lacks whose measures.
Of datelines the headline tells: below 习近平致贺信 stands 新华社北京10月1日电, and below （人民时评） nothing of the kind.
bench/fit_openings.py fits the scores, and tells how well they know articles that they have not seen: of bench/unseen first paragraphs
with 0.775 of the area under the curve, and what begins within a sentence with 0.923; learnt from the corpus alone 0.658 and 0.895.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from cleaner import data
from cleaner.arrays import Hashes, Numbers
from cleaner.language.ngram import folded
from cleaner.language.remembered import Remembered

if TYPE_CHECKING:
    import numpy.typing as npt

MAGIC = b"cleaner-opening1"
# Of an article's first paragraph, and within a sentence.
TABLES = ("openings-zh.bin", "within-zh.bin")
# Of headlines, with all their characters up to so many, and a mark behind the last.
DATED, HEADLINE, END = "dated-zh.bin", 60, "\x03"
# Log-odds of a dateline beyond which a line says no more. Chosen.
SURE = 4.0
# Characters that are looked at, and where the second and the third zone begin. Chosen.
REACH, ZONES = 40, (2, 12)
SIZES = (1, 2, 3)
BITS = 16  # of a character: what is beyond the Basic Multilingual Plane is not looked at
BEGIN = 2  # stands before the first character; no text has it
# Weights are kept in a byte, in steps of this, in log-odds, so that sums are exact.
STEP = 1 / 40


def grams(texts: Sequence[str], reach: int = REACH, zones: Sequence[int] = ZONES) -> Hashes:
    """A number for every n-gram of the first characters of each text, shape (n, places); 0 where there is none.

    Args:
        texts: as they read.
        reach: how many characters are looked at.
        zones: where the zones but the first begin: of each an n-gram has another number.

    >>> found = grams(["新桥通车", "新桥开工"])
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
        packed, whole = np.zeros((len(texts), reach + 1), dtype=np.uint64), np.ones((len(texts), reach + 1), dtype=bool)
        for k in range(size):
            part = points[:, k : k + reach + 1]
            packed = (packed << np.uint64(BITS)) | part
            whole &= part > 0
        out.append(np.where(whole, packed | zone, 0))
    return np.concatenate(out, axis=1)


@functools.cache
def _table(name: str) -> tuple[Hashes, npt.NDArray[np.int8]]:
    """The n-grams that say something, sorted, and their weights."""
    raw = np.asarray(np.memmap(os.path.join(data.FOLDER, name), dtype=np.uint8, mode="r"))
    head = len(MAGIC) + 8
    count = int(raw[len(MAGIC) : head].view(np.uint64)[0])
    return raw[head : head + 8 * count].view(np.uint64), raw[head + 8 * count :].view(np.int8)


TEXTS, TITLES = Remembered(), Remembered()


def opening(texts: Sequence[str]) -> Numbers:
    """The log-odds, but for a constant, that each text begins an article rather than goes on in one; 0 where nothing says.

    Args:
        texts: as they read.

    >>> first, later = opening(["新华社北京10月1日电 国务院今天召开会议", "他指出，这些问题还没有解决"])
    >>> bool(first > later)
    True
    """
    return _odds(texts)[:, 0]


def within(texts: Sequence[str]) -> Numbers:
    """The log-odds, but for a constant, that each text begins within a sentence rather than as a paragraph; 0 where nothing says.

    Args:
        texts: as they read.

    >>> torn, whole = within(["进措施，也适用于外地来的学生", "这些措施由学校制定，适用于外地来的学生"])
    >>> bool(torn > whole)
    True
    """
    return _odds(texts)[:, 1]


def dated(lines: Sequence[str]) -> Numbers:
    """The log-odds within ±SURE, but for a constant, that an article begins with a dateline, by each line of a headline.

    Args:
        lines: as they read.

    >>> news, comment = dated(["市委召开常委会部署春耕生产", "别让渡船等在大桥下面（今日谈）"])
    >>> bool(news > comment)
    True
    """
    heads = [of_headline(line) for line in lines]
    if not heads:
        return np.zeros(0)
    found = TITLES.rows(heads, lambda new: _total(_weights(DATED, grams([heads[k] for k in new], HEADLINE, ())))[:, None])
    return np.clip(found[:, 0], -SURE, SURE)


def of_headline(line: str) -> str:
    """A line of a headline as it is looked at: what stands at its end says as much as what stands at its beginning.

    >>> of_headline(" 新桥今天通车 ")
    '新桥今天通车\\x03'
    """
    return line.strip()[: HEADLINE - 1] + END


def _odds(texts: Sequence[str]) -> Numbers:
    """Both scores of each text, shape (n, 2). Several passes ask about the same texts."""
    heads = [text[:REACH] for text in texts]
    return TEXTS.rows(heads, lambda new: _scores([heads[k] for k in new])) if heads else np.zeros((0, 2))


def _scores(heads: Sequence[str]) -> Numbers:
    found = grams(heads)
    # Each n-gram is looked for once in both tables, and sorted ones are found faster.
    different = np.sort(found, axis=None)
    different = different[np.flatnonzero(np.diff(different, prepend=~different[:1]))]
    where = np.searchsorted(different, found)
    return np.stack([_total(_weights(name, different)[where]) for name in TABLES], axis=1)


def _weights(name: str, found: Hashes) -> npt.NDArray[np.int8]:
    """The weights that a table has for n-grams, 0 for those that it has not."""
    keys, weights = _table(name)
    place = np.minimum(np.searchsorted(keys, found), len(keys) - 1)
    return np.where(keys[place] == found, weights[place], np.int8(0))


def _total(weights: npt.NDArray[np.int8]) -> Numbers:
    """The sum of the weights in each row."""
    return np.asarray(weights.sum(axis=1, dtype=np.int64) * STEP)
