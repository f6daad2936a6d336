"""The reasons of the ledger, and of what passes note: what each is, what it leaves alone, and where its rule is found."""

from __future__ import annotations

import functools
from typing import NamedTuple

from cleaner import data


class Reason(NamedTuple):
    """A reason of the ledger, or of a note."""

    name: str
    # removed, changed, linked (joined and moved in the ledger), corrected; or noted, which `cleaner explain` alone shows
    action: str
    what: str
    leaves: str  # what it leaves alone
    where: str  # modules of the rule

    @property
    def text(self) -> str:
        """A page of it, as Markdown.

        >>> print(reasons()["ligature"].text.splitlines()[0])
        # ligature
        """
        # What people put right is no pass's, and `explain` shows passes.
        shown = "" if self.action == "corrected" else f"; `cleaner explain PAGE --rule {self.name}` shows it at work"
        what = f"# {self.name}\n\n{self.action}\n\n{self.what}\n\n## What it leaves alone\n\n{self.leaves}\n\n"
        return f"{what}## Where\n\n`{self.where}`{shown}.\n"


@functools.cache
def reasons() -> dict[str, Reason]:
    """Every reason by its name.

    >>> reasons()["mid-sentence"].action
    'linked'
    """
    return {row.split("\t")[0]: Reason(*row.split("\t")) for row in data.rows("reasons.txt")}
