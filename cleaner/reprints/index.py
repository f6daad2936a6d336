"""Articles of earlier drops, in one SQLite file: their letters, and of every key the articles that have it."""

from __future__ import annotations

import contextlib
import functools
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from cleaner.arrays import Hashes, Integers
from cleaner.outputs.articles import IN_PART, from_anywhere
from cleaner.place import elsewhere
from cleaner.problem import printable
from cleaner.reprints.clusters import Candidate

# The form of the file, and of the keys in it: it goes up when keys are made in another way.
FORM = 6
TABLES = """
    CREATE TABLE IF NOT EXISTS form (number INTEGER);
    CREATE TABLE IF NOT EXISTS article
        (number INTEGER PRIMARY KEY AUTOINCREMENT, ident TEXT UNIQUE, name TEXT, missing INTEGER, size INTEGER, letters BLOB);
    CREATE TABLE IF NOT EXISTS key (key INTEGER, number INTEGER, PRIMARY KEY (key, number)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS gone (number INTEGER PRIMARY KEY);
    CREATE TEMP TABLE fresh (key INTEGER, number INTEGER);
"""


class UnusableIndex(Exception):
    """A file that is no index, or of another form; the message names it."""


class Index:
    """An index that is open; nothing is kept of it if the run does not come to its end."""

    def __init__(self, base: sqlite3.Connection) -> None:
        """Of a connection; `opened` makes it."""
        self.base = base

    def add(self, candidates: Sequence[Candidate], letters: Sequence[str]) -> list[int]:
        """Keep articles, each in the place of the one that it was before; the numbers that they have.

        One whose text is another has a number of its own: the keys of the text before lead nowhere from then on.
        """
        return [self._kept(one, zlib.compress(text.encode("utf-8"), 1)) for one, text in zip(candidates, letters, strict=True)]

    def _kept(self, one: Candidate, letters: bytes) -> int:
        """Keep one, with its letters compressed; its number."""
        ident, known = ident_of(one.name), (from_anywhere(one.name), one.missing, one.size)
        said = "SELECT number, letters = ?, name = ? AND missing = ? AND size = ? FROM article WHERE ident = ?"
        there = self.base.execute(said, (letters, *known, ident)).fetchone()
        if there and there[1]:
            if not there[2]:
                self.base.execute("UPDATE article SET name = ?, missing = ?, size = ? WHERE number = ?", (*known, there[0]))
            return int(there[0])
        if there:
            self._forget([there[0]])
        fresh = "INSERT INTO article (ident, name, missing, size, letters) VALUES (?, ?, ?, ?, ?)"
        return self.base.execute(fresh, (ident, *known, letters)).lastrowid or 0

    def forget_others(self, names: Iterable[str], numbers: Sequence[int]) -> None:
        """Leave out what the pages of some articles had before and have no more; pages that are not among them stay as they were."""
        kept = set(numbers)
        for page in {ident_of(name).rpartition("/")[0] for name in names}:
            # What lies in a page's folder is from its / on, up to the next character.
            rows = self.base.execute("SELECT number FROM article WHERE ident >= ? AND ident < ?", (page + "/", page + "0")).fetchall()
            self._forget(row[0] for row in rows if row[0] not in kept)

    def _forget(self, numbers: Iterable[int]) -> None:
        """Leave articles out; their keys lead to numbers that are gone until another article has them."""
        for number in numbers:
            self.base.execute("DELETE FROM article WHERE number = ?", (number,))
            self.base.execute("INSERT INTO gone VALUES (?)", (number,))

    def held(self, keys: Hashes, owners: Integers) -> Iterator[tuple[int, int, int]]:
        """The first article of each key that has one: key, its number, and the number of the one that has it now.

        Every article that has a key is kept, so that the second takes the place of the first when the text of that one changes.
        """
        # SQLite's integers have a sign.
        order = np.lexsort((owners, keys.view(np.int64)))
        rows = zip(keys.view(np.int64)[order].tolist(), owners[order].tolist(), strict=True)
        self.base.executemany("INSERT INTO fresh VALUES (?, ?)", rows)
        self.base.execute("DELETE FROM key WHERE key IN (SELECT key FROM fresh) AND number IN (SELECT number FROM gone)")
        yield from self.base.execute(
            "SELECT key, (SELECT MIN(number) FROM key WHERE key.key = fresh.key) AS first, number FROM fresh WHERE first != number"
        ).fetchall()
        self.base.execute("INSERT OR IGNORE INTO key SELECT key, number FROM fresh ORDER BY rowid")
        self.base.execute("DELETE FROM fresh")

    def candidate(self, number: int) -> Candidate:
        """What is known of an article."""
        name, missing, size = self._of(number, "name, missing, size")
        return Candidate(_from_here(name), missing, size)

    def letters(self, number: int) -> str:
        """The letters of an article."""
        try:
            return zlib.decompress(self._of(number, "letters")[0]).decode("utf-8")
        except (zlib.error, ValueError, TypeError) as bad:
            raise sqlite3.DatabaseError(f"the text of article {number} is damaged: {bad}") from None

    def _of(self, number: int, columns: str) -> tuple[Any, ...]:
        """Columns of an article.

        Raises:
            sqlite3.DatabaseError: a key leads to none.
        """
        found: tuple[Any, ...] | None = self.base.execute(f"SELECT {columns} FROM article WHERE number = ?", (number,)).fetchone()
        if found is None:
            raise sqlite3.DatabaseError(f"article {number} is not there")
        return found


def ident_of(name: str) -> str:
    """What an article is called wherever its output keeps it: in which part a page is changes with the pages before it.

    >>> ident_of("/out/articles-00001.jsonl#b/01"), ident_of("/out/b/01.json"), ident_of("/other/../out/b/01.json")
    ('/out/b/01.json', '/out/b/01.json', '/out/b/01.json')
    """
    place = IN_PART.match(name)
    folder, _, rest = (place[1].removesuffix("/"), "", f"{name[place.end() :]}.json") if place else name.rpartition("/")
    return f"{folder if elsewhere(folder) else _real(folder)}/{rest}"


def _from_here(name: str) -> str:
    """The name of an article as it is in this folder, if it lies below it."""
    below = name if elsewhere(name) else os.path.relpath(name)
    return name if below.startswith(os.pardir) else below


# The articles of a page lie in one folder.
_real = functools.lru_cache(maxsize=16)(os.path.realpath)


@contextlib.contextmanager
def opened(path: str) -> Iterator[Index]:
    """An index, made if it is not there; what is done in it is kept at the end, all or nothing.

    Raises:
        UnusableIndex: the file is no index of this form.
        OSError: it cannot be opened or written.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with opened(f"{folder}/index") as index:
    ...         [number] = index.add([Candidate(f"{folder}/a/01.json", 0, 6)], ["新桥今天通车"])
    ...     with opened(f"{folder}/index") as index:
    ...         index.letters(number), index.candidate(number).size
    ('新桥今天通车', 6)
    """
    try:
        base = sqlite3.connect(path, isolation_level=None)
        try:
            tables = {name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if tables and "form" not in tables:
                raise UnusableIndex(f"{printable(path)}: somebody else's database, and no index; name another file with --index")
            base.executescript(TABLES)
            base.execute("BEGIN IMMEDIATE")
            form = base.execute("SELECT number FROM form").fetchone()
            if form is None:
                base.execute("INSERT INTO form VALUES (?)", (FORM,))
            elif form[0] != FORM:
                raise UnusableIndex(f"{printable(path)}: an index of another version; name another file with --index")
            yield Index(base)
            base.execute("COMMIT")
        finally:
            base.close()
    except sqlite3.DatabaseError as bad:
        if "locked" in str(bad):
            raise UnusableIndex(f"{printable(path)}: another run is at work with it; run this again when that has ended") from None
        if "disk" in str(bad) or "open" in str(bad) or "readonly" in str(bad):
            raise OSError(None, str(bad), path) from None
        raise UnusableIndex(f"{printable(path)}: no index ({bad}); name another file with --index") from None
