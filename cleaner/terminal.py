"""What a person sees: a bar while pages are split, a table at the end. Rich knows NO_COLOR."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, track
from rich.table import Table

from cleaner.running.report import Report

T = TypeVar("T")


def progress(things: Iterable[T], count: int | None, doing: str) -> Iterator[T]:
    """The things one by one, so many in all, a bar on standard error moving with them; where it is not known how many, a count.

    Args:
        things: pages, say.
        count: how many there are; None where that is not known.
        doing: what is done to them: Splitting, Checking.

    >>> import contextlib, io
    >>> with contextlib.redirect_stderr(io.StringIO()):
    ...     [name.upper() for name in progress(["a.txt", "b.txt"], 2, "Splitting")]
    ['A.TXT', 'B.TXT']
    """
    console = Console(stderr=True)
    if count is not None:
        yield from track(things, description=doing, total=count, console=console, transient=True)
        return
    shown = (SpinnerColumn(), TextColumn(doing + " {task.completed:,.0f} pages"), TimeElapsedColumn())
    with Progress(*shown, console=console, transient=True) as bar:
        yield from bar.track(things, total=None)


def closing_table(report: Report, out: str) -> None:
    """Print what a run did.

    Args:
        report: of the run.
        out: where its articles are.

    >>> import contextlib, io
    >>> from cleaner.running.job import Done
    >>> report = Report()
    >>> report.add(Done({"removed": {"page-furniture": 12}, "changed": {}, "articles": 5}, []))
    >>> with contextlib.redirect_stdout(io.StringIO()) as shown:
    ...     closing_table(report, "out/")
    >>> [line.split() for line in shown.getvalue().splitlines()]
    [['pages', '1'], ['articles', '5'], ['removed:', 'page-furniture', '12', 'characters'], ['problems', '0'], ['written', 'to', 'out/']]
    """
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column(justify="left")
    table.add_column(justify="right")
    table.add_column()
    table.add_row("pages", f"{report.pages:,}", f"{report.unchanged:,} unchanged" if report.unchanged else "")
    table.add_row("articles", f"[bold]{report.articles:,}[/bold]")
    for name, counter, unit in (("removed", report.removed, "characters"), ("changed", report.changed, "places")):
        for reason, count in sorted(counter.items(), key=lambda pair: (-pair[1], pair[0])):
            table.add_row(f"{name}: {reason}", f"{count:,}", unit)
    colour = "red" if report.grave else "yellow" if report.problems else "green"
    table.add_row("problems", f"[{colour}]{report.problems:,}[/{colour}]")
    console = Console()
    console.print(table)
    console.print(f"written to {out.rstrip('/')}/", markup=False, highlight=False)
