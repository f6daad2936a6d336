"""`cleaner dedupe`."""

from __future__ import annotations

from collections import Counter

import click

from cleaner.cli import CONTEXT, stop
from cleaner.problem import why


@click.command("dedupe", context_settings=CONTEXT)
@click.argument("outs", nargs=-1, required=True, metavar="OUT...")
@click.option("-o", "--output", default="duplicates.jsonl", show_default=True, metavar="FILE", help="Where they are written.")
@click.option("--index", metavar="FILE", help="Also look among the articles of earlier drops, which it holds; these are added to it.")
@click.option("-j", "--jobs", type=click.IntRange(min=1), metavar="N", help="Processes at once.  [default: the cores]")
def command(outs: tuple[str, ...], output: str, index: str | None, jobs: int | None) -> None:
    """Find the articles in OUT that other pages or drops print again.

    OUT are folders that `cleaner split` wrote; nothing in them is changed. A line an article that another is kept for: `dropped` and
    `kept`, the `verdict` (verbatim, near, contained), how `alike` they are, and what is `new` in the dropped one. Of articles that are
    one the most complete is kept, then the longest, then the one whose path comes first. `cleaner export --duplicates FILE` marks or
    leaves out what was dropped.
    """
    from cleaner.export.read import Unreadable
    from cleaner.output import write_stream
    from cleaner.parallel import cores
    from cleaner.reprints.index import Unusable
    from cleaner.reprints.run import dedupe
    from cleaner.split import as_line

    try:
        found = dedupe(outs, jobs or cores(), index)
    except (Unreadable, Unusable) as bad:
        stop(str(bad))
    except OSError as bad:
        stop(f"{bad.filename}: {why(bad)}; check the file of --index")
    try:
        write_stream(output, (as_line(line).encode() for line in found))
    except OSError as bad:
        stop(f"{output}: {why(bad)}; make room, or name another file with -o")
    count = Counter(line["verdict"] for line in found)
    told = ", ".join(f"{number:,} {verdict}" for verdict, number in sorted(count.items())) or "none"
    click.echo(f"{output}: {told}", err=True)
