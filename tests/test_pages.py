"""Whole pages with their articles and ledger beside them, written for these tests.

Expected are what a reader of the page would say: articles, and what happened to which stretch and why. Probabilities and weights
are left out, for a new fit may move them.
"""

import json
import pathlib

import pytest

from cleaner.pipeline import defaults
from cleaner.split import split_page

PAGES = sorted((pathlib.Path(__file__).parent / "pages").glob("*.txt"))
FIELDS = ("title", "authors", "paragraphs", "captions", "language", "missing")


def told(path):
    outcome = split_page(path.name, path.read_bytes(), defaults())
    found = [{name: article.record()[name] for name in FIELDS} for article in outcome.articles]
    lines = [[line["action"], *line["span"], line["reason"]] for line in outcome.ledger if line["action"] not in ("changed", "linked")]
    return {"articles": found, "ledger": lines}


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_page(path):
    assert told(path) == json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


def test_there_are_pages():
    assert len(PAGES) >= 3
