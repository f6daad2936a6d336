"""Whether a link goes on within a sentence, or to the next paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from cleaner.joint import CUT, Edges, join_gain
from cleaner.linking.nodes import MARK_START, Node
from cleaner.looks import COMMA, QUOTE_END
from cleaner.weights import fitted

if TYPE_CHECKING:
    import numpy.typing as npt

NAMES = (
    "gain", "closed", "ends-text", "starts-text", "letters", "commas", "second-letters", "adjacent", "opens", "mark-start", "quote-end", "dateline", "short-gain", "stops", "opens", "cut-gain", "caption-between",
)  # fmt: skip


def join_evidence(found: Sequence[Node], edge: Edges, pairs: Sequence[tuple[int, int]]) -> npt.NDArray[np.float64]:
    """Features of links between text nodes, shape (k, len(NAMES)).

    Args:
        found: the nodes.
        edge: their edges.
        pairs: indices of the two nodes of each link.
    """
    if not pairs:
        return np.zeros((0, len(NAMES)))
    first, second = np.array(pairs, dtype=np.int64).T
    gain = join_gain(edge, first, second).astype(np.float64)
    size = np.array([min(len(n.letters), 200) for n in found])
    unclosed = np.array([not found[i].closed for i in first])
    columns = [
        gain, [found[i].closed for i in first], edge.ends_text[first], edge.starts_text[second], np.log1p(size[first]),
        [min(3, len(COMMA.findall(found[i].text))) for i in first], np.log1p(size[second]), second == first + 1, [bool(found[i].opens) for i in first],
        [bool(MARK_START.match(found[j].text)) for j in second], [bool(QUOTE_END.search(found[i].text)) for i in first],
        [found[j].dateline for j in second], gain * (size[first] < 30), edge.stops[first] * unclosed, edge.opens[second], gain * unclosed * (edge.stops[first] < CUT),
        [unclosed[k] and found[j].caption_before and j == i + 1 for k, (i, j) in enumerate(pairs)],
    ]  # fmt: skip
    return np.stack([np.asarray(c, dtype=np.float64) for c in columns], axis=1)


def mid_sentence(found: Sequence[Node], edge: Edges, pairs: Sequence[tuple[int, int]]) -> list[bool]:
    """For each link, whether its second text goes on in the sentence, and so in the paragraph, of the first."""
    return [bool(odds > 0) for odds in fitted("join").log_odds(join_evidence(found, edge, pairs))]
