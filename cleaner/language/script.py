"""Scripts: those that write words side by side, and those with spaces; simplified and traditional characters, one for one."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from cleaner import data
from cleaner.regexes import compiled

# Scripts that write words side by side, for a set of a pattern.
SIDE_BY_SIDE = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}"
UNSPACED = compiled(f"[{SIDE_BY_SIDE}]")
# Behind a bracket or a quotation mark that opens, a dash and the like no space stands; what closes, and a stop, are of the word before. A
# straight quotation mark opens behind a space and before a word, and ’ is of the next word but in the boys’ school and ‘a word’.
GLUED_AFTER = compiled(r"""(?r)(?:[\p{Ps}\p{Pi}\p{Pd}/¿¡#@\s]|(?<!\p{L}{2}s)['’]|(?<!\S)")""")
GLUED_BEFORE = compiled(r"""[\p{Pe}\p{Pf}\p{Pd}\s]|(?![¿¡&#@"'])\p{Po}|["'](?!\w)""")
QUOTED = compiled(r"(?r)‘(?:[^‘’]|\b’\b){1,200}’")
LETTER, LAST_LETTER = compiled(r"\p{L}"), compiled(r"(?r)\p{L}")
# Characters in which a letter is looked for that tells the script. Chosen.
NEAR = 40
# Longest text that may be asked about more than once, in characters. Chosen: of a page's paragraphs one in ninety has more.
LINE = 300


def joined(pieces: Iterable[str]) -> str:
    """A paragraph put together from its pieces: a space where words meet that are written with spaces, else nothing.

    >>> joined(["the cat", "sat on"]), joined(["两岸居民", "从此"])
    ('the cat sat on', '两岸居民从此')
    """
    text = ""
    for piece in pieces:
        text += (" " if text and needs_space(text, piece) else "") + piece
    return text


def needs_space(before: str, after: str) -> bool:
    """Whether two pieces of a sentence are parted by a space, from the scripts and the characters that meet.

    >>> needs_space("that he called", "“an insult”"), needs_space("some 18%", "of it"), needs_space("l’", "air"), needs_space("新桥", "IP")
    (True, True, False, False)
    >>> needs_space("the boys’", "school"), needs_space("a ‘good’", "word"), needs_space("Smith", "& Sons")
    (True, True, True)
    >>> needs_space("built in", "2003."), needs_space("新桥建于", "2003")
    (True, False)
    """
    if GLUED_BEFORE.match(after) or (GLUED_AFTER.match(before) and not QUOTED.match(before)):
        return False
    letters = (LAST_LETTER.search(before, max(0, len(before) - NEAR)), LETTER.search(after, 0, NEAR))
    known = [letter[0] for letter in letters if letter is not None]
    return bool(known) and not any(map(UNSPACED.match, known))


@functools.cache
def table() -> dict[str, str]:
    """Traditional to simplified, character by character, from the data file that says where it is from.

    >>> table()["橋"], "乾" in table()
    ('桥', False)
    """
    return dict(line.split("\t") for line in data.rows("traditional.txt"))


@functools.cache
def _points() -> dict[int, str]:
    return {ord(a): b for a, b in table().items()}


def simplified(text: str) -> str:
    """The text in simplified characters, each where it stood: so one grammar reads both.

    >>> simplified("本報記者 陳大文")
    '本报记者 陈大文'
    """
    return _line(text) if len(text) <= LINE else _text(text)


def _text(text: str) -> str:
    # Most text has none.
    return text if table().keys().isdisjoint(text) else text.translate(_points())


# Patterns ask about the same lines and words again and again.
_line = functools.lru_cache(maxsize=1024)(_text)
