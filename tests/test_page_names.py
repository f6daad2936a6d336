"""Every page gets a folder of its own, whatever the pages of a drop are called; and none is lost without a word."""

import io
import json
import os
import tarfile

import pytest
from command import cleaner, manifest, problems, tree
from drops import CLEAN


def tar(*names):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name in names:
            info = tarfile.TarInfo(name)
            info.size = len(CLEAN.encode())
            archive.addfile(info, io.BytesIO(CLEAN.encode()))
    return stream.getvalue()


def rows(*names):
    return "".join(json.dumps({"id": name, "text": CLEAN}) + "\n" for name in names)


def folders(out):
    return {page["path"]: page["folder"] for page in manifest(out)["pages"]}


def whole(out):
    """Every folder that the manifest names has its article and its ledger, and nothing else."""
    return all(sorted(os.listdir(out / folder)) == ["01.json", "ledger.jsonl"] for folder in folders(out).values())


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        (("a.txt", "a/b.txt"), {"a.txt": "a", "a/b.txt": "a%2Fb.txt"}),
        (("a/b.txt", "a.txt"), {"a/b.txt": "a/b", "a.txt": "a.txt"}),
        (("a/b/c.txt", "a/b.txt"), {"a/b/c.txt": "a/b/c", "a/b.txt": "a/b.txt"}),
        (("a/b.txt", "a.txt", "a.txt/x.txt"), {"a/b.txt": "a/b", "a.txt": "a.txt", "a.txt/x.txt": "a.txt%2Fx.txt"}),
    ],
)
def test_a_page_in_an_archive_never_lies_in_the_folder_of_another(tmp_path, names, wanted):
    (tmp_path / "drop.tar").write_bytes(tar(*names))
    cleaner("split", "drop.tar", "--jobs", "1", cwd=tmp_path, check=0)
    assert folders(tmp_path / "out") == wanted and whole(tmp_path / "out")
    before = tree(tmp_path / "out")
    cleaner("split", "drop.tar", "--force", cwd=tmp_path, check=0)
    assert tree(tmp_path / "out") == before


def test_a_row_that_would_hold_another_is_told(tmp_path):
    (tmp_path / "drop.jsonl").write_text(rows("a/01.json", "a", "b"))
    done = cleaner("split", "drop.jsonl", cwd=tmp_path, check=2)
    assert b"a: another page of this run has this name" in done.stderr
    assert folders(tmp_path / "out") == {"a/01.json": "a/01.json", "b": "b"} and whole(tmp_path / "out")


@pytest.mark.parametrize(
    "name", [".new/x", ".new", ".journal.jsonl", ".lock", "manifest.json", "manifest.1-of-3.json", "articles-00000.jsonl"]
)
def test_a_row_that_is_called_as_the_output_s_own_files_is_told_or_put_elsewhere(tmp_path, name):
    (tmp_path / "drop.jsonl").write_text(rows(name, "b"))
    done = cleaner("split", "drop.jsonl", cwd=tmp_path)
    there = folders(tmp_path / "out")
    assert there.pop("b") == "b" and whole(tmp_path / "out")
    told = f"{name}: another page of this run has this name, or it is one of the output's own".encode() in done.stderr
    assert (done.returncode, told, bool(there)) in ((2, True, False), (0, False, True))


def test_a_page_that_is_called_as_the_manifest_is_split(tmp_path):
    (tmp_path / "drop").mkdir()
    (tmp_path / "drop/manifest.json.txt").write_text(CLEAN, encoding="utf-8")
    cleaner("split", "drop", cwd=tmp_path, check=0)
    assert folders(tmp_path / "out") == {"manifest.json.txt": "manifest.json.txt"} and whole(tmp_path / "out")


def test_two_names_that_are_shown_alike_are_not_one_page(tmp_path):
    (tmp_path / "drop").mkdir()
    for name in (b"a%FF.txt", b"a\xff.txt"):
        with open(os.path.join(os.fsencode(tmp_path), b"drop", name), "w", encoding="utf-8") as file:
            file.write(CLEAN)
    done = cleaner("split", "drop", cwd=tmp_path, check=2)
    assert b"a%FF.txt: another page of this run has this name" in done.stderr
    assert problems(tmp_path / "out") == {("a%FF.txt", "same-name")} and whole(tmp_path / "out")


def test_a_link_to_itself_is_told_and_the_others_go_on(tmp_path):
    (tmp_path / "drop").mkdir()
    (tmp_path / "drop/a.txt").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "drop/loop").symlink_to("loop")
    done = cleaner("split", "drop", cwd=tmp_path, check=2)
    assert b"drop/loop: a link that leads nowhere" in done.stderr
    assert folders(tmp_path / "out") == {"a.txt": "a"}
    assert b"drop/loop: CL102 unreadable" in cleaner("check", "drop", cwd=tmp_path, check=1).stdout


def test_a_locale_that_is_not_utf8_changes_no_name(tmp_path):
    """Each page was done under another name, and the output doubled."""
    (tmp_path / "drop").mkdir()
    (tmp_path / "drop/新闻.txt").write_text(CLEAN, encoding="utf-8")
    cleaner("split", "drop", cwd=tmp_path, check=0)
    before = tree(tmp_path / "out")
    ascii_names = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    cleaner("split", "drop", "--force", cwd=tmp_path, env=ascii_names, check=0)
    assert tree(tmp_path / "out") == before
