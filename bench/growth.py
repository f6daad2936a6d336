#!/usr/bin/env python3
"""How the cost of a run grows: with the number of pages, and with the size of a page.

usage: bench/growth.py PAGES

Pages are copies of the labelled ones, each with a line of its own; large ones are labelled ones joined. Whole processes on one core, one
run each; an exponent is the slope of a line through the logarithms.
"""

from __future__ import annotations

import math
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence

COUNTS = (100, 1000, 10_000)
SIZES = (10_000, 50_000, 250_000, 1_000_000, 5_000_000)


def main(folder: str) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(pathlib.Path(folder).glob("*.txt"))]
    place: str | pathlib.Path
    with tempfile.TemporaryDirectory() as place:
        place = pathlib.Path(place)
        report("pages", COUNTS, [of_pages(place, texts, count) for count in COUNTS])
        report("bytes a page", SIZES, [of_size(place, texts, size) for size in SIZES])


def report(what: str, sizes: Sequence[int], seconds: Sequence[float]) -> None:
    told = ", ".join(f"{size:,} {took:.2f} s" for size, took in zip(sizes, seconds, strict=True))
    print(f"{what}: {told}; exponent {slope(sizes, seconds):.2f} (at most 1.1)", flush=True)


def slope(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    xs, ys = [math.log(size) for size in sizes], [math.log(took) for took in seconds]
    return statistics.linear_regression(xs, ys).slope


def of_pages(place: pathlib.Path, texts: Sequence[str], count: int) -> float:
    write_drop(place / f"drop{count}", texts, count)
    return run(place, f"drop{count}")


def write_drop(drop: pathlib.Path, texts: Sequence[str], count: int) -> None:
    """A folder of so many pages, a hundred in each folder of it: the texts in turn, each page with a line of its own."""
    for k in range(count):
        path = drop / f"{k // 100:03}/{k:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{texts[k % len(texts)]}\n\n第{k}号\n", encoding="utf-8")


def of_size(place: pathlib.Path, texts: Sequence[str], size: int) -> float:
    """A page of so many bytes: pages joined, each with a line of its own, so that none is a repeat."""
    parts, held, k = [], 0, 0
    while held < size:
        parts.append(f"{texts[k % len(texts)]}\n\n第{k}号\n\n")
        held += len(parts[-1].encode())
        k += 1
    (place / f"{size}.txt").write_bytes("".join(parts).encode()[:size].decode(errors="ignore").encode())
    return run(place, f"{size}.txt")


def run(place: pathlib.Path, pages: str) -> float:
    start = time.perf_counter()
    command = [sys.executable, "-m", "cleaner", "split", pages, "-o", f"out-{pages}", "--jobs", "1", "--quiet"]
    subprocess.run(command, cwd=place, check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main(*sys.argv[1:])
