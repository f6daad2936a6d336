"""Page furniture: what a page carries that no article does.

A running head is a row of fields, each of which is furniture by itself: the paper's name, a date, a number, a section, the desk.
What a field can be is in the data files: `furniture.txt` (patterns, each with its name and an example) and `sections.txt`.
"""

from __future__ import annotations

import functools

import regex

from cleaner import data
from cleaner.names import HAN_NAME, LATIN_NAME, is_name, split_words
from cleaner.patterns import Any, compiled
from cleaner.roles import DESK, is_role
from cleaner.script import simplified

# Longest line that is furniture, in characters: an imprint with three fields.
LONGEST = 80
# Where a sentence ends there is text, whatever words stand in it.
SENTENCE = regex.compile("[。！？]")
APART = regex.compile(r"[\s·•|｜丨/]+")
AROUND = "（）()【】[]［］〔〕《》<>·•|｜丨—-■□●◆ "
# 时事新闻, A8要闻, 要闻08: what can stand around the name of a section.
PAGE_BEFORE = regex.compile(r"^(?:第[\d一二三四五六七八九十]+[版页]|[a-z]?\d{1,3}版?|[一二三四五六七八九十]+版)[·•]?", regex.IGNORECASE)
PAGE_AFTER = regex.compile(r"[·•]?(?:第[\d一二三四五六七八九十]+[版页]|[a-z]?\d{1,3}版?|[一二三四五六七八九十]+版)$", regex.IGNORECASE)
# A page's number with its letter or 版, or a whole date and one field more: where these stand, a short word is a section's name.
PLACE_OF_PAGE = regex.compile(r"(?<![\p{L}\d])[A-Z]{1,2}\d{1,2}(?![\p{L}\d])|\d版|第[\d一二三四五六七八九十]+版")
WHOLE_DATE = regex.compile(r"年\d{1,2}月\d{1,2}日")
NEW_SECTION = regex.compile(r"\p{Han}{2,5}")
KIND_AFTER = regex.compile(r"(?<=.)(?:新闻|要闻|周刊|周报|副刊|专刊|专版|专页|特刊|版)$")


@functools.cache
def sections() -> frozenset[str]:
    """Names of newspaper sections, from the data file that says where they are from."""
    return frozenset(name.casefold() for name in data.rows("sections.txt"))


def is_section(text: str) -> bool:
    """Whether a text is the name of a section, with its page's number or without.

    >>> [is_section(t) for t in ("要闻", "A8要闻", "时事新闻", "教育周刊08", "要闻提示")]
    [True, True, True, True, False]
    """
    name = PAGE_AFTER.sub("", PAGE_BEFORE.sub("", text.casefold()))
    stem = KIND_AFTER.sub("", name)
    # 南京新闻, 文汇副刊: two characters before these are a place or a paper.
    return bool({name, stem, name.replace(" ", "")} & sections()) or (len(stem) == 2 and name[2:] in ("新闻", "副刊", "周刊"))


@functools.cache
def _patterns() -> dict[str, Any]:
    return compiled("furniture.txt")


def furniture(line: str) -> str | None:
    """The name of the pattern that a whole line of furniture fits; None for any other line.

    >>> [furniture(t) for t in ("第02版", "2018年12月19日 星期三", "责任编辑：邹辉思 版式：王军", "要闻", "下转第3版", "一个新时代")]
    ['page-number', 'date', 'desk', 'section', 'continuation', None]
    >>> furniture("要闻 2019年3月5日 星期二 责编：李明"), furniture("责编：李明 电话：0571-85310000")
    ('section', 'desk')
    """
    text = line.strip()
    if len(text) > LONGEST or SENTENCE.search(text):
        return None
    text = simplified(text)
    return _whole(text) or _new_section(text)


def _whole(text: str) -> str | None:
    """The pattern of a text that is one field of a running head, or of the first of the fields that it is."""
    if is_desk(text):
        return "desk"
    for name, pattern in _patterns().items():
        if pattern.fits(text):
            return name
    bare = text.strip(AROUND)
    if is_section(bare):
        return "section"
    for space in APART.finditer(bare):
        first = _whole(bare[: space.start()])
        if first and _whole(bare[space.end() :]):
            return first
    return None


def _new_section(text: str) -> str | None:
    """Whether all but one word of a text are fields of a running head, and that one is short: it is a section of which no list knows.

    >>> _new_section("A8 紫金山 2021年4月7日"), _new_section("致敬 2021年4月7日")
    ('section', None)
    """
    least = 2 if PLACE_OF_PAGE.search(text) else 3 if WHOLE_DATE.search(text) else len(text) + 1
    words = APART.split(text.strip(AROUND))
    if len(words) < least:
        return None
    new = [word for word in words if not _whole(word)]
    return "section" if len(new) == 1 and NEW_SECTION.fullmatch(new[0]) else None


DESK_SIGN = regex.compile(r"[■□●◆▲◎○]\s*")
# Every role of the desk has one of these.
DESK_HINT = regex.compile("[责编版校审值]|策划|统筹|组[版检]|总监|设计|[监制]制|制作|美术|视觉|社长|出品|指导")
SAID_OF = regex.compile(r"[:：/／|｜丨]")
EDITOR = regex.compile(
    rf"(?:(?:chief|managing|deputy|copy|photo|news|page|section|layout)\s+)?(?:editors?|layout|designers?|design|proofreaders?)\s*[:/]\s*{LATIN_NAME.pattern}",
    regex.IGNORECASE,
)


def is_desk(line: str) -> bool:
    """Whether a line names the editors of the page: nothing but roles of the desk and names.

    >>> [is_desk(t) for t in ("责任编辑：邹辉思 版式：王军", "本版编辑 李明", "编辑部的故事", "民间美术 山花烂漫")]
    [True, True, False, False]
    """
    if EDITOR.fullmatch(line.strip()):
        return True
    if not DESK_HINT.search(line):
        return False
    words = split_words(DESK_SIGN.sub(" ", line.strip("（()）[]【】 ")))
    marked = bool(SAID_OF.search(line)) or sum(DESK.fullmatch(word) is not None for word in words) > 1
    desk = names = 0
    for word in words:
        role = DESK.search(word)
        before, behind = (role.start(), word[role.end() :]) if role else (0, word)
        # 民间美术 is a role only where a mark says so.
        if role and (not before or (marked and before <= 4)) and len(behind) <= marked:
            desk += 1
        elif role and not before and is_name(behind, common=not marked):
            desk, names = desk + 1, names + 1
        elif is_role(word) and len(word) > 1 and not is_name(word):
            # 统筹/李明 采写/王芳 signs an article.
            return False
        elif is_name(word) or (marked and (HAN_NAME.fullmatch(word) or len(word) == 1)):
            names += 1
        else:
            return False
    return desk > 0 and names > 0
