"""A page to be read: where it is, the name that its output goes by, and what of files is a page or holds some, by their names."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cleaner.problem import Problem
from cleaner.writing.names import OWN

# In folders and archives, what ends so is a page; any file can be named by itself.
ENDINGS = (".txt", ".text", ".md")
# What a page's file, or an archive, may be packed with.
PACKED = (".gz", ".bz2", ".xz", ".zst")
STDIN = "-"
# What is searched for pages within folders, too; tables (JSONL, Parquet) only where they are named, for they may be of anything.
ARCHIVES = (".zip", ".tar", ".tgz", ".tbz2", ".txz", ".tzst", *(f".tar{packed}" for packed in PACKED))
TABLES = (".parquet", *(f"{ending}{packed}" for ending in (".jsonl", ".ndjson") for packed in ("", *PACKED)))


class Source(NamedTuple):
    """A page to read: its file, its name (its path below the argument), and the folder in `out` that its articles go to."""

    file: str
    name: str
    folder: str
    data: bytes | None = None  # of a page in an archive; the others are read where they are split
    encoding: str | None = None  # where it is known


class Member(NamedTuple):
    """A page in an archive or a table."""

    name: str
    data: bytes
    encoding: str | None = None


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
    tops: tuple[str, ...] = ()  # the folders that arguments with absolute paths lie in

    def told(self) -> list[Problem]:
        """The problems as the manifest has them: where a drop lies makes no difference.

        >>> found = Found(iter(()), [Problem("/data/drop/a.txt", "missing", "")], Counter(), ("/data",))
        >>> found.told()[0].path
        'drop/a.txt'
        """
        return [one._replace(path=_below(one.path, self.tops)) for one in self.problems]


def shown(path: str) -> str:
    """A path as UTF-8 can hold it: bytes that are not UTF-8 become %FF.

    >>> shown("a\\udcff.txt")
    'a%FF.txt'
    """
    return "".join(f"%{ord(c) - 0xDC00:02X}" if "\udc80" <= c <= "\udcff" else c for c in path)


def _below(path: str, tops: Sequence[str]) -> str:
    """A path without the longest of some folders that it lies in; as it is, where it lies in none."""
    top = max((top for top in tops if path.startswith(os.path.join(top, ""))), key=len, default="")
    return path[len(os.path.join(top, "")) :] if top else path


def once(sources: Iterable[Source], found: Found) -> Iterator[Source]:
    """The pages, each with a folder of its own, which lies in no other page's and is none of the output's own files.

    Where the folder that a page asks for is not free, it gets its whole name, and then that as one folder (a%2Fb.txt).

    Args:
        sources: pages.
        found: gets a problem for each that none of these is free for.

    >>> found = Found(iter(()), [], Counter())
    >>> asked = [Source("a.txt", "a.txt", "a"), Source("a/b.txt", "a/b.txt", "a/b"), Source("x/a.txt", "a.txt", "a")]
    >>> [page.folder for page in once(asked, found)]
    ['a', 'a%2Fb.txt']
    >>> [problem.reason for problem in found.problems]
    ['same-name']
    """
    # Of each folder and its page's name 64 bits are held, and of each folder that others lie in: there may be millions.
    taken: dict[int, int] = {}
    above: set[int] = set()
    for source in sources:
        folder = next((folder for folder in _folders(source) if _free(folder, source.name, taken, above)), None)
        if folder is None or taken.get(hash(folder)) == hash(source.name):
            said = "another page of this run has this name, or it is one of the output's own"
            said += "; give it another, or split what it is in by itself, with -o"
            found.problems.append(Problem(source.name, "same-name", f"{said} ({shown(source.file)})"))
            continue
        taken[hash(folder)] = hash(source.name)
        above.update(map(hash, _outer(folder)))
        yield source._replace(folder=folder)


def _folders(source: Source) -> tuple[str, ...]:
    """Where a page may go, the first that is free."""
    return source.folder, source.name, source.name.replace("/", "%2F")


def _free(folder: str, name: str, taken: Mapping[int, int], above: Container[int]) -> bool:
    """Whether a page may go to a folder; one that the same name has already is as good as free: the page is that again."""
    if taken.get(hash(folder)) == hash(name):
        return True
    inner = hash(folder) in taken or any(hash(outer) in taken for outer in _outer(folder))
    return not (inner or hash(folder) in above or OWN.match(folder))


def _outer(folder: str) -> list[str]:
    """The folders that a folder lies in."""
    return [folder[:at] for at, c in enumerate(folder) if c == "/"]


def stem_of(path: str) -> str:
    """A page's path without its ending; a name that is all ending keeps it.

    >>> stem_of("2023/a.b.txt"), stem_of(".txt"), stem_of("-")
    ('2023/a.b', '.txt', 'stdin')
    """
    if path == "-":
        return "stdin"
    folder, slash, name = path.rpartition("/")
    stem = name.rpartition(".")[0]
    return folder + slash + (stem if stem.strip(". ") else name)


def is_archive(path: str) -> bool:
    """Whether a file has many pages, by its ending.

    >>> is_archive("drop.tar.zst"), is_archive("Pages.JSONL.gz"), is_archive("page.txt.gz")
    (True, True, False)
    """
    return path.lower().endswith((*ARCHIVES, *TABLES))


def is_page(name: str) -> bool:
    """Whether a file in a folder is a page, by its ending.

    >>> is_page("page.TXT"), is_page("page.md.gz"), is_page("page.png")
    (True, True, False)
    """
    return plain(name).lower().endswith(ENDINGS)


def plain(name: str) -> str:
    """A name without the ending of what it is packed with.

    >>> plain("a/page.txt.gz"), plain("page.txt")
    ('a/page.txt', 'page.txt')
    """
    return name[: name.rindex(".")] if name.lower().endswith(PACKED) else name
