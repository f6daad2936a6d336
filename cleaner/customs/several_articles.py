"""Whether a page that could be one saved article is of several: it is torn, or signed as several are.

Where texts are signed, or say where they are from, a line need not be so likely to be the headline of another article. What the words
around a line say of it is told by `cleaner.customs.another_headline`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise

from cleaner.customs.another_headline import log_odds
from cleaner.language.marks import closed, dateline
from cleaner.lines.lists import is_labelled, names_called
from cleaner.lines.notices import ends_as_notice, is_name_of_notice
from cleaner.lines.source import is_source
from cleaner.page import BLANK, Page, text_of
from cleaner.people.beside_names import OF_CLASS
from cleaner.people.bylines import byline
from cleaner.people.name_or_word import is_common_word
from cleaner.people.names import is_name
from cleaner.people.roles import names_and_roles
from cleaner.people.signatures import signed_by
from cleaner.regexes import compiled

# From these odds on a further row of lines is the headline of another article, if the page shows two articles by two signatures, one above
# the text and one at the end, or by two datelines. Chosen.
SIGNED_TWICE = 3.0
# The same if another line than the headline on top has its writer right below it, or a text ends with where it is from, or with who sent
# it in: as likely a headline as not. Chosen.
EVEN = 1.0
# A line is of a headline from this chance on. Chosen, for the fit that ships: with 0.2 the first subhead of one labelled article of 751
# goes to the headline when what came out is split again, with 0.3 of none.
LIKELY_HEADLINE = 0.3
# Characters of a text that is no line of verse and no subhead, at least: of 751 labelled articles as printed only shorter ones end with a
# comma. Chosen.
LONG = 25
# What begins as an item of a list does, or as who speaks (李明：…).
LISTED = compiled(r"\P{L}|.{0,12}[：:]")
# （据《江州日报》）, （高一（3）班 李明）
SENT = compiled(r"[。！？”][ \u3000]*(?P<said>[（(](?P<inside>[^（()）]{1,24}(?:[（(][^（()）]{1,4}[）)][^（()）]{0,12})?)[）)])\s*$")


def is_of_several(page: Page, titles: Mapping[int, float], text: int) -> bool:
    """Whether a page has more than one article.

    Args:
        page: its bylines and page furniture known.
        titles: the chance of each other line, by where it begins, that it is of a headline.
        text: where the text below the headline on top begins.

    >>> from cleaner.page import Block
    >>> found = []
    >>> for end in ("", "（据《江州日报》）"):
    ...     lines = ["桥通车", "桥通车了。" + end, "学校开学", "学校今天开学。"]
    ...     starts = [sum(map(len, lines[:k])) for k in range(4)]
    ...     blocks = [Block(start, start + len(line), "body") for start, line in zip(starts, lines)]
    ...     chances = dict(zip(starts, (0.9, 0.0, 0.6, 0.0)))
    ...     found.append(is_of_several(Page("p", "".join(lines), blocks=tuple(blocks)), chances, starts[1]))
    >>> found
    [False, True]
    """
    says = [text_of(page, block) for block in page.blocks if block.kind == "body"]
    # What somebody saved is not torn.
    if any(map(_ends_with_comma, says)) or any(map(_stops_within, says[1:-1])):
        return True
    # 寻人启事 below another text is a notice of its own.
    if any(map(is_name_of_notice, says[2:-1])) or _notices(says) > 1:
        return True
    # The lines of a headline stand and fall together.
    below = (line for line in sorted(titles) if line > text)
    rows = [list(row) for short, row in groupby(below, lambda line: titles[line] >= LIKELY_HEADLINE) if short]
    likely = math.log(_odds_asked(page, text, says))
    return any(log_odds(titles[line] for line in row) >= likely for row in rows)


def _ends_with_comma(text: str) -> bool:
    return len(text) >= LONG and text.rstrip().endswith(("，", ","))


def _stops_within(text: str) -> bool:
    """Whether a paragraph breaks off within a sentence: one that is long, has no mark at its end, and is neither an item nor a post.

    >>> [_stops_within("据介绍，这座桥的建设历时三年，总投资十二亿元，建设" + end) for end in ("中攻克了", "中攻克了。", "者有：")]
    [True, False, False]
    """
    return len(text) >= LONG and not closed(text) and text.rstrip()[-1:].isalpha() and not LISTED.match(text)


def _odds_asked(page: Page, text: int, says: Sequence[str]) -> float:
    """From which odds on a row of lines is another article's headline, by who signs and where texts are from."""
    if _signed_alike(page, text) or any(map(_is_sent_in, says[:-1])):
        return EVEN
    above = {block.start > text for block in page.blocks if block.kind == "byline"}
    return SIGNED_TWICE if len(above) > 1 or _begins_again(says) else math.inf


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
    kinds = {item.kind for item in names_and_roles(found["inside"])}
    return is_source(found["said"]) or of_class or bool(kinds and "picture" not in kinds)


def _signed_alike(page: Page, text: int) -> bool:
    """Whether a line that is not closed has who wrote right below it, and a closed text below that, above a place and behind it."""
    blocks = [block for block in page.blocks if block.kind != BLANK]
    says = [text_of(page, block) for block in blocks]
    places = set()
    for block, line, who, below in zip(blocks, says, says[1:], says[2:], strict=False):
        if not closed(line) and closed(below) and _signs(who):
            places.add(block.start > text)
    return len(places) > 1


def _signs(line: str) -> bool:
    """Whether a line says who wrote, by what it says."""
    return bool(byline(line) or signed_by(line)) or (is_name(line.strip()) and not is_common_word(line.strip()))


def _begins_again(says: Sequence[str]) -> bool:
    """Whether a text begins as articles do, with a dateline right below a line that is not closed, behind the end of another text."""
    begins_so = (k for k, (above, text) in enumerate(pairwise(says)) if not closed(above) and dateline(text))
    return any(any(map(closed, says[:k])) for k in begins_so)


def _notices(says: Sequence[str]) -> int:
    """How many notices a page has, each named by a line above a longer one that is closed: 江北机械厂招聘启事.

    Between both may stand when that was, and who was there.
    """
    lines = [text for text in says if not is_labelled(text) and not names_called(text)]
    pairs = ((name, text) for name, text in pairwise(lines) if len(name) < len(text) and ends_as_notice(name))
    return len({name for name, text in pairs if closed(text) and not closed(name)})
