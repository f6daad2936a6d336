"""Pages from archives and tables, packed or not: the same articles as from files, and one line for what cannot be read."""

import gzip
import io
import json

import pyarrow
import pyarrow.parquet
import pytest
from backports import zstd
from command import cleaner, manifest, tree
from packed import ARCHIVES, PAGES, jsonl, tar, zipped

PACK = {"": bytes, ".gz": gzip.compress, ".zst": zstd.compress}


@pytest.fixture(scope="module")
def wanted(tmp_path_factory):
    """What comes of the pages as files in folders."""
    folder = tmp_path_factory.mktemp("files")
    for name, text in PAGES.items():
        path = folder / "drop" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    cleaner("split", "drop", cwd=folder, check=0)
    return tree(folder / "out")


@pytest.mark.parametrize("name", ARCHIVES)
def test_pages_of_an_archive_come_out_as_from_files(tmp_path, wanted, name):
    (tmp_path / name).write_bytes(ARCHIVES[name])
    cleaner("split", name, cwd=tmp_path, check=0)
    there = {path: data.replace(b".gz", b"") if name == "packed.zip" else data for path, data in tree(tmp_path / "out").items()}
    if name == "packed.zip":  # the names of the pages have the ending, the digests differ by it
        there.pop("manifest.json"), (wanted := dict(wanted)).pop("manifest.json")
    assert there == wanted


@pytest.mark.parametrize("packing", [".gz", ".zst"])
def test_a_packed_page(tmp_path, packing):
    (tmp_path / f"page.txt{packing}").write_bytes(PACK[packing](PAGES["seed.txt"].encode()))
    cleaner("split", ".", cwd=tmp_path, check=0)
    assert len(list((tmp_path / "out/page").glob("*.json"))) == 11


def test_an_archive_in_a_folder_is_a_folder_of_its_name(tmp_path):
    (tmp_path / "drop/x").mkdir(parents=True)
    (tmp_path / "drop/x/a.tar").write_bytes(tar(PAGES))
    (tmp_path / "drop/b.zip").write_bytes(zipped(PAGES))
    # A table may be of anything: it is read where it is named.
    (tmp_path / "drop/labels.jsonl").write_text('{"label": 1}\n', encoding="utf-8")
    cleaner("split", "drop", cwd=tmp_path, check=0)
    assert {p["folder"] for p in manifest(tmp_path / "out")["pages"]} == {
        f"{archive}/{name.rpartition('.')[0]}" for archive in ("x/a.tar", "b.zip") for name in PAGES
    }


def test_two_archives_are_told_apart_by_their_names(tmp_path):
    for name in ("one.jsonl", "two.jsonl"):
        (tmp_path / name).write_bytes(jsonl(PAGES))
    cleaner("split", "one.jsonl", "two.jsonl", cwd=tmp_path, check=0)
    assert len({p["folder"] for p in manifest(tmp_path / "out")["pages"]}) == 2 * len(PAGES)
    assert (tmp_path / "out/one.jsonl/seed/01.json").exists()


@pytest.mark.parametrize("shard", ["1/2", "2/2"])
def test_shares_of_an_archive(tmp_path, wanted, shard):
    (tmp_path / "drop.tar").write_bytes(tar(PAGES))
    cleaner("split", "drop.tar", "--shard", shard, cwd=tmp_path, check=0)
    other = "2/2" if shard == "1/2" else "1/2"
    cleaner("split", "drop.tar", "--shard", other, cwd=tmp_path, check=0)
    assert tree(tmp_path / "out") == wanted


def test_a_column_that_no_line_has_is_told_once(tmp_path):
    lines = [json.dumps({"content": text, "id": name}) for name, text in PAGES.items()] * 40
    (tmp_path / "rows.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = cleaner("split", "rows.jsonl", cwd=tmp_path, check=2)
    first, last = done.stderr.decode().splitlines()
    assert first.startswith("cleaner: rows.jsonl: line 1: there is no column 'text', but content, id")
    assert last.startswith(f"cleaner: rows.jsonl: line {len(lines)}: so are {len(lines) - 1} lines up to this one: there is no column")


def test_columns_can_be_named(tmp_path):
    (tmp_path / "rows.jsonl").write_text(json.dumps({"content": PAGES["seed.txt"], "number": 7}) + "\n", encoding="utf-8")
    done = cleaner("split", "rows.jsonl", cwd=tmp_path, check=2)
    assert b"rows.jsonl: line 1: there is no column 'text', but content, number; name them with --columns" in done.stderr
    cleaner("split", "rows.jsonl", "--columns", "content,number", cwd=tmp_path, check=0)
    assert [p["path"] for p in manifest(tmp_path / "out")["pages"]] == ["7"]
    assert b"--columns" in cleaner("split", "rows.jsonl", "--columns", "content", cwd=tmp_path, check=2).stderr
    named = ["--columns", "content,number"]
    assert b"1 page in" in cleaner("review", "out", "--pages", "rows.jsonl", *named, cwd=tmp_path, check=0).stderr
    cleaner("export", "out", "--to", "gold", "-o", "gold", "--pages", "rows.jsonl", *named, cwd=tmp_path, check=0)
    assert (tmp_path / "gold/7.txt").read_text(encoding="utf-8") == PAGES["seed.txt"]
    assert "near-duplicate" in cleaner("explain", "rows.jsonl/7", *named, cwd=tmp_path, check=0).stdout.decode()


def test_a_column_of_bytes_is_decoded_as_a_file_would_be(tmp_path):
    stream = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"text": [PAGES["seed.txt"].encode("gb18030")], "id": ["seed.txt"]}), stream)
    (tmp_path / "rows.parquet").write_bytes(stream.getvalue())
    cleaner("split", "rows.parquet", cwd=tmp_path, check=0)
    assert [(p["encoding"], p["articles"]) for p in manifest(tmp_path / "out")["pages"]] == [("gb18030", 11)]


@pytest.mark.parametrize("name", ["\ud800", "a\0b", "", "/", "..", "两\n行", "a" * 300])
def test_rows_with_names_of_any_kind(tmp_path, name):
    (tmp_path / "rows.jsonl").write_text(json.dumps({"id": name, "text": PAGES["seed.txt"]}) + "\n", encoding="utf-8")
    done = cleaner("split", "rows.jsonl", cwd=tmp_path)
    written = manifest(tmp_path / "out")
    assert len(written["pages"]) + len([p for p in written["problems"] if p["grave"]]) == 1
    assert done.returncode == (2 if not written["pages"] else 0)


def test_pages_that_would_share_a_folder_keep_their_endings_and_so_do_their_ids(tmp_path):
    (tmp_path / "drop.tar").write_bytes(tar({"a.txt": PAGES["2024/bridge.txt"], "a.md": PAGES["2024/bridge.txt"]}))
    cleaner("split", "drop.tar", cwd=tmp_path, check=0)
    ids = {json.loads(path.read_text(encoding="utf-8"))["id"] for path in (tmp_path / "out").glob("*/01.json")}
    assert ids == {"a/01", "a.md/01"}


def test_check_reads_archives_too(tmp_path):
    (tmp_path / "drop.tar").write_bytes(tar(PAGES))
    cleaner("split", "drop.tar", cwd=tmp_path, check=0)
    done = cleaner("check", "drop.tar", "--out", "out", "--fail-on", "error", cwd=tmp_path, check=0)
    assert b"drop.tar/seed.txt:97:1: CL202 lost-opening" in done.stdout


@pytest.mark.parametrize("name", ["drop.tar", "drop.jsonl.gz"])
def test_a_page_in_an_archive_is_explained(tmp_path, name):
    (tmp_path / name).write_bytes(ARCHIVES[name])
    done = cleaner("explain", f"{name}/2024/bridge.txt", "--rule", "byline", cwd=tmp_path, check=0)
    assert "李明" in done.stdout.decode()
    done = cleaner("explain", f"{name}/2024/none.txt", cwd=tmp_path, check=2)
    assert f"{name}/2024/none.txt: there is no such page in {name}; check its name".encode() in done.stderr


def test_an_archive_within_an_archive_is_told(tmp_path):
    """It was counted among what is no page by its ending, and with -q nothing was said."""
    (tmp_path / "drop.tar").write_bytes(tar({"a.txt": PAGES["2024/bridge.txt"], "more.tar.gz": "pages"}))
    cleaner("split", "drop.tar", "-q", "--strict", cwd=tmp_path, check=1)
    assert [problem["path"] for problem in manifest(tmp_path / "out")["problems"]] == ["drop.tar/more.tar.gz"]
