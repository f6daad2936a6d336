"""Findings that are known: a baseline, suppressions with a reason, and what each is known again by."""

import json

import pytest
from command import cleaner
from drops import CUT, told

from cleaner.check import baseline, ignore
from cleaner.check.finding import Finding, LineStarts, Place, fingerprinted


def test_a_finding_is_known_again_below_new_lines():
    text = "标题\n\n这里断了，"
    first = Finding("lost-end", "a.txt", LineStarts(text).place(4, 9), "…")
    moved = Finding("lost-end", "a.txt", LineStarts("新的一行\n\n" + text).place(10, 15), "…")
    assert fingerprinted([first])[0].fingerprint == fingerprinted([moved])[0].fingerprint


def test_two_alike_are_told_apart():
    same = [Finding("orphan", "a.txt", Place(n, 1, n, n + 1, "同"), "x") for n in (1, 2)]
    assert len({f.fingerprint for f in fingerprinted(same)}) == 2


def test_baseline_lets_the_known_pass_and_not_the_new(drop):
    done = cleaner("check", "drop", "--baseline", "known.json", "--write-baseline", cwd=drop, check=0)
    # It said "nothing found" right behind what it had found.
    assert (done.stdout, done.stderr) == (b"", b"known.json: 2 findings are known from now on\n")
    assert told(drop, "text", "--baseline", "known.json", check=0) == "nothing found on 3 pages\n"
    (drop / "drop/new.txt").write_text(CUT.replace("十年", "二十年"), encoding="utf-8")
    found = json.loads(told(drop, "json", "--baseline", "known.json", check=1))["findings"]
    assert [(f["path"], f["name"]) for f in found] == [("drop/new.txt", "lost-end")]


def test_a_baseline_holds_wherever_check_is_called_from(drop):
    """It named pages from where it was written: elsewhere all was found again, and gone from the baseline."""
    cleaner("check", "drop", "--baseline", "known.json", "--write-baseline", cwd=drop, check=0)
    cleaner("check", ".", "--baseline", "../known.json", cwd=drop / "drop", check=0)
    cleaner("check", "../drop", "--baseline", str(drop / "known.json"), cwd=drop / "drop", check=0)


def test_a_tab_parts_a_rule_from_its_glob():
    [found] = ignore.suppressions("untitled\ta.txt # a supplement", ".cleanerignore")
    assert (found.rule, found.glob) == ("untitled", "a.txt")


def test_what_is_asked_for_is_written_beside_a_new_baseline(drop):
    """--output was passed over, and what should go on from it had nothing, or what was found before."""
    cleaner(
        "check", "drop", "--format", "json", "--output", "found.json", "--baseline", "known.json", "--write-baseline", cwd=drop, check=0
    )
    assert json.loads((drop / "found.json").read_text(encoding="utf-8"))["findings"] == []


def test_baseline_knows_a_page_however_it_is_spelled(drop):
    cleaner("check", "drop", "--baseline", "known.json", "--write-baseline", cwd=drop, check=0)
    for spelled in ("./drop", str(drop / "drop")):
        assert "gone-from-baseline" not in cleaner("check", spelled, "--baseline", "known.json", cwd=drop, check=0).stdout.decode()


def test_baseline_says_what_is_gone(drop):
    cleaner("check", "drop", "--baseline", "known.json", "--write-baseline", cwd=drop, check=0)
    (drop / "drop/bad.txt").unlink()
    assert told(drop, "text", "--baseline", "known.json", check=0).startswith(
        "known.json: CL601 gone-from-baseline: drop/bad.txt: binary: "
    )
    told(drop, "text", "--baseline", "known.json", "--fail-on", "info", check=1)


def test_baseline_says_nothing_of_pages_that_were_not_looked_at(drop):
    cleaner("check", "drop", "--baseline", "known.json", "--write-baseline", cwd=drop, check=0)
    (page,) = [path for path in sorted((drop / "drop").iterdir()) if path.name == "bad.txt"]
    others = [f"drop/{path.name}" for path in (drop / "drop").iterdir() if path != page]
    page.unlink()
    done = cleaner("check", *others, "--baseline", "known.json", "--fail-on", "info", cwd=drop)
    assert done.returncode == 0 and b"gone-from-baseline" not in done.stdout


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"schema": "other/1", "findings": []}', '{"schema": "cleaner/baseline/1", "findings": [1]}', "\xff"]
)
def test_a_bad_baseline_is_one_line(drop, text):
    (drop / "known.json").write_text(text, encoding="latin-1")
    done = cleaner("check", "drop", "--baseline", "known.json", cwd=drop, check=2)
    assert done.stderr.startswith(b"cleaner: known.json: ") and done.stderr.count(b"\n") == 1


def test_no_baseline_is_one_line(drop):
    done = cleaner("check", "drop", "--baseline", "known.json", cwd=drop, check=2)
    assert done.stderr == b"cleaner: known.json: no such file or directory; write it with --write-baseline\n"


def test_suppressions(drop):
    (drop / ".cleanerignore").write_text(
        "# a remark\nCL103 drop/bad.* # the scan comes later\norphan drop/* # none there\n", encoding="utf-8"
    )
    lines = told(drop, "text", check=1).splitlines()
    assert [line.split(": ")[1] for line in lines[:-1]] == ["CL203 lost-end", "CL602 unused-suppression"]
    assert lines[1].startswith(".cleanerignore:3:1: ")


@pytest.mark.parametrize("line", ["orphan drop/*", "orphan # why", "no-rule drop/* # why", "orphan drop/* #"])
def test_a_bad_suppression_is_one_line(drop, line):
    (drop / ".cleanerignore").write_text(line + "\n", encoding="utf-8")
    done = cleaner("check", "drop", cwd=drop, check=2)
    assert b".cleanerignore:1: " in done.stderr and done.stderr.count(b"\n") == 1


def test_a_folder_of_that_name_is_one_line(drop):
    """It was passed over without a word, and every finding told."""
    (drop / ".cleanerignore").mkdir()
    done = cleaner("check", "drop", cwd=drop, check=2)
    assert b".cleanerignore: is a directory" in done.stderr and done.stderr.count(b"\n") == 1


def test_suppressions_hold_below_their_folder(drop):
    (drop / ".cleanerignore").write_text("* *bad.txt # why\n", encoding="utf-8")
    done = cleaner("check", "bad.txt", cwd=drop / "drop", check=0)
    assert done.stdout == b"nothing found on 1 page\n"


def test_star_is_every_rule():
    [one] = ignore.suppressions("* a/* # why", "f")
    assert ignore.without_suppressed([Finding("orphan", "a/b.txt", Place(), "")], [one], "f") == []


def test_a_baseline_is_read_as_written():
    found = fingerprinted([Finding("orphan", "a.txt", Place(1, 1, 0, 1, "x"), "m")])
    assert baseline.written(found)["findings"][0]["fingerprint"] == found[0].fingerprint


def test_a_byte_order_mark_before_what_is_known(drop):
    """As some editors write it: it was taken for a part of the first word."""
    cleaner("check", "drop", "--baseline", "known.json", "--write-baseline", cwd=drop, check=0)
    (drop / "known.json").write_bytes(b"\xef\xbb\xbf" + (drop / "known.json").read_bytes())
    assert told(drop, "text", "--baseline", "known.json", check=0) == "nothing found on 3 pages\n"
    (drop / ".cleanerignore").write_bytes(b"\xef\xbb\xbf* * # all of it is known\n")
    assert told(drop, "text", check=0) == "nothing found on 3 pages\n"
