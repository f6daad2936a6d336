"""Corrections: what a person said of a piece holds in the next run, and what no longer fits is said."""

import json

import pytest
from command import cleaner, manifest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as some

from cleaner.account import balance
from cleaner.article import articles
from cleaner.corrections.apply import correct
from cleaner.corrections.read import KINDS, Correction, Piece
from cleaner.digests import digest_of_text
from cleaner.page import Edit, Page
from cleaner.pipeline import run

PAGE = """要闻

新桥今天通车

本报讯 新桥今天上午正式通车，两岸居民从此不必再等渡船。

渡口的老船工张师傅也来了。他说，自己摆渡三十年，今天是最后一班。（王芳）

图书馆延长开放时间

从今天起，市图书馆每天开到晚上十点，周末也不闭馆。

读者可以多借五本书,期限也长一倍。（李明）
"""
FERRY, BOOKS = "渡口的老船工张师傅也来了。他说，自己摆渡三十年，今天是最后一班。", "从今天起，市图书馆每天开到晚上十点，周末也不闭馆。"
MORE = "读者可以多借五本书,期限也长一倍。"


def piece(text, page=PAGE):
    start = page.index(text)
    return Piece(start, start + len(text), digest_of_text(text))


def said(text, page=PAGE, **what):
    if what.get("after") is not None:
        what["after"] = piece(what["after"], page)
    return Correction("p", piece(text, page), moved="after" in what, **what)


def corrected(*wanted, page=PAGE):
    """Titles and paragraphs of the corrected page's articles, and why corrections did not fit."""
    done = correct(run(Page("p", page)), wanted)
    found = articles(done.page, "", {})
    balance(done.page, found)
    return [(a.title, a.paragraphs) for a in found], [m.why for m in done.misfits]


def test_the_page_as_it_is():
    found, _ = corrected()
    assert [(title, len(texts)) for title, texts in found] == [("新桥今天通车", 2), ("图书馆延长开放时间", 2)]


def test_a_block_moves_behind_another():
    found, misfits = corrected(said(FERRY, after=BOOKS))
    assert [texts for _, texts in found][1] == [BOOKS, FERRY, MORE.replace(",", "，")] and not misfits


def test_a_block_begins_an_article_and_takes_what_follows_it():
    found, _ = corrected(said(FERRY, after=None))
    assert [title for title, _ in found] == ["新桥今天通车", "", "图书馆延长开放时间"]
    assert found[1][1] == [FERRY]


def test_an_article_is_joined_to_another():
    found, _ = corrected(said("图书馆延长开放时间", after=FERRY))
    assert found[0][0] == "新桥今天通车 图书馆延长开放时间" and len(found) == 1


def test_kinds():
    found, _ = corrected(said(FERRY, kind="title"))
    assert found[0][0] == f"新桥今天通车 {FERRY}"
    found, _ = corrected(said(FERRY, kind="page-furniture"))
    assert len(found[0][1]) == 1
    found, _ = corrected(said("要闻", kind="title", after=None), said("新桥今天通车", after="要闻"))
    assert found[0][0] == "要闻 新桥今天通车"


def test_what_was_removed_comes_back_where_it_stands():
    text = PAGE.replace("要闻\n", "").replace("图书馆延长", "要闻\n\n图书馆延长")
    found, _ = corrected(said("要闻", text, kind="body"), page=text)
    assert found[0][1][-1] == "要闻"


def test_a_cut_makes_two_paragraphs_and_a_join_one():
    first, second = FERRY[:13], FERRY[13:]
    found, _ = corrected(said(second, after=first))
    assert found[0][1][1:] == [first, second]
    found, _ = corrected(said(MORE, joins=True))
    assert found[1][1] == [BOOKS + MORE.replace(",", "，")]
    found, _ = corrected(said(second, after=BOOKS))
    assert found[0][1][1:] == [first] and found[1][1][1] == second


def test_the_first_text_of_an_article_joins_nothing():
    found, _ = corrected(said(BOOKS, joins=True))
    assert found[1][1][0] == BOOKS


def test_a_headline_may_be_said_without_the_marks_before_it():
    """The marks were a piece of their own, which an edit reached across: the page was not written."""
    page = PAGE.replace("新桥今天通车", "## 新桥今天通车", 1)
    found, misfits = corrected(said("新桥今天通车", page, kind="body"), page=page)
    assert misfits == [] and found[0][0] == "" and found[0][1][0] == "新桥今天通车"


def test_what_changed_above_does_not_matter():
    moved = "头版的一行新字\n\n" + PAGE
    done = correct(run(Page("p", moved)), [said(FERRY, after=BOOKS)])
    assert not done.misfits
    assert FERRY in articles(done.page, "", {})[-1].paragraphs


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        ([Correction("p", Piece(0, 5, "0" * 16), "title")], "its text is no longer on the page"),
        ([Correction("p", Piece(0, 10**9, "0" * 16), "title")], "its text is no longer on the page"),
        ([Correction("p", piece(FERRY), None, True, Piece(0, 5, "0" * 16))], "the text that it follows is no longer on the page"),
        ([said(FERRY, after="要闻")], "what it follows is in no article"),
        ([said(FERRY, after=FERRY)], "it would follow itself"),
        ([said(FERRY + "（王芳）", kind="body")], "its text is several blocks now"),
        # Nothing is cut for it, though it begins within a block.
        ([said(FERRY[10:] + "（王芳）", kind="body")], "its text is several blocks now"),
        ([said("\n\n" + FERRY, kind="title")], "its text is several blocks now"),
        ([said("本报讯 ", kind="title")], "it begins or ends with white space"),
        ([said(FERRY[4:12], after=FERRY[8:])], "another correction cuts its text in another way"),
    ],
)
def test_what_does_not_fit_is_left_out_and_said(wanted, why):
    assert corrected(*wanted) == (corrected()[0], [why])


def test_of_two_that_cut_a_text_across_the_first_holds():
    found, misfits = corrected(said(FERRY[4:12], after=FERRY[:4]), said(FERRY[8:], kind="title"))
    assert misfits == ["another correction cuts its text in another way"]
    assert found[0][1][1:] == [FERRY[:4], FERRY[4:12], FERRY[12:]]


def test_what_two_corrections_say_of_a_piece_holds_together():
    done = correct(run(Page("p", PAGE)), [said(MORE, joins=True), said(MORE, kind="body")])
    [note] = [note for note in done.page.notes if note.rule == "corrected"]
    assert dict(note.facts) == {"joins": True, "kind": "body"}


def test_nothing_that_was_put_right_is_cut_in_two():
    at = PAGE.index("渡船")
    page = run(Page("p", PAGE)).with_edits([Edit(at, at + 2, "船", "doubled-character")])
    half = PAGE[at + 1 : PAGE.index("。", at)]
    wanted = Correction("p", Piece(at + 1, at + 1 + len(half), digest_of_text(half)), "title")
    done = correct(page, [wanted])
    assert [misfit.why for misfit in done.misfits] == ["it would cut what was put right in two"]
    assert done.page.blocks == page.blocks


PLACE = some.integers(-2, 9)


@settings(max_examples=150, deadline=None)
@given(some.lists(some.tuples(PLACE, some.sampled_from((None, *KINDS)), some.sampled_from((None, True, False)), PLACE, PLACE), max_size=8))
def test_whatever_is_said_the_account_balances(entries):
    page = run(Page("p", PAGE))
    blocks = [b for b in page.blocks if b.kind != "blank"]
    wanted = []
    for which, kind, joins, after, cut in entries:
        block, anchor = blocks[which % len(blocks)], blocks[after % len(blocks)]
        start = min(block.start + max(0, cut), block.end - 1)
        wanted.append(
            Correction(
                "p",
                Piece(start, block.end, digest_of_text(PAGE[start : block.end])),
                kind,
                after >= -1,
                Piece(anchor.start, anchor.end, digest_of_text(PAGE[anchor.start : anchor.end])) if after >= 0 else None,
                joins,
            )
        )
    done = correct(page, wanted)
    balance(done.page, articles(done.page, "", {}))


# --- by the command


@pytest.fixture
def drop(tmp_path):
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    return tmp_path


def entry(text, **what):
    start, end, mark = piece(text)
    return {"page": "page.txt", "span": [start, end], "digest": mark, **what}


def save(folder, *entries, name="corrections.json"):
    (folder / name).write_text(json.dumps({"schema": "cleaner/corrections/1", "corrections": entries}), encoding="utf-8")


def test_split_applies_them_and_the_ledger_says_so(drop):
    save(drop, entry("图书馆延长开放时间", kind="page-furniture"), entry(FERRY, joins=True))
    cleaner("split", "page.txt", "--corrections", "corrections.json", cwd=drop, check=0)
    article = json.loads((drop / "out/page/01.json").read_text(encoding="utf-8"))
    assert len(article["paragraphs"]) == 1 and "corrected" in {flag["rule"] for flag in article["flags"]}
    ledger = [json.loads(line) for line in (drop / "out/page/ledger.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["evidence"] for line in ledger if line["action"] == "corrected"] == [{"joins": True}, {"kind": "page-furniture"}]
    assert cleaner("check", "page.txt", "--out", "out", "--corrections", "corrections.json", "--fail-on", "error", cwd=drop, check=0)
    cleaner("check", "page.txt", "--out", "out", "--fail-on", "error", cwd=drop, check=1)


def test_later_files_hold(drop):
    save(drop, entry(FERRY, kind="title"), name="a.json")
    save(drop, entry(FERRY, kind="body"), name="b.json")
    cleaner("split", "page.txt", "--corrections", "a.json", "--corrections", "b.json", cwd=drop, check=0)
    assert json.loads((drop / "out/page/01.json").read_text(encoding="utf-8"))["title"] == "新桥今天通车"


def test_a_misfit_is_a_problem_that_strict_minds(drop):
    save(drop, {**entry(FERRY, kind="title"), "digest": "0" * 16}, {**entry(FERRY, kind="title"), "page": "other.txt"})
    done = cleaner("split", "page.txt", "--corrections", "corrections.json", "--strict", cwd=drop, check=1)
    assert done.stderr.count(b"[correction-misfit]") == 2
    assert {p["reason"] for p in manifest(drop / "out")["problems"]} == {"correction-misfit"}
    found = json.loads(cleaner("check", "page.txt", "--corrections", "corrections.json", "--format", "json", cwd=drop, check=1).stdout)
    assert [f["path"] for f in found["findings"] if f["name"] == "correction-misfit"] == ["other.txt", "page.txt"]


def test_a_misfit_does_not_hide_that_the_manifest_was_edited(drop):
    save(drop, {**entry(FERRY, kind="title"), "digest": "0" * 16})
    cleaner("split", "page.txt", "--corrections", "corrections.json", cwd=drop)
    said = (drop / "out/manifest.json").read_text(encoding="utf-8")
    (drop / "out/manifest.json").write_text(said.replace('"articles": ', '"articles": 1'), encoding="utf-8")
    found = cleaner("check", "page.txt", "--corrections", "corrections.json", "--out", "out", cwd=drop, check=1).stdout
    assert b"CL505" in found and b"out/manifest.json: CL502 stale-output: " in found


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"schema": "cleaner/corrections/1"}',
        '{"schema": "cleaner/corrections/1", "corrections": [1]}',
        '{"schema": "cleaner/corrections/1", "corrections": [{"page": "p", "span": [5, 2], "digest": "x"}]}',
        '{"schema": "cleaner/corrections/1", "corrections": [{"page": "p", "span": [1, 2], "digest": "x", "kind": "story"}]}',
        '{"schema": "cleaner/corrections/1", "corrections": [{"page": "p", "span": [1, 2], "digest": "x", "knd": "title"}]}',
    ],
)
def test_a_bad_file_is_one_line(drop, text):
    (drop / "corrections.json").write_text(text, encoding="utf-8")
    done = cleaner("split", "page.txt", "--corrections", "corrections.json", cwd=drop, check=2)
    assert done.stderr.startswith(b"cleaner: corrections.json: ") and done.stderr.count(b"\n") == 1
    assert not (drop / "out").exists()


def test_that_what_was_put_right_is_undone_is_told(drop):
    """Left out once, --corrections took back all that people had put right, without a word."""
    save(drop, entry(FERRY, kind="page-furniture"))
    cleaner("split", "page.txt", "--corrections", "corrections.json", cwd=drop, check=0)
    done = cleaner("split", "page.txt", "-q", cwd=drop, check=0)
    assert b"1 page was put right before, as page.txt" in done.stderr and b"--corrections" in done.stderr
    assert cleaner("split", "page.txt", "-q", cwd=drop, check=0).stderr == b""


def test_no_file_is_one_line(drop):
    done = cleaner("split", "page.txt", "--corrections", "none.json", cwd=drop, check=2)
    assert done.stderr == b"cleaner: none.json: no such file or directory; check the path of --corrections\n"


def test_the_first_page_without_corrections_is_as_it_was(tmp_path):
    save(tmp_path)
    cleaner("split", ROOT / "seeds", "-o", tmp_path / "out", "--corrections", tmp_path / "corrections.json", cwd=tmp_path, check=0)
    name = next((ROOT / "seeds").glob("*.txt")).stem
    assert (tmp_path / "out" / name / "01.json").read_bytes() == (ROOT / "out" / name / "01.json").read_bytes()


@pytest.mark.parametrize(
    "wanted",
    [[said("渡口的老船工张师傅也来了。", after="渡口的老船工张师傅也来了。")], [said(FERRY, after=BOOKS), said(BOOKS, after=FERRY)]],
)
def test_nothing_of_a_correction_that_does_not_fit_is_done(wanted):
    """A piece was cut for it, and it was on record as made."""
    page = run(Page("p", PAGE))
    done = correct(page, wanted)
    assert {m.why for m in done.misfits} == {"it would follow itself"} and len(done.misfits) == len(wanted)
    assert done.page == page
