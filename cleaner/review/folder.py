"""What stands in a review's folder: its own files, which are written anew or taken away, and those of others, which are not touched."""

from __future__ import annotations

import html
import os
import urllib.parse

from cleaner.regexes import compiled
from cleaner.writing.files import write_file

# What each file of a review has in its head, and the bytes within which it stands there: it begins within the first hundred.
GENERATOR = b'<meta name="generator" content="cleaner review">'
HEAD = 300
# A page in the index, as index.html of this folder has it.
LISTED = compiled(r'<td><a href="([^"]+)">')


class NotOurs(Exception):
    """A file that would be written over is none of a review; its path."""


def put(path: str, page: str) -> None:
    """Write a file of a review, in the place of one of an earlier review or of none.

    Args:
        path: of the file.
        page: HTML, with `GENERATOR` in its head.

    Raises:
        NotOurs: another file has that name.
        OSError: no rights, no room.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     put(f"{folder}/2023/a.html", f"<head>{GENERATOR.decode()}")
    ...     is_of_review(f"{folder}/2023/a.html")
    True
    """
    if os.path.lexists(path) and not is_of_review(path):
        raise NotOurs(path)
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    write_file(path, page)


def is_of_review(path: str) -> bool:
    """Whether a file was written by a review.

    >>> import tempfile
    >>> with tempfile.NamedTemporaryFile("w", suffix=".html") as file:
    ...     is_of_review(file.name), file.write(f"<head>{GENERATOR.decode()}"), file.flush(), is_of_review(file.name)
    (False, 54, None, True)
    """
    if not os.path.isfile(path):
        return False
    with open(path, "rb") as file:
        return GENERATOR in file.read(HEAD)


def listed(index: str) -> set[str]:
    """The files that the index of an earlier review lists, by their paths below its folder; none where there is none.

    >>> import tempfile
    >>> with tempfile.NamedTemporaryFile("w", suffix=".html") as file:
    ...     _ = file.write(f'{GENERATOR.decode()}<td><a href="a%20b.html">a b.txt</a>')
    ...     file.flush()
    ...     listed(file.name), listed("nowhere/index.html")
    ({'a b.html'}, set())
    """
    if not is_of_review(index):
        return set()
    with open(index, encoding="utf-8") as file:
        found = {urllib.parse.unquote(html.unescape(href)) for href in LISTED.findall(file.read())}
    return {path for path in found if os.path.normpath(path) == path and not path.startswith(("/", ".."))}


def take_away(folder: str, paths: set[str]) -> None:
    """Take away files of an earlier review whose pages are no more, and the folders that nothing is in then.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     put(f"{folder}/2023/a.html", GENERATOR.decode())
    ...     take_away(folder, {"2023/a.html", "b.html"})
    ...     os.listdir(folder)
    []
    """
    for path in sorted(paths):
        file = os.path.join(folder, path)
        if is_of_review(file):
            os.unlink(file)
            _take_away_empty(folder, os.path.dirname(path))


def _take_away_empty(folder: str, below: str) -> None:
    while below and not os.listdir(os.path.join(folder, below)):
        os.rmdir(os.path.join(folder, below))
        below = os.path.dirname(below)
