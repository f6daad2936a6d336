"""The rules: an id and a name that never change, a severity, and a page of text each (cleaner/data/rules)."""

from __future__ import annotations

import functools
import os
from typing import NamedTuple

from cleaner import data

# From the lightest on.
LEVELS = ("info", "warning", "error")
FOLDER = "rules"


class Rule(NamedTuple):
    """One kind of finding."""

    id: str
    name: str
    level: str  # one of LEVELS
    group: str
    what: str  # one paragraph: what it finds
    text: str  # the whole page, as Markdown


@functools.cache
def rules() -> dict[str, Rule]:
    """Every rule by its name, in the order of the ids.

    >>> rules()["undecodable"].id
    'CL101'
    """
    files = sorted(name for name in os.listdir(os.path.join(data.FOLDER, FOLDER)) if name.endswith(".md"))
    found = [_read(data.text(os.path.join(FOLDER, name))) for name in files]
    return {rule.name: rule for rule in found}


def rule_of(word: str) -> Rule | None:
    """The rule of that name or id, whatever the case of its letters.

    >>> rule_of("cl101") == rule_of("undecodable") == rules()["undecodable"]
    True
    """
    word = word.casefold()
    return next((rule for rule in rules().values() if word in (rule.id.casefold(), rule.name)), None)


def _read(text: str) -> Rule:
    """A rule from its page: `# ID name`, then `level, group`, then what it finds."""
    head, marks, what = text.split("\n\n", 3)[:3]
    _, number, name = head.split()
    level, group = marks.split(", ")
    return Rule(number, name, level, group, what, text)
