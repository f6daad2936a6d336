"""Lines filled with whole words, as writing with capitals has them: where a line ends because the next word had no room.

Asked of each run of lines by itself, because a page has few of them, and its signatures, verse and tables are filled by no rule. Pages of
other languages forced it, on which one short line had made a headline of the first line of each paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.language.marks import GOES_ON
from cleaner.lines.hyphens import CUT_WORD
from cleaner.lines.wrapped import NARROW, PAUSE, STOP, WIDEST, WORD, LineSpan
from cleaner.regexes import compiled

# What ends a sentence.
ENDS = compiled(r"(?r)[.!?…:]|[.!?…][\p{Pf}\p{Pe}\"'*_]{1,2}")
DIGIT = compiled(r"\d")
# Characters of the longest line of a run, at least: the narrowest columns of newspapers have 20 to 24, items of lists have less. Chosen.
NARROWEST = 20
# Line ends before a small letter from which a run is text though its end is cut off. Chosen.
SURE = 3
# The share of such line ends behind which the next word had no room: in verse it has room as often as not. Chosen.
FULL = 0.7


def filled_after(source: str, lines: Sequence[LineSpan]) -> list[bool]:
    r"""For each line, whether the next goes on in the same paragraph.

    >>> source = "The library will be closed on\nSaturday for the\nyearly stocktaking.\nA. Smith"
    >>> filled_after(source, [LineSpan(0, 29, True, False), LineSpan(30, 46, False, False), LineSpan(47, 66, False, False)])
    [False, False, False]
    >>> source = "The library will be closed on\nSaturday for the yearly\nstocktaking."
    >>> filled_after(source, [LineSpan(0, 29, True, False), LineSpan(30, 53, False, False), LineSpan(54, 66, False, False)])
    [True, True, False]
    """
    goes_on = [False] * len(lines)
    for first, last in _runs(lines):
        for k in _within(source, lines, first, last):
            goes_on[k] = True
    return goes_on


def _runs(lines: Sequence[LineSpan]) -> Iterator[tuple[int, int]]:
    """The first and the last of several lines that stand close."""
    first = 0
    for k in range(1, len(lines) + 1):
        if k == len(lines) or lines[k].gap:
            if k - first > 1:
                yield first, k - 1
            first = k


def _within(source: str, lines: Sequence[LineSpan], first: int, last: int) -> list[int]:
    """The lines of a run that the next goes on from: before a small letter, and where nothing had room.

    A run of such lines alone is a headline where it has no stop.
    """
    sure = [k for k in range(first, last) if _goes_on_small(source, lines[k], lines[k + 1])]
    if not sure:
        return []
    width = max(line.end - line.start for line in lines[first : last + 1])
    full = {k for k in range(first, last) if _is_full(source, lines[k], lines[k + 1], width)}
    if not NARROWEST <= width <= WIDEST or len(full.intersection(sure)) < FULL * len(sure):
        return []
    run = source[lines[first].start : lines[last].end]
    is_text = PAUSE.search(run) is not None and (len(sure) >= SURE or ENDS.match(run) is not None)
    if not is_text and (len(sure) < last - first or DIGIT.search(run)):
        return []
    above_headline = last + 1 < len(lines) and lines[last + 1].indented and not STOP.match(source, lines[last].end - 1)
    within = {*sure}
    for k in sorted(full - within, reverse=True):
        below = k + 1
        is_headline = above_headline if below == last else below not in within and not _ends(source, lines[below])
        if not is_headline:
            within.add(k)
    return sorted(within)


def _goes_on_small(source: str, line: LineSpan, below: LineSpan) -> bool:
    return GOES_ON.match(source, below.start) is not None and NARROW.match(source, line.end - 1) is not None and not _ends(source, line)


def _ends(source: str, line: LineSpan) -> bool:
    return ENDS.match(source, line.start, line.end) is not None


def _is_full(source: str, line: LineSpan, below: LineSpan, width: int) -> bool:
    word = WORD.match(source, below.start)
    # Behind a word that is cut there was no room.
    return word is not None and (CUT_WORD.match(source, 0, line.end) is not None or line.end - line.start + 1 + len(word[0]) > width)
