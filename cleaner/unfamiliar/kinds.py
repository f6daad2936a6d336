"""What a line is on a page in another language than the one that all is fitted to: by marks, capitals and what stands beside it.

What is weighed otherwise rests on the package's model, and on trees and topics fitted beside it, and says nothing there. The rules are
those that a reader has who knows the script and not the language: a short line that is not closed is a headline. What goes on from it
is told by `cleaner.linking.order_alone`. Another model (`split --model`) changes nothing of that: of an English page of four headlines
all were found by the rules, and two by trees that are fitted to Chinese, with a model of English.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from cleaner.language.marks import GOES_ON, PICTURE, closed, closed_with_dash
from cleaner.looks.looks import Line
from cleaner.page import FURNITURE, Kept, Kind
from cleaner.regexes import compiled
from cleaner.unfamiliar.captions import captions, torn_around_credit
from cleaner.unfamiliar.closed_headlines import LONGEST, closed_headlines
from cleaner.unfamiliar.columns import columns
from cleaner.unfamiliar.mastheads import OF_HEAD, masthead
from cleaner.unfamiliar.rows import rows
from cleaner.unfamiliar.said import says
from cleaner.unfamiliar.signers import bylines, dated_signatures, signatures

# Longest headline of a script without capitals, in characters. Chosen: papers print none longer.
LONGEST_WITHOUT = 40
# Spaces of a line whose script writes words apart, though it has no capitals. Chosen.
APART = 3
# Characters of the first half of a torn text that looks like a headline, at least: a line of print. Chosen.
LEAST_OF_HALF = 40
# Lines of who signs a text, at most: a name, what he is, and where he lives. Chosen.
SIGNERS = 3
# 3 die in Johor crash: a headline, where no list stands.
WITH_NUMBER = compiled(r"\d{1,4} \p{L}(?:.(?!\.$)){10,}")
# Sergeant saw light at 2.15 a.m.: the stop is of the word. It is caught. — PTI: the sentence is closed, and an agency behind it.
OF_WORD = compiled(r"^.{1,44}\b(?:[ap]\.m|Inc|Co|Ltd|Jr|Sr|St|No|etc)\.$")
BEFORE_AGENCY = compiled(r".{20,}[.!?]['\"”’»]?\s*(?:[—–-]\s*\p{Lu}[\p{L}.]{1,12}|\(\p{L}{2,8}\))\.?")
# No headline ends so.
GOES_ON_BELOW = (",", ";", "，", "；", "、", "-", "¬", "\N{SOFT HYPHEN}")
# Publicado por: Ana Dias
LABEL = compiled(r"\p{L}[\p{L} ]{2,30}:(?=\s?\S)")
# To the Editor: ends so on a line of its own.
GREETS = compiled(r"[:,!;—–-]$")


class Told(NamedTuple):
    """What a line is; the custom that says so, where the ledger is to name it; and whether it goes where it stands, by itself."""

    kind: Kind
    custom: str = ""
    row: bool = False


def kinds(lines: Sequence[Line]) -> list[Told]:
    """What each of some lines is: a headline, text, a byline, a caption, or page furniture.

    >>> def told(*lines): return [line.kind for line in kinds(lines)]
    >>> told(*(Line(text, "", 0, 0) for text in ("New bridge opened today", "It was built in a year.", "and by the people")))
    ['title', 'body', 'body']
    >>> told(Line("THE LATE STORM.", "", 0, 0), Line("Three ships were lost.", "", 0, 0), Line("J. SMITH.", "", 0, 0))
    ['title', 'body', 'body']
    >>> told(Line("By Jane Doe", "byline", 0, 0), Line("Tribune Sports Editor", "", 0, 0))
    ['byline', 'page-furniture']
    >>> told(*(Line(text, "", 0, 0) for text in ("Le pont est ouvert.", "Jean DUPONT", "Incendie en ville", "Deux blessés.")))
    ['body', 'byline', 'title', 'body']
    """
    found: list[Kind] = [line.known or _kind(line) for line in lines]
    customs, alone = [""] * len(lines), [False] * len(lines)
    for rule in RULES:
        for k, kind in rule.finds(lines, found).items():
            # Marked headings stay, but of a paper's name, and what is known, but an agency below a text.
            if lines[k].known in ("", "credit") and (not lines[k].heading or kind == FURNITURE):
                found[k], customs[k], alone[k] = kind, rule.custom, rule.alone and kind == "body"
    return [Told(*each) for each in zip(_of_text_above(lines, found), customs, alone, strict=True)]


def _numbered(lines: Sequence[Line], found: Sequence[Kind]) -> dict[int, Kind]:
    """Headlines that begin with a number: 3 die in Johor crash; and lines of headlines, above a byline, too."""
    out: dict[int, Kind] = {}
    for k in range(1, len(lines) - 1):
        text, below = lines[k].text.strip(), lines[k + 1].text
        between = (found[k - 1] == "body" and found[k + 1] == "body") or (found[k - 1] == "title" and found[k + 1] in ("body", "byline"))
        if between and found[k] == "body" and (len(below) > len(text) or found[k + 1] == "byline") and WITH_NUMBER.fullmatch(text):
            out[k] = "title"
    return out


def _going_on(lines: Sequence[Line], found: Sequence[Kind]) -> dict[int, Kind]:
    """What goes on from a line of a headline in small letters, and is not closed: no text begins so."""
    return {
        k: "title"
        for k in range(1, len(lines) - 1)
        if (found[k - 1], found[k]) == ("title", "body")
        and found[k + 1] != "credit"
        and len(text := lines[k].text.strip()) <= LONGEST // 2
        and text[:1].islower()
        and not closed(text)
        and text[-1:].isalnum()
    }


def _torn(lines: Sequence[Line], found: Sequence[Kind]) -> dict[int, Kind]:
    """The first half of a text that was torn within a sentence, which looks like a headline: the other half is right below."""
    return {
        k: "body"
        for k in range(len(lines) - 1)
        if (found[k], found[k + 1]) == ("title", "body")
        and len(text := lines[k].text.strip()) >= LEAST_OF_HALF
        and GOES_ON.match(lines[k + 1].text.strip())
        and not (closed(text) or text.isupper())
    }


def _announcements(lines: Sequence[Line], found: Sequence[Kind]) -> dict[int, Kind]:
    """What stands below a text and says what the text below is: RESOLVE:."""
    between = (k for k in range(1, len(lines) - 1) if found[k - 1 : k + 2] == ["body", "title", "body"])
    return {k: "body" for k in between if lines[k].text.rstrip().endswith((":", "：")) and not GOES_ON.match(lines[k + 1].text.strip())}


def _labelled(lines: Sequence[Line], found: Sequence[Kind]) -> dict[int, Kind]:
    """What stands behind a label below a text, where the page has that label more than once: Publicado por: Ana Dias."""
    labels = [label[0] if (label := LABEL.match(line.text)) else "" for line in lines]
    often = Counter(labels)
    return {k: "body" for k in range(1, len(lines)) if (found[k - 1], found[k]) == ("body", "title") and labels[k] and often[labels[k]] > 1}


def _salutations(lines: Sequence[Line], found: Sequence[Kind]) -> dict[int, Kind]:
    """What a letter below its headline begins with, on a line of its own: To the Editor:."""
    return {
        k: "body"
        for k in range(1, len(lines) - 1)
        if found[k - 1 : k + 2] == ["title", "title", "body"] and GREETS.search(text := lines[k].text.strip()) and says(text, "salutation")
    }


def desks(lines: Sequence[Line], found: Sequence[Kind]) -> dict[int, Kind]:
    """What stands below a byline and says of which desk who wrote is.

    Args:
        lines: the lines.
        found: the kind of each by itself.

    >>> desks([Line("By Jane Doe", "byline", 0, 0), Line("Tribune Sports Editor", "", 0, 0)], ["byline", "title"])
    {1: 'page-furniture'}
    """
    return {k: FURNITURE for k in range(1, len(lines)) if found[k - 1] == "byline" and says(lines[k].text.strip(), "of-author")}


def _of_text_above(lines: Sequence[Line], found: list[Kind]) -> list[Kind]:
    """The kinds, where headlines are marked as such: a few unmarked lines below a text, above a marked one or the page's end, are text.

    They say who signs it, or are where it was cut.
    """
    out = [*found]
    marked = [k for k, line in enumerate(lines) if line.heading]
    for k in [*marked, len(lines)] if marked else []:
        first = k
        while first and found[first - 1] == "title" and not lines[first - 1].heading:
            first -= 1
        if k - first <= SIGNERS and first and found[first - 1] == "body":
            out[first:k] = ["body"] * (k - first)
    return out


def _kind(line: Line) -> Kept:
    text = line.text.strip()
    if PICTURE.match(text):
        return "caption"
    first = next(filter(str.isalpha, text), "")
    cased = first.lower() != first.upper()
    short = len(text) <= (LONGEST if cased or text.count(" ") >= APART else LONGEST_WITHOUT)
    whole = (closed_with_dash(text) and not OF_WORD.search(text)) or text.endswith(GOES_ON_BELOW) or BEFORE_AGENCY.fullmatch(text)
    return "title" if line.heading or (short and not whole and first and (first.isupper() or not cased)) else "body"


class Rule(NamedTuple):
    """What puts lines right by what stands beside them.

    finds: gives the kinds of those that it holds of, by their places. custom: by which a line is page furniture then
    (data/customs.txt). alone: whether what it takes for text goes where it stands, by itself.
    """

    finds: Callable[[Sequence[Line], list[Kind]], Mapping[int, Kind]]
    custom: str = ""
    alone: bool = False


# In order: who signs is told when headlines are.
RULES = (
    Rule(torn_around_credit),
    Rule(_numbered),
    Rule(_going_on),
    Rule(_torn),
    Rule(_announcements),
    Rule(_labelled),
    Rule(_salutations),
    Rule(desks, "desk-abroad"),
    Rule(closed_headlines),
    Rule(masthead, OF_HEAD),
    Rule(columns, "column-abroad"),
    Rule(rows, alone=True),
    Rule(captions),
    Rule(dated_signatures, alone=True),
    Rule(signatures, alone=True),
    Rule(bylines),
    Rule(desks, "desk-abroad"),
)
