"""The articles of an output folder, one after the other, in order of their pages."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

from cleaner.article import SCHEMA
from cleaner.output import LEDGER
from cleaner.problem import printable

Record = dict[str, Any]
# What an article must have to be exported; a file without is none of ours.
NEEDED = ("id", "title", "title_lines", "authors", "paragraphs", "captions", "language", "missing", "confidence", "source")


class Unreadable(Exception):
    """An output folder, or a file in it, that is not what `cleaner split` writes; the message names it."""


def records(out: str) -> Iterator[Record]:
    """Every article below a folder, as it was written.

    Args:
        out: what `cleaner split -o` wrote.

    Raises:
        Unreadable: there is no article, or a file is none.
    """
    found = False
    for folder in _pages(out):
        for name in sorted(os.listdir(folder)):
            if name.endswith(".json"):
                found = True
                yield _record(os.path.join(folder, name))
    if not found:
        raise Unreadable(f"{printable(out)}: no articles are there; run `cleaner split -o {printable(out)}` first")


def _pages(out: str) -> Iterator[str]:
    """The folders of pages: those with a ledger."""
    if not os.path.isdir(out):
        raise Unreadable(f"{printable(out)}: there is no such folder; check the path")
    for here, below, files in os.walk(out):
        below.sort()
        if LEDGER in files:
            yield here


def _record(path: str) -> Record:
    try:
        with open(path, encoding="utf-8") as file:
            record: Record = json.load(file)
    except OSError as bad:
        raise Unreadable(f"{printable(path)}: {(bad.strerror or str(bad)).lower()}; check the file and its rights") from None
    except ValueError:
        raise Unreadable(f"{printable(path)}: no JSON; run cleaner split again") from None
    lacking = [name for name in NEEDED if not isinstance(record, dict) or name not in record]
    if lacking or record.get("schema") != SCHEMA:
        said = f"it lacks {lacking[0]}" if lacking else f"its schema is not {SCHEMA}"
        raise Unreadable(f"{printable(path)}: no article of this version, {said}; run cleaner split again")
    return record


def text_of(record: Record) -> str:
    """An article as it is read: headline and paragraphs, a blank line between.

    >>> text_of({"title_lines": ["新桥", "今天通车"], "paragraphs": ["市长说好。"]})
    '新桥 今天通车\\n\\n市长说好。'
    """
    head = [" ".join(record["title_lines"])] if record["title_lines"] else []
    return "\n\n".join([*head, *record["paragraphs"]])
