"""Whether what can be a name by its surname and length is a word sooner, as 高度, 温度 and 成绩单 are, which stand above parts of texts.

How likely the characters are as those of a name, by counts of names, beside how likely they are in a text, by the language model.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from cleaner import data
from cleaner.language import ngram
from cleaner.language.script import simplified
from cleaner.people.names import HAN_NAME, is_transcribed, surnames

# What a character counts for that no counted name has, and how many characters there are that a name could have. Chosen.
UNSEEN, CHARACTERS = 0.5, 3000
# Log-odds below which a word of so many characters is no name. Chosen by what bench/fit_names.py prints: of the names that were not counted
# 0.4 % and 2.1 % are below, most of the latter of reporters whom the model has read, and 66 % and 63 % of the words.
LEAST = {2: -3.0, 3: -7.0, 4: -7.0}
LONGEST = 4


class Counts(NamedTuple):
    """In how many of a number of names something is the surname, and a character is of the given name."""

    surnames: Mapping[str, int]
    given: Mapping[str, int]
    names: int


@functools.cache
def counts() -> Counts:
    """The counts that ship, from the data file that says where they are from.

    >>> counts().surnames["王"] > counts().given.get("王", 0), counts().given["明"] > counts().given.get("度", 0)
    (True, True)
    """
    rows = [row.split() for row in data.rows("names.txt")]
    of = {row[0]: int(row[1]) for row in rows}
    return Counts(of, {row[0]: int(row[2]) for row in rows}, sum(of.values()))


def parted(name: str) -> tuple[str, str]:
    """The surname and the given name of a Chinese name.

    >>> parted("欧阳修"), parted("王芳")
    (('欧阳', '修'), ('王', '芳'))
    """
    at = 2 if len(name) > 2 and name[:2] in surnames() else 1
    return name[:at], name[at:]


def odds(word: str, of: Counts) -> float:
    """Log-odds, in nats, of a word as a name to the same characters as those of a text.

    Args:
        word: two to four Chinese characters.
        of: the names that were counted.

    >>> odds("王芳", counts()) > 0 > odds("高度", counts())
    True
    """
    surname, given = parted(simplified(word))
    named = math.log((of.surnames.get(surname, 0) + UNSEEN) / (of.names + UNSEEN * len(surnames())))
    total = sum(of.given.values()) + UNSEEN * CHARACTERS
    named += sum(math.log((of.given.get(letter, 0) + UNSEEN) / total) for letter in given)
    model = ngram.shipped_model()  # LEAST was fitted beside it, whichever model joins texts
    nothing = np.full((1, ngram.ORDER - 1), ngram.UNKNOWN, dtype=np.int64)
    return named - float(ngram.log_chances(model, nothing, ngram.symbols(model, word)[None, :]).sum())


def is_common_word(word: str) -> bool:
    """Whether a word that could be a name, by surname and length, is a common word sooner: four with a surname of one always are.

    >>> [is_common_word(word) for word in ("高度", "成绩单", "白手起家", "王芳", "叶婷婷", "欧阳修", "才旦卓玛")]
    [True, True, True, False, False, False, False]
    """
    return HAN_NAME.fullmatch(word) is not None and not is_transcribed(word) and _is_common_word(word)


@functools.lru_cache(maxsize=1024)  # a page's lines are asked about in two modules
def _is_common_word(word: str) -> bool:
    """Whether a word of the form of a name is a common one sooner."""
    if len(word) == LONGEST and len(parted(simplified(word))[0]) == 1:
        return True
    return odds(word, counts()) < LEAST[len(word)]
