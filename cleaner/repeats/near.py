"""Blocks that repeat others in part, or with changes, or that begin as one and go on as another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaner.language.marks import SIGNS, dateline
from cleaner.language.shingles import APART, OF_REPEATS, alone, covered, shingles
from cleaner.lines.official import TO_WHOM
from cleaner.page import Repeated
from cleaner.regexes import compiled
from cleaner.repeats.astray import goes_astray
from cleaner.repeats.compared import LONGEST_TITLE, Compared, is_ended, is_right_below
from cleaner.repeats.on_purpose import SHORTEST_BODY, in_full

NUMBER = compiled(r"\d+")
# A number in words, and what stands around it: of one character only where it counts, for 一 is in many words.
COUNT = compiled(
    r"(?P<before>第|^)(?P<count>[零〇一二三四五六七八九十百千]+)(?P<after>\p{Han}{2})"
    r"|(?P<before>\p{Han}{2})(?P<count>[零〇一二两三四五六七八九十百千万]{2,})(?P<after>\p{Han}{2})"
)
DOUBLED = compiled(r"(.)\1")
# Share of the kept block that a near repeat must have: the invented one of the first page lacks the opening, a fifth. Chosen.
LEAST_OF_FIRST = 0.6
# Share of both blocks, of which one begins as a third does, that must be the same. Chosen: of those that bench/pagemaker makes, whose
# paragraphs are short on pages of other papers, the least has 0.58.
LEAST_OF_ASTRAY = 0.5
# Share of a block's shingles that must be among those of another's beginning. Chosen: as for a near repeat, of which 4 % are wrong.
MOST_OF_BEGINNING = 0.8
# Letters in a row that a repeat does not have new: of 530 repeats on labelled and made pages none has more than 15. Chosen.
MOST_NEW = 24
# Letters of a notice within which it names whom it is of, and letters in a row of another's name, at least. Chosen: a reader's error is
# of one.
PARTY, LEAST_OF_PARTY = 30, 2
# Who signs, in brackets at the end: （王芳）.
SIGNED = compiled(r"(?r)[（(](?P<name>[^（()）]{2,20})[）)]\s*")
# Share of the letters of two names that are the same, at most: a reader errs in few. Chosen.
MOST_OF_NAME = 0.5
# Times, at least, that one of two texts has one name where the other has another, among so many letters, for to compare two texts takes
# time with the square of these. Chosen: a reader does not err in the same way twice.
TIMES, COMPARED = 2, 400
# Letters of a beginning that is said again right below, at least. Chosen: a headline that its text begins with has no mark within.
BEGUN = 16
# Letters, at least, of a text that says again how the one right above it begins, and breaks off. Chosen: few headlines have a mark within.
# Of an item of a list (▲瑞典　右翼联盟), whose sign no headline has, that of the one right above it, fewer will do.
BROKEN_OFF, ITEM_BROKEN_OFF = 12, 6
# A mark within, or a dateline: a line without any may be a title that begins as a longer one does.
MARK_WITHIN = compiled(r"[，。；,;]\s*+[^）)]")
# What goes on behind it is of the same sentence.
GOES_ON = compiled(r"[;；]\s*$")
# Letters from which a closed sentence is no caption or summary, that may be said twice. Chosen.
NO_CAPTION = 40


class Repeat(NamedTuple):
    """Block `at` repeats block `of`; `alike`: the share of its shingles that the other has; `new`: the letters without."""

    at: int
    of: int
    reason: Repeated
    alike: float
    new: str = ""


def near(first: Compared, second: Compared, shares: tuple[float, float], alike: float) -> Repeat | None:
    """Whether one of two blocks repeats the other in part or with changes, and which; given the share of each that both have.

    >>> from cleaner.language.shingles import letters
    >>> text = "新桥今天上午正式通车，两岸居民从此不必再等渡船，赶集上学都方便了。"
    >>> whole, torn = (Compared(at, said, letters(said), letters(said)) for at, said in enumerate((text, text[:25])))
    >>> near(whole, torn, (0.7, 1.0), 0.8), near(whole, torn, (0.2, 0.3), 0.8)
    (Repeat(at=1, of=0, reason='truncated-duplicate', alike=1.0, new=''), None)
    """
    of_first, of_second = shares
    if max(shares) < alike or not _can_repeat(first, second):
        return None
    if of_second >= alike and _is_cut(second, first):
        return _little_new(second, first, "truncated-duplicate", of_second)
    if of_second >= alike and of_first >= LEAST_OF_FIRST and not in_full(first, second):
        return _little_new(second, first, "near-duplicate", of_second)
    if of_first >= alike and _is_only_begun(first, second):
        return _little_new(first, second, "truncated-duplicate", of_first)
    return None


def _can_repeat(first: Compared, second: Compared) -> bool:
    """Whether two blocks with much in common can be one said twice: neither is a short line, an item of a list, or quoted by the other."""
    again = _broken_off(first, second)
    if min(len(first.letters), len(second.letters)) < SHORTEST_BODY and not again:
        return False
    if not (MARK_WITHIN.search(second.text) or dateline(second.text) or (again and second.text[:1] in SIGNS)):
        return False
    # What has all of the other, and more before it, quotes it: 他表示， … .
    quoted = first.letters in second.letters and not _begins(first, second)
    return not quoted and not any(tells_apart(first, second) for tells_apart in TOLD_APART)


def _is_an_answer(first: Compared, second: Compared) -> bool:
    """Whether one of two texts is what somebody answers, in an interview, in words that the other has, who says nothing."""
    return (first.answers and not TO_WHOM.match(second.text)) or (second.answers and not TO_WHOM.match(first.text))


def _other_signers(first: Compared, second: Compared) -> bool:
    """Whether two texts are signed by two people: each is an article of its own, however alike they are."""
    one, other = SIGNED.match(first.text), SIGNED.match(second.text)
    if one is None or other is None:
        return False
    same = sum(a == b for a, b in zip(one["name"], other["name"], strict=False))
    return bool(same <= MOST_OF_NAME * min(len(one["name"]), len(other["name"])))


def _other_subject(first: Compared, second: Compared) -> bool:
    """Whether two texts below their own headlines are about two things: where one has one name the other has another, each time."""
    if not (first.headed and second.headed and first.headed != second.headed):
        return False
    one, other = first.letters[:COMPARED], second.letters[:COMPARED]
    changes = Counter((one[a:b], other[c:d]) for of, a, b, c, d in _changes(one, other) if of == "replace")
    return any(count >= TIMES for count in changes.values())


def _changes(one: str, other: str) -> Sequence[tuple[str, int, int, int, int]]:
    """What is to be changed in one text so that it is the other."""
    from difflib import SequenceMatcher  # Imported where it is used: 3 ms of a start.

    return SequenceMatcher(None, one, other, autojunk=False).get_opcodes()


def _other_parties(first: Compared, second: Compared) -> bool:
    """Whether two blocks are of two notices in one form, each below its own heading: they begin with other names."""
    if not (first.named and second.named):
        return False
    changes = _changes(first.letters[:PARTY], second.letters[:PARTY])
    return any(of == "replace" and min(b - a, d - c) > 0 and max(b - a, d - c) >= LEAST_OF_PARTY for of, a, b, c, d in changes)


def _is_cut(second: Compared, first: Compared) -> bool:
    """Whether the second of two blocks is the beginning of the first, cut off.

    A whole sentence, and a short one, may be said twice: as a caption or a summary, which none that goes on is (；).
    """
    goes_on = GOES_ON.search(second.text) is not None and not second.listed
    torn = not is_ended(second.text) or len(second.letters) >= NO_CAPTION or goes_on
    return torn and len(second.letters) < len(first.letters) and _begins(second, first)


def _is_only_begun(first: Compared, second: Compared) -> bool:
    """Whether the first of two blocks is the beginning of the second, torn: a pull quote before its text is short, and closed."""
    long = len(first.letters) >= (BEGUN if _begins_again(first, second) else LONGEST_TITLE)
    return long and not is_ended(first.text) and _begins(first, second)


def _broken_off(first: Compared, second: Compared) -> bool:
    """Whether the second of two texts says, word for word, how the one right above it begins, and breaks off."""
    if is_ended(second.text) or not is_right_below(first, second):
        return False
    item = second.text[:1] in SIGNS and is_ended(first.text) and first.text[:1] == second.text[:1]
    if len(second.letters) < (ITEM_BROKEN_OFF if item else BROKEN_OFF):
        return False
    return first.letters.startswith(second.letters)


def _begins_again(first: Compared, second: Compared) -> bool:
    """Whether a text is, word for word, the beginning of the one right below it: the reader broke off, and began once more."""
    return is_right_below(first, second) and second.letters.startswith(first.letters) and MARK_WITHIN.search(first.text) is not None


def astray(every: Sequence[Compared], of: int, k: int, shares: tuple[float, float]) -> Repeat | None:
    """Whether one of two blocks begins as a third does and goes on as the other: the reader lost its line.

    >>> third, other = "渡口的老船工摆渡三十年没有误过一天", "新桥通车以后两岸居民不必再等渡船赶集上学都比从前方便了许多"
    >>> texts = (third, other, "渡口的老船工" + other[8:])
    >>> every = [Compared(at, text, text, text) for at, text in enumerate(texts)]
    >>> astray(every, 1, 2, (0.7, 0.7))
    Repeat(at=2, of=1, reason='near-duplicate', alike=0.7, new='渡口的老船工')
    """
    if min(shares) < LEAST_OF_ASTRAY:
        return None
    for one, other, alike in ((k, of, shares[1]), (of, k, shares[0])):
        if goes_astray(every[one].numbered, every[other].numbered, (each.numbered for j, each in enumerate(every) if j not in (k, of))):
            return _little_new(every[one], every[other], "near-duplicate", alike)
    return None


def _little_new(one: Compared, other: Compared, reason: Repeated, alike: float) -> Repeat | None:
    """One block as a repeat of another; None where it says so much in a row that the other does not that it is text."""
    new = alone(one.letters, shingles(other.letters, OF_REPEATS), OF_REPEATS)
    return None if max(map(len, new.split(APART))) >= MOST_NEW else Repeat(one.at, other.at, reason, alike, new)


def _other_numbers(first: Compared, second: Compared) -> bool:
    """Whether two blocks are items of a list and no repeats: in words that both have the second has a number that the first lacks.

    A number that is new with all that stands before it is none: readers invent openings, which may end within a number. One at a torn
    end may have been cut itself.
    """
    if _counted_on(first.numbered, second.numbered):
        return True
    held = {number[0] for number in NUMBER.finditer(first.numbered)}
    both = covered(second.letters, shingles(first.letters, OF_REPEATS), OF_REPEATS)
    for number in NUMBER.finditer(second.numbered):
        start, end = number.span()
        opening = start > 0 and not both[start - 1]
        cut = end == len(second.numbered) and any(one.startswith(number[0]) for one in held)
        if both[start:end].all() and number[0] not in held and not opening and not cut:
            return True
    return False


def _counted_on(first: str, second: str) -> bool:
    """Whether the second of two texts has another number in words where the first has one: 第一名, 第二名; 代表一千余人, 代表二千余人."""
    held: dict[tuple[str, str], set[str]] = {}
    for around, count in _counts(first):
        held.setdefault(around, set()).add(count)
    return any(around in held and count not in held[around] for around, count in _counts(second))


def _counts(text: str) -> Iterator[tuple[tuple[str, str], str]]:
    """What stands around each number in words, and the number, a character that the reader may have doubled once."""
    return (((found["before"], found["after"]), DOUBLED.sub(r"\1", found["count"])) for found in COUNT.finditer(text))


def _begins(short: Compared, long: Compared) -> bool:
    """Whether a block says the beginning of another: most of its shingles are among those of that stretch."""
    if short.letters[:OF_REPEATS] != long.letters[:OF_REPEATS]:
        return False
    stretch = set(shingles(long.letters[: len(short.letters) + OF_REPEATS], OF_REPEATS).tolist())
    mine = shingles(short.letters, OF_REPEATS).tolist()
    return sum(h in stretch for h in mine) >= MOST_OF_BEGINNING * len(mine)


# By what two blocks with much in common are two, and none repeats the other; what costs most is asked last.
TOLD_APART = (_other_numbers, _other_parties, _other_signers, _is_an_answer, _other_subject)
