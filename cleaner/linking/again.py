"""Looking again: the evidence, with what the links of an earlier look say of fragments and of the page's habits."""

from __future__ import annotations

import numpy as np

from cleaner.linking.features import Evidence, Features, of_kind, stacked
from cleaner.linking.fragments import fragments
from cleaner.linking.habits import habits, shares
from cleaner.linking.score import Scores
from cleaner.linking.search import best_links

# Of the habits only these bear on the lines of a title.
ON_LINES = ("openings-over", "openings-over-any", "openings-over-next", "go-and-return", "return", "over-strays", "over-few-strays",
            "over-one-stray", "next-from-elsewhere", "before-goes-elsewhere", "swapped", "swapped-between", "last-line")  # fmt: skip
# No chance is below one in ten thousand: beyond, an earlier look knows nothing.
LEAST = 1e-4


def look_again(first: Evidence, scores: Scores) -> Evidence:
    """The evidence of a first look, with what the scores of an earlier look add to it.

    Args:
        first: the evidence of the first look.
        scores: of the look before this one.
    """
    known = first.known
    zero = np.zeros(len(known.nodes))
    after = np.array(best_links(scores.gain, zero, zero), dtype=np.int64)
    common: Features = {
        "forward": np.log(np.maximum(scores.forward[:, :-1], LEAST)),
        "backward": np.log(np.maximum(scores.backward[:-1], LEAST)),
        **fragments(known, first.allowed, scores, after),
        **shares(known, scores),
    }
    page = habits(known, scores, after)
    values = ({**common, **page}, {**common, **page}, {**common, **{name: page[name] for name in ON_LINES}})
    pair = {name: value for k, kind in enumerate(first.kinds._fields) for name, value in of_kind(f"{kind}-again", k, values[k]).items()}
    end = {"end-again:none": np.log(np.maximum(scores.forward[:, -1], LEAST))}
    start = {"start-again:none": np.log(np.maximum(scores.backward[-1], LEAST))}
    pairs, ends, starts = first.names
    return first._replace(
        pair=(*first.pair, *pair.values()),
        end=np.concatenate([first.end, stacked(end)]),
        start=np.concatenate([first.start, stacked(start)]),
        names=((*pairs, *pair), (*ends, *end), (*starts, *start)),
    )
