"""`cleaner split`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from cleaner.cli import CONTEXT, INTERRUPTED
from cleaner.commands.pages import chosen, corrections_in, corrections_option, page_options, watched

if TYPE_CHECKING:
    from cleaner.job import Job
    from cleaner.report import Report
    from cleaner.sources import Source


@click.command("split", context_settings=CONTEXT)
@click.argument("paths", nargs=-1, required=True, metavar="PATHS...")
@click.option("-o", "--out", default="out", show_default=True, metavar="FOLDER", help="Where the articles go.")
@page_options
@corrections_option
@click.option("-j", "--jobs", type=click.IntRange(min=1), metavar="N", help="Processes at once.  [default: the cores]")
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
    settings = chosen(assignments, model).passes
    from cleaner.job import Job
    from cleaner.journal import ended
    from cleaner.output import MANIFEST, write_file
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
    _run(Job(out, settings, encoding, corrected), found.sources, report, jobs or cores(), force, prune, quiet or as_json)
    manifest = report.manifest(made_by(settings), settings)
    try:
        os.makedirs(out, exist_ok=True)
        write_file(os.path.join(out, MANIFEST), text_of(manifest))
        ended(out)
    except OSError as bad:
        why = f"the manifest was not written: {(bad.strerror or str(bad)).lower()}; make room, or name another folder with -o"
        report.fail([Problem(out, "unwritable", why)])
    for problem in sorted(set(report.problems)):
        if problem.grave or not quiet:
            click.echo(f"cleaner: {problem}", err=True)
    if as_json:
        click.echo(text_of(manifest), nl=False)
    elif not quiet and sys.stdout.isatty():
        from cleaner.terminal import closing_table

        closing_table(report, out)
    sys.exit(report.exit_code(strict))


def _run(job: Job, sources: Sequence[Source], report: Report, jobs: int, force: bool, prune: bool, quiet: bool) -> None:
    """Split all pages, each written as soon as it is done; a bad page is a problem, and the others go on."""
    from cleaner import interrupt
    from cleaner.journal import gone, kept, known
    from cleaner.output import clear_away
    from cleaner.parallel import each

    earlier = known(job.out)
    done = 0
    interrupt.listen()
    clear_away(job.out, [source.folder for source in sources])
    results = kept(each(job, sources, {} if force else earlier, jobs), job.out)
    try:
        for one in watched(results, len(sources), quiet):
            report.add(one)
            done += 1
    except KeyboardInterrupt:
        interrupt.end()
        clear_away(job.out, [source.folder for source in sources])
        click.echo(f"cleaner: interrupted; {done} of {len(sources)} pages are written, the others are as they were", err=True)
        sys.exit(INTERRUPTED)
    names = {source.name for source in sources}
    report.fail(gone(job.out, [one.row for one in earlier.values() if one.row and one.row["path"] not in names], prune))
