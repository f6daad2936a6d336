"""Customs of print, each on a few blocks whose kinds are given."""

import importlib

import pytest

from cleaner.check.rules import rules
from cleaner.customs import table
from cleaner.customs.printed import NOTHING
from cleaner.customs.table import custom, custom_of_credit
from cleaner.page import FURNITURE, Block, Page
from cleaner.reasons import customs, reasons
from cleaner.unfamiliar.kinds import RULES


def page_of(*lines):
    """A page of lines, each with its kind."""
    source, blocks = "", []
    for text, kind in lines:
        blocks.append(Block(len(source), len(source) + len(text), kind))
        source += text + "\n"
    return Page("page", source, blocks=tuple(blocks))


def told(page, at):
    found = custom(page, page.blocks, at, NOTHING)
    return found.kind if found else page.blocks[at].kind


LETTER = "门前的路灯坏了三个月，望有关部门来修。"
NEWS = "本报讯 今年春耕比去年早了十天，江川县已经备足种子和化肥，农机也都修好了。"


@pytest.mark.parametrize("kind", ["title", "caption", "page-furniture", "body"])
def test_who_sent_a_letter_and_where_he_lives_is_its_byline(kind):
    """Of 66 such lines on pages of other papers 57 were who wrote, and came out as text."""
    page = page_of((LETTER, "body"), ("江川县 李明", kind), ("春耕开始了", "title"))
    assert told(page, 1) == "byline"


@pytest.mark.parametrize(
    ("line", "kind"),
    [("（本报东川1月13日电）", "body"), ("（以上内容仅供参考）", "body"), ("新桥水库工地 李明", "byline"), ("水清浅", "byline")],
)
def test_a_line_that_looks_like_a_byline_and_names_nobody_is_text(line, kind):
    assert told(page_of((LETTER, "body"), (line, "byline"), ("春耕开始了", "title")), 1) == kind


@pytest.mark.parametrize("kind", ["byline", "page-furniture", "title", "caption"])
@pytest.mark.parametrize(
    ("above", "names"),
    [
        ("获得一等奖的选手是：", "王芳 李明"),
        ("名单公布了。", "王建国 李秀英 张德福 刘玉梅 陈立新 赵长河"),
        ("名单公布了。", "王建国 李秀英 张德福\n刘玉梅 陈立新 赵长河 马小跳"),
    ],
)
def test_many_names_and_names_below_a_colon_are_a_list(kind, above, names):
    """Who won, and who had died, were taken out of the text as its authors, or as page furniture."""
    first, *more = names.split("\n")
    page = page_of((above, "body"), (first, kind), *((line, "byline") for line in more), (LETTER, "body"))
    assert told(page, 1) == "body"


def test_two_names_below_a_text_are_its_byline():
    assert told(page_of((LETTER, "body"), ("王芳 李明", "byline"), ("春耕开始了", "title")), 1) == "byline"


@pytest.mark.parametrize("below", [("2021年9月18日", "body"), ("□ 王芳", "byline")])
def test_who_signs_a_document_or_stands_above_another_s_byline_signs_no_letter(below):
    page = page_of((LETTER, "body"), ("江川县 李明", "body"), below)
    assert told(page, 1) == "body"


@pytest.mark.parametrize("line", ["两岸居民从此不必", "新桥 通车"])
@pytest.mark.parametrize("below", [("春耕开始了", "title"), ("本报记者 王芳", "byline")])
def test_a_short_line_of_a_text_above_a_headline_or_a_byline_stays_text(line, below):
    """Torn lines that were taken for one of the headline below: of 39 such on 856 pages of other papers one was a headline."""
    page = page_of(
        (LETTER, "body"), (line, "body"), below, ("本报讯 今年春耕比去年早了十天，江川县已经备足种子和化肥，农机也都修好了。", "body")
    )
    assert told(page, 1) == "body"


@pytest.mark.parametrize(
    ("above", "credit", "kind"),
    [
        ("图为孩子们在桥上跑。", "李明摄", "body"),
        ("孩子们在桥上跑。", "李明摄（人民视觉）", "body"),
        ("孩子们在桥上跑。", "李明摄", "credit"),
        ("孩子们在桥上", "李明摄（人民视觉）", "credit"),
    ],
)
def test_a_credit_ends_a_picture_story_that_says_what_is_shown_or_from_which_house_it_is(above, credit, kind):
    """Credits of pictures without a caption became text, 63 of 63 on pages of other papers."""
    page = page_of((above, "body"), (credit, "credit"), ("春耕开始了", "title"))
    found = custom_of_credit(page, page.blocks, 1)
    assert (found.kind if found else "credit") == kind


@pytest.mark.parametrize(
    ("chances", "kinds"),
    [
        ((0.07, 0.76), ("body", "body")),
        ((0.45, 0.98), ("title", "title")),
        ((0.9, 0.3), ("title", "title")),
        ((0.1, 0.2), ("body", "body")),
    ],
)
def test_two_lines_with_a_dash_between_are_both_of_a_headline_or_both_text(chances, kinds):
    """A subhead of a labelled page came back as a headline, its upper half as text."""
    source = "稳步回升——\n秋粮收购量居全省第三"
    spans = [(0, source.index("\n")), (source.index("\n") + 1, len(source))]
    blocks = [Block(*span, "title" if chance > 0.4 else "body") for span, chance in zip(spans, chances, strict=True)]
    page = Page("page", source, blocks=tuple(blocks))
    what = NOTHING._replace(titles={block.start: chance for block, chance in zip(blocks, chances, strict=True)})
    found = [custom(page, blocks, at, what) for at in range(2)]
    assert tuple(by.kind if by else block.kind for by, block in zip(found, blocks, strict=True)) == kinds


@pytest.mark.parametrize("label", ["内容提要", "【核心阅读】", "編者按"])
def test_what_says_that_a_summary_stands_below_is_not_taken_away(label):
    page = Page("page", label, blocks=(Block(0, len(label), "page-furniture"),))
    assert custom(page, page.blocks, 0, NOTHING).kind == "body"


@pytest.mark.parametrize(("line", "kind"), [("亦 农", "byline"), ("亦农", "body"), ("待 续", "body")])
def test_a_pen_name_whose_characters_are_set_apart_between_a_headline_and_a_text_is_who_wrote_it(line, kind):
    lines = ["新桥通车", line, "新桥今天上午正式通车，两岸居民从此不必再等渡船，过江只要五分钟，市长说这是全县的喜事。"]
    starts = [sum(map(len, lines[:k])) + k for k in range(3)]
    blocks = [Block(at, at + len(one), found) for at, one, found in zip(starts, lines, ("title", "body", "body"), strict=True)]
    what = NOTHING._replace(titles={starts[0]: 0.9, starts[1]: 0.05})
    by = custom(Page("page", "\n".join(lines), blocks=tuple(blocks)), blocks, 1, what)
    assert (by.kind if by else "body") == kind


def test_who_stands_where_is_said_of_a_picture():
    texts = ["李明（右二）与老人谈心。", "李明（中）与老人谈心。", "两岸的高（中）职学校有五十七所。", "李明与老人谈心。"]
    blocks = [Block(0, len(text), "body") for text in texts]
    what = NOTHING._replace(titles={0: 0.05})
    found = [custom(Page("page", text, blocks=(block,)), [block], 0, what) for text, block in zip(texts, blocks, strict=True)]
    assert [by and by.kind for by in found] == ["caption", "caption", None, None]


def test_what_names_a_round_up_above_its_news_is_their_headline():
    """It was taken for page furniture when what came out was split again."""
    page = Page("page", "财经短波\n新桥通车\n新桥今天通车。", blocks=(Block(0, 4, FURNITURE), Block(5, 9, "body"), Block(10, 17, "body")))
    titles = {0: 0.1, 5: 0.3, 10: 0.0}
    found = [custom(page, page.blocks, 0, NOTHING._replace(titles=titles, text_starts=text)) for text in (5, None)]
    assert [by and by.kind for by in found] == ["title", None]


def test_a_line_above_the_end_of_a_documents_title_is_of_it():
    """The first line was taken for text, and the headline was the second alone."""
    page = page_of(("江川省人民政府", "title"), ("关于做好今年汛期", "body"), ("防汛工作的通知", "title"), (NEWS, "body"))
    assert told(page, 1) == "title"
    page = page_of(("关于桥的故事", "body"), (NEWS, "body"), ("防汛工作的通知", "title"))
    assert told(page, 0) == "body"


def test_every_custom_is_listed_and_found_by_its_name():
    """The ledger names a custom, and `cleaner rule` must know it."""
    asked = [one.name for one in (*table.ALWAYS, *table.OF_ONE, *table.OF_SEVERAL, *table.OF_CREDITS)]
    abroad = {rule.custom for rule in RULES if rule.custom}
    assert [*asked, *sorted(abroad)] == [*list(customs())[: len(asked)], *sorted(list(customs())[len(asked) :])]
    assert len({*asked, *abroad}) == len(asked) + len(abroad)
    assert not customs().keys() & (reasons().keys() | rules().keys())
    for one in customs().values():
        module, _, function = one.where.rpartition(".")
        assert callable(getattr(importlib.import_module(module), function)), one.where
