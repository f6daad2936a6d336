"""What a line is taken for, by its chances, and what it would be otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.lines.notices import is_name_of_notice
from cleaner.looks.said import SHORT
from cleaner.looks.style import BYLINE, CLASSES, FURNITURE_CLASS, TITLE
from cleaner.regexes import compiled

# A title that is not seen puts two articles together, a line wrongly taken for one cuts one in two: the first loses more. Chosen: with
# 1, 1.5 and 2 article_f1 of the labelled pages is 0.856, 0.853 and 0.853, cross-validated, of those that bench/pagemaker/anew.py sets
# 0.762, 0.763 and 0.759, of bench/invented 0.573, 0.580 and 0.584.
WORTH = 1.5
# From this chance on a line whose words are not known for it is page furniture. Chosen: what is removed must be sure, and what stays is
# often taken for the headline above which it stands, a column's name that nobody knows. Of 300 pages that bench/pagemaker/anew.py sets
# 0.832, 0.839 and 0.846 of the headlines are right with 0.9, 0.85 and 0.75, and 0.0002, 0.0003 and 0.0004 of the articles' characters lost;
# of the labelled pages, cross-validated, 0.904, 0.904 and 0.903.
REMOVED = 0.85
# A sentence of several clauses is a text's: what a page says of itself is none, but for a small ad.
PROSE = compiled(r"(?:[^，。！？]{4,}，)+[^，。！？]{4,}[。！？][”’]?")
SMALL_AD = compiled("作废|遗失|挂失|诚?聘|待遇|转让|出租|求租|求购|面议|联系人|征婚")
# A.7 B.8 C.9: what can be answered to a question above.
OPTIONS = compiled(r"A[.．、].*\sB[.．、].*\sC[.．、]")
# （十二）: a page, a part of a text.
NUMBER = compiled(r"[（(]?[一二三四五六七八九十百〇零\d]+[）)]?")


def likeliest(text: str, chances: Sequence[float], removable: bool) -> tuple[int, int]:
    """The likeliest and the second likeliest kind of a line, as indices of `cleaner.looks.style.CLASSES`.

    Page furniture is only what surely is; a number, or the name of a notice, is nobody who wrote.

    Args:
        text: the line.
        chances: of each kind.
        removable: whether the line may be taken away: a text stands around it.

    >>> likeliest("新桥今天", (0.4, 0.5, 0.0, 0.1, 0.0), True), likeliest("公　告", (0.3, 0.1, 0.0, 0.0, 0.6), True)
    ((0, 1), (0, 1))
    >>> [likeliest(text, (0.0, 0.1, 0.0, 0.9, 0.0), True)[0] for text in ("江川日报", "逾期送达的投标文件，招标人不予受理。")]
    [3, 1]
    """
    worth = [*chances]
    # A line that is likeliest page furniture, but not surely enough to be taken away, has no headline's bonus over text.
    if chances[FURNITURE_CLASS] < max(chances):
        worth[TITLE] *= WORTH
    said = OPTIONS.match(text) or (PROSE.fullmatch(text) and not SMALL_AD.search(text))
    if not removable or len(text) > SHORT or chances[FURNITURE_CLASS] < REMOVED or said:
        worth[FURNITURE_CLASS] = 0.0
    if len(text) <= SHORT and (NUMBER.fullmatch(text) or is_name_of_notice(text)):
        worth[BYLINE] = 0.0
    best, other, *_ = sorted(range(len(CLASSES)), key=worth.__getitem__, reverse=True)
    return best, other
