"""Whether a JSON value is what `cleaner split` writes: of an article, of a line of the ledger, of the manifest."""

from __future__ import annotations

from typing import Any

# A shape: a type, or some; a list of things of one shape; an object with at least these names; or this, a stretch of a page.
Shape = Any
SPAN = "span"
ARTICLE: dict[str, Shape] = {
    "id": str,
    "title": str,
    "title_lines": [str],
    "authors": [str],
    "paragraphs": [str],
    "captions": [{"text": str, "credit": str}],
    "language": str,
    "missing": [str],
    "confidence": (int, float),
    "flags": [{"rule": str, "text": str, "span": SPAN}],
    "spans": {"title": [SPAN], "paragraphs": [[SPAN]], "byline": [SPAN], "captions": [[SPAN]]},
    "source": {"path": str},
}
ROW: dict[str, Shape] = {"path": str, "sha256": str, "encoding": str, "articles": int}
PART: dict[str, Shape] = {"part": int, "articles": str, "ledger": str}
LINE: dict[str, Shape] = {"action": str, "span": SPAN, "text": str, "reason": str}
# What comes of reading a file as JSON of a shape that it has not.
DAMAGED = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)


def misfit(value: Any, shape: Shape, name: str = "it") -> str:
    """The first part of a value that is not of a shape; empty where all is.

    Args:
        value: as JSON gives it.
        shape: what it should be.
        name: of the value.

    >>> misfit({"title": "新桥", "authors": [5]}, {"title": str, "authors": [str]})
    'authors'
    >>> misfit({"title": "新桥"}, {"title": str})
    ''
    """
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return name
        return next((found for key, inner in shape.items() if (found := misfit(value.get(key), inner, key))), "")
    if isinstance(shape, list):
        if not isinstance(value, list):
            return name
        if isinstance(shape[0], type):
            return "" if all(isinstance(each, shape[0]) for each in value) else name
        return next((found for each in value if (found := misfit(each, shape[0], name))), "")
    return "" if (_is_span(value) if shape is SPAN else isinstance(value, shape)) else name


def _is_span(value: Any) -> bool:
    """Whether a value is two offsets, of the first character and of the one behind the last."""
    return (
        isinstance(value, (list, tuple)) and len(value) == 2 and all(isinstance(each, int) for each in value) and 0 <= value[0] <= value[1]
    )
