"""`cleaner rule`."""

from __future__ import annotations

import json
import sys

import click

from cleaner.cli import CONTEXT, stop
from cleaner.stdout import is_terminal


@click.command("rule", context_settings=CONTEXT)
@click.argument("name", required=False, metavar="[NAME]")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def command(name: str | None, as_json: bool) -> None:
    """List the rules of `check`, the reasons of the ledger, the customs and the patterns, or print a page of NAME.

    A rule (NAME or its id) is what `check` finds, why that matters, and how to settle it; a reason is what the ledger says of each
    stretch that was removed, changed or linked, or `explain` of what was noted: what it is, and what it leaves alone; a custom is what
    decided of a line by what stands around it, and the evidence of a reason; a pattern is what a line of page furniture says by itself.
    """
    from cleaner.check.rules import Rule, rule_of, rules
    from cleaner.reasons import Reason, customs, furniture_by_words, reasons

    told = [*reasons().values(), *customs().values(), *furniture_by_words().values()]
    found: list[Rule | Reason] = [*rules().values(), *told]
    if name is not None:
        # decoder-loop is what `check` finds, and the reason in the ledger for what it was; masthead is a custom and a pattern.
        rule = rule_of(name)
        found = [*([rule] if rule else []), *(one for one in told if one.name == name.casefold())]
        if not found:
            stop(f"there is no rule {name!r}; `cleaner rule` lists them")
    if as_json:
        click.echo(json.dumps([one._asdict() for one in found], ensure_ascii=False, indent=1))
    elif name is not None:
        _page("\n".join(one.text for one in found))
    else:
        for rule in rules().values():
            click.echo(f"{rule.id}  {rule.name:28}{rule.level:9}{rule.group}")
        for reason in told:
            click.echo(f"       {reason.name:28}{reason.action}")


def _page(text: str) -> None:
    """A page of Markdown: laid out on a terminal, as it is elsewhere."""
    if not is_terminal(sys.stdout):
        click.echo(text, nl=False)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(text))
