#!/usr/bin/env python3
"""Time and memory of `cleaner split` on one large page: all in one line, and in lines of fifty bytes.

usage: bench/large.py [MB ...]

The exponent of time over size is fitted: 1 is linear.
"""

# `sizes` are words, and then numbers.
# mypy: allow-redefinition
from __future__ import annotations

import math
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

SENTENCE = "{}桥今天上午正式通车，{}和{}两岸居民从此不必再等渡船，市长{}说这座桥用了{}年。"


def word(k: int) -> str:
    """One of five million words of three ideographs, so that no sentence says what another says: that would be dropped as a loop."""
    k = k * 2654435761 % 2**32
    return "".join(chr(0x4E00 + (k >> shift) % 2000) for shift in (0, 10, 20))


def one_line(size: int) -> str:
    text = "".join(SENTENCE.format(*(word(5 * k + n) for n in range(4)), k) for k in range(size // 130 + 1))
    return text.encode()[:size].decode(errors="ignore")


def many_lines(size: int) -> str:
    """Titles and texts in turn, so that there is something to link; the texts are of many lengths, so that no line looks wrapped."""
    lines = (
        f"第{k}号桥修好" if k % 6 == 0 else f"他说{k * 7919 % 1000}号桥，{'今年修，' * (k % 5)}到了明年就通车了。"
        for k in range(size // 50)
    )
    return "".join(f"{line}\n" for line in lines)


def measure(text: str) -> tuple[float, int]:
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "page.txt").write_text(text, encoding="utf-8")
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "cleaner", "split", "page.txt", "-q"], cwd=folder, check=True)
        # Of the largest child so far: that is this one, for the sizes grow and each shape is measured by a process of its own.
        return time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


def main(*sizes: str) -> None:
    shapes = {"one-line": one_line, "many-lines": many_lines}
    if not sizes or sizes[0] not in shapes:
        for name in shapes:
            subprocess.run([sys.executable, __file__, name, *sizes], check=True)
        return
    name, make = sizes[0], shapes[sizes[0]]
    sizes = [float(s) for s in sizes[1:]] or [1, 5, 25, 50]
    found = []
    for size in sizes:
        seconds, memory = measure(make(int(size * 1e6)))
        found.append((size, seconds))
        print(f"{name}: {size:5g} MB {seconds:7.2f} s {size / seconds:6.2f} MB/s {memory:6} MB at most", flush=True)
    if len(found) > 1:
        (a, s), (b, t) = found[-2], found[-1]
        print(f"{name}: exponent {math.log(t / s) / math.log(b / a):.2f} between {a:g} and {b:g} MB")


if __name__ == "__main__":
    main(*sys.argv[1:])
