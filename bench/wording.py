#!/usr/bin/env python3
"""What pages of other papers are worth, and labelled ones in traditional characters, and with lines of other papers around.

usage: bench/wording.py PAGES

Pages of other papers are those of bench/unseen, and pages that pagemaker/papers.py sets of its articles. The lines are those of
tests/lines (furniture and credits that are told from their words, and those that are missed), five put between the paragraphs of every
page. Traditional characters are OpenCC's, one for one (`pip install -e '.[fit]'`).
"""

from __future__ import annotations

import functools
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from typing import Any

import opencc

UNSEEN = pathlib.Path(__file__).resolve().parent / "unseen"
PAPERS = pathlib.Path(__file__).resolve().parent / "pagemaker/papers.py"
LINES = pathlib.Path(__file__).resolve().parent.parent / "tests/lines"
EACH = 5
SHOWN = ("article_f1", "title", "authors", "paragraphs", "missing_f1")


def main(folder: str) -> None:
    pages = [(path, path.with_name(f"{path.stem}.gold.json")) for path in sorted(pathlib.Path(folder).glob("*.txt"))]
    print(f"{'':24}" + "".join(f"{name:>12}" for name in SHOWN))
    tell("pages of other papers", measured(UNSEEN))
    for path in sorted(UNSEEN.glob("*.jsonl")):
        with tempfile.TemporaryDirectory() as place:
            subprocess.run([sys.executable, PAPERS, place, "120", path], check=True)
            tell(f"set of {path.name}", measured(place))
    tell("as they are", measured(folder))
    for name, change in (("traditional", traditional), ("five lines a page more", with_lines())):
        with tempfile.TemporaryDirectory() as place:
            for path, labels in pages:
                text, gold = change(path.read_bytes().decode(), json.loads(labels.read_text(encoding="utf-8")))
                pathlib.Path(place, path.name).write_bytes(text.encode())
                pathlib.Path(place, labels.name).write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
            tell(name, measured(place))


def tell(name: str, found: dict[str, float]) -> None:
    print(f"{name:24}" + "".join(f"{found[figure]:12.4f}" for figure in SHOWN), flush=True)


def measured(place: str | pathlib.Path) -> dict[str, float]:
    command = [sys.executable, "-m", "cleaner"]
    with tempfile.TemporaryDirectory() as out:
        subprocess.run([*command, "split", str(place), "-o", out, "--quiet"], check=True)
        told = subprocess.run([*command, "eval", str(place), out, "--json"], check=True, capture_output=True)
    figures: dict[str, float] = json.loads(told.stdout)["figures"]
    return figures


def traditional(text: str, gold: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    return written(text), json.loads(written(json.dumps(gold, ensure_ascii=False)))


def written(text: str) -> str:
    return "".join(map(other, text))


@functools.cache
def other(letter: str) -> str:
    found = converter().convert(letter)
    return found if len(found) == 1 else letter


@functools.cache
def converter() -> Any:
    return opencc.OpenCC("s2tw")


def with_lines() -> Callable[[str, dict[str, Any]], tuple[str, dict[str, Any]]]:
    rng = random.Random(5)
    rows = [row for name in ("furniture", "credit") for row in (LINES / f"{name}.txt").read_text(encoding="utf-8").splitlines()[1:]]
    missed = [row.split("\t") for row in (LINES / "missed.txt").read_text(encoding="utf-8").splitlines()[1:]]
    rows += [line for kind, line in missed if kind in ("furniture", "credit")]

    def changed(text: str, gold: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        places = [0, *(found.end() for found in re.finditer("\n\n", text))]
        for place in sorted(rng.sample(places, min(EACH, len(places))), reverse=True):
            text = f"{text[:place]}{rng.choice(rows)}\n\n{text[place:]}"
        return text, without_places(gold)

    return changed


def without_places(gold: dict[str, Any]) -> dict[str, Any]:
    """The labels of a page whose places have moved: what is compared here are texts."""
    for article in gold["articles"]:
        article.pop("spans", None)
    return {**gold, "removed": []}


if __name__ == "__main__":
    main(*sys.argv[1:])
