"""Customs of what stands on a page around its articles: a table of contents, a running head where one page ends and the next begins."""

from __future__ import annotations

from itertools import chain, dropwhile, islice

from cleaner.customs.printed import LONGEST_HEADLINE
from cleaner.customs.seen import HEADED, Seen, is_open, lines_from
from cleaner.language.script import simplified
from cleaner.lines.furniture import furniture
from cleaner.page import BLANK, FURNITURE
from cleaner.regexes import compiled

# 从用电量看工业经济运行 （36）, below 目录.
PAGED, CONTENTS = compiled(r".{4,80}[（(]\s*\d{1,3}\s*[）)]\s*"), compiled(r"[【\[]?\s*(?:总\s*)?目\s*[录次]\s*[】\]]?")
# Lines of contents that are looked at for the word above them. Chosen: more than a page of them has.
MANY = 100
# Characters of a running head that has neither number nor mark, at most, and of a text that is torn above it, at least. Chosen.
LONGEST_HEAD, TORN = 12, 25
# 综合新闻 by its sounds, or in English; and an ideograph.
CAPITALS, HAN = compiled(r"[A-Z]{2,}(?:[ &·'.-]+[A-Z]{2,})+"), compiled(r"\p{Han}")
# The line with a paper's issue, below its name: 2016年第13期(总第288期), 第8期, 2014年6月10日 第2版, 澄阳市水利局主办.
ISSUE = compiled(r"第?\s*[\d零〇一二三四五六七八九十百]+\s*期|总第|總第|主[办辦]|第\s*[\d一二三四五六七八九十]+\s*版|\d{4}/\d{1,2}\s*·")
# 油　城　工　人, and a date.
SPACED, DATED = compiled(r"\p{Han}(?:[\u3000 ]{1,3}\p{Han}){2,9}"), compiled(r"年.{1,4}月")
# 平川卫生通报 第3页: a name, and which page it is.
WITH_PAGE = compiled(r"(?P<name>[\p{Han}\s]{3,14}?)\s*(?:第\s*[\d一二三四五六七八九十]+\s*[页頁版]|·\s*\d+\s*·)")
# A running head is a name.
NAME = compiled(r"[\p{Han}\p{Latin}\s·]+")


def is_name_of_contents(line: str) -> bool:
    """Whether a line is the word above a table of contents.

    >>> is_name_of_contents("目　录"), is_name_of_contents("新书目录公布")
    (True, False)
    """
    return CONTENTS.fullmatch(simplified(line.strip())) is not None


def is_of_contents(here: Seen) -> bool:
    """Whether a line is of a table of contents: 目录, and 从用电量看工业经济运行 （36） below it or below another such line.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> pages = [Page("p", f"{word}新桥今天通车 （36）学校开学了 （40）") for word in ("目录", "要闻")]
    >>> places = ((0, 2, FURNITURE), (2, 13, "title"), (13, 23, "title"))
    >>> [is_of_contents(seen(page, [Block(*place) for place in places], at)) for page in pages for at in (0, 2)]
    [True, True, False, False]
    """
    if is_name_of_contents(here.text):
        return PAGED.fullmatch(here.reads(next(lines_from(here, 1), None))) is not None
    if not PAGED.fullmatch(here.text):
        return False
    over = (here.reads(block) for block in islice(lines_from(here, -1), MANY))
    return is_name_of_contents(next(dropwhile(PAGED.fullmatch, over), ""))


def is_in_capitals(here: Seen) -> bool:
    """Whether a line is in capitals, as ZONGHE XINWEN, beside lines in ideographs: a paper's or page's name, by its sounds or in English.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> pages = [Page("p", f"新桥今天通车{name}两岸居民不必再等渡船。") for name in ("JIANGCHUAN RIBAO", "GDP")]
    >>> [is_in_capitals(seen(page, [Block(0, 6, "title"), Block(6, at, "title"), Block(at, at + 13, "body")], 1))
    ...  for page, at in zip(pages, (22, 9))]
    [True, False]
    >>> is_in_capitals(seen(Page("p", "JIANGCHUAN RIBAO"), [Block(0, 16, "title")], 0))
    False
    """
    beside = [here.reads(block) for block in (here.above, here.below) if block is not None]
    return CAPITALS.fullmatch(here.text.strip()) is not None and beside != [] and all(map(HAN.search, beside))


def is_running_head(here: Seen) -> bool:
    """Whether a line beside a page's number, within a text that is torn there, is a running head: one page ends, and the next begins.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> torn = "从今天起图书馆晚上也开门，读者可以在图书馆里看报，也可以借"
    >>> goes_on = "书回家去看，每次可以借五本，一个月以后还，今后还要再多。"
    >>> pages = [Page("p", f"{torn}{end}17江川党建{goes_on}") for end in "了。"]
    >>> places = ((0, 30, "body"), (30, 32, FURNITURE), (32, 36, "title"), (36, 64, "body"))
    >>> [is_running_head(seen(page, [Block(*place) for place in places], 2)) for page in pages]
    [True, False]
    """
    above, below = here.above, here.below
    if above is None or below is None or above.kind != "body" or len(here.text) > LONGEST_HEAD or not NAME.fullmatch(here.text):
        return False
    torn = here.reads(above).rstrip()
    if len(torn) < TORN or not torn[-1:].isalpha() or len(here.reads(below)) <= LONGEST_HEADLINE or is_open(here.reads(below)):
        return False
    beside = (next(lines_from(here, step), None) for step in (-1, 1))
    return any(line is not None and line.kind == FURNITURE and furniture(simplified(here.reads(line))) == "page-number" for line in beside)


def is_masthead(here: Seen) -> bool:
    """Whether the first line of a page stands right above the line with the issue, and no text below that: 平川卫生通报.

    >>> from cleaner.customs.seen import NOTHING, seen
    >>> from cleaner.page import Block, Page
    >>> page, kinds = Page("p", "平川卫生通报第8期新桥今天通车"), ("title", FURNITURE, "title")
    >>> blocks = [Block(*one) for one in zip((0, 6, 9), (6, 9, 15), kinds, strict=True)]
    >>> [is_masthead(seen(page, blocks, 0, NOTHING._replace(titles={9: chance}))) for chance in (0.9, 0.1)]
    [True, False]
    """
    name = here.text.strip()
    if len(name) > LONGEST_HEAD or not NAME.fullmatch(name) or next(lines_from(here, -1), None) is not None:
        return False
    below, after = islice(chain(lines_from(here, 1), (None, None)), 2)
    if below is None or not is_open(issue := here.reads(below)) or here.chance(below) >= HEADED:
        return False
    if SPACED.fullmatch(name) and DATED.search(issue):
        return True
    after = here.below if below.kind == FURNITURE else after
    return ISSUE.search(issue) is not None and after is not None and here.chance(after) >= HEADED


def is_head_of_page(here: Seen) -> bool:
    """Whether a line is the first one of the page once more, and which page it is: 平川卫生通报 第3页.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> page, kinds = Page("p", "平川卫生通报新桥今天通车平川卫生通报 第3页"), (FURNITURE, "title", "title")
    >>> blocks = [Block(*one) for one in zip((0, 6, 12), (6, 12, 22), kinds, strict=True)]
    >>> [is_head_of_page(seen(page, blocks, at)) for at in (2, 1)]
    [True, False]
    """
    found = WITH_PAGE.fullmatch(here.text.strip())
    if found is None:
        return False
    first = next((block for block in here.blocks if block.kind != BLANK), None)
    name: str = found["name"]
    return here.reads(first).strip() == name.strip()
