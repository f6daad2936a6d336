"""Characters that the reader wrote twice (落落), told from those that are right (往往, 瘦瘦高高, 联谊会|会长)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cleaner.fixes.doubled_evidence import again, evidence
from cleaner.flat import Flat
from cleaner.page import Edit
from cleaner.regexes import compiled
from cleaner.weights import trees_for

# Twice, not more: 哈哈哈 is a sound.
DOUBLED = compiled(r"(?P<char>\p{Han})(?P=char)(?!(?P=char))(?<!(?P=char){3})")
# 王芳芳, 李明明: two to four ideographs alone, as names stand in a list. Nothing beside them shows whether they are right.
LONGEST_ALONE = 4
ALONE = compiled(rf"(?<!\p{{Han}})\p{{Han}}{{2,{LONGEST_ALONE}}}(?!\p{{Han}})")
# 省、区、市市场: behind two things of one character the first of the pair is a third. A daily of 1998 forced it; trees that
# were told of it were no less sure.
THIRD = compiled(r"(?<=\p{Han}、\p{Han}、)(?P<char>\p{Han})(?P=char)")
# From these log-odds on it is an error, and from those on a doubt. Chosen on the cross-validation that bench/fit_doubled.py
# prints: at the first, 5 in 10,000 of the right ones are taken for errors, some half of which the corpus has printed (and half of the
# errors found); at the second, even odds, 5 in 100 (and 97).
ERROR, DOUBT = 5.5, 0.0
# On a page that doubles characters less evidence is needed for one more: each sure error raises the odds of the others, and from
# these log-odds on it is always enough. Chosen among few: bench/doubled.py tells what they find, and spoil, on labelled pages.
EACH, LEAST = 2.0, 3.5
# How far apart two pairs stand, in characters, of which one is judged by how the other reads: three beside each, and their own.
BESIDE = 5


class Doubled(NamedTuple):
    """A doubled character: where its second half stands in the flat text, and the log-odds that it is an error."""

    at: int
    log_odds: float


def doubled_characters(flat: Flat) -> list[Doubled]:
    """Every doubled ideograph of the page, with the log-odds that the scan doubled it.

    Evidence (doubled_evidence.py): how much better the text reads without, by the language model, how well the characters around the
    pair follow one another with one and with two, how often else the page has it, and the shapes of words that double on purpose.

    >>> from cleaner.flat import flatten
    >>> from cleaner.page import Block, Page
    >>> text = "图书馆每天开到晚晚上十点，新桥今天通通车，老人们往往来看报。"
    >>> found = doubled_characters(flatten(Page("p", text, blocks=(Block(0, len(text), "body"),))))
    >>> [(text[doubled.at], doubled.log_odds > DOUBT) for doubled in found]
    [('晚', True), ('通', True), ('往', False)]
    """
    text = flat.text
    places = doubled_places(text)
    if not places:
        return []
    names, rows = evidence(text, places)
    odds = trees_for("doubled", names).scores(rows)[:, 0]
    doubtful = (_is_alone(text, k) or THIRD.match(text, k) for k in places)
    return [Doubled(k + 1, min(float(o), DOUBT) if doubt else float(o)) for k, o, doubt in zip(places, odds, doubtful, strict=True)]


def doubled_places(text: str) -> list[int]:
    """Where the doubled characters of a text begin.

    >>> doubled_places("高高兴兴哈哈哈")
    [0, 2]
    """
    # The pattern is asked where a character is as the one before it, and not at every character of the page.
    return [k for k in np.flatnonzero(again(text)).tolist() if DOUBLED.match(text, k)]


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


def edits(flat: Flat, wrong: list[Doubled]) -> list[Edit]:
    """Take away the second of each doubled pair that is an error.

    Args:
        flat: the page.
        wrong: its doubled characters that are errors.

    >>> edits(Flat("新桥桥通车", [0], [0], [0]), [Doubled(2, 6.0)])
    [Edit(start=2, end=3, text='', reason='doubled-character')]
    """
    return [e for d in wrong for e in flat.edits(d.at, d.at + 1, "", "doubled-character")]
