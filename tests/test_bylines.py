"""Names and roles: who wrote, who took the picture, and whose byline it is."""

import pytest

from cleaner import split_text
from cleaner.page import Block, Link, Page
from cleaner.passes.assemble import assemble
from cleaner.people.bylines import byline

STORY = "今天上午，横跨两岸的新桥正式通车，十里八乡的居民从此不必再等渡船，赶集上学都方便了许多。"


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("（杨涵文 毛健娟）", ("杨涵文", "毛健娟")),  # 文 is the last character of a name, and not a role
        ("李明文 王芳图", ("李明", "王芳")),  # and here it is one
        ("李明 文 王芳 图", ("李明", "王芳")),
        ("文/李明 图/王芳", ("李明", "王芳")),
        ("本报记者 熊兰文", ("熊兰文",)),
    ],
)
def test_authors(line, authors):
    assert byline(line).authors == authors


def signed(kinds, links):
    """The articles of a page of these blocks, five characters each, as the starts of the bylines in each."""
    blocks = tuple(Block(5 * k, 5 * k + 5, kind) for k, kind in enumerate(kinds))
    page = Page("p", "一二三四。" * len(kinds), blocks=blocks, links=tuple(Link(5 * a, 5 * b, "title", 0.9) for a, b in links))
    done = assemble(page)
    titled = {b.article: b.start // 5 for b in reversed(done.blocks) if b.kind == "title"}
    return {b.start // 5: titled[b.article] for b in done.blocks if b.kind == "byline"}


def test_a_byline_after_a_row_of_titles_signs_the_text_below_it():
    assert signed(["title", "title", "byline", "body", "body"], [(0, 3), (1, 4)]) == {2: 0}


def test_a_byline_below_a_text_signs_it():
    assert signed(["title", "body", "byline", "title", "body"], [(0, 1), (3, 4)]) == {2: 0}


def test_a_byline_below_a_text_that_goes_on_elsewhere_signs_the_one_that_begins():
    assert signed(["title", "title", "body", "byline", "body", "body"], [(0, 2), (2, 5), (1, 4)]) == {3: 1}


def test_of_two_bylines_the_second_signs_the_text_below_it():
    kinds = ["title", "title", "body", "blank", "byline", "blank", "byline", "blank", "body"]
    assert signed(kinds, [(0, 2), (1, 8)]) == {4: 0, 6: 1}


def test_what_stands_before_a_byline_ends_without_the_space_between():
    articles = split_text("新桥通车\n\n本报运城10月21日电 （王芳 李明）\n\n今天上午，新桥正式通车，两岸居民从此不必再等渡船。")
    texts = [p for article in articles for p in article.paragraphs]
    assert "本报运城10月21日电" in "".join(texts)
    assert texts == [p.strip() for p in texts]


def test_a_credit_begins_behind_the_marks_before_it():
    [article] = split_text("新桥通车\n\n今天上午，新桥正式通车，两岸居民从此不必再等渡船。\n\n*图为居民走过新桥。* **李明 摄**")
    assert article.captions == [{"text": "图为居民走过新桥。", "credit": "李明 摄"}]


def test_a_doubled_character_in_a_name_is_put_right():
    (article,) = split_text("新桥通车\n\n今天上午，新桥正式通车，两岸居民从此不必再等渡船。\n\n（罗嘉嘉文 汪然）")
    assert article.authors == ["罗嘉文", "汪然"]


def test_a_column_behind_a_headline_is_no_author():
    (article,) = split_text("高金山：勇救落水者的好民警（平凡英雄·人物谱）\n\n" + STORY)
    assert (article.title, article.authors) == ("高金山：勇救落水者的好民警（平凡英雄·人物谱）", [])


def test_who_took_the_picture_of_a_story_is_no_author():
    (article,) = split_text("新桥通车\n\n" + STORY + "\n\n新华社记者 薛宇舸摄（王芳）")
    assert article.authors == ["王芳"]
    assert article.paragraphs[-1] == "新华社记者 薛宇舸摄"


def test_brackets_behind_a_text_name_who_wrote_it_whatever_the_surname():
    (article,) = split_text("新桥通车\n\n" + STORY + "（水清浅）")
    assert (article.authors, article.paragraphs) == (["水清浅"], [STORY])


def test_brackets_behind_a_text_that_say_it_goes_on_name_nobody():
    (article,) = split_text("新桥通车\n\n" + STORY + "（待续）")
    assert (article.authors, article.paragraphs) == ([], [STORY + "（待续）"])


@pytest.mark.parametrize("line", ["张婷婷采写", "记者 张婷婷文/图", "李婷婷口述 王明整理", "张婷婷撰文"])
def test_a_right_name_beside_its_role_keeps_its_characters(line):
    (article,) = split_text(f"新桥今天通车\n\n{line}\n\n{STORY}\n\n{STORY[:-1]}，孩子们也是。")
    assert "婷婷" in "".join(article.authors)
    assert not any(flag["rule"] == "doubled-character-in-doubt" for flag in article.flags)
