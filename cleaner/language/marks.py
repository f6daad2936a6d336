"""The marks that a text begins, ends and is divided with, and the few words there that say where, when, of which picture, or farewell."""

from __future__ import annotations

import functools

import regex

from cleaner.regexes import compiled

STOPS, WESTERN_STOP = "。！？!?", compiled(r"\.(?=\s|$)")
COMMAS = "，；,;"
# More stops or commas say no more. Chosen.
MANY = 3
# Stops of any script, a Western one behind a letter or a mark that ends a number or a quotation, and what closes a quotation in any
# language: in German “ and «, behind a Western stop, in French » with a space before it.
CLOSED = compiled(
    r"(?:[。！？!?…؟۔।॥](?:[”’」』）)\]】\"']|\s?[»«])*|(?:[!?]|(?<=[\p{L}\p{M}\d”’»“«\"')）\]%])\.)(?:[”’」』）)\]】\"'“‘]|\s?[»«])*)\s*$"
)
# What a text ends with is matched from its end on, as all that begins with (?r): a search would go through all of the text.
QUOTE_END = compiled(r"(?r)[”’」』]\s*")
COLON_END = compiled(r"(?r)[：:]\s*")
# A stop within a text: what has one is no subhead, and no line of verse.
STOP_WITHIN = compiled(r"[。！？；!?;].*\w", flags=regex.S)
# 一、 or （2） or 3.: an item.
NUMBERED = compiled(r"^[（(]?(?:第?[一二三四五六七八九十]+[是、，：）)]|\d{1,2}[、.．)）])")
# 第二十三条, （七）, 三、, 3.: an item that others stand before.
LATER_ITEM = compiled(
    r"^(?:第(?!一[条條章节節])[二三四五六七八九十百]{1,5}[条條章节節]\s|[（(]?(?!一[、）)])[二三四五六七八九十]{1,3}[、）)]"
    r"|[（(]?(?!1[.．、）)])\d{1,2}[.．、）)](?!\d))"
)
# Longest row of marks and spaces at the end of a sentence, and a character before it. Chosen.
TAIL = 31
DASH_START = compiled(r"^[—–-]{1,2}")
DASH_END = compiled(r"(?r)[—–]")
# What goes on within a sentence, where sentences begin with capitals: a small letter, behind what may open. eBay begins one, too.
GOES_ON = compiled(r"[(\p{Pi}\p{Pf}„\"'¿¡ ]*\p{Ll}(?!\p{Lu})")
BRACKET_END = compiled(r"(?r)[）)】\]]")
# 图为村民在采茶, 上图：新桥, △旧市场, and none of 图省事，…, 图书室里…, 照片上的人是…, △据悉…, which begin sentences of a text.
PICTURE = compiled(
    r"^[（(]?(?:[上下左右中题配①-⑩]?[图圖](?![书書的个個省啥谋謀纸紙钉釘腾騰像形案快方便]|什么|[上里裡中内內](?![为為是：:左右])|[文时時]|右文)"
    r"|资料图|照片(?![上里中的])|[△▲▼◆◀◁►▷↑↓←→↗↘↙↖](?!\s?(?:据|記者|记者|本报|本報|近日|昨|今))|(?:photos?|picture|figure)\b)",
    regex.IGNORECASE,
)
# →旧市场入口, 图① 旧市场, 图表：近三年菜价: of the lines of headlines that labelled pages, bench/unseen and bench/invented have none is so.
POINTS = compiled(
    r"[△▲▽▼←→↑↓]\s*\w.{1,40}|[图圖](?:\s*[①-⑳]|\s?\d{1,2}(?!\d)|表\s*[:：]|[一二三四五六]\s*[:：])\s*[:：]?\s*\S.{1,40}"
    r"|①\s*[^①-⑳。！？]{2,14}(?:[②-⑳]\s*[^①-⑳。！？]{2,14})+"
)
# Before items of lists and paragraphs of notices.
BULLETS = "■●◆▲□○◎★"
# Signs before news in brief, captions and answers, by their shape, hollow and full.
SHAPES = ("■□", "●○", "◆◇", "★☆", "▲△", "▼▽")
SIGNS = frozenset("".join(SHAPES))
LIST_START = compiled(rf"^(?:[{BULLETS}]|[（(]?[0-9一二三四五六七八九十]+[)）、.．])")
# Who reports, in a pattern, in either script.
REPORTER = "(?:记者|記者|通讯员|通訊員|实习生|實習生)"
# 本报北京10月21日电, 新华社联合国10月23日电, 晨报讯, 【本报讯】, 江城融媒讯（记者 李明）, 央视网消息：, BEIJING, Oct. 21 (Xinhua) —.
# What stands in brackets by itself is at the end: of 477 such texts of the corpus 369 are the last, and none the first.
DATELINE = compiled(
    r"^(?![（(][^（）()]*[）)]\s*$)"
    r"[【〔［\[]?(?:[^，。！？；]{0,16}\d{1,2}\s*日\s*[电電讯訊]|(?:据|综合)?(?:本[报報网網台刊]|\p{Han}{1,3}社|中新网)[^，。！？；]{0,12}(?:[电電讯訊]|消息)"
    r"|\p{Han}{1,7}(?:[报報网網]|在线|客户端)\p{Han}{0,4}?(?:[讯訊]|消息)(?=[\s（(：:】〕]|记者|$)"
    rf"|[^，。！？；（(]{{2,14}}[电電讯訊]\s*[（(]\p{{Han}}{{0,6}}{REPORTER}"
    rf"|[（(][^）)]{{0,16}}{REPORTER}"
    r"|\p{Lu}[\p{Lu}\s]{2,30},.{0,24}(?:—|--|-))"
)
# 本报讯, 江川晚报讯: news of the house, with no place and day. Below a closed text it began another article 27 times of 27 in a national
# daily of January 1998; of what follows such a place and day (新华社北京1月5日电) 141 of 225 went on in the same.
REPORTED = compiled(
    r"^[【〔［\[]?(?:本[报報刊台网網]|\p{Han}{1,5}(?:[日晚晨早商时時快导導周]|都市|青年|法制|法治|农民|農民|工人)[报報])[讯訊](?![号號息的])"
)
# （本报首尔1月13日电）, （本报记者李明、王芳采写）, below the last paragraph.
CLOSING = compiled(
    r"^[（(](?:[^，。！？；（）()]{0,20}\d{1,2}\s*日\s*[电電讯訊]"
    rf"|[^（）()]{{0,16}}{REPORTER})[^（）()]*[）)]\s*$"
)
# A lead says when: a number of a day, a month or a year, an hour, or today, stands near its beginning.
TIME = compiled(
    r"\d\s*[年月日]|[一二三四五六七八九十]月[一二三四五六七八九十初上中下底]|[今昨近][天日晚]|今[年晨]|日前|\b\d{1,2}:\d\d|\b(?:19|20)\d\d\b"
    r"|\b(?:[Tt]oday|[Yy]esterday)\b"
)
# Characters of a text in which its lead says when. Chosen.
LEAD = 80
# Characters of a text that is not worth keeping in memory. Chosen.
LONG = 5000


def closed(text: str) -> bool:
    """Whether a text ends as a sentence does.

    >>> closed("他说：“好。”"), closed("他说，"), closed("„Das reicht.“"), closed("« C’est fini ! »"), closed("18%.")
    (True, False, True, True, True)
    """
    # Of the last few characters: a search from the beginning would try every stop of a long text.
    return _closed(text[-TAIL:])


def closed_with_dash(text: str) -> bool:
    """Whether a text ends as a sentence does, or with a dash behind its stop, as old papers end a paragraph.

    >>> closed_with_dash("It was sent to the House.—"), closed_with_dash("It was sent to the House"), closed_with_dash("It was—")
    (True, False, False)
    """
    return closed(text.rstrip("—–- "))


@functools.lru_cache(maxsize=1024)  # several passes ask about the same lines
def _closed(tail: str) -> bool:
    # The first may be what must stand before a stop.
    return CLOSED.search(tail, len(tail) == TAIL) is not None


def dateline(text: str) -> bool:
    """Whether a text begins with where it was sent from, or who reports.

    >>> dateline("本报北京10月21日电 新桥今天通车。"), dateline("新桥今天通车。")
    (True, False)
    """
    return _dateline(text) if len(text) < LONG else DATELINE.match(text) is not None


@functools.lru_cache(maxsize=1024)  # several passes ask about the same texts
def _dateline(text: str) -> bool:
    return DATELINE.match(text) is not None


def timed(text: str) -> bool:
    """Whether a text says when near its beginning.

    >>> timed("今天上午，新桥通车。"), timed("新桥通车。")
    (True, False)
    """
    return _timed(text[:LEAD])


@functools.lru_cache(maxsize=1024)
def _timed(lead: str) -> bool:
    return TIME.search(lead) is not None


def commas(text: str) -> int:
    """How many commas and semicolons a text has, up to MANY.

    >>> commas("一，二；三"), commas("一，二，三，四，五")
    (2, 3)
    """
    return min(MANY, sum(map(text.count, COMMAS)))


def stops(text: str) -> int:
    """How many stops a text has, up to MANY.

    >>> stops("好。3.5元！"), stops("Yes. No.")
    (2, 2)
    """
    count = sum(map(text.count, STOPS))
    return min(MANY, count + len(WESTERN_STOP.findall(text)) if "." in text else count)
