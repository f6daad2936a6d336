"""Write and delete files, here or at a URL: there is always the old one or the new."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable, Iterator
from typing import IO

from cleaner.digests import short_digest
from cleaner.place import asked, elsewhere

# Longest name of a file, in bytes, on all usual systems.
LONGEST = 255


def named(stem: str, ending: str) -> str:
    """The name of a file, cut where no file may have so long a one; a digest tells it from others that begin so.

    >>> named("page", ".html"), len(named("报" * 90, ".html").encode()), named("报" * 90, ".html") == named("报" * 91, ".html")
    ('page.html', 253, False)
    """
    if len((stem + ending).encode("utf-8", "surrogateescape")) <= LONGEST:
        return stem + ending
    tail = f"-{short_digest(stem.encode('utf-8', 'surrogateescape'))}{ending}"
    while len((stem + tail).encode("utf-8", "surrogateescape")) > LONGEST:
        stem = stem[:-1]
    return stem + tail


def write_file(path: str, content: str | bytes) -> None:
    """Write one file so that there is always the old one or the new; text goes as UTF-8.

    Args:
        path: its path.
        content: what it shall hold.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_file(f"{folder}/a.txt", "新桥")
    ...     os.listdir(folder), os.path.getsize(f"{folder}/a.txt")
    (['a.txt'], 6)
    """
    write_stream(path, [content.encode("utf-8") if isinstance(content, str) else content])


def write_stream(path: str, chunks: Iterable[bytes], scratch: str | None = None, *, packed: bool = False) -> None:
    """Write one file piece by piece, as `replacing` does.

    Args:
        path: its path.
        chunks: what it shall hold.
        scratch: a folder on the same disk, in which it is half written; beside its place if left out.
        packed: it is compressed, as gzip does.

    Raises:
        OSError: no rights, no room.

    >>> import gzip, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_stream(f"{folder}/a.txt.gz", [b"one ", b"bridge"], packed=True)
    ...     gzip.open(f"{folder}/a.txt.gz").read()
    b'one bridge'
    """
    with replacing(path, scratch) as stream:
        stream.writelines(_packed(chunks) if packed else chunks)


@contextlib.contextmanager
def replacing(path: str, scratch: str | None = None) -> Iterator[IO[bytes]]:
    """A file to write, which takes its place when all of it is there: there is always the old one or the new.

    A link stays, and what it leads to is written; a pipe or a device gets what is written as it comes. What is for a URL is written here
    first, and sent when all of it is there.

    Args:
        path: its path, or a URL.
        scratch: a folder on the same disk, in which it is half written; beside its place if left out.

    Raises:
        OSError: no rights, no room.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with replacing(f"{folder}/a.txt") as stream:
    ...         _ = stream.write(b"bridge")
    ...         os.path.exists(f"{folder}/a.txt")
    ...     os.listdir(folder)
    False
    ['a.txt']
    """
    if elsewhere(path):
        with _sent(path) as stream:
            yield stream
        return
    if not _replaceable(path):
        with open(path, "wb") as stream:
            yield stream
        return
    path = os.path.realpath(path) if os.path.islink(path) else path
    half = f".{short_digest(os.path.basename(path).encode('utf-8', 'surrogateescape'))}.{os.getpid()}.new"
    fresh = os.path.join(os.path.dirname(path) if scratch is None else scratch, half)
    try:
        with open(fresh, "wb") as stream:
            yield stream
        os.replace(fresh, path)
    finally:
        with contextlib.suppress(OSError):
            os.unlink(fresh)


@contextlib.contextmanager
def _sent(url: str) -> Iterator[IO[bytes]]:
    """A file to write, which is sent to a URL when all of it is there."""
    import tempfile  # late: most files are written on this machine

    with tempfile.NamedTemporaryFile() as stream:
        yield stream
        stream.flush()
        with asked(url) as files:
            files.put_file(stream.name, files._strip_protocol(url))


def _replaceable(path: str) -> bool:
    """Whether a path is a file's, or of nothing yet."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode) or stat.S_ISDIR(os.stat(path).st_mode)
    except OSError:
        return True


def _packed(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces as gzip packs them, without the time in its head: the same pieces give the same bytes."""
    import zlib  # late: few files are packed

    pack = zlib.compressobj(wbits=31)
    for chunk in chunks:
        yield pack.compress(chunk)
    yield pack.flush()


def put(path: str, data: bytes, scratch: str) -> None:
    """Write a file of a run, here or at a URL, so that there is always the old one or the new.

    Args:
        path: a path or a URL.
        data: what it shall hold.
        scratch: a folder on the same disk, in which it is half written.

    Raises:
        OSError: no rights, no room.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     put(f"{folder}/out/2023/a.txt", b"bridge", f"{folder}/scratch")
    ...     sorted(os.listdir(folder)), os.listdir(f"{folder}/out/2023")
    (['out', 'scratch'], ['a.txt'])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     put(f"file://{folder}/out/a.txt", b"bridge", f"{folder}/scratch")
    ...     os.listdir(f"{folder}/out")
    ['a.txt']
    """
    if elsewhere(path):
        # An object is there as a whole or not at all.
        with asked(path) as files:
            if path.startswith("file:"):
                files.makedirs(path.rpartition("/")[0], exist_ok=True)
            files.pipe_file(path, data)
        return
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    os.makedirs(scratch, exist_ok=True)
    write_stream(path, [data], scratch)


def remove(path: str) -> None:
    """Delete a file, if it is there.

    Raises:
        OSError: no right to.

    >>> import tempfile
    >>> with tempfile.NamedTemporaryFile(delete=False) as file:
    ...     remove(file.name)
    >>> remove(file.name)
    >>> os.path.exists(file.name)
    False
    """
    with contextlib.suppress(FileNotFoundError):
        if elsewhere(path):
            with asked(path) as files:
                files.rm_file(path)
        else:
            os.unlink(path)
