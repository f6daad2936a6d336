"""Rows of tables, results, prices, programmes and lists on a page in another language, where several stand in a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

import regex

from cleaner.lines.lists import has_cells
from cleaner.looks.looks import Line
from cleaner.page import Kind
from cleaner.regexes import compiled

# Characters of a row, at most. Chosen: a column's width twice.
LONGEST = 90
# Arsenal 2; Wheat 4.20 4.35.
SCORED = compiled(r"(?:\p{L}[\p{L}\p{M}.'’-]*\s+){1,3}\d[\d.,:-]*(?:\s+\d[\d.,:-]*)*")
# Kermeur – Plouvenan : 2-2; Norrbacka IK–Stenträsk 6–2 (2–0, 1–1); Valdehuertos, 2 - Pinarejo, 0; Mehlen – Ramstorf abgesagt.
SIDE = r"(?:\p{Lu}[\p{L}.'-]*\s?){1,4}"
RESULT = compiled(
    r"\D{3,50}?[\d.,]+\s?[:–—-]\s?[\d.,]+(?:\s?\(.{3,24}\))?(?:\s\p{L}{1,8})?"
    r"|\D{2,30}?[,:]?\s\d{1,3}\s[–—-]\s\D{2,30}?[,:]?\s\d{1,3}"
    # Rotary 7, Kiwanis 3; Larkfield 5 St Bede's 3
    r"|\p{Lu}\D{1,30}?\s\d{1,3}[,;]?\s\p{Lu}\D{1,30}?\s\d{1,3}(?:\s\(.{2,20}\))?"
    rf"|{SIDE}[–—]\s?{SIDE}\p{{Ll}}{{3,}}"
)
# Lime, fresh burnt . . . 400 piculs; Avon .... 7
LEADERS = compiled(r".{2,50}?(?:(?:\s?\.){3,}|\s?…+)\s?.{0,20}\d.{0,20}")
# Married: Daniel Croft; EUR: 26.780
LABELLED = compiled(r"[\p{L}\p{M}][\p{L}\p{M} ]{1,20}\s?[:：]\s?\S.*")
# 6 oz plain flour; ①…; Wed 9 March – Ash Wednesday
COUNTED = compiled(r"(?:[\d½¼¾]+|\p{No})\s?\p{L}.*|\p{Lu}?\p{L}{1,11}\.?,? \d.{4,}[–—-].*")
# How many rows of a form in a row say that they are rows: headlines end in numbers, too. Chosen.
FORMS = ((LEADERS, 1), (RESULT, 2), (LABELLED, 2), (COUNTED, 2), (SCORED, 3))


def rows(lines: Sequence[Line], found: Sequence[Kind]) -> dict[int, Kind]:
    """The lines taken for headlines that are rows.

    Args:
        lines: the lines.
        found: the kind of each by itself.

    >>> texts = ("Les résultats", "Kermeur – Plouvenan : 2-2", "Lanrivan – Coatmeur : 0-1", "Le vol")
    >>> rows([Line(text, "", 0, 0) for text in texts], ["title"] * 4)
    {1: 'body', 2: 'body'}
    """
    out = _in_a_row(lines, found, lambda line: has_cells(line.text.strip()), 2)
    for form, least in FORMS:
        out |= _in_a_row(lines, found, lambda line, form=form: _is_row(line, form), least)  # type: ignore[misc]
    return out


def _in_a_row(lines: Sequence[Line], found: Sequence[Kind], is_row: Callable[[Line], bool], least: int) -> dict[int, Kind]:
    out: dict[int, Kind] = {}
    for held, run in groupby(range(len(lines)), key=lambda k: is_row(lines[k])):
        some = [*run]
        if held and len(some) >= least:
            out.update((k, "body") for k in some if found[k] == "title")
    return out


def _is_row(line: Line, form: regex.Pattern[str]) -> bool:
    text = line.text.strip()
    return len(text) <= LONGEST and form.fullmatch(text) is not None
