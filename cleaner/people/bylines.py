"""Bylines: lines that name who wrote.

A byline is a list of names, with what marks it as one: a role (本报记者, 通讯员, By), a sign (□ ■ 文/), brackets, or its place.
What can be a name is said in `cleaner.people.names`, what a role in `cleaner.people.roles`, and how both are a list in
`cleaner.people.lists_of_names`.
"""

from __future__ import annotations

import functools

from cleaner.language.script import simplified
from cleaner.people.author_said import author_said, by_or_sent
from cleaner.people.beside_names import (
    ANYBODY,
    BEFORE,
    BEHIND,
    BRACKETED,
    LETTER_END,
    LONGEST_BYLINE,
    NAME_SENT,
    OF_BEHIND,
    REPORTED,
    SIGN,
    is_post_age_or_class,
    is_sent_by_office,
    without_half,
)
from cleaner.people.dispatches import reporter
from cleaner.people.eastern_bylines import eastern_names
from cleaner.people.latin_bylines import OF_THE_DESK, latin_names
from cleaner.people.lists_of_names import Byline, is_labelled, named
from cleaner.people.name_or_word import is_common_word
from cleaner.people.names import is_district, is_name, is_pen_name, is_transcribed, remarks, split_words
from cleaner.people.roles import PROVINCE, endings
from cleaner.people.run_together import apart, set_apart
from cleaner.people.signatures import is_spread, signed_by, without_teacher
from cleaner.people.whose_words import is_of_cartoon, is_source_of_words
from cleaner.regexes import compiled

# Behind these stands who wrote, be the surname known or not.
BYLINE_SIGN = compiled(r"[□◎]")
# 〔英〕 or [美国] before a foreign author's name, （英国） before one with a dot, （浙江） before one of two or three characters; in round
# brackets else a single character, for （李明） is a byline; but （一） counts parts of a text.
NATION = compiled(
    r"^(?:[\[〔［]\p{Han}{1,4}[\]〕］]|[（(](?![一二三四五六七八九十])\p{Han}[）)]|[（(【]\p{Han}{1,5}[）)】]\s*(?=\p{Han}{1,8}[·•]\p{Han})"
    rf"|[（(](?:{PROVINCE.pattern})[）)]\s*(?=\p{{Han}}\s*\p{{Han}}{{1,2}}$))"
    r"\s*(?=\S.{1,24}$)"
)
# 受访：江川市中山医院 李明 采写：王芳, in its parts
LABELLED = compiled(r"\p{Han}+\s*[:：](?:(?!\s\p{Han}+\s*[:：]).)*")
# 柳沟村　王守成: of the 60 commonest words of the corpus with a surname that end so, two are names.
VILLAGE = compiled(r"^\p{Han}{2}村\s+(?=\p{Han})")
# ——追记新桥村书记李明, and 社区书记李明告诉记者，街道已: a line of a headline, and a clause.
DASH_AND_ABOUT = compiled(r"[—–]{2}\s*(?:[追侧小]?[记記](?!者)|访(?![员問问])|写在|寫在)")
# 新华社堪培拉电 澳大利亚, torn there: a dateline, and no role with a name.
DISPATCH = compiled(r"\p{Han}{1,3}[社报報]\p{Han}{2,10}[电電]\s+\p{Han}")
# （公 宣 鲁 直）
FOUR_APART = compiled(r"[（(](?P<first>\p{Han}\s+\p{Han})\s+(?P<second>\p{Han}\s+\p{Han})[）)]")
# 新桥供销合作总社: what stands in a byline without a bracket, where nothing else fits it.
ANYBODY_AT_ALL = compiled(r"\p{Han}{4,24}")
# 李明 9岁, as children sign
AGED = compiled(r"(?<=\p{Han})\s+\d{1,2}岁$")
# 记者李明3月5日报道
DAY = compiled(r"\s*(?:\d{1,2}月)?\d{1,2}日\s*")
# Behind a house or by itself it is nobody's name.
REPORTER = ("记者", "通讯员")
# What stands in no byline: the end of a sentence, a number; a colon at its end, behind which somebody speaks; 连载十二.
NO_BYLINE = compiled(r"[。！？…]|\d|[：:]$|^[连連][载載]")


def byline(line: str) -> Byline | None:
    """The authors, if a whole line is a byline.

    >>> byline("本报记者 高文嘉 贺秋涵")
    Byline(authors=('高文嘉', '贺秋涵'), marked=True)
    >>> byline("（报告全文见第六版）"), byline("责任编辑：于文芳"), byline("毛新 摄"), byline("记者手记")
    (None, None, None, None)
    >>> byline("□ 水清浅"), byline("□ 背景")
    (Byline(authors=('水清浅',), marked=True), None)
    """
    text = line.strip()
    return _byline(set_apart(text)) if 2 <= len(text) <= LONGEST_BYLINE else None


@functools.lru_cache(maxsize=1024)  # several modules ask about the same lines
def _byline(line: str) -> Byline | None:
    if sent := reporter(line):
        return Byline(sent, True)
    if is_source_of_words(line) or is_of_cartoon(line) or DASH_AND_ABOUT.match(line) or DISPATCH.match(line) or _is_anybody(line):
        return None
    if names := eastern_names(line) or by_or_sent(line):
        return Byline(names, True)
    before = BEFORE.match(line)
    marked, text = (True, line[before.end() :]) if before else _bare(line)
    if aged := AGED.search(simplified(text)):
        marked, text = True, text[: aged.start()]
    if closed := LETTER_END.search(simplified(text)):
        marked, text = True, text[: closed.start()]
    if names := author_said(line, text) or _pairs_apart(line):
        return Byline(names, True)
    if marked and line[0] in "（(" and REPORTED.search(simplified(text)):
        # In brackets it says of a story who did it, and is no credit of a picture.
        names = authors_of(text)
        return Byline(names, True) if names and all(map(is_name, names)) else None
    return _of_names(line, text, marked)


def _is_anybody(line: str) -> bool:
    """Whether a line says who wrote in, as （江川 读者）, and not his name."""
    return ANYBODY.search(simplified(line.rstrip("）)"))) is not None


def _of_names(line: str, text: str, marked: bool) -> Byline | None:
    """The authors of a line that may be names and roles: of the line, the same without marks, and whether it had any."""
    text = VILLAGE.sub("", BEHIND.sub("", text))
    text = DAY.sub(" ", text) if marked else text
    behind = OF_BEHIND.search(text)
    if NO_BYLINE.search(text[: behind.start()] if behind and is_post_age_or_class(behind["inside"]) else text):
        return None
    if latin := latin_names(text, marked):
        return Byline(latin, True)
    found = named(text, marked)
    if found or not (BYLINE_SIGN.match(line) or _is_pair_behind_sign(line, text)):
        return found
    names = pen_names(text)
    return Byline(names, True) if names else None


def _pairs_apart(line: str) -> tuple[str, ...]:
    """The two names of four characters that stand apart in brackets, as two sign a text; none where they are a remark (未 完 待 续)."""
    found = FOUR_APART.fullmatch(line)
    names = tuple("".join(name.split()) for name in found.groups()) if found else ()
    return names if names and "".join(names) not in remarks() and all(map(is_pen_name, names)) else ()


def _is_pair_behind_sign(line: str, text: str) -> bool:
    """Whether two characters that stand apart are all that stands behind a sign, and no word: ■ 雨 川, but ■ 链 接."""
    pair = "".join(text.split())
    return text != line and len(pair) == 2 and is_spread(text) and not is_common_word(pair)


def _bare(text: str) -> tuple[bool, str]:
    """Whether a nation, brackets or a sign marks a line, and the line without these."""
    nation = NATION.match(text)
    inside = None if nation else BRACKETED.match(text)
    # In square brackets stands a column's name, unless a role says otherwise.
    marked = bool(nation or (inside and text[0] in "（("))
    text = text[nation.end() :] if nation else inside["inside"].strip() if inside else text
    sign = SIGN.match(text)
    # ·李明·
    return (True, text[sign.end() :].rstrip("·•")) if sign else (marked, text)


def authors_of(line: str) -> tuple[str, ...]:
    """The authors that a line names that is known to be a byline.

    >>> authors_of("本报记者 高文嘉"), authors_of("（水清浅）"), authors_of("（工会 晓梅）"), authors_of("市第一中学 李 明")
    (('高文嘉',), ('水清浅',), ('晓梅',), ('李明',))
    >>> authors_of("水清浅"), authors_of("新桥水库工地 李明"), authors_of("新桥供销合作总社")
    (('水清浅',), ('李明',), ('新桥供销合作总社',))
    >>> [authors_of(line) for line in ("（以上内容仅供参考）", "第3期", "（江川 家长）", "县水产局 供稿", "（高文嘉供稿）")]
    [(), (), (), (), ('高文嘉',)]
    """
    line = without_teacher(without_half(line))
    if sent := reporter(line):
        return sent
    if DISPATCH.match(line) or _is_anybody(line):
        return ()
    if reported := REPORTED.search(simplified(line.strip())):
        return authors_of(line.strip()[: reported.start()].strip())
    if found := byline(line):
        return found.authors
    bare = line.strip("（()） ")
    if found := NAME_SENT.fullmatch(simplified(bare)):
        return (bare[: found.end("name")],) if is_name(found["name"]) else ()
    if who := signed_by(line):
        return who
    if is_labelled(line):
        parts = (byline(part) for part in LABELLED.findall(line.strip().strip("（()）")))
        return tuple(name for part in parts if part is not None for name in part.authors)
    if OF_THE_DESK.fullmatch(bare):
        return ()
    if names := latin_names(bare, True):
        return names
    if is_spread(line):
        return ("".join(line.split()),)
    if is_sent_by_office(line):
        return ()
    inside = BRACKETED.match(line.strip())
    if inside and REPORTED.search(simplified(inside["inside"])):
        return authors_of(inside["inside"])
    text = inside["inside"] if inside else _bare(line.strip())[1]
    if len(names := apart(text)) > 1:
        return names
    who = pen_names(text) or _as_printed(text, bracketed=inside is not None)
    return tuple(name for name in who if not _is_only_role(name))


def pen_names(inside: str) -> tuple[str, ...]:
    """The authors that a sign, or brackets behind a text, name, be their surnames known or not; none if anything else stands there.

    >>> pen_names("水清浅"), pen_names("掌声"), pen_names("工会 晓梅")
    (('水清浅',), (), ('晓梅',))
    """
    words = () if _is_anybody(inside) else _no_places(inside)
    names = tuple(word for word in words if not _is_only_role(word)) or words
    return names if all(map(_is_any_name, names)) else ()


def _is_only_role(word: str) -> bool:
    """Whether a word says what somebody is or did and nothing else: 本报记者, 供稿, and not 海平编译."""
    plain = simplified(word)
    return plain.endswith(REPORTER) or plain in endings("person", "wrote")


def _no_places(text: str) -> tuple[str, ...]:
    """The words of a line but those that say where somebody works: （工会 晓梅）."""
    where, words = endings("from", "post"), split_words(text)
    # 江北 读者 老杜: right before a post stands a place.
    places = {k - 1 for k, word in enumerate(words[:-1]) if k and simplified(word) in endings("post")}
    return tuple(
        word for k, word in enumerate(words) if k not in places and (not simplified(word).endswith(where) or is_name(word, common=True))
    )


def _is_any_name(word: str) -> bool:
    return is_name(word) or is_pen_name(word) or is_transcribed(word)


def _as_printed(text: str, *, bracketed: bool) -> tuple[str, ...]:
    """Who a line names that is a byline by its looks alone: the last word, behind where he is, or all of it, as a body signs.

    What stands in brackets may be a remark.
    """
    if is_district(text):
        return ()
    words = _no_places(text)
    if len(words) > 1 and _is_any_name(words[-1]):
        return words[-1:]
    return (text,) if ANYBODY_AT_ALL.fullmatch(text) and not bracketed else ()
