"""`cleaner explain`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from cleaner.cli import CONTEXT, stop
from cleaner.commands.options import chosen, columns_of, columns_option, page_options

if TYPE_CHECKING:
    from rich.text import Text

    from cleaner.check.finding import LineStarts
    from cleaner.explain import Decision
    from cleaner.inputs.sources import Columns
    from cleaner.page import Page

COLOURS = {"removed": "red", "changed": "yellow", "linked": "green", "noted": "cyan", "placed": "dim", "cut": "dim", "kept": "blue"}
# Characters of a text that a line shows. Chosen: with place and rule it fits a terminal's line.
SHOWN = 32


@click.command("explain", context_settings=CONTEXT)
@click.argument("page", metavar="PAGE")
@click.option("--rule", metavar="NAME", help="Only what was decided under this rule: a reason of the ledger, a kind of block or link.")
@click.option("--at", metavar="PLACE", help="Only what was decided about this character: an offset, or LINE:COLUMN.")
@click.option("--article", type=click.IntRange(min=1), metavar="N", help="The links of the Nth article, and the runner-up of each.")
@click.option("--json", "as_json", is_flag=True, help="Print the decisions as JSON.")
@columns_option
@page_options
def command(
    page: str,
    rule: str | None,
    at: str | None,
    article: int | None,
    as_json: bool,
    columns: str,
    encoding: str | None,
    assignments: tuple[str, ...],
    model: str | None,
) -> None:
    """Tell what every pass did to PAGE, a file, one in an archive (drop.tar/page.txt), or - for standard input.

    It is the run that `split` makes, with a watcher; nothing is written. Places are line:column.
    """
    settings = chosen(assignments, model).passes
    from cleaner.check.finding import LineStarts
    from cleaner.explain import explain, of_article, records

    source = _page(page, encoding, columns_of(columns))
    lines = LineStarts(source.source)
    offset = None if at is None else _offset(at, lines)
    found = explain(source, settings)
    try:
        decisions = of_article(found, article) if article else found.decisions
    except ValueError as bad:
        stop(f"{page}: {bad}")
    if offset is not None:
        decisions = [d for d in decisions if d.covers(offset)]
    if rule is not None:
        decisions = _under(rule, decisions, found.decisions)
    if as_json:
        import json

        click.echo(json.dumps(records(decisions), ensure_ascii=False, indent=1))
        return
    _show(decisions, lines)
    if not decisions:
        under = f" under {rule!r}" if rule else ""
        click.echo(f"nothing was decided{under}" + (f" at {at}" if at else ""), err=True)


def _under(rule: str, decisions: Sequence[Decision], all_of_page: Sequence[Decision]) -> list[Decision]:
    """The decisions under a rule, by its name or id; where there are none, and it is no rule at all, the command ends."""
    from cleaner.check.rules import rule_of

    rule = known.name if (known := rule_of(rule)) else rule
    found = [d for d in decisions if d.rule == rule or {("custom", rule), ("pattern", rule)}.intersection(d.facts)]
    if not found and rule not in {d.rule for d in all_of_page} | _names():
        stop(f"nothing on the page is called {rule!r}, nor is a kind of block, nor what `cleaner rule` lists")
    return found


def _names() -> set[str]:
    """Whatever a decision can be called, be there such a one on the page or not."""
    from cleaner.check.rules import rules
    from cleaner.page import BLANK, FURNITURE, KEPT
    from cleaner.reasons import customs, furniture_by_words, reasons

    return {*reasons(), *customs(), *furniture_by_words(), *rules(), *KEPT, BLANK, FURNITURE}


def _page(path: str, encoding: str | None, columns: Columns) -> Page:
    """The page of a file, decoded as `split` decodes it."""
    from cleaner.inputs.contents import read
    from cleaner.inputs.decode import decode
    from cleaner.inputs.find import archive_of, member
    from cleaner.inputs.sources import STDIN, Source, is_archive, shown
    from cleaner.page import Page
    from cleaner.problem import Problem, printable

    name = shown(path if path == STDIN else os.path.basename(path))
    inner = member(path, columns)
    if inner is None and (archive := archive_of(path)):
        stop(f"{printable(path)}: there is no such page in {printable(archive)}; check its name")
    if inner is None and is_archive(path):
        stop(f"{printable(path)}: it holds pages; name one of them, as {printable(path)}/page.txt")
    if inner is None and os.path.isdir(path):
        stop(f"{printable(path)}: a folder; name one of its pages")
    data = read(inner or Source(path, name, ""))
    if isinstance(data, Problem):
        stop(str(data))
    decoded = decode(data, name, encoding)
    if isinstance(decoded, Problem):
        stop(str(decoded))
    return Page(name, decoded.text, decoded.encoding)


def _offset(at: str, lines: LineStarts) -> int:
    """The character that `--at` names."""
    line, colon, column = at.partition(":")
    if not line.isdecimal() or (colon and not column.isdecimal()):
        raise click.UsageError(f"--at {at}: write an offset, or LINE:COLUMN")
    size = len(lines.text)
    if not colon:
        offset = int(line)
    elif 1 <= int(line) <= len(lines.starts):
        start, *end = lines.starts[int(line) - 1 : int(line) + 1]
        length = (end[0] if end else size) - start
        if not 1 <= int(column) <= length:
            raise click.UsageError(f"--at {at}: line {line} has {length} characters")
        offset = start + int(column) - 1
    else:
        # Behind the last line end no line begins, as editors count.
        raise click.UsageError(f"--at {at}: the page has {sum(start < size for start in lines.starts)} lines")
    if not 0 <= offset < size:
        raise click.UsageError(f"--at {at}: the page has {size} characters")
    return offset


def _show(decisions: Sequence[Decision], lines: LineStarts) -> None:
    """Print decisions, pass by pass."""
    from rich.console import Console

    console = Console(soft_wrap=True)
    step = ""
    for decision in decisions:
        if decision.step != step:
            step = decision.step
            console.print(step, style="bold", highlight=False)
        console.print(_line(decision, lines), soft_wrap=True)
    sys.stdout.flush()


def _line(decision: Decision, lines: LineStarts) -> Text:
    from rich.text import Text

    from cleaner.problem import short

    place = lines.place(decision.start, decision.end)
    line = Text(f"  {f'{place.line}:{place.column}':9}", end="")
    line.append(f"{decision.action:8} ", COLOURS[decision.action])
    line.append(f"{decision.rule}  ", "bold")
    line.append(f"“{short(decision.text, SHOWN)}”")
    if decision.became is not None:
        line.append(f" → “{decision.became}”", "yellow")
    if decision.facts:
        line.append("  " + ", ".join(_fact(name, value) for name, value in decision.facts), "dim")
    return line


def _fact(name: str, value: object) -> str:
    from cleaner.reasons import customs

    return f"{name} {value} ({customs()[value].what[:-1]})" if name == "custom" and isinstance(value, str) else f"{name} {value}"
