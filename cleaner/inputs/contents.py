"""What a page's file holds, as bytes: a file, a packed one, one that lies elsewhere, standard input."""

from __future__ import annotations

import io
import sys

from cleaner.inputs.sources import PACKED, STDIN, Source
from cleaner.place import TooLarge, broken, elsewhere, opened, said_of, whole
from cleaner.problem import Problem, why

# What a packed file begins with (RFC 1952, bzip2's and xz's own formats, RFC 8878): standard input has no ending.
PACKED_AS = {b"\x1f\x8b": ".gz", b"BZh": ".bz2", b"\xfd7zXZ\x00": ".xz", b"\x28\xb5\x2f\xfd": ".zst"}


def read(source: Source) -> bytes | Problem:
    """The bytes of a page, or why they cannot be had.

    >>> read(Source("drop.tar/a.txt", "a.txt", "a", b"bridge")), read(Source("nowhere.txt", "nowhere.txt", "nowhere")).reason
    (b'bridge', 'unreadable')
    """
    if source.data is not None:
        return source.data
    if source.file == STDIN:
        return standard_input()
    try:
        if not source.file.lower().endswith(PACKED) and not elsewhere(source.file):
            with open(source.file, "rb") as file:
                return whole(file)
    except TooLarge as bad:
        return Problem(source.name, "unreadable", str(bad))
    except OSError as bad:
        return Problem(source.name, "unreadable", f"{why(bad)}; check the file and its rights")
    return _unpacked(source.file, source.name)


def standard_input() -> bytes | Problem:
    """What comes by standard input, unpacked if it is packed; nothing where it is closed, and a problem where it is more than a page.

    >>> import gzip, subprocess
    >>> program = "from cleaner.inputs.contents import standard_input; print(len(standard_input()))"
    >>> page = "新桥".encode()
    >>> runs = [subprocess.run([sys.executable, "-c", program], input=data, stdout=-1) for data in (page, gzip.compress(page))]
    >>> [run.stdout.strip() for run in runs]
    [b'6', b'6']
    """
    try:
        data = b"" if sys.stdin is None else whole(sys.stdin.buffer)
        packed = next((ending for begins, ending in PACKED_AS.items() if data.startswith(begins)), "")
        if not packed:
            return data
        with opened(packed, io.BytesIO(data)) as stream:
            return whole(stream)
    except TooLarge as bad:
        return Problem(STDIN, "unreadable", str(bad))
    except broken() as bad:
        return Problem(STDIN, "unreadable", f"{said_of(bad)}; pack it again")


def _unpacked(file: str, name: str) -> bytes | Problem:
    """The bytes of a page whose file is packed, or lies elsewhere; or why they cannot be had.

    Args:
        file: a path or a URL.
        name: of the page, for the problem.

    >>> _unpacked("nowhere.txt.gz", "page.txt.gz").reason
    'unreadable'
    """
    try:
        with opened(file) as stream:
            return whole(stream)
    except TooLarge as bad:
        return Problem(name, "unreadable", str(bad))
    except broken() as bad:
        return Problem(name, "unreadable", said_of(bad, "check the file"))
