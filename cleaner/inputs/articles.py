"""Articles to learn a language model from: plain text, article JSON, JSON lines; any of them with gzip around it."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterable, Iterator
from typing import Any

from cleaner.inputs import sources
from cleaner.inputs.decode import decode
from cleaner.place import below, broken
from cleaner.problem import Problem, why
from cleaner.writing.names import BESIDE_ARTICLES

ENDINGS = (*sources.ENDINGS, ".json", ".jsonl")
Article = tuple[list[str], list[str]]


class UnusableText(Exception):
    """A file that nothing can be learnt from; the message names it, the place and what to do."""


def articles(paths: Iterable[str]) -> Iterator[Article]:
    """Title lines and paragraphs of every article of some files, one file at a time.

    Args:
        paths: files, or folders whose text and JSON files are read, in order of their names.

    Raises:
        UnusableText: a file cannot be read, or is not what its ending says.

    >>> import tempfile
    >>> with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
    ...     _ = file.write('{"title": "新桥通车", "text": "两岸欢庆。\\\\n学校开学。"}'.encode()), file.flush()
    ...     [*articles([file.name])]
    [(['新桥通车'], ['两岸欢庆。', '学校开学。'])]
    """
    for path in paths:
        for file in _files(path):
            yield from _articles(file)


def _files(path: str) -> Iterator[str]:
    if not os.path.isdir(path):
        yield path
        return
    try:
        files = (file for file in below(path) if file.casefold().removesuffix(".gz").endswith(ENDINGS))
        yield from (file for file in files if not BESIDE_ARTICLES.fullmatch(os.path.basename(file)))
    except OSError as bad:
        raise UnusableText(f"{bad.filename}: {why(bad)}; mend it, or leave it out") from None


def _articles(path: str) -> Iterator[Article]:
    plain = path.casefold().removesuffix(".gz")
    try:
        with gzip.open(path, "rb") if path.casefold().endswith(".gz") else open(path, "rb") as file:
            if plain.endswith(".jsonl"):
                for number, line in enumerate(file, start=1):
                    if line.strip():
                        yield _record(line, f"{path}:{number}")
            elif plain.endswith(".json"):
                yield _record(file.read(), path)
            else:
                yield [], _paragraphs(_text(file.read(), path))
    except UnusableText:
        raise
    except broken() as bad:
        raise UnusableText(f"{path}: {str(getattr(bad, 'strerror', '') or bad).lower()}; mend it, or leave it out") from None


def _text(data: bytes, path: str) -> str:
    decoded = decode(data, path, None)
    if isinstance(decoded, Problem):
        # What could be done about a page cannot here: there is no --encoding.
        place = f"{decoded.place}: " if decoded.place else ""
        raise UnusableText(f"{path}: {place}{decoded.message.partition('; ')[0]}; mend it, or leave it out")
    return decoded.text


def _record(line: bytes, place: str) -> Article:
    """An article of its own form (`title_lines`, `paragraphs`), of a corpus (`title`, `paragraphs`), or of `text` alone."""
    try:
        record: Any = json.loads(line)
        title = record.get("title_lines", record.get("title") or [])
        lines = [title] if isinstance(title, str) else list(title)
        paragraphs = list(record["paragraphs"]) if "paragraphs" in record else _paragraphs(record["text"])
        "".join((*lines, *paragraphs))  # all are texts
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as bad:
        raise UnusableText(f"{place}: no article with `paragraphs` or `text` ({bad}); mend it, or leave it out") from None
    return lines, paragraphs


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
