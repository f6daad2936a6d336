#!/usr/bin/env python3
"""Make the table of traditional characters, from OpenCC's (the package `opencc`, Apache-2.0) and a corpus of simplified text.

usage: bench/make_traditional.py ../shared/corpus/news.jsonl.gz cleaner/data/traditional.txt

A character that stands in the simplified text itself (乾 in 乾隆, 昇 in names) is no sign of traditional script, and is left
out: more than 1 in 5,000,000 characters of the corpus is taken to be use, less to be a slip.
"""

from __future__ import annotations

import collections
import gzip
import pathlib
import sys

import opencc

HEAD = """# Traditional character, tab, its simplified form. Made by bench/make_traditional.py from OpenCC's t2s (Apache-2.0), without
# those that simplified newspapers use themselves. One character a line.
"""


def main(source: str, target: str) -> None:
    convert = opencc.OpenCC("t2s").convert
    seen: collections.Counter[str] = collections.Counter()
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for line in lines:
            seen.update(line)
    often = seen.total() / 5_000_000
    rows = []
    for point in [*range(0x3400, 0xA000)]:
        char = chr(point)
        simple = convert(char)
        if simple != char and len(simple) == 1 and seen[char] <= often and seen[simple]:
            rows.append(f"{char}\t{simple}\n")
    pathlib.Path(target).write_text(HEAD + "".join(rows), encoding="utf-8")
    print(f"{target}: {len(rows)} characters")


if __name__ == "__main__":
    main(*sys.argv[1:])
