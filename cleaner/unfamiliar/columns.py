"""Names of columns and sections above headlines, on a page in another language."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from cleaner import data
from cleaner.looks.looks import Line
from cleaner.page import FURNITURE, Kind


def columns(lines: Sequence[Line], found: Sequence[Kind]) -> dict[int, Kind]:
    """What names a column or a section above a headline; right above a text it is the text's headline.

    Args:
        lines: the lines.
        found: the kind of each by itself.

    >>> columns([Line(text, "", 0, 0) for text in ("LESERBRIEFE", "Musik im Park", "Das war schön.")], ["title", "title", "body"])
    {0: 'page-furniture'}
    """
    return {k: FURNITURE for k, line in enumerate(lines[:-1]) if found[k] == found[k + 1] == "title" and _name(line.text) in _names()}


def is_of_letters(line: str) -> bool:
    """Whether a line names the readers' letters.

    >>> is_of_letters("LESERBRIEFE"), is_of_letters("Letters to the Editor"), is_of_letters("Sport")
    (True, True, False)
    """
    return _names().get(_name(line)) == "letters"


def _name(line: str) -> str:
    return " ".join(line.split()).strip(" .:*•—–-").casefold()


@functools.cache
def _names() -> dict[str, str]:
    """What each name is of: letters, or another section."""
    rows = (row.split("\t") for row in data.rows("unfamiliar-columns.txt"))
    return {name.casefold(): of for of, name in rows}
