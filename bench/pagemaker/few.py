"""Pages of a few articles one below the other, of which some are torn once: what a page is that somebody puts together to try a splitter.

Nothing else is in another order on them. Pages in columns have more torn paragraphs than whole articles; on these the first piece of a
torn paragraph, if it is short, was taken for a line of the headline, and a rest for the next paragraph of what stands above it.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from layout import Piece, in_one_column

# How many articles a page has, and the share of these that are torn. Chosen.
MANY, TORN = (2, 2, 2, 3, 3, 4), 0.5
# Letters of a paragraph that is torn, and of its two pieces, at least.
PARAGRAPH, FIRST, SECOND = 50, 18, 14


def tears(paragraph: str) -> list[int]:
    """Where a paragraph can be torn: between two letters, and not within a number or a Latin word."""
    if len(paragraph) <= PARAGRAPH:
        return []
    cuts = range(FIRST, len(paragraph) - SECOND)
    return [k for k in cuts if (pair := paragraph[k - 1 : k + 1]).isalnum() and not pair.isascii()]


def torn(rng: random.Random, pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """An article up to a place within one of its paragraphs, and its rest; none where no paragraph is long enough."""
    places = [k for k, piece in enumerate(pieces) if piece.role == "body" and tears(piece.text)]
    if not places:
        return list(pieces), []
    k = rng.choice(places)
    whole, at = pieces[k], rng.choice(tears(pieces[k].text))
    rest = whole._replace(text=whole.text[at:], offset=whole.offset + at)
    return [*pieces[:k], whole._replace(text=whole.text[:at])], [rest, *pieces[k + 1 :]]


def few(rng: random.Random, articles: Sequence[dict[str, Any]]) -> list[Piece]:
    """The pieces of a page of some articles; of those that are torn the rest stands anywhere but where it was."""
    halves = []
    for number, article in enumerate(articles):
        whole = in_one_column(rng, number, article)
        halves.append(torn(rng, whole) if rng.random() < TORN else (whole, []))
    runs = [start for start, _ in halves]
    for start, rest in halves:
        if rest:
            behind = runs.index(start) + 1
            runs.insert(rng.choice([k for k in range(len(runs) + 1) if k != behind]), rest)
    return [piece for run in runs for piece in run]
