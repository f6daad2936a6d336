"""What is in the checkout: the project, and nothing that somebody fetched beside it.

Wheels of 2.8 GB, fetched into the checkout to see whether a library could be had, were once committed with `git add -A`.
"""

import json
import subprocess

import pytest
from conftest import ROOT

from cleaner import weights
from cleaner.split import split_text

TOP = {
    ".ci", ".gitattributes", ".gitignore",
    ".pre-commit-hooks.yaml", ".ruff.toml", "CHANGES.md", "LICENSE", "Makefile", "README.md", "action.yml", "bench", "cleaner",
    "docs", "out", "pyproject.toml", "seeds", "setup.cfg", "tests",
}  # fmt: skip
TREES = {path.stem for path in (ROOT / "cleaner/data").glob("*.trees")}
# The language model, the largest file, may have 12 MB.
LARGEST = 12_000_000


def tracked():
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True)
    if done.returncode:
        pytest.skip("not a git checkout: there is no list of what is in it")
    return [name for name in done.stdout.decode().split("\0") if name]


def test_nothing_else_stands_at_the_top():
    assert {name.split("/")[0] for name in tracked()} <= TOP


def test_no_file_is_larger_than_a_model_may_be():
    sizes = {name: (ROOT / name).stat().st_size for name in tracked() if (ROOT / name).exists()}
    assert {name for name, size in sizes.items() if size > LARGEST} == set()


def test_every_fitted_score_is_asked_for(monkeypatch):
    """Scores of evidence that nothing had weighed for days once shipped among the others."""
    asked, fitted, trees = set(), weights.fitted, weights.fitted_trees
    monkeypatch.setattr(weights, "fitted", lambda name: asked.add(name) or fitted(name))
    monkeypatch.setattr("cleaner.linking.score.fitted", weights.fitted)
    monkeypatch.setattr(weights, "fitted_trees", lambda name: asked.add(name) or trees(name))
    # A page with all that a paper prints around its articles, and one with nothing of it.
    for page in [*(ROOT / "seeds").glob("*.txt"), ROOT / "tests/pages/known-failures/two-portraits-unsigned.txt"]:
        split_text(page.read_text(encoding="utf-8"))
    assert asked == {*json.loads((ROOT / "cleaner/data/weights.json").read_text()), *TREES}
