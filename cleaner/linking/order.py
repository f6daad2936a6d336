"""What the likeness of texts all over a page says of the order that it was read in.

Blocks that were read in turns (across the columns, say) are alike at one distance all along: on a diagonal of the matrix of
pairs, where both nodes are moved by as much.
"""

from __future__ import annotations

import numpy as np

from cleaner.arrays import Features, Flags, Numbers
from cleaner.linking.facts import SAME_LIKENESS, Facts

# Nodes to either side that a mean along a diagonal takes in. Chosen: a column of a page has about four paragraphs between jumps.
REACH = 4
# A join counts for so much along a diagonal, in nats, whatever its gain: one good join must not make four. Chosen.
GAIN_ALONG = 4.0
# Of the mean rank: 1.5 of 2 texts more, which pull that of a page of few texts to 0.75. Chosen before the scores were fitted, which
# hold for it.
PRIOR = (1.5, 2)


def shifted(values: Numbers, both: int, second: int = 0) -> Numbers:
    """The values that lie so far off in an array: `values[..., i + both, j + both + second]` at every [..., i, j], 0 where that is outside.

    Args:
        values: shape (..., n, n).
        both: how many nodes both nodes of a pair are moved by.
        second: how many more the second is.

    >>> shifted(np.array([[1.0, 2.0], [3.0, 4.0]]), 1).tolist()
    [[4.0, 0.0], [0.0, 0.0]]
    """
    count = values.shape[-1]
    out = np.zeros_like(values)
    right = both + second
    rows, columns = slice(max(0, -both), min(count, count - both)), slice(max(0, -right), min(count, count - right))
    if rows.start < rows.stop and columns.start < columns.stop:
        out[..., rows, columns] = values[..., rows.start + both : rows.stop + both, columns.start + right : columns.stop + right]
    return out


def along(values: Numbers) -> tuple[Numbers, Numbers]:
    """Means along the diagonal around every pair, the pair itself left out: exactly on it, and the best within one node of it.

    Args:
        values: shape (..., n, n).

    >>> exact, slack = along(np.eye(3))
    >>> bool(exact[1, 1] > exact[0, 1]), bool(slack[0, 1] > exact[0, 1])
    (True, True)
    """
    exact, slack, total = np.zeros_like(values), np.zeros_like(values), 0.0
    for by in (*range(-REACH, 0), *range(1, REACH + 1)):
        weight = 1 / abs(by)
        on = shifted(values, by)
        exact += weight * on
        slack += weight * np.maximum(np.maximum(on, shifted(values, by, 1)), shifted(values, by, -1))
        total += weight
    return exact / total, slack / total


def likeness_rank(known: Facts) -> tuple[float, float]:
    """The mean rank of the next text, among all and among closed ones, by likeness to the text before it.

    It is 0.5 where chance decides, and near 1 on a page in reading order. Pulled to 0.75, for small pages know little.

    >>> from cleaner.linking.facts import facts
    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.page import Page
    >>> from cleaner.passes.segment import segment
    >>> texts = ("图书馆今天开门。", "读者到图书馆看报。", "新桥今年通车。", "汽车驶过新桥。")
    >>> pages = ("\\n\\n".join(texts[k] for k in read) for read in ((0, 1, 2, 3), (0, 2, 1, 3)))
    >>> [likeness_rank(facts(nodes(segment(Page("p", text)))))[0] for text in pages]
    [0.7, 0.5]
    """
    text = ~known.title
    pairs = text[:, None] & text[None, :] & (known.step != 0)
    at = np.flatnonzero(text[:-1] & text[1:])
    on = known.texts.alike[at, at + 1][:, None]
    count = np.maximum(pairs[at].sum(axis=1), 1)
    rank = (((known.texts.alike[at] < on) & pairs[at]).sum(axis=1) + ((known.texts.alike[at] == on) & pairs[at]).sum(axis=1) / 2) / count
    whole = rank[~known.torn[at]]
    sums = (rank.sum(), len(rank)), (whole.sum(), len(whole))
    of_all, of_whole = (float((total + PRIOR[0]) / (count + PRIOR[1])) for total, count in sums)
    return of_all, of_whole


def order(known: Facts, body: Flags) -> Features:
    """What the likeness of other texts, at the same distance and all over the page, says of the order that it was read in.

    Args:
        known: the facts.
        body: which pairs are a text after a text, shape (n, n).

    >>> from cleaner.linking.facts import facts
    >>> from cleaner.linking.features import kinds
    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.page import Page
    >>> from cleaner.passes.segment import segment
    >>> text = "图书馆今天开门。\\n\\n新桥今年通车。\\n\\n读者到图书馆看报。\\n\\n汽车驶过新桥。"
    >>> known = facts(nodes(segment(Page("p", text))))
    >>> order(known, kinds(known).body)["along-alike-most"][:2].tolist()
    [[False, False, True, False], [False, False, False, True]]
    """
    torn, follows, onward = known.torn[:, None], known.step == 1, known.step > 1
    alike = np.where(body, known.texts.alike - (known.texts.alike * body).sum() / max(1, int(body.sum())), 0)
    joins = np.where(body & torn, np.clip(known.gain, -GAIN_ALONG, GAIN_ALONG), 0)
    (exact, gain), (slack, gain_slack) = along(np.stack([alike, joins]))
    texts, closed = likeness_rank(known)
    return {
        "along-alike": exact,
        "along-alike-slack": slack,
        "along-alike-next": exact * follows,
        "along-alike-most": exact >= exact.max(axis=1, keepdims=True) - SAME_LIKENESS,
        "along-gain": gain,
        "along-gain-slack": gain_slack,
        "along-gain-next": gain * follows,
        "standing-next": texts * follows,
        "standing-onward": texts * onward,
        "standing-backward": texts * (known.step < 0),
        "standing-closed-next": closed * follows * ~torn,
        "standing-closed-onward": closed * onward * ~torn,
        "astray-alike": (1 - texts) * known.texts.alike,
        "astray-distance": (1 - texts) * np.log1p(np.abs(known.step)),
    }


def order_of_openings(known: Facts) -> Features:
    """What the order that the page was read in says of a text under a title: whether the next one is likely, or one far off.

    >>> from cleaner.linking.facts import facts
    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.page import Block, Page
    >>> known = facts(nodes(Page("p", "新桥通车新桥今天通车。", blocks=(Block(0, 4, "title"), Block(4, 11, "body")))))
    >>> likeness_rank(known), order_of_openings(known)["standing-next"].tolist()
    ((0.75, 0.75), [[0.0, 0.75], [0.0, 0.0]])
    """
    texts, _ = likeness_rank(known)
    return {
        "standing-next": texts * (known.step == 1),
        "standing-onward": texts * (known.step > 1),
        "astray-distance": (1 - texts) * np.log1p(np.abs(known.step)),
    }
