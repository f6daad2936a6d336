"""What `cleaner split` wrote, read again beside the text of its pages: for those who look at it and put it right."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from cleaner.article import digest
from cleaner.decode import decode
from cleaner.output import LEDGER, MANIFEST
from cleaner.problem import Problem, printable

# Folders below the one that pages are looked for in. Chosen: a drop lies at most so deep in a project.
DEEPEST = 5
# What articles and lines of the ledger are asked for.
ARTICLE = {"id", "title", "authors", "paragraphs", "captions", "language", "missing", "confidence", "flags", "spans"}
LINE = {"action", "span", "text", "reason"}


class Unreadable(Exception):
    """An output folder that is not what `cleaner split` writes, or a page whose text is not to be had; the message says which."""


class Written(NamedTuple):
    """A page and what was written of it."""

    name: str
    folder: str  # of its articles, below the output folder
    data: bytes
    text: str
    articles: list[dict[str, Any]]
    ledger: list[dict[str, Any]]


def written(out: str, folder: str, problems: list[str]) -> Iterator[Written]:
    """Every page of an output folder that has articles, as far as its text is found.

    Args:
        out: what `cleaner split -o` wrote.
        folder: the pages are in it, or in folders below.
        problems: gets a line for each page that is not to be had.

    Raises:
        Unreadable: there is no manifest, or no page at all is found.
    """
    listed = [page for page in _manifest(out)["pages"] if page["articles"]]
    files = _page_files(listed, folder, out)
    if listed and not files:
        raise Unreadable(f"{folder}: no page of {out} is below it with the text that it was split from; name its folder with --pages")
    for page in listed:
        if page["path"] not in files:
            problems.append(f"{page['path']}: not below {folder} with the text that it was split from; split it again, or name --pages")
            continue
        try:
            yield _page(out, page, files[page["path"]])
        except Unreadable as bad:
            problems.append(str(bad))


def _manifest(out: str) -> dict[str, Any]:
    path = os.path.join(out, MANIFEST)
    try:
        held: dict[str, Any] = json.loads(_text(path))
    except (OSError, ValueError):
        raise Unreadable(f"{printable(path)}: no manifest; run `cleaner split -o {printable(out)}` first") from None
    return held


def _page_files(pages: Iterable[Mapping[str, Any]], folder: str, out: str) -> dict[str, str]:
    """Where the files of pages are: page name -> path, of those that are found with the text that they were split from."""
    wanted = {page["path"]: page["sha256"] for page in pages}
    by_end: dict[str, list[str]] = {}
    for name in wanted:
        by_end.setdefault(os.path.basename(name), []).append(name)
    found: dict[str, str] = {}
    for path in _files(folder, os.path.realpath(out)):
        for name in by_end.get(os.path.basename(path), ()):
            if name not in found and f"/{path}".endswith(f"/{name}") and _digest(path) == wanted[name]:
                found[name] = path
    return found


def _files(folder: str, avoid: str) -> Iterator[str]:
    """The files in a folder and some folders below; each real folder is entered once, so that link loops end."""
    base, seen = folder.rstrip("/").count("/"), {avoid}
    for here, below, files in os.walk(folder, followlinks=True):
        real = {name: os.path.realpath(os.path.join(here, name)) for name in sorted(below) if not name.startswith(".")}
        below[:] = [name for name, path in real.items() if path not in seen] if here.count("/") - base < DEEPEST else []
        seen.update(real[name] for name in below)
        yield from (os.path.join(here, name) for name in sorted(files))


def _digest(path: str) -> str:
    try:
        with open(path, "rb") as file:
            return digest(file.read())
    except OSError:
        return ""


def _page(out: str, page: Mapping[str, Any], path: str) -> Written:
    with open(path, "rb") as file:
        data = file.read()
    decoded = decode(data, page["path"], page["encoding"] or None)
    if isinstance(decoded, Problem):
        raise Unreadable(str(decoded))
    folder = os.path.join(out, page["folder"])
    try:
        ledger = [json.loads(line) for line in _text(os.path.join(folder, LEDGER)).splitlines()]
        names = sorted(name for name in os.listdir(folder) if name.endswith(".json"))
        articles = [json.loads(_text(os.path.join(folder, name))) for name in names]
    except (OSError, ValueError) as bad:
        raise Unreadable(f"{printable(folder)}: not what cleaner split writes ({bad}); run it again") from None
    if not (all(article.keys() >= ARTICLE for article in articles) and all(line.keys() >= LINE for line in ledger)):
        raise Unreadable(f"{printable(folder)}: not what this version writes; run cleaner split again")
    return Written(page["path"], page["folder"], data, decoded.text, articles, ledger)


def _text(path: str) -> str:
    with open(path, encoding="utf-8") as file:
        return file.read()
