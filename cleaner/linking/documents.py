"""The forms of official documents go where they stand: below the title, or below the text that they end.

What a form says is the same in every document (江川省人民政府), and nothing but its place tells which one it is of; so no form is
weighed against others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby, takewhile

from cleaner.marks import closed
from cleaner.official import ISSUER, standing
from cleaner.page import Block, Link, Page, reading

PATH_KINDS = ("title", "body")


def with_forms(page: Page) -> Page:
    """The page, whose other blocks are linked, with its forms of official documents in their places."""
    forms = standing(page)
    if not forms:
        return page
    after = {link.start: link for link in page.links}
    path = [block for block in page.blocks if block.kind in PATH_KINDS]
    kinds = {block.start: block.kind for block in path}
    runs = [[*run] for _, run in groupby(path, key=lambda block: block.start in forms)]
    for k, run in enumerate(runs):
        if run[0].start in forms:
            above, below = (runs[k - 1][-1] if k else None), (runs[k + 1][0] if k + 1 < len(runs) else None)
            starts = [block.start for block in run]
            if below is not None and below.kind == "title" and forms[starts[-1]] == ISSUER:
                _put_before(after, starts.pop(), below.start)
            up, down = _parted(starts, forms, above, below)
            if above is not None:
                _put_behind(after, kinds, _end_of(page, after, above), up)
            if below is not None and below.kind == "title":
                _put_behind(after, kinds, _last_line(after, below.start), down)
            elif down:
                first_of_text = [below.start] if below is not None and below.start not in {link.end for link in after.values()} else []
                _put_behind(after, kinds, down[0], [*down[1:], *first_of_text])
    return replace(page, links=tuple(sorted(after.values())))


def _parted(run: Sequence[int], forms: Mapping[int, str], above: Block | None, below: Block | None) -> tuple[Sequence[int], Sequence[int]]:
    """Of forms in a row, by their starts, those that are of what stands above, and those that are of what begins below."""
    if above is None or not run:
        return [], run
    if below is None or below.kind != "title":
        return run, []
    # A number right above a title is of what begins there, as on documents with a red head.
    numbers = len([*takewhile(lambda start: forms[start] == "number", reversed(run))])
    return run[: len(run) - numbers], run[len(run) - numbers :]


def _end_of(page: Page, after: Mapping[int, Link], block: Block) -> int:
    """Behind which block stands what is below one: that one, or where it breaks off the last of its article."""
    start = block.start
    if block.kind == "body" and not closed(reading(page, block.start, block.end)):
        while start in after:
            start = after[start].end
    return start


def _last_line(after: Mapping[int, Link], start: int) -> int:
    """The last line of the title that begins at a place."""
    while start in after and after[start].kind == "title-line":
        start = after[start].end
    return start


def _put_before(after: dict[int, Link], start: int, title: int) -> None:
    """Lay a link from a line to the title that it begins, to which nothing else may lead."""
    for link in [link for link in after.values() if link.end == title]:
        del after[link.start]
    after[start] = Link(start, title, "title-line", 1.0, (("official-form", 1.0),))


def _put_behind(after: dict[int, Link], kinds: Mapping[int, str], start: int, more: Sequence[int]) -> None:
    """Lay links from a block over some others in a row, and from the last of them to what followed it."""
    old = after.pop(start, None)
    for following in more:
        kind = "next-paragraph" if kinds[start] != "title" else "title-line" if kinds[following] == "title" else "title"
        after[start] = Link(start, following, kind, 1.0, (("official-form", 1.0),))
        start = following
    if old is not None:
        goes_on = old.kind if start == old.start or kinds[start] == "title" else "next-paragraph"
        after[start] = old._replace(start=start, kind=goes_on)
