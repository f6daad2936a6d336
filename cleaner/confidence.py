"""How sure an article is: the probability that it is whole, in order and without anything of another.

Boosted trees over what the passes noted while they decided, fitted on articles of pages that the decisions were not fitted on
(bench/fit_all.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from cleaner.page import Block, Note, Page
from cleaner.unfamiliar.familiar import is_familiar
from cleaner.weights import Rows, in_rows, trees_for

# No single decision counts for less than one in a thousand: beyond, its probability is not that exact.
LEAST = 1e-3
# Log-probability below which a link is doubted: that of a chance of 0.9. Chosen.
DOUBTED = -0.1
# What the best other way to link a page would win, where none was likely enough to be tried: less than any that was. Chosen before the
# confidence was fitted, which holds for it.
NO_RIVAL = -3.0
# Notes that carry the probability of a decision: that nothing goes on from a block, or before it, and what a line is.
EDGES = ("nothing-after", "nothing-before")
DECISIONS = (*EDGES, "kind-in-doubt")
# What the trees ask, in their order.
COLUMNS = (
    *("links", "weakest", "count", *DECISIONS, "titled", "text", "signed", "letters", "lost", "rival", "jumps"),
    *("page-jumps", "page-rival", "page-untitled", "page-links", "page-edges", "page-astray", "page-kinds", "page-articles"),
)
# Most that an article in a language that the model has not read can have: nothing was fitted to such pages, and by marks and order alone
# some 27 of 81 on 28 pages of 14 languages, which a tester wrote, came out with their text right, and 11 with title and authors, too.
UNFAMILIAR = 0.3


def confidences(page: Page, members: Mapping[int, Sequence[Block]]) -> dict[int, float]:
    """The confidence of each article of a finished page, 0 to 1.

    Args:
        page: after the last pass.
        members: the blocks of each article.

    >>> from cleaner.page import members
    >>> from cleaner.pipeline import run
    >>> texts = ("新桥今天正式通车，两岸居民从此不必再等渡船。（李明）", "两岸居民从此不必再等渡\\n\\n市长说，今后还要在两岸各修一座")
    >>> whole, cut = (run(Page("p", f"新桥今天通车\\n\\n{text}")) for text in texts)
    >>> confidences(whole, members(whole))[0] > confidences(cut, members(cut))[0]
    True
    """
    if not members:
        return {}
    found = confidence_evidence(page, members)
    chance = 1 / (1 + np.exp(-trees_for("confidence", found.names).scores(found.rows)[:, 0]))
    if not is_familiar(page):
        chance = np.minimum(chance, UNFAMILIAR)
    return {n: round(float(c), 3) for n, c in zip(sorted(members), chance, strict=True)}


def confidence_evidence(page: Page, members: Mapping[int, Sequence[Block]]) -> Rows:
    """What the confidence of each article is judged by, in the order of their numbers.

    Args:
        page: after the last pass.
        members: the blocks of each article; not empty.

    >>> from cleaner.page import members
    >>> from cleaner.pipeline import run
    >>> page = run(Page("p", "新桥今天通车\\n\\n本报讯 新桥今天正式通车，两岸居民从此不必再等渡船。（李明）"))
    >>> names, [row] = confidence_evidence(page, members(page))
    >>> [(name, value) for name, value in zip(names, row.tolist(), strict=True) if name in ("titled", "signed", "lost")]
    [('titled', 1.0), ('signed', 1.0), ('lost', 0.0)]
    """
    owner = {b.start: n for n, blocks in members.items() for b in blocks}
    links, noted, jumps = _links(page, owner), _notes(page, owner), _jumps(page, owner)
    everything = [x for values in links.values() for x in values]
    of_page = {
        "page-jumps": sum(jumps.values()) / max(1, len(everything)),
        "page-untitled": sum(all(b.kind != "title" for b in blocks) for blocks in members.values()) / len(members),
        "page-links": float(np.mean(everything)) if everything else 0.0,
        "page-astray": float(np.mean([x < DOUBTED for x in everything])) if everything else 0.0,
        "page-kinds": sum(noted["kind-in-doubt"].values()) / len(members),
        "page-articles": np.log(len(members)),
    }
    rivals, least = _without_own(noted["rival"], max, NO_RIVAL), _without_own(_edges(page, owner), min, 0.0)
    rows = [
        {
            **_of_article(members[n], links.get(n, []), {name: values.get(n) for name, values in noted.items()}),
            "jumps": np.log1p(jumps.get(n, 0)),
            **of_page,
            "page-rival": rivals(n),
            "page-edges": least(n),
        }
        for n in sorted(members)
    ]
    return in_rows({name: [row[name] for row in rows] for name in COLUMNS})


def _of_article(blocks: Sequence[Block], links: Sequence[float], noted: Mapping[str, float | None]) -> dict[str, float]:
    """What an article says of itself: its blocks, the log-probabilities of its links, and what was noted of it."""
    kinds = [block.kind for block in blocks]
    return {
        "links": sum(links),
        "weakest": min(links, default=0.0),
        "count": np.log1p(len(links)),
        **{name: noted[name] or 0.0 for name in DECISIONS},
        "titled": "title" in kinds,
        "text": "body" in kinds,
        "signed": "byline" in kinds,
        "letters": np.log1p(sum(block.end - block.start for block in blocks if block.kind == "body")),
        "lost": noted["lost"] or 0.0,
        "rival": NO_RIVAL if noted["rival"] is None else noted["rival"],
    }


def _without_own(values: Mapping[int, float], best: Callable[[Iterable[float]], float], none: float) -> Callable[[int], float]:
    """For each article, by its number, the best value that any other article of the page has; `none` where no other has any."""
    first = best(values.values()) if values else none
    holders = [number for number, value in values.items() if value == first]
    others = [value for number, value in values.items() if number != holders[0]] if len(holders) == 1 else []
    second = best(others) if others else none
    return lambda number: second if holders == [number] else first


def _links(page: Page, owner: Mapping[int, int]) -> dict[int, list[float]]:
    """Log-probabilities of the links of each article."""
    found: dict[int, list[float]] = defaultdict(list)
    for link in page.links:
        if link.start in owner:
            found[owner[link.start]].append(float(np.log(max(link.probability, LEAST))))
    return found


def _edges(page: Page, owner: Mapping[int, int]) -> dict[int, float]:
    """The least log-probability of an edge of each article: what was put elsewhere may be its own."""
    found: dict[int, float] = {}
    for note in page.notes:
        if note.rule in EDGES and note.start in owner:
            number = owner[note.start]
            found[number] = min(found.get(number, 0.0), _log_chance(note))
    return found


def _jumps(page: Page, owner: Mapping[int, int]) -> dict[int, int]:
    """How many links of each article are not to the next block of any article on the page."""
    place = {start: k for k, start in enumerate(sorted(owner))}
    found: dict[int, int] = defaultdict(int)
    for link in page.links:
        if link.start in owner and link.end in owner:
            found[owner[link.start]] += place[link.end] - place[link.start] != 1
    return found


def _notes(page: Page, owner: Mapping[int, int]) -> dict[str, dict[int, float]]:
    """Sums of the log-probabilities of other decisions by article, how many of its edges are lost, and the best way without it."""
    found: dict[str, dict[int, float]] = {name: {} for name in (*DECISIONS, "lost", "rival")}
    for note in page.notes:
        number = owner.get(note.start)
        if number is None:
            continue
        if note.rule in DECISIONS:
            mine = found[note.rule]
            mine[number] = mine.get(number, 0.0) + _log_chance(note)
        elif note.rule in ("lost-opening", "lost-end"):
            found["lost"][number] = found["lost"].get(number, 0.0) + 1
        elif note.rule == "rival-articles":
            won = float(dict(note.facts)["won"])
            found["rival"][number] = max(won, found["rival"].get(number, won))
    return found


def _log_chance(note: Note) -> float:
    """Log-probability of the decision that a note carries."""
    return float(np.log(max(float(dict(note.facts)["probability"]), LEAST)))
