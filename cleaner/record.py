"""Records as `cleaner split` writes them, of articles, of lines of the ledger, of the manifest; and whether a JSON value is one."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Any

# A shape of a JSON value: a type, a tuple of types, a function that tells whether a value fits, a list of one shape (a list of such
# values), or a dict of shapes (an object that has at least these fields; of several that stand together, one at least).
Shape = Any


def is_span(value: Any) -> bool:
    """Whether a value is two offsets, of the first character and of the one behind the last.

    >>> is_span([0, 5]), is_span([5, 0])
    (True, False)
    """
    return (
        isinstance(value, (list, tuple)) and len(value) == 2 and all(isinstance(each, int) for each in value) and 0 <= value[0] <= value[1]
    )


def is_inside(value: Any) -> bool:
    """Whether a value is a path that leads nowhere but into the folder that it is of.

    >>> is_inside("a/b"), is_inside("a/../../b"), is_inside("/b")
    (True, False, False)
    """
    return isinstance(value, str) and bool(value) and not os.path.isabs(value) and ".." not in value.split("/")


def _is_inside_if_any(value: Any) -> bool:
    return value is None or is_inside(value)


def _are_counts(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(count, int) for count in value.values())


ARTICLE_SHAPE: dict[str, Shape] = {
    "id": str,
    "title": str,
    "title_lines": [str],
    "authors": [str],
    "paragraphs": [str],
    "captions": [{"text": str, "credit": str}],
    "language": str,
    "missing": [str],
    "confidence": (int, float),
    "flags": [{"rule": str, "text": str, "span": is_span}],
    "spans": {"title": [is_span], "paragraphs": [[is_span]], "byline": [is_span], "captions": [[is_span]]},
    "source": {"path": str},
}
LINE_SHAPE: dict[str, Shape] = {"action": str, "span": is_span, "text": str, "reason": str}
# Of the manifest: a page, whose articles are in a folder or in a part; a part; a problem.
ROW_SHAPE: dict[str | tuple[str, ...], Shape] = {
    "path": str,
    "folder": _is_inside_if_any,
    "part": (int, type(None)),
    ("folder", "part"): object,
    "sha256": str,
    "encoding": str,
    "characters": int,
    "articles": int,
    "removed": _are_counts,
    "changed": _are_counts,
    "made_from": str,
    "output": str,
}
PART_SHAPE: dict[str, Shape] = {"part": int, "pages": int, "articles": is_inside, "ledger": is_inside, "named": str, "digest": str}
PROBLEM_SHAPE: dict[str, Shape] = {"path": str, "reason": str, "place": str, "message": str, "grave": bool}
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
    >>> misfit({"title": None}, {("title", "name"): str})
    'title or name'
    """
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return name
        return next((found for key, inner in shape.items() if (found := _misfit_of(value, key, inner))), "")
    if isinstance(shape, list):
        if not isinstance(value, list):
            return name
        if isinstance(shape[0], type):
            return "" if all(isinstance(each, shape[0]) for each in value) else name
        return next((found for each in value if (found := misfit(each, shape[0], name))), "")
    return "" if (isinstance(value, shape) if isinstance(shape, (type, tuple)) else shape(value)) else name


def _misfit_of(value: Mapping[str, Any], key: str | tuple[str, ...], shape: Shape) -> str:
    """The same of a field, or of several, one of which at least must be there."""
    if isinstance(key, str):
        return misfit(value.get(key), shape, key)
    there = (each for each in key if value.get(each) is not None)
    return "" if any(not misfit(value[each], shape) for each in there) else " or ".join(key)


# json.dumps would make an encoder anew for every line of a ledger.
_encoded = json.JSONEncoder(ensure_ascii=False).encode


def as_json(record: Mapping[str, Any]) -> str:
    """A record as the text of its file: a line a field, and within lists and tables of the record a line a value.

    >>> print(as_json({"title": "新桥通车", "authors": ["李明"], "missing": []}), end="")
    {
     "title": "新桥通车",
     "authors": [
      "李明"
     ],
     "missing": []
    }
    """
    return "{\n" + ",\n".join(f" {_encoded(key)}: {_in_lines(value)}" for key, value in record.items()) + "\n}\n"


def _in_lines(value: Any) -> str:
    if not value or not isinstance(value, (list, dict)):
        return _encoded(value)
    if isinstance(value, dict):
        return "{\n" + ",\n".join(f"  {_encoded(key)}: {_encoded(v)}" for key, v in value.items()) + "\n }"
    return "[\n" + ",\n".join(f"  {_encoded(v)}" for v in value) + "\n ]"


def as_line(record: Mapping[str, Any]) -> str:
    """A record as one line.

    >>> as_line({"title": "新桥通车", "authors": ["李明"]})
    '{"title": "新桥通车", "authors": ["李明"]}\\n'
    """
    return _encoded(record) + "\n"
