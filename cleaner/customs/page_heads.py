"""Customs of what stands on a page around its articles: a table of contents, a running head where one page ends and the next begins."""

from __future__ import annotations

from itertools import dropwhile, islice

from cleaner.customs.printed import LONGEST_HEADLINE
from cleaner.customs.seen import Seen, is_open, lines_from
from cleaner.language.script import simplified
from cleaner.lines.furniture import furniture
from cleaner.page import FURNITURE
from cleaner.regexes import compiled

# 从用电量看工业经济运行 （36）, below 目录.
PAGED, CONTENTS = compiled(r".{4,80}[（(]\s*\d{1,3}\s*[）)]\s*"), compiled(r"[【\[]?\s*(?:总\s*)?目\s*[录次]\s*[】\]]?")
# Lines of contents that are looked at for the word above them. Chosen: more than a page of them has.
MANY = 100
# Characters of a running head that has neither number nor mark, at most, and of a text that is torn above it, at least. Chosen.
LONGEST_HEAD, TORN = 12, 25
# 综合新闻 by its sounds, or in English; and an ideograph.
CAPITALS, HAN = compiled(r"[A-Z]{2,}(?:[ &·'.-]+[A-Z]{2,})+"), compiled(r"\p{Han}")
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
