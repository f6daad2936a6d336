"""Names that are written by their sound, which no rule of bylines knows without a role, between a headline and a text."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.customs.printed import LONGEST_HEADLINE
from cleaner.language.marks import closed
from cleaner.language.script import simplified
from cleaner.page import BLANK, Block, Page, text_of
from cleaner.people.names import DOTTED_NAME, SOUND, is_transcribed, split_words

# Characters of such a line at most, and of a name that stands alone at least: 拉萨 is a place. Chosen.
LONGEST, ALONE = 20, 4


def names_by_sound(page: Page, blocks: Sequence[Block]) -> set[int]:
    """Where such lines begin, right below a short line that is not closed, and right above a text.

    Args:
        page: the page.
        blocks: its blocks, of the kinds that their words show.

    >>> from cleaner.passes.segment import segment
    >>> page = segment(Page("p", "最后一班船\\n\\n阿不都·热合曼\\n\\n明天我就要离开这座守了三十年的渡口了，船还停在岸边。"))
    >>> [page.source[start:][:3] for start in names_by_sound(page, page.blocks)]
    ['阿不都']
    """
    lines = [(block, text_of(page, block).strip()) for block in blocks if block.kind != BLANK]
    return {
        block.start
        for (_, over), (block, name), (below, text) in zip(lines, lines[1:], lines[2:], strict=False)
        if (block.kind, below.kind) == ("body", "body")
        and len(name) <= LONGEST
        and are_names(name)
        and len(over) <= LONGEST_HEADLINE < len(text)
        and not closed(over)
    }


def are_names(line: str) -> bool:
    """Whether a line is nothing but names that are written by their sound.

    >>> [are_names(line) for line in ("阿不都·热合曼", "巴特尔 其木格", "才旦卓玛", "拉萨", "鹧鸪天·登楼")]
    [True, True, True, False, False]
    """
    words = split_words(line)
    return bool(words) and all(map(_is_by_sound, words)) and (len(words) > 1 or len(words[0]) >= ALONE)


def _is_by_sound(word: str) -> bool:
    """Whether a word is such a name; with a dot, as a headline has it too, every other letter is one that these are written with."""
    if DOTTED_NAME.fullmatch(word) is None:
        return is_transcribed(word)
    return 2 * sum(map(SOUND.__contains__, simplified(word))) >= len(word) - 1
