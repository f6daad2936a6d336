"""The last choice: of the best links of a page and of others nearly as good, those that make the better articles.

The sum of the scores of links does not know what becomes of the page: that a title would be left without a text, or that the
text in the middle of an article is of nothing that the others are of. So a few links that are not the best but likely are
made in turn, the best links beside each are found, and boosted trees say from the articles that come and go how many right ones
are won (reranking: Collins 2000, "Discriminative reranking for natural language parsing"). What it gains, cross-validated, is in
bench/TRIED.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from cleaner.arrays import Numbers
from cleaner.linking import jumps
from cleaner.linking.facts import Facts
from cleaner.linking.score import Scores
from cleaner.linking.search import NEVER, NONE, Path, best_links, paths
from cleaner.linking.whole import NAMES, wholes
from cleaner.weights import trees_for

# The fitted trees.
TREES = "rerank"
# What they are asked of: what the sum of scores loses, what the articles that come have more than those that go, how jumps lie to each
# other, and what those of the page are like.
COLUMNS = ("gain", *NAMES, *jumps.NAMES, *jumps.OF_PAGE)
# From this chance on a link, or an end, is tried. Chosen: of 0.007, 0.02 and 0.05 the last has the most right articles, in the least time.
LIKELY = 0.05
# So many right articles must be won on average for links to be changed. Chosen, between the two best: with 0.04, 0.08 and 0.12
# article_f1 is 0.824, 0.820 and 0.821, cross-validated, and 0.784, 0.781 and 0.774 on pages of other papers.
WON = 0.05
# Changes of a page at most, more than any has; and links that are tried for each, the likeliest. Chosen: with 10, 16 and 40 tried
# article_f1 is 0.822, 0.824 and 0.824, cross-validated.
ROUNDS, MOST = 8, 16
# Stands for the score of a link that must be made: more than other links can win.
MUST = 1e4

Pair = tuple[int, int]


class Reranked(NamedTuple):
    """How a page is linked in the end.

    after: what goes on from each node. made: the links made against the scores, an end being one to NONE, with what each was
    thought to win. rivals: of each article by its first node, the most that any other way without it was thought to win; not
    of articles that are in every other way.
    """

    after: list[int]
    made: dict[Pair, float]
    rivals: dict[int, float]


class Choice(NamedTuple):
    """A link that is made, the best links of the page with it, and the articles that come and go by it, in order."""

    link: Pair
    after: list[int]
    come: list[Path]
    go: list[Path]


def reranked(known: Facts, scores: Scores, after: list[int]) -> Reranked:
    """The links that make the best articles.

    Args:
        known: the facts of the nodes.
        scores: of the last look.
        after: the best links by their sum.

    >>> from cleaner.linking.facts import facts
    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.linking.score import scores_of
    >>> from cleaner.page import Block, Page
    >>> known = facts(nodes(Page("p", "新桥通车新桥今天通车。", blocks=(Block(0, 4, "title"), Block(4, 11, "body")))))
    >>> scores = scores_of(np.array([[NEVER, -0.5], [NEVER, NEVER]]))
    >>> best = reranked(known, scores, best_links(scores.gain))
    >>> best_links(scores.gain), best.after, [*best.made]
    ([-1, -1], [1, -1], [(0, 1)])
    """
    made: dict[Pair, float] = {}
    seen = [after]
    while True:
        others = [choice for choice in choices(scores, after, tuple(made)) if choice.after not in seen]
        won = _won(known, scores, after, others)
        best = max(range(len(won)), key=won.__getitem__, default=-1)
        if best < 0 or won[best] <= WON or len(made) == ROUNDS:
            return Reranked(after, made, _rivals(others, won))
        after = others[best].after
        made[others[best].link] = won[best]
        seen.append(after)


def _won(known: Facts, scores: Scores, after: Sequence[int], others: Sequence[Choice]) -> list[float]:
    """How many right articles each of the other ways is thought to win."""
    if not others:
        return []
    found = trees_for(TREES, COLUMNS).scores(differences(known, scores, after, others))
    return [round(value, 3) for value in found[:, 0].tolist()]


def _rivals(others: Sequence[Choice], won: Sequence[float]) -> dict[int, float]:
    found: dict[int, float] = {}
    for choice, value in zip(others, won, strict=True):
        for path in choice.go:
            found[path[0]] = max(value, found.get(path[0], value))
    return found


def choices(scores: Scores, after: Sequence[int], made: Sequence[Pair]) -> Iterator[Choice]:
    """Other ways to link the page, each different: one more link made that is likely, or one less.

    Args:
        scores: of the last look.
        after: the links of the page as it is.
        made: links that stay as they are.

    >>> from cleaner.linking.score import scores_of
    >>> scores = scores_of(np.array([[NEVER, 2.0, 1.5], [NEVER] * 3, [NEVER] * 3]))
    >>> [(choice.link, choice.come, choice.go) for choice in choices(scores, [1, NONE, NONE], ())]
    [((0, 2), [(0, 2), (1,)], [(0, 1), (2,)]), ((0, -1), [(0,), (1,)], [(0, 1)])]
    """
    seen, here = [list(after)], set(paths(after))
    for link in _likely(scores, after, made):
        wanted = (*made, link)
        other = best_links(_with(scores.gain, wanted))
        # Links that would make a circle cannot all be made.
        if other not in seen and all(other[i] == j for i, j in wanted):
            seen.append(other)
            articles = set(paths(other))
            yield Choice(link, other, sorted(articles - here), sorted(here - articles))


def _likely(scores: Scores, after: Sequence[int], made: Sequence[Pair]) -> list[Pair]:
    """Links that could be made, and nodes that are linked and could be ends; the likeliest first."""
    chance, stay, led = scores.chance, {i for i, _ in made}, {j for _, j in made}
    likely = np.argwhere(chance > LIKELY).tolist()
    found = [(float(chance[i, j]), i, j) for i, j in likely if after[i] != j and i not in stay and j not in led]
    linked = [(i, j) for i, j in enumerate(after) if j != NONE and i not in stay]
    ends = [(float(np.sqrt(scores.forward[i, -1] * scores.backward[-1, j])), i, NONE) for i, j in linked]
    found += [end for end in ends if end[0] > LIKELY]
    return [(i, j) for _, i, j in sorted(found, key=lambda one: (-one[0], *one[1:]))[:MOST]]


def _with(gain: Numbers, links: Sequence[Pair]) -> Numbers:
    """The scores with which these links, and ends, are made whatever else is."""
    out = gain.copy()
    for i, j in links:
        out[i] = NEVER
        if j != NONE:
            out[:, j] = NEVER
    for i, j in links:
        if j != NONE:
            out[i, j] = MUST
    return out


def differences(known: Facts, scores: Scores, after: Sequence[int], others: Sequence[Choice]) -> Numbers:
    """What other ways to link a page have more than the way it is linked, shape (k, len(COLUMNS)).

    Args:
        known: the facts of the nodes.
        scores: of the last look.
        after: what goes on from each node, as the page is linked.
        others: the other ways, k of them, at least one.

    >>> from cleaner.linking.facts import facts
    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.linking.score import scores_of
    >>> from cleaner.page import Block, Page
    >>> known = facts(nodes(Page("p", "新桥通车新桥今天通车。", blocks=(Block(0, 4, "title"), Block(4, 11, "body")))))
    >>> scores, apart = scores_of(np.array([[NEVER, 2.0], [NEVER, NEVER]])), Choice((0, NONE), [NONE, NONE], [(0,), (1,)], [(0, 1)])
    >>> dict(zip(COLUMNS[:4], differences(known, scores, [1, NONE], [apart])[0].tolist(), strict=False))
    {'gain': -2.0, 'articles': 1.0, 'untitled': 1.0, 'empty': 1.0}
    """
    articles = list(dict.fromkeys(path for choice in others for path in (*choice.come, *choice.go)))
    features, place = wholes(known, articles), {path: k for k, path in enumerate(articles)}
    worth = _sum(scores.gain, after)
    own, *theirs = jumps.jumps(known, [after, *(choice.after for choice in others)])
    page = jumps.of_whole_page(known, after, own)
    out = np.empty((len(others), len(COLUMNS)))
    for row, choice, jumping in zip(out, others, theirs, strict=True):
        row[0] = _sum(scores.gain, choice.after) - worth
        # Row by row in one order: the same on every machine.
        come, go = (features[[place[path] for path in part]].sum(axis=0) for part in (choice.come, choice.go))
        row[1:] = np.concatenate([come - go, jumping - own, page])
    return out


def _sum(gain: Numbers, after: Sequence[int]) -> float:
    return float(sum(gain[i, j] for i, j in enumerate(after) if j != NONE))
