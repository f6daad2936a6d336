"""Who wrote, on a page in another language: below a headline, at the end of a text, below a letter."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.language.marks import closed
from cleaner.looks.looks import Line
from cleaner.page import Kind
from cleaner.people.latin_bylines import ADDRESS, NAME_WITHOUT_CAPITALS, OF_THE_DESK
from cleaner.regexes import compiled
from cleaner.unfamiliar.columns import is_of_letters
from cleaner.unfamiliar.said import says

# Anna Kowalska, Fr. Michael Dolan: a name of two or three words, below a headline with two words in small letters at least. Chosen.
PERSON = compiled(
    r"(?:\p{Lu}\p{Ll}{1,3}\.\s+)?\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?(?:\s+\p{Lu}\.)?\s+(?:(?:van|von|de|di|da)\s+)?\p{Lu}\p{Ll}[\p{L}'’-]*"
)
LEAST_SMALL = 2
# Soazig MERRIEN, Jean DUPONT.; MAJA SELIN; L. M. CASTAÑO: where the headline is in small letters, too.
SURNAME_IN_CAPITALS = compiled(r"\p{Lu}\p{Ll}+(?:[- ]\p{Lu}\p{Ll}+)?\s+\p{Lu}{2,}(?:[- ]\p{Lu}{2,})?\.?")
IN_CAPITALS = compiled(r"(?:\p{Lu}\.\s?)*\p{Lu}[\p{Lu}'’-]+(?:\s+(?:\p{Lu}\.\s?)?\p{Lu}[\p{Lu}'’-]+){0,3}")
# राजेश शर्मा: where letters are neither capital nor small, below a headline of four words at least. Chosen.
LEAST_WORDS = 4
# M. T. (avec AFP), —P. J. O'D., g. p., ag: initials.
INITIALS = compiled(
    r"[—–-]?\s?(?:\p{Lu}\.\s?)+(?:\p{Lu}[\p{L}'’-]*\.?)?(?:,\s*(?:\p{Lu}[\p{L}.'’-]*\s?){1,4}|\s*[(（][^()]{1,30}[)）])?|(?:\p{Ll}\.\s?){1,3}|\p{Ll}{2,3}"
)
# Martin Ellis, Sandbank; Dolores Pruitt; - रेखा श्रीवास्तव, गांधी नगर: who signs a letter.
WORD = r"\p{Lu}[\p{L}.'’-]*"
NAMES = compiled(
    rf"[—–-]?\s?{WORD}(?:\s+(?:{WORD}|van|von|der|den|de|la|di|da|al|bin)){{1,4}}(?:\s*\([^()]{{1,24}}\))?(?:,\s*(?:{WORD}\s?){{1,4}}){{0,2}}"
)
# Gerlinde Poth, Oberwiesental; Encarnación Sotillo. Talamonte; Trần Thị Lụa (phường 3): with a place below any text.
WITH_PLACE = compiled(rf"[—–-]?\s?{WORD}(?:\s+{WORD}){{1,3}}(?:[,.]\s*{WORD}(?:[ -]{WORD}){{0,2}}|\s*\([^()]{{2,24}}\))")
# Dr. Karen Whitfield, Rev. J. Moore: with an address there is no doubt that it is a name.
ADDRESSED = compiled(
    rf"(?:the )?{ADDRESS}\b\.?"
    r"(?:[ .-]\p{Lu}\p{L}{1,4}\.)?(?:\s+\p{Lu}[\p{L}.'’-]*){2,3}(?:,.{2,40})?"
)
# Prefeito Municipal: what he is.
POST = compiled(r"\p{Lu}\p{Ll}+(?: \p{L}\p{Ll}*){0,5}")
# 이정숙(춘천시 효자동): below a letter.
HANGUL_NAME = compiled(r"\p{Hangul}{2,4}\s?(?:[(（][^()（）]{2,24}[)）])?")
# "GRATEFUL", ”Tant med röd basker”: nobody by name.
QUOTED = compiled(r"[\"“”„»«'‘’].{2,40}[\"“”«»'’]")
# Lines of a letter above who signs it, at most, among which it begins. Chosen.
NEAR = 8
# Characters of a line of who signs, at most; and of words that headlines in English begin with capitals, at least. Chosen.
LONGEST, LONG_WORD = 50, 5


def signatures(lines: Sequence[Line], found: list[Kind]) -> dict[int, Kind]:
    """The lines between the end of a text and a headline, or the page's end, which say who signs it.

    It is an agency, initials, a name with an address or a place, or below a letter any name: they are of the text, as printed. A name
    with capitals, as reporters sign, is a byline.

    Args:
        lines: the lines.
        found: the kind of each by itself.

    >>> texts = ("Le pont est ouvert.", "(Reuter.)", "Le vol", "Un vol a eu lieu.", "Jean DUPONT")
    >>> signatures([Line(text, "", 0, 0) for text in texts], ["body", "title", "title", "body", "title"])
    {1: 'body', 4: 'byline'}
    """
    signed: dict[int, Kind] = {}
    title_case = _in_title_case(lines)
    for k in range(1, len(lines)):
        text = lines[k].text.strip()
        over = lines[k - 1].text.strip()
        ends = closed(over) or (k - 1 in signed and over.endswith(",")) or says(over, "farewell")
        above = signed.get(k - 1, found[k - 1])
        agency = says(text, "agency") or (found[k] == "body" and INITIALS.fullmatch(text))
        if found[k] in ("credit", "body") and agency and above == "body" and ends:
            signed[k] = "body"
        if found[k] != "title" or above not in ("body", "byline") or not ends or len(text) > LONGEST:
            continue
        if found[k + 1 : k + 2] in ([], ["title"]) and (kind := _signs(lines, k, text, title_case)):
            signed[k] = kind
    return signed


def dated_signatures(lines: Sequence[Line], found: list[Kind]) -> dict[int, Kind]:
    """The lines below a text that say when it was signed, by whom, and what he is: they are of the text, as of every official document.

    Args:
        lines: the lines.
        found: the kind of each by itself.

    >>> texts = ("O decreto entra em vigor hoje.", "Serra Clara, 4 de março de 2019", "JOÃO REIS", "Prefeito Municipal", "DECRETO Nº 9")
    >>> dated_signatures([Line(text, "", 0, 0) for text in texts], ["body", "title", "title", "title", "title"])
    {1: 'body', 2: 'body', 3: 'body'}
    """
    out: dict[int, Kind] = {}
    for k in range(1, len(lines)):
        if found[k - 1] != "body" or not closed(lines[k - 1].text.strip()) or not says(lines[k].text.strip(), "date"):
            continue
        below = [line.text.strip() for line in lines[k + 1 : k + 3]]
        signs = bool(below) and (IN_CAPITALS.fullmatch(below[0]) or NAMES.fullmatch(below[0])) is not None
        post = signs and len(below) > 1 and POST.fullmatch(below[1]) is not None
        out.update((at, "body") for at in range(k, k + 1 + signs + post) if found[at] == "title" and not lines[at].heading)
    return out


def _signs(lines: Sequence[Line], at: int, text: str, title_case: bool) -> Kind | None:
    """What a line between a text and a headline is if it says who signs the text: a line of that, or a byline; None if it does not."""
    near = [line.text.strip() for line in lines[max(0, at - NEAR) : at]]
    letter = any(says(line, "salutation", "farewell") or is_of_letters(line) for line in near)
    last = at + 1 == len(lines)
    if says(text, "agency", "farewell") or INITIALS.fullmatch(text) or ADDRESSED.fullmatch(text):
        return "body"
    without_capitals = NAME_WITHOUT_CAPITALS.fullmatch(text.lstrip("—–- ").partition(",")[0])
    below_name = says(near[-1], "farewell") or near[-1].endswith(",")
    named = NAMES.fullmatch(text) or HANGUL_NAME.fullmatch(text) or without_capitals
    if letter and (named or (QUOTED.fullmatch(text) and not last) or below_name):
        return "body"
    if WITH_PLACE.fullmatch(text) and not title_case:
        return "body"
    if SURNAME_IN_CAPITALS.fullmatch(text):
        return "byline"
    return None


def bylines(lines: Sequence[Line], found: list[Kind]) -> dict[int, Kind]:
    """The line right below a headline and above its text which says who wrote: the paper's own correspondent or desk, or a name.

    Args:
        lines: the lines.
        found: the kind of each by itself.

    >>> texts = ("Nowa szkoła w Zagórzu", "Anna Kowalska", "Szkoła jest otwarta.")
    >>> bylines([Line(text, "", 0, 0) for text in texts], ["title", "title", "body"])
    {1: 'byline'}
    """
    # Of which desk somebody is may stand between.
    below = [
        found[k + 2 : k + 3] == ["body"] if says(lines[k + 1].text.strip(), "of-author") else found[k + 1] == "body"
        for k in range(len(lines) - 1)
    ]
    between = [k for k in range(1, len(lines) - 1) if found[k - 1] == found[k] == "title" and below[k]]
    return {k: "byline" for k in between if _says_who(lines[k].text.strip(), lines[k - 1].text)}


def _says_who(text: str, headline: str) -> bool:
    """Whether a line right below a line of a headline says who wrote."""
    words = headline.split()
    small = sum(word.islower() for word in words)
    if small >= LEAST_SMALL and PERSON.fullmatch(text):
        return True
    if small and (SURNAME_IN_CAPITALS.fullmatch(text) or IN_CAPITALS.fullmatch(text)):  # an agency, too
        return True
    name = text.partition(",")[0]
    if len(words) >= LEAST_WORDS and len(text.split()) < len(words) and NAME_WITHOUT_CAPITALS.fullmatch(name):
        return True
    return says(text, "our-own") or any(one.fullmatch(text) for one in (OF_THE_DESK, ADDRESSED))


def _in_title_case(lines: Sequence[Line]) -> bool:
    """Whether a page's short lines begin their words with capitals, as headlines in English do."""
    words = [
        word
        for line in lines
        if not closed(line.text) and len(line.text) <= LONGEST
        for word in line.text.split()
        if len(word) >= LONG_WORD
    ]
    return 2 * sum(word[0].isupper() for word in words) > len(words)
