"""Archives that are cut off, damaged or none, and what in them is no page: what can be read is, and the rest is told."""

import io
import tarfile
import zipfile

import pyarrow
import pyarrow.parquet
import pytest
from command import cleaner, manifest, problems, tree
from drops import CLEAN
from packed import ARCHIVES, PAGES, jsonl, tar, zipped

from cleaner.inputs.find import find


def test_a_parquet_table_without_the_columns_says_which_it_has(tmp_path):
    stream = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"content": ["新桥"], "id": ["a"]}), stream)
    (tmp_path / "rows.parquet").write_bytes(stream.getvalue())
    done = cleaner("split", "rows.parquet", cwd=tmp_path, check=2)
    assert done.stderr.endswith(b"there is no column 'text', but content, id; name them with --columns TEXT,NAME [unreadable]\n")


def test_a_page_with_a_password_costs_itself(tmp_path):
    """It was told as Python tells its own: File <ZipInfo filename=…> is encrypted, password required."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "新桥今天通车。")
        archive.writestr("b.txt", "旧桥今天拆了。")
    data = bytearray(stream.getvalue())
    data[data.index(b"PK\x03\x04") + 6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "drop.zip").write_bytes(data)
    done = cleaner("split", "drop.zip", cwd=tmp_path, check=2)
    assert b"drop.zip/a.txt: it has a password; unpack the archive with it [unreadable]" in done.stderr
    assert [page["path"] for page in manifest(tmp_path / "out")["pages"]] == ["b.txt"]


def test_a_table_without_a_row_has_no_page(tmp_path):
    """It was told how the names of pages end."""
    (tmp_path / "rows.jsonl").write_bytes(b"\n")
    done = cleaner("split", "rows.jsonl", cwd=tmp_path, check=0)
    assert b"rows.jsonl: no page in it: the table has no row [empty]" in done.stderr


def test_rows_that_are_no_pages_are_told_with_their_lines(tmp_path):
    good = jsonl(PAGES).splitlines()
    lines = [good[0], b"{", good[1], b'["text"]', b"", b'{"id": "x", "text": 3}', b"\xff", b'{"id": "y", "text": "\\ud800"}', good[2]]
    lines += [b'{"id": true, "text": "x"}', '{"id": "z", "text": "新桥"}'.encode("gb18030"), b"[" * 100_000, b'{"text": "x"}']
    lines.append(b'{"id": "w", "text": "x", "n": ' + b"9" * 5000 + b"}")
    (tmp_path / "drop.jsonl").write_bytes(b"\n".join(lines))
    done = cleaner("split", "drop.jsonl", cwd=tmp_path, check=2)
    told = {place: said for _, _, place, said in (line.split(": ", 3) for line in done.stderr.decode().splitlines() if ": line " in line)}
    neither = "no text in 'text', or no name in 'id'; mend it, or name others with --columns TEXT,NAME [unreadable]"
    assert told == {
        "line 2": "no JSON from character 2 on (expecting property name enclosed in double quotes); mend it [unreadable]",
        "line 4": "no object, with a text and a name; mend it [unreadable]",
        "line 6": neither,
        "line 7": "byte 0 of it is not UTF-8, as which JSON is written (RFC 8259); write the table anew as UTF-8 [undecodable]",
        "line 8": "character 0 of its text is half a character (a lone surrogate); mend the text [undecodable]",
        "line 10": neither,
        "line 11": "byte 21 of it is not UTF-8, as which JSON is written (RFC 8259); write the table anew as UTF-8 [undecodable]",
        "line 12": "too many brackets within one another; mend it [unreadable]",
        "line 14": "a number with thousands of figures; mend it [unreadable]",
        "line 13": "there is no column 'id', but text; name them with --columns TEXT,NAME [unreadable]",
    }
    assert [p["path"] for p in manifest(tmp_path / "out")["pages"] if p["articles"]] == sorted(PAGES)


@pytest.mark.parametrize("name", ["drop.tar.gz", "drop.tar.zst", "drop.tar", "drop.jsonl.gz", "drop.ndjson.zst", "drop.tar.xz"])
def test_an_archive_that_is_cut_off(tmp_path, name):
    data = ARCHIVES[name]
    (tmp_path / name).write_bytes(data[: len(data) - (11_000 if name == "drop.tar" else 9)])
    (tmp_path / "page.txt").write_text(PAGES["2024/bridge.txt"], encoding="utf-8")
    done = cleaner("split", name, "page.txt", cwd=tmp_path, check=2)
    assert any(line.startswith(f"cleaner: {name}: after ") and "mend the archive" in line for line in done.stderr.decode().splitlines())
    assert (tmp_path / "out/page/01.json").exists()


@pytest.mark.parametrize("beyond", [0, 100], ids=["between two members", "within a header"])
def test_a_tar_that_is_cut_off_where_a_member_begins(tmp_path, beyond):
    """tarfile takes it for a whole one: with --prune the pages that had not been copied were removed."""
    whole = ARCHIVES["drop.tar"]
    (tmp_path / "drop.tar").write_bytes(whole)
    cleaner("split", "drop.tar", cwd=tmp_path, check=0)
    before = tree(tmp_path / "out")
    with tarfile.open(tmp_path / "drop.tar") as archive:
        start = archive.getmembers()[-1].offset
    (tmp_path / "drop.tar").write_bytes(whole[: start + beyond])
    done = cleaner("split", "drop.tar", "--prune", cwd=tmp_path, check=2)
    assert b"drop.tar: it has no end, and may be cut off" in done.stderr
    assert {name for name in before if name != "manifest.json"} <= set(tree(tmp_path / "out"))


@pytest.mark.parametrize("name", ["no.zip", "no.tar", "no.tar.gz", "no.tar.zst", "no.jsonl.zst", "no.parquet"])
@pytest.mark.parametrize("data", [b"", b"no archive at all, but a text\n" * 50], ids=["empty", "text"])
def test_what_is_no_archive_is_one_line(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    (tmp_path / "page.txt").write_text(PAGES["2024/bridge.txt"], encoding="utf-8")
    done = cleaner("split", name, "page.txt", cwd=tmp_path)
    told = [line for line in done.stderr.decode().splitlines() if line.startswith(f"cleaner: {name}: ")]
    assert (done.returncode, len(told)) == (2, 1)
    assert (tmp_path / "out/page/01.json").exists()


def test_a_member_that_is_damaged_costs_no_other(tmp_path):
    data = bytearray(zipped(PAGES))
    place = data.index(b"2024/bridge.txt") + len(b"2024/bridge.txt") + 10
    data[place] ^= 0xFF
    (tmp_path / "drop.zip").write_bytes(data)
    cleaner("split", "drop.zip", cwd=tmp_path, check=2)
    assert ("drop.zip/2024/bridge.txt", "unreadable") in problems(tmp_path / "out")
    assert len(manifest(tmp_path / "out")["pages"]) == len(PAGES) - 1


def test_names_that_lead_out_of_the_archive(tmp_path):
    (tmp_path / "drop.tar").write_bytes(tar({"../../evil.txt": PAGES["seed.txt"], "/root.txt": PAGES["seed.txt"], "./a/./b.txt": "新桥\n"}))
    done = cleaner("split", "drop.tar", "-o", "deep/out", cwd=tmp_path, check=2)
    assert b"drop.tar: ../../evil.txt: its name leads out of the archive" in done.stderr
    assert {p["folder"] for p in manifest(tmp_path / "deep/out")["pages"]} == {"root", "a/b"}
    assert not list(tmp_path.glob("evil*")) and not (tmp_path / "deep/evil").exists()


def test_a_name_that_stands_twice_is_told_and_the_first_page_stays(tmp_path):
    (tmp_path / "rows.jsonl").write_bytes(jsonl(PAGES) + jsonl({"seed.txt": "另一页\n"}))
    done = cleaner("split", "rows.jsonl", cwd=tmp_path, check=2)
    assert b"seed.txt: another page of this run has this name" in done.stderr
    assert len(list((tmp_path / "out/seed").glob("*.json"))) == 11


def test_what_systems_add_is_no_page(tmp_path):
    extra = {"__MACOSX/._seed.txt": "x", ".hidden.txt": "x", "a/.git/b.txt": "x", "notes.pdf": "x"}
    (tmp_path / "drop.zip").write_bytes(zipped({**PAGES, **extra}))
    done = cleaner("split", "drop.zip", cwd=tmp_path, check=0)
    assert len(manifest(tmp_path / "out")["pages"]) == len(PAGES)
    assert b"cleaner: 1 file is no page by its ending" in done.stderr


def test_names_in_a_zip_without_the_mark_of_utf_8(tmp_path):
    data = zipped({"xxxx.txt": PAGES["seed.txt"]}).replace(b"xxxx.txt", "一月".encode("gbk") + b".txt")
    (tmp_path / "drop.zip").write_bytes(data)
    assert [source.name for source in find([str(tmp_path / "drop.zip")], None).sources] == ["一月.txt"]


def test_without_the_extra_it_says_what_to_install(tmp_path):
    import subprocess
    import sys

    (tmp_path / "drop.tar.zst").write_bytes(ARCHIVES["drop.tar.zst"])
    code = "import sys; sys.modules.update({'backports.zstd': None, 'backports': None}); from cleaner.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code, "split", "drop.tar.zst"], cwd=tmp_path, capture_output=True, text=True)
    said = "this needs backports.zstd: install cleaner with its extra (pip install '.[zst]' where its setup.cfg is)"
    # Nothing is wrong with the archive.
    assert done.returncode == 2 and said in done.stderr and "mend" not in done.stderr and "Traceback" not in done.stderr


def four_pages():
    return {f"{k}.txt": CLEAN.replace("新桥", f"新桥{k}") for k in range(4)}


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (lambda data: data[: 2 * 2 * 512 + 2] + b"X" + data[2 * 2 * 512 + 3 :], "a header is damaged"),
        (lambda data: data[: 4 * 512] + bytes(1024) + data[4 * 512 :], "it goes on behind its end"),
        (lambda data: data[: 4 * 512] + bytes(512), "it has no end, and may be cut off"),
    ],
    ids=["header", "zeros", "one-block"],
)
def test_nothing_of_a_tar_that_is_damaged_between_pages_is_pruned(tmp_path, harm, told):
    """tarfile takes a damaged header for the end: what followed was not read, nobody was told, and --prune deleted its articles."""
    data = tar(four_pages())
    assert len(CLEAN.encode()) <= 512 and data[2 * 512 : 2 * 512 + 5] == b"1.txt"
    (tmp_path / "drop.tar").write_bytes(data)
    cleaner("split", "drop.tar", cwd=tmp_path, check=0)
    before = tree(tmp_path / "out/3")
    (tmp_path / "drop.tar").write_bytes(harm(data))
    done = cleaner("split", "drop.tar", "--prune", cwd=tmp_path, check=2)
    assert told in done.stderr.decode() and tree(tmp_path / "out/3") == before


def test_links_in_an_archive_are_told(tmp_path):
    """tar packs the second of two equal files as a link to the first; they were passed over, and a link in a zip was a page."""
    (tmp_path / "drop").mkdir()
    (tmp_path / "drop/a.txt").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "drop/b.txt").hardlink_to(tmp_path / "drop/a.txt")
    (tmp_path / "drop/c.txt").symlink_to("a.txt")
    with tarfile.open(tmp_path / "drop.tar", "w") as archive:
        for name in "abc":
            archive.add(tmp_path / f"drop/{name}.txt", f"{name}.txt")
    with zipfile.ZipFile(tmp_path / "drop.zip", "w") as archive:
        info = zipfile.ZipInfo("d.txt")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "a.txt")
    cleaner("split", "drop.tar", "drop.zip", cwd=tmp_path, check=2)
    names = {"drop.tar/b.txt", "drop.tar/c.txt", "drop.zip/d.txt"}
    assert problems(tmp_path / "out") == {(name, "unreadable") for name in names}
