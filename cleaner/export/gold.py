"""Labelled pages: what came out, looked at and corrected, as what is right, for `cleaner eval` (docs/labelled-pages.md)."""

from __future__ import annotations

import bisect
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cleaner.evaluation.read import GOLD
from cleaner.language.script import joined
from cleaner.outputs.pages import Written
from cleaner.writing.files import named, write_file

# What a page reader put around the text is on no printed page: its marks, and its names for white space (&nbsp;).
READERS = ("markdown", "white-space")


class Clashing(Exception):
    """Two pages that would have one file, or one that would take the place of another text; the message names them."""


def label(page: Written) -> dict[str, Any]:
    """The label of a page: what was written of it is right.

    >>> spans = {"title": [], "paragraphs": [[(0, 3), (3, 6)]], "captions": []}
    >>> article = {"paragraphs": ["新桥，通车。"], "authors": [], "missing": [], "spans": spans}
    >>> found = label(Written("a.txt", "a", b"", "新桥,通车。", [article], []))
    >>> found["articles"][0]["paragraphs"], found["articles"][0]["clean"]
    (['新桥,通车。'], ['新桥，通车。'])
    """
    marks = [line for line in page.ledger if line["action"] == "changed" and line["reason"] in READERS]
    return {
        "articles": [_article(article, page.text, marks) for article in page.articles],
        "removed": [{"span": line["span"], "reason": line["reason"]} for line in page.ledger if line["action"] == "removed"],
    }


def _article(article: Mapping[str, Any], text: str, marks: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    spans = article["spans"]
    return {
        "title": [_as_on_the_page(text, [line], marks) for line in spans["title"]],
        "paragraphs": [_as_on_the_page(text, pieces, marks) for pieces in spans["paragraphs"]],
        "clean": article["paragraphs"],
        "authors": article["authors"],
        "missing": article["missing"],
        "spans": {
            "title": spans["title"],
            "body": spans["paragraphs"],
            "captions": [span for caption in spans["captions"] for span in caption],
        },
    }


def _as_on_the_page(text: str, pieces: Iterable[tuple[int, int]], marks: Sequence[Mapping[str, Any]]) -> str:
    """A headline's line or a paragraph as it stands on the page, nothing put right but for the marks of the page's reader.

    >>> _as_on_the_page("**新桥**,通车", [(0, 7), (7, 9)], [{"span": [0, 2], "became": ""}, {"span": [4, 6], "became": ""}])
    '新桥,通车'
    """
    return joined(_without(text, start, end, marks) for start, end in pieces)


def _without(text: str, start: int, end: int, marks: Sequence[Mapping[str, Any]]) -> str:
    """A stretch of a page, each mark within it as what it became."""
    read, at = "", start
    number = bisect.bisect_left(marks, start, key=lambda mark: mark["span"][0])
    while number < len(marks) and marks[number]["span"][1] <= end:
        read += text[at : marks[number]["span"][0]] + marks[number]["became"]
        at, number = marks[number]["span"][1], number + 1
    return read + text[at:end]


def write_gold(pages: Iterable[Written], folder: str) -> None:
    """Write pages and their labels into a folder: NAME.txt and NAME.gold.json.

    Args:
        pages: what was written of them is taken for right.
        folder: where to; it is made.

    Raises:
        Clashing: two pages have one name, for a folder of labelled pages has no folders below; or another text is there.
        OSError: no rights, no room.

    >>> import tempfile
    >>> page = Written("2023/a.txt", "2023/a", "新桥通车".encode(), "新桥通车", [], [])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_gold([page], folder)
    ...     sorted(os.listdir(folder))
    ['a.gold.json', 'a.txt']
    """
    names: dict[str, str] = {}
    for page in pages:
        stem = named(os.path.basename(page.folder), GOLD).removesuffix(GOLD)
        if stem in names:
            said = "labelled pages lie in one folder; split the two into folders of their own with -o, and export each"
            raise Clashing(f"{page.name}: {names[stem]} has the same name, and {said}")
        names[stem] = page.name
        os.makedirs(folder, exist_ok=True)
        if _is_another(os.path.join(folder, f"{stem}.txt"), page.data):
            raise Clashing(f"{os.path.join(folder, stem)}.txt: another text is there, and not {page.name}; name another folder with -o")
        told = json.dumps(label(page), ensure_ascii=False, indent=1) + "\n"
        write_file(os.path.join(folder, f"{stem}.txt"), page.data)
        write_file(os.path.join(folder, f"{stem}{GOLD}"), told)


def _is_another(path: str, text: bytes) -> bool:
    """Whether a file is there, and holds another text."""
    try:
        with open(path, "rb") as file:
            return file.read() != text
    except FileNotFoundError:
        return False
