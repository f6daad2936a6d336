"""What ends a line of a page: the line ends of every system, and all others that Unicode knows, a form feed among them.

Where lines are counted for people they are an editor's, which knows fewer: see `cleaner.check.finding`.
"""

from __future__ import annotations

from cleaner.regexes import compiled

# For a set of a pattern.
ENDS = r"\n-\r\x1c-\x1e\x85\u2028\u2029"
END = compiled(rf"\r\n|[{ENDS}]")
LINE = compiled(rf"[^{ENDS}]+")
# At the beginning of a page that was written as UTF-8 or UTF-16: decoding keeps it, for the account has all characters.
MARK_OF_ORDER = "\ufeff"
# White space and characters that do not show, at either end of a line.
UNSEEN_AT_EDGE = "".join(
    map(chr, (*range(0x21), *range(0x7F, 0xA1), 0x1680, *range(0x2000, 0x2010), 0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF))
)


def ends_between(source: str, start: int, end: int) -> int:
    r"""How many line ends stand in a stretch of a text, in characters.

    >>> ends_between("新桥\n\r\n通车", 2, 5)
    2
    """
    return len(END.findall(source, start, end))
