"""An index of earlier drops: what it knows, forgets and hands on, and files that are none."""

import contextlib
import gzip
import json
import shutil
import sqlite3

import pytest
from command import cleaner
from reprinted import BRIDGE, LIBRARY, a_part, damaged, found, page, told


def test_an_index_has_the_earlier_drops(tmp_path):
    whole = [*BRIDGE, *LIBRARY]
    page(tmp_path, "old", (whole, []), (LIBRARY, []))
    assert told(tmp_path, "--index", "index.db") == [("old/02", "old/01", "contained")]
    (tmp_path / "out").rename(tmp_path / "archive")
    page(
        tmp_path,
        "new",
        ([damaged(text, 0.03, seed=2) for text in whole], ["tail"]),
        (["别的事情，同桥和图书馆都没有关系，讲的是今年的收成。"], []),
    )
    assert told(tmp_path, "--index", "index.db") == [("new/01", "old/01", "near")]
    # Again the same drop: it is not a repeat of itself.
    assert told(tmp_path, "--index", "index.db") == [("new/01", "old/01", "near")]
    # Without the index nothing is known of it.
    assert told(tmp_path) == []


def test_an_earlier_article_gives_way_to_a_better_one(tmp_path):
    page(tmp_path, "old", (BRIDGE, ["tail"]))
    found(tmp_path, "--index", "index.db")
    page(tmp_path, "new", (BRIDGE, []))
    assert told(tmp_path, "--index", "index.db") == [("old/01", "new/01", "verbatim")]


def test_an_index_finds_what_one_run_finds(tmp_path):
    for k in range(12):
        base = [damaged(text, 0.5, seed=k // 3) for text in (*BRIDGE, *LIBRARY)]
        page(tmp_path / "whole", f"{k:02}", ([damaged(text, 0.02, seed=k) for text in base], []))
        page(tmp_path / f"{k // 4}", f"{k:02}", ([damaged(text, 0.02, seed=k) for text in base], []))
    once = {line["dropped"][4:] for line in found(tmp_path / "whole")}
    parts = set()
    for part in range(3):
        cleaner("dedupe", "out", "--index", "../index.db", cwd=tmp_path / str(part), check=0)
        lines = (tmp_path / str(part) / "duplicates.jsonl").read_text(encoding="utf-8").splitlines()
        parts |= {json.loads(line)["dropped"].rpartition("out/")[2] for line in lines}  # that of an earlier folder has its whole path
    assert once and parts == once


def test_a_file_that_is_no_index_is_one_line_and_stays(tmp_path):
    page(tmp_path, "a", (BRIDGE, []))
    (tmp_path / "index.db").write_text("something else altogether, and long enough to be looked at\n" * 40)
    done = cleaner("dedupe", "out", "--index", "index.db", cwd=tmp_path, check=2)
    assert done.stderr.startswith(b"cleaner: index.db: no index") and done.stderr.count(b"\n") == 1
    assert (tmp_path / "index.db").read_text().startswith("something else")
    assert b"check the file of --index" in cleaner("dedupe", "out", "--index", "no/index.db", cwd=tmp_path, check=2).stderr


def test_an_index_forgets_what_a_page_said_before(tmp_path):
    """A page that was split anew kept the keys of its old text: a reprint was dropped for an article that was not there any more."""
    page(tmp_path, "a", (BRIDGE, []), (LIBRARY, []))
    assert told(tmp_path, "--index", "drops") == []
    shutil.rmtree(tmp_path / "out/a")
    page(tmp_path, "a", (["今年的收成比去年好，乡亲们都说，多亏了新修的水渠和县里派来的农技员，家家户户的粮仓都装满了。"], []))
    assert told(tmp_path, "--index", "drops") == []
    (tmp_path / "out").rename(tmp_path / "old")
    for name in ("b", "c"):
        page(tmp_path, name, (BRIDGE, []), (LIBRARY, []))
    assert told(tmp_path, "--index", "drops") == [("c/01", "b/01", "verbatim"), ("c/02", "b/02", "verbatim")]


def test_an_index_finds_a_second_copy_when_the_first_says_something_else(tmp_path):
    """Of a key the index held the first article alone: when that one was split anew, a third copy was like nothing."""
    for name, text in (("a", BRIDGE), ("b", BRIDGE), ("a", LIBRARY), ("c", BRIDGE)):
        shutil.rmtree(tmp_path / "out", ignore_errors=True)
        page(tmp_path, name, (text, []))
        last = told(tmp_path, "--index", "drops")
    assert last == [("c/01", "b/01", "verbatim")]


def test_an_index_knows_a_folder_however_it_is_spelled(tmp_path):
    """Named by its whole path, or through a link, every article of a drop was dropped for itself."""
    page(tmp_path, "a", (BRIDGE, []), (LIBRARY, []))
    (tmp_path / "link").symlink_to("out")
    for out in ("out", str(tmp_path / "out"), "link", "."):
        there = tmp_path / "out" if out == "." else tmp_path
        cleaner("dedupe", out, "--index", str(tmp_path / "drops"), "-o", str(tmp_path / "found"), cwd=there, check=0)
        assert (tmp_path / "found").read_text(encoding="utf-8") == ""


def test_an_index_knows_a_page_that_came_into_another_part(tmp_path):
    """An article was dropped for its own old place, in a part that does not hold it any more."""
    a_part(tmp_path, 0, a=LIBRARY, b=BRIDGE)
    assert found(tmp_path, "--index", "drops") == []
    a_part(tmp_path, 0, a=LIBRARY)
    a_part(tmp_path, 1, b=BRIDGE)
    assert found(tmp_path, "--index", "drops") == []
    a_part(tmp_path, 0, a=LIBRARY, aa=BRIDGE)
    [line] = found(tmp_path, "--index", "drops")
    assert (line["dropped"], line["kept"]) == ("out/articles-00001.jsonl#b/01", "out/articles-00000.jsonl#aa/01")


def test_an_index_keeps_what_was_handed_on_and_says_so_when_it_is_gone(tmp_path):
    page(tmp_path, "a", (BRIDGE, []))
    cleaner("dedupe", "out", "--index", "drops", cwd=tmp_path, check=0)
    page(tmp_path, "b", (BRIDGE, []))
    options = ["dedupe", "out", "--index", "drops"]
    assert b"not where it was" not in cleaner(*options, cwd=tmp_path, check=0).stderr
    shutil.rmtree(tmp_path / "out/a")
    done = cleaner(*options, cwd=tmp_path, check=0)
    assert (
        b"1 verbatim" in done.stderr and b"1 of them repeat what an earlier drop had, and what is not where it was any more" in done.stderr
    )


def test_what_was_packed_is_read_again(tmp_path):
    for name in ("a", "b"):
        page(tmp_path, name, (BRIDGE, []))
    cleaner("dedupe", "out", "-o", "d.jsonl.gz", cwd=tmp_path, check=0)
    assert (tmp_path / "d.jsonl.gz").read_bytes()[:2] == b"\x1f\x8b"
    done = cleaner("export", "out", "--to", "jsonl", "--duplicates", "d.jsonl.gz", "--drop", cwd=tmp_path, check=0)
    assert len(done.stdout.splitlines()) == 1
    (tmp_path / "d.jsonl.gz").write_bytes((tmp_path / "d.jsonl.gz").read_bytes()[:-9])
    done = cleaner("export", "out", "--to", "jsonl", "--duplicates", "d.jsonl.gz", cwd=tmp_path, check=2)
    assert done.stderr.startswith(b"cleaner: d.jsonl.gz: ") and done.stderr.count(b"\n") == 1


def test_an_index_that_another_run_writes_is_told(tmp_path):
    page(tmp_path, "a", (BRIDGE, []))
    cleaner("dedupe", "out", "--index", "drops", cwd=tmp_path, check=0)
    with contextlib.closing(sqlite3.connect(tmp_path / "drops", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        done = cleaner("dedupe", "out", "--index", "drops", cwd=tmp_path, check=2)
    assert done.stderr == b"cleaner: drops: another run is at work with it; run this again when that has ended\n"


def test_an_index_is_made_in_no_database_of_others(tmp_path):
    """Its tables were put beside theirs, without a word."""
    page(tmp_path, "a", (BRIDGE, []))
    with sqlite3.connect(tmp_path / "notes.db") as base:
        base.execute("CREATE TABLE notes (text)")
    before = (tmp_path / "notes.db").read_bytes()
    done = cleaner("dedupe", "out", "--index", "notes.db", cwd=tmp_path, check=2)
    assert b"notes.db: somebody else's database" in done.stderr and (tmp_path / "notes.db").read_bytes() == before


@pytest.mark.parametrize("harm", ["UPDATE article SET letters = x'00'", "DELETE FROM article"])
def test_an_index_that_is_damaged_within_is_one_line(tmp_path, harm):
    page(tmp_path, "a", (BRIDGE, []))
    found(tmp_path, "--index", "index.db")
    with sqlite3.connect(tmp_path / "index.db") as base:
        base.execute(harm)
    (tmp_path / "out").rename(tmp_path / "archive")
    page(tmp_path, "b", (BRIDGE, []))
    done = cleaner("dedupe", "out", "--index", "index.db", cwd=tmp_path, check=2)
    assert b"index.db: no index (" in done.stderr and done.stderr.count(b"\n") == 1


def test_a_list_of_duplicates_that_is_damaged_is_one_line(tmp_path):
    page(tmp_path, "a", (BRIDGE, []))
    packed = gzip.compress(b'{"dropped": "a"}\n' * 99)
    (tmp_path / "d.jsonl.gz").write_bytes(packed[:14] + bytes(b ^ 255 for b in packed[14:24]) + packed[24:])
    done = cleaner("export", "out", "--to", "jsonl", "--duplicates", "d.jsonl.gz", cwd=tmp_path, check=2)
    assert b"d.jsonl.gz: not what cleaner dedupe writes" in done.stderr and done.stderr.count(b"\n") == 1


def test_an_index_may_be_used_from_another_folder_each_week(tmp_path):
    """An article was dropped for itself, or for another that had its path there: names were as the earlier run gave them."""
    for week, text in (("1", BRIDGE), ("2", [damaged(one, 0.03) for one in BRIDGE])):
        page(tmp_path / week, "a", (text, []))
        cleaner("dedupe", "out", "--index", "../index.db", cwd=tmp_path / week, check=0)
    [line] = [json.loads(line) for line in (tmp_path / "2/duplicates.jsonl").read_text(encoding="utf-8").splitlines()]
    assert (line["dropped"], line["kept"]) == ("out/a/01.json", str(tmp_path / "1/out/a/01.json"))


def test_an_index_is_not_written_over(tmp_path):
    """It was not there yet, so that nothing was in the way, and the drop was forgotten."""
    page(tmp_path, "a", (BRIDGE, []))
    cleaner("dedupe", "out", "--index", "new.db", "-o", "new.db", cwd=tmp_path, check=2)
    assert not (tmp_path / "new.db").exists()


@pytest.mark.parametrize("spelled", ["out", "../2/out", "absolute"])
def test_what_an_earlier_drop_kept_is_kept_however_the_folder_is_spelled(tmp_path, spelled):
    """The earlier one was dropped where the path of the later one came first."""
    for week in ("1", "2"):
        page(tmp_path / week, "a", (BRIDGE, []))
    cleaner("dedupe", str(tmp_path / "1/out"), "--index", "../index.db", cwd=tmp_path / "1", check=0)
    out = str(tmp_path / "2/out") if spelled == "absolute" else spelled
    cleaner("dedupe", out, "--index", "../index.db", cwd=tmp_path / "2", check=0)
    [line] = [json.loads(line) for line in (tmp_path / "2/duplicates.jsonl").read_text(encoding="utf-8").splitlines()]
    assert line["kept"].endswith("1/out/a/01.json") and line["dropped"].endswith("out/a/01.json") and line["dropped"] != line["kept"]
