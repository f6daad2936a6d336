"""Full-width and half-width forms, each where it belongs."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import regex

from cleaner.flat import Flat
from cleaner.page import Edit
from cleaner.regexes import compiled

FULL = dict(zip(",:;?!().", "，：；？！（）。", strict=True))
# A character that shows that Chinese or Japanese is being written: ideographs, kana, and their marks.
# Quotes, dots and dashes are written in Western text too, and show nothing.
EAST = r"[\p{Han}\p{Hiragana}\p{Katakana}\u3001-\u3011\u3014-\u301b％，：；？！（）]"
WESTERN_WORD = r"[\p{Latin}\p{Cyrillic}\p{Greek}]"
# Addresses keep their marks, but for brackets, which may be around them.
ADDRESS = compiled(r"(?:https?://|www\.)[\x21-\x27\x2a-\x7e]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.]+", regex.IGNORECASE)
STOP = compiled(r"[,:;?!]+")
BRACKETS = compiled(r"[()\n]")
DIGIT = compiled(r"\d")
IS_EAST = compiled(EAST)
IS_WESTERN = compiled(WESTERN_WORD)
WIDE = r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]"
# With the marks between that are theirs: １２．５, ０５２３－８４４１, ａ＠ｂ．ｃｎ; and a point between other digits: 12．5
LETTERS = compiled(rf"{WIDE}+(?:[．－＠／＿]{WIDE}+)*|(?<=\d)[．﹒](?=\d)")
# As old pages have them: the marks of Chinese in a small form.
SMALL = dict(zip("﹐﹑﹒﹔﹕﹖﹗﹙﹚", "，、。；：？！（）", strict=True))
# ﹒ is a point between digits, and a dot in a name of another language where the page ends no sentence so: 3﹒5, 马克﹒吐温.
IS_SMALL = compiled("(?<!\\d)﹒|﹒(?!\\d)|[" + "".join(SMALL).replace("﹒", "") + "]")
SMALL_END = compiled(r"﹒[”’」）)]?(?=\n|$)")
ITEM = compiled(r"^(?P<number>\d{1,2})．(?!\d+[%％亿億万萬千百倍])", flags=regex.MULTILINE)
# $22\,^\circ$: what a page reader writes for a formula.
FORMULA = compiled(r"\$[^$\n\\^_{]*+[\\^_{][^$\n]*+\$")
SPACE = " \t\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
# How far the nearest such character is looked for: a stop with quotes and brackets around it. Chosen.
FAR = 12
NEUTRAL = SPACE + "()\"',:;?!%“”‘’…—·"
# Characters before and behind a mark that a paragraph is judged by. Chosen: several lines of a column.
AROUND = 200
# Share of ideographs and kana among letters from which a paragraph without a nearer hint is Chinese or Japanese. Chosen.
MOSTLY = 0.3
# A word of a script that writes words apart says as much as an ideograph.
WORDS = compiled(r"[\p{Latin}\p{Cyrillic}\p{Greek}\p{Arabic}]+")
LETTERS_OF_OTHERS = compiled(r"[^\P{L}\p{Latin}\p{Cyrillic}\p{Greek}\p{Arabic}]+")
# Longest quotation that a mark ends, in characters. Chosen.
QUOTATION = 200
# A mark that was put right shows the next, so often at most: pages need two. Chosen.
ROUNDS = 20
# 等船的人. at the end of a paragraph; and anywhere, but for 马克.吐温 with a mark or a space behind it.
SENTENCE_END = compiled(r"\p{Han}[”’）)]?\.[”’）)]?(?=\n|$)")
FULL_STOP = compiled(r"(?<=\p{Han}[”’）)]?)\.(?![.\p{Latin}])|(?<=\d)\.(?=[”’）)]?(?:\n|$|[（(]))")
# 增长2. at the end of a line, and 9% on the next: a number that is torn at its point.
TORN_NUMBER = compiled(r"(?<=\d)\.\n+\d")
WITHOUT_STOP = compiled(r"(?<![^\n])[^。\n]++(?![^\n])")
# Paragraphs that end so on a page that does, at least: one may be a name's dot that was cut. Chosen.
FEWEST_STOPS = 2
# 等船的人o at the end of a paragraph, and between ideographs anywhere: a full stop that was read as a letter or a nought.
ROUND_END = compiled(r"(?<=\p{Han}[”’）)]?)[oO0°○](?=[”’）)]?(?:\n|$))")
ROUND = compiled(r"(?<=\p{Han}[”’）)]?)[oO0°○](?=[\p{Han}“‘（《”’）\n]|$)")
# Paragraphs of a page that end so, at least: 血型是O is none of several. Chosen.
FEWEST_ROUND = 3
IDEOGRAPH = compiled(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
IDEOGRAPHS = compiled(f"{IDEOGRAPH.pattern}+")


def half_width_marks(flat: Flat) -> list[Edit]:
    """Write , : ; ? ! ( ) full-width where Chinese is written, and nowhere else; a full stop where the page ends its sentences so.

    A stop belongs to what stands before it; where that is a digit, a letter or nothing, to what comes after. Between two
    digits (3,000 and 10:30) or two Western words, and in addresses, it stays. Brackets go in pairs, and belong to what
    is around them: （IMF）, but f(x).

    >>> from cleaner.fixes import on
    >>> on(half_width_marks, "今年,增长3,000元(IMF);10:30到 http://a.cn/?b=c,d")
    '今年，增长3,000元（IMF）；10:30到 http://a.cn/?b=c,d'
    >>> on(half_width_marks, "The bridge, they said (IMF), is open."), on(half_width_marks, "市长说,(今天)通车")
    ('The bridge, they said (IMF), is open.', '市长说，（今天）通车')
    """
    places: list[int] = []
    text = flat.text
    # A mark that was put right shows the next one where it is: until nothing changes, so that a second run finds nothing.
    for _ in range(ROUNDS):
        more = _eastern_marks(text)
        if not more:
            break
        places += more
        changed = list(text)
        for k in more:
            changed[k] = FULL[text[k]]
        text = "".join(changed)
    return [e for k in sorted(places) for e in flat.edits(k, k + 1, FULL[flat.text[k]], "half-width")]


def _eastern_marks(text: str) -> list[int]:
    """Places of the half-width marks that stand where Chinese is written."""
    shut = [m.span() for m in ADDRESS.finditer(text)] if "@" in text or "://" in text or "www." in text.lower() else []
    shut += [m.span() for m in FORMULA.finditer(text)] if "$" in text else []
    places = [k for m in STOP.finditer(text) if _is_eastern_stop(text, m.start(), m.end()) for k in range(*m.span())]
    places += [*_eastern_brackets(text), *_full_stops(text)]
    kept = {k for start, end in shut for k in range(start, end)}
    return [k for k in places if k not in kept]


def _full_stops(text: str) -> list[int]:
    """Places of the half-width full stops behind ideographs, if the page ends its sentences so, in paragraphs without a full-width one."""
    if len(SENTENCE_END.findall(text)) < FEWEST_STOPS:
        return []
    stops = (m.start() + k.start() for m in WITHOUT_STOP.finditer(text) for k in FULL_STOP.finditer(m[0]))
    return [at for at in stops if not TORN_NUMBER.match(text, at)]


def round_stops(flat: Flat) -> list[Edit]:
    """Write 。 where a page ends its paragraphs with a letter or a nought that looks like it, as OCR reads it.

    >>> from cleaner.fixes import on
    >>> on(round_stops, "新桥通车了o船停了o\\n市长来了o\\n等了十年o"), on(round_stops, "他的血型是O")
    ('新桥通车了。船停了。\\n市长来了。\\n等了十年。', '他的血型是O')
    """
    text = flat.text
    ends = ROUND_END.findall(text)
    found = set(ends) if len(ends) >= FEWEST_ROUND else set()
    return [edit for mark in ROUND.finditer(text) if mark[0] in found for edit in flat.edits(mark.start(), mark.end(), "。", "half-width")]


def _items(text: str) -> set[int]:
    """Places of the points behind the numbers of items, which count on from one line to the next: １．２００套住房, ２．３座水库."""
    items = [(int(item["number"]), item.end("number")) for item in ITEM.finditer(text)]
    return {at for (first, here), (second, next_) in pairwise(items) if second == first + 1 for at in (here, next_)}


def small_marks(flat: Flat) -> list[Edit]:
    """Write the marks of Chinese that have a small form as they are written now.

    >>> from cleaner.fixes import on
    >>> on(small_marks, "新橋通車﹐長3﹒5里﹒"), on(small_marks, "馬克﹒吐溫﹐美國人。")
    ('新橋通車，長3﹒5里。', '馬克﹒吐溫，美國人。')
    """
    ends = SMALL_END.search(flat.text) is not None
    found = (mark for mark in IS_SMALL.finditer(flat.text) if ends or mark[0] != "﹒")
    return [edit for mark in found for edit in flat.edits(mark.start(), mark.end(), SMALL[mark[0]], "half-width")]


def full_width_letters(flat: Flat) -> list[Edit]:
    """Write Latin letters and digits half-width, with the points and dashes between them. The full-width marks ％ ＋ and the rest stay.

    >>> from cleaner.fixes import on
    >>> on(full_width_letters, "ＧＤＰ增长５．３％"), on(full_width_letters, "４月－５月")
    ('GDP增长5.3％', '4月－5月')
    >>> on(full_width_letters, "１．２００套住房\\n２．３座水库")
    '1．200套住房\\n2．3座水库'
    """
    items = _items(flat.text)
    return [
        e
        for m in LETTERS.finditer(flat.text)
        for k in range(*m.span())
        if k not in items
        for e in flat.edits(k, k + 1, unicodedata.normalize("NFKC", flat.text[k]), "full-width")
    ]


def _is_eastern_stop(text: str, start: int, end: int) -> bool:
    # As most marks stand.
    if start and IS_EAST.match(text, start - 1) and IS_EAST.match(text, end):
        return True
    before = _beside(text, start - 1, -1)
    after = _beside(text, end, 1)
    if IS_EAST.match(before):
        # Nansha (南沙), which: a Chinese name in a paragraph of another script.
        return bool(IS_EAST.match(after)) or _is_eastern_paragraph(text, start)
    if DIGIT.match(before) and DIGIT.match(after):
        return False
    if IS_WESTERN.match(before) and (IS_WESTERN.match(after) or not after):
        return False
    if _ends_western_quotation(text, end):
        return False
    if IS_EAST.match(after):
        # "3.5, 中": a Western stop has a space after it.
        return text[end : end + 1] not in SPACE or not IS_WESTERN.match(before)
    return before != "" and _is_eastern_paragraph(text, start)


def _ends_western_quotation(text: str, end: int) -> bool:
    """Whether a mark that ends here is the last of a quotation that has nothing Chinese."""
    if text[end : end + 1] != "”":
        return False
    opened = text.rfind("“", max(0, end - QUOTATION), end)
    said = text[opened + 1 : end].rstrip(",:;?!，：；？！")
    return opened >= 0 and bool(said) and "\n" not in said and not IS_EAST.search(said)


def _beside(text: str, at: int, step: int) -> str:
    """The nearest character that is no space and no bracket or other stop, within the paragraph; "" at its end."""
    stop = at + FAR * step
    while 0 <= at < len(text) and text[at] in NEUTRAL and at != stop:
        at += step
    return text[at] if 0 <= at < len(text) and text[at] != "\n" else ""


def _is_eastern_paragraph(text: str, at: int) -> bool:
    start = max(0, at - AROUND)
    near = text[max(start, text.rfind("\n", start, at) + 1) : at + AROUND].split("\n")[0]
    letters = len(WORDS.findall(near)) + sum(map(len, LETTERS_OF_OTHERS.findall(near)))
    return sum(map(len, IDEOGRAPHS.findall(near))) >= MOSTLY * max(1, letters)


def _eastern_brackets(text: str) -> list[int]:
    """Places of the brackets that stand in Chinese: pairs by what is around or within them, a lone one by its neighbours."""
    if "(" not in text and ")" not in text:
        return []
    places: list[int] = []
    opened: list[int] = []
    for match in BRACKETS.finditer(text):
        at = match.start()
        if match[0] == "\n":
            places += [k for k in opened if _is_eastern_bracket(text, k, k)]
            opened = []
        elif match[0] == "(":
            opened.append(at)
        elif opened:
            start = opened.pop()
            if _is_eastern_bracket(text, start, at):
                places += [start, at]
        elif _is_eastern_bracket(text, at, at):
            places.append(at)
    return places + [k for k in opened if _is_eastern_bracket(text, k, k)]


def _is_eastern_bracket(text: str, start: int, end: int) -> bool:
    around = [_beside(text, start - 1, -1), _beside(text, end + 1, 1)]
    if IS_WESTERN.match(text[start - 1 : start]) and not IS_EAST.search(text, start, end + 1):
        # f(x), func(): what touches the bracket is Western, unless a Chinese mark or word follows at once.
        return bool(IS_EAST.match(text[end + 1 : end + 2]))
    hint = not any(around) or any(IS_EAST.match(c) for c in around) or IDEOGRAPH.search(text, start, end + 1)
    return bool(hint) and _is_eastern_paragraph(text, start)
