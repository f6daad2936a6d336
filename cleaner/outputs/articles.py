"""The articles of an output folder, one after the other, in order of their pages."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from cleaner.article import SCHEMA
from cleaner.outputs import Unreadable
from cleaner.place import elsewhere, listed
from cleaner.problem import printable, why
from cleaner.record import ARTICLE_SHAPE, misfit
from cleaner.regexes import compiled
from cleaner.writing import parts
from cleaner.writing.names import ARTICLES_OF_PARTS, LEDGER, SCRATCH

Record = dict[str, Any]
# Files that are read by one worker at once: some tenths of a second. Chosen.
AT_ONCE = 500
# What of an article is exported; where it stands on the page is not looked at.
NEEDED = {name: shape for name, shape in ARTICLE_SHAPE.items() if name not in ("spans", "flags")}

# An article of a part, as `held_in` names it.
IN_PART = compiled(rf"(.*?)(?<![^/]){ARTICLES_OF_PARTS.pattern}#")


class ArticlePlace(NamedTuple):
    """Where an article is: its file, and its place in it where that is a part."""

    file: str
    at: int | None = None


class Held(NamedTuple):
    """An article that was read: where it is, the name that it goes by among others, and what it says."""

    place: ArticlePlace
    name: str
    record: Record


def records(out: str, tell: Callable[[str], None] | None = None) -> Iterator[Record]:
    """Every article below a folder, as it was written.

    Args:
        out: what `cleaner split -o` wrote, or its URL.
        tell: gets a line for each file that is none, and the others go on.

    Raises:
        Unreadable: there is no article; or a file is none, and nobody is told; at the end, that all files are none.

    >>> import tempfile
    >>> from cleaner import split_text
    >>> with tempfile.TemporaryDirectory() as out:
    ...     with open(f"{out}/articles-00001.jsonl", "w") as file:
    ...         json.dump(split_text("新桥通车\\n\\n新桥今天上午通车。")[0].record(), file)
    ...     [text_of(record) for record in records(out)]
    ['新桥通车\\n\\n新桥今天上午通车。']
    """
    said: list[str] = []
    nothing = True
    for held in itertools.chain.from_iterable(held_in(batch, tell and said.append) for batch in batches([out])):
        nothing = False
        yield held.record
    if nothing and said:
        raise Unreadable(said[0])
    if tell:
        for line in said:
            tell(line)


def batches(outs: Iterable[str]) -> Iterator[list[str]]:
    """The files of all articles below some folders, each once, in order of their pages; some at once, of which one is read after the other.

    Raises:
        Unreadable: in one of them there is none, or it cannot be looked into.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as out:
    ...     os.mkdir(f"{out}/a")
    ...     for name in ("articles-00001.jsonl", "a/01.json", "a/02.json", "a/ledger.jsonl"):
    ...         pathlib.Path(out, name).touch()
    ...     [[os.path.relpath(file, out) for file in batch] for batch in batches([out, out])]
    [['articles-00001.jsonl'], ['a/01.json', 'a/02.json']]
    """
    seen: set[str] = set()
    return itertools.chain.from_iterable(_batches(out, seen) for out in outs)


def _batches(out: str, seen: set[str]) -> Iterator[list[str]]:
    if not elsewhere(out) and not os.path.isdir(out):
        raise Unreadable(f"{printable(out)}: there is no such folder; check the path")
    found, single = out in seen or os.path.realpath(out) in seen, _article_files(out, seen)
    while batch := list(itertools.islice(single, AT_ONCE)):
        found = True
        yield from ([file] for file in batch if _is_part(file))
        if alone := [file for file in batch if not _is_part(file)]:
            yield alone
    if not found:
        raise Unreadable(f"{printable(out)}: no articles are there; run `cleaner split -o {printable(out)}` first")


def _article_files(out: str, seen: set[str]) -> Iterator[str]:
    """The files of articles below a folder; of `seen`, which gets them, are the files at URLs and the folders that were gone through."""
    if elsewhere(out):
        try:
            there = [file for file, name in listed(out) if _is_part(name) and file not in seen]
        except OSError as bad:
            raise Unreadable(f"{out}: {why(bad)}; check the address") from None
        seen.update([out, *there])
        yield from there
        return
    for here, below, files in os.walk(out, onerror=_unlisted):
        if os.path.realpath(here) in seen:
            continue
        seen.add(os.path.realpath(here))
        below[:] = sorted(name for name in below if not name.startswith(SCRATCH))
        for name in sorted(files):
            if _is_part(name) or (LEDGER in files and name.endswith(".json")):
                yield os.path.join(here, name)


def _unlisted(bad: OSError) -> None:
    raise Unreadable(f"{printable(str(bad.filename))}: {why(bad)}; check the folder's rights") from None


def _is_part(file: str) -> bool:
    return ARTICLES_OF_PARTS.fullmatch(file.rpartition("/")[2]) is not None


def held_in(batch: Iterable[str], tell: Callable[[str], None] | None = None) -> Iterator[Held]:
    """The articles in files.

    Args:
        batch: the files.
        tell: gets a line for each that is none of ours, and the others go on.

    Raises:
        Unreadable: a file is none of ours, and nobody is told.

    >>> import tempfile
    >>> from cleaner import split_text
    >>> with tempfile.TemporaryDirectory() as out:
    ...     with open(part := f"{out}/articles-00001.jsonl", "w") as file:
    ...         json.dump(split_text("新桥通车\\n\\n新桥今天上午通车。", "a.txt")[0].record(), file)
    ...     [(held.place.at, held.name.removeprefix(out), held.record["title"]) for held in held_in([part])]
    [(0, '/articles-00001.jsonl#a/01', '新桥通车')]
    """
    for file in batch:
        try:
            yield from _held(file)
        except Unreadable as bad:
            if tell is None:
                raise
            tell(str(bad))


def _held(file: str) -> Iterator[Held]:
    if not _is_part(file):
        yield Held(ArticlePlace(file), printable(file), record_at(ArticlePlace(file)))
        return
    try:
        for at, record in parts.records(file):
            found = _checked(record, file)
            yield Held(ArticlePlace(file, at), printable(f"{file}#{found['id']}"), found)
    except OSError as bad:
        raise Unreadable(f"{printable(file)}: {why(bad)}; check the file and its rights") from None
    except (ValueError, RecursionError) as bad:
        raise Unreadable(f"{printable(file)}: not what cleaner split writes ({bad}); run it again") from None


def record_at(place: ArticlePlace) -> Record:
    """The article at a place.

    Raises:
        Unreadable: there is none.

    >>> import tempfile
    >>> from cleaner import split_text
    >>> with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
    ...     json.dump(split_text("新桥通车\\n\\n新桥今天上午通车。")[0].record(), file)
    ...     file.flush()
    ...     record_at(ArticlePlace(file.name))["title"]
    '新桥通车'
    """
    try:
        if place.at is not None:
            return parts.record_at(place.file, place.at)
        with open(place.file, encoding="utf-8") as file:
            record: Record = json.load(file)
    except OSError as bad:
        raise Unreadable(f"{printable(place.file)}: {why(bad)}; check the file and its rights") from None
    except (ValueError, RecursionError):
        raise Unreadable(f"{printable(place.file)}: no JSON; run cleaner split again") from None
    return _checked(record, place.file)


def _checked(record: Record, path: str) -> Record:
    if not isinstance(record, dict) or record.get("schema") != SCHEMA:
        raise Unreadable(f"{printable(path)}: no article of this version, its schema is not {SCHEMA}; run cleaner split again")
    if wrong := misfit(record, NEEDED):
        raise Unreadable(f"{printable(path)}: no article as cleaner split writes it, its {wrong} is another thing; run cleaner split again")
    return record


def text_of(record: Record) -> str:
    """An article as it is read: headline and paragraphs, a blank line between.

    >>> text_of({"title_lines": ["新桥", "今天通车"], "paragraphs": ["市长说好。"]})
    '新桥 今天通车\\n\\n市长说好。'
    """
    head = [" ".join(record["title_lines"])] if record["title_lines"] else []
    return "\n\n".join([*head, *record["paragraphs"]])


def from_anywhere(name: str) -> str:
    """The name of an article as it is in any folder, however its own is spelled.

    >>> from_anywhere("s3://drop/out/a/01.json"), from_anywhere("out/a/01.json") == os.path.abspath("out/a/01.json")
    ('s3://drop/out/a/01.json', True)
    """
    return name if elsewhere(name) else os.path.abspath(name)


def is_there(name: str) -> bool:
    """Whether the file of an article is there yet; one at a URL is not asked for.

    >>> is_there("nowhere/out/articles-00001.jsonl#b/01"), is_there("s3://archive/out/articles-00001.jsonl#b/01")
    (False, True)
    """
    place = IN_PART.match(name)
    return elsewhere(name) or os.path.exists(name[: place.end() - 1] if place else name)


def letters_of(record: Record) -> str:
    """The letters of an article's text, with its numbers, by which it is compared with others.

    >>> letters_of({"paragraphs": ["新桥，长 3 公里。", "通车！"]})
    '新桥长3公里通车'
    """
    from cleaner.language.shingles import numbered  # late: few commands compare articles

    return "".join(map(numbered, record["paragraphs"]))
