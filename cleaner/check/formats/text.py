"""For people: a line a finding, `file:line:column: ID name: what`, and the sum."""

from __future__ import annotations

import io
from collections import Counter

from rich.console import Console
from rich.text import Text

from cleaner.check.rules import LEVELS
from cleaner.check.run import Checked

COLOURS = {"error": "bold red", "warning": "yellow", "info": "cyan"}


def text(checked: Checked) -> str:
    """The findings as plain text.

    >>> from cleaner.check.finding import Finding, Place
    >>> print(text(Checked([Finding("lost-end", "a.txt", Place(9, 23), "it ends within a sentence")], [], ["a.txt", "b.txt"])), end="")
    a.txt:9:23: CL203 lost-end: it ends within a sentence
    1 warning on 2 pages
    """
    out = io.StringIO()
    show(checked, Console(file=out, color_system=None, soft_wrap=True))
    return out.getvalue()


def show(checked: Checked, console: Console) -> None:
    """Print the findings, in colour where the console has it.

    >>> from cleaner.check.finding import Finding, Place
    >>> out = io.StringIO()
    >>> checked = Checked([Finding("lost-end", "a.txt", Place(9, 23), "it ends within a sentence")], [], ["a.txt"])
    >>> show(checked, Console(file=out, color_system="standard", force_terminal=True, no_color=False))
    >>> out.getvalue().splitlines()
    ['a.txt:9:23: \\x1b[33mCL203\\x1b[0m lost-end: it ends within a sentence', '1 warning on 1 page']
    """
    for finding in checked.findings:
        line = Text(f"{finding.where}: ", end="")
        line.append(finding.rule.id, COLOURS[finding.rule.level])
        line.append(f" {finding.name}: {finding.message}")
        console.print(line, soft_wrap=True)
    console.print(total(checked), highlight=False, markup=False, soft_wrap=True)


def total(checked: Checked) -> str:
    """The sum of the findings, in one line.

    >>> total(Checked([], [], ["a.txt"] * 1200))
    'nothing found on 1,200 pages'
    """
    pages = f"{len(checked.paths):,} page{'' if len(checked.paths) == 1 else 's'}"
    if not checked.findings:
        return f"nothing found on {pages}"
    count = Counter(f.rule.level for f in checked.findings)
    parts = [f"{count[level]:,} {level}{'s' if count[level] > 1 and level != 'info' else ''}" for level in reversed(LEVELS) if count[level]]
    return f"{', '.join(parts)} on {pages}"
