"""Labelled pages and what was put out for them."""

from __future__ import annotations

import json
import pathlib
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from cleaner.digests import digest
from cleaner.inputs.decode import decode
from cleaner.outputs import Unreadable
from cleaner.place import below
from cleaner.problem import Problem, why
from cleaner.record import ARTICLE_SHAPE, LINE_SHAPE, is_span, misfit
from cleaner.writing import parts
from cleaner.writing.names import ARTICLES_OF_PARTS, LEDGER

GOLD = ".gold.json"
Removed = tuple[int, int, str]

# What is measured of an article that came out.
MEASURED = {name: ARTICLE_SHAPE[name] for name in ("title", "authors", "paragraphs", "missing", "confidence", "spans", "source")}
# What tells an article from a manifest, or from what is not ours.
OURS = {"paragraphs", "source"}
# What is measured of a line of a ledger.
REMOVED = {name: LINE_SHAPE[name] for name in ("action", "span", "reason")}


class Labelled(NamedTuple):
    """A page, what is right, and what came out."""

    name: str  # the page's file name
    text: str
    right: list[dict[str, Any]]
    right_removed: list[Removed]
    reader: str  # how the page was read, where its label says so
    out: list[dict[str, Any]]
    out_removed: list[Removed]


def pages(gold: str, out: str) -> Iterator[Labelled]:
    """Every labelled page of a folder with the articles that have it as their source, in order of the names.

    Args:
        gold: folder with NAME.txt and NAME.gold.json (docs/labelled-pages.md).
        out: folder that holds, anywhere below it, the output of `cleaner split`.

    Raises:
        Unreadable: a file is not what it should be.

    >>> import tempfile
    >>> from cleaner import split_text
    >>> text, article = "新桥通车\\n\\n新桥今天通车。", {"title": "新桥通车", "paragraphs": ["新桥今天通车。"]}
    >>> out = split_text(text, "a.txt")[0].record()
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     for name, told in (("a.txt", text), ("a.gold.json", json.dumps({"articles": [article]})), ("01.json", json.dumps(out))):
    ...         _ = pathlib.Path(folder, name).write_text(told, encoding="utf-8")
    ...     [(page.name, page.right[0]["paragraphs"] == page.out[0]["paragraphs"]) for page in pages(folder, folder)]
    [('a.txt', True)]
    """
    labels = sorted(pathlib.Path(gold).glob(f"*{GOLD}"))
    if not labels:
        raise Unreadable(f"{gold}: no labelled page here (NAME.txt with NAME{GOLD}); name the folder that holds them")
    if not pathlib.Path(out).is_dir():
        raise Unreadable(f"{out}: no such folder; run `cleaner split {gold} -o {out}` first")
    articles, removed = _output(pathlib.Path(out))
    for path in labels:
        name = path.name.removesuffix(GOLD) + ".txt"
        answer = _json(path)
        try:
            found = [(int(r["span"][0]), int(r["span"][1]), str(r["reason"])) for r in answer.get("removed", [])]
            right = [_checked(article) for article in answer["articles"]]
        except (KeyError, TypeError, ValueError, IndexError, AttributeError) as bad:
            said = f"it has no {bad}" if isinstance(bad, KeyError) else bad
            raise Unreadable(f"{path}: not a label of a page ({said}); its form is in docs/labelled-pages.md") from None
        text, sha256 = _text(path.with_name(name))
        if far := _beyond(right, found, len(text)):
            raise Unreadable(f"{path}: {far} ends behind the page, which has {len(text):,} characters; label the page that is there")
        if any(article["source"].get("sha256", sha256) != sha256 for article in articles.get(name, [])):
            raise Unreadable(f"{out}: {name} is another page there than in {gold}; run `cleaner split {gold} -o {out}` again")
        yield Labelled(name, text, right, found, str(answer.get("reader", "")), articles.get(name, []), removed.get(name, []))
    if not any(f"{path.name.removesuffix(GOLD)}.txt" in there for path in labels for there in (articles, removed)):
        raise Unreadable(f"{out}: no page of {gold} is in it; run `cleaner split {gold} -o {out}` first")


def _checked(article: dict[str, Any]) -> dict[str, Any]:
    """The article, if it has what every measure needs."""
    if isinstance(article["title"], str):
        article["title"] = [article["title"]]
    if article.get("clean", "") is None:
        del article["clean"]
    for key in ("title", "paragraphs", "authors", "missing", "maybe_missing", "clean"):
        lines = article[key] if key in ("title", "paragraphs") else article.get(key, [])
        if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
            raise ValueError(f"{key} is not a list of texts")
    spans = article.setdefault("spans", {"title": [], "body": [], "captions": []})
    spans.setdefault("captions", [])
    if wrong := misfit(spans, {"title": [is_span], "body": [[is_span]], "captions": [_is_place]}):
        raise ValueError(f"{wrong} of spans is not a list of places: a span is a start and an end")
    return article


def _is_place(value: Any) -> bool:
    """Whether a value is a span, or the spans of pieces."""
    return is_span(value) or (isinstance(value, list) and all(map(is_span, value)))


def _beyond(right: Iterable[dict[str, Any]], found: Iterable[Removed], length: int) -> str:
    """The first span of a label that ends behind its page, as a message names it; empty where none does."""
    spans = [span for article in right for span in article["spans"]["title"]]
    spans += [span for article in right for paragraph in article["spans"]["body"] for span in paragraph]
    return next((f"[{span[0]}, {span[1]}]" for span in [*spans, *found] if span[1] > length), "")


def _text(path: pathlib.Path) -> tuple[str, str]:
    """The text of a page, and the digest of its bytes."""
    try:
        data = path.read_bytes()
        decoded = decode(data, str(path), None)
    except OSError as bad:
        raise Unreadable(f"{path}: {why(bad)}; the page must stand beside its label") from None
    if isinstance(decoded, Problem):
        raise Unreadable(str(decoded))
    return decoded.text, digest(data)


def _json(path: pathlib.Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as bad:
        raise Unreadable(f"{path}: not readable as JSON ({bad}); mend it, or take it away") from None


def _output(out: pathlib.Path) -> tuple[dict[str, list[dict[str, Any]]], dict[str, list[Removed]]]:
    """Articles and removed stretches of every page, by the name of its file."""
    articles: dict[str, list[dict[str, Any]]] = {}
    removed: dict[str, list[Removed]] = {}
    try:
        files = sorted(map(pathlib.Path, below(str(out))))
    except OSError as bad:
        raise Unreadable(f"{bad.filename}: {why(bad)}; check the folder's rights") from None
    for path in files:
        if ARTICLES_OF_PARTS.fullmatch(path.name):
            for record in _part(path):
                articles.setdefault(_page_of(path, record), []).append(record)
            book = path.with_name(path.name.replace("articles", "ledger"))
            for line in filter(lambda line: not misfit(line, {"page": str}), _part(book)):
                removed.setdefault(pathlib.PurePath(line["page"]).name, []).extend(_removed(book, [line]))
        elif path.suffix == ".json" and isinstance(record := _json(path), dict) and record.keys() >= OURS:
            name = _page_of(path, record)
            articles.setdefault(name, []).append(record)
            book = path.with_name(LEDGER)
            if name not in removed and book.exists():
                removed[name] = _removed(book, _lines(book))
    return articles, removed


def _part(path: pathlib.Path) -> list[dict[str, Any]]:
    """The articles, or the lines of the ledger, of a part."""
    try:
        found = [record for _, record in parts.records(str(path))]
    except (OSError, ValueError, RecursionError) as bad:
        raise Unreadable(f"{path}: not what `cleaner split` writes ({bad}); split its pages again") from None
    if misfit(found, [{}]):
        raise Unreadable(f"{path}: not what `cleaner split` writes (a line is no object); split its pages again")
    return found


def _page_of(path: pathlib.Path, record: dict[str, Any]) -> str:
    """The name of the page of an article that was read from a file."""
    if misfit(record, MEASURED):
        raise Unreadable(f"{path}: not an article that `cleaner split` wrote; split its page again, or take it away")
    return pathlib.PurePath(record["source"]["path"]).name


def _lines(book: pathlib.Path) -> list[dict[str, Any]]:
    try:
        return [json.loads(line) for line in book.read_text(encoding="utf-8").split("\n")[:-1]]
    except (OSError, ValueError, RecursionError) as bad:
        raise Unreadable(f"{book}: not readable as JSON ({bad}); split its page again") from None


def _removed(book: pathlib.Path, lines: Iterable[dict[str, Any]]) -> list[Removed]:
    """What the lines of a ledger say was removed."""
    lines = list(lines)
    if wrong := misfit(lines, [REMOVED]):
        raise Unreadable(f"{book}: not a ledger that `cleaner split` wrote, its {wrong} is another thing; split its page again")
    return [(*line["span"], line["reason"]) for line in lines if line["action"] == "removed"]


def measured_letters(text: str) -> str:
    """Letters and digits after NFKC: what two texts are compared by where marks and widths are not the question.

    >>> measured_letters("ＧＤＰ增长5％，超预期")
    'GDP增长5超预期'
    """
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


def title_of(article: dict[str, Any]) -> str:
    """The letters of a title, all its lines joined.

    >>> title_of({"title": ["新桥 通车", "——两岸欢庆"]}), title_of({"title": "新桥通车"})
    ('新桥通车两岸欢庆', '新桥通车')
    """
    title = article.get("title") or ""
    return measured_letters("".join(title) if isinstance(title, list) else title)
