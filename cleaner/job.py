"""One page of a run, from its file to its folder: a plain function that any process can call, and the small sum that it returns."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from cleaner.article import digest
from cleaner.output import Foreign, digest_of_files, digest_of_folder, page_files, replace_folder
from cleaner.problem import Problem, why
from cleaner.settings import Settings
from cleaner.sources import Source, read
from cleaner.split import Outcome, made_by, split_page

if TYPE_CHECKING:
    from cleaner.corrections.read import Correction

# Hexadecimal digits of the digest of all that a page's articles are made from.
DIGITS = 16

Row = dict[str, Any]


class Job(NamedTuple):
    """What holds for all pages of a run."""

    out: str
    settings: Settings
    encoding: str | None = None
    corrections: Mapping[str, Sequence[Correction]] = {}

    def of(self, name: str) -> Sequence[Correction]:
        """What people put right on a page."""
        return self.corrections.get(name, ())


class Done(NamedTuple):
    """What came of a page: its row in the manifest, if it has one, and its problems; `fresh`: it was not as it should be before."""

    row: Row | None
    problems: list[Problem]
    fresh: bool = True


def do(job: Job, earlier: Mapping[str, Done], source: Source) -> Done:
    """Split one page and write its folder; nothing is done where it was made from the same, and is as it was written.

    Args:
        job: the run.
        earlier: what earlier runs made of pages, by name.
        source: the page.
    """
    known = earlier.get(source.name)
    data = read(source)
    if isinstance(data, Problem):
        return Done(None, [data])
    sha256 = digest(data)
    made = made_from(job, sha256, source.name)
    folder = os.path.join(job.out, source.folder)
    if known is not None and known.row is not None and _same(known.row, source, made, folder):
        return known._replace(fresh=False)
    outcome = split_page(source.name, data, job.settings, job.encoding, corrections=job.of(source.name))
    if any(p.grave for p in outcome.problems):
        return Done(row_of(outcome, source.folder, made, {}), outcome.problems)
    files = page_files(outcome)
    try:
        replace_folder(folder, files)
    except Foreign as bad:
        return Done(None, [Problem(source.name, "unwritable", str(bad))])
    except OSError as bad:
        said = f"its articles were not written: {why(bad)}; make room, or name another folder with -o"
        return Done(None, [Problem(source.name, "unwritable", said)])
    return Done(row_of(outcome, source.folder, made, files), outcome.problems)


def _same(row: Row, source: Source, made: str, folder: str) -> bool:
    """Whether a page's folder is what this run would write: made from the same, and not touched since."""
    return bool(row["folder"] == source.folder and row["made_from"] == made and row["output"] == digest_of_folder(folder))


def made_from(job: Job, sha256: str, name: str) -> str:
    """A digest of all that a page's articles are made from: its bytes, the version, settings and model, the encoding, the corrections."""
    told = json.dumps([sha256, made_by(job.settings), job.encoding, job.of(name)], ensure_ascii=True)
    return digest(told.encode())[:DIGITS]


def row_of(outcome: Outcome, folder: str, made: str, files: Mapping[str, str]) -> Row:
    """A page's row in the manifest.

    Args:
        outcome: what came of the page.
        folder: of its articles, below the output folder.
        made: of `made_from`.
        files: what is written in the folder, name -> text; none where nothing is.
    """
    removed: dict[str, int] = {}
    changed: dict[str, int] = {}
    for line in outcome.ledger:
        if line["action"] == "removed":
            removed[line["reason"]] = removed.get(line["reason"], 0) + len(line["text"])
        elif line["action"] == "changed":
            changed[line["reason"]] = changed.get(line["reason"], 0) + 1
    return {
        "path": outcome.path,
        "folder": folder,
        "sha256": outcome.sha256,
        "encoding": outcome.encoding,
        "characters": outcome.characters,
        "articles": len(outcome.articles),
        "removed": dict(sorted(removed.items())),
        "changed": dict(sorted(changed.items())),
        "made_from": made,
        "output": digest_of_files({name: text.encode("utf-8") for name, text in files.items()}) if files else "",
    }
