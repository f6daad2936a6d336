"""Tables of pages (JSONL, Parquet), a page a row: what is wrong with a row is told with its place, and the others are read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import IO, Any

from cleaner.inputs.sources import Columns, Member, shown
from cleaner.place import LARGEST, opened
from cleaner.problem import NotInstalled, Problem, needs, printable, short

# Rows of a Parquet table that are read at once: at some ten kilobytes a page, some megabytes. Chosen.
ROWS = 256


def jsonl(path: str, columns: Columns) -> Iterator[Member | Problem]:
    """The pages of a table of JSON lines; a line that is none is a problem.

    Args:
        path: of the table.
        columns: of its text and its names.

    Raises:
        OSError: it cannot be read on; so may what unpacks it (`cleaner.place.broken`).

    >>> import tempfile
    >>> with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
    ...     _ = file.write(b'{"id": "a.txt", "text": "bridge"}\\n{"id": 2}\\n'), file.flush()
    ...     [one.name if isinstance(one, Member) else one.place for one in jsonl(file.name, Columns())]
    ['a.txt', 'line 2']
    """
    with opened(path) as stream:
        yield from _once(_each(path, stream, columns))


def _each(path: str, stream: IO[bytes], columns: Columns) -> Iterator[Member | Problem]:
    """What each line of a table is."""
    for number, line in enumerate(_lines(stream), 1):
        if line is None:
            yield Problem(shown(path), "unreadable", f"more than {LARGEST >> 20} MB, which no page has; leave it out", f"line {number}")
        elif line.strip():
            yield _line(path, f"line {number}", line, columns)


def _once(found: Iterator[Member | Problem]) -> Iterator[Member | Problem]:
    """The same pages; of one problem of line after line, as a column that is missing, the first, and how many there are."""
    for _, run in groupby(found, key=lambda one: one.message if isinstance(one, Problem) else ""):
        yield from _first_and_last(run)


def _first_and_last(run: Iterator[Member | Problem]) -> Iterator[Member | Problem]:
    """Pages; or of problems that are one the first, and how many others there are, at the place of the last."""
    last, more = None, -1
    for one in run:
        more += 1
        last = one if isinstance(one, Problem) else None
        if not (last and more):
            yield one
    if last and more:
        yield last._replace(message=f"so are {more:,} lines up to this one: {last.message}")


def _lines(stream: IO[bytes]) -> Iterator[bytes | None]:
    """The lines of a stream, None for one that is longer than any page."""
    while line := stream.readline(LARGEST + 1):
        if len(line) <= LARGEST:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(LARGEST)
        yield None


def _line(path: str, place: str, line: bytes, columns: Columns) -> Member | Problem:
    """The page in a line of JSON."""
    try:
        return _row(path, place, json.loads(line), columns)
    except UnicodeDecodeError as bad:
        said = f"byte {bad.start} of it is not UTF-8, as which JSON is written (RFC 8259); write the table anew as UTF-8"
        return Problem(shown(path), "undecodable", said, place)
    except json.JSONDecodeError as bad:
        said = f"no JSON from character {bad.pos} on ({bad.msg[0].lower()}{bad.msg[1:]}); mend it"
        return Problem(shown(path), "unreadable", said, place)
    except RecursionError:
        return Problem(shown(path), "unreadable", "too many brackets within one another; mend it", place)
    except ValueError:  # sys.set_int_max_str_digits
        return Problem(shown(path), "unreadable", "a number with thousands of figures; mend it", place)


def parquet(path: str, columns: Columns) -> Iterator[Member | Problem]:
    """The pages of a Parquet table; a table without the columns is a problem, and so is a row without a page.

    Args:
        path: of the table.
        columns: of its text and its names.

    Raises:
        OSError: it cannot be read, or what that takes is not installed.

    >>> import pyarrow, pyarrow.parquet, tempfile
    >>> with tempfile.NamedTemporaryFile(suffix=".parquet") as file:
    ...     pyarrow.parquet.write_table(pyarrow.table({"text": ["bridge"], "id": ["a.txt"]}), file.name)
    ...     [page.data for page in parquet(file.name, Columns())], [said.message for said in parquet(file.name, Columns("body", "id"))]
    ([b'bridge'], ["there is no column 'body', but text, id; name them with --columns TEXT,NAME"])
    """
    try:
        import pyarrow.parquet
    except ModuleNotFoundError:
        raise NotInstalled(needs("pyarrow", "parquet")) from None
    with opened(path) as stream:
        table = pyarrow.parquet.ParquetFile(stream)
        there = table.schema_arrow.names
        if lacking := _lacking(there, columns):
            yield Problem(shown(path), "unreadable", lacking)
            return
        number = 0
        for batch in table.iter_batches(batch_size=ROWS, columns=list(columns)):
            for row in batch.to_pylist():
                number += 1
                yield _row(path, f"row {number}", row, columns)


def _lacking(there: Iterable[str], columns: Columns) -> str:
    """What is said where a table has not the columns; empty where it has."""
    names = list(there)
    lacking = [name for name in columns if name not in names]
    few = printable(short(", ".join(names), 200)) or "none"
    return f"there is no column {lacking[0]!r}, but {few}; name them with --columns TEXT,NAME" if lacking else ""


def _row(path: str, place: str, row: Any, columns: Columns) -> Member | Problem:
    """The page in a row of a table."""
    if not isinstance(row, dict):
        return Problem(shown(path), "unreadable", "no object, with a text and a name; mend it", place)
    if lacking := _lacking(row, columns):
        return Problem(shown(path), "unreadable", lacking, place)
    text, name = (row[column] for column in columns)
    if not isinstance(text, (str, bytes)) or not isinstance(name, (str, int)) or isinstance(name, bool):
        said = f"no text in {columns.text!r}, or no name in {columns.name!r}; mend it, or name others with --columns TEXT,NAME"
        return Problem(shown(path), "unreadable", said, place)
    if isinstance(text, bytes):
        return Member(str(name), text)
    try:
        return Member(str(name), text.encode("utf-8"), "utf-8")
    except UnicodeEncodeError as bad:
        said = f"character {bad.start} of its text is half a character (a lone surrogate); mend the text"
        return Problem(shown(path), "undecodable", said, place)
