"""A finding: a rule, a place, a line that says what was found, and a fingerprint by which it is known again."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cleaner.check.rules import LEVELS, Rule, rules
from cleaner.digests import digest, short_digest
from cleaner.place import elsewhere
from cleaner.regexes import compiled

# Characters of the text at the place that make the fingerprint. Chosen: a paragraph's beginning tells it.
HEAD = 60
# As editors count lines, and not all that ends one for the passes: `cleaner.lines.ends`.
LINE_END = compiled(r"\r\n|\r|\n")
NO_LETTER = compiled(r"[^\p{L}\p{N}]+")


class Place(NamedTuple):
    """Where in a file: line and column from 1 on, and the stretch in characters; all 0 where it is the file as a whole."""

    line: int = 0
    column: int = 0
    start: int = 0
    end: int = 0
    text: str = ""  # what stands there


class Finding(NamedTuple):
    """One thing that was found."""

    name: str  # of the rule
    path: str  # of the file, as it can be shown and opened
    place: Place
    message: str
    fingerprint: str = ""

    @property
    def rule(self) -> Rule:
        """Its rule."""
        return rules()[self.name]

    @property
    def where(self) -> str:
        """The file and the place in it, as editors and terminals know them.

        >>> Finding("orphan", "a.txt", Place(3, 9), "text").where, Finding("orphan", "a.txt", Place(), "text").where
        ('a.txt:3:9', 'a.txt')
        """
        if not self.place.line:
            return self.path
        return f"{self.path}:{self.place.line}" + (f":{self.place.column}" if self.place.column else "")

    def __str__(self) -> str:
        """The line that a person reads."""
        return f"{self.where}: {self.rule.id} {self.name}: {self.message}"


class LineStarts:
    """Where the lines of a text begin; CR, LF and CR LF end one."""

    def __init__(self, text: str) -> None:
        """The lines of this text."""
        self.text = text
        self.starts = [0, *(m.end() for m in LINE_END.finditer(text))]

    def place(self, start: int, end: int) -> Place:
        """The place of a stretch, in characters.

        Args:
            start: the first character.
            end: the one behind the last.

        >>> LineStarts("ab\\r\\ncd").place(5, 6)
        Place(line=2, column=2, start=5, end=6, text='d')
        """
        line = bisect_right(self.starts, start)
        return Place(line, start - self.starts[line - 1] + 1, start, end, self.text[start:end])


def at_or_above(found: Iterable[Finding], level: str) -> list[Finding]:
    """The findings that are at least so severe.

    Args:
        found: findings.
        level: one of `cleaner.check.rules.LEVELS`.

    >>> found = [Finding(name, "a.txt", Place(), "") for name in ("undecodable", "orphan")]
    >>> [(one.name, one.rule.level) for one in found], [one.name for one in at_or_above(found, "error")]
    ([('undecodable', 'error'), ('orphan', 'warning')], ['undecodable'])
    """
    return [f for f in found if LEVELS.index(f.rule.level) >= LEVELS.index(level)]


def path_from(path: str, top: str) -> str:
    """The path of a page as it is from a folder: one file is one, named as drop/a.txt, ./drop/a.txt or by its whole path.

    Args:
        path: as a finding has it; a URL is the same from everywhere.
        top: the folder; empty for the current one.

    >>> path_from("./drop/a.txt", ""), path_from("drop/a.txt", "drop"), path_from("s3://archive/a.txt", "drop")
    ('drop/a.txt', 'a.txt', 's3://archive/a.txt')
    """
    return path if elsewhere(path) else os.path.relpath(path, top or os.curdir)


def fingerprinted(found: Sequence[Finding], top: str = "") -> list[Finding]:
    """The findings in order, each with its fingerprint: of the rule, the file, and the letters that stand at the place.

    No line number is in it, so that a finding is known again when something is put in above it; of findings that are alike
    the second and third are counted.

    Args:
        found: findings.
        top: the folder from which their files are named; empty for the current one.

    >>> first, moved = (Finding("orphan", "a.txt", Place(line, 1, text="两岸居民"), "text without a title") for line in (3, 9))
    >>> fingerprinted([first])[0].fingerprint == fingerprinted([moved])[0].fingerprint
    True
    >>> len({one.fingerprint for one in fingerprinted([first, moved])})
    2
    """
    seen: Counter[str] = Counter()
    out = []
    for finding in sorted(found, key=lambda f: (f.path, f.place.start, f.place.line, f.rule.id, f.message)):
        said = NO_LETTER.sub("", finding.place.text)[:HEAD]
        key = digest("\0".join((finding.rule.id, path_from(finding.path, top), said)).encode("utf-8", "surrogatepass"))
        out.append(finding._replace(fingerprint=short_digest(f"{key}{seen[key]}".encode())))
        seen[key] += 1
    return out
