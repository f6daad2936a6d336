"""What parts have of pages that a run has not, or could not read: it is saved before they are written over, and gets parts of its own."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
from collections.abc import Container, Iterator
from typing import IO, NamedTuple

from cleaner.place import elsewhere
from cleaner.record import DAMAGED, as_line
from cleaner.regexes import compiled
from cleaner.running import parts
from cleaner.running.job import Done, Job, PageLines
from cleaner.running.journal import EarlierRuns, Journal
from cleaner.running.manifest import Row
from cleaner.running.shard import Shard
from cleaner.writing.files import put
from cleaner.writing.names import OF_A_PART, STAYING
from cleaner.writing.parts import by_page, digest_of

# Behind its name, at a URL: of which part.
NUMBER = compiled(r"(?:\.\d{5,})?\.jsonl")


class Saved(NamedTuple):
    """What a part had of a page: lines of articles and of the ledger."""

    part: int
    path: str
    articles: str
    ledger: str


class Left:
    """A file of what parts had that were written over; it outlives a run that is cut off, for the next one to find."""

    def __init__(self, home: str, shard: Shard) -> None:
        """Of a share, in the folder where its manifest is."""
        self.home = home
        self.name = f"{STAYING}{shard.mark}"
        # Parts that could not be written over: what they had, they have.
        self.stayed: set[int] = set()

    def save(self, job: Job, part: Row, done: Container[str]) -> None:
        """Keep what a part has of pages that will not be in it: most are, and no more is written than is needed.

        Args:
            job: the run.
            part: what the manifest says of it.
            done: names of the pages that are in it anew.

        Raises:
            OSError: no rights, no room.
        """
        others = "".join(as_line(saved._asdict()) for saved in pages_of(job.out, part) if saved.path not in done)
        if not others:
            return
        with open(os.path.join(self.home, f"{self.name}.jsonl"), "a", encoding="utf-8") as file:
            file.write(others)
        if elsewhere(job.out):
            put(f"{job.out}/{self.name}.{part['part']:05}.jsonl", others.encode(), job.scratch)

    def saved(self) -> Iterator[Saved]:
        """What was kept, the last of each page last."""
        for path in self._files():
            with open(path, encoding="utf-8") as file:
                for line in file:
                    # The last line of a run that was cut off may be half written.
                    with contextlib.suppress(ValueError, TypeError):
                        yield Saved(**json.loads(line))

    def end(self) -> None:
        """Delete it."""
        for path in self._files():
            os.unlink(path)

    def _files(self) -> list[str]:
        """What is there of it: one file, and of runs to a URL that were cut off one a part."""
        found = (name for name in os.listdir(self.home) if name.startswith(self.name) and NUMBER.fullmatch(name, len(self.name)))
        return [os.path.join(self.home, name) for name in sorted(found)]


def pages_of(out: str, part: Row) -> Iterator[Saved]:
    """What a part has of each of its pages; nothing where it is not as it was written, for then somebody changed it.

    Args:
        out: the output folder, or its URL.
        part: what the manifest says of it.

    >>> import tempfile
    >>> lines = PageLines('{"source": {"path": "a.txt"}}\\n', '{"page": "a.txt"}\\n')
    >>> with tempfile.TemporaryDirectory() as out:
    ...     part = parts.write_part(Job(out, {}, form="jsonl", scratch=f"{out}/.new"), 3, [Done(None, [], lines=lines)], "")
    ...     [(saved.part, saved.path) for saved in pages_of(out, part)], [*pages_of(out, {**part, "digest": "of another"})]
    ([(3, 'a.txt')], [])
    """
    if digest_of(out, part) != part["digest"]:
        return
    with contextlib.suppress(*DAMAGED):
        articles, ledger = (by_page(os.path.join(out, part[what])) for what in OF_A_PART)
        for path in dict.fromkeys([*articles, *ledger]):
            yield Saved(part["part"], path, *("".join(map(as_line, of.get(path, ()))) for of in (articles, ledger)))


def write_left(job: Job, shard: Shard, earlier: EarlierRuns, journal: Journal, left: Left) -> None:
    """Write the pages that a run left into parts of their own, behind all others.

    Args:
        job: the run.
        shard: the run's share.
        earlier: its parts that were not written over.
        journal: has the rows of these pages, with the part that each was in, and gets them with the part that each is in now.
        left: what was saved of parts that were written over.

    Raises:
        OSError: no rights, no room; what is not written is in `left`, or in its part.

    >>> import tempfile
    >>> lines, whole = PageLines('{"source": {"path": "a.txt"}}\\n', '{"page": "a.txt"}\\n'), Shard(1, 1)
    >>> with tempfile.TemporaryDirectory() as out:
    ...     job, earlier, journal = Job(out, {}, form="jsonl", scratch=out), EarlierRuns(whole), Journal(f"{out}/.journal.jsonl", out)
    ...     earlier.parts[7] = parts.write_part(job, 7, [Done(None, [], lines=lines)], "")
    ...     _ = journal.add_part({"part": 0}), journal.add_left({"path": "a.txt", "part": 7})
    ...     write_left(job, whole, earlier, journal, Left(out, whole))
    ...     [row["part"] for row in journal.left()], [saved.path for part in [*journal.parts()][1:] for saved in pages_of(out, part)]
    ([1], ['a.txt'])
    """
    old = [part for number, part in sorted(earlier.parts.items()) if shard.has_part(number)]
    # What somebody changed is his.
    stay = left.stayed | {part["part"] for part in old if digest_of(job.out, part) != part["digest"]}
    wanted = {row["path"]: row for row in journal.left() if "part" in row and row["part"] not in stay}
    if not wanted:
        return
    import tempfile  # late: few runs leave pages

    os.makedirs(job.scratch, exist_ok=True)
    with tempfile.TemporaryFile("w+", encoding="utf-8", dir=job.scratch) as file:
        at: dict[str, int] = {}
        for saved in itertools.chain(left.saved(), *(pages_of(job.out, part) for part in old)):
            if saved.path in wanted and wanted[saved.path]["part"] == saved.part:
                at[saved.path] = file.tell()
                file.write(as_line(saved._asdict()))
        first = 1 + max((part["part"] for part in journal.parts()), default=-1)
        numbers = (number for number in itertools.count(first) if shard.has_part(number) and number not in stay)
        rows = iter(sorted(wanted.values(), key=lambda row: str(row["path"])))
        while group := list(itertools.islice(rows, parts.PAGES)):
            number = next(numbers)
            done = [Done(row, [], lines=_lines_at(file, at.get(row["path"]))) for row in group]
            journal.add_part(parts.write_part(job, number, done, named=""))
            earlier.parts.pop(number, None)
            for row in group:
                journal.add_left({**row, "part": number})


def _lines_at(file: IO[str], at: int | None) -> PageLines | None:
    if at is None:
        return None
    file.seek(at)
    saved = Saved(**json.loads(file.readline()))
    return PageLines(saved.articles, saved.ledger)
