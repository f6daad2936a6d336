"""Lines that look like page furniture but stand again and again between the paragraphs of a text: its subheads (教育, 养老), its dates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cleaner.language.marks import closed
from cleaner.lines.official import is_date
from cleaner.regexes import compiled

# The patterns of furniture that can be a subhead, too.
PATTERNS = ("section", "date")
DAYS = "day"
# A running head has the number of its page with it; behind a date, at its end.
NUMBER, NUMBER_AT_END = compiled(r"\d"), compiled(r"\s\d{1,3}$")
# 7月1日, with no year and no day of the week: no labelled page, nor one of bench/unseen or bench/invented, has such furniture.
DAY = compiled(r"\d{1,2}月\d{1,2}日")
# Characters of a date above an entry of a diary, and words behind the date itself, at most: 2003年9月18日 星期四 晴. Chosen.
LONGEST_DATE, MOST_BEHIND = 24, 2
# From so many on they are a text's. Chosen: of the labelled and made pages none has two of furniture that stand so.
FEWEST = 2
# Characters of a paragraph: what is shorter may be a line of something else. Chosen.
SENTENCE = 20


class MaybeFurniture(NamedTuple):
    """A line: what it says, and the pattern of page furniture that it fits, if any."""

    text: str
    pattern: str = ""


def subheads(lines: Sequence[MaybeFurniture]) -> list[int]:
    """Which of a page's lines are subheads or dates within its texts, and no page furniture.

    Args:
        lines: all but those that are known to be something else than text or furniture, in page order.

    >>> text = MaybeFurniture("今年全市新建改建小学十二所，新增学位一万六千个，入学难的问题有所缓解。")
    >>> subheads([text, MaybeFurniture("教育", "section"), text, MaybeFurniture("养老", "section"), text])
    [1, 3]
    >>> subheads([text, MaybeFurniture("7月1日", "date"), text, MaybeFurniture("7月3日", "date"), text])
    [1, 3]
    >>> subheads([MaybeFurniture("下乡日记"), MaybeFurniture("2021年7月1日", "date"), text, MaybeFurniture("2021年7月3日", "date"), text])
    [1, 3]
    >>> subheads([text, MaybeFurniture("教育", "section"), text, MaybeFurniture("教育", "section"), text])
    []
    >>> subheads([text, MaybeFurniture("2021年7月1日 要闻 3", "date"), text, MaybeFurniture("2021年7月1日", "date"), text])
    []
    >>> subheads([text, MaybeFurniture("◆温度"), text, MaybeFurniture("◆深度", "section"), text])
    [3]
    """
    within = [k for k in range(1, len(lines) - 1) if _stands_within(*lines[k - 1 : k + 2])]
    # The first entry of a diary stands below its headline.
    dated = {_sort(lines[k]) for k in within} - {"section"}
    first = [k for k in range(len(lines) - 1) if _sort(lines[k]) in dated and _begins_entry(lines[k], lines[k + 1])]
    found = sorted({*within, *first})
    of: dict[str, set[str]] = {}
    for k in found:
        of.setdefault(_sort(lines[k]), set()).add(lines[k].text)
    like = {_shape(lines[k].text) for k in range(1, len(lines) - 1) if not lines[k].pattern and _is_between(*lines[k - 1 : k + 2])}
    return [k for k in found if len(of[_sort(lines[k])]) >= FEWEST or (lines[k].pattern == "section" and _shape(lines[k].text) in like)]


def is_day(line: str) -> bool:
    """Whether a line is a day of a month, with no year.

    >>> is_day("7月1日"), is_day("2021年7月1日")
    (True, False)
    """
    return DAY.fullmatch(line) is not None


def is_date_of_entry(line: str) -> bool:
    """Whether a line is a date, with no more behind it than the day of the week and the weather, as above an entry of a diary.

    >>> [is_date_of_entry(line) for line in ("2003年9月18日 星期四 晴", "7月1日", "7月1日新桥通车")]
    [True, True, False]
    """
    date, *behind = (line.split() if len(line) <= LONGEST_DATE else []) or [""]
    return len(behind) <= MOST_BEHIND and (is_day(date) or is_date(date))


def _shape(line: str) -> str:
    """A line with all letters alike: subheads of one text are made to one measure, and have the same marks."""
    return "".join("字" if letter.isalpha() else letter for letter in line.strip())


def _sort(line: MaybeFurniture) -> str:
    """The pattern of a line, days being apart from other dates."""
    return DAYS if is_day(line.text) else line.pattern


def _stands_within(above: MaybeFurniture, line: MaybeFurniture, below: MaybeFurniture) -> bool:
    """Whether a line that may be a subhead stands between two paragraphs, of which the upper is whole."""
    if line.pattern not in PATTERNS or above.pattern or below.pattern:
        return False
    if (NUMBER if line.pattern == "section" else NUMBER_AT_END).search(line.text):
        return False
    return _sort(line) == DAYS or _is_between(above, line, below)


def _begins_entry(line: MaybeFurniture, below: MaybeFurniture) -> bool:
    """Whether a date stands right above a paragraph."""
    return not below.pattern and NUMBER_AT_END.search(line.text) is None and len(line.text) < SENTENCE <= len(below.text)


def _is_between(above: MaybeFurniture, line: MaybeFurniture, below: MaybeFurniture) -> bool:
    """Whether a short line stands between two paragraphs, of which the upper is whole."""
    return len(line.text) < SENTENCE <= min(len(above.text), len(below.text)) and closed(above.text)
