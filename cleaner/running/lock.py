"""One run at a time in an output folder, or shares of one.

Each of two runs would take away what the other has half written, as left by a run that was killed.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator

from cleaner.writing.names import LOCK

try:
    import fcntl
except ImportError:  # not on every system
    fcntl = None  # type: ignore[assignment]

# Seconds between two looks at a lock that another holds. Chosen: manifests are joined in less.
WAIT = 0.02


class Locked(Exception):
    """Another run is at work in the folder; the message says what to do."""


@contextlib.contextmanager
def locked(home: str, mark: str) -> Iterator[None]:
    """Hold the lock of a run, or of a share of one; the system gives it back when the process ends, however it does.

    Shares are at work at once, each once; a whole run is alone.

    Args:
        home: the folder with its manifest.
        mark: of the share; empty for a whole run.

    Raises:
        Locked: another process holds it.

    Where no lock can be had (no rights, no room, no such thing on the system) the run goes on without: its pages say what is wrong.

    >>> import subprocess, sys, tempfile
    >>> program = "import sys; from cleaner.running.lock import *; locked(sys.argv[1], '').__enter__()"
    >>> with tempfile.TemporaryDirectory() as home:
    ...     with locked(home, ""):
    ...         subprocess.run([sys.executable, "-c", program, home], capture_output=True, text=True).stderr.splitlines()[-1]
    ...     subprocess.run([sys.executable, "-c", program, home]).returncode
    'cleaner.running.lock.Locked: another run is at work there; wait for its end, or name another folder with -o'
    0
    >>> program = program.replace("''", "sys.argv[2]")
    >>> with tempfile.TemporaryDirectory() as home:
    ...     with locked(home, ".1-of-2"):
    ...         runs = [[sys.executable, "-c", program, home, mark] for mark in ("", ".1-of-2", ".2-of-2")]
    ...         [subprocess.run(run, capture_output=True).returncode for run in runs]
    ...     os.listdir(home)
    [1, 1, 0]
    []
    """
    whole = os.path.join(home, LOCK)
    with contextlib.ExitStack() as held:
        held.enter_context(_given_back(whole, _taken(whole, together=bool(mark))))
        if mark:
            share = f"{whole}{mark}"
            held.enter_context(_given_back(share, _taken(share)))
        yield


@contextlib.contextmanager
def alone(home: str) -> Iterator[None]:
    """Wait until no other process is within this in a folder; where no lock can be had, go on without.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as home:
    ...     with alone(home):
    ...         os.listdir(home)
    ...     os.listdir(home)
    ['.lock.join']
    []
    """
    path = os.path.join(home, f"{LOCK}.join")
    while True:
        try:
            held = _taken(path)
            break
        except Locked:
            time.sleep(WAIT)
    with _given_back(path, held):
        yield


@contextlib.contextmanager
def _given_back(path: str, held: int | None) -> Iterator[None]:
    try:
        yield
    finally:
        if held is not None:
            with contextlib.suppress(OSError):
                # Whoever holds it together with others leaves it to the last of them.
                _lock(held, together=False)
                os.unlink(path)
            os.close(held)


def _taken(path: str, *, together: bool = False) -> int | None:
    """The open file of a lock that is taken now, alone or together with others; None where there is none to be had."""
    if fcntl is None:
        return None
    while True:
        try:
            os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
            held = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        except OSError:
            return None
        try:
            _lock(held, together=together)
        except (BlockingIOError, PermissionError):
            os.close(held)
            raise Locked("another run is at work there; wait for its end, or name another folder with -o") from None
        except OSError:
            os.close(held)
            return None
        # The run before may have deleted it between the two: then it is nobody's.
        if _same(held, path):
            return held
        os.close(held)


def _lock(held: int, *, together: bool) -> None:
    fcntl.lockf(held, (fcntl.LOCK_SH if together else fcntl.LOCK_EX) | fcntl.LOCK_NB)


def _same(held: int, path: str) -> bool:
    try:
        return os.path.samestat(os.fstat(held), os.stat(path))
    except OSError:
        return False
