"""The language model: how likely is the next character, given the three before it.

A back-off character 4-gram (Katz 1987's form, with the probabilities of interpolated absolute discounting: Ney, Essen and
Kneser 1994). It lies in one file that is memory-mapped, as a trie of sorted keys: the key of an n-gram is the
place of its first n-1 characters among the shorter n-grams, and the number of its last character. Lookups are
vectorised binary searches.

Nothing here knows a language: the alphabet is the model's own, and comes from the text that it was built from.
"""

from __future__ import annotations

import functools
import json
import os
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np

from cleaner import data
from cleaner.arrays import Integers
from cleaner.digests import digest
from cleaner.language import script

if TYPE_CHECKING:
    import numpy.typing as npt

Floats: TypeAlias = "npt.NDArray[np.float32]"

MAGIC = b"cleaner-ngram-1\n"
ORDER = 4
LETTER_BITS = 13  # 8,192 symbols: Chinese newspapers use about 6,000
# Symbols that are no characters. The first and the last paragraph of an article begin in ways of their own.
UNKNOWN, TEXT_START, TEXT_END, TITLE_START, TITLE_END, LEAD_START, LAST_START = range(7)
FIRST_LETTER = 7
STARTS = (TEXT_START, TITLE_START, LEAD_START, LAST_START)
# Log-probabilities are kept in one byte, in steps of 1/14 nat: 0 to -18.2, below the rarest character (about -16.4).
STEP = 1 / 14
DEFAULT = os.path.join(data.FOLDER, "news-zh.ngram")
_chosen: str | os.PathLike[str] = DEFAULT
FOLD = {ord(a): b for a, b in zip(",:;?!()", "，：；？！（）", strict=True)}
FOLD |= dict.fromkeys(range(ord("1"), ord("9") + 1), "0")
FOLD |= dict.fromkeys(range(ord("０"), ord("９") + 1), "0")
FOLD |= {c: chr(c + 32) for c in range(ord("A"), ord("Z") + 1)}
FOLD |= {c: chr(c - 0xFF21 + 97) for c in range(0xFF21, 0xFF3B)} | {c: chr(c - 0xFF41 + 97) for c in range(0xFF41, 0xFF5B)}


def folded(text: str) -> str:
    """The text as the model sees it: digits are one digit, letters small, and half-width marks full-width.

    A join must not depend on which digit stands at it, nor on the width of a comma.

    >>> folded("GDP增长5.2%,超15万亿")
    'gdp增长0.0%，超00万亿'
    """
    return text.translate(FOLD)


class Model(NamedTuple):
    """An opened model: `keys[n]`, `chance[n]` and `backoff[n]` are those of the n-grams of n+1 characters."""

    card: dict[str, object]
    letters: npt.NDArray[np.uint16]  # 65,536 entries: code point -> symbol
    keys: tuple[npt.NDArray[np.uint32], ...]
    chance: tuple[npt.NDArray[np.uint8], ...]
    backoff: tuple[npt.NDArray[np.uint8], ...]

    @property
    def name(self) -> str:
        """The model's name and the beginning of its content's hash, as the output names it."""
        return f"{self.card['name']}-{self.card['hash']}"


def read_model(path: str | os.PathLike[str] = DEFAULT) -> Model:
    """Open a model file.

    Raises:
        OSError: it cannot be read.
        ValueError: it is not a model, or it is cut off.

    >>> read_model().card["order"]
    4
    """
    try:
        raw = np.asarray(np.memmap(path, dtype=np.uint8, mode="r"))
    except ValueError:  # nothing is in it
        raw = np.zeros(0, dtype=np.uint8)
    if bytes(raw[: len(MAGIC)]) != MAGIC:
        raise ValueError(f"{path}: not a cleaner language model; build one with `cleaner learn`")
    try:
        card, parts = _tables(raw)
        rest = parts[1:]
        chance = tuple(rest[1::3])
        return Model(card, _with_variants(parts[0], chance[0]), tuple(rest[0::3]), chance, tuple(rest[2::3]))
    except (ValueError, KeyError, TypeError, IndexError) as bad:
        raise ValueError(f"{path}: cut off, or damaged ({bad}); build it again with `cleaner learn`") from None


def _tables(raw: npt.NDArray[np.uint8]) -> tuple[dict[str, Any], list[npt.NDArray[Any]]]:
    """The card of a model, from its bytes, and its tables."""
    start = len(MAGIC) + 4
    size = int.from_bytes(bytes(raw[len(MAGIC) : start]), "little")
    card = json.loads(bytes(raw[start : start + size]))
    places = card.pop("parts")
    if any(at + length > len(raw) for at, length, _ in places):
        raise ValueError("a table is not all there")
    return card, [raw[at : at + length].view(kind) for at, length, kind in places]


def _with_variants(letters: npt.NDArray[np.uint16], chance: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint16]:
    """The alphabet, in which a traditional character is taken for the simplified one where the model knows that better."""
    variants, plain = (np.frombuffer("".join(side).encode("utf-32-le"), "<u4") for side in zip(*script.table().items(), strict=True))
    # The chance is kept as steps below certainty.
    better = (letters[variants] == UNKNOWN) | (chance[letters[plain]] < chance[letters[variants]])
    out = np.array(letters)
    out[variants] = np.where(better & (letters[plain] != UNKNOWN), letters[plain], letters[variants])
    return out


@functools.cache
def default_model() -> Model:
    """The model that this process works with, opened once: the package's own, unless `use` named another.

    >>> default_model() is default_model(), default_model().card["name"]
    (True, 'news-zh')
    """
    return shipped_model() if _chosen == DEFAULT else read_model(_chosen)


@functools.cache
def shipped_model() -> Model:
    """The package's own model, whichever this process works with: what is fitted beside it is for its language.

    >>> shipped_model().card["name"]
    'news-zh'
    """
    return read_model(DEFAULT)


def use(path: str | os.PathLike[str]) -> None:
    """Work with another model from now on, in this process.

    Raises:
        OSError: it cannot be read.
        ValueError: it is not a model, it is cut off, or it is not as it was written: its name would be that of another.

    >>> import tempfile
    >>> from cleaner.language.learn import learn
    >>> with tempfile.NamedTemporaryFile() as file:
    ...     _ = file.write(learn([(["标题在此"], ["正文在此。"] * 3)] * 9, "tiny")), file.flush(), use(file.name)
    ...     default_model().card["name"], use(DEFAULT), default_model().card["name"]
    ('tiny', None, 'news-zh')
    """
    global _chosen
    if path == _chosen:
        return
    _verify(path, read_model(path))
    _chosen = path
    default_model.cache_clear()


def _verify(path: str | os.PathLike[str], model: Model) -> None:
    """Look whether a model's tables are those that its name has the hash of, and whether there is something in each."""
    start = len(MAGIC) + 4
    with open(path, "rb") as file:
        held = file.read()
    body = held[start + int.from_bytes(held[len(MAGIC) : start], "little") :]
    if digest(body)[:12] != model.card["hash"]:
        raise ValueError(f"{path}: damaged, its tables are not those that it was built with; build it again with `cleaner learn`")
    if not all(map(len, model.keys)):
        raise ValueError(f"{path}: learnt from too little text; build it again from more with `cleaner learn`")


def symbols(model: Model, text: str) -> Integers:
    """The model's numbers of the characters of a text; a character that it does not know is 0.

    >>> symbols(default_model(), "\\U0001F600").tolist()
    [0]
    >>> symbols(default_model(), "桥橋").tolist() == symbols(default_model(), "桥桥").tolist()
    True
    """
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return np.where(points < 65536, model.letters[np.minimum(points, 65535)], UNKNOWN).astype(np.int64)


def find(keys: npt.NDArray[np.uint32], state: Integers, letter: Integers) -> Integers:
    """Where the n-gram (state, letter) stands among the keys; -1 where it is not there, or the state is -1.

    >>> model = default_model()
    >>> bridge, new, none = *symbols(model, "桥新"), np.array(-1)
    >>> bool(find(model.keys[1], new, bridge) >= 0), int(find(model.keys[1], none, bridge))
    (True, -1)
    """
    wanted = (np.maximum(state, 0) << LETTER_BITS) | letter
    at: Integers = np.searchsorted(keys, wanted.astype(np.uint32))
    found = (state >= 0) & (keys[np.minimum(at, len(keys) - 1)] == wanted)
    return np.where(found, at, -1)


def states(model: Model, context: Integers) -> Integers:
    """Places of the last 1, 2 and 3 characters of each context among the n-grams, -1 where one is not known.

    Args:
        context: shape (k, 3), symbols; the last column is the nearest.

    Returns:
        Shape (k, 3): column n is the place of the last n+1 characters.

    >>> model = default_model()
    >>> states(model, symbols(model, "图书馆").reshape(1, 3)).shape, bool((states(model, symbols(model, "馆桥车").reshape(1, 3))[0, 2] < 0))
    ((1, 3), True)
    """
    out = np.empty(context.shape, dtype=np.int64)
    width = context.shape[1]
    for length in range(1, width + 1):
        state = context[:, width - length]
        for n, column in enumerate(range(width - length + 1, width), start=1):
            state = find(model.keys[n], state, context[:, column])
        out[:, length - 1] = state
    return out


def log_chance(model: Model, state: Integers, letter: Integers) -> Floats:
    """Log P(letter | context), in nats.

    Args:
        state: shape (k, 3), of `states`.
        letter: shape (k,), symbols.

    Returns:
        Shape (k,).

    >>> model = default_model()
    >>> state = states(model, symbols(model, "市图书").reshape(1, 3))
    >>> hall, bridge = (float(log_chance(model, state, symbols(model, letter))[0]) for letter in "馆桥")
    >>> hall > bridge
    True
    """
    out = nats(model.chance[0][letter])
    for n in range(1, ORDER):
        context = state[:, n - 1]
        known = context >= 0
        if not known.any():
            continue  # what is not there is not looked for
        place = find(model.keys[n], context, letter)
        lower = out + np.where(known, nats(model.backoff[n - 1][np.maximum(context, 0)]), 0)
        out = np.where(place >= 0, nats(model.chance[n][np.maximum(place, 0)]), lower)
    return out.astype(np.float32)


def nats(steps: npt.NDArray[np.generic]) -> Floats:
    """Log-probabilities, in nats, of the steps below certainty as which a model holds them.

    >>> nats(np.array([14, 0])).round(3).tolist()
    [-1.0, -0.0]
    """
    return steps.astype(np.float32) * np.float32(-STEP)


def log_chances(model: Model, before: Integers, letters: Integers) -> Floats:
    """Log P of each of the letters in turn, each given the three characters before it.

    Args:
        before: shape (k, 3), the symbols before the first letter.
        letters: shape (k, m).

    Returns:
        Shape (k, m).

    >>> model = default_model()
    >>> before = np.tile(symbols(model, "市图书"), (2, 1))
    >>> one, other = log_chances(model, before, np.stack([symbols(model, "馆开放"), symbols(model, "放开馆")])).sum(axis=1).tolist()
    >>> one > other
    True
    """
    whole = np.concatenate([before, letters], axis=1) + 1  # so that -1, no symbol at all, packs too
    packed = np.zeros(letters.shape, dtype=np.int64)
    for m in range(ORDER):
        packed = (packed << (LETTER_BITS + 1)) | whole[:, m : m + letters.shape[1]]
    # The same few characters meet again and again; sorted, they are also found faster.
    different, place = np.unique(packed, return_inverse=True)
    mask = (1 << (LETTER_BITS + 1)) - 1
    columns = [((different >> ((LETTER_BITS + 1) * k)) & mask) - 1 for k in (3, 2, 1, 0)]
    found = log_chance(model, states(model, np.stack(columns[:3], axis=1)), columns[3])
    return found[place.reshape(letters.shape)]
