#!/usr/bin/env python3
"""Reprints: recall and precision against brute force, beside other libraries, and the time of `cleaner dedupe` on many articles.

usage: bench/dedupe.py ../shared/corpus/news.jsonl.gz [COUNT [MANY]]

COUNT articles (20,000 if not said) are the corpus's and copies of them: a twentieth each with 0, 2, 5 and 10 % wrong characters, and
a twentieth cut to their first half. Brute force looks at the shingles of all pairs (needs scipy). Beside it, on the same articles,
datasketch, rensa and gaoya, each with 128 permutations at a Jaccard of 0.5, where they are installed. MANY articles (200,000) are
made of pieces of a few characters, a tenth of them copies with 5 % wrong ones, and written as `cleaner split` writes, in files and in
parts; these are gone through in shares, too, one after the other.
"""

from __future__ import annotations

import gzip
import importlib
import itertools
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

import numpy as np

from cleaner.arrays import Integers
from cleaner.language.shingles import OF_REPRINTS, numbered, shingles
from cleaner.reprints.clusters import Candidate, Reprint, reprints
from cleaner.reprints.clusters import edge as exact
from cleaner.reprints.judge import ALIKE, WITHIN
from cleaner.reprints.pairs import likely, pairs
from cleaner.reprints.sign import sign

WRONG = (0.0, 0.02, 0.05, 0.10)
SHORTEST = 60
PERMUTATIONS, CHUNK = 128, 500
# Articles of a part, as of a thousand pages; shares of the work.
PART, SHARES = 8000, 4
# The pairs (copy, original) of each kind of copy, and pairs that are found.
Copies: TypeAlias = dict[str, list[tuple[int, int]]]
Found: TypeAlias = set[frozenset[int]]


def main(corpus: str, count: str = "20000", many: str = "200000") -> None:
    chance = random.Random(7)
    texts, copies = articles(corpus, int(count), chance)
    start = time.perf_counter()
    near = found_pairs(texts)
    taken = time.perf_counter() - start
    print(f"{len(texts):,} articles, {sum(map(len, texts)) * 3 / 1e6:.0f} MB: cleaner {taken:.1f} s on one core")
    dropped = [(r.dropped, r.kept) for r in found_repeats(texts, near)]
    cluster = components(dropped)
    gone = {copy for copy, _ in dropped}
    right: int | set[frozenset[int]]
    for kind, mine in copies.items():
        right = sum(cluster.get(a, -1) == cluster.get(b, -2) and bool(gone & {a, b}) for a, b in mine)
        print(f"  copies {kind}: {right / len(mine):.4f} found of {len(mine):,}")
    true = brute_force(texts)
    wanted, right = {k for pair in true for k in pair}, set(map(frozenset, true))
    found = sum(k in cluster for k in wanted) / len(wanted)
    print(f"  brute force: {len(true):,} pairs of {len(wanted):,} articles; {found:.4f} of these are in a cluster")
    precise = sum(frozenset(pair) in right for pair in dropped) / len(dropped)
    print(f"  of the {len(dropped):,} dropped {precise:.4f} repeat the one that is kept for them")
    for name, run in (("datasketch", datasketch), ("rensa", rensa), ("gaoya", gaoya)):
        beside(name, run, texts, copies)
    whole(corpus, int(many), chance)


def articles(corpus: str, count: int, chance: random.Random) -> tuple[list[str], Copies]:
    """Texts of letters and numbers, and the pairs (copy, original) of each kind of copy."""
    with gzip.open(corpus, "rt", encoding="utf-8") as file:
        records = (json.loads(line) for line in file)
        plain = (numbered("".join(record.get("paragraphs") or [record["text"]])) for record in records)
        originals = list(dict.fromkeys(itertools.islice((text for text in plain if len(text) >= SHORTEST), count * 3 // 4)))
    texts, copies = list(originals), {}
    whose = list(range(len(originals)))
    chance.shuffle(whose)
    share = count // 20
    for k, wrong in enumerate(WRONG):
        mine = whose[k * share : (k + 1) * share]
        copies[f"with {wrong:.0%} wrong characters"] = [(len(texts) + n, original) for n, original in enumerate(mine)]
        texts += [damaged(originals[original], wrong, chance) for original in mine]
    mine = [original for original in whose[len(WRONG) * share :] if len(originals[original]) >= 4 * SHORTEST][:share]
    copies["cut to a half"] = [(len(texts) + n, original) for n, original in enumerate(mine)]
    texts += [originals[original][: len(originals[original]) // 2] for original in mine]
    return texts, copies


def damaged(text: str, wrong: float, chance: random.Random) -> str:
    return "".join(chr(chance.randrange(0x4E00, 0x9FA5)) if chance.random() < wrong else c for c in text)


def found_pairs(texts: list[str]) -> Integers:
    keys, owners, samples = [], [], []
    for at in range(0, len(texts), CHUNK):
        signed = sign([[text] for text in texts[at : at + CHUNK]])
        keys.append(signed.keys)
        owners.append(signed.owners + at)
        samples.append(signed.sample + (at << 32))
    return likely(pairs(np.concatenate(keys), np.concatenate(owners)), np.concatenate(samples), len(texts))


def found_repeats(texts: list[str], near: Integers) -> list[Reprint]:
    found = [Candidate(f"{k:08}", 0, len(text)) for k, text in enumerate(texts)]
    sure = filter(None, (exact(one, other, found.__getitem__, texts.__getitem__) for one, other in near.tolist()))
    return list(reprints(found, sure, texts.__getitem__))


def brute_force(texts: Iterable[str]) -> list[tuple[int, int]]:
    """All pairs that an exact look takes for one."""
    from scipy.sparse import csr_matrix

    sets = [np.unique(shingles(text, OF_REPRINTS)) for text in texts]
    sizes = np.array([len(s) for s in sets])
    _, column = np.unique(np.concatenate(sets), return_inverse=True)
    rows = np.repeat(np.arange(len(sets)), sizes)
    held = csr_matrix((np.ones(len(rows), dtype=np.int32), (rows, column)))
    true: list[tuple[int, int]] = []
    for at in range(0, len(sets), CHUNK):
        shared = (held[at : at + CHUNK] @ held.T).tocoo()
        one, other, both = shared.row + at, shared.col, shared.data
        least = np.minimum(sizes[one], sizes[other])
        alike = (both / (sizes[one] + sizes[other] - both) >= ALIKE) | (both / least >= WITHIN)
        keep = (one < other) & alike & (least >= 20)
        true += zip(one[keep].tolist(), other[keep].tolist(), strict=True)
    return true


def components(edges: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Article -> the first of its component."""
    above: dict[int, int] = {}

    def top(k: int) -> int:
        while above.get(k, k) != k:
            k = above[k]
        return k

    for edge in edges:
        a, b = sorted(map(top, edge))
        above[b] = a
    return {k: top(k) for edge in edges for k in edge}


def beside(name: str, run: Callable[[list[str]], Found], texts: list[str], copies: Copies) -> None:
    try:
        importlib.import_module(name)
    except ImportError:
        print(f"{name}: not installed here")
        return
    start = time.perf_counter()
    found = run(texts)
    taken = time.perf_counter() - start
    told = ", ".join(f"{kind} {sum(frozenset(pair) in found for pair in mine) / len(mine):.3f}" for kind, mine in copies.items())
    print(f"{name}: {taken:.1f} s; {told}")


def grams(text: str) -> list[str]:
    return [text[k : k + OF_REPRINTS] for k in range(len(text) - OF_REPRINTS + 1)]


def datasketch(texts: list[str]) -> Found:
    from datasketch import MinHash, MinHashLSH

    found: Found
    index, found = MinHashLSH(threshold=ALIKE, num_perm=PERMUTATIONS), set()
    for k, text in enumerate(texts):
        mine = MinHash(num_perm=PERMUTATIONS)
        mine.update_batch([gram.encode() for gram in grams(text)])
        found.update(frozenset((k, other)) for other in index.query(mine))
        index.insert(k, mine)
    return found


def rensa(texts: list[str]) -> Found:
    from rensa import RMinHash, RMinHashLSH

    found: Found
    index, found = RMinHashLSH(threshold=ALIKE, num_perm=PERMUTATIONS, num_bands=32), set()
    for k, text in enumerate(texts):
        mine = RMinHash(num_perm=PERMUTATIONS, seed=42)
        mine.update(grams(text))
        found.update(frozenset((k, other)) for other in index.query(mine))
        index.insert(k, mine)
    return found


def gaoya(texts: list[str]) -> Found:
    from gaoya.minhash import MinHashStringIndex

    index = MinHashStringIndex(
        hash_size=32, jaccard_threshold=ALIKE, num_bands=32, band_size=4, analyzer="char", ngram_range=(OF_REPRINTS, OF_REPRINTS)
    )
    found: Found = set()
    for k, text in enumerate(texts):
        found.update(frozenset((k, other)) for other in index.query(text))
        index.insert_document(k, text)
    return found


def whole(corpus: str, count: int, chance: random.Random) -> None:
    """`cleaner dedupe` on files."""
    with gzip.open(corpus, "rt", encoding="utf-8") as file:
        base = numbered("".join("".join(json.loads(line).get("paragraphs") or []) for line in itertools.islice(file, 4000)))
    frame = json.loads(next((pathlib.Path(__file__).parent.parent / "out").glob("*/01.json")).read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as place:
        made: list[list[str]] = []
        for k in range(count):
            fresh = k % 10 or not made
            made.append(pieces(base, chance) if fresh else [damaged(part, 0.05, chance) for part in chance.choice(made[-1000:])])
            folder = pathlib.Path(place, f"out/{k // 1000:04}/{k // 10:06}")
            if k % 10 == 0:
                folder.mkdir(parents=True)
                (folder / "ledger.jsonl").write_text("")
            record = {**frame, "id": f"{k // 10:06}/{k % 10 + 1:02}", "paragraphs": made[-1], "spans": {}, "flags": [], "missing": []}
            line = json.dumps(record, ensure_ascii=False)
            (folder / f"{k % 10 + 1:02}.json").write_text(line, encoding="utf-8")
            part = pathlib.Path(place, f"parts/articles-{k // PART:05}.jsonl")
            part.parent.mkdir(exist_ok=True)
            with part.open("a", encoding="utf-8") as file:
                file.write(line + "\n")
            made[:-1000] = []
        index = ["--index", "index.db"]
        taken: float | list[float]
        for what, options in (("out", []), ("parts", []), ("out", index), ("out", index)):
            taken, told = timed(place, what, *options, "--jobs", "2")
            print(f"{count:,} articles, two cores, {what} {' '.join(options)}: {taken:.1f} s (at most 60); {told}")
        for step in ("sign", "pairs", "edges"):
            taken = [timed(place, "parts", "--shard", f"{number}/{SHARES}", "--jobs", "1")[0] for number in range(1, SHARES + 1)]
            files = sum(path.stat().st_size for path in pathlib.Path(place).glob(f"*.work/{step}*")) / count
            print(f"in {SHARES} shares, {step}: {min(taken):.1f} to {max(taken):.1f} s a share, {files:,.0f} bytes an article")
        print(f"the index has {pathlib.Path(place, 'index.db').stat().st_size / count:,.0f} bytes an article")


def timed(place: str, *arguments: str) -> tuple[float, str]:
    start = time.perf_counter()
    command = [sys.executable, "-m", "cleaner", "dedupe", *arguments]
    told = subprocess.run(command, cwd=place, check=True, capture_output=True, text=True).stderr.strip()
    return time.perf_counter() - start, told


def pieces(base: str, chance: random.Random) -> list[str]:
    """Paragraphs of nothing but pieces of a few characters."""
    return ["".join(piece(base, chance) for _ in range(chance.randrange(6, 16))) for _ in range(chance.randrange(2, 6))]


def piece(base: str, chance: random.Random) -> str:
    start = chance.randrange(len(base) - 20)
    return base[start : start + chance.randrange(6, 15)]


if __name__ == "__main__":
    main(*sys.argv[1:])
