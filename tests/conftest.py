"""What the tests share: where things are, and the texts that are not in the project."""

import os
import pathlib
import shutil
import subprocess

import pytest
from command import cleaner
from drops import BAD, CLEAN, CUT
from many import PAGES

ROOT = pathlib.Path(__file__).parent.parent
# Processes that tests start run this checkout, and not one that is installed.
os.environ["PYTHONPATH"] = os.fspath(ROOT)
SHARED = ROOT.parent / "shared"
SEED = ROOT / "seeds" / "000_b59fd8846a464d7b.txt"


@pytest.fixture
def small_disk(tmp_path):
    """Mounts a disk of so many kilobytes as `small`, and takes it away again."""
    small = tmp_path / "small"

    def mount(kilobytes):
        small.mkdir()
        if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", small]).returncode:
            pytest.skip("no right to mount a small tmpfs here")
        return small

    yield mount
    if os.path.ismount(small):
        subprocess.run(["umount", small], check=True)


@pytest.fixture
def bench():
    """The folder of labelled pages, beside the project."""
    folder = SHARED / "bench"
    if not folder.is_dir():
        pytest.skip("the labelled pages are their publishers' and are not in the project: ../shared/bench is not there")
    return folder


@pytest.fixture
def drop(tmp_path):
    """A folder with a small drop of pages: one that is right, one that is cut off, one that is no text."""
    (tmp_path / "drop").mkdir()
    (tmp_path / "drop/good.txt").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "drop/cut | <a>,50%.txt").write_text(CUT, encoding="utf-8")
    (tmp_path / "drop/bad.txt").write_bytes(BAD)
    return tmp_path


@pytest.fixture(scope="session")
def many(tmp_path_factory):
    """A folder of pages, in folders of their own, and what comes of them on one process."""
    folder = tmp_path_factory.mktemp("many")
    text = SEED.read_text(encoding="utf-8")
    for k in range(PAGES):
        path = folder / f"drop/{k % 3}/{k:02}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("杭州", f"第{k}州"), encoding="utf-8")
    cleaner("split", "drop", "-o", "wanted", "--jobs", "1", cwd=folder, check=0)
    return folder


@pytest.fixture
def first_page(tmp_path):
    """A folder with the first page as drop/page.txt, and out/ that was split from it."""
    (tmp_path / "drop").mkdir()
    shutil.copy(SEED, tmp_path / "drop/page.txt")
    cleaner("split", "drop", cwd=tmp_path, check=0)
    return tmp_path
