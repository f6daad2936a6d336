"""Labelled pages (`../shared/bench`, or anyone's in its format) as the fitting scripts need them."""

from __future__ import annotations

import json
import pathlib
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from cleaner.page import Block, Kept, Page
from cleaner.passes.dedupe import dedupe
from cleaner.passes.normalise import normalise
from cleaner.passes.segment import segment

# Of a piece: kind, article, paragraph, piece and its end.
Label: TypeAlias = tuple[Kept, int, int, int, int]


def labels(folder: str | pathlib.Path) -> Iterator[tuple[str, bytes, dict[str, Any]]]:
    """The file's name, the bytes and the gold of every labelled page of a folder, in order of their names."""
    for path in sorted(pathlib.Path(folder).glob("*.gold.json")):
        page = path.with_name(path.name.replace(".gold.json", ".txt"))
        yield page.name, page.read_bytes(), json.loads(path.read_text())


def pages(folder: str | pathlib.Path) -> Iterator[tuple[str, Page, dict[str, Any]]]:
    """Name, page (cut, normalised, without repeats) and gold of every labelled page of a folder, in order of their names."""
    for name, data, answer in labels(folder):
        page = Page(name.split(".")[0], data.decode())
        yield page.name, dedupe(normalise(segment(page))), answer


def roles(gold: dict[str, Any]) -> dict[int, Label]:
    """Start of every labelled piece -> (kind, article, paragraph, piece), and its end."""
    found: dict[int, Label] = {}
    for number, article in enumerate(gold["articles"]):
        for n, (a, b) in enumerate(article["spans"]["title"]):
            found[a] = ("title", number, n, 0, b)
        for n, pieces in enumerate(article["spans"]["body"]):
            for m, (a, b) in enumerate(pieces):
                found[a] = ("body", number, n, m, b)
        for a, b in article["spans"]["captions"]:
            found[a] = ("caption", number, 0, 0, b)
    return found


def role(found: Mapping[int, Label], page: Page, block: Block) -> Label | None:
    """The label of a block, or None. Markdown's marks stand before the labelled stretch."""
    start = block.start
    while start < block.end and page.source[start] in "# ":
        start += 1
    return found.get(start)
