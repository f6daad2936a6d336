"""An earlier look at a page, as the next one goes by it: what was linked, how surely, and which pairs are still open.

Of all pairs of nodes one in ten is open after the first look; so what a later look adds is found for these alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from cleaner.arrays import Integers, Numbers
from cleaner.linking.facts import Facts
from cleaner.linking.features import Kinds, Pairs
from cleaner.linking.score import Scores

# Nodes by which a pair is moved at most. Chosen before the scores were fitted, which hold for it.
REACH = 2


class EarlierLook(NamedTuple):
    """What an earlier look found, and the k open pairs.

    known, kinds: of the page, as in `Evidence`. scores: of that look. chance: of every link, shape (n, n). after: what it put after each
    node, -1 for nothing. pairs: the open ones, of all kinds. step: how many nodes the second of each is after the first.
    """

    known: Facts
    kinds: Kinds
    scores: Scores
    chance: Numbers
    after: Integers
    pairs: Pairs
    step: Integers


def earlier(known: Facts, kinds: Kinds, scores: Scores, after: Integers, pairs: Sequence[Pairs]) -> EarlierLook:
    """An earlier look, and the pairs of each kind that it left open.

    >>> from cleaner.linking.evidence import evidence
    >>> from cleaner.linking.nodes import node_of
    >>> from cleaner.linking.score import FIRST, score
    >>> first = evidence([node_of(k, "桥") for k in range(2)])
    >>> earlier(first.known, first.kinds, score(first, FIRST), np.array([1, -1]), first.pairs).step.tolist()
    [1, -1]
    """
    together = Pairs(*(np.concatenate(part) for part in zip(*pairs, strict=True)))
    return EarlierLook(known, kinds, scores, scores.chance, after, together, together.second - together.first)


class Around(NamedTuple):
    """Values of every two nodes, with REACH rows and columns of zeros around them, and where the open pairs are among them."""

    values: Numbers
    first: Integers
    second: Integers

    def at(self, both: int, second: int = 0) -> Numbers:
        """The value of each pair with both nodes moved by some nodes, and the second by some more; 0 where that is outside.

        >>> around(np.array([[1.0, 2.0], [3.0, 4.0]]), Pairs(np.array([0, 1]), np.array([0, 0]), np.array([0, 2]))).at(1).tolist()
        [4.0, 0.0]
        """
        width = self.values.shape[1]
        return np.asarray(self.values.ravel().take(self.first * width + self.second + (both * width + both + second)))


def around(values: Numbers, pairs: Pairs) -> Around:
    """Values of every two nodes, shape (n, n), around some pairs.

    >>> from cleaner.linking.features import Pairs
    >>> pairs = Pairs(np.array([0]), np.array([1]), np.array([1]))
    >>> around(np.arange(4.0).reshape(2, 2), pairs).at(0).tolist(), around(np.arange(4.0).reshape(2, 2), pairs).at(0, -1).tolist()
    ([1.0], [0.0])
    """
    out = np.zeros((len(values) + 2 * REACH, len(values) + 2 * REACH))
    out[REACH:-REACH, REACH:-REACH] = values
    return Around(out, pairs.first + REACH, pairs.second + REACH)
