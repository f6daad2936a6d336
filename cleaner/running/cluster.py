"""Pages on a Ray cluster: the same map of one plain function, as tasks of some pages. Needs ray, the extra `ray`."""

from __future__ import annotations

import contextlib
import itertools
import os
import socket
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from typing import Any, TypeVar

import ray
from ray.exceptions import GetTimeoutError, RayError, RayTaskError

from cleaner.place import elsewhere
from cleaner.problem import why
from cleaner.running import interrupt
from cleaner.running.job import Task
from cleaner.running.parallel import AHEAD, POLL, TRIES, Result, Unreachable, crashed

T = TypeVar("T")

# Pages of a task of Ray's: some hundred times what a task costs, by the time of a page (bench/passes.py). Chosen.
PAGES = 16
# Seconds within which a cluster answers. Chosen.
PATIENCE = 5


def each(work: Callable[[Task], T], tasks: Iterable[Task], address: str | None, jobs: int | None) -> Generator[Result[T], None, None]:
    """What came of every page, in their order, wherever it was done; a problem where its worker died each time.

    Args:
        work: what is done with a page; a plain function, or a partial of one.
        tasks: the pages; what they read and write has to be there on all nodes.
        address: of a cluster that runs; None starts one on this machine, for so long.
        jobs: tasks at once; as many as the cluster has cores if left out.

    Raises:
        Unreachable: there is none.

    >>> next(each(print, [], "127.0.0.1:1", None))
    Traceback (most recent call last):
    cleaner.running.parallel.Unreachable: nothing answers at 127.0.0.1:1 (connection refused)
    """
    _start(address, jobs)
    # Ray has set handlers of its own.
    interrupt.listen()
    try:
        held = ray.put(work)
        at_once = jobs or int(ray.cluster_resources().get("CPU", 1))
        waiting: deque[tuple[list[Task], Any]] = deque()
        every = map(_anywhere, tasks)
        while batch := list(itertools.islice(every, PAGES)):
            waiting.append((batch, _remote.remote(held, batch)))
            if len(waiting) >= AHEAD * at_once:
                yield from _results(held, *waiting.popleft())
        while waiting:
            yield from _results(held, *waiting.popleft())
    finally:
        ray.shutdown()


def _start(address: str | None, jobs: int | None) -> None:
    host, _, port = (address or "").rpartition(":")
    if port.isdecimal() and "/" not in host:
        # Ray would try for minutes.
        with contextlib.closing(_connected(host, int(port))):
            pass
    # A worker that is out of memory is tried as often as one that is killed.
    alone: dict[str, Any] = {"num_cpus": jobs, "include_dashboard": False, "_system_config": {"task_oom_retries": TRIES - 1}}
    # Nothing of what is run is told to others.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        ray.init(address=address or "local", log_to_driver=False, logging_level="ERROR", **({} if address else alone))
    except (ConnectionError, RuntimeError, ValueError, OSError) as bad:
        raise Unreachable(str(bad).split("\n")[0]) from None


def _connected(host: str, port: int) -> socket.socket:
    try:
        return socket.create_connection((host, port), timeout=PATIENCE)
    except OSError as bad:
        raise Unreachable(f"nothing answers at {host}:{port} ({why(bad)})") from None


def _anywhere(task: Task) -> Task:
    """The page, its file named so that a node finds it whatever folder it works in."""
    source = task.source
    if source.data is not None or elsewhere(source.file):
        return task
    return task._replace(source=source._replace(file=os.path.abspath(source.file)))


@ray.remote(max_retries=TRIES - 1)  # type: ignore[untyped-decorator]
def _remote(work: Callable[[Task], Any], batch: Sequence[Task]) -> list[Any]:
    """On a node: do some pages."""
    return [work(task) for task in batch]


def _results(held: Any, batch: Sequence[Task], reference: Any) -> Iterator[Result[Any]]:
    """What came of some pages; where their worker died each time, each is done by itself, and the one that kills it is a problem."""
    try:
        yield from zip(batch, _waited(reference), strict=True)
    except RayTaskError:
        raise  # an error of ours, and no worker's death
    except RayError as bad:
        if len(batch) == 1:
            yield batch[0], crashed(batch[0], f" ({type(bad).__name__})")
            return
        alone = [(task, _remote.remote(held, [task])) for task in batch]
        for task, own in alone:
            yield from _results(held, [task], own)


def _waited(reference: Any) -> Any:
    """The result of a task, looked for again and again, so that an interrupt is not waited over."""
    while True:
        interrupt.check()
        try:
            return ray.get(reference, timeout=POLL)
        except GetTimeoutError:
            continue
