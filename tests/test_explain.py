"""`cleaner explain`: what it tells is what `split` does, for it is the same run."""

import functools
import json

import pytest
from command import cleaner
from conftest import ROOT, SEED

from cleaner.explain import explain
from cleaner.ledger import ledger
from cleaner.page import Page
from cleaner.pipeline import defaults, run

PAGES = [SEED, *sorted((ROOT / "tests/pages").glob("*.txt"))]


@functools.cache
def explained(path):
    return explain(Page("p", path.read_text(encoding="utf-8")), defaults())


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem[:10])
def test_every_line_of_the_ledger_is_told(path):
    found = explained(path)
    assert found.page == run(Page("p", path.read_text(encoding="utf-8")))
    told = {(d.action, d.rule, d.start, d.end) for d in found.decisions}
    for line in ledger(found.page):
        action = {"joined": "linked", "moved": "linked"}.get(line["action"], line["action"])
        assert (action, line["reason"], *line["span"]) in told


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem[:10])
def test_the_decisions_replayed_give_the_page(path):
    """The last decision about a block is what it is in the end, and the edits that still stand were all told."""
    found = explained(path)
    last = {(d.start, d.end): d.rule for d in found.decisions if d.action in ("cut", "kept", "removed")}
    assert all(last[b.start, b.end] == b.kind for b in found.page.blocks if b.kind != "blank")
    edits = {(d.start, d.end, d.became) for d in found.decisions if d.action == "changed"}
    assert {(e.start, e.end, e.text) for e in found.page.edits} <= edits
    placed = {d.start: dict(d.facts)["article"] - 1 for d in found.decisions if d.action == "placed"}
    assert all(placed[b.start] == b.article for b in found.page.blocks if b.article is not None)


def told(*options, page=SEED, check=0):
    return cleaner("explain", page, *options, cwd=ROOT, check=check).stdout.decode()


def test_at_a_place_by_offset_and_by_line():
    text = SEED.read_text(encoding="utf-8")
    offset = text.index("苑苑")
    line, column = text[:offset].count("\n") + 1, offset - text.rindex("\n", 0, offset)
    assert told("--at", str(offset)) == told("--at", f"{line}:{column}")
    assert f"{line}:{column}" in told("--at", str(offset)) and "doubled-character-in-doubt" in told("--at", str(offset))


def test_by_rule_and_as_json():
    found = json.loads(told("--rule", "near-duplicate", "--json"))
    assert [d["step"] for d in found] == ["dedupe"] and found[0]["facts"]["new"] == "嘉兴港区"


def test_an_article_has_its_links_with_their_runners_up():
    found = [d for d in json.loads(told("--article", "9", "--json")) if d["action"] == "linked"]
    assert [d["rule"] for d in found].count("mid-sentence") == 1
    for link in found:
        assert {"follows", "probability", "instead", "instead_probability"} <= set(link["facts"])
        assert link["facts"]["probability"] > link["facts"]["instead_probability"]


def test_runner_up_is_never_the_link_itself():
    page = explained(SEED).page
    assert page.links and all(link.instead[0] != link.end for link in page.links)


@pytest.mark.parametrize("at", ["x", "1:x", "999999", "9999:1", "0:1", "2:0", "1:500"])
def test_a_place_that_is_not_there_is_one_line(at):
    done = cleaner("explain", SEED, "--at", at, cwd=ROOT, check=2)
    assert f"--at {at}: ".encode() in done.stderr


def test_what_cannot_be_explained_is_one_line(tmp_path):
    (tmp_path / "a.bin").write_bytes(b"\x89PNG\0\0")
    assert cleaner("explain", "a.bin", cwd=tmp_path, check=2).stderr.startswith(b"cleaner: a.bin: not a text file")
    assert cleaner("explain", "none.txt", cwd=tmp_path, check=2).stderr.startswith(b"cleaner: none.txt: no such file")
    assert b"the page has no article 99; it has 11" in cleaner("explain", SEED, "--article", "99", cwd=ROOT, check=2).stderr


def test_nothing_decided_is_said(tmp_path):
    assert cleaner("explain", SEED, "--rule", "ligature", cwd=ROOT, check=0).stderr == b"nothing was decided under 'ligature'\n"


def test_standard_input():
    assert "page-furniture" in cleaner("explain", "-", cwd=ROOT, stdin="要闻\n\n新桥今天通车。".encode(), check=0).stdout.decode()


@pytest.mark.parametrize("rule", ["lost-end", "untitled", "kind-in-doubt", "row", "caption"])
def test_a_rule_is_known_whether_the_page_has_it_or_not(tmp_path, rule):
    """It was denied that there is one, unless the page had it."""
    (tmp_path / "page.txt").write_text("新桥今天通车\n\n本报讯 新桥今天上午正式通车，两岸居民从此不必再等渡船。\n", encoding="utf-8")
    done = cleaner("explain", "page.txt", "--rule", rule, cwd=tmp_path, check=0)
    assert rule.encode() in done.stdout or done.stderr == f"nothing was decided under '{rule}'\n".encode()


def test_a_table_is_no_page(tmp_path):
    """Its JSON was split as if it were a page."""
    (tmp_path / "p.jsonl").write_text('{"name": "a.txt", "text": "新桥今天通车。"}\n', encoding="utf-8")
    done = cleaner("explain", "p.jsonl", cwd=tmp_path, check=2)
    assert done.stderr == b"cleaner: p.jsonl: it holds pages; name one of them, as p.jsonl/page.txt\n"


def test_what_is_removed_between_blocks_is_told(tmp_path):
    """The last step was not watched: the ledger had the removal, and explain said that nothing was decided."""
    (tmp_path / "page.txt").write_bytes("新桥通车\n\n\x01\n\n新桥今天通车。".encode())
    done = cleaner("explain", "page.txt", "--rule", "control-character", cwd=tmp_path, check=0)
    assert "removed" in done.stdout.decode() and "between" in done.stdout.decode()


def test_a_folder_is_no_page(tmp_path):
    (tmp_path / "drop").mkdir()
    assert cleaner("explain", "drop", cwd=tmp_path, check=2).stderr == b"cleaner: drop: a folder; name one of its pages\n"


def test_a_finding_is_explained_by_its_number_too(tmp_path):
    """`cleaner rule` lists both, and the number was said to be none."""
    named, numbered = (cleaner("explain", SEED, "--rule", rule, cwd=ROOT, check=0).stdout for rule in ("lost-opening", "CL202"))
    assert named == numbered != b""


def test_a_pattern_of_page_furniture_is_known_and_told(tmp_path):
    (tmp_path / "p.txt").write_text("新桥通车\n\n新桥今天通车，两岸居民不必再等渡船。\n\n第02版\n", encoding="utf-8")
    shown = cleaner("explain", "p.txt", "--rule", "page-number", cwd=tmp_path).stdout.decode()
    assert "removed" in shown and "第02版" in shown
    assert "cleaner/data/furniture.txt" in cleaner("rule", "page-number", cwd=tmp_path).stdout.decode()


def test_lines_are_counted_as_editors_do(tmp_path):
    (tmp_path / "p.txt").write_text("新桥通车\n\n新桥今天通车。\n", encoding="utf-8")
    done = cleaner("explain", "p.txt", "--at", "9:1", cwd=tmp_path, check=2)
    assert b"the page has 3 lines" in done.stderr
