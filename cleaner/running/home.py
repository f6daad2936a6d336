"""Where a run keeps its manifest and its journals while it runs: in the output folder, or beside it where that is at a URL."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from typing import Any

from cleaner.place import asked, elsewhere
from cleaner.writing.names import JOURNAL, MANIFESTS, STAYING


@contextlib.contextmanager
def at_home(out: str) -> Iterator[str]:
    """A folder on this machine with the manifests and journals of an output folder; of one at a URL it is a copy, for so long.

    Raises:
        OSError: there is no way to the URL.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as out:
    ...     _ = [open(f"{out}/{name}", "w").close() for name in ("manifest.json", "articles-00000.jsonl")]
    ...     with at_home(out) as same, at_home(f"file://{out}") as home:
    ...         same == out, os.listdir(home)
    ...     os.path.exists(home)
    (True, ['manifest.json'])
    False
    """
    if not elsewhere(out):
        yield out
        return
    import tempfile

    with tempfile.TemporaryDirectory(prefix="cleaner-") as home:
        fetch(out, home)
        yield home


def fetch(out: str, home: str) -> None:
    """Copy the manifests and journals at a URL to a folder.

    Raises:
        OSError: there is no way to it.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as out, tempfile.TemporaryDirectory() as home:
    ...     _ = [open(f"{out}/{name}", "w").close() for name in ("manifest.json", ".journal.jsonl", "articles-00000.jsonl")]
    ...     fetch(f"file://{out}", home)
    ...     sorted(os.listdir(home))
    ['.journal.jsonl', 'manifest.json']
    """
    with asked(out) as files:
        for path in _own(files, out):
            files.get_file(path, os.path.join(home, path.rpartition("/")[2]))


def send(home: str, out: str, mark: str) -> None:
    """Make the manifests at a URL those of a folder, and delete the journals of a share, which is done, and what it saved.

    Args:
        home: the folder.
        out: the URL.
        mark: of the share.

    Raises:
        OSError: there is no way to it.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as out:
    ...     open(f"{home}/manifest.1-of-2.json", "w").close()
    ...     names = (".journal.1-of-2.jsonl", ".journal.2-of-2.jsonl", "manifest.json", "manifest of goods.json")
    ...     _ = [open(f"{out}/{name}", "w").close() for name in names]
    ...     send(home, f"file://{out}", ".1-of-2")
    ...     sorted(os.listdir(out))
    ['.journal.2-of-2.jsonl', 'manifest of goods.json', 'manifest.1-of-2.json']
    """
    there = sorted(name for name in os.listdir(home) if MANIFESTS.fullmatch(name))
    with asked(out) as files:
        for name in there:
            files.put_file(os.path.join(home, name), f"{files._strip_protocol(out)}/{name}")
        for path in _own(files, out):
            name = path.rpartition("/")[2]
            if name.startswith((f"{JOURNAL}{mark}.", f"{STAYING}{mark}.")) or (MANIFESTS.fullmatch(name) and name not in there):
                files.rm_file(path)


def _own(files: Any, out: str) -> list[str]:
    files.invalidate_cache()
    with contextlib.suppress(FileNotFoundError):
        listed = files.ls(files._strip_protocol(out), detail=False)
        return sorted(path for path in listed if _is_own(path.rpartition("/")[2]))
    return []


def _is_own(name: str) -> bool:
    return bool(MANIFESTS.fullmatch(name)) or name.startswith((f"{JOURNAL}.", f"{STAYING}."))
