"""For programs: the findings as one JSON document."""

from __future__ import annotations

import json

from cleaner.check.run import Checked

SCHEMA = "cleaner/findings/1"


def text(checked: Checked) -> str:
    """The findings, a line each within the document."""
    lines = [
        json.dumps(
            {
                "rule": f.rule.id,
                "name": f.name,
                "level": f.rule.level,
                "path": f.path,
                "line": f.place.line,
                "column": f.place.column,
                "span": [f.place.start, f.place.end],
                "message": f.message,
                "fingerprint": f.fingerprint,
            },
            ensure_ascii=False,
        )
        for f in checked.findings
    ]
    held = "[\n  " + ",\n  ".join(lines) + "\n ]" if lines else "[]"
    return f'{{\n "schema": "{SCHEMA}",\n "pages": {len(checked.paths)},\n "findings": {held}\n}}\n'
