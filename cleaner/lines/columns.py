"""Names of columns above headlines, as 农技课堂 or 科海拾贝, of which readers know that they are of no headline."""

from __future__ import annotations

import functools

from cleaner import data
from cleaner.language.script import simplified
from cleaner.language.shingles import letters
from cleaner.regexes import compiled

# Letters of a name at most. Chosen: 漆书匠人进课堂 has seven, and is of a headline.
LONGEST = 6
# Characters of a line with a name, its number and marks around, at most. Chosen.
LONGEST_LINE = 24
# What numbers the parts of a series, and marks around a name.
NUMBER = compiled(r"[\s\d①-⑳⑴-⒇㈠-㈩（）()【】〔〕·•]+$")


@functools.cache
def _endings() -> tuple[str, ...]:
    return tuple(data.rows("column-endings.txt"))


def is_name_of_column(text: str) -> bool:
    """Whether a line is short, has no mark within, and ends in a word that names of columns end in.

    >>> [is_name_of_column(line) for line in ("【街道传真】", "生态笔谈④", "法治进行时", "新桥今天通车", "稻田里，农技课堂")]
    [True, True, True, False, False]
    """
    if len(text) > LONGEST_LINE:
        return False
    name = NUMBER.sub("", simplified(text).lstrip("【〔（·• "))
    return 1 < len(name) <= LONGEST and name == letters(name) and name.endswith(_endings())
