"""A run after others: what is unchanged is not done again, what is gone is told, and removed with --prune alone."""

import json
import subprocess
import sys
import tarfile

import pytest
from command import cleaner, manifest, tree
from conftest import SEED
from drops import CLEAN

from cleaner.running.lock import locked


@pytest.fixture
def split_once(first_page):
    cleaner("split", "drop", cwd=first_page, check=0)
    return first_page


NO_SPLIT = """
import sys
import tarfile
from cleaner.running import job
from cleaner.cli import main
def split_page(*_, **__):
    sys.exit("a page was split again")
job.split_page = split_page
main(sys.argv[1:])
"""


def again(folder, *options):
    """Whether a second run splits a page."""
    done = subprocess.run([sys.executable, "-c", NO_SPLIT, "split", "drop", *options], cwd=folder, capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    return "a page was split again" in done.stderr


def test_an_unchanged_page_is_not_split_again(split_once):
    assert not again(split_once)
    assert again(split_once, "--force")
    assert again(split_once, "--set", "dedupe.alike=0.7")
    assert again(split_once, "--encoding", "utf-8")


def test_a_changed_page_is(split_once):
    (split_once / "drop/page.txt").write_text("新桥今天通车\n\n新桥今天上午正式通车。\n", encoding="utf-8")
    assert again(split_once)


@pytest.mark.parametrize("harm", ["edit", "delete", "add", "remove"])
def test_a_page_whose_output_was_touched_is(split_once, harm):
    wanted = tree(split_once / "out")
    folder = split_once / "out/page"
    if harm == "edit":
        (folder / "02.json").write_text("{}", encoding="utf-8")
    elif harm == "delete":
        (folder / "02.json").unlink()
    elif harm == "add":
        (folder / "99.json").write_text("{}", encoding="utf-8")
    else:
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
    assert again(split_once)
    cleaner("split", "drop", cwd=split_once, check=0)
    assert tree(split_once / "out") == wanted


def test_new_corrections_are_applied(split_once):
    text = SEED.read_text(encoding="utf-8")
    from cleaner.digests import digest_of_text

    start = text.index("人间烟火 不再扰民")
    entry = {"page": "page.txt", "span": [start, start + 9], "digest": digest_of_text(text[start : start + 9]), "kind": "body"}
    held = {"schema": "cleaner/corrections/1", "corrections": [entry]}
    (split_once / "c.json").write_text(json.dumps(held), encoding="utf-8")
    assert again(split_once, "--corrections", "c.json")


def test_doubts_are_told_each_time(tmp_path):
    (tmp_path / "page.txt").write_text("他说这座桥等了十年，大家都很高兴，今后还要再修两座公园。\n", encoding="utf-8")
    first = cleaner("split", "page.txt", "--strict", cwd=tmp_path, check=1)
    wanted = tree(tmp_path / "out")
    second = cleaner("split", "page.txt", "--strict", cwd=tmp_path, check=1)
    assert b"[untitled]" in first.stderr and first.stderr == second.stderr and tree(tmp_path / "out") == wanted


def test_doubts_are_told_whoever_split_a_page_last(tmp_path):
    """They were sought in the manifest of a share, where those of the whole run before it stand in that run's."""
    (tmp_path / "drop").mkdir()
    for k in range(8):
        (tmp_path / f"drop/page-{k}.txt").write_text(f"他说这座桥等了{k}年，大家都很高兴，今后还要再修两座公园。\n", encoding="utf-8")
    changed = ("--set", "dedupe.alike=0.7")
    cleaner("split", "drop", cwd=tmp_path, check=0)
    cleaner("split", "drop", "--shard", "1/2", *changed, cwd=tmp_path, check=0)
    told = cleaner("split", "drop", *changed, cwd=tmp_path, check=0).stderr
    cleaner("split", "drop", "-o", "anew", *changed, cwd=tmp_path, check=0)
    assert told.count(b"[untitled]") == 8 and tree(tmp_path / "out") == tree(tmp_path / "anew")


def test_a_manifest_that_is_no_manifest_is_made_anew(split_once):
    wanted = tree(split_once / "out")
    for text in ("", "[]", '{"pages": [1], "problems": []}', '{"pages": [{}], "problems": [{}]}', "\xff"):
        (split_once / "out/manifest.json").write_text(text, encoding="latin-1")
        done = cleaner("split", "drop", "-q", cwd=split_once, check=0)
        assert tree(split_once / "out") == wanted
        # Before, nothing was said, and what an earlier run had of pages that were gone by then was forgotten.
        assert done.stderr.count(b"\n") == 1 and b"out/manifest.json: it could not be read" in done.stderr


def test_a_run_that_was_cut_off_goes_on(split_once):
    wanted = tree(split_once / "out")
    row = {"row": manifest(split_once / "out")["pages"][0], "problems": []}
    (split_once / "out/manifest.json").unlink()
    (split_once / "out/.journal.jsonl").write_text(json.dumps(row) + '\n{"row": {"pa', encoding="utf-8")
    assert not again(split_once)
    assert tree(split_once / "out") == wanted


def test_a_page_that_is_gone_is_told_and_pruned(split_once):
    (split_once / "drop/deep").mkdir()
    (split_once / "drop/deep/other.txt").write_text("新桥今天通车\n\n新桥今天上午正式通车。\n", encoding="utf-8")
    cleaner("split", "drop", cwd=split_once, check=0)
    (split_once / "drop/deep/other.txt").unlink()
    done = cleaner("split", "drop", cwd=split_once, check=0)
    assert b"deep/other.txt: the page is not among the paths any more" in done.stderr and (split_once / "out/deep/other").exists()
    found = cleaner("check", "drop", "--out", "out", "--fail-on", "error", cwd=split_once, check=1)
    assert b"out/deep/other: CL504 leftover-output" in found.stdout


def test_a_page_that_became_a_folder_of_pages_is_pruned(tmp_path):
    """What nobody had changed was told as changed, and stayed for good."""
    (tmp_path / "drop").mkdir()
    (tmp_path / "drop/link.txt").write_text("新桥今天通车\n\n新桥今天上午正式通车。\n", encoding="utf-8")
    cleaner("split", "drop", cwd=tmp_path, check=0)
    (tmp_path / "drop/link.txt").unlink()
    (tmp_path / "drop/link").mkdir()
    (tmp_path / "drop/link/x.txt").write_text("图书馆晚上开放\n\n图书馆从今天起晚上开放。\n", encoding="utf-8")
    done = cleaner("split", "drop", "--prune", cwd=tmp_path, check=0)
    assert b"link.txt: the page is gone; its articles in out/link were removed" in done.stderr
    assert sorted(tree(tmp_path / "out")) == ["link/x/01.json", "link/x/ledger.jsonl", "manifest.json"]


def test_a_page_that_was_told_as_gone_can_be_pruned_later(split_once):
    (split_once / "drop/日报　01.txt").write_text("新桥今天通车\n\n新桥今天上午正式通车。\n", encoding="utf-8")
    cleaner("split", "drop", cwd=split_once, check=0)
    (split_once / "drop/日报　01.txt").unlink()
    for _ in range(2):
        cleaner("split", "drop", cwd=split_once, check=0)
        assert (split_once / "out/日报　01").exists()
    done = cleaner("split", "drop", "--prune", cwd=split_once, check=0)
    assert "日报　01.txt: the page is gone" in done.stderr.decode() and not (split_once / "out/日报　01").exists()
    assert "left" not in manifest(split_once / "out")


@pytest.mark.parametrize("form", ["files", "jsonl"])
def test_nothing_is_removed_where_not_all_that_was_named_could_be_read(split_once, form):
    cleaner("split", "drop", "-o", "o", "--format", form, cwd=split_once, check=0)
    wanted = tree(split_once / "o")
    done = cleaner("split", "dorp", "-o", "o", "--format", form, "--prune", cwd=split_once, check=2)
    there = tree(split_once / "o")
    assert b"dorp: " in done.stderr and {name: there[name] for name in wanted if name != "manifest.json"} == {
        name: data for name, data in wanted.items() if name != "manifest.json"
    }
    cleaner("split", "drop", "-o", "o", "--format", form, cwd=split_once, check=0)
    assert tree(split_once / "o") == wanted


def test_an_archive_that_is_cut_off_takes_no_page_with_it(split_once):
    with tarfile.open(split_once / "day.tar", "w") as archive:
        archive.add(split_once / "drop", "drop")
    cleaner("split", "day.tar", "-o", "o", cwd=split_once, check=0)
    wanted = {name for name in tree(split_once / "o") if name != "manifest.json"}
    whole = (split_once / "day.tar").read_bytes()
    (split_once / "day.tar").write_bytes(whole[: len(whole) // 2])
    cleaner("split", "day.tar", "-o", "o", "--prune", cwd=split_once, check=2)
    assert {name for name in tree(split_once / "o") if name != "manifest.json"} == wanted


def test_what_was_made_of_a_page_that_cannot_be_read_any_more_stays_and_can_be_pruned(split_once):
    page = split_once / "drop/bad.txt"
    page.write_text("新桥今天通车\n\n新桥今天上午正式通车。\n", encoding="utf-8")
    cleaner("split", "drop", cwd=split_once, check=0)
    page.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 100)
    cleaner("split", "drop", cwd=split_once, check=2)
    assert [row["path"] for row in manifest(split_once / "out")["left"]] == ["bad.txt"] and (split_once / "out/bad").exists()
    page.unlink()
    cleaner("split", "drop", "--prune", cwd=split_once, check=0)
    assert not (split_once / "out/bad").exists()


def test_prune_removes_what_is_as_it_was_written(split_once):
    for name in ("a", "b"):
        (split_once / f"drop/{name}.txt").write_text(f"新桥{name}今天通车\n\n新桥今天上午正式通车。\n", encoding="utf-8")
    cleaner("split", "drop", cwd=split_once, check=0)
    for name in ("a", "b"):
        (split_once / f"drop/{name}.txt").unlink()
    (split_once / "out/b/notes.txt").write_text("mine", encoding="utf-8")
    done = cleaner("split", "drop", "--prune", cwd=split_once, check=0)
    assert b"a.txt: the page is gone; its articles in out/a were removed" in done.stderr and not (split_once / "out/a").exists()
    assert b"b.txt: the page is not among the paths any more" in done.stderr and (split_once / "out/b/notes.txt").exists()


def test_a_page_of_another_name_may_have_the_folder_of_one_that_is_gone(tmp_path):
    """It was told that the articles of the old name had been changed since, at every run from then on."""
    (tmp_path / "a.txt").write_text("新桥今天通车\n\n新桥今天上午正式通车。\n", encoding="utf-8")
    cleaner("split", "a.txt", cwd=tmp_path, check=0)
    (tmp_path / "a.txt").rename(tmp_path / "a.md")
    done = cleaner("split", "a.md", "--prune", cwd=tmp_path, check=0)
    assert b"a.txt: the page is not among the paths any more; its folder out/a is that of a.md now" in done.stderr
    assert "a.txt" not in cleaner("split", "a.md", "--prune", cwd=tmp_path, check=0).stderr.decode()
    assert (tmp_path / "out/a/01.json").exists() and "left" not in manifest(tmp_path / "out")


def test_the_folder_of_a_page_without_articles_is_not_pruned_with_that_of_its_old_name(tmp_path):
    (tmp_path / "drop").mkdir()
    (tmp_path / "drop/a.txt").write_text("\n", encoding="utf-8")
    cleaner("split", "drop", cwd=tmp_path, check=0)
    (tmp_path / "drop/a.txt").rename(tmp_path / "drop/a.md")
    cleaner("split", "drop", "--prune", cwd=tmp_path, check=0)
    assert (tmp_path / "out/a/ledger.jsonl").exists()


def test_a_page_that_gets_another_folder_leaves_none_behind(tmp_path):
    """The old one was in no manifest from then on: never told, never pruned, and said twice by `export`."""
    (tmp_path / "drop").mkdir()
    (tmp_path / "drop/a.txt").write_text("新桥今天通车\n\n新桥今天上午正式通车。\n", encoding="utf-8")
    cleaner("split", "drop", cwd=tmp_path, check=0)
    (tmp_path / "drop/a.md").write_text("图书馆延长开放时间\n\n从今天起，市图书馆每天开到晚上十点。\n", encoding="utf-8")
    for out in ("out", "anew"):
        cleaner("split", "drop", "-o", out, cwd=tmp_path, check=0)
    assert tree(tmp_path / "out") == tree(tmp_path / "anew")


def test_a_page_whose_name_cannot_be_shown_is_known_again(tmp_path):
    """It was done again at every run, and never pruned."""
    (tmp_path / "drop").mkdir()
    name = "drop/a\u00a0\nb.txt"
    for path in (name, "drop/c.txt"):
        (tmp_path / path).write_text("新桥今天通车\n\n新桥今天上午正式通车。\n", encoding="utf-8")
    cleaner("split", "drop", cwd=tmp_path, check=0)
    first = {path: path.stat().st_ino for path in (tmp_path / "out").rglob("*.json")}
    (tmp_path / "drop/c.txt").unlink()
    cleaner("split", "drop", cwd=tmp_path, check=0)
    assert all(path.stat().st_ino == at for path, at in first.items() if path.name != "manifest.json")
    (tmp_path / name).unlink()
    (tmp_path / "drop/d.txt").write_text("新桥今天通车\n\n新桥今天上午正式通车。\n", encoding="utf-8")
    cleaner("split", "drop", "--prune", cwd=tmp_path, check=0)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["d", "manifest.json"]


@pytest.mark.parametrize("form", ["files", "jsonl"])
def test_what_one_share_has_made_is_known_before_the_others_are_done(tmp_path, form):
    """A page that was gone before they were was in no manifest: its articles stayed for good."""
    (tmp_path / "drop").mkdir()
    for k in range(6):
        (tmp_path / f"drop/{k}.txt").write_text(f"新桥{k}今天通车\n\n新桥今天上午正式通车，大家等了{k}年。\n", encoding="utf-8")
    cleaner("split", "drop", "--shard", "1/2", "--format", form, cwd=tmp_path, check=0)
    other = "jsonl" if form == "files" else "files"
    assert b"use it again" in cleaner("split", "drop", "--format", other, cwd=tmp_path, check=2).stderr
    for k in range(3):
        (tmp_path / f"drop/{k}.txt").unlink()
    for share in ("1/2", "2/2"):
        cleaner("split", "drop", "--shard", share, "--prune", "--format", form, cwd=tmp_path, check=0)
    for out in ("out", "anew"):
        cleaner("split", "drop", "-o", out, "--format", form, cwd=tmp_path, check=0)
    assert tree(tmp_path / "out") == tree(tmp_path / "anew")


def test_what_a_killed_process_left_is_cleared_away(split_once):
    wanted = tree(split_once / "out")
    half = split_once / "out/.new/0123456789abcdef.99"
    half.mkdir(parents=True)
    (half / "01.json").write_text("{", encoding="utf-8")
    # What another share is writing is not touched by a share; while a whole run is at work no share is, and it clears that away, too.
    other = split_once / "out/.new.2-of-3/0123456789abcdef.99"
    other.mkdir(parents=True)
    cleaner("split", "drop", "--shard", "1/3", cwd=split_once, check=0)
    assert other.exists()
    assert not again(split_once)
    assert not other.exists() and not (split_once / "out/.new").exists()
    assert tree(split_once / "out") == wanted


def test_two_runs_at_once_into_one_folder_are_refused(split_once):
    wanted = tree(split_once / "out")
    with locked(str(split_once / "out"), ""):
        done = cleaner("split", "drop", "--force", cwd=split_once, check=2)
        assert b"out: another run is at work there" in done.stderr
        cleaner("split", "drop", "-o", "other", cwd=split_once, check=0)
    cleaner("split", "drop", "--force", cwd=split_once, check=0)
    assert tree(split_once / "out") == wanted == tree(split_once / "other")


@pytest.mark.parametrize(("mark", "argv"), [("", ["--shard", "1/2"]), (".1-of-2", []), (".1-of-2", ["--shard", "1/2"])])
def test_a_whole_run_and_a_share_at_once_are_refused(split_once, mark, argv):
    """The end of a whole run took the journal of a share that was at work."""
    with locked(str(split_once / "out"), mark):
        assert b"out: another run is at work there" in cleaner("split", "drop", *argv, cwd=split_once, check=2).stderr
        cleaner("split", "drop", "--shard", "2/2", cwd=split_once, check=2 if not mark else 0)


def test_a_page_that_cannot_be_read_keeps_its_articles_though_it_has_another_folder(tmp_path):
    (tmp_path / "drop").mkdir()
    (tmp_path / "drop/a.text").write_text(CLEAN, encoding="utf-8")
    cleaner("split", "drop", cwd=tmp_path, check=0)
    before = tree(tmp_path / "out/a")
    (tmp_path / "drop/a.text").write_bytes(bytes(range(256)))
    (tmp_path / "drop/a.txt").write_text(CLEAN, encoding="utf-8")
    cleaner("split", "drop", cwd=tmp_path, check=2)
    assert tree(tmp_path / "out/a") == before


@pytest.mark.parametrize("name", ["drop", "drop.jsonl", "drop.jsonl.gz"])
def test_nothing_is_pruned_where_no_page_is(tmp_path, name):
    """A disk that was not there, or a table that was cut to nothing, had all articles removed."""
    (tmp_path / "page.txt").write_text(CLEAN, encoding="utf-8")
    cleaner("split", "page.txt", cwd=tmp_path, check=0)
    if name == "drop":
        (tmp_path / name).mkdir()
    else:
        (tmp_path / name).write_bytes(b"")
    done = cleaner("split", name, "--prune", cwd=tmp_path)
    assert (tmp_path / "out/page/01.json").exists() and b"they stay" in done.stderr


def test_prune_leaves_nothing_for_check_to_tell(split_once):
    """The note that a page is gone made the manifest that of another run."""
    (split_once / "drop/a.txt").write_text("新桥今天通车\n\n新桥今天上午正式通车。\n", encoding="utf-8")
    cleaner("split", "drop", cwd=split_once, check=0)
    (split_once / "drop/a.txt").unlink()
    cleaner("split", "drop", "--prune", cwd=split_once, check=0)
    assert b"CL5" not in cleaner("check", "drop", "--out", "out", "--fail-on", "error", cwd=split_once, check=0).stdout


def test_only_a_page_that_is_replaced_is_told_to_have_had_another_text(split_once):
    """It was told of pages that were at work when a run was cut off, and of one that cannot be read any more, whose articles stay."""
    (split_once / "out/manifest.json").unlink()
    assert b"another text" not in cleaner("split", "drop", cwd=split_once, check=0).stderr
    page = next((split_once / "drop").iterdir())
    page.write_bytes(b"\xe6\x9c")
    assert b"another text" not in cleaner("split", "drop", cwd=split_once, check=2).stderr
    page.write_text("新桥今天通车\n\n新桥今天上午正式通车。\n", encoding="utf-8")
    assert b"another text" in cleaner("split", "drop", cwd=split_once, check=0).stderr


@pytest.mark.parametrize("into", ["| head -c 1", "> /dev/full"])
def test_a_manifest_that_nobody_reads_leaves_no_run_unfinished(split_once, into):
    subprocess.run(f"{sys.executable} -m cleaner split drop --force --json {into}", shell=True, cwd=split_once, capture_output=True)
    cleaner("export", "out", "--to", "jsonl", "-o", "x.jsonl", cwd=split_once, check=0)
