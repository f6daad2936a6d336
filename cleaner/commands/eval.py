"""`cleaner eval`."""

from __future__ import annotations

import click

from cleaner.cli import CONTEXT, stop


@click.command("eval", context_settings=CONTEXT)
@click.argument("gold", metavar="GOLD")
@click.argument("out", metavar="OUT")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option(
    "--worst",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Show what is wrong on the N worst pages; with --json, what was lost there.",
)
def command(gold: str, out: str, as_json: bool, worst: int) -> None:
    """Measure the articles in OUT against the labelled pages in GOLD.

    GOLD is a folder with NAME.txt and NAME.gold.json, OUT what `cleaner split GOLD -o OUT` wrote.
    """
    from cleaner.evaluation import measures, read, show  # late: an extra
    from cleaner.outputs import Unreadable

    try:
        judged = [measures.judge(page) for page in read.pages(gold, out)]
    except Unreadable as bad:
        stop(str(bad))
    report = show.report(judged)
    if as_json:
        from cleaner import record

        click.echo(record.as_json(report | ({"worst": show.rows(judged, worst)} if worst else {})), nl=False)
        return
    from rich.console import Console

    console = Console()
    show.tables(report, console)
    show.worst(judged, worst, console)
