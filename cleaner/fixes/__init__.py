"""One plain function a fix of characters: the page's blocks as one string in, edits out. `normalise` runs them."""

from __future__ import annotations

from collections.abc import Callable

from cleaner.flat import Flat, flatten
from cleaner.page import Block, Edit, Page, reading

Fix = Callable[[Flat], list[Edit]]


def on(fix: Fix, text: str) -> str:
    """A paragraph as it reads after one fix: for examples and tests.

    Args:
        fix: one of the fixes.
        text: the paragraph.

    >>> on(lambda flat: [], "as it was")
    'as it was'
    """
    page = Page("example", text, blocks=(Block(0, len(text), "body"),))
    return reading(page.with_edits(fix(flatten(page))), 0, len(text))
