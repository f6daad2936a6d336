"""The head of a page in another language: the paper's name, its date, its number and its price, and what stands between them."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.looks.looks import Line
from cleaner.page import FURNITURE, Kind
from cleaner.regexes import compiled
from cleaner.unfamiliar.said import says

# Lines of a page's head that are looked at for a date, and characters of such a line, at most: with all that stands beside it. Chosen.
HEAD, LONGEST = 5, 120
# Characters of a paper's name in small letters, at most. Chosen.
NAME = 30
# What stands between the parts of such a line.
BETWEEN = compiled(r"(?<=\bN[ro]\. ?\d{1,5})[.,]\s+|\s*[|｜●•·■★]\s*|\s+[—–-]\s+|\.\s+[—–]\s+|,?\s{3,}")
# So many parts say by themselves that a line is of a page's head: WEEK 6 | NEWS | 3. Chosen.
PARTS = 3
# The custom by which these lines are page furniture (data/customs.txt).
OF_HEAD = "head-of-page-abroad"


def masthead(lines: Sequence[Line], found: list[Kind]) -> dict[int, Kind]:
    """The lines on top of a page down to its date, number or price, if there is one.

    Args:
        lines: the lines.
        found: the kind of each by itself.

    >>> texts = ("LE COURRIER", "Dimanche 14 juin 1931 — N° 47", "Le pont", "Le pont est ouvert.")
    >>> masthead([Line(text, "", 0, 0) for text in texts], ["title", "title", "title", "body"])
    {0: 'page-furniture', 1: 'page-furniture'}
    """
    top = [line.text.strip().rstrip(". ") for line in lines[:HEAD]]
    dates = [k for k, text in enumerate(top) if _is_of_head(text)]
    pages = [k for k, text in enumerate(top) if says(text, "page")]
    last = max([*dates, *pages], default=-1)
    # The only headline above a text is the text's, whatever stands between; the quill, in small letters, is a name all the same.
    text = any(kind == "body" and k not in dates + pages and (k or len(top[k]) > NAME) for k, kind in enumerate(found[: last + 1]))
    if found[last + 1 : last + 2] != ["title"] or text:
        return {}
    above = range(last + 1) if dates else pages
    # A paper's name is marked as a heading where the headlines are.
    marked = lines[last + 1].heading or not any(lines[k].heading for k in above)
    return dict.fromkeys(above, FURNITURE) if marked else {}


def _is_of_head(text: str) -> bool:
    """Whether a line says the date, the number or the price, alone or among other things that are set apart."""
    if len(text) > LONGEST:
        return False
    parts = [part for part in BETWEEN.split(text) if part]
    if says(text, "about-paper"):
        return True
    dated = any(says(part, "date", "number", "price") for part in [text, *parts])
    return dated or len(parts) >= PARTS or (len(parts) > 1 and any(says(part, "page") for part in parts))
