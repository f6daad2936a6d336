"""Whether an output folder of parts is what `split` would write now."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from cleaner.check.finding import Finding, Place
from cleaner.problem import Problem, printable
from cleaner.record import DAMAGED
from cleaner.running.manifest import LEFT, PAGES, PARTS, PROBLEMS, Row, entries, head_and_sums, problem_of
from cleaner.writing.names import MANIFEST, OF_A_PART
from cleaner.writing.parts import digest_of


def form_of(out: str) -> str:
    """How articles are written in an output folder; as files, where nothing says otherwise.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as out:
    ...     before, _ = form_of(out), pathlib.Path(out, MANIFEST).write_text('{\\n "format": "jsonl"\\n}\\n')
    ...     before, form_of(out)
    ('files', 'jsonl')
    """
    try:
        return str(head_and_sums(os.path.join(out, MANIFEST))["format"])
    except DAMAGED:
        return "files"


def parts_in(out: str) -> list[Row]:
    """What the manifest in a folder says of its parts.

    >>> import pathlib, tempfile
    >>> from cleaner.running.manifest import manifest_text
    >>> part = {"part": 1, "pages": 5, "articles": "articles-00001.jsonl", "ledger": "ledger-00001.jsonl", "named": "", "digest": ""}
    >>> with tempfile.TemporaryDirectory() as out:
    ...     _ = pathlib.Path(out, MANIFEST).write_text("".join(manifest_text({"format": "jsonl"}, [], [part], {"articles": 2}, [])))
    ...     parts_in(out) == [part], left_in(out)
    (True, [])
    """
    return _listed(out, PARTS)


def left_in(out: str) -> list[Row]:
    """What the manifest in a folder says of pages that its run had not, or could not read, and whose articles are there yet.

    >>> import pathlib, tempfile
    >>> from cleaner.running.manifest import manifest_text
    >>> page = {"path": "a.txt", "folder": None, "part": 1, "sha256": "", "encoding": "utf-8", "characters": 11}
    >>> page |= {"articles": 1, "removed": {}, "changed": {}, "made_from": "", "output": ""}
    >>> with tempfile.TemporaryDirectory() as out:
    ...     _ = pathlib.Path(out, MANIFEST).write_text("".join(manifest_text({"format": "jsonl"}, [], [], {"articles": 0}, [], [page])))
    ...     [row["path"] for row in left_in(out)], parts_in(out)
    (['a.txt'], [])
    """
    return _listed(out, LEFT)


def gone_in(out: str) -> list[Problem]:
    """What the manifest in a folder says of pages that are gone: after its run removed them none can know of them again.

    >>> gone_in("nowhere")
    []
    """
    return [problem_of(entry) for entry in _listed(out, PROBLEMS) if entry["reason"] == "gone"]


def _listed(out: str, wanted: str) -> list[Row]:
    path = os.path.join(out, MANIFEST)
    return [entry.entry for entry in entries(path) if entry.list == wanted] if os.path.isfile(path) else []


def of_parts(out: str, wanted: Iterable[Row], names: Iterable[str]) -> Iterator[Finding]:
    """What is wrong with the parts in a folder, and with what the manifest says of their pages.

    Args:
        out: the output folder.
        wanted: the rows that the manifest would have.
        names: of all pages that were looked at.

    >>> [str(found) for found in of_parts("nowhere", [{"path": "a.txt"}], ["a.txt"])]
    ['a.txt: CL501 missing-output: there is nothing of this page in nowhere']
    """
    for part in parts_in(out):
        where = printable(os.path.join(out, part["articles"]))
        if not all(os.path.isfile(os.path.join(out, part[what])) for what in OF_A_PART):
            yield Finding("missing-output", where, Place(), "a file of this part is not there; run cleaner split")
        elif digest_of(out, part) != part["digest"]:
            yield Finding("edited-output", where, Place(text=part["digest"]), "this part is not what split writes; run cleaner split")
    there = {row["path"]: row for row in _listed(out, PAGES)}
    for row in wanted:
        held = there.pop(row["path"], None)
        if held is None:
            yield Finding("missing-output", printable(row["path"]), Place(), f"there is nothing of this page in {printable(out)}")
        elif held["sha256"] != row["sha256"]:
            yield Finding("stale-output", printable(row["path"]), Place(), "its articles were made from another text; run cleaner split")
        elif (held["made_from"], held["output"]) != (row["made_from"], row["output"]):
            yield Finding("stale-output", printable(row["path"]), Place(), "its articles were made otherwise; run cleaner split")
    for name in sorted({*there, *(row["path"] for row in left_in(out))} - set(names)):
        yield Finding("leftover-output", printable(name), Place(), "no page gives its articles; run cleaner split, or name all the pages")
