"""Characters that no reader sees, ligatures and white space, as one writes them."""

from __future__ import annotations

import regex

from cleaner.fixes.width import DIGIT, IDEOGRAPH
from cleaner.flat import Flat
from cleaner.page import Edit
from cleaner.regexes import compiled

# Not tab and line ends (layout), and not the joiners U+200C and U+200D, which Persian and the Indic scripts write with,
# but where no such script is beside them.
CONTROL = compiled(
    r"""
      [\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufff9-\ufffb\ufffe\uffff]
    | [\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff]
    | (?<=[\p{Han}\p{P}\p{Latin}\s]) [\u200c\u200d] | [\u200c\u200d] (?=[\p{Han}\p{P}\p{Latin}\s])
    """,
    regex.VERBOSE,
)
LIGATURE = compiled(r"[\ufb00-\ufb06]")
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
# A run, one that is no plain space, and one at the beginning or the end of a block, where a mark stood that is gone.
WHITE = compiled(r"[^\S\n]{2,}|[^\S\n ]|(?<![^\n]) | (?![^\n])")
EDGES = ("", "\n")
# One character of a script without spaces, or a digit or mark, a space, and another.
NO_WORDS = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{P}\p{Nd}]"
SPACED = compiled(rf"[ \u3000](?<={NO_WORDS}.)(?={NO_WORDS})")
# A line of single digits.
ROW = compiled(r"^\d(?:[ \u3000]\d)+$", regex.MULTILINE)
# Share of a page's characters that are spaces if it was read character by character: a half, less what has several. English has a sixth.
# Chosen.
SPACED_OUT = 0.35


def spaced_out(flat: Flat) -> list[Edit]:
    """Take away the space behind every character of a page that was read character by character; what is apart by more stays so.

    >>> from cleaner.fixes import on
    >>> on(spaced_out, "新 桥 今 天 通 车 ， 市 长 说 ， 等 了 3 0 年 。"), on(spaced_out, "周宁 叶婷婷")
    ('新桥今天通车，市长说，等了30年。', '周宁 叶婷婷')
    """
    if flat.text.count(" ") + flat.text.count("\u3000") < SPACED_OUT * len(flat.text):
        return []
    numbers = _rows_of_numbers(flat.text)
    return [e for m in SPACED.finditer(flat.text) if m.start() not in numbers for e in flat.edits(m.start(), m.end(), "", "white-space")]


def _rows_of_numbers(text: str) -> set[int]:
    """The places within lines of single digits, of a page with more digits than ideographs and kana: rows of a table, not one number."""
    if len(DIGIT.findall(text)) <= len(IDEOGRAPH.findall(text)):
        return set()
    return {k for row in ROW.finditer(text) for k in range(*row.span())}


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
    """Write a run of white space within a paragraph as one space, and none at its ends.

    A single space stays, also between Chinese characters: it parts the halves of a headline and the names of a byline.

    >>> from cleaner.fixes import on
    >>> on(white_space, "周宁\\u3000 叶婷婷")
    '周宁 叶婷婷'
    """
    edits, text = [], flat.text
    for found in WHITE.finditer(text):
        start, end = found.span()
        inside = text[start - 1 : start] not in EDGES and text[end : end + 1] not in EDGES
        edits += flat.edits(start, end, " " if inside else "", "white-space")
    return edits
