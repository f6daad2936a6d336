"""`cleaner split`."""

from __future__ import annotations

import contextlib
import functools
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import click

from cleaner.cli import CONTEXT, INTERRUPTED
from cleaner.commands.pages import chosen, corrections_in, corrections_option, page_options, watched
from cleaner.problem import why

if TYPE_CHECKING:
    from cleaner.job import Done, Job
    from cleaner.problem import Problem
    from cleaner.report import Report
    from cleaner.shard import Shard
    from cleaner.sources import Source


@click.command("split", context_settings=CONTEXT)
@click.argument("paths", nargs=-1, required=True, metavar="PATHS...")
@click.option("-o", "--out", default="out", show_default=True, metavar="FOLDER", help="Where the articles go.")
@page_options
@corrections_option
@click.option("-j", "--jobs", type=click.IntRange(min=1), metavar="N", help="Processes at once.  [default: the cores]")
@click.option("--shard", metavar="I/N", default="1/1", help="Only the Ith of N shares of the pages; the last one done joins the manifests.")
@click.option("--force", is_flag=True, help="Do pages again that are unchanged.")
@click.option("--prune", is_flag=True, help="Remove the articles of pages that an earlier run had and that are gone.")
@click.option("--strict", is_flag=True, help="Exit with 1 where a page is in doubt (no title, no text).")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but problems.")
@click.option("--json", "as_json", is_flag=True, help="Print the manifest to standard output.")
def command(
    paths: tuple[str, ...],
    out: str,
    encoding: str | None,
    assignments: tuple[str, ...],
    model: str | None,
    corrections: tuple[str, ...],
    jobs: int | None,
    shard: str,
    force: bool,
    prune: bool,
    strict: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Split pages into articles.

    PATHS are files, folders (all pages below them: .txt, .text, .md), globs, or - for standard input. Each page becomes a
    folder with one JSON file an article and a ledger of all that was removed, changed, moved or joined. A page whose content, settings,
    version and model are what they were, and whose folder is as it was written, is not done again; a run that was cut off goes on.

    Exit code: 0 done, 1 done but --strict minds a doubt, 2 something could not be done (the rest was).
    """
    from cleaner.shard import shard_of, write_manifest

    try:
        part = shard_of(shard)
    except ValueError as bad:
        raise click.BadParameter(str(bad), param_hint="--shard") from None
    settings = chosen(assignments, model).passes
    from cleaner.job import Job
    from cleaner.journal import journal_of
    from cleaner.parallel import cores
    from cleaner.problem import Problem
    from cleaner.report import Report
    from cleaner.sources import find
    from cleaner.split import as_json as text_of
    from cleaner.split import made_by

    found = find(paths, out)
    if found.skipped and not quiet:
        passed = "files in the folders are no pages by their ending (.txt, .text, .md) and were passed over"
        click.echo(f"cleaner: {found.skipped} {passed}", err=True)
    corrected, strays = corrections_in(corrections, found.sources)
    report = Report()
    report.fail([*found.problems, *strays])
    run = Run(Job(out, settings, encoding, corrected), part, jobs or cores(), force, prune)
    _pages(run, found.sources, report, quiet or as_json)
    manifest = report.manifest(made_by(settings), settings)
    try:
        write_manifest(out, manifest, part)
        with contextlib.suppress(FileNotFoundError):
            os.unlink(journal_of(out, part))
    except OSError as bad:
        said = f"the manifest was not written: {why(bad)}; make room, or name another folder with -o"
        report.fail([Problem(out, "unwritable", said)])
    for problem in sorted(set(report.problems)):
        if problem.grave or not quiet:
            click.echo(f"cleaner: {problem}", err=True)
    if as_json:
        click.echo(text_of(manifest), nl=False)
    elif not quiet and sys.stdout.isatty():
        from cleaner.terminal import closing_table

        closing_table(report, out)
    sys.exit(report.exit_code(strict))


class Run(NamedTuple):
    """How the pages are gone through."""

    job: Job
    shard: Shard
    jobs: int
    force: bool
    prune: bool


def _pages(run: Run, every: Sequence[Source], report: Report, quiet: bool) -> None:
    """Split the pages of a share, each written as soon as it is done; a bad page is a problem, and the others go on."""
    from cleaner import interrupt
    from cleaner.job import do
    from cleaner.journal import gone, journal_of, kept, known
    from cleaner.output import clear_away
    from cleaner.parallel import each
    from cleaner.shard import share

    sources, out = share(every, run.shard), run.job.out
    earlier = known(out)
    done = 0
    interrupt.listen()
    clear_away(out, [source.folder for source in sources])
    done_of = functools.partial(do, run.job, {} if run.force else earlier)
    results = kept((_done(one) for one in each(done_of, sources, run.jobs)), journal_of(out, run.shard))
    try:
        for one in watched(results, len(sources), quiet):
            report.add(one)
            done += 1
    except KeyboardInterrupt:
        interrupt.end()
        clear_away(out, [source.folder for source in sources])
        click.echo(f"cleaner: interrupted; {done} of {len(sources)} pages are written, the others are as they were", err=True)
        sys.exit(INTERRUPTED)
    # A worker that was killed may have left what it was writing.
    clear_away(out, [source.folder for source in sources])
    if run.shard.number == 1:
        names = {source.name for source in every}
        report.fail(gone(out, [one.row for one in earlier.values() if one.row and one.row["path"] not in names], run.prune))


def _done(one: Done | Problem) -> Done:
    """What came of a page, its worker's death being a problem of it."""
    from cleaner.job import Done

    return one if isinstance(one, Done) else Done(None, [one])
