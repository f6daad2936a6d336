"""Many pages: on several processes, again and again, with workers and parents that die. Afterwards everything is as it should be."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest
from command import cleaner, manifest, problems, tree
from many import PAGES, lives, same, start, workers, written

from cleaner.inputs.sources import Source
from cleaner.running import job
from cleaner.running.job import Done


def test_the_same_bytes_on_one_process_and_on_more_in_any_order(many):
    cleaner("split", "drop", "-o", "two", "--jobs", "2", cwd=many, check=0)
    assert same(many, "two")
    # The names are those below each argument.
    cleaner("split", "drop/2", "drop/0", "drop/1", "-o", "a", "--jobs", "3", cwd=many, check=0)
    cleaner("split", "drop/0", "drop/1", "drop/2", "-o", "b", "--jobs", "1", cwd=many, check=0)
    assert tree(many / "a") == tree(many / "b")


def test_the_same_bytes_from_shares_in_any_order(many):
    for number in (3, 1, 2):
        assert not (many / "shares/manifest.json").exists()
        cleaner("split", "drop", "-o", "shares", "--shard", f"{number}/3", cwd=many, check=0)
    assert same(many, "shares")


def test_a_share_that_is_run_again_and_the_next_drop_of_shares(many):
    """A share that was run again left its manifest behind, and the next run's was joined with that old one."""
    (many / "drop/2").rename(many / "later")
    for share in ("1/2", "2/2", "2/2", "1/2"):
        cleaner("split", "drop", "-o", "shares", "--shard", share, cwd=many, check=0)
    (many / "later").rename(many / "drop/2")
    for share in ("2/2", "1/2"):
        cleaner("split", "drop", "-o", "shares", "--shard", share, cwd=many, check=0)
    cleaner("split", "drop", "-o", "one", cwd=many, check=0)
    assert tree(many / "shares") == tree(many / "one")


def test_shares_at_once(many):
    runs = [start(many, "atonce", "--shard", f"{number}/2") for number in (1, 2)]
    assert [run.wait() for run in runs] == [0, 0] and same(many, "atonce")


def test_a_share_that_was_cut_off_goes_on(many):
    run = start(many, "half", "--shard", "2/2")
    while run.poll() is None and not written(many / "half"):
        time.sleep(0.02)
    run.kill()
    run.wait()
    cleaner("split", "drop", "-o", "half", "--shard", "1/2", cwd=many, check=0)
    cleaner("split", "drop", "-o", "half", "--shard", "2/2", cwd=many, check=0)
    assert same(many, "half")


@pytest.mark.parametrize("shard", ["0/3", "4/3", "1", "a/b", "1/0", "-1/3"])
def test_a_share_that_is_none_is_refused(many, shard):
    assert b"--shard" in cleaner("split", "drop", "-o", "none", "--shard", shard, cwd=many, check=2).stderr


def test_a_worker_that_is_killed_costs_nothing(many):
    run = start(many, "killed")
    deadline = time.time() + 20
    killed = 0
    while killed < 2 and run.poll() is None and time.time() < deadline:
        for pid in workers(run)[:1]:
            os.kill(pid, signal.SIGKILL)
            killed += 1
        time.sleep(0.25)
    assert run.wait() == 0, run.stderr.read()
    assert killed and same(many, "killed")


BROKEN = """
import sys
import tarfile
from cleaner.cli import main
from pebble import ProcessPool
from pebble.pool.base_pool import PoolStatus
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
whole, count = ProcessPool.schedule, 0
def schedule(pool, *rest, **more):
    # As pebble leaves a pool whose worker was killed while it held the lock of the pipe: no more results, or an error for what waits.
    global count
    count += 1
    future = whole(pool, *rest, **more)
    if count in (10, 30):
        pool._context.status = PoolStatus.ERROR
        lost = Future()
        if count == 30:
            lost.set_exception(BrokenProcessPool())
        return lost
    return future
ProcessPool.schedule = schedule
main(["split", "drop", "-o", "broken", "--jobs", "2"])
"""


def test_a_pool_that_breaks_is_replaced(many):
    """A worker that was killed at a certain moment left a run waiting for ever."""
    done = subprocess.run([sys.executable, "-c", BROKEN], cwd=many, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert same(many, "broken")


CRASH = """
import os, signal, sys
from cleaner.running import job
from cleaner.cli import main
whole = job.split_page
def split_page(name, *rest, **more):
    if name.endswith("07.txt"):
        os.kill(os.getpid(), signal.SIGKILL)
    return whole(name, *rest, **more)
job.split_page = split_page
main(["split", "drop", "-o", "crash", "--jobs", "2"])
"""


def test_a_page_that_crashes_its_worker_each_time_is_a_problem(many):
    done = subprocess.run([sys.executable, "-c", CRASH], cwd=many, capture_output=True, text=True)
    assert done.returncode == 2 and "its worker died 3 times (exit code -9)" in done.stderr
    assert problems(many / "crash") == {("1/07.txt", "crashed")}
    assert not (many / "crash/1/07").exists() and len(manifest(many / "crash")["pages"]) == PAGES - 1
    cleaner("split", "drop", "-o", "crash", "--jobs", "2", cwd=many, check=0)
    assert same(many, "crash")


def test_a_parent_that_is_killed_leaves_whole_pages_and_the_next_run_goes_on(many):
    run = start(many, "orphaned")
    children = []
    while run.poll() is None and written(many / "orphaned") < 6:
        children = workers(run) or children
        time.sleep(0.02)
    run.kill()
    run.wait()
    for _ in range(100):
        if not any(map(lives, children)):
            break
        time.sleep(0.1)
    else:
        raise AssertionError("workers live on without their parent")
    for folder in {path.parent for path in (many / "orphaned").rglob("ledger.jsonl") if not path.parent.name.startswith(".")}:
        assert tree(folder) == tree(many / "wanted" / folder.relative_to(many / "orphaned"))
    cleaner("split", "drop", "-o", "orphaned", "--jobs", "2", cwd=many, check=0)
    assert same(many, "orphaned")


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_interrupts_at_random_moments(many, sign):
    moments = random.Random(int(sign))
    for _ in range(5):
        run = start(many, f"cut{sign}", "--quiet")
        time.sleep(moments.uniform(0.1, 1.4))
        run.send_signal(sign)
        sent = time.time()
        said = run.communicate(timeout=10)[1]
        assert run.returncode in (0, 128 + sign, -sign) and "Traceback" not in said
        assert time.time() - sent < 2
        # The journal of this run, and of those that were cut off before it: by them the next goes on.
        journals = (".journal.jsonl", ".journal.earlier.jsonl")
        hidden = [p.name for p in (many / f"cut{sign}").rglob(".*") if p.name not in journals]
        assert hidden == []
    cleaner("split", "drop", "-o", f"cut{sign}", "--jobs", "2", cwd=many, check=0)
    assert same(many, f"cut{sign}")


def test_a_whole_run_ends_what_shares_left(many):
    """The journal of a share that was killed was read by every run from then on."""
    run = start(many, "ended", "--shard", "1/2")
    while run.poll() is None and not written(many / "ended"):
        time.sleep(0.02)
    run.kill()
    run.communicate()

    def left():
        return [name for name in os.listdir(many / "ended") if name.startswith(".journal") or "-of-" in name]

    assert left()
    cleaner("split", "drop", "-o", "ended", cwd=many, check=0)
    assert not left()


def test_pages_behind_a_slow_one_are_known_when_a_run_is_interrupted(tmp_path):
    """They had folders that nothing knew of, if their pages were gone before the next run."""
    (tmp_path / "drop").mkdir()
    slow = "".join(f"第{k}段说的是新桥今天上午正式通车，两岸居民从此不必再等渡船{k}次。\n\n" for k in range(20_000))
    (tmp_path / "drop/0.txt").write_text(slow, encoding="utf-8")
    for k in range(10, 40):
        (tmp_path / f"drop/{k}.txt").write_text(f"新桥{k}今天通车\n\n新桥今天上午正式通车。\n", encoding="utf-8")
    run = start(tmp_path, "out", "--jobs", "2")
    deadline = time.time() + 30
    while not (tmp_path / "out/12").exists() and time.time() < deadline:
        time.sleep(0.05)
    run.send_signal(signal.SIGINT)
    run.communicate(timeout=30)
    made = {path.name for path in (tmp_path / "out").iterdir() if path.is_dir() and not path.name.startswith(".")}
    assert "12" in made and "0" not in made
    for path in (tmp_path / "drop").iterdir():
        path.unlink()
    (tmp_path / "drop/new.txt").write_text("新桥今天通车\n\n新桥今天上午正式通车。\n", encoding="utf-8")
    cleaner("split", "drop", "--prune", cwd=tmp_path, check=0)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["manifest.json", "new"]


def test_whatever_goes_wrong_with_a_page_is_its_own_problem(monkeypatch):
    monkeypatch.setattr(job, "split_page", lambda *_, **__: [][0])
    done = job.do(job.Job("out", {}), job.Task(Source("a.txt", "a.txt", "a", b"\n")))
    assert done.row is None and [(p.path, p.reason, p.grave) for p in done.problems] == [("a.txt", "crashed", True)]
    assert "IndexError: list index out of range" in done.problems[0].message


def test_a_line_of_the_journal_that_is_half_written_costs_no_other(tmp_path, monkeypatch):
    """A disk that was full for a moment: the next page's line was put behind half a line, and the manifest knew neither."""
    from cleaner.running import journal as journals

    journal = journals.Journal(str(tmp_path / ".journal.jsonl"), str(tmp_path))
    rows = [{"path": f"{k}.txt", "output": "x"} for k in range(3)]
    whole = journals.as_line

    def full(line):
        monkeypatch.setattr(journals, "as_line", whole)
        (tmp_path / ".journal.jsonl").open("a").write(whole(line)[:20])
        raise OSError(28, "No space left on device")

    journal.add(Done(rows[0], []))
    monkeypatch.setattr(journals, "as_line", full)
    journal.add(Done(rows[1], []))
    journal.add(Done(rows[2], []))
    assert list(journal.rows()) == rows


EMPTIED = """
import sys
from cleaner.running import pages
from cleaner.running.journal import Journal

add = Journal.add

def and_take_away(self, done):
    add(self, done)
    if done.row["path"].endswith("/10.txt"):
        __import__("os").unlink(self.path)

Journal.add = and_take_away
from cleaner.cli import main
main(sys.argv[1:])
"""


def test_a_folder_that_is_emptied_while_a_run_is_at_work_is_told(many):
    """The journal was gone with what it had, and the manifest without these pages: all seemed well."""
    done = subprocess.run([sys.executable, "-c", EMPTIED, "split", "drop", "-o", "emptied", "--jobs", "1"], cwd=many, capture_output=True)
    assert done.returncode == 2 and b"emptied: the folder, or what was in it, was taken away while the run was at work" in done.stderr
    cleaner("split", "drop", "-o", "emptied", cwd=many, check=0)
    assert same(many, "emptied")
