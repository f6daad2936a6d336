"""Articles and lines of a ledger as Parquet, and back. Needs pyarrow, the extra `parquet`."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from typing import IO, Any

import pyarrow
import pyarrow.parquet

Record = dict[str, Any]

_TEXT = pyarrow.string()
_TEXTS = pyarrow.list_(_TEXT)
ARTICLES = pyarrow.schema(
    [
        ("schema", _TEXT),
        ("id", _TEXT),
        ("title", _TEXT),
        ("title_lines", _TEXTS),
        ("authors", _TEXTS),
        ("paragraphs", _TEXTS),
        ("captions", pyarrow.list_(pyarrow.struct([("text", _TEXT), ("credit", _TEXT)]))),
        ("language", _TEXT),
        ("missing", _TEXTS),
        ("confidence", pyarrow.float64()),
        ("flags", _TEXT),
        ("spans", _TEXT),
        ("source", pyarrow.struct([("path", _TEXT), ("sha256", _TEXT), ("encoding", _TEXT), ("characters", pyarrow.int64())])),
        ("made_by", pyarrow.struct([("version", _TEXT), ("settings", _TEXT), ("model", _TEXT)])),
    ]
)
LEDGER = pyarrow.schema(
    [
        ("page", _TEXT),
        ("action", _TEXT),
        ("span", pyarrow.list_(pyarrow.int64())),
        ("text", _TEXT),
        ("reason", _TEXT),
        ("became", _TEXT),
        ("evidence", _TEXT),
    ]
)
# What differs in its form from record to record: it goes as JSON.
TREES = ("flags", "spans", "evidence")


def packed(schema: pyarrow.Schema, lines: Iterable[str]) -> bytes:
    """Records as the bytes of a file; the same records give the same bytes, as long as pyarrow is the same.

    Args:
        schema: ARTICLES or LEDGER.
        lines: a record each, as JSON.

    Raises:
        ValueError: a record has a field that the schema has no column for: pyarrow would leave it out without a word.

    >>> lines = ['{"title": "新桥通车", "flags": [{"rule": "untitled"}]}']
    >>> list(records(io.BytesIO(packed(ARTICLES, lines))))
    [{'title': '新桥通车', 'flags': [{'rule': 'untitled'}]}]
    """
    rows = [{name: _flat(name, value) for name, value in json.loads(line).items()} for line in lines]
    if unknown := {name for row in rows for name in row} - set(schema.names):
        raise ValueError(f"there is no column for {', '.join(sorted(unknown))}")
    stream = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows, schema=schema), stream, compression="zstd")
    return stream.getvalue()


def records(stream: IO[bytes]) -> Iterator[Record]:
    """The records in a file, as they were packed.

    >>> page = packed(LEDGER, ['{"page": "a.txt", "span": [0, 2], "evidence": {"alike": 0.9}}'])
    >>> [(line["page"], line["evidence"]) for line in records(io.BytesIO(page))]
    [('a.txt', {'alike': 0.9})]
    """
    for batch in pyarrow.parquet.ParquetFile(stream).iter_batches():
        for row in batch.to_pylist():
            yield {name: json.loads(value) if name in TREES else value for name, value in row.items() if value is not None}


def _flat(name: str, value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if name in TREES else value
