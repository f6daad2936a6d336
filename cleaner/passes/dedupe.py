"""Drop what the scan or its reader said twice: loops, repeats word for word, near and truncated ones, titles said again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from cleaner.arrays import Integers
from cleaner.astray import goes_astray
from cleaner.language.script import simplified
from cleaner.language.shingles import APART, OF_REPEATS, alone, covered, letters, numbered, shingles, shingles_of
from cleaner.lines.bylines import byline
from cleaner.lines.credits import is_credit
from cleaner.lines.furniture import furniture
from cleaner.lines.marks import DATELINE
from cleaner.lines.names import is_name
from cleaner.lines.official import forms
from cleaner.lines.roles import endings
from cleaner.loops import without_loops
from cleaner.page import Note, Page, Repeated, reading
from cleaner.regexes import compiled

# A shingle in more blocks than this is a formula of the page (全国人民代表大会常务委员会), and says nothing.
COMMON = 20
# As a sentence ends, or one of several in a list (；): what ends so may be said twice on purpose.
CLOSED = compiled(r"[。！？…；!?;.][”’」』）)\]】]*\s*$")
WITHIN = compiled("[。；]")
NUMBER = compiled(r"\d+")
# A number in words, and what stands around it.
COUNT = compiled(r"(?P<before>第|^)(?P<count>[零〇一二三四五六七八九十百千]+)(?P<after>\p{Han}{2})")
HAN = compiled(r"\p{Han}")
DATED = compiled(r"月.{1,3}[日号號]$")
# Share of the kept block that a near repeat must have: the invented one of the first page lacks the opening, a fifth.
LEAST_OF_FIRST = 0.6
# Share of both blocks, of which one begins as a third does, that must be the same. Chosen: of those that bench/pagemaker makes, whose
# paragraphs are short on pages of other papers, the least has 0.58.
LEAST_OF_ASTRAY = 0.5
# Share of a block's shingles that must be among those of another's beginning. Chosen: as for a near repeat, of which 4 % are wrong.
MOST_OF_BEGINNING = 0.8
# Letters in a row that a repeat does not have new: of 530 repeats on labelled and made pages none has more than 15. Chosen.
MOST_NEW = 24
# A mark within, or a dateline: a line without any may be a title that begins as a longer one does.
PROSE = compiled(r"[，。；,;]\s*+[^）)]")
# Documents say the same in short sentences (本办法自发布之日起施行), of fewer letters than this. Chosen.
LONGEST_FORMULA = 60
# Chosen: the shortest paragraph and title whose repeat is no chance. Short closed sentences (这正是：) do come twice.
SHORTEST_BODY, SHORTEST_TITLE, LONGEST_TITLE = 20, 5, 60
# Letters from which a closed sentence is no caption or summary, that may be said twice. Chosen.
NO_CAPTION = 40
# Letters of a headline's line: of 2,511 on labelled pages and in bench/papers none has more than 40. Chosen.
LONGEST_LINE = 44


class Words(NamedTuple):
    """A block as it is compared: which one it is, how it reads, its letters, and which official document of the page it is of.

    Of its letters there are two readings, character by character: in one every digit is the same, for a reader may err in one.
    """

    at: int
    text: str
    letters: str
    numbered: str
    document: int
    ends: bool  # stands below a whole text and above none, as who signs it, and when


class Repeat(NamedTuple):
    """Block `at` repeats block `of`; `alike`: the share of its shingles that the other has; `new`: the letters without."""

    at: int
    of: int
    reason: Repeated
    alike: float
    new: str = ""


def dedupe(page: Page, *, alike: float = 0.8) -> Page:
    """Mark repeats as dropped, each with the block that it repeats and what it has that the other lacks.

    Args:
        page: cut and normalised.
        alike: share of its shingles of five letters from which a paragraph is a near repeat. Chosen high: below it lie
            pull quotes, whose words are the article's but not their order. Copies with 4 % wrong characters share 0.8.

    The first of two copies is kept, but a beginning that the page repeats in full later gives way to that.
    Lines that name people or belong to the page's furniture may well come twice, and are left to `classify`; so may the forms of
    official documents (`cleaner.lines.official`).

    >>> from cleaner.passes.segment import segment
    >>> text = "新桥今天上午正式通车，两岸居民从此不必再等渡船，赶集上学都方便了。"
    >>> page = dedupe(segment(Page("p", f"{text}\\n\\n图书馆晚上开放\\n\\n{text}\\n\\n图书馆晚上开放")))
    >>> [block.kind for block in page.blocks if block.kind != "blank"]
    ['body', 'body', 'duplicate', 'repeated-title']
    >>> [dict(note.facts)["alike"] for note in page.notes]
    [1.0, 1.0]
    """
    page = without_loops(page)
    words = _words(page)
    dropped = {r.at: r for r in _repeats(words, alike)}
    blocks = list(page.blocks)
    notes = []
    for at, repeat in sorted(dropped.items()):
        kept = blocks[_kept(dropped, repeat.of)]
        block = blocks[at]
        blocks[at] = block._replace(kind=repeat.reason)
        facts = (("repeats_start", kept.start), ("repeats_end", kept.end), ("alike", round(float(repeat.alike), 3)), ("new", repeat.new))
        notes.append(Note(block.start, block.end, repeat.reason, facts))
    return replace(page, blocks=tuple(blocks)).with_notes(notes)


def _words(page: Page) -> list[Words]:
    """What can be a repeat: no short line, and none that every official document has."""
    texts = {at: reading(page, block.start, block.end) for at, block in enumerate(page.blocks) if block.kind == "body"}
    found, document = [], 0
    around = ["", *texts.values(), ""]
    for (at, text), above, below, form in zip(texts.items(), around[:-2], around[2:], forms(around[1:-1]), strict=True):
        document += form in ("number", "date")
        if not form and len(plain := letters(text)) >= SHORTEST_TITLE:
            ends = CLOSED.search(above) is not None and not CLOSED.search(below) and len(below) < LONGEST_TITLE
            found.append(Words(at, text, plain, numbered(text), document, ends))
    return found


def _repeats(words: list[Words], alike: float) -> Iterator[Repeat]:
    """Every repeat, in page order; the block that it repeats may come to be one of another."""
    first: dict[str, int] = {}
    gone: set[int] = set()
    shared, different = _shared(words)
    for k, word in enumerate(words):
        of = first.get(word.numbered)
        said = of is not None and not _formula(words[of], word) and not _in_full(words[of], word) and not _signs(words[of], word)
        if of is not None and said and (reason := _verbatim(word)):
            gone.add(k)
            yield Repeat(word.at, words[of].at, reason, 1.0)
            continue
        first[word.numbered] = k
        for of, in_common in sorted(shared.get(k, {}).items(), key=lambda pair: (-pair[1], pair[0])):
            if of in gone or k in gone or _formula(words[of], word) or _signs(words[of], word):
                continue
            shares = in_common / different[of], in_common / different[k]
            found = _near(words[of], word, shares, alike) or _astray(words, of, k, shares)
            if found:
                gone.add(k if found.at == word.at else of)
                yield found


def _kept(dropped: Mapping[int, Repeat], at: int) -> int:
    """The block that stands for one, which may be a repeat: itself, or what it repeats, or what that does."""
    while at in dropped:
        at = dropped[at].of
    return at


def _formula(first: Words, second: Words) -> bool:
    """Whether two blocks that are alike can be what each of two official documents says for itself."""
    return first.document != second.document and len(second.letters) < LONGEST_FORMULA


def _signs(first: Words, second: Words) -> bool:
    """Whether two lines that are alike are below two texts who signed these, and when.

    A headline that the reader said again can stand anywhere; so in Chinese a date or a post must say that it is none.
    """
    if not (first.ends and second.ends):
        return False
    text = second.text.strip()
    post, *name = text.split()
    signed = simplified(post).endswith(endings("post")) and len(name) == 1 and is_name(name[0])
    return not HAN.search(text) or DATED.search(text) is not None or signed


def _in_full(first: Words, second: Words) -> bool:
    """Whether the second of two blocks that are alike says in a whole sentence what stands above as a line: a headline, or a summary.

    Of 4,500 articles of the corpus seven lost their first sentence (近日，国家主席复信 …, below the headline 复信 …) before this was
    asked. Of 207 repeats of prose on labelled and made pages only one is so, and that was none.
    """
    return not CLOSED.search(first.text) and CLOSED.search(second.text) is not None


def _verbatim(word: Words) -> Repeated | None:
    """What to call the second of two lines with the same letters; None where that may well be right."""
    if CLOSED.search(word.text):
        return "duplicate" if len(word.letters) >= SHORTEST_BODY else None
    if furniture(word.text) or byline(word.text) or is_credit(word.text):
        return None
    prose = len(word.letters) > LONGEST_LINE or WITHIN.search(word.text) or DATELINE.match(word.text)
    return "duplicate" if prose else "repeated-title"


def _shared(words: list[Words]) -> tuple[dict[int, dict[int, int]], Integers]:
    """For each block how many different shingles it has in common with each earlier one, and how many it has at all."""
    if len(words) < 2:
        return {}, np.zeros(len(words), dtype=np.int64)
    hashes, owner = shingles_of([w.letters for w in words], OF_REPEATS)
    different = np.bincount(owner, minlength=len(words))
    starts = np.flatnonzero(np.concatenate([[True], hashes[1:] != hashes[:-1], [True]])) if len(hashes) else np.zeros(1, dtype=np.int64)
    pairs = []
    for step in range(1, COMMON):
        # Entries `step` apart within a group of equal shingles: every pair of its blocks, once.
        sizes = np.diff(starts)
        usable = np.repeat((sizes > step) & (sizes <= COMMON), sizes)
        left = np.flatnonzero(usable)
        left = left[left + step < len(hashes)]
        left = left[hashes[left] == hashes[left + step]]
        if not len(left):
            if not (sizes > step).any():
                break
            continue
        pairs.append(owner[left] * len(words) + owner[left + step])
    if not pairs:
        return {}, different
    codes, counts = np.unique(np.concatenate(pairs), return_counts=True)
    shared: dict[int, dict[int, int]] = {}
    for code, count in zip(codes.tolist(), counts.tolist(), strict=True):
        shared.setdefault(code % len(words), {})[code // len(words)] = count
    return shared, different


def _near(first: Words, second: Words, shares: tuple[float, float], alike: float) -> Repeat | None:
    """Whether one of two blocks repeats the other in part or with changes, and which; given the share of each that both have."""
    of_first, of_second = shares
    if max(of_first, of_second) < alike or min(len(first.letters), len(second.letters)) < SHORTEST_BODY:
        return None
    if not PROSE.search(second.text) and not DATELINE.match(second.text):
        return None
    if _other_numbers(first, second):
        return None
    # What has all of the other, and more before it, quotes it: 他表示， … .
    if first.letters in second.letters and not _begins(first, second):
        return None
    # A whole sentence, and a short one, may be said twice: as a caption or a summary.
    torn, whole = not CLOSED.search(second.text) or len(second.letters) >= NO_CAPTION, _in_full(first, second)
    if of_second >= alike and torn and _begins(second, first) and len(second.letters) < len(first.letters):
        return _little_new(second, first, "truncated-duplicate", of_second)
    if of_second >= alike and of_first >= LEAST_OF_FIRST and not whole:
        return _little_new(second, first, "near-duplicate", of_second)
    # A pull quote stands before the text it is from, and is short; a torn beginning is not closed.
    if of_first >= alike and _begins(first, second) and len(first.letters) >= LONGEST_TITLE and not CLOSED.search(first.text):
        return _little_new(first, second, "truncated-duplicate", of_first)
    return None


def _astray(words: list[Words], of: int, k: int, shares: tuple[float, float]) -> Repeat | None:
    """Whether one of two blocks begins as a third does and goes on as the other: the reader lost its line."""
    if min(shares) < LEAST_OF_ASTRAY:
        return None
    for one, other, alike in ((k, of, shares[1]), (of, k, shares[0])):
        if goes_astray(words[one].numbered, words[other].numbered, (w.numbered for j, w in enumerate(words) if j not in (k, of))):
            return _little_new(words[one], words[other], "near-duplicate", alike)
    return None


def _little_new(one: Words, other: Words, reason: Repeated, alike: float) -> Repeat | None:
    """One block as a repeat of another; None where it says so much in a row that the other does not that it is text."""
    new = alone(one.letters, shingles(other.letters, OF_REPEATS), OF_REPEATS)
    return None if max(map(len, new.split(APART))) >= MOST_NEW else Repeat(one.at, other.at, reason, alike, new)


def _other_numbers(first: Words, second: Words) -> bool:
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
    """Whether the second of two texts has another number in words where the first has one: 第一名, 第二名."""
    held = {(found["before"], found["after"]): found["count"] for found in COUNT.finditer(first)}
    return any(held.get((found["before"], found["after"]), found["count"]) != found["count"] for found in COUNT.finditer(second))


def _begins(short: Words, long: Words) -> bool:
    """Whether a block says the beginning of another: most of its shingles are among those of that stretch."""
    if short.letters[:OF_REPEATS] != long.letters[:OF_REPEATS]:
        return False
    stretch = set(shingles(long.letters[: len(short.letters) + OF_REPEATS], OF_REPEATS).tolist())
    mine = shingles(short.letters, OF_REPEATS).tolist()
    return sum(h in stretch for h in mine) >= MOST_OF_BEGINNING * len(mine)
