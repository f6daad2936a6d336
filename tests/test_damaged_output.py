"""An output folder that somebody edited or half copied: every command that reads one says in one line what it is, and never a traceback."""

import json
import shutil

import pytest
from click.testing import CliRunner
from command import cleaner, manifest
from drops import CLEAN

from cleaner.cli import main
from cleaner.record import as_line

DEEP = "[" * 100_000
COMMANDS = {
    "export": ["export", "out", "--to", "jsonl"],
    "dedupe": ["dedupe", "out"],
    "review": ["review", "out"],
    "eval": ["eval", "drop", "out"],
    "learn": ["learn", "out", "more.txt", "-o", "model"],
    "check": ["check", "drop", "--out", "out", "--exit-zero", "--diff"],
}
VALUES = [5, None, "text", [], [1], {}, {"a": 1}, [None], [[]], True]
FIELDS = ["title", "title_lines", "authors", "paragraphs", "captions", "missing", "confidence", "source", "spans"]


@pytest.fixture(scope="module")
def drop(tmp_path_factory):
    folder = tmp_path_factory.mktemp("damaged")
    (folder / "drop").mkdir()
    (folder / "drop/page.txt").write_text(CLEAN, encoding="utf-8")
    # Too little text is refused.
    (folder / "more.txt").write_text("今天上午，新桥正式通车。\n\n" * 50, encoding="utf-8")
    cleaner("split", "drop", cwd=folder, check=0)
    cleaner("split", "drop", "-o", "parts", "--format", "jsonl", cwd=folder, check=0)
    cleaner("export", "out", "--to", "gold", "-o", "gold", cwd=folder, check=0)
    shutil.copy(folder / "gold/page.gold.json", folder / "drop")
    return folder


@pytest.fixture
def here(drop, tmp_path, monkeypatch):
    shutil.copytree(drop, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def one_line(command, file, *codes):
    """The command ends well, or with one short line that names the file; in this process, for there are many."""
    done = CliRunner().invoke(main, command)
    assert isinstance(done.exception, SystemExit | None), done.exception
    assert done.exit_code in (codes or (0, 2)) and len(done.stderr) < 1000
    assert not done.exit_code or file in done.stderr


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("command", ["export", "dedupe", "review", "eval"])
def test_a_field_that_is_not_what_it_was(here, command, field):
    path = here / "out/page/01.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    for value in VALUES:
        path.write_text(json.dumps({**record, field: value}), encoding="utf-8")
        one_line(COMMANDS[command], "page")


@pytest.mark.parametrize("file", ["out/page/01.json", "out/page/ledger.jsonl", "out/manifest.json"])
@pytest.mark.parametrize("text", [DEEP, "[]\n", "5\n", "null\n", "[5]\n", '{"pages": 5}\n', '{"pages": [5]}\n', "", "\xff"])
def test_a_file_that_is_something_else(here, file, text):
    (here / file).write_text(text, encoding="latin-1")
    for command in COMMANDS.values():
        one_line(command, "page" if "page" in file else "manifest")
    cleaner("split", "drop", cwd=here, check=0)
    assert [page["articles"] for page in manifest(here / "out")["pages"]] == [1]


@pytest.mark.parametrize("file", ["articles-00000.jsonl", "ledger-00000.jsonl"])
@pytest.mark.parametrize("text", [DEEP, "[]\n", "5\n", "null\n", '{"source": 5}\n', '{"page": 5}\n', "\xff"])
def test_a_part_that_is_something_else(here, file, text):
    (here / "parts" / file).write_text(text, encoding="latin-1")
    for command in COMMANDS.values():
        one_line(["parts" if word == "out" else word for word in command], file if text == "\xff" else "parts")


@pytest.mark.parametrize(("out", "gone"), [("out", "folder"), ("parts", "part")])
def test_a_row_without_its_place_is_no_traceback(here, out, gone):
    path, form = here / out / "manifest.json", ["--format", "jsonl"] if out == "parts" else []
    right = path.read_text(encoding="utf-8")
    row = json.loads(right)["pages"][0]
    path.write_text(right.replace(as_line(row).strip(), as_line({k: v for k, v in row.items() if k != gone}).strip()), encoding="utf-8")
    one_line(["export", out, "--to", "jsonl"], out)
    one_line(["split", "more.txt", "-o", out, "-q", *form], "manifest", 0)


@pytest.mark.parametrize("out", ["out", "parts"])
def test_a_row_of_the_manifest_that_is_something_else(here, out):
    """A part without its digest, and pages without their counts, were tracebacks; what is wrong is made anew."""
    path, form = here / out / "manifest.json", ["--format", "jsonl"] if out == "parts" else []
    right = path.read_text(encoding="utf-8")
    for kind in ("pages", "parts") if form else ("pages",):
        held = json.loads(right)[kind][0]
        for name in held:
            outside = ["../../x", "/x"] if name in ("folder", "articles", "ledger") and isinstance(held[name], str) else []
            for value in outside + [value for value in VALUES if not isinstance(value, type(held[name]))]:
                path.write_text(right.replace(as_line(held).strip(), as_line({**held, name: value}).strip()), encoding="utf-8")
                one_line(["check", "drop", "--out", out, "--exit-zero"], "manifest")
                one_line(["split", "drop", "-o", out, "-q", *form], "manifest", 0)
                assert path.read_text(encoding="utf-8") == right
    assert sorted(p.name for p in here.iterdir()) == ["drop", "gold", "more.txt", "out", "parts"]


def test_a_packed_page_that_is_cut_off_is_not_found(here):
    (here / "drop/page.txt").unlink()
    (here / "drop/page.txt.gz").write_bytes(b"\x1f\x8b\x08\0\0\0\0\0\0\x03\x4b")
    shutil.rmtree(here / "out")
    (here / "drop/other.txt").write_text(CLEAN, encoding="utf-8")
    cleaner("split", "drop", cwd=here, check=2)
    one_line(COMMANDS["review"], "page")


@pytest.mark.parametrize("text", [DEEP, "5\n", '{"dropped": 5}\n', "[]\n"])
def test_duplicates_that_are_something_else(here, text):
    (here / "duplicates.jsonl").write_text(text)
    done = cleaner("export", "out", "--to", "jsonl", "--duplicates", "duplicates.jsonl", cwd=here, check=2)
    assert b"duplicates.jsonl: not what cleaner dedupe writes" in done.stderr


@pytest.mark.parametrize("text", [DEEP, "5", "[]", '{"corrections": 5}', '{"corrections": [5]}'])
def test_corrections_that_are_something_else(here, text):
    (here / "c.json").write_text(text)
    one_line(["split", "drop", "--corrections", "c.json"], "c.json", 2)


@pytest.mark.parametrize("text", [DEEP, "5", "[]", '{"findings": 5}', '{"findings": [5]}', '{"findings": [{"fingerprint": []}]}'])
def test_a_baseline_that_is_something_else(here, text):
    (here / "b.json").write_text(text)
    one_line(["check", "drop", "--baseline", "b.json"], "b.json", 2)


@pytest.mark.parametrize("command", [("dedupe", "out"), ("review", "out", "--pages", "drop"), ("export", "out", "--to", "jsonl")])
def test_an_article_that_was_deleted_is_missed(here, command):
    """`dedupe` found no repeat, and `review` showed the page without it."""
    (here / "drop/other.txt").write_text(CLEAN + "又及。\n", encoding="utf-8")
    cleaner("split", "drop", cwd=here, check=0)
    next((here / "out/page").glob("*.json")).unlink()
    done = cleaner(*command, cwd=here, check=2)
    assert b"out/page: 1 article was there, and now 0; run cleaner split again" in done.stderr


@pytest.mark.parametrize("text", ["", "{", "[]", '{"schema": "x"}'])
@pytest.mark.parametrize("command", [("dedupe", "out"), ("export", "out", "--to", "jsonl")])
def test_without_a_manifest_that_can_be_read_nobody_knows_what_is_missing(here, command, text):
    (here / "out/manifest.json").write_text(text)
    done = cleaner(*command, cwd=here, check=2)
    assert b"out/manifest.json: no manifest, so that nobody knows what is missing" in done.stderr


@pytest.mark.parametrize("command", [("dedupe", "out"), ("review", "out", "--pages", "drop"), ("export", "out", "--to", "jsonl")])
def test_of_a_run_that_was_cut_off_not_all_is_there(here, command):
    """70 of 240 pages were exported, and all was well; or 25 with new settings and 215 with the old."""
    (here / "out/.journal.jsonl").write_text("", encoding="utf-8")
    done = cleaner(*command, cwd=here, check=2)
    assert b"out: a run is at work here, or was cut off" in done.stderr


@pytest.mark.parametrize("command", [("dedupe", "shares"), ("export", "shares", "--to", "jsonl")])
def test_of_shares_that_have_not_ended_not_all_is_there(here, command):
    (here / "drop/other.txt").write_text(CLEAN + "又及。\n", encoding="utf-8")
    for number in (1, 2):
        cleaner("split", "drop", "-o", "shares", "--shard", f"{number}/3", cwd=here, check=0)
    done = cleaner(*command, cwd=here, check=2)
    assert b"shares: not all shares of the run have ended" in done.stderr
    cleaner("split", "drop", "-o", "shares", "--shard", "3/3", cwd=here, check=0)
    assert not cleaner(*command, cwd=here, check=0).stderr.startswith(b"cleaner:")


def test_what_no_run_wrote_is_told(tmp_path):
    """A copy of a page's folder, and an export into the folder, were exported once more without a word."""
    (tmp_path / "page.txt").write_text("新桥今天通车\n\n本报讯 新桥今天上午正式通车，两岸居民从此不必再等渡船。\n", encoding="utf-8")
    cleaner("split", "page.txt", cwd=tmp_path, check=0)
    shutil.copytree(tmp_path / "out/page", tmp_path / "out/old")
    done = cleaner("export", "out", "--to", "jsonl", cwd=tmp_path, check=2)
    assert done.stderr.startswith(b"cleaner: out/old: no run of cleaner split knows of it") and done.stderr.count(b"\n") == 1
    shutil.rmtree(tmp_path / "out/old")
    cleaner("export", "out", "--to", "jsonl", "-o", "out/articles-00000.jsonl", cwd=tmp_path, check=2)
    assert b"out/articles-00000.jsonl: no run" in cleaner("dedupe", "out", cwd=tmp_path, check=2).stderr
