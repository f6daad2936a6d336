"""`cleaner export`, read back by those it is for."""

import gzip
import io
import json
import os
import subprocess

import pytest
from command import cleaner
from conftest import ROOT

FORMS = ("jsonl", "dolma", "datatrove", "mnbvc", "tei")
PAGE = (
    "新桥<今天>通车 & 两岸欢庆\n\n本报讯 新桥今天上午正式通车，两岸居民从此不必再等渡船。\n\n图为市民在新桥上骑行。\n\n李明 摄\n\n"
    "市长说，这座桥等了十年。（王芳 李明）\n\n图书馆延长开放时间\n\n从今天起，市图书馆每天开到晚上十点，周末也不闭馆。（王芳）\n"
)


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    """The first page's output, and that of a page with marks that XML and JSON must escape."""
    folder = tmp_path_factory.mktemp("out")
    (folder / "drop").mkdir()
    (folder / "drop/with & <marks>.txt").write_text(PAGE, encoding="utf-8")
    (folder / "drop/seed.txt").write_bytes(next((ROOT / "seeds").glob("*.txt")).read_bytes())
    cleaner("split", "drop", cwd=folder, check=0)
    return folder


def written(out):
    return [json.loads(p.read_text(encoding="utf-8")) for p in sorted((out / "out").glob("*/[0-9]*.json"))]


def text_of(article):
    return "\n\n".join(([article["title"]] if article["title"] else []) + article["paragraphs"])


def exported(out, form, *options):
    return cleaner("export", "out", "--to", form, *options, cwd=out, check=0).stdout


@pytest.mark.parametrize("form", FORMS)
def test_the_same_bytes_twice_and_in_a_file(out, tmp_path, form):
    told = exported(out, form)
    exported(out, form, "-o", tmp_path / "file")
    exported(out, form, "-o", tmp_path / "file.gz")
    exported(out, form, "-o", tmp_path / "again.gz")
    assert (tmp_path / "file").read_bytes() == told
    assert gzip.decompress((tmp_path / "file.gz").read_bytes()) == told
    assert (tmp_path / "file.gz").read_bytes() == (tmp_path / "again.gz").read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["again.gz", "file", "file.gz"]


def test_jsonl_has_the_articles_and_their_text(out):
    lines = [json.loads(line) for line in exported(out, "jsonl").splitlines()]
    assert [(line["id"], line["text"], line["authors"]) for line in lines] == [(a["id"], text_of(a), a["authors"]) for a in written(out)]


def test_datasets_loads_jsonl_and_parquet(out, tmp_path):
    datasets = pytest.importorskip("datasets", reason="Hugging Face datasets reads what is exported; pip install datasets")
    exported(out, "jsonl", "-o", tmp_path / "articles.jsonl")
    exported(out, "parquet", "-o", tmp_path / "articles.parquet")
    wanted = [(a["id"], text_of(a), a["captions"]) for a in written(out)]
    for form, file in (("json", "articles.jsonl"), ("parquet", "articles.parquet")):
        found = datasets.load_dataset(form, data_files=str(tmp_path / file), split="train", cache_dir=str(tmp_path / form))
        assert [(row["id"], row["text"], row["captions"]) for row in found] == wanted


def test_datatrove_reads_its_documents(out, tmp_path):
    readers = pytest.importorskip("datatrove.pipeline.readers", reason="datatrove reads what is exported; pip install datatrove orjson")
    (tmp_path / "in").mkdir()
    exported(out, "datatrove", "-o", tmp_path / "in/articles.jsonl")
    found = [(d.id, d.text, d.metadata["authors"]) for d in readers.JsonlReader(str(tmp_path / "in")).run()]
    assert found == [(a["id"], text_of(a), a["authors"]) for a in written(out)]


def test_dolma_has_the_fields_of_its_documents(out):
    """dolma's own reader wants an older numpy than is here; its documents have these fields, text each, and metadata besides."""
    for line, article in zip(exported(out, "dolma").splitlines(), written(out), strict=True):
        document = json.loads(line)
        assert set(document) == {"id", "text", "source", "metadata"}
        assert all(isinstance(document[name], str) for name in ("id", "text", "source")) and isinstance(document["metadata"], dict)
        assert (document["id"], document["text"]) == (article["id"], text_of(article))


def test_mnbvc_fits_its_model(out):
    """The fields and types that MNBVC's data checker asks of the general corpus form, none missing and none more."""
    pydantic = pytest.importorskip("pydantic", reason="the model is written with pydantic; pip install pydantic")
    strict = pydantic.ConfigDict(extra="forbid", strict=True)
    paragraph = {"行号": int, "是否重复": bool, "是否跨文件重复": bool, "md5": str, "内容": str, "扩展字段": str}
    counts = ("文件大小", "simhash", "最长段落长度", "段落数", "去重段落数", "低质量段落数")
    one = pydantic.create_model("Paragraph", __config__=strict, **{name: (kind, ...) for name, kind in paragraph.items()})
    names = dict.fromkeys(("文件名", "扩展字段", "时间"), str) | dict.fromkeys(("是否待查文件", "是否重复文件"), bool)
    fields = {**names, **dict.fromkeys(counts, int), "段落": list[one]}
    model = pydantic.create_model("Corpus", __config__=strict, **{name: (kind, ...) for name, kind in fields.items()})
    for line, article in zip(exported(out, "mnbvc").splitlines(), written(out), strict=True):
        held = model.model_validate_json(line)
        assert "\n\n".join(p.内容 for p in held.段落) == text_of(article)
        assert held.段落数 == len(held.段落) and 0 <= held.simhash < 2**64
        assert json.loads(held.扩展字段)["authors"] == article["authors"]


def test_tei_is_valid(out):
    etree = pytest.importorskip("lxml.etree", reason="lxml validates XML; pip install lxml")
    xml = pytest.importorskip("trafilatura.xml", reason="TEI's corpus schema is in trafilatura; pip install trafilatura lxml-html-clean")
    root = etree.parse(io.BytesIO(exported(out, "tei"))).getroot()
    space = {"t": "http://www.tei-c.org/ns/1.0"}
    for document, article in zip(root.findall("t:TEI", space), written(out), strict=True):
        assert [p.text for p in document.iterfind(".//t:body//t:div/t:p", space)] == article["paragraphs"]
        assert [head.text for head in document.iterfind(".//t:body//t:head", space)] == article["title_lines"]
        assert [a.text for a in document.iterfind(".//t:titleStmt/t:author", space)] == article["authors"]
    # The schema names elements without their namespace.
    for element in root.iter():
        element.tag = etree.QName(element).localname
    etree.cleanup_namespaces(root)
    schema = etree.DTD(xml.TEI_SCHEMA)
    assert schema.validate(etree.fromstring(etree.tostring(root))), schema.error_log


def test_parquet_goes_to_a_file(out):
    assert b"name it with -o" in cleaner("export", "out", "--to", "parquet", cwd=out, check=2).stderr


def test_pipes_and_links_stay_what_they_are(out, tmp_path):
    """They became plain files: the reader of a pipe got nothing, and as root /dev/stdout was one."""
    wanted = cleaner("export", "out", "--to", "jsonl", cwd=out, check=0).stdout
    assert cleaner("export", "out", "--to", "jsonl", "-o", "/dev/stdout", cwd=out, check=0).stdout == wanted
    os.mkfifo(tmp_path / "pipe")
    with subprocess.Popen(["cat", "pipe"], cwd=tmp_path, stdout=subprocess.PIPE) as reader:
        cleaner("export", "out", "--to", "jsonl", "-o", str(tmp_path / "pipe"), cwd=out, check=0)
        assert reader.communicate(timeout=10)[0] == wanted
    assert (tmp_path / "pipe").is_fifo()
    (tmp_path / "link").symlink_to("file")
    cleaner("export", "out", "--to", "jsonl", "-o", str(tmp_path / "link"), cwd=out, check=0)
    assert (tmp_path / "link").is_symlink() and (tmp_path / "file").read_bytes() == wanted
    (tmp_path / "link.parquet").symlink_to("file.parquet")
    cleaner("export", "out", "--to", "parquet", "-o", str(tmp_path / "link.parquet"), cwd=out, check=0)
    assert (tmp_path / "link.parquet").is_symlink() and (tmp_path / "file.parquet").read_bytes()[:4] == b"PAR1"


def test_parquet_is_not_packed_again(out):
    done = cleaner("export", "out", "--to", "parquet", "-o", "x.parquet.gz", cwd=out, check=2)
    assert b"x.parquet.gz: Parquet is compressed by itself; leave out .gz" in done.stderr


def test_what_is_no_output_is_one_line(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad/page").mkdir(parents=True)
    (tmp_path / "bad/page/ledger.jsonl").write_text("")
    (tmp_path / "bad/page/01.json").write_text("{")
    (tmp_path / "old/page").mkdir(parents=True)
    (tmp_path / "old/page/ledger.jsonl").write_text("")
    (tmp_path / "old/page/01.json").write_text('{"schema": "cleaner/article/0"}')
    for folder, said in (
        ("none", b"none: there is no such folder"),
        ("empty", b"empty: no articles are there"),
        ("bad", b"bad/page/01.json: no JSON"),
        ("old", b"old/page/01.json: no article of this version"),
    ):
        done = cleaner("export", folder, "--to", "jsonl", "-o", "file", cwd=tmp_path, check=2)
        assert done.stderr.startswith(b"cleaner: " + said) and done.stderr.count(b"\n") == 1
        assert not (tmp_path / "file").exists()


def test_a_file_that_cannot_be_written_is_one_line(out):
    for form in ("jsonl", "parquet"):
        done = cleaner("export", "out", "--to", form, "-o", "no/such/file", cwd=out, check=2)
        assert b"no/such/file: no such file or directory" in done.stderr


def test_articles_that_are_damaged_or_gone_are_told_and_the_others_are_written(tmp_path):
    """Of an article that was gone nobody heard, and one that was damaged ended all."""
    (tmp_path / "drop").mkdir()
    for k in range(3):
        (tmp_path / f"drop/{k}.txt").write_text(f"新桥今天通车{k}\n\n新桥今天上午正式通车，两岸居民从此不必再等渡船。\n", encoding="utf-8")
    cleaner("split", "drop", cwd=tmp_path, check=0)
    (tmp_path / "out/0/01.json").unlink()
    (tmp_path / "out/1/01.json").write_text("{")
    done = cleaner("export", "out", "--to", "jsonl", "-o", "file", cwd=tmp_path, check=2)
    assert [json.loads(line)["id"] for line in (tmp_path / "file").read_text(encoding="utf-8").splitlines()] == ["2/01"]
    assert done.stderr.decode().splitlines() == [
        "cleaner: out/1/01.json: no JSON; run cleaner split again",
        "cleaner: out/0: 1 article was there, and now 0; run cleaner split again",
    ]


@pytest.fixture
def of_two_runs(tmp_path):
    """The output of a run over one folder, and then of another over another."""
    for k in "ab":
        (tmp_path / k).mkdir()
        (tmp_path / f"{k}/{k}.txt").write_text(f"新桥今天通车{k}\n\n新桥今天上午正式通车，两岸居民从此不必再等渡船。\n", encoding="utf-8")
        cleaner("split", k, "-o", "out", cwd=tmp_path, check=0)
    return tmp_path


def test_gold_has_the_pages_of_earlier_runs(of_two_runs):
    """They stay in the output, and `review` and `export --to gold` had left them out without a word."""
    cleaner("export", "out", "--to", "gold", "--pages", ".", "-o", "gold", cwd=of_two_runs, check=0)
    assert sorted(path.name for path in (of_two_runs / "gold").glob("*.txt")) == ["a.txt", "b.txt"]


def test_gold_of_pages_that_nobody_corrected_says_so(of_two_runs):
    done = cleaner("export", "out", "--to", "gold", "--pages", ".", "-o", "gold", cwd=of_two_runs, check=0)
    assert b"2 of 2 pages have no corrections" in done.stderr


def test_gold_of_a_page_with_markup_is_what_came_out(tmp_path):
    """Tags and entities are letters to who counts them, and a page had 0.977 by the labels that were made of it."""
    (tmp_path / "a.txt").write_text(
        "# 新桥今天<i>通车</i>\n\n**新桥**今天上午正式通车，两岸居民<b>从此</b>不必&nbsp;再等渡船，过江只要十分钟。\n", encoding="utf-8"
    )
    cleaner("split", "a.txt", cwd=tmp_path, check=0)
    cleaner("export", "out", "--to", "gold", "--pages", ".", "-o", "gold", cwd=tmp_path, check=0)
    figures = json.loads(cleaner("eval", "gold", "out", "--json", cwd=tmp_path, check=0).stdout)["figures"]
    assert (figures["article_f1"], figures["similarity"], figures["title"]) == (1, 1, 1)


def test_gold_writes_over_no_other_page(tmp_path):
    """Exported into the folder of the pages, the label of 2023/a.txt took the place of a.txt."""
    (tmp_path / "drop/2023").mkdir(parents=True)
    for name in ("a", "2023/a"):
        (tmp_path / f"drop/{name}.txt").write_text(f"新桥今天上午正式通车，两岸居民从此不必再等渡船（{name}）。\n", encoding="utf-8")
    cleaner("split", "drop/2023", cwd=tmp_path, check=0)
    done = cleaner("export", "out", "--to", "gold", "--pages", "drop", "-o", "drop", cwd=tmp_path, check=2)
    assert b"drop/a.txt: another text is there" in done.stderr and done.stderr.count(b"\n") == 1
    assert "（a）" in (tmp_path / "drop/a.txt").read_text(encoding="utf-8")


def test_a_page_of_an_earlier_run_that_is_gone_is_told(of_two_runs):
    (of_two_runs / "out/a/01.json").unlink()
    done = cleaner("export", "out", "--to", "jsonl", cwd=of_two_runs, check=2)
    assert done.stderr.decode().splitlines() == ["cleaner: out/a: 1 article was there, and now 0; run cleaner split again"]
