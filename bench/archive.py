#!/usr/bin/env python3
"""What a run over many small pages in one tar archive holds in memory.

usage: bench/archive.py [COUNT ...]

10,000 and 1,000,000 pages if not said, into parts, on two processes. They are split without the passes that judge texts, for these hold
nothing from page to page and would take hours. The memory is that of the largest process of the run.
"""

from __future__ import annotations

import io
import os
import pathlib
import subprocess
import sys
import tarfile
import tempfile
import time

PASSES = ("normalise", "dedupe", "classify", "link", "complete")
SMALL = "第{0}号通知发布\n\n新桥今天上午正式通车，两岸居民从此不必再等渡船，市长说这座桥等了{0}年。\n"


def main(*counts: str) -> None:
    for count in map(int, counts or ("10000", "1000000")):
        with tempfile.TemporaryDirectory() as place:
            archive(pathlib.Path(place, "drop.tar"), count)
            start = time.perf_counter()
            off = [option for name in PASSES for option in ("--set", f"{name}.use=false")]
            command = [sys.executable, "-m", "cleaner", "split", "drop.tar", "--format", "jsonl", "--jobs", "2", "--quiet", *off]
            run = subprocess.Popen(command, cwd=place)
            _, status, used = os.wait4(run.pid, 0)
            assert status == 0
            took = time.perf_counter() - start
            print(f"{count:,} pages in an archive: {took:.0f} s, {used.ru_maxrss // 1024} MB at most (500)", flush=True)


def archive(path: pathlib.Path, count: int) -> None:
    with tarfile.open(path, "w") as held:
        for k in range(count):
            # tarfile keeps what it has written.
            held.members.clear()  # type: ignore[attr-defined]
            data = SMALL.format(k).encode()
            info = tarfile.TarInfo(f"{k // 1000:04}/{k:07}.txt")
            info.size = len(data)
            held.addfile(info, io.BytesIO(data))


if __name__ == "__main__":
    main(*sys.argv[1:])
