"""One check: every page split as `split` would, nothing written, and what is wrong with it collected."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cleaner.check.again import Seen
from cleaner.check.finding import Finding, Lines, Place, fingerprinted
from cleaner.check.output import Difference, left_over, of_manifest, of_output
from cleaner.check.pages import of_page, of_problem
from cleaner.corrections.read import Correction
from cleaner.job import Done, Job, made_from, row_of
from cleaner.output import page_files
from cleaner.problem import Problem, printable
from cleaner.report import Report
from cleaner.settings import Settings, Value
from cleaner.sources import Source, read, shown
from cleaner.split import Outcome, as_json, made_by, split_page


class Checked(NamedTuple):
    """What a check came to: findings in order, how the output differs, and the files that were looked at."""

    findings: list[Finding]
    differences: list[Difference]
    paths: list[str]


def check(
    sources: Iterable[Source],
    problems: Iterable[Problem],
    settings: Settings,
    limits: Mapping[str, Value],
    *,
    encoding: str | None = None,
    out: str | None = None,
    corrections: Mapping[str, Sequence[Correction]] | None = None,
) -> Checked:
    """Check pages.

    Args:
        sources: the pages, in order.
        problems: of finding them.
        settings: of the passes.
        limits: of `cleaner.check.limits`.
        encoding: of the pages, if not as they look.
        out: a folder that is to be what `split` would write; None: none is looked at.
        corrections: what people put right, by page.
    """
    found = [finding for problem in problems if (finding := of_problem(problem, problem.path)) is not None]
    differences: list[Difference] = []
    job = Job(out or "", settings, encoding, corrections or {})
    report, seen = Report(), Seen()
    folders: list[str] = []
    paths: list[str] = []
    report.fail(problems)
    for source in sources:
        folders.append(source.folder)
        path = printable(shown(source.file))
        paths.append(path)
        data = read(source)
        if isinstance(data, Problem):
            report.add(Done(None, [data]))
            found += [finding for finding in [of_problem(data, path)] if finding]
            continue
        outcome = split_page(source.name, data, settings, encoding, corrections=job.of(source.name))
        found += of_page(outcome, path, data, limits)
        found += _repeated(seen, path, outcome)
        if out is None:
            continue
        whole = not any(p.grave for p in outcome.problems)
        files = page_files(outcome) if whole else {}
        report.add(Done(row_of(outcome, source.folder, made_from(job, outcome.sha256, source.name), files), outcome.problems))
        if whole:
            made = {"sha256": outcome.sha256, **made_by(settings)}
            for finding, difference in of_output(path, os.path.join(out, source.folder), files, made):
                found.append(finding)
                differences.append(difference)
    if out is not None:
        found += left_over(out, folders)
        manifest = of_manifest(out, as_json(report.manifest(made_by(settings), settings)))
        if manifest and not any(f.rule.group == "output" for f in found):
            found.append(_manifest(manifest))
            differences.append(manifest)
    return Checked(fingerprinted(found), differences, paths)


def _repeated(seen: Seen, path: str, outcome: Outcome) -> Iterator[Finding]:
    twin = seen.twin(path, outcome.text)
    if twin is not None:
        name, share = twin
        yield Finding("repeated-page", path, Lines(outcome.text).place(0, 0), f"{share:.0%} of it stands on {name}, too")


def _manifest(difference: Difference) -> Finding:
    path = printable(difference.path)
    if difference.there is None:
        return Finding("missing-output", path, Place(), "there is no manifest")
    return Finding("stale-output", path, Place(), "it is of another run: other pages, or other paths")
