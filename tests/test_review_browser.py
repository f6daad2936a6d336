"""The review page in a real browser: seen, filtered, corrected by clicks alone, saved, split again."""

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from browser import Review, chromium
from command import cleaner
from conftest import SEED
from drops import CLEAN

from cleaner.digests import digest_of_text

TEXT = SEED.read_text(encoding="utf-8")
FIELDS = ("title_lines", "authors", "paragraphs", "captions", "missing")


def articles(folder):
    found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((folder / "page").glob("[0-9]*.json"))]
    return [{name: article[name] for name in FIELDS} for article in found]


@pytest.fixture
def browser(tmp_path):
    (tmp_path / "saved").mkdir()
    made = chromium(tmp_path / "saved")
    yield made
    made.quit()


def saved(folder):
    path = folder / "saved/corrections.json"
    for _ in range(100):
        if path.exists():
            return path
        time.sleep(0.05)
    raise AssertionError("nothing was saved within five seconds")


def tie(words):
    """The block on the page that begins with these words."""
    start = TEXT.index(words)
    end = TEXT.index("\n", start)
    return {"span": [start, end], "digest": digest_of_text(TEXT[start:end])}


def block(words):
    return {"page": "page.txt", **tie(words)}


def planted(folder):
    """Three wrong decisions, and the output that they make of the page."""
    wrong = [
        # A paragraph in another article; what follows it stays.
        {**block("据悉,双浦镇今年将启动"), "after": tie("据介绍,在乡村振兴事业中")},
        {**block("(赵仕卿 叶彦麟)"), "after": tie("村已成立辖区内首个村级")},
        # A headline thrown away, and a caption within a sentence.
        {**block("文化套餐 护航成长"), "kind": "page-furniture"},
        {**block("崇贤街道曹家浜社区“亭廊"), "kind": "body"},
    ]
    (folder / "wrong.json").write_text(json.dumps({"schema": "cleaner/corrections/1", "corrections": wrong}), encoding="utf-8")
    cleaner("split", "drop", "-o", "bad", "--corrections", "wrong.json", cwd=folder, check=0)


def test_three_wrong_decisions_are_put_right_by_clicks_alone(first_page, browser):
    gold = articles(first_page / "out")
    planted(first_page)
    assert articles(first_page / "bad") != gold
    cleaner("review", "bad", cwd=first_page, check=0)
    page = Review(browser, (first_page / "review/page.html").as_uri())

    page.choose("据悉,双浦镇今年将启动")
    page.pick("#bar-article", "乡贤润桑梓")
    page.choose("文化套餐 护航成长")
    page.pick("#bar-article", "without a title: 近日")
    page.pick("#bar-kind", "title")
    page.choose("崇贤街道曹家浜社区“亭廊")
    page.pick("#bar-kind", "caption")
    assert page.errors() == []
    page.one("#save").click()
    saved(first_page)
    options = ("--corrections", "wrong.json", "--corrections", "saved/corrections.json")
    cleaner("split", "drop", "-o", "good", *options, cwd=first_page, check=0)
    assert articles(first_page / "good") == gold


def test_hovering_shows_the_other_side(first_page, browser):
    from selenium.webdriver import ActionChains

    cleaner("review", "out", cwd=first_page, check=0)
    page = Review(browser, (first_page / "review/page.html").as_uri())
    ActionChains(browser).move_to_element(page.piece("今年以来,杭州市临平区")).perform()
    near = page.all(".piece.near")
    assert len(near) == 2 and near[0].get_dom_attribute("data-id") == near[1].get_dom_attribute("data-id")


def test_filter_and_search(first_page, browser):
    cleaner("review", "out", cwd=first_page, check=0)
    page = Review(browser, (first_page / "review/page.html").as_uri())
    whole = len(page.all("#page .piece"))
    page.pick("#show", "removed")
    removed = page.all("#page .piece")
    assert 0 < len(removed) < whole and all("removed:" in p.text for p in removed) and not page.all("#articles .piece")
    page.pick("#show", "everything")
    page.one("#find").send_keys("葡萄大王")
    [only] = page.all("#page .piece")
    assert "葡萄大王" in only.text
    assert [m.text for m in page.all("mark.hit")] == ["葡萄大王"] * 2


def test_keys_alone(first_page, browser):
    from selenium.webdriver import ActionChains, Keys

    cleaner("review", "out", cwd=first_page, check=0)
    page = Review(browser, (first_page / "review/page.html").as_uri())

    def press(*keys):
        ActionChains(browser).send_keys(*keys).perform()

    press("j", "j")
    assert "今年以来" in browser.switch_to.active_element.text
    press("f")
    assert "removed" in page.piece("今年以来,杭州市临平区").text and page.one("#save").text == "Save 1"
    press("u")
    assert not page.one("#save").is_enabled()
    press("?")
    assert page.one("#help").is_displayed()
    press(Keys.ESCAPE)
    press(Keys.ESCAPE)
    assert not page.all(".piece.chosen")


def test_cut_reorder_join_and_undo(first_page, browser):
    cleaner("review", "out", cwd=first_page, check=0)
    page = Review(browser, (first_page / "review/page.html").as_uri())
    page.choose("近日,西湖区双浦镇乡贤")
    words = page.one("#bar-words")
    words.clear()
    words.send_keys("辖区中小学")
    page.one("#bar-cut").click()
    page.choose("辖区中小学幼儿园送上")
    page.one("#bar-join").click()
    page.choose("非常感谢乡贤教育基金的支持")
    page.one("#bar-down").click()
    page.one("#save").click()
    path = saved(first_page)
    cleaner("split", "drop", "-o", "good", "--corrections", path, cwd=first_page, check=0)
    was, now = articles(first_page / "out")[2], articles(first_page / "good")[2]
    assert now["paragraphs"] == [was["paragraphs"][1], was["paragraphs"][0], *was["paragraphs"][2:]]
    for _ in range(3):
        page.one("#undo").click()
    assert not page.one("#save").is_enabled() and not page.one("#undo").is_enabled()


CUT_AND_MOVE = """
    const done = arguments[0];
    const piece = pieces.find((p) => articleOf(p.id)?.number === 0 && p.kind === "body" && p.text.length > 60);
    caret = null;
    cut(piece.id, piece.text.slice(40, 48));
    const second = pieces.filter((p) => p.cutFrom === piece.id).at(-1);
    moveTo(second.id, "new");
    corrections().then((told) => done([JSON.stringify(told), second.text]));
"""


def test_what_follows_a_piece_that_was_cut_stays_where_its_last_part_is_moved(first_page, browser):
    """The first half kept the whole one's name, so that the piece after it seemed to be as it was; and split took it along."""
    cleaner("review", "out", cwd=first_page, check=0)
    Review(browser, (first_page / "review/page.html").as_uri())
    told, second = browser.execute_async_script(CUT_AND_MOVE)
    (first_page / "told.json").write_text(told, encoding="utf-8")
    cleaner("split", "drop", "-o", "good", "--corrections", "told.json", cwd=first_page, check=0)
    was, now = articles(first_page / "out"), articles(first_page / "good")
    assert len(now) == len(was) + 1 and [second.replace(",", "，")] in [article["paragraphs"] for article in now]
    assert len(now[0]["paragraphs"]) == len(was[0]["paragraphs"])


def test_the_index_leads_to_the_doubtful(first_page, browser):
    # An article of usual length: one of a single sentence is in doubt, for on labelled pages most such are pieces of others.
    (first_page / "drop/fine.txt").write_text(CLEAN, encoding="utf-8")
    cleaner("split", "drop", cwd=first_page, check=0)
    cleaner("review", "out", cwd=first_page, check=0)
    page = Review(browser, (first_page / "review/index.html").as_uri())
    rows = [row.text for row in page.all("tbody tr")]
    assert [row.split()[0] for row in rows] == ["page.txt", "fine.txt"] and "its end is lost" in rows[0]
    page.one("#doubtful").click()
    assert len([row for row in page.all("tbody tr") if row.is_displayed()]) == 1
    page.one("tbody tr:first-child a").click()
    assert browser.title.startswith("page.txt") and page.errors() == []


@pytest.mark.parametrize(("width", "dark"), [(1400, False), (1400, True), (420, False), (420, True)])
def test_legible_in_both_themes_and_at_a_narrow_width(first_page, width, dark):
    cleaner("review", "out", cwd=first_page, check=0)
    browser = chromium(first_page, width=width, dark=dark)
    try:
        page = Review(browser, (first_page / "review/page.html").as_uri())
        page.choose("今年以来,杭州市临平区")
        for selector in ("body", ".piece.chosen", "#page .piece.removed", "#articles h2", "#bar label", "#articles .alarm"):
            assert contrast(browser, page.all(selector)[0]) >= 4.5, selector
        assert browser.execute_script("return document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    finally:
        browser.quit()


def contrast(browser, element):
    """WCAG's contrast of an element's text with what is behind it."""
    return browser.execute_script(
        """
        const numbers = (text) => text.match(/[\\d.]+/g).map(Number);
        const light = (rgb) => rgb.slice(0, 3).map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
          .reduce((sum, v, k) => sum + v * [0.2126, 0.7152, 0.0722][k], 0);
        let behind = arguments[0];
        while (behind && (numbers(getComputedStyle(behind).backgroundColor)[3] ?? 1) === 0) behind = behind.parentElement;
        const pair = [light(numbers(getComputedStyle(arguments[0]).color)), light(numbers(getComputedStyle(behind).backgroundColor))];
        return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
        """,
        element,
    )


def test_a_screen_reader_is_told_what_is_where(first_page, browser):
    """By the accessibility tree that Chromium hands to screen readers."""
    cleaner("review", "out", cwd=first_page, check=0)
    page = Review(browser, (first_page / "review/page.html").as_uri())
    page.choose("今年以来,杭州市临平区")
    browser.execute_cdp_cmd("Accessibility.enable", {})
    nodes = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    # Chromium 150 keeps the space between a label and its field.
    told = [(node["role"]["value"], node.get("name", {}).get("value", "").strip()) for node in nodes if not node["ignored"]]
    for wanted in (
        ("region", "The page, in its own order"),
        ("region", "The articles"),
        ("form", "What to do with the chosen piece"),
        ("searchbox", "Find"),
        ("combobox", "Show"),
        ("combobox", "It is"),
        ("textbox", "Cut before"),
        ("button", "Cut"),
        ("link", "← pages"),
        ("article", "Article 1"),
        ("status", ""),
    ):
        assert wanted in told
    # Everything that can be used has a name, and the headings are those of the page and its articles.
    assert all(name for role, name in told if role in ("button", "combobox", "textbox", "searchbox", "link"))
    assert sum(role == "heading" for role, _ in told) == 12
    left, right = (page.one(f"#{pane} [aria-current=true]") for pane in ("page", "articles"))
    assert left.get_dom_attribute("data-id") == right.get_dom_attribute("data-id")


def test_served_pages_save_to_the_file(first_page, browser):
    run = subprocess.Popen([sys.executable, "-m", "cleaner", "review", "out", "--serve"], cwd=first_page, stderr=subprocess.PIPE, text=True)
    try:
        url = next(line.split()[0] for line in run.stderr if line.startswith("http"))
        page = Review(browser, url + "page.html")
        page.choose("今年以来,杭州市临平区")
        page.pick("#bar-kind", "take out")
        page.one("#save").click()
        page.waits_for("corrections of this page")
        held = json.loads((first_page / "corrections.json").read_text(encoding="utf-8"))["corrections"]
        assert ("page-furniture", "page.txt") in {(e.get("kind"), e["page"]) for e in held}
        assert page.leaves_freely()
        # Another site's form has no such header.
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(urllib.request.Request(url + "corrections", data=b"{}", method="POST"))
    finally:
        run.terminate()
        run.wait()


def test_a_save_that_nobody_answers_is_told(first_page, browser):
    """The line went on to say what had been done last, and nothing was saved."""
    run = subprocess.Popen([sys.executable, "-m", "cleaner", "review", "out", "--serve"], cwd=first_page, stderr=subprocess.PIPE, text=True)
    try:
        url = next(line.split()[0] for line in run.stderr if line.startswith("http"))
        page = Review(browser, url + "page.html")
    finally:
        run.terminate()
        run.wait()
    page.choose("今年以来,杭州市临平区")
    page.pick("#bar-kind", "take out")
    page.one("#save").click()
    page.waits_for("not saved")
    assert not page.leaves_freely()
