"""Every page of a run that is to be done is done, written and kept in the journal, whatever the form, the share and the workers."""

from __future__ import annotations

import functools
import itertools
import os
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import NamedTuple

from cleaner.inputs.sources import Source
from cleaner.place import elsewhere
from cleaner.problem import Problem, printable, remedy, why
from cleaner.running.job import FILES, Done, Job, Task, do, row_there, tried
from cleaner.running.journal import EarlierRuns, Journal
from cleaner.running.left import Left
from cleaner.running.manifest import Row
from cleaner.running.parallel import Result
from cleaner.running.parts import as_it_was, digest_of_names, grouped, write_part
from cleaner.running.shard import Shard
from cleaner.writing.files import remove
from cleaner.writing.folders import digest_of_folder, page_of, remove_folder
from cleaner.writing.names import OF_A_PART
from cleaner.writing.parts import digest_of

# How pages are mapped: on this machine, or on a cluster.
Each = Callable[[Callable[[Task], Done], Iterable[Task]], Generator[Result[Done], None, None]]
Watch = Callable[[Iterator[Result[Done]]], Iterable[Result[Done]]]


class Run(NamedTuple):
    """How pages are gone through."""

    job: Job
    shard: Shard
    each: Each
    force: bool = False


class Before(NamedTuple):
    """What comes to light of parts of an earlier run while the pages of this one are handed out."""

    kept: list[Done]  # pages of parts that are as they were
    over: dict[int, Row]  # parts that are written over
    moved: list[Task]  # pages that were in parts of this share, and are in those of another now


def pages(run: Run, sources: Iterable[Source], earlier: EarlierRuns, journal: Journal, left: Left, watch: Watch = iter) -> Iterator[Done]:
    """What came of every page of a share; each is written by then, and is in the journal.

    Args:
        run: how.
        sources: all pages, of which the share's are done.
        earlier: what is known of them.
        journal: of this run; has what is known of a page that could not be done, too, for that is there yet.
        left: gets what parts have that are written over.
        watch: sees the pages as they are done, before their part is written.

    >>> import tempfile
    >>> from cleaner.pipeline import defaults
    >>> from cleaner.running.parallel import each
    >>> source = Source("a.txt", "a.txt", "a", "新桥通车\\n\\n新桥今天通车。".encode())
    >>> with tempfile.TemporaryDirectory() as out:
    ...     run = Run(Job(out, defaults(), scratch=f"{out}/.new"), Shard(1, 1), functools.partial(each, jobs=1))
    ...     journal = Journal(f"{out}/.journal.jsonl", run.job.scratch)
    ...     [done.row["articles"] for done in pages(run, [source], EarlierRuns(run.shard), journal, Left(out, run.shard))]
    ...     [row["path"] for row in journal.rows()], sorted(os.listdir(f"{out}/a"))
    [1]
    (['a.txt'], ['01.json', 'ledger.jsonl'])
    """
    if run.job.form == FILES:
        yield from _in_folders(run, sources, earlier, journal, watch)
    else:
        yield from _in_parts(run, sources, earlier, journal, left, watch)


def _in_folders(run: Run, sources: Iterable[Source], earlier: EarlierRuns, journal: Journal, watch: Watch) -> Iterator[Done]:
    """The pages of a run that writes each into a folder of its own."""
    at_work: dict[str, Task] = {}
    results = run.each(functools.partial(do, run.job), _tasks(run, sources, earlier, at_work))
    try:
        for task, result in watch(results):
            done = _done(result)
            journal.add(done)
            del at_work[task.source.name]
            _keep_old_row(task, done, journal)
            _cleared(run.job.out, task, done)
            yield done
    except KeyboardInterrupt:
        results.close()
        # Behind a page that takes long others have their folders: what nobody knows of is never removed.
        for row in filter(None, (row_there(run.job.out, task) for task in at_work.values())):
            journal.add(Done(row, []))
        raise


def _in_parts(run: Run, sources: Iterable[Source], earlier: EarlierRuns, journal: Journal, left: Left, watch: Watch) -> Iterator[Done]:
    """The pages of a run that writes many into a part."""
    before = Before([], {}, [])
    results = watch(run.each(functools.partial(do, run.job), _tasks_of_parts(run, sources, earlier, journal, before)))
    for number, group in itertools.groupby(results, key=lambda result: result[0].part):
        assert number is not None
        members = [(task, _done(result)) for task, result in group]
        done_pages = _written(run.job, number, members, before.over.pop(number, None), journal, left)
        for (task, _), done in zip(members, done_pages, strict=True):
            journal.add(done)
            _keep_old_row(task, done, journal)
            yield done
        if elsewhere(run.job.out):
            journal.send(run.job.out, number)
        yield from _emptied(before.kept)
    yield from _emptied(before.kept)
    # What another share cannot do either stays in this one's parts.
    for task, result in run.each(functools.partial(tried, run.job), iter(before.moved)):
        _keep_old_row(task, _done(result), journal)


def _keep_old_row(task: Task, done: Done, journal: Journal) -> None:
    """Keep what is known of a page that could not be done."""
    if any(problem.grave for problem in done.problems) and task.known and task.known.row and task.known.row["output"]:
        journal.add_left(task.known.row)


def _cleared(out: str, task: Task, done: Done) -> None:
    """Delete the folder that a page had, if it has another one now, and that is as it was written."""
    before = task.known.row if task.known else None
    if done.row is None or not done.row["output"] or before is None or not before["output"]:
        return
    if before.get("folder") in (None, done.row["folder"]):
        return
    folder = os.path.join(out, before["folder"])
    if page_of(folder) == printable(before["path"]) and digest_of_folder(folder) == before["output"]:
        remove_folder(folder, out)


def _tasks(run: Run, sources: Iterable[Source], earlier: EarlierRuns, at_work: dict[str, Task]) -> Iterator[Task]:
    """The pages of a share; `at_work` gets those that are handed out."""
    for source in sources:
        if run.shard.has_page(source.name):
            task = at_work[source.name] = Task(source, earlier.take(source.name), force=run.force)
            yield task


def _tasks_of_parts(run: Run, sources: Iterable[Source], earlier: EarlierRuns, journal: Journal, before: Before) -> Iterator[Task]:
    """The pages of all parts that are to be written; `before` gets what is known of the others."""
    for number, group in enumerate(grouped(sources)):
        # What nobody took is gone: a page that is now in another share's part is not.
        known = [earlier.take(source.name) for source in group]
        part = earlier.parts.pop(number, None)
        if not run.shard.has_part(number):
            before.moved.extend(Task(source, done) for source, done in zip(group, known, strict=True) if done is not None)
            continue
        if part and not run.force and as_it_was(run.job, number, group, known, part):
            journal.add_part(part)
            for done in known:
                assert done is not None
                journal.add(done)
                before.kept.append(done._replace(fresh=False))
            continue
        if part:
            before.over[number] = part
        for source, done in zip(group, known, strict=True):
            yield Task(source, done, part=number)


def _done(result: Done | Problem) -> Done:
    """What came of a page, its worker's death being a problem of it."""
    return result if isinstance(result, Done) else Done(None, [result])


def _emptied(things: list[Done]) -> Iterator[Done]:
    yield from things
    things.clear()


def _written(job: Job, number: int, members: list[tuple[Task, Done]], over: Row | None, journal: Journal, left: Left) -> list[Done]:
    """Write a part; what came of its pages, without their lines."""
    try:
        if over:
            left.save(job, over, {task.source.name for task, done in members if done.row and done.row["output"]})
        part = write_part(job, number, [done for _, done in members], digest_of_names(task.source for task, _ in members))
    except OSError as bad:
        said = f"part {number} was not written: {why(bad)}; {remedy(bad)}, or name another folder with -o"
        if over:
            journal.add_part(over)
            left.stayed.add(number)
        return [Done(None, [*done.problems, Problem(task.source.name, "unwritable", said)]) for task, done in members]
    journal.add_part(part)
    return [done._replace(lines=None) for _, done in members]


def delete_old_parts(run: Run, earlier: EarlierRuns) -> Iterator[Problem]:
    """Delete the parts of an earlier run that this one has not; a problem for each that was changed since, and stays.

    >>> import tempfile
    >>> from cleaner.running.parallel import each
    >>> with tempfile.TemporaryDirectory() as out:
    ...     run = Run(Job(out, {}, form="jsonl", scratch=f"{out}/.new"), Shard(1, 1), functools.partial(each, jobs=1))
    ...     earlier, (one, other) = EarlierRuns(run.shard), [write_part(run.job, number, [], "") for number in (1, 2)]
    ...     earlier.parts = {1: one, 2: {**other, "digest": "of what it was"}}
    ...     [problem.path for problem in delete_old_parts(run, earlier)], sorted(os.listdir(out))
    (['articles-00002.jsonl'], ['.new', 'articles-00002.jsonl', 'ledger-00002.jsonl'])
    """
    for number, part in sorted(earlier.parts.items()):
        if not run.shard.has_part(number):
            continue
        if digest_of(run.job.out, part) != part["digest"]:
            yield Problem(part["articles"], "gone", "an earlier run's part, which was changed since and stays; move it away", grave=False)
            continue
        for what in OF_A_PART:
            remove(os.path.join(run.job.out, part[what]))
