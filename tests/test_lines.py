"""Lines around articles, as many papers print them: each is told for what it is by its words alone."""

import pathlib

import pytest
import regex

from cleaner import data
from cleaner.language.script import simplified
from cleaner.lines.columns import is_name_of_column
from cleaner.lines.furniture import furniture
from cleaner.patterns import SET, patterns
from cleaner.people.bylines import byline
from cleaner.people.credits import is_credit

LINES = pathlib.Path(__file__).parent / "lines"


def rows(name):
    text = (LINES / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("# ")]


def kind(line):
    """What `cleaner.passes.classify` takes a line for, in its order."""
    return "furniture" if furniture(line) else "credit" if is_credit(line) else "byline" if byline(line) else "text"


@pytest.mark.parametrize("name", ["furniture", "credit", "text"])
def test_lines_are_told(name):
    assert {line: kind(line) for line in rows(name)} == dict.fromkeys(rows(name), name)


def test_names_of_columns_are_told_from_headlines():
    assert [line for line in rows("columns") if not is_name_of_column(line)] == []
    assert [line for line in rows("kickers") if is_name_of_column(line) or kind(line) != "text"] == []


def test_authors_of_bylines():
    expected = dict(row.split("\t") for row in rows("byline"))
    assert {line: kind(line) for line in expected} == dict.fromkeys(expected, "byline")
    assert {line: "、".join(byline(line).authors) for line in expected} == expected


@pytest.mark.parametrize("row", rows("missed"))
@pytest.mark.xfail(strict=True, reason="known; a line that is told by now is moved to the file of its kind")
def test_lines_that_are_missed(row):
    name, line = row.split("\t")
    assert kind(line) == name


@pytest.mark.parametrize("file", ["furniture.txt", "credits.txt", "official.txt"])
def test_patterns_have_no_character_that_no_line_has(file):
    """Lines are simplified first: 參 could never fit, and 第參版 was no page's number."""
    assert {one.name: one.pattern for one in patterns(file) if simplified(one.pattern) != one.pattern} == {}


@pytest.mark.parametrize("file", ["furniture.txt", "credits.txt", "official.txt", "unfamiliar-lines.txt"])
def test_every_pattern_fits_its_example(file):
    found = patterns(file)
    whole = [p for p in found if not p.name.startswith("?")]
    assert [p.example for p in whole if not regex.fullmatch(p.pattern, simplified(p.example), regex.IGNORECASE)] == []
    # And has what every line of its name has somewhere; first a set of characters.
    needs = [p for p in found if p.name.startswith("?")]
    assert [name for name in {each.name for each in needs} if not SET.fullmatch(next(p.pattern for p in needs if p.name == name))] == []
    of = [(p.example, each.pattern) for p in whole for each in needs if each.name[1:] == p.name]
    assert [one for one in of if not regex.search(one[1], simplified(one[0]), regex.IGNORECASE)] == []


@pytest.mark.parametrize("file", ["sections.txt", "surnames.txt", "behind-roles.txt", "remarks.txt", "column-endings.txt"])
def test_no_word_of_a_list_stands_twice(file):
    words = data.rows(file)
    assert sorted(words) == sorted(set(words))
