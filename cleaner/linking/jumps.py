"""How the jumps of a way to link a page lie to each other, over all of the page.

A reader that goes down the columns and takes one article after the other leaves jumps within jumps; one that goes across the
columns leaves jumps that cross. A page that has the one has the other seldom, so that a link which makes the other is wrong sooner.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cleaner.arrays import Numbers
from cleaner.linking.facts import Facts

NAMES = ("nested", "crossing", "nested-texts", "crossing-texts", "nested-openings", "crossing-openings")
OF_PAGE = ("page-crossing", "page-jumps", "page-open", "page-nodes")


def jumps(known: Facts, ways: Sequence[Sequence[int]]) -> Numbers:
    """Pairs of jumps forward of which one lies within the other, and that cross, for each of k ways to link a page, shape (k, len(NAMES)).

    Args:
        known: the facts of the nodes.
        ways: what goes on from each node, NONE for nothing; one way at least.

    >>> from cleaner.linking.facts import facts
    >>> from cleaner.linking.nodes import node_of
    >>> known = facts([node_of(k, "桥") for k in range(5)])
    >>> dict(zip(NAMES, jumps(known, [[4, 3, -1, -1, -1], [2, 3, -1, -1, -1]]).T.tolist(), strict=True))["nested"]
    [1.0, 0.0]
    """
    here = np.arange(len(known.nodes))
    after = np.array(ways, dtype=np.int64).reshape(len(ways), len(here))
    jump = after > here + 1
    # From each jump the ones that begin within it.
    begins = jump[:, :, None] & jump[:, None, :] & (here[:, None] < here[None, :]) & (here < after[:, :, None])
    within = after[:, None, :] < after[:, :, None]
    opening = np.broadcast_to(known.title, after.shape)
    rows = []
    for both in (begins, begins & ~opening[:, :, None] & ~opening[:, None, :], begins & opening[:, :, None] & opening[:, None, :]):
        rows += [(both & within).sum(axis=(1, 2)), (both & ~within).sum(axis=(1, 2))]
    return np.stack(rows, axis=1).astype(np.float64)


def of_whole_page(known: Facts, after: Sequence[int], own: Numbers) -> tuple[float, ...]:
    """What the jumps of a page are like by the way it is linked, in the order of OF_PAGE.

    Args:
        known: the facts of the nodes.
        after: what goes on from each node.
        own: the row of this way in `jumps`.

    >>> from cleaner.linking.facts import facts
    >>> from cleaner.linking.nodes import node_of
    >>> known = facts([node_of(k, "桥") for k in range(5)])
    >>> after = [2, 4, -1, -1, -1]
    >>> dict(zip(OF_PAGE, of_whole_page(known, after, jumps(known, [after])[0]), strict=True))
    {'page-crossing': 0.5, 'page-jumps': 0.4, 'page-open': 0.6, 'page-nodes': 5.0}
    """
    count = len(after)
    forward = [(i, j) for i, j in enumerate(after) if j > i + 1]
    texts = sum(not known.title[i] for i, _ in forward)
    nested, crossing = own[:2].tolist()
    return crossing / (nested + crossing + 1), texts / count, sum(j - i - 1 for i, j in forward) / count, float(count)
