"""What a page reader leaves behind: Markdown, control characters, ligatures, white space."""

from __future__ import annotations

import regex

from cleaner.flat import Flat
from cleaner.page import Edit

MARKDOWN = regex.compile(
    r"""
      ^ (?: \#{1,6} (?:[^\S\n]+|$) | > [^\S\n]+ )                   # a heading, a quotation
    | !\[ [^\]\n]{0,400} \] \( [^)\n]{0,2000} \)          # an image: its text is the reader's, not the page's
    | \*\*(?=\S) | (?<=\S)\*\*                            # bold
    | <br\s*/?>
    | ^ (?: -{3,} | \*{3,} | _{3,} ) $                    # a rule
    """,
    regex.VERBOSE | regex.MULTILINE,
)
# Not tab and line ends (layout), and not the joiners U+200C and U+200D, which Persian and the Indic scripts write with,
# but where no such script is beside them.
CONTROL = regex.compile(
    r"""
      [\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufff9-\ufffb\ufffe\uffff]
    | [\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff]
    | (?<=[\p{Han}\p{P}\p{Latin}\s]) [\u200c\u200d] | [\u200c\u200d] (?=[\p{Han}\p{P}\p{Latin}\s])
    """,
    regex.VERBOSE,
)
LIGATURE = regex.compile(r"[\ufb00-\ufb06]")
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
WHITE = regex.compile(r"[^\S\n]{2,}|[^\S\n ]")


def markdown(flat: Flat) -> list[Edit]:
    """Take away Markdown's marks; what they mark stays. Names a * or # within text, as in C#, are not touched.

    >>> from cleaner.fixes import on
    >>> on(markdown, "# 标题")
    '标题'
    """
    return [e for m in MARKDOWN.finditer(flat.text) for e in flat.edits(m.start(), m.end(), "", "markdown")]


def control_characters(flat: Flat) -> list[Edit]:
    """Take away control characters, lone surrogates and characters without width.

    >>> from cleaner.fixes import on
    >>> on(control_characters, "新\\u200b闻\\x00")
    '新闻'
    """
    return [e for m in CONTROL.finditer(flat.text) for e in flat.edits(m.start(), m.end(), "", "control-character")]


def ligatures(flat: Flat) -> list[Edit]:
    """Write the Latin ligatures as letters. No other compatibility character: NFKC would turn …… into six dots.

    >>> from cleaner.fixes import on
    >>> on(ligatures, "eﬃcient ……")
    'efficient ……'
    """
    return [e for m in LIGATURE.finditer(flat.text) for e in flat.edits(m.start(), m.end(), LIGATURES[m[0]], "ligature")]


def white_space(flat: Flat) -> list[Edit]:
    """Write a run of white space within a paragraph as one space.

    A single space stays, also between Chinese characters: it parts the halves of a headline and the names of a byline.

    >>> from cleaner.fixes import on
    >>> on(white_space, "周静\\u3000 俞雯雯")
    '周静 俞雯雯'
    """
    return [e for m in WHITE.finditer(flat.text) for e in flat.edits(m.start(), m.end(), " ", "white-space")]
