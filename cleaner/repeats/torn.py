"""A paragraph that the page has whole, and once more in pieces that a column break parted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cleaner.repeats.compared import COMMON, Compared, is_ended
from cleaner.repeats.near import NO_CAPTION, Repeat

# Letters of a piece, at least. Chosen: half a line of a column; all pieces of a paragraph must be there, one behind the other.
LEAST = 8


def torn_copies(every: Sequence[Compared], dropped: Mapping[int, Repeat]) -> Iterator[Repeat]:
    """The pieces of each paragraph that is also there whole, one repeat a piece; the whole, where the first piece alone has its headline.

    Nothing else shows it: the last piece is too little of the whole for a repeat of that, and begins as it does not. A headline of
    several lines that a list of contents has in one line is none: the whole is a sentence.

    Args:
        every: the blocks that are compared, in page order.
        dropped: by their places those that are repeats already.

    >>> texts = ("新桥今天上午正式通车，两岸居民从此", "不必再等渡船，赶集上学都方便了，老人们说，等了三十年。")
    >>> every = [Compared(at, text, text, text) for at, text in enumerate((*texts, "".join(texts)))]
    >>> [(repeat.at, repeat.of, repeat.reason) for repeat in torn_copies(every, {})]
    [(0, 2, 'truncated-duplicate'), (1, 2, 'truncated-duplicate')]
    """
    pieces: dict[str, list[Compared]] = {}
    for one in every:
        if len(one.letters) >= LEAST and not one.poem:
            pieces.setdefault(one.letters[:LEAST], []).append(one)
    # To try each with each of many takes the square of them.
    pieces = {start: ones for start, ones in pieces.items() if len(ones) <= COMMON}
    for whole in every:
        if whole.at in dropped or whole.poem or whole.formal or len(whole.letters) < NO_CAPTION or not is_ended(whole.text):
            continue
        found = _pieces(whole, pieces)
        if found and found[0].headed and not whole.headed and not any(piece.at in dropped for piece in found):
            yield Repeat(whole.at, found[0].at, "duplicate", 1.0)
            continue
        for piece in found:
            if piece.at not in dropped:
                yield Repeat(piece.at, whole.at, "truncated-duplicate", 1.0)


def _pieces(whole: Compared, pieces: Mapping[str, Sequence[Compared]]) -> list[Compared]:
    """The blocks that a paragraph is put together from, in their order, the longest first where several fit; none if one is missing."""
    found: list[Compared] = []
    at = 0
    while at < len(whole.letters):
        fit = (one for one in pieces.get(whole.letters[at : at + LEAST], ()) if _fits(one, whole, at))
        best = max(fit, key=lambda one: (len(one.letters), -one.at), default=None)
        if best is None:
            return []
        found.append(best)
        at += len(best.letters)
    return found


def _fits(piece: Compared, whole: Compared, at: int) -> bool:
    """Whether a block is what a paragraph says from a letter on, and breaks off where that goes on."""
    torn = at + len(piece.letters) == len(whole.letters) or not is_ended(piece.text)
    return torn and len(piece.letters) < len(whole.letters) and whole.letters.startswith(piece.letters, at)
