"""Standard output as a person or a pipe gets it: what it cannot hold is escaped, and where there is no room for it one line says so."""

from __future__ import annotations

import codecs
import contextlib
import errno
import io
import os
import sys
from collections.abc import Iterator
from typing import TextIO

from cleaner.problem import why


class _Output(io.TextIOWrapper):
    """Standard output whose failures end the run with one line, whoever wrote."""

    def write(self, text: str) -> int:
        """Write some text."""
        with _said():
            return super().write(text)

    def flush(self) -> None:
        """Pass on what was written."""
        with _said():
            super().flush()


@contextlib.contextmanager
def _said() -> Iterator[None]:
    try:
        yield
    except OSError as bad:
        if bad.errno == errno.EPIPE:
            raise  # the reader has had enough, which click knows
        # The interpreter would try it once more when it ends.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (it is standard output)
        sys.stderr.write(f"cleaner: standard output: {why(bad)}; make room, or write it elsewhere\n")
        raise SystemExit(2) from None


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person sees a stream; nobody sees one that is closed.

    >>> ours, theirs = os.openpty()
    >>> with open(ours), open(theirs, "w") as screen:
    ...     is_terminal(screen), is_terminal(io.StringIO()), is_terminal(None)
    (True, False, False)
    """
    return stream is not None and not stream.closed and stream.isatty()


def prepared() -> None:
    """Make standard output so, unless it is a test's; where it is closed nothing is written, and nobody minds.

    >>> with contextlib.redirect_stdout(None):
    ...     prepared()
    ...     name = sys.stdout.name
    ...     sys.stdout.close()
    >>> name == os.devnull
    True
    """
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (it is standard output)
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout is sys.__stdout__:
        # ASCII is what a system says that was told nothing: click, too, takes it for UTF-8.
        encoding = "utf-8" if codecs.lookup(sys.stdout.encoding).name == "ascii" else sys.stdout.encoding
        buffered = sys.stdout.line_buffering
        sys.stdout = _Output(sys.stdout.detach(), encoding=encoding, errors="backslashreplace", line_buffering=buffered)
