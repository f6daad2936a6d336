"""Who did what: a line of names and roles, read as one list. Bylines, credits and the desk are such lists.

What a role does is of these kinds: `person` (本报记者: who writes, if nothing else is said), `wrote` (文, 采写), `picture` (摄, 供图)
and `translated` (data/roles.txt); `desk` is what DESK knows (责编, 版式), and `of` where somebody is from, or what post he holds.
"""

from __future__ import annotations

import functools
from collections.abc import Container, Sequence
from itertools import groupby
from typing import NamedTuple

from cleaner import data
from cleaner.language.script import simplified
from cleaner.people.dispatches import FAR
from cleaner.people.names import HAN_NAME, is_name, is_transcribed, remarks, split_words
from cleaner.people.places import places
from cleaner.regexes import compiled

# These end many words: they are roles only by themselves.
ALONE = {"著": "wrote", "辑": "wrote", "译": "translated", "译者": "translated", "翻译": "translated"}
TEXT_AND_PICTURE = compiled(r"文[·•并]?[图摄]|图[·•并]?文")
# What a role can begin with: 经济日报·中国经济网, 《瞭望》周刊, 新华社“新华视点”; and 本报, 浙江日报, 特约, 首席, glued to it.
OF = compiled(r"(?:\p{Han}{2,8}[·•—+-]{1,2}|《\p{Han}{2,10}》|\p{Han}{2,6}“\p{Han}{2,8}”)?\p{Han}{0,8}")
# Characters of the role of who made a picture at most, with what it begins with. Chosen: of 563 on the labelled and made pages and in
# tests/lines none has more than eight; what ends so and has 13 is of a headline.
LONGEST_PICTURE = 12
# 本报赴灾区特别报道组记者; 发自南京, 里斯本专电 say where from.
LONG_PERSON = compiled(
    r"\p{Han}{8,14}记者|发自\p{Han}{2,6}|据?\p{Han}{1,3}社\p{Han}{0,6}电|\p{Han}{2,8}专[电讯]"
    r"|\p{Han}{2,3}(?<![发水火风光家停用供充核机])电"
)
DESK = compiled(
    r"(?:本版|本期|本报|今日|执行|责任|值班|夜班|首席|常务|名誉|副|见习|实习|刊头|报头|封面|文字|图片|图文|新闻|新媒体|融媒体?|[一二三四五六七八九十\d]+版|[A-Z]\d+|\p{Han}{2,5}[部室]|\p{Han}{2,4}中心)*"
    r"(?:责任?编辑?|责编|编辑|编审|主编|总编辑?|美编|版式|排版|(?:电脑|激光)?照排|校对|校检|检校|编校|责校|校核|组版|组检|组稿|审读|审核|审稿|核稿|签发|终审|[一二三初复]审|[一二三]读|值班|策划|统筹|总监|编委|朗读|诵读"
    r"|夜班主任|值班主任|出品人|发行人|社长|总干事|编辑委员|版面|海报|设计|制作|监制|题字|执编|美术|视觉|电子版|指导[老教]师)+(?:员|主任)?"
)
# What somebody did who did not only report.
DID = "采访整理|综合整理|编译整理|口述|整理|参与采写|采写|撰文|编译|执笔|撰稿"
# What such a role, behind a name set apart, ends in.
DONE = (*DID.split("|"), "供稿")
# A role and a name in one word, with where from and 报道 or with what was done behind: 本报记者李明, 记者吴佩珊台中报导, 记者李明整理;
# with a house before the role, names of any shape.
ROLE_AND_NAME = compiled(
    r"(?P<house>(?:\p{Han}{2,8}[·•—-]{1,2})?\p{Han}{0,5}[报社网刊台])?\p{Han}{0,8}?(?:记者|通讯员|作者|评论员|实习生|特派员)"
    rf"(?P<name>\p{{Han}}{{3}}|\p{{Han}}{{2}}|\p{{Han}}{{4}})(?:(?:综合|{FAR}|\p{{Han}}{{2}})?报[道导]|{DID})?"
)
# Neither of the two fits a word that has none of these, which is asked first for being quicker.
GLUED = compiled(r"记者|通讯员|作者|评论员|实习生|特派员|摄影")
PHOTOGRAPHER_AND_NAME = compiled(r"\p{Han}{0,6}?(?:摄影记者|摄影师|摄影)(?P<name>\p{Han}{2,4})")
# 李明文并摄: who wrote, and took the pictures.
NAME_AND_BOTH = compiled(r"(?P<name>\p{Han}{2,4}?)文[·•并][图摄]")
NAME_AND_ROLE = compiled(rf"(?P<name>\p{{Han}}{{2,4}}?)(?:{DID}|报道)")
# 记者李明、王芳台中报导: the last of several, with where from.
NAME_AND_PLACE = compiled(rf"(?P<name>\p{{Han}}{{3}}|\p{{Han}}{{2}})(?:{FAR}|\p{{Han}}{{2}})报[道导]")
# 李 明 编译, of whatever surname
APART_AND_ROLE = compiled(rf"(?<!\S)\p{{Han}}(?:\s+\p{{Han}}){{1,2}}\s+(?:{DID}|供稿)$")
# 解答人 李明律师
NAME_AND_POST = compiled(r"(?P<name>\p{Han}{2,3})(?:律师|教授|医生|医师|老师|博士|法官|检察官|警官)")
# 李明远译; 李思译 may be a name, and 李明编译 says what 李明 did.
TRANSLATED = compiled(r"(?P<name>\p{Han}{2}[^\P{Han}编])译")
HAN = compiled(r"\p{Han}{2,26}")
# A post has no such word; a headline may: 王芳：大山里的校长, 李明：勇救落水者的好民警.
OF_WHOM = "的"
# （浙江 李明）: before a name it says where from.
PROVINCE = compiled(places("province"))
# 浙江; 县二中, 江城三小
OF_PLACE = compiled(rf"{PROVINCE.pattern}|\p{{Han}}{{0,6}}[一二三四五六七八九十\d]{{1,2}}[中小]")
# What no name of three characters ends in, though it begins with a surname: 江城市, 高炉厂.
NO_NAME = ("省", "市", "县", "区", "镇", "乡", "厂", "院", "局", "校", "馆", "站", "队", "矿", "部", "委", "办", "处", "所", "室")
# Longest word that says who somebody is, in characters: 国家发展改革委宏观经济研究所研究员 has 18. Chosen.
LONGEST_WORD = 26
# 本报首席分析师; what a post ends in, be it known or not.
OURS, LAST_OF_POST = compiled(r"本[报刊网台社]\p{Han}{2,8}$"), compiled(r"[员师家]$")
# What a house does with several reports.
PUT_TOGETHER = "综合"
# The one role of a single character that is also a name's last; and those of who made a picture, behind a name.
SIGNED, PICTURED = "文", "图摄"


class Item(NamedTuple):
    """A name, or the kind of a role."""

    kind: str
    name: str = ""


@functools.cache
def words_behind_roles() -> frozenset[str]:
    """Words that stand behind a role in the name of a column, as in 记者手记, and are no names.

    >>> "手记" in words_behind_roles(), "李明" in words_behind_roles()
    (True, False)
    """
    return frozenset(data.rows("behind-roles.txt"))


@functools.cache
def endings(*kinds: str) -> tuple[str, ...]:
    """What roles of some kinds end in, from the data file that says what the kinds are.

    >>> "通讯员" in endings("person"), "通讯员" in endings("from", "post")
    (True, False)
    """
    return tuple(word for kind, word in _roles() if kind in kinds)


@functools.cache
def _roles() -> list[list[str]]:
    """The kind and the word of each role."""
    return [row.split("\t") for row in data.rows("roles.txt")]


def names_and_roles(text: str) -> list[Item]:
    """The names and roles in a text, in order; nothing if there is anything else in it.

    >>> [kind for kind, _ in names_and_roles("本报记者 李明 文/图")], names_and_roles("记者手记")
    (['person', 'name', 'wrote', 'picture'], [])
    """
    words = split_words(text)
    if any(len(word) > LONGEST_WORD for word in words):
        return []
    pictured = any(is_name(word) and is_picture(simplified(word)) for word in words)
    worded = any(word.endswith(SIGNED) for word in words)
    items: list[Item] = []
    # 【記者卑瑞恩／台東報導】: of whoever reports, the name may be of any shape.
    reported = bool(words) and simplified(words[-1]).endswith(("报道", "报导"))
    plain = simplified(text.strip())
    reported = reported or (plain.endswith(DONE) and APART_AND_ROLE.search(plain) is not None)
    for word in words:
        found = _items(word, Beside(pictured, worded, reported or any(item.kind in ("person", "wrote") for item in items)))
        if not found:
            return []
        # [美]约翰·史密斯 李明远译: beside who wrote, who translated is no author.
        items += [Item("of")] if items and [item.kind for item in found] == ["name", "translated"] else found
    return items


class Beside(NamedTuple):
    """What the rest of a line shows: whether it names who took a picture, and who wrote, and has a reporter's role before this word."""

    pictured: bool
    worded: bool
    said: bool


def _items(word: str, beside: Beside) -> list[Item]:
    """What a word of a line says; nothing where it is neither a name nor a role."""
    plain = simplified(word)
    return _of_picture(word, plain, beside) or _name_with_role(word, plain, beside.said) or _name_or_role(word, plain, beside.said)


def _of_picture(word: str, plain: str, beside: Beside) -> list[Item]:
    """What a word says that ends as those do of who wrote, or made the picture: 李明文, 王芳图, 文/图, 李明文并摄."""
    # 李明文 王芳图 says who wrote and who took the picture; without a picture 李明文 is somebody's name, and so is 戴宏图 without 文.
    if plain.endswith(SIGNED) and is_name(plain):
        return [Item("name", word[:-1]), Item("wrote")] if beside.pictured else [Item("name", word)]
    if TEXT_AND_PICTURE.fullmatch(plain):
        return [Item("wrote")]
    # 记者 额尔德木图
    if beside.said and len(word) > 3 and is_transcribed(plain):
        return [Item("name", word)]
    if (both := NAME_AND_BOTH.fullmatch(plain)) and is_name(both["name"]):
        return [Item("name", word[: both.end("name")]), Item("wrote")]
    short = len(word) == 2 and is_name(plain, common=True)
    if is_picture(plain) and not short and (beside.worded or plain in endings("picture") or not is_name(plain)):
        # 王芳图
        return [*([Item("name", word[:-1])] if plain[-1] in PICTURED and is_name(plain[:-1], common=True) else []), Item("picture")]
    return []


def _name_with_role(word: str, plain: str, said: bool) -> list[Item]:
    """What a word says that is a name with a role glued to it: 本报记者李明, 摄影李明, 李明译, 李明整理, 李明台中報導, 李明律师."""
    for pattern, kind in ((PHOTOGRAPHER_AND_NAME, "picture"), (ROLE_AND_NAME, "person")):
        glued = pattern.fullmatch(plain) if GLUED.search(plain) else None
        if glued and _is_named(glued["name"], said or bool(glued.groupdict().get("house"))):
            return [Item(kind), Item("name", word[glued.start("name") : glued.end("name")])]
    if (by := TRANSLATED.fullmatch(plain)) and is_name(by["name"], common=True):
        return [Item("name", word[: by.end("name")]), Item("translated")]
    glued = NAME_AND_ROLE.fullmatch(plain)
    if glued and is_name(glued["name"], common=True) and glued["name"] not in endings("wrote"):
        return [Item("name", word[: glued.end("name")]), Item("wrote")]
    if said and (last := NAME_AND_PLACE.fullmatch(plain)) and is_name(last["name"], common=True):
        return [Item("name", word[: last.end("name")]), Item("wrote")]
    if said and (called := NAME_AND_POST.fullmatch(plain)) and is_name(called["name"], common=True):
        return [Item("name", word[: called.end("name")])]
    return []


def _name_or_role(word: str, plain: str, said: bool) -> list[Item]:
    """What a word says that is a role, or where somebody is from, or a name, and nothing beside it."""
    if kind := _role(plain):
        return [Item(kind)]
    # 江城市, 老兵: no names, though some begin as one does.
    if (len(plain) > 2 and plain.endswith(NO_NAME)) or plain in endings("post") or OF_PLACE.fullmatch(plain):
        return [Item("of")]
    if is_name(plain, common=True):
        return [Item("name", word)]
    if plain.endswith(endings("from", "post")) and HAN.fullmatch(plain) and OF_WHOM not in plain:
        return [Item("of")]
    return [Item("name", word)] if _is_named(plain, said) else []


def _role(word: str) -> str:
    """The kind of a role, "" for any other word; a house stands before the role of one of its own, as in 江川晚报/江川新闻记者."""
    if word in ALONE:
        return ALONE[word]
    if _ends_in(word, endings("wrote")):
        return "wrote"
    # 新华社综合, 本报综合; but 国内综合 is a page's name.
    if word.endswith(PUT_TOGETHER) and word != PUT_TOGETHER:
        return "person" if word.startswith("本") or word.removesuffix(PUT_TOGETHER).endswith(endings("house")) else ""
    if _ends_in(word, endings("person")) or LONG_PERSON.fullmatch(word):
        return "person"
    if DESK.fullmatch(word):
        return "desk"
    # 本报市场分析师, who writes for the paper, and is no guest of it.
    if OURS.match(word) and (word.endswith(endings("post")) or LAST_OF_POST.search(word)):
        return "person"
    return "of" if word.endswith(endings("house")) and len(word) > 2 and HAN.fullmatch(word) else ""


def _ends_in(word: str, roles: tuple[str, ...]) -> bool:
    """Whether a word ends in one of some roles, and begins as a role can; one of a single character is the word: 涉及人文 is no role."""
    if word in roles:
        return True
    return word.endswith(roles) and any(len(role) > 1 and word.endswith(role) and OF.fullmatch(word[: -len(role)]) for role in roles)


def is_picture(word: str) -> bool:
    """Whether a word is the role of who made a picture, or ends in one.

    >>> [is_picture(w) for w in ("摄", "首席摄影记者", "供图", "图书馆")]
    [True, True, True, False]
    """
    word = word.casefold()
    return word in endings("picture") or (word.endswith(endings("picture")) and len(word) <= LONGEST_PICTURE and bool(OF.fullmatch(word)))


def _is_named(word: str, said: bool) -> bool:
    """Whether a word is a name: as names are, or of any shape where a role says so and it is no word of a column."""
    return (
        word not in words_behind_roles()
        and word not in remarks()
        and (is_name(word) or (said and (bool(HAN_NAME.fullmatch(word)) or is_transcribed(word))))
    )


def is_role(word: str) -> bool:
    """Whether a word is the role of somebody who writes.

    >>> is_role("本报记者"), is_role("通讯员"), is_role("新桥")
    (True, True, False)
    """
    return _role(word) in ("person", "wrote")


def authors(items: Sequence[Item]) -> tuple[str, ...]:
    """The names that are of who wrote, with those of who made the pictures; those of who translated, where nobody wrote.

    Who made pictures alone is no author: that is a credit. Of 146 bylines with such a role that others wrote and labelled for bench/papers,
    bench/written and bench/unseen 144 give all whom they name.

    Roles stand behind the names that they are of where a name comes first, as in 李明 文 王芳 图, or where the line begins with who
    somebody is and ends with what was done: 记者 李明 文 王芳 图.

    >>> authors(names_and_roles("文/李明 图/王芳")), authors(names_and_roles("本报记者 李明/文 王芳/图"))
    (('李明', '王芳'), ('李明', '王芳'))
    >>> authors(names_and_roles("李明/图"))
    ()
    """
    items = [item for item in items if item.kind != "of"]
    if not items:
        return ()
    runs = [[*run] for _, run in groupby(items, key=lambda item: item.kind == "name")]
    behind = items[0].kind == "name" or (items[0].kind == "person" and items[-1].kind in ("wrote", "picture"))
    found: list[tuple[str, str]] = []
    for k in range(0 if items[0].kind == "name" else 1, len(runs), 2):
        beside = k + 1 if behind else k - 1
        did = {item.kind for item in runs[beside]} if beside < len(runs) else {"person"}
        found += _did([item.name for item in runs[k]], did)
    what = {kind for _, kind in found}
    wanted = {"wrote", "picture"} if "wrote" in what else {"translated"}
    return tuple(name for name, kind in found if kind in wanted)


def _did(names: Sequence[str], did: Container[str]) -> list[tuple[str, str]]:
    """What each of some names beside some roles did: wrote, translated, or made a picture; who made the page did none of it."""
    # 约翰·史密斯 李明 译: beside who translated stands whom he translated.
    if "translated" in did:
        foreign = HAN_NAME.fullmatch(names[-1]) is not None
        return [(name, "wrote" if foreign and not HAN_NAME.fullmatch(name) else "translated") for name in names]
    # 文/图 李明: of several roles in a row, one that wrote is enough.
    kind = "wrote" if "wrote" in did else "picture" if "picture" in did else "" if "desk" in did else "wrote"
    return [(name, kind) for name in names]
