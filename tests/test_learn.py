"""`cleaner learn` and `cleaner split --model`: a model is the same whatever form its text comes in, and is used when named."""

import gzip
import json
import subprocess
import sys

import pytest
from command import cleaner, manifest
from conftest import ROOT, SEED, SHARED

from cleaner.inputs.articles import UnusableText, articles
from cleaner.language import learn as learning
from cleaner.language import ngram
from cleaner.people import name_or_word
from cleaner.people.name_or_word import is_common_word

ARTICLES = [(["新桥通车"], ["今天上午，新桥通车。", "市长说，桥用了三年。"]), ([], ["学校开学了。"])]


def written(folder, form):
    """The articles as files of one form."""
    records = [{"title": title, "paragraphs": paragraphs} for title, paragraphs in ARTICLES]
    lines = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records)
    if form == "jsonl":
        (folder / "a.jsonl").write_text(lines, encoding="utf-8")
        return folder / "a.jsonl"
    if form == "gz":
        (folder / "a.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
        return folder / "a.jsonl.gz"
    (folder / "many").mkdir()
    for number, r in enumerate(records):
        (folder / "many" / f"{number}.json").write_text(json.dumps(r), encoding="utf-8")
    (folder / "many" / "manifest.json").write_text("{}")
    return folder / "many"


@pytest.mark.parametrize("form", ["jsonl", "gz", "folder"])
def test_every_form_holds_the_same_articles(tmp_path, form):
    assert list(articles([str(written(tmp_path, form))])) == ARTICLES


def test_plain_text_is_paragraphs(tmp_path):
    (tmp_path / "a.txt").write_bytes("新桥通车。\r\n\r\n学校开学。".encode("gb18030"))
    assert list(articles([str(tmp_path / "a.txt")])) == [([], ["新桥通车。", "学校开学。"])]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.jsonl", '{"text": "好"}\n{"title": 1}\n', "a.jsonl:2"),
        ("a.jsonl.gz", "no gzip", "a.jsonl.gz"),
        ("b.json", '"paragraphs"', "b.json"),
    ],
)
def test_what_cannot_be_learnt_from_is_named(tmp_path, name, content, told):
    (tmp_path / name).write_text(content)
    with pytest.raises(UnusableText, match=told):
        list(articles([str(tmp_path / name)]))
    done = cleaner("learn", name, "-o", "m.ngram", cwd=tmp_path, check=2)
    assert told in done.stderr.decode() and done.stderr.count(b"\n") == 1
    assert not (tmp_path / "m.ngram").exists()


def test_counting_in_parts_changes_nothing(monkeypatch):
    many = [([f"第{k % 7}座桥通车"], [f"今天上午，第{k % 5}座桥通车，市长说{k % 3}年建成。"] * 3) for k in range(300)]
    whole = learning.learn(many, "m")
    monkeypatch.setattr(learning, "AT_ONCE", 1000)
    assert learning.learn(many, "m") == whole


def test_a_model_that_is_named_is_used(tmp_path):
    (tmp_path / "text.txt").write_text("\n\n".join("今天上午，新桥正式通车。" for _ in range(50)), encoding="utf-8")
    cleaner("learn", "text.txt", "-o", "own.ngram", cwd=tmp_path, check=0)
    (tmp_path / "page.txt").write_bytes(SEED.read_bytes())
    cleaner("split", "page.txt", "--model", "own.ngram", "-q", cwd=tmp_path, check=0)
    assert manifest(tmp_path / "out")["made_by"]["model"].startswith("own-")


def test_what_is_no_model_is_one_line(tmp_path):
    (tmp_path / "page.txt").write_bytes(SEED.read_bytes())
    own = (ROOT / "cleaner/data/news-zh.ngram").read_bytes()
    (tmp_path / "empty.ngram").write_bytes(b"")
    (tmp_path / "cut.ngram").write_bytes(own[:100])
    (tmp_path / "cut-later.ngram").write_bytes(own[:100_000])
    (tmp_path / "bare.ngram").write_bytes(own[:20] + b"{}".ljust(2028) + own[2048:])
    for name in ("page.txt", "missing.ngram", "empty.ngram", "cut.ngram", "cut-later.ngram", "bare.ngram"):
        done = cleaner("split", "page.txt", "--model", name, cwd=tmp_path, check=2)
        assert name in done.stderr.decode() and done.stderr.count(b"\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_model_that_is_damaged_within_is_one_line(tmp_path):
    """It went under the name of the good one, whose output counted as made with the same."""
    held = bytearray((ROOT / "cleaner/data/news-zh.ngram").read_bytes())
    middle = len(held) // 2
    held[middle : middle + 2000] = bytes(byte ^ 1 for byte in held[middle : middle + 2000])
    (tmp_path / "damaged.ngram").write_bytes(held)
    (tmp_path / "page.txt").write_text("新桥今天通车。", encoding="utf-8")
    done = cleaner("split", "page.txt", "--model", "damaged.ngram", cwd=tmp_path, check=2)
    assert done.stderr.startswith(b"cleaner: damaged.ngram: damaged, ") and done.stderr.count(b"\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_small_model_that_names_letters_that_it_has_not_is_one_line(tmp_path):
    """The alphabet of a damaged one pointed beyond its tables: a traceback."""
    (tmp_path / "text.txt").write_text("今天上午，新桥正式通车。\n\n" * 50, encoding="utf-8")
    cleaner("learn", "text.txt", "-o", "small.ngram", cwd=tmp_path, check=0)
    held = bytearray((tmp_path / "small.ngram").read_bytes())
    held[len(held) // 2 : len(held) // 2 + 50] = b"\xff" * 50
    (tmp_path / "small.ngram").write_bytes(held)
    done = cleaner("split", "text.txt", "--model", "small.ngram", cwd=tmp_path, check=2)
    assert b"damaged" in done.stderr and done.stderr.count(b"\n") == 1


def test_the_shipped_model_is_what_the_corpus_and_the_written_articles_give(tmp_path):
    corpus = SHARED / "corpus" / "news.jsonl.gz"
    if not corpus.exists():
        pytest.skip("the corpus is its publishers' and is not in the project: ../shared/corpus is not there")
    subprocess.run([sys.executable, ROOT / "bench/pagemaker/texts.py", corpus, tmp_path / "texts"], check=True)
    cleaner("learn", corpus, "texts/own.jsonl", "-o", "news-zh.ngram", cwd=tmp_path, check=0)
    shipped = (ROOT / "cleaner/data/news-zh.ngram").read_bytes()
    assert (tmp_path / "news-zh.ngram").read_bytes() == shipped
    assert len(shipped) <= 12_000_000
    paths = [path for name in ("papers", "written") for path in (ROOT / "bench" / name).glob("*.jsonl")]
    own = sum("title" in json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    assert ngram.read_model(tmp_path / "news-zh.ngram").card["seen"]["articles"] == 22083 + 3 * own


def test_the_card_is_of_the_model_that_ships():
    told = (ROOT / "cleaner/data/news-zh.md").read_text(encoding="utf-8")
    path = ROOT / "cleaner/data/news-zh.ngram"
    card = ngram.read_model(path).card
    own = (card["seen"]["articles"] - 22083) // 3
    for figure in (card["hash"], f"{path.stat().st_size:,} bytes", f"{own:,} articles", f"{card['seen']['characters']:,} characters"):
        assert figure in told


def test_an_output_is_learnt_from_its_articles_alone(tmp_path):
    """The ledger lies beside them and has texts, too: what was removed as a repeat, and scraps of every change."""
    (tmp_path / "page.TXT").write_text("新桥今天通车\n\n新桥今天上午正式通车,两岸居民从此不必再等渡船。(李明)\n", encoding="utf-8")
    for form in ("files", "jsonl"):
        cleaner("split", "page.TXT", "-o", form, "--format", form, cwd=tmp_path, check=0)
        assert list(articles([str(tmp_path / form)])) == [(["新桥今天通车"], ["新桥今天上午正式通车，两岸居民从此不必再等渡船。"])]
    assert len(list(articles([str(tmp_path)]))) == 3


def test_texts_whose_names_begin_as_those_of_a_run_do_are_read(tmp_path):
    """What began with "ledger" or "manifest" was passed over in silence."""
    for name in ("ledger of 1932.txt", "manifest.txt", "manifest.json", "ledger-00001.jsonl"):
        (tmp_path / name).write_text("新桥今天上午正式通车。", encoding="utf-8")
    assert len(list(articles([str(tmp_path)]))) == 2


@pytest.mark.parametrize("text", ["字", "😀😀😀", "新桥通车"])
def test_too_little_text_makes_no_model(tmp_path, text):
    """A model without sequences was written, and every page that was split by it crashed."""
    (tmp_path / "text.txt").write_text(text, encoding="utf-8")
    done = cleaner("learn", "text.txt", "-o", "m.ngram", cwd=tmp_path, check=2)
    assert b"too little text to learn from" in done.stderr and not (tmp_path / "m.ngram").exists()


def test_a_packed_text_that_is_damaged_is_one_line(tmp_path):
    packed = gzip.compress("新桥通车。".encode() * 99)
    (tmp_path / "text.txt.gz").write_bytes(packed[:14] + bytes(b ^ 255 for b in packed[14:24]) + packed[24:])
    done = cleaner("learn", "text.txt.gz", "-o", "m.ngram", cwd=tmp_path, check=2)
    assert b"text.txt.gz: " in done.stderr and done.stderr.count(b"\n") == 1


def test_names_are_told_from_words_by_the_model_that_this_was_fitted_beside(tmp_path):
    """They were told by the model that joins texts, to which no limit was fitted: of one text, 高度 was a name."""
    (tmp_path / "text.txt").write_text("\n\n".join("今天上午，新桥正式通车。" for _ in range(50)), encoding="utf-8")
    cleaner("learn", "text.txt", "-o", "own.ngram", cwd=tmp_path, check=0)
    words = ["高度", "温度", "成绩", "王芳"]
    told = [is_common_word(word) for word in words]
    try:
        ngram.use(tmp_path / "own.ngram")
        name_or_word._is_common_word.cache_clear()
        assert [is_common_word(word) for word in words] == told == [True, True, True, False]
    finally:
        ngram.use(ngram.DEFAULT)


def test_a_model_of_another_language_changes_nothing_of_how_its_pages_come_apart(tmp_path):
    """With a model of English an English page was weighed by trees that are fitted to Chinese, and lost half of its headlines."""
    page = ROOT / "tests/pages/english-letters.txt"
    text = page.read_text(encoding="utf-8").replace("\n\n", "\n")
    (tmp_path / "text.txt").write_text("\n".join(f"{text[k:]}{text[:k]}" for k in range(0, len(text), 7)), encoding="utf-8")
    cleaner("learn", "text.txt", "-o", "english.model", cwd=tmp_path, check=0)
    said = []
    for more in ((), ("--model", "english.model")):
        cleaner("split", page, "-o", f"out{len(more)}", *more, cwd=tmp_path, check=0)
        articles = [json.loads(file.read_text(encoding="utf-8")) for file in sorted((tmp_path / f"out{len(more)}").rglob("0*.json"))]
        said.append([(article["title"], article["paragraphs"], article["confidence"]) for article in articles])
    assert said[0] == said[1]
    assert len(said[0]) > 1
