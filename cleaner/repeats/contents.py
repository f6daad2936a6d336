"""A list of a page's headlines above its articles, as readers make one and papers print one: what it says is said again below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.page import Page
from cleaner.regexes import compiled
from cleaner.repeats.near import Repeat

# Without a mark they may be the headlines, which a reader put together, and one of them said again below.
LISTED = compiled(r"\s*(?:[-*·•●○▪]|[(（]?\d{1,2}[.、．)）])\s*\S")


def without_contents(page: Page, repeats: Sequence[Repeat]) -> Iterator[Repeat]:
    """The repeats of a page, turned around where lines of a list above say what headlines below say: these stay.

    Args:
        page: with its blocks.
        repeats: found in them; the first of two lines that are alike is the one that stays.

    >>> from cleaner.page import Block
    >>> page = Page("p", "- 新桥通车新桥通车", blocks=(Block(0, 6, "body"), Block(6, 10, "body")))
    >>> [(repeat.at, repeat.of) for repeat in without_contents(page, [Repeat(1, 0, "repeated-title", 1.0)])]
    [(0, 1)]
    >>> page = Page("p", "- 新桥通车新桥通车新桥通车", blocks=(Block(0, 6, "body"), Block(6, 10, "body"), Block(10, 14, "body")))
    >>> [(repeat.at, repeat.of) for repeat in without_contents(page, [Repeat(at, 0, "repeated-title", 1.0) for at in (1, 2)])]
    [(0, 1), (2, 1)]
    """
    stays: dict[int, int] = {}
    for repeat in repeats:
        above, below = (LISTED.match(page.source, page.blocks[at].start) for at in (repeat.of, repeat.at))
        listed = repeat.reason == "repeated-title" and above and not below and repeat.of < repeat.at
        if listed and repeat.of in stays:
            # Of what the list says and two lines say below, the first of these stays.
            yield repeat._replace(of=stays[repeat.of])
        elif listed:
            stays[repeat.of] = repeat.at
            yield repeat._replace(at=repeat.of, of=repeat.at)
        else:
            yield repeat
