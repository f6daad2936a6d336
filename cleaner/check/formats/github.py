"""For GitHub Actions: annotations, one a file, for a step shows ten of a level at most; and a summary with all of them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from cleaner.check.finding import Finding
from cleaner.check.formats.text import total
from cleaner.check.rules import LEVELS
from cleaner.check.run import Checked

COMMAND = {"error": "error", "warning": "warning", "info": "notice"}
# Annotations of a level that a step shows, and characters that a summary may have (GitHub's limits); lines of one annotation: chosen.
MOST, ROOM, LINES = 10, 1_000_000, 12


def text(checked: Checked) -> str:
    """The workflow commands that make the annotations.

    Files of a level beyond the ten that are shown are counted in the tenth.

    >>> from cleaner.check.finding import Place
    >>> found = [Finding("lost-end", "a.txt", Place(9, 23), "it ends within a sentence")]
    >>> print(text(Checked(found, [], ["a.txt"])), end="")
    ::warning file=a.txt,line=9,col=23,title=CL203 lost-end::it ends within a sentence
    1 warning on 1 page
    """
    by_file = [list(group) for _, group in itertools.groupby(checked.findings, key=lambda f: f.path)]
    commands = []
    for level in reversed(LEVELS):
        files = [group for group in by_file if max(group, key=_severity).rule.level == level]
        shown = files if len(files) <= MOST else files[: MOST - 1]
        commands += [_annotation(level, group) for group in shown]
        if len(files) > len(shown):
            rest = files[len(shown) :]
            said = f"{len(rest)} more files have findings of this level; the step's summary has them all"
            commands.append(f"::{COMMAND[level]} title={len(rest)} more files::{said}")
    return "".join(f"{line}\n" for line in [*commands, total(checked)])


def summary(checked: Checked) -> str:
    """The step's summary, in Markdown: every finding, as far as there is room.

    >>> from cleaner.check.finding import Place
    >>> found = [Finding("lost-end", "a.txt", Place(9, 23), "it ends | within a sentence")]
    >>> print(summary(Checked(found, [], ["a.txt"])).splitlines()[-1])
    | a.txt:9:23 | CL203 lost-end | it ends \\| within a sentence |
    """
    head = f"### cleaner check: {total(checked)}\n\n"
    if not checked.findings:
        return head
    return head + "".join(_within_room(_rows(checked.findings), ROOM - len(head.encode())))


def _rows(found: Iterable[Finding]) -> Iterator[str]:
    yield "| place | rule | found |\n| --- | --- | --- |\n"
    for f in found:
        yield f"| {_cell(f.where)} | {f.rule.id} {f.name} | {_cell(f.message)} |\n"


def _within_room(rows: Iterable[str], room: int) -> Iterator[str]:
    more = "\n… and more, which would not fit here.\n"
    room -= len(more.encode())
    for row in rows:
        room -= len(row.encode())
        if room < 0:
            yield more
            return
        yield row


def _severity(finding: Finding) -> int:
    return LEVELS.index(finding.rule.level)


def _annotation(level: str, group: list[Finding]) -> str:
    first = next(f for f in group if f.rule.level == level)
    more = f" and {len(group) - 1} more" if len(group) > 1 else ""
    lines = [f"{f.place.line or ''}{':' if f.place.line else ''} {f.rule.id} {f.name}: {f.message}".strip() for f in group]
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], f"… {len(lines) - LINES + 1} more"]
    place = f",line={first.place.line},col={max(1, first.place.column)}" if first.place.line else ""
    said = _escaped("\n".join(lines) if len(group) > 1 else first.message)
    return f"::{COMMAND[level]} file={_property(first.path)}{place},title={_property(first.rule.id + ' ' + first.name + more)}::{said}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")
