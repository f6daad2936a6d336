"""Customs of the titles of works: of a song, and of a serial, above which part of it this is."""

from __future__ import annotations

from itertools import islice, takewhile

from cleaner.customs.seen import Seen, is_open, lines_from
from cleaner.language.script import simplified
from cleaner.lines.columns import is_name_of_column
from cleaner.lines.verse import is_song
from cleaner.regexes import compiled

# Lines of a song that are looked at, at most: more than any has.
LONGEST_SONG = 200
# What says which part of a serial this is.
SERIAL = compiled(r"(?:(?:长|中|短)篇)?(?:小说|纪实|评书|武侠|历史)?连载\s*[（(]?\s*(?:[一二三四五六七八九十百]{1,5}|\d{1,4})\s*[）)]?")
# Characters of a serial's title, at most. Chosen.
LONGEST_SERIAL = 14


def is_above_serial(here: Seen) -> bool:
    """Whether a line is the title of a serial, and which part stands right below: 渡口人家, above 长篇连载（十二）.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> pages = [Page("p", f"渡口人家{below}") for below in ("长篇连载（十二）", "长篇连载好看吗")]
    >>> [is_above_serial(seen(page, [Block(0, 4, "body"), Block(4, len(page.source), "title")], 0)) for page in pages]
    [True, False]
    """
    text = here.text.strip()
    if len(text) > LONGEST_SERIAL or SERIAL.fullmatch(simplified(here.reads(next(lines_from(here, 1), None)).strip())) is None:
        return False
    return is_open(text) and not is_name_of_column(text)


def is_above_song(here: Seen) -> bool:
    """Whether a short line stands right above a song (`cleaner.lines.verse.is_song`).

    >>> from cleaner.customs.seen import NOTHING, seen
    >>> from cleaner.page import Block, Page
    >>> lines = ["桥头的灯", "照着回家的路", "河水慢慢地流", "带走船上的话", "晚风吹过柳梢", "妈妈站在门口", *["灯儿亮亮", "等你靠岸"] * 2]
    >>> blocks = [Block(0, 4, "body"), *(Block(4 + 6 * k, 10 + 6 * k, "body") for k in range(9))]
    >>> page, rows = Page("p", lines[0] + "".join(line.ljust(6) for line in lines[1:])), {block.start for block in blocks[1:]}
    >>> [is_above_song(seen(page, blocks, 0, NOTHING._replace(rows=held))) for held in (rows, {})]
    [True, False]
    """
    rows = here.printed.rows
    if here.block.start in rows or here.below is None or here.below.start not in rows or not is_open(here.text):
        return False
    return is_song([here.reads(block) for block in islice(takewhile(lambda block: block.start in rows, lines_from(here, 1)), LONGEST_SONG)])
