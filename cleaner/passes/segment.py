"""Cut the page into paragraphs: at blank lines and indents, and at every line end where lines are not hard-wrapped."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

import regex

from cleaner.fixes.marks import ESCAPED_END, is_escaped
from cleaner.language.script import NEAR, SIDE_BY_SIDE, needs_space
from cleaner.page import BLANK, Block, Edit, Page
from cleaner.regexes import compiled

LINE = compiled(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
# White space and characters that do not show, at either end of a line.
EDGE = "".join(
    map(chr, (*range(0x21), *range(0x7F, 0xA1), 0x1680, *range(0x2000, 0x2010), 0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF))
)
# What ends a line in HTML, but for a <br> behind a comma, and behind the place of a text on the scan; and what begins one.
TAGS = r"(?:p|h[1-6]|div|li|ul|ol|tr|table|blockquote|figure|figcaption)"
PARTING = compiled(rf"(?:(?<![，,、；;])<br[ ]?/?>|</{TAGS}>|</box>|<\|/det\|>)|(?P<opens><{TAGS}\b[^<>\n]{{0,400}}>)", regex.IGNORECASE)
BREAK = compiled(r"\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
INDENT = compiled(r"(?:\u3000|[ \xa0]{2}|\t)")
# Scripts whose words have no space between them, and their marks: a line that ends or begins with one joins the next without. Some
# marks are other scripts' too, and tell nothing but with the letter behind them.
NO_SPACE = compiled(rf"[{SIDE_BY_SIDE}\u3000-\u303f\uff00-\uffef“”‘’…—·]")
LETTER = rf"[{SIDE_BY_SIDE}\u3000-\u303f\uff00-\uffef]"
HYPHENS = "-\N{SOFT HYPHEN}\N{HYPHEN}\N{NOT SIGN}"
NO_SPACE_BEFORE = compiled(rf"(?r)(?:{LETTER}(?:[“”‘’…—·\p{{P}}]*[“”‘’…—·])?|\S[…—·])")
NO_SPACE_AFTER = compiled(rf"(?:[“”‘’…—·][“”‘’…—·\p{{P}}]*)?{LETTER}|[”’…—·]")
IDEOGRAPH = compiled(r"(?![一二三四五六七八九十])\p{Han}")
# Lines of one ideograph that are a headline set upright, at least: of a table's cells or numbers of parts there are fewer. Chosen.
UPRIGHT = 4
QUOTED = compiled(r"(?:>[ ]+)+(?=\S)")
CLOSED = compiled("[。！？…”’）)]")
STOP = compiled(r"[\p{Po}\p{Pe}\p{Pf}—]")
SPACE = compiled(r"[ \xa0\u3000\t]")
WORD = compiled(r"\S+")
# Fewest line ends within paragraphs from which a page's habit can be seen. Two equal lines can be chance.
FEWEST_BREAKS = 3
# Share of those line ends that must be full, and share of the full ones that must not stand at a mark: wrapped prose has a
# mark at one line end in ten, verse at every one.
FULL, RUNS_ON = 0.8, 0.6
# Lines of no more characters are a list, and not wrapped, where most of the page is in lines twice as long. Chosen: prose in lines as
# short as a newspaper's column is of a page all of which is.
SHORT_MEASURE = 20
# As a row of a table ends: a number apart.
ENDS_ROW = compiled(r"(?r)[ \t\u3000|]\d[\d.,%％]*")


Measure = Callable[[str], int]
# Characters of an indent at most, and a letter as wide as a full-width space is. Chosen.
WIDEST_INDENT, WIDE = 8, "一"
# From so many characters on white space is between two paragraphs, whatever it is. Chosen: no layout has as much between two lines.
WHITE = 1000


class LineSpan(NamedTuple):
    """The text of one line, without the white space around it; whether a blank line or an indent goes before it, and an indent alone."""

    start: int
    end: int
    gap: bool
    indented: bool


def segment(page: Page) -> Page:
    r"""Tile the page with paragraphs and the white space between them; unwrap hard-wrapped lines.

    A page's lines are taken to be wrapped when nearly all of them, the last of each paragraph apart, are as long as they
    can be (in characters or in columns), and most do not end at a mark. On any other page every line is a paragraph.

    >>> [b.kind for b in segment(Page("p", "title\n\nbody\n")).blocks]
    ['body', 'blank', 'body', 'blank']
    >>> [b.kind for b in segment(Page("p", "<h1>title</h1><p>body</p>")).blocks]
    ['body', 'body']
    >>> wrapped = "今天上午新桥正式通车\n两岸居民从此不必再等\n渡船过江只要五分钟孩\n子们上学也方便了许多"
    >>> page = segment(Page("p", wrapped))
    >>> len(page.blocks), {edit.reason for edit in page.edits}
    (1, {'wrapped-line'})
    """
    lines = _lines(page.source)
    wrapped = [a or b for a, b in zip(_wrapped_after(page.source, lines), _upright_after(page.source, lines), strict=True)]
    ends = [(a.end, b.start) for (a, b), joins in zip(itertools.pairwise(lines), wrapped, strict=False) if joins]
    # A space at most line ends was not there before the lines were wrapped.
    keeps_space = 2 * sum(SPACE.search(page.source, *end) is not None for end in ends) < len(ends)
    blocks: list[Block] = []
    edits: list[Edit] = []
    here = 0
    for k, line in enumerate(lines):
        if k and wrapped[k - 1]:
            before = lines[k - 1].end
            # A quotation's mark at the beginning of every line goes with the line end.
            quoted = QUOTED.match(page.source, line.start, line.end)
            edits.append(_joint(page.source, before, quoted.end() if quoted else line.start, keeps_space and not quoted))
            blocks[-1] = blocks[-1]._replace(end=line.end)
        else:
            if line.start > here:
                blocks.append(Block(here, line.start, BLANK))
            blocks.append(Block(line.start, line.end, "body"))
        here = line.end
    if here < len(page.source):
        blocks.append(Block(here, len(page.source), BLANK))
    return replace(page, blocks=tuple(blocks)).with_edits(edits)


def _lines(source: str) -> list[LineSpan]:
    """The lines that show something."""
    lines: list[LineSpan] = []
    last_break = 0
    for first, last in _stretches(source):
        text = source[first:last]
        end = first + len(text.rstrip(EDGE))
        start = last - len(text.lstrip(EDGE))
        if start >= end:
            continue
        # Behind a mark, or before one, nothing was wrapped.
        apart = start - last_break >= WHITE or source[last_break - 1 : last_break] == ">" or source[start] == "<"
        breaks = ["", ""] if apart else BREAK.findall(source, last_break, start)
        blank, indented = len(breaks) != 1, INDENT.match(source, first) is not None
        lines.append(LineSpan(start, end, blank or indented, indented and not blank))
        last_break = end
    return lines


def _stretches(source: str) -> Iterator[tuple[int, int]]:
    """Where each line begins and ends, be it ended by a mark of HTML, or by one of a string that was never read back."""
    marks = [mark for mark, there in ((PARTING, "<" in source), (ESCAPED_END, is_escaped(source))) if there]
    for line in LINE.finditer(source):
        cuts = {
            mark.start() if mark.groupdict().get("opens") else mark.end() for one in marks for mark in one.finditer(source, *line.span())
        }
        yield from itertools.pairwise(sorted({*line.span(), *cuts}))


def _wrapped_after(source: str, lines: list[LineSpan]) -> list[bool]:
    """For each line, whether the next goes on in the same paragraph."""
    inner = [k for k, (_, after) in enumerate(itertools.pairwise(lines)) if not after.gap]
    goes_on = [False] * len(lines)
    if len(inner) < FEWEST_BREAKS:
        return goes_on
    best: list[int] = []
    for measure in (_characters, _columns):
        full = _full(source, lines, inner, measure)
        best = max(best, full, key=len)
    runs_on = sum(not STOP.match(source, lines[k].end - 1) for k in best)
    if len(best) < FULL * len(inner) or runs_on < RUNS_ON * len(best) or _is_list(source, lines, inner):
        return goes_on
    for k in best:
        goes_on[k] = not _is_above_headline(source, lines, k)
    return goes_on


def _upright_after(source: str, lines: list[LineSpan]) -> list[bool]:
    """For each line, whether the next goes on in a headline that stands upright: several lines of one ideograph each."""
    single = [line.end - line.start == 1 and IDEOGRAPH.match(source, line.start) is not None for line in lines]
    goes_on: list[bool] = []
    for alone, run in itertools.groupby(single):
        size = len([*run])
        goes_on += [alone and size >= UPRIGHT] * (size - 1) + [False]
    return goes_on


def _is_above_headline(source: str, lines: list[LineSpan], k: int) -> bool:
    """Whether a paragraph ends with a full line, and a headline stands below it, on a page whose paragraphs an indent alone sets apart.

    The line is closed, and the next one neither as long, as within a paragraph, nor closed, as at its end.
    """
    line, below = lines[k], lines[k + 1]
    if k + 2 >= len(lines) or not lines[k + 2].indented or below.end - below.start + 1 >= line.end - line.start:
        return False
    return CLOSED.match(source, line.end - 1) is not None and not STOP.match(source, below.end - 1)


def _is_list(source: str, lines: list[LineSpan], inner: list[int]) -> bool:
    """Whether lines that stand close are rows of a table, or short beside the page's others, as items of a list are."""
    if 2 * sum(ENDS_ROW.match(source, lines[k].start, lines[k].end) is not None for k in inner) > len(inner):
        return True
    longest = max(lines[k].end - lines[k].start for k in inner)
    others = sum(size for line in lines if (size := line.end - line.start) > 2 * longest)
    return longest <= SHORT_MEASURE and others > sum(lines[k].end - lines[k].start for k in inner)


def _full(source: str, lines: list[LineSpan], inner: list[int], measure: Measure) -> list[int]:
    """Those of the inner line ends before which the next line's first word would not have fitted."""
    sizes = {k: measure(_with_indent(source, lines[k])) for k in inner}
    # The longest, but for one line in fifty that may have come out too long.
    width = sorted(sizes.values())[-1 - len(sizes) // 50]
    full = []
    for k in inner:
        word = WORD.match(source, lines[k + 1].start, lines[k + 1].end)
        first = word[0] if word else ""
        # One character of a script without spaces, with a mark that must not begin a line; or a whole word.
        first = first[:2] if NO_SPACE.match(first) or NO_SPACE.match(source, lines[k].end - 1) else " " + first
        if sizes[k] + measure(first) >= width:
            full.append(k)
    return full


def _with_indent(source: str, line: LineSpan) -> str:
    """A line with the spaces that it is indented by, which take as much room as letters do."""
    first = max(0, line.start - WIDEST_INDENT)
    begin = max(first, *(source.rfind(end, first, line.start) + 1 for end in "\n\r"))
    return source[begin : line.start].replace("\u3000", WIDE) + source[line.start : line.end]


def _characters(text: str) -> int:
    return len(text)


def _columns(text: str) -> int:
    return len(text) + len(NO_SPACE.findall(text))


def _joint(source: str, before: int, start: int, keeps_space: bool) -> Edit:
    """What stands for the line end between two lines of a paragraph."""
    if NO_SPACE_BEFORE.match(source, 0, before) or NO_SPACE_AFTER.match(source, start):
        # A space at the line end was a space before the line was wrapped: between the names of a byline, say.
        return Edit(before, start, " " if keeps_space and SPACE.search(source, before, start) else "", "wrapped-line")
    digits = source[before - 1].isdecimal() and source[start].isdecimal()
    if digits and not needs_space(source[max(0, before - NEAR) : before], source[start : start + NEAR]):
        return Edit(before, start, "", "wrapped-line")
    if source[before - 1] in HYPHENS and source[before - 2 : before - 1].isalpha() and source[start].isalpha():
        # SPD-Chef: before a capital the hyphen is the word's own.
        return Edit(before - 1 if source[start].islower() else before, start, "", "hyphenated-line")
    return Edit(before, start, " ", "wrapped-line")
