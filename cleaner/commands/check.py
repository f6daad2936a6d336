"""`cleaner check`."""

from __future__ import annotations

import functools
import importlib
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from cleaner.check.rules import LEVELS
from cleaner.cli import CONTEXT, stop
from cleaner.commands.options import (
    chosen,
    columns_of,
    columns_option,
    corrections_in,
    corrections_option,
    jobs_option,
    page_options,
    standard_output,
)
from cleaner.commands.overwrite import keep_what_is_read
from cleaner.commands.pages import counted, watched, with_strays
from cleaner.place import elsewhere
from cleaner.problem import printable, remedy, why

if TYPE_CHECKING:
    from cleaner.check.run import Aim, Checked
    from cleaner.inputs.sources import Columns

FORMATS = ("text", "json", "github", "junit", "sarif")


@click.command("check", context_settings=CONTEXT)
@click.argument("paths", nargs=-1, required=True, metavar="PATHS...")
@click.option("-o", "--out", metavar="FOLDER", help="Also compare this folder with what `split` would write now.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How findings are told.")
@click.option("--output", callback=standard_output, metavar="FILE", help="Where findings go, if not to standard output.")
@click.option("--fail-on", type=click.Choice(LEVELS), default="warning", show_default=True, help="Exit with 1 from this level on.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found.")
@click.option("--diff", is_flag=True, help="Show how FOLDER differs from what `split` would write.")
@click.option("--baseline", metavar="FILE", help="Known findings, which pass; those that no longer occur are reported.")
@click.option("--write-baseline", is_flag=True, help="Write all findings to the baseline, and pass.")
@jobs_option
@columns_option
@page_options
@corrections_option
def command(
    paths: tuple[str, ...],
    out: str | None,
    form: str,
    output: str | None,
    fail_on: str,
    exit_zero: bool,
    diff: bool,
    baseline: str | None,
    write_baseline: bool,
    jobs: int | None,
    columns: str,
    encoding: str | None,
    assignments: tuple[str, ...],
    model: str | None,
    corrections: tuple[str, ...],
) -> None:
    """Say what is wrong with pages, or with what was made of them.

    PATHS are as for `split`; nothing is written. `cleaner rule` lists what is looked for. A file .cleanerignore, here or in a folder
    above, has lines `RULE GLOB # reason` for what is passed. Limits are settings: `--set check.low_confidence=0.7`.

    Exit code: 0 nothing found, 1 findings at or above --fail-on, 2 the check could not be done.
    """
    _refuse_clashing_options(out, form, output, diff, baseline, write_baseline)
    reads = (*paths, *([out] if out else []))
    keep_what_is_read(output, [*reads, *([baseline] if baseline else [])], "--output")
    settings, limits = chosen(assignments, model)
    from cleaner.check.parts import form_of
    from cleaner.check.run import Aim
    from cleaner.running.job import FILES, Job

    corrected = corrections_in(corrections)
    aim = Aim(Job(out or "", settings, encoding, corrected, form_of(out) if out else FILES, model=model), limits, out is not None)
    checked = _ignored(_checked(aim, paths, columns_of(columns), jobs, quiet=output is None and form != "text"))
    absent = _absent(paths, checked)
    if write_baseline and absent:
        stop(f"{absent[0]}: there is no such file or folder; check the path: the baseline was not written")
    if baseline is not None:
        checked = _based(checked, baseline, write_baseline, reads)
    if write_baseline and form == "text" and output is None:
        sys.exit(0)  # "nothing found" would stand right behind what was
    if diff:
        from cleaner.check.diff import show

        show(checked.differences)
    _tell(checked, form, output)
    from cleaner.check.finding import at_or_above

    # What is not there was not looked at, whatever passes.
    sys.exit(2 if absent else 1 if at_or_above(checked.findings, fail_on) and not exit_zero else 0)


def _refuse_clashing_options(
    out: str | None, form: str, output: str | None, diff: bool, baseline: str | None, write_baseline: bool
) -> None:
    """End with what to do where options do not go together."""
    if out is not None and elsewhere(out):
        raise click.UsageError(f"{out}: an output at a URL is not compared; copy it, or let split find out what is new")
    if out is not None and not os.path.isdir(out):
        stop(f"{out}: there is no such folder to compare; run `cleaner split -o {out}` first, or leave --out out")
    if diff and out is None:
        raise click.UsageError("--diff compares a folder: name it with --out")
    if diff and form != "text" and output is None:
        raise click.UsageError(
            "--diff is text, and would stand in the findings: write these to a file with --output, or leave --format out"
        )
    if write_baseline and baseline is None:
        raise click.UsageError("--write-baseline needs the file: --baseline FILE")


def _absent(paths: Sequence[str], checked: Checked) -> list[str]:
    """The arguments that name nothing; of a URL only what was found says so."""
    from cleaner.inputs.find import named
    from cleaner.place import elsewhere

    unread = {finding.path for finding in checked.findings if finding.name == "unreadable"}
    return [printable(path) for path in paths if not named(path) or (elsewhere(path) and printable(path) in unread)]


def _checked(aim: Aim, paths: Sequence[str], columns: Columns, jobs: int | None, quiet: bool) -> Checked:
    """What is found, of all pages."""
    from cleaner.check.run import check, look
    from cleaner.inputs.find import find
    from cleaner.running.job import FILES, Task
    from cleaner.running.parallel import cores, each
    from cleaner.running.parts import in_parts

    found = find(paths, aim.job.out if aim.compares else None, columns)
    sources, count = counted(with_strays(found, aim.job.corrections))
    tasks = map(Task, sources) if aim.job.form == FILES else in_parts(sources)
    looks = each(functools.partial(look, aim), tasks, jobs or cores())
    try:
        return check(aim, found, watched(looks, count, quiet, "Checking"))
    except OSError as bad:
        stop(f"{printable(str(bad.filename or aim.job.out))}: {why(bad)}; check the rights there")


def _ignored(checked: Checked) -> Checked:
    """The findings that no .cleanerignore suppresses."""
    from cleaner.check import ignore

    path = ignore.nearest(os.getcwd())
    if path is None:
        return checked
    try:
        with open(path, encoding="utf-8-sig") as file:
            wanted = ignore.suppressions(file.read(), path)
    except ignore.UnusableIgnores as bad:
        stop(str(bad))
    except UnicodeDecodeError as bad:
        stop(f"{path}: byte {bad.start} is no UTF-8; write it anew, a line each: RULE GLOB # reason")
    except OSError as bad:
        stop(f"{path}: {why(bad)}; check the file and its rights")
    return checked._replace(findings=ignore.without_suppressed(checked.findings, wanted, os.path.relpath(path)))


def _based(checked: Checked, path: str, write: bool, paths: Sequence[str]) -> Checked:
    """The findings that the baseline does not know; none where it is written anew."""
    from cleaner.check import baseline
    from cleaner.record import as_json
    from cleaner.writing.files import write_file

    try:
        if write:
            _none_or_baseline(path)
            write_file(path, as_json(baseline.written(checked.findings, path)))
            count = len(checked.findings)
            click.echo(f"{path}: {count} {'finding is' if count == 1 else 'findings are'} known from now on", err=True)
            return checked._replace(findings=[])
        known = baseline.read_baseline(path)
    except baseline.UnusableBaseline as bad:
        stop(str(bad))
    except OSError as bad:
        stop(f"{path}: {why(bad)}; {f'{remedy(bad)}, or name another file' if write else 'write it with --write-baseline'}")
    return checked._replace(findings=baseline.without_known(checked.findings, known, path, paths))


def _none_or_baseline(path: str) -> None:
    """End where another file than a baseline has the place of one."""
    from cleaner.check import baseline

    try:
        if os.path.exists(path):
            baseline.read_baseline(path)
    except baseline.UnusableBaseline:
        stop(f"{path}: a file is there that is no baseline of this version; move it, or name another with --baseline")


def _tell(checked: Checked, form: str, output: str | None) -> None:
    """Print the findings, or write them to a file."""
    module = importlib.import_module(f"cleaner.check.formats.{form}")
    if form == "text" and output is None:
        from rich.console import Console

        module.show(checked, Console(soft_wrap=True))
        return
    told = module.text(checked)
    if form == "github" and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
        try:
            with open(summary, "a", encoding="utf-8") as file:
                file.write(module.summary(checked))
        except OSError as bad:
            stop(f"{summary}: {why(bad)}; the step's summary goes where GITHUB_STEP_SUMMARY says")
    if output is None:
        click.echo(told, nl=False)
        return
    from cleaner.writing.files import write_file

    try:
        write_file(output, told)
    except OSError as bad:
        stop(f"{output}: {why(bad)}; name another file with --output")
