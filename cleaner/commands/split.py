"""`cleaner split`."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from cleaner.cli import CONTEXT, INTERRUPTED
from cleaner.commands.pages import chosen, corrections_in, corrections_option, page_options, watched

if TYPE_CHECKING:
    from cleaner.corrections.read import Correction
    from cleaner.report import Report
    from cleaner.settings import Settings
    from cleaner.sources import Source


@click.command("split", context_settings=CONTEXT)
@click.argument("paths", nargs=-1, required=True, metavar="PATHS...")
@click.option("-o", "--out", default="out", show_default=True, metavar="FOLDER", help="Where the articles go.")
@page_options
@corrections_option
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
    strict: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Split pages into articles.

    PATHS are files, folders (all pages below them: .txt, .text, .md), globs, or - for standard input. Each page becomes a
    folder with one JSON file an article and a ledger of all that was removed, changed, moved or joined.

    Exit code: 0 done, 1 done but --strict minds a doubt, 2 something could not be done (the rest was).
    """
    settings = chosen(assignments, model).passes
    report = _split(paths, out, settings, encoding, quiet or as_json, corrections)
    from cleaner.split import as_json as text_of
    from cleaner.split import made_by

    manifest = report.manifest(made_by(settings), settings)
    from cleaner.output import MANIFEST, write_file
    from cleaner.problem import Problem

    try:
        os.makedirs(out, exist_ok=True)
        write_file(os.path.join(out, MANIFEST), text_of(manifest))
    except OSError as bad:
        report.fail(
            [
                Problem(
                    out,
                    "unwritable",
                    f"the manifest was not written: {(bad.strerror or str(bad)).lower()}; make room, or name another folder with -o",
                )
            ]
        )
    for problem in sorted(set(report.problems)):
        if problem.grave or not quiet:
            click.echo(f"cleaner: {problem}", err=True)
    if as_json:
        click.echo(text_of(manifest), nl=False)
    elif not quiet and sys.stdout.isatty():
        from cleaner.terminal import closing_table

        closing_table(report, out)
    sys.exit(report.exit_code(strict))


def _split(paths: tuple[str, ...], out: str, settings: Settings, encoding: str | None, quiet: bool, corrections: tuple[str, ...]) -> Report:
    """Split all pages, each written as soon as it is done; a bad page is a problem, and the others go on."""
    from cleaner.report import Report
    from cleaner.sources import find

    found = find(paths, out)
    report = Report()
    report.fail(found.problems)
    corrected, strays = corrections_in(corrections, found.sources)
    report.fail(strays)
    if found.skipped and not quiet:
        click.echo(
            f"cleaner: {found.skipped} files in the folders are no pages by their ending (.txt, .text, .md) and were passed over", err=True
        )
    done = 0
    # The first Ctrl-C ends the run between two pages' renames, a second at once.
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        for source in watched(found.sources, quiet):
            _one(source, out, settings, encoding, report, corrected.get(source.name, ()))
            done += 1
    except KeyboardInterrupt:
        click.echo(f"cleaner: interrupted; {done} of {len(found.sources)} pages are written, the others are as they were", err=True)
        sys.exit(INTERRUPTED)
    return report


def _interrupt(*_: Any) -> None:
    raise KeyboardInterrupt


def _one(source: Source, out: str, settings: Settings, encoding: str | None, report: Report, corrections: Sequence[Correction]) -> None:
    from cleaner.output import Foreign, page_files, replace_folder
    from cleaner.problem import Problem
    from cleaner.sources import read
    from cleaner.split import split_page

    data = read(source)
    if isinstance(data, Problem):
        report.fail([data])
        return
    outcome = split_page(source.name, data, settings, encoding, corrections=corrections)
    if not any(p.grave for p in outcome.problems):
        try:
            replace_folder(os.path.join(out, source.folder), page_files(outcome))
        except Foreign as bad:
            report.fail([Problem(source.name, "unwritable", str(bad))])
            return
        except OSError as bad:
            why = f"its articles were not written: {(bad.strerror or str(bad)).lower()}; make room, or name another folder with -o"
            report.fail([Problem(source.name, "unwritable", why)])
            return
    report.add(outcome, source.folder)
