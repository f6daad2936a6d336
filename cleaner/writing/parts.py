"""Articles of many pages in one file, a part, with its ledger beside it: JSON lines or Parquet. The same pages give the same bytes."""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Iterator, Mapping
from typing import Any

from cleaner.digests import short_digest
from cleaner.place import bytes_of, opened
from cleaner.writing.names import OF_A_PART


def as_bytes(what: str, lines: str, form: str) -> bytes:
    """A part's file.

    Args:
        what: `articles` or `ledger`.
        lines: of JSON, each with its end.
        form: `jsonl` or `parquet`.

    >>> as_bytes("articles", '{"title": "bridge"}\\n', "jsonl"), as_bytes("articles", '{"title": "bridge"}\\n', "parquet")[:4]
    (b'{"title": "bridge"}\\n', b'PAR1')
    """
    if form != "parquet":
        return lines.encode("utf-8")
    from cleaner.writing.parquet import ARTICLES, LEDGER, packed  # late: an extra

    return packed(ARTICLES if what == "articles" else LEDGER, lines.split("\n")[:-1])


def digest_of(out: str, part: Mapping[str, Any]) -> str:
    """A digest of a part's files as they are; empty where they cannot be read.

    Args:
        out: the output folder.
        part: what the manifest says of the part.

    >>> digest_of("nowhere", {"articles": "articles-00001.jsonl", "ledger": "ledger-00001.jsonl"})
    ''
    """
    try:
        return digest_of_both(*(bytes_of(os.path.join(out, part[what])) for what in OF_A_PART))
    except OSError:
        return ""


def digest_of_both(articles: bytes, ledger: bytes) -> str:
    """A digest of what a part's files hold.

    >>> digest_of_both(b"ab", b"c") == digest_of_both(b"a", b"bc")
    False
    """
    return short_digest(b"\0".join([articles, ledger]))


def records(path: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The articles, or the lines of the ledger, of a part; each with its place: the byte of its line, or the number of its row.

    Args:
        path: of the file, or its URL.

    Raises:
        OSError: it cannot be read.
        ValueError: it is not such a file.

    >>> import tempfile
    >>> with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
    ...     _ = file.write('{"id": "a/01"}\\n{"id": "a/02"}\\n'.encode()), file.flush()
    ...     [*records(file.name)], record_at(file.name, 15)
    ([(0, {'id': 'a/01'}), (15, {'id': 'a/02'})], {'id': 'a/02'})
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


def by_page(path: str) -> dict[str, list[dict[str, Any]]]:
    """The articles, or the lines of the ledger, of each page that a part has some of, by the page's name.

    Args:
        path: of the file, or its URL.

    Raises:
        OSError: it cannot be read.
        ValueError, KeyError, TypeError: it is not such a file.

    >>> import tempfile
    >>> with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
    ...     _ = file.write('{"page": "a.txt", "span": [0, 2]}\\n{"page": "b.txt", "span": [5, 9]}\\n'.encode()), file.flush()
    ...     by_page(file.name)["b.txt"]
    [{'page': 'b.txt', 'span': [5, 9]}]
    """
    found: dict[str, list[dict[str, Any]]] = {}
    for _, record in records(path):
        found.setdefault(record["page"] if "page" in record else record["source"]["path"], []).append(record)
    return found


def record_at(path: str, place: int) -> dict[str, Any]:
    """The article at a place in a part.

    Args:
        path: of the file, or its URL.
        place: the byte of its line, or the number of its row, as `records` gives it.

    Raises:
        OSError: it cannot be read.
        ValueError: there is none.

    >>> import tempfile
    >>> with tempfile.NamedTemporaryFile(suffix=".parquet") as file:
    ...     _ = file.write(as_bytes("articles", '{"id": "a/01"}\\n{"id": "a/02"}\\n', "parquet")), file.flush()
    ...     record_at(file.name, 1)
    {'id': 'a/02'}
    """
    if path.endswith(".parquet"):
        rows = _rows(path)
        if place >= len(rows):
            raise ValueError(f"no row {place:,} of {len(rows):,}")
        return rows[place]
    with opened(path) as stream:
        stream.seek(place)
        found: dict[str, Any] = json.loads(stream.readline())
        return found


@functools.lru_cache(maxsize=4)
def _rows(path: str) -> list[dict[str, Any]]:
    return [record for _, record in records(path)]
