"""A whole run: what was known before, the pages, what became of those that are gone, the manifest; what stays of one that is cut off."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator

from cleaner.inputs.sources import Found, Source
from cleaner.place import elsewhere
from cleaner.problem import Problem, printable, remedy, why
from cleaner.regexes import keep
from cleaner.running import interrupt
from cleaner.running.gone import gone
from cleaner.running.home import send
from cleaner.running.job import FILES
from cleaner.running.journal import EarlierRuns, Journal, delete_journals, journal_of, read_earlier
from cleaner.running.left import Left, write_left
from cleaner.running.manifest import entry_of, manifest_text
from cleaner.running.pages import Run, Watch, delete_old_parts, pages
from cleaner.running.report import Report, head
from cleaner.running.shared_manifest import write_manifest
from cleaner.writing.folders import clear_away


class OtherForm(Exception):
    """The output folder has articles in another form; the message says what to do."""


class Interrupted(Exception):
    """The run was to end before it was done; `pages`: how many are written."""

    def __init__(self, pages: int) -> None:
        """So many."""
        super().__init__(pages)
        self.pages = pages


def go_through(
    run: Run, found: Found, sources: Iterable[Source], home: str, prune: bool, watch: Watch, tell: Callable[[Journal, Report], None]
) -> Report:
    """Do the pages of a share, and write the manifest.

    Args:
        run: how.
        found: what was found where pages were looked for; gets the problems that are of no page that was done.
        sources: all pages, of which the share's are done.
        home: the folder in which the manifest and the journals are, or a copy of them.
        prune: remove the articles of pages that are gone.
        watch: sees the pages as they are done.
        tell: gets what the run came to, while its journal is there.

    Raises:
        OtherForm: the output folder has another form.
        Interrupted: an interrupt came; what is done is kept, and the rest as it was.

    >>> import collections, functools, tempfile
    >>> from cleaner.pipeline import defaults
    >>> from cleaner.running import job, parallel, shard
    >>> source = Source("a.txt", "a.txt", "a", "新桥通车\\n\\n新桥今天通车。".encode())
    >>> with tempfile.TemporaryDirectory() as out:
    ...     run = Run(job.Job(out, defaults(), scratch=f"{out}/.new"), shard.Shard(1, 1), functools.partial(parallel.each, jobs=1))
    ...     found = Found(iter(()), [], collections.Counter())
    ...     report = go_through(run, found, [source], out, prune=False, watch=iter, tell=lambda journal, report: None)
    ...     report.pages, report.articles, sorted(os.listdir(out))
    (1, 1, ['a', 'manifest.json'])
    """
    job = run.job
    clear_away(job.scratch)
    inode = _inode(home)
    earlier = read_earlier(home, run.shard)
    if earlier.form not in ("", job.form):
        said = f"{printable(job.out)} holds what was written with --format {earlier.form}; use it again, or name another folder with -o"
        raise OtherForm(said)
    journal, left = Journal(journal_of(home, run.shard), job.scratch), Left(home, run.shard)
    report = _do(run, sources, earlier, journal, left, watch)
    if _nothing_was_there(report, found, earlier):
        report.fail(set(found.problems))
        tell(journal, report)
        delete_journals(home, run.shard)
        return report
    settled = _settle(run, found, earlier, journal, left, prune)
    if _inode(home) != inode or not journal.is_whole():
        said = "the folder, or what was in it, was taken away while the run was at work; run it again"
        found.problems.append(Problem(os.fspath(job.out), "unwritable", said))
    report.fail(set(found.problems))
    problem = write_whole_manifest(run, home, journal, report, found.told())
    if problem is not None:
        report.fail([problem])
        found.problems.append(problem)
    try:
        tell(journal, report)
    finally:
        # All is done and written, whoever listens or not.
        if problem is None:
            delete_journals(home, run.shard)
            if settled:
                left.end()
        clear_away(job.scratch)
        keep()
    return report


def _nothing_was_there(report: Report, found: Found, earlier: EarlierRuns) -> bool:
    """Whether what was named is not there, as a path that was mistyped: what an earlier run wrote of it stays, and its manifest."""
    none_read = not report.pages and not report.problems
    return none_read and any(problem.reason == "missing" for problem in found.problems) and any(True for _ in earlier.left())


def _inode(folder: str) -> tuple[int, int] | None:
    """Which folder it is, whatever its name; None where there is none."""
    try:
        found = os.stat(folder)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _do(run: Run, sources: Iterable[Source], earlier: EarlierRuns, journal: Journal, left: Left, watch: Watch) -> Report:
    """Do the pages of a share; what it came to.

    Raises:
        Interrupted: an interrupt came.
    """
    report = Report()
    report.unreadable = earlier.unreadable
    try:
        for one in pages(run, sources, earlier, journal, left, watch):
            report.add(one)
    except KeyboardInterrupt:
        interrupt.end()
        raise Interrupted(report.pages) from None
    finally:
        # A worker that was killed may have left what it was writing.
        clear_away(run.job.scratch)
    return report


def _settle(run: Run, found: Found, earlier: EarlierRuns, journal: Journal, left: Left, prune: bool) -> bool:
    """See to the pages and parts that the run has not; whether all that stays has its place."""
    # A folder without a page in it may be a disk that is not there.
    all_read = not any(problem.grave or problem.reason == "empty" for problem in found.problems)
    rows = sorted(earlier.left(), key=lambda row: str(row["path"]))
    taken = journal.folders({row["folder"] for row in rows if row.get("folder")})
    for page in gone(run.job.out, rows, prune, all_read, taken):
        found.problems.append(page.problem)
        if page.stays:
            journal.add_left(page.stays)
    try:
        write_left(run.job, run.shard, earlier, journal, left)
    except OSError as bad:
        said = f"what it has of pages that were not done now was not written: {why(bad)}; {remedy(bad)}, and run it again"
        found.problems.append(Problem(os.fspath(run.job.out), "unwritable", said))
        for number, part in earlier.parts.items():
            if run.shard.has_part(number):
                journal.add_part(part)
        return False
    found.problems.extend(delete_old_parts(run, earlier))
    return True


def manifest(run: Run, journal: Journal, report: Report, problems: Iterable[Problem]) -> Iterator[str]:
    """The text of a run's manifest, piece by piece.

    Args:
        run: how pages were gone through.
        journal: what came of each.
        report: the sums.
        problems: of other things than pages.

    >>> import functools, json, tempfile
    >>> from cleaner.pipeline import defaults
    >>> from cleaner.running.job import Done, Job
    >>> from cleaner.running.parallel import each
    >>> from cleaner.running.shard import Shard
    >>> with tempfile.TemporaryDirectory() as out:
    ...     run, journal = Run(Job(out, defaults()), Shard(1, 1), functools.partial(each, jobs=1)), Journal(f"{out}/.journal.jsonl", out)
    ...     _ = journal.add(Done({"path": "b.txt"}, [])), journal.add(Done({"path": "a.txt"}, []))
    ...     held = json.loads("".join(manifest(run, journal, Report(), [Problem("c.txt", "missing", "there is no such file")])))
    >>> [row["path"] for row in held["pages"]], held["articles"], [problem["path"] for problem in held["problems"]]
    (['a.txt', 'b.txt'], 0, ['c.txt'])
    """
    parts = None if run.job.form == FILES else journal.parts()
    every = map(entry_of, journal.problems(problems))
    return manifest_text(head(run.job.settings, run.job.form), journal.rows(), parts, report.sums(), every, journal.left())


def write_whole_manifest(run: Run, home: str, journal: Journal, report: Report, problems: Iterable[Problem]) -> Problem | None:
    """Write the manifest of a run, where its output is; a problem where that cannot be done.

    Args:
        run: how pages were gone through.
        home: where its manifest is while it runs.
        journal: what came of each page.
        report: the sums.
        problems: of other things than pages.

    >>> import functools, tempfile
    >>> from cleaner.pipeline import defaults
    >>> from cleaner.running.job import Job
    >>> from cleaner.running.parallel import each
    >>> from cleaner.running.shard import Shard
    >>> with tempfile.TemporaryDirectory() as out:
    ...     run, journal = Run(Job(out, defaults()), Shard(1, 1), functools.partial(each, jobs=1)), Journal(f"{out}/.journal.jsonl", out)
    ...     write_whole_manifest(run, out, journal, Report(), []), os.listdir(out)
    ...     write_whole_manifest(run, f"{out}/manifest.json", journal, Report(), []).reason
    (None, ['manifest.json'])
    'unwritable'
    """
    try:
        write_manifest(home, manifest(run, journal, report, problems), run.shard, run.job.scratch, elsewhere(run.job.out))
        if elsewhere(run.job.out):
            send(home, run.job.out, run.shard.mark)
    except OSError as bad:
        said = f"the manifest was not written: {why(bad)}; {remedy(bad)}, or name another folder with -o"
        return Problem(run.job.out, "unwritable", said)
    return None
