"""One check: every page split as `split` would, nothing written, and what is wrong with it collected."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from cleaner.check.finding import Finding, Place, fingerprinted
from cleaner.check.output import Difference, left_over, of_manifest, of_output
from cleaner.check.pages import of_page, of_problem
from cleaner.check.parts import gone_in, left_in, of_parts, parts_in
from cleaner.check.repeated_page import Sketches, sketch
from cleaner.inputs.contents import read
from cleaner.inputs.sources import Found, Source, shown
from cleaner.problem import Problem, printable
from cleaner.running.job import FILES, Done, Job, Task, failed, made_from, outcome_of, row_of
from cleaner.running.manifest import entry_of, manifest_text, place_of
from cleaner.running.parallel import Result
from cleaner.running.report import Report, head
from cleaner.settings import Value
from cleaner.split import made_by


class Checked(NamedTuple):
    """What a check came to: findings in order, how the output differs, and the files that were looked at."""

    findings: list[Finding]
    differences: list[Difference]
    paths: list[str]


class Aim(NamedTuple):
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


def look(aim: Aim, task: Task) -> Looked:
    """Look at one page; a plain function that any process can call.

    Args:
        aim: of the check.
        task: the page.

    >>> from cleaner.check.limits import LIMITS
    >>> from cleaner.pipeline import defaults
    >>> aim = Aim(Job("", defaults()), LIMITS, compares=False)
    >>> [str(found) for found in look(aim, Task(Source("a.txt", "a.txt", "a", b"\\n"))).findings]
    ['a.txt: CL104 empty: the page has no text; nothing to split']
    """
    try:
        return _looked(aim, task)
    except OSError:
        raise  # of the output folder, which ends the check
    except Exception as bad:
        return _not_looked(task.source, failed(task.source.name, bad))


def _looked(aim: Aim, task: Task) -> Looked:
    source, job = task.source, aim.job
    job.use_model()
    path, data = path_of(source), read(source)
    if isinstance(data, Problem):
        return _not_looked(source, data)
    outcome, files = outcome_of(job, source, data)
    findings, differences = list(of_page(outcome, path, data, aim.limits)), []
    if aim.compares and files and job.form == FILES:
        made = {"sha256": outcome.sha256, **made_by(job.settings)}
        for finding, difference in of_output(path, os.path.join(job.out, source.folder), files, made):
            findings.append(finding)
            differences.append(difference)
    row = row_of(outcome, task, made_from(job, outcome.sha256, source), files)
    return Looked(findings, differences, Done(row, outcome.problems), sketch(outcome.text))


def _not_looked(source: Source, problem: Problem) -> Looked:
    return Looked([finding for finding in [of_problem(problem, path_of(source))] if finding], [], Done(None, [problem]), [])


def path_of(source: Source) -> str:
    """The path of a page's file, as it can be shown.

    >>> path_of(Source("pages/a\\nb\\udcff.txt", "a", "a"))
    'pages/a\\\\nb%FF.txt'
    """
    return printable(shown(source.file))


def check(aim: Aim, found: Found, looks: Iterable[Result[Looked]]) -> Checked:
    """Collect what was found in pages, and what is wrong with all of them together.

    Args:
        aim: of the check.
        found: the pages' search; what was wrong in it is known when they are gone through.
        looks: what `look` found in each; a problem where it could not be looked at.

    >>> from collections import Counter
    >>> aim, found = Aim(Job("", {}), {}, compares=False), Found(iter(()), [], Counter())
    >>> looked = Looked([], [], Done(None, []), sketch=list(range(20)))
    >>> checked = check(aim, found, [(Task(Source(name, name, name)), looked) for name in ("a.txt", "b.txt")])
    >>> [str(finding) for finding in checked.findings], checked.paths
    (['b.txt:1:1: CL304 repeated-page: 100% of it stands on a.txt, too'], ['a.txt', 'b.txt'])
    """
    findings: list[Finding] = []
    differences: list[Difference] = []
    done: list[Done] = []
    paths, folders, names = [], [], []
    report, seen = Report(), Sketches()
    for task, result in looks:
        path = path_of(task.source)
        looked = _not_looked(task.source, result) if isinstance(result, Problem) else result
        report.add(looked.done)
        done.append(looked.done)
        findings += [*looked.findings, *_repeated(seen, path, looked.sketch)]
        differences += looked.differences
        paths.append(path)
        folders.append(task.source.folder)
        names.append(task.source.name)
    findings += [finding for problem in found.problems if (finding := of_problem(problem, printable(problem.path))) is not None]
    if aim.compares:
        rows = [one.row for one in done if one.row is not None]
        findings += left_over(aim.job.out, folders) if aim.job.form == FILES else of_parts(aim.job.out, rows, names)
        manifest = of_manifest(aim.job.out, _manifest_text(aim.job, done, found.told(), report))
        if manifest and not any(f.rule.group == "output" for f in findings):
            findings.append(_manifest(manifest))
            differences.append(manifest)
    return Checked(fingerprinted(findings), differences, paths)


def _manifest_text(job: Job, done: Iterable[Done], problems: Iterable[Problem], report: Report) -> str:
    """The manifest that `split` would write."""
    pages = sorted((one.row for one in done if one.row is not None), key=lambda row: str(row["path"]))
    every = {*problems, *(problem for one in done for problem in one.problems), *gone_in(job.out)}
    parts = None if job.form == FILES else parts_in(job.out)
    in_order = sorted(map(entry_of, every), key=place_of)
    return "".join(manifest_text(head(job.settings, job.form), pages, parts, report.sums(), in_order, left_in(job.out)))


def _repeated(seen: Sketches, path: str, kept: list[int]) -> Iterator[Finding]:
    twin = seen.twin(path, kept)
    if twin is not None:
        name, share = twin
        yield Finding("repeated-page", path, Place(1, 1), f"{share:.0%} of it stands on {name}, too")


def _manifest(difference: Difference) -> Finding:
    path = printable(difference.path)
    if difference.there is None:
        return Finding("missing-output", path, Place(), "there is no manifest")
    return Finding("stale-output", path, Place(), "it is of another run: other pages, or other paths")
