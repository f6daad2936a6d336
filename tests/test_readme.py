"""The README says what is so."""

import re
import shlex

from command import cleaner
from conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)
COMMANDS = [line for language, block in BLOCKS if language == "sh" for line in block.splitlines() if line.startswith("cleaner ")]


def test_every_command_runs(tmp_path):
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    (tmp_path / "page.txt").write_text(page_of_the_readme(), encoding="utf-8")
    for command in COMMANDS:
        cleaner(*shlex.split(command, comments=True)[1:], cwd=tmp_path, check=0)
    assert (tmp_path / "news.jsonl").exists() and (tmp_path / "review/index.html").exists()


def test_there_are_four():
    assert len(COMMANDS) == 4


def page_of_the_readme():
    return next(block for language, block in BLOCKS if language == "text")


def test_the_page_gives_the_article(tmp_path):
    import json

    (tmp_path / "page.txt").write_text(page_of_the_readme(), encoding="utf-8")
    cleaner("split", "page.txt", cwd=tmp_path, check=0)
    shown = json.loads(next(block for language, block in BLOCKS if language == "json"))
    written = json.loads((tmp_path / "out/page/01.json").read_text(encoding="utf-8"))
    assert {key: written[key] for key in shown} == shown


def test_the_python_example_runs(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text(page_of_the_readme(), encoding="utf-8")
    exec(next(block for language, block in BLOCKS if language == "python"), {})
    assert capsys.readouterr().out.startswith("新桥今天通车 ['王芳'] 0.9")


def test_the_make_targets_are_there():
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {"split", "test", "lint"} <= set(targets)
    assert "make split" in README and "make test" in README
