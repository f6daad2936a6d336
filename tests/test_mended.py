"""Pages that could not be read, or were gone, for one run: the next makes what a run that had them from the start would have made."""

import os

import pytest
from command import cleaner, tree

TEXT = "新桥今天上午正式通车，两岸居民从此不必再等渡船，赶集上学都方便了。\n"


@pytest.fixture
def drop(tmp_path):
    (tmp_path / "drop").mkdir()
    for name in ("a", "b"):
        (tmp_path / f"drop/{name}.txt").write_text(TEXT * (1 + (name == "b")), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("form", ["files", "jsonl"])
@pytest.mark.parametrize("broken", [b"\x00\x01\x02\x00" * 500, TEXT.encode()[:-2], None], ids=["binary", "cut", "gone"])
@pytest.mark.parametrize("shares", [[()], [("--shard", "1/2"), ("--shard", "2/2")]], ids=["whole", "shares"])
def test_a_page_that_is_mended_is_as_if_nothing_had_been(drop, form, broken, shares):
    """Its old problem was told for ever, and the exit code was 2: what was there of it was made from the same bytes."""

    def split(check):
        for share in shares:
            cleaner("split", "drop", "--format", form, *share, cwd=drop, check=check)

    split(0)
    page, wanted = drop / "drop/a.txt", tree(drop / "out")
    whole = page.read_bytes()
    page.unlink() if broken is None else page.write_bytes(broken)
    split(None)
    page.write_bytes(whole)
    split(0)
    assert tree(drop / "out") == wanted


def test_a_page_whose_name_is_no_utf8_can_be_reviewed(tmp_path):
    """It was said not to be there with the text that it was split from."""
    os.mkdir(tmp_path / "drop")
    with open(os.fsencode(tmp_path / "drop") + b"/a\xff.txt", "w", encoding="utf-8") as file:
        file.write(TEXT)
    cleaner("split", "drop", cwd=tmp_path, check=0)
    assert b"1 page in" in cleaner("review", "out", "--pages", "drop", cwd=tmp_path, check=0).stderr
