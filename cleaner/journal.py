"""What earlier runs made of pages: their manifest, and the journal of a run that was not ended."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Iterator
from typing import Any

import regex

from cleaner.job import Done, Row
from cleaner.output import MANIFEST, digest_of_folder, remove_folder
from cleaner.problem import Problem, printable
from cleaner.shard import Shard

# Of a whole run, or of a share of one.
JOURNALS = regex.compile(r"\.journal(?:\.\d+-of-\d+)?\.jsonl")
FIELDS = ("path", "folder", "sha256", "encoding", "characters", "articles", "removed", "changed", "made_from", "output")


def known(out: str) -> dict[str, Done]:
    """What is known of pages by their names: what the manifest in a folder says, and over it a run that was not ended."""
    found: dict[str, Done] = {}
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        with open(os.path.join(out, MANIFEST), encoding="utf-8") as file:
            manifest = json.load(file)
        problems: dict[str, list[Problem]] = {}
        for told in manifest["problems"]:
            problems.setdefault(told["path"], []).append(_problem(told))
        found = {row["path"]: Done(row, problems.get(row["path"], [])) for row in manifest["pages"] if _usable(row)}
    with contextlib.suppress(OSError):
        for name in sorted(name for name in os.listdir(out) if JOURNALS.fullmatch(name)):
            found |= _journal(os.path.join(out, name))
    return found


def _journal(path: str) -> dict[str, Done]:
    found: dict[str, Done] = {}
    with contextlib.suppress(OSError, UnicodeDecodeError), open(path, encoding="utf-8") as file:
        for line in file:
            # The last line may be half written.
            with contextlib.suppress(ValueError, KeyError, TypeError):
                held = json.loads(line)
                if _usable(held["row"]):
                    found[held["row"]["path"]] = Done(held["row"], [_problem(told) for told in held["problems"]])
    return found


def journal_of(out: str, shard: Shard) -> str:
    """The path of the journal of a run, or of a share of one."""
    return os.path.join(out, ".journal.jsonl" if shard.total == 1 else f".journal.{shard.number}-of-{shard.total}.jsonl")


def _usable(row: Row) -> bool:
    # A name that the manifest cannot show as it is does not tell which page it was.
    return all(name in row for name in FIELDS) and bool(row["output"]) and printable(row["path"]) == row["path"]


def _problem(told: dict[str, Any]) -> Problem:
    return Problem(told["path"], told["reason"], told["message"], told["place"], told["grave"])


def kept(done: Iterable[Done], path: str) -> Iterator[Done]:
    """The pages as they are done, each written into the journal, so that a run that is cut off goes on where it was."""
    for one in done:
        if one.row is not None and one.row["output"] and one.fresh:
            told = [{**problem._asdict(), "path": printable(problem.path)} for problem in one.problems]
            line = json.dumps({"row": one.row, "problems": told}, ensure_ascii=False) + "\n"
            # Without room for the journal the page is done all the same, and done again if the run is cut off.
            with contextlib.suppress(OSError), open(path, "a", encoding="utf-8") as file:
                file.write(line)
        yield one


def gone(out: str, rows: Iterable[Row], prune: bool) -> Iterator[Problem]:
    """A problem for each page that an earlier run had and this one has not.

    Args:
        out: the output folder.
        rows: of these pages.
        prune: remove their articles.
    """
    for row in sorted(rows, key=lambda row: str(row["path"])):
        folder = os.path.join(out, row["folder"])
        if prune and row["output"] == digest_of_folder(folder):
            remove_folder(folder, out)
            yield Problem(row["path"], "gone", f"the page is gone; its articles in {printable(folder)} were removed", grave=False)
        elif os.path.isdir(folder):
            why = "they were changed since and stay" if prune else "they stay; --prune removes them"
            yield Problem(
                row["path"],
                "gone",
                f"the page is not among the paths any more; its articles are in {printable(folder)}: {why}",
                grave=False,
            )
