"""Whether an output folder is what `split` would write now: missing, stale, edited by hand, left over."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from cleaner.check.finding import Finding, Place
from cleaner.digests import digest
from cleaner.problem import printable
from cleaner.record import DAMAGED
from cleaner.writing.names import ARTICLE, LEDGER, MANIFEST


class Difference(NamedTuple):
    """A file that is not as it should be: its path, the text that is there and the one that should be; None: no file."""

    path: str
    there: str | None
    wanted: str | None


def differences(folder: str, files: Mapping[str, str]) -> Iterator[Difference]:
    """How a page's folder differs from the files that `split` would write into it.

    Args:
        folder: its path.
        files: name -> text.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     open(f"{folder}/02.json", "w").close()
    ...     [(os.path.basename(one.path), one.there, one.wanted) for one in differences(folder, {"01.json": "{}"})]
    [('01.json', None, '{}'), ('02.json', '', None)]
    """
    there = set(_listed(folder))
    for name in sorted(there | files.keys()):
        path = os.path.join(folder, name)
        text = _text(path) if name in there else None
        if text != files.get(name):
            yield Difference(path, text, files.get(name))


def of_output(path: str, folder: str, files: Mapping[str, str], source: Mapping[str, str]) -> Iterator[tuple[Finding, Difference]]:
    """What is wrong with the output of one page, with the difference behind it.

    Args:
        path: of the page's file.
        folder: where its articles are.
        files: what `split` would write there, name -> text.
        source: `sha256` of the page, and the fields of `made_by`.

    >>> [(found.name, found.message) for found, _ in of_output("a.txt", "nowhere/a", {"01.json": "{}"}, {})]
    [('missing-output', 'there is nothing in nowhere/a')]
    """
    found = list(differences(folder, files))
    if found and not any(name in files for name in _listed(folder)):
        yield Finding("missing-output", path, Place(), f"there is nothing in {printable(folder)}"), found[0]
        return
    stale = next((why for name in sorted(files) if name != LEDGER and (why := _stale(os.path.join(folder, name), source))), None)
    for difference in found:
        where = printable(difference.path)
        if stale:
            yield Finding("stale-output", where, Place(text=stale), f"{stale}; run cleaner split"), difference
        else:
            line = _first_line(difference) if difference.wanted is not None else 0
            said = f"line {line} is not what split writes"
            if difference.there is None:
                said = "this file is not there"
            elif difference.wanted is None:
                said = "split writes no such file; move it away"
            there = digest((difference.there or "").encode("utf-8", "surrogateescape"))
            yield Finding("edited-output", where, Place(line, text=there), said), difference


def left_over(out: str, folders: Iterable[str]) -> Iterator[Finding]:
    """Folders with articles in `out` that no page gives.

    Args:
        out: the output folder.
        folders: of the pages, below it.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as out:
    ...     os.mkdir(f"{out}/old")
    ...     open(f"{out}/old/{LEDGER}", "w").close()
    ...     [found.name for found in left_over(out, ["a"])], [*left_over(out, ["old"])]
    (['leftover-output'], [])
    """
    wanted = {os.path.normpath(os.path.join(out, folder)) for folder in folders}
    for here, below, files in os.walk(out):
        below.sort()
        if (LEDGER in files or any(map(ARTICLE.fullmatch, files))) and os.path.normpath(here) not in wanted:
            yield Finding("leftover-output", printable(here), Place(), "no page gives it; delete it, or name all the pages")


def of_manifest(out: str, wanted: str) -> Difference | None:
    """How the manifest differs from the one that `split` would write; None where it does not.

    Args:
        out: the output folder.
        wanted: the text that it should have.

    >>> of_manifest("nowhere", "{}")
    Difference(path='nowhere/manifest.json', there=None, wanted='{}')
    """
    path = os.path.join(out, MANIFEST)
    there = _text(path) if os.path.isfile(path) else None
    return None if there == wanted else Difference(path, there, wanted)


def _listed(folder: str) -> list[str]:
    try:
        return sorted(entry.name for entry in os.scandir(folder) if entry.is_file())
    except (FileNotFoundError, NotADirectoryError):
        return []


def _text(path: str) -> str:
    with open(path, encoding="utf-8", errors="surrogateescape", newline="") as file:
        return file.read()


def _stale(path: str, source: Mapping[str, str]) -> str | None:
    """Why an article that is there was made from something else than it would be now; None where it was not, or cannot say."""
    try:
        record: dict[str, Any] = json.loads(_text(path))
        then = {"sha256": record["source"]["sha256"], **record["made_by"]}
        page = printable(record["source"]["path"])
    except DAMAGED:
        return None
    for key, value in source.items():
        if then.get(key) != value:
            return f"it was made from another text of {page}" if key == "sha256" else f"it was made with another {key}: {then.get(key)}"
    return None


def _first_line(difference: Difference) -> int:
    """The first line, from 1 on, in which the two texts differ."""
    one, other = ((text or "").split("\n") for text in (difference.there, difference.wanted))
    same = next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return same + 1
