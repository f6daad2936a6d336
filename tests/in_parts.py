"""Pages that are written in parts of five."""

import shutil
import subprocess
import sys

from click.testing import CliRunner
from conftest import SEED

COUNT = 26
# A run whose parts have five pages.
SMALL = "from cleaner.running import parts; parts.PAGES = 5; from cleaner.cli import main; import sys; main(sys.argv[1:])"


def page(k):
    return f"新桥{k}今天通车\n\n新桥今天上午正式通车，两岸居民从此不必再等渡船{k}次。\n\n市长说，这座桥等了十年。（李明）\n"


def write_drop(folder):
    """A folder of pages, the last of which is the first page of all."""
    (folder / "drop").mkdir()
    for k in range(COUNT - 1):
        (folder / f"drop/{k:02}.txt").write_text(page(k), encoding="utf-8")
    shutil.copy(SEED, folder / f"drop/{COUNT - 1:02}.txt")
    return folder


def split(folder, *options, check=0, source="drop"):
    done = subprocess.run([sys.executable, "-c", SMALL, "split", source, *options], cwd=folder, capture_output=True, text=True, timeout=300)
    assert check in (None, done.returncode) and "Traceback" not in done.stderr, done.stderr
    return done


def run(*arguments, check=0):
    from cleaner.cli import main

    done = CliRunner().invoke(main, [*arguments])
    assert done.exit_code == check, (done.output, done.exception)
    return done


def cleaner_check(folder, *options, check):
    done = subprocess.run([sys.executable, "-c", SMALL, "check", "drop", *options], cwd=folder, capture_output=True, text=True, timeout=300)
    assert done.returncode == check, done.stdout + done.stderr
    return done.stdout
