"""A word cut at a line end: whether its hyphen is the word's own, as in well-known, or came with the cut."""

from __future__ import annotations

import regex

from cleaner.regexes import compiled

HYPHENS = "-\N{SOFT HYPHEN}\N{HYPHEN}\N{NOT SIGN}"
# The letters before a hyphen at a line end, and those behind it.
HEAD, TAIL = compiled(r"(?r)\p{L}+"), compiled(r"\p{L}+")
# First parts behind which English sets a hyphen, and which no other word is cut behind; what is no word behind them, but an ending. Chosen.
FIRST = compiled(
    "well|ill|self|half|long|one|two|three|four|five|six|seven|eight|nine|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
ENDING = compiled(r"ish|less|teen\w*|ty|th|some|fold|er|est|ing|ed|ness|ly")


def is_of_word(source: str, before: int, start: int) -> bool:
    r"""Whether the hyphen at the end of a line is the word's own.

    It is before a capital, between numbers, and behind first parts of English words that have one. Of others it is where the page has
    the word with its hyphen within a line, and not where it has it without; where it has neither, the hyphen came with the cut.

    Args:
        source: The page.
        before: Where the line ends, behind its hyphen.
        start: Where the next line begins.

    >>> is_of_word("a well-\nknown man", 7, 8), is_of_word("in Septem-\nber", 10, 11), is_of_word("of 1914-\n18", 8, 9)
    (True, False, True)
    >>> is_of_word("a sub-section and a sub-\nsection", 24, 25)
    True
    """
    head, tail = HEAD.match(source, 0, before - 1), TAIL.match(source, start)
    if head is None or tail is None or not tail[0][0].islower():
        return True
    if FIRST.fullmatch(head[0]) and not ENDING.fullmatch(tail[0]):
        return True
    return _has(source, f"{head[0]}[{HYPHENS}]{tail[0]}") and not _has(source, head[0] + tail[0])


def _has(source: str, word: str) -> bool:
    return regex.search(rf"(?<!\p{{L}}){word}(?!\p{{L}})", source, regex.IGNORECASE) is not None
