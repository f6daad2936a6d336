"""`cleaner split`."""

from __future__ import annotations

import contextlib
import functools
import os
import sys
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import click

from cleaner.cli import CONTEXT, stop
from cleaner.commands.options import (
    a_path,
    chosen,
    columns_of,
    columns_option,
    corrections_in,
    corrections_option,
    jobs_option,
    page_options,
    share,
)
from cleaner.commands.pages import counted, watched, with_strays
from cleaner.problem import needs, printable, remedy, why
from cleaner.stdout import is_terminal

if TYPE_CHECKING:
    from cleaner.inputs.sources import Found
    from cleaner.running.journal import Journal
    from cleaner.running.pages import Each, Run
    from cleaner.running.report import Report

# How articles are written.
FORMS = ("files", "jsonl", "parquet")
# What runs the pages.
ENGINES = ("local", "ray")


@click.command("split", context_settings=CONTEXT)
@click.argument("paths", nargs=-1, required=True, metavar="PATHS...")
@click.option("-o", "--out", callback=a_path, default="out", show_default=True, metavar="FOLDER", help="Where the articles go.")
@click.option("--format", "form", type=click.Choice(FORMS), default=FORMS[0], show_default=True, help="An article a file, or parts.")
@columns_option
@page_options
@corrections_option
@jobs_option
@click.option("--engine", type=click.Choice(ENGINES), default=ENGINES[0], show_default=True, help="This machine's cores, or a Ray cluster.")
@click.option("--address", metavar="HOST:PORT", help="Of a Ray cluster that runs; without it one is started on this machine.")
@click.option("--shard", metavar="I/N", default="1/1", help="Only the Ith of N shares of the pages; the last one done joins the manifests.")
@click.option("--force", is_flag=True, help="Do pages again that are unchanged.")
@click.option("--prune", is_flag=True, help="Remove the articles of pages that an earlier run had and that are gone.")
@click.option(
    "--strict", is_flag=True, help="Exit with 1 where a line tells of a doubt (no title, no text, a page that is gone, or was replaced)."
)
@click.option(
    "-q", "--quiet", is_flag=True, help="Print what could not be done or was replaced, and nothing else; the manifest has the doubts."
)
@click.option("--json", "as_json", is_flag=True, help="Print the manifest to standard output.")
def command(
    paths: tuple[str, ...],
    out: str,
    form: str,
    columns: str,
    encoding: str | None,
    assignments: tuple[str, ...],
    model: str | None,
    corrections: tuple[str, ...],
    jobs: int | None,
    engine: str,
    address: str | None,
    shard: str,
    force: bool,
    prune: bool,
    strict: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Split pages into articles.

    PATHS are files, folders (all pages below them: .txt, .text, .md; not hidden ones), archives of pages (tar, zip), tables with a
    page a row (JSONL, Parquet), globs, or - for standard input, one page. All but zip and Parquet may be packed (.gz, .bz2, .xz,
    .zst). Each page becomes a folder with one JSON file an article and a ledger of all that was removed, changed or linked; with
    --format jsonl or parquet, a thousand pages become two files. A page whose content, settings, version and model are what they
    were, and whose output is as it was written, is not done again; a run that was cut off goes on.

    Exit code: 0 done, 1 done but --strict minds a doubt, 2 something could not be done (the rest was).
    """
    from cleaner.inputs.find import IS_OUTPUT, find
    from cleaner.place import elsewhere
    from cleaner.running.home import at_home
    from cleaner.running.job import Job
    from cleaner.running.lock import locked
    from cleaner.running.pages import Run
    from cleaner.writing.folders import unwritable
    from cleaner.writing.names import SCRATCH

    if not elsewhere(out) and all(os.path.realpath(path) == os.path.realpath(out) for path in paths):
        stop(f"{printable(out)}: {IS_OUTPUT}")
    part = share(shard)
    settings = chosen(assignments, model).passes
    _refuse_clashing_options(out, form, engine, address)
    if engine == "ray":
        # Its nodes work in folders of their own.
        out, model = out if elsewhere(out) else os.path.abspath(out), model and os.path.abspath(model)
    found = find(paths, out, columns_of(columns))
    corrected = corrections_in(corrections)
    # The folder is made, so all that can be wrong with the options comes before.
    if not elsewhere(out) and (bad := unwritable(out)):
        stop(f"{printable(out)}: {why(bad)}; {remedy(bad)}, or name another folder with -o")
    with _errors_in_one_line(out), at_home(out) as home, locked(home, part.mark):
        job = Job(out, settings, encoding, corrected, form, os.path.join(home, SCRATCH + part.mark), model)
        report = _run(Run(job, part, _each_of(engine, address, jobs), force), found, home, Asked(prune, quiet, as_json))
    sys.exit(report.exit_code(strict))


@contextlib.contextmanager
def _errors_in_one_line(out: str) -> Iterator[None]:
    """End with what to do where no run can be, or it cannot go on."""
    from cleaner.place import elsewhere
    from cleaner.running.lock import Locked
    from cleaner.running.parallel import Unreachable

    try:
        yield
    except Locked as bad:
        stop(f"{printable(out)}: {bad}")
    except Unreachable as bad:
        stop(f"--engine ray: {bad}; check --address, or leave it out")
    except BrokenPipeError:
        raise  # whoever reads the manifest has enough of it; all is written
    except OSError as bad:
        said = "check the address of -o" if elsewhere(out) else f"{remedy(bad)}, or name another folder with -o"
        stop(f"{printable(str(bad.filename or out))}: {why(bad)}; {said}")


class Asked(NamedTuple):
    """What is done with pages that are gone, and what is printed."""

    prune: bool
    quiet: bool
    as_json: bool


def _refuse_clashing_options(out: str, form: str, engine: str, address: str | None) -> None:
    """End with what to do where options do not go together, or what they take is not installed."""
    from importlib.util import find_spec

    from cleaner.place import elsewhere
    from cleaner.writing.foreign import foreign

    if not elsewhere(out) and os.path.lexists(out) and not os.path.isdir(out):
        raise click.UsageError(f"{printable(out)}: no folder, but a file, or a link that leads nowhere; name another with -o")
    if not elsewhere(out) and (path := foreign(out)):
        raise click.UsageError(f"{printable(path)}: was not written by cleaner; move it away, or name another folder with -o")
    if elsewhere(out) and form == FORMS[0]:
        raise click.UsageError(f"{out}: folders cannot be replaced there; write parts, with --format jsonl or parquet")
    if address and engine != "ray":
        raise click.UsageError("--address is of a Ray cluster: add --engine ray")
    for module, extra, wanted in (("pyarrow", "parquet", form == "parquet"), ("ray", "ray", engine == "ray")):
        if wanted and find_spec(module) is None:
            stop(needs(module, extra))


def _each_of(engine: str, address: str | None, jobs: int | None) -> Each:
    """How pages are mapped: on the cores of this machine, or on a cluster."""
    if engine == "ray":
        from cleaner.running import cluster

        return functools.partial(cluster.each, address=address, jobs=jobs)
    from cleaner.running import parallel

    return functools.partial(parallel.each, jobs=jobs or parallel.cores())


def _run(run: Run, found: Found, home: str, asked: Asked) -> Report:
    """Do the pages, and say what there is to say."""
    from cleaner.running import interrupt
    from cleaner.running.run import Interrupted, OtherForm, go_through
    from cleaner.running.shared_manifest import unlike

    sources, count = counted(with_strays(found, run.job.corrections))
    quiet = asked.quiet or asked.as_json
    try:
        report = go_through(
            run,
            found,
            sources,
            home,
            asked.prune,
            watch=lambda results: watched(results, count, quiet, "Splitting"),
            tell=lambda journal, report: _tell(run, journal, report, found, asked),
        )
    except OtherForm as bad:
        raise click.UsageError(str(bad)) from None
    except Interrupted as bad:
        total = "" if count is None else f" of {count}"
        click.echo(f"cleaner: interrupted; {bad.pages}{total} pages are done; run it again, and it goes on from there", err=True)
        sys.exit(interrupt.code())
    apart = list(unlike(run.job.out)) if run.shard.total > 1 else []
    for line in apart:
        click.echo(f"cleaner: {line}", err=True)
    report.grave += len(apart)
    return report


def _tell(run: Run, journal: Journal, report: Report, found: Found, asked: Asked) -> None:
    """Print the problems, and what the run came to."""
    from cleaner.running.run import manifest

    for path in report.unreadable:
        said = "it could not be read: what earlier runs made is not known, all was done again, and what is gone stays"
        click.echo(f"cleaner: {printable(path)}: {said}", err=True)
    if found.passed and not asked.quiet:
        count = found.passed.total()
        passed = "file is no page by its ending" if count == 1 else "files are no pages by their ending"
        click.echo(f"cleaner: {count} {passed} (.txt, .text, .md), and passed over", err=True)
    if report.replaced:
        pages = "page" if report.replaced == 1 else "pages"
        said = f"{report.replaced} {pages} had another text before, as {printable(report.first_replaced)}"
        click.echo(f"cleaner: {said}: their articles were replaced; a drop with names of its own has another folder with -o", err=True)
    if report.undone:
        pages = "page was" if report.undone == 1 else "pages were"
        said = f"{report.undone} {pages} put right before, as {printable(report.first_undone)}"
        click.echo(f"cleaner: {said}: what was put right is not there any more; name it with --corrections", err=True)
    alike: Counter[str] = Counter()
    for problem in journal.problems(found.problems):
        if problem.grave or not asked.quiet:
            # A disk that is full is told of one page, and counted; all others are told, and not held.
            if problem.reason == "unwritable":
                alike[problem.message] += 1
            if alike[problem.message] < 2:
                click.echo(f"cleaner: {problem}", err=True)
    for message, count in alike.items():
        if count > 1:
            click.echo(f"cleaner: {count - 1} more, of which all is in the manifest: {message}", err=True)
    if asked.as_json:
        for chunk in manifest(run, journal, report, found.told()):
            click.echo(chunk, nl=False)
    elif not asked.quiet and is_terminal(sys.stdout):
        from cleaner.terminal import closing_table

        closing_table(report, run.job.out)
