"""Lines that name people: bylines, photo credits, the desk. One grammar of names and roles serves them all.

A byline is a list of names, with what marks it as one: a role (本报记者, 通讯员, By), a sign (□ ■ 文/), brackets, or its place.
None of the names is known; Chinese ones are told by their surname and length, others by capitals or the dot in 努尔·买买提.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

import regex

from cleaner import data
from cleaner.marks import closed

# What can stand before the head of a role: 本报, 新华社, 浙江日报, 特约, 首席 …, glued to it.
AUTHOR = (
    r"(?:记者|通讯员|通讯人|作者|评论员|实习生|撰稿人|特派员|主笔|撰文|撰稿|采写|编译|整理|报道|执笔|文字|文|本报|本刊|本网|综合|特约|by)"
)
PHOTO = r"(?:摄影报道|摄影|摄像|摄|供图|制图|绘图|配图|图片|照片|漫画|插图|影|图|绘|photo(?:s|graph)?(?:\s+by)?)"
DESK = (
    r"(?:责任?编辑?|责编|编辑|编审|主编|美编|版式|排版|校对|组版|审读|审核|值班|策划|统筹|总监|编委|版面|设计|制作|监制|美术|视觉|电子版)"
)
ROLE = regex.compile(rf"\p{{Han}}{{0,8}}?(?:{AUTHOR})", regex.IGNORECASE)
ROLE_AND_NAME = regex.compile(r"(?P<role>\p{Han}{0,8}?(?:记者|通讯员|作者|评论员|实习生|特派员))(?P<name>\p{Han}{2,4})")
PHOTO_ROLE = regex.compile(rf"\p{{Han}}{{0,6}}?{PHOTO}", regex.IGNORECASE)
# The one role of a single character that is also a name's last.
WROTE = "文"
SIGN = regex.compile(r"[\p{So}\p{Sm}•·※○●\-—–_*+/|｜:：]+\s*")
DASH_AND_NAME = regex.compile(r"[—–]{2}\s*(?P<name>[^\s，。！？；]{2,12})")
SEPARATOR = regex.compile(r"[\s、，,；;：:／/|｜&]+|(?<=[a-z])\s+and\s+", regex.IGNORECASE)
BRACKETED = regex.compile(r"^[（(【\[［](?P<inside>[^（(【\[［）)】\]］]+)[）)】\]］]$")
AT_END = regex.compile(r"(?P<open>[（(])(?P<inside>[^（()）]{1,60})[）)]\s*$")
HAN_NAME = regex.compile(r"\p{Han}{2,4}")
DOTTED_NAME = regex.compile(r"\p{Han}{1,8}(?:[·•・]\p{Han}{1,8})+")
LATIN_NAME = regex.compile(r"\p{Lu}[\p{L}.'’-]*(?:\s+\p{Lu}[\p{L}.'’-]*){1,3}")
CAPITALISED = regex.compile(r"\p{Lu}[\p{L}.'’-]*")
BY = regex.compile(r"by\s+", regex.IGNORECASE)
# What stands in no byline: the end of a sentence, a number.
NO_BYLINE = regex.compile(r"[。！？…]|\d")
# Longest line that can be a list of names, in characters: eight names with two roles.
LONGEST = 60
# The surnames in the file that stand first are those that most people have; a line of bare names needs one of these.
COMMON = 180


class Byline(NamedTuple):
    """The authors that a line names, and whether anything but its names says that it is a byline."""

    authors: tuple[str, ...]
    marked: bool


@functools.cache
def surnames() -> dict[str, int]:
    """Chinese surnames and their rank, from the data file that says where they are from."""
    return {surname: rank for rank, surname in enumerate(data.rows("surnames.txt"))}


def is_name(text: str, *, common: bool = False) -> bool:
    """Whether a word can be a person's name.

    Args:
        text: the word, without white space around it.
        common: only with a surname that most people have, and of two or three characters.

    >>> [is_name(w) for w in ("俞雯雯", "欧阳修", "努尔·买买提", "Jane Doe", "讲话全文", "新论")]
    [True, True, True, True, False, False]
    """
    if HAN_NAME.fullmatch(text):
        if common:
            return len(text) <= 3 and surnames().get(text[0], COMMON) < COMMON
        return (text[0] in surnames() and len(text) <= 4) or (text[:2] in surnames() and len(text) >= 3)
    # A line of capitalised words alone is a headline sooner than a name.
    return not common and bool(DOTTED_NAME.fullmatch(text) or LATIN_NAME.fullmatch(text))


def doubled_in_name(word: str) -> int | None:
    """Where in a word of four characters one is doubled that should not be: no name has three after a surname of one.

    >>> doubled_in_name("武辉辉明"), doubled_in_name("俞雯雯"), doubled_in_name("欧阳婷婷")
    (1, None, None)
    """
    if len(word) != 4 or word[0] not in surnames() or word[:2] in surnames():
        return None
    return next((k for k in (1, 2) if word[k] == word[k + 1]), None)


def byline(line: str) -> Byline | None:
    """The authors, if a whole line is a byline.

    >>> byline("本报记者 高英嘉 贺艳涵")
    Byline(authors=('高英嘉', '贺艳涵'), marked=True)
    >>> byline("（讲话全文见第六版）"), byline("责任编辑：于伟芳"), byline("毛辉 摄")
    (None, None, None)
    """
    text = line.strip()
    if not 2 <= len(text) <= LONGEST or NO_BYLINE.search(text) or is_source_of_words(text):
        return None
    inside = BRACKETED.match(text)
    marked = inside is not None
    text = inside["inside"].strip() if inside else text
    sign = SIGN.match(text)
    if sign:
        marked, text = True, text[sign.end() :]
    found = _names(text)
    if found is None:
        return None
    authors, roles = found
    if marked or roles:
        return Byline(authors, True) if all(map(is_name, authors)) or (roles and len(authors) <= 4) else None
    return Byline(authors, False) if all(is_name(a, common=True) for a in authors) else None


def is_source_of_words(line: str) -> bool:
    """Whether a line says, after a dash, whose words stand above it.

    >>> is_source_of_words("——郭彦斌"), is_source_of_words("——本报记者 李明"), is_source_of_words("——写在艺术节启幕之际")
    (True, False, False)
    """
    found = DASH_AND_NAME.fullmatch(line.strip())
    return found is not None and is_name(found["name"])


def _names(text: str) -> tuple[tuple[str, ...], bool] | None:
    """The names in a text that is nothing but names and roles, and whether a role says so; None for any other text."""
    by = BY.match(text)
    if LATIN_NAME.fullmatch(text) and not by:
        return (text,), False
    names: list[str] = []
    roles, photo = bool(by), False
    words = [word for word in SEPARATOR.split(text[by.end() :] if by else text) if word]
    # 李明文 王芳图 says who wrote and who took the picture; without a picture 李明文 is somebody's name.
    pictured = any(is_name(word) and PHOTO_ROLE.fullmatch(word) for word in words)
    # 李明 文 王芳 图: where a name comes first, roles stand behind the names that they are of.
    behind, since = bool(words) and is_name(words[0]), 0
    for word in words:
        if word.endswith(WROTE) and is_name(word):
            roles = roles or pictured
            names.append(word.removesuffix(WROTE) if pictured else word)
            since = len(names) if pictured else since
        elif PHOTO_ROLE.fullmatch(word):
            # 文/彭建 图/方飞: the names that follow are credits, or those before.
            photo = not behind
            del names[since if behind else len(names) :]
        elif ROLE.fullmatch(word):
            roles, photo, since = True, False, len(names)
        elif glued := ROLE_AND_NAME.fullmatch(word):
            roles, photo = True, False
            names.append(glued["name"])
        elif is_name(word) or (roles and HAN_NAME.fullmatch(word)):
            if not photo:
                names.append(word)
        elif CAPITALISED.fullmatch(word) and (names or by):
            # Capitalised words of one Latin name were parted at the space.
            names = [*names[:-1], f"{names[-1]} {word}"] if names else [word]
        else:
            return None
    return (tuple(names), roles) if names and not (photo and not roles) else None


def byline_at_end(text: str, *, of_text: bool = False) -> tuple[int, Byline] | None:
    """Where a bracketed byline begins at the end of a paragraph, and what it says.

    Args:
        text: the paragraph.
        of_text: it is known to be body text and no headline, where 钟声 in brackets would be the column's name.

    >>> byline_at_end("任务圆满完成。（周静 俞雯雯）")
    (7, Byline(authors=('周静', '俞雯雯'), marked=True))
    >>> byline_at_end("发布了规划（2019年至2025年）。") is None
    True
    >>> byline_at_end("群众认你、信你（周静）"), byline_at_end("群众认你、信你（周静）", of_text=True)
    (None, (7, Byline(authors=('周静',), marked=True)))
    """
    match = AT_END.search(text, max(0, len(text) - LONGEST - 2))
    if match is None or match.start() == 0:
        return None
    found = byline(match[0].strip())
    if found is None:
        return None
    before = text[: match.start()].rstrip()
    # After a stop, another byline, or several names: else it may explain the word before it, as in 校长（李明）, which seldom ends a
    # paragraph.
    sure = closed(before) or byline(before) or len(found.authors) > 1 or (of_text and is_name(found.authors[0], common=True))
    return (match.start(), found) if sure else None


# What a person or a house does to a picture; the first group is said of nothing else.
CREDIT_VERB = regex.compile(r"(?P<sure>摄影报道|供图|制图|配图|绘图|(?<!拍)摄)|(?P<unsure>摄影|漫画|绘|图|资料图片?|资料照片|图片)")
CREDIT_HEAD = regex.compile(
    r"(?:图片?|照片|摄影|组图|供图|漫画|制图|资料图片?|本版图片)\s*[:：/]\s*[^，。！？；]{2,40}"
    r"|(?:本版|本组|以上|题)?(?:图片|照片|均|图|组图)+[由为均][^，。！？；]{2,40}(?:提供|摄影?|供图|制作|绘制?)"
    r"|(?:photos?|photographs?|pictures?|images?)\s*(?:by|:|credit|courtesy).{2,60}",
    regex.IGNORECASE,
)
HOUSE = regex.compile(
    r"(?:新华社|本报|中新社|中新网|央视|视觉中国|人民视觉|影像中国|受访者|资料|网络|\p{Han}{1,10}(?:社|报|网|视觉|街道|单位|公司|集团|供稿|部门|办公室))(?:发|图|稿)?"
)
HOUSE_ALONE = regex.compile(r"(?:新华社|本报|中新社)发|(?:资料|档案)(?:图片?|照片)|视觉中国|人民视觉")
IN_BRACKETS_AT_END = regex.compile(r"[（(][^（()）]{2,12}[）)]$")
NO_CREDIT = regex.compile(r"[，。！？；]")


def is_credit(line: str) -> bool:
    """Whether a line says whose a picture is.

    >>> [is_credit(t) for t in ("本报记者 毛辉 摄", "图片由乔然超提供", "新华社记者崔琪宇摄", "让图书馆成为城市的客厅")]
    [True, True, True, False]
    """
    text = line.strip()
    if not 2 <= len(text) <= LONGEST or NO_CREDIT.search(text):
        return False
    inside = BRACKETED.match(text)
    text = inside["inside"].strip() if inside else text
    if CREDIT_HEAD.fullmatch(text) or HOUSE_ALONE.fullmatch(text):
        return True
    tail = IN_BRACKETS_AT_END.search(text)
    text = text[: tail.start()].rstrip() if tail else text
    verb = next((m for m in CREDIT_VERB.finditer(text) if m.end() == len(text)), None)
    if verb is None:
        return False
    words = [w for w in SEPARATOR.split(text[: verb.start()]) if w]
    if verb["sure"] and len(text) <= 30 and len(words) <= 6:
        return bool(words) and all(len(w) <= 14 for w in words)
    return bool(words) and all(is_name(w) or ROLE.fullmatch(w) or ROLE_AND_NAME.fullmatch(w) or HOUSE.fullmatch(w) for w in words)


DESK_WORD = regex.compile(rf"(?:本版|本期|本报|今日|执行|责任|值班|首席|\p{{Han}}{{0,4}}){DESK}+\p{{Han}}?")
DESK_AND_NAME = regex.compile(rf"(?:本版|本期|本报|今日|执行|责任|值班)?{DESK}(?P<name>\p{{Han}}{{2,4}})")


def is_desk(line: str) -> bool:
    """Whether a line names the editors of the page: nothing but roles of the desk and names.

    >>> [is_desk(t) for t in ("责任编辑：邹辉思 版式：王军", "本版编辑 李明", "编辑部的故事")]
    [True, True, False]
    """
    words = [w for w in SEPARATOR.split(line.strip("（()）[]【】 ")) if w]
    desk = names = 0
    for word in words:
        glued = DESK_AND_NAME.fullmatch(word)
        if DESK_WORD.fullmatch(word):
            desk += 1
        elif glued and is_name(glued["name"]):
            desk, names = desk + 1, names + 1
        elif HAN_NAME.fullmatch(word) or len(word) == 1 or is_name(word):
            names += 1
        else:
            return False
    return desk > 0 and names > 0
