#!/usr/bin/env python3
"""Throughput of each pass on one core, beside bare decoding, NFKC and JSON writing of the same text in the same run.

usage: bench/passes.py ../shared/bench/pages
"""

from __future__ import annotations

import collections
import gc
import json
import os
import pathlib
import sys
import time
import unicodedata
from collections.abc import Sequence

# As the command line has it: one core is one core.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from cleaner.account import balance
from cleaner.article import articles
from cleaner.cli import COLLECT
from cleaner.digests import digest
from cleaner.inputs.decode import decode
from cleaner.ledger import ledger
from cleaner.page import Page
from cleaner.pipeline import defaults, run
from cleaner.problem import Problem
from cleaner.record import as_json, as_line
from cleaner.split import made_by, split_page

# The same for the collector of cycles.
gc.set_threshold(*COLLECT)
TURNS = 3


def main(folder: str) -> None:
    pages = [(p.name, p.read_bytes()) for p in sorted(pathlib.Path(folder).glob("*.txt"))]
    size = sum(len(data) for _, data in pages) / 1e6
    best: dict[str, float] = collections.defaultdict(lambda: float("inf"))
    split_page(*pages[0], defaults())  # opens the model and the tables
    for _ in range(TURNS):
        for name, seconds in turn(pages).items():
            best[name] = min(best[name], seconds)
    whole = best["whole page"]
    print(f"{len(pages)} pages, {size:.2f} MB; best of {TURNS} turns\n\n{'':28}{'MB/s':>8}{'ms a page':>12}{'share':>8}")
    for name, seconds in best.items():
        print(f"{name:28}{size / seconds:8.2f}{seconds / len(pages) * 1000:12.2f}{seconds / whole:8.1%}")
    print(f"\nthe whole page takes {whole / best['bare: decode, NFKC, JSON']:.1f} times the bare work")


def turn(pages: Sequence[tuple[str, bytes]]) -> dict[str, float]:
    spent: dict[str, float] = collections.Counter()  # type: ignore[assignment]  # of seconds, where its own hints have counts
    start = time.perf_counter()
    for _, data in pages:
        text = unicodedata.normalize("NFKC", data.decode())
        json.dumps({"text": text.split("\n\n")}, ensure_ascii=False).encode()
    spent["bare: decode, NFKC, JSON"] = time.perf_counter() - start
    for name, data in pages:
        last = begin = time.perf_counter()

        def watch(step: str, *_: Page) -> None:
            nonlocal last
            now = time.perf_counter()
            spent[step] += now - last
            last = now

        # As `split_page` does, which has no watcher.
        decoded = decode(data, name)
        assert not isinstance(decoded, Problem)
        page = run(Page(name, decoded.text, decoded.encoding), defaults(), watch)
        found = articles(page, digest(data), made_by(defaults()))
        balance(page, found)
        lines = ledger(page)
        done = time.perf_counter()
        spent["decode, articles, account"] += done - last
        for article in found:
            as_json(article.record()).encode()
        "".join(map(as_line, lines)).encode()
        spent["write JSON"] += time.perf_counter() - done
        spent["whole page"] += time.perf_counter() - begin
    return spent


if __name__ == "__main__":
    main(*sys.argv[1:])
