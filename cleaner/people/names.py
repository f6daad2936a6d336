"""Names of people: what can be one, and how a list of them is divided.

None is known; Chinese ones are told by their surname and length, others by capitals or the dot in 努尔·买买提.
"""

from __future__ import annotations

import functools
from itertools import groupby

import regex

from cleaner import data
from cleaner.language.marks import REPORTER
from cleaner.language.script import simplified
from cleaner.regexes import compiled

SEPARATOR = compiled(r"[\s■□●◆▲◇○◎△★、，,；;：:／/|｜丨&]+")
HAN_NAME = compiled(r"\p{Han}{2,4}")
# Of four characters are remarks (记者手记, 未完待续) sooner than names: the corpus has none of two or three behind a text that is no name.
PEN_NAME = compiled(r"\p{Han}{2,3}")
# Characters set apart, as a name of two is spread to the measure of three: 贺　勇, 贺　勇整理.
SPREAD = compiled(
    r"(?<![\p{Han}·•])\p{Han}(?:\s+(?![制製配供绘繪插][图圖]|撰文)\p{Han})+(?=(?:采访整理|整理|报道|采写|编译|供稿|摄影报道|摄|文|图)?(?!\p{Han}))"
)
# 市 长  李 明 远: characters set apart, as one word between wider gaps.
WIDE_GAP = compiled(r"\S\s{2,}\S")
BETWEEN_GAPS = compiled(r"(?:^|(?<=\s{2}|[/／:：]))\p{Han}(?:\s\p{Han}){1,3}(?=\s{2}|$)")
# 李 明 文 王 芳 摄影: names set apart, each before what was done.
APART_WITH_ROLES = compiled(
    r"(?<!\S)(?P<wrote>\p{Han}(?:\s\p{Han}){1,2})\s文\s+(?P<made>\p{Han}(?:\s\p{Han}){1,2})\s(?P<picture>摄影|攝影|摄|攝|图|圖|绘|繪)$"
)
# 欧阳 修
SPREAD_SURNAME = compiled(r"(?<!\p{Han})(?P<surname>\p{Han}{2})\s+\p{Han}(?!\s*\p{Han})")
# 穆 青青, 单 敏 郁 仁甫: a surname set apart from a given name of two, which is no role (记者 张 摄影).
APART_SURNAME = compiled(
    r"(?<!\p{Han})(?P<surname>\p{Han})\s+(?!(?:采访|採訪|整理|报道|報道|报导|報導|采写|採寫|编译|編譯|供稿|摄影|攝影|供图|供圖|制图|製圖|撰文|记者|記者"
    r"|文图|文圖|图文|圖文|通讯|通訊|编辑|編輯))\p{Han}{2}(?!\p{Han})"
)
# 李明文/图, 本报记者李明文/摄: two roles glued to a name.
WROTE_AND_PICTURED = compiled(
    rf"(?<!\p{{Han}})(?P<name>(?:\p{{Han}}{{0,6}}(?:{REPORTER}|作者))?\p{{Han}}{{2,3}})"
    r"文(?:[/／、·]?[图圖]|[/／、·][摄攝])(?!\p{Han})"
)
# 记者李明实习生王芳: a role glued to the name before it.
GLUED_ROLE = compiled(
    rf"(?P<first>{REPORTER}\s*"
    r"\p{Han}{2,3}?)(?=(?:实习生|實習生|(?:特约|特約)?(?:通讯员|通訊員)"
    r"|(?:实习|實習|见习|見習|特约|特約|本报|本報|摄影|攝影)(?:记者|記者))\s*\p{Han}{2,3}(?!\p{Han}))"
)
# 文/片: what 图 is elsewhere.
PICTURES = compiled(r"(?<![\p{Han}])片(?=\s*[/／:：])|(?<=[/／])片(?!\p{Han})")
# 李明等, 李明 王芳 等人
AND_OTHERS = compiled(r"(?<=\p{Han}{2})\s*等人?(?=[\s）)]|$)")
# 李明（文）, 李明（口述）, 文·李明
ROLE_APART = compiled(
    r"(?<=\p{Han})[（(](?P<role>[文图圖摄攝译譯]|摄影|攝影|图片|圖片|口述|整理|采写|採寫|撰文|记录|記錄|翻译|翻譯)[）)]"
    r"|(?<!\p{Han})(?P<role>[文图圖]|撰文|摄影|攝影|绘图|繪圖|采写|採寫)\s*[·•]\s*"
)
# Names that have no surname: 额尔德木图, 次仁多吉.
SOUND = "".join(data.rows("sounds.txt"))
TRANSCRIBED = compiled(f"[{SOUND}]{{3,8}}")
DOTTED_NAME = compiled(r"\p{Han}{1,8}(?:[·•・]\p{Han}{1,8})+")
LATIN_NAME = compiled(r"\p{Lu}[\p{L}.'’-]*(?:\s+\p{Lu}[\p{L}.'’-]*){1,3}")
# 万元, 平方米: what a number counts begins as some names do.
# 毛主席, 周总理: whom everybody calls so, and a name of nobody. Chosen.
ADDRESSED = compiled(".(?:主席|总理|总统|书记|主任|司令|同志|先生|女士|老师|教授|师傅|医生|[部省市县局院校厂处科]长)")
UNIT = compiled(r"[万亿][元人吨亩册件台辆度千]|平方(?:公里|千米|厘米|[米尺])")
# 石桥镇, 江北区; but 夜市, 小区 and 景区.
DISTRICT = compiled(
    r"\p{Han}{2,4}(?:[镇鎮乡鄉县縣]|街道)|\p{Han}{2,4}(?<![夜城都超股门門早晚集楼樓车車])市"
    r"|\p{Han}{2,4}(?<![社小校园園厂廠灾災战戰山地景禁误誤专專选選街发發])[区區]"
)
# Roles of a single character, as they stand apart from names in 文 张 明.
SINGLE_ROLES = "文图圖摄攝影绘繪辑輯"
# The surnames in the file that stand first are those that most people have; a line of bare names needs one of these. Chosen.
COMMON = 180


@functools.cache
def surnames() -> dict[str, int]:
    """Chinese surnames and their rank, from the data file that says where they are from.

    >>> surnames()["王"] < surnames()["欧阳"], "桥" in surnames()
    (True, False)
    """
    return {surname: rank for rank, surname in enumerate(data.rows("surnames.txt"))}


def is_name(text: str, *, common: bool = False) -> bool:
    """Whether a word can be a person's name.

    Args:
        text: the word, without white space around it.
        common: only with a surname that most people have; of two or three characters, or of three or four with a surname of two.

    >>> [is_name(w) for w in ("叶婷婷", "歐陽修", "努尔·买买提", "Jane Doe", "讲话全文", "新论", "万元")]
    [True, True, True, True, False, False, False]
    """
    text = simplified(text)
    if text in remarks():
        return False
    if HAN_NAME.fullmatch(text):
        long = len(text) >= 3 and text[:2] in surnames()
        short = len(text) <= 3 and surnames().get(text[0], COMMON) < COMMON if common else text[0] in surnames()
        return (long or short) and UNIT.fullmatch(text) is None and ADDRESSED.fullmatch(text) is None
    # A line of capitalised words alone is a headline sooner than a name.
    return not common and bool(DOTTED_NAME.fullmatch(text) or LATIN_NAME.fullmatch(text))


def is_transcribed(word: str) -> bool:
    """Whether a word can be a name that is written by its sound, where something says that a name stands there.

    >>> [is_transcribed(word) for word in ("额尔德木图", "次仁多吉", "讲话全文")]
    [True, True, False]
    """
    return TRANSCRIBED.fullmatch(simplified(word)) is not None


@functools.cache
def remarks() -> frozenset[str]:
    """What stands in brackets behind a text and is no name, as 待续 and 掌声, from the data file that says where from.

    >>> "待续" in remarks(), "李明" in remarks()
    (True, False)
    """
    return frozenset(data.rows("remarks.txt"))


def is_pen_name(word: str) -> bool:
    """Whether a word behind the end of a text can be who wrote it, though it begins with no surname that is known.

    >>> [is_pen_name(word) for word in ("水清浅", "归庭", "待续", "讲话全文")]
    [True, True, False, False]
    """
    plain = simplified(word)
    return bool(PEN_NAME.fullmatch(plain)) and plain not in remarks() and not UNIT.fullmatch(plain) and not is_district(plain)


def is_district(word: str) -> bool:
    """Whether a word is the name of a town, a county or a district by how it ends.

    >>> is_district("石桥镇"), is_district("江北区"), is_district("李镇")
    (True, True, False)
    """
    return DISTRICT.fullmatch(word) is not None


def doubled_in_name(word: str) -> int | None:
    """Where in a word of four characters one is doubled that should not be: no name has three after a surname of one.

    >>> doubled_in_name("罗嘉嘉文"), doubled_in_name("叶婷婷"), doubled_in_name("欧阳婷婷")
    (1, None, None)
    """
    plain = simplified(word)
    if len(word) != 4 or plain[0] not in surnames() or plain[:2] in surnames():
        return None
    return next((k for k in (1, 2) if word[k] == word[k + 1]), None)


def closed_up(text: str) -> str:
    """A line of words whose characters stand apart, with wider gaps between the words, as such words; any other as it is.

    >>> closed_up("市　长　　李　明　远"), closed_up("李　明　远"), closed_up("记者　李　明　　王　芳")
    ('市长　　李明远', '李　明　远', '记者　李　明　　王芳')
    """
    return BETWEEN_GAPS.sub(lambda word: "".join(word[0].split()), text) if WIDE_GAP.search(text) else text


def split_words(text: str) -> list[str]:
    """The words of a list of names and roles; names that were spread, and those of several Latin words, are one word.

    >>> split_words("本报记者 贺　勇、李明"), split_words("文 张 明"), split_words("记者 Jane Doe")
    (['本报记者', '贺勇', '李明'], ['文', '张明'], ['记者', 'Jane Doe'])
    """
    return [*_words(text)]


@functools.lru_cache(maxsize=2048)  # of a page's lines two in three are asked about again
def _words(text: str) -> tuple[str, ...]:
    if apart := APART_WITH_ROLES.search(text):
        text = f"{text[: apart.start()]}{_together(apart['wrote'])} 文 {_together(apart['made'])} {apart['picture']}"
    text = closed_up(text)
    text = AND_OTHERS.sub("", PICTURES.sub("图", text))
    text = ROLE_APART.sub(r" \g<role> ", text)
    text = GLUED_ROLE.sub(r"\g<first> ", text)
    text = WROTE_AND_PICTURED.sub(r"\g<name> 文图", text)
    text = SPREAD_SURNAME.sub(lambda name: "".join(name[0].split()) if simplified(name["surname"]) in surnames() else name[0], text)
    text = APART_SURNAME.sub(_with_surname, text)
    text = SPREAD.sub(lambda run: _gathered(run[0].split()), text)
    text = LATIN_NAME.sub(lambda name: regex.sub(r"\s+", "\0", name[0]), text)
    return tuple(word.replace("\0", " ") for word in SEPARATOR.split(text) if word)


def _together(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())


def _with_surname(found: regex.Match[str]) -> str:
    """A given name with the surname that stood apart from it; as it stands, where the two are no name or the one is a role."""
    whole = "".join(found[0].split())
    return whole if found["surname"] not in SINGLE_ROLES and is_name(whole) else found[0]


def _gathered(letters: list[str]) -> str:
    """Characters that stood apart, two or three to a name where all can be."""
    if apart := _with_roles(letters):
        return apart
    head: list[str] = []
    tail: list[str] = []
    single = len(letters) % 2 == 1 or (len(letters) == 4 and is_name("".join(letters[1:])))
    if single and letters[0] in SINGLE_ROLES:
        head, letters = letters[:1], letters[1:]
    elif len(letters) % 2 and letters[-1] in SINGLE_ROLES:
        letters, tail = letters[:-1], letters[-1:]
    if len(letters) == 3 and (is_name("".join(letters)) or not (head or tail)):
        names = ["".join(letters)]
    elif len(letters) == 5:
        names = _two_and_three(letters)
    else:
        names = ["".join(letters[k : k + 2]) for k in range(0, len(letters), 2)]
        one = len(names) == 1 and not set(letters) & set(SINGLE_ROLES)
        names = names if one or all(map(is_name, names)) else letters
    return " ".join([*head, *names, *tail])


def _with_roles(letters: list[str]) -> str:
    """Characters as names that have a role of one character each, as 文 李 明 图 王 芳; "" where they are none."""
    runs = [(role, "".join(run)) for role, run in groupby(letters, SINGLE_ROLES.__contains__)]
    names = [run for role, run in runs if not role]
    alone = len(names) > 1 and len(runs) == 2 * len(names) and all(len(run) == 1 for role, run in runs if role)
    return " ".join(run for _, run in runs) if alone and all(is_name(name, common=True) for name in names) else ""


def _two_and_three(letters: list[str]) -> list[str]:
    """Five characters as two names, the letters themselves where neither way is one: 袁 明 江 越 红."""
    ways = [["".join(letters[:k]), "".join(letters[k:])] for k in (2, 3)]
    return next((names for names in ways if all(is_name(name, common=True) for name in names)), letters)
