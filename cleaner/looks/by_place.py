"""What a line is on a page in another language, by what stands above and below it: a masthead, a caption, who signs, a row.

The words say nothing there; that a line without a stop stands between the end of a text and a headline says that it is the text's.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import regex

from cleaner.language.marks import closed
from cleaner.lines.lists import has_cells
from cleaner.looks.looks import Line
from cleaner.page import FURNITURE, Kind
from cleaner.regexes import compiled

# Lines of a page's head that are looked at for a date, and characters of such a line, at most. Chosen.
HEAD, LONGEST_DATE = 4, 60
# Dimanche 14 juin 1931; SATURDAY, MAY 6, 1905, PRICE TWO CENTS: a day, a month by its name and a year, in any language.
DATE = compiled(
    r"(?:\p{L}+[.,-]*\s+){0,3}(?:\d{1,2}[.ºª]?,?\s+(?:de\s+|d['’])?\p{L}{3,12}\.?,?\s+(?:de\s+)?|\p{L}{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+)"
    r"(?:1[6-9]|20|[^\P{Nd}0-9]{2})\d\d(?:\s*[.,;|—–-].{0,30})?"
)
# Sayfa 3, Str. 4, 2 стр.
PAGE = compiled(
    r"(?:page|seite|sayfa|str|стр|p[aá]gina|p[aá]g|trang|sida|side|strona|صفحة|עמוד|पृष्ठ)\.?\s\d{1,3}|\d{1,3}\s(?:стр|str|sayfa)\.?",
    flags=regex.IGNORECASE,
)
# From our Wodonga correspondent, De nuestro corresponsal, (Dal nostro inviato speciale)
OUR_OWN = compiled(
    r"[(\[]?(?:from|by|de|del|dal|door|von|da|od)\s+(?:our|nuestro|nuestra|notre|nostro|nostra|onze|unserem|unserer|nosso|nossa)\s.{3,40}",
    flags=regex.IGNORECASE,
)
# (Reuter.), (dpa), M. T. (avec AFP): an agency, or initials.
AGENCY = compiled(r"[(（\[](?:\p{Lu}{2,8}|\p{Ll}{2,4}|Reuters?|Havas|Tass)\.?[)）\]]\.?")
INITIALS = compiled(r"(?:\p{Lu}\.\s?)+(?:\p{Lu}[\p{L}'’-]*)?(?:,\s*(?:\p{Lu}[\p{L}.'’-]*\s?){1,4}|\s*[(（][^()]{1,30}[)）])?|\p{Ll}{2,3}")
# Martin Ellis, Sandbank; Dolores Pruitt: who signs a letter.
NAMES = compiled(
    r"\p{Lu}[\p{L}.'’-]*(?:\s+(?:\p{Lu}[\p{L}.'’-]*|van|von|der|den|de|la|di|da|al|bin)){1,4}(?:\s*\([^()]{1,12}\))?"
    r"(?:,\s*(?:\p{Lu}[\p{L}.'’-]*\s?){1,4}){0,2}"
)
# Jean DUPONT, as French papers sign.
IN_CAPITALS = compiled(r"\p{Lu}\p{Ll}+(?:[- ]\p{Lu}\p{Ll}+)?\s+\p{Lu}{2,}(?:-\p{Lu}{2,})?")
# How letters begin, some lines above who signs them, at most so many. Chosen.
SALUTATION, NEAR = compiled(r"(?:sir|sirs|madam|dear|editor|to the editor|monsieur|señor|sehr geehrte|liebe)\b", flags=regex.IGNORECASE), 8
# Arsenal 2; Wheat 4.20 4.35; so many in a row, at least, for headlines end in numbers, too. Chosen.
SCORED, ROWS = compiled(r"(?:\p{L}[\p{L}.'’-]*\s+){1,3}\d[\d.,:-]*(?:\s+\d[\d.,:-]*)*"), 3
# Characters of a caption that ends as a sentence does, at most, where nothing but a credit below says that it is one. Chosen: two lines.
CAPTION = 70
# What goes on within a sentence.
SMALL = compiled(r"[\"'“‘«(]?\p{Ll}(?!\p{Lu})")


def by_place(lines: Sequence[Line], found: Sequence[Kind]) -> list[Kind]:
    """The kinds of lines, put right by what stands beside them; marked headings, and what is known by its words, stay.

    Args:
        lines: the lines.
        found: the kind of each by itself.

    >>> texts = ("LE COURRIER", "Dimanche 14 juin 1931", "Le pont", "Le pont est ouvert.", "(Reuter.)", "Le vol", "Un vol a eu lieu.")
    >>> kinds = ["title", "title", "title", "body", "title", "title", "body"]
    >>> by_place([Line(text, "", 0, 0) for text in texts], kinds)
    ['page-furniture', 'page-furniture', 'title', 'body', 'body', 'title', 'body']
    """
    out = [*found]
    for rule in (_masthead, _rows, _captions, _signatures, _reporters):
        changed = rule(lines, out)
        out = [changed.get(k, kind) if not (lines[k].known or lines[k].heading) else kind for k, kind in enumerate(out)]
    return out


def _masthead(lines: Sequence[Line], found: Sequence[Kind]) -> dict[int, Kind]:
    """The lines on top of a page down to its date, if there is one."""
    says = [line.text.strip().rstrip(". ") for line in lines[:HEAD]]
    dates = [k for k, text in enumerate(says) if len(text) <= LONGEST_DATE and DATE.fullmatch(text)]
    pages = [k for k, text in enumerate(says) if PAGE.fullmatch(text)]
    last = max([*dates, *pages], default=-1)
    # The only headline above a text is the text's, whatever stands between.
    if found[last + 1 : last + 2] != ["title"] or any(
        kind == "body" and k not in dates + pages for k, kind in enumerate(found[: last + 1])
    ):
        return {}
    return dict.fromkeys(range(last + 1) if dates else pages, FURNITURE)


def _rows(lines: Sequence[Line], found: Sequence[Kind]) -> dict[int, Kind]:
    """Rows of tables, and several of results in a row."""
    rows: dict[int, Kind] = {}
    for of, least in ((_has_cells, 2), (_is_scored, ROWS)):
        for is_row, run in groupby(range(len(lines)), key=lambda k, of=of: of(lines[k])):  # type: ignore[misc]
            some = [*run]
            if is_row and len(some) >= least:
                rows.update((k, "body") for k in some if found[k] == "title")
    return rows


def _has_cells(line: Line) -> bool:
    return has_cells(line.text.strip())


def _is_scored(line: Line) -> bool:
    return SCORED.fullmatch(line.text.strip()) is not None


def _captions(lines: Sequence[Line], found: Sequence[Kind]) -> dict[int, Kind]:
    """The line right above a credit with a headline below it, and a line within a sentence that goes on below it."""
    captions: dict[int, Kind] = {}
    for k in range(1, len(lines) - 1):
        above, line, below = (lines[at].text.strip() for at in (k - 1, k, k + 1))
        likely = found[k] == "title" or (found[k] == "body" and len(line) <= CAPTION)
        of_picture = found[k + 1] == "credit" and likely and found[k + 2 : k + 3] in (["title"], [])
        torn = found[k - 1] == "body" and not closed(above) and above[-1:].isalnum()
        if (of_picture and found[k - 1] != "title") or (torn and SMALL.match(below) and not SMALL.match(line)):
            captions[k] = "caption"
    return captions


def _signatures(lines: Sequence[Line], found: Sequence[Kind]) -> dict[int, Kind]:
    """The line right below a text that is closed, and above a headline or the end, which says who signs it.

    It is an agency, or initials, or below a letter a name, with a place or without.
    """
    signed: dict[int, Kind] = {}
    for k in range(1, len(lines)):
        text = lines[k].text.strip()
        if found[k] != "title" or found[k - 1] != "body" or not closed(lines[k - 1].text) or found[k + 1 : k + 2] not in ([], ["title"]):
            continue
        letter = any(SALUTATION.match(line.text.strip()) for line in lines[max(0, k - NEAR) : k])
        if any(one.fullmatch(text) for one in (AGENCY, INITIALS, IN_CAPITALS)) or (letter and NAMES.fullmatch(text)):
            signed[k] = "body"
    return signed


def _reporters(lines: Sequence[Line], found: Sequence[Kind]) -> dict[int, Kind]:
    """The line right below a headline and above its text which says that the paper's own correspondent wrote."""
    between = (k for k in range(1, len(lines) - 1) if (found[k - 1], found[k + 1]) == ("title", "body"))
    return {k: "byline" for k in between if OUR_OWN.fullmatch(lines[k].text.strip())}
