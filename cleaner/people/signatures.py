"""Signatures: names set apart, or beside where somebody lives or works. They are bylines, and above a date a document's form."""

from __future__ import annotations

from cleaner.language.script import simplified
from cleaner.people.names import closed_up, is_name, split_words
from cleaner.people.roles import OF_PLACE, PROVINCE, endings
from cleaner.regexes import compiled

SPREAD_NAME = compiled(r"\p{Han}(?:\s+\p{Han}){1,2}")
# 江西武宁县, 高二（3）班, 市第二织布厂 技术科: of one word or two, before who wrote there.
WHERE = compiled(r"[\p{Han}\d（）()、]{2,22}(?: [\p{Han}\d（）()]{2,10})?")
# 山西, 山西 晋城
PROVINCE_AND_CITY = compiled(rf"(?:{PROVINCE.pattern})(?: ?\p{{Han}}{{2,4}})?")
# 吴 勉之; but 李 明摄 and 李 明译 say what he did.
SURNAME_APART = compiled(r"\p{Han}\s+\p{Han}[^\P{Han}摄攝图圖文译譯绘繪作辑輯编編]")
# Names behind it, at most. Chosen.
TOGETHER = 3
# 李明 江南大学教授; a name that is not set apart from what follows may be anything.
NAME_FIRST = compiled(r"(?P<who>\p{Han}{2,3})\s+(?P<where>\p{Han}{4,24})")
# Behind a pupil's name stands who taught him.
TEACHER = compiled(r"(?<=\p{Han})\s+[（(]?(?:指导|辅导)(?:[老教]师|教练)\s*[:：]?\s*\p{Han}\s?\p{Han}{1,3}[）)]?$")
# 李明 2003年10月6日, below what he wrote; 校友 李明 1988年冬于江川, 李明 2001.5.13
DATED = compiled(
    r"(?:(?:校友|读者|作者|学生)\s+)?(?P<who>\p{Han}{2,4})\s+(?:\d{4}\.\d{1,2}(?:\.\d{1,2})?|(?:\d{4}|[〇○零一二三四五六七八九]{4})年"
    r"(?:[\d一二三四五六七八九十]{1,3}月(?:[\d一二三四五六七八九十]{1,3}日)?|[春夏秋冬]季?|春节|元旦|国庆节?|中秋节?|岁末|年末)"
    r"(?:\s?[写记]?于\p{Han}{2,8})?)"
)
# 江北, 江城: what ends in one of these is a place sooner, where a date stands behind it. Chosen.
OF_PLACES = "东東西南北城州京港门門"
# Where people work or learn that no reporter is sent from.
AT_WORK = ("班", "部队", "小区", "连", "舰", "级", "库", "社", "系", "场", "店")


def is_spread_name(line: str) -> bool:
    """Whether a line is a name whose characters are set apart. Those of six headlines of 21,876 are (驰  援, 红 绿 灯), and are no names.

    >>> is_spread_name("郁 达"), is_spread_name("屠 美 珍"), is_spread_name("测 量"), is_spread_name("郁达"), is_spread_name("国 务 院")
    (True, True, False, False, False)
    """
    name = "".join(line.split())
    return is_spread(line) and is_name(name) and not simplified(name).endswith(endings("from"))


def is_spread(line: str) -> bool:
    """Whether a line is two or three characters that are set apart.

    >>> is_spread("亦 农"), is_spread("亦农")
    (True, False)
    """
    return SPREAD_NAME.fullmatch(line.strip()) is not None


def is_surname_apart(line: str) -> bool:
    """Whether a line is a surname that most people have, and a name of two characters set apart from it.

    >>> is_surname_apart("吴 勉之"), is_surname_apart("灯 光明")
    (True, False)
    """
    return SURNAME_APART.fullmatch(line.strip()) is not None and is_name("".join(line.split()), common=True)


def is_name_with_place(line: str) -> bool:
    """Whether a line says who wrote, and where he lives or works. Of 22,603 lines of headlines none is so.

    >>> is_name_with_place("江西武宁县 付鹤鸣"), is_name_with_place("李明 江南大学教授"), is_name_with_place("江西武宁县 付鹤鸣来信")
    (True, True, False)
    """
    return bool(signed_by(line)) and not is_spread_name(line) and not is_surname_apart(line)


def signed_by(line: str) -> tuple[str, ...]:
    """Who a signature names; nobody where a line is none.

    >>> signed_by("高二（3）班 李 明"), signed_by("市卫生局 李明 王芳"), signed_by("郁 达"), signed_by("新桥 通车")
    (('李明',), ('李明', '王芳'), ('郁达',), ())
    >>> signed_by("市第二织布厂 技术科 李明"), signed_by("采油三队 李明 王 芳"), signed_by("特约分析师 李明")
    (('李明',), ('李明', '王芳'), ('李明',))
    >>> signed_by("江川一中 李明"), signed_by("江川证券 李明"), signed_by("新桥乡政府 李明"), signed_by("江南大学教授、博士生导师 李明")
    (('李明',), ('李明',), ('李明',), ('李明',))
    >>> signed_by("李明 2003年10月6日"), signed_by("江北 2003年10月6日"), signed_by("校友 李明 1988年冬于江川")
    (('李明',), (), ('李明',))
    >>> signed_by("山西 晋城 李明"), signed_by("河南郑州 李明"), signed_by("吴 勉之"), signed_by("李 明摄")
    (('李明',), ('李明',), ('吴勉之',), ())
    """
    line = closed_up(line.strip())
    words = without_teacher(line).split()
    # Most lines are one word, and none of these.
    if len(words) < 2:
        return ()
    if dated := DATED.fullmatch(line.strip()):
        return (dated["who"],) if is_name(dated["who"], common=True) and dated["who"][-1] not in OF_PLACES else ()
    if is_spread_name(line) or is_surname_apart(line):
        return ("".join(words),)
    for count in range(1, min(3, len(words))):
        where, who = " ".join(words[:count]), split_words(" ".join(words[count:]))
        if _is_where(where) and len(who) <= TOGETHER and all(len(name) <= 3 and is_name(name, common=len(who) > 1) for name in who):
            return tuple(who)
    found = NAME_FIRST.fullmatch(line.strip())
    if found and simplified(found["where"]).endswith(endings("from", "post")) and is_name(found["who"]):
        return (found["who"],)
    return ()


def without_teacher(line: str) -> str:
    """A signature without who taught the pupil that it names.

    >>> without_teacher("高二（3）班 李明　指导教师 王芳"), without_teacher("高二（3）班 李明 指导老师 王 芳")
    ('高二（3）班 李明', '高二（3）班 李明')
    """
    found = TEACHER.search(simplified(line))
    return line[: found.start()] if found else line


def _is_where(words: str) -> bool:
    """Whether a word or two say where somebody lives or works, or as what: 江西武宁县, 山西 晋城, 采油三队."""
    plain = simplified(words)
    if not WHERE.fullmatch(words):
        return False
    if plain.endswith((*endings("from", "post"), *AT_WORK)):
        return True
    return PROVINCE_AND_CITY.fullmatch(plain) is not None or OF_PLACE.fullmatch(plain) is not None
