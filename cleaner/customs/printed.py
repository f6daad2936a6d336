"""What a page prints that customs hang on: its official documents, how likely its lines are headlines, whether it is one article's."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from cleaner.customs.another_headline import LOW, headlines_of_others
from cleaner.customs.framed import framed
from cleaner.customs.only_article import is_round_up, may_be_saved, start_of_text
from cleaner.language.marks import POINTS
from cleaner.lines.official import standing
from cleaner.lines.series import LONGEST_PART, Count, counted
from cleaner.page import Block, Page, rows_of, text_of
from cleaner.people.posts import is_speaker
from cleaner.regexes import compiled

# Characters of a headline's line at most, where what is longer stands for a text. Chosen.
LONGEST_HEADLINE = 22
BLANK_LINES = compiled(r"\n(?:[^\S\n]*+\n)++")


class Printed(NamedTuple):
    """What a page prints.

    forms: of its official documents, by where each begins. gazette: whether there are such documents and no picture that has a
    credit. titles: the chance of each line, by where it begins, that it is of a headline. text_starts: where the text of a page
    of one article begins, None on other pages. rows: where lines begin that go where they stand (`cleaner.page.ROW`). furniture:
    where those begin that are page furniture as surely as is asked. counted: where lines begin that count the parts of a text.
    framed: where headlines begin that the paper frames alike. others: where those of further articles begin, on a page without a head.
    pictureless: whether what looks like captions is text, for nothing says that there is a picture. spaced: whether more of its lines
    have a blank line before the next than none.
    """

    forms: Mapping[int, str]
    gazette: bool
    titles: Mapping[int, float]
    text_starts: int | None
    rows: Container[int] = ()
    furniture: Container[int] = ()
    counted: Container[int] = ()
    framed: Container[int] = ()
    others: Container[int] = ()
    pictureless: bool = False
    spaced: bool = False


NOTHING = Printed({}, False, {}, None)


def printed(page: Page, titles: dict[int, float], furniture: Container[int] = ()) -> Printed:
    """What a page prints whose forms of official documents are noted.

    Args:
        page: cut, its lines of known words being of their kinds.
        titles: the chance of each other line, by where it begins, that it is of a headline.
        furniture: where the lines begin that are page furniture.

    >>> from cleaner.page import BLANK
    >>> page = Page("p", "新桥通车\\n新桥今天通车。", blocks=(Block(0, 4, "body"), Block(4, 5, BLANK), Block(5, 12, "body")))
    >>> found = printed(page, {0: 0.9, 5: 0.1})
    >>> found.forms, found.gazette, found.text_starts
    ({}, False, 5)
    """
    forms = standing(page)
    documents = "number" in forms.values() or {"signer", "date"} <= set(forms.values())
    gazette = documents and all(block.kind != "credit" for block in page.blocks)
    signs = framed(page, titles)
    saved = may_be_saved(page) and not forms and not is_round_up(page, titles)
    counted, likely = parts_counted(page, page.blocks), titles | _of_no_headline(page, titles)
    others = headlines_of_others(page, likely | dict.fromkeys(counted, 0.0)) if saved else frozenset[int]()
    text = None if forms or signs or others else start_of_text(page, likely)
    return Printed(forms, gazette, titles, text, rows_of(page), furniture, counted, signs, others, spaced=_is_spaced(page.source))


def _is_spaced(source: str) -> bool:
    """Whether more lines of a text have a blank line before the next than none."""
    apart = BLANK_LINES.findall(source)
    return len(apart) > source.count("\n") - "".join(apart).count("\n")


def parts_counted(page: Page, blocks: Sequence[Block]) -> dict[int, Count]:
    """Where those of some blocks begin that count the parts of a text, and what they count.

    >>> page = Page("p", "上篇\\n新桥通车。\\n下篇", blocks=(Block(0, 2, "body"), Block(3, 8, "body"), Block(9, 11, "body")))
    >>> sorted(parts_counted(page, page.blocks))
    [0, 9]
    """
    short = [block for block in blocks if block.end - block.start <= LONGEST_PART]
    return {short[k].start: one for k, one in counted([text_of(page, block) for block in short]).items()}


def _of_no_headline(page: Page, titles: Mapping[int, float]) -> dict[int, float]:
    """No chance for lines that say who speaks below them, or point at a picture, of those that could else be of a headline."""
    likely = (block for block in page.blocks if titles.get(block.start, 0.0) >= LOW)
    says = ((block.start, text_of(page, block)) for block in likely)
    return {start: 0.0 for start, line in says if is_speaker(line) or POINTS.fullmatch(line.strip())}
