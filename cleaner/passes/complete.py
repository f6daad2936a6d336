"""Say which articles have lost their opening or their end, and which have no title or no text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleaner.arrays import Numbers
from cleaner.language import ngram
from cleaner.language.cohesion import likeness, vectors
from cleaner.language.joint import CUT, Edges, edges
from cleaner.language.marks import CLOSING, COLON_END, LATER_ITEM, NUMBERED, closed, commas, dateline, timed
from cleaner.language.openings import dated, opening, within
from cleaner.language.shingles import letters
from cleaner.lines.lists import is_item, is_labelled, is_named, is_result
from cleaner.lines.notices import ends_as_notice
from cleaner.lines.official import is_office_alone, standing
from cleaner.lines.source import is_signed_off, is_source
from cleaner.linking.continuations import continuations
from cleaner.linking.nodes import MARK_START, TAIL, hanging, unbalanced
from cleaner.linking.order_alone import goes_on, is_cut_off
from cleaner.page import Block, Note, Page, Rule, members, text_of
from cleaner.people.signatures import is_name_with_place
from cleaner.regexes import compiled
from cleaner.unfamiliar.familiar import is_familiar
from cleaner.weights import Rows, in_rows, logistic_for

if TYPE_CHECKING:
    import numpy.typing as npt

# Articles whose titles are compared with their texts at once: more than any page has. Chosen.
MOST = 240
# Logarithm of one more than the letters of a last text that is short: it has 19 or fewer. Chosen before the scores were fitted, which hold
# for it.
FEW = 3
# Reasons that the note of a lost edge gives, those that weighed most. Chosen.
TOLD = 2
# Lines of a list, where a text is from, and who signs: nothing is lost behind them, though no stop closes them.
STOPLESS = (is_signed_off, is_item, is_labelled, is_named, is_result, is_source, is_name_with_place, is_office_alone)
# 第三章 夜渡: a serial begins with the next chapter, where no sentence goes on.
CHAPTER = compiled(r"第[二三四五六七八九十百]{1,5}[章节節回]\s")


class Ends(NamedTuple):
    """An article as its completeness is judged: its first and last pieces of text, and what stands around them."""

    first: Block
    last: Block
    titles: tuple[Block, ...]
    signed: bool
    headed: bool  # by a form of an official document, as its number, or whom it is for
    pieces: int


def complete(page: Page) -> Page:
    """Note what articles lack, with the evidence: `lost-opening`, `lost-end`, `untitled`, `no-text`.

    An end is lost where the last sentence breaks off, or where a page that signs its articles has one without a name; an
    opening where the first paragraph begins as only later ones do. How much each counts is fitted.

    >>> from cleaner.split import split_text
    >>> first = "图书馆延长开放时间\\n\\n从今天起，市图书馆每天开到晚上十点，周末也不闭馆，读者可以多借五本书。（王芳）"
    >>> cut = "新桥今天通车\\n\\n本报讯 新桥今天上午正式通车，两岸居民从此不必再等渡船。\\n\\n市长说，这座桥等了十年，"
    >>> cut += "今后市里还要在两岸各修一座公园，让大家有散步的地方，让孩子们也可以在"
    >>> [(article.title, article.missing) for article in split_text(f"{first}\\n\\n{cut}")]
    [('图书馆延长开放时间', []), ('新桥今天通车', ['tail'])]
    """
    notes = list(_lacking(page))
    if ends := ends_of(page):
        firsts, lasts = [one.first for one in ends], [one.last for one in ends]
        # How a paragraph begins, and that a closed one is not the last, is the model's to say, and of no other language.
        lost = _weighed(page, ends) if is_familiar(page) else _by_marks(page, firsts, lasts)
        # Of several reasons for one loss the surest is told, which comes last: a count that goes on, what evidence weighs, what is said.
        told = {(note.rule, note.start): note for note in (*_counted_on(page, firsts), *lost, *_elsewhere(page, firsts, lasts))}
        notes += told.values()
    return page.with_notes(notes)


def _weighed(page: Page, ends: Sequence[Ends]) -> list[Note]:
    """A note for each lost opening and end, as evidence that the model gives is weighed."""
    head, tail = lost_evidence(page, ends)
    # Below its number, or whom it is for, a document begins, however news do; and so does a notice below its name.
    headed = {one.first.start for one in ends if one.headed or any(ends_as_notice(text_of(page, line)) for line in one.titles[-1:])}
    whole = {one.last.start for one in ends if any(is_whole(text_of(page, one.last)) for is_whole in STOPLESS)}
    lost = (note for note in _lost("lost-opening", head, [one.first for one in ends]) if note.start not in headed)
    return [*lost, *(note for note in _lost("lost-end", tail, [one.last for one in ends]) if note.start not in whole)]


def _by_marks(page: Page, firsts: Sequence[Block], lasts: Sequence[Block]) -> list[Note]:
    """A note for each lost opening and end in a language of which there is no model."""
    small = (b for b in firsts if goes_on(text_of(page, b)))
    torn = (b for b in lasts if is_cut_off(text_of(page, b)))
    lost = [Note(b.start, b.end, "lost-opening", (("small-letter", 1.0),)) for b in small]
    return [*lost, *(Note(b.start, b.end, "lost-end", (("no-stop", 1.0),)) for b in torn)]


def _lacking(page: Page) -> Iterator[Note]:
    """A note for each article without a title, and for each without text."""
    wanted: tuple[tuple[str, Rule], ...] = (("title", "untitled"), ("body", "no-text"))
    for blocks in members(page).values():
        for kind, rule in wanted:
            if all(block.kind != kind for block in blocks):
                yield Note(blocks[0].start, blocks[0].end, rule)


def ends_of(page: Page) -> list[Ends]:
    """Where each article of a page that has text begins and ends.

    Between title and text, and below it, official documents have forms, and tables and lists have rows: of these nothing is ever missing.

    >>> from cleaner.pipeline import run
    >>> page = run(Page("p", "新桥通车\\n\\n新桥今天通车。\\n\\n市长说，等了十年。（李明）"))
    >>> [(text_of(page, one.first), text_of(page, one.last), one.signed, one.pieces) for one in ends_of(page)]
    [('新桥今天通车。', '市长说，等了十年。', True, 2)]
    """
    forms, hangs = standing(page), hanging(page)
    found = []
    for blocks in members(page).values():
        bodies = [b for b in blocks if b.kind == "body" and hangs.get(b.start, TAIL) == TAIL] or [b for b in blocks if b.kind == "body"]
        if bodies:
            titles = tuple(b for b in blocks if b.kind == "title")
            signed = any(b.kind == "byline" or forms.get(b.start) == "signer" for b in blocks)
            headed = any(b.start in forms and b.start < bodies[0].start for b in blocks)
            found.append(Ends(bodies[0], bodies[-1], titles, signed, headed, len(bodies)))
    return found


def _counted_on(page: Page, firsts: Sequence[Block]) -> list[Note]:
    """A note for each opening of an article that is an item of a count, and not the first: 第二十三条, （七）."""
    said = ((block, text_of(page, block)) for block in firsts)
    later = (block for block, text in said if LATER_ITEM.match(text) and not (CHAPTER.match(text) and not closed(text)))
    return [Note(block.start, block.end, "lost-opening", (("counts-on", 1.0),)) for block in later]


def _elsewhere(page: Page, firsts: Sequence[Block], lasts: Sequence[Block]) -> list[Note]:
    """A note for each opening and each end of an article that a jump line says to stand on another page."""
    said = continuations(page)
    come = (Note(block.start, block.end, "lost-opening", (("comes-from-elsewhere", 1.0),)) for block in firsts if block.start in said.come)
    go = (Note(block.start, block.end, "lost-end", (("goes-on-elsewhere", 1.0),)) for block in lasts if block.start in said.go)
    return [*come, *go]


def _lost(rule: Rule, evidence: Rows, edges_of: Sequence[Block]) -> Iterator[Note]:
    """A note for each article of which the evidence says that it lost this edge, with what weighed most."""
    score = logistic_for(rule, evidence.names)
    for block, odds, row in zip(edges_of, score.log_odds(evidence.rows), evidence.rows, strict=True):
        if odds > 0:
            weight = score.weights * row
            most = np.argsort(-weight, kind="stable")[:TOLD].tolist()
            facts = [("log_odds", round(float(odds), 2)), *((score.names[k], round(float(weight[k]), 2)) for k in most)]
            yield Note(block.start, block.end, rule, tuple(facts))


def lost_evidence(page: Page, ends: Sequence[Ends]) -> tuple[Rows, Rows]:
    """What speaks for a lost opening, and for a lost end, of each article of a page.

    Args:
        page: with its blocks in articles.
        ends: its articles; not empty.

    >>> from cleaner.pipeline import run
    >>> page = run(Page("p", "新桥通车\\n\\n新桥今天通车。\\n\\n市长说，今后还要在两岸各修一座"))
    >>> head, tail = lost_evidence(page, ends_of(page))
    >>> [dict(zip(rows.names, rows.rows[0].tolist(), strict=True))[name] for rows, name in ((head, "titled"), (tail, "closed"))]
    [1.0, 0.0]
    """
    firsts, lasts = ([text_of(page, b) for b in blocks] for blocks in zip(*((one.first, one.last) for one in ends), strict=True))
    edge = edges(ngram.default_model(), firsts + lasts)  # the firsts', then the lasts'
    return in_rows(_head(page, ends, firsts, edge)), in_rows(_tail(ends, lasts, edge))


def _head(page: Page, ends: Sequence[Ends], texts: Sequence[str], edge: Edges) -> dict[str, npt.ArrayLike]:
    leads, starts, opens = (values[: len(texts)] for values in (edge.leads, edge.starts_text, edge.opens))
    there = np.array([*map(dateline, texts)])
    when = np.array([*map(timed, texts)])
    titled, begins = np.array([bool(one.titles) for one in ends]), opening(texts)
    expects = np.array([_dateline_below(page, one.titles) for one in ends])
    return {
        "leads": leads,
        "starts": starts,
        "dateline": there,
        "page-datelines": np.full(len(there), there.mean()),
        "no-dateline-here": ~there * there.mean(),
        "expects": expects * there.any(),
        "expects-none-here": expects * ~there * there.any(),
        "expects-none": np.maximum(expects, 0) * ~there * there.mean(),
        "mark-start": [bool(MARK_START.match(t)) for t in texts],
        "closes": [bool(unbalanced(t)[1]) for t in texts],
        "titled": titled,
        "single": [one.pieces == 1 for one in ends],
        "commas": [commas(t) for t in texts],
        "letters": [np.log1p(len(letters(t))) for t in texts],
        "numbered": [bool(NUMBERED.match(t)) for t in texts],
        "leads-titled": leads * titled,
        "opens": opens,
        "opens-low": np.minimum(opens, 0),
        "opening": begins,
        "within": within(texts),
        "opening-titled": begins * titled,
        "title-alike": _title_alike(page, ends, texts),
        "date": when,
        "date-here": ~when * when.mean(),
    }


def _dateline_below(page: Page, titles: Sequence[Block]) -> float:
    """The log-odds of a dateline by the lines of a headline; 0 where there is none."""
    lines = dated([text_of(page, b) for b in titles])
    return float(lines.mean()) if len(lines) else 0.0


def _tail(articles: Sequence[Ends], texts: Sequence[str], edge: Edges) -> dict[str, npt.ArrayLike]:
    ends, lasts, stops = (values[len(texts) :] for values in (edge.ends_text, edge.lasts, edge.stops))
    signed = np.array([one.signed or bool(CLOSING.match(t)) for one, t in zip(articles, texts, strict=True)])
    whole = np.array([closed(t) for t in texts])
    size = np.array([np.log1p(len(letters(t))) for t in texts])
    return {
        "closed": whole | signed,
        "ends": ends,
        "signed": signed,
        "page-signed": np.full(len(signed), signed.mean()),
        "unsigned-here": ~signed * signed.mean(),
        "opens": [bool(unbalanced(t)[0]) for t in texts],
        "colon": [bool(COLON_END.match(t)) for t in texts],
        "lasts": lasts,
        "single": [one.pieces == 1 for one in articles],
        "letters": size,
        "open-letters": ~whole * size,
        "short-open": ~whole & (size < FEW),
        "page-tails": np.full(len(whole), (~whole & ~signed).mean()),
        "stops": ~whole * stops,
        "cut": ~whole & ~signed & (stops < CUT),
    }


def _title_alike(page: Page, ends: Sequence[Ends], firsts: Sequence[str]) -> Numbers:
    """Likeness of each article's title to its first piece: an opening says again what the headline says."""
    titles = ["".join(text_of(page, b) for b in one.titles) for one in ends]
    # Some at once: a page of thousands of articles is an archive in one file.
    parts = (slice(start, start + MOST) for start in range(0, len(ends), MOST))
    return np.concatenate([_each_alike(titles[part], firsts[part]) for part in parts])


def _each_alike(titles: Sequence[str], firsts: Sequence[str]) -> Numbers:
    words = vectors([letters(t) for t in (*titles, *firsts)])
    return np.diagonal(likeness(words[: len(titles)], words[len(titles) :]))
