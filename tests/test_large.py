"""Pages far beyond any newspaper's: they finish, and balance. How long it takes, and how much memory, is in bench/large.py."""

import runpy

import pytest
from command import cleaner, manifest
from conftest import ROOT

LARGE = runpy.run_path(str(ROOT / "bench/large.py"))


@pytest.mark.parametrize("shape", ["one_line", "many_lines"])
def test_fifty_megabytes(tmp_path, shape):
    text = LARGE[shape](50_000_000)
    (tmp_path / "page.txt").write_text(text, encoding="utf-8")
    cleaner("split", "page.txt", "-q", cwd=tmp_path, check=0)
    [page] = manifest(tmp_path / "out")["pages"]
    assert page["characters"] == len(text)
    assert page["articles"] >= 1
    if shape == "many_lines":
        assert text.count("\n") == 1_000_000
