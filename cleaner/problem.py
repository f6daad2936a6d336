"""What is wrong with a page, as a value: one line that names the file, the place and what to do."""

from __future__ import annotations

import errno
from typing import Literal, NamedTuple

REMEDIES = {
    errno.ENAMETOOLONG: "make the name shorter",
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), "check the rights there"),
    **dict.fromkeys((errno.EEXIST, errno.ENOTDIR, errno.EISDIR), "another file has the place, move it"),
    errno.ENOENT: "make the folder",
}
# What is advised where memory does not suffice.
MORE_MEMORY = "cut the page, or give cleaner more memory"
# Names have it as others have a space.
WIDE_SPACE = "\u3000"


# What can be wrong, as the manifest names it (docs/manifest.md).
Reason = Literal[
    "missing", "empty", "unreadable", "binary", "undecodable", "same-name",  # before a page is split
    "crashed", "unbalanced", "untitled", "no-text", "correction-misfit",  # of a page
    "unwritable", "gone",  # of what is written
]  # fmt: skip


class Problem(NamedTuple):
    """One thing that a run could not do, or did with a doubt.

    `grave` problems end the run with exit code 2; the others with 0, or with 1 under `--strict`.
    """

    path: str
    reason: Reason
    message: str  # what is wrong, and what to do
    place: str = ""  # "byte 12", "character 40": where in the file, if anywhere
    grave: bool = True

    def __str__(self) -> str:
        """The line that the terminal shows."""
        where = f"{printable(self.path)}: {self.place}: " if self.place else f"{printable(self.path)}: "
        return f"{where}{self.message} [{self.reason}]"


def why(bad: OSError) -> str:
    """What the system says was wrong, as a part of a line.

    >>> why(FileNotFoundError(2, "No such file or directory"))
    'no such file or directory'
    """
    return (bad.strerror or str(bad)).lower()


class NotInstalled(OSError):
    """A package that an extra brings is not there; the message says which, and nothing is wrong with any file."""


def needs(package: str, extra: str) -> str:
    """What is said where a package of an extra is not installed: another project has the name `cleaner` on PyPI.

    >>> needs("pyarrow", "parquet")
    "this needs pyarrow: install cleaner with its extra (pip install '.[parquet]' where its setup.cfg is)"
    """
    return f"this needs {package}: install cleaner with its extra (pip install '.[{extra}]' where its setup.cfg is)"


def remedy(bad: OSError) -> str:
    """What to do about what the system says was wrong with a place that is written to.

    >>> remedy(OSError(errno.ENOSPC, "No space left on device")), remedy(OSError(errno.ENAMETOOLONG, "File name too long"))
    ('make room', 'make the name shorter')
    """
    return REMEDIES.get(bad.errno or 0, "make room")


def short(text: str, most: int) -> str:
    """A text on one line, as a message quotes it: its beginning, where it is longer than so many characters.

    A page does not colour the terminal that it is quoted in.

    >>> short("新桥今天\\n通车", 20), short("新桥今天通车", 2), short("新桥\\x1b[31m", 20)
    ('新桥今天 通车', '新桥…', '新桥\\\\x1b[31m')
    """
    flat = printable(" ".join(text.split()))
    return flat if len(flat) <= most else flat[:most] + "…"


def printable(text: str) -> str:
    """A name as it can be shown on one line and written in UTF-8.

    >>> printable("a\\nb"), printable("日报　01")
    ('a\\\\nb', '日报　01')
    """
    return "".join(c if c.isprintable() or c == WIDE_SPACE else c.encode("unicode_escape").decode() for c in text)
