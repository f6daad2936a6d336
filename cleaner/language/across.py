"""How each of some texts goes on in each of some others, by the language model: what they have in common is looked for once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cleaner.arrays import Integers
from cleaner.language.ngram import Floats, Model, find, nats, states


def log_chances_across(model: Model, before: Integers, letters: Integers) -> Floats:
    """Log P of each of the letters in turn of each of some texts, behind each of some others: as `log_chances` of all pairs.

    An n-gram across the seam is looked up once, and is at once the context of the next letter: that is half of all that is looked up.

    Args:
        before: shape (k, 3), the symbols before the first letter.
        letters: shape (m, 3).

    Returns:
        Shape (k, m, 3).

    >>> from cleaner.language.ngram import default_model, log_chances, symbols
    >>> model = default_model()
    >>> before, letters = (symbols(model, text).reshape(2, 3) for text in ("市图书新大桥", "馆开放通车了"))
    >>> every = log_chances(model, np.repeat(before, 2, axis=0), np.tile(letters, (2, 1))).reshape(2, 2, 3)
    >>> bool((log_chances_across(model, before, letters) == every).all())
    True
    """
    pairs, triples, fours = model.keys[1:]
    last = [state[:, None] for state in states(model, before).T]
    first, second, third = letters.T
    pair, triple, four = (find(keys, state, first) for keys, state in zip((pairs, triples, fours), last, strict=True))
    own_pair, own_triple = find(pairs, first, second), find(triples, pair, second)
    ending = find(pairs, second, third)
    steps = (
        (first, last, (pair, triple, four)),
        (second, [first, pair, triple], (own_pair, own_triple, find(fours, triple, second))),
        (third, [second, own_pair, own_triple], (ending, find(triples, own_pair, third), find(fours, own_triple, third))),
    )
    return np.stack([np.broadcast_to(_of_places(model, *step), triple.shape) for step in steps], axis=2)


def _of_places(model: Model, letter: Integers, contexts: Sequence[Integers], places: Sequence[Integers]) -> Floats:
    """Log P of letters, by the places of their contexts among the n-grams, and of these with the letter: -1 where one is not known."""
    out = nats(model.chance[0][letter])
    for n, (context, place) in enumerate(zip(contexts, places, strict=True), start=1):
        lower = out + np.where(context >= 0, nats(model.backoff[n - 1][np.maximum(context, 0)]), 0)
        out = np.where(place >= 0, nats(model.chance[n][np.maximum(place, 0)]), lower)
    return out.astype(np.float32)
