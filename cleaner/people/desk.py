"""The desk: lines that name who edited, laid out and read the page."""

from __future__ import annotations

import regex

from cleaner.language.script import simplified
from cleaner.people.name_or_word import is_common_word
from cleaner.people.names import LATIN_NAME, is_name, split_words
from cleaner.people.roles import DESK, is_role
from cleaner.regexes import compiled

DESK_SIGN = compiled(r"[■□●◆▲◎○]\s*")
# Every role of the desk has one of these.
DESK_HINT = compiled(
    r"[责编版校审值签]|[一二三]读|发行人|总干事|照\s*排|策划|统筹|组[版检稿]|总监|设计|[监制]制|题字|执编|制作|美术|视觉|社长|出品|指导"
)
# Characters before a role where a mark says that it is one, at most: 民间美术 has two. Chosen.
BEFORE_ROLE = 4
# Whoever is named behind a colon: 小宋, 阿Ben.
NICKNAME = compiled(r"[\p{Han}\p{Latin}]{1,4}|\p{Han}{1,3}\p{Latin}{2,8}")
TEXT_BY = compiled(r"(?<!\p{Han})(?:文|供稿人?|撰稿人?|编写人?)\s*[:：/／|｜丨]")
# Who drew the page's titles and maps stands among its editors; by itself it is a picture's credit.
BESIDE = ("制图", "题字", "题图", "插图", "图片")
SAID_OF = compiled(r"[:：/／|｜丨]")
EDITOR = compiled(
    rf"(?:(?:chief|managing|deputy|copy|photo|news|page|section|layout)\s+)?(?:editors?|layout|designers?|design|proofreaders?)\s*[:/]\s*{LATIN_NAME.pattern}",
    regex.IGNORECASE,
)
# 两岸从此不必再等渡船。（责编 李明）
AT_END = compiled(r"(?<=[。！？…”])\s*[（(](?P<inside>[^（()）]{4,40})[）)]\s*$")
# Characters of it at most: the forty within, the brackets and some white space.
LONGEST_AT_END = 48


def desk_at_end(text: str) -> int | None:
    """Where a bracket begins, behind the last sentence of a text, that names who edited it; None where there is none.

    >>> desk_at_end("两岸从此不必再等渡船。（责编 李明）"), desk_at_end("两岸从此不必再等渡船。（李明）")
    (11, None)
    """
    found = AT_END.search(text, max(0, len(text) - LONGEST_AT_END))
    return found.start() if found and is_desk(simplified(found["inside"])) else None


def is_desk(line: str) -> bool:
    """Whether a line names the editors of the page: nothing but roles of the desk and names.

    >>> [is_desk(t) for t in ("责任编辑：石惠文 版式：王军", "本版编辑 李明", "编辑部的故事", "民间美术 山花烂漫")]
    [True, True, False, False]
    """
    if EDITOR.fullmatch(line.strip()):
        return True
    if not DESK_HINT.search(line):
        return False
    # 文：李明 编辑：王芳 signs an article, and so does 统筹/李明 采写/王芳.
    if TEXT_BY.search(line):
        return False
    words = split_words(DESK_SIGN.sub(" ", line.strip("（()）[]【】 ")))
    marked = bool(SAID_OF.search(line)) or sum(DESK.fullmatch(word) is not None for word in words) > 1
    parts = [_part_of_desk(word, marked) for word in words if word not in BESIDE]
    return None not in parts and {"role", "name"} <= set().union(*filter(None, parts))


def _part_of_desk(word: str, marked: bool) -> frozenset[str] | None:
    """What a word of a line says of the desk: a role, a name, or both; None where it says something else.

    Args:
        word: of the line.
        marked: a mark of the line, or another word, says that roles stand in it.
    """
    role = DESK.search(word)
    before, behind = (role.start(), word[role.end() :]) if role else (0, word)
    # 民间美术, or 美术组, is a role only where a mark says so.
    if role and ((not before and not behind) or (marked and before <= BEFORE_ROLE and len(behind) <= 1)):
        return frozenset({"role"})
    # 值班安排 names nobody.
    if role and not before and is_name(behind, common=not marked) and not is_common_word(behind):
        return frozenset({"role", "name"})
    if is_role(word) and len(word) > 1 and not is_name(word):
        return None
    return frozenset({"name"}) if is_name(word) or (marked and NICKNAME.fullmatch(word)) else None
