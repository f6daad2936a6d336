"""Find the pages: files, folders, globs, archives, URLs and standard input, one after the other."""

from __future__ import annotations

import contextlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from cleaner.inputs.contents import standard_input
from cleaner.inputs.sources import (
    ARCHIVES,
    ENDINGS,
    STDIN,
    TABLES,
    USUAL,
    Columns,
    Found,
    Source,
    is_archive,
    is_page,
    once,
    plain,
    shown,
    stem_of,
)
from cleaner.place import elsewhere
from cleaner.problem import Problem, why

# What is said of an output folder among the arguments.
IS_OUTPUT = "it is the output folder, in which no pages are looked for; name another folder, of the pages or for the output"
# What makes a pattern of an argument.
MAGIC = frozenset("*?[")


def find(arguments: Sequence[str], out: str | None, columns: Columns = USUAL) -> Found:
    """The pages that the arguments name; they are not held, but found as they are asked for.

    Args:
        arguments: files, folders (with all below them), archives, globs, or "-".
        out: the output folder, if there is any; it is passed over where it lies within an argument.
        columns: of archives that are tables.

    Two pages whose folders would be one, or one within the other, keep their endings and, where that is not enough, the
    name of the argument. Links to folders are followed once; hidden files and folders are passed over.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = [open(f"{folder}/{name}", "w").close() for name in ("b.txt", "a.md", ".hidden.txt", "a.png")]
    ...     found = find([folder], None)
    ...     [(page.name, page.folder) for page in found.sources], found.passed
    ([('a.md', 'a'), ('b.txt', 'b')], Counter({'.png': 1}))
    """
    tops = {os.path.dirname(os.path.normpath(argument)) for argument in arguments if os.path.isabs(argument)}
    found = Found(iter(()), [], Counter(), tuple(sorted(map(shown, tops))))
    paths = []
    for argument in arguments:
        matching = named(argument)
        if not matching:
            found.problems.append(Problem(shown(argument), "missing", "there is no such file or folder; check the path"))
        paths += matching
    walk = _Walk(paths, None if out is None else os.path.realpath(out), found, len(arguments) == 1 and len(paths) == 1, columns)
    return found._replace(sources=once(_some(walk), found))


def _some(walk: _Walk) -> Iterator[Source]:
    """All pages; where there are none, and nothing else was said, a problem: a run over nothing is no run that found nothing wrong."""
    none = True
    for source in _each(walk):
        none = False
        yield source
    if none and not walk.found.problems:
        walk.found.problems.extend(Problem(shown(argument), "empty", _nothing(argument, walk), grave=False) for argument in walk.arguments)


def _nothing(argument: str, walk: _Walk) -> str:
    """What is said of an argument where no page was found."""
    if argument.lower().endswith(TABLES):
        return "no page in it: the table has no row"
    said = f"no page in it; the names of pages end in {', '.join(ENDINGS)}"
    # An output folder has tables that are none of pages: in a folder they are not looked for.
    return said + (", and tables of pages are named one by one" if any(map(is_archive, walk.found.passed)) else "")


def member(path: str, columns: Columns = USUAL) -> Source | None:
    """The page in an archive that a path names, as `cleaner check` shows it: the archive's, a slash, the page's name in it.

    Args:
        path: of the page.
        columns: of archives that are tables.

    >>> import tempfile, zipfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with zipfile.ZipFile(f"{folder}/drop.zip", "w") as drop:
    ...         drop.writestr("2023/a.txt", "新桥今天通车。")
    ...     member(f"{folder}/drop.zip/2023/a.txt").data.decode(), member(f"{folder}/drop.zip/2023/b.txt"), member(f"{folder}/a.txt")
    ('新桥今天通车。', None, None)
    """
    archive = archive_of(path)
    return None if archive is None else next((source for source in find([archive], None, columns).sources if source.file == path), None)


def archive_of(path: str) -> str | None:
    """The archive that a path leads into; None where it leads into none.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     open(f"{folder}/drop.zip", "w").close()
    ...     archive_of(f"{folder}/drop.zip/2023/a.txt") == f"{folder}/drop.zip", archive_of(f"{folder}/other.zip/a.txt")
    (True, None)
    """
    parts = path.split("/")
    outer = ("/".join(parts[:count]) for count in range(1, len(parts)))
    return next((archive for archive in outer if is_archive(archive) and os.path.isfile(archive)), None)


class _Walk(NamedTuple):
    """What holds for all of a search."""

    arguments: list[str]
    avoid: str | None
    found: Found
    alone: bool  # there is one argument, below which names begin
    columns: Columns


def named(argument: str) -> list[str]:
    """What an argument names: itself, or what a pattern fits; nothing where there is no such thing.

    >>> named("-"), named("no/such*.txt"), named("https://archive.example/page?number=7")
    (['-'], [], ['https://archive.example/page?number=7'])
    """
    plain_url = elsewhere(argument) and (argument.startswith(("http:", "https:")) or not MAGIC.intersection(argument))
    if argument == STDIN or plain_url or os.path.lexists(argument):
        return [argument]
    if elsewhere(argument):
        from cleaner.place import matching  # late: most pages are on this machine

        # What is wrong with the place is told where its files are listed.
        with contextlib.suppress(OSError):
            return matching(argument) or [argument]
        return [argument]
    import glob  # late: nearly all arguments are paths

    return sorted(glob.glob(argument, recursive=True))


def _each(walk: _Walk) -> Iterator[Source]:
    """All pages, folder by folder; folders of several arguments that stand at one place below them are gone through together."""
    folders: dict[str, None] = {}
    files: list[str] = []
    urls = [path for path in walk.arguments if elsewhere(path) and not is_archive(path)]
    for path in walk.arguments:
        if elsewhere(path) and not is_archive(path):
            yield from _elsewhere(path, _apart(path, urls), walk)
        elif walk.avoid is not None and os.path.realpath(path) == walk.avoid:
            walk.found.problems.append(Problem(shown(path), "unreadable", IS_OUTPUT))
        elif path != STDIN and os.path.isdir(path):
            folders[path] = None
        else:
            files.append(path)
    top = os.path.commonpath([os.path.abspath(path if path in folders else os.path.dirname(path)) for path in walk.arguments] or ["."])
    seen = set() if walk.avoid is None else {walk.avoid}
    single = {os.path.abspath(file) for file in files if file != STDIN}
    waiting = [("", _outermost(list(folders)))]
    while waiting:
        below, here = waiting.pop()
        listed = _listed(here, seen, walk)
        named = files if not below else []
        pages = [path for path in listed.files if os.path.abspath(path) not in single]
        yield from _of_folder(below, [*named, *pages], set(listed.folders), top, walk)
        waiting += [(f"{below}{name}/", paths) for name, paths in sorted(listed.folders.items(), reverse=True)]


def _apart(url: str, urls: Sequence[str]) -> str:
    """What tells the pages of one of several URLs from those of the others: where it is below what all have in common.

    >>> _apart("s3://archive/2024/", ["s3://archive/2024/", "s3://archive/2025/a.txt"]), _apart("s3://a/b", ["s3://a/b"])
    ('2024/', '')
    >>> _apart("s3://archive/2025/a.txt", ["s3://archive/2024/", "s3://archive/2025/a.txt"])
    '2025/'
    """
    if len(urls) < 2:
        return ""
    # Up to the first part in which they differ, but never with all of one.
    folders = [one.rstrip("/").split("/")[:-1] for one in urls]
    shared = sum(1 for _ in takewhile(lambda parts: len(set(parts)) == 1, zip(*folders, strict=False)))
    own = "/".join(url.rstrip("/").split("/")[shared:])
    return f"{own}/" if not is_page(own) else own[: own.rfind("/") + 1]


def _elsewhere(url: str, apart: str, walk: _Walk) -> Iterator[Source]:
    """The pages below a URL, or the one that it is, and those of archives there; each name begins with what tells the URL from others."""
    from cleaner.place import listed  # late: most pages are on this machine

    try:
        for file, below in listed(url):
            name = f"{apart}{below}"
            if file == url or is_page(name):
                yield Source(file, shown(name), stem_of(plain(shown(name))))
            elif name.lower().endswith(ARCHIVES):
                from cleaner.inputs.archives import pages  # late: most pages are plain files

                yield from pages(file, f"{shown(name)}/", walk.columns, walk.found)
            else:
                walk.found.passed[os.path.splitext(name)[1]] += 1
    except OSError as bad:
        walk.found.problems.append(Problem(url, "missing", f"{why(bad)}; check the address"))


def _outermost(folders: Sequence[str]) -> list[str]:
    """The folders that lie in no other of them."""
    real = {folder: os.path.join(os.path.realpath(folder), "") for folder in folders}
    kept: set[str] = set()
    last = ""
    # In order those below a folder stand right behind it.
    for path in sorted(set(real.values())):
        if not last or not path.startswith(last):
            kept.add(path)
            last = path
    return [folder for folder in folders if real[folder] in kept]


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
            if entry.is_symlink() and not os.path.exists(entry.path):
                said = "a link that leads nowhere; mend or delete it"
                walk.found.problems.append(Problem(shown(entry.path), "unreadable", said))
            elif entry.is_dir():
                listed.folders.setdefault(entry.name, []).append(entry.path)
            elif entry.is_file() and (is_page(entry.name) or entry.name.lower().endswith(ARCHIVES)):
                listed.files.append(entry.path)
            elif entry.is_file():
                walk.found.passed[os.path.splitext(entry.name)[1]] += 1
            elif is_page(entry.name):
                said = "neither a file nor a folder (a pipe?); name it by itself, or delete it"
                walk.found.problems.append(Problem(shown(entry.path), "unreadable", said))
    return listed


def _of_folder(below: str, files: Sequence[str], folders: set[str], top: str, walk: _Walk) -> Iterator[Source]:
    """The pages of one place below the arguments, in order of their names.

    Args:
        below: the place, with a slash at its end.
        files: pages and archives.
        folders: the names of the folders there.
        top: what all arguments have in common.
        walk: the search.
    """
    distinct = {file if file == STDIN or elsewhere(file) else os.path.abspath(file): file for file in reversed(files)}
    named = sorted((below + shown(file.rstrip("/").rpartition("/")[2] or file), file) for file in distinct.values())
    count = Counter(name for name, _ in named)
    long = sorted((name if count[name] == 1 else shown(os.path.relpath(file, top)), file) for name, file in named)
    taken = Counter(stem_of(plain(name)) for name, _ in long)
    for name, file in long:
        if is_archive(file):
            from cleaner.inputs.archives import pages  # late: most pages are plain files

            prefix = "" if walk.alone and not below and file in walk.arguments else f"{name}/"
            yield from pages(file, prefix, walk.columns, walk.found)
            continue
        data = standard_input() if file == STDIN else None
        if isinstance(data, Problem):
            walk.found.problems.append(data)
            continue
        stem = stem_of(plain(name))
        folder = name if taken[stem] > 1 or stem[len(below) :] in folders else stem
        yield Source(file, name, folder, data)
