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
    """List the rules of `check`, or print what the rule NAME (or its id) finds, why, and how to settle it."""
    from cleaner.check.rules import rule_of, rules

    found = list(rules().values())
    if name is not None:
        rule = rule_of(name)
        if rule is None:
            stop(f"there is no rule {name!r}; `cleaner rule` lists them")
        found = [rule]
    if as_json:
        click.echo(json.dumps([{**r._asdict()} for r in found], ensure_ascii=False, indent=1))
    elif name is not None:
        _page(found[0].text)
    else:
        for rule in found:
            click.echo(f"{rule.id}  {rule.name:28}{rule.level:9}{rule.group}")


def _page(text: str) -> None:
    """A page of Markdown: laid out on a terminal, as it is elsewhere."""
    if not is_terminal(sys.stdout):
        click.echo(text, nl=False)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(text))
