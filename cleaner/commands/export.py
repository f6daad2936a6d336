"""`cleaner export`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

import click

from cleaner.cli import CONTEXT, stop

FORMS = ("jsonl", "dolma", "datatrove", "mnbvc", "tei", "parquet")


@click.command("export", context_settings=CONTEXT)
@click.argument("out", metavar="OUT")
@click.option("--to", "form", type=click.Choice(FORMS), required=True, help="The form.")
@click.option("-o", "--output", metavar="FILE", help="Where it goes, if not to standard output. A name that ends in .gz is compressed.")
def command(out: str, form: str, output: str | None) -> None:
    """Write the articles in OUT, which `cleaner split` wrote, in a form that others read.

    \b
    jsonl      an article a line, with its text; Hugging Face datasets loads it
    dolma      documents of AI2's dolma
    datatrove  documents of Hugging Face's datatrove
    mnbvc      MNBVC's general corpus form
    tei        a TEI P5 corpus
    parquet    a row an article (needs pip install 'cleaner[parquet]')

    `text` is the headline and the paragraphs, a blank line between.
    """
    from cleaner.export import read

    try:
        if form == "parquet":
            _parquet(out, output)
        else:
            _text(_told(form, read.records(out)), output)
    except read.Unreadable as bad:
        stop(str(bad))
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(2)
    except OSError as bad:
        stop(f"{output or 'standard output'}: {(bad.strerror or str(bad)).lower()}; make room, or name another file with -o")


def _told(form: str, articles: Iterable[dict[str, object]]) -> Iterator[str]:
    if form == "tei":
        from cleaner.export.tei import tei

        return tei(articles)
    from cleaner.export import lines

    told: Iterator[str] = getattr(lines, form)(articles)
    return told


def _text(told: Iterator[str], output: str | None) -> None:
    if output is not None:
        from cleaner.output import write_stream

        write_stream(output, (text.encode("utf-8") for text in told))
        return
    for text in told:
        sys.stdout.buffer.write(text.encode("utf-8"))


def _parquet(out: str, output: str | None) -> None:
    if output is None:
        raise click.UsageError("Parquet goes to a file: name it with -o")
    try:
        from cleaner.export.parquet import write_parquet
    except ModuleNotFoundError as bad:
        stop(f"this needs {bad.name}: pip install 'cleaner[parquet]'")
    from cleaner.export.read import records

    write_parquet(records(out), output)
