"""Find reprints in shares, as `cleaner split --shard` does pages: sign articles, pair them by their keys, look at the pairs, and join.

Each step of a share is a plain function from files in a folder of work to one more; a step begins when all shares have ended the one before
it. The last share that ends the last step joins all, with the same lines as `cleaner.reprints.run.dedupe` gives.
"""

from __future__ import annotations

import contextlib
import functools
import io
import json
import os
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from cleaner.arrays import Integers
from cleaner.digests import short_digest
from cleaner.outputs.articles import ArticlePlace, batches
from cleaner.reprints.clusters import Candidate, Edge
from cleaner.reprints.judge import Verdict
from cleaner.reprints.lines import lines_of
from cleaner.reprints.pairs import LOW, likely, summed, weighted
from cleaner.reprints.run import Articles, each_part, looked_at
from cleaner.reprints.sign import AGREE
from cleaner.running.shard import Shard, dealt
from cleaner.writing.files import put, remove
from cleaner.writing.folders import clear_away
from cleaner.writing.names import SCRATCH

if TYPE_CHECKING:
    import numpy.typing as npt

    Arrays = Mapping[str, npt.NDArray[Any]]

SIGN, PAIRS, EDGES = "sign", "pairs", "edges"
STEPS = (SIGN, PAIRS, EDGES)


class Waiting(Exception):
    """Other shares have not ended a step that this one's next begins with; the message says how many have."""


class Mixed(Exception):
    """What is in the folder of work is not of one run; the message says what to do."""


def _named(step: str, shard: Shard) -> str:
    return f"{step}{shard.mark}.npz"


class Work(NamedTuple):
    """The folder of work of a run, the shares of it that this process does, and the articles of all."""

    folder: str
    shard: Shard
    files: list[list[str]]  # what is read by one worker at once

    def path(self, step: str, number: int) -> str:
        """Where a share's step puts what it comes to."""
        return os.path.join(self.folder, _named(step, Shard(number, self.shard.total)))

    def of_all(self, step: str) -> Iterator[Arrays]:
        """What a step came to in every share, one after the other.

        Raises:
            Mixed: it is of other articles.
        """
        for number in range(1, self.shard.total + 1):
            with np.load(self.path(step, number)) as held:
                if str(held["of"]) != self.of:
                    raise Mixed(
                        f"{self.path(step, number)}: of other articles; delete that file and the other shares' beside it, and begin anew"
                    )
                yield held

    @property
    def of(self) -> str:
        """Of which articles it all is: a digest of their files' names, and of when each was written, where that is known."""
        return _digest_of(tuple(map(tuple, self.files)))


@functools.lru_cache(maxsize=1)  # each step of a share asks once more
def _digest_of(files: tuple[tuple[str, ...], ...]) -> str:
    """A digest of the names of files, and of when each was written."""
    return short_digest(json.dumps([(name, _written_at(name)) for batch in files for name in batch]).encode())


def _written_at(path: str) -> list[int] | None:
    try:
        there = os.stat(path)
    except (OSError, ValueError):
        return None
    return [there.st_size, there.st_mtime_ns]


def dedupe_share(outs: Sequence[str], folder: str, shard: Shard, jobs: int) -> list[dict[str, Any]] | str:
    """Do the next step of a share; the lines for all articles that another one says again, if it was the last step of the last share.

    Args:
        outs: folders that `cleaner split` wrote.
        folder: of work; all shares see it.
        shard: which share.
        jobs: workers.

    Returns:
        The lines, or the step that was done.

    Raises:
        Waiting: it is too early.
        Mixed: the folder is of another run.
        cleaner.outputs.Unreadable: a folder has no articles, or a file is none.
        OSError: no rights, no room.

    >>> import tempfile
    >>> from cleaner import split_text
    >>> from cleaner.record import as_line
    >>> with tempfile.TemporaryDirectory() as out:
    ...     with open(f"{out}/articles-00000.jsonl", "w", encoding="utf-8") as file:
    ...         file.writelines(as_line(split_text("新桥通车\\n\\n新桥今天通车。", page)[0].record()) for page in ("a", "b"))
    ...     sign, pairs, [line] = (dedupe_share([out], f"{out}/work", Shard(1, 1), jobs=1) for _ in STEPS)
    >>> sign, pairs, line["dropped"].rpartition("#")[2], line["kept"].rpartition("#")[2]
    ('sign', 'pairs', 'b/01', 'a/01')
    """
    work = Work(folder, shard, list(batches(outs)))
    step = next((step for step in STEPS if not os.path.exists(work.path(step, shard.number))), None)
    if step is not None:
        for before in STEPS[: STEPS.index(step)]:
            if (there := _ended(work, before)) < shard.total:
                raise Waiting(f"{there} of {shard.total} shares have ended the step {before!r}, which {step!r} begins with")
        _write(work, step, _sign(work, jobs) if step == SIGN else _pairs(work) if step == PAIRS else _edges(work, jobs))
    if _ended(work, EDGES) < shard.total:
        return step or EDGES
    try:
        return _joined(work)
    except FileNotFoundError:
        return EDGES  # another share has joined all at this moment


def _ended(work: Work, step: str) -> int:
    return sum(os.path.exists(work.path(step, number)) for number in range(1, work.shard.total + 1))


def _write(work: Work, step: str, arrays: Arrays) -> None:
    stream = io.BytesIO()
    every: dict[str, Any] = {"of": np.array(work.of), **arrays}
    np.savez(stream, **every)
    put(work.path(step, work.shard.number), stream.getvalue(), os.path.join(work.folder, SCRATCH + work.shard.mark))


def _sign(work: Work, jobs: int) -> Arrays:
    """Keys and samples of the articles of a share, which are counted within it, and who they are."""
    mine = list(dealt(range(len(work.files)), work.shard))
    keys, owners, sample, counts = [], [], [], [0]
    told: list[list[Any]] = []
    for read in each_part([work.files[number] for number in mine], jobs):
        keys.append(read.signed.keys)
        owners.append((read.signed.owners + len(told)).astype(np.int32))
        sample.append(read.signed.sample + (len(told) << 32))
        told += [[*place, *candidate] for place, candidate in zip(read.places, read.candidates, strict=True)]
        counts.append(len(told))
    arrays = {"keys": _joint(keys, np.uint64), "owners": _joint(owners, np.int32), "sample": _joint(sample, np.int64)}
    return {**arrays, "batches": np.array(mine, dtype=np.int64), "counts": np.diff(counts), "told": np.array(json.dumps(told))}


def _joint(arrays: Sequence[npt.NDArray[Any]], kind: type[np.generic]) -> npt.NDArray[Any]:
    return np.concatenate([np.zeros(0, dtype=kind), *arrays])


def _numbered(work: Work) -> Iterator[tuple[Arrays, Integers]]:
    """What every share has signed, and the number among all articles of each that it has."""
    counts = np.zeros(len(work.files) + 1, dtype=np.int64)
    for held in work.of_all(SIGN):
        counts[held["batches"] + 1] = held["counts"]
    first = np.cumsum(counts)
    for held in work.of_all(SIGN):
        ends = np.cumsum(held["counts"])
        yield held, np.arange(held["counts"].sum()) + np.repeat(first[held["batches"]] - ends + held["counts"], held["counts"])


def _pairs(work: Work) -> Arrays:
    """Pairs of articles that have a key in common, of the keys that are the share's, and how much these weigh."""
    keys, owners = [], []
    for held, numbers in _numbered(work):
        # The lowest bit says what a key is of.
        mine = (held["keys"] >> np.uint64(1)) % np.uint64(work.shard.total) == work.shard.number - 1
        keys.append(held["keys"][mine])
        owners.append(numbers[held["owners"][mine]])
    both, weight = weighted(np.concatenate(keys), np.concatenate(owners))
    return {"both": both, "weight": weight.astype(np.int32)}


def _edges(work: Work, jobs: int) -> Arrays:
    """The pairs whose first article is of the share, as far as an exact look says that they are one."""
    both, weight = [], []
    for held in work.of_all(PAIRS):
        mine = (held["both"] >> 32) % work.shard.total == work.shard.number - 1
        both.append(held["both"][mine])
        weight.append(held["weight"][mine])
    near = summed(np.concatenate(both), np.concatenate(weight), AGREE)
    # Of all articles only those of the pairs are held.
    wanted = np.unique(near)
    samples = []
    for held, numbers in _numbered(work):
        place = np.minimum(np.searchsorted(wanted, numbers), max(0, len(wanted) - 1))
        there = wanted[place] == numbers if len(wanted) else np.zeros(len(numbers), dtype=bool)
        owner = held["sample"] >> 32
        samples.append((place[owner] << 32 | held["sample"] & LOW)[there[owner]])
    near = wanted[likely(np.searchsorted(wanted, near), np.sort(np.concatenate(samples)), len(wanted))]
    return {"edges": np.array(json.dumps(looked_at(list(map(tuple, near.tolist())), _known(work, set(near.ravel().tolist())), jobs)))}


def _known(work: Work, wanted: Container[int]) -> Articles:
    """What is known of some articles, by their numbers."""
    places, found = {}, {}
    for held, numbers in _numbered(work):
        for number, row in zip(numbers.tolist(), json.loads(str(held["told"])), strict=True):
            if number in wanted:
                places[number], found[number] = ArticlePlace(*row[:2]), Candidate(*row[2:])
    return Articles(places, found)


def _joined(work: Work) -> list[dict[str, Any]]:
    sure = [
        Edge(short, long, Verdict(*verdict), worse and Verdict(*worse))
        for held in work.of_all(EDGES)
        for short, long, verdict, worse in json.loads(str(held["edges"]))
    ]
    known = _known(work, {k for edge in sure for k in (edge.short, edge.long)})
    return lines_of(known.found, sure, known.letters, known.heading)


def clear(folder: str, total: int) -> None:
    """Delete what a run that is ended put in its folder of work, and the folder if nothing else is in it.

    Args:
        folder: of work.
        total: how many shares there were.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as top:
    ...     os.mkdir(f"{top}/work")
    ...     _ = [open(f"{top}/work/sign.{share}.npz", "w").close() for share in ("1-of-2", "2-of-2")]
    ...     clear(f"{top}/work", 2)
    ...     os.listdir(top)
    []
    """
    for number in range(1, total + 1):
        clear_away(os.path.join(folder, SCRATCH + Shard(number, total).mark))
        for step in STEPS:
            remove(os.path.join(folder, _named(step, Shard(number, total))))
    with contextlib.suppress(OSError):
        os.rmdir(folder)
