"""How a command may be called that cannot be: no room or no letters for what is printed, settings and options that no run can have."""

import json
import subprocess
import sys

import pytest
from command import cleaner, tree
from drops import CLEAN

COMMANDS = [["--help"], ["schema"], ["rule"], ["check", "page.txt"], ["explain", "page.txt"], ["split", "page.txt", "--json"]]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_no_room_for_what_is_printed_is_one_line(tmp_path, command):
    (tmp_path / "page.txt").write_text(CLEAN, encoding="utf-8")
    with open("/dev/full", "w") as full:
        done = subprocess.run([sys.executable, "-m", "cleaner", *command], cwd=tmp_path, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert done.stderr == b"cleaner: standard output: no space left on device; make room, or write it elsewhere\n"


@pytest.mark.parametrize(("encoding", "shown"), [("ascii", "新桥".encode()), ("latin-1", b"\\u65b0\\u6865"), ("gbk", "新桥".encode("gbk"))])
@pytest.mark.parametrize("command", [["check", "."], ["explain", "新桥.txt"], ["split", ".", "--json"]], ids=lambda c: c[0])
def test_what_a_terminal_cannot_show_is_escaped(tmp_path, command, encoding, shown):
    (tmp_path / "新桥.txt").write_text(CLEAN.replace("。（李明）", "，"), encoding="utf-8")
    done = cleaner(*command, cwd=tmp_path, env={"PYTHONIOENCODING": encoding})
    assert done.returncode in (0, 1) and shown in done.stdout


def test_standard_input_that_is_closed_has_no_text(tmp_path):
    script = f'exec "{sys.executable}" -m cleaner split - <&-'
    done = subprocess.run(["sh", "-c", script], cwd=tmp_path, capture_output=True)
    assert done.returncode == 0 and b"-: the page has no text" in done.stderr and b"Traceback" not in done.stderr


DEEP = "a = " + "[" * 5000 + "]" * 5000
SETTINGS = {
    "nan": "[dedupe]\nalike = nan",
    "inf": "[dedupe]\nalike = inf",
    "huge": f"[dedupe]\nalike = {10**400}",
    "longest": f"a = {'9' * 5000}",
}


@pytest.mark.parametrize("text", [*SETTINGS.values(), DEEP], ids=[*SETTINGS, "deep"])
def test_settings_that_no_run_can_have_are_one_line(tmp_path, text):
    (tmp_path / "page.txt").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "cleaner.toml").write_text(text)
    done = cleaner("split", "page.txt", cwd=tmp_path, check=2)
    assert b"cleaner.toml" in done.stderr and len(done.stderr) < 500
    assert not (tmp_path / "out").exists()


def test_a_settings_file_that_leads_nowhere_is_one_line(tmp_path):
    """It was passed over, and pages were split by other settings than were meant."""
    (tmp_path / "page.txt").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "cleaner.toml").symlink_to("nowhere.toml")
    assert b"cleaner.toml: no file, or a link that leads nowhere" in cleaner("split", "page.txt", cwd=tmp_path, check=2).stderr


def test_a_settings_file_may_begin_with_a_byte_order_mark(tmp_path):
    (tmp_path / "page.txt").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "cleaner.toml").write_text("[dedupe]\nalike = 0.7\n", encoding="utf-8-sig")
    cleaner("split", "page.txt", cwd=tmp_path, check=0)
    assert json.loads((tmp_path / "out/manifest.json").read_text(encoding="utf-8"))["settings"]["dedupe"]["alike"] == 0.7


def test_a_folder_that_was_deleted_is_one_line(tmp_path):
    program = "import os, sys; os.rmdir(os.getcwd()); os.execv(sys.executable, [sys.executable, '-P', '-m', 'cleaner', 'check', '/'])"
    (tmp_path / "gone").mkdir()
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path / "gone", capture_output=True)
    assert (done.returncode, done.stderr) == (2, b"cleaner: the folder that this runs in was deleted; change to another\n")


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "9" * 400, "9" * 5000, "2", "-0.1"])
def test_numbers_that_no_setting_can_have_are_one_line(tmp_path, value):
    (tmp_path / "page.txt").write_text(CLEAN, encoding="utf-8")
    done = cleaner("split", "page.txt", "--set", f"dedupe.alike={value}", cwd=tmp_path, check=2)
    assert b"--set dedupe.alike: dedupe.alike takes a number from 0 to 1, not " in done.stderr and len(done.stderr) < 500


COMMANDS_WITH_NOTHING = [
    ["check", ""], ["check", "page.txt", "-o", ""], ["split", "page.txt", "--model", ""], ["split", "page.txt", "--model="], ["dedupe", ""],
    ["dedupe", "out", "--index", ""], ["export", "", "--to", "jsonl"],
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS_WITH_NOTHING, ids=" ".join)
def test_an_empty_argument_is_told(tmp_path, command):
    """A variable of the shell that is not set: check ended with a traceback, dedupe looked at the folder that it was called in."""
    (tmp_path / "page.txt").write_text(CLEAN, encoding="utf-8")
    assert b"an argument is empty; name something, or leave it out" in cleaner(*command, cwd=tmp_path, check=2).stderr
    assert [path.name for path in tmp_path.iterdir()] == ["page.txt"]


READ = [
    ["check", "drop", "--output", "drop/page.txt"], ["learn", "drop", "-o", "drop/page.txt"],
    ["export", "out", "--to", "tei", "-o", "out/manifest.json"], ["export", "out", "--to", "jsonl", "-o", "out/page/01.json"],
    ["dedupe", "out", "-o", "out/manifest.json"], ["dedupe", "out", "--index", "index.db", "-o", "index.db"],
    ["check", "drop", "--baseline", "known.json", "--write-baseline", "--output", "known.json"],
]  # fmt: skip


@pytest.mark.parametrize("command", READ, ids=" ".join)
def test_no_output_takes_the_place_of_what_is_read(tmp_path, command):
    """A page became a list of findings, an index of all earlier drops twelve lines."""
    (tmp_path / "drop").mkdir()
    (tmp_path / "drop/page.txt").write_text(CLEAN, encoding="utf-8")
    cleaner("split", "drop", cwd=tmp_path, check=0)
    cleaner("dedupe", "out", "--index", "index.db", cwd=tmp_path, check=0)
    cleaner("check", "drop", "--baseline", "known.json", "--write-baseline", cwd=tmp_path)
    before = tree(tmp_path)
    done = cleaner(*command, cwd=tmp_path, check=2)
    assert f"{command[-1]}: is what is read; name another file with {command[-2]}" in done.stderr.decode()
    assert tree(tmp_path) == before


def test_what_is_read_is_not_written_over(tmp_path):
    """A corpus became a model, and a page a baseline."""
    (tmp_path / "news.txt").write_text(CLEAN, encoding="utf-8")
    before = (tmp_path / "news.txt").read_bytes()
    assert b"is what is read" in cleaner("learn", "news.txt", "-o", "./news.txt", cwd=tmp_path, check=2).stderr
    done = cleaner("check", "news.txt", "--baseline", "news.txt", "--write-baseline", cwd=tmp_path, check=2)
    assert b"news.txt: a file is there that is no baseline of this version; move it" in done.stderr
    assert (tmp_path / "news.txt").read_bytes() == before


@pytest.mark.parametrize("options", [("--out", ""), ("--shard", "1/99999999")])
def test_options_that_no_run_can_have_are_one_line(tmp_path, options):
    (tmp_path / "page.txt").write_text(CLEAN, encoding="utf-8")
    done = cleaner("split", "page.txt", *options, cwd=tmp_path, check=2)
    assert b"Error: " in done.stderr and not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", [["explain", "page.txt"], ["export", "out", "--to", "jsonl"], ["rule", "lost-end"]], ids=" ".join)
def test_nobody_minds_a_standard_output_that_is_closed(tmp_path, command):
    (tmp_path / "page.txt").write_text(CLEAN, encoding="utf-8")
    cleaner("split", "page.txt", cwd=tmp_path, check=0)
    shell = f"exec {sys.executable} -m cleaner {' '.join(command)} >&-"
    done = subprocess.run(["sh", "-c", shell], cwd=tmp_path, capture_output=True, timeout=60)
    assert done.returncode == 0 and done.stderr == b""


@pytest.mark.parametrize("kind", ["file", "link"])
def test_an_output_that_is_no_folder_is_one_line(tmp_path, kind):
    """Each page was split, and told that its articles could not be written."""
    (tmp_path / "page.txt").write_text(CLEAN, encoding="utf-8")
    out = tmp_path / "there"
    out.write_text("mine") if kind == "file" else out.symlink_to("nowhere")
    done = cleaner("split", "page.txt", "-o", "there", cwd=tmp_path, check=2)
    assert b"there: no folder, but a file, or a link that leads nowhere" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page.txt", "there"]
    assert kind == "link" or out.read_text() == "mine"


def test_an_output_that_is_not_there_is_one_line(tmp_path):
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(CLEAN, encoding="utf-8")
    done = cleaner("check", ".", "--out", "nope", cwd=tmp_path, check=2)
    told = b"cleaner: nope: there is no such folder to compare; run `cleaner split -o nope` first, or leave --out out\n"
    assert (done.stdout, done.stderr) == (b"", told)


def test_corrections_that_cannot_be_saved_to_are_told_before_anything_is_put_right(tmp_path):
    (tmp_path / "page.txt").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "corrections.json").write_text("{")
    cleaner("split", "page.txt", cwd=tmp_path, check=0)
    done = cleaner("review", "out", "--serve", cwd=tmp_path, check=2)
    assert b"corrections.json: no JSON" in done.stderr


def test_a_dash_is_standard_output_or_none(tmp_path):
    """It was a file called so, each command writing over what the last one wrote."""
    (tmp_path / "page.txt").write_text(CLEAN, encoding="utf-8")
    cleaner("split", "page.txt", cwd=tmp_path, check=0)
    assert cleaner("export", "out", "--to", "jsonl", "-o", "-", cwd=tmp_path, check=0).stdout.startswith(b'{"id": "page/01"')
    assert cleaner("check", "page.txt", "--output", "-", cwd=tmp_path).stdout
    for command in (["split", "page.txt"], ["dedupe", "out"], ["learn", "page.txt"], ["review", "out"]):
        assert b"./-" in cleaner(*command, "-o", "-", cwd=tmp_path, check=2).stderr
    assert not (tmp_path / "-").exists()
