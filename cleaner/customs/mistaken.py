"""Lines that by their words look like page furniture or bylines, and are of a text because of what stands beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import regex

from cleaner.customs.printed import LONGEST_HEADLINE, parts_counted
from cleaner.customs.rows import is_of_named, is_of_ranks, is_of_table
from cleaner.customs.seen import seen
from cleaner.customs.signed import is_date_below_signer, is_day_of_text, is_of_profile
from cleaner.language.marks import SIGNS, closed
from cleaner.language.script import simplified
from cleaner.language.shingles import letters
from cleaner.lines.contacts import contacts_of_texts
from cleaner.lines.furniture import READER
from cleaner.lines.lists import is_of_day
from cleaner.lines.notices import names_what_is_below
from cleaner.lines.subheads import MaybeFurniture, subheads
from cleaner.page import BLANK, FURNITURE, Block, Note, Page, text_of
from cleaner.people.name_or_word import counts, is_common_word, odds
from cleaner.people.names import HAN_NAME
from cleaner.people.roles import names_and_roles
from cleaner.people.signatures import is_spread
from cleaner.regexes import compiled

# A word with what marks it, but for □ and ◎, behind which stands who wrote.
MARKED = compiled(r"[^\w□◎]*(?P<word>\p{Han}{2,4})\W*")
# A headline of as many characters is unlike a name of two that is set apart below it; one of three is set so beside a name of two.
PAIR = 2
# 天气, and no number of a page beside it.
NAME = compiled(r"\W*\p{Han}{2,6}\W*")
# 21, above the thing that it counts, of so many characters at least; so many such numbers with no more lines between two. Chosen.
BARE, LEAST_OF_ITEM, ITEMS, NEAR_ITEM = compiled(r"\d{1,3}"), 20, 3, 6
# No. 517; lines of a page's head, where the paper's own number stands. Chosen.
OF_NOTICE, HEAD = compiled(r"n[or][.º°]?\s?\d{1,5}\.?", regex.IGNORECASE), 8
# Patterns of page furniture whose lines may be said of news.
OF_NEWS = ("weather", "market")


def mistaken(page: Page, blocks: Sequence[Block], notes: Sequence[Note]) -> set[int]:
    """Where the lines begin that look like page furniture or bylines and are none.

    Args:
        page: the page.
        blocks: its blocks, of the kinds that their words show.
        notes: what is known of them; those of page furniture name the pattern.

    >>> from cleaner.passes.segment import segment
    >>> page = segment(Page("p", "请按以下方式报名：\\n\\n电话：85310000"))
    >>> [asks, _, phone] = page.blocks
    >>> note = Note(phone.start, phone.end, FURNITURE, (("pattern", "contact"),))
    >>> mistaken(page, [asks, phone._replace(kind=FURNITURE)], [note]) == {phone.start}
    True
    """
    patterns = {note.start: str(value) for note in notes for key, value in note.facts if key == "pattern"}
    rules = (_of_series, _of_items, _of_numbers, _of_lists, _of_notices, _words, _headlines)
    found = _within(page, blocks, patterns).union(
        _said_below(page, blocks, patterns), _below_names(page, blocks, patterns), *(rule(page, blocks) for rule in rules)
    )
    # 文章二 counts no part, where it is the reader who counts.
    return found - {start for start, pattern in patterns.items() if pattern == READER}


def _within(page: Page, blocks: Sequence[Block], patterns: Mapping[int, str]) -> set[int]:
    """Subheads and dates of texts, and how to call."""
    if not patterns:
        return set()
    lines = [block for block in blocks if block.kind == "body" or block.start in patterns]
    said = [MaybeFurniture(text_of(page, block), patterns.get(block.start, "")) for block in lines]
    return {lines[k].start for k in (*subheads(said), *contacts_of_texts(said))}


def _said_below(page: Page, blocks: Sequence[Block], patterns: Mapping[int, str]) -> set[int]:
    """The lines with a number that the text right below says, too: they are of its headline, as 最高气温34℃."""
    pairs = pairwise(block for block in blocks if block.kind != BLANK)
    near = ((block, below) for block, below in pairs if patterns.get(block.start) in OF_NEWS and below.kind == "body")
    said = ((above.start, letters(text_of(page, above)), below) for above, below in near)
    return {start for start, line, below in said if line in letters(text_of(page, below))}


def _below_names(page: Page, blocks: Sequence[Block], patterns: Mapping[int, str]) -> set[int]:
    """Names of sections between who signed one text and the beginning of the next, of which each is the headline: 天气."""
    lines = [block for block in blocks if block.kind != BLANK]
    three = zip(lines, lines[1:], lines[2:], strict=False)
    between = ((block, text_of(page, below)) for above, block, below in three if (above.kind, below.kind) == ("byline", "body"))
    named = ((block, text) for block, text in between if patterns.get(block.start) == "section" and closed(text))
    return {block.start for block, text in named if len(text) > LONGEST_HEADLINE and NAME.fullmatch(text_of(page, block))}


def _of_series(page: Page, blocks: Sequence[Block]) -> set[int]:
    """The lines between paragraphs that count parts and look like numbers of pages: 01 and 02."""
    lines = [block for block in blocks if block.kind != BLANK]
    between = [
        block
        for above, block, below in zip(lines, lines[1:], lines[2:], strict=False)
        if block.kind == FURNITURE and (above.kind, below.kind) == ("body", "body")
    ]
    return {start for start, one in parts_counted(page, between).items() if one.alone}


def _of_items(page: Page, blocks: Sequence[Block]) -> set[int]:
    """Bare numbers that each stand above what they count, and no page's: several, with a line of text and little more between them."""
    lines = [block for block in blocks if block.kind != BLANK]
    numbers = [at for at, block in enumerate(lines) if block.kind == FURNITURE and BARE.fullmatch(text_of(page, block).strip())]
    runs: list[list[int]] = []
    for at in numbers:
        between = lines[runs[-1][-1] + 1 : at] if runs else []
        if 0 < len(between) <= NEAR_ITEM and any(block.end - block.start >= LEAST_OF_ITEM for block in between):
            runs[-1].append(at)
        else:
            runs.append([at])
    return {lines[at].start for run in runs if len(run) >= ITEMS for at in run}


def _of_numbers(page: Page, blocks: Sequence[Block]) -> set[int]:
    """Numbers of notices, right above their texts within a page, that look like the number of a paper: No. 517."""
    lines = [block for block in blocks if block.kind != BLANK][HEAD:]
    pairs = ((block, below) for block, below in pairwise(lines) if (block.kind, below.kind) == (FURNITURE, "body"))
    return {block.start for block, _ in pairs if OF_NOTICE.fullmatch(text_of(page, block).strip())}


def _of_lists(page: Page, blocks: Sequence[Block]) -> set[int]:
    """Names in a list, or of a profile, that look like bylines; rows of a table, and dates of who signs, that look like running heads."""
    lists = {"byline": (is_of_named, is_of_profile, is_of_ranks), FURNITURE: (is_of_table, is_date_below_signer, is_day_of_text)}
    found = ((seen(page, blocks, at), lists[block.kind]) for at, block in enumerate(blocks) if block.kind in lists)
    return {here.block.start for here, rules in found if any(of(here) for of in rules)}


def _of_notices(page: Page, blocks: Sequence[Block]) -> set[int]:
    """Names of notices and of news in brief, right above their texts, that look like names of sections."""
    pairs = pairwise(block for block in blocks if block.kind != BLANK)
    above = (
        block
        for block, below in pairs
        if (block.kind, below.kind) == (FURNITURE, "body")
        and (below.end - below.start > LONGEST_HEADLINE or is_of_day(text_of(page, below)) or text_of(page, below)[:1] in SIGNS)
    )
    named = ((block.start, text_of(page, block)) for block in above)
    return {start for start, text in named if names_what_is_below(text)}


def _words(page: Page, blocks: Sequence[Block]) -> set[int]:
    """Words that begin as names do, with a mark before them or in brackets: ◆高度, 【温度】."""
    signed = ((block.start, MARKED.fullmatch(text_of(page, block).strip())) for block in blocks if block.kind == "byline")
    return {start for start, found in signed if found is not None and is_common_word(found["word"])}


def _headlines(page: Page, blocks: Sequence[Block]) -> set[int]:
    """Names that are headlines, for none stands above: right below is who wrote, in another form, or a text, and the name is a word sooner.

    赵红伟 is who is written about where 本报记者 李明 stands below, and 石榴 what, where 李 明 does.
    """
    lines = [(block, text_of(page, block).strip()) for block in blocks if block.kind != BLANK]
    nothing = (Block(0, 0, BLANK), "")
    return {
        block.start
        for above, (block, name), below in zip([nothing, *lines], lines, lines[1:], strict=False)
        if block.kind == "byline" and HAN_NAME.fullmatch(name) and _is_no_headline(*above) and _begins_below(name, *below)
    }


def _is_no_headline(block: Block, text: str) -> bool:
    """Whether what stands above a line, with its reading, is no headline: nothing, what is closed, or what is told by its words."""
    return closed(text) if block.kind == "body" else True


def _begins_below(name: str, below: Block, text: str) -> bool:
    """Whether an article begins right below a line that is like a name: with who wrote, or with a text, and the name is a word sooner."""
    word = odds(simplified(name), counts()) < 0
    if below.kind == "byline":
        return _reports(text) or (is_spread(text) and (len(name) == PAIR or word))
    return below.kind == "body" and word and below.end - below.start > LONGEST_HEADLINE


def _reports(line: str) -> bool:
    """Whether a line names somebody whose role it says."""
    return len({item.kind for item in names_and_roles(line)} & {"person", "name"}) == 2
