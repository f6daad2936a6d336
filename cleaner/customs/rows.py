"""Customs of rows: lines of tables, results, poems and lists of names, which look like headlines, bylines or page furniture one by one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, takewhile

from cleaner.customs.columns import is_column_above
from cleaner.customs.seen import LONGEST_LINE, Seen, in_row, is_open, lines_from, seen
from cleaner.language.marks import SIGNS
from cleaner.lines.lists import (
    cells_in,
    is_counted,
    is_mourner,
    is_named,
    is_of_day,
    is_of_numbers,
    is_posted,
    is_prize,
    is_ranked,
    is_result,
    is_row,
    label_of,
    names_called,
    names_in_row,
)
from cleaner.page import BLANK, FURNITURE, SPINE
from cleaner.people.signatures import is_name_with_place
from cleaner.regexes import compiled

# 委员：, 委员：（以姓氏笔画为序）, above names.
ASKS = compiled(r"[：:]\s*(?:[（(][^（()）]{1,20}[）)]\s*)?$")
# Names in a line that are a list and no byline, where no role says who they are: with so many, or so many above or below another such
# line. Chosen: of 1,238 bylines in bench/papers and bench/unseen twelve without a role or sign have three or four, and none more.
MANY_NAMES, NAMES = 6, 3
# Labels with names below each, at least (助人为乐模范, 王芳 李明): two where one has `NAMES`; and lines of one name each, one below the
# other, where no more than four sign an article. Chosen.
GROUPS, ONE_EACH = 3, 5
# Lines of where somebody is from and who he is, one below the other: two may sign a letter. Chosen.
PLACED = 3
# Lines of a list, or of a poem, that are looked at for what stands above it. Chosen.
LONGEST_LIST = 40
# Cells of a row without a mark, at least: two words apart may be of a headline. With a number in it a row has one other beside it.
CELLS, DIGIT = 3, compiled(r"\d")
# Characters of a row's form that are compared, at least so many, of the first characters of its line. Chosen: 周一 多云 23℃～27℃ has nine.
FORM, LEAST_FORM, LONGEST_FORM = 12, 6, 40
WORD, NUMBER = compiled(r"\p{L}+"), compiled(r"\d+(?:[.:：]\d+)*")
# 1.新建学校5所。, 1、新建学校5所。
ITEM = compiled(r"\s*(?P<number>\d{1,2})\s*[.．、](?!\d)")
# Words with how much there is of each, one below the other, that are a table, at least: two may be running heads. Chosen.
COUNTED_ON = 3


def is_of_table(here: Seen) -> bool:
    """Whether a line is a row of a table, with two more such lines beside it, and no head of a page: 卫生 31400.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> [is_of_table(seen(Page("p", "桥 31路 52船 26"), [Block(k, k + 4, "body") for k in (0, 4, 8)][:n], 0)) for n in (3, 2)]
    [True, False]
    """
    return any(of(here.text) and in_row(here, of, COUNTED_ON) for of in (is_counted, is_of_numbers))


def is_of_ranks(here: Seen) -> bool:
    """Whether a line says who came in at a place, beside another that does: 季军 赵海, which could be two names.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> page, blocks = Page("p", "亚军 王芳季军 赵海"), [Block(0, 5, "body"), Block(5, 10, "byline")]
    >>> [is_of_ranks(seen(page, blocks[first:], 1 - first)) for first in (0, 1)]
    [True, False]
    """
    return is_ranked(here.text) and in_row(here, is_ranked, 2)


def is_of_named(here: Seen) -> bool:
    """Whether a line is of names below 获奖的是： or 一等奖, or in a list of many names: 王芳 李明.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> [is_of_named(seen(Page("p", f"获奖者{end}王芳 李明"), [Block(0, 4, "body"), Block(4, 9, "byline")], 1)) for end in "：。"]
    [True, False]
    """
    if is_name_with_place(here.text) and in_row(here, is_name_with_place, PLACED):
        return True
    count = names_in_row(here.text)
    if count and is_prize(here.reads(next(lines_from(here, -1), None))):
        return True
    if count >= MANY_NAMES or not count:
        return count > 0
    if count >= NAMES and in_row(here, lambda text: names_in_row(text) >= NAMES, 2):
        return True
    if _is_of_groups(here) or (count == 1 and in_row(here, lambda text: names_in_row(text) == 1, ONE_EACH)):
        return True
    # Above lines of names alone, of which no list has very many.
    over = islice(lines_from(here, -1), LONGEST_LIST)
    first = next((block for block in over if not names_in_row(here.reads(block))), None)
    return first is not None and first.kind == "body" and ASKS.search(here.reads(first)) is not None


def _is_of_groups(here: Seen) -> bool:
    """Whether names stand below a label, and other such pairs above or below: 助人为乐模范, 王芳 李明, 见义勇为模范, 周宁."""
    above, below = ([*map(here.reads, islice(lines_from(here, step), LONGEST_LIST))] for step in (-1, 1))
    if not above or not _is_label(above[0]):
        return False
    on = _counts([here.text, *below])
    # Above their texts stand headlines that a reader put together, each with its byline.
    if any(len(text) > LONGEST_LINE for text in below[2 * len(on) - 1 :][:2]):
        return False
    counts = [*_counts(above[1:]), *on]
    # A name each may be a headline's byline, each below its own.
    return (len(counts) >= GROUPS and sum(counts) >= 2 * len(counts)) or (len(counts) > 1 and max(counts) >= NAMES)


def _is_above_names(here: Seen) -> bool:
    """Whether a line is the label of names in such a list."""
    if not _is_label(here.text) or not names_in_row(here.reads(next(lines_from(here, 1), None))):
        return False
    at = next(at for at in range(here.at + 1, len(here.blocks)) if here.blocks[at].kind != BLANK)
    return _is_of_groups(seen(here.page, here.blocks, at))


def _is_above_ranks(here: Seen) -> bool:
    """Whether a line says of what the rows right below are the results, as another such line above or below does: 男子单打, 女子单打."""
    if not is_ranked(here.reads(next(lines_from(here, 1), None))) or is_ranked(here.text) or not _is_label(here.text):
        return False
    above, below = ([*map(here.reads, islice(lines_from(here, step), LONGEST_LIST))] for step in (-1, 1))
    rows = sum(1 for _ in takewhile(is_ranked, below))
    return is_ranked("".join(above[:1])) or (is_ranked("".join(below[rows + 1 : rows + 2])) and _is_label(below[rows]))


def _counts(lines: Sequence[str]) -> list[int]:
    """How many names each line has of those that stand one by one between labels, from a line of names on."""
    pairs = zip(lines[::2], [*lines[1::2], ""], strict=False)
    found = takewhile(lambda pair: names_in_row(pair[0]) > 0, pairs)
    counts = []
    for names, label in found:
        counts.append(names_in_row(names))
        if not _is_label(label):
            break
    return counts


def _is_label(line: str) -> bool:
    """Whether a line can head names: it is short, is not closed, and has none itself."""
    return bool(line) and is_open(line) and not names_in_row(line)


def is_of_rows(here: Seen) -> bool:
    """Whether a line is of a table, a list of results or names, or a poem, with others like it beside it: 江城队4：1山城队.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> is_of_rows(seen(Page("p", "江城队4：1山城队新桥队2：0石桥队"), [Block(0, 9, "title"), Block(9, 18, "title")], 0))
    True
    >>> page, blocks = Page("p", "一等奖李明 王芳"), [Block(0, 3, "title"), Block(3, 8, "byline")]
    >>> [is_of_rows(seen(page, blocks, at)) for at in (0, 1)]
    [True, True]
    """
    if names_called(here.text) and in_row(here, _is_called, 2):
        return True
    if _is_prize_of(here) or _is_above_names(here) or _is_of_headline(here) or _is_above_ranks(here):
        return True
    rows = (
        *((of, 2) for of in (is_result, is_named, is_of_day, is_row, is_ranked, is_mourner)),
        *((of, COUNTED_ON) for of in (is_counted, is_of_numbers, is_posted)),
    )
    if _is_of_known_row(here) or is_of_named(here):
        return True
    return any(of(here.text) and in_row(here, of, count) for of, count in rows) or _is_of_cells(here)


def is_of_signs(here: Seen) -> bool:
    """Whether a line begins with a sign that two more lines beside it begin with, too: ▲埃及和苏丹签署边境贸易协定.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> page, blocks = Page("p", "▲桥。▲船。▲路。"), [Block(k, k + 3, "caption") for k in (0, 3, 6)]
    >>> [is_of_signs(seen(page, blocks[:count], 0)) for count in (3, 2)]
    [True, False]
    """
    sign = here.text.lstrip()[:1]
    if sign not in SIGNS or not in_row(here, lambda text: text.lstrip()[:1] == sign, COUNTED_ON):
        return False
    # Captions end at a credit.
    below = (block for block in islice(lines_from(here, 1), LONGEST_LIST) if here.reads(block).lstrip()[:1] != sign)
    return (last := next(below, None)) is None or last.kind != "credit"


def is_item(here: Seen) -> bool:
    """Whether a line is an item of a list that counts on, or one of several lines behind labels (1.新建学校5所。 above 2.改造小区100个。).

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> blocks = [Block(0, 5, "caption"), Block(5, 10, "body")]
    >>> texts = ("1.新桥。2.学校。", "1.新桥。1.学校。", "姓名：李明处罚：一年", "左图：新桥右图：旧桥")
    >>> [is_item(seen(Page("p", text), blocks, 0)) for text in texts]
    [True, False, True, False]
    """
    beside = [here.reads(next(lines_from(here, step), None)) for step in (-1, 1)]
    number = _number_of(here.text)
    if number:
        return any(other and abs(other - number) == 1 for other in map(_number_of, beside))
    label = label_of(here.text)
    # 左图：…, 右图：… are of pictures.
    return label != "" and "图" not in label and any(other not in ("", label) for other in map(label_of, beside))


def _number_of(line: str) -> int:
    """The number of an item; 0 where it has none."""
    found = ITEM.match(line)
    return int(found["number"]) if found else 0


def is_in_form(here: Seen) -> bool:
    """Whether a line has the form of two that stand right above it, in its numbers and marks: 周三 台风雨 23℃～27℃.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> text = "周一 多云 23℃～27℃周二 小雨 21℃～25℃周三 台风雨 20℃～24℃"
    >>> blocks = [Block(0, 13, "body"), Block(13, 26, "body"), Block(26, 40, FURNITURE)]
    >>> is_in_form(seen(Page("p", text), blocks, 2)), is_in_form(seen(Page("p", text), blocks[1:], 1))
    (True, False)
    """
    above = [*islice(lines_from(here, -1), 2)]
    form = _form(here.text)
    kept = len(above) > 1 and all(block.kind in SPINE for block in above)
    return kept and len(form) >= LEAST_FORM and all(_form(here.reads(block)) == form for block in above)


def _form(line: str) -> str:
    """The beginning of a line, its words and numbers as one character each."""
    form: str = WORD.sub("字", NUMBER.sub("0", line[:LONGEST_FORM].strip()))
    return form[:FORM]


def _is_prize_of(here: Seen) -> bool:
    """Whether a line names a prize, right above those who got it: 一等奖."""
    return is_prize(here.text) and names_in_row(here.reads(next(lines_from(here, 1), None))) > 0


def _is_of_headline(here: Seen) -> bool:
    """Whether a line of names behind a label stands right below a headline, where one line is a list: 机械系统：李明 王芳."""
    above = next(lines_from(here, -1), None)
    return above is not None and above.kind == "title" and is_named(here.text)


def _is_called(line: str) -> bool:
    return names_called(line) > 0


def _is_of_cells(here: Seen) -> bool:
    """Whether a line has beside it another of as many words apart and a number, or two of as many words: 5 城西污水处理厂 开发区 4.8亿元.

    The same line again is no other one, as a weather box that the page says twice.
    """
    count = cells_in(here.text)

    def alike(text: str) -> bool:
        return cells_in(text) == count and text != here.text

    def counted(text: str) -> bool:
        return alike(text) and DIGIT.search(text) is not None

    return count >= CELLS and ((DIGIT.search(here.text) is not None and in_row(here, counted, 2)) or in_row(here, alike, COUNTED_ON))


def _is_of_known_row(here: Seen) -> bool:
    """A line that goes where it stands (`cleaner.page.ROW`); none below page furniture, as a small ad, no column's name below verse."""
    rows = here.printed.rows
    if here.block.start not in rows:
        return False
    over = next((block for block in islice(lines_from(here, -1), LONGEST_LIST) if block.start not in rows), None)
    if over is not None and over.kind == FURNITURE:
        return False
    last = here.below is not None and here.below.start not in rows
    return not last or (here.block.kind != FURNITURE and not is_column_above(here))
