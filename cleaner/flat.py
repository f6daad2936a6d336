"""All blocks of a page as one string, as they read after the edits so far, with the way back to the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from cleaner.page import BLANK, Change, Edit, Page

# Stands between blocks, so that no pattern reaches across: `\n` never occurs within a block.
WALL = "\n"


class Flat(NamedTuple):
    """Text, and where its pieces are from.

    `text[at[k]:at[k + 1]]` stands at `sources[k]` in the page's source, character by character; or, where `stands_for[k]`
    is not zero, is what an edit put in the place of that many characters.
    """

    text: str
    at: list[int]
    sources: list[int]
    stands_for: list[int]

    def source(self, index: int) -> int:
        """Place in the source of the character at `index` of the text (which must not be a wall).

        >>> Flat("新桥", [0, 1], [0, 2], [0, 0]).source(1)
        2
        """
        return self.span(index)[0]

    def span(self, index: int) -> tuple[int, int]:
        """What the character at `index` stands for in the source: itself, or the stretch that was edited.

        >>> Flat("新，桥", [0, 1, 2], [0, 1, 3], [0, 2, 0]).span(1)
        (1, 3)
        """
        piece = bisect_right(self.at, index) - 1
        start = self.sources[piece]
        if self.stands_for[piece]:
            return start, start + self.stands_for[piece]
        return start + index - self.at[piece], start + index - self.at[piece] + 1

    def edits(self, start: int, end: int, text: str, reason: Change) -> list[Edit]:
        """Edits by which text[start:end] reads `text`: one, or one a character where the source has a break within.

        Args:
            start, end: the stretch, in characters of the flat text.
            text: what is put in its place.
            reason: why.

        >>> Flat("新桥", [0], [0], [0]).edits(1, 2, "", "markdown"), len(Flat("新桥", [0, 1], [0, 2], [0, 0]).edits(0, 2, "", "markdown"))
        ([Edit(start=1, end=2, text='', reason='markdown')], 2)
        """
        spans = [self.span(k) for k in range(start, end)]
        if all(a[1] == b[0] for a, b in pairwise(spans)):
            return [Edit(spans[0][0], spans[-1][1], text, reason)]
        return [Edit(a, b, "" if k else text, reason) for k, (a, b) in enumerate(dict.fromkeys(spans))]


def flatten(page: Page) -> Flat:
    """The page's blocks as one string, walls between them.

    Edits so far may only have removed characters or put others in the place of some.

    >>> from cleaner.page import Block
    >>> blocks = (Block(0, 3, "body"), Block(3, 4, BLANK), Block(4, 6, "body"))
    >>> flatten(Page("p", "新*桥\\n通车", edits=(Edit(1, 2, "", "markdown"),), blocks=blocks))
    Flat(text='新桥\\n通车', at=[0, 1, 3], sources=[0, 2, 4], stands_for=[0, 0, 0])
    """
    parts: list[str] = []
    at: list[int] = []
    sources: list[int] = []
    stands_for: list[int] = []
    length = 0
    for text, source, instead in _pieces(page):
        if source >= 0:
            at.append(length)
            sources.append(source)
            stands_for.append(instead)
        parts.append(text)
        length += len(text)
    return Flat("".join(parts), at, sources, stands_for)


def _pieces(page: Page) -> Iterator[tuple[str, int, int]]:
    """What blocks read, piece by piece: the text, where in the source it begins (-1 for a wall), and how much there an edit stands for."""
    k, edits, walled = 0, page.edits, True
    for block in page.blocks:
        if block.kind == BLANK or not walled:
            yield WALL, -1, 0
        walled = block.kind == BLANK
        here = block.end if walled else block.start
        while here < block.end:
            stop = edits[k].start if k < len(edits) and edits[k].start < block.end else block.end
            if stop > here:
                yield page.source[here:stop], here, 0
            here = stop
            if stop < block.end:
                if edits[k].text:
                    yield edits[k].text, edits[k].start, edits[k].end - edits[k].start
                here = edits[k].end
                k += 1
