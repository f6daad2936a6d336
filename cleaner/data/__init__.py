"""Tables, word lists, fitted numbers and the language model; each text file says where it is from."""

from __future__ import annotations

import pathlib

FOLDER = pathlib.Path(__file__).parent


def text(name: str) -> str:
    """The text of a data file.

    >>> text("surnames.txt")[:1]
    '#'
    """
    # Not importlib.resources: importing that costs 15 ms, and the package is never zipped (the model is memory-mapped).
    return (FOLDER / name).read_text(encoding="utf-8")


def rows(name: str) -> list[str]:
    """The lines of a word list, without the remarks at its head."""
    return [line for line in text(name).splitlines() if not line.startswith("#")]
