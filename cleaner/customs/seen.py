"""A block as customs look at it, and what stands around it: right above and below, in a row, at the end of a text, below a headline."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice, takewhile
from typing import NamedTuple

from cleaner.customs.printed import NOTHING, Printed
from cleaner.language.marks import closed
from cleaner.looks.likeliest import WORTH
from cleaner.looks.said import SHORT
from cleaner.page import BLANK, FURNITURE, SPINE, Block, Page, text_of

# Characters of a line at most: what is longer below a headline is a text. Chosen.
LONGEST_LINE = 36
# Chance from which a line counts for a headline: what it then is worth is at least as much as all else.
HEADED = 1 / (1 + WORTH)
# Kinds that are skipped when the next line is looked for, and how many blocks are skipped at most: a page of nothing else would cost the
# square of its lines. Chosen.
LAID, FARTHEST = (BLANK, FURNITURE), 200


class Seen(NamedTuple):
    """A block as customs look at it: among the blocks of its page, those above with the kinds that they have by now.

    above, below: the next block there that is neither white space nor page furniture; None where there is none.
    """

    page: Page
    blocks: Sequence[Block]
    at: int
    block: Block
    text: str
    printed: Printed
    above: Block | None
    below: Block | None

    def reads(self, block: Block | None) -> str:
        """What another block says; nothing where there is none."""
        return "" if block is None else text_of(self.page, block)

    def chance(self, block: Block) -> float:
        """The chance of another block that it is of a headline; none where it was not weighed."""
        return self.printed.titles.get(block.start, 0.0)


def seen(page: Page, blocks: Sequence[Block], at: int, printed: Printed = NOTHING) -> Seen:
    """The block at an index as customs look at it.

    >>> block = Block(0, 4, "title")
    >>> seen(Page("p", "新桥通车", blocks=(block,)), [block], 0).text
    '新桥通车'
    """
    block = blocks[at]
    return Seen(page, blocks, at, block, text_of(page, block), printed, next_to(blocks, at, -1), next_to(blocks, at, 1))


def in_row(here: Seen, of: Callable[[str], bool], enough: int) -> bool:
    """Whether something holds of so many lines in a row, this one among them.

    Args:
        here: the line, of which it must hold.
        of: what holds of a line, by its text.
        enough: how many lines, this one counted.

    >>> page = Page("p", "甲1乙2丙3", blocks=tuple(Block(k, k + 2, "body") for k in (0, 2, 4)))
    >>> [in_row(seen(page, page.blocks, 1), lambda text: text[1] < "3", enough) for enough in (2, 3)]
    [True, False]
    """
    beside = (takewhile(of, map(here.reads, lines_from(here, step))) for step in (-1, 1))
    return sum(1 for side in beside for _ in islice(side, enough - 1)) >= enough - 1


def lines_from(here: Seen, step: int) -> Iterator[Block]:
    """The blocks above (-1) or below (1) one after the other, but for white space.

    >>> blocks = [Block(k, k + 1, kind) for k, kind in enumerate(("body", BLANK, FURNITURE, "body"))]
    >>> here = seen(Page("p", "甲\\n乙丙"), blocks, 3)
    >>> [here.reads(block) for block in lines_from(here, -1)]
    ['乙', '甲']
    """
    ends = range(here.at + step, len(here.blocks) if step > 0 else -1, step)
    return (here.blocks[at] for at in ends if here.blocks[at].kind != BLANK)


def lines_below(here: Seen, count: int) -> list[str]:
    """What the next blocks below say, so many at most, up to one that is neither of a headline nor text.

    >>> page = Page("p", "甲乙丙", blocks=tuple(Block(k, k + 1, "body") for k in range(3)))
    >>> lines_below(seen(page, page.blocks, 0), 5)
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
    """Whether text that ends as a sentence does stands right above a block.

    >>> [is_below_end(seen(Page("p", f"通车{end}李明"), [Block(0, 3, "body"), Block(3, 5, "body")], 1)) for end in "。，"]
    [True, False]
    """
    return here.above is not None and here.above.kind == "body" and closed(here.reads(here.above))


def is_below_headline(here: Seen) -> bool:
    """Whether a headline stands above a block, and a text of more than a line below it.

    >>> page = Page("p", "新桥通车李明" + "两岸居民从此不必再等渡船。" * 3)
    >>> [is_below_headline(seen(page, [Block(0, 4, "title"), Block(4, 6, "body"), Block(6, end, "body")], 1)) for end in (45, 9)]
    [True, False]
    """
    above, below = here.above, here.below
    if above is None or below is None or above.kind != "title":
        return False
    return below.kind == "body" and len(here.reads(below)) > LONGEST_LINE
