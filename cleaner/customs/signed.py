"""Customs of who signs: below a headline, at the end of a text, in a list."""

from __future__ import annotations

from itertools import dropwhile, islice, takewhile

from cleaner.customs.seen import Seen, is_below_end, is_below_headline, is_open, lines_from
from cleaner.language.marks import closed
from cleaner.language.script import simplified
from cleaner.lines.notices import is_name_of_notice
from cleaner.lines.official import ADDRESSEE, is_date, is_office, is_office_alone, names_post
from cleaner.lines.subheads import is_day
from cleaner.looks.said import SHORT
from cleaner.people.bylines import authors_of
from cleaner.people.name_or_word import is_common_word
from cleaner.people.names import is_name, is_pen_name, is_transcribed, split_words
from cleaner.people.roles import endings
from cleaner.people.signatures import is_name_with_place, is_spread, signed_by
from cleaner.regexes import compiled

# A running head names its paper.
SIGNER_WITH_DATE = compiled(r"(?=.{6,40}$)\p{Han}[\p{Han}、·\s]*(?<![报刊版社网讯期])\s*(?:19|20)\d\d[.．/-]\d{1,2}[.．/-]\d{1,2}")
# 王芳，女，1965年生; but 王芳，你好, and 王芳：… of who speaks.
OF_LIFE = compiled(r"\s*[，,]\s*(?:[男女][，,。]|\d{4}年|生于|出生|汉族|现[年任]|\p{Han}{2,8}人[，,。])")
# Characters of a name that no more than its place need show: of two it may be a word. Chosen.
NAME = 3
# Lines of a notice, or of a letter, that are looked at for what it is. Chosen.
LONGEST_NOTICE = 12
# 编辑同志：, with which letters to a paper begin.
TO_EDITOR = compiled(r"\s*(?:尊敬的)?(?:编辑|记者|主编|总编)(?:部|同志|先生|老师|朋友)*们?(?:[你您]们?好)?\s*[：:！!]")
# 市公交公司, below what it has to say.
SIGNER = compiled(r"\p{Han}{2,20}(?:公司|法院|检察院|檢察院|[^结結布格]局|政府|委员会|委員會|管理[处處])")


def is_name_apart(here: Seen) -> bool:
    """Whether a line is a name as signatures are set, between a headline and a text: also a pen name set apart, or one by its sound.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> page, text = Page("p", "新桥今天通车亦 农" + "两岸居民从此不必再等渡船。" * 3), Block(9, 48, "body")
    >>> [is_name_apart(seen(page, [Block(0, 6, kind), Block(6, 9, "body"), text], 1)) for kind in ("title", "body")]
    [True, False]
    >>> page, ends = Page("p", page.source.replace("亦 农", "格桑卓玛")), ((0, 6, "title"), (6, 10, "body"), (10, 49, "body"))
    >>> is_name_apart(seen(page, [Block(*one) for one in ends], 1))
    True
    """
    word = "".join(here.text.split())
    named = signed_by(here.text) or is_transcribed(word) or (is_spread(here.text) and is_pen_name(word))
    name = len(here.text) <= SHORT and (named or (len(word) == NAME and is_name(word) and not is_common_word(word)))
    return bool(name) and not is_name_of_notice(word) and is_below_headline(here)


def is_of_profile(here: Seen) -> bool:
    """Whether a name heads what the text right below says of who has it: 王芳, above 王芳，女，1965年生.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> page, blocks = Page("p", "王芳王芳，女，江川人。"), [Block(0, 2, "byline"), Block(2, 11, "body")]
    >>> [is_of_profile(seen(page, blocks, at)) for at in (0, 1)]
    [True, False]
    """
    name = "".join(here.text.split())
    text = here.reads(here.below)
    return len(name) <= NAME and is_name(name) and text.startswith(name) and OF_LIFE.match(simplified(text), len(name)) is not None


def is_date_below_signer(here: Seen) -> bool:
    """Whether a date stands right below an office that signs a text, or below whoever signs a notice: 江川县人民法院, 2023年1月12日.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> pages = [Page("p", f"现予公告{end}江川县人民法院2023年1月12日") for end in "。，"]
    >>> blocks = [Block(0, 5, "body"), Block(5, 12, "body"), Block(12, 22, "page-furniture")]
    >>> [is_date_below_signer(seen(page, blocks, 2)) for page in pages]
    [True, False]
    """
    if not is_date(here.text):
        return False
    over = lines_from(here, -1)
    signer, text = next(over, None), next(over, None)
    if signer is None or text is None or signer.kind not in ("body", "byline") or text.kind not in ("body", "byline"):
        return False
    office = text.kind == "body" and closed(here.reads(text)) and is_office(simplified(here.reads(signer).strip()))
    return office or (not closed(here.reads(signer)) and _is_in_notice(here))


def is_day_of_text(here: Seen) -> bool:
    """Whether a date without its year stands right between a headline and its text, of which it says when: 5月12日.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> page = Page("p", "新桥通车5月12日新桥今天通车。")
    >>> places = [[Block(0, 4, kind), Block(4, 9, "page-furniture"), Block(9, 16, "body")] for kind in ("title", "page-furniture")]
    >>> [is_day_of_text(seen(page, blocks, 1)) for blocks in places]
    [True, False]
    """
    above, below = here.above, here.below
    if not is_day(here.text.strip()) or above is None or below is None or below.kind != "body":
        return False
    right = next(lines_from(here, -1)) is above and next(lines_from(here, 1)) is below
    return right and is_open(here.reads(above)) and closed(here.reads(below))


def _is_in_notice(here: Seen) -> bool:
    """Whether a line stands below those who sign a notice, which its name heads: 讣告."""
    above = map(here.reads, islice(lines_from(here, -1), LONGEST_NOTICE))
    text = dropwhile(lambda line: not closed(line), above)
    return is_name_of_notice(next(dropwhile(closed, text), ""))


def is_office_of_letter(here: Seen) -> bool:
    """Whether an office stands right below the end of a letter to the paper, which it signs: 县自来水公司, below 编辑同志：….

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> pages = [Page("p", f"{to}水管已换。县自来水公司") for to in ("编辑同志：", "市民们说，")]
    >>> [is_office_of_letter(seen(page, [Block(0, 10, "body"), Block(10, 16, "title")], 1)) for page in pages]
    [True, False]
    """
    if not is_office_alone(here.text) or not is_below_end(here) or next(lines_from(here, -1), None) is not here.above:
        return False
    text = takewhile(lambda block: block.kind != "title", islice(lines_from(here, -1), LONGEST_NOTICE))
    return any(TO_EDITOR.match(simplified(here.reads(block))) for block in text)


def is_office_below_end(here: Seen) -> bool:
    """Whether an office or a company stands right below the end of a text, which it signs: 市公交公司.

    Names of columns end as offices do, too (心灵驿站, 政策会客厅): on 1,200 pages of other papers 20, and none of them so.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> pages = [Page("p", f"请失主到公司认领{end}市公交公司") for end in "。，"]
    >>> [is_office_below_end(seen(page, [Block(0, 9, "body"), Block(9, 14, "page-furniture")], 1)) for page in pages]
    [True, False]
    """
    return SIGNER.fullmatch(here.text.strip()) is not None and is_below_end(here)


def is_signer_with_date(here: Seen) -> bool:
    """Whether a line right below the end of a text says who signs it, and the date in numbers: 桥头小组 1977.3.26.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> pages = [Page("p", f"请大家来参加。{who}1977.3.26") for who in ("桥头小组", "江川日报")]
    >>> [is_signer_with_date(seen(page, [Block(0, 7, "body"), Block(7, 20, "page-furniture")], 1)) for page in pages]
    [True, False]
    """
    return SIGNER_WITH_DATE.fullmatch(simplified(here.text.strip())) is not None and is_below_end(here)


def is_speaker_apart(here: Seen) -> bool:
    """Whether a post and a name stand between the headline of a speech and its date, or whom it greets: 市长 李明.

    >>> from cleaner.customs.seen import NOTHING, seen
    >>> from cleaner.page import Block, Page
    >>> pages = [Page("p", f"在全市大会上的讲话市长 李明{below}") for below in ("（2020年3月5日）", "同志们：", "新桥通车")]
    >>> blocks = [[Block(0, 9, "title"), Block(9, 14, "body"), Block(14, len(page.source), "body")] for page in pages]
    >>> what = NOTHING._replace(forms={14: ADDRESSEE})
    >>> [is_speaker_apart(seen(page, of, 1, known)) for page, of, known in zip(pages, blocks, (NOTHING, what, NOTHING))]
    [True, True, False]
    """
    above, below = here.above, here.below
    if above is None or below is None or above.kind != "title" or not names_post(simplified(here.text.strip())):
        return False
    return is_date(simplified(here.reads(below).strip())) or here.printed.forms.get(below.start) == ADDRESSEE


def is_of_list_of_names(here: Seen) -> bool:
    """Whether a place and a name have another such line right above or below: 江川县 李明.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> is_of_list_of_names(seen(Page("p", "江川县 李明新桥县 王芳"), [Block(0, 6, "title"), Block(6, 12, "title")], 0))
    True
    """
    return is_name_with_place(here.text) and any(is_name_with_place(here.reads(block)) for block in (here.above, here.below))


def is_without_author(here: Seen) -> bool:
    """Whether a line that is taken for a byline names nobody, nor what somebody did: （以上内容仅供参考）, but 县水产局 供稿.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> lines = ("（以上仅供参考）", "（李明）", "县水产局 供稿")
    >>> [is_without_author(seen(Page("p", line), [Block(0, len(line), "byline")], 0)) for line in lines]
    [True, False, False]
    """
    return not authors_of(here.text) and not set(split_words(simplified(here.text))) & set(endings("person", "wrote"))


def is_of_signed_text(here: Seen) -> bool:
    """Whether a place and a name are of the text, for another signs right below, or a date ends a document there: 江川县 李明.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> is_of_signed_text(seen(Page("p", "江川县 李明2021年9月18日"), [Block(0, 6, "byline"), Block(6, 16, "body")], 0))
    True
    """
    below = here.below
    signs = is_name_with_place(here.text) and not is_speaker_apart(here)
    return signs and below is not None and (below.kind == "byline" or is_date(here.reads(below)))


def signs_letter(here: Seen) -> bool:
    """Whether a place and a name sign a reader's letter, or what he wrote for the paper, that ends above: 江川县 李明.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> [signs_letter(seen(Page("p", f"望修{end}江川县 李明"), [Block(0, 3, "body"), Block(3, 9, "body")], 1)) for end in "。，"]
    [True, False]
    """
    if not is_name_with_place(here.text) or is_of_list_of_names(here) or is_of_signed_text(here):
        return False
    return here.block.kind != "body" or is_below_end(here)
