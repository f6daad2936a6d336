"""What users may throw at it: one clear line, the right exit code, the other pages done, nothing written before harmed."""

import codecs
import gzip
import io
import json
import subprocess
import sys
import tarfile
import zipfile

import pytest
from command import cleaner, manifest, problems
from conftest import SEED
from drops import CLEAN

from cleaner.inputs.decode import Decoded, decode
from cleaner.problem import Problem

BAD = {
    "binary": (bytes(range(256)) * 20, "binary"),
    "zeros": (b"\0" * 1000, "binary"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" * 50, "binary"),
    "cut": (CLEAN.encode()[:-2], "undecodable"),
    "damaged": (CLEAN.encode()[:40] + b"\xff\xfe\xff" + CLEAN.encode()[42:], "undecodable"),
    "half-utf16": (b"\xff\xfe" + CLEAN.encode("utf-16-le")[:-1], "undecodable"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_page_that_is_no_text_is_refused_and_the_others_go_on(tmp_path, name):
    data, reason = BAD[name]
    (tmp_path / "in").mkdir()
    (tmp_path / "in/bad.txt").write_bytes(data)
    (tmp_path / "in/good.txt").write_text(CLEAN, encoding="utf-8")
    done = cleaner("split", "in", cwd=tmp_path, check=2)
    line = next(line for line in done.stderr.decode().splitlines() if "bad.txt" in line)
    assert line.startswith("cleaner: bad.txt: ")
    assert problems(tmp_path / "out") == {("bad.txt", reason)}
    assert (tmp_path / "out/good/01.json").exists()
    assert not (tmp_path / "out/bad").exists()


def test_the_place_of_the_first_byte_that_does_not_fit_is_named(tmp_path):
    (tmp_path / "bad.txt").write_bytes("新桥".encode() * 10 + b"\xff" + "通车".encode() * 10)
    done = cleaner("split", "bad.txt", cwd=tmp_path, check=2)
    assert b"bad.txt: byte 60: " in done.stderr


def test_a_page_in_two_encodings_is_told_where_the_second_begins(tmp_path):
    (tmp_path / "bad.txt").write_bytes("新桥".encode() * 10 + "今天通车".encode("gb18030") * 40)
    done = cleaner("split", "bad.txt", cwd=tmp_path, check=2)
    assert done.stderr.decode().startswith("cleaner: bad.txt: byte 60: up to here it is UTF-8, and what follows is none")


@pytest.mark.parametrize("encoding", ["gb18030", "big5"])
@pytest.mark.parametrize("damage", [b"\xff", b"\0", b"\n" + "新桥今天通车".encode() * 200], ids=["one byte", "a NUL", "UTF-8 behind it"])
def test_damaged_chinese_is_not_read_as_another_language(encoding, damage):
    """One byte did not fit, and a page in GB 18030 was written as Russian, as chardet had it, and all was well."""
    data = SEED.read_text(encoding="utf-8").encode(encoding, "ignore")
    found = decode(data[:3000] + damage + (data[3001:] if len(damage) == 1 else b""))
    assert found.encoding in (encoding, "big5hkscs") if damage == b"\0" and isinstance(found, Decoded) else isinstance(found, Problem)


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n \xe3\x80\x80\n", b"\xe2\x80\x83\n\xe2\x80\x8b\n", b"\xef\xbb\xbf"])
def test_a_page_without_text_gives_no_article_and_says_so(tmp_path, data):
    (tmp_path / "empty.txt").write_bytes(data)
    done = cleaner("split", "empty.txt", cwd=tmp_path, check=0)
    assert b"empty.txt: the page has no text" in done.stderr
    assert problems(tmp_path / "out") == {("empty.txt", "empty")}
    assert list((tmp_path / "out/empty").iterdir()) == [tmp_path / "out/empty/ledger.jsonl"]
    cleaner("split", "empty.txt", "--strict", cwd=tmp_path, check=1)


def test_nul_and_control_characters_within_text_are_taken_away_on_record(tmp_path):
    (tmp_path / "page.txt").write_bytes(CLEAN.replace("上午", "上\x00午\x07").encode())
    cleaner("split", "page.txt", cwd=tmp_path, check=0)
    assert "新桥今天上午正式通车" in (tmp_path / "out/page/01.json").read_text(encoding="utf-8")
    assert manifest(tmp_path / "out")["changed"]["control-character"] == 2


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "gb18030", "gbk", "big5", "utf-8-sig"])
def test_encodings_without_a_word_about_them(tmp_path, encoding):
    text = CLEAN * 8 if encoding != "big5" else "新橋今天通車\n\n新橋今天上午正式通車，兩岸居民從此不必再等渡船，大家都很高興。\n" * 8
    (tmp_path / "page.txt").write_bytes(text.encode(encoding))
    cleaner("split", "page.txt", cwd=tmp_path, check=0)
    page = manifest(tmp_path / "out")["pages"][0]
    assert page["characters"] == len(text) + (encoding in ("utf-16", "utf-8-sig"))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text", ["渡口的老船工张师傅也来了，他说" + "摆渡三十年" * 100, "两岸居民从此不必再等渡船。", "兩岸居民從此不必再等渡船。"]
)
def test_utf_16_without_a_mark_and_without_lines(text, encoding):
    """It was read as Western, or with its bytes turned, and written."""
    assert decode(text.encode(encoding)).text == text


def test_encoding_can_be_named_and_a_wrong_name_is_one_line(tmp_path):
    (tmp_path / "page.txt").write_bytes(CLEAN.encode("utf-16-be"))
    cleaner("split", "page.txt", "--encoding", "utf-16-be", cwd=tmp_path, check=0)
    # Its mark says the order of bytes, whatever that of this machine is.
    (tmp_path / "marked.txt").write_bytes(codecs.BOM_UTF16_BE + CLEAN.encode("utf-16-be"))
    cleaner("split", "marked.txt", "--encoding", "utf-16", cwd=tmp_path, check=0)
    done = cleaner("split", "page.txt", "--encoding", "klingon", cwd=tmp_path, check=2)
    assert b"'klingon' is no encoding of text" in done.stderr
    # Every page was told, and its articles were thought to be those of a page that cannot be read.
    cleaner("split", "page.txt", cwd=tmp_path, check=0)


def test_a_page_without_any_title_is_one_article_untitled_and_flagged(tmp_path):
    (tmp_path / "page.txt").write_text("新桥今天上午正式通车，两岸居民从此不必再等渡船。\n\n市长说，这座桥等了十年。\n", encoding="utf-8")
    cleaner("split", "page.txt", "--json", cwd=tmp_path, check=0)
    [article] = (tmp_path / "out/page").glob("*.json")
    assert '"rule": "untitled"' in article.read_text(encoding="utf-8")
    assert problems(tmp_path / "out") == {("page.txt", "untitled")}


def test_a_page_that_is_one_title(tmp_path):
    (tmp_path / "page.txt").write_text("新桥今天通车\n", encoding="utf-8")
    cleaner("split", "page.txt", cwd=tmp_path, check=0)
    text = (tmp_path / "out/page/01.json").read_text(encoding="utf-8")
    assert '"title": "新桥今天通车"' in text
    assert '"rule": "no-text"' in text


def test_line_ends_of_every_kind(tmp_path):
    for name, end in (("lf", "\n"), ("crlf", "\r\n"), ("cr", "\r"), ("mixed", "\r\n")):
        text = CLEAN.replace("\n", end) if name != "mixed" else CLEAN.replace("\n", "\r\n", 2)
        (tmp_path / f"{name}.txt").write_bytes(text.encode())
    cleaner("split", ".", cwd=tmp_path, check=0)
    from json import loads

    read = {p.parent.name: loads(p.read_text(encoding="utf-8")) for p in (tmp_path / "out").glob("*/01.json")}
    assert len({str((a["title"], a["paragraphs"], a["authors"])) for a in read.values()}) == 1
    assert len(read) == 4


def test_thousands_of_tiny_pages(tmp_path):
    (tmp_path / "in").mkdir()
    for k in range(2_500):
        (tmp_path / f"in/{k}.txt").write_text(f"第{k}号通知发布\n", encoding="utf-8")
    cleaner("split", "in", "-q", cwd=tmp_path, check=0)
    assert len(manifest(tmp_path / "out")["pages"]) == 2_500
    assert (tmp_path / "out/2499/01.json").exists()


@pytest.mark.parametrize("form", ["file", "packed", "zip", "tar", "jsonl"])
def test_a_page_that_is_larger_than_any_is_told_and_the_others_go_on(tmp_path, form):
    """300 KB of a zip were 5.6 GB after a minute, without end."""
    pages = {"a.txt": CLEAN, "b.txt": "桥" * 2000, "c.txt": CLEAN}
    (tmp_path / "drop").mkdir()
    if form == "file":
        for name, text in pages.items():
            (tmp_path / "drop" / name).write_text(text, encoding="utf-8")
    elif form == "packed":
        for name, text in pages.items():
            (tmp_path / f"drop/{name}.gz").write_bytes(gzip.compress(text.encode("utf-8")))
    elif form == "zip":
        with zipfile.ZipFile(tmp_path / "drop/a.zip", "w") as archive:
            for name, text in pages.items():
                archive.writestr(name, text)
    elif form == "tar":
        with tarfile.open(tmp_path / "drop/a.tar", "w") as archive:
            for name, text in pages.items():
                info = tarfile.TarInfo(name)
                info.size = len(text.encode("utf-8"))
                archive.addfile(info, io.BytesIO(text.encode("utf-8")))
    else:
        lines = (json.dumps({"id": name, "text": text}, ensure_ascii=False) for name, text in pages.items())
        (tmp_path / "drop/a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    small = "from cleaner import place; place.LARGEST = 4000; from cleaner.cli import main; import sys; main(sys.argv[1:])"
    source = "drop/a.jsonl" if form == "jsonl" else "drop"
    command = [sys.executable, "-c", small, "split", source, "-j", "1"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2 and "which no page has" in done.stderr and done.stderr.count("\n") <= 3, done.stderr
    assert len(manifest(tmp_path / "out")["pages"]) == 2
    assert [(p["reason"], "which no page has" in p["message"]) for p in manifest(tmp_path / "out")["problems"]] == [("unreadable", True)]


def test_a_page_of_the_same_name_with_another_text_is_told(tmp_path):
    """A second drop replaced the first one's articles, and nothing was said."""
    for folder, text in (("a", CLEAN), ("b", CLEAN + "又及。\n")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(text, encoding="utf-8")
    assert b"another text" not in cleaner("split", "a", cwd=tmp_path, check=0).stderr
    assert b"another text" not in cleaner("split", "a", "--force", cwd=tmp_path, check=0).stderr
    assert b"1 page had another text before, as x.txt" in cleaner("split", "b", cwd=tmp_path, check=0).stderr


def test_what_a_page_says_does_not_reach_the_terminal_as_it_is(tmp_path):
    """A page set the title of the terminal, and its colours."""
    (tmp_path / "page.txt").write_text("新桥通车\n\n\x1b]0;title\x07\x1b[31m新桥今天通车\n\n新桥今天通车\n", encoding="utf-8")
    for command in (["check", "page.txt"], ["check", "page.txt", "--format", "github"], ["explain", "page.txt"]):
        assert b"\x1b" not in cleaner(*command, cwd=tmp_path).stdout


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("iso2022_jp", "新しい橋が開通した。\n\n今日の午前、新しい橋が開通した。\n"), ("hz", "新桥今天通车\n\n新桥今天上午正式通车。\n")],
)
def test_encodings_of_seven_bits_are_read_as_such(tmp_path, encoding, text):
    """They were read as UTF-8, and all that was written was noise."""
    (tmp_path / "page.txt").write_bytes(text.encode(encoding))
    cleaner("split", "page.txt", cwd=tmp_path, check=0)
    [page] = manifest(tmp_path / "out")["pages"]
    assert (page["encoding"], page["characters"]) == (encoding, len(text))


@pytest.mark.parametrize("text", ["\ufeff", "\u200b\u200b\n"])
def test_a_page_of_nothing_that_is_seen_is_accounted_for(tmp_path, text):
    """Its characters were neither removed nor white space."""
    (tmp_path / "page.txt").write_text(text, encoding="utf-8")
    cleaner("split", "page.txt", cwd=tmp_path, check=0)
    [row] = manifest(tmp_path / "out")["pages"]
    assert row["removed"] == {"control-character": len(text.strip("\n"))} and row["articles"] == 0
