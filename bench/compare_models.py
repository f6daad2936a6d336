#!/usr/bin/env python3
"""Two forms of the same language model side by side: this package's sorted keys in numpy, and KenLM.

usage: bench/compare_models.py ../shared/bench/pages      (pip install ufal-kenlm)

Both hold the same n-grams: KenLM's is loaded from an ARPA file written from the model that ships. Measured: size on disk, time
to open in a process that has numpy, pairs of blocks scored a second, and the share of torn ends whose true continuation reads
on best of all texts of the page (kinds as labelled).
"""

from __future__ import annotations

import pathlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence

import gold
import kenlm
import numpy as np
from sheets import labelled

from cleaner.arrays import Integers, Numbers
from cleaner.language import joint, ngram
from cleaner.linking.nodes import Node

MODEL = ngram.default_model()


def write_arpa(path: pathlib.Path) -> None:
    """The model as ARPA: symbol k is the word `c<k>`, starts and ends of lines are words like any other."""
    grams = [[(k,) for k in range(len(MODEL.chance[0]))]]
    for n in range(1, ngram.ORDER):
        keys = MODEL.keys[n].astype(np.int64)
        place, letter = keys >> ngram.LETTER_BITS, keys & ((1 << ngram.LETTER_BITS) - 1)
        grams.append([(*grams[-1][p], x) for p, x in zip(place.tolist(), letter.tolist(), strict=True)])
    ten = -ngram.STEP / np.log(10)
    with open(path, "w", encoding="ascii") as out:
        out.write("\\data\\\n")
        # KenLM wants its own marks, which nothing here uses.
        for n, level in enumerate(grams):
            out.write(f"ngram {n + 1}={len(level) + (3 if n == 0 else 0)}\n")
        for n, level in enumerate(grams):
            out.write(f"\n\\{n + 1}-grams:\n")
            if n == 0:
                out.write("-9\t<unk>\n-9\t<s>\t0\n-9\t</s>\n")
            last = n == ngram.ORDER - 1
            for k, gram in enumerate(level):
                back = "" if last else f"\t{MODEL.backoff[n][k] * ten:.4f}"
                out.write(f"{MODEL.chance[n][k] * ten:.4f}\t{' '.join(f'c{x}' for x in gram)}{back}\n")
        out.write("\n\\end\\\n")


class Ken:
    """KenLM's gain of every pair of a page: its state after the end of one, then the head of the other, character by character."""

    def __init__(self, path: pathlib.Path) -> None:
        self.model = kenlm.Model(str(path))

    def after(self, context: Iterable[int], head: Iterable[int]) -> float:
        state, out, total = kenlm.State(), kenlm.State(), 0.0
        self.model.NullContextWrite(state)
        for symbol in context:
            self.model.BaseScore(state, f"c{symbol}", out)
            state, out = out, state
        for symbol in head:
            total += self.model.BaseScore(state, f"c{symbol}", out)
            state, out = out, state
        nats: float = total * np.log(10)
        return nats

    def gains(self, edge: joint.Edges) -> Numbers:
        count = len(edge.tails)
        return np.array(
            [[self.after(edge.tails[i].tolist(), edge.heads[j].tolist()) - edge.starts_text[j] for j in range(count)] for i in range(count)]
        )


def ours(edge: joint.Edges) -> ngram.Floats:
    count = len(edge.tails)
    first, second = (x.ravel() for x in np.meshgrid(np.arange(count), np.arange(count), indexing="ij"))
    return joint.join_gain(edge, first, second).reshape(count, count)


def measure(
    name: str, gains: Callable[[joint.Edges], Numbers | ngram.Floats], pages: Sequence[tuple[list[Node], joint.Edges, Integers]]
) -> None:
    hit = ends = pairs = 0
    start = time.perf_counter()
    found = [gains(edge) for _, edge, _ in pages]
    seconds = time.perf_counter() - start
    for gain, (here, _, after) in zip(found, pages, strict=True):
        pairs += len(here) ** 2
        text = np.array([not n.title for n in here])
        for i, n in enumerate(here):
            if n.breaks_off and not n.title and after[i] >= 0:
                others = text.copy()
                others[i] = False
                hit += np.where(others, gain[i], -99).argmax() == after[i]
                ends += 1
    print(f"{name:8} {pairs / seconds:12,.0f} pairs a second, {hit / ends:.4f} of {ends} torn ends go on best in their continuation")


def opening(imports: str, code: str) -> float:
    """Milliseconds to open a model, the median of five processes."""
    timed = f"import time, numpy\n{imports}\nt = time.perf_counter()\n{code}\nprint(time.perf_counter() - t)"
    runs = [subprocess.run([sys.executable, "-c", timed], capture_output=True, text=True, check=True).stdout for _ in range(5)]
    return sorted(map(float, runs))[2] * 1000


def main(folder: str) -> None:
    pages = []
    for _, page, answer in gold.pages(folder):
        _, here, after = labelled(page, answer)
        pages.append((here, joint.edges(MODEL, [n.text for n in here]), after))
    with tempfile.TemporaryDirectory() as work:
        arpa = pathlib.Path(work) / "model.arpa"
        write_arpa(arpa)
        size = pathlib.Path(ngram.DEFAULT).stat().st_size
        print(f"cleaner  {size:12,} bytes, opened in {opening('from cleaner.language import ngram', 'ngram.read_model()'):.1f} ms")
        print(f"KenLM    {arpa.stat().st_size:12,} bytes (ARPA), opened in {opening('import kenlm', f'kenlm.Model({str(arpa)!r})'):.1f} ms")
        measure("cleaner", ours, pages)
        measure("KenLM", Ken(arpa).gains, pages[:20])
        measure("cleaner", ours, pages[:20])


if __name__ == "__main__":
    main(*sys.argv[1:])
