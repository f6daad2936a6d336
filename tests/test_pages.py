"""Whole pages with their articles and ledger beside them, written for these tests.

Expected are what a reader of the page would say: articles, and what happened to which stretch and why. Probabilities and weights
are left out, for a new fit may move them.
"""

import json
import pathlib

import pytest
from conftest import SEED

from cleaner import split_text
from cleaner.looks.likeliest import REMOVED
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
    assert [line for a in found.articles for line in (*a.title_lines, *a.paragraphs)] == ["法律信箱", "行情速递"]


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


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_what_does_not_show_before_a_page_changes_nothing(path):
    """A line end, and a byte order mark. A line end was counted among the gaps of the page; behind a mark no JSON was read as that."""
    try:
        page = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        pytest.skip("it is not UTF-8")
    page = page.lstrip("\ufeff")
    told = [
        [(a.title_lines, a.paragraphs, a.authors, a.captions) for a in split_text(before + page)]
        for before in ("", "\n", "\ufeff", "\ufeff\n")
    ]
    assert told[0] == told[1] == told[2] == told[3]


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
