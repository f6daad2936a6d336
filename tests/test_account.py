"""The account balances on any page, and notices when it does not."""

import random
import runpy

import pytest
from conftest import ROOT, SEED
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from cleaner.account import LAYOUT, Unbalanced, balance, spans_of
from cleaner.article import articles
from cleaner.page import Page, text_of
from cleaner.pipeline import defaults, run
from cleaner.record import as_json, as_line
from cleaner.split import split_page, split_text

MADE_BY = {"version": "0", "settings": "0", "model": "0"}
PIECES = (
    "\n", "\n\n", "\n\n\n", "\r\n", "\r", "\t", "\u3000", "# ", "**", "-\n", "\u200b", "\x00", "\ud800", "\ufeff",
    "第02版", "（李明 王芳）", "本报记者 李明", "李明 摄", "图为现场。", "本报杭州10月1日电 （记者张三）", "一体系协同、一清单覆盖。",
    "通讯员 罗嘉嘉文", "Bridge opened", "http://a.cn/b,c", "理事會", "落落", "ＡＢ１２", "ﬁ", "😀", "&nbsp;",
    " &nbsp;", "&amp;", "（上接第一版）",
)  # fmt: skip
LETTERS = "新桥今天通车两岸居民不必再等渡船市长说这座桥用了三年才修好（）()，,。.:：“”《》—…!？ "
WORDS = st.sampled_from([*LETTERS, *PIECES])
LINES = st.lists(WORDS, max_size=60).map("".join)
REPEATED = st.tuples(LINES, st.integers(1, 3)).map(lambda pair: "\n\n".join([pair[0]] * pair[1]))
PAGES = st.lists(REPEATED, max_size=8).map("\n\n".join)


def finished(text):
    page = run(Page("page", text))
    return page, articles(page, "0" * 64, MADE_BY)


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(PAGES)
# Between a text and the byline cut off from it there can be marks that were taken out, and not only white space.
@example("撰文 / 梁志偉王**\u3000![a](b)攝影 / 何國樑")
# A name that is doubled, and there twice.
@example("本报记者 罗嘉嘉文 通讯员 罗嘉嘉文")
# No pair of texts was weighed, and two were linked.
@example("）（李明 王芳）\n\n）（李明 王芳）")
# White space and an entity beside it are one edit, which nothing may cut.
@example("两岸居民从此不必再等渡船。 &nbsp;（李明）")
@example("两岸居民从此不必再等渡船。&nbsp; （李明）")
@example("（上接第一版） &nbsp;两岸居民从此不必再等渡船。")
# No line at all that could be a headline.
@example("\n")
def test_any_page_balances(text):
    page, found = finished(text)
    balance(page, found)
    here = 0
    for block in page.blocks:
        assert block.start == here
        here = block.end
    assert here == len(text)
    kept = [k for a in found for s in spans_of(a) for k in range(*s)]
    assert len(kept) == len(set(kept))
    gone = {k for b in page.blocks if b.article is None for k in range(b.start, b.end)}
    assert not gone & set(kept)
    assert gone | set(kept) == set(range(len(text)))
    for block in page.blocks:
        if block.kind == "blank":
            assert LAYOUT.fullmatch(text[block.start : block.end])


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(PAGES)
@example("新新新新必必\n\n新新新新必必")
@example("新新新，\n\n\n新新新新\n\n\n新新新新\n\n:")
@example("\n\n".join(["新新，通讯员 罗嘉嘉文"] * 3 + ["新新理事會通讯员 罗嘉嘉文"] * 3))
def test_characters_that_were_mended_once_are_left_alone(text):
    page, _ = finished(text)
    once = "\n\n".join(text_of(page, b) for b in page.blocks if b.article is not None)
    again, _ = finished(once)
    # With a blank line between any two lines they can be those of one column, where they were not before: joined they are another text.
    assume(not any(e.reason == "wrapped-line" for e in again.edits))
    # Not stray-traditional: whether a page is simplified as a whole is asked of another page when its repeats are gone.
    mended = ("half-width", "full-width", "doubled-character", "ligature", "control-character", "white-space")
    assert not [e for e in again.edits if e.reason in mended]


def whole():
    return finished(SEED.read_bytes().decode())


def test_control_characters_between_blocks_are_on_record():
    """They were taken for layout: in no span and on no line of the ledger."""
    text = "两岸居民从此不必再等渡船，过江只要五分钟。" * 8
    outcome = split_page("page.txt", f"新桥通车\n\n\x01\u200b\n\n{text}\n\n\ufeff\n".encode(), defaults())
    assert [line["text"] for line in outcome.ledger if line["reason"] == "control-character"] == ["\x01\u200b", "\ufeff"]


def test_the_seed_balances():
    balance(*whole())


def a_block_forgotten(page, found):
    return page._replace(blocks=page.blocks[:7] + page.blocks[8:]), found


def a_block_used_twice(page, found):
    first = found[0]
    spans = {**first.spans, "paragraphs": [*first.spans["paragraphs"], first.spans["paragraphs"][0]]}
    return page, [first._replace(spans=spans, paragraphs=[*first.paragraphs, first.paragraphs[0]]), *found[1:]]


def a_reason_left_empty(page, found):
    blocks = list(page.blocks)
    at = next(k for k, b in enumerate(blocks) if b.kind == "duplicate")
    blocks[at] = blocks[at]._replace(kind="")
    return page._replace(blocks=tuple(blocks)), found


def text_called_white_space(page, found):
    blocks = list(page.blocks)
    at = next(k for k, b in enumerate(blocks) if b.kind == "duplicate")
    blocks[at] = blocks[at]._replace(kind="blank")
    return page._replace(blocks=tuple(blocks)), found


def a_word_from_nowhere(page, found):
    return page, [found[0]._replace(paragraphs=[found[0].paragraphs[0] + "又", *found[0].paragraphs[1:]]), *found[1:]]


def an_author_from_nowhere(page, found):
    return page, [found[0]._replace(authors=[*found[0].authors, "李明"]), *found[1:]]


def an_article_forgotten(page, found):
    return page, found[1:]


def an_edit_without_a_reason(page, found):
    return page._replace(edits=(page.edits[0]._replace(reason=""), *page.edits[1:])), found


@pytest.mark.parametrize(
    "sabotage",
    [
        a_block_forgotten,
        a_block_used_twice,
        a_reason_left_empty,
        text_called_white_space,
        a_word_from_nowhere,
        an_author_from_nowhere,
        an_article_forgotten,
        an_edit_without_a_reason,
    ],
    ids=lambda f: f.__name__,
)
def test_sabotage_is_caught(sabotage):
    with pytest.raises(Unbalanced):
        balance(*sabotage(*whole()))


def test_a_page_that_does_not_balance_is_reported_and_gives_nothing(monkeypatch):
    import cleaner.split as module

    monkeypatch.setattr(module, "run", lambda page, *_: a_block_forgotten(run(page), None)[0])
    outcome = split_page("seed.txt", SEED.read_bytes(), defaults())
    assert outcome.articles == [] and outcome.ledger == []
    assert [p.reason for p in outcome.problems] == ["unbalanced"]


def test_the_labelled_pages_balance_whatever_the_order(bench):
    paths = sorted((bench / "pages").glob("*.txt"))
    first = {p.name: written(p) for p in paths}
    random.Random(1).shuffle(paths)
    assert {p.name: written(p) for p in paths} == first


def written(path):
    outcome = split_page(path.name, path.read_bytes(), defaults())
    assert not [p for p in outcome.problems if p.grave]
    return [as_json(a.record()) for a in outcome.articles], "".join(map(as_line, outcome.ledger))


def test_a_clean_article_again():
    """Splitting an article that was put together gives the same article, and changes no character of it."""
    outcome = split_page("seed.txt", SEED.read_bytes(), defaults())
    assert len(outcome.articles) > 5
    for article in outcome.articles:
        text = "\n\n".join([*article.title_lines, *article.paragraphs])
        [again] = split_text(text)
        assert (again.title, again.paragraphs) == (article.title, article.paragraphs)


@pytest.mark.parametrize("mark", ["# ", ""])
def test_clean_labelled_articles_again(bench, mark):
    """The same of the labelled articles as they were printed, the headline marked or not."""
    again = runpy.run_path(str(ROOT / "bench/again.py"))
    articles = list(again["labelled"](bench / "pages"))
    assert len(articles) == 751
    assert [name for name, article in articles if again["put_right"](article, mark) != "the same"] == []


def test_a_space_that_is_put_between_two_pieces_is_on_record():
    """It was the one character of an article that was neither on the page nor in the account."""
    first = "昨天下午，市图书馆举行了一场英文诗歌朗诵会，来自十二所中学的学生登台，朗诵了美国诗人Robert"
    rest = "Frost的二十首短诗，馆里坐了三百多人。"
    other = "学校九月一日开学\n\n九月一日，全县三十所中小学同时开学，孩子们领到了新课本。（王芳）"
    page = f"市图书馆举行英文诗歌朗诵会\n\n{first}\n\n{other}\n\n{rest}\n"
    found = split_page("a.txt", page.encode(), defaults())
    assert f"{first} {rest}" in [paragraph for article in found.articles for paragraph in article.paragraphs]
    [joined] = [line for line in found.ledger if line["action"] == "joined"]
    assert joined["became"] == " " and joined["span"] == (page.index(rest), page.index(rest) + len(rest))
