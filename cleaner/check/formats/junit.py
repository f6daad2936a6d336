"""For CI that reads JUnit's XML: a test case a page, a failure a finding; what is only to know is in system-out."""

from __future__ import annotations

import itertools
from xml.etree import ElementTree

from cleaner.check.finding import Finding
from cleaner.check.run import Checked
from cleaner.xml import holdable


def text(checked: Checked) -> str:
    """The XML document.

    >>> from cleaner.check.finding import Place
    >>> found = Checked([Finding("lost-end", "a.txt", Place(9, 23), "it ends within a sentence")], [], ["a.txt", "b.txt"])
    >>> text(found).count("<testcase"), text(found).count("<failure")
    (2, 1)
    """
    found = {path: list(group) for path, group in itertools.groupby(checked.findings, key=lambda f: f.path)}
    cases = [_case(path, found.get(path, [])) for path in sorted({*checked.paths, *found})]
    failures = sum(len(case.findall("failure")) for case in cases)
    counts = {"tests": str(len(cases)), "failures": str(failures), "errors": "0"}
    suite = ElementTree.Element("testsuite", {"name": "cleaner check", **counts})
    suite.extend(cases)
    root = ElementTree.Element("testsuites", {"name": "cleaner check", **counts})
    root.append(suite)
    ElementTree.indent(root, " ")
    told: str = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{told}\n'


def _case(path: str, found: list[Finding]) -> ElementTree.Element:
    case = ElementTree.Element("testcase", {"name": holdable(path), "classname": "cleaner.check"})
    for f in found:
        if f.rule.level != "info":
            failure = ElementTree.SubElement(case, "failure", {"type": f"{f.rule.id} {f.name}", "message": holdable(f.message)})
            failure.text = holdable(str(f))
    known = [holdable(str(f)) for f in found if f.rule.level == "info"]
    if known:
        ElementTree.SubElement(case, "system-out").text = "\n".join(known)
    return case
