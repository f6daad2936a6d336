"""The form of the evidence: numbers with names, of the pairs of nodes and of the nodes themselves."""

from __future__ import annotations

import functools
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleaner.arrays import Features, Flags, Integers, Numbers
from cleaner.linking.facts import Facts, flags
from cleaner.linking.nodes import has_dash

if TYPE_CHECKING:
    import numpy.typing as npt


# On pages of so many nodes or more the last node never goes on in the first: a text that opens a page within an article came from the
# page before. Of 1,651 pages, labelled and made, four had a text that did. Chosen: two or three may be the halves of one text.
FEWEST = 4


class Kinds(NamedTuple):
    """Which pairs are a text after a text, a text under a title, a title line after a title line; shape (n, n) each."""

    body: Flags
    opening: Flags
    lines: Flags

    @property
    def allowed(self) -> Flags:
        """Which pairs can be."""
        return self.body | self.opening | self.lines


def kinds(known: Facts) -> Kinds:
    """The kind of every pair that can be.

    Never: a title after a text, a node after itself, and, on pages of `FEWEST` nodes or more, the first node after the last.

    >>> from cleaner.linking.facts import facts
    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.page import Block, Page
    >>> found = kinds(facts(nodes(Page("p", "新桥通车新桥今天通车。", blocks=(Block(0, 4, "title"), Block(4, 11, "body"))))))
    >>> found.opening.tolist(), found.body.any().item()
    ([[False, True], [False, False]], False)
    >>> texts = ("新桥通车", "李明", "两岸居民不必再等渡船。", "渡口停航", "王芳")
    >>> source, ofs = "\\n".join(texts), ("title", "byline", "body", "title", "byline")
    >>> blocks = [Block(at := source.index(text), at + len(text), of) for text, of in zip(texts, ofs, strict=True)]
    >>> bool(kinds(facts(nodes(Page("p", source, blocks=tuple(blocks))))).lines.any())
    False
    """
    first, second = known.title[:, None], known.title[None, :]
    apart = known.step != 0
    if len(apart) >= FEWEST:
        apart[-1, 0] = False
    return Kinds(~first & ~second & apart, first & ~second, first & second & apart & ~_of_others(known))


def _of_others(known: Facts) -> Flags:
    """Which lines are of headlines that each have who wrote right below them, shape (n, n): two articles; but —— goes on from elsewhere.

    Of the links of such lines on pages of fourteen sets 4 of 21 were right, three of these with a dash.
    """
    begins = ~(known.title & np.concatenate([[False], (known.title & ~known.lone)[:-1]]))
    row = np.cumsum(begins)
    signed = np.isin(row, row[known.title & known.lone]) & known.title
    if len(set(row[signed].tolist())) < 2:
        return np.zeros((len(row), len(row)), dtype=bool)
    goes_on = flags(has_dash(node)[0] for node in known.nodes)
    return np.asarray(signed[:, None] & (signed & ~goes_on)[None, :] & (row[:, None] != row[None, :]))


class Pairs(NamedTuple):
    """k pairs of nodes, all of one kind: the first of each, the second, and their places in a flattened (n, n)."""

    first: Integers
    second: Integers
    flat: Integers

    def of(self, value: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
        """A value of every pair of nodes, of shape (n, n), (n, 1), (1, n) or (1, 1), for these pairs.

        >>> some = Pairs(np.array([0, 1]), np.array([1, 0]), np.array([1, 2]))
        >>> some.of(np.array([[1, 2], [3, 4]])).tolist(), some.of(np.array([[5], [6]])).tolist()
        ([2, 3], [5, 6])
        """
        rows, columns = value.shape
        if rows > 1 and columns > 1:
            return value.ravel().take(self.flat)
        return value.ravel().take(self.first if rows > 1 else self.second) if value.size > 1 else value[0]


class Evidence(NamedTuple):
    """Features of pairs of each kind, of every node as an end, and of every node as a beginning; and what they are of."""

    pairs: tuple[Pairs, ...]  # in the order of Kinds
    pair: tuple[Numbers, ...]  # shapes (p, k): features of pairs are of their kind alone
    end: Numbers  # shape (e, n)
    start: Numbers  # shape (s, n)
    kinds: Kinds
    known: Facts
    names: tuple[tuple[str, ...], ...]  # of the features of pairs, kind by kind, of ends, of beginnings

    @property
    def all_names(self) -> tuple[str, ...]:
        """The names of all features, in the order of their weights."""
        return tuple(chain.from_iterable(self.names))

    def narrowed(self, keep: Flags) -> Evidence:
        """The evidence on some of the pairs, those that are kept of (n, n)."""
        kept = [keep.ravel().take(p.flat) for p in self.pairs]
        pairs = [Pairs(p.first[k], p.second[k], p.flat[k]) for p, k in zip(self.pairs, kept, strict=True)]
        pair = [x[:, k] for x, k in zip(self.pair, kept, strict=True)]
        return self._replace(pairs=tuple(pairs), pair=tuple(pair))

    def rows(self, more: int = 0) -> Numbers:
        """All features of the pairs, shape (k, p + more), kind after kind: 0 where one is not of the kind, and in those to be filled."""
        out = np.zeros((sum(len(p.flat) for p in self.pairs), sum(map(len, self.pair)) + more))
        row = column = 0
        for part in self.pair:
            features, count = part.shape
            out[row : row + count, column : column + features] = part.T
            row, column = row + count, column + features
        return out


def all_pairs(among: Kinds) -> tuple[Pairs, ...]:
    """All pairs of each kind.

    >>> texts, none = np.array([[False, True], [True, False]]), np.zeros((2, 2), dtype=bool)
    >>> [[(int(i), int(j)) for i, j in zip(some.first, some.second, strict=True)] for some in all_pairs(Kinds(texts, none, none))]
    [[(0, 1), (1, 0)], [], []]
    """
    return tuple(Pairs(*np.divmod(flat, len(among.body)), flat) for flat in map(np.flatnonzero, among))


def of_pairs(pairs: Pairs, features: Features) -> tuple[Numbers, tuple[str, ...]]:
    """The values of features for k pairs of a kind, shape (p, k), and the names of the features.

    Args:
        pairs: of the kind.
        features: of it, with values of all pairs of nodes.

    >>> some = Pairs(np.array([0, 1]), np.array([1, 0]), np.array([1, 2]))
    >>> values, names = of_pairs(some, {"step": np.array([[0, 1], [-1, 0]]), "closed": np.array([[True], [False]])})
    >>> values.tolist(), names
    ([[1.0, -1.0], [1.0, 0.0]], ('step', 'closed'))
    """
    out = np.empty((len(features), len(pairs.flat)))
    for row, value in zip(out, features.values(), strict=True):
        row[:] = pairs.of(value)
    return out, tuple(features)


@functools.lru_cache(maxsize=16)  # they are the same for each page
def names_of(suffix: str, names: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """The whole names of features of pairs of each kind.

    Args:
        suffix: what the name of each kind ends in, as "-again".
        names: of the features of each kind, in the order of `Kinds`.

    >>> names_of("-again", (("near",), (), ("gap",)))
    (('body-again:near',), (), ('lines-again:gap',))
    """
    return tuple(tuple(f"{kind}{suffix}:{name}" for name in of) for kind, of in zip(Kinds._fields, names, strict=True))


def stacked(features: Features) -> Numbers:
    """Features of nodes as one array, in their order.

    >>> stacked({"closed": np.array([True, False]), "letters": np.array([3, 5])}).tolist()
    [[1.0, 0.0], [3.0, 5.0]]
    """
    return np.stack([np.asarray(value, dtype=np.float64) for value in features.values()])
