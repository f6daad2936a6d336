"""Pages far beyond any newspaper's: they finish, and balance. How long it takes, and how much memory, is in bench/large.py."""

import runpy

import numpy as np
import pytest
from command import cleaner, manifest
from conftest import ROOT

from cleaner.language import shingles
from cleaner.repeats import loops

LARGE = runpy.run_path(str(ROOT / "bench/large.py"))


@pytest.mark.parametrize(("shape", "characters", "lines"), [("one_line", 50_000_000, 1), ("many_lines", 4_000_000, 80_000)])
def test_a_page_of_megabytes(tmp_path, shape, characters, lines):
    text = LARGE[shape](characters)
    (tmp_path / "page.txt").write_text(text, encoding="utf-8")
    cleaner("split", "page.txt", "-q", cwd=tmp_path, check=0)
    [page] = manifest(tmp_path / "out")["pages"]
    assert page["characters"] == len(text)
    assert page["articles"] >= 1
    assert len(text.splitlines()) == lines


@pytest.mark.parametrize("unit", ["新桥 通车 ", "1234567890 ", "1 新桥 2.5 "])
def test_words_apart_on_one_line(tmp_path, unit):
    """A pattern of a table's row tried each cell again with every other: 300 KB took 18 s, and 100 MB more memory than there is."""
    text = unit * (2_000_000 // len(unit))
    (tmp_path / "page.txt").write_text(text, encoding="utf-8")
    cleaner("split", "page.txt", "-q", cwd=tmp_path, check=0)
    assert manifest(tmp_path / "out")["pages"][0]["characters"] == len(text)


@pytest.mark.parametrize("at_once", [7, 50, 333])
def test_loops_are_found_wherever_a_stretch_ends(monkeypatch, at_once):
    page = "渡口的老船工也来了。" + "新桥今天通车。" * 5 + "他说摆渡三十年了，" * 4 + "明天休息。"
    points = np.array([ord(c) for c in page * 3])
    whole = loops._distances(points)
    monkeypatch.setattr(loops, "AT_ONCE", at_once)
    assert 7 in whole and 9 in whole
    assert loops._distances(points) == whole


@pytest.mark.parametrize("pool", [1, 3, 50, 10**6])
@pytest.mark.parametrize("at_once", [1, 7, 100])
def test_many_shingles_are_sorted_as_few_are(monkeypatch, at_once, pool):
    monkeypatch.setattr(shingles, "AT_ONCE", at_once)
    hashes = np.random.default_rng(pool).integers(0, pool, 300).astype(np.uint64) * shingles.MIX
    assert shingles._order(hashes).tolist() == np.argsort(hashes, kind="stable").tolist()
