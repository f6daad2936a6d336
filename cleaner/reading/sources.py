"""Find the pages: files, folders, globs, archives and standard input, each with the name that its output goes by, one after the other."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cleaner.article import stem_of
from cleaner.problem import Problem, why

# In folders and archives, what ends so is a page; any file can be named by itself.
ENDINGS = (".txt", ".text", ".md")
# What a page's file, or an archive, may be packed with.
PACKED = (".gz", ".bz2", ".xz", ".zst")
STDIN = "-"


class Source(NamedTuple):
    """A page to read: its file, its name (its path below the argument), and the folder in `out` that its articles go to."""

    file: str
    name: str
    folder: str
    data: bytes | None = None  # of a page in an archive; the others are read where they are split
    encoding: str | None = None  # where it is known


class Columns(NamedTuple):
    """Of archives that are tables: where a row has its text, and where its name."""

    text: str = "text"
    name: str = "id"


USUAL = Columns()


class Found(NamedTuple):
    """The pages that arguments name; what was wrong, and the endings that were passed over, are known once the pages are gone through."""

    sources: Iterator[Source]
    problems: list[Problem]
    passed: Counter[str]


def find(arguments: Sequence[str], out: str, columns: Columns = USUAL) -> Found:
    """The pages that the arguments name; they are not held, but found as they are asked for.

    Args:
        arguments: files, folders (with all below them), archives, globs, or "-".
        out: the output folder; it is passed over where it lies within an argument.
        columns: of archives that are tables.

    Two pages whose folders would be one, or one within the other, keep their endings and, where that is not enough, the
    name of the argument. Links to folders are followed once; hidden files and folders are passed over.
    """
    found = Found(iter(()), [], Counter())
    paths = []
    for argument in arguments:
        matching = [argument] if argument == STDIN or "://" in argument or os.path.lexists(argument) else _matching(argument)
        if not matching:
            found.problems.append(Problem(shown(argument), "missing", "there is no such file or folder; check the path"))
        paths += matching
    walk = _Walk(paths, os.path.realpath(out), found, len(arguments) == 1 and len(paths) == 1, columns)
    sources = _each(walk)
    # Below one folder no two pages have one name; below several a name that was made longer may be another's.
    return found._replace(sources=sources if len(paths) == 1 else once(sources, found))


class _Walk(NamedTuple):
    """What holds for all of a search."""

    arguments: list[str]
    avoid: str
    found: Found
    alone: bool  # there is one argument, below which names begin
    columns: Columns


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
    if source.data is not None:
        return source.data
    try:
        if source.file == STDIN:
            return sys.stdin.buffer.read()
        if not source.file.lower().endswith(PACKED) and "://" not in source.file:
            with open(source.file, "rb") as file:
                return file.read()
    except OSError as bad:
        return Problem(source.name, "unreadable", f"{why(bad)}; check the file and its rights")
    from cleaner.reading.archives import unpacked  # late: most pages are plain files

    return unpacked(source.file, source.name)


def member(path: str) -> Source | None:
    """The page in an archive that a path names, as `cleaner check` shows it: the archive's, a slash, the page's name in it."""
    parts = path.split("/")
    for count in range(1, len(parts)):
        archive = "/".join(parts[:count])
        if is_archive(archive) and os.path.isfile(archive):
            return next((source for source in find([archive], "").sources if source.file == path), None)
    return None


def _each(walk: _Walk) -> Iterator[Source]:
    """All pages, folder by folder; folders of several arguments that stand at one place below them are gone through together."""
    folders: list[str] = []
    files: list[str] = []
    for path in walk.arguments:
        if "://" in path and not is_archive(path):
            yield from _elsewhere(path, walk)
        else:
            (folders if path != STDIN and os.path.isdir(path) else files).append(path)
    top = os.path.commonpath([os.path.abspath(path if path in folders else os.path.dirname(path)) for path in walk.arguments] or ["."])
    seen: set[str] = {walk.avoid}
    alone = {os.path.abspath(file) for file in files if file != STDIN}
    waiting = [("", _outermost(folders))]
    while waiting:
        below, here = waiting.pop()
        listed = _listed(here, seen, walk)
        named = files if not below else []
        pages = [path for path in listed.files if os.path.abspath(path) not in alone]
        yield from _of_folder(below, [*named, *pages], set(listed.folders), top, walk)
        waiting += [(f"{below}{name}/", paths) for name, paths in sorted(listed.folders.items(), reverse=True)]


def _elsewhere(url: str, walk: _Walk) -> Iterator[Source]:
    """The pages below a URL, or the one that it is."""
    from cleaner.reading.place import listed  # late: most pages are on this machine

    try:
        for file, name in listed(url):
            if file == url or is_page(name):
                yield Source(file, shown(name), stem_of(plain(shown(name))))
            else:
                walk.found.passed[os.path.splitext(name)[1]] += 1
    except OSError as bad:
        walk.found.problems.append(Problem(url, "missing", f"{why(bad)}; check the address"))


def _outermost(folders: Sequence[str]) -> list[str]:
    """The folders that lie in no other of them."""
    real = {folder: os.path.realpath(folder) for folder in folders}
    return [folder for folder in folders if not any(real[folder].startswith(os.path.join(other, "")) for other in real.values())]


class _Listed(NamedTuple):
    """What is in some folders: their pages' files, and the folders in them by their names."""

    files: list[str]
    folders: dict[str, list[str]]


def _listed(folders: Iterable[str], seen: set[str], walk: _Walk) -> _Listed:
    """What is in folders; each real folder is entered once, so that link loops end."""
    listed = _Listed([], {})
    for folder in folders:
        real = os.path.realpath(folder)
        if real in seen:
            continue
        seen.add(real)
        try:
            entries = sorted(os.scandir(folder), key=lambda e: e.name)
        except OSError as bad:
            walk.found.problems.append(Problem(shown(folder), "unreadable", f"{why(bad)}; check the folder's rights"))
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                listed.folders.setdefault(entry.name, []).append(entry.path)
            elif not entry.is_file():
                if entry.is_symlink():
                    said = "a link that leads nowhere; mend or delete it"
                    walk.found.problems.append(Problem(shown(entry.path), "unreadable", said))
            elif is_page(entry.name) or entry.name.lower().endswith(ARCHIVES):
                listed.files.append(entry.path)
            else:
                walk.found.passed[os.path.splitext(entry.name)[1]] += 1
    return listed


# What is searched for pages within folders, too; tables (JSONL, Parquet) only where they are named, for they may be of anything.
ARCHIVES = (".zip", ".tar", ".tgz", ".tbz2", ".txz", ".tzst", *(f".tar{packed}" for packed in PACKED))
TABLES = (".parquet", *(f"{ending}{packed}" for ending in (".jsonl", ".ndjson") for packed in ("", *PACKED)))


def once(sources: Iterable[Source], found: Found) -> Iterator[Source]:
    """The pages, of which none goes to another's folder.

    Args:
        sources: pages.
        found: gets a problem for each that has another's name.
    """
    # Of each folder and its page's name 64 bits are held: there may be millions.
    taken: dict[int, int] = {}
    for source in sources:
        if taken.get(hash(source.folder), hash(source.name)) != hash(source.name):
            source = source._replace(folder=source.name)
        if hash(source.folder) in taken:
            said = "another page of this run has this name; split them into folders of their own, with -o"
            found.problems.append(Problem(source.name, "same-name", f"{said} ({shown(source.file)})"))
            continue
        taken[hash(source.folder)] = hash(source.name)
        yield source


def is_archive(path: str) -> bool:
    """Whether a file has many pages, by its ending."""
    return path.lower().endswith((*ARCHIVES, *TABLES))


def is_page(name: str) -> bool:
    """Whether a file in a folder is a page, by its ending."""
    return plain(name).lower().endswith(ENDINGS)


def plain(name: str) -> str:
    """A name without the ending of what it is packed with.

    >>> plain("a/page.txt.gz"), plain("page.txt")
    ('a/page.txt', 'page.txt')
    """
    return name[: name.rindex(".")] if name.lower().endswith(PACKED) else name


def _of_folder(below: str, files: Sequence[str], folders: set[str], top: str, walk: _Walk) -> Iterator[Source]:
    """The pages of one place below the arguments, in order of their names.

    Args:
        below: the place, with a slash at its end.
        files: pages and archives.
        folders: the names of the folders there.
        top: what all arguments have in common.
        walk: the search.
    """
    distinct = {file if file == STDIN or "://" in file else os.path.abspath(file): file for file in reversed(files)}
    named = sorted((below + shown(file.rstrip("/").rpartition("/")[2] or file), file) for file in distinct.values())
    count = Counter(name for name, _ in named)
    long = sorted((name if count[name] == 1 else shown(os.path.relpath(file, top)), file) for name, file in named)
    taken = Counter(stem_of(plain(name)) for name, _ in long)
    for name, file in long:
        if is_archive(file):
            from cleaner.reading.archives import pages  # late: most pages are plain files

            prefix = "" if walk.alone and not below and file in walk.arguments else f"{name}/"
            yield from once(pages(file, prefix, walk.columns, walk.found), walk.found)
            continue
        stem = stem_of(plain(name))
        folder = name if taken[stem] > 1 or stem[len(below) :] in folders else stem
        yield Source(file, name, folder, sys.stdin.buffer.read() if file == STDIN else None)
