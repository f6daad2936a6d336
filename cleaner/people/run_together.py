"""Names that were run together, as a reader prints them that loses the white space between: 本报记者李明王芳, （江川市司法局李明）.

A run of characters is taken apart only where something else says that names stand there, and only into names with common surnames.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator

from cleaner.language.marks import REPORTER
from cleaner.language.script import simplified
from cleaner.people.name_or_word import counts, is_common_word, odds
from cleaner.people.names import is_name, is_transcribed, remarks, surnames
from cleaner.people.roles import PROVINCE, endings
from cleaner.regexes import compiled

# 本报记者李明王芳, （李明王芳）, （记者李明王芳）: two or three names behind a role, or alone in brackets.
SEVERAL = compiled(rf"(?P<open>[（(])?(?P<role>\p{{Han}}{{0,8}}{REPORTER}[：:]?)?(?P<names>\p{{Han}}{{3,9}}?)(?:等人?)?(?(open)[）)])")
# （江川市司法局李明）: in brackets, behind where somebody works or lives.
PLACED = compiled(r"[（(](?P<inside>\p{Han}{5,24})[）)]")
# What stands in brackets and says where a text is from, or whom something is of, begins so: （摘自《江川日报》）, （据江川电视台）.
FROM = compiled(r"[据據摘原转轉来來见見作由如即指以包含]")
# Names in a run, at most, and behind where somebody works. Chosen.
MOST, BEHIND_PLACE = 3, 2
# Log-odds, in nats, of a name beside a word, at least, and of several names in the mean. Chosen: of 2,067 names of reporters one in ten has
# less, of words that have a surname (白云, 高山, 江南) few have more.
LEAST = 2.0
# 马家村, 高温组, 房产科: what ends so, behind a place, is one of it.
OF_OFFICES = "组班处科室部局队厂店站所院校馆库社团系级届鼎楼"
OF_PLACES = OF_OFFICES + "村山园路街河湖桥寺庙塔镇乡县区市省州"
PLACE_ENDS = tuple("省市县区镇乡村")
# 李明王芳著
WRITTEN = tuple("著辑译绘摄")
# Characters of one name whose surname may be rare.
LONG = 3
# What two characters of a name cost, and three, in nats, beside how rare the surname is. Chosen; of 498 lists of two or three names on the
# labelled pages, run together, 488 come apart as they were printed, and one otherwise; of 504 in bench/papers, written and unseen, whose
# invented names have rare surnames, 255, 17 otherwise, and the rest not at all.
COST = {2: 0.9, 3: 0.2, 4: 0.2}
# Ranks below which one surname is no rarer than another. Chosen.
AS_COMMON = 3


def set_apart(line: str) -> str:
    """A line with white space between names that were run together, and behind where somebody works; any other as it is.

    >>> set_apart("本报记者李明王芳"), set_apart("（李明王芳）"), set_apart("（江川市司法局李明）"), set_apart("（江川市司法局李明王芳）")
    ('本报记者 李明 王芳', '（李明 王芳）', '（江川市司法局 李明）', '（江川市司法局 李明 王芳）')
    >>> set_apart("本报记者李明远"), set_apart("（欧阳小明）"), set_apart("（阿不都拉）"), set_apart("（江川电视台新闻）")
    ('本报记者李明远', '（欧阳小明）', '（阿不都拉）', '（江川电视台新闻）')
    """
    found = SEVERAL.fullmatch(line)
    if found and (found["open"] or found["role"]) and len(names := apart(found["names"])) > 1:
        return _spaced(line, found.start("names"), found.end("names"), names)
    return _behind_place(line) if line[:1] in "（(" and line[1:-1] not in remarks() else line


def _behind_place(line: str) -> str:
    """A bracketed line with white space behind where somebody works, and between the names behind it."""
    found = PLACED.fullmatch(line)
    inside = found["inside"] if found else ""
    plain = simplified(inside)
    if not found or FROM.match(plain):
        return line
    start = found.start("inside")
    # The longest place first: 江川市 人民法院 李明 is of the court.
    for at in range(len(inside) - 2, 1, -1):
        is_place = PROVINCE.fullmatch(plain[:at]) is not None or plain[:at].endswith(PLACE_ENDS)
        who = _behind(inside[at:], is_place) if is_place or plain[:at].endswith(endings("from", "post")) else ()
        if 0 < len(who) <= BEHIND_PLACE:
            return _spaced(line, start + at, start + len(inside), who)
    return line


def _behind(text: str, is_place: bool) -> tuple[str, ...]:
    """The names that stand behind where somebody lives, or works: several, or one, which may have a rare surname if it is long.

    Behind an office a name may be a word, too: 高峰.
    """
    if text[-1] in (OF_PLACES if is_place else OF_OFFICES):
        return ()
    likely = odds(text, counts()) > (LEAST if is_place else -LEAST) if len(text) <= LONG and is_name(text) else False
    return (text,) if likely and (len(text) == LONG or is_name(text, common=True)) else apart(text)


def _spaced(line: str, start: int, end: int, names: tuple[str, ...]) -> str:
    """A line with names in place of what stood between two offsets of it."""
    before = line[:start]
    gap = "" if before[-1:] in "（(：:" else " "
    return before + gap + " ".join(names) + line[end:]


@functools.lru_cache(maxsize=256)  # a page's lines are asked about in several modules
def apart(text: str) -> tuple[str, ...]:
    """The names that a text is a run of, the likeliest way that it can be parted; none where it cannot.

    >>> apart("李明王小芳"), apart("李明远"), apart("新桥通车"), apart("欧阳小明"), apart("江川警方供图")
    (('李明', '王小芳'), ('李明远',), (), ('欧阳小明',), ())
    """
    # 警方供图 is what somebody did.
    did = (*WRITTEN, *(word for word in endings("picture", "wrote") if len(word) > 1))
    if is_transcribed(text) or simplified(text).endswith(did):
        return ()
    likely = (names for names in _ways(text) if sum(odds(name, counts()) for name in names) > LEAST * len(names))
    return min(likely, key=lambda names: (_cost(names), names), default=())


def _ways(text: str) -> Iterator[tuple[str, ...]]:
    """Every way to part a text into names, at most as many as a line has."""
    if not text:
        yield ()
    for size in range(2, min(4, len(text)) + 1):
        if _is_one(text[:size]):
            yield from ((text[:size], *rest) for rest in _ways(text[size:]) if len(rest) < MOST)


def _is_one(word: str) -> bool:
    """Whether a word is a name with a common surname, and no common word."""
    return is_name(word, common=True) and not is_common_word(word)


def _cost(names: tuple[str, ...]) -> float:
    """How unlikely names are, by how rare their surnames are and how long they are."""
    rank = surnames()
    plain = [simplified(name) for name in names]
    rare = (min(rank.get(name[:k], len(rank)) for k in (1, 2)) for name in plain)
    return sum(math.log(AS_COMMON + of) + COST[len(name)] for of, name in zip(rare, plain, strict=True))
