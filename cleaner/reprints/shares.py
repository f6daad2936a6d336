"""Find reprints in shares, as `cleaner split --shard` does pages: sign articles, pair them by their keys, look at the pairs, and join.

Each step of a share is a plain function from files in a folder of work to one more; a step begins when all shares have ended the one before
it. The last share that ends the last step joins all, with the same lines as `cleaner.reprints.run.dedupe` gives.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from cleaner.article import digest
from cleaner.export.read import Place, batches
from cleaner.reading.place import put
from cleaner.reprints.clusters import Candidate, Edge
from cleaner.reprints.judge import Verdict
from cleaner.reprints.pairs import likely, summed, weighted
from cleaner.reprints.run import Articles, each_part, lines_of, looked_at
from cleaner.reprints.sign import AGREE
from cleaner.running.job import DIGITS
from cleaner.running.shard import Shard, share
from cleaner.writing.folders import ROOM

if TYPE_CHECKING:
    import numpy.typing as npt

    Arrays = Mapping[str, npt.NDArray[Any]]

SIGN, PAIRS, EDGES = "sign", "pairs", "edges"
STEPS = (SIGN, PAIRS, EDGES)


class Waiting(Exception):
    """Other shares have not ended a step that this one's next begins with; the message says how many have."""


class Mixed(Exception):
    """What is in the folder of work is not of one run; the message says what to do."""


class Work(NamedTuple):
    """The folder of work of a run, the shares of it that this process does, and the articles of all."""

    folder: str
    shard: Shard
    files: list[list[str]]  # what is read by one worker at once

    def path(self, step: str, number: int) -> str:
        """Where a share's step puts what it comes to."""
        return os.path.join(self.folder, f"{step}{Shard(number, self.shard.total).mark}.npz")

    def of_all(self, step: str) -> Iterator[Arrays]:
        """What a step came to in every share, one after the other.

        Raises:
            Mixed: it is of other articles.
        """
        for number in range(1, self.shard.total + 1):
            with np.load(self.path(step, number)) as held:
                if str(held["of"]) != self.of:
                    raise Mixed(f"{self.path(step, number)}: of other articles; delete the folder and begin anew")
                yield held

    @property
    def of(self) -> str:
        """Of which articles it all is."""
        return digest(json.dumps(self.files).encode())[:DIGITS]


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
        cleaner.export.read.Unreadable: a folder has no articles, or a file is none.
        OSError: no rights, no room.
    """
    work = Work(folder, shard, [batch for out in outs for batch in batches(out)])
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
    put(work.path(step, work.shard.number), stream.getvalue(), os.path.join(work.folder, ROOM + work.shard.mark))


def _sign(work: Work, jobs: int) -> Arrays:
    """Keys and samples of the articles of a share, and who they are. Articles are counted within their batch."""
    mine = list(share(range(len(work.files)), work.shard))
    found: dict[str, list[Any]] = {"keys": [], "owners": [], "key_batch": [], "sample": [], "sample_batch": []}
    told, counts = [], []
    for number, read in zip(mine, each_part([work.files[number] for number in mine], jobs), strict=True):
        for name, part in zip(found, (read.signed.keys, read.signed.owners, None, read.signed.sample, None), strict=True):
            size = len(read.signed.keys if "key" in name else read.signed.sample)
            found[name].append(np.full(size, number) if part is None else part)
        told += [[*place, *candidate] for place, candidate in zip(read.places, read.candidates, strict=True)]
        counts.append(len(read.places))
    arrays = {name: np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64) for name, parts in found.items()}
    arrays["keys"] = arrays["keys"].astype(np.uint64)
    return {**arrays, "batches": np.array(mine), "counts": np.array(counts), "told": np.array(json.dumps(told))}


def _offsets(work: Work) -> npt.NDArray[np.int64]:
    """The number of the first article of every batch, in order of all."""
    counts = np.zeros(len(work.files) + 1, dtype=np.int64)
    for held in work.of_all(SIGN):
        counts[held["batches"] + 1] = held["counts"]
    return np.cumsum(counts)


def _pairs(work: Work) -> Arrays:
    """Pairs of articles that have a key in common, of the keys that are the share's, and how much these weigh."""
    # The lowest bit says what a key is of.
    offsets, keys, owners = _offsets(work), [], []
    for held in work.of_all(SIGN):
        mine = (held["keys"] >> np.uint64(1)) % np.uint64(work.shard.total) == work.shard.number - 1
        keys.append(held["keys"][mine])
        owners.append((held["owners"] + offsets[held["key_batch"]])[mine])
    both, weight = weighted(np.concatenate(keys), np.concatenate(owners))
    return {"both": both, "weight": weight}


def _edges(work: Work, jobs: int) -> Arrays:
    """The pairs whose first article is of the share, as far as an exact look says that they are one."""
    offsets, both, weight = _offsets(work), [], []
    for held in work.of_all(PAIRS):
        mine = (held["both"] >> 32) % work.shard.total == work.shard.number - 1
        both.append(held["both"][mine])
        weight.append(held["weight"][mine])
    near = summed(np.concatenate(both), np.concatenate(weight), AGREE)
    samples = [held["sample"] + (offsets[held["sample_batch"]] << 32) for held in work.of_all(SIGN)]
    near = likely(near, np.sort(np.concatenate(samples)), int(offsets[-1]))
    sure = looked_at(list(map(tuple, near.tolist())), _articles(work), jobs)
    return {"edges": np.array(json.dumps(sure))}


def _articles(work: Work) -> Articles:
    rows: dict[int, list[Any]] = {}
    for held in work.of_all(SIGN):
        told, at = json.loads(str(held["told"])), 0
        for number, count in zip(held["batches"].tolist(), held["counts"].tolist(), strict=True):
            rows[number] = told[at : at + count]
            at += count
    every = [row for number in range(len(work.files)) for row in rows[number]]
    return Articles([Place(*row[:2]) for row in every], [Candidate(*row[2:]) for row in every])


def _joined(work: Work) -> list[dict[str, Any]]:
    articles = _articles(work)
    sure = [
        Edge(short, long, Verdict(*verdict), worse and Verdict(*worse))
        for held in work.of_all(EDGES)
        for short, long, verdict, worse in json.loads(str(held["edges"]))
    ]
    return lines_of(articles, sure)


def clear(folder: str) -> None:
    """Delete the folder of work of a run that is ended."""
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
