"""The pages of a run in parts: which pages are of one, whether it is as it was, and how it is written."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence

from cleaner.digests import digest, short_digest
from cleaner.inputs.contents import read
from cleaner.inputs.sources import Source
from cleaner.problem import Problem
from cleaner.running.job import Done, Job, Task, made_from
from cleaner.running.manifest import Row
from cleaner.writing.files import put
from cleaner.writing.names import OF_A_PART, part_of
from cleaner.writing.parts import as_bytes, digest_of, digest_of_both

# Pages of a part: some ten thousand articles, some ten megabytes. Chosen; so are the bytes from which on it has fewer, of pages in archives
# and tables, which are held from when they are found. What lies in files of its own is read where it is split.
PAGES = 1000
BYTES = 64_000_000


def grouped(sources: Iterable[Source]) -> Iterator[list[Source]]:
    """The pages of every part, in order.

    >>> [len(part) for part in grouped([Source("", "", "")] * 2500)]
    [1000, 1000, 500]
    """
    part: list[Source] = []
    size = 0
    for source in sources:
        part.append(source)
        size += len(source.data or b"")
        if len(part) == PAGES or size > BYTES:
            yield part
            part, size = [], 0
    if part:
        yield part


def in_parts(sources: Iterable[Source]) -> Iterator[Task]:
    """The pages, each with the part that it is in.

    >>> tasks = list(in_parts([Source("a.txt", "a.txt", "a")] * 2500))
    >>> len(tasks), [tasks[at].part for at in (0, 999, 1000, 2499)]
    (2500, [0, 0, 1, 2])
    """
    for number, group in enumerate(grouped(sources)):
        for source in group:
            yield Task(source, part=number)


def write_part(job: Job, number: int, pages: Sequence[Done], named: str) -> Row:
    """Write the articles of some pages, and their ledger.

    Args:
        job: the run.
        number: of the part.
        pages: what came of each.
        named: of `digest_of_names`.

    Returns:
        What the manifest says of the part.

    Raises:
        OSError: no rights, no room; what was there is as it was.

    >>> import pathlib, tempfile
    >>> from cleaner.running.job import PageLines
    >>> with tempfile.TemporaryDirectory() as out:
    ...     done = Done({"path": "a.txt"}, [], lines=PageLines('{"id": "a/01"}\\n', ""))
    ...     part = write_part(Job(out, {}, form="jsonl", scratch=f"{out}/.new"), 7, [done], "")
    ...     part["pages"], part["articles"], pathlib.Path(out, part["articles"]).read_text()
    (1, 'articles-00007.jsonl', '{"id": "a/01"}\\n')
    """
    articles = "".join(page.lines.articles for page in pages if page.lines)
    ledger = "".join(page.lines.ledger for page in pages if page.lines)
    files = {}
    # The ledger first: articles never stand without their account.
    for what, lines in (("ledger", ledger), ("articles", articles)):
        files[what] = as_bytes(what, lines, job.form)
        put(os.path.join(job.out, part_of(what, number, job.form)), files[what], job.scratch)
    names = {what: part_of(what, number, job.form) for what in OF_A_PART}
    rows = sum(page.row is not None for page in pages)
    return {"part": number, "pages": rows, **names, "named": named, "digest": digest_of_both(files["articles"], files["ledger"])}


def digest_of_names(pages: Iterable[Source]) -> str:
    """A digest of which pages there are, in which order, and what the ids of their articles begin with.

    >>> one, other = Source("a.txt", "a.txt", "a"), Source("b.txt", "b.txt", "b")
    >>> found = digest_of_names([one, other])
    >>> found == digest_of_names([one._replace(file="moved/a.txt"), other]), found == digest_of_names([other, one])
    (True, False)
    """
    return short_digest(json.dumps([[page.name, page.folder] for page in pages]).encode())


def as_it_was(job: Job, number: int, group: Sequence[Source], known: Sequence[Done | None], part: Row) -> bool:
    """Whether a part would be what it is: its pages are made from the same, and its files are as they were written.

    Args:
        job: the run.
        number: of the part.
        group: its pages.
        known: what an earlier run made of each.
        part: what the manifest says of it.

    >>> import tempfile
    >>> source = Source("a.txt", "a.txt", "a", b"bridge")
    >>> with tempfile.TemporaryDirectory() as out:
    ...     job = Job(out, {}, form="jsonl", scratch=f"{out}/.new")
    ...     known = Done({"part": 0, "made_from": made_from(job, digest(b"bridge"), source)}, [])
    ...     part = write_part(job, 0, [known], digest_of_names([source]))
    ...     [as_it_was(job, 0, [page], [known], part) for page in (source, source._replace(data=b"bridges"))]
    [True, False]
    """
    if part["pages"] != len(group) or part["named"] != digest_of_names(group) or part["articles"] != part_of("articles", number, job.form):
        return False
    return all(_same(job, number, *pair) for pair in zip(group, known, strict=True)) and digest_of(job.out, part) == part["digest"]


def _same(job: Job, number: int, source: Source, known: Done | None) -> bool:
    if known is None or known.row is None or known.row.get("part") != number:
        return False
    data = read(source)
    return not isinstance(data, Problem) and bool(known.row["made_from"] == made_from(job, digest(data), source))
