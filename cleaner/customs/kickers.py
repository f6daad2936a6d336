"""Customs of the lines beside a headline's main one: a kicker in parts that are alike, and what stands in one paragraph with a headline."""

from __future__ import annotations

from cleaner.customs.seen import HEADED, Seen, is_open, lines_from
from cleaner.language.script import simplified
from cleaner.lines.columns import is_name_of_column
from cleaner.lines.official import is_office
from cleaner.lines.source import is_source
from cleaner.page import Block
from cleaner.people.bylines import byline
from cleaner.people.credits import is_credit
from cleaner.people.names import is_name
from cleaner.people.roles import endings
from cleaner.regexes import compiled

# 战高温　夺高产　献厚礼: parts of three ideographs and more, white space between.
PARTS = compiled(r"\p{Han}{3,9}(?:[\u3000 ]{1,4}\p{Han}{3,9}){1,3}")
# Of the lines of bench/unseen with so many parts of one length right above a headline all that were taken for bylines are of it (10, two
# different ones); of those with two parts none of 8 is.
MANY = 3
# A line of a headline in ideographs alone, and marks within; a name is shorter. Chosen.
WORDS = compiled(r"[\p{Han}“”《》、，？！\u3000 ]{5,24}")
# 野渡無人水自流　夕陽斜掛柳梢頭
COUPLET = compiled(r"\p{Han}{5}\s+\p{Han}{5}|\p{Han}{7}\s+\p{Han}{7}")
LINE_END = compiled(r"\n")


def is_kicker(here: Seen) -> bool:
    """Whether a line in parts alike, that are not all names, is the kicker of the headline right below: 战高温　夺高产　献厚礼.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> pages = [Page("p", f"{line}三矿提前完成任务") for line in ("战高温　夺高产　献厚礼", "王小明　李大力　赵铁柱")]
    >>> [is_kicker(seen(page, [Block(0, 11, "byline"), Block(11, 19, "title")], 0)) for page in pages]
    [True, False]
    """
    line = here.text.strip()
    parts = line.split()
    alike = len({*map(len, parts)}) == 1 or len({part[-1] for part in parts}) == 1
    if not PARTS.fullmatch(line) or not alike or all(map(is_name, parts)) or _says_who(line):
        return False
    below = next(lines_from(here, 1), None)
    # Two lines of verse in one have more of these below.
    if below is None or not _is_headline(here, below) or COUPLET.fullmatch(here.reads(below).strip()):
        return False
    return _in_one_paragraph(here, below) or (len(parts) >= MANY and here.block.kind == "byline")


def is_in_paragraph_of_headline(here: Seen) -> bool:
    """Whether a line stands in one paragraph with a line of a headline, on a page whose paragraphs have blank lines between.

    >>> from cleaner.customs.seen import NOTHING, seen
    >>> from cleaner.page import Block, Page
    >>> page = Page("p", "化肥里面掺石子\\n坑农害农不能容\\n\\n今年三月，村里买了三吨磷肥。")
    >>> blocks = [Block(0, 7, "title"), Block(8, 15, "body"), Block(17, 31, "body")]
    >>> [is_in_paragraph_of_headline(seen(page, blocks, 1, NOTHING._replace(spaced=spaced))) for spaced in (True, False)]
    [True, False]
    """
    line = here.text.strip()
    if not is_open(line) or not WORDS.fullmatch(line) or COUPLET.fullmatch(line) or is_name_of_column(line):
        return False
    if _says_who(line) or _may_sign(line):
        return False
    above, below = (next(lines_from(here, step), None) for step in (-1, 1))
    if below is not None and here.block.kind == "byline" and _is_headline(here, below) and _in_one_paragraph(here, below):
        return True
    if above is None or above.kind != "title" or below is None or is_source(line):
        return False
    return _in_one_paragraph(here, above) and not _in_one_paragraph(here, below)


def _says_who(line: str) -> bool:
    """Whether a line says by a role who wrote, or took a picture."""
    said = byline(line)
    return (said is not None and said.marked) or is_credit(line)


def _may_sign(line: str) -> bool:
    """Whether a line ends as one does that says who wrote: in a name, an office or a post."""
    word = simplified(line)
    return any(is_name(word[-size:], common=True) for size in (2, 3)) or word.endswith(endings("from", "post")) or is_office(word)


def _is_headline(here: Seen, below: Block) -> bool:
    """Whether the next line is likely of a headline; those below have no kind yet."""
    return below.kind == "title" or (below.kind == "body" and here.chance(below) >= HEADED)


def _in_one_paragraph(here: Seen, other: Block) -> bool:
    """Whether only the end of a line is between two blocks, on a page that has blank lines between paragraphs."""
    first, second = sorted((here.block, other))
    return here.printed.spaced and len(LINE_END.findall(here.page.source, first.end, second.start)) == 1
