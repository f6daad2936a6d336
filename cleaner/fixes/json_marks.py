"""Articles that a vision model wrote as JSON: keys, brackets and quotation marks, a value on each line or all in one."""

from __future__ import annotations

import regex

from cleaner.regexes import compiled

# The key of a value, of which such a page has several among its first characters. Chosen.
KEY = r'"[\w -]{1,30}"[ \t]{0,8}:[ \t]{0,8}'
KEYS, FEWEST, FIRST = compiled(KEY), 2, 2000
OPENING = compiled(r"\s*(?:```\w*\s*)?[\[{]")
# Between two values of one line: behind a comma, or a bracket that opens.
BETWEEN = compiled(r'(?:(?<!\\)"|[\]}])[\]} ]{0,8},(?=[ ]?["\[{])|[\[{](?=[ ]?["\[{])')
# What stands before a value on its line and behind it, and a backslash before a mark.
MARKS = compiled(
    rf"""
      ^ (?=[ \t\[{{"]) [ \t]* [\[{{]* [ \t]* (?:{KEY})? [\[{{]* [ \t]* "?
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
    return OPENING.match(text) is not None and len(KEYS.findall(text, 0, FIRST)) >= FEWEST
