"""Articles of many pages in one file, a part, with its ledger beside it: JSON lines or Parquet. The same pages give the same bytes."""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cleaner.article import digest, short_digest
from cleaner.problem import Problem
from cleaner.reading.place import bytes_of, opened
from cleaner.reading.sources import Source, read
from cleaner.regexes import compiled
from cleaner.running.job import Done, Job, Task, made_from
from cleaner.running.manifest import Row
from cleaner.writing.files import put

# A part's file of articles.
NAME = compiled(r"articles-\d{5,}\.(?:jsonl|parquet)")
# Pages of a part: some ten thousand articles, some ten megabytes. Chosen; so are the bytes from which on it has fewer.
PAGES = 1000
BYTES = 64_000_000


def grouped(sources: Iterable[Source]) -> Iterator[list[Source]]:
    """The pages of every part, in order.

    >>> [len(part) for part in grouped([Source("", "", "")] * 2500)]
    [1000, 1000, 500]
    """
    part: list[Source] = []
    size = 0
    for source in sources:
        part.append(source)
        size += len(source.data or b"")
        if len(part) == PAGES or size > BYTES:
            yield part
            part, size = [], 0
    if part:
        yield part


def in_parts(sources: Iterable[Source]) -> Iterator[Task]:
    """The pages, each with the part that it is in."""
    for number, group in enumerate(grouped(sources)):
        for source in group:
            yield Task(source, part=number)


def name_of(what: str, number: int, form: str) -> str:
    """The name of a part's file.

    >>> name_of("articles", 7, "jsonl")
    'articles-00007.jsonl'
    """
    return f"{what}-{number:05}.{form}"


def write_part(job: Job, number: int, pages: Sequence[Done]) -> Row:
    """Write the articles of some pages, and their ledger.

    Args:
        job: the run.
        number: of the part.
        pages: what came of each.

    Returns:
        What the manifest says of the part.

    Raises:
        OSError: no rights, no room; what was there is as it was.
    """
    articles = "".join(page.lines.articles for page in pages if page.lines)
    ledger = "".join(page.lines.ledger for page in pages if page.lines)
    files = {}
    # The ledger first: articles never stand without their account.
    for what, lines in (("ledger", ledger), ("articles", articles)):
        files[what] = _packed(what, lines) if job.form == "parquet" else lines.encode("utf-8")
        put(os.path.join(job.out, name_of(what, number, job.form)), files[what], job.room)
    names = {what: name_of(what, number, job.form) for what in ("articles", "ledger")}
    rows = sum(page.row is not None for page in pages)
    return {"part": number, "pages": rows, **names, "digest": _digest(files["articles"], files["ledger"])}


def _packed(what: str, lines: str) -> bytes:
    from cleaner.writing.parquet import ARTICLES, LEDGER, packed  # late: an extra

    return packed(ARTICLES if what == "articles" else LEDGER, lines.split("\n")[:-1])


def as_it_was(job: Job, number: int, group: Sequence[Source], known: Sequence[Done | None], part: Row) -> bool:
    """Whether a part would be what it is: its pages are made from the same, and its files are as they were written.

    Args:
        job: the run.
        number: of the part.
        group: its pages.
        known: what an earlier run made of each.
        part: what the manifest says of it.
    """
    if part["pages"] != len(group) or part["articles"] != name_of("articles", number, job.form):
        return False
    return all(_same(job, number, *pair) for pair in zip(group, known, strict=True)) and digest_of(job.out, part) == part["digest"]


def _same(job: Job, number: int, source: Source, known: Done | None) -> bool:
    if known is None or known.row is None or known.row.get("part") != number:
        return False
    data = read(source)
    return not isinstance(data, Problem) and bool(known.row["made_from"] == made_from(job, digest(data), source))


def digest_of(out: str, part: Row) -> str:
    """A digest of a part's files as they are; empty where they cannot be read."""
    try:
        return _digest(*(bytes_of(os.path.join(out, part[what])) for what in ("articles", "ledger")))
    except OSError:
        return ""


def _digest(articles: bytes, ledger: bytes) -> str:
    return short_digest(b"\0".join([articles, ledger]))


def records(path: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The articles, or the lines of the ledger, of a part; each with its place: the byte of its line, or the number of its row.

    Args:
        path: of the file, or its URL.

    Raises:
        OSError: it cannot be read.
        ValueError: it is not what `write_part` writes.
    """
    with opened(path) as stream:
        if path.endswith(".parquet"):
            from cleaner.writing.parquet import records as rows  # late: an extra

            yield from enumerate(rows(stream))
            return
        at = 0
        for line in stream:
            yield at, json.loads(line)
            at += len(line)


def record_at(path: str, place: int) -> dict[str, Any]:
    """The article at a place in a part.

    Raises:
        OSError: it cannot be read.
        ValueError: there is none.
    """
    if path.endswith(".parquet"):
        return _rows(path)[place]
    with opened(path) as stream:
        stream.seek(place)
        found: dict[str, Any] = json.loads(stream.readline())
        return found


@functools.lru_cache(maxsize=4)
def _rows(path: str) -> list[dict[str, Any]]:
    return [record for _, record in records(path)]
