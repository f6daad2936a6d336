"""Pages that an earlier run had and this one has not: what is said of them, and whether their articles stay."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from cleaner.problem import Problem, printable
from cleaner.running.manifest import Row
from cleaner.writing.folders import digest_of_folder, page_of, remove_folder


class Gone(NamedTuple):
    """A page that an earlier run had and this one has not: what is said of it, and its row if its articles stay."""

    problem: Problem
    stays: Row | None


def gone(out: str, rows: Iterable[Row], prune: bool, all_read: bool, taken: Mapping[str, str]) -> Iterator[Gone]:
    """What becomes of the pages that an earlier run had and this one has not.

    Args:
        out: the output folder.
        rows: of these pages.
        prune: remove their articles.
        all_read: all that was named could be read, and had a page in it; else no page is known to be gone, and nothing is removed.
        taken: folders that are of pages of this run now, and whose.

    >>> import tempfile
    >>> from cleaner.writing.folders import replace_folder
    >>> with tempfile.TemporaryDirectory() as out:
    ...     _ = replace_folder(f"{out}/a", {"01.json": "{}"}, f"{out}/.new")
    ...     row = {"path": "a.txt", "folder": "a", "output": digest_of_folder(f"{out}/a")}
    ...     [([bool(page.stays) for page in gone(out, [row], prune, True, {})], os.path.isdir(f"{out}/a")) for prune in (False, True)]
    [([True], True), ([False], False)]
    """
    # What could not be read when it was last there has nothing to leave.
    for row in (row for row in rows if row["output"]):
        pruned = prune and all_read
        gone, stays = _of_part(pruned) if "part" in row else _of_folder(out, row, pruned, taken)
        if gone and stays:
            why = "they were changed since and stay" if pruned else "they stay; --prune removes them"
            gone += f": {why if all_read else 'they stay, for not all that was named could be read, or had a page in it'}"
        if gone:
            yield Gone(Problem(row["path"], "gone", gone, grave=False), row if stays else None)


def _of_part(prune: bool) -> tuple[str, bool]:
    """What is said of a page that was in a part, and whether its articles stay."""
    if prune:
        return "the page is gone; its articles were removed from the parts", False
    return "the page is not among the paths any more; its articles are in the parts", True


def _of_folder(out: str, row: Row, prune: bool, taken: Mapping[str, str]) -> tuple[str, bool]:
    """The same of one that has a folder; nothing is said where this is not there."""
    folder = os.path.join(out, row["folder"])
    shown = printable(row["path"])
    other = printable(taken.get(row["folder"], "")) or page_of(folder) or shown
    if other != shown:
        return f"the page is not among the paths any more; its folder {printable(row['folder'])} is that of {other} now", False
    if prune and row["output"] == digest_of_folder(folder):
        remove_folder(folder, out)
        return f"the page is gone; its articles in the folder {printable(row['folder'])} were removed", False
    if os.path.isdir(folder):
        return f"the page is not among the paths any more; its articles are in the folder {printable(row['folder'])}", True
    return "", False
