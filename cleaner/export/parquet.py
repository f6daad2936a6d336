"""Parquet: a row an article, for data sets and data frames. Needs pyarrow, the extra `parquet`."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any

import pyarrow
import pyarrow.parquet

from cleaner.outputs.articles import Record, text_of
from cleaner.writing.files import replacing

# Articles of a row group: some ten megabytes of text. Chosen.
GROUP = 10_000
SCHEMA = pyarrow.schema(
    [
        ("id", pyarrow.string()),
        ("text", pyarrow.string()),
        ("title", pyarrow.string()),
        ("authors", pyarrow.list_(pyarrow.string())),
        ("paragraphs", pyarrow.list_(pyarrow.string())),
        ("captions", pyarrow.list_(pyarrow.struct([("text", pyarrow.string()), ("credit", pyarrow.string())]))),
        ("language", pyarrow.string()),
        ("missing", pyarrow.list_(pyarrow.string())),
        ("confidence", pyarrow.float64()),
        ("page", pyarrow.string()),
        ("sha256", pyarrow.string()),
        ("duplicate_of", pyarrow.string()),
    ]
)


def write_parquet(articles: Iterable[Record], path: str) -> None:
    """Write a file so that there is always the old one or the new; memory holds one row group.

    Args:
        articles: their records.
        path: of the file.

    >>> import tempfile
    >>> record = {"id": "a/01", "title_lines": ["新桥通车"], "paragraphs": ["两岸欢庆。"], "source": {"path": "a.txt", "sha256": ""}}
    >>> with tempfile.NamedTemporaryFile(suffix=".parquet") as file:
    ...     write_parquet([record], file.name)
    ...     [row] = pyarrow.parquet.ParquetFile(file.name).read().to_pylist()
    >>> row["id"], row["text"], row["page"], row["duplicate_of"]
    ('a/01', '新桥通车\\n\\n两岸欢庆。', 'a.txt', None)
    """
    rows = iter(articles)
    with replacing(path) as file, pyarrow.parquet.ParquetWriter(file, SCHEMA, compression="zstd") as writer:
        while group := [_row(record) for record in itertools.islice(rows, GROUP)]:
            writer.write_table(pyarrow.Table.from_pylist(group, schema=SCHEMA))


def _row(record: Record) -> dict[str, Any]:
    page = {"page": record["source"]["path"], "sha256": record["source"]["sha256"]}
    kept_for = record.get("duplicate_of") or None
    own = {field.name: record[field.name] for field in SCHEMA if field.name in record}
    return {"text": text_of(record), **page, **own, "duplicate_of": kept_for}
