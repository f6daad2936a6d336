"""Who signs at the end of a paragraph: in brackets, behind a sign, or a name alone behind the last sentence."""

from __future__ import annotations

from cleaner.language.marks import closed
from cleaner.language.script import simplified
from cleaner.people.beside_names import LONGEST_BYLINE, REPORTED
from cleaner.people.bylines import authors_of, byline, pen_names
from cleaner.people.credits import is_credit
from cleaner.people.lists_of_names import Byline
from cleaner.people.names import is_name
from cleaner.people.roles import names_and_roles
from cleaner.regexes import compiled

AT_END = compiled(r"(?P<open>[（(〔［\[【])(?P<inside>[^（()）〔［\[【】\]］〕]{1,60})[）)】\]］〕]\s*$")
# 两岸从此不必再等渡船。□ 李明
SIGN_AT_END = compiled(r"(?<=[。！？…”])\s*(?P<open>[□■◎●])(?P<inside>\s*[^，。！？；：:□■◎●]{2,40})$")
# 两岸从此不必再等渡船。本报记者 李明, 两岸从此不必再等渡船。文/李明
SAID_AT_END = compiled(
    r"(?<=[。！？…”])\s*(?P<said>(?:本[报報刊]|\p{Han}{0,6}(?:记者|記者)|通[讯訊][员員]|[实實][习習]生|特[约約]|撰文|采[写寫]|文\s*[/／:：]|作者\s*[:：])"
    r"[^，。！？；]{2,40}|\p{Han}{2,4}\s+文\s*[/／]\s*(?:[图圖摄攝影]|摄影|攝影))$"
)
# 问：血压高能吃鸡蛋吗？（江川 陈老师）: who asks, and not who wrote.
ASKED = compiled(r"\s*[问問Qq]\s*[:：]")
NAME = r"(?P<name>\p{Han}{2,4}|\p{Han}[ \u3000]+\p{Han})"
# 两岸从此不必再等渡船。　李明, 两岸从此不必再等渡船。（李 明, 两岸从此不必再等渡船。李明）
NAME_AT_END = compiled(rf"(?<=[。！？”…])(?:[ \u3000]+{NAME}|\s*(?P<open>[（(])\s*{NAME}|\s*{NAME}\s*[）)])\s*$")
# Longest name with what stands before it, in characters. Chosen.
LONGEST_NAME = 16


def byline_at_end(text: str, *, of_text: bool = False) -> tuple[int, Byline] | None:
    """Where a byline begins at the end of a paragraph, in brackets or behind the last sentence, and what it says.

    Args:
        text: the paragraph.
        of_text: it is known to be body text and no headline, where 钟声 in brackets would be the column's name.

    >>> byline_at_end("任务圆满完成。（周宁 叶婷婷）")
    (7, Byline(authors=('周宁', '叶婷婷'), marked=True))
    >>> byline_at_end("发布了规划（2019年至2025年）。") is None
    True
    >>> byline_at_end("大家说好、要来（周宁）"), byline_at_end("大家说好、要来（周宁）", of_text=True)
    (None, (7, Byline(authors=('周宁',), marked=True)))
    >>> byline_at_end("两岸从此不必再等渡船。□ 李明")
    (11, Byline(authors=('李明',), marked=True))
    >>> byline_at_end("两岸从此不必再等渡船。（水清浅）", of_text=True), byline_at_end("他笑了。（掌声）", of_text=True)
    ((11, Byline(authors=('水清浅',), marked=True)), None)
    >>> byline_at_end("乡镇 任务数 完成数（万元）", of_text=True) is None
    True
    >>> byline_at_end("两岸从此不必再等渡船。本报记者 李明"), byline_at_end("他说：“好。”本报记者 李明摄")
    ((11, Byline(authors=('李明',), marked=True)), None)
    >>> byline_at_end("问：几时通车？（江川 陈老师）", of_text=True) is None
    True
    >>> byline_at_end("两岸从此不必再等渡船。　李明")
    (12, Byline(authors=('李明',), marked=False))
    """
    # As most paragraphs end; nobody signs so.
    if text.rstrip()[-1:] in "。！？；：，":
        return None
    if alone := _name_alone(text):
        return alone[0], Byline((alone[1],), False)
    said = SAID_AT_END.search(text, max(0, len(text) - LONGEST_BYLINE - 2))
    if said and (found := byline(said["said"].strip())) and not is_credit(said["said"]):
        return said.start(), found
    match = AT_END.search(text, max(0, len(text) - LONGEST_BYLINE - 2)) or SIGN_AT_END.search(text, max(0, len(text) - LONGEST_BYLINE - 2))
    if match is None or match.start() == 0:
        return None
    before = text[: match.start()].rstrip()
    if ASKED.match(text) and before[-1:] in "？?":
        return None
    found = byline(match[0].strip())
    if found is None and of_text and closed(before) and match["open"] not in "〔［[【":
        inside = match["inside"].strip()
        names = authors_of(inside) if REPORTED.search(simplified(inside)) else pen_names(inside)
        found = Byline(names, True) if names else None
    if found is None:
        return None
    # After a stop, another byline, or several names: else it may explain the word before it, as in 校长（李明）, which seldom ends a
    # paragraph.
    sure = (
        closed(before)
        or byline(before)
        or _lists_people(before)
        or len(found.authors) > 1
        or (of_text and is_name(found.authors[0], common=True))
    )
    return (match.start(), found) if sure else None


def _name_alone(text: str) -> tuple[int, str] | None:
    """Where a name begins that stands alone behind the last sentence of a text, and the name; its surname is a common one.

    >>> [_name_alone("从此不必再等渡船。" + name) for name in ("　李明", "（李 明", "李明）", " 掌声")]
    [(10, '李明'), (9, '李明'), (9, '李明'), None]
    """
    found = NAME_AT_END.search(text, max(0, len(text) - LONGEST_NAME))
    if found is None or not is_name(name := "".join(found["name"].split()), common=True):
        return None
    return found.start("open" if found["open"] else "name"), name


def _lists_people(text: str) -> bool:
    """Whether a text is nothing but names and roles, of whatever they did."""
    return len({item.kind for item in names_and_roles(text)}) > 1
