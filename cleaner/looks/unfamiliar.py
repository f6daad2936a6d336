"""Pages in another language than the one that all is fitted to: what a line is, by marks and capitals alone.

What is weighed otherwise rests on the package's model, and on trees and topics fitted beside it, and says nothing there. The rules are
those that a reader has who knows the script and not the language: a short line that is not closed is a headline. What goes on from it
is told by `cleaner.linking.order_alone`. Another model (`split --model`) changes nothing of that: of an English page of four headlines
all were found by the rules, and two by trees that are fitted to Chinese, with a model of English.
"""

from __future__ import annotations

import functools
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import islice, pairwise

import numpy as np
import regex

from cleaner.language import ngram
from cleaner.language.marks import PICTURE, closed
from cleaner.looks.by_place import by_place
from cleaner.looks.looks import Line
from cleaner.page import FURNITURE, KEPT, Kept, Kind, Page, text_of
from cleaner.regexes import compiled

# Mean log-probability of a character by the package's model, in nats, from which a page is in its language: the first page has -6.9,
# English -10.4, a list of Chinese names -9.3. Judged by so many letters that the page begins with. Chosen: a column or two.
FAMILIAR = -8.5
SAMPLE = 2000
# The model's likeliest letters, by which its script is told. Chosen.
LIKELIEST = 50
# Longest headline, in characters of a script with capitals and of one without. Chosen: papers print none longer.
LONGEST, LONGEST_WITHOUT = 110, 40
# Spaces of a line whose script writes words apart, though it has no capitals. Chosen.
APART = 3
# Below the last line stands none.
NO_LINE = Line("", "", 0, 0)
# Lines of who signs a text, at most: a name, what he is, and where he lives. Chosen.
SIGNERS = 3
# 3 die in Johor crash: a headline, where no list stands.
WITH_NUMBER = compiled(r"\d{1,4} \p{L}(?:.(?!\.$)){10,}")
# Tribune-Record Sports Editor, below a byline.
OF_AUTHOR = compiled(r"(?:\p{Lu}[\p{L}'’-]* ){1,4}(?:Editor|Writer|Bureau|Staff|Reporter|Correspondent|Press)", regex.IGNORECASE)


def is_familiar(page: Page) -> bool:
    """Whether a page is in the language of the package's model, whatever model is worked with.

    >>> from cleaner.page import Block
    >>> texts = ("新桥今天通车", "The new bridge was opened today.")
    >>> [is_familiar(Page("p", text, blocks=(Block(0, len(text), "body"),))) for text in texts]
    [True, False]
    """
    # As it reads: a picture that is written in letters is no text. What may be furniture was not told from text when it was first asked.
    shown = (text_of(page, block) for block in page.blocks if block.kind in (*KEPT, FURNITURE))
    beginning, size = [], 0
    for text in shown:
        beginning.append(text[: 2 * SAMPLE])
        size += len(text)
        if size > 2 * SAMPLE:
            break
    return _is_familiar("".join(beginning)[: 2 * SAMPLE])


@functools.lru_cache(maxsize=64)
def _is_familiar(beginning: str) -> bool:
    """Whether what a page begins with is in the language of the package's model. Kept, for passes and the confidence ask."""
    letters = "".join(islice(filter(str.isalpha, beginning), SAMPLE))
    if _familiarity(letters) > FAMILIAR:
        return True
    own = Counter(map(_script, _likeliest(LIKELIEST))).most_common(1)
    return 2 * sum(_script(letter) == own[0][0] for letter in letters) >= len(letters)


def _familiarity(text: str) -> float:
    """Mean log-probability of a text's characters by themselves, in nats, by the package's model."""
    model = ngram.shipped_model()
    found = ngram.symbols(model, text)
    return float(ngram.nats(model.chance[0][found]).astype(np.float64).mean()) if len(found) else 0.0


def _likeliest(count: int) -> list[str]:
    """The letters that are likeliest by themselves by the package's model."""
    model = ngram.shipped_model()
    points = np.flatnonzero(model.letters != ngram.UNKNOWN)
    order = np.argsort(model.chance[0][model.letters[points]], kind="stable")
    return [letter for point in points[order].tolist() if (letter := chr(point)).isalpha()][:count]


def _script(letter: str) -> str:
    """The script of a letter, as its name in Unicode begins: CJK, LATIN, HIRAGANA.

    >>> _script("桥"), _script("b")
    ('CJK', 'LATIN')
    """
    return unicodedata.name(letter, "").partition(" ")[0]


def kinds(lines: Sequence[Line]) -> list[Kind]:
    """What each of some lines is: a headline, text, a byline, a caption, or page furniture.

    >>> kinds([Line(text, "", 0, 0) for text in ("New bridge opened today", "It was built in a year.", "and by the people")])
    ['title', 'body', 'body']
    >>> kinds([Line("THE LATE STORM.", "", 0, 0), Line("Three ships were lost.", "", 0, 0), Line("J. SMITH.", "", 0, 0)])
    ['title', 'body', 'body']
    >>> kinds([Line("By Jane Doe", "byline", 0, 0), Line("Tribune Sports Editor", "", 0, 0)])
    ['byline', 'page-furniture']
    >>> kinds([Line(text, "", 0, 0) for text in ("Le pont est ouvert.", "Jean DUPONT", "Incendie en ville", "Deux blessés.")])
    ['body', 'body', 'title', 'body']
    """
    found = [line.known or _kind(line) for line in lines]
    for k, (line, below) in enumerate(pairwise([*lines, NO_LINE])):
        if line.known or line.heading:
            continue
        text = line.text.strip()
        above_text = len(below.text) > len(text) and found[k + 1] == "body"
        if found[k] == "body" and above_text and (_in_capitals(text) or (k and found[k - 1] == "body" and WITH_NUMBER.fullmatch(text))):
            found[k] = "title"
        elif k and found[k - 1] == "byline" and OF_AUTHOR.fullmatch(text):
            found[k] = FURNITURE
    return _of_text_above(lines, by_place(lines, found))


def _in_capitals(text: str) -> bool:
    """Whether a line is in capitals, with a full stop at its end, as headlines were set once."""
    return text.isupper() and text.endswith(".") and len(text) <= LONGEST and " " in text


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
    whole = closed(text) or text.endswith((",", ";", "，", "；", "、"))
    return "title" if line.heading or (short and not whole and first and (first.isupper() or not cased)) else "body"
