"""Pages from URLs, and parts to URLs: an object store in memory stands for one."""

import gzip
import json
import os
import pathlib
import subprocess
import tarfile

import fsspec
import pytest
from command import tree
from in_parts import COUNT, run, split, write_drop


@pytest.fixture
def drop(tmp_path):
    return write_drop(tmp_path)


@pytest.fixture
def bucket(monkeypatch):
    """An object store in memory, and parts of five pages."""
    from cleaner.running import parts

    monkeypatch.setattr(parts, "PAGES", 5)
    files = fsspec.filesystem("memory")
    files.store.clear()
    yield files
    files.store.clear()


def objects(files, root):
    return {path.removeprefix(root + "/"): files.cat_file(path) for path in files.find(root)}


def cut_off_at(part, running, monkeypatch):
    """Interrupts a run where it would write a part; what writes one, to be put back."""
    whole = running.write_part

    def cut(job, number, *rest):
        if number == part:
            raise KeyboardInterrupt
        return whole(job, number, *rest)

    monkeypatch.setattr(running, "write_part", cut)
    return whole


def test_from_a_url_to_a_url(drop, bucket, monkeypatch):
    monkeypatch.chdir(drop)
    split(drop, "-o", "wanted", "--format", "jsonl")
    for path in (drop / "drop").iterdir():
        bucket.pipe_file(f"/in/{path.name}", path.read_bytes())
    run("split", "memory://in", "-o", "memory://out", "--format", "jsonl", "--jobs", "1")
    assert objects(bucket, "/out") == tree(drop / "wanted")
    created = {path: bucket.info(path)["created"] for path in bucket.find("/out") if "articles" in path}
    run("split", "memory://in", "-o", "memory://out", "--format", "jsonl", "--jobs", "1")
    assert created == {path: bucket.info(path)["created"] for path in bucket.find("/out") if "articles" in path}
    wanted = run("export", "wanted", "--to", "jsonl").output
    assert run("export", "memory://out", "--to", "jsonl").output == wanted
    run("review", "memory://out", "--pages", "drop")
    assert len(list((drop / "review").glob("*.html"))) == COUNT + 1
    assert "an output at a URL is not compared" in run("check", "drop", "--out", "memory://out", check=2).output


def test_shares_at_a_url(drop, bucket, monkeypatch):
    monkeypatch.chdir(drop)
    split(drop, "-o", "wanted", "--format", "jsonl")
    for number in (2, 1):
        run("split", "drop", "-o", "memory://out", "--format", "jsonl", "--shard", f"{number}/2", "--jobs", "1")
    assert objects(bucket, "/out") == tree(drop / "wanted")


def test_a_run_to_a_url_that_was_cut_off_goes_on(drop, bucket, monkeypatch):
    from cleaner.running import pages as running

    monkeypatch.chdir(drop)
    split(drop, "-o", "wanted", "--format", "jsonl")
    whole = cut_off_at(2, running, monkeypatch)
    run("split", "drop", "-o", "memory://out", "--format", "jsonl", "--jobs", "1", check=130)
    assert sorted(objects(bucket, "/out")) == [
        ".journal.00000.jsonl",
        ".journal.00001.jsonl",
        *(f"{what}-0000{n}.jsonl" for what in ("articles", "ledger") for n in (0, 1)),
    ]
    written = []
    monkeypatch.setattr(running, "write_part", lambda job, number, *rest: written.append(number) or whole(job, number, *rest))
    run("split", "drop", "-o", "memory://out", "--format", "jsonl", "--jobs", "1")
    assert written == [2, 3, 4, 5] and objects(bucket, "/out") == tree(drop / "wanted")


def test_an_archive_at_a_url(drop, bucket, monkeypatch):
    monkeypatch.chdir(drop)
    subprocess.run(["tar", "czf", "../drop.tar.gz", *sorted(os.listdir(drop / "drop"))], cwd=drop / "drop", check=True)
    bucket.pipe_file("/archive/drop.tar.gz", pathlib.Path("drop.tar.gz").read_bytes())
    split(drop, "-o", "wanted", "--format", "jsonl")
    run("split", "memory://archive/drop.tar.gz", "-o", "out", "--format", "jsonl", "--jobs", "1")
    assert tree(drop / "out") == tree(drop / "wanted")


def test_what_is_not_at_a_url_or_cannot_be_is_one_line(drop, bucket, monkeypatch):
    monkeypatch.chdir(drop)
    assert "memory://nowhere: there is no such file or folder" in run("split", "memory://nowhere", check=2).output
    assert "--format jsonl or parquet" in run("split", "drop", "-o", "memory://out", check=2).output
    assert "klingon://x: " in run("split", "klingon://x", check=2).output
    assert "klingon://x: " in run("split", "drop", "-o", "klingon://x", "--format", "jsonl", check=2).output


def test_a_run_to_a_url_that_was_cut_off_loses_nothing_that_parts_had(drop, bucket, monkeypatch):
    """What was saved of a part lay in a folder that went with the run."""
    from cleaner.running import pages as running

    monkeypatch.chdir(drop)
    run("split", "drop", "-o", "memory://out", "--format", "jsonl", "--jobs", "1")
    (drop / "drop/01.txt").unlink()
    whole = cut_off_at(1, running, monkeypatch)
    run("split", "drop", "-o", "memory://out", "--format", "jsonl", "--jobs", "1", check=130)
    monkeypatch.setattr(running, "write_part", whole)
    run("split", "drop", "-o", "memory://out", "--format", "jsonl", "--jobs", "1")
    there = [
        json.loads(line)["id"]
        for name, data in objects(bucket, "/out").items()
        if name.startswith("articles")
        for line in data.splitlines()
    ]
    assert "01/01" in there and not [name for name in objects(bucket, "/out") if name.startswith(".")]


def test_archives_and_patterns_and_several_places_at_urls(tmp_path, monkeypatch):
    """Archives in a folder at a URL were passed over; pages of one name in two places were refused; patterns were no files."""
    monkeypatch.chdir(tmp_path)
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text("新桥通车\n\n新桥今天上午正式通车，两岸居民从此不必再等渡船。\n", encoding="utf-8")
    with tarfile.open(tmp_path / "two/drop.tar.gz", "w:gz") as drop:
        drop.add(tmp_path / "one/a.txt", "b.txt")
    url = f"file://{tmp_path}"
    for paths, names in (
        ([f"{url}/two"], ["a.txt", "drop.tar.gz/b.txt"]),
        ([f"{url}/one/a.txt", f"{url}/two/a.txt"], ["one/a.txt", "two/a.txt"]),
        ([f"{url}/*/a.txt"], ["one/a.txt", "two/a.txt"]),
    ):
        run("split", *paths, "-o", "out", "--force", "--prune", "--jobs", "1")
        assert sorted(row["path"] for row in json.loads((tmp_path / "out/manifest.json").read_text(encoding="utf-8"))["pages"]) == names
    assert "there is no such file or folder" in run("split", f"{url}/*.nope", check=2).output


def test_what_is_not_at_a_url_was_not_checked(bucket):
    """It was a finding, which --exit-zero passes."""
    assert "there is no such file or folder" in run("check", "memory://nowhere", "--exit-zero", check=2).output


def test_what_is_exported_and_the_list_of_duplicates_may_be_at_urls(bucket, drop, tmp_path, monkeypatch):
    """Pages could be read from there, and parts be written, and nothing else."""
    monkeypatch.chdir(tmp_path)
    run("split", "drop", "-o", "out", "--jobs", "1")
    run("export", "out", "--to", "jsonl", "-o", "articles.jsonl")
    run("export", "out", "--to", "jsonl", "-o", "memory://far/articles.jsonl")
    assert bucket.cat_file("/far/articles.jsonl") == (tmp_path / "articles.jsonl").read_bytes()
    run("dedupe", "out", "-o", "duplicates.jsonl", "--jobs", "1")
    run("dedupe", "out", "-o", "memory://far/duplicates.jsonl.gz", "--jobs", "1")
    assert gzip.decompress(bucket.cat_file("/far/duplicates.jsonl.gz")) == (tmp_path / "duplicates.jsonl").read_bytes() != b""
    here = run("export", "out", "--to", "jsonl", "--duplicates", "duplicates.jsonl").output
    assert run("export", "out", "--to", "jsonl", "--duplicates", "memory://far/duplicates.jsonl.gz").output == here != ""
    assert "a folder of this machine" in run("export", "out", "--to", "gold", "-o", "memory://far/gold", check=2).output
