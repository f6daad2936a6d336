"""What a run did: counts, problems, the exit code, the manifest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from cleaner.problem import Problem, printable
from cleaner.split import Outcome

SCHEMA = "cleaner/manifest/1"


class Report:
    """Adds up the outcomes of pages."""

    def __init__(self) -> None:
        """An empty report."""
        self.pages: list[dict[str, Any]] = []
        self.problems: list[Problem] = []
        self.articles = 0
        self.removed: Counter[str] = Counter()
        self.changed: Counter[str] = Counter()

    def add(self, outcome: Outcome, folder: str) -> None:
        """Count one page."""
        removed, changed = Counter[str](), Counter[str]()
        for line in outcome.ledger:
            if line["action"] == "removed":
                removed[line["reason"]] += len(line["text"])
            elif line["action"] == "changed":
                changed[line["reason"]] += 1
        self.removed += removed
        self.changed += changed
        self.articles += len(outcome.articles)
        self.problems += outcome.problems
        self.pages.append(
            {
                "path": outcome.path,
                "folder": folder,
                "sha256": outcome.sha256,
                "encoding": outcome.encoding,
                "characters": outcome.characters,
                "articles": len(outcome.articles),
                "removed": dict(sorted(removed.items())),
                "changed": dict(sorted(changed.items())),
            }
        )

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
