"""The reasons of the ledger, what passes note, and the customs and patterns that are evidence for both: what each is, and where it is."""

from __future__ import annotations

import functools
from typing import NamedTuple

from cleaner import data

# Examples of a pattern that are told, at most. Chosen.
SHOWN = 4
LEFT_ALONE = "Lines that what stands beside them shows to be of a text (`cleaner.customs.mistaken`)."


class Reason(NamedTuple):
    """A reason of the ledger, or of a note, a custom, or a pattern of page furniture."""

    name: str
    # removed, changed, linked (joined and moved in the ledger), corrected; noted, which `cleaner explain` alone shows; custom or pattern
    action: str
    what: str
    leaves: str  # what it leaves alone; of a custom nothing is said
    where: str  # modules of the rule, the function of a custom, or the file of a pattern

    @property
    def text(self) -> str:
        """A page of it, as Markdown.

        >>> print(reasons()["ligature"].text.splitlines()[0])
        # ligature
        """
        # What people put right is no pass's, and `explain` shows passes.
        shown = "" if self.action == "corrected" else f"; `cleaner explain PAGE --rule {self.name}` shows it at work"
        leaves = f"## What it leaves alone\n\n{self.leaves}\n\n" if self.leaves else ""
        return f"# {self.name}\n\n{self.action}\n\n{self.what}\n\n{leaves}## Where\n\n`{self.where}`{shown}.\n"


@functools.cache
def reasons() -> dict[str, Reason]:
    """Every reason by its name.

    >>> reasons()["mid-sentence"].action
    'linked'
    """
    return {row.split("\t")[0]: Reason(*row.split("\t")) for row in data.rows("reasons.txt")}


@functools.cache
def customs() -> dict[str, Reason]:
    """Every custom of print by its name, in the order in which they are asked.

    >>> customs()["running-head"].where
    'cleaner.customs.page_heads.is_running_head'
    """
    rows = (row.split("\t") for row in data.rows("customs.txt"))
    return {name: Reason(name, "custom", what, "", where) for name, where, what in rows}


@functools.cache
def furniture_by_words() -> dict[str, Reason]:
    """What page furniture says by itself, by the names that the ledger gives as `pattern`, with lines that say it.

    >>> furniture_by_words()["weather"].action
    'pattern'
    """
    from cleaner.patterns import patterns  # late: it compiles some, which no other reason needs

    says: dict[str, list[str]] = {}
    for one in patterns("furniture.txt"):
        if one.name[0] not in "=?":
            says.setdefault(one.name, []).append(one.example)
    what = {
        name: f"A line that says by itself that it is page furniture, as: {'; '.join([*dict.fromkeys(lines)][:SHOWN])}."
        for name, lines in says.items()
    }
    return {name: Reason(name, "pattern", said, LEFT_ALONE, "cleaner/data/furniture.txt") for name, said in what.items()}
