"""The example on each rule's page is what `check` says of a copy of the first page with that damage."""

import json
import shutil
import subprocess
import sys

import pytest
from command import cleaner
from conftest import SEED
from test_damage import DAMAGES, OUTPUT, TEXT

from cleaner.check.rules import rules

PAGE = "drop/page.txt"


def example(name):
    return rules()[name].text.split("## Example\n\n")[1].split("\n\n")[0].strip()


def baseline(folder):
    """All that is known, and one finding more, which is gone now."""
    shutil.copy(SEED, folder / PAGE)
    (folder / "drop/more.txt").write_text("\n")
    cleaner("check", "drop", "--baseline", "known.json", "--write-baseline", cwd=folder, check=0)
    (folder / "drop/more.txt").unlink()
    return ["--baseline", "known.json"]


def suppression(folder):
    (folder / ".cleanerignore").write_text("orphan drop/* # supplements go on from the main sheet\n", encoding="utf-8")
    return []


def corrections(folder):
    entry = {"page": "page.txt", "span": [120, 164], "digest": "0123456789abcdef", "kind": "title"}
    (folder / "c.json").write_text(json.dumps({"schema": "cleaner/corrections/1", "corrections": [entry]}), encoding="utf-8")
    return ["--corrections", "c.json"]


def second_reading(folder):
    worse = "".join("口" if k % 40 == 7 and c.isalnum() else c for k, c in enumerate(TEXT))
    (folder / "drop/page-2.txt").write_text(worse, encoding="utf-8")
    return []


def nothing_there(folder):
    (folder / "drop/link.txt").symlink_to("nowhere.txt")
    return []


PLAIN = dict.fromkeys(("lost-opening", "doubled-character-in-doubt"), lambda folder: [])
LIMITS = {
    "low-confidence": lambda folder: ["--set", "check.low_confidence=0.9"],
    "doubtful-page": lambda folder: ["--set", "check.page_confidence=0.95"],
}
MORE = {
    "unreadable": nothing_there,
    "repeated-page": second_reading,
    "correction-misfit": corrections,
    "gone-from-baseline": baseline,
    "unused-suppression": suppression,
}


@pytest.fixture
def drop(tmp_path):
    (tmp_path / "drop").mkdir()
    shutil.copy(SEED, tmp_path / PAGE)
    return tmp_path


def lines(folder, *options):
    done = cleaner("check", "drop", *options, cwd=folder)
    assert done.returncode in (0, 1)
    return done.stdout.decode().splitlines()


@pytest.mark.parametrize("name", DAMAGES)
def test_examples_of_damage(drop, name):
    (drop / PAGE).write_bytes(DAMAGES[name]()[0])
    assert example(name) in lines(drop)


@pytest.mark.parametrize("name", OUTPUT)
def test_examples_of_output(drop, name):
    cleaner("split", "drop", cwd=drop, check=0)
    OUTPUT[name](drop)
    assert example(name) in lines(drop, "--out", "out")


@pytest.mark.parametrize("name", {**PLAIN, **LIMITS, **MORE})
def test_examples_of_the_rest(drop, name):
    options = {**PLAIN, **LIMITS, **MORE}[name](drop)
    assert example(name) in lines(drop, *options)


def test_the_example_of_an_account_that_does_not_balance(drop, monkeypatch):
    from cleaner import split
    from cleaner.account import Unbalanced
    from cleaner.check.limits import LIMITS
    from cleaner.check.run import Aim, check, look
    from cleaner.inputs.find import find
    from cleaner.pipeline import defaults
    from cleaner.running.job import Job, Task

    def unbalanced(page, articles):
        raise Unbalanced("characters 3 to 9 are in no block")

    monkeypatch.chdir(drop)
    monkeypatch.setattr(split, "balance", unbalanced)
    found = find(["drop"], None)
    aim = Aim(Job("", defaults()), LIMITS, False)
    looks = [(task, look(aim, task)) for task in map(Task, found.sources)]
    assert example("unbalanced") in map(str, check(aim, found, looks).findings)


CRASH = """
import os, signal
from cleaner.running import job
from cleaner.cli import main
whole = job.split_page
def split_page(name, *rest, **more):
    if name == "07.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    return whole(name, *rest, **more)
job.split_page = split_page
main(["check", "drop", "--jobs", "2"])
"""


def test_the_example_of_a_page_that_kills_its_worker(tmp_path):
    (tmp_path / "drop").mkdir()
    for k in range(14):
        (tmp_path / f"drop/{k:02}.txt").write_text(
            f"新桥{k}今天通车\n\n本报讯 新桥今天上午正式通车，两岸居民不必再等渡船。\n", encoding="utf-8"
        )
    done = subprocess.run([sys.executable, "-c", CRASH], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 1 and example("crashed") in done.stdout.splitlines()


def test_every_rule_has_its_example_tried():
    assert {*DAMAGES, *OUTPUT, *PLAIN, *LIMITS, *MORE, "unbalanced", "crashed"} == set(rules())
