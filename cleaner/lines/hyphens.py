"""A word cut at a line end: whether its hyphen is the word's own, as in well-known, or came with the cut."""

from __future__ import annotations

from collections.abc import Container

from cleaner.regexes import compiled

# What stands at a line end, or seems to, where a word or a number goes on in the next line.
CUT_WORD = compiled(r"(?r)[\p{L}\d][-\N{SOFT HYPHEN}\N{HYPHEN}\N{NOT SIGN}]")
# A word, with its hyphen within a line; the letters before a hyphen at a line end, and those behind it.
WORD = compiled(r"\p{L}+(?:-\p{L}+)?")
HEAD, TAIL = compiled(r"(?r)\p{L}+"), compiled(r"\p{L}+")
# First parts behind which English sets a hyphen, and which no other word is cut behind; what is no word behind them, but an ending. Chosen.
FIRST = compiled(
    "well|ill|self|half|long|one|two|three|four|five|six|seven|eight|nine|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
ENDING = compiled(r"ish|less|teen\w*|ty|th|some|fold|er|est|ing|ed|ness|ly")
# What French sets a hyphen before: behind a verb, whose pronoun no cut of a word leaves; behind a number; and behind words of their own.
FRENCH = compiled(
    r".*[td] (?:ils?|elles?)|.*ez vous|.*ons nous|(?:dis|puis|ai|suis|dois|vois|sais) je|est ce"
    r"|(?:vingt|trente|quarante|cinquante|soixante|quatre|dix|cent) "
    r"(?:deux|trois|quatre|cinq|six|sept|huit|neuf|onze|douze|treize|quatorze|quinze|seize|dix|vingts?)"
    r"|(?:moi|toi|soi|lui|elles?|eux|nous|vous|là) mêmes?|(?:celui|celle|ceux|celles) (?:ci|là)"
    r"|peut être|est à|rendez vous|au (?:dessus|dessous|delà)"
)
# Rad- und Fußwege, pre- and post-war: the hyphen stands for what the next word has, too.
STANDS_FOR = compiled(r"(?:und|oder|bis|and|et|ou)\s")


def words_of(source: str) -> frozenset[str]:
    r"""The words of a page in small letters, those with a hyphen within a line as one.

    >>> sorted(words_of("A sub-section of the sub-\nsection"))
    ['a', 'of', 'section', 'sub', 'sub-section', 'the']
    """
    return frozenset(WORD.findall(source.lower()))


def is_of_word(source: str, before: int, start: int, words: Container[str]) -> bool:
    r"""Whether the hyphen at the end of a line is the word's own.

    It is before a capital, between numbers, and behind first parts of English words that have one. Of others it is where the page has
    the word with its hyphen within a line, and not where it has it without; where it has neither, the hyphen came with the cut.

    Args:
        source: the page.
        before: where the line ends, behind its hyphen.
        start: where the next line begins.
        words: those of the page.

    >>> text = "a sub-section and a sub-\nsection"
    >>> is_of_word(text, 24, 25, words_of(text)), is_of_word("in Septem-\nber", 10, 11, ()), is_of_word("of 1914-\n18", 8, 9, ())
    (True, False, True)
    """
    head, tail = HEAD.match(source, 0, before - 1), TAIL.match(source, start)
    if head is None or tail is None or not tail[0][0].islower():
        return True
    # mother-in-law, X-ray
    if source[head.start() - 1 : head.start()] == "-" or head[0] in tuple("XTUV"):
        return True
    first = head[0].lower()
    if (FIRST.fullmatch(head[0]) and not ENDING.fullmatch(tail[0])) or FRENCH.fullmatch(f"{first} {tail[0]}"):
        return True
    return f"{first}-{tail[0]}" in words and first + tail[0] not in words
