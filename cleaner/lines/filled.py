"""Lines filled with whole words, as writing with capitals has them: where a line ends because the next word had no room.

Asked of each run of lines by itself, because a page has few of them, and its signatures, verse and tables are filled by no rule. Pages of
other languages forced it, on which one short line had made a headline of the first line of each paragraph.
"""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from cleaner.language.marks import GOES_ON
from cleaner.lines.hyphens import CUT_WORD
from cleaner.lines.measure import NARROW, PAUSE, STOP, WIDEST, WORD, LineSpan
from cleaner.regexes import compiled

# What ends a sentence.
ENDS = compiled(r"(?r)[.!?…:]|[.!?…][\p{Pf}\p{Pe}\"'*_]{1,2}")
DIGIT = compiled(r"\d")
# Characters of the longest line of a run, at least: the narrowest columns of newspapers have 20 to 24, items of lists have less. Chosen.
NARROWEST = 20
# Line ends before a small letter from which a run is text though its end is cut off. Chosen.
SURE = 3
# The share of line ends before a small letter, from which on lines are those of a text; of paragraphs one may be torn.
# Chosen: of 153 articles of newspapers in French, German and English of 1790 to 2008, as they were wrapped, the least is 0.42.
LEAST_SURE = 0.25
# The share of such line ends behind which the next word had no room: in verse it has room as often as not. Chosen.
FULL = 0.7
# Lines on either side of one by which its width is told. Chosen: a column has more between two headlines.
NEAR = 12
# The part of the longest of a few lines that their width is taken for: of letters of several widths none of the others may be as long. Of
# 0.9 to 0.97 none tells more of wrapped articles apart than another.
RAGGED = 0.95
# A closed line that is shorter than this part of the width ends its paragraph, however long the next word is. Chosen.
CLOSED = 0.9
# A line is not short from this part of the width on. Chosen: lines of verse often are.
NOT_SHORT = 0.67
# of, the, à, zu: what stands before a noun.
SMALL_WORD = compiled(r"(?r)\b\p{Ll}{1,3}")
# Bridge, bridge
CAPITALISED, SMALL = compiled(r"\p{Lu}\p{L}*\b"), compiled(r"\b\p{Ll}+\b")


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
    if not sure or len(sure) < LEAST_SURE * (last - first):
        return []
    widest = max(line.end - line.start for line in lines[first : last + 1])
    widths = _widths(lines, first, last, sure, widest)
    full = {k for k in range(first, last) if _is_full(source, lines[k], lines[k + 1], widths[k - first])}
    if not NARROWEST <= widest <= WIDEST or len(full.intersection(sure)) < FULL * len(sure):
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
    within.difference_update(_headlines(source, lines, within, sure))
    return sorted(within)


def _headlines(source: str, lines: Sequence[LineSpan], within: set[int], sure: Sequence[int]) -> list[int]:
    """The lines that begin a paragraph, without a mark, above a capital of a word that the page has in small letters: no name goes on."""
    first = [k for k in within.difference(sure) if k - 1 not in within]
    open_ones = [k for k in first if not (PAUSE.search(source, *lines[k][:2]) or _ends(source, lines[k]))]
    words = {k: word[0] for k in open_ones if (word := CAPITALISED.match(source, lines[k + 1].start))}
    return [k for k, word in words.items() if word.lower() in _small_words(source)]


@functools.lru_cache(maxsize=1)
def _small_words(source: str) -> frozenset[str]:
    """The words of a page that stand in small letters. Kept, for every run of its lines asks."""
    return frozenset(SMALL.findall(source))


def _widths(lines: Sequence[LineSpan], first: int, last: int, sure: Sequence[int], widest: int) -> list[float]:
    """What width each line of a run is measured by, in characters: the usual one of the lines near it that are surely full.

    Letters are of several widths, so that few lines are as long as the longest, and columns of several measures may stand close. Of few
    lines the longest says it.
    """
    size = {k: lines[k].end - lines[k].start for k in sure}
    found: list[float] = []
    for k in range(first, last + 1):
        near = sorted(size[at] for at in sure[bisect_left(sure, k - NEAR) : bisect_right(sure, k + NEAR)])
        found.append(near[len(near) // 2] if len(near) >= SURE else widest * RAGGED)
    return found


def _goes_on_small(source: str, line: LineSpan, below: LineSpan) -> bool:
    return GOES_ON.match(source, below.start) is not None and NARROW.match(source, line.end - 1) is not None and not _ends(source, line)


def _ends(source: str, line: LineSpan) -> bool:
    return ENDS.match(source, line.start, line.end) is not None


def _is_full(source: str, line: LineSpan, below: LineSpan, width: float) -> bool:
    word = WORD.match(source, below.start)
    size = line.end - line.start
    if word is None or (size < CLOSED * width and _ends(source, line)):
        return False
    # Behind a word that is cut there was no room, nor, in a line that is not short, behind one that no sentence ends with.
    cut = CUT_WORD.match(source, 0, line.end) is not None
    open_end = size >= NOT_SHORT * width and SMALL_WORD.match(source, line.start, line.end) is not None
    return cut or open_end or size + 1 + len(word[0]) > width
