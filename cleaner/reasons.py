"""The reasons of the ledger: what each is, what it leaves alone, and where its rule is found."""

from __future__ import annotations

import functools
from typing import NamedTuple

from cleaner import data


class Reason(NamedTuple):
    """A reason of the ledger."""

    name: str
    action: str  # removed, changed, linked or corrected
    what: str
    leaves: str  # what it leaves alone
    where: str  # modules of the rule

    @property
    def text(self) -> str:
        """A page of it, as Markdown.

        >>> print(reasons()["ligature"].text.splitlines()[0])
        # ligature
        """
        return (
            f"# {self.name}\n\n{self.action}\n\n{self.what}\n\n## What it leaves alone\n\n{self.leaves}\n\n"
            f"## Where\n\n`{self.where}`; `cleaner explain PAGE --rule {self.name}` shows it at work.\n"
        )


@functools.cache
def reasons() -> dict[str, Reason]:
    """Every reason by its name.

    >>> reasons()["mid-sentence"].action
    'linked'
    """
    return {row.split("\t")[0]: Reason(*row.split("\t")) for row in data.rows("reasons.txt")}
