"""For programs: the findings as one JSON document."""

from __future__ import annotations

import json

from cleaner.check.run import Checked

SCHEMA = "cleaner/findings/1"


def text(checked: Checked) -> str:
    """The findings, a line each within the document.

    >>> from cleaner.check.finding import Finding, Place
    >>> found = json.loads(text(Checked([Finding("lost-end", "a.txt", Place(9, 23, 40, 52), "")], [], ["a.txt"])))["findings"]
    >>> [(one["rule"], one["level"], one["line"], one["span"]) for one in found]
    [('CL203', 'warning', 9, [40, 52])]
    """
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
