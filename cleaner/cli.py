"""The command line. What a command needs is imported when it runs: `cleaner --help` must be there at once."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NoReturn

import click

import cleaner

if TYPE_CHECKING:
    from cleaner.report import Report
    from cleaner.settings import Settings
    from cleaner.sources import Source

# The matrices are small: threads cost more than they gain, and the order of sums must not hang on the number of cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# Pages are many small records that live until they are written: looking for cycles among them all the time finds none.
COLLECT = (100_000, 50, 100)
CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=CONTEXT)
@click.version_option(cleaner.__version__, message="%(prog)s %(version)s")
def main() -> None:
    """Break scanned newspaper pages into their articles, with an account of every character.

    \b
    cleaner split seeds/        every page below seeds/, its articles to out/
    cleaner split page.txt -o there
    cat page.txt | cleaner split - --json
    cleaner eval labelled/ out/ measure what came out against labelled pages
    cleaner learn news.jsonl -o news.ngram
    cleaner schema              the JSON Schema of an article
    """


@main.command(context_settings=CONTEXT)
@click.argument("paths", nargs=-1, required=True, metavar="PATHS...")
@click.option("-o", "--out", default="out", show_default=True, metavar="FOLDER", help="Where the articles go.")
@click.option("--encoding", metavar="NAME", help="Encoding of the pages, whatever they look like.")
@click.option(
    "--set", "assignments", multiple=True, metavar="PASS.NAME=VALUE", help="A setting, over those of cleaner.toml or pyproject.toml."
)
@click.option("--model", metavar="FILE", help="A language model that `cleaner learn` built, in place of the package's own.")
@click.option("--strict", is_flag=True, help="Exit with 1 where a page is in doubt (no title, no text).")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but problems.")
@click.option("--json", "as_json", is_flag=True, help="Print the manifest to standard output.")
def split(
    paths: tuple[str, ...],
    out: str,
    encoding: str | None,
    assignments: tuple[str, ...],
    model: str | None,
    strict: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Split pages into articles.

    PATHS are files, folders (all pages below them: .txt, .text, .md), globs, or - for standard input. Each page becomes a
    folder with one JSON file an article and a ledger of all that was removed, changed, moved or joined.

    Exit code: 0 done, 1 done but --strict minds a doubt, 2 something could not be done (the rest was).
    """
    from cleaner import settings as mechanism
    from cleaner.pipeline import defaults

    try:
        settings = mechanism.read_settings(defaults(), os.getcwd(), assignments)
    except mechanism.SettingError as bad:
        raise click.UsageError(str(bad)) from None
    if model:
        _use(model)
    report = _split(paths, out, settings, encoding, quiet or as_json)
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


@main.command(context_settings=CONTEXT)
def schema() -> None:
    """Print the JSON Schema of an article file."""
    from cleaner import data

    click.echo(data.text("article.schema.json"), nl=False)


@main.command("eval", context_settings=CONTEXT)
@click.argument("gold", metavar="GOLD")
@click.argument("out", metavar="OUT")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--worst", type=click.IntRange(min=0), default=0, metavar="N", help="Show what is wrong on the N worst pages.")
def evaluate(gold: str, out: str, as_json: bool, worst: int) -> None:
    """Measure the articles in OUT against the labelled pages in GOLD.

    GOLD is a folder with NAME.txt and NAME.gold.json, OUT what `cleaner split GOLD -o OUT` wrote.
    """
    try:
        from cleaner.evaluation import measures, read, show
    except ModuleNotFoundError as bad:
        _stop(f"this needs {bad.name}: pip install {bad.name}")
    try:
        judged = [measures.judge(page) for page in read.pages(gold, out)]
    except read.Unreadable as bad:
        _stop(str(bad))
    report = show.report(judged)
    if as_json:
        from cleaner.split import as_json as text_of

        click.echo(text_of(report), nl=False)
        return
    from rich.console import Console

    console = Console()
    show.tables(report, console)
    show.worst(judged, worst, console)


@main.command(context_settings=CONTEXT)
@click.argument("texts", nargs=-1, required=True, metavar="TEXT...")
@click.option("-o", "--out", required=True, metavar="FILE", help="Where the model goes.")
def learn(texts: tuple[str, ...], out: str) -> None:
    """Build a language model from TEXT, for `cleaner split --model FILE`.

    TEXT are plain text files, article JSON as `cleaner split` writes it, JSON lines with `paragraphs` or `text`, any of them
    gzipped, or folders of these. Memory does not grow with the text; four bytes of disk a character are used meanwhile.
    """
    from cleaner import corpus
    from cleaner.learn import learn as build
    from cleaner.output import write_file

    name = os.path.basename(out).partition(".")[0] or "model"
    try:
        model = build(corpus.articles(texts), name)
        write_file(out, model)
    except (corpus.Unusable, ValueError) as bad:
        _stop(str(bad))
    except OSError as bad:
        _stop(f"{out}: {(bad.strerror or str(bad)).lower()}; make room, or name another file with -o")
    click.echo(f"{out}: {len(model):,} bytes", err=True)


def _stop(why: str) -> NoReturn:
    """End at once, with one line that says why."""
    click.echo(f"cleaner: {why}", err=True)
    sys.exit(2)


def _split(paths: tuple[str, ...], out: str, settings: Settings, encoding: str | None, quiet: bool) -> Report:
    """Split all pages, each written as soon as it is done; a bad page is a problem, and the others go on."""
    from cleaner.report import Report
    from cleaner.sources import find

    gc.set_threshold(*COLLECT)
    found = find(paths, out)
    report = Report()
    report.fail(found.problems)
    if found.skipped and not quiet:
        click.echo(
            f"cleaner: {found.skipped} files in the folders are no pages by their ending (.txt, .text, .md) and were passed over", err=True
        )
    done = 0
    # The first Ctrl-C ends the run between two pages' renames, a second at once.
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        for source in _shown(found.sources, quiet):
            _one(source, out, settings, encoding, report)
            done += 1
    except KeyboardInterrupt:
        click.echo(f"cleaner: interrupted; {done} of {len(found.sources)} pages are written, the others are as they were", err=True)
        sys.exit(130)
    return report


def _use(model: str) -> None:
    from cleaner import ngram

    try:
        ngram.use(model)
    except OSError as bad:
        _stop(f"{model}: {(bad.strerror or str(bad)).lower()}; build a model with `cleaner learn`")
    except ValueError as bad:
        _stop(str(bad))


def _interrupt(*_: Any) -> None:
    raise KeyboardInterrupt


def _one(source: Source, out: str, settings: Settings, encoding: str | None, report: Report) -> None:
    from cleaner.output import Foreign
    from cleaner.problem import Problem
    from cleaner.sources import read
    from cleaner.split import split_page

    data = read(source)
    if isinstance(data, Problem):
        report.fail([data])
        return
    outcome = split_page(source.name, data, settings, encoding)
    if not any(p.grave for p in outcome.problems):
        try:
            _write(os.path.join(out, source.folder), outcome)
        except Foreign as bad:
            report.fail([Problem(source.name, "unwritable", str(bad))])
            return
        except OSError as bad:
            why = f"its articles were not written: {(bad.strerror or str(bad)).lower()}; make room, or name another folder with -o"
            report.fail([Problem(source.name, "unwritable", why)])
            return
    report.add(outcome, source.folder)


def _write(folder: str, outcome: Any) -> None:
    from cleaner.output import LEDGER, replace_folder
    from cleaner.split import as_json, as_line

    files = {f"{article.id.rpartition('/')[2]}.json": as_json(article.record()) for article in outcome.articles}
    replace_folder(folder, {**files, LEDGER: "".join(map(as_line, outcome.ledger))})


def _shown(sources: list[Source], quiet: bool) -> Iterable[Source]:
    """The pages, with a progress bar where a person sees it."""
    if quiet or len(sources) < 2 or not sys.stderr.isatty():
        return sources
    return _bar(sources)


def _bar(sources: list[Source]) -> Iterator[Source]:
    from cleaner.terminal import progress

    yield from progress(sources)
