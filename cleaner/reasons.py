"""The reasons of the ledger, what passes note, and the customs that are evidence for both: what each is, and where its rule is found."""

from __future__ import annotations

import functools
from typing import NamedTuple

from cleaner import data


class Reason(NamedTuple):
    """A reason of the ledger, or of a note, or a custom."""

    name: str
    # removed, changed, linked (joined and moved in the ledger), corrected; noted, which `cleaner explain` alone shows; or custom
    action: str
    what: str
    leaves: str  # what it leaves alone; of a custom nothing is said
    where: str  # modules of the rule, or the function of a custom

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
