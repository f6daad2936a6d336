"""What the command prints, where, and with which exit code."""

import importlib
import inspect
import json
import os
import pty
import re
import subprocess
import sys
from typing import get_args

import pytest
from click import Context
from click.testing import CliRunner
from command import cleaner, manifest, tree
from conftest import ROOT
from drops import CLEAN

import cleaner.page as page_module
from cleaner.cli import main
from cleaner.page import Change, LinkKind, Repeated
from cleaner.reasons import reasons


@pytest.fixture
def page(tmp_path):
    (tmp_path / "page.txt").write_text(CLEAN, encoding="utf-8")
    return tmp_path


def in_terminal(*arguments, cwd, env=None):
    """What a run prints to a terminal, and its exit code."""
    parent, child = pty.openpty()
    run = subprocess.Popen(
        [sys.executable, "-m", "cleaner", *arguments],
        cwd=cwd,
        stdout=child,
        stderr=child,
        env={**os.environ, "TERM": "xterm", **(env or {})},
    )
    os.close(child)
    said = b""
    while True:
        try:
            more = os.read(parent, 65536)
        except OSError:
            break
        if not more:
            break
        said += more
    os.close(parent)
    return said.decode(), run.wait()


def test_quiet_where_nobody_looks(page):
    done = cleaner("split", "page.txt", cwd=page, check=0)
    assert (done.stdout, done.stderr) == (b"", b"")


def test_a_table_on_a_terminal_and_colour_unless_no_color(page):
    said, code = in_terminal("split", "page.txt", cwd=page)
    assert code == 0
    assert re.search(r"pages\s+1", said) and re.search(r"problems\s", said) and "\x1b[" in said
    said, _ = in_terminal("split", "page.txt", cwd=page, env={"NO_COLOR": "1"})
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]m", said)
    said, _ = in_terminal("split", "page.txt", "-q", cwd=page)
    assert said == ""


def test_a_bar_on_more_than_one_page(page):
    (page / "other.txt").write_text(CLEAN, encoding="utf-8")
    said, _ = in_terminal("split", "page.txt", "other.txt", cwd=page)
    assert "Splitting" in said
    said, _ = in_terminal("split", "page.txt", cwd=page)
    assert "Splitting" not in said


def test_json_is_the_manifest(page):
    done = cleaner("split", "page.txt", "--json", cwd=page, check=0)
    assert json.loads(done.stdout) == manifest(page / "out")
    assert done.stdout == (page / "out/manifest.json").read_bytes()


def test_the_manifest_counts(page):
    (page / "page.txt").write_text("要闻\n\n" + CLEAN.replace("，", ","), encoding="utf-8")
    cleaner("split", "page.txt", cwd=page, check=0)
    found = manifest(page / "out")
    assert found["removed"] == {"page-furniture": 2}
    assert found["changed"] == {"half-width": 2}
    assert found["articles"] == 1
    assert found["pages"][0]["path"] == "page.txt"


def test_the_order_of_the_files_does_not_matter(page):
    (page / "other.txt").write_text(CLEAN.replace("新桥", "大桥"), encoding="utf-8")
    cleaner("split", "page.txt", "other.txt", "-o", "one", cwd=page, check=0)
    cleaner("split", "other.txt", "page.txt", "-o", "two", cwd=page, check=0)
    assert tree(page / "one") == tree(page / "two")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--set", "dedup.alike=0.5"], "there are no settings of 'dedup'"),
        (["--set", "dedupe.like=0.5"], "dedupe has no setting 'like'"),
        (["--set", "dedupe.alike=much"], "dedupe.alike takes a number from 0 to 1, not 'much'"),
        (["--set", "normalise.widths=3"], "normalise.widths takes true or false, not 3"),
        (["--set", "assemble.use=false"], "assemble cannot be switched off"),
        (["--set", "dedupe"], "write it as pass.name=value"),
    ],
)
def test_a_setting_that_is_wrong_is_named(page, arguments, said):
    done = cleaner("split", "page.txt", *arguments, cwd=page, check=2)
    assert said in done.stderr.decode()
    assert not (page / "out").exists()


@pytest.mark.parametrize(
    ("file", "text"),
    [("cleaner.toml", "[normalise]\nwidths = false\n"), ("pyproject.toml", "[tool.cleaner.normalise]\nwidths = false\n")],
)
def test_settings_from_the_nearest_file(page, file, text):
    (page / file).write_text(text, encoding="utf-8")
    (page / "page.txt").write_text(CLEAN.replace("，", ","), encoding="utf-8")
    (page / "deep").mkdir()
    cleaner("split", "../page.txt", cwd=page / "deep", check=0)
    assert manifest(page / "deep/out")["changed"] == {}
    cleaner("split", "../page.txt", "--set", "normalise.widths=true", cwd=page / "deep", check=0)
    assert manifest(page / "deep/out")["changed"] == {"half-width": 2}


@pytest.mark.parametrize(("file", "text"), [("cleaner.toml", "[normalise\n"), ("pyproject.toml", "[tool.cleaner\n")])
def test_a_settings_file_that_is_no_toml(page, file, text):
    (page / file).write_text(text, encoding="utf-8")
    done = cleaner("split", "page.txt", cwd=page, check=2)
    assert file in done.stderr.decode()


@pytest.mark.parametrize("text", ["[normalise\n", "tool = 3\n"])
def test_a_project_that_says_nothing_of_cleaner_is_not_its_business(page, text):
    (page / "pyproject.toml").write_text(text, encoding="utf-8")
    cleaner("split", "page.txt", cwd=page, check=0)


@pytest.mark.parametrize("text", ["[tool]\ncleaner = 3\n", "tool = 3 # cleaner\n"])
def test_settings_that_are_no_table(page, text):
    (page / "pyproject.toml").write_text(text, encoding="utf-8")
    done = cleaner("split", "page.txt", cwd=page, check=2)
    assert b"pyproject.toml: " in done.stderr and b"[tool.cleaner]" in done.stderr


def test_every_pass_that_is_not_the_form_itself_can_be_left_out(page):
    from cleaner.pipeline import FIXED, PASSES

    for step in PASSES:
        if step not in FIXED:
            cleaner("split", "page.txt", "--set", f"{step.__name__}.use=off", cwd=page, check=0)
            assert manifest(page / "out")["settings"][step.__name__]["use"] is False


def test_another_setting_is_another_hash(page):
    cleaner("split", "page.txt", cwd=page, check=0)
    one = manifest(page / "out")["made_by"]
    cleaner("split", "page.txt", "--set", "dedupe.alike=0.7", cwd=page, check=0)
    two = manifest(page / "out")["made_by"]
    assert one["settings"] != two["settings"] and one["model"] == two["model"]


CONTEXT = Context(main)


@pytest.mark.parametrize("name", main.list_commands(CONTEXT))
def test_every_command_has_help_and_so_has_every_option(name):
    shown = CliRunner().invoke(main, [name, "--help"])
    assert shown.exit_code == 0
    command = main.get_command(CONTEXT, name)
    assert len(command.help or "") > 20 and command.help[0].isupper()
    assert [p.name for p in command.params if p.param_type_name == "option" and not p.help] == []


def imported(arguments, names, cwd):
    """Which of these modules a run of the command imports."""
    code = f"""
import sys
from click.testing import CliRunner
from cleaner.cli import main
CliRunner().invoke(main, {arguments!r})
print([m for m in {names!r} if m in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, cwd=cwd, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    return done.stdout.strip()


def test_help_does_not_wait_for_the_heavy_things():
    assert imported(["--help"], ["numpy", "regex", "rich", "chardet"], ROOT) == "[]"


def test_a_page_in_utf8_needs_no_chardet_and_a_quiet_run_no_rich(page):
    assert imported(["split", "page.txt"], ["numpy", "rich", "chardet", "scipy"], page) == "['numpy']"


def test_version():
    assert re.fullmatch(
        rb"cleaner \d+\.\d+\.\d+\n", cleaner("--version", cwd=ROOT, check=0).stdout.replace(b"python -m cleaner", b"cleaner")
    )


def test_every_reason_of_the_ledger_has_a_page_and_a_folder_of_cases():
    wanted = {*get_args(Change), *get_args(Repeated), "page-furniture", "corrected", *get_args(LinkKind)}
    noted = {"kind-in-doubt", "kind-by-custom", "row", "official-form", "rival-articles", "nothing-before", "nothing-after"}
    assert set(reasons()) == wanted | noted
    folders = {path.name for path in (ROOT / "tests/cases").iterdir() if path.name != "known-failures"}
    assert folders == {reason.name for reason in reasons().values() if reason.action in ("removed", "changed")}
    for reason in reasons().values():
        rooms = [inspect.getsource(importlib.import_module(module)) for module in reason.where.split(", ")]
        # By its name, or that of the constant that is it, the rule is found; the kinds of links are put together in one place.
        if reason.action in ("removed", "changed", "noted"):
            names = [f'"{reason.name}"', *(name for name, value in vars(page_module).items() if value == reason.name)]
            assert any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", room) for name in names for room in rooms), reason.name


def test_rule_tells_of_reasons_of_the_ledger_too(tmp_path):
    assert cleaner("rule", "near-duplicate", cwd=tmp_path, check=0).stdout.startswith(b"# near-duplicate\n\nremoved\n")
    # A finding of `check`, and a reason of the ledger.
    both = cleaner("rule", "decoder-loop", cwd=tmp_path, check=0).stdout
    assert b"CL301" in both and b"# decoder-loop\n\nremoved\n" in both
    listed = cleaner("rule", cwd=tmp_path, check=0).stdout.decode()
    assert "CL101  undecodable" in listed and "mid-sentence                linked" in listed
    (tmp_path / "page.txt").write_text("新桥今天通车。", encoding="utf-8")
    done = cleaner("explain", "page.txt", "--rule", "nonsense", cwd=tmp_path, check=2)
    assert done.stderr.startswith(b"cleaner: nothing on the page is called 'nonsense'")


def test_who_reads_the_manifest_may_have_enough_of_it(page):
    """It was told as an address of -o that is wrong."""
    for number in range(300):
        (page / f"page-{number}.txt").write_text(CLEAN, encoding="utf-8")
    cleaner("split", ".", "-q", cwd=page, check=0)
    done = subprocess.run(["sh", "-c", f'"{sys.executable}" -m cleaner split . --json | head -c 1'], cwd=page, capture_output=True)
    assert (done.stdout, done.stderr) == (b"{", b"")


@pytest.mark.parametrize(
    "arguments",
    [
        "check drop --exit-zero",
        "check drop",
        "export out --to jsonl",
        "explain drop/a.txt",
        "rule",
        "split drop -o out --force --json",
        "schema",
    ],
)
def test_a_reader_who_goes_away_ends_a_command_with_a_code_of_its_own(tmp_path, arguments):
    """`check --exit-zero | head` ended with 1, as if something had been found, and others with 2."""
    (tmp_path / "drop").mkdir()
    for name in "abc":
        (tmp_path / f"drop/{name}.txt").write_text("新桥今天通车\n\n新桥今天上午正式通车，两岸居民从此不必再等渡船" * 30, encoding="utf-8")
    cleaner("split", "drop", cwd=tmp_path)
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "cleaner", *arguments.split()], cwd=tmp_path, stdout=writer, stderr=subprocess.PIPE, timeout=60
    )
    os.close(writer)
    assert done.returncode == 141 and b"Traceback" not in done.stderr and b"Exception" not in done.stderr, done
