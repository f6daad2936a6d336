"""Parts as others read them: check, review, export and libraries for Parquet."""

import json
import subprocess
import sys

import pytest
from command import cleaner, manifest, tree
from in_parts import COUNT, cleaner_check, page, split, write_drop

from cleaner import data
from cleaner.article import Article
from cleaner.writing.parquet import ARTICLES, packed
from cleaner.writing.parts import record_at


@pytest.fixture
def drop(tmp_path):
    return write_drop(tmp_path)


def test_check_finds_pages_that_are_new_or_gone_or_changed(drop):
    split(drop, "--format", "jsonl")
    (drop / "drop/03.txt").write_text(page(300), encoding="utf-8")
    (drop / "drop/25.txt").rename(drop / "drop/26.txt")
    found = cleaner_check(drop, "--out", "out", "--fail-on", "error", check=1)
    told = {line.split(": ")[0].split(":")[0] + " " + line.split(": ")[1] for line in found.splitlines() if "output" in line}
    assert told == {"03.txt CL502 stale-output", "26.txt CL501 missing-output", "25.txt CL504 leftover-output"}


def test_a_page_without_text_stops_no_review_of_parts(tmp_path):
    """Of a page that has neither articles nor a ledger a part has nothing: it was taken for a damaged one."""
    (tmp_path / "drop").mkdir()
    (tmp_path / "drop/page.txt").write_text(page(1), encoding="utf-8")
    (tmp_path / "drop/blank.txt").write_text("", encoding="utf-8")
    cleaner("split", "drop", "--format", "jsonl", cwd=tmp_path, check=0)
    cleaner("review", "out", "--pages", "drop", "-o", "review", cwd=tmp_path, check=0)
    cleaner("export", "out", "--to", "gold", "--pages", "drop", "-o", "gold", cwd=tmp_path, check=0)
    assert (tmp_path / "gold/page.gold.json").exists()


def test_an_article_has_the_same_fields_everywhere():
    schema = json.loads(data.text("article.schema.json"))
    assert list(Article._fields) == ARTICLES.names == list(schema["properties"])
    with pytest.raises(ValueError, match="there is no column for new_field"):
        packed(ARTICLES, ['{"new_field": 1}'])


def test_what_others_read(drop):
    for form in ("files", "jsonl", "parquet"):
        split(drop, "-o", form, "--format", form)
        cleaner("review", form, "-o", f"review-{form}", "--pages", "drop", cwd=drop, check=0)
        cleaner("dedupe", form, "-o", f"{form}.dup", cwd=drop, check=0)
        cleaner("export", form, "--to", "gold", "-o", f"gold-{form}", "--pages", "drop", cwd=drop, check=0)
        assert tree(drop / f"review-{form}") == tree(drop / "review-files")
        assert tree(drop / f"gold-{form}") == tree(drop / "gold-files")
        told = json.loads(cleaner("eval", f"gold-{form}", form, "--json", cwd=drop, check=0).stdout)
        assert told["figures"]["article_f1"] == 1.0
        lines = (drop / f"{form}.dup").read_text(encoding="utf-8").splitlines()
        # Pages that differ in their numbers are near to each other, not all to the one that is kept.
        assert len(lines) == (drop / "files.dup").read_bytes().count(b"\n") > COUNT // 2
        marked = cleaner("export", form, "--to", "jsonl", "--duplicates", f"{form}.dup", "--drop", cwd=drop, check=0).stdout
        assert len(marked.splitlines()) == COUNT - 1 + 11 - len(lines)


def test_a_review_of_pages_in_an_archive(drop):
    subprocess.run(["tar", "cf", "../drop.tar", "."], cwd=drop / "drop", check=True)
    cleaner("split", "drop.tar", "--format", "jsonl", cwd=drop, check=0)
    cleaner("review", "out", "--pages", "drop.tar", cwd=drop, check=0)
    assert len(list((drop / "review").glob("*.html"))) == COUNT + 1


def test_lines_that_unicode_ends_are_no_ends_of_lines(tmp_path):
    (tmp_path / "drop").mkdir()
    (tmp_path / "drop/page.txt").write_text(page(1).replace("市长", "市长\u2028\x85") + "\n新桥1今天\u2028通车\n", encoding="utf-8")
    cleaner("split", "drop", cwd=tmp_path, check=0)
    cleaner("review", "out", cwd=tmp_path, check=0)
    cleaner("export", "out", "--to", "gold", "-o", "gold", cwd=tmp_path, check=0)
    assert json.loads(cleaner("eval", "gold", "out", "--json", cwd=tmp_path, check=0).stdout)["figures"]["article_f1"] == 1.0


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_a_part_that_is_gone_is_told_and_the_others_are_exported(drop, form):
    split(drop, "--format", form)
    (drop / f"out/articles-00001.{form}").unlink()
    done = cleaner("export", "out", "--to", "jsonl", "-o", "file", cwd=drop, check=2)
    said = f"out/articles-00001.{form}: it is gone, with the articles of 5 pages; run cleaner split again"
    assert done.stderr.decode() == f"cleaner: {said}\n"
    there = sum(row["articles"] for row in manifest(drop / "out")["pages"])
    assert len((drop / "file").read_text(encoding="utf-8").splitlines()) == there - 5


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_a_place_that_a_part_has_not(drop, form):
    """Of Parquet the error was another one than is promised, and was not caught."""
    split(drop, "--format", form)
    with pytest.raises(ValueError, match=r"row|Expecting value"):
        record_at(str(drop / f"out/articles-00000.{form}"), 10**6)


@pytest.mark.parametrize("left", [0, 3])
@pytest.mark.parametrize("command", [("export", "--to", "jsonl"), ("dedupe",)])
def test_a_part_that_lost_articles_is_told(drop, command, left):
    """It was cut at the end of a line, and all went on with what was there."""
    split(drop, "--format", "jsonl")
    part = drop / "out/articles-00001.jsonl"
    part.write_text("".join(part.read_text(encoding="utf-8").splitlines(keepends=True)[:left]), encoding="utf-8")
    done = cleaner(command[0], "out", *command[1:], cwd=drop, check=2)
    assert f"out/articles-00001.jsonl: 5 articles were there, and now {left}; run cleaner split again" in done.stderr.decode()


@pytest.mark.parametrize("command", [("export", "out", "--to", "jsonl"), ("dedupe", "out"), ("review", "out", "--pages", "drop")])
def test_parquet_without_its_extra_is_one_line(drop, command):
    split(drop, "--format", "parquet")
    code = "import sys; sys.modules['pyarrow'] = None; from cleaner.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code, *command], cwd=drop, capture_output=True, text=True)
    assert done.returncode == 2 and "this needs pyarrow: install cleaner with its extra" in done.stderr and "Traceback" not in done.stderr
