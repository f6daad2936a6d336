#!/usr/bin/env python3
"""What a run of many pages costs: on one process and on two, again with nothing changed, and how it grows with the pages.

usage: bench/jobs.py PAGES [COUNT]

COUNT pages (2,000 if not said) are copies of the labelled ones, each with a line of its own. Whole processes, one run each, but of a
single page the median of fifteen.
"""

from __future__ import annotations

import math
import pathlib
import signal
import statistics
import subprocess
import sys
import tempfile
import time

from growth import write_drop


def main(folder: str, count: str | int = "2000") -> None:
    count = int(count)
    place: str | pathlib.Path
    with tempfile.TemporaryDirectory() as place:
        place = pathlib.Path(place)
        texts = [path.read_text(encoding="utf-8") for path in sorted(pathlib.Path(folder).glob("*.txt"))]
        write_drop(place / "drop", texts, count)
        one, two = (run(place, "drop", f"out{jobs}", jobs) for jobs in (1, 2))
        print(f"{count:,} pages: {one:.1f} s on one process, {two:.1f} s on two: {one / two:.2f} times (at least 1.8)")
        second = run(place, "drop", "out2", 2)
        print(f"again, nothing changed: {second:.2f} s, {second / two:.1%} of the first (at most 5 %)")
        few = run(place, "drop/000", "few", 1)
        print(f"100 pages {few:.2f} s: exponent {math.log(one / few) / math.log(count / 100):.2f} to {count:,} (at most 1.1)")
        # In turns, for a machine has quicker and slower moments.
        turns = [[run(place, "drop/000/00000.txt", f"{jobs}-{k}", jobs) for jobs in (1, 2)] for k in range(15)]
        alone, ready = map(statistics.median, zip(*turns, strict=True))
        print(f"one page: {alone:.3f} s with --jobs 1, {ready:.3f} s with --jobs 2: {ready / alone:.2f} times (at most 1.05)")
        seconds, most = interrupted(place)
        print(f"Ctrl-C: ended in {statistics.median(seconds):.2f} s, {max(seconds):.2f} s at most (0.5); a worker has {most} MB (80)")


def interrupted(place: pathlib.Path) -> tuple[list[float], int]:
    """Seconds from Ctrl-C to the end of ten runs, and the most memory that a worker had, in MB."""
    seconds, most = [], 0
    for k in range(10):
        command = [sys.executable, "-m", "cleaner", "split", "drop/000", "-o", f"cut{k}", "--jobs", "2", "--quiet"]
        going = subprocess.Popen(command, cwd=place, stderr=subprocess.PIPE)
        time.sleep(0.5 + k / 10)
        for worker in pathlib.Path(f"/proc/{going.pid}/task/{going.pid}/children").read_text().split():
            status = pathlib.Path(f"/proc/{worker}/status").read_text()
            most = max(most, *(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM")))
        start = time.perf_counter()
        going.send_signal(signal.SIGINT)
        going.communicate()
        seconds.append(time.perf_counter() - start)
    return seconds, most


def run(place: pathlib.Path, pages: str, out: str, jobs: int) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "cleaner", "split", pages, "-o", out, "--jobs", str(jobs), "--quiet"], cwd=place, check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main(*sys.argv[1:])
