"""For code scanning: SARIF 2.1.0 (OASIS), with fingerprints that do not hang on line numbers."""

from __future__ import annotations

import json
import urllib.parse
from typing import Any

import cleaner
from cleaner.check.finding import Finding, Place
from cleaner.check.rules import Rule, rules
from cleaner.check.run import Checked

LEVEL = {"error": "error", "warning": "warning", "info": "note"}
FINGERPRINT = "cleaner/v1"


def text(checked: Checked) -> str:
    """The log, a result a finding.

    >>> found = Checked([Finding("lost-end", "pages/新桥.txt", Place(9, 23, 40, 52), "")], [], [])
    >>> json.loads(text(found))["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    {'uri': 'pages/%E6%96%B0%E6%A1%A5.txt'}
    """
    place = {name: k for k, name in enumerate(rules())}
    run = {
        "tool": {"driver": {"name": "cleaner", "version": cleaner.__version__, "rules": [_rule(r) for r in rules().values()]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(f, place[f.name]) for f in checked.findings],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": rule.what.split(". ")[0].rstrip(".") + "."},
        "fullDescription": {"text": rule.what},
        "help": {"text": rule.text, "markdown": rule.text},
        "defaultConfiguration": {"level": LEVEL[rule.level]},
    }


def _result(finding: Finding, index: int) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": urllib.parse.quote(finding.path)}}
    if finding.place.line:
        location["region"] = _region(finding.place)
    return {
        "ruleId": finding.rule.id,
        "ruleIndex": index,
        "level": LEVEL[finding.rule.level],
        "message": {"text": f"{finding.name}: {finding.message}"},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
    }


def _region(place: Place) -> dict[str, int]:
    region = {"startLine": place.line, "startColumn": max(1, place.column)}
    if place.end > place.start:
        region |= {"charOffset": place.start, "charLength": place.end - place.start}
    return region
