"""The evidence for and against a link, as numbers: of a pair of nodes, of a node as an end, of a node as a beginning.

One line a feature, its name beside its value. What each weighs is fitted (bench/fit_all.py) and held by name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from cleaner.arrays import Features, Flags
from cleaner.language.marks import COLON_END, NUMBERED
from cleaner.linking.edges import Best, best_of, of_ends, of_starts
from cleaner.linking.facts import SAME_LIKENESS, Facts, facts, flags, next_body, orderly
from cleaner.linking.features import Evidence, all_pairs, kinds, names_of, of_pairs, stacked
from cleaner.linking.headlines import lines
from cleaner.linking.nodes import MARK_START, Node
from cleaner.linking.order import order, order_of_openings

# Letters of a first node that is so short that it may be a label or a name. Chosen before the scores were fitted, which hold for it.
LABEL = 20
# The least by which a pair may fall short of the best, in log-probability. Chosen before the scores were fitted, which hold for it:
# on 100 labelled and made pages a fifth of the pairs with a torn text are short of its best by more.
SHORT_OF = -12
# Titles between two nodes that are counted, at most; nats from which a gain is high (below which, with a minus, low) and below which it is
# bad; by how much two gains may differ and be the same. Chosen before the scores were fitted, which hold for them.
TITLES_BETWEEN, HIGH, BAD = 4, 3, -1
SAME_GAIN = 1e-6


def evidence(nodes: Sequence[Node]) -> Evidence:
    """All evidence on the nodes of a page, or of a stretch of it.

    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.page import Block, Page
    >>> text, blocks = "新桥通车新桥今天通车。", (Block(0, 4, "title"), Block(4, 11, "body"))
    >>> found = evidence(nodes(Page("p", text, blocks=blocks)))
    >>> [len(some.flat) for some in found.pairs], found.end.shape[1]
    ([0, 1, 0], 2)
    """
    known = facts(nodes)
    kind = kinds(known)
    best = best_of(known, kind)
    about, bias = _about(known, kind.allowed), {"bias": np.ones((1, 1))}
    # One kind after another, so that only one has values of all pairs of the page at a time.
    of_kinds: tuple[Callable[[], Features], ...] = (
        lambda: {**bias, **_body(known, best), **order(known, kind.body), **about},
        lambda: {**bias, **_opening(known, best), **order_of_openings(known), **about},
        lambda: {**bias, **lines(known), **about},
    )
    pairs = all_pairs(kind)
    pair, of_pair = zip(*(of_pairs(some, features()) for some, features in zip(pairs, of_kinds, strict=True)), strict=True)
    end = {"end:bias": np.ones(len(nodes)), **{f"end:{name}": value for name, value in of_ends(known, best).items()}}
    start = {"start:bias": np.ones(len(nodes)), **{f"start:{name}": value for name, value in of_starts(known, best).items()}}
    names = (*names_of("", of_pair), tuple(end), tuple(start))
    return Evidence(pairs, pair, stacked(end), stacked(start), kind, known, names)


def _body(known: Facts, best: Best) -> Features:
    """Features of a text that goes on from a text."""
    return {**_places(known), **_edges(known, best), **_marks(known, best), **_regions(known), **_gains(known), **_claims(known, best)}


def _places(known: Facts) -> Features:
    """How two texts stand to each other on the page."""
    step = known.step
    follows = step == 1
    return {
        "next": follows,
        "next-body": next_body(known.title)[:, None] == np.arange(len(known.nodes))[None, :],
        "forward": step > 0,
        "backward": step < 0,
        "distance": np.log1p(np.abs(step)),
        "titles-between": np.minimum(known.between, TITLES_BETWEEN),
        "title-between": known.between > 0,
        "orderly-next": follows * orderly(known),
    }


def _edges(known: Facts, best: Best) -> Features:
    """How the end of a text, torn or whole, and the beginning of another go together."""
    edge, gain = known.texts.edge, known.gain
    torn, whole, follows = known.torn[:, None], ~known.torn[:, None], known.step == 1
    return {
        "open": torn,
        "open-gain": torn * gain,
        "closed-gain": whole * gain,
        "open-next": torn & follows,
        "open-gain-next": torn * gain * follows,
        "open-starts-text": torn * edge.starts_text[None, :],
        "closed-starts-text": whole * edge.starts_text[None, :],
        "open-best": torn & (gain >= best.gain_out[:, None] - SAME_GAIN),
        "open-best-here": torn & (gain >= best.gain_in[None, :] - SAME_GAIN),
    }


def _marks(known: Facts, best: Best) -> Features:
    """What two texts say alike, and which marks, dates and names stand in and between them."""
    found, alike, quote = known.nodes, known.texts.alike, known.texts.quoted
    torn, whole, follows = known.torn[:, None], ~known.torn[:, None], known.step == 1
    opens, closes = flags(n.opens for n in found)[:, None], flags(n.closes for n in found)[None, :]
    timed, mark = flags(n.timed for n in found)[None, :], flags(MARK_START.match(n.text) for n in found)[None, :]
    return {
        "alike": alike,
        "alike-rank": alike >= best.alike_out[:, None] - SAME_LIKENESS,
        "alike-next": alike * follows,
        "alike-best": alike >= best.alike_in[None, :] - SAME_LIKENESS,
        "quote": quote,
        "quote-broken": (opens | closes) & ~quote,
        "mark-start-open": mark & torn,
        "mark-start-closed": mark & whole,
        "dateline": flags(n.dateline for n in found)[None, :],
        "timed": timed,
        "timed-next": timed & follows,
        "signed": known.signed[:, None],
        "byline-between": _byline_between(known),
        "colon": flags(COLON_END.match(n.text) for n in found)[:, None],
        "numbered": flags(NUMBERED.match(n.text) for n in found)[None, :],
        "caption-between": follows & flags(n.caption_before for n in found)[None, :],
    }


def _regions(known: Facts) -> Features:
    """Whether two texts stand below the same headline, or one that is said again, and which of their edges lead and last."""
    found, edge, step = known.nodes, known.texts.edge, known.step
    retitled = np.array([n.retitled for n in found])
    again = (retitled >= 0)[None, :]
    same_title = again & (known.region[:, None] == known.region[np.maximum(retitled, 0)][None, :])
    same_region = known.region[:, None] == known.region[None, :]
    return {
        "same-title": same_title,
        "other-title": again & ~same_title,
        "retitled": again,
        "short-first": (np.array([len(n.letters) for n in found]) < LABEL)[:, None],
        "same-region": same_region,
        "other-region": ~same_region & (step > 0),
        "leads": edge.leads[None, :],
        "lasts-first": edge.lasts[:, None],
        "lasts-second": edge.lasts[None, :],
    }


def _gains(known: Facts) -> Features:
    """How much likelier the beginning of a text is behind the end of another than by itself, by how that ends."""
    edge, gain, alike = known.texts.edge, known.gain, known.texts.alike
    torn, whole, cut, follows = known.torn[:, None], ~known.torn[:, None], known.cut[:, None], known.step == 1
    subhead, low, opening = known.subhead[:, None], np.minimum(gain + HIGH, 0), edge.opens[None, :]
    return {
        "open-gain-high": torn * np.maximum(gain - HIGH, 0),
        "open-gain-low": torn * low,
        "open-gain-low-next": torn * follows * low,
        "closed-gain-low": whole * low,
        "open-opens": torn * opening,
        "closed-opens": whole * opening,
        "open-opens-low": torn * np.minimum(opening, 0),
        "closed-opens-low": whole * np.minimum(opening, 0),
        "open-stops": torn * edge.stops[:, None],
        "open-gain-cut": cut * gain,
        "open-gain-low-cut": cut * low,
        "open-opens-cut": cut * opening,
        "cut-next": cut & follows,
        "cut-next-gain-low": cut * follows * low,
        "subhead": subhead,
        "subhead-next": subhead & follows,
        "subhead-second": known.subhead[None, :],
        "subhead-second-next": known.subhead[None, :] & follows,
        "subhead-alike-next": subhead * follows * alike,
        "subhead-opens": subhead * opening,
    }


def _claims(known: Facts, best: Best) -> Features:
    """How a pair compares with the best that either could have, and how the text goes on within its article."""
    gain, step, inside = known.gain, known.step, known.texts.within[None, :]
    torn, whole, follows = known.torn[:, None], ~known.torn[:, None], known.step == 1
    alike_start = known.texts.parallel
    return {
        "closed-claimed": whole * np.maximum(best.gain_in, 0)[None, :],
        "open-short-of-claim": torn * np.maximum(gain - best.gain_in[None, :], SHORT_OF),
        "open-short-of-best": torn * np.maximum(gain - best.gain_out[:, None], SHORT_OF),
        "open-bad": torn * (gain < BAD),
        "open-within": torn * inside,
        "closed-within": whole * inside,
        "within-next": inside * follows,
        "parallel": alike_start,
        "parallel-far": alike_start * (step > 1),
    }


def _opening(known: Facts, best: Best) -> Features:
    """Features of a text that begins under a title."""
    found, edge, alike, step = known.nodes, known.texts.edge, known.texts.alike, known.step
    follows = step == 1
    dated = flags(n.dateline for n in found)[None, :]
    # Of a page without datelines a headline says nothing by which text could have one.
    expects, bare = known.texts.dated[:, None], ~dated & dated.any()
    return {
        "next": follows,
        "forward": step > 0,
        "backward": step < 0,
        "distance": np.log1p(np.abs(step)),
        "titles-between": np.minimum(known.between, TITLES_BETWEEN),
        "alike": alike,
        "alike-rank": alike >= best.alike_out[:, None] - SAME_LIKENESS,
        "dateline": dated,
        "starts-text": edge.starts_text[None, :],
        "gain-elsewhere": best.gain_in[None, :],
        "orderly-next": follows * orderly(known),
        "closes": flags(n.closes for n in found)[None, :],
        "mark-start": flags(MARK_START.match(n.text) for n in found)[None, :],
        "after-title": np.concatenate([[False], known.title[:-1]])[None, :],
        "far-dateline": dated & ~follows,
        "timed": flags(n.timed for n in found)[None, :],
        "byline-between": _byline_between(known),
        "alike-next": alike * follows,
        "leads": edge.leads[None, :],
        "lasts": edge.lasts[None, :],
        "opens": edge.opens[None, :],
        "opens-low": np.minimum(edge.opens, 0)[None, :],
        "within": known.texts.within[None, :],
        "expects-dated": expects * dated,
        "expects-bare": expects * bare,
    }


def _about(known: Facts, allowed: Flags) -> Features:
    """How near the topics of a pair are."""
    near = np.where(allowed, known.near, -1)
    return {
        "topic": known.near,
        "topic-next": known.near * (known.step == 1),
        "topic-short-of-best": known.near - near.max(axis=1, initial=-1)[:, None],
        "topic-short-of-best-here": known.near - near.max(axis=0, initial=-1)[None, :],
    }


def _byline_between(known: Facts) -> Flags:
    """Whether a byline stands on the page after the first node of a pair and before the second."""
    here = np.arange(len(known.nodes))
    count = np.concatenate([[0], np.cumsum(known.signed | known.lone)])
    return np.asarray((known.step > 0) & (count[here[None, :]] - count[here[:, None]] > 0))
