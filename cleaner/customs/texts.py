"""Customs of texts: lines that were weighed as a headline, a caption or page furniture, and are text all the same."""

from __future__ import annotations

from bisect import bisect_left
from itertools import chain, islice

from cleaner.customs.headlines import likelier
from cleaner.customs.seen import LONGEST_LINE, Seen, is_below_end, lines_from
from cleaner.language.marks import COLON_END, PICTURE, closed
from cleaner.language.script import simplified
from cleaner.lines.lists import is_labelled
from cleaner.lines.subheads import is_date_of_entry
from cleaner.page import BLANK, Block
from cleaner.people.names import is_name
from cleaner.people.roles import endings
from cleaner.people.whose_words import is_source_of_words
from cleaner.regexes import compiled

# 内容提要, on a line of its own: what stands below.
LABEL = compiled(
    r"[【\[]?(?:[内內]容(?:提要|摘要)|裁判(?:摘要|要旨)|核心(?:阅读|閱讀|提示)|(?:阅读|閱讀)提示|[编編]者按|(?:人物|作者|嘉[宾賓])(?:[简簡]介|小[传傳]|[档檔]案))[】\]]?"
)

# What a clause of several ends with.
CLAUSE = compiled(r"[；;]\s*$")
# 任命李明为江川县卫生局局长。
APPOINTS = compiled(r"(?:决定|批准|提名)?(?:任命|免去|聘任|解聘)\p{Han}\S{3,50}[。；;]")
# 李明为江川县卫生局局长。, 李明的江川县卫生局局长职务。
APPOINTED = compiled(r"(?P<name>\p{Han}{2,4})(?:[为任](?P<post>\p{Han}{4,40})|的(?P<post>\p{Han}{4,40})职务)[。；;]")
# What posts end in that are not among those known: 庭长, 检察员.
ENDS_POST = ("长", "员")
# 原告：江川航运有限公司。
PARTY = compiled(r"(?:被?上诉人|被?申请人|原告|被告|第三人|公诉机关|(?:法定|诉讼|委托)代[表理]人)[^：:。]{0,16}[：:]\S.*")
# 雨下了一夜。李明站在: of 23,902 headlines of the corpus two have a full stop within, and none one with a bracket behind it.
SENTENCE_WITHIN = compiled(r"。[”’」』》）)]*+\s*+[^”’」』》）)。…—]")
# 青江财经：, who asks; and lines below in which he does so again, at most. Chosen.
ASKS, NEAR = compiled(r"[^\s：:，。！？]{1,10}[：:]"), 40
NUMBER = compiled(r"\d+")
# 0571-85310285, lamp@qingjiang.cn
NO_WORDS = compiled(r"[\d\s()（）+－—–-]{5,24}|[\w.-]+@[\w.-]+")
# Chance from which a line may be of a headline that has several such. Chosen: on the labelled pages, whose subheads of two lines mostly
# have less, nothing changes by it; of the headlines in bench/invented that it is for, most have more.
LIKELY = 0.15
# From this chance on a line is a headline's though the text below begins within a sentence, which may go on from elsewhere. Chosen.
SURELY = 0.8
# A mark within a sentence, at its place where a line ends, and where one begins.
WITHIN_END, WITHIN_START = compiled(r"[，、]\s*$"), compiled(r"\s*[，。、；：！？”’）》]")


def is_fixed(here: Seen) -> bool:
    """Whether a line has a fixed place right below a text (`cleaner.page.ROW`): 电话：85310000 张先生, below a notice.

    >>> from cleaner.customs.seen import NOTHING, seen
    >>> from cleaner.page import Block, Page
    >>> page, blocks = Page("p", "地址：桥头电话：85310000"), [Block(0, 5, "body"), Block(5, 16, "page-furniture")]
    >>> [is_fixed(seen(page, blocks, 1, NOTHING._replace(rows=rows))) for rows in ({5}, ())]
    [True, False]
    """
    above = next(lines_from(here, -1), None)
    return here.block.start in here.printed.rows and above is not None and above.kind == "body"


def is_announced(here: Seen) -> bool:
    """Whether a number or an address stands right below a text that says what comes: 上面写着一个号码：.

    Names of columns stand below such texts, too: on 900 pages of other papers six, and no number.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> pages = [Page("p", f"上面写着号码{end}85310285") for end in "：。"]
    >>> [is_announced(seen(page, [Block(0, 7, "body"), Block(7, 15, "page-furniture")], 1)) for page in pages]
    [True, False]
    """
    above = next(lines_from(here, -1), None)
    if above is None or above.kind != "body" or not NO_WORDS.fullmatch(here.text):
        return False
    return COLON_END.match(here.reads(above)) is not None


def is_source_of_words_above(here: Seen) -> bool:
    """Whether a name behind a dash stands right below the end of what its bearer said: ——县教育局主任李明.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> pages = [Page("p", f"我不走{end}——县教育局主任李明") for end in "。，"]
    >>> [is_source_of_words_above(seen(page, [Block(0, 4, "body"), Block(4, 14, "title")], 1)) for page in pages]
    [True, False]
    """
    return is_source_of_words(here.text) and is_below_end(here)


def is_form(here: Seen) -> bool:
    """Whether a line is a form of an official document (its number, whom it is for, who signed it).

    >>> from cleaner.customs.seen import NOTHING, seen
    >>> from cleaner.page import Block, Page
    >>> [is_form(seen(Page("p", "各市人民政府："), [Block(0, 7, "title")], 0, NOTHING._replace(forms=f))) for f in ({0: "addressee"}, {})]
    [True, False]
    """
    return here.block.start in here.printed.forms


def is_in_only_text(here: Seen) -> bool:
    """Whether a line stands below the place where the text of the only article begins.

    >>> from cleaner.customs.seen import NOTHING, seen
    >>> from cleaner.page import Block, Page
    >>> [is_in_only_text(seen(Page("p", "十年等来的桥"), [Block(0, 6, "title")], 0, NOTHING._replace(text_starts=k))) for k in (0, None)]
    [True, False]
    """
    return here.printed.text_starts is not None and here.block.start >= here.printed.text_starts


def is_appointment(here: Seen) -> bool:
    """Whether a sentence appoints somebody to a post: 任命李明为江川县卫生局局长。, and 李明为江川县卫生局局长。 in a list of these.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> lines = ("任命李明为江川县卫生局局长。", "李明为江川县卫生局局长。", "任命新局长", "李明为江川县小学生修桥。")
    >>> [is_appointment(seen(Page("p", line), [Block(0, len(line), "caption")], 0)) for line in lines]
    [True, True, False, False]
    """
    text = simplified(here.text.strip())
    found = APPOINTED.fullmatch(text)
    appointed = found is not None and is_name(found["name"]) and found["post"].endswith((*endings("post"), *ENDS_POST))
    return appointed or APPOINTS.fullmatch(text) is not None


def has_sentence_within(here: Seen) -> bool:
    """Whether a line goes on behind a full stop within it, or has who signs behind one: 雨下了一夜。李明站在, that a column cut off.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> lines = ("雨下了一夜。李明站在", "村民笑得合不拢嘴。（李明）", "帮了大忙！（深聚焦）", "“我回来了。”", "新桥通车。")
    >>> [has_sentence_within(seen(Page("p", line), [Block(0, len(line), "title")], 0)) for line in lines]
    [True, True, False, False, False]
    """
    return SENTENCE_WITHIN.search(here.text) is not None


def is_question(here: Seen) -> bool:
    """Whether a line is a question of somebody who asks again below, and opens an interview (青江财经：你们今年投了几家？).

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> pages = [Page("p", f"本报：投了几家？李明：九家。{who}：后悔吗？") for who in ("本报", "他问")]
    >>> blocks = [Block(0, 8, "title"), Block(8, 14, "body"), Block(14, 21, "body")]
    >>> [is_question(seen(page, blocks, 0)) for page in pages]
    [True, False]
    """
    if not here.text.rstrip().endswith(("？", "?")) or not (asks := ASKS.match(here.text)):
        return False
    near = (here.reads(block) for block in islice(lines_from(here, 1), NEAR))
    # A headline that the page says again asks nothing else.
    return any(line.startswith(asks[0]) and line.rstrip().endswith(("？", "?")) and line != here.text for line in near)


def is_party(here: Seen) -> bool:
    """Whether a sentence names a party of a court's case (原告：江川航运有限公司。).

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> lines = ("原告：江川航运有限公司。", "法定代表人：李明，该公司总经理。", "原告昨天胜诉")
    >>> [is_party(seen(Page("p", line), [Block(0, len(line), "caption")], 0)) for line in lines]
    [True, True, False]
    """
    return PARTY.fullmatch(simplified(here.text.strip())) is not None


def is_of_event(here: Seen) -> bool:
    """Whether a line says something of an event behind a label: 时间：周六下午.

    It stands right below a headline, the end of a text, or another such line.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> [is_of_event(seen(Page("p", f"请来听{end}时间：周六"), [Block(0, 4, "body"), Block(4, 9, "caption")], 1)) for end in "。，"]
    [True, False]
    """
    if here.block.start in here.printed.rows or not is_labelled(here.text):
        return False
    above = here.above
    over = here.reads(above) if above is not None and above.kind == "body" else ""
    return (above is not None and above.kind == "title" and here.block.kind == "title") or closed(over) or is_labelled(over)


def is_of_series(here: Seen) -> bool:
    """Whether a line numbers a part of a text, and another part is numbered so elsewhere: 故事一, on a page that has 故事二, too.

    >>> from cleaner.customs.seen import NOTHING, seen
    >>> from cleaner.page import Block, Page
    >>> [is_of_series(seen(Page("p", "下篇"), [Block(0, 2, "title")], 0, NOTHING._replace(counted=c))) for c in ({0: "篇"}, {})]
    [True, False]
    """
    return here.block.start in here.printed.counted


def is_of_dated_parts(here: Seen) -> bool:
    """Whether a date stands above a text, and another one above another: entries of a diary, or of a chronicle.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> pages = [Page("p", f"2003年9月8日今天到了石桥村。2003年9月{day}日下雨，没有出工。") for day in "98"]
    >>> blocks = [Block(0, 9, "page-furniture"), Block(9, 17, "body"), Block(17, 26, "page-furniture"), Block(26, 35, "body")]
    >>> [is_of_dated_parts(seen(page, blocks, 0)) for page in pages]
    [True, False]
    """
    if not _dates_text(here, here.block):
        return False
    near = chain.from_iterable(islice(lines_from(here, step), NEAR) for step in (-1, 1))
    form, own = NUMBER.sub("0", here.text.split()[0]), here.text.split()[0]
    others = (block for block in near if (line := here.reads(block).split()) and line[0] != own and NUMBER.sub("0", line[0]) == form)
    return any(_dates_text(here, block) for block in others)


def _dates_text(here: Seen, block: Block) -> bool:
    """Whether a block is the date of an entry, and a sentence stands right below it."""
    if not is_date_of_entry(here.reads(block)):
        return False
    at = bisect_left(here.blocks, block.end, key=lambda one: one.start)
    below = next((one for one in islice(here.blocks, at, at + 2) if one.kind != BLANK), None)
    return below is not None and closed(here.reads(below))


def is_label(here: Seen) -> bool:
    """Whether a line says that a summary or a note stands below: 内容提要.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> is_label(seen(Page("p", "【内容提要】"), [Block(0, 6, "title")], 0))
    True
    """
    return LABEL.fullmatch(here.text.strip()) is not None


def is_of_dashed_pair(here: Seen) -> bool:
    """Whether a line is one of two short ones with a dash between, that are likelier text than a headline.

    >>> from cleaner.customs.seen import NOTHING, seen
    >>> from cleaner.page import Block, Page
    >>> page, blocks = Page("p", "青江大桥——十年等来的桥"), [Block(0, 6, "title"), Block(6, 12, "title")]
    >>> [is_of_dashed_pair(seen(page, blocks, 1, NOTHING._replace(titles={0: chance, 6: chance}))) for chance in (0.1, 0.9)]
    [True, False]
    """
    return likelier(here) == "body"


def is_line_with_colon(here: Seen) -> bool:
    """Whether a line ends in a colon, on a page of official documents (现就有关事项通知如下：).

    >>> from cleaner.customs.seen import NOTHING, seen
    >>> from cleaner.page import Block, Page
    >>> page, blocks = Page("p", "现通知如下："), [Block(0, 6, "title")]
    >>> [is_line_with_colon(seen(page, blocks, 0, NOTHING._replace(gazette=gazette))) for gazette in (True, False)]
    [True, False]
    """
    return here.printed.gazette and COLON_END.match(here.text) is not None


def is_end_of_clauses(here: Seen) -> bool:
    """Whether a line is the last of a list whose clauses end in a semicolon (李明为江川县卫生局局长。 below 王芳为江川县审计局局长；).

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> pages = [Page("p", f"王芳任局长{end}李明任处长。") for end in "；。"]
    >>> [is_end_of_clauses(seen(page, [Block(0, 6, "body"), Block(6, 12, "caption")], 1)) for page in pages]
    [True, False]
    """
    above = next(lines_from(here, -1), None)
    if above is None or above.kind != "body" or PICTURE.match(here.text):
        return False
    return CLAUSE.search(here.reads(above)) is not None and closed(here.text)


def is_torn_opening(here: Seen) -> bool:
    """Whether a line is the first words of a text, torn off from it at a mark within their sentence, below a headline or a byline.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> pages = [Page("p", f"新桥通车两岸居民{mark}" + "从此不必再等渡船。" * 5) for mark in "，们"]
    >>> blocks = [Block(0, 4, "title"), Block(4, 9, "title"), Block(9, 54, "body")]
    >>> [is_torn_opening(seen(page, blocks, 1)) for page in pages]
    [True, False]
    """
    above, below = here.above, here.below
    if above is None or below is None or above.kind not in ("title", "byline") or below.kind != "body":
        return False
    text = here.reads(below)
    if here.chance(below) >= LIKELY or len(text) <= LONGEST_LINE:
        return False
    doubtful = here.chance(here.block) < SURELY
    return WITHIN_END.search(here.text) is not None or (doubtful and WITHIN_START.match(text) is not None)
