"""`cleaner eval`: figures on pages whose answer can be counted by hand, and agreement with the benchmark's own score."""

import json
import pathlib
import shutil
import subprocess
import sys

import pytest
from command import cleaner

HERE = pathlib.Path(__file__).parent
LABELLED = HERE / "labelled"


@pytest.fixture
def gold(tmp_path):
    return pathlib.Path(shutil.copytree(LABELLED, tmp_path / "gold"))


def report(gold, cwd):
    return json.loads(cleaner("eval", gold, "out", "--json", cwd=cwd, check=0).stdout)


def test_right_articles_have_all_figures_right(gold, tmp_path):
    cleaner("split", gold, "-o", "out", "-q", cwd=tmp_path, check=0)
    found = report(gold, tmp_path)
    ones = ("article_f1", "title", "authors", "paragraphs", "missing_f1", "pages_perfect", "bcubed_precision", "successor_recall")
    assert {name: found["figures"][name] for name in ones} == dict.fromkeys(ones, 1.0)
    assert found["figures"]["lost"] == found["figures"]["splits"] == found["figures"]["merges"] == 0
    assert found["removed"]["duplicate"] == {"labelled": 22, "recall": 1.0, "removed": 22, "precision": 1.0}
    assert found["by_reader"]["true"]["articles"] == 2
    assert sum(row["articles"] for row in found["confidence"]) == 2


def test_names_are_no_markup_and_reasons_may_have_spaces(gold, tmp_path):
    """A page's name ended the command with a traceback, or lost its brackets; a reason was told by its first word."""
    for path in gold.iterdir():
        path.rename(path.with_name(path.name.replace("bridge", "a[red]b")))
    path = gold / "a[red]b.gold.json"
    label = json.loads(path.read_text())
    label["removed"][0]["reason"], label["articles"][0]["title"] = "page number", "".join(label["articles"][0]["title"])
    label["reader"] = "[/slips]"
    path.write_text(json.dumps(label))
    cleaner("split", gold, "-o", "out", "-q", cwd=tmp_path, check=0)
    assert report(gold, tmp_path)["removed"]["page number"]["labelled"] == 22
    told = cleaner("eval", gold, "out", "--worst", "1", cwd=tmp_path, check=0).stdout.decode()
    assert "\na[red]b.txt  labelled 2" in told and "[/slips]" in told


def test_output_of_other_pages_is_told(gold, tmp_path):
    """All figures were 0."""
    (tmp_path / "other.txt").write_text("新桥今天通车。", encoding="utf-8")
    cleaner("split", "other.txt", cwd=tmp_path, check=0)
    done = cleaner("eval", "gold", "out", cwd=tmp_path, check=2)
    assert b"out: no page of gold is in it; run `cleaner split gold -o out` first" in done.stderr


def test_output_of_another_text_of_that_name_is_told(gold, tmp_path):
    """Its figures were those of nothing: the places of one text in another."""
    cleaner("split", gold, "-o", "out", "-q", cwd=tmp_path, check=0)
    text = (gold / "bridge.txt").read_text(encoding="utf-8")
    (gold / "bridge.txt").write_text(text + "\n", encoding="utf-8")
    done = cleaner("eval", "gold", "out", cwd=tmp_path, check=2)
    assert b"out: bridge.txt is another page there than in gold; run `cleaner split gold -o out` again" in done.stderr


def test_one_article_made_of_two_is_a_merge(gold, tmp_path):
    label = json.loads((gold / "bridge.gold.json").read_text())
    first, second = label["articles"]
    bodies = [*first["spans"]["body"], second["spans"]["title"], *second["spans"]["body"]]
    spans = {"title": first["spans"]["title"], "paragraphs": bodies}
    write(
        tmp_path,
        [{**record(first, spans), "paragraphs": [*first["paragraphs"], *second["title"], *second["paragraphs"]], "confidence": 0.9}],
    )
    found = report(gold, tmp_path)["figures"]
    assert (found["article_f1"], found["merges"], found["splits"], found["lost"]) == (0.0, 1, 0, 0.0)
    sizes = [4 + 22 + 12, 4 + 17]  # letters of the two labelled articles, title first
    assert found["bcubed_recall"] == 1.0
    assert found["bcubed_precision"] == pytest.approx(sum(n * n for n in sizes) / sum(sizes) ** 2)


def test_a_torn_article_is_a_split_and_a_lost_paragraph_is_lost(gold, tmp_path):
    label = json.loads((gold / "bridge.gold.json").read_text())
    first, second = label["articles"]
    head = {
        **record(first, {"title": first["spans"]["title"], "paragraphs": first["spans"]["body"][:1]}),
        "paragraphs": first["paragraphs"][:1],
    }
    rest = {**record(first, {"title": [], "paragraphs": first["spans"]["body"][1:]}), "paragraphs": first["paragraphs"][1:], "title": ""}
    write(tmp_path, [head, rest, {**record(second, {"title": second["spans"]["title"], "paragraphs": []}), "paragraphs": []}])
    found = report(gold, tmp_path)["figures"]
    assert (found["splits"], found["merges"], found["article_f1"]) == (1, 0, 0.0)
    assert found["lost"] == pytest.approx(17 / (4 + 22 + 12 + 4 + 17))
    assert found["successor_recall"] == pytest.approx(1 / 3)


def record(article, spans):
    return {
        "title": " ".join(article["title"]),
        "title_lines": article["title"],
        "authors": article["authors"],
        "paragraphs": article["paragraphs"],
        "missing": [],
        "confidence": 0.5,
        "spans": {"byline": [], "captions": [], **spans},
        "source": {"path": "bridge.txt"},
    }


def write(folder, records):
    (folder / "out").mkdir()
    for number, one in enumerate(records):
        (folder / "out" / f"{number}.json").write_text(json.dumps(one))


def test_the_worst_pages_show_what_is_wrong(gold, tmp_path):
    label = json.loads((gold / "bridge.gold.json").read_text())
    label["articles"][0]["paragraphs"].append("这一段没有出来。")
    (gold / "bridge.gold.json").write_text(json.dumps(label))
    cleaner("split", gold, "-o", "out", "-q", cwd=tmp_path, check=0)
    shown = cleaner("eval", gold, "out", "--worst", "1", cwd=tmp_path, check=0).stdout.decode()
    assert "bridge.txt" in shown and "- 这一段没有出来。" in shown


def test_an_article_too_many_is_shown_by_its_title(gold, tmp_path):
    """Its lines were asked for, which nothing that is measured needs."""
    cleaner("split", gold, "-o", "out", "-q", cwd=tmp_path, check=0)
    record = json.loads((tmp_path / "out/bridge/01.json").read_text())
    more = {**record, "title": "学校开学", "paragraphs": ["今天学校开学，孩子们都来了。"]}
    del more["title_lines"]
    (tmp_path / "out/bridge/09.json").write_text(json.dumps(more))
    shown = cleaner("eval", gold, "out", "--worst", "1", cwd=tmp_path, check=0).stdout.decode()
    assert "+ 学校开学: 1 paragraphs more" in shown


def changed(gold, **fields):
    """The label of the first article, changed."""
    label = json.loads((gold / "bridge.gold.json").read_text())
    label["articles"][0].update(fields)
    (gold / "bridge.gold.json").write_text(json.dumps(label))


def test_a_label_may_say_that_clean_paragraphs_are_not_known(gold, tmp_path):
    changed(gold, clean=None)
    cleaner("split", gold, "-o", "out", "-q", cwd=tmp_path, check=0)
    cleaner("eval", gold, "out", cwd=tmp_path, check=0)


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda gold: (gold / "bridge.gold.json").write_text("{"), "not readable as JSON"),
        (lambda gold: (gold / "bridge.gold.json").write_text('{"articles": [{}]}'), "not a label of a page"),
        (lambda gold: changed(gold, spans={"title": [], "body": [["x"]]}), "body of spans is not a list of places"),
        (lambda gold: changed(gold, spans={"title": [[1, 2, 3]], "body": []}), "a span is a start and an end"),
        (lambda gold: changed(gold, spans={"title": [[0, 4]], "body": [[[5, 4000]]]}), "[5, 4000] ends behind the page, which has"),
        (lambda gold: changed(gold, authors="王芳"), "authors is not a list of texts"),
        (lambda gold: changed(gold, clean=5), "clean is not a list of texts"),
        (lambda gold: changed(gold, maybe_missing=None), "maybe_missing is not a list of texts"),
        (lambda gold: changed(gold, spans={"title": [[9, 5]], "body": []}), "title of spans is not a list of places"),
        (lambda gold: changed(gold, spans={"title": [], "body": [], "captions": 5}), "captions of spans is not a list of places"),
        (lambda gold: (gold / "bridge.gold.json").unlink(), "no labelled page here"),
        (lambda gold: (gold / "bridge.txt").unlink(), "the page must stand beside its label"),
        (lambda gold: shutil.rmtree(gold.parent / "out"), "no such folder"),
    ],
)
def test_what_cannot_be_measured_is_one_line(gold, tmp_path, damage, told):
    (tmp_path / "out").mkdir()
    damage(gold)
    done = cleaner("eval", gold, "out", cwd=tmp_path, check=2)
    assert told in done.stderr.decode() and done.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    ("file", "damage", "told"),
    [
        ("ledger.jsonl", "{\n", "not readable as JSON"),
        ("ledger.jsonl", '{"action": "removed"}\n', "not a ledger"),
        ("01.json", '{"paragraphs": [], "source": {"path": "bridge.txt"}}', "not an article that `cleaner split` wrote"),
        ("01.json", '{"paragraphs": [], "source": {}}', "not an article that `cleaner split` wrote"),
    ],
)
def test_a_damaged_output_is_one_line(gold, tmp_path, file, damage, told):
    cleaner("split", gold, "-o", "out", "-q", cwd=tmp_path, check=0)
    (tmp_path / "out/bridge" / file).write_text(damage)
    done = cleaner("eval", gold, "out", cwd=tmp_path, check=2)
    assert f"out/bridge/{file}: {told}" in done.stderr.decode() and done.stderr.count(b"\n") == 1


def test_without_its_extra_eval_says_what_to_install(gold, tmp_path):
    (tmp_path / "rapidfuzz").mkdir()
    (tmp_path / "rapidfuzz/__init__.py").write_text("raise ModuleNotFoundError(\"No module named 'rapidfuzz'\", name='rapidfuzz')")
    done = cleaner("eval", gold, "out", cwd=tmp_path, check=2, env={"PYTHONPATH": str(tmp_path)})
    assert "pip install" in done.stderr.decode() and "rapidfuzz" in done.stderr.decode() and done.stderr.count(b"\n") == 1


def test_article_f1_is_the_benchmarks(bench, tmp_path):
    pages = sorted((bench / "pages").glob("*.gold.json"))[:6]
    (tmp_path / "gold").mkdir()
    for page in pages:
        for file in (page, page.with_name(page.name.replace(".gold.json", ".txt"))):
            shutil.copy(file, tmp_path / "gold")
    cleaner("split", "gold", "-o", "out", "-q", cwd=tmp_path, check=0)
    theirs = subprocess.run([sys.executable, bench / "score.py", "gold", "out", "--json"], cwd=tmp_path, capture_output=True, check=True)
    ours = report(tmp_path / "gold", tmp_path)["figures"]
    theirs = json.loads(theirs.stdout)
    assert "article_f1" in theirs
    for name, value in theirs.items():
        assert ours[name] == pytest.approx(value), name


def test_the_worst_pages_are_in_the_json_too(gold, tmp_path):
    cleaner("split", gold, "-o", "out", "-q", cwd=tmp_path, check=0)
    first = min((tmp_path / "out").glob("*/01.json"))
    first.unlink()
    [row] = json.loads(cleaner("eval", gold, "out", "--json", "--worst", "1", cwd=tmp_path, check=0).stdout)["worst"]
    assert row["page"] == f"{first.parent.name}.txt" and row["recovered"] == row["labelled"] - 1 and len(row["lost"]) == 1
    assert "worst" not in report(gold, tmp_path)
