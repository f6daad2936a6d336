"""`cleaner check`: its exit codes, baseline and suppressions. What it finds is in test_damage.py, its forms in test_check_forms.py."""

import json
import random
import shutil

import pytest
from command import cleaner
from drops import CLEAN, CUT, told

from cleaner.check.limits import LIMITS
from cleaner.check.rules import LEVELS, rules
from cleaner.inputs.sources import Source
from cleaner.language.shingles import letters
from cleaner.pipeline import defaults
from cleaner.running.job import Job, Task


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
    """A folder that is named wrongly was a finding, which --exit-zero and a baseline passed for ever."""
    done = cleaner("check", "nothing.txt", "--exit-zero", cwd=drop, check=2)
    assert done.stdout.startswith(b"nothing.txt: CL102 unreadable: ")
    done = cleaner("check", "nothing*", "--baseline", "known.json", "--write-baseline", cwd=drop, check=2)
    assert b"nothing*: there is no such file or folder" in done.stderr and not (drop / "known.json").exists()


def test_an_interrupt_is_neither_found_nor_clean(tmp_path):
    import signal
    import subprocess
    import sys
    import time

    (tmp_path / "page.txt").write_text((CLEAN + "\n") * 40_000, encoding="utf-8")
    run = subprocess.Popen([sys.executable, "-m", "cleaner", "check", "page.txt"], cwd=tmp_path, stderr=subprocess.PIPE)
    time.sleep(2)
    run.send_signal(signal.SIGINT)
    assert run.communicate()[1] == b"cleaner: interrupted\n" and run.returncode == 130


def test_pages_of_one_name_are_told(tmp_path):
    (tmp_path / "p.jsonl").write_text('{"id": "a", "text": "新桥通车。"}\n{"id": "a", "text": "旧桥拆了。"}\n', encoding="utf-8")
    assert b"CL102 unreadable: " in cleaner("check", "p.jsonl", cwd=tmp_path, check=1).stdout


def test_the_manifest_of_split_is_what_check_expects_whatever_pages_are_called(tmp_path):
    """Problems stood in another order where a name is shown otherwise than it is."""
    (tmp_path / "drop").mkdir()
    for name in ("b\x01.txt", "b!.txt"):
        (tmp_path / "drop" / name).write_bytes(b"\n")
    cleaner("split", "drop", cwd=tmp_path)
    assert b"CL502" not in cleaner("check", "drop", "--out", "out", cwd=tmp_path).stdout


def test_every_copy_of_a_page_is_told(tmp_path):
    """From the hundredth on nothing was said."""
    (tmp_path / "drop").mkdir()
    chance = random.Random(1)
    text = "\n\n".join("".join(chr(0x4E00 + chance.randrange(3000)) for _ in range(60)) + "。" for _ in range(12))
    for number in range(120):
        (tmp_path / f"drop/{number:03}.txt").write_text(text, encoding="utf-8")
    assert cleaner("check", "drop", cwd=tmp_path, check=1).stdout.count(b"repeated-page") == 119


def test_a_name_of_two_lines_is_told_in_one(tmp_path):
    (tmp_path / "drop").mkdir()
    (tmp_path / "drop/a\nb.txt").symlink_to("nowhere")
    assert cleaner("check", "drop", cwd=tmp_path, check=1).stdout.startswith(b"drop/a\\nb.txt: CL102 unreadable: ")


def test_the_manifest_may_tell_of_pages_that_could_not_be_read(drop):
    cleaner("split", "drop/good.txt", cwd=drop, check=0)
    (drop / "drop/good.txt").write_bytes(b"\x00\x01\x02\x00" * 500)
    cleaner("split", "drop/good.txt", cwd=drop, check=2)
    assert "CL502" not in told(drop, "text", "--out", "out", "drop/good.txt", check=1)


def test_an_output_that_cannot_be_read_is_one_line(drop):
    cleaner("split", "drop/good.txt", cwd=drop, check=0)
    (drop / "out/good/01.json").unlink()
    (drop / "out/good/01.json").symlink_to("/proc/self/mem")
    done = cleaner("check", "drop/good.txt", "--out", "out", cwd=drop, check=2)
    assert done.stderr.count(b"\n") == 1 and b"check the rights" in done.stderr


def test_the_folder_that_one_stands_in_is_looked_at(drop):
    """Without --out that folder was once taken for the output, and passed over: a drop checked from within was always clean."""
    found = told(drop, "text", check=1)
    for place, argument in ((drop, "."), (drop, str(drop)), (drop / "drop", "."), (drop / "drop", "..")):
        lines = cleaner("check", argument, cwd=place, check=1).stdout.decode().splitlines()
        assert len(lines) == len(found.splitlines()) and lines[-1] == "1 error, 1 warning on 3 pages"


def test_nothing_is_written(drop):
    before = sorted(p.name for p in drop.rglob("*"))
    cleaner("check", "drop", cwd=drop, check=1)
    assert sorted(p.name for p in drop.rglob("*")) == before


def test_the_same_findings_whatever_the_workers(tmp_path):
    (tmp_path / "drop").mkdir()
    for k in range(30):
        (tmp_path / f"drop/{k:02}.txt").write_text((CUT if k % 3 else CLEAN).replace("新桥", f"新{k // 2}桥"), encoding="utf-8")
    one = told(tmp_path, "json", "--jobs", "1", "--fail-on", "info", check=1)
    assert told(tmp_path, "json", "--jobs", "2", "--fail-on", "info", check=1) == one and json.loads(one)["findings"]


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


def test_every_rule_has_its_page():
    for rule in rules().values():
        assert rule.level in LEVELS
        for heading in ("## Why it matters", "## Example", "## How to settle it"):
            assert heading in rule.text
        assert f"{rule.id} {rule.name}" in rule.text.split("## Example")[1]
    assert len({rule.id for rule in rules().values()}) == len(rules())


def test_rule_prints_its_page(drop):
    listed = cleaner("rule", cwd=drop, check=0).stdout.decode().splitlines()
    assert [line.split()[:2] for line in listed if line.startswith("CL")] == [[rule.id, rule.name] for rule in rules().values()]
    assert cleaner("rule", "CL203", cwd=drop, check=0).stdout.decode() == rules()["lost-end"].text
    assert cleaner("rule", "lost-end", cwd=drop, check=0).stdout == cleaner("rule", "cl203", cwd=drop, check=0).stdout
    assert json.loads(cleaner("rule", "--json", cwd=drop, check=0).stdout)[0]["id"] == "CL101"
    assert b"no rule 'CL999'" in cleaner("rule", "CL999", cwd=drop, check=2).stderr


def test_clean_pages_raise_no_alarm(tmp_path, bench):
    """Fifty pages of whole articles, put together from the labelled ones: an alarm is right where an article came out wrong."""
    (tmp_path / "drop").mkdir()
    wanted = {}
    for number, articles in enumerate(whole_pages(bench / "pages")):
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


@pytest.mark.parametrize("paths", ["drop", "./drop", "drop/bad.txt"])
def test_what_is_passed_is_passed_wherever_one_stands_and_however_the_page_is_named(drop, paths):
    (drop / ".cleanerignore").write_text("* drop/* # known\n", encoding="utf-8")
    assert cleaner("check", paths, "--fail-on", "info", cwd=drop).returncode == 0
    assert cleaner("check", ".", "--fail-on", "info", cwd=drop / "drop").returncode == 0


def test_a_page_that_no_pass_can_do_is_a_finding(tmp_path, monkeypatch):
    """It ended the whole check with a traceback; split goes on."""
    from cleaner.check import run as checks
    from cleaner.running import job

    def fails(*_, **__):
        raise IndexError("a bug")

    (tmp_path / "page.txt").write_text(CLEAN, encoding="utf-8")
    monkeypatch.setattr(job, "split_page", fails)
    aim = checks.Aim(Job("", defaults()), LIMITS, compares=False)
    [finding] = checks.look(aim, Task(Source(str(tmp_path / "page.txt"), "page.txt", "page"))).findings
    assert finding.rule.name == "crashed" and "IndexError: a bug" in finding.message


def test_a_page_is_checked_by_the_model_that_is_named(tmp_path, monkeypatch):
    """Where workers are no forks they had the package's own."""
    from cleaner.check import run as checks

    used = []
    monkeypatch.setattr("cleaner.running.job.ngram.use", used.append)
    (tmp_path / "page.txt").write_text(CLEAN, encoding="utf-8")
    aim = checks.Aim(Job("", defaults(), model="own.ngram"), LIMITS, compares=False)
    checks.look(aim, Task(Source(str(tmp_path / "page.txt"), "page.txt", "page")))
    assert used == ["own.ngram"]


def test_what_split_writes_no_such_file_of_is_told_as_that(first_page):
    """A file too many had a line 2 that was wrong, though it was empty; a folder of articles without a ledger was passed over."""
    cleaner("split", "drop", cwd=first_page, check=0)
    folder = next(path.parent for path in (first_page / "out").rglob("01.json"))
    (folder / "99.json").touch()
    (first_page / "out/stray").mkdir()
    shutil.copy(folder / "01.json", first_page / "out/stray/01.json")
    told = cleaner("check", "drop", "--out", "out", cwd=first_page, check=1).stdout.decode()
    assert "99.json: CL503 edited-output: split writes no such file; move it away" in told
    assert "out/stray: CL504 leftover-output" in told


def test_accents_before_marks_are_no_mojibake(tmp_path):
    """« L'été… » was taken for UTF-8 that was read as Latin-1; three such signs are enough."""
    page = "Le pont est ouvert depuis lundi, et l'été… commence, dit-on, du bon côté ; on l'a rêvé… et attendu, et il est arrivé…\n"
    (tmp_path / "french.txt").write_text(page, encoding="utf-8")
    (tmp_path / "read-as-latin-1.txt").write_text(page.encode().decode("cp1252", errors="replace"), encoding="utf-8")
    found = cleaner("check", ".", cwd=tmp_path, check=1).stdout.decode().splitlines()
    assert [line.split(":")[0] for line in found if " mojibake: " in line] == ["./read-as-latin-1.txt"]
