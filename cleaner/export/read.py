"""The articles of an output folder, one after the other, in order of their pages."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

from cleaner.article import SCHEMA
from cleaner.output import LEDGER
from cleaner.problem import printable, why

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
    yield from map(record_of, article_files(out))


def article_files(out: str) -> Iterator[str]:
    """The files of all articles below a folder, in order of their pages.

    Raises:
        Unreadable: there is none.
    """
    if not os.path.isdir(out):
        raise Unreadable(f"{printable(out)}: there is no such folder; check the path")
    found = False
    for here, below, files in os.walk(out):
        below.sort()
        if LEDGER in files:
            for name in sorted(files):
                if name.endswith(".json"):
                    found = True
                    yield os.path.join(here, name)
    if not found:
        raise Unreadable(f"{printable(out)}: no articles are there; run `cleaner split -o {printable(out)}` first")


def record_of(path: str) -> Record:
    """The article in a file.

    Raises:
        Unreadable: it is none.
    """
    try:
        with open(path, encoding="utf-8") as file:
            record: Record = json.load(file)
    except OSError as bad:
        raise Unreadable(f"{printable(path)}: {why(bad)}; check the file and its rights") from None
    except ValueError:
        raise Unreadable(f"{printable(path)}: no JSON; run cleaner split again") from None
    lacking = [name for name in NEEDED if not isinstance(record, dict) or name not in record]
    if lacking or record.get("schema") != SCHEMA:
        said = f"it lacks {lacking[0]}" if lacking else f"its schema is not {SCHEMA}"
        raise Unreadable(f"{printable(path)}: no article of this version, {said}; run cleaner split again")
    return record


def without_duplicates(out: str, duplicates: str, drop: bool) -> Iterator[Record]:
    """Every article below a folder; those that another is kept for have `duplicate_of`, or are left out.

    Args:
        out: what `cleaner split -o` wrote.
        duplicates: what `cleaner dedupe` wrote.
        drop: leave them out.

    Raises:
        Unreadable: there is no article, or a file is none.
    """
    kept_for = _kept_for(duplicates)
    for file in article_files(out):
        kept = kept_for.get(printable(file))
        if kept is None:
            yield record_of(file)
        elif not drop:
            yield {**record_of(file), "duplicate_of": kept}


def _kept_for(path: str) -> dict[str, str]:
    try:
        with open(path, encoding="utf-8") as file:
            lines = [json.loads(line) for line in file]
        return {line["dropped"]: line["kept"] for line in lines}
    except OSError as bad:
        raise Unreadable(f"{printable(path)}: {why(bad)}; write it with cleaner dedupe") from None
    except (ValueError, KeyError, TypeError) as bad:
        raise Unreadable(f"{printable(path)}: not what cleaner dedupe writes ({bad}); write it anew") from None


def text_of(record: Record) -> str:
    """An article as it is read: headline and paragraphs, a blank line between.

    >>> text_of({"title_lines": ["新桥", "今天通车"], "paragraphs": ["市长说好。"]})
    '新桥 今天通车\\n\\n市长说好。'
    """
    head = [" ".join(record["title_lines"])] if record["title_lines"] else []
    return "\n\n".join([*head, *record["paragraphs"]])
