"""Articles of many pages in one file: the same as in files of their own, whatever the workers, shares and earlier runs."""

import json
import signal
import subprocess
import sys
import time

import pytest
from command import cleaner, manifest, problems, tree
from conftest import SEED
from in_parts import COUNT, SMALL, cleaner_check, page, split, write_drop

from cleaner.writing.parts import records


@pytest.fixture
def drop(tmp_path):
    return write_drop(tmp_path)


def articles(folder, out):
    return cleaner("export", out, "--to", "jsonl", cwd=folder, check=0).stdout


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_articles_and_account_are_those_of_files(drop, form):
    split(drop, "-o", "files")
    split(drop, "-o", "parts", "--format", form)
    assert articles(drop, "files") == articles(drop, "parts")
    assert sorted(p.name for p in (drop / "parts").iterdir()) == sorted(
        ["manifest.json", *(f"{what}-{n:05}.{form}" for what in ("articles", "ledger") for n in range(6))]
    )
    ledger = [record for n in range(6) for _, record in records(str(drop / f"parts/ledger-{n:05}.{form}"))]
    wanted = [
        {"page": f"{folder.name}.txt", **json.loads(line)}
        for folder in sorted((drop / "files").glob("*/"))
        for line in (folder / "ledger.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert ledger == wanted
    whole = [record for n in range(6) for _, record in records(str(drop / f"parts/articles-{n:05}.{form}"))]
    assert whole == [json.loads(path.read_text(encoding="utf-8")) for path in sorted((drop / "files").glob("*/*.json"))]
    one, other = manifest(drop / "files"), manifest(drop / "parts")
    assert {key for key in other if one.get(key) != other[key]} == {"format", "pages", "parts"}


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_the_same_bytes_whatever_the_workers_and_shares(drop, form):
    split(drop, "-o", "one", "--format", form, "--jobs", "1")
    split(drop, "-o", "two", "--format", form, "--jobs", "2")
    for number in (2, 3, 1):
        split(drop, "-o", "shares", "--format", form, "--shard", f"{number}/3")
    assert tree(drop / "one") == tree(drop / "two") == tree(drop / "shares")


def times(folder):
    return {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}


def test_only_parts_with_a_page_that_changed_are_written_again(drop):
    split(drop, "--format", "jsonl")
    before = times(drop / "out")
    time.sleep(0.02)
    split(drop, "--format", "jsonl")
    assert {name for name, at in times(drop / "out").items() if at != before[name]} == {"manifest.json"}
    (drop / "drop/07.txt").write_text(page(700), encoding="utf-8")
    split(drop, "--format", "jsonl")
    changed = {name for name, at in times(drop / "out").items() if at != before[name]}
    assert changed == {"manifest.json", "articles-00001.jsonl", "ledger-00001.jsonl"}
    split(drop, "--format", "jsonl", "-o", "anew")
    assert tree(drop / "out") == tree(drop / "anew")
    split(drop, "--format", "jsonl", "--force")
    assert len({name for name, at in times(drop / "out").items() if at == before[name]}) == 0


@pytest.mark.parametrize("harm", ["edit", "delete"])
def test_a_part_that_was_touched_is_written_again(drop, harm):
    split(drop, "--format", "jsonl")
    wanted = tree(drop / "out")
    path = drop / "out/articles-00002.jsonl"
    path.unlink() if harm == "delete" else path.write_text("{}\n", encoding="utf-8")
    found = cleaner_check(drop, "--out", "out", "--fail-on", "error", check=1)
    assert ("missing-output" if harm == "delete" else "edited-output") in found
    split(drop, "--format", "jsonl")
    assert tree(drop / "out") == wanted
    assert "output" not in cleaner_check(drop, "--out", "out", "--fail-on", "error", check=0)


def test_parts_that_are_no_more_are_deleted_unless_they_were_changed(drop):
    split(drop, "--format", "jsonl")
    (drop / "out/articles-00005.jsonl").write_text("mine\n", encoding="utf-8")
    for k in range(12, COUNT):
        (drop / f"drop/{k:02}.txt").unlink()
    done = split(drop, "--format", "jsonl", "--prune")
    assert "articles-00005.jsonl: an earlier run's part, which was changed since and stays" in done.stderr
    assert done.stderr.count("its articles were removed from the parts") == COUNT - 12
    assert sorted(p.name for p in (drop / "out").glob("articles*")) == [f"articles-{n:05}.jsonl" for n in (0, 1, 2, 5)]


def ids(folder):
    return [record["id"] for path in sorted(folder.glob("articles*")) for _, record in records(str(path))]


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_pages_that_are_gone_stay_in_parts_of_their_own_until_they_are_pruned(drop, form):
    """A run over another folder, or over a page that was cut off, deleted what parts had of the others: it had said that it stays."""
    split(drop, "--format", form)
    every = ids(drop / "out")
    for k in (3, 7, 8, 20, 21):
        (drop / f"drop/{k:02}.txt").rename(drop / f"{k:02}.away")
    (drop / "drop/11.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    for _ in range(2):
        done = split(drop, "--format", form, check=2)
        assert "03.txt: the page is not among the paths any more; its articles are in the parts" in done.stderr
        assert sorted(ids(drop / "out")) == every
        assert [row["path"] for row in manifest(drop / "out")["left"]] == [f"{k:02}.txt" for k in (3, 7, 8, 11, 20, 21)]
    found = cleaner_check(drop, "--out", "out", check=1)
    assert {line.split(": ")[0] for line in found.splitlines() if "output" in line} == {f"{k:02}.txt" for k in (3, 7, 8, 20, 21)}
    for k in (3, 20, 21):
        (drop / f"{k:02}.away").rename(drop / f"drop/{k:02}.txt")
    (drop / "drop/11.txt").write_text(page(11), encoding="utf-8")
    done = split(drop, "--format", form, "--prune")
    assert "07.txt: the page is gone; its articles were removed from the parts" in done.stderr
    for out in ("out", "anew"):
        split(drop, "--format", form, "-o", out)
    assert tree(drop / "out") == tree(drop / "anew") and len(ids(drop / "out")) < len(every)


def test_a_run_that_is_cut_off_loses_nothing_that_parts_had(drop):
    """What a page had that moved on to a part that was not written any more was in none."""
    split(drop, "--format", "jsonl")
    every = ids(drop / "out")
    (drop / "drop/00-new.txt").write_text(page(900), encoding="utf-8")
    cut = """
import os
from cleaner.running import pages, parts
write = parts.write_part
def once(job, number, *rest, **named):
    number == 2 and os._exit(9)
    return write(job, number, *rest, **named)
pages.write_part = once
"""
    done = subprocess.run([sys.executable, "-c", cut + SMALL, "split", "drop", "--format", "jsonl", "-j", "1"], cwd=drop, timeout=300)
    assert done.returncode == 9
    # Only what moves on to the next part is kept beside them.
    saved = [json.loads(line)["path"] for line in (drop / "out/.left.jsonl").read_text(encoding="utf-8").splitlines()]
    assert saved == ["04.txt", "09.txt", "14.txt"]
    (drop / "drop/09.txt").rename(drop / "09.away")
    split(drop, "--format", "jsonl")
    assert set(every) < set(ids(drop / "out")) and len(ids(drop / "out")) == len(set(ids(drop / "out")))
    assert not list((drop / "out").glob(".*.jsonl"))


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
@pytest.mark.parametrize("whole", [True, False])
def test_shares_lose_nothing_that_another_one_s_parts_had(drop, order, whole):
    """A page that could not be read any more, and was in a part of one share and is in one of the other: nobody kept what was there."""
    (drop / "drop/10.txt").unlink()
    split(drop, "--format", "jsonl")
    every = ids(drop / "out")
    # Every page behind it moves on by one: 04 and 15 to the next part, which is the other share's.
    (drop / "drop/00-new.txt").write_text(page(900), encoding="utf-8")
    for k in (4, 15):
        (drop / f"drop/{k:02}.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    if whole:  # it keeps them in a part of their own
        split(drop, "--format", "jsonl", check=2)
    for _ in range(2):
        for number in order:
            split(drop, "--format", "jsonl", "--shard", f"{number}/2", check=None)
        found = ids(drop / "out")
        assert set(every) < set(found) and len(found) == len(set(found))
        assert [row["path"] for row in manifest(drop / "out")["left"]] == ["04.txt", "15.txt"]


def test_pages_in_another_order_are_other_parts(drop):
    names = [f"drop/{k:02}.txt" for k in range(COUNT)]
    for order, out in ((names, "out"), (names[::-1], "out"), (names[::-1], "anew")):
        subprocess.run([sys.executable, "-c", SMALL, "split", *order, "--format", "jsonl", "-o", out], cwd=drop, check=True, timeout=300)
    assert tree(drop / "out") == tree(drop / "anew")


def test_a_folder_holds_one_form(drop):
    split(drop)
    before = tree(drop / "out")
    assert "holds what was written with --format files" in split(drop, "--format", "jsonl", check=2).stderr
    assert tree(drop / "out") == before


def test_a_page_that_cannot_be_read_costs_no_other_and_is_not_done_again(drop):
    (drop / "drop/04.txt").write_bytes(b"\x89PNG\0\0\0")
    assert "04.txt: " in split(drop, "--format", "jsonl", check=2).stderr
    assert problems(drop / "out") == {("04.txt", "binary")} and manifest(drop / "out")["articles"] == COUNT - 2 + 11
    before = times(drop / "out")
    assert "04.txt: " in split(drop, "--format", "jsonl", check=2).stderr
    assert {name for name, at in times(drop / "out").items() if at != before[name]} == {"manifest.json"}


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_cut_off_leaves_whole_parts_and_goes_on(drop, sign):
    split(drop, "-o", "wanted", "--format", "jsonl")
    run = subprocess.Popen([sys.executable, "-c", SMALL, "split", "drop", "--format", "jsonl", "-q"], cwd=drop, stderr=subprocess.PIPE)
    while run.poll() is None and not list((drop / "out").glob("articles-*")):
        time.sleep(0.005)
    run.send_signal(sign)
    assert b"Traceback" not in run.communicate(timeout=30)[1]
    done = {name: data for name, data in tree(drop / "out").items() if name.startswith("articles")}
    assert done and done.items() <= tree(drop / "wanted").items()
    split(drop, "--format", "jsonl")
    assert tree(drop / "out") == tree(drop / "wanted")


def test_a_full_disk(drop, small_disk):
    small = small_disk(300)
    split(drop, "-o", "small/out", "--format", "jsonl")
    before = {name: data for name, data in tree(small / "out").items() if name != "manifest.json"}
    for k in range(5):
        (drop / f"drop/{k:02}.txt").write_text(SEED.read_text(encoding="utf-8") * 3, encoding="utf-8")
    done = split(drop, "-o", "small/out", "--format", "jsonl", check=2)
    assert "part 0 was not written: no space left on device" in done.stderr
    assert {name: data for name, data in tree(small / "out").items() if name.endswith("l") and name[0] != "."} == before


def test_a_folder_holds_one_form_from_the_first_page_on(drop):
    run = subprocess.Popen([sys.executable, "-m", "cleaner", "split", "drop", "--jobs", "1", "-q"], cwd=drop)
    while run.poll() is None and not any(path.stat().st_size for path in (drop / "out").glob(".journal.jsonl")):
        time.sleep(0.005)
    run.kill()
    run.wait()
    assert not (drop / "out/manifest.json").exists()
    assert "holds what was written with --format files" in split(drop, "--format", "jsonl", check=2).stderr
    split(drop)


def test_what_waits_for_other_shares_is_known_to_a_whole_run(drop):
    """A manifest of a share was read as a journal: pages that were gone, or could not be read, lost their articles without --prune."""
    split(drop, "-o", "out", "--format", "jsonl", "--shard", "1/2")
    before = ids(drop / "out")
    for name in ("00", "01"):
        (drop / f"drop/{name}.txt").unlink()
    (drop / "drop/02.txt").write_bytes(bytes(range(256)))
    split(drop, "-o", "out", "--format", "jsonl", check=2)
    assert set(before) <= set(ids(drop / "out"))


def test_a_page_that_could_not_be_read_and_is_gone_keeps_its_articles_in_shares(drop):
    """Its row without output, of a part of one share, counted as what stays, and the one with output, of the other, was dropped for it."""
    for path in sorted((drop / "drop").iterdir())[5:]:
        path.unlink()
    split(drop, "-o", "out", "--format", "jsonl")
    before = ids(drop / "out")
    (drop / "drop/02.txt").write_bytes(bytes(range(256)))
    split(drop, "-o", "out", "--format", "jsonl", check=2)
    (drop / "drop/02.txt").unlink()
    for number in (1, 2):
        split(drop, "-o", "out", "--format", "jsonl", "--shard", f"{number}/2")
    assert set(ids(drop / "out")) == set(before)
