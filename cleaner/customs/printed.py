"""What a page prints that customs hang on: its official documents, how likely its lines are headlines, whether it is one article's."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from itertools import islice, takewhile
from typing import NamedTuple

from cleaner.customs.another_headline import LOW, headlines_of_others
from cleaner.customs.framed import framed
from cleaner.customs.only_article import is_round_up, may_be_saved, start_of_text
from cleaner.language.marks import POINTS, closed
from cleaner.lines.official import standing
from cleaner.lines.series import LONGEST, Count, counted
from cleaner.looks.said import SHORT
from cleaner.page import BLANK, FURNITURE, SPINE, Block, Page, reading, rows_of
from cleaner.people.posts import is_speaker

# Chance from which a line may be of a headline that has several such. Chosen: on the labelled pages, whose subheads of two lines mostly
# have less, nothing changes by it; of the headlines in bench/invented that it is for, most have more.
LIKELY = 0.15
# Characters of a headline's line at most, where what is longer stands for a text. Chosen.
LONGEST_HEADLINE = 22
# Characters of a line at most: what is longer below a headline is a text. Chosen.
LINE = 36
# What is between lines and says nothing of them, and how many of it at most are between two that do: a page of nothing else has as
# many as it has lines. Chosen.
LAID, FARTHEST = (BLANK, FURNITURE), 200


class Printed(NamedTuple):
    """What a page prints.

    forms: of its official documents, by where each begins. gazette: whether there are such documents and no picture that has a
    credit. titles: the chance of each line, by where it begins, that it is of a headline. text_starts: where the text of a page
    of one article begins, None on other pages. rows: where lines begin that go where they stand (`cleaner.page.ROW`). nobodys:
    where those begin that are page furniture as surely as is asked. counted: where lines begin that count the parts of a text.
    framed: where headlines begin that the paper frames alike. others: where those of further articles begin, on a page without a head.
    """

    forms: Mapping[int, str]
    gazette: bool
    titles: Mapping[int, float]
    text_starts: int | None
    rows: Container[int] = ()
    nobodys: Container[int] = ()
    counted: Container[int] = ()
    framed: Container[int] = ()
    others: Container[int] = ()


NOTHING = Printed({}, False, {}, None)


class Seen(NamedTuple):
    """A block as customs look at it: among the blocks of its page, those above with the kinds that they have by now.

    above, below: the next block there that is neither white space nor page furniture; None where there is none.
    """

    page: Page
    blocks: Sequence[Block]
    at: int
    block: Block
    text: str
    what: Printed
    above: Block | None
    below: Block | None

    def reads(self, block: Block | None) -> str:
        """What another block says; nothing where there is none."""
        return "" if block is None else reading(self.page, block.start, block.end)

    def chance(self, block: Block) -> float:
        """The chance of another block that it is of a headline; none where it was not weighed."""
        return self.what.titles.get(block.start, 0.0)


def seen(page: Page, blocks: Sequence[Block], at: int, what: Printed) -> Seen:
    """The block at an index as customs look at it.

    >>> block = Block(0, 4, "title")
    >>> seen(Page("p", "新桥通车", blocks=(block,)), [block], 0, NOTHING).text
    '新桥通车'
    """
    block = blocks[at]
    return Seen(page, blocks, at, block, reading(page, block.start, block.end), what, next_to(blocks, at, -1), next_to(blocks, at, 1))


def printed(page: Page, titles: dict[int, float], nobodys: Container[int] = ()) -> Printed:
    """What a page prints whose forms of official documents are noted.

    Args:
        page: cut, its lines of known words being of their kinds.
        titles: the chance of each other line, by where it begins, that it is of a headline.
        nobodys: where the lines begin that are page furniture.

    >>> page = Page("p", "新桥通车\\n新桥今天通车。", blocks=(Block(0, 4, "body"), Block(4, 5, BLANK), Block(5, 12, "body")))
    >>> found = printed(page, {0: 0.9, 5: 0.1})
    >>> found.forms, found.gazette, found.text_starts
    ({}, False, 5)
    """
    forms = standing(page)
    documents = "number" in forms.values() or {"signer", "date"} <= set(forms.values())
    gazette = documents and all(block.kind != "credit" for block in page.blocks)
    signs = framed(page, titles)
    saved = may_be_saved(page) and not forms and not is_round_up(page, titles)
    counted, likely = parts_counted(page, page.blocks), titles | _of_no_headline(page, titles)
    others = headlines_of_others(page, likely | dict.fromkeys(counted, 0.0)) if saved else frozenset[int]()
    text = None if forms or signs or others else start_of_text(page, likely)
    return Printed(forms, gazette, titles, text, rows_of(page), nobodys, counted, signs, others)


def parts_counted(page: Page, blocks: Sequence[Block]) -> dict[int, Count]:
    """Where those of some blocks begin that count the parts of a text, and what they count.

    >>> page = Page("p", "上篇\\n新桥通车。\\n下篇", blocks=(Block(0, 2, "body"), Block(3, 8, "body"), Block(9, 11, "body")))
    >>> sorted(parts_counted(page, page.blocks))
    [0, 9]
    """
    short = [block for block in blocks if block.end - block.start <= LONGEST]
    return {short[k].start: one for k, one in counted([reading(page, block.start, block.end) for block in short]).items()}


def _of_no_headline(page: Page, titles: Mapping[int, float]) -> dict[int, float]:
    """No chance for lines that say who speaks below them, or point at a picture, of those that could else be of a headline."""
    likely = (block for block in page.blocks if titles.get(block.start, 0.0) >= LOW)
    says = ((block.start, reading(page, block.start, block.end)) for block in likely)
    return {start: 0.0 for start, line in says if is_speaker(line) or POINTS.fullmatch(line.strip())}


def in_row(here: Seen, of: Callable[[str], bool], enough: int) -> bool:
    """Whether so many lines stand in a row of which something holds, with one of which it does.

    >>> page = Page("p", "甲1乙2丙3", blocks=tuple(Block(k, k + 2, "body") for k in (0, 2, 4)))
    >>> [in_row(seen(page, page.blocks, 1, NOTHING), lambda text: text[1] < "3", enough) for enough in (2, 3)]
    [True, False]
    """
    beside = (takewhile(of, map(here.reads, lines_from(here, step))) for step in (-1, 1))
    return sum(1 for side in beside for _ in islice(side, enough - 1)) >= enough - 1


def lines_from(here: Seen, step: int) -> Iterator[Block]:
    """The blocks above (-1) or below (1) one after the other, but for white space.

    >>> blocks = [Block(k, k + 1, kind) for k, kind in enumerate(("body", BLANK, FURNITURE, "body"))]
    >>> here = seen(Page("p", "甲\\n乙丙"), blocks, 3, NOTHING)
    >>> [here.reads(block) for block in lines_from(here, -1)]
    ['乙', '甲']
    """
    ends = range(here.at + step, len(here.blocks) if step > 0 else -1, step)
    return (here.blocks[at] for at in ends if here.blocks[at].kind != BLANK)


def lines_below(here: Seen, count: int) -> list[str]:
    """What the next blocks below say, so many at most, up to one that is neither of a headline nor text.

    >>> page = Page("p", "甲乙丙", blocks=tuple(Block(k, k + 1, "body") for k in range(3)))
    >>> lines_below(seen(page, page.blocks, 0, NOTHING), 5)
    ['乙', '丙']
    """
    below = (block for block in lines_from(here, 1) if block.kind not in LAID)
    return [here.reads(block) for block in takewhile(lambda block: block.kind in SPINE, islice(below, count))]


def next_to(blocks: Sequence[Block], at: int, step: int) -> Block | None:
    """The next block above (-1) or below (1) that is neither white space nor page furniture; none beyond `FARTHEST` of these.

    >>> blocks = [Block(k, k + 1, kind) for k, kind in enumerate(("body", BLANK, FURNITURE, "title"))]
    >>> next_to(blocks, 0, 1).kind, next_to(blocks, 0, -1) is None
    ('title', True)
    """
    ends = range(at + step, len(blocks) if step > 0 else -1, step)[:FARTHEST]
    return next((blocks[at] for at in ends if blocks[at].kind not in LAID), None)


def is_open(line: str) -> bool:
    """Whether a line is short and has no mark of a sentence's end, as headlines and subheads are.

    >>> [is_open(line) for line in ("新桥今天通车", "新桥今天通车。", "新桥今天上午正式通车，" * 6)]
    [True, False, False]
    """
    return len(line) <= SHORT and not closed(line)


def is_below_end(here: Seen) -> bool:
    """Whether a text ends above a block, or a paragraph does.

    >>> [is_below_end(seen(Page("p", f"通车{end}李明"), [Block(0, 3, "body"), Block(3, 5, "body")], 1, NOTHING)) for end in "。，"]
    [True, False]
    """
    return here.above is not None and here.above.kind == "body" and closed(here.reads(here.above))


def is_below_headline(here: Seen) -> bool:
    """Whether a headline stands above a block, and a text of more than a line below it.

    >>> page = Page("p", "新桥通车李明" + "两岸居民从此不必再等渡船。" * 3)
    >>> [is_below_headline(seen(page, [Block(0, 4, "title"), Block(4, 6, "body"), Block(6, end, "body")], 1, NOTHING)) for end in (45, 9)]
    [True, False]
    """
    above, below = here.above, here.below
    if above is None or below is None or above.kind != "title":
        return False
    return below.kind == "body" and len(here.reads(below)) > LINE
