"""Known findings: a file of them lets them pass, so that only what is new fails."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from cleaner.check.finding import Finding, Place, fingerprinted, path_from
from cleaner.check.rules import rule_of
from cleaner.record import misfit

SCHEMA = "cleaner/baseline/1"


def _is_rule(value: object) -> bool:
    return isinstance(value, str) and bool(value.split())


SHAPE = {"schema": str, "findings": [{"rule": _is_rule, "path": str, "fingerprint": str, "message": str}]}


class UnusableBaseline(ValueError):
    """A file that is no baseline; the message names it."""


class Known(NamedTuple):
    """A finding of a baseline."""

    rule: str
    path: str
    fingerprint: str
    message: str


def written(found: Sequence[Finding], path: str = "") -> dict[str, Any]:
    """The baseline that lets these findings pass, as plain values.

    Args:
        found: findings.
        path: of the baseline, from whose folder it names the pages: it holds wherever `check` is called from.

    >>> found = [Finding("lost-end", "drop/a.txt", Place(3, 1, text="两岸居民"), "it ends within a sentence")]
    >>> [(entry["rule"], entry["path"]) for entry in written(found, "drop/known.json")["findings"]]
    [('CL203 lost-end', 'a.txt')]
    """
    top = os.path.dirname(path)
    own = ((f, path_from(f.path, top)) for f in fingerprinted(found, top))
    known = [{"rule": f"{f.rule.id} {f.name}", "path": page, "fingerprint": f.fingerprint, "message": f.message} for f, page in own]
    return {"schema": SCHEMA, "findings": sorted(known, key=lambda k: (k["path"], k["rule"], k["fingerprint"]))}


def read_baseline(path: str) -> list[Known]:
    """The findings of a baseline file.

    Raises:
        UnusableBaseline: the file is no baseline.
        OSError: it cannot be read.

    >>> import tempfile
    >>> with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
    ...     json.dump(written([Finding("orphan", "a.txt", Place(), "text without a title")]), file)
    ...     file.flush()
    ...     [(known.rule, known.path, known.message) for known in read_baseline(file.name)]
    [('CL204', 'a.txt', 'text without a title')]
    """
    with open(path, encoding="utf-8-sig") as file:
        try:
            held = json.load(file)
        except (ValueError, RecursionError) as bad:
            raise UnusableBaseline(f"{path}: no baseline ({bad}); write it with --write-baseline") from None
    if wrong := misfit(held, SHAPE):
        raise UnusableBaseline(f"{path}: no baseline, {wrong} is another thing; write it with --write-baseline")
    if held["schema"] != SCHEMA:
        raise UnusableBaseline(f"{path}: its schema is {held['schema']!r}, not {SCHEMA!r}; write it anew with --write-baseline")
    return [Known(entry["rule"].split()[0], entry["path"], entry["fingerprint"], entry["message"]) for entry in held["findings"]]


def without_known(found: Sequence[Finding], known: Sequence[Known], path: str, paths: Sequence[str]) -> list[Finding]:
    """The findings that are new, and one for each known one that no longer occurs.

    Args:
        found: all findings.
        known: of the baseline.
        path: of the baseline.
        paths: that were looked at; of what is elsewhere nothing is known.

    >>> found = fingerprinted([Finding("orphan", "a.txt", Place(), "text without a title")])
    >>> known = [Known("CL204", "a.txt", found[0].fingerprint, found[0].message)]
    >>> without_known(found, known, "known.json", ["a.txt"]), [str(one) for one in without_known([], known, "known.json", ["a.txt"])]
    ([], ['known.json: CL601 gone-from-baseline: a.txt: orphan: text without a title'])
    """
    top = os.path.dirname(path)
    waiting = Counter(k.fingerprint for k in known)
    new = []
    # In one order, whichever folder their files are named from.
    ordered = fingerprinted(found)
    for finding, from_top in zip(ordered, fingerprinted(ordered, top), strict=True):
        if waiting[from_top.fingerprint] > 0:
            waiting[from_top.fingerprint] -= 1
        else:
            new.append(finding)
    gone = []
    for entry in known:
        if waiting[entry.fingerprint] > 0 and _is_below(os.path.join(top, entry.path), paths):
            waiting[entry.fingerprint] -= 1
            rule = rule_of(entry.rule)
            name = rule.name if rule else entry.rule
            gone.append(Finding("gone-from-baseline", path, Place(text=entry.fingerprint), f"{entry.path}: {name}: {entry.message}"))
    return [*new, *fingerprinted(gone)]


def _is_below(path: str, paths: Sequence[str]) -> bool:
    """Whether a page is one of some paths, or lies below one."""
    place = os.path.abspath(path)
    return any(f"{place}/".startswith(os.path.join(os.path.abspath(one), "")) for one in paths)
