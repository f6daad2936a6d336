"""Customs of headlines in two short lines, tight to each other on a page that parts its paragraphs with blank lines."""

from __future__ import annotations

from itertools import islice

from cleaner.customs.printed import Seen, is_open, line_ends, lines_from
from cleaner.language.script import simplified
from cleaner.page import SPINE
from cleaner.people.bylines import byline
from cleaner.people.names import HAN_NAME, is_name
from cleaner.people.roles import HAN, endings
from cleaner.people.signatures import AT_WORK


def is_upper_line(here: Seen) -> bool:
    """城关粮店, tight above 送米到缸里, with blank lines around the two.

    >>> from cleaner.customs.printed import NOTHING, Block, Page, seen
    >>> pages = [Page("p", f"城关粮店\\n送米到缸里{blank}市长说，新桥今天通车。") for blank in ("\\n\\n", "\\n")]
    >>> blocks = [[Block(0, 4, "body"), Block(5, 10, "body"), Block(10 + blank, 21 + blank, "body")] for blank in (2, 1)]
    >>> [is_upper_line(seen(page, found, 0, NOTHING)) for page, found in zip(pages, blocks)]
    [True, False]
    """
    below = list(islice(lines_from(here, 1), 3))
    if here.block.kind == "byline" and not _is_nobody(here.text):
        return False
    if len(below) < 2 or below[0].kind not in (*SPINE, "byline") or not all(map(is_open, (here.text, here.reads(below[0])))):
        return False
    # A name may stand tight below the two.
    last = 1 if len(below) > 2 and below[1].kind == "byline" and line_ends(here.page, below[0], below[1]) == 1 else 0
    above = next(lines_from(here, -1), None)
    apart = above is None or line_ends(here.page, above, here.block) > 1
    return apart and line_ends(here.page, here.block, below[0]) == 1 and line_ends(here.page, below[last], below[last + 1]) > 1


def is_lower_line(here: Seen) -> bool:
    """主妇称便, tight below a line of a headline: no name, though a pen name may look so; nor a body, as 市供销合作总社 is.

    >>> from cleaner.customs.printed import NOTHING, Block, Page, seen
    >>> pages = [Page("p", f"菜价回跌\\n{name}") for name in ("主妇称便", "欧阳建国", "市郊主妇称便", "市第一织布厂")]
    >>> [is_lower_line(seen(page, [Block(0, 4, "title"), Block(5, len(page.source), "byline")], 1, NOTHING)) for page in pages]
    [True, False, True, False]
    """
    above = next(lines_from(here, -1), None)
    if above is None or above.kind != "title" or line_ends(here.page, above, here.block) != 1:
        return False
    return _is_nobody(here.text)


def _is_nobody(line: str) -> bool:
    """Whether a line is of ideographs that name nobody, and no body where somebody works."""
    text = simplified(line.strip())
    if HAN_NAME.fullmatch(text):
        return not is_name(text)
    return HAN.fullmatch(text) is not None and byline(text) is None and not text.endswith((*endings("from"), *endings("post"), *AT_WORK))
