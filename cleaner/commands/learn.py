"""`cleaner learn`."""

from __future__ import annotations

import os

import click

from cleaner.cli import CONTEXT, stop
from cleaner.commands.options import a_path
from cleaner.commands.overwrite import keep_what_is_read
from cleaner.problem import remedy, why


@click.command("learn", context_settings=CONTEXT)
@click.argument("texts", nargs=-1, required=True, metavar="TEXT...")
@click.option("-o", "--out", callback=a_path, required=True, metavar="FILE", help="Where the model goes.")
def command(texts: tuple[str, ...], out: str) -> None:
    """Build a language model from TEXT, for `cleaner split --model FILE`.

    TEXT are plain text files, article JSON as `cleaner split` writes it, JSON lines with `paragraphs` or `text`, any of them
    gzipped, or folders of these. Memory does not grow with the text; four bytes of disk a character are used meanwhile.

    It is for Chinese of another kind than the news of the package's own model. Whatever model is used, pages in other languages come
    apart by marks, capitals and order.
    """
    from cleaner.inputs import articles
    from cleaner.language.learn import learn as build
    from cleaner.writing.files import write_file

    keep_what_is_read(out, texts, "-o")
    name = os.path.basename(out).partition(".")[0] or "model"
    try:
        model = build(articles.articles(texts), name)
    except articles.UnusableText as bad:
        stop(str(bad))
    except ValueError as bad:
        stop(f"{', '.join(texts)}: {bad}")
    except OSError as bad:
        from tempfile import gettempdir

        stop(f"{gettempdir()}: {why(bad)}; {remedy(bad)}, or name another folder for what is counted with TMPDIR")
    try:
        write_file(out, model)
    except OSError as bad:
        stop(f"{out}: {why(bad)}; {remedy(bad)}, or name another file with -o")
    click.echo(f"{out}: {len(model):,} bytes", err=True)
