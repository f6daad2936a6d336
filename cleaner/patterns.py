"""Lines that are told by a pattern: read from a data file in which every pattern has a name and an example."""

from __future__ import annotations

from typing import NamedTuple

import regex

from cleaner import data


class Pattern(NamedTuple):
    """One alternative of what a line can be; a name that begins with = is only a part of others."""

    name: str
    pattern: str
    example: str


def patterns(file: str) -> list[Pattern]:
    """The patterns of a data file, in order, each with the parts that it names put in.

    >>> [p.name for p in patterns("credits.txt")][:3]
    ['=OF', '=PICTURE', 'named']
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


def compiled(file: str) -> dict[str, regex.Pattern[str]]:
    """A pattern for each name of a data file: any of its alternatives.

    >>> bool(compiled("credits.txt")["house"].fullmatch("新华社发"))
    True
    """
    names: dict[str, list[str]] = {}
    for name, pattern, _ in patterns(file):
        if not name.startswith("="):
            names.setdefault(name, []).append(pattern)
    return {name: regex.compile("|".join(several), regex.IGNORECASE) for name, several in names.items()}
