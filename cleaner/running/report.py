"""What a run did: counts, the exit code, what its manifest says beside the pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from cleaner.problem import Problem
from cleaner.running.job import Done
from cleaner.running.manifest import SCHEMA
from cleaner.settings import Settings
from cleaner.split import made_by


class Report:
    """Adds up what came of pages."""

    def __init__(self) -> None:
        """An empty report."""
        self.pages = 0
        self.articles = 0
        self.unchanged = 0  # pages that were not done again
        self.replaced = 0  # pages that had another text before, of which this is the first
        self.first_replaced = ""
        self.undone = 0  # pages that somebody had put right before
        self.first_undone = ""
        self.removed: Counter[str] = Counter()
        self.changed: Counter[str] = Counter()
        self.problems = 0
        self.grave = 0
        self.unreadable: list[str] = []  # manifests of earlier runs

    def add(self, done: Done) -> None:
        """Count one page."""
        self.fail(done.problems)
        if done.row is not None:
            self.pages += 1
            self.removed.update(done.row["removed"])
            self.changed.update(done.row["changed"])
            self.articles += done.row["articles"]
        self.unchanged += not done.fresh
        if done.replaced and done.row is not None:
            self.replaced += 1
            self.first_replaced = self.first_replaced or str(done.row["path"])
        if done.undone and done.row is not None:
            self.undone += 1
            self.first_undone = self.first_undone or str(done.row["path"])

    def fail(self, problems: Iterable[Problem]) -> None:
        """Count what was in doubt, or could not be done."""
        for problem in problems:
            self.problems += 1
            self.grave += problem.grave

    def exit_code(self, strict: bool) -> int:
        """The exit code of the run. 0: done. 1: done, and `strict` minds a doubt. 2: something could not be done."""
        if self.grave:
            return 2
        return 1 if strict and (self.problems or self.replaced or self.undone) else 0

    def sums(self) -> dict[str, Any]:
        """What the manifest says behind the pages."""
        return {"articles": self.articles, "removed": dict(sorted(self.removed.items())), "changed": dict(sorted(self.changed.items()))}


def head(settings: Settings, form: str) -> dict[str, Any]:
    """What the manifest of a run says before the pages.

    Args:
        settings: of all passes.
        form: how articles are written: files, jsonl, parquet.

    >>> from cleaner.pipeline import defaults
    >>> found = head(defaults(), "jsonl")
    >>> list(found), found["schema"], found["format"], found["settings"] == defaults()
    (['schema', 'made_by', 'settings', 'format'], 'cleaner/manifest/1', 'jsonl', True)
    """
    return {"schema": SCHEMA, "made_by": made_by(settings), "settings": settings, "format": form}
