"""Simplified and traditional Chinese characters, one for one."""

from __future__ import annotations

import functools

from cleaner import data


@functools.cache
def table() -> dict[str, str]:
    """Traditional to simplified, character by character, from the data file that says where it is from."""
    return dict(line.split("\t") for line in data.rows("traditional.txt"))


@functools.cache
def _points() -> dict[int, str]:
    return {ord(a): b for a, b in table().items()}


def simplified(text: str) -> str:
    """The text in simplified characters, each where it stood: so one grammar reads both.

    >>> simplified("本報記者 陳大文")
    '本报记者 陈大文'
    """
    # Most text has none.
    return text if table().keys().isdisjoint(text) else text.translate(_points())
