"""Jump lines, which say that an article goes on on another page or comes from one: （下转第三版）, （上接第一版）.

On the labelled pages of bench/invented an article ends above 27 of 27 of the first kind, and one begins below 19 of 20 of the second, 18 of
them without its opening.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from cleaner.page import BLANK, FURNITURE, Page, text_of
from cleaner.regexes import compiled

# Which way a jump line leads; what one is, `cleaner.lines.furniture` and data/furniture.txt say. Of those that are known to be one:
# other pages may also be pointed at for more.
FROM = compiled(r"\P{L}*(?:上接|[上紧緊]?接\s*第|接上[版页頁]|(?:\p{Latin}+\W+)?(?:continued|cont\.) from|from page)", regex.IGNORECASE)
ONTO = compiled(r"\P{L}*(?:下[转轉]|[转轉]\s*第|[转轉]下[版页頁]|(?:continued|cont\.) on|turn to)", regex.IGNORECASE)


class Continuations(NamedTuple):
    """Where the texts begin that come from another page, and those that go on on one."""

    come: frozenset[int]
    go: frozenset[int]


def continuations(page: Page) -> Continuations:
    """The texts right below and above the jump lines of a classified page.

    >>> from cleaner.passes.classify import classify
    >>> from cleaner.passes.segment import segment
    >>> text = "两岸居民从此不必再等渡\\n\\n（下转第三版）\\n\\n（上接第一版）\\n\\n十年等来一座桥，过江只要五分钟。"
    >>> continuations(classify(segment(Page("p", text))))
    Continuations(come=frozenset({31}), go=frozenset({0}))
    """
    says = {note.start for note in page.notes if note.rule == FURNITURE and ("pattern", "continuation") in note.facts}
    come, go = set[int](), set[int]()
    blocks = [block for block in page.blocks if block.kind != BLANK] if says else []
    for k, block in enumerate(blocks):
        if block.kind != FURNITURE or block.start not in says:
            continue
        line = text_of(page, block)
        if FROM.match(line) and k + 1 < len(blocks):
            come.add(blocks[k + 1].start)
        elif ONTO.match(line) and k:
            go.add(blocks[k - 1].start)
    return Continuations(frozenset(come), frozenset(go))
