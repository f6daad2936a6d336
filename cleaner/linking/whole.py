"""What articles are like as wholes: the evidence for a way to link a page that no pair of its blocks has.

One line a feature, its name beside its value. What a page's articles have is summed: two ways to link a page differ by the
articles that only the one, and only the other makes.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cleaner.arrays import Numbers
from cleaner.linking.facts import Facts
from cleaner.linking.search import Path

NAMES = (
    "articles", "untitled", "empty", "letters", "letters-squared", "first-opens", "first-leads", "first-within", "signed-last",
    "signed-inside", "dated-inside", "torn-last", "alike", "alike-least", "near", "near-least", "title-alike", "title-near",
    "as-expected",
)  # fmt: skip
# Of a thousand letters the square is one: a long article, for papers have many of less.
LONG = 1000


def wholes(known: Facts, articles: Sequence[Path]) -> Numbers:
    """The features of some articles, shape (m, len(NAMES)).

    Args:
        known: the facts of the nodes.
        articles: the nodes of each; not empty.

    >>> from cleaner.linking.facts import facts
    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.page import Block, Page
    >>> known = facts(nodes(Page("p", "新桥通车新桥今天通车。", blocks=(Block(0, 4, "title"), Block(4, 11, "body")))))
    >>> features = dict(zip(NAMES, wholes(known, [(0, 1), (0,), (1,)]).T.tolist(), strict=True))
    >>> features["untitled"], features["empty"]
    ([0.0, 0.0, 1.0], [0.0, 1.0, 0.0])
    """
    of = np.zeros((len(known.nodes), len(articles)))
    for column, path in enumerate(articles):
        of[list(path), column] = 1
    texts, titles = of * ~known.title[:, None], of * known.title[:, None]
    titled, filled = titles.any(axis=0), texts.any(axis=0)
    letters = np.array([len(node.letters) for node in known.nodes]) @ texts
    signed, title = (known.signed | known.lone).tolist(), known.title.tolist()
    ends = np.array([_ends(known, signed, [k for k in path if not title[k]]) for path in articles]).T
    alike, near = (_together(products, texts) for products in (known.texts.words, known.texts.about))
    led = [np.where(titled & filled, _between(products, titles, texts), 0.0) for products in (known.texts.words, known.texts.about)]
    expected = _as_expected(known, articles) * titled * filled
    rows = np.ones(len(articles)), ~titled, ~filled, np.log1p(letters), (letters / LONG) ** 2, *ends, *alike, *near, *led, expected
    return np.stack(rows, axis=1)


def _ends(known: Facts, signed: Sequence[bool], texts: Sequence[int]) -> tuple[float, ...]:
    """How an article's texts begin and end, and what within them only begins or ends one: from first-opens to torn-last in NAMES."""
    if not texts:
        return (0.0,) * 7
    first, last = texts[0], texts[-1]
    edge = known.texts.edge
    return (
        float(edge.opens[first]),
        float(edge.leads[first]),
        float(known.texts.within[first]),
        signed[last],
        sum(signed[k] for k in texts[:-1]),
        sum(known.nodes[k].dateline for k in texts[1:]),
        bool(known.torn[last]),
    )


def _as_expected(known: Facts, articles: Sequence[Path]) -> Numbers:
    """For each article how much its headline goes with its first text's having a dateline, or having none where the page has some."""
    dated, title = [node.dateline and not node.title for node in known.nodes], known.title.tolist()
    if not any(dated):
        return np.zeros(len(articles))
    first = [next((k for k in path if not title[k]), path[0]) for path in articles]
    lines = [[known.texts.dated[k] for k in path if title[k]] or [0.0] for path in articles]
    return np.array([sum(line) / len(line) * (1 if dated[k] else -1) for k, line in zip(first, lines, strict=True)])


def _together(products: Numbers, texts: Numbers) -> tuple[Numbers, Numbers]:
    """How near each text is to the others of its article: the sum over the article, and the least; 0 for articles of one text.

    Args:
        products: of every two nodes' vectors. They and their sums are whole numbers, and exact.
        texts: a column of ones and zeros for each article.
    """
    own = np.diagonal(products)[:, None]
    withal = products @ texts
    whole = (withal * texts).sum(axis=0)
    others = np.sqrt(np.maximum(whole - 2 * withal + own, 1.0))
    cosine = np.where((texts > 0) & (texts.sum(axis=0) > 1), (withal - own) / (np.sqrt(np.maximum(own, 1.0)) * others), 0.0)
    # A sum over the first axis adds row to row: the same on every machine.
    least = np.where(texts > 0, cosine, np.inf).min(axis=0)
    return cosine.sum(axis=0), np.where(np.isfinite(least), least, 0.0)


def _between(products: Numbers, titles: Numbers, texts: Numbers) -> Numbers:
    """How near the title lines of each article are to its texts, as wholes."""
    led = products @ texts
    across = (led * titles).sum(axis=0)
    lengths = [np.sqrt(np.maximum(((products @ part) * part).sum(axis=0), 1.0)) for part in (titles, texts)]
    return np.asarray(across / (lengths[0] * lengths[1]))
