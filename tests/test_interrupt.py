"""Ctrl-C at moments at which Python drops an interrupt: within a destructor, beside a fork, and while a command is being imported."""

import os
import subprocess
import sys

DESTRUCTOR = """
import signal, time
from cleaner.running import interrupt

class Held:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)
        end = time.monotonic() + 2 * interrupt.MOMENT
        while time.monotonic() < end:
            pass

interrupt.listen()
try:
    Held()
    time.sleep(10)
except KeyboardInterrupt:
    interrupt.end()
    print("interrupted")
"""
FORK = """
import multiprocessing, os, signal, time
from cleaner.running import interrupt

def beside():
    if signal.getsignal(signal.SIGALRM) is interrupt._raise:
        signal.raise_signal(signal.SIGALRM)

os.register_at_fork(after_in_parent=beside)
interrupt.listen()
try:
    multiprocessing.get_context("fork").Process(target=time.sleep, args=(0.1,)).start()
    time.sleep(10)
except KeyboardInterrupt:
    interrupt.end()
    print("interrupted")
"""
IMPORT = """
import importlib, signal
from cleaner import cli

class Held:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)

def imported(name, real=importlib.import_module):
    Held()
    return real(name)

importlib.import_module = imported
cli.main(["split", "page.txt", "--quiet"])
"""


def run(program, folder):
    return subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, timeout=30)


def test_an_interrupt_in_a_destructor_is_heard_when_it_is_over(tmp_path):
    done = run(DESTRUCTOR, tmp_path)
    assert (done.stdout, done.stderr) == ("interrupted\n", "")


def test_an_interrupt_beside_a_fork_is_heard_when_it_is_over(tmp_path):
    done = run(FORK, tmp_path)
    assert (done.stdout, done.stderr) == ("interrupted\n", "")


def test_an_interrupt_when_all_is_done_kills_nobody(tmp_path):
    """The alarm came when Python had given up its handlers: “Alarm clock”, and 142."""
    late = (
        "import atexit, signal; from cleaner.running import interrupt;"
        "atexit.register(lambda: print(signal.getitimer(signal.ITIMER_REAL)[0]));"
        "interrupt.listen(); signal.raise_signal(signal.SIGINT)"
    )
    done = run(late, tmp_path)
    assert (done.returncode, done.stdout) == (0, "0.0\n")


def test_an_interrupt_before_the_command_is_there_ends_it(tmp_path):
    (tmp_path / "page.txt").write_text("新桥今天通车\n\n两岸居民不必再等渡船。\n", encoding="utf-8")
    done = run(IMPORT, tmp_path)
    assert done.returncode == 130 and "interrupted" in done.stderr and "Traceback" not in done.stderr


def test_an_interrupt_while_the_command_line_is_imported(tmp_path):
    (tmp_path / "click.py").write_text("raise KeyboardInterrupt", encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "cleaner", "--help"], env={**os.environ, "PYTHONPATH": str(tmp_path)}, capture_output=True)
    assert (done.returncode, done.stderr) == (130, b"cleaner: interrupted\n")
