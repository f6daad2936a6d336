"""What is said of articles that others print again: a line for each that is dropped."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from cleaner.digests import digest_of_text
from cleaner.reprints.clusters import Edge, Known, reprints

# Articles whose letters are held while they are looked at: some megabytes. Chosen.
HELD = 4096


class Heading(NamedTuple):
    """What stands over an article, which its text does not say: a reprint may have another headline. None where it is not known."""

    title: str | None
    authors: list[str] | None


def lines_of(found: Known, sure: Iterable[Edge], text: Callable[[int], str], heading: Callable[[int], Heading]) -> list[dict[str, Any]]:
    """A line for every article that is dropped, of the edges between all.

    Args:
        found: what is known of each.
        sure: the edges between them, in any order.
        text: gives the letters of an article.
        heading: gives what stands over it; of earlier drops, which an index knows by their letters, nothing is known.

    >>> from cleaner.reprints.clusters import Candidate, edge
    >>> found = [Candidate("a/01", 0, 6), Candidate("b/01", 0, 6)]
    >>> sure = [edge(0, 1, found.__getitem__, lambda number: "新桥今天通车")]
    >>> [line] = lines_of(found, sure, lambda number: "新桥今天通车", lambda number: Heading("两岸不再等渡船", ["李明"]))
    >>> line["dropped"], line["digest"] == digest_of_text("新桥今天通车"), line["kept"], line["verdict"], line["title"]
    ('b/01', True, 'a/01', 'verbatim', '两岸不再等渡船')
    """
    text = functools.lru_cache(maxsize=HELD)(text)
    return [
        {
            "dropped": found[reprint.dropped].name,
            "digest": digest_of_text(text(reprint.dropped)),
            "kept": found[reprint.kept].name,
            "verdict": reprint.verdict.kind,
            "alike": reprint.verdict.alike,
            "new": reprint.verdict.new,
            **heading(reprint.dropped)._asdict(),
        }
        for reprint in reprints(found, sure, text)
    ]
