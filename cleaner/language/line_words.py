"""How much the words of a line are those of page furniture, and those of a caption, whatever the paper.

扫一扫, 印务, 欢迎 and 本版 stand around articles; 一角, 合影 and who 正在 does what below pictures. Linear scores over the characters,
pairs and triples of the whole line: bench/fit_lines.py fits them to lines of 248 papers against headlines, bylines and pieces of text,
and tells how well they know the lines of papers that they have not seen.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cleaner.arrays import Numbers
from cleaner.language.remembered import Remembered
from cleaner.language.scored_grams import grams, log_odds, whole
from cleaner.language.script import simplified

# Of page furniture, and of captions.
TABLES = ("furniture-zh.bin", "caption-zh.bin")
# Characters below which a line is looked at: what is longer is seldom either. Chosen.
REACH = 60
# Log-odds beyond which a line says no more. Chosen.
SURE = 8.0
LINES = Remembered()


def line_words(lines: Sequence[str]) -> Numbers:
    """The log-odds within ±SURE, but for a constant, that each line is page furniture, and a caption, by its words alone.

    Args:
        lines: as they read.

    Returns:
        Shape (n, 2); a long line has 0.

    >>> around, below, of_text = line_words(["微信扫一扫，爆料有奖", "图为村民正在采摘草莓。", "他说，这件事情还没有结束。"])
    >>> bool(around[0] > of_text[0]), bool(below[1] > of_text[1]), line_words(["新桥今天上午正式通车。" * 9]).tolist()
    (True, True, [[0.0, 0.0]])
    """
    short = [k for k, line in enumerate(lines) if len(line) < REACH]
    heads = [whole(simplified(lines[k]), REACH) for k in short]
    odds = np.zeros((len(lines), len(TABLES)))
    if heads:
        odds[short] = np.clip(LINES.rows(heads, lambda new: log_odds(grams([heads[k] for k in new], REACH), TABLES)), -SURE, SURE)
    return odds
