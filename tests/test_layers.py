"""At its head a module imports only what stands below it in this list: docs/code.md says what each is."""

import ast
import pathlib

import pytest

ROOT = pathlib.Path(__file__).parent.parent / "cleaner"
LAYERS = (
    {"__main__"},
    {"commands"},
    {"cli"},
    {"export", "review"},
    {"check", "evaluation", "reprints"},
    {"outputs", "terminal"},
    {"running"},
    {"split"},
    {"account", "corrections"},
    {"explain", "article"},
    {"pipeline", "inputs"},
    {"passes", "writing"},
    {"customs", "linking", "confidence", "ledger"},
    {"unfamiliar"},
    {"fixes", "repeats", "looks"},
    {"lines"},
    {"people"},
    {"language", "weights"},
    {"cuts", "flat", "patterns", "reasons", "settings", "stdout", "xml", "place"},
    {"page", "arrays", "data", "digests", "problem", "record", "regexes", "threads", "__init__"},
)
# What stands below and hands on what stands above: the package's own name has the function that others call, and its version; the files of
# a page are made of what `split` gives, which is known to them by name alone, in their hints.
UP = {("__init__", "split"), ("regexes", "__init__"), ("writing", "split")}
HEIGHT = {name: k for k, layer in enumerate(reversed(LAYERS)) for name in layer}


def part(module):
    return [*module.split("."), "__init__"][1]


def imported(path):
    """The modules of the package that one imports at its head, for its hints, too."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    # `if TYPE_CHECKING:` stands at the head, and is gone into.
    for node in [inner for outer in body for inner in (outer.body if isinstance(outer, ast.If) else [outer])]:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "cleaner")
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "cleaner":
            yield from (f"cleaner.{alias.name}" for alias in node.names) if node.module == "cleaner" else [node.module]


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_down_the_list(path):
    own = path.relative_to(ROOT).parts[0].removesuffix(".py")
    for name in imported(path):
        other = part(name)
        assert other == own or HEIGHT[other] < HEIGHT[own] or (own, other) in UP, f"{own} imports {name}"
