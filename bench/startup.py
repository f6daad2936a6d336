#!/usr/bin/env python3
"""How long the command takes to be there, beside bare imports, in one run: medians of ten, turn by turn.

usage: bench/startup.py
"""

from __future__ import annotations

import compileall
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
TURNS = 10


def main() -> None:
    # As pip leaves a package that it installs; an environment may forbid Python to keep the bytecode of one that is in place.
    compileall.compile_dir(str(ROOT / "cleaner"), quiet=2)
    with tempfile.TemporaryDirectory() as folder:
        command = [str(pathlib.Path(sys.executable).with_name("cleaner"))]
        page = ROOT / "seeds/000_b59fd8846a464d7b.txt"
        runs = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "python -c 'import click'": [sys.executable, "-c", "import click"],
            "cleaner --help": [*command, "--help"],
            "python -c 'import click, regex, numpy'": [sys.executable, "-c", "import click, regex, numpy"],
            "cleaner split, the seed page": [*command, "split", str(page), "-o", folder, "--force"],
        }
        times: dict[str, list[float]] = {name: [] for name in runs}
        for turn in range(TURNS + 1):
            for name, words in runs.items():
                start = time.perf_counter()
                subprocess.run(words, cwd=ROOT, check=True, capture_output=True)
                if turn:  # the first warms the file cache
                    times[name].append(time.perf_counter() - start)
    middle = {name: statistics.median(found) * 1000 for name, found in times.items()}
    for name, found in middle.items():
        print(f"{name:42} {found:7.1f} ms")
    names = list(middle)
    print(f"cleaner --help is {middle[names[2]] / middle[names[1]]:.2f} times import click (at most 1.5)")
    print(f"the seed page is {middle[names[4]] / middle[names[3]]:.2f} times import click, regex, numpy (at most 2.5)")
    print(f"and {middle[names[4]] / middle[names[0]]:.1f} times python -c pass (at most 20: 0.2 s where that takes 10 ms)")


if __name__ == "__main__":
    main()
