"""Write the review: an index and one self-contained file a page; no server, no network, no build step."""

from __future__ import annotations

import json
import os
import urllib.parse
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import jinja2
from markupsafe import Markup

from cleaner.regexes import compiled
from cleaner.review.folder import NotOurs, is_of_review, listed, put, take_away
from cleaner.review.read import Reviewed
from cleaner.writing.files import named

HERE = os.path.dirname(__file__)
INDEX = "index.html"
LIKE_INDEX = compiled(r"index(?:\.page)*")
# The script of a page, a subject a file.
SCRIPTS = ("page.js", "actions.js", "saving.js", "drawing.js", "choosing.js", "keys.js")


class Row(NamedTuple):
    """A page in the index."""

    name: str
    href: str
    articles: int
    confidence: float  # the lowest of its articles; 1 where it has none
    doubts: list[str]
    removed: int  # pieces


def write_review(pages: Iterable[Reviewed], folder: str, problems: Sequence[str] = ()) -> int:
    """Write a file for every page, and the index of them, the doubtful first; pages of an earlier review that are no more go.

    Args:
        pages: what to show; one at a time is held in memory.
        folder: where the files go.
        problems: filled while pages are read; where there are any, pages of an earlier review stay, for one of these may be missed.

    Returns:
        How many pages there are.

    Raises:
        NotOurs: a file of another has the name of one of these.
        OSError: no rights, no room.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_review([Reviewed("2023/a.txt", "2023/a", [], [], [])], folder), sorted(os.listdir(folder)), os.listdir(f"{folder}/2023")
    (1, ['2023', 'index.html'], ['a.html'])
    """
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(HERE), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    shared = {"style": Markup(_asset("review.css")), "script": Markup("\n".join(map(_asset, SCRIPTS)))}
    home = os.path.join(folder, INDEX)
    if os.path.lexists(home) and not is_of_review(home):
        raise NotOurs(home)  # before a page is written
    rows, earlier = [], listed(home)
    template = environment.get_template("page.html")
    for page in pages:
        file, up = _file_of(page), "../" * page.folder.count("/")
        put(os.path.join(folder, file), template.render(page=page, data=as_script(_data(page)), home=f"{up}{INDEX}", **shared))
        earlier.discard(file)
        rows.append(_row(page))
    rows.sort(key=lambda row: (-len(row.doubts), row.confidence, row.name))
    index = environment.get_template("index.html")
    put(home, index.render(rows=rows, style=shared["style"], script=Markup(_asset("index.js"))))
    if not problems:
        take_away(folder, earlier)
    return len(rows)


def as_script(data: Any) -> Markup:
    """Data as JSON that can stand within a script element: nothing in it ends the element.

    >>> as_script({"text": "</script>"})
    Markup('{"text": "\\\\u003c/script>"}')
    """
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return Markup(text)


def _file_of(page: Reviewed) -> str:
    """The file of a page below the review's folder; one whose folder is called as the list of pages is has another."""
    above, slash, name = page.folder.rpartition("/")
    return above + slash + named(name if slash or not LIKE_INDEX.fullmatch(name) else f"{name}.page", ".html")


def _data(page: Reviewed) -> dict[str, Any]:
    return {"name": page.name, "pieces": page.pieces, "articles": page.articles}


def _row(page: Reviewed) -> Row:
    lowest = min((article["confidence"] for article in page.articles), default=1.0)
    removed = sum(piece["article"] is None for piece in page.pieces)
    return Row(page.name, urllib.parse.quote(_file_of(page)), len(page.articles), lowest, page.doubts, removed)


def _asset(name: str) -> str:
    with open(os.path.join(HERE, name), encoding="utf-8") as file:
        return file.read()
