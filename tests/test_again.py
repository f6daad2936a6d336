"""A run after others: what is unchanged is not done again, what was cut off goes on, and two at once are refused."""

import json
import subprocess
import sys

import pytest
from command import cleaner, manifest, tree
from conftest import SEED

from cleaner.running.lock import locked

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


def test_an_unchanged_page_is_not_split_again(first_page):
    assert not again(first_page)
    assert again(first_page, "--force")
    assert again(first_page, "--set", "dedupe.alike=0.7")
    assert again(first_page, "--encoding", "utf-8")


def test_a_changed_page_is(first_page):
    (first_page / "drop/page.txt").write_text("新桥今天通车\n\n新桥今天上午正式通车。\n", encoding="utf-8")
    assert again(first_page)


@pytest.mark.parametrize("harm", ["edit", "delete", "add", "remove"])
def test_a_page_whose_output_was_touched_is(first_page, harm):
    wanted = tree(first_page / "out")
    folder = first_page / "out/page"
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
    assert again(first_page)
    cleaner("split", "drop", cwd=first_page, check=0)
    assert tree(first_page / "out") == wanted


def test_new_corrections_are_applied(first_page):
    text = SEED.read_text(encoding="utf-8")
    from cleaner.digests import digest_of_text

    start = text.index("人间烟火 不再扰民")
    entry = {"page": "page.txt", "span": [start, start + 9], "digest": digest_of_text(text[start : start + 9]), "kind": "body"}
    held = {"schema": "cleaner/corrections/1", "corrections": [entry]}
    (first_page / "c.json").write_text(json.dumps(held), encoding="utf-8")
    assert again(first_page, "--corrections", "c.json")


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


def test_a_manifest_that_is_no_manifest_is_made_anew(first_page):
    wanted = tree(first_page / "out")
    for text in ("", "[]", '{"pages": [1], "problems": []}', '{"pages": [{}], "problems": [{}]}', "\xff"):
        (first_page / "out/manifest.json").write_text(text, encoding="latin-1")
        done = cleaner("split", "drop", "-q", cwd=first_page, check=0)
        assert tree(first_page / "out") == wanted
        # Before, nothing was said, and what an earlier run had of pages that were gone by then was forgotten.
        assert done.stderr.count(b"\n") == 1 and b"out/manifest.json: it could not be read" in done.stderr


def test_a_run_that_was_cut_off_goes_on(first_page):
    wanted = tree(first_page / "out")
    row = {"row": manifest(first_page / "out")["pages"][0], "problems": []}
    (first_page / "out/manifest.json").unlink()
    (first_page / "out/.journal.jsonl").write_text(json.dumps(row) + '\n{"row": {"pa', encoding="utf-8")
    assert not again(first_page)
    assert tree(first_page / "out") == wanted


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


def test_what_a_killed_process_left_is_cleared_away(first_page):
    wanted = tree(first_page / "out")
    half = first_page / "out/.new/0123456789abcdef.99"
    half.mkdir(parents=True)
    (half / "01.json").write_text("{", encoding="utf-8")
    # What another share is writing is not touched by a share; while a whole run is at work no share is, and it clears that away, too.
    other = first_page / "out/.new.2-of-3/0123456789abcdef.99"
    other.mkdir(parents=True)
    cleaner("split", "drop", "--shard", "1/3", cwd=first_page, check=0)
    assert other.exists()
    assert not again(first_page)
    assert not other.exists() and not (first_page / "out/.new").exists()
    assert tree(first_page / "out") == wanted


def test_two_runs_at_once_into_one_folder_are_refused(first_page):
    wanted = tree(first_page / "out")
    with locked(str(first_page / "out"), ""):
        done = cleaner("split", "drop", "--force", cwd=first_page, check=2)
        assert b"out: another run is at work there" in done.stderr
        cleaner("split", "drop", "-o", "other", cwd=first_page, check=0)
    cleaner("split", "drop", "--force", cwd=first_page, check=0)
    assert tree(first_page / "out") == wanted == tree(first_page / "other")


@pytest.mark.parametrize(("mark", "argv"), [("", ["--shard", "1/2"]), (".1-of-2", []), (".1-of-2", ["--shard", "1/2"])])
def test_a_whole_run_and_a_share_at_once_are_refused(first_page, mark, argv):
    """The end of a whole run took the journal of a share that was at work."""
    with locked(str(first_page / "out"), mark):
        assert b"out: another run is at work there" in cleaner("split", "drop", *argv, cwd=first_page, check=2).stderr
        cleaner("split", "drop", "--shard", "2/2", cwd=first_page, check=2 if not mark else 0)


def test_only_a_page_that_is_replaced_is_told_to_have_had_another_text(first_page):
    """It was told of pages that were at work when a run was cut off, and of one that cannot be read any more, whose articles stay."""
    (first_page / "out/manifest.json").unlink()
    assert b"another text" not in cleaner("split", "drop", cwd=first_page, check=0).stderr
    page = next((first_page / "drop").iterdir())
    page.write_bytes(b"\xe6\x9c")
    assert b"another text" not in cleaner("split", "drop", cwd=first_page, check=2).stderr
    page.write_text("新桥今天通车\n\n新桥今天上午正式通车。\n", encoding="utf-8")
    assert b"another text" in cleaner("split", "drop", cwd=first_page, check=0).stderr


@pytest.mark.parametrize("into", ["| head -c 1", "> /dev/full"])
def test_a_manifest_that_nobody_reads_leaves_no_run_unfinished(first_page, into):
    subprocess.run(f"{sys.executable} -m cleaner split drop --force --json {into}", shell=True, cwd=first_page, capture_output=True)
    cleaner("export", "out", "--to", "jsonl", "-o", "x.jsonl", cwd=first_page, check=0)


def test_shares_that_can_never_be_joined_are_told(tmp_path):
    """Each had other settings, none was the last one, and nothing was said."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("新桥通车\n\n新桥今天上午正式通车，两岸居民从此不必再等渡船。", encoding="utf-8")
    cleaner("split", "a.txt", "b.txt", "--shard", "1/2", cwd=tmp_path, check=0)
    done = cleaner("split", "a.txt", "b.txt", "--shard", "2/2", "--set", "dedupe.alike=0.5", cwd=tmp_path, check=2)
    said = b"cleaner: out: its shares have different settings, versions or formats, and cannot be joined; run all alike"
    assert done.stderr.startswith(said) and done.stderr.count(b"\n") == 1
    assert cleaner("export", "out", "--to", "jsonl", cwd=tmp_path, check=2).stderr.startswith(said)
    cleaner("split", "a.txt", "b.txt", "--shard", "2/2", cwd=tmp_path, check=0)
    assert (tmp_path / "out/manifest.json").exists()
