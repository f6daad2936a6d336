"""The head of a page in another language: the paper's name, its date, its number and its price, and what stands between them."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from cleaner.looks.looks import Line
from cleaner.page import FURNITURE, Kind
from cleaner.regexes import compiled

# Lines of a page's head that are looked at for a date, and characters of such a line, at most: with all that stands beside it. Chosen.
HEAD, LONGEST = 5, 120
# Characters of a paper's name in small letters, at most. Chosen.
NAME = 30
# What stands between the parts of such a line.
BETWEEN = compiled(r"(?<=\bN[ro]\. ?\d{1,5})[.,]\s+|\s*[|｜●•·■★]\s*|\s+[—–-]\s+|\.\s+[—–]\s+|,?\s{3,}")
# So many parts say by themselves that a line is of a page's head: WEEK 6 | NEWS | 3. Chosen.
PARTS = 3
MONTH = r"[\p{L}\p{M}]{2,12}"
YEAR = r"(?:1[6-9]|20|[^\P{Nd}0-9]{2})\p{Nd}\p{Nd}"
# Dimanche 14 juin 1931; SATURDAY, MAY 6, 1905; 12 Kasım 1998 Perşembe; 17.7.2009: in any language.
DATE = compiled(
    rf"(?:[\p{{L}}\p{{M}}-]+[.,-]*\s+){{0,5}}(?:\d{{1,2}}(?:st|nd|rd|th)?[.ºª]?,?\s+(?:de\s+|d['’])?{MONTH}\.?,?\s+(?:de\s+)?"
    rf"|{MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+){YEAR}(?:\s*[.,;|—–-].{{0,30}}|\s+\p{{L}}{{1,12}}\.?)?"
    r"|.{0,40}\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d"
)
# Issue 5 | February 2015; № 88 (3417); Año XXVIII; Trente-deuxième année; 제8742호: of which number.
NUMBER = compiled(
    r"(?:the\s)?(?:issue|no|nr|n\.?[º°]|nº|№|vol(?:ume)?|num|numer[oy]?|número|jahrgang|année|anno|ano|año|årgång|год|выпуск|sayı|rok|week|גיליון)"
    r"[.º°]*\s*[\dIVXLC][\dIVXLC.,/-]*(?:\s?\([\d-]+\))?(?:,?\s(?:no|nr|n[º°])\.?\s?\d+)?"
    r"|[\p{L}-]+ année|\d+[.ªº]?(?:e|ème)? (?:année|jahrgang|årgången)|제\d+호|第\d+号",
    flags=regex.IGNORECASE,
)
COIN = r"(?:cents?|centimes?|cent[aá]vos|céntimos|pence|pfg|pfennig|öre|kop|коп|kuruş|lire|grosz[ye]|francs?|euros?|rupees?|tl|zł|ft|kr)"
SUM = r"(?:\p{Sc}\s?|\p{Lu}\p{Ll}{0,2}[.$]\s?)?\d[\d.,]*\s?(?:\p{Sc}|\p{L}{1,2}\b)?"
# PRICE TWO CENTS; Cinq centimes; Una copia L. 20; Cz$ 60,00: what a copy costs. It begins with that, or is how much.
PRICE = compiled(
    r"(?:(?:price|prix|precio|preço|prezzo|preis|einzelpreis|pris|prijs|cena|цена|fiyatı?|giá|una copia|le numéro|single copy|free)"
    rf"(?: per copy)?\b[\s:.—–-]*(?:\p{{L}}+\.?\s)?(?:{COIN}|{SUM})|(?:\p{{L}}+|\d+)\s{COIN}"
    r"|\p{Lu}\p{Ll}{0,2}[.$]\s?\d[\d.,]*|\p{Sc}\s?\d[\d.,]*)"
    r"(?:\W.{0,24})?",
    flags=regex.IGNORECASE,
)
# Sayfa 3, Str. 4, 2 стр., PROVINCIA | 21 has it as a part.
PAGE = compiled(
    r"(?:page|seite|sayfa|str|стр|p[aá]gina|p[aá]g|trang|sida|side|strona|صفحة|עמוד|पृष्ठ)\.?\s\d{1,3}|\d{1,3}\s(?:стр|str|sayfa)\.?|\p{Lu}?\d{1,3}",
    flags=regex.IGNORECASE,
)

# The custom by which these lines are page furniture (data/customs.txt).
OF_HEAD = "head-of-page-abroad"
# Newsdesk: 01632 960 144; www.gazette.example; DAK EDITION; Rédaction et administration : 14, place …; TOMORROW'S WEATHER: what else a
# paper says there.
ABOUT_PAPER = compiled(
    r".*(?:www\.|\b(?:t[eé]l|phone|fax)\b\.?\s?:|newsdesk|franqueo|porte pago|dak edition).*"
    r"|(?:rédaction|redaktion|redacción|redazione|redação|redactie)\b.*"
    r"|.{0,24}\b(?:edition|édition|edición|edição|edizione|ausgabe|weather|météo)(?:\s?:.*)?|wyd\. .{1,12}",
    flags=regex.IGNORECASE,
)


def masthead(lines: Sequence[Line], found: list[Kind]) -> dict[int, Kind]:
    """The lines on top of a page down to its date, number or price, if there is one.

    Args:
        lines: the lines.
        found: the kind of each by itself.

    >>> texts = ("LE COURRIER", "Dimanche 14 juin 1931 — N° 47", "Le pont", "Le pont est ouvert.")
    >>> masthead([Line(text, "", 0, 0) for text in texts], ["title", "title", "title", "body"])
    {0: 'page-furniture', 1: 'page-furniture'}
    """
    says = [line.text.strip().rstrip(". ") for line in lines[:HEAD]]
    dates = [k for k, text in enumerate(says) if _is_of_head(text)]
    pages = [k for k, text in enumerate(says) if PAGE.fullmatch(text)]
    last = max([*dates, *pages], default=-1)
    # The only headline above a text is the text's, whatever stands between; the quill, in small letters, is a name all the same.
    text = any(kind == "body" and k not in dates + pages and (k or len(says[k]) > NAME) for k, kind in enumerate(found[: last + 1]))
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
    if ABOUT_PAPER.fullmatch(text):
        return True
    dated = any(one.fullmatch(part) for part in [text, *parts] for one in (DATE, NUMBER, PRICE))
    return dated or len(parts) >= PARTS or (len(parts) > 1 and any(PAGE.fullmatch(part) for part in parts))
