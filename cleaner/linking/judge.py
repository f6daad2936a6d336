"""The last word on the links that are likely: boosted trees over all their evidence, beside what else each end could take.

A linear score cannot say that a closed end may go on in the next block on one page and must not on another. Trees over the
few links that a linear look leaves open can (bench/TRIED.md has what each step gains).
"""

from __future__ import annotations

import numpy as np

from cleaner.arrays import Integers, Numbers
from cleaner.linking.features import Evidence
from cleaner.linking.score import Scores, scores_of
from cleaner.linking.search import NEVER
from cleaner.weights import trees_for

# Stands for the score of what cannot be, among those that can. Chosen before the trees were fitted, which hold for it.
POOR = -30.0
FOUND = ("gain", "forward", "backward", "above-next-out", "above-next-in", "none-after", "none-before", "place", "place-second", "nodes",
         "step", "letters", "letters-second")  # fmt: skip


def names(evidence: Evidence) -> tuple[str, ...]:
    """Names of the columns of `rows`.

    >>> from cleaner.linking.evidence import evidence
    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.page import Block, Page
    >>> found = evidence(nodes(Page("p", "新桥今天通车。", blocks=(Block(0, 7, "body"),))))
    >>> names(found)[0], names(found)[-3:]
    ('body:bias', ('found:step', 'found:letters', 'found:letters-second'))
    """
    return evidence.all_names + tuple(f"found:{name}" for name in FOUND)


def rows(evidence: Evidence, scores: Scores) -> Numbers:
    """The evidence of each pair, of its ends, and how it stands among the others, shape (k, number of names).

    Args:
        evidence: the evidence on the open pairs.
        scores: of the same look.

    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.linking.weigh import weigh_at_once
    >>> from cleaner.page import Page
    >>> from cleaner.passes.segment import segment
    >>> first = weigh_at_once(nodes(segment(Page("p", "两岸居民从此不必再等渡\\n\\n船，过江只要五分钟。"))))
    >>> found = rows(first.evidence, first.scores)
    >>> dict(zip(names(first.evidence), found.T.tolist(), strict=True))["found:step"]
    [1.0, -1.0]
    """
    first, second = (np.concatenate(x) for x in zip(*((p.first, p.second) for p in evidence.pairs), strict=True))
    gain, count = np.where(evidence.kinds.allowed, np.maximum(scores.gain, POOR), POOR), len(scores.gain)
    size = np.array([len(n.letters) for n in evidence.known.nodes])
    here = gain[first, second]
    standing = (
        here,
        scores.forward[first, second],
        scores.backward[first, second],
        here - np.maximum(_best_other(gain, first, second), 0),
        here - np.maximum(_best_other(gain.T, second, first), 0),
        scores.forward[first, -1],
        scores.backward[-1, second],
        first / count,
        second / count,
        np.full(len(first), count),
        evidence.known.step[first, second],
        size[first],
        size[second],
    )
    more = (*evidence.end[:, first], *evidence.start[:, second], *standing)
    out = evidence.rows(len(more))
    for column, values in zip(out.T[-len(more) :], more, strict=True):
        column[:] = values
    return out


def _best_other(gain: Numbers, row: Integers, column: Integers) -> Numbers:
    """The best gain in each row, outside each column."""
    if gain.shape[1] < 2:
        return np.full(len(row), POOR)
    best = gain.argmax(axis=1)
    two = np.partition(gain, -2, axis=1)[:, -2:]
    return np.asarray(np.where(best[row] == column, two[row, 0], two[row, 1]))


def judge(evidence: Evidence, scores: Scores, name: str) -> Scores:
    """The scores after the trees: those of open links changed, the others out.

    Args:
        evidence: the evidence of a look.
        scores: of the same look.
        name: of the fitted trees.

    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.linking.weigh import by_pairs
    >>> from cleaner.page import Page
    >>> from cleaner.passes.segment import segment
    >>> last = by_pairs(nodes(segment(Page("p", "两岸居民从此不必再等渡\\n\\n船，过江只要五分钟。\\n\\n市长说，等了十年。"))))
    >>> scores = scores_of(np.array([[NEVER, 3.0, -9.0], [-9.0, NEVER, 2.0], [-9.0, -9.0, NEVER]]))
    >>> after = judge(last.evidence, scores, "judge-4").gain
    >>> (after > NEVER).tolist(), bool(after[0, 1] != 3.0)
    ([[False, True, False], [False, False, True], [False, False, False]], True)
    """
    evidence = evidence.narrowed(scores.open)
    return judged(evidence, scores, trees_for(name, names(evidence)).scores(rows(evidence, scores))[:, 0])


def judged(evidence: Evidence, scores: Scores, better: Numbers) -> Scores:
    """The scores of a look with what the open pairs are better than it says, shape (k,).

    Args:
        evidence: the evidence on the open pairs, k of them.
        scores: of the look.
        better: what each pair is better than its score says, in log-odds, shape (k,).

    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.linking.weigh import weigh_at_once
    >>> from cleaner.page import Page
    >>> from cleaner.passes.segment import segment
    >>> first = weigh_at_once(nodes(segment(Page("p", "两岸居民从此不必再等渡\\n\\n船，过江只要五分钟。"))))
    >>> after = judged(first.evidence, first.scores, np.array([0.5, -2.0]))
    >>> (after.gain - first.scores.gain).round(2).tolist()
    [[0.0, 0.5], [-2.0, 0.0]]
    """
    gain, flat = np.full(scores.gain.shape, NEVER), np.concatenate([some.flat for some in evidence.pairs])
    gain.ravel()[flat] = scores.gain.ravel()[flat] + better
    return scores_of(gain)
