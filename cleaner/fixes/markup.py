"""Marks of Markdown, HTML and JSON that a page reader leaves behind."""

from __future__ import annotations

import regex

from cleaner.fixes.characters import CONTROL
from cleaner.fixes.json_marks import MARKS as JSON_MARKS
from cleaner.fixes.json_marks import NUMBERED, character, is_json
from cleaner.flat import Flat
from cleaner.lines.ends import END
from cleaner.page import Edit
from cleaner.regexes import compiled

# At the beginning of a line, or all of it.
LINE_MARKS = compiled(
    r"""
      ^ (?: -{3,} | \*{3,} | _{3,} | (?:[-*_][ ]){2,}[-*_] ) $     # a rule
    | ^ (?= [ ]*:?-{3} | \| ) \|? (?: [ ]* :?-{3,}:? [ ]* \|)+ (?: [ ]* :?-{3,}:? [ ]* )? $    # below the head of a table
    | (?<=\S) \\ $                                         # a line end that is kept
    | ^ \\ (?: \# [^\S\n]* )+ | \\ (?=[*_~>.+-])             # a mark that is none
    | ^ ```[\w-]* $                                        # a fence
    | ^ (?: > (?:[^\S\n]+|$) )+ (?: \#{1,6} [^\S\n]+ )?    # a quotation
    | ^ [#＃]{1,6} (?:[^\S\n]+|$) | ^ \#{2,6} (?=[\p{Han}“《（])    # a heading
    | ^ [-*+•] [ ] (?=\*{0,2}(?:[\p{Han}“《（]|\d{1,4}\p{Han}|\p{Latin}{1,3}\p{Han}))    # an item of a list
    | ^ [\[【［] (?: (?:页眉|页脚|頁眉|頁腳|标题|標題|主标题|副标题|正文|栏目|图注) [\]】］] [^\S\n]* (?=\S)    # what a line is
           | (?:图片|圖片|图像|圖像|照片|插图|image|img|figure) (?: [:：] [^\]］\n]{0,400} )? [\]］] $ )    # what it saw in a picture
    """,
    regex.VERBOSE | regex.MULTILINE | regex.IGNORECASE,
)
CLOSING_MARKS = compiled(r"(?<=\S)[ ]+#{1,6}$", regex.MULTILINE)
# Images, whose text is the reader's, not the page's, but for a caption; links, and marks of notes.
LINKS = compiled(
    r"""
      !\[ (?! [^\]\n]{0,400} (?:摄|攝|供[图圖]|[图圖][为為中是]) ) [^\]\n]{0,400} \] \( (?: data:[^)\s!\[]* | [^)\n]{0,2000} ) \)
    | !\[ (?= [^\]\n]{0,400} \]\( ) | (?<= !\[ [^\]\n]{0,400} ) \] \( [^)\n]{0,2000} \)
    | (?<!!) \[ (?= [^\[\]\n]{1,200} \]\( (?:https?:|mailto:|www\.) [^)\s]{0,2000} \) )
    | (?<= (?<!!) \[ [^\[\]\n]{1,200} ) \]\( (?:https?:|mailto:|www\.) [^)\s]{0,2000} \)
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
NOTE_MARKS = compiled(r"\[\^\d{1,3}\]")
# Tags of HTML, comments, and tokens that say where a text stands on the scan, and what it is.
TAGS = compiled(
    r"""
      <!-- [^\n]{0,400}? -->
    | <\|ref\|> [a-z_ ]{2,20} <\|/ref\|> | <\|/?[a-z_]{2,20}\|> | </?(?:ref|box|quad|bbox)> | (?<=<box>) [^<>\n]{0,200} (?=</box>)
    | (?<=<\|det\|>) [^<>\n]{0,200} (?=<\|/det\|>) | <loc_\d+>
    | </? (?:p|br|hr|div|span|center|b|i|u|em|strong|font|small|su[bp]|h[1-6]|table|t[rdh]|thead|tbody|figure|figcaption|img
           |blockquote|[uo]l|li|mark|article|section|header|footer|main|aside|nav|html|head|body|title|para|text|caption|a|s|del|ins)
      (?: [^\S\n]+ [a-z][a-z:_-]{0,30} = (?: "[^"<>\n]{0,400}" | '[^'<>\n]{0,400}' | [^\s<>"'=]{1,100} ) ){0,20} [^\S\n]* /? >
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
# Of a table, between which the text of one cell would run into the next's.
CELL = compiled(r"</?t[dh]\b", regex.IGNORECASE)
# What a line begins with that is a row of one, or a cell.
ROW_OR_CELL = compiled(r"(?:<tr\b[^<>]*>\s*)?</?t[dh]\b", regex.IGNORECASE)
# **bold** and *italic*, what is marked being a word or more: 张**、李** are names that were made unreadable, and 138****1234 a number.
MARKED = compiled(
    r"(?m:^(?P<open>\*\*[ ]+)[^*\n]{1,200}?(?P<close>[ ]+\*\*)$)"
    r"|(?<!\*)(?P<open>\*{2,3})(?=[^\s*、，。和及与])[^*\n]{1,400}(?<=[^\s*])(?P<close>\*{2,3})(?!\*)"
    r"|(?<![\w_])(?P<open>__|~~)(?=[^\s_~])[^_~\n]{1,400}(?<=[^\s_~])(?P<close>__|~~)(?![\w_])"
    r"|(?<![*\w])(?P<open>\*)(?=[^\s*])[^*\n]{2,400}(?<=[^\s*])(?P<close>\*)(?![*\w])"
)
# Also of one that was written twice: &amp;nbsp;
ENTITY = compiled(
    r"&(?:amp;)?(?:nbsp|amp|lt|gt|quot|apos|[lr][ds]aquo|[lr][ds]?quo|[bs]dquo|hellip|middot|bull|[mn]dash|e[mn]sp|thinsp|times|divide|deg|yen"
    r"|permil|copy|reg|trade|frac1[24]|frac34|sup[123]|plusmn|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});"
)
NO_CHARACTER = "\ufffd"
# As JSON writes a line end: of a text that was never read back it has several.
ESCAPED_END, ESCAPES = compiled(r"(?<!\\)(?:(?:\\r)?\\n)+"), 3


def is_escaped(text: str) -> bool:
    r"""Whether a text has its line ends as JSON writes them.

    >>> is_escaped(r"新桥通车\n\n本报讯 新桥今天通车。\n\n市长说"), is_escaped(r"C:\new")
    (True, False)
    """
    return text.count("\\n") >= ESCAPES or ("\\n" in text and is_json(text))


def markdown(flat: Flat) -> list[Edit]:
    """Take away the marks of Markdown, HTML and JSON; what they mark stays. A * or # within text, as in C#, is not touched.

    >>> from cleaner.fixes import on
    >>> on(markdown, "# 标题"), on(markdown, "<b>桥</b>长&nbsp;**两里**，电话138****1234")
    ('标题', '桥长\xa0两里，电话138****1234')
    """
    text = flat.text
    marks = (LINE_MARKS, ""), (CLOSING_MARKS, "#"), (LINKS, "]("), (NOTE_MARKS, "[^"), (TAGS, "<")
    # What no mark of a kind is in need not be looked through for it.
    found = [(*m.span(), " " if CELL.match(m[0]) else "") for mark, sign in marks if sign in text for m in mark.finditer(text)]
    if is_escaped(text):
        found += [(*m.span(), "") for m in ESCAPED_END.finditer(text)]
    if is_json(text):
        found += [(*m.span(), "") for m in JSON_MARKS.finditer(text) if m[0]]
        found += [(*m.span(), character(m[0])) for m in NUMBERED.finditer(text)]
    if "*" in text or "__" in text or "~~" in text:
        found += [(*m.span(side), "") for m in MARKED.finditer(text) for side in ("open", "close")]
    if "&" in text:
        import html  # late: 2 ms, and few pages have entities

        # What stands for a control character is none that a page shows; for a line end, a space; for half of a pair, itself.
        shown = ((m.span(), html.unescape(html.unescape(m[0]))) for m in ENTITY.finditer(text))
        known = ((span, char) for span, char in shown if char != NO_CHARACTER)
        found += [(*span, "" if CONTROL.fullmatch(char) else " " if END.fullmatch(char) else char) for span, char in known]
    edits, last = [], 0
    for start, end, became in sorted(found):
        # A mark within another, as in the text of an image, is gone with it.
        if start >= last:
            edits += flat.edits(start, end, became, "markdown")
            last = end
    return edits
