"""Pages on several processes of this machine: a map of one plain function, on a pool that outlives its workers."""

from __future__ import annotations

import gc
import itertools
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from cleaner.problem import Problem
from cleaner.running import interrupt
from cleaner.running.job import Task

if TYPE_CHECKING:
    from concurrent.futures import Future

    from pebble import ProcessPool

T = TypeVar("T")
Result = tuple[Task, T | Problem]
# Pages that are handed out, in their order.
Waiting = deque[tuple[Task, "Future[Any] | None"]]

# Pages from which a pool is worth its start. Chosen: a pool costs some hundredths of a second, and a dozen pages nearly half a one.
ENOUGH = 12
# Workers for each core at most, whatever --jobs says: more only cost memory, and 100,000 of them all that there is. Chosen.
CROWD = 8
# Pages that are handed out ahead for each worker, so that none waits; more would only cost memory. Chosen.
AHEAD = 4
# How often a page is tried whose worker died: twice more, for the machine may have been out of memory. Chosen.
TRIES = 3
# Seconds between looks at whether the run is to end. Chosen.
POLL = 0.1

_work: Callable[[Task], Any] | None = None


class Unreachable(Exception):
    """There is no cluster at an address, or none can be started; the message says why."""


def cores() -> int:
    """The cores that this process may use.

    >>> 1 <= cores() <= os.cpu_count()
    True
    """
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def most(jobs: int) -> int:
    """How many workers are started at most where so many are asked for.

    >>> most(1), most(10**6) == CROWD * cores()
    (1, True)
    """
    return min(jobs, CROWD * cores())


def each(work: Callable[[Task], T], tasks: Iterable[Task], jobs: int) -> Generator[Result[T], None, None]:
    """What came of every page, in their order, whatever the number of workers; a problem where its worker died each time.

    Args:
        work: what is done with a page; a plain function, or a partial of one.
        tasks: the pages; they are asked for as workers are free.
        jobs: workers, as many as there are pages and as cores can serve; a pool is started only where there is enough to do.

    >>> from cleaner.inputs.sources import Source
    >>> tasks = [Task(Source(name, name, name)) for name in ("b.txt", "a.txt")]
    >>> [(task.source.name, result) for task, result in each(lambda task: task.source.name[0], tasks, jobs=2)]
    [('b.txt', 'b'), ('a.txt', 'a')]
    """
    later = iter(tasks)
    jobs = most(jobs)
    first = list(itertools.islice(later, max(ENOUGH, jobs))) if jobs > 1 else []
    every = itertools.chain(first, later)
    if len(first) < ENOUGH:
        for task in every:
            yield task, work(task)
            interrupt.check()
        return
    gc.collect()
    # What is loaded already is not looked at by the workers' collectors, and stays shared.
    gc.freeze()
    try:
        yield from _pooled(work, every, min(jobs, len(first)))
    finally:
        gc.unfreeze()


def _pooled(work: Callable[[Task], T], tasks: Iterator[Task], jobs: int) -> Iterator[Result[T]]:
    """What came of every page on a pool of workers, in order; another pool goes on where one breaks.

    A worker that is killed while it holds the lock of the pool's pipe takes the pool with it.
    """
    from pebble import ProcessPool

    waiting: Waiting = deque()
    broken = 0
    while True:
        pool = ProcessPool(max_workers=jobs, initializer=_begin, initargs=(work,), context=context())
        try:
            for result in _results(pool, tasks, waiting, AHEAD * jobs):
                broken = 0
                yield result
            pool.close()  # type: ignore[no-untyped-call]
            break
        except _Broken:
            pool.stop()  # type: ignore[no-untyped-call]
            broken += 1
        except BaseException:
            pool.stop()  # type: ignore[no-untyped-call]
            raise
        finally:
            pool.join()
        if broken == TRIES:
            task, _ = waiting.popleft()
            yield task, crashed(task, "")


class _Broken(Exception):
    """The pool does nothing any more."""


def _results(pool: ProcessPool, tasks: Iterator[Task], waiting: Waiting, ahead: int) -> Iterator[Result[Any]]:
    """What comes of pages, in order.

    Args:
        pool: that does them.
        tasks: those that are not handed out yet.
        waiting: those that are, to another pool if this one is new; one stays in it until its result is there.
        ahead: how many are handed out.
    """
    for place, (task, _) in enumerate(waiting):
        waiting[place] = task, _scheduled(pool, task)
    for task in tasks:
        waiting.append((task, None))
        waiting[-1] = task, _scheduled(pool, task)
        if len(waiting) >= ahead:
            yield _first(pool, waiting)
    while waiting:
        yield _first(pool, waiting)


def _scheduled(pool: ProcessPool, task: Task) -> Future[Any]:
    try:
        future: Future[Any] = pool.schedule(_one, args=(task,))
    except RuntimeError:
        raise _Broken from None
    return future


def _first(pool: ProcessPool, waiting: Waiting) -> Result[Any]:
    """What came of the first page that waits; one whose worker dies is tried again, and given up with a problem."""
    from pebble import ProcessExpired

    task, future = waiting[0]
    result: Any = None
    for left in reversed(range(TRIES)):
        try:
            assert future is not None
            result = _waited(pool, future)
            break
        except ProcessExpired as bad:
            if not left:
                result = crashed(task, f" (exit code {bad.exitcode})")
            else:
                future = _scheduled(pool, task)
    waiting.popleft()
    return task, result


def crashed(task: Task, how: str) -> Problem:
    """The problem of a page whose worker died each time.

    >>> from cleaner.inputs.sources import Source
    >>> crashed(Task(Source("a.txt", "a.txt", "a")), " (exit code -9)").message[:38]
    'its worker died 3 times (exit code -9)'
    """
    why = f"its worker died {TRIES} times{how}; what was there of it is as it was; try it alone with --jobs 1"
    return Problem(task.source.name, "crashed", why)


def _waited(pool: ProcessPool, future: Future[Any]) -> Any:
    """The result of a page, looked for again and again, so that neither an interrupt nor a pool that is broken is waited over."""
    from concurrent.futures.process import BrokenProcessPool

    while True:
        interrupt.check()
        try:
            return future.result(timeout=POLL)
        except BrokenProcessPool:
            raise _Broken from None
        except TimeoutError:
            if not pool.active and not future.done():
                raise _Broken from None


def context() -> Any:
    """How workers are started.

    >>> context().get_start_method() in ("fork", "spawn")
    True
    """
    import multiprocessing

    # A fork has all that is loaded at once; elsewhere than on Linux it is not safe.
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


def _begin(work: Callable[[Task], Any]) -> None:
    """In a worker: Ctrl-C is the parent's to hear, and a SIGTERM ends it at once."""
    global _work
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _one(task: Task) -> Any:
    assert _work is not None
    return _work(task)
