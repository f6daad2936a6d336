"""The measure of a column, as typesetters call its width: how long the lines of a page are, and at which widths several of them are cut."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

import regex

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
# Fewest line ends within paragraphs from which a page's habit can be seen. Two equal lines can be chance.
FEWEST_BREAKS = 3
# Share of a page's line ends at which a measure of fewer lines is believed, and of the full lines that must not stand at a mark:
# wrapped prose has a mark at one line end in ten, verse at every one.
FULL, RUNS_ON = 0.8, 0.6
# Fewest lines of a measure where others are of none. Of 4, 5 and 6, what invents least on pages in 14 layouts, with headlines in two lines
# and columns of several widths; no other choice changes a labelled page.
FEWEST_LINES = 6
# The part of a narrower measure's lines above a capital, from which on it is that of headlines. Chosen: of text it is 0.2 to 0.3.
ABOVE_CAPITALS = 0.6
CAPITAL, CASED = compiled(r"\p{Lu}"), compiled(r"\p{Ll}")
# Characters or columns of a measure: headlines in two lines are narrower, and no column is as wide. Chosen.
NARROWEST, WIDEST = 8, 160
# Measures of a page, at most. Chosen: no page has columns of more widths.
MOST_MEASURES = 6
# A line may have come out longer than its measure by this part of it. Chosen.
TOO_LONG = 8
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
    """How lines were measured, how long each is, what would have fitted behind it if it were not full, and at which measures it is.

    indent: of the lines that may begin a paragraph, the width of an indent that the reader may have lost.
    """

    of: Measure
    size: dict[int, int]
    room: dict[int, int]
    full: dict[int, list[int]]
    indent: dict[int, int]

    def reaches(self, k: int, measure: int) -> bool:
        """Whether a line is as long as a measure, but for what had no room, and for an indent that it may have lost."""
        size, room, indent = self.size.get(k, 0), self.room.get(k, 0), self.indent.get(k, 0)
        return size <= measure <= size + room or size + indent <= measure <= size + indent + room

    def is_full(self, k: int, measure: int) -> bool:
        """Whether a line is as long as the lines of a measure are, or a little longer."""
        return self.reaches(k, measure) or measure < self.size.get(k, 0) <= measure + measure // TOO_LONG

    def lacks(self, k: int) -> int:
        """How much of its measure a full line lacks."""
        return min(self.full[k]) - self.size[k]

    def as_read(self) -> Sizes:
        """The same, where no line has lost its indent."""
        plain = self._replace(indent={})
        full = {k: [measure for measure in own if plain.is_full(k, measure)] for k, own in self.full.items()}
        return plain._replace(full={k: own for k, own in full.items() if own})


def sizes_of(source: str, lines: Sequence[LineSpan], inner: list[int]) -> Sizes:
    r"""The sizes of lines, measured so that most are full.

    Args:
        source: the page.
        lines: its lines.
        inner: those that stand close to the next.

    >>> source = "今天上午新桥正式通车\n，两岸居民不必再等渡\n船，过江只要五分钟，\n孩子们上学也方便多了"
    >>> sizes_of(source, [LineSpan(k, k + 10, k == 0, False) for k in (0, 11, 22, 33)], [0, 1, 2]).full
    {0: [10], 1: [10], 2: [10], 3: [10]}
    """
    near = sorted({*inner, *(k + 1 for k in inner)})
    texts = {k: _with_indent(source, lines[k]) for k in near if lines[k].end - lines[k].start <= WIDEST}
    firsts = {k: _first(source, lines[k], lines[k + 1]) for k in texts if k + 1 < len(lines)}
    best = Sizes(_characters, {}, {}, {}, {})
    every, behind = [*texts.values()], [*{*firsts.values()}]
    ends = {k for k in inner if STOP.match(source, lines[k].end - 1)}
    paused = {k for k in inner if PAUSE.search(source, *lines[k][:2])}
    # Where sentences begin with capitals a line of a text is as often as not above a small letter, and one of a headline seldom.
    anew = {k for k in inner if CAPITAL.match(source, lines[k + 1].start) and CASED.search(source, *lines[k][:2])}
    for of in _ways(every):
        plain = dict(zip(texts, of(every), strict=True))
        room = dict(zip(behind, of(behind), strict=True))
        size = dict.fromkeys(near, WIDEST + 1) | plain
        indent = dict.fromkeys(_begins(source, lines, plain), of([2 * WIDE])[0])
        sizes = Sizes(of, size, {k: room[first] for k, first in firsts.items()}, {}, indent)
        measures = _measures(inner, sizes, ends, paused, anew)
        at = {k: [m for m in measures if sizes.is_full(k, m)] for k in near} if measures else {}
        full = {k: own for k, own in at.items() if own}
        if _count(inner, full) > _count(inner, best.full):
            best = sizes._replace(full=full)
    return best


def _begins(source: str, lines: Sequence[LineSpan], plain: dict[int, int]) -> set[int]:
    """The lines that may begin a paragraph, whose indent the reader lost.

    That is behind a line that is closed, and behind one that is shorter by a quarter, as a headline is.
    """
    return {
        k
        for k in plain
        if not lines[k].indented
        and NO_SPACE.match(source, lines[k].start)
        and (lines[k].gap or k - 1 not in plain or CLOSING_MARK.match(source, lines[k - 1].end - 1) or 4 * plain[k - 1] <= 3 * plain[k])
    }


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


def _measures(inner: list[int], sizes: Sizes, ends: set[int], paused: set[int], anew: set[int]) -> list[int]:
    """The measures of a page, that of most lines first: widths at which several lines are cut, most of them within a sentence.

    Args:
        inner: lines that stand close to the next.
        sizes: of all lines.
        ends: those of the lines that end at a mark.
        paused: those that have one that sentences have within them.
        anew: those above a line that begins with a capital.
    """
    left = [k for k in inner if NARROWEST <= sizes.size[k] <= WIDEST]
    measures: list[int] = []
    for _ in range(MOST_MEASURES):
        measure = _in_most([(sizes.size[k], sizes.size[k] + sizes.room.get(k, 0)) for k in left])
        own = {k for k in left if sizes.reaches(k, measure)}
        nearly_all = len(own) >= FULL * len(inner)
        if len(own) < (FEWEST_BREAKS if nearly_all else FEWEST_LINES):
            break
        beside = sum(k - 1 in own or k + 1 in own for k in own)
        of_text = len(own - ends) >= RUNS_ON * len(own) and len(own & paused) >= PAUSED * len(own)
        of_headlines = measures and len(own & anew) > ABOVE_CAPITALS * len(own)
        if (nearly_all or beside >= FEWEST_LINES) and of_text and not of_headlines:
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
