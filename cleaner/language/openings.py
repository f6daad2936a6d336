"""How texts begin: as an article's first paragraph or a later one, as a paragraph or within a sentence, and with a dateline or not.

Linear scores over the characters, pairs and triples of the first forty characters, by whether they stand at the very beginning,
near it or after it: first paragraphs say who, when and where; later ones 指出 and 此外; and 进措施，也适用于 lacks whose measures.
Of datelines the headline tells: below 市长致贺信 stands 新华社北京10月1日电, and below （人民时评） nothing of the kind.
bench/fit_openings.py fits the scores, and tells how well they know articles that they have not seen: of bench/unseen first paragraphs
with 0.775 of the area under the curve, and what begins within a sentence with 0.923; learnt from the corpus alone 0.658 and 0.895.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cleaner.arrays import Numbers
from cleaner.language.remembered import Remembered
from cleaner.language.scored_grams import grams, log_odds, whole

# Of an article's first paragraph, and within a sentence.
TABLES = ("openings-zh.bin", "within-zh.bin")
# Of headlines, with all their characters up to so many.
DATED, HEADLINE = "dated-zh.bin", 60
# Log-odds of a dateline beyond which a line says no more. Chosen.
SURE = 4.0
# Characters that are looked at, and where the second and the third zone begin. Chosen.
REACH, ZONES = 40, (2, 12)
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
    heads = [whole(line, HEADLINE) for line in lines]
    if not heads:
        return np.zeros(0)
    found = TITLES.rows(heads, lambda new: log_odds(grams([heads[k] for k in new], HEADLINE), [DATED]))
    return np.clip(found[:, 0], -SURE, SURE)


def _odds(texts: Sequence[str]) -> Numbers:
    """Both scores of each text, shape (n, 2). Several passes ask about the same texts."""
    heads = [text[:REACH] for text in texts]
    return TEXTS.rows(heads, lambda new: log_odds(grams([heads[k] for k in new], REACH, ZONES), TABLES)) if heads else np.zeros((0, 2))
