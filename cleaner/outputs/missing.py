"""Articles that an output folder had when `cleaner split` ended, and has no more; or that it has not yet."""

from __future__ import annotations

import contextlib
import os
from collections import Counter
from collections.abc import Container, Iterator

from cleaner.problem import printable
from cleaner.record import DAMAGED
from cleaner.running.manifest import LEFT, PAGES, PARTS, SCHEMA, Row, entries, head_and_sums
from cleaner.running.shared_manifest import unlike
from cleaner.writing.names import ARTICLES_OF_PARTS, JOURNALS, LEDGER, MANIFEST, MANIFESTS_OF_SHARES, SCRATCH
from cleaner.writing.parts import digest_of, records


def missing(out: str) -> Iterator[str]:
    """A line for each page or part that has fewer articles than the manifest says, and one if the run did not end.

    Args:
        out: what `cleaner split -o` wrote; without a manifest nothing is known to be missing.

    >>> import tempfile
    >>> from cleaner.running.manifest import manifest_text
    >>> row = {**dict.fromkeys(("path", "folder", "sha256", "encoding", "made_from", "output"), "a"), "characters": 6, "articles": 2}
    >>> with tempfile.TemporaryDirectory() as out:
    ...     os.mkdir(f"{out}/a")
    ...     for name in ("01.json", "ledger.jsonl"):
    ...         open(f"{out}/a/{name}", "w").close()
    ...     with open(f"{out}/{MANIFEST}", "w") as file:
    ...         file.writelines(manifest_text({"schema": SCHEMA}, [{**row, "removed": {}, "changed": {}}], None, {"articles": 2}, []))
    ...     [line.removeprefix(out) for line in missing(out)]
    ['/a: 2 articles were there, and now 1; run cleaner split again']
    """
    path = os.path.join(out, MANIFEST)
    yield from unfinished(out)
    if os.path.isfile(path) and not _is_manifest(path):
        yield f"{printable(path)}: no manifest, so that nobody knows what is missing; run cleaner split again"
    of_parts: Counter[int] = Counter()
    parts: list[Row] = []
    # Of each folder 64 bits are held: there may be millions.
    known: set[int] = set()
    for found in entries(path) if os.path.isfile(path) else ():
        row = found.entry
        if found.list in (PAGES, LEFT) and row.get("part") is not None:
            of_parts[row["part"]] += row["articles"]
        elif found.list in (PAGES, LEFT):
            known.add(hash(row["folder"]))
            folder = os.path.join(out, row["folder"])
            there = sum(name.endswith(".json") for name in os.listdir(folder)) if os.path.isdir(folder) else 0
            if there < row["articles"]:
                yield lost(folder, row["articles"], there)
        elif found.list == PARTS:
            parts.append(row)
    for row in parts:
        yield from _lost_of_part(out, row, of_parts[row["part"]])
    if os.path.isfile(path) and _is_manifest(path):
        yield from _added(out, known, {row["articles"] for row in parts})


def _added(out: str, folders: Container[int], parts: Container[str]) -> Iterator[str]:
    """A line if articles are there of which the manifest knows nothing: a copy of a page's folder, or an export that was put there."""
    strange = [name for name in sorted(os.listdir(out)) if ARTICLES_OF_PARTS.fullmatch(name) and name not in parts]
    for folder, below, files in os.walk(out):
        # What was half written is read by nobody.
        below[:] = [name for name in below if name != SCRATCH]
        if LEDGER in files and hash(os.path.relpath(folder, out)) not in folders:
            strange.append(os.path.relpath(folder, out))
    if strange:
        more = f" and {len(strange) - 1:,} more" if len(strange) > 1 else ""
        said = "no run of cleaner split knows of it, and its articles are read, too; move it out of the folder"
        yield f"{printable(os.path.join(out, min(strange)))}{more}: {said}"


def _lost_of_part(out: str, row: Row, articles: int) -> Iterator[str]:
    """A line if a part is gone, or has fewer articles than the pages of the manifest that are in it."""
    file = os.path.join(out, row["articles"])
    if not os.path.isfile(file):
        yield f"{printable(file)}: it is gone, with the articles of {row['pages']} pages; run cleaner split again"
    elif digest_of(out, row) != row["digest"]:
        # What else is wrong with it is told by who reads it.
        with contextlib.suppress(*DAMAGED):
            there = sum(1 for _ in records(file))
            if there < articles:
                yield lost(file, articles, there)


def unfinished(out: str) -> Iterator[str]:
    """A line if a run is at work in an output folder, or was cut off there, or if some of its shares have not ended.

    Args:
        out: what `cleaner split -o` wrote; at a URL nothing is known of that.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as out:
    ...     open(f"{out}/.journal.jsonl", "w").close()
    ...     [line.removeprefix(out) for line in unfinished(out)]
    [': a run is at work here, or was cut off: pages are missing, or of an earlier run; run cleaner split again']
    """
    names = os.listdir(out) if os.path.isdir(out) else []
    if any(map(JOURNALS.fullmatch, names)):
        yield f"{printable(out)}: a run is at work here, or was cut off: pages are missing, or of an earlier run; run cleaner split again"
    elif MANIFEST not in names and (different := [*unlike(out)]):
        yield from different
    elif MANIFEST not in names and any(map(MANIFESTS_OF_SHARES.fullmatch, names)):
        yield f"{printable(out)}: not all shares of the run have ended, so that pages are missing; run the others"


def lost(where: str, were: int, are: int) -> str:
    """What is said where fewer articles are than were.

    >>> lost("out/a", 1, 0)
    'out/a: 1 article was there, and now 0; run cleaner split again'
    """
    return f"{printable(where)}: {were} {'article was' if were == 1 else 'articles were'} there, and now {are}; run cleaner split again"


def _is_manifest(path: str) -> bool:
    """Whether a file is a manifest, as far as its ends show."""
    try:
        return bool(head_and_sums(path)["schema"] == SCHEMA)
    except DAMAGED:
        return False
