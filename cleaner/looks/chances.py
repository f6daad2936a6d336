"""How likely a line is of each kind: by what it looks like, and looked at again beside the page's style."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.looks.headings import believed
from cleaner.looks.looks import Line, Looks, looks
from cleaner.looks.style import CLASSES, TITLE, with_style
from cleaner.weights import Trees, trees_for


def chances_of(lines: Sequence[Line]) -> Iterator[tuple[int, list[float]]]:
    """The index of every line whose kind is to be found out, and its chances, in the order of `cleaner.looks.style.CLASSES`.

    Args:
        lines: of a page, or of a stretch of a long one.

    >>> text = "新桥今天上午正式通车，两岸居民从此不必再等渡船，孩子们上学也只要走五分钟。"
    >>> [(k, chances[TITLE] > 0.5) for k, chances in chances_of([Line("新桥今天通车", "", 0, 0), Line(text, "", 0, 0)])]
    [(0, True), (1, False)]
    """
    unknown = [k for k, line in enumerate(lines) if not line.known]
    if unknown:
        seen = looks([line._replace(heading=0) for line in lines])
        texts = [lines[k].text for k in unknown]
        plain = list(zip(unknown, _chances(seen.at(unknown), texts), strict=True))
        kept = believed(lines, {k: chances[TITLE] for k, chances in plain})
        if any(line.heading for line in kept):
            yield from zip(unknown, _chances(seen.marked(kept).at(unknown), texts), strict=True)
        else:
            yield from plain


def _chances(seen: Looks, texts: Sequence[str]) -> list[list[float]]:
    """The chances of lines that look so, by their texts."""
    styled = with_style(seen, texts, _trees("kinds-1", seen).chances(seen.rows))
    chances: list[list[float]] = _trees("kinds-2", styled).chances(styled.rows).tolist()
    return chances


def _trees(name: str, seen: Looks) -> Trees:
    """The trees of a look, whose classes are those that the style counts on.

    Raises:
        ValueError: they are for other evidence, or for other classes.
    """
    trees = trees_for(name, seen.names)
    if trees.classes != CLASSES:
        raise ValueError(f"the fitted trees {name!r} are of other classes: run bench/fit_kinds.py")
    return trees
