"""The blocks that can be linked, and what is known of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise, takewhile
from typing import NamedTuple

import regex

from cleaner.language.marks import CLOSING, DASH_END, DASH_START, REPORTED, closed, dateline, timed
from cleaner.language.shingles import letters
from cleaner.lines.lists import is_named
from cleaner.lines.official import ADDRESSEE, standing
from cleaner.lines.series import LONGEST_PART, PART, counted
from cleaner.linking.continuations import continuations
from cleaner.looks.of_page import heading_level
from cleaner.page import ROW, SPINE, Page, rows_of, tails, text_of
from cleaner.regexes import compiled

# What a decoder's loop cut off from the block before it.
TAIL = "tail"
# Paragraphs between a headline and its news that sum these up, or say why they are printed, at most, and their letters. Chosen.
SUMMARY, LONGEST_SUMMARY = 2, 80
# Paragraphs in a row that each say where they are from, as 新华社江川1月7日电 does: in a national daily of January 1998 each of so many was
# an article of its own, 12 times of 12; of two in a row 13 pairs of 18 were of one.
DISPATCHES = 3
PAIRS = {"“": "”", "‘": "’", "（": "）", "《": "》", "「": "」", "『": "』", "[": "]", "【": "】"}
# An address keeps its half-width bracket, and may be all that a full-width one has before it.
WIDE = {"(": "（", ")": "）"}
CLOSERS = {v: k for k, v in PAIRS.items()}
MARKS = compiled("[" + regex.escape("".join((*PAIRS, *CLOSERS, *WIDE))) + "]")
MARK_START = compiled(r"^[，。、；：！？,.;:!?”’）》】]")
# A line of text that is not closed and has no mark within, up to so many letters, is a subhead, and not torn. Chosen, not fitted.
SUBHEAD = 32
MARK = compiled(r"[，。、；！？,.;!?]\s*\S")


class Node(NamedTuple):
    """A title line or a piece of body text, in page order."""

    at: int  # index of the block on the page
    title: bool
    text: str
    letters: str
    closed: bool  # ends as a sentence does
    breaks_off: bool  # as a text, it would stop within a sentence
    signed: bool  # a byline ends its paragraph, or it is an end that says who wrote and from where: （本报记者李明北京电）
    byline_after: bool  # a byline on a line of its own stands between it and the next node
    dateline: bool
    timed: bool  # says when near its beginning, as a lead does
    opens: str  # opening quotes and brackets that nothing in it closes
    closes: str  # closing ones that nothing in it opens
    retitled: int  # the node whose title is said again right before this one; -1 where none is
    caption_before: bool  # a caption or credit stands between it and the node before
    comes: bool = False  # a jump line says that it comes from another page
    goes: bool = False  # one says that it goes on on another
    anew: bool = False  # begins an item of news: as 本报讯 does, below no summary, or one of several dispatches in a row
    heading: bool = False  # is marked as a heading by the page's reader
    addressed: bool = False  # is a line of a headline right above whom a notice is to, below whom its text begins


def hanging(page: Page) -> dict[int, str]:
    """The blocks that stay where they stand and are not weighed: where each begins, and its form, or that it is a row, a mark or a tail.

    The first row below a headline is weighed as any text is: else the headline would have none.

    >>> from cleaner.page import Block, Note
    >>> blocks = (Block(0, 6, "title"), *(Block(at, at + 4, "body") for at in (6, 10, 14)))
    >>> page = Page("p", "作文比赛结果一等王芳二等李明三等周宁", blocks=blocks, notes=tuple(Note(at, at + 4, ROW) for at in (6, 10, 14)))
    >>> hanging(page)
    {10: 'row', 14: 'row'}
    """
    rows = rows_of(page)
    spine = [block for block in page.blocks if block.kind in SPINE]
    first = {below.start for above, below in pairwise(spine) if above.kind == "title"}
    short = [block for block in spine if block.kind == "body" and block.end - block.start <= LONGEST_PART]
    marks = counted([text_of(page, block) for block in short])
    parts = {short[k].start for k, one in marks.items() if one.alone}
    cut = {page.blocks[k].start for k, head in tails(page.blocks).items() if page.blocks[k].kind == page.blocks[head].kind == "body"}
    return dict.fromkeys(rows - first, ROW) | dict.fromkeys(parts, PART) | standing(page) | dict.fromkeys(cut, TAIL)


def nodes(page: Page) -> list[Node]:
    """The title lines and body pieces of a classified page, but for what goes where it stands: forms of official documents, and rows.

    >>> from cleaner.page import Block
    >>> page = Page("p", "新桥通车新桥今天通车，市长（李明）", blocks=(Block(0, 4, "title"), Block(4, 13, "body"), Block(13, 17, "byline")))
    >>> [(node.text, node.title, node.closed, node.signed) for node in nodes(page)]
    [('新桥通车', True, False, False), ('新桥今天通车，市长', False, False, True)]
    """
    found: list[Node] = []
    by_start: dict[int, int] = {}
    repeats = {n.start: int(dict(n.facts).get("repeats_start", -1)) for n in page.notes if n.rule == "repeated-title"}
    forms = hanging(page)
    said = continuations(page)
    retitled, caption = -1, False
    for at, block in enumerate(page.blocks):
        if block.start in forms:
            if forms[block.start] == "signer" and found:
                found[-1] = found[-1]._replace(byline_after=True)
            elif forms[block.start] == TAIL and found:
                found[-1] = _with_tail(found[-1], text_of(page, block))
            elif forms[block.start] == ADDRESSEE and found and found[-1].title:
                found[-1] = found[-1]._replace(addressed=True)
        elif block.kind in SPINE:
            by_start[block.start] = len(found)
            node = node_of(at, text_of(page, block), title=block.kind == "title")
            comes, goes = block.start in said.come, block.start in said.go
            anew = REPORTED.match(node.text) is not None and not node.title and not _is_summary(found)
            # A subhead has no stop, and is whole.
            heading = heading_level(page, block) > 0
            torn = node.breaks_off and not heading
            node = node._replace(breaks_off=torn, heading=heading, comes=comes, goes=goes, anew=anew)
            found.append(node._replace(retitled=retitled, caption_before=caption))
            retitled, caption = -1, False
        elif block.kind == "byline" and found:
            inline = page.blocks[found[-1].at].end == block.start
            found[-1] = found[-1]._replace(signed=True) if inline else found[-1]._replace(byline_after=True)
        elif block.kind in ("caption", "credit"):
            caption = True
        elif block.kind == "repeated-title":
            retitled = by_start.get(repeats.get(block.start, -1), -1)
    briefs = _dispatches(found)
    return [node._replace(anew=True) if at in briefs else node for at, node in enumerate(found)]


def _dispatches(found: Sequence[Node]) -> set[int]:
    """Which nodes are dispatches, one a paragraph: each says where it is from, and so do those beside it."""
    runs = groupby(range(len(found)), key=lambda at: not found[at].title and found[at].dateline and found[at].closed)
    several = ([*run] for dispatch, run in runs if dispatch)
    # Below a headline they may be a round-up.
    return {at for run in several if len(run) >= DISPATCHES and not (run[0] and found[run[0] - 1].title) for at in run}


def _is_summary(found: Sequence[Node]) -> bool:
    """Whether the last of some nodes may sum up a text below, or be an editor's note: right below a headline, unsigned and undated."""
    last = [*takewhile(lambda node: not node.title, reversed(found[-SUMMARY - 1 :]))]
    said = (
        any(node.dateline or node.signed or node.byline_after for node in last) or sum(len(node.letters) for node in last) > LONGEST_SUMMARY
    )
    return 0 < len(last) <= SUMMARY and len(last) < len(found) and not said


def node_of(at: int, text: str, *, title: bool = False) -> Node:
    """A node as its text alone shows it.

    Args:
        at: the index of its block.
        text: as it reads.
        title: whether it is a line of a headline.

    >>> node = node_of(0, "从今天起，两岸居民")
    >>> node.closed, node.breaks_off, node.timed, node.retitled
    (False, True, True, -1)
    """
    opens, closes = unbalanced(text)
    return Node(
        at,
        title,
        text,
        letters=letters(text),
        closed=closed(text),
        breaks_off=breaks_off(text),
        signed=not title and CLOSING.match(text) is not None,
        byline_after=False,
        dateline=dateline(text),
        timed=timed(text),
        opens=opens,
        closes=closes,
        retitled=-1,
        caption_before=False,
    )


def _with_tail(node: Node, tail: str) -> Node:
    """A node with what a decoder's loop cut off from it: it ends as that does."""
    text = node.text + tail
    opens, closes = unbalanced(text)
    ends = (closed(text), breaks_off(text))
    return node._replace(text=text, letters=letters(text), closed=ends[0], breaks_off=ends[1], opens=opens, closes=closes)


def breaks_off(text: str) -> bool:
    """Whether a text stops within a sentence; a subhead or an item of a list does not, though it is not closed.

    >>> breaks_off("先进个人（6名）"), breaks_off("今年以来，全县新建"), breaks_off("新桥通车。")
    (False, True, False)
    """
    return not closed(text) and (len(letters(text)) > SUBHEAD or bool(MARK.search(text))) and not is_named(text)


def unbalanced(text: str) -> tuple[str, str]:
    """Opening marks that are not closed in a text, and closing ones that were not opened.

    >>> unbalanced("他说“两岸居民从此")
    ('“', '')
    >>> unbalanced("登录网站（http://a.cn)报名。")
    ('', '')
    """
    opened: list[str] = []
    still = Counter[str]()  # what is in the list, which is looked through for no mark of a long text
    closes = []
    for found in MARKS.findall(text):
        char = WIDE.get(found, found)
        if char in PAIRS:
            opened.append(char)
            still[char] += 1
        elif char in CLOSERS:
            if still[CLOSERS[char]]:
                while (last := opened.pop()) != CLOSERS[char]:
                    still[last] -= 1
                still[last] -= 1
            else:
                closes.append(char)
    return "".join(opened), "".join(closes)


def has_dash(node: Node) -> tuple[bool, bool]:
    """Whether a title line begins, and whether it ends, with a dash, as kickers and subtitles do.

    >>> from cleaner.page import Block
    >>> [line] = nodes(Page("p", "——写在新桥通车时", blocks=(Block(0, 9, "title"),)))
    >>> has_dash(line)
    (True, False)
    """
    return bool(DASH_START.match(node.text)), bool(DASH_END.match(node.text))
