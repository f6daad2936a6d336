"""All blocks of a page as one string, as they read after the edits so far, with the way back to the source."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from cleaner.page import BLANK, Edit, Page

# Stands between blocks, so that no pattern reaches across: `\n` never occurs within a block.
WALL = "\n"


@dataclass(frozen=True)
class Flat:
    """`text[at[k]:at[k + 1]]` stands at `sources[k]` in the page's source, character by character."""

    text: str
    at: list[int]
    sources: list[int]

    def source(self, index: int) -> int:
        """Place in the source of the character at `index` of the text (which must not be a wall or an edit's)."""
        piece = bisect_right(self.at, index) - 1
        return self.sources[piece] + index - self.at[piece]

    def edits(self, start: int, end: int, text: str, reason: str) -> list[Edit]:
        """Edits by which text[start:end] reads `text`: one, or one a character where the source has a break within."""
        first, last = self.source(start), self.source(end - 1)
        if last - first == end - 1 - start:
            return [Edit(first, last + 1, text, reason)]
        places = [self.source(k) for k in range(start, end)]
        return [Edit(p, p + 1, "" if k else text, reason) for k, p in enumerate(places)]


def flatten(page: Page) -> Flat:
    """The page's blocks as one string, walls between them.

    Edits so far may only have removed characters or put one in the place of one.
    """
    parts: list[str] = []
    at: list[int] = []
    sources: list[int] = []
    length, k, edits = 0, 0, page.edits
    for block in page.blocks:
        if block.kind == BLANK:
            parts.append(WALL)
            length += 1
            continue
        if parts and parts[-1] != WALL:
            parts.append(WALL)
            length += 1
        here = block.start
        while here < block.end:
            stop = edits[k].start if k < len(edits) and edits[k].start < block.end else block.end
            if stop > here:
                at.append(length)
                sources.append(here)
                parts.append(page.source[here:stop])
                length += stop - here
            if stop < block.end:
                parts.append(edits[k].text)
                if edits[k].text:
                    at.append(length)
                    sources.append(edits[k].start)
                    length += len(edits[k].text)
                here = edits[k].end
                k += 1
            else:
                here = stop
    return Flat("".join(parts), at, sources)
