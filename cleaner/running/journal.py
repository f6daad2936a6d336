"""What a run has done so far, line by line in a file of its own; and what earlier runs did, found by a page's name."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
from collections.abc import Iterable, Iterator

from cleaner.problem import Problem, printable
from cleaner.record import DAMAGED, PART_SHAPE, ROW_SHAPE, as_line, misfit
from cleaner.running.job import FILES, Done
from cleaner.running.manifest import (
    LEFT,
    PAGES,
    PARTS,
    Row,
    each_once,
    entries,
    entry_at,
    entry_of,
    head_and_sums,
    manifests_of_shares,
    problem_of,
)
from cleaner.running.shard import Shard
from cleaner.running.sorting import in_order
from cleaner.writing.files import put
from cleaner.writing.folders import clear_away
from cleaner.writing.names import JOURNAL, JOURNALS, LOCKS_OF_SHARES, MANIFEST, SCRATCH_OF_SHARES

# Bits of a place that say in which file it is: of the shares of a run, which have a manifest each, there may be 100,000.
WHERE = 32


def journal_of(out: str, shard: Shard, earlier: bool = False) -> str:
    """The path of the journal of a run, or of a share of one; `earlier`: of runs of it that were cut off.

    >>> journal_of("out", Shard(1, 1)), journal_of("out", Shard(2, 3), earlier=True)
    ('out/.journal.jsonl', 'out/.journal.2-of-3.earlier.jsonl')
    """
    return os.path.join(out, f"{JOURNAL}{shard.mark}{'.earlier' if earlier else ''}.jsonl")


class Journal:
    """The pages of a run as they are done, so that one that is cut off goes on where it was; memory holds none of them."""

    def __init__(self, path: str, scratch: str) -> None:
        """A new one at a path; `scratch`: a folder for what is sorted."""
        self.path, self.scratch = path, scratch
        self.held: list[Row] = []
        self.sent = 0
        self.written = 0  # bytes
        self.torn = False  # the last line may be half written

    def send(self, out: str, part: int) -> None:
        """Put what was added since the last time to a URL, where there is no adding to a file.

        Raises:
            OSError: there is no way to it.
        """
        with open(self.path, "rb") as file:
            file.seek(self.sent)
            fresh = file.read()
        self.sent += len(fresh)
        put(f"{out}/{os.path.basename(self.path).removesuffix('.jsonl')}.{part:05}.jsonl", fresh, self.scratch)

    def add(self, done: Done) -> None:
        """Keep what came of a page."""
        self._keep({"row": done.row, "problems": [entry_of(problem) for problem in done.problems]})

    def add_part(self, part: Row) -> None:
        """Keep that a part is written."""
        self._keep({"row": None, "problems": [], "part": part})

    def add_left(self, row: Row) -> None:
        """Keep what an earlier run made of a page that this one has not, or could not read: it is still there."""
        self._keep({"row": None, "problems": [], "left": row})

    def left(self) -> Iterator[Row]:
        """The rows of such pages, in order of their names, each as it was kept last."""
        rows = in_order((line["left"] for line in self._lines() if "left" in line), lambda row: row["path"], self.scratch)
        return ([*same][-1] for _, same in itertools.groupby(rows, key=lambda row: row["path"]))

    def rows(self) -> Iterator[Row]:
        """The pages' rows, in order of their names."""
        return in_order((line["row"] for line in self._lines() if line["row"]), lambda row: row["path"], self.scratch)

    def folders(self, wanted: set[str]) -> dict[str, str]:
        """Of some folders those that pages of this run have, and whose each is."""
        rows = (line["row"] for line in self._lines() if line["row"]) if wanted else ()
        return {row["folder"]: row["path"] for row in rows if row.get("folder") in wanted}

    def parts(self) -> Iterator[Row]:
        """What the manifest says of parts, in order."""
        return in_order((line["part"] for line in self._lines() if "part" in line), lambda part: part["part"], self.scratch)

    def problems(self, others: Iterable[Problem]) -> Iterator[Problem]:
        """The pages' problems and others, in order, each once."""
        found = itertools.chain.from_iterable(line["problems"] for line in self._lines())
        return map(problem_of, each_once(itertools.chain(map(entry_of, others), found), self.scratch))

    def is_whole(self) -> bool:
        """Whether all is there that was written: a folder that is emptied while a run is at work takes it with it."""
        try:
            return os.path.getsize(self.path) >= self.written
        except OSError:
            return self.written == 0

    def _keep(self, line: Row) -> None:
        try:
            with open(self.path, "ab") as file:
                data = ("\n" * self.torn + as_line(line)).encode("utf-8")
                file.write(data)
            self.torn = False
            self.written += len(data)
        except OSError:
            # Without room for the journal the page is done all the same.
            self.held.append(line)
            self.torn = True

    def _lines(self) -> Iterator[Row]:
        return itertools.chain(_whole_lines(self.path), self.held)


def _whole_lines(path: str) -> Iterator[Row]:
    """The lines of a journal; one that is half written is passed over, for the run was cut off in it, or the disk was full."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError), open(path, encoding="utf-8", errors="replace") as file:
        for line in file:
            with contextlib.suppress(ValueError, RecursionError):
                yield json.loads(line)


class EarlierRuns:
    """What earlier runs made of a share's pages, by their names; memory holds where it stands, and not what it is."""

    def __init__(self, shard: Shard) -> None:
        """Nothing is known."""
        self.shard = shard
        self.files: list[str] = []
        self.unreadable: list[str] = []
        self.form = ""
        self.parts: dict[int, Row] = {}
        self.rows: dict[int, int] = {}
        self.stay: set[int] = set()
        # Where in a file the problems of a page begin, by the place of that file among all and the page's name.
        self.doubts: dict[int, int] = {}

    def take(self, name: str) -> Done | None:
        """What is known of a page, once."""
        place = self.rows.pop(hash(name), None)
        found = None if place is None else self._done(place)
        return found._replace(stays=hash(name) in self.stay) if found and found.row and found.row["path"] == name else None

    def left(self) -> Iterator[Row]:
        """The rows of the pages that nobody took."""
        for place in self.rows.values():
            done = self._done(place)
            if done and done.row:
                yield done.row

    def _done(self, place: int) -> Done | None:
        number, at = place & ((1 << WHERE) - 1), place >> WHERE
        file = self.files[number]
        with contextlib.suppress(*DAMAGED):
            held = entry_at(file, at)
            if not JOURNALS.fullmatch(os.path.basename(file)):
                return Done(held, list(self._doubts(number, printable(held["path"]))))
            return Done(held["row"] or held["left"], [problem_of(problem) for problem in held["problems"]])
        return None

    def _doubts(self, number: int, name: str) -> Iterator[Problem]:
        """A page's problems, which stand together in the manifest that its row is in."""
        at = self.doubts.get(hash((number, name)))
        if at is None:
            return
        with open(self.files[number], "rb") as stream:
            stream.seek(at)
            for line in stream:
                text = line.decode("utf-8").strip().rstrip(",")
                if not text.startswith("{") or (held := json.loads(text))["path"] != name:
                    return
                if held["reason"] != "gone":
                    yield problem_of(held)

    def add_manifest(self, path: str) -> None:
        """Find out what a manifest says; one that cannot be read says nothing, or what was read of it, and is remembered as such."""
        self.files.append(path)
        try:
            for entry in entries(path):
                if entry.list in (PAGES, LEFT):
                    self._known(entry.entry, entry.at, stays=entry.list == LEFT)
                elif entry.list == PARTS:
                    self.parts[entry.entry["part"]] = entry.entry
                else:
                    self.doubts.setdefault(hash((len(self.files) - 1, entry.entry["path"])), entry.at)
            self.form = head_and_sums(path)["format"]
        except FileNotFoundError:
            pass
        except DAMAGED:
            self.unreadable.append(path)

    def add_journal(self, path: str) -> None:
        """Find out what a journal says."""
        self.files.append(path)
        at = 0
        with contextlib.suppress(OSError), open(path, "rb") as file:
            for line in file:
                with contextlib.suppress(*DAMAGED):
                    held = json.loads(line.decode("utf-8"))
                    if not misfit(held.get("part"), PART_SHAPE):
                        self.parts[held["part"]["part"]] = held["part"]
                        self.form = held["part"]["articles"].rpartition(".")[2]
                    row = held["row"] or held.get("left")
                    if not misfit(row, ROW_SHAPE):
                        self._known(row, at, stays=not held["row"])
                        self.form = FILES if "folder" in row else self.form
                at += len(line)

    def _known(self, row: Row, at: int, *, stays: bool) -> None:
        if self.shard.has_part(row["part"]) if "part" in row else self.shard.has_page(row["path"]):
            page = hash(row["path"])
            self.rows[page] = at << WHERE | (len(self.files) - 1)
            (self.stay.add if stays else self.stay.discard)(page)


def read_earlier(out: str, shard: Shard) -> EarlierRuns:
    """What is known of pages when a run begins: what the manifest in its folder says, and over it runs that were cut off.

    Args:
        out: the output folder.
        shard: the run's share; its journal is put behind that of the runs before it.

    >>> import tempfile
    >>> row = {**dict.fromkeys(("path", "folder", "sha256", "encoding", "made_from", "output"), "a"), "characters": 6, "articles": 1}
    >>> with tempfile.TemporaryDirectory() as out:
    ...     Journal(journal_of(out, Shard(1, 1)), out).add(Done({**row, "removed": {}, "changed": {}}, []))
    ...     earlier = read_earlier(out, Shard(1, 1))
    ...     earlier.take("a").row["articles"], earlier.take("b"), os.listdir(out)
    (1, None, ['.journal.earlier.jsonl'])
    """
    earlier = EarlierRuns(shard)
    earlier.add_manifest(os.path.join(out, MANIFEST))
    for path in manifests_of_shares(out):
        earlier.add_manifest(path)
    with contextlib.suppress(OSError):
        _put_behind(journal_of(out, shard), journal_of(out, shard, earlier=True))
        for name in sorted(name for name in os.listdir(out) if JOURNALS.fullmatch(name)):
            earlier.add_journal(os.path.join(out, name))
    return earlier


def _put_behind(path: str, other: str) -> None:
    """Add a file to the end of another, and delete it."""
    with contextlib.suppress(FileNotFoundError), open(path, "rb") as source, open(other, "ab") as target:
        while data := source.read(1 << 20):
            target.write(data)
        # The last line may be half written.
        target.write(b"\n")
        os.unlink(path)


def delete_journals(out: str, shard: Shard) -> None:
    """Delete the journals of a run that is ended; those of shares, their manifests and what killed ones left, too, if it was a whole one.

    Raises:
        OSError: no right to.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as out:
    ...     names = ".journal.jsonl .journal.1-of-2.jsonl .journal.2-of-2.jsonl .lock.2-of-2 manifest.1-of-2.json manifest.json".split()
    ...     _ = [open(f"{out}/{name}", "w").close() for name in names]
    ...     [delete_journals(out, shard) or sorted(os.listdir(out)) for shard in (Shard(1, 2), Shard(1, 1))]
    [['.journal.2-of-2.jsonl', '.journal.jsonl', '.lock.2-of-2', 'manifest.1-of-2.json', 'manifest.json'], ['manifest.json']]
    """
    own = [journal_of(out, shard, earlier) for earlier in (False, True)]
    names = os.listdir(out) if shard.total == 1 else []
    # While a whole run is at work no share is (`cleaner.running.lock`).
    for scratch in (name for name in names if SCRATCH_OF_SHARES.fullmatch(name)):
        clear_away(os.path.join(out, scratch))
    shares = [os.path.join(out, name) for name in names if JOURNALS.fullmatch(name) or LOCKS_OF_SHARES.fullmatch(name)]
    for path in own + shares + (manifests_of_shares(out) if shard.total == 1 else []):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)
