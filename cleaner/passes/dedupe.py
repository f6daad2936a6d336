"""Drop what the scan or its reader said twice: loops, repeats word for word, near and truncated ones, titles said again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from cleaner.arrays import Integers, runs
from cleaner.language.shingles import OF_REPEATS, shingles_of
from cleaner.page import ROW, Note, Page
from cleaner.repeats.compared import COMMON, Compared, compared
from cleaner.repeats.contents import without_contents
from cleaner.repeats.loops import without_loops
from cleaner.repeats.near import LEAST_OF_ASTRAY, Repeat, astray, near
from cleaner.repeats.on_purpose import in_full, of_another, verbatim
from cleaner.repeats.overlap import without_overlaps
from cleaner.repeats.torn import torn_copies

if TYPE_CHECKING:
    import numpy.typing as npt


def dedupe(page: Page, *, alike: float = 0.8) -> Page:
    """Mark repeats as dropped, each with the block that it repeats and what it has that the other lacks.

    Args:
        page: cut and normalised.
        alike: share of its shingles of five letters from which a paragraph is a near repeat. Chosen high: below it lie
            pull quotes, whose words are the article's but not their order. Copies with 4 % wrong characters share 0.8.

    The first of two copies is kept, but a beginning, or pieces, that the page has in full elsewhere give way to that.
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
    page = without_overlaps(without_loops(page))
    every = compared(page)
    repeats = list(without_contents(page, list(_repeats(every, alike))))
    dropped = {r.at: r for r in [*repeats, *_read_again(every, repeats)]}
    dropped |= {r.at: r for r in torn_copies(every, dropped)}
    blocks = list(page.blocks)
    notes = []
    for at, repeat in sorted(dropped.items()):
        kept = blocks[_kept(dropped, repeat.of)]
        block = blocks[at]
        blocks[at] = block._replace(kind=repeat.reason)
        facts = (("repeats_start", kept.start), ("repeats_end", kept.end), ("alike", round(float(repeat.alike), 3)), ("new", repeat.new))
        notes.append(Note(block.start, block.end, repeat.reason, facts))
    notes += [Note(blocks[at].start, blocks[at].end, ROW) for at in _said_by_each(every) if at not in dropped]
    return page._replace(blocks=tuple(blocks)).with_notes(notes)


def _said_by_each(every: Sequence[Compared]) -> set[int]:
    """The sentences that each of two notices says for itself: nothing in them tells of which each is but where it stands."""
    first: dict[str, Compared] = {}
    said: set[int] = set()
    for one in every:
        of = first.setdefault(one.numbered, one)
        if 0 < of.notice < one.notice and of_another(of, one):
            said |= {of.at, one.at}
    return said


def _repeats(every: Sequence[Compared], alike: float) -> Iterator[Repeat]:
    """Every repeat, in page order; the block that it repeats may come to be one of another."""
    first: dict[str, int] = {}
    gone: set[int] = set()
    shared, different = _shared(every)
    for k, one in enumerate(every):
        of = first.get(one.numbered)
        said = of is not None and not of_another(every[of], one) and not in_full(every[of], one)
        if of is not None and said and (reason := verbatim(every[of], one)):
            gone.add(k)
            yield Repeat(one.at, every[of].at, reason, 1.0)
            continue
        first[one.numbered] = k
        for of, in_common in sorted(shared.get(k, {}).items(), key=lambda pair: (-pair[1], pair[0])):
            shares = in_common / different[of], in_common / different[k]
            # Most pairs have too little in common for either, and are asked for nothing more.
            if max(shares) < alike and min(shares) < LEAST_OF_ASTRAY:
                continue
            if of in gone or k in gone or of_another(every[of], one):
                continue
            found = near(every[of], one, shares, alike) or astray(every, of, k, shares)
            if found:
                gone.add(k if found.at == one.at else of)
                yield found


def _read_again(every: Sequence[Compared], repeats: Sequence[Repeat]) -> Iterator[Repeat]:
    """Lines that may well come twice, as bylines do, where a page was read again: between two repeats, or right below as before.

    A signature, and a row of a programme, stands right below the repeat of what it stood below at first.
    """
    repeated = {repeat.at: repeat.of for repeat in repeats}
    first: dict[str, int] = {}
    before: dict[int, int] = {}
    for above, one, below in zip([None, *every], every, [*every[1:], None], strict=False):
        of = first.setdefault(one.numbered, one.at)
        before[one.at] = above.at if above else -1
        if of == one.at or one.at in repeated or above is None or above.at not in repeated:
            continue
        again = (one.ends or one.listed) and repeated[above.at] == before[of]
        if again or (below is not None and below.at in repeated):
            repeated[one.at] = of
            yield Repeat(one.at, of, "duplicate", 1.0)


def _kept(dropped: Mapping[int, Repeat], at: int) -> int:
    """The block that stands for one, which may be a repeat: itself, or what it repeats, or what that does."""
    while at in dropped:
        at = dropped[at].of
    return at


def _shared(every: Sequence[Compared]) -> tuple[dict[int, dict[int, int]], Integers]:
    """For each block how many different shingles it has in common with each earlier one, and how many it has at all."""
    if len(every) < 2:
        return {}, np.zeros(len(every), dtype=np.int64)
    hashes, owner = shingles_of([w.letters for w in every], OF_REPEATS)
    shared: dict[int, dict[int, int]] = {}
    codes, counts = np.unique(_pairs_of_groups(hashes, owner, len(every)), return_counts=True)
    for code, count in zip(codes.tolist(), counts.tolist(), strict=True):
        first, second = divmod(code, len(every))
        shared.setdefault(second, {})[first] = count
    return shared, np.bincount(owner, minlength=len(every))


def _pairs_of_groups(hashes: npt.NDArray[np.uint64], owner: Integers, blocks: int) -> Integers:
    """Every pair of blocks that have a shingle, once for each that they have: the first times the number of blocks, and the second.

    Args:
        hashes: of the shingles, sorted, shape (k,).
        owner: the block of each, shape (k,).
        blocks: how many there are.
    """
    _, sizes = runs(hashes)
    # Most are in one block alone.
    few = (sizes > 1) & (sizes <= COMMON)
    within = np.repeat(few, sizes)
    hashes, owner = hashes[within], owner[within]
    pairs = [np.zeros(0, dtype=np.int64)]
    # Entries `step` apart within a group of equal shingles: every pair of its blocks, once.
    for step in range(1, int(sizes[few].max(initial=0))):
        same = hashes[step:] == hashes[:-step]
        pairs.append(owner[:-step][same] * blocks + owner[step:][same])
    return np.concatenate(pairs)
