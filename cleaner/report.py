"""What a run did: counts, problems, the exit code, the manifest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from cleaner.job import Done, Row
from cleaner.problem import Problem, printable

SCHEMA = "cleaner/manifest/1"


class Report:
    """Adds up what came of pages."""

    def __init__(self) -> None:
        """An empty report."""
        self.pages: list[Row] = []
        self.problems: list[Problem] = []
        self.articles = 0
        self.unchanged = 0  # pages that were not done again
        self.removed: Counter[str] = Counter()
        self.changed: Counter[str] = Counter()

    def add(self, done: Done) -> None:
        """Count one page."""
        self.problems += done.problems
        if done.row is not None:
            self.pages.append(done.row)
            self.removed.update(done.row["removed"])
            self.changed.update(done.row["changed"])
            self.articles += done.row["articles"]
        self.unchanged += not done.fresh

    def fail(self, problems: Iterable[Problem]) -> None:
        """Count what could not even be read or written."""
        self.problems += problems

    def exit_code(self, strict: bool) -> int:
        """0: done. 1: done, and `strict` minds a doubt. 2: something could not be done."""
        if any(p.grave for p in self.problems):
            return 2
        return 1 if strict and self.problems else 0

    def manifest(self, made_by: dict[str, str], settings: dict[str, Any]) -> dict[str, Any]:
        """The whole run as plain values, the same whatever the order of its pages."""
        return {
            "schema": SCHEMA,
            "made_by": made_by,
            "settings": settings,
            "pages": sorted(self.pages, key=lambda page: page["path"]),
            "articles": self.articles,
            "removed": dict(sorted(self.removed.items())),
            "changed": dict(sorted(self.changed.items())),
            "problems": [
                {"path": printable(p.path), "reason": p.reason, "place": p.place, "message": p.message, "grave": p.grave}
                for p in sorted(set(self.problems))
            ],
        }
