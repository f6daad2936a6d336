"""Signatures: names set apart, or beside where somebody lives or works. Below a text they are of it, below a headline bylines."""

from __future__ import annotations

from cleaner.language.script import simplified
from cleaner.lines.names import is_name, split_words
from cleaner.lines.roles import endings
from cleaner.regexes import compiled

SPREAD_NAME = compiled(r"\p{Han}\s+\p{Han}")
NAME = r"\p{Han}\s*\p{Han}(?:\s*\p{Han})?"
# 江西武宁县 付鹤鸣, 高二（3）班 李明, 市卫生局 李明 王芳
PLACE_FIRST = compiled(
    rf"(?P<where>[\p{{Han}}\d（）()]{{2,22}}(?:\s+[\p{{Han}}\d（）()]{{2,10}})??)\s+(?P<who>{NAME}|\p{{Han}}{{2,3}}(?:[\s、]+\p{{Han}}{{2,3}}){{1,2}})"
)
# 李明 江南大学教授; a name that is not set apart from what follows may be anything.
NAME_FIRST = compiled(r"(?P<who>\p{Han}{2,3})\s+(?P<where>\p{Han}{4,24})")
# Where people work or learn that no reporter is sent from.
AT_WORK = ("厂", "车间", "班", "部队", "段", "小区", "连", "舰", "银行", "矿", "级")


def is_spread_name(line: str) -> bool:
    """Whether a line is a name of two characters, set apart as no headline is but two of 25,105 (驰  援, 测 量), which are no names.

    >>> is_spread_name("郁 达"), is_spread_name("测 量"), is_spread_name("郁达")
    (True, False, False)
    """
    return bool(SPREAD_NAME.fullmatch(line.strip())) and is_name("".join(line.split()))


def is_reader(line: str) -> bool:
    """Whether a line says who wrote, and where he lives or works. Of 25,105 lines of headlines none is so.

    >>> is_reader("江西武宁县 付鹤鸣"), is_reader("李明 江南大学教授"), is_reader("江西武宁县 付鹤鸣来信")
    (True, True, False)
    """
    return bool(signed_by(line)) and not is_spread_name(line)


def signed_by(line: str) -> tuple[str, ...]:
    """Who a signature names; nobody where a line is none.

    >>> signed_by("高二（3）班 李 明"), signed_by("市卫生局 李明 王芳"), signed_by("郁 达"), signed_by("新桥 通车")
    (('李明',), ('李明', '王芳'), ('郁达',), ())
    """
    if is_spread_name(line):
        return ("".join(line.split()),)
    for form, ends in ((PLACE_FIRST, (*endings("from"), *endings("post"), *AT_WORK)), (NAME_FIRST, (*endings("from"), *endings("post")))):
        found = form.fullmatch(line.strip())
        who = split_words(found["who"]) if found else []
        if found and simplified(found["where"]).endswith(ends) and all(is_name(name, common=len(who) > 1) for name in who):
            return tuple(who)
    return ()
