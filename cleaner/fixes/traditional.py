"""Stray traditional characters in simplified text."""

from __future__ import annotations

import functools
from importlib.resources import files

import regex

from cleaner.flat import Flat
from cleaner.page import Edit

# Below this share of the ideographs that show which script is written, traditional ones are strays. Chosen: a simplified
# page has 3 such slips in 1,000 at most, a traditional page nothing but.
STRAY = 0.05
HAN = regex.compile(r"\p{Han}")


@functools.cache
def table() -> dict[str, str]:
    """Traditional to simplified, character by character, from the data file that says where it is from."""
    lines = files("cleaner").joinpath("data/traditional.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))


@functools.cache
def _shown() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    pairs = table()
    return regex.compile(f"[{''.join(pairs)}]"), regex.compile(f"[{''.join(set(pairs.values()) - set(pairs))}]")


def traditional_characters(flat: Flat) -> list[Edit]:
    """Write the few traditional characters of a simplified page as simplified ones; a traditional page stays as it is.

    Characters that simplified text uses too (乾隆, 昇 in names) are not in the table.

    >>> from cleaner.fixes import on
    >>> on(traditional_characters, "乡贤理事會" + "这里规范发展为实现乡村振兴" * 5)  # doctest: +ELLIPSIS
    '乡贤理事会...'
    """
    traditional, simplified = _shown()
    strays = list(traditional.finditer(flat.text))
    if not strays or len(strays) >= STRAY * (len(strays) + len(simplified.findall(flat.text))):
        return []
    pairs = table()
    return [e for m in strays for e in flat.edits(*m.span(), pairs[m[0]], "stray-traditional")]
