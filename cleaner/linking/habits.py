"""How this page was read: what the links of an earlier look say of the others.

A reader that errs does so in one way over a whole page: it takes a row of titles before their texts, or goes across the
columns line by line, or puts a few lines elsewhere. The links that are sure show which; the others go by it. Texts that
were read in turns keep their turn (what began first goes on first), jumps lie beside jumps of the same length, and where
many closed texts jump, the next block is less likely to go on. What a second look by them and by fragments gains is in
bench/TRIED.md, cross-validated (links-1, links-2).
"""

from __future__ import annotations

import numpy as np

from cleaner.arrays import Features, Flags, Integers, Numbers, nearest
from cleaner.linking.earlier import EarlierLook, around

# Most that a sum of chances counts for: beyond three jumps over a place, more say nothing more. Chosen.
MOST = 3.0
# What counts for whether there is any jump at all, and as the prior of a share; and steps up to which a stray goes a little way. Chosen
# before the scores were fitted, which hold for them.
HALF, FEW = 0.5, 4
# Nodes within which a jump is beside another, the surety from which it counts, and the letters by which it may be longer or
# shorter: about three lines of a column. Chosen.
BESIDE, SURE, LETTERS = 8, 0.3, 120.0


def habits(look: EarlierLook) -> Features:
    """The evidence of the page's habits on the open pairs, shape (k,) each.

    Args:
        look: the earlier one.

    >>> from cleaner.linking.evidence import evidence
    >>> from cleaner.linking.earlier import earlier
    >>> from cleaner.linking.nodes import node_of
    >>> from cleaner.linking.score import NEVER, scores_of
    >>> first = evidence([node_of(k, "桥") for k in range(5)])
    >>> gain = np.full((5, 5), NEVER)
    >>> gain[0, 3] = 5.0
    >>> look = earlier(first.known, first.kinds, scores_of(gain), np.array([3, -1, -1, -1, -1]), first.pairs)
    >>> habits(look)["texts-in-turn-before"][look.pairs.first == 1][1:].round(2).tolist()
    [-0.99, 0.0, 0.99]
    """
    out: Features = {}
    turns = _turns(look, look.chance * np.stack([look.kinds.opening, look.kinds.body]))
    for k, name in enumerate(("openings", "texts")):
        out |= {f"{name}-{key}": values[k] for key, values in turns.items()}
    ends = np.cumsum([len(n.letters) for n in look.known.nodes])
    for name, source in (("openings", look.known.title), ("texts", ~look.known.title)):
        out |= {f"{name}-{key}": value for key, value in _beside(look, source, ends).items()}
    return out | _neighbours(look) | _wanted(look) | _strays(look)


def shares(look: EarlierLook) -> Features:
    """Shares of the page's links that jump, go backwards, and so on, against the direction of each open pair.

    Args:
        look: the earlier one.

    >>> from cleaner.linking.evidence import evidence
    >>> from cleaner.linking.earlier import earlier
    >>> from cleaner.linking.nodes import node_of
    >>> from cleaner.linking.score import NEVER, scores_of
    >>> first = evidence([node_of(k, "桥") for k in range(3)])
    >>> scores = scores_of(np.array([[NEVER, NEVER, 9.0], [NEVER] * 3, [NEVER] * 3]))
    >>> look = earlier(first.known, first.kinds, scores, np.array([2, -1, -1]), first.pairs)
    >>> [*zip(look.step.tolist(), shares(look)["texts-jump-onward"].round(2).tolist(), strict=True)]
    [(1, 0.0), (2, 0.67), (-1, 0.0), (1, 0.0), (-2, 0.0), (-1, 0.0)]
    """
    known, kind, chance, scores = look.known, look.kinds, look.chance, look.scores
    side_by_side = kind.lines & (known.step == 1)
    unled = ((1 - (scores.backward[:-1] * kind.body).sum(axis=0)) * ~known.title).sum()
    heads = ((1 - (scores.forward[:, :-1] * kind.lines).sum(axis=1)) * known.title).sum()
    onward = known.step > 1
    found = {
        "texts-jump": _share(chance * (kind.body & onward), chance * kind.body),
        "backward": _share(chance * (known.step < 0), chance),
        "openings-jump": _share(chance * (kind.opening & onward), chance * kind.opening),
        "lines": _share(chance * side_by_side, side_by_side.astype(np.float64)),
        # More texts that begin than titles: titles that stand side by side are not of one article.
        "unled": float(np.clip((unled - heads) / max(1, int(side_by_side.sum())), -2, 2)),
    }
    ways = {"next": look.step == 1, "onward": look.step > 1, "backward": look.step < 0}
    out = {f"{name}-{way}": value * mask for name, value in found.items() for way, mask in ways.items()}
    closed = (known.closed & ~known.title).take(look.pairs.first)
    return out | {f"closed-texts-jump-{way}": found["texts-jump"] * ways[way] * closed for way in ("next", "onward")}


def _share(part: Numbers, whole: Numbers) -> float:
    return float(part.sum() / (whole.sum() + HALF))


def _turns(look: EarlierLook, chance: Numbers) -> dict[str, Numbers]:
    """Jumps forward around every open pair: over both of its ends, within it, and such as keep their turn before it or after.

    Args:
        look: the earlier one.
        chance: of links of some kinds, shape (kinds, n, n); what is found has shape (kinds, k).
    """
    first, second, width = look.pairs.first, look.pairs.second, chance.shape[-1] + 1
    total = np.zeros((len(chance), width, width))
    total[:, 1:, 1:] = (chance * (look.known.step > 1)).cumsum(axis=1).cumsum(axis=2)
    # total[a, b] is how many jumps lead from the nodes before a to the nodes before b, and upto[a] from there to any.
    flat, upto = total.reshape(len(chance), -1), total[:, :, -1]
    place, forward = first * width + second, look.step > 0
    itself, to_next = np.diagonal(total, axis1=1, axis2=2), np.diagonal(total, 1, axis1=1, axis2=2)
    over = (upto.take(first, axis=1) - flat.take(place + 1, axis=1)) * forward
    within = itself.take(second, axis=1) - flat.take(place + width, axis=1) - flat.take(second * width + first + 1, axis=1)
    inside = (within + itself.take(first + 1, axis=1)) * forward
    before = (flat.take(place, axis=1) - to_next.take(first, axis=1)) * forward
    past = upto.take(second, axis=1) - upto.take(first + 1, axis=1) - to_next.take(second, axis=1)
    past = (past + flat.take(place + width + 1, axis=1)) * forward
    return {
        "over": np.minimum(over, MOST),
        "inside": np.minimum(inside, MOST),
        "turn-before": np.minimum(before, MOST),
        "turn-after": np.minimum(past, MOST),
        "over-any": np.minimum(over, HALF),
        "inside-any": np.minimum(inside, HALF),
        "over-next": np.minimum(over, MOST) * (look.step == 1),
    }


def _beside(look: EarlierLook, source: Flags, ends: Integers) -> dict[str, Numbers]:
    """How like the nearest sure jump before, and after, a pair is: as long, and in its turn.

    Args:
        look: the earlier one.
        source: from which nodes jumps count.
        ends: how many letters stand on the page up to the end of each node.
    """
    count, starts = len(ends), np.concatenate([[0], ends[:-1]])
    here, target = np.arange(count), np.maximum(look.after, 0)
    sure = np.where(look.after > here + 1, look.chance[here, target], 0.0)
    jumps = source & (sure > SURE) & ~look.known.title[target]
    out: dict[str, Numbers] = {}
    for name, jump, sign in zip(("before", "after"), nearest(jumps), (1, -1), strict=True):
        long, turn = np.zeros(len(look.step)), np.zeros(len(look.step))
        # Few have a jump beside them.
        has_one = (jump >= 0) & (np.abs(jump - here) <= BESIDE) & source
        rows = np.flatnonzero(has_one.take(look.pairs.first))
        first, second = look.pairs.first[rows], look.pairs.second[rows]
        a = jump[first]
        b = target[a]
        strength = sure[a] * (look.step[rows] > 0)
        near = np.exp(-np.abs((starts[second] - ends[first]) - (starts[b] - ends[a])) / LETTERS)
        long[rows] = strength * near * (second != b)
        turn[rows] = strength * np.sign(second - b) * sign
        out[f"as-long-{name}"], out[f"in-turn-{name}"] = long, turn
    return out


def _neighbours(look: EarlierLook) -> dict[str, Numbers]:
    """Links that run beside a pair: from the node before and after its first, to the node before and after its second."""
    follows = look.step == 1
    on = np.append(np.diagonal(look.chance, 1), 0.0)  # the chance that each goes on in the next
    jumps = around(look.chance * (look.known.step != 1), look.pairs)
    before, after = jumps.at(-1), jumps.at(1)
    return {
        "before-goes-on": follows * np.concatenate([[0.0], on[:-1]]).take(look.pairs.first),
        "after-goes-on": follows * np.append(on[1:], 0.0).take(look.pairs.first),
        "jump-before": before,
        "jump-after": after,
        "jump-near-before": np.maximum.reduce([jumps.at(-1, -1), jumps.at(-2, 1), jumps.at(-2), jumps.at(-1, 1)]),
        "jump-near-after": np.maximum.reduce([jumps.at(1, 1), jumps.at(2, -1), jumps.at(2), jumps.at(1, -1)]),
        "jump-both": np.minimum(before, after),
    }


def _wanted(look: EarlierLook) -> dict[str, Numbers]:
    """How likely the second of a pair goes on from no text, and the first of a pair of titles is its last line."""
    led = (look.scores.backward[:-1] * look.kinds.body).sum(axis=0)
    lined = (look.scores.forward[:, :-1] * look.kinds.lines).sum(axis=1)
    return {
        "text-unled": ((1 - led) * ~look.known.title).take(look.pairs.second),
        "last-line": ((1 - lined) * look.known.title).take(look.pairs.first),
    }


def _strays(look: EarlierLook) -> dict[str, Numbers]:
    """Jumps over a few nodes that belong elsewhere, and jumps to such nodes and back."""
    step, chance, (first, second, _) = look.step, look.chance, look.pairs
    on = np.append(np.diagonal(chance, 1), 0.0)
    into = np.append(chance.sum(axis=0)[1:] - on[:-1], 0.0).take(first)  # the node after comes from elsewhere
    out_of = np.concatenate([[0.0], chance.sum(axis=1)[:-1] - on[:-1]]).take(second)  # the node before goes elsewhere
    far = step > 1
    stray = np.minimum(into, out_of) * far
    there, back = around(chance, look.pairs), around(chance.T, look.pairs)
    return {
        "go-and-return": back.at(1, -1) * far,
        "return": back.at(0, -1) * (step < 0),
        "over-strays": stray,
        "over-few-strays": stray * (step <= FEW),
        "over-one-stray": stray * (step == 2),
        "next-from-elsewhere": into * far,
        "before-goes-elsewhere": out_of * far,
        "swapped": np.asarray(step == -1, dtype=np.float64),
        "swapped-between": there.at(-2, 1) * (step == -1),
    }
