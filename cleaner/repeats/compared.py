"""The blocks of a page that can be repeats, as they are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from cleaner.language.marks import COLON_END
from cleaner.language.script import simplified
from cleaner.language.shingles import letters, numbered
from cleaner.lines.lists import is_cells, is_of_list, label_of, names_called
from cleaner.lines.notices import ends_as_notice
from cleaner.lines.official import ARTICLE_OF_LAW, ON, TO_WHOM, forms, is_office
from cleaner.lines.verse import FEW, LONGEST_OF_VERSE, verse
from cleaner.page import Page, text_of
from cleaner.people.bylines import byline
from cleaner.regexes import compiled

# A stop, or what parts the sentences of a list (；), with the quotation marks and brackets behind it.
SENTENCE_END = compiled(r"(?r)[。！？…；!?;.][”’」』）)\]】]*\s*")
# Chosen: the shortest title whose repeat is no chance, and the longest.
SHORTEST_TITLE, LONGEST_TITLE = 5, 60
# Letters of a notice's name at most, as of a headline's line; and its number, which tells it from another. Chosen.
LONGEST_NAME, NUMBER = 44, compiled(r"\d+|[一二三四五六七八九十百〇零]+")
# A text is as many times as long as the headline above it, at least. Chosen.
ABOVE = 2
# 08:00 健康之路; 白菜 每斤0.50元; [江苏]云江县人民法院; （2019年3月28日…通过）
TIMED = compiled(r"\d{1,2}[:：]\d{2}\s*\S")
PRICED = compiled(r"\S{1,16}\s+\D{0,6}\d[\d.,]*\s?[^\d\s]{0,4}")
PLACE = compiled(r"^[\[［【（(]\p{Han}{2,8}[\]］】）)]\s*")
ADOPTED = compiled(r"[（(]\d{4}年\d{1,2}月\d{1,2}日[^（()）]{0,60}[）)]")
# Of no document.
NONE = -1
# Documents say the same in short sentences (本办法自发布之日起施行), of fewer letters than this. So often it is a formula (RESOLVE:),
# but in Chinese, where a reader may have said a headline as often. Chosen.
LONGEST_FORMULA, OF_FORMULA = 60, 3
HAN = compiled(r"\p{Han}")
# So many formulas make a page of forms, in which each paragraph of fewer letters than this is one. Chosen.
OF_FORMS, LONGEST_OF_FORM = 2, 400
# 王小军：, and at the beginning of its text. Chosen.
LONGEST_ADDRESS = 40
# What more blocks than this have in common is a formula of the page (全国人民代表大会常务委员会), and says nothing. Chosen.
COMMON = 20
# Blocks from a line to the one right below it, white space between.
BELOW = 2


class Compared(NamedTuple):
    """A block as it is compared: which one it is, how it reads, its letters, and which document, article of a law or notice it is of.

    `letters` has the same digit for all, for a reader may err in one; `numbered` has the digits as they are, character by character.
    """

    at: int
    text: str
    letters: str
    numbered: str
    document: int = NONE
    article: int = 0
    notice: int = 0
    ends: bool = False  # stands below a whole text and above none, as who signs it, and when
    to: str = ""  # whom the line right above or below names, or its own beginning, as a notice is addressed
    listed: bool = False  # is one of a list, which may say the same of each thing
    labelled: bool = False  # says something behind a label, beside another such line
    heads: bool = False  # stands above a text that is longer, and below none that is torn
    poem: int = 0  # of which poem it is a line; 0 for none
    named: bool = False  # stands right below the name of a notice
    headed: str = ""  # the headline right above
    answers: bool = False  # is what somebody says, right below a question (专家：…)
    formal: bool = False  # is not in Chinese, and a formula of the page's documents, notices or advertisements
    goes_on: str = ""  # what tells a headline's line from others that are like it: the next line, or when it was adopted


def is_ended(text: str) -> bool:
    """Whether a text ends as a sentence does, or as one of several in a list (；): such may be said twice on purpose.

    >>> is_ended("新桥通车；"), is_ended("新桥通车")
    (True, False)
    """
    return SENTENCE_END.match(text) is not None


def is_right_below(first: Compared, second: Compared) -> bool:
    """Whether the second of two blocks stands right below the first, white space between.

    >>> first = Compared(0, "新桥", "新桥", "新桥")
    >>> [is_right_below(first, first._replace(at=at)) for at in (2, 4)]
    [True, False]
    """
    return second.at - first.at <= BELOW


def compared(page: Page) -> list[Compared]:
    """What can be a repeat: no short line, and none that every official document has.

    >>> from cleaner.passes.segment import segment
    >>> [(one.letters, one.to) for one in compared(segment(Page("p", "新桥今天上午通车。\\n\\n王芳：\\n\\n请到桥头办公室来。")))]
    [('新桥今天上午通车', ''), ('请到桥头办公室来', '王芳：')]
    """
    texts = {at: text_of(page, block) for at, block in enumerate(page.blocks) if block.kind == "body"}
    found, document, article, notice = [], 0, 0, 0
    names = _names_of_notices([*texts.values()])
    dated: set[int] = set()
    poem_of = dict(zip(texts, _poems([*texts.values()]), strict=True))
    around = ["", *texts.values(), "", ""]
    beside = zip(texts.items(), around, around[2:], around[3:], forms(around[1:-2]), strict=False)
    for (at, text), above, below, next_below, form in beside:
        # What a number begins, or a date ends, is a document; what stands behind a date is one only if it has such a form itself.
        document += form == "number"
        if form in ("number", "date"):
            dated.add(document)
        document += form == "date"
        if text in names:
            names.remove(text)
            notice += 1
        article += ARTICLE_OF_LAW.match(text) is not None
        if not form and len(plain := letters(text)) >= SHORTEST_TITLE:
            one = _beside(Compared(at, text, plain, numbered(text)), above, below, next_below)
            found.append(one._replace(document=document, article=article, notice=notice, poem=poem_of[at]))
    formulas = _formulas(found)
    return [one._replace(document=one.document if one.document in dated else NONE, formal=one.numbered in formulas) for one in found]


def _formulas(found: Sequence[Compared]) -> set[str]:
    """What a page, but a Chinese one, says so often that it is a formula; of ordinances or contracts, whole paragraphs, too."""
    above: dict[str, list[str]] = {}
    for over, one in pairwise([Compared(0, "", "", ""), *found]):
        if len(one.letters) < LONGEST_OF_FORM and not HAN.search(one.text):
            above.setdefault(one.numbered, []).append(over.numbered)
    lines = {text for text, over in above.items() if len(over) >= OF_FORMULA and len(text) < LONGEST_FORMULA}
    # Each time below another: what a reader says again and again stands below the same.
    paragraphs = {text for text, over in above.items() if len({*over}) == len(over) >= OF_FORMULA}
    return {*above} if len(lines | paragraphs) >= OF_FORMS else lines


def _beside(one: Compared, above: str, below: str, next_below: str) -> Compared:
    """A block with what the blocks above and below it say of it."""
    text = one.text
    # Between may stand whom a letter is to, or another line of the headline.
    longest = max(len(below), 0 if is_ended(below) else len(next_below))
    return one._replace(
        ends=is_ended(above) and (is_signer(text) or (not is_ended(below) and len(below) < LONGEST_TITLE)),
        to=_addressee(text, above, below),
        listed=_is_listed(text, above, below),
        labelled=_is_labelled(text, above, below),
        heads=(len(above) <= LONGEST_NAME or is_ended(above)) and longest > ABOVE * len(text),
        named=ends_as_notice(above),
        answers=above.rstrip().endswith(("？", "?")) and TO_WHOM.match(text) is not None,
        headed=above if len(above) <= LONGEST_NAME and not is_ended(above) and len(text) > ABOVE * len(above) else "",
        goes_on=_goes_on(text, below),
    )


def is_signer(text: str) -> bool:
    """Whether a line names an office, with where it is in brackets before it: [江苏]云江县人民法院.

    >>> is_signer("[江苏]云江县人民法院"), is_signer("云江县人民法院公布名单")
    (True, False)
    """
    return len(text) <= LONGEST_NAME and is_office(simplified(PLACE.sub("", text.strip())))


def _is_listed(text: str, above: str, below: str) -> bool:
    """Whether a line is one of a list, a programme or a table, or says who was there, by itself or by the line above or below it."""
    if is_of_list(text) or names_called(text) or TIMED.match(text):
        return True
    return any(of(text) and (of(above) or of(below)) for of in (is_cells, _is_priced))


def _is_labelled(text: str, above: str, below: str) -> bool:
    """Whether a line says something behind a label, beside another that does so behind another: 违法事实：…, 处罚结果：…."""
    return (label := label_of(text)) != "" and any(other not in ("", label) for other in (label_of(above), label_of(below)))


def _is_priced(text: str) -> bool:
    """Whether a line says how much of something there is, or what it costs: 白菜 每斤0.50元."""
    return len(text) <= LONGEST_NAME and PRICED.fullmatch(text.strip()) is not None


def _goes_on(text: str, below: str) -> str:
    """The line below one of a headline if that tells it from another: 国务院关于, 关于……的批复; （2019年3月28日…通过）.

    In other languages than Chinese any line does: what a reader says twice of a headline stands above its text.
    """
    if len(text) > LONGEST_NAME:
        return ""
    # DEPARTMENT OF THE INTERIOR, above each of its offices.
    if not HAN.search(text + below) and len(below) <= LONGEST_NAME and not (is_ended(text) or is_ended(below)):
        return letters(below)
    line = simplified(text.strip())
    of_document = line.endswith(ON) or (simplified(below).startswith(ON) and is_signer(line))
    return letters(below) if of_document or ADOPTED.fullmatch(below.strip()) else ""


def _poems(texts: Sequence[str]) -> list[int]:
    """The number of the poem that each text of a page is a line of; 0 for any other."""
    out = [0] * len(texts)
    # So many short lines one below the other are asked for names, and so is the line right above them.
    asked: set[int] = set()
    for short, run in groupby(range(len(texts)), key=lambda at: len(texts[at]) <= LONGEST_OF_VERSE):
        if short and len(lines := [*run]) >= FEW:
            asked.update(lines, range(max(0, lines[0] - 1), lines[0]))
    if not asked:
        return out
    found = verse([("byline" if at in asked and byline(text) else "body", text) for at, text in enumerate(texts)])
    for k, at in enumerate(found):
        out[at] = out[at - 1] if k and found[k - 1] == at - 1 else at + 1
    return out


def _names_of_notices(texts: Sequence[str]) -> set[str]:
    """The lines of a page that each begin a notice: 招标公告, or what stands there with several numbers (Notice No. 215, No. 216)."""
    lines = {text for text in texts if len(text) <= LONGEST_NAME and not is_ended(text)}
    forms = {text: NUMBER.sub("0", text) for text in lines}
    several = {form for form, count in Counter(forms.values()).items() if count > 1 and len(letters(form)) >= SHORTEST_TITLE}
    return {text for text in lines if ends_as_notice(text) or forms[text] in several}


def _addressee(text: str, above: str, below: str) -> str:
    """Whom a notice is for, of which a line is the name or the text: 王小军：, right above, below, or at its beginning."""
    # Below stands whom it is for only where this is the name of a notice.
    lines = (above, below) if len(text) <= LONGEST_ADDRESS and not is_ended(text) else (above,)
    found = next((line for line in lines if len(line) <= LONGEST_ADDRESS and COLON_END.match(line)), "")
    own = None if found else TO_WHOM.match(text)
    return own[0] if own else found
