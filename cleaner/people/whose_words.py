"""Whose words stand above: a name or a post behind a dash, below what somebody said; who drew a cartoon and who wrote its verse."""

from __future__ import annotations

from cleaner.people.names import is_name
from cleaner.people.posts import holds_post
from cleaner.regexes import compiled

# ——编 者, below what an editor says; a name of two characters is set apart so too.
DASH_AND_WHO = compiled(r"[—–]{2}\s*(?P<who>\p{Han}\s+\p{Han}|[^\s，。！？；]{2,44})")
# 曹 一图 羽 生文
DRAWN = compiled(r"\p{Han}\s*\p{Han}{1,3}[图圖绘繪画畫]\s+\p{Han}\s*\p{Han}{1,3}文")
EDITOR = ("编者", "編者")


def is_source_of_words(line: str) -> bool:
    """Whether a line says, after a dash, whose words stand above it.

    Of 26,739 lines of headlines (labelled pages, corpus, written articles) none is so.

    >>> is_source_of_words("——王文芳"), is_source_of_words("——本报记者 李明"), is_source_of_words("——写在图书馆开馆之际")
    (True, False, False)
    >>> is_source_of_words("——中国工程院院士沈文清"), is_source_of_words("——编 者")
    (True, True)
    """
    found = DASH_AND_WHO.fullmatch(line.strip())
    who = "".join(found["who"].split()) if found else ""
    return found is not None and (who in EDITOR or is_name(who) or holds_post(who))


def is_of_cartoon(line: str) -> bool:
    """Whether a line says who drew a cartoon, and whose the words below it are: in the corpus, 26 times, it is the last paragraph.

    >>> is_of_cartoon("魏寅图 燕陆文"), is_of_cartoon("燕陆文 魏寅图")
    (True, False)
    """
    return DRAWN.fullmatch(line.strip()) is not None
