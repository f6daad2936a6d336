"""What tells characters that the reader wrote twice from those that are right: how the text reads with one and with two."""

from __future__ import annotations

import collections
from collections.abc import Iterable, Sequence

import numpy as np

from cleaner.arrays import Flags, Integers, Numbers
from cleaner.language import ngram
from cleaner.regexes import compiled
from cleaner.weights import Rows, in_rows

# 瘦瘦高高: two pairs side by side are a way of forming words.
PAIRS = compiled(r"(?P<a>\p{Han})(?P=a)(?P<b>\p{Han})(?P=b)")
# Three characters before the pair, the doubled one, and three behind.
B3, B2, B1, C, A1, A2, _ = range(7)
# Which character is asked about, behind which: how much likelier it is there than anywhere. A word that the pair tears (初步步统计) is
# known on one side of it and not on the other; two words that meet (医院|院区) are known on both.
JOINS = {
    "before": ((B1,), C),
    "two-before": ((B2, B1), C),
    "three-before": ((B3, B2, B1), C),
    "after": ((C,), A1),
    "two-after": ((C, A1), A2),
    "across": ((B1,), A1),
    "once": ((B1, C), A1),
    "once-longer": ((B2, B1, C), A1),
    "twice": ((C,), C),
    "twice-before": ((B1, C), C),
    "twice-after": ((C, C), A1),
    "beside-before": ((B2,), B1),
    "beside-after": ((A1,), A2),
}
# How far around a pair the page is looked through for the same with one, in characters, and how many times are told from more. Chosen:
# a page of usual size, and no more of a larger one, which would take the square of its length.
NEAR, MANY = 10_000, 3
# Letters on either side of two pairs that are one, said twice. Chosen.
SAME = 8
OUTSIDE = "\0"


def evidence(text: str, places: Sequence[int]) -> Rows:
    """Features of the doubled characters whose first halves are at these places.

    Args:
        text: as it reads, folded, a line end between blocks.
        places: of all that are doubled in it; not empty.

    >>> names, rows = evidence("大家高高兴兴地过桥", [2])
    >>> found = dict(zip(names, rows[0].tolist(), strict=True))
    >>> found["two-pairs"], found["pair-again"]
    (1.0, 0.0)
    """
    letters = [_around(text, at) for at in places]
    symbols = ngram.symbols(ngram.default_model(), "".join(letters)).reshape(-1, 7)
    inside = np.array([[letter != OUTSIDE for letter in one[A1:]] for one in letters]).cumprod(axis=1)
    reads, joins = _reads(symbols, inside), _joins(symbols)
    return in_rows({**reads, **joins, **_on_the_page(text, places), "two-pairs": _beside_another(text, places)})


def again(text: str) -> Flags:
    """Whether the character behind each but the last is the same.

    >>> again("高高兴").tolist()
    [True, False]
    """
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return np.asarray(points[1:] == points[:-1])


def _around(text: str, at: int) -> str:
    """Three characters before a pair, its own once, and three behind, without those of other paragraphs."""
    before = text[max(0, at - 3) : at].rpartition("\n")[2]
    after = text[at + 2 : at + 5].partition("\n")[0]
    return before.rjust(3, OUTSIDE) + text[at] + after.ljust(3, OUTSIDE)


def _reads(symbols: Integers, inside: Integers) -> dict[str, Numbers | Flags]:
    """How much better the text reads with one, how unlikely the second is, and whether the model knows the pair beside its neighbours.

    Args:
        symbols: of the characters around each pair, shape (k, 7).
        inside: 1 for each of the three behind that is of the same paragraph, else 0; shape (k, 3).
    """
    model = ngram.default_model()
    before, after, itself = symbols[:, [B2, B1, C]], symbols[:, A1:], symbols[:, C]
    once, twice = _once_and_twice(model, before, after)
    contexts = (np.stack([symbols[:, B1], itself, itself], axis=1), np.stack([itself, itself, symbols[:, A1]], axis=1))
    before_pair, after_pair = np.split(ngram.states(model, np.concatenate(contexts)), 2)
    return {
        "model": (once[:, :3] * inside).sum(axis=1) - (twice[:, 1:] * inside).sum(axis=1),
        "pair": -twice[:, 0],
        "before-unknown": before_pair[:, 2] < 0,
        "after-unknown": after_pair[:, 2] < 0,
    }


def _once_and_twice(model: ngram.Model, before: Integers, after: Integers) -> tuple[ngram.Floats, ngram.Floats]:
    """Log P of what comes after the first of each pair, if it is there once and if twice, shape (k, 4): of the first, three count."""
    once = np.concatenate([after, np.zeros_like(after[:, :1])], axis=1)
    twice = np.concatenate([before[:, -1:], after], axis=1)
    chances = ngram.log_chances(model, np.tile(before, (2, 1)), np.concatenate([once, twice]))
    return chances[: len(before)], chances[len(before) :]


def _joins(symbols: Integers) -> dict[str, Numbers]:
    """How well the characters around each pair follow one another, in nats above what each has anywhere, and how rare two of them are."""
    model = ngram.default_model()
    contexts = np.full((len(JOINS), len(symbols), 3), -1, dtype=np.int64)
    for row, (behind, _) in zip(contexts, JOINS.values(), strict=True):
        row[:, 3 - len(behind) :] = symbols[:, behind]
    asked = np.concatenate([symbols[:, letter] for _, letter in JOINS.values()])
    chance = ngram.log_chance(model, ngram.states(model, contexts.reshape(-1, 3)), asked)
    nearer = (chance - ngram.nats(model.chance[0][asked])).reshape(len(JOINS), -1)
    found = dict(zip(JOINS, nearer, strict=True))
    rarity = ngram.nats(model.chance[0][symbols[:, [C, A1]]])
    return {
        **found,
        "better-side": np.maximum(found["before"], found["after"]),
        "worse-side": np.minimum(found["before"], found["after"]),
        "itself": rarity[:, 0],
        "next": rarity[:, 1],
    }


def _on_the_page(text: str, places: Sequence[int]) -> dict[str, list[int]]:
    """How often else the page has the pair, with the character before it and with the one behind, and has the same three with one.

    A name (李楠楠) is there more than once; an error is not made twice. What the page says twice word for word is one.
    """
    around = [text[max(0, at - SAME) : at].rpartition("\n")[2] + text[at : at + SAME].partition("\n")[0] for at in places]
    return {
        "pair-again": _others((text[at] for at in places), around),
        "before-again": _others((text[max(0, at - 1) : at + 2] for at in places), around),
        "after-again": _others((text[at : at + 3] for at in places), around),
        "once-here": [_times(text, text[max(0, at - 1) : at + 1] + text[at + 2 : at + 3], at) for at in places],
    }


def _others(seen: Iterable[str], around: Sequence[str]) -> list[int]:
    """How many others there are of each among other letters, of more than some no more."""
    listed = list(seen)
    times = collections.Counter(one for one, _ in {*zip(listed, around, strict=True)})
    return [min(times[one] - 1, MANY) for one in listed]


def _times(text: str, wanted: str, at: int) -> int:
    """How often something stands around a place, of more than some no more."""
    return min(text.count(wanted, max(0, at - NEAR), at + NEAR), MANY)


def _beside_another(text: str, places: Sequence[int]) -> list[bool]:
    """Whether each pair stands beside another."""
    same = again(text)
    found: set[int] = set()
    for k in np.flatnonzero(same[:-2] & same[2:]).tolist():
        if k not in found and PAIRS.match(text, k):
            found.update(range(k, k + 4))
    return [at in found for at in places]
