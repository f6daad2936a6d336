"""Run the command as a user does, in a process of its own."""

import json
import os
import pathlib
import subprocess
import sys


def cleaner(*arguments, cwd, stdin=None, env=None, check=None):
    """The finished process; `check`: the exit code that it must have."""
    done = subprocess.run(
        [sys.executable, "-m", "cleaner", *map(os.fspath, arguments)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        env={**os.environ, **(env or {})},
        timeout=1800,  # what hangs ends; a slow machine takes ten minutes over a million lines
    )
    if check is not None:
        assert done.returncode == check, done.stderr.decode(errors="replace")
    assert b"Traceback" not in done.stderr, done.stderr.decode(errors="replace")
    return done


def manifest(folder):
    return json.loads((pathlib.Path(folder) / "manifest.json").read_text(encoding="utf-8"))


def problems(folder):
    return {(p["path"], p["reason"]) for p in manifest(folder)["problems"]}


def tree(folder):
    """Every file below a folder, with its bytes."""
    root = pathlib.Path(folder)
    return {str(p.relative_to(root)): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}
