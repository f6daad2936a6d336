"""Standard output as a person or a pipe gets it: what it cannot hold is escaped, and where there is no room for it one line says so."""

from __future__ import annotations

import codecs
import contextlib
import errno
import io
import os
import sys
from collections.abc import Iterator
from typing import NoReturn, TextIO

from cleaner.problem import remedy, why

# What a shell gives a command whose reader went away: none of its own codes, which say what was found.
HUNG_UP = 141


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
            hang_up()
        # The interpreter would try it once more when it ends.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (it is standard output)
        sys.stderr.write(f"cleaner: standard output: {why(bad)}; {remedy(bad)}, or write it elsewhere\n")
        raise SystemExit(2) from None


def hang_up() -> NoReturn:
    """End, for the reader went away, as `head` does. Not by its error, for which click and rich end with 1, as if something was found.

    >>> import subprocess
    >>> program = [sys.executable, "-c", "from cleaner.stdout import hang_up; hang_up()"]
    >>> subprocess.run(program).returncode == HUNG_UP
    True
    """
    # What is held back is for nobody, and must not fail again when the interpreter ends.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    raise SystemExit(HUNG_UP)


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
