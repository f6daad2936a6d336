"""Forms of official documents: what stands in a notice or a decree and is neither its title nor a sentence.

A gazette prints one document after the other, each with its number, whom it is for, who signs it and when. They are of the text,
though a number looks like a headline, a date like page furniture, and all of them are the same from document to document. The forms
and their order are those of GB/T 9704-2012 (党政机关公文格式); the patterns are in `official.txt`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import Literal

from cleaner.language.marks import closed
from cleaner.language.script import simplified
from cleaner.lines.furniture import furniture
from cleaner.lines.notices import ends_as_notice
from cleaner.page import LONG, Note, Page, text_of
from cleaner.patterns import alternatives, first_fitting
from cleaner.people.names import is_name
from cleaner.people.signatures import is_name_with_place
from cleaner.regexes import compiled

# The rule of the notes that say which blocks are forms.
RULE: Literal["official-form"] = "official-form"
# 第一章 is a heading within a text, and is linked as any other paragraph.
WITHIN = "chapter"
# The line of a title that says who issues a document stands above one that says what it is about.
ISSUER = "issuer"
# （2021年9月29日江川省人民代表大会常务委员会通过）: who passed a law, and when.
ADOPTION = "adoption"
# 各市人民政府：, 同志们：, whom a document or a speech is for.
ADDRESSEE = "addressee"
# 联系电话：0571-88880000, between a notice and who signs it.
CONTACT = "contact"
# What a document is on, right behind who issues it, or on the next line.
ON = "关于"
# What a document is.
KIND = "通知|通报|决定|决议|意见|批复|批覆|公告|通告|报告|请示|函|办法|规定|方案|命令|指示|议案|纪要"
ABOUT = compiled(rf"^关于.{{2,80}}(?:{KIND})$")
# Lines of such a title at most, and characters of one. Chosen.
TITLE_LINES, TITLE_LINE = 3, 40
# What the title of a document ends in, or its last line, where 关于 is not near: of the kinds those that headlines of news do not end in.
OF_A_KIND = compiled(r"(?r)(?:通知|通报|决定|意见|批复|函|命令|指示)")
# 附件：1.清单, and on a line of its own 2.名单.
NEXT_ATTACHMENT = compiled(r"^\d{1,2}\s*[.．、]\s*\S.{0,60}$")
# 第四条 本条例自2021年12月1日起施行。
ARTICLE_OF_LAW = compiled(r"^第[0-9一二三四五六七八九十百零]+[条條]\s")
# 第8253号, 第一六八二号 is a paper's: no document has so high a number.
NUMBER_OF_PAPER = compiled(r"第\s*(?:\d{4,6}|[一二三四五六七八九〇○零]{4,5})\s*[号號]")
# 何大川：, 王芳、李明：: whom a notice is to (江川县人民法院公告), or who speaks.
TO_WHOM = compiled(r"\p{Han}{2,4}(?:[、，]\p{Han}{2,4}){0,4}[:：]")
# Longest line that is a form, in characters: a list of whom a document is for. Chosen.
LONGEST = 140
# Longest date on a line of its own, in characters: （二〇二一年十二月二十八日）
LONGEST_DATE = 16
# Of an office that signs, with nothing beside it: longer lines are headlines that end as offices do (任免一批干部). Chosen.
LONGEST_ALONE = 14
# What no name of an office has: 代表在开罗开会, 县里召开大会.
SAYS_MORE = compiled(r"[在将被的了是为]|[^委员协工商合学居理]会$")
# Right below a whole text a date in words is the text's: all of 20 on pages of bench/papers, bench/unseen and bench/invented are. Of
# those in figures 6 of 17 are the paper's, and none of 2 below what ends a notice. Of 96 in words that stand anywhere, on pages that
# are set from bench/unseen and on bench/invented, 90 are a text's.
IN_WORDS = compiled(r"[一二三四五六七八九十]日")
PARTING = r"特此.{1,4}|敬礼|此致|此复|此令|为盼|为荷"
END_OF_NOTICE = compiled(rf"(?:{PARTING}|(?:施行|执行|解释|实施))[。！!]?$")
# Below these an office signs without a date.
PARTING_WORDS = compiled(rf"(?r)(?:{PARTING})[。！!]?")
# Offices that sign together, at most. Chosen.
SIGNERS = 8
# Lines above a date among which it is looked for whom the document is for. Chosen: no document on a page has more.
LONGEST_DOCUMENT = 200
ADDRESSED_OR_ENDED = (ADDRESSEE, "date", "dated-signer")
# Forms that only what stands above or below a line can tell.
BESIDE = ("date", "office", "official", "to-offices")


def forms(lines: Sequence[str]) -> list[str]:
    """The form of an official document that each line of a page is; "" for any other line.

    A date ends a document only below those who sign it. A line signs only between the end of a text (and how to call) and a date; an office
    also above any date, and below what ends a notice (特此公告). Elsewhere these lines may be anything.

    >>> forms(["江川省人民政府", "关于做好防汛工作的通知"])
    ['issuer', '']
    >>> forms(["江川省人民政府", "关于做好今年汛期", "防汛工作的通知"])
    ['issuer', '', '']
    >>> forms(["特此通知。", "江川省人民政府", "2021年9月18日", "江政发〔2021〕52号", "2021年9月19日"])
    ['', 'signer', 'date', 'number', '']
    >>> forms(["请各位读者来信。", "联系电话：88880000", "江川日报社", "2021年9月18日"])
    ['', 'contact', 'signer', 'date']
    >>> forms(["请到我局办理注销手续。", "2022年6月8日", "江川省药品监督管理局"]), forms(["各市人民政府：", "请修桥。", "2022年6月8日"])
    (['', 'date', 'signer'], ['addressee', '', 'date'])
    >>> forms(["江川县人民法院公告", "何大川：", "本院受理一案。"])
    ['', 'addressee', '']
    >>> forms(["此令。", "民国二十五年八月十一日", "主席 李明", "厅长 王宽"])
    ['', 'date', 'signer', 'signer']
    """
    return [*(_kept if sum(map(len, lines)) <= LONG else _forms)(tuple(lines))]


def _forms(lines: tuple[str, ...]) -> tuple[str, ...]:
    plain = [simplified(line.strip()) if len(line) <= LONGEST else line for line in lines]
    found = [_alone(line) for line in plain]
    # On top of a page it is the page's head.
    found[:1] = ["" if form == "dated-signer" else form for form in found[:1]]
    for k in range(1, len(plain)):
        if found[k - 1] == "attachment" and NEXT_ATTACHMENT.match(plain[k]):
            found[k] = "attachment"
        # Below a title or a number an office is whom the document is for; elsewhere it may be who speaks.
        if (found[k - 1] == "number" or OF_A_KIND.match(plain[k - 1])) and alternatives("official.txt")["to-offices"].fits(plain[k]):
            found[k] = ADDRESSEE
        if not found[k] and ends_as_notice(plain[k - 1]) and TO_WHOM.fullmatch(plain[k]):
            found[k] = ADDRESSEE
        # 2021年第4号 below the name of a gazette is the gazette's.
        if found[k] == "number" and furniture(plain[k - 1]) == "masthead":
            found[k] = ""
    for k, line in enumerate(plain):
        if is_date(line):
            _end(plain, found, k)
        elif k and PARTING_WORDS.match(plain[k - 1]) and is_office(line):
            found[k] = "signer"
        elif k and says_what_about(plain[k : k + TITLE_LINES]) and _signs(plain[k - 1]):
            found[k - 1] = ISSUER
    return tuple(found)


# Two passes ask about the lines of a page.
_kept = functools.lru_cache(maxsize=1)(_forms)


def says_what_about(lines: Sequence[str]) -> bool:
    """Whether the first of some lines, or that and the next ones, say what a document is about and of what kind it is.

    >>> says_what_about(["关于做好今年汛期", "防汛工作的通知", "各市："]), says_what_about(["关于桥的故事", "桥通车了。"])
    (True, False)
    """
    if not lines[0].startswith(ON):
        return False
    short = [*takewhile(lambda line: len(line) <= TITLE_LINE and not closed(line), lines)]
    return bool(ABOUT.match(lines[0])) or any(ABOUT.match("".join(short[:count])) for count in range(2, len(short) + 1))


def _end(lines: Sequence[str], found: list[str], at: int) -> None:
    """Mark the end of a document, whose date stands at this place: the date, who signs above or below it, and how to call above them."""
    if below := _signers_below(lines, at):
        found[at : at + 1 + below] = ["date", *["signer"] * below]
        return
    signers = _run_above(lines, at, _signs)
    contacts = _run_above(lines, signers, lambda line: furniture(line) == CONTACT)
    below_text = contacts > 0 and (closed(lines[contacts - 1]) or bool(found[contacts - 1]))
    # 各县（市、区）人民政府：… stands above, and no end of a document between.
    if below_text and _is_addressed(found, at):
        found[at] = "date"
    ends_text = below_text and (contacts < at or _ends_in(lines[at], lines[at - 1]))
    says_how_to_call = contacts < signers < at
    offices_sign = 0 < signers < at and all(is_office(line) and not furniture(line) for line in lines[signers:at])
    if ends_text or says_how_to_call or offices_sign or _is_in_words(lines, at):
        found[contacts : at + 1] = [CONTACT] * (signers - contacts) + ["signer"] * (at - signers) + ["date"]


def _signers_below(lines: Sequence[str], at: int) -> int:
    """How many lines below a date, right behind a text, say who signs: an office at the page's end or above a headline, or posts."""
    if not at or not closed(lines[at - 1]):
        return 0
    if is_office("".join(lines[at + 1 : at + 2])) and not any(map(closed, lines[at + 2 : at + 3])):
        return 1
    return len([*takewhile(names_post, lines[at + 1 : at + 1 + SIGNERS])])


def _run_above(lines: Sequence[str], at: int, are: Callable[[str], bool]) -> int:
    """Where the lines right above a place begin that are all of one kind, SIGNERS of them at most."""
    first = at
    while first > max(0, at - SIGNERS) and are(lines[first - 1]):
        first -= 1
    return first


def _is_addressed(found: Sequence[str], at: int) -> bool:
    """Whether a line above says whom the document is for, with no end of a document between."""
    near = reversed(found[max(0, at - LONGEST_DOCUMENT) : at])
    return next((form for form in near if form in ADDRESSED_OR_ENDED), "") == ADDRESSEE


def _is_in_words(lines: Sequence[str], at: int) -> bool:
    """Whether a date is in words, and no line beside it page furniture: then it is no paper's, unless it is on top."""
    beside = [*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]]
    return at > 0 and IN_WORDS.search(lines[at]) is not None and not any(map(furniture, beside))


def is_date(line: str) -> bool:
    """Whether a line is a date as documents end in one.

    >>> is_date("2021年9月18日"), is_date("2021年9月18日，江川省修桥。")
    (True, False)
    """
    return len(line) <= LONGEST_DATE and alternatives("official.txt")["date"].fits(line)


def _ends_in(date: str, text: str) -> bool:
    """Whether a date right below a text is the text's, with nobody between who signs it."""
    return IN_WORDS.search(date) is not None or END_OF_NOTICE.search(text) is not None


@functools.lru_cache(maxsize=2048)  # two passes ask about the same lines
def _alone(line: str) -> str:
    """The form that a line is by its own words."""
    if len(line) > LONGEST or closed(line.rstrip("）)")) or NUMBER_OF_PAPER.fullmatch(line):
        return ""
    found = first_fitting("official.txt", line, BESIDE) or ""
    # 江川日报社 2021年9月18日 is a running head.
    return "" if found == "dated-signer" and furniture(line) else found


def _signs(line: str) -> bool:
    """Whether a line can name who signs a document, or a letter: an office, a name, one with a post or a place before it."""
    if len(line) > LONGEST:
        return False
    official, close = alternatives("official.txt")["official"], line.replace(" ", "")
    return is_office(line) or official.fits(line) or official.fits(close) or is_name(close, common=True) or is_name_with_place(line)


def names_post(line: str) -> bool:
    """Whether a line says who somebody is, and his name, as who signs below the date.

    >>> names_post("主席 李明"), names_post("主席台")
    (True, False)
    """
    return len(line) <= LONGEST and alternatives("official.txt")["official"].fits(line)


def is_office(line: str) -> bool:
    """Whether a line names an office, or several, and nothing else.

    >>> is_office("江川省人民政府"), is_office("江川省人民政府公布名单")
    (True, False)
    """
    office = alternatives("official.txt")["office"]
    return len(line) <= LONGEST and (office.fits(line) or office.fits(line.replace(" ", "")))


def is_office_alone(line: str) -> bool:
    """Whether a line names one office as who signs does, and is no headline that ends as offices do.

    >>> [is_office_alone(line) for line in ("县自来水公司", "学院党委任免一批中层及以下干部", "八国代表在开罗开会")]
    [True, False, False]
    """
    if len(line) > LONGEST_ALONE:
        return False
    name = simplified(line.strip())
    return is_office(name) and SAYS_MORE.search(name) is None


def official(page: Page) -> list[Note]:
    """A note for each block of text that is a form of an official document.

    >>> from cleaner.passes.segment import segment
    >>> text = "关于修桥的通知\\n\\n江政发〔2021〕52号\\n\\n请各市修桥。\\n\\n江川省人民政府\\n\\n2021年9月18日"
    >>> [dict(note.facts) for note in official(segment(Page("p", text)))]
    [{'form': 'number'}, {'form': 'signer'}, {'form': 'date'}]
    """
    texts = [block for block in page.blocks if block.kind == "body"]
    found = forms([text_of(page, block) for block in texts])
    return [Note(block.start, block.end, RULE, (("form", form),)) for block, form in zip(texts, found, strict=True) if form]


def standing(page: Page) -> dict[int, str]:
    """The forms of a page that go where they stand: where each begins, and which it is.

    >>> from cleaner.passes.segment import segment
    >>> page = segment(Page("p", "关于修桥的通知\\n\\n江政发〔2021〕52号\\n\\n请各市修桥。\\n\\n江川省人民政府\\n\\n2021年9月18日"))
    >>> standing(page.with_notes(official(page)))
    {9: 'number', 31: 'signer', 40: 'date'}
    """
    found = {note.start: str(dict(note.facts)["form"]) for note in page.notes if note.rule == RULE}
    return {start: form for start, form in found.items() if form != WITHIN}
