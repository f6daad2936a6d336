"""Articles that are one, by the edges between them; which of them is kept, and what the others are of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from cleaner.reprints.judge import Verdict, judge


class Candidate(NamedTuple):
    """What is known of an article that may be dropped."""

    name: str  # where it is: its output folder and its id
    missing: int  # how many of its ends are lost
    size: int  # letters

    @property
    def worth(self) -> tuple[int, int, str]:
        """The least is kept: the most complete, then the longest, then the earliest name."""
        return self.missing, -self.size, self.name


class Repeat(NamedTuple):
    """An article that another one is kept for."""

    dropped: int
    kept: int
    verdict: Verdict


def repeats(found: Sequence[Candidate], pairs: Iterable[tuple[int, int]], letters: Callable[[int], str]) -> Iterator[Repeat]:
    """The articles to drop, in their order, each with the one that is kept for it.

    Args:
        found: all articles.
        pairs: of those that may be one.
        letters: gives the letters of an article.

    An edge holds if an exact look says so. The surest come first: of two articles that are kept so far, the worse is dropped for the
    better, if all that is dropped for it already repeats the better, too. So no article is dropped for one that it does not repeat,
    however long the chain of small changes between them.
    """
    edges = []
    for one, other in pairs:
        short, long = sorted((one, other), key=lambda k: (found[k].size, k))
        verdict = judge(letters(short), letters(long))
        if verdict is not None:
            edges.append((-verdict.alike, short, long, verdict))
    kept_for: dict[int, Repeat] = {}
    dropped_for: dict[int, list[int]] = {}
    for _, short, long, verdict in sorted(edges):
        if short in kept_for or long in kept_for:
            continue
        worse, better = sorted((short, long), key=lambda k: found[k].worth, reverse=True)
        moved = {worse: verdict if worse == short else judge(letters(worse), letters(better))}
        moved |= {k: judge(letters(k), letters(better)) for k in dropped_for.get(worse, ())}
        sure = {k: one for k, one in moved.items() if one is not None}
        if len(sure) == len(moved):
            kept_for |= {k: Repeat(k, better, one) for k, one in sure.items()}
            dropped_for.setdefault(better, []).extend(moved)
            dropped_for.pop(worse, None)
    yield from (kept_for[k] for k in sorted(kept_for))
