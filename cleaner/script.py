"""Scripts: those that write words side by side; simplified and traditional Chinese characters, one for one."""

from __future__ import annotations

import functools

from cleaner import data

# Scripts that write words side by side, for a set of a pattern.
SIDE_BY_SIDE = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}"
# Longest text that may be asked about more than once, in characters. Chosen: a line of names has 60 at most.
LINE = 60


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
    return _line(text) if len(text) <= LINE else _text(text)


def _text(text: str) -> str:
    # Most text has none.
    return text if table().keys().isdisjoint(text) else text.translate(_points())


# Patterns ask about the same lines and words again and again.
_line = functools.lru_cache(maxsize=1024)(_text)
