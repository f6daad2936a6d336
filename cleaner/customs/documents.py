"""Customs of the titles of official documents and laws: who issues one, what about and of what kind, and who passed it."""

from __future__ import annotations

from cleaner.customs.seen import Seen, is_open, lines_below
from cleaner.language.script import simplified
from cleaner.lines.official import ADOPTION, ISSUER, KIND, ON, TITLE_LINES, is_office, says_what_about
from cleaner.regexes import compiled

# 江川省停车设施管理条例, above its first chapter or article.
LAW = compiled(r"(?:条例|條例|办法|辦法|规定|規定|细则|細則|规则|規則|章程|法)$")
BEGINS_LAW = compiled(r"第[一1][章条條编]\s")
# 江川省人民政府关于做好秋季防汛工作的通知
DOCUMENT = compiled(rf"^\p{{Han}}{{3,40}}关于.{{4,80}}的(?:{KIND})$")
# 江川省2021年国民经济和社会发展统计公报, 2018年3月大事记: a paper's name says of no year what it is about.
OF_YEAR = compiled(
    r"\p{Han}{2,16}\d{4}年(?:度|上半年|[一二三四]季度)?\p{Han}{4,40}(?:公报|公告|报告)|\d{4}年\d{1,2}月份?\p{Han}{0,8}大事记"
)
# （节选）, （根据录音整理）; （2014年3月） and 二○○六年五月, of which a chronicle is. Of 43 such lines right below a headline, on twenty
# sets of pages that others wrote, all are of it, or say it again.
SAID_OF_TEXT = compiled(
    r"[（(](?:节选|摘要|摘登|摘编|选登|全文|(?:根据)?(?:录音|记录)整理|试行|暂行|草案|讨论稿|征求意见稿|修订稿?)[）)]"
    r"|[（(]?(?:\d{4}|[〇○零一二三四五六七八九]{4})年(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?[）)]?"
)
# 江东省人民委员会任免令, on a page of documents
ORDER = compiled(r"^\p{Han}{4,30}(?:令|公告|通告|名[单單])$")


def is_form_of_title(here: Seen) -> bool:
    """Whether a line says who issues a document; or who passed a law, where that stands below its title (in the corpus 21 of 31 times).

    >>> from cleaner.customs.seen import NOTHING, seen
    >>> from cleaner.page import Block, Page
    >>> page, what = Page("p", "江川停车条例江川省人大会议通过"), NOTHING._replace(forms={6: ADOPTION})
    >>> [is_form_of_title(seen(page, [Block(0, 6, kind), Block(6, 15, "body")], 1, what)) for kind in ("title", "body")]
    [True, False]
    """
    form = here.printed.forms.get(here.block.start)
    return form == ISSUER or (form == ADOPTION and here.above is not None and here.above.kind == "title")


def is_about(here: Seen) -> bool:
    """Whether a line says which office gives notice of something, and the next of what: 江川县人民政府关于.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> pages = [(Page("p", f"{line}修桥的通知"), len(line)) for line in ("江川县人民政府关于", "市长谈关于")]
    >>> [is_about(seen(page, [Block(0, at, "byline"), Block(at, at + 5, "title")], 0)) for page, at in pages]
    [True, False]
    """
    text = simplified(here.text.strip())
    return text.endswith(ON) and is_office(text.removesuffix(ON)) and here.below is not None and is_open(here.reads(here.below))


def is_said_of_text(here: Seen) -> bool:
    """Whether a line right below a headline says what the text is: （节选）, （根据录音整理）, or of which month: （2014年3月）.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> page = Page("p", "在全市安全工作会议上的讲话（节选）")
    >>> [is_said_of_text(seen(page, [Block(0, 13, kind), Block(13, 17, "body")], 1)) for kind in ("title", "body")]
    [True, False]
    """
    return here.above is not None and here.above.kind == "title" and SAID_OF_TEXT.fullmatch(simplified(here.text.strip())) is not None


def is_adopted(here: Seen) -> bool:
    """Whether right below a line stands who passed it, and when.

    >>> from cleaner.customs.seen import NOTHING, seen
    >>> from cleaner.page import Block, Page
    >>> page, blocks = Page("p", "江川停车条例江川省人大会议通过"), [Block(0, 6, "body"), Block(6, 15, "body")]
    >>> [is_adopted(seen(page, blocks, 0, NOTHING._replace(forms=forms))) for forms in ({6: ADOPTION}, {})]
    [True, False]
    """
    return is_open(here.text) and here.below is not None and here.printed.forms.get(here.below.start) == ADOPTION


def is_above_law(here: Seen) -> bool:
    """Whether a line right above the first chapter or article of a law is the law's title: 江川省停车设施管理条例.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> pages = [Page("p", "江川停车条例" + below) for below in ("第一条 停车要有序。", "今天起停车更方便。")]
    >>> [is_above_law(seen(page, [Block(0, 6, "body"), Block(6, 16, "body")], 0)) for page in pages]
    [True, False]
    """
    return is_open(here.text) and LAW.search(here.text) is not None and BEGINS_LAW.match(here.reads(here.below)) is not None


def is_of_document(here: Seen) -> bool:
    """Whether a line is the title of a document: 江川省人民政府关于做好秋季防汛工作的通知; on a page of documents 江川省人民政府令, too.

    >>> from cleaner.customs.seen import NOTHING, seen
    >>> from cleaner.page import Block, Page
    >>> page, blocks = Page("p", "关于做好今年汛期防汛工作的通知"), [Block(0, 8, "body"), Block(8, 15, "body")]
    >>> [is_of_document(seen(page, blocks, at)) for at in (0, 1)]
    [True, False]
    >>> is_of_document(seen(Page("p", "江川省人民政府令"), [Block(0, 8, "body")], 0, NOTHING._replace(gazette=True)))
    True
    >>> pages = [Page("p", line) for line in ("江川省2021年环境状况公报", "江川公报")]
    >>> [is_of_document(seen(page, [Block(0, len(page.source), "page-furniture")], 0)) for page in pages]
    [True, False]
    """
    if not is_open(here.text):
        return False
    if OF_YEAR.fullmatch(simplified(here.text.strip())):
        return True
    if says_what_about([simplified(here.text), *lines_below(here, TITLE_LINES - 1)]):
        return True
    return bool(DOCUMENT.match(simplified(here.text)) or (here.printed.gazette and ORDER.match(here.text)))
