"""Regular expressions, compiled once and kept between runs, beside the bytecode of the package.

`regex` compiles in Python, which takes as long as all else from a cold start: 206 ms for the 424 patterns that the seed page needed when
that was measured, where to read them back compiled took 6 ms (bench/RESULTS.md, startup). What is kept is one more way to the same
patterns: one that is not there is compiled, and where nothing can be written, as in a read-only image, nothing is kept.
"""

from __future__ import annotations

import contextlib
import functools
import io
import os
import pickle
import sys
import zlib
from typing import Any

import regex

import cleaner

# Bytes of the CRC-32 at the head of the file: one that is torn is not read.
SUM = 4


def compiled(pattern: str, flags: int = 0) -> regex.Pattern[str]:
    """The pattern, compiled, as `regex.compile` has it.

    >>> compiled(r"\\p{Han}+").findall("GDP增长5%，超预期")
    ['增长', '超预期']
    """
    known, key = _kept(), (pattern, int(flags))
    if key not in known:
        known[key] = regex.compile(pattern, flags)
        _fresh.append(key)
    return known[key]


def keep() -> None:
    """Keep the patterns of this process for the runs to come, if some of them were not kept yet and there is a place for them."""
    if not _fresh:
        return
    held = pickle.dumps(_kept(), protocol=5)
    new = f"{_place()}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(new), exist_ok=True)
        with open(new, "wb") as stream:
            stream.write(_sum(held) + held)
        os.replace(new, _place())
    except OSError:  # no right to, or no room: they are compiled again
        with contextlib.suppress(OSError):
            os.unlink(new)
        return
    _fresh.clear()


_fresh: list[tuple[str, int]] = []


@functools.cache
def _kept() -> dict[tuple[str, int], regex.Pattern[str]]:
    """The patterns of earlier runs; none where the file is not there, or is not what was written."""
    try:
        with open(_place(), "rb") as stream:
            whole = stream.read()
        found = _Patterns(io.BytesIO(whole[SUM:])).load() if _sum(whole[SUM:]) == whole[:SUM] else {}
    except (OSError, pickle.UnpicklingError):
        return {}
    return dict(found)


def _sum(held: bytes) -> bytes:
    return zlib.crc32(held).to_bytes(SUM, "little")


def _place() -> str:
    """Where patterns are kept: they are of one version of this package, of Python and of `regex`."""
    name = f"patterns-{cleaner.__version__}.{sys.implementation.cache_tag}.regex-{regex.__version__}"
    return os.path.join(os.path.dirname(__file__), "__pycache__", name)


class _Patterns(pickle.Unpickler):
    """Reads back compiled patterns and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        """What a pattern is made by."""
        if (module, name) != ("regex._regex", "compile"):
            raise pickle.UnpicklingError(f"{module}.{name} is no pattern")
        return super().find_class(module, name)
