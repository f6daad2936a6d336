#!/usr/bin/env python3
"""Write cli.md, rules.md and article.md, which say what the program says of itself; a test fails when they are stale.

usage: docs/generate.py
"""

from __future__ import annotations

import inspect
import json
import pathlib
from collections.abc import Callable
from typing import Any

import click

from cleaner import data
from cleaner.check.limits import LIMITS, SECTION
from cleaner.check.rules import rules
from cleaner.cli import main
from cleaner.pipeline import PASSES, SWITCH, defaults

HERE = pathlib.Path(__file__).parent
WIDTH = 100
# What each is, which no docstring says.
LIMITED = {
    "low_confidence": "Confidence of an article below which it is in doubt (CL205).",
    "page_confidence": "Mean confidence of a page's articles below which the page is (CL208).",
    "repeats": "Share of a page that may be repeats (CL302).",
    "furniture": "Share of a page that may be page furniture (CL303).",
}


def cli() -> str:
    """The reference of the command line, from each command's help."""
    context = click.Context(main, info_name="cleaner", terminal_width=WIDTH, help_option_names=["-h", "--help"])
    parts = ["# The command line\n\nWritten by `docs/generate.py` from `--help`.\n", _help(main, context)]
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        parts.append(f"## {name}\n\n{_help(command, click.Context(command, info_name=name, parent=context, terminal_width=WIDTH))}")
    return "\n".join([*parts, settings()])


def settings() -> str:
    """What can be set, with what holds if nothing is, and what it does, from the passes' own words."""
    rows = [(step.__name__, name, value, _said(step, name)) for step in PASSES for name, value in defaults()[step.__name__].items()]
    rows += [(SECTION, name, value, LIMITED[name]) for name, value in LIMITS.items()]
    head = "## Settings\n\nBy `--set PASS.NAME=VALUE`, in `cleaner.toml` as `[PASS]` with `NAME = VALUE`, or in `pyproject.toml` as\n"
    head += "`[tool.cleaner.PASS]`.\n\n"
    table = "\n".join(f"| `{of}.{name}` | `{json.dumps(value)}` | {said} |" for of, name, value, said in rows)
    return f"{head}| setting | default | what it does |\n| --- | --- | --- |\n{table}\n"


def _said(step: Callable[..., Any], name: str) -> str:
    """What a pass says of one of its settings, from its docstring; and of the switch that nearly every pass has."""
    if name == SWITCH:
        return f"Whether the pass `{step.__name__}` is run."
    lines = inspect.cleandoc(step.__doc__ or "").splitlines()
    said = next(line.partition(":")[2].strip() for line in lines if line.startswith(f"    {name}:"))
    return f"{said[0].upper()}{said[1:].partition('. ')[0].rstrip('.')}."


def _help(command: click.Command, context: click.Context) -> str:
    return f"```text\n{command.get_help(context)}\n```\n"


def rule_pages() -> str:
    """All rules of `check`, a section each."""
    parts = ["# The rules of `cleaner check`\n\nWritten by `docs/generate.py`; `cleaner rule NAME` prints the same.\n"]
    parts.append("| id | name | level | group |\n| --- | --- | --- | --- |")
    parts += [f"| {rule.id} | [{rule.name}](#{rule.id.lower()}-{rule.name}) | {rule.level} | {rule.group} |" for rule in rules().values()]
    text = "\n".join(parts) + "\n"
    return text + "".join("\n" + rule.text.replace("\n## ", "\n### ").replace("# ", "## ", 1) for rule in rules().values())


def article() -> str:
    """The fields of an article file, from its JSON Schema."""
    schema = json.loads(data.text("article.schema.json"))
    rows = [f"| `{name}` | {kind(field)} | {field['description']} |" for name, field in schema["properties"].items()]
    head = "# An article file\n\nWritten by `docs/generate.py` from the JSON Schema, which `cleaner schema` prints.\n"
    head += f"{schema['description']}\n\n"
    tail = (
        "\nThe file is UTF-8, a line a value. There is no time, host or absolute path in it: the same page gives the same bytes,\n"
        "whatever the number of workers. On another kind of processor a probability may differ in its last digit: with numpy's\n"
        "AVX-512 switched off the ledger of one of 196 pages does.\n"
    )
    return head + "| field | type | what it is |\n| --- | --- | --- |\n" + "\n".join(rows) + "\n" + tail


def kind(field: dict[str, Any]) -> str:
    """The type of a field in a word or two."""
    if "const" in field:
        return f"`{field['const']}`"
    if field["type"] == "array":
        items = field["items"]
        return f"list of {items['type'] + 's' if 'type' in items else ' or '.join(items['enum'])}"
    return str(field["type"])


if __name__ == "__main__":
    (HERE / "cli.md").write_text(cli(), encoding="utf-8")
    (HERE / "rules.md").write_text(rule_pages(), encoding="utf-8")
    (HERE / "article.md").write_text(article(), encoding="utf-8")
