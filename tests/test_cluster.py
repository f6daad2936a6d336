"""Pages on a Ray cluster: the same bytes on one node and on two, whatever dies."""

import os
import signal
import subprocess
import sys
import time

import pytest
from command import cleaner, manifest, problems, tree
from many import PAGES, same, start, written

pytest.importorskip("ray", reason="ray is not installed: pip install '.[ray]'")


@pytest.fixture(scope="module")
def nodes():
    """A cluster of two nodes with a core each, on this machine."""
    from ray.cluster_utils import Cluster

    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    cluster.add_node(num_cpus=1)
    yield cluster
    cluster.shutdown()


def ray_workers():
    """The processes of Ray's that do pages at this moment."""
    listed = subprocess.run(["ps", "-eo", "pid,args"], capture_output=True, text=True, check=True).stdout
    return [int(line.split()[0]) for line in listed.splitlines() if "ray::_remote" in line]


def test_the_same_bytes_on_one_node(many):
    cleaner("split", "drop", "-o", "ray", "--engine", "ray", "--jobs", "2", cwd=many, check=0)
    assert same(many, "ray")


def test_the_same_bytes_on_two_nodes_and_in_parts(many, nodes):
    cleaner("split", "drop", "-o", "two-nodes", "--engine", "ray", "--address", nodes.address, cwd=many, check=0)
    assert same(many, "two-nodes")
    cleaner("split", "drop", "-o", "parts", "--format", "jsonl", cwd=many, check=0)
    cleaner("split", "drop", "-o", "ray-parts", "--format", "jsonl", "--engine", "ray", "--address", nodes.address, cwd=many, check=0)
    assert tree(many / "ray-parts") == tree(many / "parts")


def test_a_worker_that_is_killed_costs_nothing(many, nodes):
    run = start(many, "ray-killed", "--engine", "ray", "--address", nodes.address)
    killed = 0
    while run.poll() is None and killed < 2:
        for pid in ray_workers()[:1]:
            os.kill(pid, signal.SIGKILL)
            killed += 1
            time.sleep(0.5)
        time.sleep(0.02)
    assert run.wait() == 0, run.stderr.read()
    assert killed and same(many, "ray-killed")


def test_a_node_that_is_killed_costs_nothing(many, nodes):
    node = nodes.add_node(num_cpus=1)
    run = start(many, "ray-node", "--engine", "ray", "--address", nodes.address)
    while run.poll() is None and not written(many / "ray-node"):
        time.sleep(0.02)
    assert run.poll() is None
    nodes.remove_node(node, allow_graceful=False)
    assert run.wait() == 0, run.stderr.read()
    assert same(many, "ray-node")


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_cut_off_goes_on(many, nodes, sign):
    out = f"ray-cut{sign}"
    run = start(many, out, "--engine", "ray", "--address", nodes.address)
    while run.poll() is None and not written(many / out):
        time.sleep(0.02)
    run.send_signal(sign)
    sent = time.time()
    said = run.communicate(timeout=20)[1]
    assert run.returncode == (-sign if sign == signal.SIGKILL else 130) and "Traceback" not in said
    assert time.time() - sent < 2
    wanted = tree(many / "wanted")
    assert all(wanted[name] == data for name, data in tree(many / out).items() if not name.startswith("."))
    cleaner("split", "drop", "-o", out, "--engine", "ray", "--address", nodes.address, cwd=many, check=0)
    assert same(many, out)


CRASH = """
import os, signal, sys
from cleaner.running import job
from cleaner.cli import main
whole = job.do
def do(run, task):
    if task.source.name.endswith("07.txt"):
        os.kill(os.getpid(), signal.SIGKILL)
    return whole(run, task)
from cleaner.running import pages
pages.do = do
main(["split", "drop", "-o", "ray-crash", "--engine", "ray", "--jobs", "2"])
"""


def test_a_page_that_crashes_its_worker_each_time_is_a_problem(many):
    done = subprocess.run([sys.executable, "-c", CRASH], cwd=many, capture_output=True, text=True, timeout=300)
    assert done.returncode == 2 and "1/07.txt: its worker died 3 times" in done.stderr, done.stderr
    assert problems(many / "ray-crash") == {("1/07.txt", "crashed")}
    assert len(manifest(many / "ray-crash")["pages"]) == PAGES - 1
    cleaner("split", "drop", "-o", "ray-crash", cwd=many, check=0)
    assert same(many, "ray-crash")


def test_an_error_of_ours_is_no_crash_of_a_worker(many):
    code = CRASH.replace("os.kill(os.getpid(), signal.SIGKILL)", "raise ValueError('ours')").replace("ray-crash", "ray-bug")
    done = subprocess.run([sys.executable, "-c", code], cwd=many, capture_output=True, text=True, timeout=300)
    assert done.returncode == 1 and "ValueError: ours" in done.stderr


def test_an_address_where_nothing_runs_is_one_line(many):
    done = cleaner("split", "drop", "-o", "none", "--address", "127.0.0.1:1", cwd=many, check=2)
    assert b"add --engine ray" in done.stderr
    done = cleaner("split", "drop", "-o", "none", "--engine", "ray", "--address", "127.0.0.1:1", cwd=many, check=2)
    assert b"--engine ray: " in done.stderr and b"check --address" in done.stderr
