"""Page furniture: what a page carries that no article does.

A running head is a row of fields, each of which is furniture by itself: the paper's name, a date, a number, a section, the desk.
What a field can be is in the data files: `furniture.txt` (patterns, each with its name and an example) and `sections.txt`.
"""

from __future__ import annotations

import functools

import regex

from cleaner import data
from cleaner.language.script import simplified
from cleaner.lines.lists import has_cells, is_row
from cleaner.lines.reader import said_by_reader
from cleaner.patterns import first_fitting
from cleaner.people.desk import is_desk
from cleaner.regexes import compiled

# Longest line that is furniture, in characters: an imprint with three fields. Chosen.
LONGEST = 80
# Words of a running head, at most. Chosen.
FIELDS = 16
# （下转第三版）, in the same line as the text that goes on there; which way such a line leads, `cleaner.linking.continuations` says.
GOES_ON = compiled(
    r"\s*[（(【]?[▶►→▼]?\s*下[转轉]\s*[^（()）]{1,10}[版页頁面]\s*[）)】]?\s*$"
    r"|\s*[（(【][▶►→▼]?\s*(?:[下紧緊文]?[转轉接])\s*(?:第?\s*[\d一二三四五六七八九十]{1,3}|下)\s*[版页頁][^（()）]{0,6}[）)】]\s*$"
)
# Characters of it at most, for the search begins so far from the end. Chosen: of 24 on the labelled and made pages none has more than ten.
LONGEST_GOES_ON = 20
# （上接第一版）, in the same line as the text that goes on from there.
CAME_FROM = compiled(
    r"\s*[（(【\[［][▶►→▲]?\s*(?:上接\s*[^（()）]{1,10}[版页頁面]|[上紧緊]?接\s*第?\s*[\d一二三四五六七八九十]{1,3}\s*[版页頁])[^（()）]{0,6}[）)】\]］]\s*"
)
# What a paper says to its readers may be a sentence: 来稿请注明姓名、单位。 No other pattern's words are: how to call ends many a text.
MAY_BE_SENTENCE = "notice"
# Where a sentence ends there is text, whatever words stand in it.
SENTENCE = compiled("[。！？]")
APART, FAR_APART = compiled(r"[\s·•|｜丨/／●■◆]+"), compiled(r"[\s|｜丨/／●■◆]+")
# 江 川 日 报
SPACED = compiled(r"\p{Han}(?:\s+\p{Han}){2,12}")
# 第 07 版
SPACED_NUMBER = compiled(r"(?<=第)\s+(?=\d{1,5}\s*[版期])|(?<=第\s?\d{1,5})\s+(?=[版期])")
AROUND = "（）()【】[]［］〔〕《》<>·•|｜丨—-■□●◆ "
# 时事新闻, A8要闻, 要闻08: what can stand around the name of a section.
PAGE = r"(?:第[\d一二三四五六七八九十]+[版页]|[a-z]?\d{1,3}版?|[一二三四五六七八九十]+版)"
PAGE_BEFORE, PAGE_AFTER = compiled(rf"^{PAGE}[·•:：]?", regex.IGNORECASE), compiled(rf"[·•]?{PAGE}$", regex.IGNORECASE)
# ★ ★ ★ and column rules; no marks of sentences, which may be torn off, and no ellipsis, which says what was left out.
ORNAMENT = compiled(r"[\s★☆●○◆◇■□▲△▼▽※×＊*+=~～_|｜丨│┃━─▪▫◎⊙♦♣♠♥•·※^'`\\/-]+")
# 相关论文信息：https://doi.org/…, which an article of science ends in.
CITED = compiled(r"\bdoi\b|\barxiv\b|论文(?:信息|链接|原文)\s*[:：]", regex.IGNORECASE)
# What the reader says of its own.
READER = "reader"
# 2022.7, which by itself is any number.
ISSUE_DATE = "issue-date"
# A page's number with its letter or 版, or a whole date and one field more: where these stand, a short word is a section's name.
PLACE_OF_PAGE = compiled(r"(?<![\p{L}\d])[A-Z]{1,2}\d{1,2}(?![\p{L}\d])|\d版|第[\d一二三四五六七八九十]+版")
WHOLE_DATE = compiled(r"年\d{1,2}月\d{1,2}日")
NEW_SECTION = compiled(r"\p{Han}{2,5}(?:[·•]\p{Han}{2,5})?")
# 综合新闻 ZONG HE XIN WEN, ECONOMY 经济观察: in two languages, or with its sounds.
IN_CAPITALS = compiled(r"(?P<name>\p{Han}{2,6})\s*[/／]?\s*[A-Z][A-Z ]{3,30}|[A-Z][A-Z ]{3,30}\s*[/／]?\s*(?P<name>\p{Han}{2,6})")
KIND_AFTER = compiled(r"(?<=.)(?:新闻|要闻|周刊|周报|副刊|专刊|专版|专页|特刊|版)$")


def is_cited(line: str) -> bool:
    """Whether a line says where the report of science is published that an article is about.

    >>> is_cited("相关论文信息：https://doi.org/10.1000/1"), is_cited("论文答辩今天开始")
    (True, False)
    """
    return CITED.search(line) is not None


@functools.cache
def sections() -> frozenset[str]:
    """Names of newspaper sections, from the data file that says where they are from.

    >>> "要闻" in sections(), "新桥" in sections()
    (True, False)
    """
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


def furniture(line: str) -> str | None:
    """The name of the pattern that a whole line of furniture fits; None for any other line.

    >>> [furniture(t) for t in ("第02版", "2018年12月19日 星期三", "责任编辑：石惠文 版式：王军", "要闻", "下转第3版", "一个新时代")]
    ['page-number', 'date', 'desk', 'section', 'continuation', None]
    >>> furniture("要闻 2019年3月5日 星期二 责编：李明"), furniture("责编：李明 电话：0571-85310000")
    ('section', 'desk')
    """
    text = line.strip()
    if said_by_reader(text):
        return READER
    # A motto below a masthead may end so: 全世界无产者，联合起来！
    text = text.removesuffix("！")
    if text.endswith("。") and len(text) <= LONGEST and not SENTENCE.search(text, 0, len(text) - 1):
        found = first_fitting("furniture.txt", simplified(text[:-1]))
        return found if found == MAY_BE_SENTENCE else None
    if len(text) > LONGEST or SENTENCE.search(text) or is_cited(text):
        return None
    if ORNAMENT.fullmatch(text):
        return "ornament"
    text = SPACED_NUMBER.sub("", simplified(text))
    if SPACED.fullmatch(text):
        text = "".join(text.split())
    # A row of a table has a section's name and numbers, too.
    if has_cells(text):
        return None
    bare = text.strip(AROUND)
    field = _field(text)
    if field == ISSUE_DATE:
        return None
    return field or (None if is_row(bare) else _running_head(bare) or _new_section(bare))


def goes_on_at(text: str) -> int | None:
    """Where, at the end of a paragraph, a line begins that says on which page it goes on; None where there is none.

    >>> goes_on_at("水质好转。（下转第三版）"), goes_on_at("（报告全文见第六版）")
    (5, None)
    """
    found = GOES_ON.search(text, max(0, len(text) - LONGEST_GOES_ON))
    return found.start() if found and found.start() else None


def came_from(text: str) -> int | None:
    """Where the text begins behind a line that says from which page it goes on; None where there is none.

    >>> came_from("（上接第一版）两岸居民从此不必等船。"), came_from("（上接第一版）")
    (7, None)
    """
    found = CAME_FROM.match(text)
    return found.end() if found and found.end() < len(text) else None


def _field(text: str) -> str | None:
    """The pattern of a text that is one field of a running head."""
    if is_desk(text):
        return "desk"
    found = first_fitting("furniture.txt", text)
    if found:
        return found
    bare = text.strip(AROUND)
    twice = IN_CAPITALS.fullmatch(bare)
    return _field(twice["name"]) if twice else "section" if is_section(bare) else None


def _running_head(text: str) -> str | None:
    """The pattern of the first field of a text that is a row of them."""
    gaps = [*APART.finditer(text)]
    starts, ends = [0, *(gap.end() for gap in gaps)], [*(gap.start() for gap in gaps), len(text)]
    if not 1 < len(starts) <= FIELDS:
        return None
    # From the last word on: whether what begins at it is a row of fields, and what the first of these is.
    rest: dict[int, str] = {len(starts): ""}
    for k in reversed(range(len(starts))):
        for following in range(k + 1, len(starts) + 1):
            if following in rest and (name := _field(text[starts[k] : ends[following - 1]])):
                rest[k] = name
                break
    return rest.get(0)


def _new_section(text: str) -> str | None:
    """Whether all but one word of a text are fields of a running head, and that one is short: it is a section of which no list knows.

    >>> _new_section("A8 紫金山 2021年4月7日"), _new_section("第07版 侨社·乡情"), _new_section("致敬 2021年4月7日")
    ('section', 'section', None)
    """
    placed, dated = PLACE_OF_PAGE.search(text), WHOLE_DATE.search(text)
    for apart in (APART, FAR_APART):
        words = apart.split(text)
        numbered = any(map(str.isdecimal, words))
        if not (2 if placed else 3) <= len(words) <= FIELDS or not (placed or dated or numbered):
            continue
        fields = [_field(word) for word in words]
        new = [word for word, field in zip(words, fields, strict=True) if not field]
        # A paper's name and a bare number are as good as a page's number that says that it is one.
        known = placed or dated or {"masthead", "page-number"} <= set(fields)
        if known and len(new) == 1 and NEW_SECTION.fullmatch(new[0]):
            return "section"
    return None
