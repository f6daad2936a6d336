"""Whole pages with their articles and ledger beside them, written for these tests.

Expected are what a reader of the page would say: articles, and what happened to which stretch and why. Probabilities and weights
are left out, for a new fit may move them.
"""

import json
import pathlib

import pytest
from conftest import SEED

from cleaner import split_text
from cleaner.lines.customs import custom
from cleaner.lines.printed import Printed
from cleaner.page import FURNITURE, Block, Page
from cleaner.passes.classify import REMOVED
from cleaner.pipeline import defaults
from cleaner.split import split_page

PAGES = sorted((pathlib.Path(__file__).parent / "pages").glob("*.txt"))
KNOWN = sorted((pathlib.Path(__file__).parent / "pages/known-failures").glob("*.txt"))
FIELDS = ("title", "authors", "paragraphs", "captions", "language", "missing")


def told(path):
    outcome = split_page(path.name, path.read_bytes(), defaults())
    found = [{name: article.record()[name] for name in FIELDS} for article in outcome.articles]
    lines = [[line["action"], *line["span"], line["reason"]] for line in outcome.ledger if line["action"] not in ("changed", "linked")]
    return {"articles": found, "ledger": lines}


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_page(path):
    assert told(path) == json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", KNOWN, ids=lambda p: p.stem)
@pytest.mark.xfail(strict=True, reason="known; mend it and move the page to the others")
def test_known_failure(path):
    """Pages that come out wrong: titles and paragraphs as a reader would have them."""
    articles = told(path)["articles"]
    found = [{"title": article["title"], "paragraphs": article["paragraphs"]} for article in articles]
    assert found == json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["articles"]


def test_names_of_columns_are_page_furniture_by_their_looks():
    """No pattern has their words; the ledger says how likely it was."""
    path = pathlib.Path(__file__).parent.parent / "bench/invented/page-509.txt"
    text, found = path.read_bytes().decode(), split_page(path.name, path.read_bytes(), defaults())
    removed = {text[slice(*line["span"])]: line["evidence"] for line in found.ledger if line.get("reason") == "page-furniture"}
    for name in ("科技·市场", "法律信箱", "行情速递"):
        assert removed[name]["probability"] >= REMOVED
    assert "土地托管费该谁出？" in [article.title for article in found.articles]


def test_where_no_text_stands_a_line_is_no_page_furniture():
    found = split_page("page.txt", "法律信箱\n\n行情速递\n".encode(), defaults())
    assert [line for line in found.ledger if line.get("reason") == "page-furniture"] == []


def test_a_headline_goes_on_below_a_dash_though_the_text_of_the_only_article_seems_to_begin_there():
    source = "当地居民感慨——\n“日子好起来了”\n新桥今天通车了。"
    ends = [source.index("\n"), source.rindex("\n"), len(source)]
    blocks = [Block(0, ends[0], "title"), Block(ends[0] + 1, ends[1], "body"), Block(ends[1] + 1, ends[2], "body")]
    what = Printed({}, False, {}, blocks[1].start)
    page = Page("page", source, blocks=tuple(blocks))
    assert [found and found.kind for found in (custom(page, blocks, at, what) for at in range(3))] == [None, "title", None]


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
    what = Printed({}, False, {block.start: chance for block, chance in zip(blocks, chances, strict=True)}, None)
    found = [custom(page, blocks, at, what) for at in range(2)]
    assert tuple(by.kind if by else block.kind for by, block in zip(found, blocks, strict=True)) == kinds


@pytest.mark.parametrize("label", ["内容提要", "【核心阅读】", "編者按"])
def test_what_says_that_a_summary_stands_below_is_not_taken_away(label):
    page = Page("page", label, blocks=(Block(0, len(label), "page-furniture"),))
    assert custom(page, page.blocks, 0, Printed({}, False, {}, None)).kind == "body"


def test_a_line_that_says_who_drew_a_cartoon_and_whose_the_words_are_is_no_headline():
    source = "油烟味中寻找诗意\n魏 寅图 燕 陆文"
    blocks = [Block(0, 8, "title"), Block(9, len(source), "title")]
    page = Page("page", source, blocks=tuple(blocks))
    assert custom(page, blocks, 1, Printed({}, False, {}, None)).kind == "body"


def test_a_picture_that_is_written_in_letters_says_nothing_of_the_pages_language():
    page = SEED.read_text(encoding="utf-8")
    picture = "![x](data:image/png;base64," + "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk" * 80 + ")\n\n"
    told = [(article.title_lines, article.paragraphs) for article in split_text(picture + page)]
    assert told == [(article.title_lines, article.paragraphs) for article in split_text(page)]


def test_the_kind_of_line_end_changes_nothing():
    page = SEED.read_text(encoding="utf-8")
    told = [
        [(a.title_lines, a.paragraphs, a.authors) for a in split_text(page.replace("\n", end))] for end in ("\n", "\r\n", "\r", "\u2028")
    ]
    assert told[0] == told[1] == told[2] == told[3]


@pytest.mark.parametrize(("line", "kind"), [("亦 农", "byline"), ("亦农", "body"), ("待 续", "body")])
def test_a_pen_name_whose_characters_are_set_apart_between_a_headline_and_a_text_is_who_wrote_it(line, kind):
    lines = ["新桥通车", line, "新桥今天上午正式通车，两岸居民从此不必再等渡船，过江只要五分钟，市长说这是全县的喜事。"]
    starts = [sum(map(len, lines[:k])) + k for k in range(3)]
    blocks = [Block(at, at + len(one), found) for at, one, found in zip(starts, lines, ("title", "body", "body"), strict=True)]
    what = Printed({}, False, {starts[0]: 0.9, starts[1]: 0.05}, None)
    by = custom(Page("page", "\n".join(lines), blocks=tuple(blocks)), blocks, 1, what)
    assert (by.kind if by else "body") == kind


def test_who_stands_where_is_said_of_a_picture():
    texts = ["李明（右二）与老人谈心。", "李明（中）与老人谈心。", "两岸的高（中）职学校有五十七所。", "李明与老人谈心。"]
    blocks = [Block(0, len(text), "body") for text in texts]
    what = Printed({}, False, {0: 0.05}, None)
    found = [custom(Page("page", text, blocks=(block,)), [block], 0, what) for text, block in zip(texts, blocks, strict=True)]
    assert [by and by.kind for by in found] == ["caption", "caption", None, None]


def test_around_an_article_in_short_pieces_stands_page_furniture_too():
    """What a section is called was kept on a page all of whose text is torn into pieces of fewer than 64 characters."""
    pieces = (
        "新 闻 综 合",
        "▼上接1版",
        "凝心聚力促发展 团结奋斗谱新篇",
        "全市“两会”胜利闭幕",
        "本报讯 1月11日下午，市党委经济工作会议暨全市“两会”在市会议中心胜",
        "利闭幕。",
        "市党委书记、政委李明在闭幕会上指出，要聚焦总目",
        "标，充分发挥新桥“稳定器”“大熔炉”“示范区”作用，推动全市工作再上",
        "新台阶。",
    )
    found = split_page("page.txt", "\n\n".join(pieces).encode(), defaults())
    assert [line["text"] for line in found.ledger if line.get("reason") == "page-furniture"] == ["新 闻 综 合", "▼上接1版"]


def test_what_names_a_round_up_above_its_news_is_their_headline():
    """It was taken for page furniture when what came out was split again."""
    page = Page("page", "财经短波\n新桥通车\n新桥今天通车。", blocks=(Block(0, 4, FURNITURE), Block(5, 9, "body"), Block(10, 17, "body")))
    titles = {0: 0.1, 5: 0.3, 10: 0.0}
    found = [custom(page, page.blocks, 0, Printed({}, False, titles, text)) for text in (5, None)]
    assert [by and by.kind for by in found] == ["title", None]
