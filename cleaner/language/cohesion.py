"""How alike in words the blocks of a page are: whether they could be of one article.

Characters and pairs of characters that are rare in the language weigh most: names, places, terms. How rare they are is
the language model's to say, for a page is too small to tell (of 60 blocks, 进行 may well be in two). On the labelled pages
the nearest block is of the same article for 88 % of blocks so, for 81 % with weights from the page alone (TF-IDF).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cleaner.arrays import Integers, Numbers, runs
from cleaner.language import ngram
from cleaner.language.ngram import LETTER_BITS, Floats, Model

# Surprise, in nats, below which a character or a pair says nothing of what a text is about. Chosen on the labelled pages
# among 4, 6 and 8 for pairs (all within 0.01 of the same area under the curve), and among 4 and 5 for characters.
COMMON_CHARACTER, COMMON_PAIR = 4.0, 6.0
# Bits of a character's number, and of a text's: a pair of the one, what marks it as one, and the other make a whole number.
CODE_BITS, TEXT_BITS = 21, 20
# Marks the code of a pair.
PAIR = 1 << 2 * CODE_BITS
# Weights are rounded to steps of this size and kept as whole numbers, so that sums of products are exact, and the same
# whatever the machine adds first. Chosen.
STEPS = 8


def vectors(texts: Sequence[str]) -> Numbers:
    """What each text is about, as weights of the characters and pairs that it shares with others of the page.

    Args:
        texts: of `cleaner.language.shingles.letters`.

    Returns:
        Shape (n, number of shared characters and pairs), whole numbers.

    >>> bridge, opening, school = vectors(["青江大桥今天通车", "青江大桥开放通行", "学校九月开学"])
    >>> bool(bridge @ opening > bridge @ school)
    True
    """
    model = ngram.default_model()
    owner = np.repeat(np.arange(len(texts)), [len(t) for t in texts])
    if not len(owner):
        return np.zeros((len(texts), 0))
    letter = _codes(model, "".join(texts))
    inner = owner[1:] == owner[:-1]
    pair = PAIR | (letter[:-1][inner] << CODE_BITS) | letter[1:][inner]
    # One sort of whole numbers tells which there are, how often in which text, and in how many.
    cells = np.sort(np.concatenate([letter << TEXT_BITS | owner, pair << TEXT_BITS | owner[1:][inner]]))
    first, counts = runs(cells)
    cells = cells[first]
    grams = cells >> TEXT_BITS
    first, texts_with = runs(grams)
    grams = grams[first]
    wanted = texts_with > 1
    shared = np.repeat(wanted, texts_with)
    place = np.repeat(np.arange(int(wanted.sum())), texts_with[wanted])
    surprise = _surprise(model, grams[wanted])
    out = np.zeros((len(texts), len(surprise)))
    out[cells[shared] & ((1 << TEXT_BITS) - 1), place] = np.rint(STEPS * (1 + np.log(counts[shared])) * surprise[place])
    return out


def likeness(first: Numbers, second: Numbers) -> Numbers:
    """Cosines of every vector of one set with every one of another, shape (n, m); 0 where one has nothing in common with any.

    Args:
        first: vectors, shape (n, d).
        second: others, shape (m, d).

    >>> likeness(np.array([[3.0, 4.0]]), np.array([[4.0, 3.0], [0.0, 0.0]])).round(2).tolist()
    [[0.96, 0.0]]
    """
    return cosines(first @ second.T, (first * first).sum(axis=1), (second * second).sum(axis=1))


def products(vectors: Numbers) -> Numbers:
    """Products of every two vectors, shape (n, n), of vectors of shape (n, d): all that is needed of them, and of sums of them.

    >>> products(np.array([[1.0, 2.0], [0.0, 3.0]])).tolist()
    [[5.0, 6.0], [6.0, 9.0]]
    """
    return np.asarray(vectors @ vectors.T)


def alike(of_two: Numbers) -> Numbers:
    """Cosines of every two vectors, shape (n, n), from the products of every two, each with itself among them.

    >>> alike(products(np.array([[3.0, 4.0], [4.0, 3.0]]))).round(2).tolist()
    [[1.0, 0.96], [0.96, 1.0]]
    """
    return cosines(of_two, np.diagonal(of_two), np.diagonal(of_two))


def cosines(products: Numbers, first: Numbers, second: Numbers) -> Numbers:
    """Cosines from the products of the vectors, shape (n, m), and the squares of their lengths, shapes (n,) and (m,).

    Args:
        products: of each vector of one set with each of another, shape (n, m).
        first: squares of the lengths of the one set's, shape (n,).
        second: of the other's, shape (m,).

    The vectors hold whole numbers, and no sum of theirs reaches 2**53: the products are exact.

    >>> cosines(np.array([[12.0]]), np.array([9.0]), np.array([16.0])).tolist()
    [[1.0]]
    """
    return np.asarray(products / (np.maximum(np.sqrt(first), 1)[:, None] * np.maximum(np.sqrt(second), 1)[None, :]))


def _codes(model: Model, text: str) -> Integers:
    """A number for each character: the model's symbol, or for one that it does not know a number of its own."""
    symbols = ngram.symbols(model, text)
    if symbols.all():
        return symbols
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    return np.where(symbols == ngram.UNKNOWN, points + (1 << LETTER_BITS), symbols)


def _surprise(model: Model, grams: Integers) -> Floats:
    """How much rarer each character, or pair of them, is than what is common, in nats."""
    pair = grams >= PAIR
    first, second = np.where(pair, (grams & ~PAIR) >> CODE_BITS, grams), grams & ((1 << CODE_BITS) - 1)
    first, second = (np.where(code < 1 << LETTER_BITS, code, ngram.UNKNOWN) for code in (first, second))
    none = np.full((len(grams), 3), -1)
    context = none.copy()
    context[:, 0] = np.where(pair, first, -1)
    alone = -ngram.log_chance(model, none, first)
    both = alone - ngram.log_chance(model, context, second)
    return np.asarray(np.where(pair, np.maximum(both - COMMON_PAIR, 0), np.maximum(alone - COMMON_CHARACTER, 0)))
