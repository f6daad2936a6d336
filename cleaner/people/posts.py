"""Who holds a post, said in full: 陆远：江州市政协办公室主任, and 中国工程院院士沈文清."""

from __future__ import annotations

from cleaner.language.script import simplified
from cleaner.people.names import HAN_NAME, is_name
from cleaner.people.roles import OF_WHOM, endings
from cleaner.regexes import compiled

# 本期嘉宾：李明 江南大学教授; 解答专家：省农科院研究员 李明
GUEST = compiled(
    r"(?P<post>\p{Han}{2,12})\s*[：:/／]\s*(?:(?P<of>\p{Han}{4,26})\s+)?(?P<name>\p{Han}\s?\p{Han}{1,3})(?:[\s，,（(]+(?P<who>\p{Han}{2,26})[）)]?)?"
)
# 陆远：江州市政协办公室主任; 米文远：80岁，原江川无线电厂总经理
SPEAKER = compiled(r"(?P<name>\p{Han}{2,4})\s*[：:]\s*(?:\d{2}岁\s*[，,]\s*)?(?P<post>\p{Han}{4,26})")
# 中国工程院院士沈文清; but 访…校长李明 says whom a text is about, in a headline.
POST_AND_NAME = compiled(r"[\p{Han}、·•・]{6,44}")
ABOUT_WHOM = compiled(r"[一二三四五再]?[访记写听读看问致悼送忆追怀缅]|对话|专访|走[近进]|[与和].{0,30}(?:面对面|对话)")
# Characters of a post that is said in full, at least. Chosen.
SHORTEST_POST = 4


def is_speaker(line: str) -> bool:
    """Whether a line says, before and behind a colon, who speaks below it and what post he has, or is there as what.

    Of 26,739 lines of headlines (labelled pages, corpus, written articles) none is so, of their paragraphs eight.

    >>> is_speaker("陆远：江州市政协办公室主任"), is_speaker("本期嘉宾：李明"), is_speaker("王芳：大山里的校长")
    (True, True, False)
    """
    if (found := GUEST.fullmatch(simplified(line.strip()))) and found["post"].endswith(endings("post")):
        said = all(text is None or text.endswith(endings("from", "post")) for text in found.group("of", "who"))
        return said and _is_short_name("".join(found["name"].split()))
    found = SPEAKER.fullmatch(simplified(line.strip()))
    post = found["post"] if found else ""
    return bool(found) and post.endswith(endings("post")) and OF_WHOM not in post and is_name(found["name"])


def holds_post(text: str) -> bool:
    """Whether a text is a post, or several, and the name of who holds it.

    >>> [holds_post(t) for t in ("中国工程院院士沈文清", "国际桥梁学会主席达亚·瓦尔玛", "访联合主席李明")]
    [True, True, False]
    """
    text = simplified(text)
    if not POST_AND_NAME.fullmatch(text) or ABOUT_WHOM.match(text):
        return False
    posts = endings("post")
    return any(text[:k].endswith(posts) and _is_short_name(text[k:]) for k in range(SHORTEST_POST, len(text) - 1))


def _is_short_name(text: str) -> bool:
    """Whether a text is a name of two or three characters, or one with a dot: 热议…主席国庆讲话 ends in none."""
    return is_name(text) and (len(text) <= 3 or not HAN_NAME.fullmatch(text))
