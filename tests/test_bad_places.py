"""Names, folders, links, rights and disks of any kind: pages go on, nothing that is there is harmed, and one line says what to do."""

import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

import pytest
from command import cleaner, manifest, problems, tree
from drops import CLEAN


def test_two_pages_of_one_name_in_two_folders(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "page.txt").write_text(f"{folder}桥今天通车\n\n{CLEAN}", encoding="utf-8")
    cleaner("split", "a", "b", cwd=tmp_path, check=0)
    assert {p["folder"] for p in manifest(tmp_path / "out")["pages"]} == {"a/page", "b/page"}


def test_pages_that_would_share_a_folder_keep_their_endings(tmp_path):
    (tmp_path / "in/page").mkdir(parents=True)
    for name in ("page.txt", "page.md", "page/1.txt"):
        (tmp_path / "in" / name).write_text(CLEAN, encoding="utf-8")
    cleaner("split", "in", cwd=tmp_path, check=0)
    assert {p["folder"] for p in manifest(tmp_path / "out")["pages"]} == {"page.txt", "page.md", "page/1"}


@pytest.mark.parametrize(
    "name", [b"a b.txt", b'it\'s "so".txt', b"two\nlines.txt", b"bad\xff\xfename.txt", "新闻 第1版.txt".encode(), b"..txt", b"-x.txt"]
)
def test_names_of_any_kind(tmp_path, name):
    (tmp_path / "in").mkdir()
    pathlib.Path(os.fsdecode(os.path.join(os.fsencode(tmp_path / "in"), name))).write_text(CLEAN, encoding="utf-8")
    # A folder is searched for what does not begin with a dot; a file can be named whatever its name.
    cleaner("split", "in/..txt" if name == b"..txt" else "in", cwd=tmp_path, check=0)
    [page] = manifest(tmp_path / "out")["pages"]
    assert (tmp_path / "out" / page["folder"] / "01.json").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("drop",), 0, "drop: no page in it; the names of pages end in .txt, .text, .md [empty]"),
        ((".", "-o", "."), 2, ".: it is the output folder, in which no pages are looked for"),
        (("out",), 2, "out: it is the output folder, in which no pages are looked for"),
    ],
)
def test_a_run_over_no_page_is_told(tmp_path, arguments, code, told):
    (tmp_path / "drop").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "page.txt").write_text(CLEAN, encoding="utf-8")
    done = cleaner("split", *arguments, cwd=tmp_path, check=code)
    assert done.stderr.decode().startswith(f"cleaner: {told}") and done.stderr.count(b"\n") == 1
    assert (tmp_path / "out/manifest.json").exists() == (code == 0) and not (tmp_path / "manifest.json").exists()


def test_a_folder_of_tables_says_to_name_them(tmp_path):
    (tmp_path / "drop").mkdir()
    (tmp_path / "drop/p.jsonl").write_text('{"name": "a.txt", "text": "新桥今天通车。"}\n', encoding="utf-8")
    assert b"tables of pages are named one by one" in cleaner("split", "drop", cwd=tmp_path, check=0).stderr


def test_a_missing_path_and_a_glob_without_match(tmp_path):
    (tmp_path / "page.txt").write_text(CLEAN, encoding="utf-8")
    done = cleaner("split", "page.txt", "nowhere", "*.html", cwd=tmp_path, check=2)
    assert b"nowhere: there is no such file or folder" in done.stderr
    assert b"*.html: there is no such file or folder" in done.stderr
    assert (tmp_path / "out/page/01.json").exists()


def test_globs_and_standard_input(tmp_path):
    (tmp_path / "a1.txt").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "a2.txt").write_text(CLEAN, encoding="utf-8")
    cleaner("split", "a?.txt", "-", cwd=tmp_path, stdin=CLEAN.encode(), check=0)
    assert {p["folder"] for p in manifest(tmp_path / "out")["pages"]} == {"a1", "a2", "stdin"}


def as_nobody(command, cwd):
    """Run as a user without root's rights, who could read anything."""
    return subprocess.run(
        ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *command], cwd=cwd, capture_output=True, timeout=120
    )


needs_root = pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("setpriv"), reason="takes root, to run as a user without rights")


@needs_root
def test_a_folder_and_a_file_without_rights(tmp_path_factory):
    place = pathlib.Path("/tmp") / f"cleaner-rights-{os.getpid()}"
    try:
        (place / "in/shut").mkdir(parents=True)
        (place / "in/good.txt").write_text(CLEAN, encoding="utf-8")
        (place / "in/secret.txt").write_text(CLEAN, encoding="utf-8")
        (place / "in/secret.txt").chmod(0)
        (place / "in/shut").chmod(0)
        place.chmod(0o777)
        done = as_nobody([sys.executable, "-m", "cleaner", "split", "in"], place)
        if b"No module named" in done.stderr or (b"Permission" in done.stderr and not done.stdout and b"cleaner:" not in done.stderr):
            pytest.skip("the interpreter is not readable to other users here")
        assert done.returncode == 2, done.stderr
        assert {("secret.txt", "unreadable"), ("in/shut", "unreadable")} == problems(place / "out")
        assert (place / "out/good/01.json").exists()
        (place / "out").chmod(0o555)
        shutil.rmtree(place / "in/shut")
        (place / "in/good.txt").write_text(CLEAN + CLEAN, encoding="utf-8")
        os.chown(place / "out", 0, 0)
        before = tree(place / "out")
        done = as_nobody([sys.executable, "-m", "cleaner", "split", "in"], place)
        assert done.returncode == 2
        # Once, and before the work; it was said of each page, when that was done.
        assert done.stderr == b"cleaner: out: permission denied; check the rights there, or name another folder with -o\n"
        assert tree(place / "out") == before
        # An output folder that cannot be looked into was a traceback.
        (place / "out").chmod(0)
        for command in (["split", "in"], ["review", "out", "-o", "web", "--pages", "in"], ["export", "out", "--to", "jsonl"]):
            done = as_nobody([sys.executable, "-m", "cleaner", *command], place)
            assert done.returncode == 2 and done.stderr.startswith(b"cleaner: out: permission denied; "), done.stderr
            assert done.stderr.count(b"\n") == 1
    finally:
        shutil.rmtree(place, ignore_errors=True)


def test_a_link_loop_ends_and_a_dangling_link_is_told(tmp_path):
    (tmp_path / "in/deep").mkdir(parents=True)
    (tmp_path / "in/page.txt").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "in/deep/loop").symlink_to(tmp_path / "in")
    (tmp_path / "in/gone.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "in/pipe.txt")
    done = cleaner("split", "in", cwd=tmp_path, check=2)
    assert b"gone.txt: a link that leads nowhere" in done.stderr
    assert b"pipe.txt: neither a file nor a folder" in done.stderr
    assert [p["path"] for p in manifest(tmp_path / "out")["pages"]] == ["page.txt"]


def test_out_within_the_input_is_not_read_again(tmp_path):
    (tmp_path / "page.txt").write_text(CLEAN, encoding="utf-8")
    cleaner("split", ".", cwd=tmp_path, check=0)
    (tmp_path / "out/notes.txt").write_text("no page", encoding="utf-8")
    cleaner("split", ".", cwd=tmp_path, check=0)
    assert [p["path"] for p in manifest(tmp_path / "out")["pages"]] == ["page.txt"]


def test_a_file_of_somebody_else_in_a_pages_folder_is_not_destroyed(tmp_path):
    (tmp_path / "page.txt").write_text(CLEAN, encoding="utf-8")
    cleaner("split", "page.txt", cwd=tmp_path, check=0)
    (tmp_path / "out/page/notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "page.txt").write_text(CLEAN + "又及。\n", encoding="utf-8")
    before = tree(tmp_path / "out/page")
    done = cleaner("split", "page.txt", cwd=tmp_path, check=2)
    assert b"'notes.txt' in its output folder was not written by cleaner" in done.stderr
    assert tree(tmp_path / "out/page") == before


@pytest.mark.parametrize(("name", "said"), [("01.json", '{"mine": 1}'), ("ledger.jsonl", '{"debit": 5}')])
def test_a_file_of_somebody_else_with_a_name_of_ours_is_not_destroyed(tmp_path, name, said):
    """In a folder that no run is known to have written."""
    (tmp_path / "page.txt").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "out/page").mkdir(parents=True)
    (tmp_path / "out/page" / name).write_text(said, encoding="utf-8")
    done = cleaner("split", "page.txt", cwd=tmp_path, check=2)
    assert f"'{name}' in its output folder was not written by cleaner".encode() in done.stderr
    assert {file.name: file.read_text() for file in (tmp_path / "out/page").iterdir()} == {name: said}


SECOND = (
    "\n\n全县学校开学\n\n九月一日，全县三十所中小学同时开学，孩子们领到了新课本。\n\n县教育局说，今年的新生比去年多了三百名。（王芳）\n"
)


def test_a_page_that_now_gives_fewer_articles_leaves_no_stale_file(tmp_path):
    (tmp_path / "page.txt").write_text(CLEAN + SECOND, encoding="utf-8")
    cleaner("split", "page.txt", cwd=tmp_path, check=0)
    assert len(list((tmp_path / "out/page").glob("*.json"))) == 2
    (tmp_path / "page.txt").write_text(CLEAN, encoding="utf-8")
    cleaner("split", "page.txt", cwd=tmp_path, check=0)
    assert sorted(p.name for p in (tmp_path / "out/page").iterdir()) == ["01.json", "ledger.jsonl"]
    assert [p.name for p in (tmp_path / "out").iterdir() if p.name.startswith(".")] == []


def test_a_full_disk(tmp_path, small_disk):
    small = small_disk(64)
    (tmp_path / "a.txt").write_text(CLEAN, encoding="utf-8")
    cleaner("split", "a.txt", "-o", "small/out", cwd=tmp_path, check=0)
    before = tree(small / "out/a")
    (tmp_path / "b.txt").write_text(
        "大桥今天通车\n\n" + "".join(f"第{k}段说的是这座桥的第{k}个故事，故事很长。\n\n" for k in range(2000)), encoding="utf-8"
    )
    (tmp_path / "a.txt").write_text((tmp_path / "b.txt").read_text(encoding="utf-8"), encoding="utf-8")
    done = cleaner("split", "a.txt", "b.txt", "-o", "small/out", cwd=tmp_path, check=2)
    assert done.stderr.count(b"no space left on device") >= 2
    assert tree(small / "out/a") == before
    assert [p.name for p in (small / "out").iterdir() if p.name.startswith(".")] == []


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_keeps_what_is_done_and_leaves_the_rest(tmp_path, sign):
    (tmp_path / "in").mkdir()
    for k in range(400):
        (tmp_path / f"in/{k:03}.txt").write_text(CLEAN * 10, encoding="utf-8")
    run = subprocess.Popen([sys.executable, "-m", "cleaner", "split", "in"], cwd=tmp_path, stderr=subprocess.PIPE)
    end = time.monotonic() + 60
    while len(list(tmp_path.glob("out/*/01.json"))) < 5 and time.monotonic() < end:
        time.sleep(0.02)
    run.send_signal(sign)
    _, said = run.communicate(timeout=60)
    # As shells and schedulers have it: Slurm and Kubernetes look for 143.
    assert run.returncode == 128 + sign
    assert b"interrupted; " in said and b"Traceback" not in said
    # Beside the pages' folders lies the journal, by which the next run goes on.
    done = sorted(path for path in (tmp_path / "out").iterdir() if path.name != ".journal.jsonl")
    assert 5 <= len(done) < 400
    assert all(
        sorted(p.name for p in folder.iterdir())
        == sorted([*(f"{n:02}.json" for n in range(1, len(list(folder.iterdir())))), "ledger.jsonl"])
        for folder in done
    )
    cleaner("split", "in", "-q", cwd=tmp_path, check=0)
    assert len(manifest(tmp_path / "out")["pages"]) == 400


def test_a_manifest_that_names_a_folder_elsewhere_removes_nothing_there(tmp_path):
    (tmp_path / "drop").mkdir()
    for name in ("a", "b"):
        (tmp_path / f"drop/{name}.txt").write_text(CLEAN, encoding="utf-8")
    cleaner("split", "drop", cwd=tmp_path, check=0)
    shutil.copytree(tmp_path / "out/b", tmp_path / "victim")
    (tmp_path / "drop/b.txt").unlink()
    written = tmp_path / "out/manifest.json"
    written.write_text(written.read_text(encoding="utf-8").replace('"folder": "b"', '"folder": "../victim"'), encoding="utf-8")
    cleaner("split", "drop", "--prune", cwd=tmp_path, check=0)
    assert sorted(os.listdir(tmp_path / "victim")) == ["01.json", "ledger.jsonl"]


@pytest.mark.parametrize(
    ("name", "options"),
    [("manifest.json", []), ("articles-00000.jsonl", ["--format", "jsonl"]), ("ledger-00000.jsonl", ["--format", "jsonl"])],
)
def test_files_of_others_are_not_written_over(tmp_path, name, options):
    """A data set's own manifest.json was, with a line that it could not be read."""
    (tmp_path / "page.txt").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_text('{"name": "my data set"}')
    done = cleaner("split", "page.txt", *options, cwd=tmp_path, check=2)
    assert f"out/{name}: was not written by cleaner; move it away".encode() in done.stderr
    assert (tmp_path / "out" / name).read_text() == '{"name": "my data set"}'
    assert os.listdir(tmp_path / "out") == [name]


def test_a_folder_that_is_taken_away_while_a_run_writes_to_it_is_told(tmp_path):
    """201 of 240 pages were there, and all was well."""
    (tmp_path / "in").mkdir()
    for k in range(60):
        (tmp_path / f"in/{k:03}.txt").write_text(CLEAN * 10, encoding="utf-8")
    run = subprocess.Popen([sys.executable, "-m", "cleaner", "split", "in", "-j", "1"], cwd=tmp_path, stderr=subprocess.PIPE)
    end = time.monotonic() + 60
    while len(list(tmp_path.glob("out/*/01.json"))) < 3 and time.monotonic() < end:
        time.sleep(0.02)
    (tmp_path / "out").rename(tmp_path / "away")
    said = run.communicate(timeout=120)[1]
    assert run.returncode == 2 and b"taken away" in said and b"Traceback" not in said


def test_no_more_workers_are_started_than_there_are_pages_and_cores_can_serve(tmp_path):
    """Of 40 pages with --jobs 100000 the machine ran out of memory."""
    (tmp_path / "in").mkdir()
    for k in range(14):
        (tmp_path / f"in/{k:03}.txt").write_text(CLEAN, encoding="utf-8")
    cleaner("split", "in", "--jobs", "100000", cwd=tmp_path, check=0)
    assert len(list((tmp_path / "out").glob("*/01.json"))) == 14


def test_what_an_earlier_run_has_below_a_page_s_folder_is_said_to_be_that(tmp_path):
    """It was said not to be cleaner's, which it was: the page beside the folder had had another name for it."""
    (tmp_path / "drop/a").mkdir(parents=True)
    for name in ("a.txt", "a/01.txt"):
        (tmp_path / "drop" / name).write_text("新桥今天通车\n\n新桥今天上午正式通车，两岸居民从此不必再等渡船。\n", encoding="utf-8")
    cleaner("split", "drop", cwd=tmp_path, check=0)
    (tmp_path / "drop/a/01.txt").unlink()
    (tmp_path / "drop/a").rmdir()
    assert (
        b"'01' in its output folder has the articles of a/01.txt, of an earlier run"
        in cleaner("split", "drop", cwd=tmp_path, check=2).stderr
    )
