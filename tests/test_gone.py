"""Pages that are gone, have another name, or cannot be read any more: told, kept, and removed with --prune alone."""

import tarfile

import pytest
from command import cleaner, manifest, problems, tree
from drops import CLEAN


def test_a_page_that_is_gone_is_told_and_pruned(first_page):
    (first_page / "drop/deep").mkdir()
    (first_page / "drop/deep/other.txt").write_text("新桥今天通车\n\n新桥今天上午正式通车。\n", encoding="utf-8")
    cleaner("split", "drop", cwd=first_page, check=0)
    (first_page / "drop/deep/other.txt").unlink()
    done = cleaner("split", "drop", cwd=first_page, check=0)
    assert b"deep/other.txt: the page is not among the paths any more" in done.stderr and (first_page / "out/deep/other").exists()
    found = cleaner("check", "drop", "--out", "out", "--fail-on", "error", cwd=first_page, check=1)
    assert b"out/deep/other: CL504 leftover-output" in found.stdout


def test_a_page_that_became_a_folder_of_pages_is_pruned(tmp_path):
    """What nobody had changed was told as changed, and stayed for good."""
    (tmp_path / "drop").mkdir()
    (tmp_path / "drop/link.txt").write_text("新桥今天通车\n\n新桥今天上午正式通车。\n", encoding="utf-8")
    cleaner("split", "drop", cwd=tmp_path, check=0)
    (tmp_path / "drop/link.txt").unlink()
    (tmp_path / "drop/link").mkdir()
    (tmp_path / "drop/link/x.txt").write_text("图书馆晚上开放\n\n图书馆从今天起晚上开放。\n", encoding="utf-8")
    done = cleaner("split", "drop", "--prune", cwd=tmp_path, check=0)
    assert b"link.txt: the page is gone; its articles in the folder link were removed" in done.stderr
    assert sorted(tree(tmp_path / "out")) == ["link/x/01.json", "link/x/ledger.jsonl", "manifest.json"]


def test_a_page_that_was_told_as_gone_can_be_pruned_later(first_page):
    (first_page / "drop/日报　01.txt").write_text("新桥今天通车\n\n新桥今天上午正式通车。\n", encoding="utf-8")
    cleaner("split", "drop", cwd=first_page, check=0)
    (first_page / "drop/日报　01.txt").unlink()
    for _ in range(2):
        cleaner("split", "drop", cwd=first_page, check=0)
        assert (first_page / "out/日报　01").exists()
    done = cleaner("split", "drop", "--prune", cwd=first_page, check=0)
    assert "日报　01.txt: the page is gone" in done.stderr.decode() and not (first_page / "out/日报　01").exists()
    assert "left" not in manifest(first_page / "out")


@pytest.mark.parametrize("form", ["files", "jsonl"])
def test_nothing_is_removed_where_not_all_that_was_named_could_be_read(first_page, form):
    cleaner("split", "drop", "-o", "o", "--format", form, cwd=first_page, check=0)
    wanted = tree(first_page / "o")
    done = cleaner("split", "dorp", "-o", "o", "--format", form, "--prune", cwd=first_page, check=2)
    there = tree(first_page / "o")
    assert b"dorp: " in done.stderr and {name: there[name] for name in wanted if name != "manifest.json"} == {
        name: data for name, data in wanted.items() if name != "manifest.json"
    }
    cleaner("split", "drop", "-o", "o", "--format", form, cwd=first_page, check=0)
    assert tree(first_page / "o") == wanted


def test_an_archive_that_is_cut_off_takes_no_page_with_it(first_page):
    with tarfile.open(first_page / "day.tar", "w") as archive:
        archive.add(first_page / "drop", "drop")
    cleaner("split", "day.tar", "-o", "o", cwd=first_page, check=0)
    wanted = {name for name in tree(first_page / "o") if name != "manifest.json"}
    whole = (first_page / "day.tar").read_bytes()
    (first_page / "day.tar").write_bytes(whole[: len(whole) // 2])
    cleaner("split", "day.tar", "-o", "o", "--prune", cwd=first_page, check=2)
    assert {name for name in tree(first_page / "o") if name != "manifest.json"} == wanted


def test_what_was_made_of_a_page_that_cannot_be_read_any_more_stays_and_can_be_pruned(first_page):
    page = first_page / "drop/bad.txt"
    page.write_text("新桥今天通车\n\n新桥今天上午正式通车。\n", encoding="utf-8")
    cleaner("split", "drop", cwd=first_page, check=0)
    page.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 100)
    cleaner("split", "drop", cwd=first_page, check=2)
    assert [row["path"] for row in manifest(first_page / "out")["left"]] == ["bad.txt"] and (first_page / "out/bad").exists()
    page.unlink()
    cleaner("split", "drop", "--prune", cwd=first_page, check=0)
    assert not (first_page / "out/bad").exists()


def test_prune_removes_what_is_as_it_was_written(first_page):
    for name in ("a", "b"):
        (first_page / f"drop/{name}.txt").write_text(f"新桥{name}今天通车\n\n新桥今天上午正式通车。\n", encoding="utf-8")
    cleaner("split", "drop", cwd=first_page, check=0)
    for name in ("a", "b"):
        (first_page / f"drop/{name}.txt").unlink()
    (first_page / "out/b/notes.txt").write_text("mine", encoding="utf-8")
    done = cleaner("split", "drop", "--prune", cwd=first_page, check=0)
    assert b"a.txt: the page is gone; its articles in the folder a were removed" in done.stderr and not (first_page / "out/a").exists()
    assert b"b.txt: the page is not among the paths any more" in done.stderr and (first_page / "out/b/notes.txt").exists()


def test_a_page_of_another_name_may_have_the_folder_of_one_that_is_gone(tmp_path):
    """It was told that the articles of the old name had been changed since, at every run from then on."""
    (tmp_path / "a.txt").write_text("新桥今天通车\n\n新桥今天上午正式通车。\n", encoding="utf-8")
    cleaner("split", "a.txt", cwd=tmp_path, check=0)
    (tmp_path / "a.txt").rename(tmp_path / "a.md")
    done = cleaner("split", "a.md", "--prune", cwd=tmp_path, check=0)
    assert b"a.txt: the page is not among the paths any more; its folder a is that of a.md now" in done.stderr
    assert "a.txt" not in cleaner("split", "a.md", "--prune", cwd=tmp_path, check=0).stderr.decode()
    assert (tmp_path / "out/a/01.json").exists() and "left" not in manifest(tmp_path / "out")


def test_the_folder_of_a_page_without_articles_is_not_pruned_with_that_of_its_old_name(tmp_path):
    (tmp_path / "drop").mkdir()
    (tmp_path / "drop/a.txt").write_text("\n", encoding="utf-8")
    cleaner("split", "drop", cwd=tmp_path, check=0)
    (tmp_path / "drop/a.txt").rename(tmp_path / "drop/a.md")
    cleaner("split", "drop", "--prune", cwd=tmp_path, check=0)
    assert (tmp_path / "out/a/ledger.jsonl").exists()


def test_a_page_that_gets_another_folder_leaves_none_behind(tmp_path):
    """The old one was in no manifest from then on: never told, never pruned, and said twice by `export`."""
    (tmp_path / "drop").mkdir()
    (tmp_path / "drop/a.txt").write_text("新桥今天通车\n\n新桥今天上午正式通车。\n", encoding="utf-8")
    cleaner("split", "drop", cwd=tmp_path, check=0)
    (tmp_path / "drop/a.md").write_text("图书馆延长开放时间\n\n从今天起，市图书馆每天开到晚上十点。\n", encoding="utf-8")
    for out in ("out", "anew"):
        cleaner("split", "drop", "-o", out, cwd=tmp_path, check=0)
    assert tree(tmp_path / "out") == tree(tmp_path / "anew")


def test_a_page_that_cannot_be_read_keeps_its_articles_though_it_has_another_folder(tmp_path):
    (tmp_path / "drop").mkdir()
    (tmp_path / "drop/a.text").write_text(CLEAN, encoding="utf-8")
    cleaner("split", "drop", cwd=tmp_path, check=0)
    before = tree(tmp_path / "out/a")
    (tmp_path / "drop/a.text").write_bytes(bytes(range(256)))
    (tmp_path / "drop/a.txt").write_text(CLEAN, encoding="utf-8")
    cleaner("split", "drop", cwd=tmp_path, check=2)
    assert tree(tmp_path / "out/a") == before


@pytest.mark.parametrize("name", ["drop", "drop.jsonl", "drop.jsonl.gz"])
def test_nothing_is_pruned_where_no_page_is(tmp_path, name):
    """A disk that was not there, or a table that was cut to nothing, had all articles removed."""
    (tmp_path / "page.txt").write_text(CLEAN, encoding="utf-8")
    cleaner("split", "page.txt", cwd=tmp_path, check=0)
    if name == "drop":
        (tmp_path / name).mkdir()
    else:
        (tmp_path / name).write_bytes(b"")
    done = cleaner("split", name, "--prune", cwd=tmp_path)
    assert (tmp_path / "out/page/01.json").exists() and b"they stay" in done.stderr


def test_prune_leaves_nothing_for_check_to_tell(first_page):
    """The note that a page is gone made the manifest that of another run."""
    (first_page / "drop/a.txt").write_text("新桥今天通车\n\n新桥今天上午正式通车。\n", encoding="utf-8")
    cleaner("split", "drop", cwd=first_page, check=0)
    (first_page / "drop/a.txt").unlink()
    cleaner("split", "drop", "--prune", cwd=first_page, check=0)
    assert b"CL5" not in cleaner("check", "drop", "--out", "out", "--fail-on", "error", cwd=first_page, check=0).stdout


def test_where_a_drop_lies_makes_no_difference_to_the_manifest(tmp_path):
    """Problems of paths that are absolute were written as they are, and of a page that is gone with the output folder's."""
    manifests = []
    for name in ("one", "other"):
        drop = tmp_path / name / "drop"
        drop.mkdir(parents=True)
        (drop / "a.txt").write_text(CLEAN, encoding="utf-8")
        (drop / "b.txt").write_text(CLEAN, encoding="utf-8")
        (drop / "dead.txt").symlink_to("nowhere")
        out = tmp_path / f"out-{name}"
        cleaner("split", str(drop), str(drop.parent / "nope"), "-o", str(out), cwd=tmp_path, check=2)
        (drop / "b.txt").unlink()
        cleaner("split", str(drop), str(drop.parent / "nope"), "-o", str(out), cwd=tmp_path, check=2)
        manifests.append((out / "manifest.json").read_bytes())
    assert manifests[0] == manifests[1]
    assert str(tmp_path).encode() not in manifests[0] and b'"nope"' in manifests[0]


def test_a_path_that_is_mistyped_leaves_what_an_earlier_run_wrote(tmp_path):
    """All its pages were told as gone, a line each, and the manifest had none of them any more."""
    (tmp_path / "drop").mkdir()
    for name in "abc":
        (tmp_path / f"drop/{name}.txt").write_text(CLEAN, encoding="utf-8")
    cleaner("split", "drop", cwd=tmp_path, check=0)
    before = tree(tmp_path / "out")
    done = cleaner("split", "dorp", cwd=tmp_path, check=2)
    assert done.stderr.decode().startswith("cleaner: dorp: ") and done.stderr.count(b"\n") == 1
    assert tree(tmp_path / "out") == before


def test_strict_minds_pages_that_were_replaced_and_articles_without_text(tmp_path):
    (tmp_path / "page.txt").write_text(CLEAN, encoding="utf-8")
    cleaner("split", "page.txt", "--strict", cwd=tmp_path, check=0)
    (tmp_path / "page.txt").write_text(CLEAN + "又及：桥上不收费。\n", encoding="utf-8")
    assert b"1 page had another text before" in cleaner("split", "page.txt", "--strict", "-q", cwd=tmp_path, check=1).stderr
    (tmp_path / "head.txt").write_text("新桥今天上午正式通车\n", encoding="utf-8")
    assert b"no text was found for 01" in cleaner("split", "head.txt", "--strict", "-o", "o", cwd=tmp_path, check=1).stderr
    assert problems(tmp_path / "o") == {("head.txt", "no-text")}
