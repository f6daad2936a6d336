"""Lines cut at the width of their column, which typesetters call its measure: where the next line goes on in the same paragraph.

A page can have columns of several measures, and its headlines, bylines, ornaments and last lines of paragraphs are cut at none; so what
is asked of a line is whether it is as long as several lines near it can be, and not whether nearly all of the page are.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from cleaner.language.marks import BULLETS
from cleaner.lines.measure import CLOSING_MARK, FEWEST_BREAKS, RUNS_ON, STOP, TOO_LONG, WIDE, LineSpan, Sizes, sizes_of
from cleaner.regexes import compiled

BULLET = compiled(f"[{BULLETS}]")
# What must stand on one line: a letter or a number or word of other scripts, with the marks that must not be parted from it.
UNPARTED = compiled(r"[\p{Ps}\p{Pi}]*(?:[\p{Latin}\d.,%]+|.)[\p{Po}\p{Pe}\p{Pf}]*")
# The share of the line ends, and of the text in those lines, that all measures must have. Of 0.4 to 0.6, what invents least on the pages
# of `FEWEST_LINES`.
COVERED = 0.5
# Of a wide column's lines more are the last ones of paragraphs: so few are enough where so much of the text is in them. Chosen.
FEW_COVERED, MOST_COVERED = 0.33, 0.6
# Lines of no more characters are a list, and not wrapped, where most of the page is in lines twice as long. Chosen: prose in lines as
# short as a newspaper's column is of a page all of which is.
SHORT_MEASURE = 20
# The part of an indent of two letters that a line lacks at least whose indent is lost: a letter more or less had no room. Chosen.
LOST = 0.75
# As a row of a table begins in Markdown.
RULE = "|"
# As a row of a table ends: a number apart, with what it counts, or with the table's rule.
ENDS_ROW = compiled(r"(?r)[ \t\u3000|]\d[\d.,%％]*(?:\p{Han}{1,2}|\s*\|)?")


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
    sizes = sizes_of(source, lines, inner)
    lost = _lost_indent(source, lines, inner, sizes)
    sizes = sizes if lost else sizes.as_read()
    cut = [k for k in inner if k in sizes.full]
    share, of_text = len(cut) / len(inner), _length(lines, cut) / max(1, _length(lines, inner))
    if share < FEW_COVERED or of_text < COVERED or (share < COVERED and of_text < MOST_COVERED):
        return goes_on
    tight = {*inner}
    for k in cut:
        goes_on[k] = _is_within(source, lines, tight, sizes, k, lost)
    return goes_on


def _lost_indent(source: str, lines: Sequence[LineSpan], inner: Sequence[int], sizes: Sizes) -> float:
    """What a full line that begins a paragraph lacks of its measure at least, where the reader lost the indents; 0 where it did not.

    Of the lines below closed ones that are full and not closed most then lack the width of two letters, and of others next to none.
    """
    least = LOST * sizes.of([2 * WIDE])[0]
    open_ones = [k for k in inner if k in sizes.full and not (lines[k].gap or CLOSING_MARK.match(source, lines[k].end - 1))]
    below_end = [k for k in open_ones if CLOSING_MARK.match(source, lines[k - 1].end - 1)]
    others = [k for k in open_ones if not CLOSING_MARK.match(source, lines[k - 1].end - 1)]
    indented, by_chance = (sum(sizes.lacks(k) >= least for k in some) for some in (below_end, others))
    is_lost = indented >= FEWEST_BREAKS and 2 * indented >= len(below_end) and 4 * by_chance <= len(others)
    return least if is_lost else 0


def _is_within(source: str, lines: Sequence[LineSpan], tight: set[int], sizes: Sizes, k: int, lost: float) -> bool:
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
        if lost and k + 1 in sizes.full:
            return sizes.lacks(k + 1) < lost
        first = UNPARTED.match(source, below.start, below.end)
        fitted = first is not None and sizes.size[k] + sizes.of([first[0]])[0] < min(own)
        return (closes or not is_above_indent) and (closes or goes_on or is_last) and not fitted
    if lost and k in sizes.indent and k + 1 in sizes.full and sizes.lacks(k + 1) >= lost:
        return False  # a headline, as long as a line of text: the text's first line is below
    came_from = k - 1 in tight and any(measure in own for measure in sizes.full.get(k - 1, ()))
    return closes or goes_on or came_from or (is_last and not is_above_indent)


def _length(lines: Sequence[LineSpan], some: Iterable[int]) -> int:
    return sum(lines[k].end - lines[k].start for k in some)


def _is_list(source: str, lines: Sequence[LineSpan], inner: list[int]) -> bool:
    """Whether lines that stand close are rows of a table, or short beside the page's others, as items of a list are."""
    rows = (source.startswith(RULE, lines[k].start) or ENDS_ROW.match(source, lines[k].start, lines[k].end) for k in inner)
    if 2 * sum(map(bool, rows)) > len(inner):
        return True
    longest = max(lines[k].end - lines[k].start for k in inner)
    others = sum(size for line in lines if (size := line.end - line.start) > 2 * longest)
    return longest <= SHORT_MEASURE and others > _length(lines, inner)
