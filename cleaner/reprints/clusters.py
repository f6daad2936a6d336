"""Articles that are one, by the edges between them; which of them is kept, and what the others are of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from cleaner.reprints.judge import Verdict, judge


class Candidate(NamedTuple):
    """What is known of an article that may be dropped."""

    name: str  # where it is: its output folder and its id
    missing: int  # how many of its ends are lost
    size: int  # letters, less those that it says again
    new: bool = False  # of a drop that is looked for among earlier ones, whose articles were handed on

    @property
    def worth(self) -> tuple[int, int, bool, str]:
        """The least is kept: the most complete, then the longest, then one of an earlier drop, then the earliest name.

        >>> whole, cut = Candidate("b/01", 0, 900), Candidate("a/01", 1, 400)
        >>> min(whole, cut, key=lambda one: one.worth).name
        'b/01'
        """
        return self.missing, -self.size, self.new, self.name

    @property
    def page(self) -> str:
        """The page that it is on, with its output folder; empty where its name has none.

        >>> Candidate("out/2023/a/01.json", 0, 900).page
        'out/2023/a'
        """
        return self.name.rpartition("/")[0]


# Candidates by their numbers.
Known: TypeAlias = Sequence[Candidate] | Mapping[int, Candidate]


class Reprint(NamedTuple):
    """An article that another one is kept for."""

    dropped: int
    kept: int
    verdict: Verdict


class Edge(NamedTuple):
    """Two articles of which an exact look says that they are one.

    verdict: what the shorter is of the longer; worse: what the one that would be dropped is of the other, None if it is not that.
    """

    short: int
    long: int
    verdict: Verdict
    worse: Verdict | None


def edge(one: int, other: int, found: Callable[[int], Candidate], letters: Callable[[int], str]) -> Edge | None:
    """What an exact look says of two articles; None where they are not one.

    Args:
        one: an article's number.
        other: another's.
        found: gives what is known of an article.
        letters: gives the letters of an article.

    >>> found = [Candidate("a/01", 0, 6), Candidate("b/01", 0, 6), Candidate("c/01", 0, 6)]
    >>> letters = ["新桥今天通车", "新桥今天通车", "学校九月开学"]
    >>> edge(1, 0, found.__getitem__, letters.__getitem__), edge(0, 2, found.__getitem__, letters.__getitem__)
    (Edge(short=0, long=1, verdict=Verdict(kind='verbatim', alike=1.0, new=''), worse=Verdict(kind='verbatim', alike=1.0, new='')), None)
    """
    short, long = sorted((one, other), key=lambda k: (found(k).size, k))
    verdict = judge(letters(short), letters(long))
    # Two notices of one page that differ in whom they are of; what a reader says twice, `split` takes out.
    if verdict is None or (verdict.kind == "near" and found(short).page and found(short).page == found(long).page):
        return None
    swapped = found(long).worth > found(short).worth
    return Edge(short, long, verdict, judge(letters(long), letters(short)) if swapped else verdict)


def reprints(found: Known, sure: Iterable[Edge], letters: Callable[[int], str]) -> Iterator[Reprint]:
    """The articles to drop, in their order, each with the one that is kept for it.

    Args:
        found: all articles.
        sure: the edges between them, in any order.
        letters: gives the letters of an article.

    The surest edges come first: of two articles that are kept so far, the worse is dropped for the better, if all that is dropped for it
    already repeats the better, too. So no article is dropped for one that it does not repeat, however long the chain of small changes
    between them. Beside an article that is dropped stands the one that is kept for it.

    >>> found = [Candidate("a/01", 1, 6), Candidate("b/01", 0, 6)]
    >>> one = edge(0, 1, found.__getitem__, lambda number: "新桥今天通车")
    >>> [(one.dropped, one.kept, one.verdict.kind) for one in reprints(found, [one], lambda number: "新桥今天通车")]
    [(0, 1, 'verbatim')]
    """
    kept_for: dict[int, Reprint] = {}
    dropped_for: dict[int, list[int]] = {}
    for short, long, _, verdict in sorted(sure, key=lambda edge: (-edge.verdict.alike, edge.short, edge.long)):
        one, other = (kept_for[k].kept if k in kept_for else k for k in (short, long))
        if one == other:
            continue
        worse, better = sorted((one, other), key=lambda k: found[k].worth, reverse=True)
        moved = {worse: verdict if {one, other} == {short, long} else judge(letters(worse), letters(better))}
        moved |= {k: judge(letters(k), letters(better)) for k in dropped_for.get(worse, ())}
        certain = {k: one for k, one in moved.items() if one is not None}
        if len(certain) == len(moved):
            kept_for |= {k: Reprint(k, better, one) for k, one in certain.items()}
            dropped_for.setdefault(better, []).extend(moved)
            dropped_for.pop(worse, None)
    yield from (kept_for[k] for k in sorted(kept_for))
