"""Stray traditional characters in simplified text."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from itertools import chain

from cleaner.flat import Flat
from cleaner.language.script import table
from cleaner.page import Edit
from cleaner.regexes import compiled

# Below this share of the ideographs that show which script is written, traditional ones are strays. Chosen, not fitted.
STRAY = 0.05
# GB 2312 has it for a rare surname; as a stray it is one of the commonest.
NAME_ALONE = "後"
# “鍾靈毓秀”, as it stands on a stone: what is quoted, in characters at most. Chosen.
QUOTED = compiled(r"[“《「『‘][^“”《》「」『』‘’\n]{2,40}[”》」』’]")
# Such characters in a quotation, at least, that are no slips of a reader's.
ON_PURPOSE = 2


def traditional_characters(flat: Flat) -> list[Edit]:
    """Write the few traditional characters of a simplified page as simplified ones; a traditional page stays as it is.

    Characters that simplified text uses too (乾隆, 昇 in names) are not in the table. A quotation with several stays as it is.

    >>> from cleaner.fixes import on
    >>> on(traditional_characters, "村民理事會" + "这里规范发展为实现乡村振兴" * 5)[:5]
    '村民理事会'
    >>> on(traditional_characters, "新橋今天通車")
    '新橋今天通車'
    """
    pairs, met = table(), set(flat.text)
    strays = {char for char in met & pairs.keys() if _is_stray(char)}
    if not strays:
        return []
    simplified = met & _simplified()
    count = sum(map(flat.text.count, strays))
    if count >= STRAY * (count + sum(map(flat.text.count, simplified))):
        return []
    quoted = {k for found in QUOTED.finditer(flat.text) if len(strays.intersection(found[0])) >= ON_PURPOSE for k in range(*found.span())}
    places = [k for k in sorted(chain.from_iterable(_places(flat.text, char) for char in strays)) if k not in quoted]
    return [e for k in places for e in flat.edits(k, k + 1, pairs[flat.text[k]], "stray-traditional")]


def _places(text: str, char: str) -> Iterator[int]:
    """Where a character stands in a text."""
    at = text.find(char)
    while at >= 0:
        yield at
        at = text.find(char, at + 1)


def _is_stray(char: str) -> bool:
    """Whether a character of the table is none that GB 2312, the first standard of simplified script, has: 宫商角徵羽, 麴 the name, 醣."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return char == NAME_ALONE


@functools.cache
def _simplified() -> frozenset[str]:
    """Characters that only simplified text has."""
    return frozenset(table().values()) - table().keys()
