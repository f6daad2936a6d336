"""What is known of the nodes of a page, as arrays: the material of which the evidence is made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from cleaner.arrays import Flags, Integers, Numbers, nearest
from cleaner.language import ngram
from cleaner.language.cohesion import alike, products, vectors
from cleaner.language.joint import CUT, Edges, edges, join_gains
from cleaner.language.openings import dated, within
from cleaner.language.topics import topics
from cleaner.linking.nodes import CLOSERS, Node

# By how much two likenesses may differ and be the same. Chosen before the scores were fitted, which hold for it.
SAME_LIKENESS = 1e-9
# Of a page without a torn end nothing tells whether it came in reading order; letters that two texts may begin alike with, at most. Both
# chosen before the scores were fitted, which hold for them.
UNTOLD = 0.5
BEGINNING = 3


class Texts(NamedTuple):
    """What n texts say by themselves, titles or not. A matrix has a row for the first text of a pair, a column for the second.

    gain: how much better the second reads as going on from the first than as a beginning; words, about: products of their
    vectors of words and of topics; alike, near: cosines of these; parallel: letters that they begin alike with; quoted:
    whether the second closes a quotation or a bracket that the first leaves open; within: log-odds that each begins within a sentence.
    dated: of the line of a headline the log-odds that a dateline stands below, and 0 of a text.
    """

    edge: Edges
    gain: Numbers
    words: Numbers
    about: Numbers
    alike: Numbers
    near: Numbers
    parallel: Numbers
    quoted: Flags
    within: Numbers
    dated: Numbers


class Facts(NamedTuple):
    """Of n nodes.

    closed, signed, title: as in `Node`; lone: `byline_after` there; torn: a text that stops within a sentence; subhead: neither
    closed nor torn; cut: torn within a phrase. step: how many nodes the second is after the first; between: titles between the
    two; gain, near: as in `Texts`, 0 for pairs that cannot be, and topics beside the mean of the page; region: the number of titles
    up to each node.
    """

    nodes: Sequence[Node]
    texts: Texts
    title: Flags
    closed: Flags
    torn: Flags
    signed: Flags
    subhead: Flags
    cut: Flags
    lone: Flags
    step: Integers
    between: Integers
    gain: Numbers
    near: Numbers
    region: Integers


def texts_of(nodes: Sequence[Node]) -> Texts:
    """What the texts of some nodes say by themselves.

    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.page import Page
    >>> from cleaner.passes.segment import segment
    >>> texts = texts_of(nodes(segment(Page("p", "两岸居民从此不必再等渡\\n\\n船，过江只要五分钟。"))))
    >>> bool(texts.gain[0, 1] > 0 > texts.gain[1, 0])
    True
    """
    edge = edges(ngram.default_model(), [n.text for n in nodes])
    # Of a sentence that is closed only the mark that closes it bears on what comes next.
    edge.tails[flags(n.closed for n in nodes), :-1] = -1
    plain = [n.letters for n in nodes]
    words, about = products(vectors(plain)), products(topics(plain))
    likeness, near = alike(words), alike(about)
    np.fill_diagonal(likeness, 0)
    inside = within([n.text for n in nodes])
    expects = np.zeros(len(nodes))
    expects[flags(n.title for n in nodes)] = dated([n.text for n in nodes if n.title])
    return Texts(edge, join_gains(edge), words, about, likeness, near, parallel(nodes), quoted(nodes), inside, expects)


def facts(nodes: Sequence[Node]) -> Facts:
    """All facts of the nodes of a page, or of a stretch of it.

    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.page import Block, Page
    >>> text, blocks = "新桥通车两岸居民从此不必再等渡船，过江", (Block(0, 4, "title"), Block(4, 19, "body"))
    >>> known = facts(nodes(Page("p", text, blocks=blocks)))
    >>> known.title.tolist(), known.torn.tolist(), known.step.tolist()
    ([True, False], [False, True], [[0, 1], [-1, 0]])
    """
    texts = texts_of(nodes)
    count = len(nodes)
    here = np.arange(count)
    title, closed, signed, lone, torn = (
        flags(getattr(n, name) for n in nodes) for name in ("title", "closed", "signed", "byline_after", "breaks_off")
    )
    torn &= ~signed & ~title
    apart = ~np.eye(count, dtype=bool)
    body = ~title[:, None] & ~title[None, :] & apart
    titles = np.concatenate([[0], np.cumsum(title)])
    low, high = np.minimum(here[:, None], here[None, :]), np.maximum(here[:, None], here[None, :])
    return Facts(
        nodes=nodes,
        texts=texts,
        title=title,
        closed=closed,
        torn=torn,
        signed=signed,
        subhead=~title & ~closed & ~torn & ~signed,
        cut=torn & (texts.edge.stops < CUT),
        lone=lone,
        step=here[None, :] - here[:, None],
        between=np.where(high > low, titles[high] - titles[low + 1], 0),
        gain=np.where(body, texts.gain, 0),
        near=centred(texts.near, apart & ~(~title[:, None] & title[None, :])),
        region=np.cumsum(title & ~np.concatenate([[False], title[:-1]])),
    )


def centred(values: Numbers, allowed: Flags) -> Numbers:
    """Values of the pairs that can be, less their mean; 0 for the others. A page on one subject is near itself all over.

    Args:
        values: shape (n, n).
        allowed: which pairs can be, shape (n, n).

    >>> centred(np.array([[0.0, 3.0], [1.0, 0.0]]), ~np.eye(2, dtype=bool)).tolist()
    [[0.0, 1.0], [-1.0, 0.0]]
    """
    mean = (values * allowed).sum() / max(1, int(allowed.sum()))
    return np.where(allowed, values - mean, 0.0)


def flags(values: Iterable[object]) -> Flags:
    """Yes and no of each node, as an array.

    >>> flags(opens for opens in ("“", "", "（《")).tolist()
    [True, False, True]
    """
    return np.array([bool(value) for value in values], dtype=np.bool_)


def next_body(title: Flags) -> Integers:
    """For each node the next body node on the page, whatever titles stand between; -1 where none is.

    >>> next_body(np.array([True, False, True, False])).tolist()
    [1, 3, 3, -1]
    """
    return nearest(~title)[1]


def orderly(known: Facts) -> float:
    """Share of the torn ends that read on well in the very next node: near 1 where the page came in reading order.

    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.page import Block, Page
    >>> blocks = (Block(0, 19, "body"), Block(19, 25, "body"))
    >>> orderly(facts(nodes(Page("p", "从今天起图书馆晚上也开门，读者可以在图书馆里看报。", blocks=blocks))))
    1.0
    """
    ends = np.flatnonzero(known.torn[:-1])
    return float((known.gain[ends, ends + 1] > 0).mean()) if len(ends) else UNTOLD


def parallel(nodes: Sequence[Node]) -> Numbers:
    """Letters that two nodes begin alike with, up to three: 一座桥过江 … 一座山在望 … 一条路进村.

    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.page import Block, Page
    >>> parallel(nodes(Page("p", "一座桥过江，一座山在望。", blocks=(Block(0, 6, "body"), Block(6, 12, "body"))))).tolist()
    [[3.0, 2.0], [2.0, 3.0]]
    """
    heads = np.array([[ord(c) for c in n.letters[:BEGINNING].ljust(BEGINNING, "\0")] for n in nodes]).reshape(len(nodes), BEGINNING)
    same = (heads[:, None, :] == heads[None, :, :]) & (heads[None, :, :] != 0)
    return np.asarray(np.cumprod(same, axis=2).sum(axis=2), dtype=np.float64)


def quoted(nodes: Sequence[Node]) -> Flags:
    """Whether the second node closes a quotation or a bracket that the first leaves open.

    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.page import Block, Page
    >>> quoted(nodes(Page("p", "市长说：“桥修了十年，大家等到了。”", blocks=(Block(0, 11, "body"), Block(11, 18, "body"))))).tolist()
    [[False, True], [False, False]]
    """
    out = np.zeros((len(nodes), len(nodes)), dtype=bool)
    for j, second in enumerate(nodes):
        wanted = {CLOSERS[mark] for mark in second.closes}
        for i, first in enumerate(nodes if wanted else ()):
            out[i, j] = bool(wanted & set(first.opens))
    return out
