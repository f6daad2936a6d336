"""Bylines in Latin and Cyrillic letters."""

from __future__ import annotations

import regex

from cleaner.people.names import LATIN_NAME
from cleaner.regexes import compiled

BY = compiled(r"(?:special to [\p{L} ]{2,24}\s)?(?:(?:story|text|words) )?by\s+", regex.IGNORECASE)
# Behind a name, what it is of: (Reuters), of The Courier Staff, Associated Press Writer. Before it, what it is addressed by.
OF_HOUSE = compiled(
    r"(?<=\S)\s*(?:\([\p{L} ]{2,24}\)|of (?:the )?[\p{L} ]{2,30} staff|associated press(?: writer)?|united press international)$",
    regex.IGNORECASE,
)
ADDRESS = r"(?:Dr|Revd?|Fr|Prof|Sr|Sir|Msgr|Hon|Sen|Capt|Col|Sgt|Mrs?|Ms|Miss|Mme|Dott|Ing|Lic|Dipl)"
# With a full stop or before two names: Amartya Sen, Col Needham and Ing Ren are names themselves.
ADDRESSED = compiled(rf"\b(?:the )?{ADDRESS}(?:\.\s*|\s+(?=(?-i:\p{{Lu}})\S*\s+(?-i:\p{{Lu}})))", regex.IGNORECASE)
# Jane van der Berg, John H. Smith Jr.: behind by, a name has parts in small letters.
LONG_NAME = compiled(r"\p{Lu}[\p{L}.'’-]*(?:\s+(?:(?:van|von|der|den|de|la|di|da|al|bin)\s+){0,2}\p{Lu}[\p{L}.'’-]*){1,4}")
# What stands before who wrote in other languages, where it may begin a headline, too: a name of two words must follow.
WRITTEN_BY = compiled(
    r"(?:von|par|por|di|door|text[eo]?\s*:|testo\s*:|автор\s*:|текст\s*:|haber\s*:|report(?:age)?\s*:|words\s*:|bài(?: và ảnh)?\s*:"
    r"|(?:propos )?recueillis?(?: par)|подготовил[аи]?|записал[аи]?|die fragen stellten?|aufgezeichnet von"
    r"|intervista di|written by\s*:?)\s+",
    regex.IGNORECASE,
)
# By Command, by Order: below a notice. By Staff, by The Associated Press: nobody by name.
NO_NAME = ("command", "order", "authority", "staff", "the associated press")
# Da Redação, From the Newsroom: the desk, and nobody by name.
OF_THE_DESK = compiled(
    r"(?:(?:from|by|de|da|del|dalla|von|van|od|par) )?(?:(?:the|la|de|der|our) )?"
    r"(?:reda(?:ção|cción|zione|ktion|ctie|ction|kcja|kció)|редакция|news(?:room| desk))",
    regex.IGNORECASE,
)
# In scripts without capitals: who wrote, by the word for it, and names of two to four words.
BY_WITHOUT_CAPITALS = compiled(r"(?:מאת|بقلم|كتب|تقرير)\s*[:：]?\s+")
NAME_WITHOUT_CAPITALS = compiled(
    r"[^\W\d_\p{Lu}\p{Ll}\p{Han}\p{Hangul}\p{Hiragana}\p{Katakana}][\p{Lo}\p{M}'’-]*(?:\s+[\p{Lo}\p{M}'’-]{2,}){1,3}"
)
CAPITALISED = compiled(r"\p{Lu}[\p{L}.'’-]*")
LATIN_ROLE = compiled(
    r"(?:(?:our|staff|special|senior)\s+)*(?:(?:writer|reporter|correspondent|contributor)s?|redakteur(?:in)?|reporterin|journaliste?"
    r"|correspondante?|corresponsal|periodista|redactora?|(?:(?:наш|соб)\.?\s+)*корр(?:еспондент|\.)?|журналист|обозреватель)",
    regex.IGNORECASE,
)
LATIN_ROLE_FIRST = compiled(rf"{LATIN_ROLE.pattern}\s*[:：]?\s+", regex.IGNORECASE)
LATIN_PLACE = compiled(r"\s+(?:in|from|at)\s+\p{Lu}.*$")
# E. and Y. are initials.
LATIN_SEPARATOR = compiled(r"\s*(?:[,;&/|]|\b(?i:and|und|et)\b)\s*|\s+[иye]\s+")


def latin_names(text: str, marked: bool) -> tuple[str, ...]:
    """The authors that a line names which has nothing but names in Latin or Cyrillic letters and roles; none of any other.

    Args:
        text: the line.
        marked: something else says that it is a byline: a line of capitalised words alone is a headline sooner than names.

    >>> latin_names("By Jane Doe", False), latin_names("Jane Doe, staff writer", False), latin_names("New Bridge", False)
    (('Jane Doe',), ('Jane Doe',), ())
    >>> latin_names("Fr. Michael Dolan", True), latin_names("מאת דוד כהן", False), latin_names("Da Redação", True)
    (('Michael Dolan',), ('דוד כהן',), ())
    """
    if without := _without_capitals(text, marked):
        return (without,)
    if OF_THE_DESK.fullmatch(text):
        return ()
    if marked:
        text = ADDRESSED.sub("", text)
    by, of = BY.match(text), WRITTEN_BY.match(text)
    if by:
        text = LATIN_PLACE.sub("", ADDRESSED.sub("", OF_HOUSE.sub("", text[by.end() :])))
    elif of:
        text = text[of.end() :]
    role = LATIN_ROLE_FIRST.match(text)
    words = [word for word in LATIN_SEPARATOR.split(text[role.end() :] if role else text) if word]
    names = tuple(word for word in words if not LATIN_ROLE.fullmatch(word))
    said = bool(by or of or role) or len(names) < len(words)
    single = [name for name in names if not (LONG_NAME if by else LATIN_NAME).fullmatch(name)]
    named = all(by and CAPITALISED.fullmatch(name) for name in single) and not any(name.casefold() in NO_NAME for name in names)
    return names if named and (said or marked) else ()


def _without_capitals(text: str, marked: bool) -> str:
    """The name in a line of a script that has no capitals; empty where there is none."""
    by = BY_WITHOUT_CAPITALS.match(text)
    name = text[by.end() :] if by else text
    return name if (by or marked) and NAME_WITHOUT_CAPITALS.fullmatch(name) else ""
