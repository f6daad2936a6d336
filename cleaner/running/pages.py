"""A whole run: every page that is to be done is done, written and kept in the journal, whatever the form, the share and the workers."""

from __future__ import annotations

import functools
import itertools
import os
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from cleaner.problem import Problem, why
from cleaner.reading.place import elsewhere
from cleaner.reading.sources import Source
from cleaner.running.home import send
from cleaner.running.job import FILES, Done, Job, Task, do
from cleaner.running.journal import Earlier, Journal
from cleaner.running.manifest import lines, told
from cleaner.running.parallel import Result
from cleaner.running.parts import as_it_was, grouped, write_part
from cleaner.running.report import Report, head
from cleaner.running.shard import Shard, write_manifest
from cleaner.writing.files import remove
from cleaner.writing.parts import digest_of

# How pages are mapped: on this machine, or on a cluster.
Each = Callable[[Callable[[Task], Done], Iterable[Task]], Iterator[Result[Done]]]
Watch = Callable[[Iterator[Result[Done]]], Iterable[Result[Done]]]


class Run(NamedTuple):
    """How pages are gone through."""

    job: Job
    shard: Shard
    each: Each
    force: bool = False


def pages(run: Run, sources: Iterable[Source], earlier: Earlier, journal: Journal, watch: Watch = iter) -> Iterator[Done]:
    """What came of every page of a share; each is written by then, and is in the journal.

    Args:
        run: how.
        sources: all pages, of which the share's are done.
        earlier: what is known of them.
        journal: of this run.
        watch: sees the pages as they are done, before their part is written.
    """
    if run.job.form == FILES:
        for task, result in watch(run.each(functools.partial(do, run.job), _tasks(run, sources, earlier))):
            done = _done(result)
            journal.add(done)
            if any(problem.grave for problem in done.problems) and task.known and task.known.row and task.known.row["output"]:
                journal.add_left(task.known.row)
            yield done
        return
    kept: list[Done] = []
    tasks = _tasks_of_parts(run, sources, earlier, journal, kept)
    results = watch(run.each(functools.partial(do, run.job), tasks))
    for number, members in itertools.groupby(results, key=lambda result: result[0].part):
        assert number is not None
        for done in _written(run.job, number, [_done(result) for _, result in members], journal):
            journal.add(done)
            yield done
        if elsewhere(run.job.out):
            journal.send(run.job.out, number)
        yield from _emptied(kept)
    yield from _emptied(kept)


def _tasks(run: Run, sources: Iterable[Source], earlier: Earlier) -> Iterator[Task]:
    for source in sources:
        if run.shard.has_page(source.name):
            known = earlier.take(source.name)
            yield Task(source, None if run.force else known)


def _tasks_of_parts(run: Run, sources: Iterable[Source], earlier: Earlier, journal: Journal, kept: list[Done]) -> Iterator[Task]:
    """The pages of all parts that are to be written; those of the others are kept."""
    for number, group in enumerate(grouped(sources)):
        # What nobody took is gone: a page that is now in another share's part is not.
        known = [earlier.take(source.name) for source in group]
        part = earlier.parts.pop(number, None)
        if not run.shard.has_part(number):
            continue
        if part and not run.force and as_it_was(run.job, number, group, known, part):
            journal.add_part(part)
            for done in known:
                assert done is not None
                journal.add(done)
                kept.append(done._replace(fresh=False))
            continue
        for source in group:
            yield Task(source, part=number)


def _done(result: Done | Problem) -> Done:
    """What came of a page, its worker's death being a problem of it."""
    return result if isinstance(result, Done) else Done(None, [result])


def _emptied(things: list[Done]) -> Iterator[Done]:
    yield from things
    things.clear()


def _written(job: Job, number: int, members: list[Done], journal: Journal) -> list[Done]:
    """Write a part; what came of its pages, without their lines."""
    try:
        part = write_part(job, number, members)
    except OSError as bad:
        said = f"part {number} was not written: {why(bad)}; make room, or name another folder with -o"
        return [Done(None, [*done.problems, Problem(_name(done), "unwritable", said)]) for done in members]
    journal.add_part(part)
    return [done._replace(lines=None) for done in members]


def _name(done: Done) -> str:
    return done.row["path"] if done.row else done.problems[0].path


def left_over(run: Run, earlier: Earlier, journal: Journal, all_read: bool) -> Iterator[Problem]:
    """Delete the parts of an earlier run that this one has not; a problem for each that was changed since, and stays.

    Where not all that was named could be read, they stay, and are in the journal.
    """
    for number, part in sorted(earlier.parts.items()):
        if run.shard.has_part(number):
            if not all_read:
                journal.add_part(part)
                continue
            if digest_of(run.job.out, part) != part["digest"]:
                said = "an earlier run's part, which was changed since and stays; move it away"
                yield Problem(part["articles"], "gone", said, grave=False)
                continue
            for what in ("articles", "ledger"):
                remove(os.path.join(run.job.out, part[what]))


def manifest(run: Run, journal: Journal, report: Report, problems: Iterable[Problem]) -> Iterator[str]:
    """The text of a run's manifest, piece by piece.

    Args:
        run: how pages were gone through.
        journal: what came of each.
        report: the sums.
        problems: of other things than pages.
    """
    parts = None if run.job.form == FILES else journal.parts()
    every = map(told, journal.problems(problems))
    return lines(head(run.job.settings, run.job.form), journal.rows(), parts, report.sums(), every, journal.left())


def unwritten(run: Run, home: str, journal: Journal, report: Report, problems: Iterable[Problem]) -> Problem | None:
    """Write the manifest of a run, where its output is; a problem where that cannot be done.

    Args:
        run: how pages were gone through.
        home: where its manifest is while it runs.
        journal: what came of each page.
        report: the sums.
        problems: of other things than pages.
    """
    try:
        write_manifest(home, manifest(run, journal, report, problems), run.shard, run.job.room, elsewhere(run.job.out))
        if elsewhere(run.job.out):
            send(home, run.job.out, run.shard.mark)
    except OSError as bad:
        said = f"the manifest was not written: {why(bad)}; make room, or name another folder with -o"
        return Problem(run.job.out, "unwritable", said)
    return None
