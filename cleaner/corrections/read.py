"""The file of corrections: what it says, and whether it can be understood."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

from cleaner.page import FURNITURE, KEPT, Kept

SCHEMA = "cleaner/corrections/1"
# What a person can say that a block is; the last takes it out of its article.
Saying = Kept | Literal["page-furniture"]
KINDS: tuple[Saying, ...] = (*KEPT, FURNITURE)


class UnusableCorrections(ValueError):
    """A file that is no list of corrections; the message names it and the entry."""


class Piece(NamedTuple):
    """A stretch of a page, tied to its text: where it stood, in characters of the decoded page, and the digest of what it says."""

    start: int
    end: int
    digest: str


# The names that an entry can have; another is a slip, and what it says would be lost. `text` is for who reads the file.
FIELDS = ("page", "span", "digest", "text", "kind", "after", "joins")


class Correction(NamedTuple):
    """What a piece of text is, and where it belongs; what is None stays as it was found."""

    page: str  # the page's name, as articles have it in `source.path`
    piece: Piece
    kind: Saying | None = None
    moved: bool = False  # whether `after` says something
    after: Piece | None = None  # the piece that it follows in its article; None: it begins one
    joins: bool | None = None  # whether it goes on in the sentence of that piece


def read_corrections(paths: Iterable[str]) -> dict[str, list[Correction]]:
    """The corrections of every page that some files have some for; later files are applied after earlier ones.

    Raises:
        UnusableCorrections: a file is no list of corrections.
        OSError: it cannot be read.

    >>> import tempfile
    >>> from cleaner.digests import digest_of_text
    >>> entry = {"page": "a.txt", "span": [0, 4], "digest": digest_of_text("新桥通车")}
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     for kind in ("body", "title"):
    ...         with open(f"{folder}/{kind}.json", "w") as file:
    ...             json.dump({"schema": SCHEMA, "corrections": [{**entry, "kind": kind}]}, file)
    ...     found = read_corrections([f"{folder}/body.json", f"{folder}/title.json"])
    >>> {page: [one.kind for one in every] for page, every in found.items()}
    {'a.txt': ['body', 'title']}
    """
    found: dict[str, list[Correction]] = {}
    for path in paths:
        for one in corrections_in_text(file_text(path), path):
            found.setdefault(one.page, []).append(one)
    return found


def file_text(path: str) -> str:
    """The text of a file of corrections, without a byte order mark.

    Raises:
        UnusableCorrections: it is no UTF-8.
        OSError: it cannot be read.
    """
    with open(path, "rb") as file:
        held = file.read()
    try:
        return held.decode("utf-8-sig")
    except UnicodeDecodeError as bad:
        raise UnusableCorrections(f"{path}: no JSON ({bad}); save it again from the review page") from None


def corrections_in_text(text: str, name: str) -> list[Correction]:
    """The corrections in the text of a file of them.

    Args:
        text: of the file.
        name: what messages call it.

    Raises:
        UnusableCorrections: it is no list of corrections.

    >>> corrections_in_text('{"schema": "cleaner/corrections/1", "corrections": []}', "corrections.json")
    []
    >>> from cleaner.digests import digest_of_text
    >>> entry = {"page": "a.txt", "span": [0, 4], "digest": digest_of_text("新桥通车"), "kind": "title"}
    >>> text = json.dumps({"schema": SCHEMA, "corrections": [entry]})
    >>> [(one.page, one.piece.start, one.piece.end, one.kind, one.moved) for one in corrections_in_text(text, "corrections.json")]
    [('a.txt', 0, 4, 'title', False)]
    """
    try:
        held = json.loads(text)
    except (ValueError, RecursionError) as bad:
        raise UnusableCorrections(f"{name}: no JSON ({bad}); save it again from the review page") from None
    if not isinstance(held, dict) or held.get("schema") != SCHEMA or not isinstance(held.get("corrections"), list):
        raise UnusableCorrections(f"{name}: no corrections (its schema should be {SCHEMA}); save it again from the review page")
    found = []
    for number, entry in enumerate(held["corrections"], 1):
        try:
            found.append(_correction(entry))
        except (KeyError, TypeError, ValueError, AttributeError) as bad:
            said = (
                f"it has no {bad}" if isinstance(bad, KeyError) else str(bad) if isinstance(bad, ValueError) else "a field is another thing"
            )
            raise UnusableCorrections(f"{name}: entry {number} cannot be understood ({said}); its form is in docs/corrections.md") from None
    return found


def _correction(entry: Mapping[str, Any]) -> Correction:
    unknown = sorted(set(entry) - set(FIELDS))
    if unknown:
        raise ValueError(f"{unknown[0]!r} is none of {', '.join(FIELDS)}")
    kind, joins = entry.get("kind"), entry.get("joins")
    if kind is not None and kind not in KINDS:
        raise ValueError(f"kind {kind!r} is none of {', '.join(KINDS)}")
    if joins is not None and not isinstance(joins, bool):
        raise ValueError("joins is true or false")
    after = entry.get("after")
    return Correction(str(entry["page"]), _piece(entry), kind, "after" in entry, _piece(after) if after is not None else None, joins)


def _piece(entry: Mapping[str, Any]) -> Piece:
    start, end = entry["span"]
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end):
        raise ValueError(f"span {entry['span']} is no stretch")
    return Piece(start, end, str(entry["digest"]))
