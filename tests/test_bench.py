"""The scripts that measure and fit: what they take from each other is there. They need more than the tests install, so none is run."""

import ast

import pytest
from conftest import ROOT

SCRIPTS = sorted(path for path in (ROOT / "bench").rglob("*.py") if path.name != "__init__.py")
ROOMS = {path.stem: path for path in SCRIPTS}


def names(path):
    """What a script has at its top: functions, records, constants, and what it imports."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            found |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {leaf.id for target in targets for leaf in ast.walk(target) if isinstance(leaf, ast.Name)}
    return found


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_what_a_script_takes_from_another_is_there(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module in ROOMS:
            assert {alias.name for alias in node.names} <= names(ROOMS[node.module]), f"{path.name}: from {node.module}"
        if isinstance(node, ast.ImportFrom):
            assert not (node.module or "").startswith("pagemaker"), f"{path.name}: the page maker is no package; put its folder on the path"
