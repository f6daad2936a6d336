"""Write a page's folder as a whole: in another place first, then renamed, so that there is always the old one or the new."""

from __future__ import annotations

import contextlib
import errno
import json
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from cleaner.digests import short_digest
from cleaner.problem import printable
from cleaner.record import DAMAGED, as_json, as_line
from cleaner.writing.names import ARTICLE, LEDGER

if TYPE_CHECKING:
    from cleaner.split import Outcome


def unwritable(folder: str) -> OSError | None:
    """Why nothing can be written to a folder, which is made where there is none; None where something can.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     open(f"{place}/file", "w").close()
    ...     unwritable(f"{place}/new"), type(unwritable(f"{place}/file/new")).__name__, os.listdir(f"{place}/new")
    (None, 'NotADirectoryError', [])
    """
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as bad:
        return bad
    # To make a file and delete it would take tempfile, which with all that it needs costs each run some milliseconds.
    return None if os.access(folder, os.W_OK | os.X_OK) else PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def page_files(outcome: Outcome) -> dict[str, str]:
    """What is written for a page, name -> text: a file an article, and the ledger.

    >>> from cleaner.pipeline import defaults
    >>> from cleaner.split import split_page
    >>> sorted(page_files(split_page("2023/a.txt", "新桥通车\\n\\n新桥今天通车。".encode(), defaults())))
    ['01.json', 'ledger.jsonl']
    """
    files = {f"{article.id.rpartition('/')[2]}.json": as_json(article.record()) for article in outcome.articles}
    return {**files, LEDGER: "".join(map(as_line, outcome.ledger))}


def digest_of_files(files: Mapping[str, bytes]) -> str:
    """A digest of files, of their names and all that they hold.

    Args:
        files: name -> bytes, in any order.

    >>> digest_of_files({"a": b"1", "b": b"2"}) == digest_of_files({"b": b"2", "a": b"1"}) != digest_of_files({"a": b"12", "b": b""})
    True
    """
    parts = (part for name in sorted(files) for part in (name.encode(), str(len(files[name])).encode(), files[name]))
    return short_digest(b"\0".join(parts))


def digest_of_folder(folder: str) -> str:
    """A digest of the files in a folder, of their names and all that they hold; empty where it cannot be read.

    Folders in it are of other pages: of link/x.txt, where there was a page link.txt before.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     digest_of_folder(folder) == digest_of_files({}), digest_of_folder(f"{folder}/none")
    (True, '')
    """
    try:
        files = {}
        for entry in os.scandir(folder):
            if not entry.is_dir():
                with open(entry.path, "rb") as stream:
                    files[entry.name] = stream.read()
    except OSError:
        return ""
    return digest_of_files(files)


def page_of(folder: str) -> str:
    """The path of the page whose articles are in a folder, as these say and as the manifest shows it; empty where there are none.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with open(f"{folder}/01.json", "w") as file:
    ...         _ = file.write('{"source": {"path": "2023/a.txt"}}')
    ...     page_of(folder), page_of(f"{folder}/none")
    ('2023/a.txt', '')
    """
    with contextlib.suppress(*DAMAGED):
        first = min(name for name in os.listdir(folder) if name.endswith(".json"))
        with open(os.path.join(folder, first), encoding="utf-8") as file:
            return printable(str(json.load(file)["source"]["path"]))
    return ""


class Foreign(Exception):
    """A page's folder holds something that is not ours, which replacing it would destroy."""


def replace_folder(folder: str, files: Mapping[str, str], scratch: str, known: bool = False) -> bool:
    """Make a folder hold exactly these files.

    Args:
        folder: its path; what is above it is made.
        files: name -> text.
        scratch: a folder on the same disk, in which it is half written.
        known: whether an earlier run is known to have written the folder; else what has the names of ours must read like ours, too.

    Returns:
        Whether anything changed: a folder that holds the same is left alone, with its times.

    Raises:
        Foreign: something in the folder was not written by us; it names it.
        OSError: no rights, no room; the old folder is as it was.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [replace_folder(f"{folder}/a", {"01.json": text}, f"{folder}/.new", known=True) for text in ("{}", "{}", "[]")]
    [True, False, True]
    """
    data = {name: text.encode("utf-8") for name, text in files.items()}
    there = _contents(folder, data, known)
    if there == data:
        return False
    os.makedirs(os.path.dirname(folder.rstrip("/")) or ".", exist_ok=True)
    # Two processes may have one number, on two machines; they never have one page.
    fresh = os.path.join(scratch, f"{short_digest(os.fsencode(folder))}.{os.getpid()}")
    os.makedirs(scratch, exist_ok=True)
    try:
        os.mkdir(fresh)
        for file, content in data.items():
            with open(os.path.join(fresh, file), "wb") as stream:
                stream.write(content)
        _put(fresh, folder)
    finally:
        _remove(fresh)
    return True


def _contents(folder: str, data: Mapping[str, bytes], known: bool) -> dict[str, bytes] | None:
    """What the files of a folder hold, none of which is anybody else's; None where there is no folder."""
    try:
        names = sorted(os.listdir(folder))
    except FileNotFoundError:
        return None
    there = {}
    for name in names:
        if name not in data and not _is_name_of_ours(name):
            raise Foreign(_said_of(folder, name))
        with open(os.path.join(folder, name), "rb") as stream:
            there[name] = stream.read()
        if not known and not _reads_like_ours(name, there[name]):
            raise Foreign(_said_of(folder, name))
    return there


def _said_of(folder: str, name: str) -> str:
    """What is said of something in a page's folder that is not of the page."""
    if page := page_of(os.path.join(folder, name)):
        return f"{name!r} in its output folder has the articles of {page}, of an earlier run; remove that folder, and split again"
    return f"{name!r} in its output folder was not written by cleaner; move it away"


def _is_name_of_ours(name: str) -> bool:
    return name == LEDGER or ARTICLE.fullmatch(name) is not None


def _reads_like_ours(name: str, content: bytes) -> bool:
    """Whether a file with a name of ours says what ours say; one that is empty may be what a disk left of ours, and is no loss."""
    return not content or (b'"action": "' if name == LEDGER else b'"schema": "cleaner/article/') in content


def _put(fresh: str, folder: str) -> None:
    """Give the new folder the old one's name, and leave the old one under the new one's."""
    if not os.path.lexists(folder):
        os.rename(fresh, folder)
    elif not _exchange(fresh, folder):
        # Without an exchange in one step there is a moment with neither name; an interrupt in it is undone here.
        aside = fresh + ".old"
        os.rename(folder, aside)
        try:
            os.rename(fresh, folder)
        except BaseException:
            os.rename(aside, folder)
            raise
        _remove(aside)


def _remove(folder: str) -> None:
    """Delete a folder of ours with its files, if it is there, but for folders of other pages; shutil would cost 6 ms to import."""
    with contextlib.suppress(OSError):
        for entry in list(os.scandir(folder)):
            if not entry.is_dir(follow_symlinks=False):
                os.unlink(entry.path)
        os.rmdir(folder)


def remove_folder(folder: str, top: str) -> None:
    """Delete a page's folder, and the folders above it that are empty then, up to one that stays.

    Args:
        folder: of a page; it has files of ours alone.
        top: the output folder.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as top:
    ...     _ = replace_folder(f"{top}/2023/a", {"01.json": "{}"}, f"{top}/.new")
    ...     remove_folder(f"{top}/2023/a", top)
    ...     os.listdir(top)
    ['.new']
    """
    _remove(folder)
    above = os.path.dirname(folder)
    while os.path.normpath(above) != os.path.normpath(top):
        try:
            os.rmdir(above)
        except OSError:
            return
        above = os.path.dirname(above)


def clear_away(scratch: str) -> None:
    """Remove what killed processes left half written in a folder of `SCRATCH`, and the folder.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     os.makedirs(f"{folder}/.new/half")
    ...     clear_away(f"{folder}/.new")
    ...     os.listdir(folder)
    []
    """
    with contextlib.suppress(OSError):
        for entry in list(os.scandir(scratch)):
            if entry.is_dir(follow_symlinks=False):
                _remove(entry.path)
            else:
                os.unlink(entry.path)
        os.rmdir(scratch)


def _exchange(one: str, other: str) -> bool:
    """Swap two names in one step, where the system can (Linux's renameat2)."""
    import ctypes  # late: needed only when a page's output has changed

    try:
        swap = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE of linux/fs.h
    return bool(swap(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0)
