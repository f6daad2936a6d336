#!/usr/bin/env python3
"""What `check` costs beside `split`: whole processes over the same pages, in turns, the median of five.

usage: bench/check.py ../shared/bench/pages
"""

from __future__ import annotations

import pathlib
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

TURNS = 5


def main(pages: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = str(pathlib.Path(folder, "found.txt"))
        looked = ["check", pages, "--exit-zero", "--output", found]
        commands: dict[str, Callable[[int], list[str]]] = {
            # Into a fresh folder each time: what is there already is not written again.
            "split": lambda turn: ["split", pages, "-o", str(pathlib.Path(folder, str(turn))), "--quiet"],
            "check": lambda turn: looked,
            "check --out": lambda turn: [*looked, "--out", str(pathlib.Path(folder, "0"))],
        }
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for turn in range(TURNS):
            for name, arguments in commands.items():
                start = time.perf_counter()
                subprocess.run([sys.executable, "-m", "cleaner", *arguments(turn)], check=True, capture_output=True)
                taken[name].append(time.perf_counter() - start)
    base = statistics.median(taken["split"])
    for name, seconds in taken.items():
        print(f"{name:12} {statistics.median(seconds):6.2f} s  {statistics.median(seconds) / base:5.2f} times split")


if __name__ == "__main__":
    main(*sys.argv[1:])
