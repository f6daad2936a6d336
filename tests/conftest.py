"""What the tests share: where things are, and the texts that are not in the project."""

import pathlib

import pytest

ROOT = pathlib.Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
SEED = ROOT / "seeds" / "000_b59fd8846a464d7b.txt"


@pytest.fixture
def bench():
    """The folder of labelled pages, beside the project."""
    folder = SHARED / "bench"
    if not folder.is_dir():
        pytest.skip("the labelled pages are their publishers' and are not in the project: ../shared/bench is not there")
    return folder
