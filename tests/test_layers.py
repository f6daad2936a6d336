"""At its head a module imports only what stands above it in this list: docs/code.md says what each is."""

import ast
import pathlib

import pytest

ROOT = pathlib.Path(__file__).parent.parent / "cleaner"
LAYERS = (
    {"page", "arrays", "data", "digests", "problem", "record", "regexes", "threads", "__init__"},
    {"cuts", "flat", "patterns", "reasons", "settings", "stdout", "xml", "place"},
    {"language", "weights"},
    {"people"},
    {"lines"},
    {"fixes", "repeats", "looks"},
    {"customs", "linking", "confidence", "ledger"},
    {"passes", "writing"},
    {"pipeline", "inputs"},
    {"explain", "article"},
    {"account", "corrections"},
    {"split"},
    {"running"},
    {"outputs", "terminal"},
    {"check", "evaluation", "reprints"},
    {"export", "review"},
    {"cli"},
    {"commands"},
    {"__main__"},
)
RANK = {name: k for k, layer in enumerate(LAYERS) for name in layer}


def part(module):
    return [*module.split("."), "__init__"][1]


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_up_the_list(path):
    own = path.relative_to(ROOT).parts[0].removesuffix(".py")
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "cleaner":
            names = [f"cleaner.{alias.name}" for alias in node.names] if node.module == "cleaner" else [node.module]
            for name in names:
                other = part(name)
                assert other == own or RANK[other] < RANK[own], f"{own} imports {name}"
