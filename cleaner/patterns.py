"""Lines that are told by a pattern: read from a data file in which every pattern has a name and an example."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Collection, Mapping, Sequence
from operator import or_
from typing import NamedTuple

import regex

from cleaner import data
from cleaner.regexes import compiled

# A set of characters.
SET = compiled(r"\[[^\]]+\]")


class Pattern(NamedTuple):
    """One alternative of what a line can be.

    A name that begins with = is only a part of others, one with ? what every line of that name has somewhere.
    """

    name: str
    pattern: str
    example: str


def patterns(file: str) -> list[Pattern]:
    """The patterns of a data file, in order, each with the parts that it names put in.

    >>> [p.name for p in patterns("credits.txt")][:3]
    ['=OF', '=PICTURE', '?named']
    """
    parts: dict[str, str] = {}
    found = []
    for row in data.rows(file):
        name, pattern, example = row.split("\t")
        for part in parts if "{" in pattern else ():
            pattern = pattern.replace(part, parts[part])
        if name.startswith("="):
            parts["{" + name[1:] + "}"] = pattern
        found.append(Pattern(name, pattern, example))
    return found


class AnyOf:
    """Any of several patterns, compiled when the first line comes that could fit one: some cost milliseconds, and most pages need few."""

    def __init__(self, alternatives: Sequence[str], needs: Sequence[str]) -> None:
        """Of patterns; `needs`: other patterns, each of what every line that fits has somewhere."""
        self._alternatives, self.needs = alternatives, needs

    @functools.cached_property
    def _needs(self) -> list[regex.Pattern[str]]:
        return [compiled(each, regex.IGNORECASE) for each in self.needs]

    @functools.cached_property
    def _whole(self) -> regex.Pattern[str]:
        return compiled("|".join(self._alternatives), regex.IGNORECASE)

    def fits(self, line: str) -> bool:
        """Whether the whole of a line, in simplified characters, is one of the alternatives.

        >>> bridge = AnyOf(["新桥", "旧桥"], ["[桥]"])
        >>> bridge.fits("旧桥"), bridge.fits("旧桥拆了")
        (True, False)
        """
        return all(each.search(line) for each in self._needs) and self._whole.fullmatch(line) is not None


class _Needed(dict[str, int]):
    """For each character that was met which sets of needed characters it is in: a bit for each.

    To put one bit mask a character together is cheaper than to search a line once for each name.
    """

    def __init__(self, names: Mapping[str, AnyOf]) -> None:
        super().__init__()
        sets = {name: [each for each in several.needs if SET.fullmatch(each)] for name, several in names.items()}
        written = [each for several in sets.values() for each in several]
        self._sets = [compiled(each, regex.IGNORECASE) for each in written]
        self._any = compiled("|".join(written), regex.IGNORECASE)
        ends = itertools.accumulate(map(len, sets.values()))
        self.names = [(name, names[name], (1 << end) - (1 << end - len(sets[name]))) for name, end in zip(sets, ends, strict=True)]

    def __missing__(self, char: str) -> int:
        sets = enumerate(self._sets) if self._any.match(char) else ()
        self[char] = sum(1 << k for k, each in sets if each.match(char))
        return self[char]


def first_fitting(file: str, line: str, but: Collection[str] = ()) -> str | None:
    """The first name of a data file one of whose alternatives the whole of a line is; None where there is none.

    Args:
        file: of the patterns.
        line: in simplified characters.
        but: names that are not asked for.

    >>> first_fitting("furniture.txt", "第02版"), first_fitting("furniture.txt", "第02版", ["page-number"])
    ('page-number', None)
    >>> first_fitting("furniture.txt", "新桥通车") is None
    True
    """
    needed = _needed(file)
    there = functools.reduce(or_, map(needed.__getitem__, line), 0)
    fitting = (name for name, several, bits in needed.names if there & bits == bits and name not in but and several.fits(line))
    return next(fitting, None)


@functools.cache
def _needed(file: str) -> _Needed:
    return _Needed(alternatives(file))


@functools.cache
def alternatives(file: str) -> dict[str, AnyOf]:
    """For each name of a data file any of its alternatives.

    >>> alternatives("credits.txt")["house"].fits("新华社发")
    True
    """
    names: dict[str, list[str]] = {}
    needs: dict[str, list[str]] = {}
    for name, pattern, _ in patterns(file):
        if name.startswith("?"):
            needs.setdefault(name[1:], []).append(pattern)
        elif not name.startswith("="):
            names.setdefault(name, []).append(pattern)
    return {name: AnyOf(several, needs.get(name, [])) for name, several in names.items()}
