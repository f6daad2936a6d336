"""Find the pages: files, folders, globs and standard input, each with the name that its output goes by."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cleaner.article import stem_of
from cleaner.problem import Problem, why

# In folders, what ends so is a page; any file can be named by itself.
ENDINGS = (".txt", ".text", ".md")
STDIN = "-"


class Source(NamedTuple):
    """A page to read: its file, its name (its path below the argument), and the folder in `out` that its articles go to."""

    file: str
    name: str
    folder: str


class Found(NamedTuple):
    """All that the arguments came to; `skipped`: files in the folders that are no pages by their ending."""

    sources: list[Source]
    problems: list[Problem]
    skipped: int


def find(arguments: Sequence[str], out: str) -> Found:
    """The pages that the arguments name, in order of their names.

    Args:
        arguments: files, folders (with all below them), globs, or "-".
        out: the output folder; it is passed over where it lies within an argument.

    Two pages whose folders would be one, or one within the other, keep their endings and, where that is not enough, the
    name of the argument. Links to folders are followed once; hidden files and folders are passed over.
    """
    problems: list[Problem] = []
    listed: dict[str, tuple[str, str]] = {}  # absolute file -> (file, argument)
    skipped = 0
    avoid = os.path.realpath(out)
    for argument in arguments:
        files = [argument] if argument == STDIN or os.path.lexists(argument) else _matching(argument)
        if not files:
            problems.append(Problem(shown(argument), "missing", "there is no such file or folder; check the path"))
        for file in files:
            if file != STDIN and os.path.isdir(file):
                for path in _below(file, avoid, problems):
                    if path.lower().endswith(ENDINGS):
                        listed.setdefault(os.path.abspath(path), (path, file))
                    else:
                        skipped += 1
            else:
                listed.setdefault(file if file == STDIN else os.path.abspath(file), (file, os.path.dirname(file)))
    return Found(_named(listed.values()), problems, skipped)


def _matching(pattern: str) -> list[str]:
    import glob  # late: nearly all arguments are paths

    return sorted(glob.glob(pattern, recursive=True))


def shown(path: str) -> str:
    """A path as UTF-8 can hold it: bytes that are not UTF-8 become %FF.

    >>> shown(os.fsdecode(b"a\\xff.txt"))
    'a%FF.txt'
    """
    return "".join(f"%{ord(c) - 0xDC00:02X}" if "\udc80" <= c <= "\udcff" else c for c in path)


def read(source: Source) -> bytes | Problem:
    """The bytes of a page, or why they cannot be had."""
    try:
        if source.file == STDIN:
            return sys.stdin.buffer.read()
        with open(source.file, "rb") as file:
            return file.read()
    except OSError as bad:
        return Problem(source.name, "unreadable", f"{why(bad)}; check the file and its rights")


def _below(folder: str, avoid: str, problems: list[Problem]) -> Iterator[str]:
    """The files below a folder, in order; each real folder is entered once, so that link loops end."""
    seen: set[str] = set()
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        real = os.path.realpath(here)
        if real in seen or real == avoid:
            continue
        seen.add(real)
        try:
            entries = sorted(os.scandir(here), key=lambda e: e.name)
        except OSError as bad:
            problems.append(Problem(shown(here), "unreadable", f"{why(bad)}; check the folder's rights"))
            continue
        deeper = []
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                deeper.append(entry.path)
            elif entry.is_file():
                yield entry.path
            elif entry.is_symlink():
                problems.append(Problem(shown(entry.path), "unreadable", "a link that leads nowhere; mend or delete it"))
        waiting += reversed(deeper)


def _named(listed: Iterable[tuple[str, str]]) -> list[Source]:
    """Every file with its name and folder, in order of the names, whatever the order of the arguments."""
    files = list(listed)
    names = [_below_argument(file, base) for file, base in files]
    clashing = {name for name, count in Counter(names).items() if count > 1}
    if clashing:
        top = os.path.commonpath([os.path.abspath(base or ".") for _, base in files])
        names = [shown(os.path.relpath(os.path.abspath(f), top)) if n in clashing else n for (f, _), n in zip(files, names, strict=True)]
    pages = sorted(zip(names, (file for file, _ in files), strict=True))
    folders = _folders([name for name, _ in pages])
    return [Source(file, name, folder) for (name, file), folder in zip(pages, folders, strict=True)]


def _below_argument(file: str, base: str) -> str:
    if file == STDIN:
        return STDIN
    return shown(os.path.relpath(file, base or "."))


def _folders(names: Sequence[str]) -> list[str]:
    """The output folder of each page: its name without the ending, or with it where another page needs that folder."""
    stems = [stem_of(name) for name in names]
    taken = Counter(stems)
    parents = {stem[:k] for stem in stems for k, c in enumerate(stem) if c == "/"}
    return [name if taken[stem] > 1 or stem in parents else stem for name, stem in zip(names, stems, strict=True)]
