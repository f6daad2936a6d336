"""What a review page shows: the pieces of a page with their fates, from what was written of it and the page's own text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from cleaner.digests import digest_of_text
from cleaner.outputs.pages import Written


class Reviewed(NamedTuple):
    """A page as it is shown: its pieces in page order, and its articles."""

    name: str
    folder: str  # of its articles, below the output folder
    pieces: list[dict[str, Any]]
    articles: list[dict[str, Any]]
    doubts: list[str]


def reviewed(page: Written, low_confidence: float) -> Reviewed:
    """One page with what became of it.

    Args:
        page: as it was written.
        low_confidence: an article below it is in doubt, as it is for `cleaner check`; 0 to 1.

    >>> spans = {"title": [(0, 2)], "paragraphs": [], "byline": [], "captions": []}
    >>> article = {**dict.fromkeys(("id", "title", "authors", "missing", "confidence", "language"), ""), "flags": [], "captions": []}
    >>> line = {"action": "removed", "span": [3, 5], "reason": "page-furniture"}
    >>> page = reviewed(Written("a.txt", "a", b"", "新桥\\n要闻", [{**article, "spans": spans}], [line]), 0.5)
    >>> [(piece["text"], piece["kind"]) for piece in page.pieces]
    [('新桥', 'title'), ('要闻', 'page-furniture')]
    """
    pieces = sorted([*_kept(page.articles), *_removed(page.ledger)], key=lambda piece: piece["start"])
    for piece in pieces:
        piece["text"] = page.text[piece["start"] : piece["end"]]
        piece["digest"] = digest_of_text(piece["text"])
    _with_edits(pieces, page.ledger)
    articles = [_told(article) for article in page.articles]
    return Reviewed(page.name, page.folder, pieces, articles, doubts(articles, low_confidence))


def _kept(articles: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The pieces of articles, each with its place in one."""
    for number, article in enumerate(articles):
        spans = article["spans"]
        pieces = [("title", span, False) for span in spans["title"]]
        pieces += [("body", span, k > 0) for paragraph in spans["paragraphs"] for k, span in enumerate(paragraph)]
        pieces += [("byline", span, False) for span in spans["byline"]]
        for caption, told in zip(spans["captions"], article["captions"], strict=True):
            kinds = [kind for kind, role in (("caption", "text"), ("credit", "credit")) if told[role]]
            pieces += [(kind, span, False) for kind, span in zip(kinds, caption, strict=True)]
        for order, (kind, (start, end), joins) in enumerate(pieces):
            yield {"start": start, "end": end, "kind": kind, "article": number, "order": order, "joins": joins}


def _removed(ledger: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for line in ledger:
        if line["action"] == "removed":
            start, end = line["span"]
            place = {"article": None, "order": 0, "joins": False}
            yield {"start": start, "end": end, "kind": line["reason"], **place, "evidence": line.get("evidence", {})}


def _with_edits(pieces: list[dict[str, Any]], ledger: list[dict[str, Any]]) -> None:
    """Give each piece the changes within it, counted from its beginning, and what was said of its link."""
    changes = sorted((line for line in ledger if line["action"] == "changed"), key=lambda line: line["span"])
    links = {line["span"][0]: line for line in ledger if line["action"] in ("joined", "moved", "linked")}
    at = 0
    for piece in pieces:
        piece["edits"] = []
        while at < len(changes) and changes[at]["span"][0] < piece["end"]:
            start, end = changes[at]["span"]
            if start >= piece["start"]:
                piece["edits"].append([start - piece["start"], end - piece["start"], changes[at]["became"], changes[at]["reason"]])
            at += 1
        link = links.get(piece["start"])
        if link is not None and piece["article"] is not None:
            piece["link"] = {"kind": link["reason"], "probability": link["evidence"]["probability"], "across": link["evidence"]["across"]}


def _told(article: Mapping[str, Any]) -> dict[str, Any]:
    flags = [{"rule": flag["rule"], "start": flag["span"][0]} for flag in article["flags"]]
    kept = ("id", "title", "authors", "missing", "confidence", "language")
    return {**{name: article[name] for name in kept}, "flags": flags}


def doubts(articles: Sequence[Mapping[str, Any]], low_confidence: float) -> list[str]:
    """What a person should look at on a page, one line each, the gravest first; what somebody put right has been looked at.

    >>> doubts([{"title": "新桥", "confidence": 0.3, "missing": ["tail"], "flags": []}], 0.5)
    ['新桥: confidence 0.30', '新桥: its end is lost']
    """
    fresh = [article for article in articles if not any(flag["rule"] == "corrected" for flag in article["flags"])]
    untitled = sum(not article["title"] for article in fresh)
    unsure = sorted(
        (article["confidence"], article["title"]) for article in fresh if article["title"] and article["confidence"] < low_confidence
    )
    told = [f"{untitled} without a title"] if untitled else []
    told += [f"{title}: confidence {confidence:.2f}" for confidence, title in unsure]
    lost = {"head": "its opening is lost", "tail": "its end is lost"}
    return told + [f"{article['title'] or 'one'}: {lost[word]}" for article in fresh for word in article["missing"]]
