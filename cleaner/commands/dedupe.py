"""`cleaner dedupe`."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

import click

from cleaner.cli import CONTEXT, stop
from cleaner.commands.options import a_path, jobs_option, share
from cleaner.commands.overwrite import keep_what_is_read
from cleaner.problem import remedy, why


@click.command("dedupe", context_settings=CONTEXT)
@click.argument("outs", nargs=-1, required=True, metavar="OUT...")
@click.option(
    "-o", "--output", callback=a_path, default="duplicates.jsonl", show_default=True, metavar="FILE", help="Where they go, packed in a .gz."
)
@click.option("--index", metavar="FILE", help="Also look among the articles of earlier drops, which it holds; these are added to it.")
@click.option("--shard", metavar="I/N", help="Only the next step of the Ith of N shares; run all shares three times.")
@click.option("--work", metavar="FOLDER", help="With --shard: where steps put what they come to.  [default: FILE.work]")
@jobs_option
def command(outs: tuple[str, ...], output: str, index: str | None, shard: str | None, work: str | None, jobs: int | None) -> None:
    """Find the articles in OUT that other pages or drops print again.

    OUT are folders that `cleaner split` wrote; nothing in them is changed. A line an article that another is kept for: `dropped` and
    `kept`, a `digest` of what the dropped one says, the `verdict` (verbatim; near, of which half of what both say is the same; contained,
    of which four fifths are in the other, which says more), how `alike` they are, and what is `new` in the dropped one, with its `title`
    and its `authors`, which are null for one of an earlier drop. Of articles that are one the most complete is kept, then the longest, what
    it says again not counted, then one of an earlier drop, then the one whose path comes first. `cleaner export --duplicates FILE` marks or
    leaves out what was dropped.

    With --shard the work is dealt out among N processes that see the same folders: each run of a share does its next step (sign, pairs,
    edges), and the last one writes the same lines.
    """
    if work is not None and shard is None:
        raise click.UsageError("--work is where shares put what they come to: add --shard I/N")
    if shard is not None and index is not None:
        raise click.UsageError("an index is one file, which shares cannot write together; leave out --index or --shard")
    if index is not None and os.path.realpath(index) == os.path.realpath(output):
        stop(f"{output}: is what is read; name another file with -o")
    keep_what_is_read(output, [*outs, *([index] if index else [])], "-o")
    place = work or f"{output}.work"
    found = _found(outs, place, output, index, shard, jobs)
    _write(found, output)
    if shard is not None:
        from cleaner.reprints.shares import clear
        from cleaner.running.shard import shard_of

        clear(place, shard_of(shard).total)
    _tell(found, output, earlier=index is not None)
    sys.exit(2 if _tell_missing(outs) else 0)


def _found(outs: Sequence[str], place: str, output: str, index: str | None, shard: str | None, jobs: int | None) -> list[dict[str, Any]]:
    """The lines; the command ends where what is read cannot be, or other shares have steps to do yet."""
    from cleaner.outputs import Unreadable
    from cleaner.reprints.index import UnusableIndex
    from cleaner.reprints.run import dedupe
    from cleaner.running.parallel import cores

    try:
        return dedupe(outs, jobs or cores(), index) if shard is None else _share(outs, place, shard, jobs or cores())
    except (Unreadable, UnusableIndex) as bad:
        stop(str(bad))
    except OSError as bad:
        at = bad.filename or index or (place if shard else output)
        stop(f"{at}: {why(bad)}; check the file of --index, or the folder of --work")


def _write(found: Sequence[dict[str, Any]], output: str) -> None:
    from cleaner.record import as_line
    from cleaner.writing.files import write_stream

    try:
        write_stream(output, (as_line(line).encode() for line in found), packed=output.endswith(".gz"))
    except OSError as bad:
        stop(f"{output}: {why(bad)}; {remedy(bad)}, or name another file with -o")


def _tell_missing(outs: Sequence[str]) -> bool:
    """Say what folders lack that their manifests have, if anything: what is not there is no repeat, and nobody would know."""
    from cleaner.outputs.missing import missing

    gone = [line for out in outs for line in missing(out)]
    for line in gone:
        click.echo(f"cleaner: {line}", err=True)
    return bool(gone)


def _tell(found: Sequence[dict[str, Any]], output: str, earlier: bool) -> None:
    """Say how many there are, and, where those of earlier drops were looked at, how many repeat what is not there any more."""
    from cleaner.outputs.articles import is_there

    count = Counter(line["verdict"] for line in found)
    told = ", ".join(f"{number:,} {verdict}" for verdict, number in sorted(count.items())) or "none"
    click.echo(f"{output}: {told}", err=True)
    if away := sum(not is_there(line["kept"]) for line in found) if earlier else 0:
        said = f"{away:,} of them repeat what an earlier drop had, and what is not where it was any more"
        click.echo(f"cleaner: {said}; without --index they are looked for among what is there", err=True)


def _share(outs: Sequence[str], work: str, shard: str, jobs: int) -> list[dict[str, Any]]:
    """All lines, if this was the last step of the last share; else the command ends here."""
    from cleaner.reprints.shares import Mixed, Waiting, dedupe_share

    try:
        found = dedupe_share(outs, work, share(shard), jobs)
    except Waiting as early:
        stop(f"{early}; run this share again when all have")
    except Mixed as bad:
        stop(str(bad))
    if isinstance(found, str):
        click.echo(f"{work}: share {shard} has ended the step {found!r}", err=True)
        sys.exit(0)
    return found
