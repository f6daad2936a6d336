"""Where files are: on this machine, packed or not, or at a URL that fsspec knows (s3://, gs://, memory://)."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import IO, Any, cast

from cleaner.problem import NotInstalled, needs, why

# From Python 3.14 on zstd is in the standard library.
ZSTD = ("compression.zstd", "backports.zstd")


def elsewhere(path: str) -> bool:
    """Whether a path is a URL.

    >>> elsewhere("s3://archive/pages"), elsewhere("pages")
    (True, False)
    """
    return "://" in path


# Bytes of a page at most. Chosen: more than a hundred million, which may be on one line; fifty million take 1.5 GB (bench/large.py).
LARGEST = 128 << 20


@contextlib.contextmanager
def opened(path: str, stream: IO[bytes] | None = None) -> Iterator[IO[bytes]]:
    """A file to be read, unpacked as its ending says; closed behind it.

    Args:
        path: a path or a URL.
        stream: what is in it, if it is open already.

    Raises:
        OSError: it cannot be opened, or what that takes is not installed; the message says what to do.

    >>> import gzip, io
    >>> with opened("page.txt.gz", io.BytesIO(gzip.compress("新桥".encode()))) as stream:
    ...     stream.read().decode()
    '新桥'
    """
    with stream or (_far(path) if elsewhere(path) else open(path, "rb")) as raw, _unpacked(path.lower(), raw) as plain:
        yield plain


def _unpacked(lower: str, raw: IO[bytes]) -> IO[bytes]:
    """What is in a file with this name in small letters: what unpacks it does not close it."""
    if lower.endswith((".gz", ".tgz")):
        import gzip

        return cast("IO[bytes]", gzip.open(raw))
    if lower.endswith((".bz2", ".tbz2")):
        import bz2

        return cast("IO[bytes]", bz2.open(raw))
    if lower.endswith((".xz", ".txz")):
        import lzma

        return cast("IO[bytes]", lzma.open(raw))
    if lower.endswith((".zst", ".tzst")):
        return _zstd(raw)
    return raw


def _far(url: str) -> IO[bytes]:
    with asked(url) as files:
        return cast("IO[bytes]", files.open(url, "rb"))


def _zstd(raw: IO[bytes]) -> IO[bytes]:
    import importlib

    for name in ZSTD:
        try:
            return cast("IO[bytes]", importlib.import_module(name).open(raw))
        except ModuleNotFoundError:
            continue
    raise NotInstalled(needs("backports.zstd", "zst"))


def listed(url: str) -> Iterator[tuple[str, str]]:
    """The files below a URL, folder by folder, each with its path below it; or the one that it is, with its name.

    Raises:
        OSError: there is nothing, or no way to it.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     os.mkdir(f"{folder}/2023")
    ...     _ = [open(f"{folder}/{name}", "w").close() for name in ("b.txt", "2023/a.txt", ".hidden.txt")]
    ...     [name for _, name in listed(f"file://{folder}")], [name for _, name in listed(f"file://{folder}/2023/a.txt")]
    (['b.txt', '2023/a.txt'], ['a.txt'])
    """
    with asked(url) as files:
        root = files._strip_protocol(url)
        if not files.isdir(root):
            if not files.exists(root):
                raise OSError("there is no such file or folder")
            yield url, root.rpartition("/")[2]
            return
        for here, folders, names in files.walk(root):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                if not name.startswith("."):
                    path = f"{here.rstrip('/')}/{name}"
                    yield files.unstrip_protocol(path), path.removeprefix(root).lstrip("/")


def matching(url: str) -> list[str]:
    """The files and folders that a pattern at a URL fits, in order; nothing where it fits none.

    Raises:
        OSError: there is no way to it.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = [open(f"{folder}/{name}", "w").close() for name in ("b.txt", "a.txt", "a.md")]
    ...     [found.rpartition("/")[2] for found in matching(f"file://{folder}/*.txt")]
    ['a.txt', 'b.txt']
    """
    with asked(url) as files:
        return sorted(map(files.unstrip_protocol, files.glob(files._strip_protocol(url))))


def below(folder: str) -> Iterator[str]:
    """The files below a folder of this machine, folder by folder, in order of their names; what is no file (a pipe) is passed over.

    Raises:
        OSError: a folder cannot be looked into; it names it.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     os.mkdir(f"{folder}/2023")
    ...     _ = [open(f"{folder}/{name}", "w").close() for name in ("b.txt", "2023/a.txt", "a.txt")]
    ...     [path.removeprefix(folder) for path in below(folder)]
    ['/a.txt', '/b.txt', '/2023/a.txt']
    """
    for here, folders, names in os.walk(folder, onerror=_raise):
        folders.sort()
        yield from filter(os.path.isfile, (os.path.join(here, name) for name in sorted(names)))


def _raise(bad: OSError) -> None:
    raise bad


@contextlib.contextmanager
def asked(url: str) -> Iterator[Any]:
    """The file system of a URL; what goes wrong with it comes as what goes wrong with files.

    Raises:
        OSError: anything.

    >>> with asked("memory://archive") as files:
    ...     raise RuntimeError("it does not answer")
    Traceback (most recent call last):
    ...
    OSError: it does not answer
    """
    try:
        yield system(url)
    except OSError:
        raise
    except Exception as bad:  # every kind of system has errors of its own
        raise OSError(said_of(bad)) from None


def system(url: str) -> Any:
    """The file system of a URL.

    Raises:
        OSError: fsspec, or what it needs for this kind of URL, is not installed, or it knows no such kind.

    >>> system("memory://archive/pages").protocol
    'memory'
    """
    try:
        import fsspec
    except ModuleNotFoundError:
        raise NotInstalled(needs("fsspec", "remote")) from None
    try:
        return fsspec.core.url_to_fs(url)[0]
    except ImportError as bad:
        raise NotInstalled(f"{bad}") from None
    except ValueError as bad:
        raise OSError(f"{bad}") from None


def bytes_of(path: str) -> bytes:
    """What is in a file, as it is.

    Raises:
        OSError: it cannot be read.

    >>> import gzip, tempfile
    >>> with tempfile.NamedTemporaryFile(suffix=".txt.gz") as file:
    ...     _ = file.write(gzip.compress(b"bridge")), file.flush()
    ...     [gzip.decompress(bytes_of(path)) for path in (file.name, f"file://{file.name}")]
    [b'bridge', b'bridge']
    """
    if elsewhere(path):
        with asked(path) as files:
            held: bytes = files.cat_file(path)
            return held
    with open(path, "rb") as file:
        return file.read()


class TooLarge(OSError):
    """A page that has more bytes than any has."""


def whole(stream: IO[bytes]) -> bytes:
    """All that is left in a stream, which is a page.

    Raises:
        TooLarge: it is no page: a few kilobytes can unpack to gigabytes, and take the memory of all others.

    >>> import io
    >>> whole(io.BytesIO("新桥".encode())).decode()
    '新桥'
    """
    held = stream.read(LARGEST + 1)
    if len(held) > LARGEST:
        raise TooLarge(f"more than {LARGEST >> 20} MB, which no page has; leave it out, or cut it into its pages")
    return held


def broken() -> tuple[type[BaseException], ...]:
    """What reading a damaged file, or from a place that is not as it should be, may raise.

    >>> import gzip
    >>> try:
    ...     gzip.decompress(gzip.compress("新桥今天通车".encode())[:20])
    ... except broken() as bad:
    ...     said_of(bad)
    'Compressed file ended before the end-of-stream marker was reached'
    """
    import lzma
    import tarfile
    import zipfile
    import zlib

    zstd = [getattr(sys.modules[name], "ZstdError") for name in ZSTD if sys.modules.get(name)]  # noqa: B009 (mypy knows no such module)
    # RuntimeError and NotImplementedError: a password, or a way of packing that zipfile does not know; ValueError: of pyarrow and fsspec.
    known = (OSError, EOFError, ValueError, RuntimeError, zlib.error, lzma.LZMAError, tarfile.TarError, zipfile.BadZipFile)
    return (*known, *zstd)


def said_of(bad: BaseException, advice: str = "") -> str:
    """What was wrong, and what to do, as a part of a line; no advice where nothing is wrong but that a package is missing.

    >>> said_of(FileNotFoundError(2, "No such file or directory")), said_of(EOFError()), said_of(ValueError("No footer.\\nNo page"))
    ('no such file or directory', 'EOFError', 'No footer')
    """
    said = why(bad) if isinstance(bad, OSError) else (str(bad) or type(bad).__name__).split("\n")[0].rstrip(".")
    return f"{said}; {advice}" if advice and not isinstance(bad, NotInstalled) else said
