"""Every rule on files: what it changes, and at least as important, what it leaves alone.

A case is an input, a line `# expect`, and the text that is to come out; a file `keep-*.txt` without that line must come
out as it went in. Cases in `known-failures` are expected to fail, and one that passes must be moved.
"""

import json
import pathlib
import re

import pytest
from conftest import ROOT, SEED

from cleaner.ledger import ledger
from cleaner.page import KEPT, Page, text_of
from cleaner.pipeline import run

CASES = pathlib.Path(__file__).parent / "cases"
FILES = sorted(p for p in CASES.rglob("*.txt") if p.parent.name != "known-failures")
KNOWN = sorted((CASES / "known-failures").glob("*.txt"))


def parts(path):
    given, mark, expected = path.read_bytes().decode().partition("\n# expect\n")
    return given, expected if mark else given


def split(text):
    page = run(Page("case", text))
    kept = [text_of(page, b) for b in page.blocks if b.kind in KEPT]
    return "\n\n".join(kept), {line["reason"] for line in ledger(page)}


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_case(path):
    given, expected = parts(path)
    got, reasons = split(given)
    assert got == expected
    assert (path.parent.name in reasons) == (not path.stem.startswith("keep-"))


@pytest.mark.parametrize("path", KNOWN, ids=lambda p: p.stem)
@pytest.mark.xfail(strict=True, reason="known; mend it and move the case to its rule's folder")
def test_known_failure(path):
    given, expected = parts(path)
    assert split(given)[0] == expected


@pytest.mark.parametrize("path", [p for p in FILES if not p.stem.startswith("keep-")], ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_a_second_time_nothing_changes(path):
    once = split(parts(path)[0])[0]
    assert split(once)[0] == once


def test_every_reason_has_a_case_and_one_that_keeps():
    """Every reason of the docs of the ledger, and the first page has no other."""
    removed, changed = (ROOT / "docs/ledger.md").read_text(encoding="utf-8").split("## Removed")[1].split("## Changed")
    rows = re.findall(r"^\| (`.*?) \|", removed + changed.split("\n## ")[0], re.MULTILINE)
    reasons = {name for row in rows for name in re.findall("`(.+?)`", row)}
    assert {p.parent.name for p in FILES if p.stem.startswith("keep-")} == reasons
    assert {p.parent.name for p in FILES if not p.stem.startswith("keep-")} == reasons
    lines = map(json.loads, (ROOT / "out" / SEED.stem / "ledger.jsonl").read_text(encoding="utf-8").splitlines())
    assert {line["reason"] for line in lines if line["action"] in ("removed", "changed")} <= reasons
