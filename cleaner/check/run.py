"""One check: every page split as `split` would, nothing written, and what is wrong with it collected."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cleaner.check.again import Seen, sketch
from cleaner.check.finding import Finding, Place, fingerprinted
from cleaner.check.output import Difference, left_over, of_manifest, of_output
from cleaner.check.pages import of_page, of_problem
from cleaner.job import Done, Job, made_from, row_of
from cleaner.output import page_files
from cleaner.problem import Problem, printable
from cleaner.report import Report
from cleaner.settings import Value
from cleaner.sources import Source, read, shown
from cleaner.split import as_json, made_by, split_page


class Checked(NamedTuple):
    """What a check came to: findings in order, how the output differs, and the files that were looked at."""

    findings: list[Finding]
    differences: list[Difference]
    paths: list[str]


class Task(NamedTuple):
    """What holds for all pages of a check."""

    job: Job
    limits: Mapping[str, Value]
    compares: bool  # whether the job's output folder is to be what `split` would write


class Looked(NamedTuple):
    """What was found in a page, how its output differs, its row in the manifest, and a sketch of its text."""

    findings: list[Finding]
    differences: list[Difference]
    done: Done
    sketch: list[int]


def look(task: Task, source: Source) -> Looked:
    """Look at one page; a plain function that any process can call.

    Args:
        task: the check.
        source: the page.
    """
    path, data = path_of(source), read(source)
    if isinstance(data, Problem):
        return _not_looked(source, data)
    outcome = split_page(source.name, data, task.job.settings, task.job.encoding, corrections=task.job.of(source.name))
    findings, differences = list(of_page(outcome, path, data, task.limits)), []
    whole = task.compares and not any(p.grave for p in outcome.problems)
    files = page_files(outcome) if whole else {}
    if whole:
        made = {"sha256": outcome.sha256, **made_by(task.job.settings)}
        for finding, difference in of_output(path, os.path.join(task.job.out, source.folder), files, made):
            findings.append(finding)
            differences.append(difference)
    row = row_of(outcome, source.folder, made_from(task.job, outcome.sha256, source.name), files)
    return Looked(findings, differences, Done(row, outcome.problems), sketch(outcome.text))


def _not_looked(source: Source, problem: Problem) -> Looked:
    return Looked([finding for finding in [of_problem(problem, path_of(source))] if finding], [], Done(None, [problem]), [])


def path_of(source: Source) -> str:
    """The path of a page's file, as it can be shown."""
    return printable(shown(source.file))


def check(task: Task, sources: Sequence[Source], problems: Iterable[Problem], looks: Iterable[Looked | Problem]) -> Checked:
    """Collect what was found in pages, and what is wrong with all of them together.

    Args:
        task: the check.
        sources: the pages, in order.
        problems: of finding them.
        looks: what `look` found in each, in the same order; a problem where it could not be looked at.
    """
    found = [finding for problem in problems if (finding := of_problem(problem, problem.path)) is not None]
    differences: list[Difference] = []
    report, seen = Report(), Seen()
    report.fail(problems)
    for source, one in zip(sources, looks, strict=True):
        looked = _not_looked(source, one) if isinstance(one, Problem) else one
        report.add(looked.done)
        found += [*looked.findings, *_repeated(seen, path_of(source), looked.sketch)]
        differences += looked.differences
    if task.compares:
        found += left_over(task.job.out, [source.folder for source in sources])
        settings = task.job.settings
        manifest = of_manifest(task.job.out, as_json(report.manifest(made_by(settings), settings)))
        if manifest and not any(f.rule.group == "output" for f in found):
            found.append(_manifest(manifest))
            differences.append(manifest)
    return Checked(fingerprinted(found), differences, [path_of(source) for source in sources])


def _repeated(seen: Seen, path: str, kept: list[int]) -> Iterator[Finding]:
    twin = seen.twin(path, kept)
    if twin is not None:
        name, share = twin
        yield Finding("repeated-page", path, Place(1, 1), f"{share:.0%} of it stands on {name}, too")


def _manifest(difference: Difference) -> Finding:
    path = printable(difference.path)
    if difference.there is None:
        return Finding("missing-output", path, Place(), "there is no manifest")
    return Finding("stale-output", path, Place(), "it is of another run: other pages, or other paths")
