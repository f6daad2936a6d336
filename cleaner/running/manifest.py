"""The manifest of a run: read and written line by line, for it may have millions of pages."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from cleaner.problem import Problem, printable
from cleaner.record import PART_SHAPE, PROBLEM_SHAPE, ROW_SHAPE, as_json, as_line, misfit
from cleaner.regexes import compiled
from cleaner.running.sorting import in_order
from cleaner.writing.names import MANIFESTS_OF_SHARES

SCHEMA = "cleaner/manifest/1"
# The first number of a problem's place.
FIRST_NUMBER = compiled(r"\d+")
# The lists that may be long: a line an entry.
PAGES, PARTS, PROBLEMS = "pages", "parts", "problems"
# Pages of earlier runs that this one has not, or could not read, and whose articles are still there.
LEFT = "left"
SHAPES = {PAGES: ROW_SHAPE, PARTS: PART_SHAPE, PROBLEMS: PROBLEM_SHAPE, LEFT: ROW_SHAPE}

Row = dict[str, Any]
Told = Iterable[Mapping[str, Any]]


def manifest_text(
    head: Mapping[str, Any], pages: Told, parts: Told | None, sums: Mapping[str, Any], problems: Told, left: Told = ()
) -> Iterator[str]:
    """The text of a manifest, piece by piece.

    Args:
        head: what comes before the pages.
        pages: their rows, in order.
        parts: what is said of parts, if articles are in parts.
        sums: what comes behind them.
        problems: in order.
        left: rows of pages that the run has not, in order; the manifest says nothing of them where there are none.

    >>> print("".join(manifest_text({"schema": SCHEMA}, [{"path": "a.txt"}], None, {"articles": 2}, [])), end="")
    {
     "schema": "cleaner/manifest/1",
     "pages": [
      {"path": "a.txt"}
     ],
     "articles": 2,
     "problems": []
    }
    """
    yield as_json(head).removesuffix("\n}\n") + ",\n"
    yield from _list(PAGES, pages)
    if parts is not None:
        yield ",\n"
        yield from _list(PARTS, parts)
    yield ",\n" + as_json(sums).removeprefix("{\n").removesuffix("\n}\n") + ",\n"
    yield from _list(PROBLEMS, problems)
    rows = iter(left)
    for first in itertools.islice(rows, 1):
        yield ",\n"
        yield from _list(LEFT, itertools.chain([first], rows))
    yield "\n}\n"


def _list(name: str, entries: Told) -> Iterator[str]:
    empty = True
    for entry in entries:
        yield (f' "{name}": [\n' if empty else ",\n") + "  " + as_line(entry).rstrip("\n")
        empty = False
    yield f' "{name}": []' if empty else "\n ]"


class Entry(NamedTuple):
    """An entry of one of a manifest's long lists: which, where its line begins, in bytes, and what it says."""

    list: str
    at: int
    entry: Row


def entries(path: str) -> Iterator[Entry]:
    """The entries of the long lists of a manifest; what somebody changed into something else is passed over.

    Raises:
        OSError: it cannot be read.

    >>> import tempfile
    >>> problem = entry_of(Problem("a.txt", "empty", "no text"))
    >>> held = "".join(manifest_text({"schema": SCHEMA}, [{"path": "b.txt"}], None, {"articles": 0}, [problem]))
    >>> with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
    ...     _ = file.write(held), file.flush()
    ...     [(one.list, one.entry["path"]) for one in entries(file.name)]
    [('problems', 'a.txt')]
    """
    within, at = "", 0
    with open(path, "rb") as file:
        for line in file:
            text = line.strip()
            if within and text.startswith(b"{"):
                with contextlib.suppress(ValueError, RecursionError):
                    entry = json.loads(text.rstrip(b",").decode("utf-8"))
                    if not misfit(entry, SHAPES[within]):
                        yield Entry(within, at, entry)
            else:
                within = next((name for name in SHAPES if text == f'"{name}": ['.encode()), "")
            at += len(line)


def entry_at(path: str, at: int) -> Row:
    """The entry whose line begins at a byte.

    Raises:
        OSError: the file cannot be read.
        ValueError: there is none.

    >>> import tempfile
    >>> with tempfile.NamedTemporaryFile(suffix=".json") as file:
    ...     _ = file.write(b'  {"path": "a.txt"},\\n  {"path": "b.txt"}\\n'), file.flush()
    ...     entry_at(file.name, 21)
    {'path': 'b.txt'}
    """
    with open(path, "rb") as file:
        file.seek(at)
        found: Row = json.loads(file.readline().decode("utf-8").strip().rstrip(","))
        return found


def head_and_sums(path: str) -> Row:
    """A manifest without its long lists.

    Raises:
        OSError: it cannot be read.
        ValueError: it is none.

    >>> import tempfile
    >>> with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
    ...     _ = file.writelines(manifest_text({"schema": SCHEMA}, [{"path": "a.txt"}], None, {"articles": 2}, [])), file.flush()
    ...     head_and_sums(file.name)
    {'schema': 'cleaner/manifest/1', 'pages': [], 'articles': 2, 'problems': []}
    """
    kept, within = [], False
    with open(path, encoding="utf-8") as file:
        for line in file:
            if not (within and line.startswith("  {")):
                kept.append(line)
                within = any(line == f' "{name}": [\n' for name in SHAPES)
    held: Row = json.loads("".join(kept))
    return held


def manifests_of_shares(out: str) -> list[str]:
    """The manifests of shares in a folder that wait for others, to be joined with theirs.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as out:
    ...     _ = [open(f"{out}/{name}", "w").close() for name in ("manifest.json", "manifest.2-of-3.json", "manifest.1-of-3.json")]
    ...     [os.path.basename(path) for path in manifests_of_shares(out)]
    ['manifest.1-of-3.json', 'manifest.2-of-3.json']
    """
    with contextlib.suppress(OSError):
        return sorted(os.path.join(out, name) for name in os.listdir(out) if MANIFESTS_OF_SHARES.fullmatch(name))
    return []


def entry_of(problem: Problem) -> Row:
    """A problem as the manifest has it.

    >>> entry_of(Problem("a\\nb.txt", "undecodable", "no encoding fits", "byte 12"))
    {'path': 'a\\\\nb.txt', 'reason': 'undecodable', 'place': 'byte 12', 'message': 'no encoding fits', 'grave': True}
    """
    shown = printable(problem.path)
    return {"path": shown, "reason": problem.reason, "place": problem.place, "message": problem.message, "grave": problem.grave}


def place_of(problem: Row) -> list[Any]:
    """By what problems are sorted, as the manifest has them: line 9 before line 10, and both before characters 12 to 30.

    >>> problems = [Problem(page, "empty", "", place) for page, place in (("b", ""), ("a", "line 10"), ("a", "line 9"), ("a", "12 to 30"))]
    >>> [(problem["path"], problem["place"]) for problem in sorted(map(entry_of, problems), key=place_of)]
    [('a', 'line 9'), ('a', 'line 10'), ('a', '12 to 30'), ('b', '')]
    """
    number = FIRST_NUMBER.search(problem["place"])
    return [problem["path"], int(number[0]) if number else 0, *(problem[name] for name in ("reason", "message", "place", "grave"))]


def problem_of(entry: Mapping[str, Any]) -> Problem:
    """The problem that an entry tells.

    >>> problem = Problem("a.txt", "undecodable", "no encoding fits", "byte 12")
    >>> problem_of(entry_of(problem)) == problem
    True
    """
    return Problem(entry["path"], entry["reason"], entry["message"], entry["place"], entry["grave"])


def each_once(problems: Iterable[Row], scratch: str) -> Iterator[Row]:
    """Problems as the manifest has them, in its order, each once.

    >>> problems = [entry_of(Problem(path, "missing", "there is no such file")) for path in ("b.txt", "a.txt", "b.txt")]
    >>> [problem["path"] for problem in each_once(problems, "nowhere")]
    ['a.txt', 'b.txt']
    """
    for problem, _ in itertools.groupby(in_order(problems, place_of, scratch)):
        yield problem
