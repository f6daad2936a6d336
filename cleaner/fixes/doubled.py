"""Characters that the reader wrote twice (落落), told from those that are right (往往, 瘦瘦高高, 联谊会|会长)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cleaner.arrays import Flags, Integers, Numbers
from cleaner.flat import Flat
from cleaner.language import ngram
from cleaner.page import Edit
from cleaner.regexes import compiled
from cleaner.weights import logistic_for

# Twice, not more: 哈哈哈 is a sound.
DOUBLED = compiled(r"(?P<char>\p{Han})(?P=char)(?!(?P=char))(?<!(?P=char){3})")
# 瘦瘦高高: two pairs side by side are a way of forming words.
PAIRS = compiled(r"(?P<a>\p{Han})(?P=a)(?P<b>\p{Han})(?P=b)")
# 王芳芳, 李明明: two to four ideographs alone, as names stand in a list. Nothing beside them shows whether they are right.
LONGEST_ALONE = 4
ALONE = compiled(rf"(?<!\p{{Han}})\p{{Han}}{{2,{LONGEST_ALONE}}}(?!\p{{Han}})")
# From these log-odds on it is an error, and from those on a doubt. Chosen on the cross-validation that bench/fit_doubled.py
# prints: at the first, 3 in 10,000 of the right ones are taken for errors (and half of the errors found), for 医院|院区 is at
# 4.6; at the second, 5 in 100 (and 95).
ERROR, DOUBT = 5.5, 1.0
# On a page that doubles characters less evidence is needed for one more: each sure error raises the odds of the others, and from
# these log-odds on it is always enough. Chosen among few: bench/doubled.py tells what they find, and spoil, on labelled pages.
EACH, LEAST = 2.0, 3.5


class Doubled(NamedTuple):
    """A doubled character: where its second half stands in the flat text, and the log-odds that it is an error."""

    at: int
    log_odds: float


def doubled_characters(flat: Flat) -> list[Doubled]:
    """Every doubled ideograph of the page, with the log-odds that the scan doubled it.

    Evidence: how much better the text reads without (by the language model, on what follows and on the pair itself),
    whether the pair is known at all, alone or with its neighbours, and the shapes of words that double on purpose.

    >>> from cleaner.flat import flatten
    >>> from cleaner.page import Block, Page
    >>> text = "图书馆每天开到晚晚上十点，新桥今天通通车，老人们往往来看报。"
    >>> found = doubled_characters(flatten(Page("p", text, blocks=(Block(0, len(text), "body"),))))
    >>> [(text[doubled.at], doubled.log_odds > DOUBT) for doubled in found]
    [('晚', True), ('通', True), ('往', False)]
    """
    text = flat.text
    places = _places(text)
    if not places:
        return []
    odds = logistic_for("doubled", NAMES).log_odds(evidence(text, places))
    return [Doubled(k + 1, min(float(o), DOUBT) if _is_alone(text, k) else float(o)) for k, o in zip(places, odds, strict=True)]


def _places(text: str) -> list[int]:
    """Where the doubled characters of a text begin."""
    # The pattern is asked where a character is as the one before it, and not at every character of the page.
    return [k for k in np.flatnonzero(_again(text)).tolist() if DOUBLED.match(text, k)]


def _pairs(text: str) -> set[int]:
    """The places of the characters of two pairs side by side."""
    again = _again(text)
    found: set[int] = set()
    for k in np.flatnonzero(again[:-2] & again[2:]).tolist():
        if k not in found and PAIRS.match(text, k):
            found.update(range(k, k + 4))
    return found


def _again(text: str) -> Flags:
    """Whether the character behind each but the last is the same."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return np.asarray(points[1:] == points[:-1])


def _is_alone(text: str, at: int) -> bool:
    """Whether the pair stands in a run of ideographs that is as short as names in a list are."""
    # As far around the two as such a run goes, and one more that shows its end.
    return any(m.start() <= at < m.end() for m in ALONE.finditer(text, max(0, at - LONGEST_ALONE), at + 2 + LONGEST_ALONE))


def error_from(sure: int) -> float:
    """The log-odds from which a doubled character of a page is taken for an error.

    Args:
        sure: how many of its doubled characters are errors on any page.

    >>> error_from(0) == ERROR, error_from(2) < error_from(1) < ERROR, error_from(50) == LEAST
    (True, True, True)
    """
    return max(LEAST, ERROR - float(np.log1p(EACH * sure)))


def edits(flat: Flat, found: list[Doubled], error: float) -> list[Edit]:
    """Take away the second of a doubled pair that is an error.

    Args:
        flat: the page.
        found: its doubled characters.
        error: the log-odds from which one is an error.

    >>> flat = Flat("新桥桥通车", [0], [0], [0])
    >>> edits(flat, [Doubled(2, 6.0)], ERROR), edits(flat, [Doubled(2, 2.0)], ERROR)
    ([Edit(start=2, end=3, text='', reason='doubled-character')], [])
    """
    return [e for d in found if d.log_odds >= error for e in flat.edits(d.at, d.at + 1, "", "doubled-character")]


NAMES = ("model", "pair", "tendency", "rarity", "pair-unknown", "before-unknown", "after-unknown", "two-pairs", "model-at-two-pairs")


def evidence(text: str, places: list[int]) -> Numbers:
    """Features of the doubled characters whose first halves are at these places.

    Args:
        text: as it reads, a line end between blocks.
        places: not empty.

    Returns:
        Shape (len(places), len(NAMES)).

    >>> found = dict(zip(NAMES, evidence("大家高高兴兴地过桥", [2])[0].tolist(), strict=True))
    >>> found["two-pairs"], found["pair-unknown"]
    (1.0, 0.0)
    """
    model = ngram.default_model()
    around = [_around(text, k) for k in places]
    before, after = (ngram.symbols(model, "".join(side)).reshape(-1, 3) for side in zip(*around, strict=True))
    behind = "".join(letters for _, letters in around).encode("utf-32-le", "surrogatepass")
    inside = (np.frombuffer(behind, dtype=np.uint32).reshape(-1, 3) > 0).cumprod(axis=1)
    itself = before[:, 2]
    once, twice = _once_and_twice(model, before, after)
    gain, pair = (once[:, :3] * inside).sum(axis=1) - (twice[:, 1:] * inside).sum(axis=1), -twice[:, 0]
    contexts = (before[:, [2, 2, 2]], np.stack([before[:, 1], itself, itself], axis=1), np.stack([itself, itself, after[:, 0]], axis=1))
    alone, before_pair, after_pair = np.split(ngram.states(model, np.concatenate(contexts)), 3)
    unknown = (alone[:, 1] < 0, before_pair[:, 2] < 0, after_pair[:, 2] < 0)
    # How often this character follows itself, and how rare it is: rare ones that double (唰唰 啧啧) are sounds and manners.
    itself_after = np.concatenate([np.where([True, False, False], alone, -1), np.full_like(alone, -1)])
    tendency, rarity = np.split(-ngram.log_chance(model, itself_after, np.tile(itself, 2)), 2)
    paired = _pairs(text)
    two_pairs = np.array([k in paired for k in places])
    columns = [gain, pair, tendency, rarity, *unknown, two_pairs, two_pairs * (gain + pair)]
    return np.stack(columns, axis=1).astype(np.float64)


def _once_and_twice(model: ngram.Model, before: Integers, after: Integers) -> tuple[ngram.Floats, ngram.Floats]:
    """Log P of what comes after the first of each pair, if it is there once and if twice, shape (k, 4): of the first, three count."""
    once = np.concatenate([after, np.zeros_like(after[:, :1])], axis=1)
    twice = np.concatenate([before[:, -1:], after], axis=1)
    chances = ngram.log_chances(model, np.tile(before, (2, 1)), np.concatenate([once, twice]))
    return chances[: len(before)], chances[len(before) :]


def _around(text: str, at: int) -> tuple[str, str]:
    """Three characters up to the first of the pair, and three after the pair, padded where the paragraph ends."""
    before = text[max(0, at - 2) : at + 1].rpartition("\n")[2]
    after = text[at + 2 : at + 5].partition("\n")[0]
    return before.rjust(3, "\0"), after.ljust(3, "\0")
