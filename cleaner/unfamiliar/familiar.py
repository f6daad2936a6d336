"""Whether a page is in the language of the package's model."""

from __future__ import annotations

import functools
import unicodedata
from collections import Counter
from itertools import islice

import numpy as np

from cleaner.language import ngram
from cleaner.page import FURNITURE, KEPT, Page, text_of

# Mean log-probability of a character by the package's model, in nats, from which a page is in its language: the first page has -6.9,
# English -10.4, a list of Chinese names -9.3. Judged by so many letters that the page begins with. Chosen: a column or two.
FAMILIAR = -8.5
SAMPLE = 2000
# The model's likeliest letters, by which its script is told. Chosen.
LIKELIEST = 50


def is_familiar(page: Page) -> bool:
    """Whether a page is in the language of the package's model, whatever model is worked with.

    >>> from cleaner.page import Block
    >>> texts = ("新桥今天通车", "The new bridge was opened today.")
    >>> [is_familiar(Page("p", text, blocks=(Block(0, len(text), "body"),))) for text in texts]
    [True, False]
    """
    # As it reads: a picture that is written in letters is no text. What may be furniture was not told from text when it was first asked.
    shown = (text_of(page, block) for block in page.blocks if block.kind in (*KEPT, FURNITURE))
    beginning, size = [], 0
    for text in shown:
        beginning.append(text[: 2 * SAMPLE])
        size += len(text)
        if size > 2 * SAMPLE:
            break
    return _is_familiar("".join(beginning)[: 2 * SAMPLE])


@functools.lru_cache(maxsize=64)
def _is_familiar(beginning: str) -> bool:
    """Whether what a page begins with is in the language of the package's model. Kept, for passes and the confidence ask."""
    letters = "".join(islice(filter(str.isalpha, beginning), SAMPLE))
    if _familiarity(letters) > FAMILIAR:
        return True
    own = Counter(map(_script, _likeliest(LIKELIEST))).most_common(1)
    return 2 * sum(_script(letter) == own[0][0] for letter in letters) >= len(letters)


def _familiarity(text: str) -> float:
    """Mean log-probability of a text's characters by themselves, in nats, by the package's model."""
    model = ngram.shipped_model()
    found = ngram.symbols(model, text)
    return float(ngram.nats(model.chance[0][found]).astype(np.float64).mean()) if len(found) else 0.0


def _likeliest(count: int) -> list[str]:
    """The letters that are likeliest by themselves by the package's model."""
    model = ngram.shipped_model()
    points = np.flatnonzero(model.letters != ngram.UNKNOWN)
    order = np.argsort(model.chance[0][model.letters[points]], kind="stable")
    return [letter for point in points[order].tolist() if (letter := chr(point)).isalpha()][:count]


def _script(letter: str) -> str:
    """The script of a letter, as its name in Unicode begins: CJK, LATIN, HIRAGANA.

    >>> _script("桥"), _script("b")
    ('CJK', 'LATIN')
    """
    return unicodedata.name(letter, "").partition(" ")[0]
