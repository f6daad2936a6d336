"""Looking again: the evidence, with what the links of an earlier look say of fragments and of the page's habits."""

from __future__ import annotations

import numpy as np

from cleaner.arrays import Features
from cleaner.linking.earlier import earlier
from cleaner.linking.features import Evidence, names_of, stacked
from cleaner.linking.fragments import fragments
from cleaner.linking.habits import habits, shares
from cleaner.linking.score import LEAST, Scores
from cleaner.linking.search import best_links

# Of the habits only these bear on the lines of a title.
ON_LINES = ("openings-over", "openings-over-any", "openings-over-next", "go-and-return", "return", "over-strays", "over-few-strays",
            "over-one-stray", "next-from-elsewhere", "before-goes-elsewhere", "swapped", "swapped-between", "last-line")  # fmt: skip


def look_again(first: Evidence, scores: Scores) -> Evidence:
    """The evidence of the first look on some pairs, with what the scores of an earlier look add.

    Args:
        first: the evidence of the first look, on the pairs that are open.
        scores: of the look before this one.

    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.linking.weigh import weigh_at_once
    >>> from cleaner.page import Page
    >>> from cleaner.passes.segment import segment
    >>> first = weigh_at_once(nodes(segment(Page("p", "两岸居民从此不必再等渡\\n\\n船，过江只要五分钟。"))))
    >>> again = look_again(first.evidence, first.scores)
    >>> of_text_after_text = dict(zip(again.names[0], again.pair[0], strict=True))
    >>> first.chosen, of_text_after_text["body-again:chosen"].tolist(), "body-again:chosen" in first.evidence.all_names
    ([(0, 1)], [1.0, 0.0], False)
    """
    after = np.array(best_links(scores.gain), dtype=np.int64)
    look = earlier(first.known, first.kinds, scores, after, first.pairs)
    common: Features = {
        "forward": np.log(np.maximum(scores.forward[:, :-1].ravel().take(look.pairs.flat), LEAST)),
        "backward": np.log(np.maximum(scores.backward[:-1].ravel().take(look.pairs.flat), LEAST)),
        **fragments(look),
        **shares(look),
    }
    page = habits(look)
    texts, lines = {**common, **page}, {**common, **{name: page[name] for name in ON_LINES}}
    values = np.concatenate([*texts.values()]).reshape(len(texts), -1)
    body, opening, of_lines = np.split(values, np.cumsum([len(some.flat) for some in first.pairs])[:-1], axis=1)
    place = {name: row for row, name in enumerate(texts)}
    more = body, opening, of_lines[[place[name] for name in lines]]
    end = {"end-again:none": np.log(np.maximum(scores.forward[:, -1], LEAST))}
    start = {"start-again:none": np.log(np.maximum(scores.backward[-1], LEAST))}
    names = (*names_of("-again", (tuple(texts), tuple(texts), tuple(lines))), tuple(end), tuple(start))
    return first._replace(
        pair=tuple(np.concatenate(both) for both in zip(first.pair, more, strict=True)),
        end=np.concatenate([first.end, stacked(end)]),
        start=np.concatenate([first.start, stacked(start)]),
        names=tuple(a + b for a, b in zip(first.names, names, strict=True)),
    )
