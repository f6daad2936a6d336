#!/usr/bin/env python3
"""Time and memory of `cleaner split` on one large page: all in one line, and in lines of fifty bytes.

usage: bench/large.py [MB ...]

The exponent of time over size is fitted: 1 is linear.
"""

import math
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

SENTENCE = "新桥今天上午正式通车，两岸居民从此不必再等渡船，市长说这座桥用了{}年。"


def one_line(size):
    text = "".join(SENTENCE.format(k) for k in range(size // 100))
    return text.encode()[:size].decode(errors="ignore")


def many_lines(size):
    return "".join(f"第{k}号通知说的是{k * 7919 % 1000}号桥{k * 31 % 77}\n" for k in range(size // 50))


def measure(text):
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "page.txt").write_text(text, encoding="utf-8")
        start = time.perf_counter()
        code = "import resource,runpy,sys; sys.argv[0]='cleaner'\ntry: runpy.run_module('cleaner', run_name='__main__')\nfinally: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
        done = subprocess.run([sys.executable, "-c", code, "split", "page.txt"], cwd=folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return time.perf_counter() - start, int(done.stdout.split()[-1])


def main(*sizes):
    sizes = [float(s) for s in sizes] or [1, 5, 25, 50]
    for name, make in (("one line", one_line), ("a line each 50 bytes", many_lines)):
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
    del resource
