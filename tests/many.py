"""A run over many pages, looked at while it goes on."""

import os
import pathlib
import subprocess
import sys

import pytest
from command import tree

PAGES = 40


def start(folder, out, *options):
    """A run over the pages of the fixture `many`, on two processes unless the options say otherwise."""
    command = [sys.executable, "-m", "cleaner", "split", "drop", "-o", out, "--jobs", "2", *options]
    return subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True)


def workers(run):
    """The processes that a run has started."""
    path = f"/proc/{run.pid}/task/{run.pid}/children"
    if not os.path.exists(path):
        pytest.skip("the children of a process are not to be seen here (/proc)")
    with open(path) as file:
        return [int(pid) for pid in file.read().split()]


def written(folder):
    """How many pages are there while a run renames folders: what goes away under the walk is passed over."""
    return sum("ledger.jsonl" in files and "/.new" not in here for here, _, files in os.walk(folder))


def lives(pid):
    """Whether a process runs."""
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except OSError:
        return False


def same(folder, out):
    """Whether an output is what one process makes of the pages."""
    return tree(folder / out) == tree(folder / "wanted")
