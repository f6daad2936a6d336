"""Page furniture: what a page carries that no article does. Each pattern is named, and must match a whole line."""

from __future__ import annotations

import functools

import regex

from cleaner import data
from cleaner.people import is_desk

# Longest line that is furniture, in characters: an imprint with three fields.
LONGEST = 80
NUMBER = r"[0-9０-９一二三四五六七八九十百〇零]+"
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
WEEKDAY = r"(?:星期|礼拜|周)[一二三四五六日天]|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
DATE = rf"""(?: (?:公元)? [0-9〇零一二三四五六七八九]{{4}} \s*年\s* {NUMBER} \s*月\s* {NUMBER} \s*日
             | \d{{4}} [-./] \d{{1,2}} [-./] \d{{1,2}} | {NUMBER}月{NUMBER}日
             | {MONTH}\s+\d{{1,2}},?\s+\d{{4}} | \d{{1,2}}\s+{MONTH}\s+\d{{4}} )"""
CONTACT = (
    r"(?:电话|热线|邮箱|电邮|信箱|地址|邮编|邮政编码|传真|网址|网站|投稿|订阅|订报|广告|发行|零售|微信|微博|公众号|客户端|二维码"
    r"|联系|咨询|爆料|QQ|e-?mail|tel|fax|phone|http)"
)
# Each is verbose, and is matched against a whole line, whatever the case of its letters.
PATTERNS = {
    "date": rf"""
        (?:{WEEKDAY})? [\s,，]* {DATE} [\s,，]*
        (?: (?:{WEEKDAY}) | 农历\S{{2,12}} | [甲乙丙丁戊己庚辛壬癸]\S年\S{{0,8}} | 总?第{NUMBER}期 | [\s,，()（）] )*""",
    "page-number": rf"""
        [-—–·•\[(（《<]* \s*
        (?: 第\s*{NUMBER}\s*[版页] | [A-Z]?\d{{1,4}}\s*[版页]? | [A-Z]{{1,2}}\d{{1,3}} | {NUMBER}版 | p(?:age|\.)\s*\d+ )
        \s* [-—–·•\])）》>]* (?:\s*/\s*\d+)?""",
    "imprint": r"""
        .* (?: 国内统一 | 刊号 | CN\s*\d | ISSN | 邮发代号 | 总?第\s*\d+\s*期 | 今日\s*\S{1,3}\s*版 | 代号\s*\d | 主管主办
             | (?:主管|主办|出版)单位\s*[:：] | 零售价 | all\ rights\ reserved | © ) .*""",
    "contact": rf"""
        [^，。；:：]{{0,8}} {CONTACT} [^，。；:：\s]{{0,4}} \s*[:：]\s* \S[^。；！？]*      # 联系电话：0571-85310000
      | [^，。；]{{0,6}} {CONTACT} \s? [\d（(+] [\d（）()—\ -]{{5,}}                     # 电话0571-85310000
      | [\w.+-]+@[\w-]+\.[\w.]+ | (?:https?://|www\.)\S+""",
    "continuation": rf"""
        [（(【▶►→▲]* \s* (?: [下上紧转接详][转接见] | 详见 | 见 | 转 | 接 )
        [^。，]{{0,12}}? (?:第?\s*(?:{NUMBER}|[A-Z]\d+)\s*[版页]) [^。，]{{0,14}} [）)】]*
      | (?:see|continued\ (?:on|from))\ page\ \d+""",
}
# Where a sentence ends there is text, whatever words stand in it.
SENTENCE = regex.compile("[。！？]")
APART = regex.compile(r"[\s·•|｜/]+")
COMPILED = {name: regex.compile(pattern, regex.VERBOSE | regex.IGNORECASE) for name, pattern in PATTERNS.items()}


@functools.cache
def sections() -> frozenset[str]:
    """Names of newspaper sections, from the data file that says where they are from."""
    return frozenset(name.casefold() for name in data.rows("sections.txt"))


def furniture(line: str) -> str | None:
    """The name of the pattern that a whole line of furniture fits; None for any other line.

    >>> [furniture(t) for t in ("第02版", "2018年12月19日 星期三", "责任编辑：邹辉思 版式：王军", "要闻", "下转第3版", "一个新时代")]
    ['page-number', 'date', 'desk', 'section', 'continuation', None]
    """
    text = line.strip()
    if len(text) > LONGEST or SENTENCE.search(text):
        return None
    bare = text.strip("【】[]《》<>·•|｜—-■□●◆ ")
    # 新闻·综合, 04 要闻, 专版·A3: sections and page numbers together.
    words = [w for w in APART.split(bare.casefold()) if w]
    if words and all(w in sections() or COMPILED["page-number"].fullmatch(w) for w in words) and any(w in sections() for w in words):
        return "section"
    if is_desk(text):
        return "desk"
    return next((name for name, pattern in COMPILED.items() if pattern.fullmatch(text)), None)
