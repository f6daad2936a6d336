"""Every rule on files: what it changes, and at least as important, what it leaves alone.

A case is an input, a line `# expect`, and the text that is to come out; a file `keep-*.txt` without that line must come
out as it went in. Cases in `known-failures` are expected to fail, and one that passes must be moved.
"""

import pathlib

import pytest

from cleaner.ledger import ledger
from cleaner.page import KEPT, Page, reading
from cleaner.pipeline import run

CASES = pathlib.Path(__file__).parent / "cases"
FILES = sorted(p for p in CASES.rglob("*.txt") if p.parent.name != "known-failures")
KNOWN = sorted((CASES / "known-failures").glob("*.txt"))


def parts(path):
    given, mark, expected = path.read_bytes().decode().partition("\n# expect\n")
    return given, expected if mark else given


def split(text):
    page = run(Page("case", text))
    kept = [reading(page, b.start, b.end) for b in page.blocks if b.kind in KEPT]
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
    reasons = {p.parent.name for p in FILES}
    keeps = {p.parent.name for p in FILES if p.stem.startswith("keep-")}
    assert reasons == keeps
