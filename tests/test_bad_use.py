"""How a command may be called that cannot be: no room or no letters for what is printed, settings and options that no run can have."""

import subprocess
import sys

import pytest
from command import cleaner
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


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "9" * 400, "9" * 5000])
def test_numbers_that_no_setting_can_have_are_one_line(tmp_path, value):
    (tmp_path / "page.txt").write_text(CLEAN, encoding="utf-8")
    done = cleaner("split", "page.txt", "--set", f"dedupe.alike={value}", cwd=tmp_path, check=2)
    assert b"--set dedupe.alike: dedupe.alike takes a number, not " in done.stderr and len(done.stderr) < 500


@pytest.mark.parametrize("options", [("--out", ""), ("--shard", "1/99999999")])
def test_options_that_no_run_can_have_are_one_line(tmp_path, options):
    (tmp_path / "page.txt").write_text(CLEAN, encoding="utf-8")
    done = cleaner("split", "page.txt", *options, cwd=tmp_path, check=2)
    assert b"Error: " in done.stderr and not (tmp_path / "out").exists()
