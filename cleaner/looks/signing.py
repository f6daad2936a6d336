"""How much a line looks like one that names who wrote, by its words and names: for bylines of forms that no rule knows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cleaner.arrays import Features
from cleaner.language.script import simplified
from cleaner.people.name_or_word import is_common_word
from cleaner.people.names import is_name
from cleaner.people.roles import endings
from cleaner.regexes import compiled

# Characters of a byline at most: of 1,238 in bench/papers and bench/unseen the longest has 39.
LONGEST = 40
# Signs and brackets around names, and what parts them.
AROUND = compiled(r"^[\W_]+|[\W_]+$")
BETWEEN = compiled(r"[\s/／、，,|｜:：·•—]+")
# Words, and characters of the last, beyond which they are not told apart. Chosen.
MOST, LONG = 6, 12
# Of a line that is too long.
NONE = (0.0,) * 6


def signing(texts: Sequence[str]) -> Features:
    """The features, by name, of lines: their words, the last and whether it is a name, and whether a place or a post stands before it.

    >>> found = signing(["某部上等兵 李明", "新桥今天上午通车了"])
    >>> found["words"].tolist(), found["last-is-name"].tolist(), found["place-before-last"].tolist()
    ([2.0, 1.0], [1.0, 0.0], [1.0, 0.0])
    """
    rows = [_row(text.strip()) if len(text) <= LONGEST else NONE for text in texts]
    names = ("words", "last-letters", "last-is-name", "letters-apart", "place-before-last", "sign-before")
    return dict(zip(names, np.array(rows, dtype=np.float64).reshape(len(rows), len(NONE)).T, strict=True))


def _row(text: str) -> tuple[float, ...]:
    plain = AROUND.sub("", text)
    words = BETWEEN.split(plain)
    apart = len(words) > 1 and all(len(word) == 1 for word in words)
    last, before = ("".join(words), "") if apart else (words[-1], simplified("".join(words[:-1])))
    return (
        float(min(len(words), MOST)),
        float(min(len(last), LONG)),
        float(len(last) > 1 and is_name(last, common=True) and not (len(words) == 1 and is_common_word(last))),
        float(apart),
        float(bool(before) and before.endswith(endings("from", "post", "person", "wrote"))),
        float(text[:1] != plain[:1]),
    )
