"""A second look: the links that are sure make fragments, and whole fragments say more of what they are about than single blocks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from cleaner.cohesion import likeness
from cleaner.linking.evidence import Evidence
from cleaner.linking.score import Scores, probability
from cleaner.linking.search import NONE, best_links

if TYPE_CHECKING:
    import numpy.typing as npt

# From this probability on a link of the first look is trusted. Chosen, not fitted.
SURE = 0.7


def look_again(evidence: Evidence, scores: Scores) -> Evidence:
    """The evidence, with what the fragments of a first look add to every pair."""
    known = evidence.known
    count = len(known.nodes)
    zero = np.zeros(count)
    after = best_links(scores.gain, zero, zero)
    sure = [j if j != NONE and probability(scores, i, j) >= SURE else NONE for i, j in enumerate(after)]
    upto, onward = _sums(known.words, sure)
    alike = likeness(upto, onward)
    np.fill_diagonal(alike, 0)
    chosen = np.zeros((count, count))
    chosen[[i for i, j in enumerate(after) if j != NONE], [j for j in after if j != NONE]] = 1
    masked = np.where(evidence.allowed, alike, -1)
    best_out, best_in = masked.max(axis=1, initial=0)[:, None], masked.max(axis=0, initial=0)[None, :]
    values = {
        "forward": np.log(np.maximum(scores.forward[:, :-1], 1e-4)),
        "backward": np.log(np.maximum(scores.backward[:-1], 1e-4)),
        "fragments-alike": alike,
        "fragments-best-out": alike >= best_out - 1e-9,
        "fragments-best-in": alike >= best_in - 1e-9,
        "before-alike": likeness(upto, known.words),
        "after-alike": likeness(known.words, onward),
        "chosen": chosen,
        "short-of-best-out": alike - best_out,
        "short-of-best-in": alike - best_in,
    }
    first, second = known.title[:, None], known.title[None, :]
    kinds = {"body": ~first & ~second, "opening": first & ~second, "lines": first & second}
    more = {
        f"{kind}-again:{name}": np.where(evidence.allowed & mask, value, 0.0)
        for kind, mask in kinds.items()
        for name, value in values.items()
    }
    pair, end, start = evidence.names
    return evidence._replace(pair=np.concatenate([evidence.pair, np.stack(list(more.values()))]), names=((*pair, *more), end, start))


def _sums(words: npt.NDArray[np.float64], after: Sequence[int]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """For every node the words of its fragment up to it, and from it on."""
    upto, onward = words.copy(), words.copy()
    before = {j: i for i, j in enumerate(after) if j != NONE}
    for head in (i for i in range(len(after)) if i not in before):
        chain = [head]
        while after[chain[-1]] != NONE:
            chain.append(after[chain[-1]])
        upto[chain] = words[chain].cumsum(axis=0)
        onward[chain] = words[chain[::-1]].cumsum(axis=0)[::-1]
    return upto, onward
