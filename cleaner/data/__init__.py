"""Tables, word lists, fitted numbers and the language model; each text file says where it is from."""

from __future__ import annotations

import os

FOLDER = os.path.dirname(__file__)


def text(name: str) -> str:
    """The text of a data file.

    >>> text("surnames.txt")[:1]
    '#'
    """
    # Neither importlib.resources nor pathlib: importing them costs 15 and 5 ms. The package is never zipped, for the model is
    # memory-mapped.
    with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
        return file.read()


def rows(name: str) -> list[str]:
    """The lines of a word list, without the remarks at its head.

    >>> rows("column-endings.txt")[0].startswith("#"), len(rows("surnames.txt")) > 100
    (False, True)
    """
    return [line for line in text(name).splitlines() if not line.startswith("#")]
