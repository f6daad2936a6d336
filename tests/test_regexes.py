"""Compiled patterns are kept between runs: what is read back finds the same, and what is not there or is damaged is compiled."""

import os
import pickle
import subprocess
import sys

import pytest
import regex

from cleaner import regexes

PATTERN, TEXT = r"(?P<name>\p{Han}{2,4})(?:记者|通讯员)|by\s+\p{Lu}\w+", "李明通讯员 BY Jones"


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A place for patterns of the test's own, with nothing in it."""
    path = tmp_path / "__pycache__/patterns"
    monkeypatch.setattr(regexes, "_place", lambda: str(path))
    monkeypatch.setattr(regexes, "_fresh", [])
    regexes._kept.cache_clear()
    yield path
    regexes._kept.cache_clear()


def another_run():
    """Forget what this process knows."""
    regexes._kept.cache_clear()
    regexes._fresh.clear()


def found():
    return [match.span() for match in regexes.compiled(PATTERN, regex.IGNORECASE).finditer(TEXT)]


def test_kept_patterns_are_read_back_and_find_the_same(place, monkeypatch):
    first = found()
    regexes.keep()
    another_run()
    monkeypatch.setattr(regex, "compile", lambda *_: pytest.fail("was compiled again"))
    assert found() == first == [(0, 5), (6, 14)]


def test_patterns_of_other_flags_are_others(place):
    regexes.compiled(PATTERN, regex.IGNORECASE)
    regexes.keep()
    another_run()
    assert regexes.compiled(PATTERN).findall(TEXT) == ["李明"]


def test_what_is_damaged_is_compiled_again_and_put_right(place):
    first = found()
    regexes.keep()
    whole = place.read_bytes()
    for damaged in (b"", whole[:-1], whole[:40] + bytes([whole[40] ^ 1]) + whole[41:]):
        place.write_bytes(damaged)
        another_run()
        assert found() == first
        regexes.keep()
        assert place.read_bytes() == whole


def test_nothing_but_patterns_is_read(place):
    place.parent.mkdir()
    held = pickle.dumps({(PATTERN, int(regex.IGNORECASE)): print})
    place.write_bytes(regexes._sum(held) + held)
    assert found() == [(0, 5), (6, 14)]


def test_where_nothing_can_be_written_nothing_is_kept(place):
    place.parent.write_text("a file stands where the folder would be")
    found()
    regexes.keep()
    assert place.parent.read_text() == "a file stands where the folder would be"


def test_without_a_new_pattern_nothing_is_written(place):
    found()
    regexes.keep()
    place.unlink()
    found()
    regexes.keep()
    assert not place.exists()


def test_a_pattern_is_the_same_in_every_process():
    """One was put together from a set: each run had another, and what was kept grew and was written anew."""
    told = [
        subprocess.run(
            [sys.executable, "-c", "from cleaner.fixes.width import IS_SMALL; print(ascii(IS_SMALL.pattern))"],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    ]
    assert len({*told}) == 1
