"""Cut the page into paragraphs: at blank lines and indents, and at every line end where lines are not hard-wrapped."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import regex

from cleaner.fixes.json_marks import BETWEEN, is_json
from cleaner.fixes.markup import ESCAPED_END, is_escaped
from cleaner.language.script import NEAR, needs_space
from cleaner.lines.ends import LINE, MARK_OF_ORDER, UNSEEN_AT_EDGE, ends_between
from cleaner.lines.filled import filled_after
from cleaner.lines.hyphens import CUT_WORD, STANDS_FOR, is_of_word, words_of
from cleaner.lines.lists import has_cells, is_row
from cleaner.lines.measure import LETTER, LineSpan
from cleaner.lines.wrapped import wrapped_after
from cleaner.page import BLANK, Block, Edit, Page
from cleaner.regexes import compiled

# What ends a line in HTML, but for a <br> behind a comma, and behind the place of a text on the scan; and what begins one.
TAGS = r"(?:p|h[1-6]|div|li|ul|ol|tr|table|blockquote|figure|figcaption)"
PARTING = compiled(
    rf"(?:(?<![，,、；;])<br[ ]?/?>|</{TAGS}>|</box>|</think(?:ing)?>|<\|/det\|>)"
    rf"|(?P<opens><{TAGS}\b[^<>\n]{{0,400}}>)",
    regex.IGNORECASE,
)
INDENT = compiled(r"(?=\u3000|[ \xa0]{2}|\t)[ \xa0\u3000\t]+")
# Columns of white space at the beginning of a line, but for those of one.
WIDTHS = {"\u3000": 2, "\t": 4}
# Columns that a line is not indented by where all lines are. Chosen: a letter's half.
CROOKED = 1
# Lines stand close that have as few line ends between them as one in ten has at most: on a page all of whose line ends a reader doubled, or
# trebled, some are left single. Lines with more than three line ends between them never stand close. Chosen.
ONE_IN, MOST_BREAKS = 10, 3
# 31, and 31. of 31.4.
NUMBER_END = compiled(r"(?r)\d[.．]?")
NO_SPACE_BEFORE = compiled(rf"(?r)(?:{LETTER}(?:[“”‘’…—·\p{{P}}]*[“”‘’…—·])?|\S[…—·])")
NO_SPACE_AFTER = compiled(rf"(?:[“”‘’…—·][“”‘’…—·\p{{P}}]*)?{LETTER}|[”’…—·]")
IDEOGRAPH = compiled(r"(?![一二三四五六七八九十])\p{Han}")
# 2.王强 and 3、, which is an item where 1.李飞 stands above: as many lines are looked at as one may have. Chosen.
ITEM, NEAR_ITEM = compiled(r"(?P<number>\d{1,2})(?:[.．]\s?[^\d\s]|[)）]\s|、\s?\p{Han})"), 8
# Lines of one ideograph that are a headline set upright, at least: of a table's cells or numbers of parts there are fewer. Chosen.
UPRIGHT = 4
# A headline in capitals: of so many that it is no number and no name, and of no small letter. Chosen.
IN_CAPITALS = compiled(r"\P{L}*(?:\p{Lu}\P{L}*){5,}")
# CONTRATADA: JOSÉ DA SILVA, which is no headline.
LABELLED = compiled(r"\p{L}[^:]{1,30}:\s?\S")
QUOTED = compiled(r"(?:>[ ]+)+(?=\S)")
# The mark of a quotation at the beginning of a line, in scripts that print it before each; and of one that is not closed in its line.
OPENING = compiled(rf"[«“„]\s?(?!{LETTER})")
STAYS_OPEN = compiled(r"[«“„][^»”]*")
SPACE = compiled(r"[ \xa0\u3000\t]")
# From so many characters on white space is between two paragraphs, whatever it is. Chosen: no layout has as much between two lines.
WHITE = 1000


def segment(page: Page) -> Page:
    r"""Tile the page with paragraphs and the white space between them; unwrap hard-wrapped lines.

    A page's lines are taken to be wrapped where most of them are as long as several others, as they can be in their column, and most
    of those do not end at a mark (`cleaner.lines.wrapped`), and lines that stand close where words fill them (`cleaner.lines.filled`). On
    any other page every line is a paragraph.

    >>> [b.kind for b in segment(Page("p", "title\n\nbody\n")).blocks]
    ['body', 'blank', 'body', 'blank']
    >>> [b.kind for b in segment(Page("p", "<h1>title</h1><p>body</p>")).blocks]
    ['body', 'body']
    >>> wrapped = "今天上午新桥正式通车\n，两岸居民不必再等渡\n船，过江只要五分钟，\n孩子们上学也方便多了"
    >>> page = segment(Page("p", wrapped))
    >>> len(page.blocks), {edit.reason for edit in page.edits}
    (1, {'wrapped-line'})
    """
    lines = _lines(page.source)
    ways = (wrapped_after, filled_after, _upright_after)
    wrapped = [any(after) for after in zip(*(way(page.source, lines) for way in ways), strict=True)]
    wrapped = [after and not _is_apart(page.source, lines, k) for k, after in enumerate(wrapped)]
    ends = [(a.end, b.start) for (a, b), joins in zip(itertools.pairwise(lines), wrapped, strict=False) if joins]
    # A space at most line ends was not there before the lines were wrapped.
    keeps_space = 2 * sum(SPACE.search(page.source, *end) is not None for end in ends) < len(ends)
    cut = any(CUT_WORD.match(page.source, 0, before) for before, _ in ends)
    words = words_of(page.source) if cut else frozenset()
    blocks: list[Block] = []
    edits: list[Edit] = []
    here = 0
    for k, line in enumerate(lines):
        if k and wrapped[k - 1]:
            before = lines[k - 1].end
            # A quotation's mark at the beginning of every line goes with the line end.
            quoted = QUOTED.match(page.source, line.start, line.end) or _opened_again(page.source, lines, wrapped, k)
            edits.append(_joint(page.source, before, quoted.end() if quoted else line.start, keeps_space and not quoted, words))
            blocks[-1] = blocks[-1]._replace(end=line.end)
        else:
            if line.start > here:
                blocks.append(Block(here, line.start, BLANK))
            blocks.append(Block(line.start, line.end, "body"))
        here = line.end
    if here < len(page.source):
        blocks.append(Block(here, len(page.source), BLANK))
    return page._replace(blocks=tuple(blocks)).with_edits(edits)


def _opened_again(source: str, lines: list[LineSpan], wrapped: list[bool], k: int) -> regex.Match[str] | None:
    """The mark that a line within a quotation begins with, as old papers print it before each: the line above has it, or the next."""
    mark = OPENING.match(source, lines[k].start, lines[k].end)
    if mark is None:
        return None
    below = k + 1 if wrapped[k] else k
    again = any(
        source[lines[at].start] == source[lines[at + 1].start] and STAYS_OPEN.fullmatch(source, *lines[at][:2])
        for at in range(k - 1, below)
    )
    return mark if again else None


def _is_apart(source: str, lines: list[LineSpan], k: int) -> bool:
    """Whether a line and the next are not of one paragraph whatever their lengths.

    The next counts on from an item, one is a row, or one alone is in capitals.
    """
    if found := ITEM.match(source, lines[k + 1].start):
        before = (ITEM.match(source, line.start) for line in lines[max(0, k - NEAR_ITEM) : k + 1])
        if any(item and int(item["number"]) == int(found["number"]) - 1 for item in before):
            return True
    either = lines[k : k + 2]
    if any(_is_row(source[start:end]) for start, end, *_ in either):
        return True
    capitals = {IN_CAPITALS.fullmatch(source, *line[:2]) is not None for line in either}
    return len(capitals) > 1 and not LABELLED.match(source, *either[0][:2])


def _is_row(line: str) -> bool:
    """Whether a line is a row of a table, and no line of a text that has several numbers."""
    words = line.split()
    return is_row(line) and (has_cells(line) or 2 * sum(map(str.isdecimal, words)) >= len(words))


def _lines(source: str) -> list[LineSpan]:
    """The lines that show something."""
    spans: list[tuple[int, int]] = []
    breaks: list[int] = []
    indents: list[int] = []
    last_break = 0
    for first, last in _stretches(source):
        text = source[first:last]
        end = first + len(text.rstrip(UNSEEN_AT_EDGE))
        start = last - len(text.lstrip(UNSEEN_AT_EDGE))
        if start >= end:
            continue
        # Behind a mark, or before one, nothing was wrapped.
        apart = start - last_break >= WHITE or source[last_break - 1 : last_break] == ">" or source[start] == "<"
        breaks.append(WHITE if apart or not spans else ends_between(source, last_break, start) or WHITE)
        spans.append((start, end))
        indent = INDENT.match(source, first)
        indents.append(sum(WIDTHS.get(c, 1) for c in indent[0]) if indent else 0)
        last_break = end
    close, margin = _usual(breaks), _margin(indents)
    gaps = [(between > close, indent > margin) for between, indent in zip(breaks, indents, strict=True)]
    return [
        LineSpan(start, end, blank or indented, indented and not blank) for (start, end), (blank, indented) in zip(spans, gaps, strict=True)
    ]


def _usual(breaks: list[int]) -> int:
    """How many line ends stand between two lines that stand close: one, or more where next to none have as few.

    >>> _usual([1, 1, 2, 1]), _usual([2] * 20 + [4])
    (1, 2)
    """
    return min(sorted(breaks)[len(breaks) // ONE_IN], MOST_BREAKS) if breaks else 1


def _margin(indents: list[int]) -> int:
    """The widest indent that is none, in columns: that of every line, and what a page may stand crooked by.

    >>> _margin([0, 2, 0, 0]), _margin([4, 4, 8, 4])
    (0, 5)
    """
    least = min(indents, default=0)
    return least + CROOKED if least else 0


def _stretches(source: str) -> Iterator[tuple[int, int]]:
    """Where each line begins and ends, be it ended by a mark of HTML or JSON, or by one of a string that was never read back."""
    marks = [mark for mark, there in ((PARTING, "<" in source), (ESCAPED_END, is_escaped(source)), (BETWEEN, is_json(source))) if there]
    # A byte order mark takes no room in its line.
    begin = len(source) - len(source.lstrip(MARK_OF_ORDER))
    if not marks:
        yield from (line.span() for line in LINE.finditer(source, begin))
        return
    for line in LINE.finditer(source, begin):
        cuts = {
            mark.start() if mark.groupdict().get("opens") else mark.end() for one in marks for mark in one.finditer(source, *line.span())
        }
        yield from itertools.pairwise(sorted({*line.span(), *cuts}))


def _upright_after(source: str, lines: list[LineSpan]) -> list[bool]:
    """For each line, whether the next goes on in a headline that stands upright: several lines of one ideograph each."""
    single = [line.end - line.start == 1 and IDEOGRAPH.match(source, line.start) is not None for line in lines]
    goes_on: list[bool] = []
    for alone, run in itertools.groupby(single):
        size = len([*run])
        goes_on += [alone and size >= UPRIGHT] * (size - 1) + [False]
    return goes_on


def _joint(source: str, before: int, start: int, keeps_space: bool, words: frozenset[str]) -> Edit:
    """What stands for the line end between two lines of a paragraph."""
    if NO_SPACE_BEFORE.match(source, 0, before) or NO_SPACE_AFTER.match(source, start):
        # A space at the line end was a space before the line was wrapped: between the names of a byline, say.
        return Edit(before, start, " " if keeps_space and SPACE.search(source, before, start) else "", "wrapped-line")
    digits = NUMBER_END.match(source, 0, before) is not None and source[start].isdecimal()
    if digits and not needs_space(source[max(0, before - NEAR) : before], source[start : start + NEAR]):
        return Edit(before, start, "", "wrapped-line")
    if CUT_WORD.match(source, 0, before) and source[start].isalnum() and not STANDS_FOR.match(source, start):
        return Edit(before if is_of_word(source, before, start, words) else before - 1, start, "", "hyphenated-line")
    return Edit(before, start, " ", "wrapped-line")
