"""Lines that are told by a pattern: read from a data file in which every pattern has a name and an example."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import NamedTuple

import regex

from cleaner import data
from cleaner.regexes import compiled


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
        for part, meant in parts.items():
            pattern = pattern.replace(part, meant)
        if name.startswith("="):
            parts["{" + name[1:] + "}"] = pattern
        found.append(Pattern(name, pattern, example))
    return found


class AnyOf:
    """Any of several patterns, compiled when the first line comes that could fit one: some cost milliseconds, and most pages need few."""

    def __init__(self, alternatives: Sequence[str], needs: str) -> None:
        """`needs`: a pattern that every line that fits has somewhere, "" where none is known."""
        self._alternatives, self._needs = alternatives, compiled(needs, regex.IGNORECASE)

    @functools.cached_property
    def _whole(self) -> regex.Pattern[str]:
        return compiled("|".join(self._alternatives), regex.IGNORECASE)

    def fits(self, line: str) -> bool:
        """Whether the whole of a line, in simplified characters, is one of the alternatives.

        >>> bridge = AnyOf(["新桥", "旧桥"], "桥")
        >>> bridge.fits("旧桥"), bridge.fits("旧桥拆了")
        (True, False)
        """
        return self._needs.search(line) is not None and self._whole.fullmatch(line) is not None


def first_fitting(file: str, line: str) -> str | None:
    """The first name of a data file one of whose alternatives the whole of a line is; None where there is none.

    >>> first_fitting("furniture.txt", "第02版"), first_fitting("furniture.txt", "新桥通车")
    ('page-number', None)
    """
    needs = _needed_by_some(file)
    # Of the lines that are asked about most have nothing that any of the patterns needs.
    if needs is not None and needs.search(line) is None:
        return None
    return next((name for name, several in alternatives(file).items() if several.fits(line)), None)


@functools.cache
def _needed_by_some(file: str) -> regex.Pattern[str] | None:
    """What every line that is one of a data file has somewhere; None where nothing is known that all of one name have."""
    found = patterns(file)
    needs = {each.name[1:]: each.pattern for each in found if each.name.startswith("?")}
    named = {each.name for each in found if each.name[0] not in "=?"}
    return compiled("|".join(needs.values()), regex.IGNORECASE) if named <= needs.keys() else None


@functools.cache
def alternatives(file: str) -> dict[str, AnyOf]:
    """For each name of a data file any of its alternatives.

    >>> alternatives("credits.txt")["house"].fits("新华社发")
    True
    """
    names: dict[str, list[str]] = {}
    needs: dict[str, str] = {}
    for name, pattern, _ in patterns(file):
        if name.startswith("?"):
            needs[name[1:]] = pattern
        elif not name.startswith("="):
            names.setdefault(name, []).append(pattern)
    return {name: AnyOf(several, needs.get(name, "")) for name, several in names.items()}
