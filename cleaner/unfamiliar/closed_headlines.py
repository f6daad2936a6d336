"""Headlines that close as sentences do, on a page in another language: questions, calls, and those that old papers set with a stop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import regex

from cleaner.language.marks import closed
from cleaner.looks.looks import Line
from cleaner.page import Kind
from cleaner.regexes import compiled

# Frankreich. Lokales. DIED.: a word or three, and a full stop.
SHORT = compiled(r"\p{Lu}[\p{L}\p{M}'’-]*(?: [\p{L}\p{M}'’-]+){0,2}\.")
# GOVERNMENT NOTIFICATION.—No. 11.; No. 214.: what ends with its number. A year is none.
NUMBERED = compiled(r"(?P<form>\p{Lu}.{0,60}?)\s?(?<!\d)(?!(?:1[5-9]|20)\d\d\.?$)\d{1,4}\.?")
# Of a page's lines so many are of one form, at least. Chosen.
LEAST = 2
# ¿Habrá huelga de tranvías?: one question or call. What somebody says begins with a mark.
ASKS = compiled(r"[¿¡]?\p{L}[^.!?？！]{3,78}[?？!！]")
# A page with more questions is of an interview, and a shorter one is a subhead of words. Chosen.
QUESTIONS, LEAST_OF_QUESTION = 2, 3
# Longest headline of a script with capitals, in characters. Chosen: papers print none longer.
LONGEST = 110
# Three Hundred Men Will Light the Furnaces Monday.: words of four letters and more begin with capitals, of three such words at least.
LONG_WORD, LEAST_WORDS = 4, 3


def closed_headlines(lines: Sequence[Line], found: Sequence[Kind]) -> dict[int, Kind]:
    """The lines taken for text that are headlines, though they close.

    A question or call alone between texts; lines of one form above texts; lines in capitals, and in words with capitals below these.

    Args:
        lines: the lines.
        found: the kind of each by itself.

    >>> texts = ("Frankreich.", "Paris, 12. Mai. Die Ausstellung wird besucht.", "Lokales.", "Gestern stürzte das Dach der Scheune ein.")
    >>> closed_headlines([Line(text, "", 0, 0) for text in texts], ["body"] * 4)
    {0: 'title', 2: 'title'}
    >>> texts = ("THE STRIKE IS OFF.", "GLASS WORKERS VOTE.", "Three Hundred Men Go Back.", "The furnaces will be lit on Monday morning.")
    >>> closed_headlines([Line(text, "", 0, 0) for text in texts], ["body"] * 4)
    {0: 'title', 1: 'title', 2: 'title'}
    """
    free = [k for k in range(len(lines) - 1) if not (lines[k].known or lines[k].heading)]
    forms = {k: form for k in free if (form := _form(lines, found, k))}
    often = Counter(forms.values())
    out = {k: "title" for k, form in forms.items() if form != ASKS.pattern and (often[form] >= LEAST or lines[k].text.strip().isupper())}
    if often[ASKS.pattern] <= QUESTIONS:
        out |= {k: "title" for k, form in forms.items() if form == ASKS.pattern and len(lines[k].text.split()) >= LEAST_OF_QUESTION}
    return dict.fromkeys(sorted(out.keys() | _in_capitals(lines, found, free, out)), "title")


def _form(lines: Sequence[Line], found: Sequence[Kind], at: int) -> str:
    """The form of a line between the end of a text and a longer text; empty where it can be no headline."""
    text, below = lines[at].text.strip(), lines[at + 1].text.strip()
    above_ends = not at or found[at - 1] != "body" or closed(lines[at - 1].text)
    if not above_ends:
        return ""
    numbered = NUMBERED.fullmatch(text)
    if numbered and (found[at + 1] == "title" or below.isupper() or len(below) > len(text)):
        return str(numbered["form"])
    if found[at] != "body" or found[at + 1] != "body" or len(below) <= len(text):
        return ""
    return next((form.pattern for form in (ASKS, SHORT) if form.fullmatch(text)), "")


def _in_capitals(lines: Sequence[Line], found: Sequence[Kind], free: Sequence[int], told: dict[int, str]) -> set[int]:
    """Lines in capitals beside a headline, or above a text; lines of words with capitals below one in capitals that closes."""
    out: set[int] = set()
    for k in reversed(free):
        text, below = lines[k].text.strip(), lines[k + 1].text.strip()
        above_title = found[k + 1] == "title" or k + 1 in told or k + 1 in out or _is_deck(below)
        if found[k] == "body" and _closes_in_capitals(text) and (above_title or (found[k + 1] == "body" and len(below) > len(text))):
            out.add(k)
    decks = {
        k
        for k in free
        if k and (k - 1 in out or k - 1 in told) and found[k] == "body" and _is_deck(lines[k].text.strip()) and found[k + 1] == "body"
    }
    # ¿HABRÁ HUELGA DE — TRANVÍAS?
    goes_on = {k for k in free if k and (found[k - 1], found[k]) == ("title", "body") and _goes_on_in_capitals(lines[k - 1], lines[k])}
    return out | decks | goes_on


def _goes_on_in_capitals(above: Line, line: Line) -> bool:
    """Whether a line in capitals goes on from one in capitals that is not closed."""
    return above.text.isupper() and line.text.isupper() and not closed(above.text.strip()) and len(line.text) <= LONGEST


def _closes_in_capitals(text: str) -> bool:
    """Whether a line of several words is in capitals, with a full stop at its end: WRECKED ON A TRESTLE."""
    return text.isupper() and text.endswith(".") and len(text) <= LONGEST and " " in text


def _is_deck(text: str) -> bool:
    words = [word for word in regex.findall(r"[\p{L}’']+", text) if len(word) >= LONG_WORD]
    return len(text) <= LONGEST and len(words) >= LEAST_WORDS and all(word[0].isupper() for word in words)
