"""Tables, word lists, fitted numbers and the language model; each text file says where it is from."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from typing import Any, TypeVar, cast

Load = TypeVar("Load", bound=Callable[..., Any])
FOLDER = os.path.dirname(__file__)
_forgetting: list[Callable[[], None]] = []


def loaded(load: Load) -> Load:
    """A function that opens a data file, and does so once; `forget` lets it open the file anew.

    >>> opened = []
    >>> table = loaded(lambda: opened.append("table"))
    >>> table(), table(), forget(), table(), len(opened)
    (None, None, None, None, 2)
    """
    kept = functools.cache(load)
    on_forget(kept.cache_clear)
    return cast("Load", kept)


def on_forget(forgets: Callable[[], None]) -> None:
    """Have something done when data files are opened anew: what is kept was made with them.

    >>> kept = ["made with a table"]
    >>> on_forget(kept.clear)
    >>> forget(), kept
    (None, [])
    """
    _forgetting.append(forgets)


def forget() -> None:
    """Open data files anew, for the scripts that fit put others in their place.

    >>> forget()
    """
    for forgets in _forgetting:
        forgets()


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
    """The lines of a word list that are no remarks, as those are that begin with #.

    >>> rows("column-endings.txt")[0].startswith("#"), len(rows("surnames.txt")) > 100
    (False, True)
    """
    return [line for line in text(name).splitlines() if not line.startswith("#")]
