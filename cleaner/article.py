"""The article records, derived from a finished page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, get_args

from cleaner.confidence import confidences
from cleaner.inputs.sources import stem_of
from cleaner.language.script import joined
from cleaner.language.tag import language_of
from cleaner.page import Block, Doubt, Note, Page, Span, members, reading, text_of
from cleaner.people.bylines import authors_of

SCHEMA = "cleaner/article/1"

# Notes that say something of an article which a reader of it must know; the others explain decisions, and `cleaner explain` shows them.
FLAGS = (*get_args(Doubt), "corrected")
LOST = {"lost-opening": "head", "lost-end": "tail"}


class Article(NamedTuple):
    """One article of a page; what each field holds is in the JSON Schema (`cleaner schema`)."""

    schema: str
    id: str
    title: str
    title_lines: list[str]
    authors: list[str]
    paragraphs: list[str]
    captions: list[dict[str, str]]
    language: str
    missing: list[str]
    confidence: float
    flags: list[dict[str, Any]]
    spans: dict[str, Any]
    source: dict[str, Any]
    made_by: dict[str, str]

    @property
    def text(self) -> str:
        """The paragraphs, a blank line between them.

        >>> from cleaner import split_text
        >>> split_text("新桥通车\\n\\n新桥今天上午通车。\\n\\n两岸居民从此不必再等渡船，过江只要五分钟。")[0].text
        '新桥今天上午通车。\\n\\n两岸居民从此不必再等渡船，过江只要五分钟。'
        """
        return "\n\n".join(self.paragraphs)

    def record(self) -> dict[str, Any]:
        """The article as it is written: plain values, in a fixed order."""
        return self._asdict()


def articles(page: Page, sha256: str, made_by: Mapping[str, str], stem: str | None = None) -> list[Article]:
    """The articles of a finished page, in order.

    Args:
        page: after the last pass.
        sha256: of the page's bytes.
        made_by: version, settings hash and model.
        stem: what their ids begin with; the page's name without its ending if left out.

    >>> from cleaner.pipeline import run
    >>> found = articles(run(Page("2023.05/03.txt", "新桥通车\\n\\n新桥今天通车。（李明）")), "", {})
    >>> [(one.id, one.title_lines, one.paragraphs, one.authors) for one in found]
    [('2023.05/03/01', ['新桥通车'], ['新桥今天通车。'], ['李明'])]
    """
    blocks = members(page)
    source = {"path": page.name, "sha256": sha256, "encoding": page.encoding, "characters": len(page.source)}
    stem = stem or stem_of(page.name)
    width = max(2, len(str(len(blocks))))
    notes = _notes_by_article(page, blocks)
    sure = confidences(page, blocks)
    return [
        _article(
            page,
            f"{stem}/{n + 1:0{width}d}",
            mine,
            notes.get(n, []),
            sure[n],
            source,
            dict(made_by),
        )
        for n, mine in blocks.items()
    ]


def _article(
    page: Page, name: str, mine: Sequence[Block], notes: Sequence[Note], confidence: float, source: dict[str, Any], made_by: dict[str, str]
) -> Article:
    def texts(kind: str) -> list[str]:
        return [text_of(page, b) for b in mine if b.kind == kind]

    def spans(kind: str) -> list[Span]:
        return [(b.start, b.end) for b in mine if b.kind == kind]

    pieces = list(_paragraphs(b for b in mine if b.kind == "body"))
    paragraphs = [paragraph(page, p) for p in pieces]
    pairs = list(_captions([b for b in mine if b.kind in ("caption", "credit")]))
    lines = texts("title")
    names = [author for text in texts("byline") for author in authors_of(text)]
    return Article(
        schema=SCHEMA,
        id=name,
        title=" ".join(lines),
        title_lines=lines,
        authors=list(dict.fromkeys(names)),
        paragraphs=paragraphs,
        captions=[{role: reading(page, *span) for role, span in _roles(pair)} for pair in pairs],
        language=language_of("".join(lines) + "".join(paragraphs)),
        missing=[word for rule, word in LOST.items() if any(n.rule == rule for n in notes)],
        confidence=confidence,
        flags=[{"rule": n.rule, "text": page.source[n.start : n.end], "span": (n.start, n.end), **dict(n.facts)} for n in notes],
        spans={
            "title": spans("title"),
            "paragraphs": pieces,
            "byline": spans("byline"),
            "captions": [[s for s in pair if s] for pair in pairs],
        },
        source=source,
        made_by=made_by,
    )


def _paragraphs(bodies: Iterator[Block]) -> Iterator[list[Span]]:
    """The pieces of each paragraph, in reading order."""
    pieces: list[Span] = []
    for block in bodies:
        if pieces and not block.joins:
            yield pieces
            pieces = []
        pieces.append((block.start, block.end))
    if pieces:
        yield pieces


def paragraph(page: Page, pieces: Sequence[Span]) -> str:
    """A paragraph put together from its pieces: a space where words meet that are written with spaces, else nothing.

    Args:
        page: its edits are laid over the text.
        pieces: where each stands in the source, in reading order.

    >>> paragraph(Page("p", "the cat sat on"), [(8, 14), (0, 7)])
    'sat on the cat'
    """
    return joined(reading(page, start, end) for start, end in pieces)


def _captions(blocks: Sequence[Block]) -> Iterator[tuple[Span | None, Span | None]]:
    """Captions and the credit that follows each on the page; a credit may stand alone."""
    waiting: Span | None = None
    for block in sorted(blocks):
        span = (block.start, block.end)
        if block.kind == "caption":
            if waiting:
                yield waiting, None
            waiting = span
        else:
            yield waiting, span
            waiting = None
    if waiting:
        yield waiting, None


def _roles(pair: tuple[Span | None, Span | None]) -> Iterator[tuple[str, Span]]:
    for role, span in zip(("text", "credit"), pair, strict=True):
        yield role, span or (0, 0)


def _notes_by_article(page: Page, blocks: Mapping[int, Sequence[Block]]) -> dict[int, list[Note]]:
    places = sorted((b.start, b.end, n) for n, mine in blocks.items() for b in mine)
    found: dict[int, list[Note]] = {}
    at = 0
    for note in page.notes:
        if note.rule not in FLAGS:
            continue
        while at < len(places) and places[at][1] <= note.start:
            at += 1
        if at < len(places) and places[at][0] <= note.start:
            found.setdefault(places[at][2], []).append(note)
    return found
