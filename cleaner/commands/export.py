"""`cleaner export`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from cleaner.cli import CONTEXT, stop
from cleaner.commands.options import columns_of, columns_option, standard_output
from cleaner.commands.overwrite import keep_what_is_read
from cleaner.problem import remedy, why

if TYPE_CHECKING:
    from cleaner.inputs.sources import Columns

FORMS = ("jsonl", "dolma", "datatrove", "mnbvc", "tei", "parquet", "gold")


@click.command("export", context_settings=CONTEXT)
@click.argument("out", metavar="OUT")
@click.option("--to", "form", type=click.Choice(FORMS), required=True, help="The form.")
@click.option(
    "-o",
    "--output",
    callback=standard_output,
    metavar="FILE",
    help="Where it goes, if not to standard output. A name that ends in .gz is compressed.",
)
@click.option("--duplicates", metavar="FILE", help="Of `cleaner dedupe`: articles get the field `duplicate_of`, empty where they are kept.")
@click.option("--drop", is_flag=True, help="With --duplicates: leave out what was dropped.")
@click.option("--pages", default=".", metavar="FOLDER", help="For gold: where the pages are, it or folders below. [default: here]")
@columns_option
def command(out: str, form: str, output: str | None, duplicates: str | None, drop: bool, pages: str, columns: str) -> None:
    """Write the articles in OUT, which `cleaner split` wrote, in a form that others read.

    \b
    jsonl      an article a line, with its text; Hugging Face datasets loads it
    dolma      documents of AI2's dolma
    datatrove  documents of Hugging Face's datatrove
    mnbvc      MNBVC's general corpus form
    tei        a TEI P5 corpus
    parquet    a row an article (needs the extra `parquet`)
    gold       a folder of labelled pages for `cleaner eval`: what was looked at and corrected is right

    `text` is the headline and the paragraphs, a blank line between.
    """
    from cleaner.export.duplicates import without_duplicates
    from cleaner.outputs import Unreadable
    from cleaner.outputs.articles import records
    from cleaner.outputs.missing import missing

    if drop and duplicates is None:
        raise click.UsageError("--drop leaves out what `cleaner dedupe` found: name its file with --duplicates")
    if duplicates is not None and form == "gold":
        raise click.UsageError("labelled pages are of one page each; --duplicates is for the other forms")
    if form != "gold":
        keep_what_is_read(output, [out, *([duplicates] if duplicates else [])], "-o")
    problems: list[str] = []
    try:
        if form == "gold":
            _gold(out, output, pages, columns_of(columns), problems)
        else:
            whole = records(out, problems.append)
            articles = whole if duplicates is None else without_duplicates(out, duplicates, drop, _tell, problems.append)
            if form == "parquet":
                _parquet(articles, output)
            else:
                _text(_told(form, articles), output)
        problems += missing(out)
    except Unreadable as bad:
        stop(str(bad))
    except BrokenPipeError:
        raise  # the reader has enough
    except OSError as bad:
        stop(f"{output or 'standard output'}: {why(bad)}; {remedy(bad)}, or name another file with -o")
    for problem in problems:
        _tell(problem)
    if problems:
        sys.exit(2)


def _tell(said: str) -> None:
    click.echo(f"cleaner: {said}", err=True)


def _told(form: str, articles: Iterable[dict[str, object]]) -> Iterator[str]:
    if form == "tei":
        from cleaner.export.tei import tei

        return tei(articles)
    from cleaner.export.lines import LINES

    return LINES[form](articles)


def _text(told: Iterator[str], output: str | None) -> None:
    if output is not None:
        from cleaner.writing.files import write_stream

        write_stream(output, (text.encode("utf-8") for text in told), packed=output.endswith(".gz"))
        return
    for text in told:
        sys.stdout.buffer.write(text.encode("utf-8"))


def _parquet(articles: Iterable[dict[str, object]], output: str | None) -> None:
    if output is None:
        raise click.UsageError("Parquet goes to a file: name it with -o")
    if output.endswith(".gz"):
        raise click.UsageError(f"{output}: Parquet is compressed by itself; leave out .gz")
    from cleaner.export.parquet import write_parquet  # late: an extra

    write_parquet(articles, output)


def _gold(out: str, output: str | None, pages: str, columns: Columns, problems: list[str]) -> None:
    from cleaner.place import elsewhere

    if output is None:
        raise click.UsageError("labelled pages go to a folder: name it with -o")
    if elsewhere(output):
        raise click.UsageError(f"{output}: labelled pages go to a folder of this machine; name one with -o")
    from cleaner.export.gold import Clashing, write_gold
    from cleaner.outputs import Unreadable
    from cleaner.outputs.pages import Written, written

    corrected: list[bool] = []

    def told(page: Written) -> Written:
        corrected.append(any(line["action"] == "corrected" for line in page.ledger))
        return page

    try:
        write_gold(map(told, written(out, pages, problems, columns)), output)
    except (Clashing, Unreadable) as bad:
        stop(str(bad))
    if as_they_came := corrected.count(False):
        _tell(f"{as_they_came:,} of {len(corrected):,} pages have no corrections: their labels are what split came to, be it right or not")
