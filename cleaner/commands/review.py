"""`cleaner review`."""

from __future__ import annotations

import os
import sys

import click

from cleaner.cli import CONTEXT, stop
from cleaner.commands.options import a_path, chosen, columns_of, columns_option, corrections_in
from cleaner.problem import remedy, why


@click.command("review", context_settings=CONTEXT)
@click.argument("out", metavar="OUT")
@click.option("--pages", default=".", metavar="FOLDER", help="Where the pages are, it or folders below. [default: here]")
@columns_option
@click.option("-o", "--output", callback=a_path, default="review", show_default=True, metavar="FOLDER", help="Where the web pages go.")
@click.option("--serve", is_flag=True, help="Serve them on 127.0.0.1 until Ctrl-C, and keep what is saved in --corrections.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="With --serve: the port; any that is free if not set.")
@click.option("--corrections", default="corrections.json", show_default=True, metavar="FILE", help="With --serve: where corrections go.")
def command(out: str, pages: str, columns: str, output: str, serve: bool, port: int, corrections: str) -> None:
    """Make web pages that show what became of every character, and on which it can be put right.

    OUT is what `cleaner split` wrote. A page's text is on the left with every fate in colour, its articles are on the right; each file
    opens from the disk. In doubt is what `cleaner check` finds to be, by [check] in cleaner.toml. What is put right is saved as
    corrections.json, for `cleaner split --corrections corrections.json`.
    """
    from cleaner.outputs import Unreadable
    from cleaner.outputs.missing import unfinished
    from cleaner.outputs.pages import written
    from cleaner.review.folder import NotOurs
    from cleaner.review.html import INDEX, write_review
    from cleaner.review.read import reviewed

    if serve and os.path.exists(corrections):
        corrections_in([corrections])  # what cannot be saved to is said before anything is put right
    problems = [*unfinished(out)]
    low_confidence = float(chosen([], None).limits["low_confidence"])
    found = written(out, pages, problems, columns_of(columns))
    try:
        count = write_review((reviewed(page, low_confidence) for page in found), output, problems)
    except Unreadable as bad:
        stop(str(bad))
    except NotOurs as bad:
        stop(f"{bad}: not written by cleaner review; move it away, or name another folder with -o")
    except OSError as bad:
        stop(f"{output}: {why(bad)}; {remedy(bad)}, or name another folder with -o")
    for problem in problems:
        click.echo(f"cleaner: {problem}", err=True)
    click.echo(f"{count} {'page' if count == 1 else 'pages'} in {os.path.join(output, INDEX)}", err=True)
    if serve:
        _serve(output, corrections, port)
    sys.exit(2 if problems else 0)


def _serve(folder: str, corrections: str, port: int) -> None:
    from cleaner.review.serve import HOST, server
    from cleaner.running import interrupt

    try:
        running = server(folder, corrections, port)
    except OSError as bad:
        stop(f"port {port}: {why(bad)}; name another with --port")
    click.echo(f"http://{HOST}:{running.server_address[1]}/ until Ctrl-C; corrections go to {corrections}", err=True)
    try:
        running.serve_forever()
    except KeyboardInterrupt:
        interrupt.end()
        running.server_close()
