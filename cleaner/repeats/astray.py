"""A reader that lost its line: it begins one text of the page and goes on with another that it reads anyway."""

from __future__ import annotations

from collections.abc import Iterable

from cleaner.language.shingles import OF_REPEATS, covered, shingles

# The shortest beginning that is taken from elsewhere: with four letters a summary that begins with its subject, as a text does, is taken
# for one (a labelled page); with six, three of 154 on made pages are missed. The shortest rest is as of any repeat. Chosen.
SHORTEST_OPENING, SHORTEST_REST = 5, 20


def goes_astray(text: str, other: str, rest: Iterable[str]) -> bool:
    """Whether a text begins as some third one does, and from there on is the end of the other.

    What nobody wrote: each half is printed elsewhere on the page, the first at the beginning of a text that goes on otherwise. On short
    paragraphs the beginning is a third of all letters, so the share of the other that is repeated tells too little. The first page has
    a long one; the short ones are of pages that bench/pagemaker damages in the same way.

    Args:
        text: of letters, with its numbers (`cleaner.language.shingles.numbered`): many texts begin with a date.
        other: the same, what it may go on as.
        rest: the same, the other texts of the page.

    >>> third, other = "渡口的老船工摆渡三十年没有误过一天", "新桥通车以后两岸居民不必再等渡船赶集上学都比从前方便了许多"
    >>> goes_astray("渡口的老船工" + other[8:], other, [third]), goes_astray("学校里的孩子" + other[8:], other, [third])
    (True, False)
    """
    same = covered(text, shingles(other, OF_REPEATS), OF_REPEATS)
    if not same.any():
        return False
    seam = int(same.argmax())
    if seam < SHORTEST_OPENING or len(text) - seam < SHORTEST_REST or text[-OF_REPEATS:] != other[-OF_REPEATS:]:
        return False
    # What has all of the other, from its beginning on, quotes it: 他表示，….
    if other[:OF_REPEATS] in text:
        return False
    opening = text[:seam]
    return any(third.startswith(opening) and third[: seam + OF_REPEATS] != text[: seam + OF_REPEATS] for third in rest)
