"""The nouns: a page's text never changes, blocks and edits are laid over it.

Everything that comes out (articles, ledger, manifest) is derived from a finished `Page`. Offsets are always
half-open and in characters of `Page.source`, whatever happened to the text since.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple, get_args

# Where a stretch begins and ends, in characters of the source.
Span = tuple[int, int]
# What a block can be when it stays in an article, in the order in which an article has them.
Kept = Literal["title", "body", "byline", "caption", "credit"]
# What the reader of a scan said twice.
Repeated = Literal["duplicate", "near-duplicate", "truncated-duplicate", "repeated-title", "decoder-loop"]
# Why characters read otherwise, or not at all.
Change = Literal[
    "half-width", "full-width", "doubled-character", "stray-traditional", "white-space", "control-character", "ligature", "wrapped-line",
    "hyphenated-line", "markdown",
]  # fmt: skip
# A block of which a change leaves nothing is dropped for it.
Dropped = Literal["page-furniture"] | Repeated | Change
Kind = Kept | Dropped | Literal["blank"]
# How one block goes on from another: a line of a headline from a line, a text from its headline, a paragraph from a paragraph, and a
# piece from one that breaks off.
LinkKind = Literal["title-line", "title", "next-paragraph", "mid-sentence"]
KEPT: tuple[Kept, ...] = get_args(Kept)
# In which order an article has them.
ORDER: dict[str, int] = {kind: place for place, kind in enumerate(KEPT)}
# What the text of an article is put together from; the rest goes with it.
SPINE: tuple[Kept, ...] = ("title", "body")
# What is in doubt about an article or its page, and what else was decided and why.
Doubt = Literal["doubled-character-in-doubt", "lost-opening", "lost-end", "untitled", "no-text"]
Decided = Literal[
    "row", "official-form", "kind-in-doubt", "kind-by-custom", "rival-articles", "nothing-before", "nothing-after", "corrected"
]
# What a note says of a stretch.
Rule = Dropped | Doubt | Decided
# Layout: white space between blocks. It is in no article and needs no reason.
BLANK: Literal["blank"] = "blank"
# Why what a page carries and no article does was dropped.
FURNITURE: Literal["page-furniture"] = "page-furniture"
# Rule of the notes on lines that are linked to what they stand below and never weighed: rows of tables and lists, verse, telephone
# numbers and addresses, and sentences that two notices have word for word.
ROW: Literal["row"] = "row"
# `reading` keeps what stretches of pages of up to so many characters say; only an archive in one file has more. Chosen.
LONG = 1 << 18


class Edit(NamedTuple):
    """source[start:end] reads `text`, because of `reason`."""

    start: int
    end: int
    text: str
    reason: Change


class Block(NamedTuple):
    """A stretch of the page with one fate; the blocks of a page tile its source."""

    start: int
    end: int
    kind: Kind
    article: int | None = None  # which article it is in, counted from 0
    order: int = 0  # its place in that article, which need not be its place on the page
    joins: bool = False  # goes on in mid-sentence from the block before it in the article


class Link(NamedTuple):
    """The block that starts at `end` goes on from the block that starts at `start`."""

    start: int
    end: int
    kind: LinkKind
    probability: float
    evidence: tuple[tuple[str, float], ...] = ()  # what weighed most, as (name, weight in log-odds)
    instead: tuple[int, float] = (-1, 0.0)  # what else was likeliest to go on: where that block starts (-1: nothing), and how likely


def link_kind(titles: tuple[bool, bool], *, joins: bool = False) -> LinkKind:
    """How a block goes on from another.

    Args:
        titles: whether the first is a title, and whether the second is.
        joins: the second goes on within a sentence.

    >>> link_kind((True, True)), link_kind((True, False)), link_kind((False, False)), link_kind((False, False), joins=True)
    ('title-line', 'title', 'next-paragraph', 'mid-sentence')
    """
    if titles[0]:
        return "title-line" if titles[1] else "title"
    return "mid-sentence" if joins else "next-paragraph"


class Note(NamedTuple):
    """Something to know about source[start:end]: a doubt, or what is behind a decision made about it."""

    start: int
    end: int
    rule: Rule
    facts: tuple[tuple[str, str | int | float], ...] = ()


class Page(NamedTuple):
    """One page: the text as received, and what the passes have laid over it so far."""

    name: str
    source: str
    encoding: str = "utf-8"
    edits: tuple[Edit, ...] = ()
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    notes: tuple[Note, ...] = ()

    def with_edits(self, edits: Iterable[Edit]) -> Page:
        """The page with more edits, in order of their place; one over an earlier edit takes its place.

        >>> page = Page("p", "新橋,", edits=(Edit(1, 2, "桥", "stray-traditional"), Edit(2, 3, "，", "half-width")))
        >>> [(edit.start, edit.text) for edit in page.with_edits([Edit(1, 3, "桥。", "doubled-character")]).edits]
        [(1, '桥。')]
        """
        more = sorted(edits)
        if not more:
            return self
        whole = sorted((*self.edits, *more))
        if any(a.end > b.start for a, b in pairwise(whole)):
            whole = sorted([*(e for e in self.edits if not _overlaps(e, more)), *more])
        return self._replace(edits=tuple(whole))

    def with_notes(self, notes: Iterable[Note]) -> Page:
        """The page with more notes, in order of their place."""
        return self._replace(notes=tuple(sorted((*self.notes, *notes))))


def _overlaps(edit: Edit, others: Sequence[Edit]) -> bool:
    at = bisect_left(others, (edit.end,))
    return at > 0 and others[at - 1].end > edit.start


Pass = Callable[[Page], Page]


def members(page: Page) -> dict[int, list[Block]]:
    """The blocks of each article of a page, in reading order, article by article.

    >>> [b.start for b in members(Page("p", "甲乙", blocks=(Block(0, 1, "body", 0, 1), Block(1, 2, "title", 0, 0))))[0]]
    [1, 0]
    """
    found: dict[int, list[Block]] = {}
    for block in page.blocks:
        if block.article is not None:
            found.setdefault(block.article, []).append(block)
    return {number: sorted(found[number], key=lambda b: (b.order, b.start)) for number in sorted(found)}


def in_reading_order(page: Page, members: Sequence[int]) -> list[int]:
    """The blocks of an article, by their indices: its titles, its text, its bylines, its captions, each in the order given.

    Args:
        page: the page.
        members: indices of the blocks, titles and text in reading order.

    >>> page = Page("p", "李明新桥通车", blocks=(Block(0, 2, "byline"), Block(2, 4, "body"), Block(4, 6, "title")))
    >>> in_reading_order(page, [0, 1, 2])
    [2, 1, 0]
    """
    return sorted(members, key=lambda at: ORDER[page.blocks[at].kind])


def text_of(page: Page, block: Block) -> str:
    """What a block says, after the edits.

    >>> text_of(Page("p", "a,b", edits=(Edit(1, 2, "，", "half-width"),)), Block(0, 3, "body"))
    'a，b'
    """
    return reading(page, block.start, block.end)


# A page's source and edits, and what its stretches read. Passes ask for the same block fourteen times; the page at work is the only one
# that is remembered, and another takes its place.
_read: tuple[str, tuple[Edit, ...], dict[tuple[int, int], str]] = ("", (), {})


def reading(page: Page, start: int, end: int) -> str:
    """Text of a stretch as it reads after the edits.

    Args:
        page: the page.
        start, end: the stretch, in characters of the source. No edit may cross its ends.

    >>> reading(Page("p", "a,b", edits=(Edit(1, 2, "，", "half-width"),)), 0, 3)
    'a，b'
    """
    global _read
    source, edits, texts = _read
    if source is not page.source or edits is not page.edits:
        if len(page.source) > LONG:
            return _reading(page, start, end)
        texts = {}
        _read = page.source, page.edits, texts
    text = texts.get((start, end))
    if text is None:
        text = texts[start, end] = _reading(page, start, end)
    return text


def _reading(page: Page, start: int, end: int) -> str:
    at = bisect_left(page.edits, (start,))
    if at == len(page.edits) or page.edits[at].start >= end:
        return page.source[start:end]
    parts: list[str] = []
    here = start
    while at < len(page.edits) and page.edits[at].start < end:
        edit = page.edits[at]
        parts += (page.source[here : edit.start], edit.text)
        here, at = edit.end, at + 1
    parts.append(page.source[here:end])
    return "".join(parts)


def rows_of(page: Page) -> frozenset[int]:
    """Where the lines begin that are noted to be of a list, a table or a poem: they go where they stand.

    >>> sorted(rows_of(Page("p", "一等王芳二等李明", notes=(Note(0, 4, ROW), Note(4, 8, ROW), Note(4, 8, "kind-in-doubt")))))
    [0, 4]
    """
    return frozenset(note.start for note in page.notes if note.rule == ROW)


def tails(blocks: Sequence[Block]) -> dict[int, int]:
    """The index of every block that a decoder's loop cut off from what stood before it in the line, and that of the block there.

    >>> tails([Block(0, 9, "body"), Block(9, 30, "decoder-loop"), Block(30, 40, "body"), Block(40, 41, "blank")])
    {2: 0}
    """
    return {
        k: k - 2
        for k in range(2, len(blocks))
        if blocks[k - 1].kind == "decoder-loop"
        and blocks[k - 2].end == blocks[k - 1].start
        and blocks[k - 1].end == blocks[k].start
        and {blocks[k - 2].kind, blocks[k].kind} <= set(KEPT)
    }


def source_of(page: Page, block: Block, index: int) -> int:
    """Where in the source the character at an index of a block's reading stands.

    >>> page = Page("p", "**新桥**通车", edits=(Edit(0, 2, "", "markdown"), Edit(4, 6, "", "markdown")))
    >>> [source_of(page, Block(0, 8, "body"), index) for index in (0, 2)]
    [2, 6]
    """
    here, read = block.start, 0
    k = bisect_left(page.edits, (block.start,))
    while k < len(page.edits) and page.edits[k].start < block.end:
        edit = page.edits[k]
        if read + edit.start - here > index:
            break
        read += edit.start - here + len(edit.text)
        if read > index:
            return edit.start
        here, k = edit.end, k + 1
    return here + index - read
