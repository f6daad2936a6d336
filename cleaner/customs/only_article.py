"""An article that has a page to itself, as one that somebody saved: where its headline ends and its text begins.

A page of a paper has several headlines, most of them sure, and a line in doubt is taken for one, for two articles put together lose
more than one cut in two. Where one headline stands on top and no other row of lines is likely to be one, there is one article: what is
short in its text is a subhead, and what is short between headline and text is of the headline. So is what stands below the name of
a round-up, which is printed above several news.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise

from cleaner.language.marks import closed, dateline
from cleaner.language.shared_words import shared_words
from cleaner.lines.notices import ends_as_notice, is_name_of_notice
from cleaner.lines.source import is_source
from cleaner.page import BLANK, FURNITURE, Page, reading
from cleaner.people.beside_names import OF_CLASS
from cleaner.people.bylines import byline
from cleaner.people.name_or_word import is_word
from cleaner.people.names import is_name
from cleaner.people.roles import read
from cleaner.people.signatures import signed_by
from cleaner.regexes import compiled

# The headline on top is likelier one than not.
HALF = 0.5
# From these odds on another row of lines is the headline of another article. Chosen, for the fit that ships: of 751 labelled articles put
# out alone 2, 1, 0 and 0 are not the same when they are split again with 30, 45, 70 and 120; of 300 pages of two of them 4, 4, 5 and 7
# are put together. A saved article that falls apart when it is split again is the dearer of the two.
ANOTHER = 70.0
# The same where one signs above the text and one at the end of the page, as two articles are signed, or two begin with a dateline. Chosen.
SIGNED_TWICE = 3.0
# The same where a text above it ends with where it is from, or who sent it in: （据《江州日报》）, （宣传部 教务处）. Chosen.
SENT_IN = 1.0
# The same where what stands above has no more than this share of words with what stands below: that makes two articles 32 times as likely
# (`cleaner.language.shared_words`), and ANOTHER so much less.
APART, ANOTHER_APART = 0.03, 2.2
# Lines of a page on which that is asked, at most: an article that somebody saved has fewer. Chosen.
LONGEST_PAGE = 500
# A paragraph that ends with a comma: of 751 labelled articles as printed only verses do, in lines that are shorter. Chosen.
TORN = compiled(r"(?s).{20}，\s*$")
# Letters of a text that is no subhead, at least; and what begins as an item of a list does, or as who speaks (李明：…). Chosen.
LONG, LISTED = 25, compiled(r"\P{L}|.{0,12}[：:]")
# （据《江州日报》）, （高一（3）班 李明）
SENT = compiled(r"[。！？”][ \u3000]*(?P<said>[（(](?P<inside>[^（()）]{1,24}(?:[（(][^（()）]{1,4}[）)][^（()）]{0,12})?)[）)])\s*$")
# The same where a line has its writer right below it, as the headline on top has: as likely a headline as not. Chosen.
SIGNED_ALIKE = 1.0
# The least chance against: of what is sure.
LEAST = 1e-9
# A line right below a headline and above the text is of the headline from this chance on. Chosen, for the fit that ships: with 0.2 the
# first subhead of one labelled article of 751 goes to the headline when what came out is split again, with 0.3 of none.
LINE = 0.3
# 国内联播快讯, 财经短波: a headline that names no news but that several follow, each below a line of its own. Of the headlines of at most
# twelve letters in the corpus that end so 2,394 of 2,424 have two such lines below at least.
ROUND_UP = compiled(r"^\p{Han}{0,8}(?:快[讯訊]|[简簡][讯訊]|短波|[资資][讯訊]|速[递遞])$")
# What such a page has besides: a picture's credit or page furniture would show that it is a page of a paper. A website leaves a time
# stamp, and the line --- of Markdown, which marks lines of headlines as well.
HAS = ("title", "body", "byline", BLANK, "markdown")
STAMP, HEADING = ("pattern", "timestamp"), "#"


def begins(page: Page, titles: Mapping[int, float]) -> int | None:
    """Where the text of the only article begins, in characters of the page; None on a page that may have several.

    Args:
        page: its bylines and page furniture known.
        titles: the chance of each other line, by where it begins, that it is of a headline.

    >>> from cleaner.page import Block
    >>> page = Page("p", "标题\\n小标题\\n正文\\n小标题\\n正文。", blocks=tuple(Block(k, k + 1, "body") for k in (0, 3, 7, 10, 14)))
    >>> begins(page, {0: 0.9, 3: 0.3, 7: 0.1, 10: 0.4, 14: 0.0})
    7
    """
    lines = sorted(titles)
    stamps = {note.start for note in page.notes if note.rule == FURNITURE and STAMP in note.facts}
    if any(block.kind not in HAS and block.start not in stamps for block in page.blocks):
        return None
    if len(lines) > 1 and _is_round_up(page, lines[0]):
        return next((start for start in lines[1:] if page.source[start] != HEADING), None)
    text = next((start for start in lines if titles[start] < LINE), None)
    if text is None or titles[lines[0]] < HALF:
        return None
    # The lines of a headline stand and fall together.
    rows = [list(row) for short, row in groupby((line for line in lines if line > text), lambda line: titles[line] >= LINE) if short]
    bylines = [block.start for block in page.blocks if block.kind == "byline"]
    signed = [start for start in bylines if start > text]
    says = [reading(page, block.start, block.end) for block in page.blocks if block.kind == "body"]
    # What somebody saved is not torn.
    if any(map(TORN.search, says)) or any(map(_breaks_off, says[1:-1])):
        return None
    if (any(map(is_name_of_notice, says)) and sum(map(ends_as_notice, says)) > 1) or _notices(says) > 1:
        return None
    another = SIGNED_TWICE if 0 < len(signed) < len(bylines) or _begins_again(says) else ANOTHER
    another = SIGNED_ALIKE if _signed_alike(page, text) else min(another, SENT_IN) if any(map(_is_sent_in, says[:-1])) else another
    # Words are looked at once a row: on pages so long that no saved article is, odds alone tell.
    apart = ANOTHER_APART if len(lines) <= LONGEST_PAGE else another
    if any(_is_another(page, [titles[line] for line in row], row[0], another, apart) for row in rows):
        return None
    return text if not signed or signed[0] > lines[-1] else None


def _is_another(page: Page, row: Sequence[float], start: int, another: float, apart: float) -> bool:
    """Whether a row of lines with these chances, which begins at a place, is the headline of another article.

    From some odds on it is; from lower ones where what stands above and below have little in common.
    """
    odds = math.prod(row) / max(math.prod(1 - chance for chance in row), LEAST)
    if odds >= another or odds < apart:
        return odds >= another
    above = "\n".join(reading(page, block.start, block.end) for block in page.blocks if block.end <= start)
    line, *below = (reading(page, block.start, block.end) for block in page.blocks if block.start >= start and block.kind != BLANK)
    # A headline is of what stands below it.
    return shared_words(above, "\n".join([line, *below])) <= APART and shared_words(line, "\n".join(below)) > 0


def _is_sent_in(text: str) -> bool:
    """Whether a text ends with where it is from, or with who sent it in, by what stands in brackets behind its last stop.

    >>> [_is_sent_in(f"新桥今天通车。（{end}）") for end in ("据《江州日报》", "宣传部 教务处", "高一（3）班 李明", "见右图")]
    [True, True, True, False]
    """
    found = SENT.search(text)
    if found is None:
        return False
    school, _, pupil = found["inside"].rpartition(" ")
    of_class = is_name(pupil) and OF_CLASS.search(school) is not None
    kinds = {item.kind for item in read(found["inside"])}
    return is_source(found["said"]) or of_class or bool(kinds and "picture" not in kinds)


def _breaks_off(text: str) -> bool:
    """Whether a text behind the first, which may be a summary, and before the last stops within a sentence: no item, and nobody's post.

    >>> [_breaks_off("据介绍，这座桥的建设历时三年，总投资十二亿元，建设" + end) for end in ("中攻克了", "中攻克了。", "者有：")]
    [True, False, False]
    """
    return len(text) >= LONG and not closed(text) and text.rstrip()[-1:].isalpha() and not LISTED.match(text)


def _signed_alike(page: Page, text: int) -> bool:
    """Whether a line that is not closed has who wrote right below it, and a closed text below that, above a place and behind it."""
    blocks = [block for block in page.blocks if block.kind != BLANK]
    says = [reading(page, block.start, block.end) for block in blocks]
    places = set()
    for block, line, who, below in zip(blocks, says, says[1:], says[2:], strict=False):
        if not closed(line) and closed(below) and _signs(who):
            places.add(block.start > text)
    return len(places) > 1


def _signs(line: str) -> bool:
    """Whether a line says who wrote, by what it says."""
    return bool(byline(line) or signed_by(line)) or (is_name(line.strip()) and not is_word(line.strip()))


def _begins_again(says: Sequence[str]) -> bool:
    """Whether a text begins as articles do, with a dateline right below a line that is not closed, behind the end of another text."""
    begins_so = (k for k, (above, text) in enumerate(pairwise(says)) if not closed(above) and dateline(text))
    return any(any(map(closed, says[:k])) for k in begins_so)


def _notices(says: Sequence[str]) -> int:
    """How many notices a page has, each named by a line above a longer one that is closed: 江北机械厂招聘启事."""
    pairs = ((name, text) for name, text in pairwise(says) if len(name) < len(text) and ends_as_notice(name))
    return len({name for name, text in pairs if closed(text) and not closed(name)})


def _is_round_up(page: Page, line: int) -> bool:
    """Whether the line that begins at a place stands above all else, and names a round-up."""
    first = next(block for block in page.blocks if block.kind != BLANK)
    return first.start == line and ROUND_UP.match(reading(page, first.start, first.end).strip()) is not None
