"""The pages that a command goes through: how many there are, how far it is, and which have corrections and are not among them."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from cleaner.stdout import is_terminal

if TYPE_CHECKING:
    from cleaner.inputs.sources import Found, Source

Page = TypeVar("Page")
# Pages that are counted before the first is done, for the progress bar. Chosen: some megabytes.
COUNTED = 20_000


def with_strays(found: Found, corrected: Iterable[str]) -> Iterator[Source]:
    """The pages; behind them there is a problem for each page with corrections that was not among them.

    >>> from collections import Counter
    >>> from cleaner.inputs.sources import Found, Source
    >>> found = Found(iter([Source("a.txt", "a.txt", "a")]), [], Counter())
    >>> [source.name for source in with_strays(found, ["a.txt", "b.txt"])], [problem.path for problem in found.problems]
    (['a.txt'], ['b.txt'])
    """
    from cleaner.problem import Problem

    left = set(corrected)
    for source in found.sources:
        left.discard(source.name)
        yield source
    said = "there are corrections for this page, which is not among the paths"
    found.problems.extend(Problem(name, "correction-misfit", said, grave=False) for name in sorted(left))


def counted(sources: Iterator[Source]) -> tuple[Iterator[Source], int | None]:
    """The pages, and how many there are, where that is soon found out: an archive is read once.

    >>> from cleaner.inputs.sources import Source
    >>> [counted(iter([Source("a.txt", "a.txt", "a", data)]))[1] for data in (None, b"of an archive")]
    [1, None]
    """
    first: list[Source] = []
    for source in sources:
        first.append(source)
        if source.data is not None or len(first) == COUNTED:
            return itertools.chain(first, sources), None
    return iter(first), len(first)


def watched(pages: Iterable[Page], count: int | None, quiet: bool, doing: str) -> Iterable[Page]:
    """The pages, with a progress bar, which says what is done to them, where a person sees it.

    >>> watched(["a.txt", "b.txt"], 2, quiet=True, doing="Splitting")
    ['a.txt', 'b.txt']
    """
    if quiet or (count is not None and count < 2) or not is_terminal(sys.stderr):
        return pages
    from cleaner.terminal import progress

    return progress(pages, count, doing)
