"""Articles that a vision model wrote as JSON: keys, brackets and quotation marks, a value on each line or all in one."""

from __future__ import annotations

import regex

from cleaner.lines.ends import MARK_OF_ORDER
from cleaner.regexes import compiled

# The key of a value, of which such a page has several among its first characters. Chosen.
KEY = r'"[\w -]{1,30}"[ \t]{0,8}:[ \t]{0,8}'
KEYS, FEWEST, FIRST = compiled(KEY), 2, 2000
OPENING = compiled(rf"[\s{MARK_OF_ORDER}]*(?:```\w*\s*)?[\[{{]")
# Of a page with one key alone also the end is asked for.
CLOSING = compiled(r"(?r)\"\s*[\]}]+\s*(?:```\s*)?")
# What says where a text stands on the scan, and what it is, and is no text: the key and its value.
PLACED = (
    r'(?:"(?:\w{1,10}_)?(?:bbox|box|bounding_?box|polygon|points|id|index|order|page|score|confidence|position|coordinates|width|height|level)'
    r'(?:_\w{1,8})?"[ \t]*:[ \t]*'
    r"(?:\[[\d., \t\[\]-]{0,200}\]|-?\d[\d.]*|null)"
    r'|"(?:img|image|table)_(?:path|url)"[ \t]*:[ \t]*"[^"\n]{0,200}"'
    r'|"(?:(?:layout|block)_)?(?:category|type|label|class)"[ \t]*:[ \t]*'
    r'(?:"(?:[A-Za-z][A-Za-z0-9 _-]{0,20}|\p{Han}{0,3}(?:正文|标题|段落|文本|图片|图注|表格|页眉|页脚|作者)\p{Han}{0,2})"|null))[ \t]*,?'
)
# A character that was written as its number; two of these are one beyond the first 65,536.
NUMBERED = compiled(r"(?<!\\)\\u(?:[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|[0-9a-fA-F]{4})")
# Between two values of one line: behind a comma, or a bracket that opens.
BETWEEN = compiled(r'(?:(?<!\\)"|[\]}])[\]} ]{0,8},(?=[ ]?["\[{])|[\[{](?=[ ]?["\[{])')
# What stands before a value on its line and behind it, and a backslash before a mark.
MARKS = compiled(
    rf"""
      ^ [ \t\[{{]* (?:{PLACED}[ \t]*)+ [\]}}]* ,? [ \t]*
    | ^ [ \t]* -?[\d.]+ ,? [ \t]* $
    | ^ (?=[ \t\[{{"]) [ \t]* [\[{{]* [ \t]* (?:{KEY})? [\[{{]* [ \t]* "? (?:(?<=")\#{{1,6}}[ ]+)?
    | (?: (?<!\\)" [ \t]* [\]}}]* ,? | [\]}}]+ ,? | (?<=[\d\]}}le]),) [ \t]* $
    | \\ (?=["/\\])
    """,
    regex.VERBOSE | regex.MULTILINE,
)


def is_json(text: str) -> bool:
    r"""Whether a page is JSON, or the beginning of some.

    >>> is_json('```json\n[{"title": "新桥", "text": "新桥通车。"}]'), is_json('{"标题": "新桥", "正文": "新桥通'), is_json("{新桥}：通车")
    (True, True, False)
    """
    if OPENING.match(text) is None:
        return False
    keys = len(KEYS.findall(text, 0, FIRST))
    return keys >= FEWEST or (keys > 0 and CLOSING.match(text) is not None)


def character(found: str) -> str:
    r"""The character that a mark of `NUMBERED` stands for; "" for half of one, and for what no page shows; for a line end a space.

    >>> character(r"\u6865"), character(r"\ud840\udc00"), character(r"\ud840"), character(r"\u000a"), character(r"\u0000")
    ('桥', '𠀀', '', ' ', '')
    """
    numbers = [int(number, 16) for number in found.split("\\u")[1:]]
    char = b"".join(number.to_bytes(2, "big") for number in numbers).decode("utf-16-be", "ignore")
    return " " if char.isspace() else char if char.isprintable() else ""
