"""Findings that are passed for a reason: `.cleanerignore`, a line each: rule, glob of paths, # and the reason."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Sequence
from typing import NamedTuple

from cleaner.check.finding import Finding, Place, fingerprinted
from cleaner.check.rules import rule_of

NAME = ".cleanerignore"
ANY = "*"


class UnusableIgnores(ValueError):
    """A line that suppresses without a rule, a glob or a reason; the message names it."""


class Suppression(NamedTuple):
    """Findings of a rule (or all) on paths that match a glob are passed, for a reason."""

    rule: str  # name, or ANY
    glob: str
    reason: str
    line: int


def nearest(folder: str) -> str | None:
    """The .cleanerignore that holds in a folder: its own, or that of the nearest folder above.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     os.makedirs(f"{folder}/pages/2023")
    ...     open(f"{folder}/pages/{NAME}", "w").close()
    ...     nearest(f"{folder}/pages/2023") == f"{folder}/pages/{NAME}"
    True
    """
    place = os.path.abspath(folder)
    while not os.path.exists(os.path.join(place, NAME)):
        if os.path.dirname(place) == place:
            return None
        place = os.path.dirname(place)
    return os.path.join(place, NAME)


def suppressions(text: str, path: str) -> list[Suppression]:
    """The suppressions of a file.

    Args:
        text: of the file.
        path: of the file, for the message.

    Raises:
        UnusableIgnores: a line is not `RULE GLOB # reason`, or there is no such rule.

    >>> suppressions("orphan bulletins/* # supplements have no titles", ".cleanerignore")[0].reason
    'supplements have no titles'
    """
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        told, mark, reason = line.partition(" #")
        word, glob = (*told.split(None, 1), "", "")[:2]
        rule = rule_of(word)
        if rule is None and word != ANY:
            raise UnusableIgnores(f"{path}:{number}: there is no rule {word!r}; `cleaner rule` lists them")
        if not glob.strip() or not mark or not reason.strip():
            raise UnusableIgnores(f"{path}:{number}: write it as RULE GLOB # reason")
        found.append(Suppression(rule.name if rule else ANY, glob.strip(), reason.strip(), number))
    return found


def without_suppressed(found: Sequence[Finding], wanted: Sequence[Suppression], path: str) -> list[Finding]:
    """The findings that nothing suppresses, and one for each suppression that suppresses nothing.

    Args:
        found: all findings.
        wanted: the suppressions; their globs are matched against the findings' paths as given on the command line, and as they are
            from the folder of the file.
        path: of their file.

    >>> found = [Finding("orphan", f"{folder}/a.txt", Place(), "text without a title") for folder in ("bulletins", "pages")]
    >>> wanted = suppressions("orphan bulletins/* # supplements have no titles\\nempty * # not one is", NAME)
    >>> [(one.name, one.path) for one in without_suppressed(found, wanted, NAME)]
    [('orphan', 'pages/a.txt'), ('unused-suppression', '.cleanerignore')]
    """
    here = os.path.dirname(os.path.abspath(path))
    used: set[int] = set()
    kept = []
    for finding in found:
        ways = (finding.path, os.path.relpath(finding.path, here))
        hits = [s for s in wanted if s.rule in (ANY, finding.name) and any(fnmatch.fnmatchcase(way, s.glob) for way in ways)]
        used.update(s.line for s in hits)
        if not hits:
            kept.append(finding)
    idle = [
        Finding("unused-suppression", path, Place(s.line, 1, text=f"{s.rule} {s.glob}"), f"{s.rule} on {s.glob} suppresses nothing")
        for s in wanted
        if s.line not in used
    ]
    return [*kept, *fingerprinted(idle)]
