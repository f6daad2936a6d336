"""Entries of a manifest in order, in bounded memory: a run may have millions of pages."""

from __future__ import annotations

import contextlib
import heapq
import itertools
import json
import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from cleaner.record import as_line

# Entries that are sorted in memory; more are sorted in files of so many, and these are merged. Chosen: some tens of megabytes.
AT_ONCE = 50_000

Row = dict[str, Any]


def in_order(found: Iterable[Row], key: Callable[[Row], Any], scratch: str) -> Iterator[Row]:
    """Entries in order of a key; memory holds a bounded number, whatever there are.

    Args:
        found: the entries, in any order.
        key: by which they are sorted.
        scratch: a folder for what does not fit.

    Raises:
        OSError: no room there.

    >>> [row["path"] for row in in_order([{"path": "b.txt"}, {"path": "a.txt"}], lambda row: row["path"], "nowhere")]
    ['a.txt', 'b.txt']
    """
    rows = iter(found)
    part = sorted(itertools.islice(rows, AT_ONCE), key=key)
    if len(part) < AT_ONCE:
        yield from part
        return
    with contextlib.ExitStack() as stack:
        runs = []
        while part:
            runs.append(_run(part, scratch, stack))
            part = sorted(itertools.islice(rows, AT_ONCE), key=key)
        yield from heapq.merge(*runs, key=key)


def _run(part: Iterable[Row], scratch: str, stack: contextlib.ExitStack) -> Iterator[Row]:
    """Some entries from a file that they are written to."""
    import tempfile  # late: few runs are so large

    os.makedirs(scratch, exist_ok=True)
    file = tempfile.TemporaryFile("w+", encoding="utf-8", dir=scratch)  # noqa: SIM115 (the stack closes it)
    stack.callback(file.close)
    file.writelines(map(as_line, part))
    file.seek(0)
    return map(json.loads, file)
