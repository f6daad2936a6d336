"""Verse: short lines one below the other, below a name or with a refrain. Each looks like a headline, and all of them are one text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, islice, pairwise

from cleaner.language.marks import STOP_WITHIN, closed
from cleaner.regexes import compiled

# Characters of a line, and lines of a poem, at least. Chosen: a headline's lines are as short, and a name above them is what tells them;
# of 1,776 pages (labelled ones, bench/unseen, bench/invented, set from bench/unseen) none has seven such lines of headlines below a name.
LONGEST_OF_VERSE, FEWEST = 18, 7
# Characters of its lines in the middle, at most: items of a list are longer. Chosen.
MEAN = 11
# Fewer lines are a poem if they are shorter and have nothing that headlines have within. Chosen: of 1,196 pages none has five such lines of
# headlines below a name (labelled pages, bench/unseen and bench/invented, and seven sets of bench/unseen).
FEW, SHORTER = 5, 9
# Lines of a song, at least, below its name. Chosen: of the same pages none has so many short lines in a row of which two come again.
SONG = 9
# A line this many times as long as those of the poem is the headline's that stands below. Chosen.
LONGER = 1.5
# What can stand between a headline and its text.
BETWEEN = ("page-furniture", "caption", "credit")
# What headlines have within oftener than lines of verse, and how many lines of a poem may have it. Chosen with the same pages in sight.
OF_HEADLINES = compiled(r"[：:\d“”《》、（(]|\s\S")
MARKED = 0.2
# Characters from which what stands below is a text, and the lines right above it its headline. Chosen: two lines of a column.
TEXT = 36


def verse(lines: Sequence[tuple[str, str]]) -> list[int]:
    """Which of a page's lines are verse.

    The last line above a text or a byline is the headline of that, and so are those above it that are much longer than the poem's and end
    in no stop.

    Args:
        lines: the kind of each, as far as its words show it, and what it says, in page order.

    >>> poem = ["停了二十年的船", "把影子还给水", "石阶一级一级", "走进夏天", "谁在喊渡", "喊声落在对岸", "又飞回来"]
    >>> lines = [("body", line) for line in (*poem, "果农领到补贴", "今年雨水多，果树落果严重，" * 3)]
    >>> verse([("body", "渡口"), ("byline", "□ 周宁"), *lines]), verse([("body", "渡口"), *lines])
    ([2, 3, 4, 5, 6, 7, 8], [])
    """
    found = []
    for poem, named, below in _runs(lines):
        poem = _without_headline(lines, poem, below)
        says = [lines[at][1] for at in poem]
        if named and _is_poem(says):
            found += poem
        elif not named and is_song(says[1:]):
            found += poem[1:]  # below its name
    return found


def _is_poem(says: Sequence[str]) -> bool:
    """Whether some short lines are many enough, short enough, mostly open and without what headlines have."""
    ended, marked = sum(map(closed, says)), sum(OF_HEADLINES.search(line) is not None for line in says)
    mean, most = (MEAN, MARKED * len(says)) if len(says) >= FEWEST else (SHORTER, 0)
    return len(says) >= FEW and sum(map(len, says)) <= mean * len(says) and 2 * ended <= len(says) and marked <= most


def is_song(says: Sequence[str]) -> bool:
    """Whether some lines in a row are many, short enough, and two beside each other come again: a song, whoever wrote it.

    >>> lines = ["照着回家的路", "河水慢慢地流", "带走船上的话", "晚风吹过柳梢", "妈妈站在门口"]
    >>> is_song([*lines, "灯儿亮亮", "等你靠岸", "灯儿亮亮", "等你靠岸"]), is_song([*lines, "灯儿亮亮", "等你靠岸"])
    (True, False)
    """
    if len(says) < SONG or sum(map(len, says)) > MEAN * len(says):
        return False
    together = [*pairwise(says)]
    return len({*together}) < len(together)


def _runs(lines: Sequence[tuple[str, str]]) -> Iterator[tuple[list[int], bool, int]]:
    """The short lines that stand one below the other, whether right below a name, and the place of what comes behind them."""
    for kind, group in groupby(range(len(lines)), key=lambda at: _what(*lines[at])):
        run = [*group]
        # A name that stands below a text ends that.
        named = run[0] > 1 and _what(*lines[run[0] - 1]) == "name" and _is_open(*lines[run[0] - 2])
        if kind == "verse":
            yield run, named, run[-1] + 1


def _is_open(kind: str, text: str) -> bool:
    """Whether a line may be a headline."""
    return kind in ("body", "title") and len(text) <= TEXT and not closed(text)


def _what(kind: str, text: str) -> str:
    """A name, a line that may be verse, or something else; what has a stop within is of prose, or a whole couplet."""
    if kind == "byline":
        return "name"
    return "verse" if kind == "body" and len(text) <= LONGEST_OF_VERSE and not STOP_WITHIN.search(text) else "other"


def _without_headline(lines: Sequence[tuple[str, str]], poem: list[int], below: int) -> list[int]:
    """The lines of a poem, but for the headline of what stands below."""
    kind, text = next((line for line in islice(lines, below, None) if line[0] not in BETWEEN), ("", ""))
    if kind != "byline" and (kind != "body" or (len(text) <= TEXT and not closed(text))):
        return poem
    sizes = [len(lines[at][1]) for at in poem]
    end = len(poem) - 1
    while end > 1 and sizes[end - 1] * (end - 1) > LONGER * sum(sizes[: end - 1]) and not closed(lines[poem[end - 1]][1]):
        end -= 1
    return poem[:end]
