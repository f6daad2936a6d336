"""Lines cut at the width of their column, which typesetters call its measure: where the next line goes on in the same paragraph.

A page can have columns of several measures, and its headlines, bylines, ornaments and last lines of paragraphs are cut at none; so what
is asked of a line is whether it is as long as several lines near it can be, and not whether nearly all of the page are.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

import regex

from cleaner.language.marks import BULLETS
from cleaner.language.script import SIDE_BY_SIDE
from cleaner.lines.ends import MARK_OF_ORDER
from cleaner.regexes import compiled

# Scripts whose words have no space between them, and their marks: a line that ends or begins with one joins the next without. Some
# marks are other scripts' too, and tell nothing but with the letter behind them.
NO_SPACE = compiled(rf"[{SIDE_BY_SIDE}\u3000-\u303f\uff00-\uffef“”‘’…—·]")
NARROW = compiled(rf"[^\s{NO_SPACE.pattern[1:-1]}]")
ONE_COLUMN = compiled(rf"[^{NO_SPACE.pattern[1:-1]}\n]+")
LETTER = rf"[{SIDE_BY_SIDE}\u3000-\u303f\uff00-\uffef]"
SPACES = r"[ \xa0\u3000\t]+"
BESIDE_LETTER = compiled(rf"(?<={LETTER}){SPACES}|{SPACES}(?={LETTER})")
CLOSING_MARK = compiled("[。！？…”’）).!?]")
STOP = compiled(r"[\p{Po}\p{Pe}\p{Pf}—]")
# What sentences have within them, and lists have not, whose lines of names, posts and dates are as often of one length; the share of the
# lines of a measure that must have it. Of wrapped pages, labelled and not, the least is 0.56.
PAUSE, PAUSED = compiled(r"[\p{Po}--[:：、·•・/#*\\%@&]]", regex.VERSION1), 0.15
WORD = compiled(r"\S+")
BULLET = compiled(f"[{BULLETS}]")
# What must stand on one line: a letter or a number or word of other scripts, with the marks that must not be parted from it.
UNPARTED = compiled(r"[\p{Ps}\p{Pi}]*(?:[\p{Latin}\d.,%]+|.)[\p{Po}\p{Pe}\p{Pf}]*")
# Fewest line ends within paragraphs from which a page's habit can be seen. Two equal lines can be chance.
FEWEST_BREAKS = 3
# Share of a page's line ends at which a measure of fewer lines is believed, and of the full lines that must not stand at a mark:
# wrapped prose has a mark at one line end in ten, verse at every one.
FULL, RUNS_ON = 0.8, 0.6
# Fewest lines of a measure where others are of none, and the share of the line ends, and of the text in those lines, that all measures
# must have. Of 4, 5 and 6 lines and shares of 0.4 to 0.6, those that invent least on pages in 14 layouts, with headlines in two lines
# and columns of several widths; no other choice changes a labelled page.
FEWEST_LINES, COVERED = 6, 0.5
# Characters or columns of a measure: headlines in two lines are narrower, and no column is as wide. Chosen.
NARROWEST, WIDEST = 8, 160
# Measures of a page, at most. Chosen: no page has columns of more widths.
MOST_MEASURES = 6
# A line may have come out longer than its measure by this part of it. Chosen.
TOO_LONG = 8
# Lines of no more characters are a list, and not wrapped, where most of the page is in lines twice as long. Chosen: prose in lines as
# short as a newspaper's column is of a page all of which is.
SHORT_MEASURE = 20
# As a row of a table begins in Markdown.
RULE = "|"
# As a row of a table ends: a number apart, with what it counts, or with the table's rule.
ENDS_ROW = compiled(r"(?r)[ \t\u3000|]\d[\d.,%％]*(?:\p{Han}{1,2}|\s*\|)?")
# Characters of an indent at most, and a letter as wide as a full-width space is. Chosen.
WIDEST_INDENT, WIDE = 8, "一"

# Stands between lines that are measured together; there is none within a line.
APART = "\n"
# How long each of some lines is.
Measure = Callable[[Sequence[str]], list[int]]


class LineSpan(NamedTuple):
    """The text of one line, without the white space around it; whether a blank line or an indent goes before it, and an indent alone."""

    start: int
    end: int
    gap: bool
    indented: bool


class Sizes(NamedTuple):
    """How lines were measured, how long each is, what would have fitted behind it if it were not full, and at which measures it is."""

    of: Measure
    size: dict[int, int]
    room: dict[int, int]
    full: dict[int, list[int]]

    def is_full(self, k: int, measure: int) -> bool:
        """Whether a line is as long as the lines of a measure are, or a little longer."""
        size = self.size.get(k, 0)
        return size - measure // TOO_LONG <= measure <= size + self.room.get(k, 0)


def wrapped_after(source: str, lines: Sequence[LineSpan]) -> list[bool]:
    r"""For each line, whether the next goes on in the same paragraph.

    >>> source = "今天上午新桥正式通车\n，两岸居民不必再等渡\n船，过江只要五分钟，\n孩子们上学也方便多了"
    >>> wrapped_after(source, [LineSpan(k, k + 10, k == 0, False) for k in (0, 11, 22, 33)])
    [True, True, True, False]
    """
    goes_on = [False] * len(lines)
    inner = [k for k, (_, after) in enumerate(itertools.pairwise(lines)) if not after.gap]
    runs_on = sum(not STOP.match(source, lines[k].end - 1) for k in inner)
    if len(inner) < FEWEST_BREAKS or runs_on < RUNS_ON * COVERED * len(inner) or _is_list(source, lines, inner):
        return goes_on
    sizes = _best(source, lines, inner)
    cut = [k for k in inner if k in sizes.full]
    if len(cut) < COVERED * len(inner) or _length(lines, cut) < COVERED * _length(lines, inner):
        return goes_on
    tight = {*inner}
    for k in cut:
        goes_on[k] = _is_within(source, lines, tight, sizes, k)
    return goes_on


def _is_within(source: str, lines: Sequence[LineSpan], tight: set[int], sizes: Sizes, k: int) -> bool:
    """Whether a full line and the next are of one paragraph.

    Beside it stands another of its measure, or the paragraph ends with the next. A line that is closed may end a paragraph: then the next
    is not a headline, and its first letter had no room.
    """
    own, below = sizes.full[k], lines[k + 1]
    if sizes.size[k + 1] > max(own) + max(own) // TOO_LONG or BULLET.match(source, below.start):
        return False
    goes_on = any(measure in own for measure in sizes.full.get(k + 1, ()))
    closes = STOP.match(source, below.end - 1) is not None
    is_last = k + 1 not in tight
    is_above_indent = is_last and k + 2 < len(lines) and lines[k + 2].indented
    if CLOSING_MARK.match(source, lines[k].end - 1):
        first = UNPARTED.match(source, below.start, below.end)
        fitted = first is not None and sizes.size[k] + sizes.of([first[0]])[0] < min(own)
        return (closes or not is_above_indent) and (closes or goes_on or is_last) and not fitted
    came_from = k - 1 in tight and any(measure in own for measure in sizes.full.get(k - 1, ()))
    return closes or goes_on or came_from or (is_last and not is_above_indent)


def _best(source: str, lines: Sequence[LineSpan], inner: list[int]) -> Sizes:
    """The sizes of lines, measured so that most are full."""
    near = sorted({*inner, *(k + 1 for k in inner)})
    texts = {k: _with_indent(source, lines[k]) for k in near if lines[k].end - lines[k].start <= WIDEST}
    firsts = {k: _first(source, lines[k], lines[k + 1]) for k in texts if k + 1 < len(lines)}
    best = Sizes(_characters, {}, {}, {})
    every, behind = [*texts.values()], [*{*firsts.values()}]
    ends = {k for k in inner if STOP.match(source, lines[k].end - 1)}
    paused = {k for k in inner if PAUSE.search(source, *lines[k][:2])}
    for of in _ways(every):
        size = {**dict.fromkeys(near, WIDEST + 1), **dict(zip(texts, of(every), strict=True))}
        room = dict(zip(behind, of(behind), strict=True))
        sizes = Sizes(of, size, {k: room[first] for k, first in firsts.items()}, {})
        measures = _measures(inner, sizes, ends, paused)
        at = {k: [m for m in measures if sizes.is_full(k, m)] for k in near} if measures else {}
        full = {k: own for k, own in at.items() if own}
        if _count(inner, full) > _count(inner, best.full):
            best = sizes._replace(full=full)
    return best


def _ways(texts: Collection[str]) -> Iterator[Measure]:
    """How lines may be measured, of the ways that come to different sizes: by characters or columns, with stray spaces or without."""
    narrow, spaced = any(map(NARROW.search, texts)), any(map(BESIDE_LETTER.search, texts))
    yield _characters
    if narrow:
        yield _columns
    if spaced:
        yield _letters
    if narrow and spaced:
        yield _columns_of_letters


def _first(source: str, line: LineSpan, below: LineSpan) -> str:
    """What had no room behind a full line: the next one's first word or number; of a script without spaces its first character.

    With a mark behind that character, which must not begin a line.
    """
    word = WORD.match(source, below.start, min(below.end, below.start + WIDEST))
    first = word[0] if word else ""
    return first[:2] if NO_SPACE.match(first) or NO_SPACE.match(source, line.end - 1) else " " + first


def _count(inner: Iterable[int], full: dict[int, list[int]]) -> int:
    return sum(k in full for k in inner)


def _length(lines: Sequence[LineSpan], some: Iterable[int]) -> int:
    return sum(lines[k].end - lines[k].start for k in some)


def _measures(inner: list[int], sizes: Sizes, ends: set[int], paused: set[int]) -> list[int]:
    """The measures of a page, that of most lines first: widths at which several lines are cut, most of them within a sentence.

    Args:
        inner: lines that stand close to the next.
        sizes: of all lines.
        ends: those of the lines that end at a mark.
        paused: those that have one that sentences have within them.
    """
    left = [k for k in inner if NARROWEST <= sizes.size[k] <= WIDEST]
    measures: list[int] = []
    for _ in range(MOST_MEASURES):
        measure = _in_most([(sizes.size[k], sizes.size[k] + sizes.room.get(k, 0)) for k in left])
        own = {k for k in left if sizes.size[k] <= measure <= sizes.size[k] + sizes.room.get(k, 0)}
        nearly_all = len(own) >= FULL * len(inner)
        if len(own) < (FEWEST_BREAKS if nearly_all else FEWEST_LINES):
            break
        beside = sum(k - 1 in own or k + 1 in own for k in own)
        if len(own - ends) >= RUNS_ON * len(own) and len(own & paused) >= PAUSED * len(own) and (nearly_all or beside >= FEWEST_LINES):
            measures.append(measure)
        left = [k for k in left if k not in own]
    return measures


def _in_most(ranges: Iterable[tuple[int, int]]) -> int:
    """The largest first number of some ranges that lies in most of them, their ends included; 0 where there is no range.

    >>> _in_most([(3, 5), (4, 6), (9, 9)]), _in_most([])
    (4, 0)
    """
    steps = Counter[int]()
    for first, last in ranges:
        steps[first] += 1
        steps[last + 1] -= 1
    here = most = found = 0
    for number in sorted(steps):
        here += steps[number]
        if here >= max(most, 1):
            most, found = here, number
    return found


def _is_list(source: str, lines: Sequence[LineSpan], inner: list[int]) -> bool:
    """Whether lines that stand close are rows of a table, or short beside the page's others, as items of a list are."""
    rows = (source.startswith(RULE, lines[k].start) or ENDS_ROW.match(source, lines[k].start, lines[k].end) for k in inner)
    if 2 * sum(map(bool, rows)) > len(inner):
        return True
    longest = max(lines[k].end - lines[k].start for k in inner)
    others = sum(size for line in lines if (size := line.end - line.start) > 2 * longest)
    return longest <= SHORT_MEASURE and others > _length(lines, inner)


def _with_indent(source: str, line: LineSpan) -> str:
    """A line with the spaces that it is indented by, which take as much room as letters do."""
    first = max(0, line.start - WIDEST_INDENT)
    begin = max(first, *(source.rfind(end, first, line.start) + 1 for end in "\n\r"))
    return source[begin : line.start].lstrip(MARK_OF_ORDER).replace("\u3000", WIDE) + source[line.start : line.end]


def _characters(texts: Sequence[str]) -> list[int]:
    return [*map(len, texts)]


def _columns(texts: Sequence[str]) -> list[int]:
    wide = ONE_COLUMN.sub("", APART.join(texts)).split(APART)
    return [len(text) + len(letters) for text, letters in zip(texts, wide, strict=True)] if texts else []


def _letters(texts: Sequence[str]) -> list[int]:
    return _characters(_together(texts))


def _columns_of_letters(texts: Sequence[str]) -> list[int]:
    return _columns(_together(texts))


def _together(texts: Sequence[str]) -> list[str]:
    """Lines without the white space beside letters that need none, which readers put in."""
    return BESIDE_LETTER.sub("", APART.join(texts)).split(APART) if texts else []
