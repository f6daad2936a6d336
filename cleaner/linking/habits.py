"""How this page was read: what the links of an earlier look say of the others.

A reader that errs does so in one way over a whole page: it takes a row of titles before their texts, or goes across the
columns line by line, or puts a few lines elsewhere. The links that are sure show which; the others go by it. Texts that
were read in turns keep their turn (what began first goes on first), jumps lie beside jumps of the same length, and where
many closed texts jump, the next block is less likely to go on. What a second look by them and by fragments gains is in
bench/RESULTS.md, cross-validated (links-1, links-2).
"""

from __future__ import annotations

import numpy as np

from cleaner.arrays import Flags, Integers, Numbers
from cleaner.linking.facts import Facts
from cleaner.linking.features import Kinds, kinds
from cleaner.linking.order import shifted
from cleaner.linking.score import Scores
from cleaner.looks.nearest import nearest

# Most that a sum of chances counts for: beyond three jumps over a place, more say nothing more. Chosen.
MOST = 3.0
# Nodes within which a jump is beside another, the surety from which it counts, and the letters by which it may be longer or
# shorter: about three lines of a column. Chosen.
BESIDE, SURE, LETTERS = 8, 0.3, 120.0


def habits(known: Facts, scores: Scores, after: Integers) -> dict[str, Numbers]:
    """The evidence of the page's habits on every pair of texts, and of a title and a text.

    Args:
        known: the facts.
        scores: of an earlier look.
        after: what it put after each node, -1 for nothing.

    >>> from cleaner.linking.facts import facts
    >>> from cleaner.linking.nodes import Node
    >>> from cleaner.linking.score import NEVER, scores_of
    >>> known = facts([Node(k, False, "桥", "桥", True, False, False, False, False, False, "", "", -1, False) for k in range(5)])
    >>> gain = np.full((5, 5), NEVER)
    >>> gain[0, 3] = 5.0
    >>> habits(known, scores_of(gain), np.array([3, -1, -1, -1, -1]))["texts-in-turn-before"][1, 2:].round(2).tolist()
    [-0.99, 0.0, 0.99]
    """
    chance = scores.chance
    kind = kinds(known)
    out: dict[str, Numbers] = {}
    turns = _turns(known, chance * np.stack([kind.opening, kind.body]))
    for k, name in enumerate(("openings", "texts")):
        out |= {f"{name}-{key}": values[k] for key, values in turns.items()}
    sizes = np.array([len(n.letters) for n in known.nodes])
    ends = np.cumsum(sizes)
    between = (ends - sizes)[None, :] - ends[:, None]
    for name, source in (("openings", known.title), ("texts", ~known.title)):
        out |= {f"{name}-{key}": value for key, value in _beside(known, chance, after, (source, between)).items()}
    return out | _neighbours(known, chance) | _wanted(known, scores, kind) | _strays(known, chance)


def shares(known: Facts, scores: Scores) -> dict[str, Numbers]:
    """Shares of the page's links that jump, go backwards, and so on, against the direction of a pair.

    Args:
        known: the facts.
        scores: of an earlier look.

    >>> from cleaner.linking.facts import facts
    >>> from cleaner.linking.nodes import Node
    >>> from cleaner.linking.score import NEVER, scores_of
    >>> known = facts([Node(k, False, "桥", "桥", True, False, False, False, False, False, "", "", -1, False) for k in range(3)])
    >>> scores = scores_of(np.array([[NEVER, NEVER, 9.0], [NEVER] * 3, [NEVER] * 3]))
    >>> shares(known, scores)["texts-jump-onward"].round(2).tolist()
    [[0.0, 0.0, 0.67], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]
    """
    chance = scores.chance
    kind, step = kinds(known), known.step
    follows, onward, backward = step == 1, step > 1, step < 0
    side_by_side = kind.lines & follows
    unled = ((1 - (scores.backward[:-1] * kind.body).sum(axis=0)) * ~known.title).sum()
    heads = ((1 - (scores.forward[:, :-1] * kind.lines).sum(axis=1)) * known.title).sum()
    found = {
        "texts-jump": _share(chance * (kind.body & onward), chance * kind.body),
        "backward": _share(chance * backward, chance),
        "openings-jump": _share(chance * (kind.opening & onward), chance * kind.opening),
        "lines": _share(chance * side_by_side, side_by_side.astype(np.float64)),
        # More texts that begin than titles: titles that stand side by side are not of one article.
        "unled": float(np.clip((unled - heads) / max(1, int(side_by_side.sum())), -2, 2)),
    }
    ways = {"next": follows, "onward": onward, "backward": backward}
    out = {f"{name}-{way}": value * mask for name, value in found.items() for way, mask in ways.items()}
    closed = (known.closed & ~known.title)[:, None]
    return out | {f"closed-texts-jump-{way}": found["texts-jump"] * ways[way] * closed for way in ("next", "onward")}


def _share(part: Numbers, whole: Numbers) -> float:
    return float(part.sum() / (whole.sum() + 0.5))


def _turns(known: Facts, chance: Numbers) -> dict[str, Numbers]:
    """Jumps forward around every pair: over both of its ends, within it, and such as keep their turn before it or after.

    Args:
        known: the facts.
        chance: of links of one kind or several, shape (..., n, n), as what is found.
    """
    count = len(known.nodes)
    total = np.zeros((*chance.shape[:-2], count + 1, count + 1))
    total[..., 1:, 1:] = (chance * (known.step > 1)).cumsum(axis=-2).cumsum(axis=-1)
    forward, end = known.step > 0, total[..., -1]
    # total[a, b] is how many jumps lead from the nodes before a to the nodes before b. The four slices read it, for every pair (i, j), at
    # (i, j), (i, j + 1), (i + 1, j) and (i + 1, j + 1).
    here, right, down, both = total[..., :-1, :-1], total[..., :-1, 1:], total[..., 1:, :-1], total[..., 1:, 1:]
    own, on, past_own = (np.diagonal(part, axis1=-2, axis2=-1) for part in (here, right, both))
    over = (end[..., :-1, None] - right) * forward
    inside = (own[..., None, :] - down - right.swapaxes(-2, -1) + past_own[..., None]) * forward
    before = (here - on[..., None]) * forward
    past = (end[..., None, :-1] - end[..., 1:, None] - on[..., None, :] + both) * forward
    follows = known.step == 1
    return {
        "over": np.minimum(over, MOST),
        "inside": np.minimum(inside, MOST),
        "turn-before": np.minimum(before, MOST),
        "turn-after": np.minimum(past, MOST),
        "over-any": np.minimum(over, 0.5),
        "inside-any": np.minimum(inside, 0.5),
        "over-next": np.minimum(over, MOST) * follows,
    }


def _beside(known: Facts, chance: Numbers, after: Integers, lies: tuple[Flags, Integers]) -> dict[str, Numbers]:
    """How like the nearest sure jump before, and after, a pair is: as long, and in its turn.

    Args:
        known: the facts.
        chance: of every link.
        after: what goes on from each node.
        lies: from which nodes jumps count, and how many letters stand between every two.
    """
    (source, between), count = lies, len(known.nodes)
    here = np.arange(count)
    target = np.maximum(after, 0)
    sure = np.where(after > here + 1, chance[here, target], 0.0)
    jumps = source & (sure > SURE) & ~known.title[target]
    out: dict[str, Numbers] = {}
    for name, jump, sign in zip(("before", "after"), nearest(jumps), (1, -1), strict=True):
        long, turn = np.zeros(between.shape), np.zeros(between.shape)
        # Few have a jump beside them.
        rows = np.flatnonzero((jump >= 0) & (jump < count) & (np.abs(jump - here) <= BESIDE) & source)
        a = jump[rows]
        b = target[a]
        strength = sure[a][:, None] * (known.step[rows] > 0)
        near = np.exp(-np.abs(between[rows] - between[a, b][:, None]) / LETTERS)
        long[rows] = strength * near * (here[None, :] != b[:, None])
        turn[rows] = strength * np.sign(here[None, :] - b[:, None]) * sign
        out[f"as-long-{name}"], out[f"in-turn-{name}"] = long, turn
    return out


def _neighbours(known: Facts, chance: Numbers) -> dict[str, Numbers]:
    """Links that run beside a pair: from the node before and after its first, to the node before and after its second."""
    follows = known.step == 1
    on = np.append(np.diagonal(chance, 1), 0.0)  # the chance that each goes on in the next
    jumps = chance * ~follows
    before, after = shifted(jumps, -1), shifted(jumps, 1)
    return {
        "before-goes-on": follows * np.concatenate([[0.0], on[:-1]])[:, None],
        "after-goes-on": follows * np.append(on[1:], 0.0)[:, None],
        "jump-before": before,
        "jump-after": after,
        "jump-near-before": np.maximum.reduce([shifted(jumps, -1, -1), shifted(jumps, -2, 1), shifted(jumps, -2), shifted(jumps, -1, 1)]),
        "jump-near-after": np.maximum.reduce([shifted(jumps, 1, 1), shifted(jumps, 2, -1), shifted(jumps, 2), shifted(jumps, 1, -1)]),
        "jump-both": np.minimum(before, after),
    }


def _wanted(known: Facts, scores: Scores, kind: Kinds) -> dict[str, Numbers]:
    """How likely the second of a pair goes on from no text, and the first of a pair of titles is its last line."""
    led = (scores.backward[:-1] * kind.body).sum(axis=0)
    lined = (scores.forward[:, :-1] * kind.lines).sum(axis=1)
    shape = known.step.shape
    return {
        "text-unled": np.broadcast_to(((1 - led) * ~known.title)[None, :], shape),
        "last-line": np.broadcast_to(((1 - lined) * known.title)[:, None], shape),
    }


def _strays(known: Facts, chance: Numbers) -> dict[str, Numbers]:
    """Jumps over a few nodes that belong elsewhere, and jumps to such nodes and back."""
    step = known.step
    on = np.append(np.diagonal(chance, 1), 0.0)
    into = np.append(chance.sum(axis=0)[1:] - on[:-1], 0.0)  # the node after comes from elsewhere
    out_of = np.concatenate([[0.0], chance.sum(axis=1)[:-1] - on[:-1]])  # the node before goes elsewhere
    stray = np.minimum(into[:, None], out_of[None, :]) * (step > 1)
    return {
        "go-and-return": shifted(chance.T, 1, -1) * (step > 1),
        "return": shifted(chance.T, 0, -1) * (step < 0),
        "over-strays": stray,
        "over-few-strays": stray * (step <= 4),
        "over-one-stray": stray * (step == 2),
        "next-from-elsewhere": into[:, None] * (step > 1),
        "before-goes-elsewhere": out_of[None, :] * (step > 1),
        "swapped": np.asarray(step == -1, dtype=np.float64),
        "swapped-between": shifted(chance, -2, 1) * (step == -1),
    }
