"""What is wrong with a page, as a value: one line that names the file, the place and what to do."""

from __future__ import annotations

from typing import NamedTuple


class Problem(NamedTuple):
    """One thing that a run could not do, or did with a doubt.

    `grave` problems end the run with exit code 2; the others with 0, or with 1 under `--strict`.
    """

    path: str
    reason: str  # one word, as in the manifest: undecodable, binary, unreadable, unbalanced, empty …
    message: str  # what is wrong, and what to do
    place: str = ""  # "byte 12", "character 40": where in the file, if anywhere
    grave: bool = True

    def __str__(self) -> str:
        """The line that the terminal shows."""
        where = f"{printable(self.path)}: {self.place}: " if self.place else f"{printable(self.path)}: "
        return f"{where}{self.message} [{self.reason}]"


def printable(text: str) -> str:
    """A name as it can be shown on one line and written in UTF-8.

    >>> printable("a\\nb")
    'a\\\\nb'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
