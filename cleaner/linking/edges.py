"""The evidence that an article ends at a node, or begins with it, whichever other node it would be linked with."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cleaner.arrays import Features, Numbers
from cleaner.language.marks import COLON_END
from cleaner.linking.facts import Facts, flags
from cleaner.linking.features import Kinds
from cleaner.linking.nodes import MARK_START

# Stands for no gain at all where none is possible.
NO_GAIN = -99.0
# The best gain is never taken to be less than this. Chosen before the scores were fitted, which hold for it: on 100 labelled and made
# pages one node in four has no better.
LEAST_GAIN = -8.0


class Best(NamedTuple):
    """The best that each node could have: gain over all that go on from it, gain over the torn ones before it, likeness."""

    gain_out: Numbers
    gain_in: Numbers
    alike_out: Numbers
    alike_in: Numbers


def best_of(known: Facts, kinds: Kinds) -> Best:
    """The best that each node of a page could have, among the links that their kinds allow.

    >>> from cleaner.linking.facts import facts
    >>> from cleaner.linking.features import kinds
    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.page import Block, Page
    >>> known = facts(nodes(Page("p", "新桥通车新桥今天通车。", blocks=(Block(0, 4, "title"), Block(4, 11, "body")))))
    >>> best_of(known, kinds(known)).gain_out.shape
    (2,)
    """
    gain = np.where(kinds.body, known.gain, NO_GAIN)
    alike = np.where(kinds.body | kinds.opening, known.texts.alike, -1)
    torn = np.where(known.torn[:, None], gain, NO_GAIN)
    return Best(
        gain.max(axis=1, initial=LEAST_GAIN),
        torn.max(axis=0, initial=LEAST_GAIN),
        alike.max(axis=1, initial=0),
        alike.max(axis=0, initial=0),
    )


def of_ends(known: Facts, best: Best) -> Features:
    """Features of a node that nothing goes on from.

    >>> from cleaner.linking.facts import facts
    >>> from cleaner.linking.features import kinds
    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.page import Block, Page
    >>> known = facts(nodes(Page("p", "新桥通车新桥今天通车。", blocks=(Block(0, 4, "title"), Block(4, 11, "body")))))
    >>> of_ends(known, best_of(known, kinds(known)))["closed"].tolist()
    [False, True]
    """
    found, edge = known.nodes, known.texts.edge
    bylines = known.signed.sum() + known.lone.sum()
    return {
        "closed": known.closed,
        "ends-text": edge.ends_text,
        "signed": known.signed,
        "byline-after": known.lone,
        "last": np.arange(len(found)) == len(found) - 1,
        "title-after": np.concatenate([known.title[1:], [True]]),
        "title": known.title,
        "unsigned-here": ~known.signed & ~known.lone & (bylines > 0),
        "best-gain": best.gain_out * known.torn,
        "best-alike": best.alike_out,
        "opens": flags(n.opens for n in found),
        "colon": flags(COLON_END.match(n.text) for n in found),
        "next-dateline": np.concatenate([flags(n.dateline for n in found)[1:], [False]]),
        "lasts": edge.lasts,
        "leads": edge.leads,
        "subhead": known.subhead,
        "torn": known.torn,
        "stops": edge.stops * known.torn,
        "cut": known.cut,
    }


def of_starts(known: Facts, best: Best) -> Features:
    """Features of a node that goes on from none.

    >>> from cleaner.linking.facts import facts
    >>> from cleaner.linking.features import kinds
    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.page import Block, Page
    >>> known = facts(nodes(Page("p", "新桥通车新桥今天通车。", blocks=(Block(0, 4, "title"), Block(4, 11, "body")))))
    >>> of_starts(known, best_of(known, kinds(known)))["title"].tolist()
    [True, False]
    """
    found, edge, title, text = known.nodes, known.texts.edge, known.title, ~known.title
    here = np.arange(len(found))
    return {
        "title": title,
        "title-after-title": title & np.concatenate([[False], title[:-1]]),
        "title-first": title & (here == 0),
        "dateline": flags(n.dateline for n in found),
        "timed": flags(n.timed for n in found) & text,
        "starts-text": edge.starts_text * text,
        "best-gain": best.gain_in * text,
        "best-gain-open": best.gain_in * text * (best.gain_in > 0),
        "first": here == 0,
        "mark-start": flags(MARK_START.match(n.text) for n in found),
        "after-closed": np.concatenate([[True], known.closed[:-1]]),
        "after-signed": np.concatenate([[False], (known.signed | known.lone)[:-1]]),
        "best-alike": best.alike_in,
        "retitled": np.array([n.retitled for n in found]) >= 0,
        "closes": flags(n.closes for n in found),
        "leads": edge.leads * text,
        "lasts": edge.lasts * text,
        "opens": edge.opens * text,
        "opens-low": np.minimum(edge.opens, 0) * text,
        "within": known.texts.within * text,
    }
