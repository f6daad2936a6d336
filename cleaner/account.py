"""The account: every character of a page is in one place of one article, removed for one reason, or layout white space."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cleaner.article import Article, paragraph
from cleaner.page import BLANK, KEPT, Page, reading
from cleaner.people.bylines import authors_of
from cleaner.regexes import compiled

LAYOUT = compiled(r"\s*+")


class Unbalanced(Exception):
    """The account of a page does not balance: a bug, of which the message names the characters."""


def balance(page: Page, found: Sequence[Article]) -> None:
    """Check a finished page against the articles made from it, from both sides.

    Args:
        page: after the last pass.
        found: its articles, as they will be written.

    Raises:
        Unbalanced: a character of the page is nowhere, twice, or dropped without a reason; or one of the output is
            neither the page's nor an edit's.

    The articles are read as a stranger would: their spans must tile the page together with what was removed, and their
    texts must be what the spans read.

    >>> from cleaner.article import articles
    >>> from cleaner.pipeline import run
    >>> page = run(Page("p", "新桥通车\\n\\n新桥今天上午正式通车。"))
    >>> found = articles(page, "", {})
    >>> balance(page, found)
    >>> try:
    ...     balance(page, [found[0]._replace(title="旧桥通车")])
    ... except Unbalanced as bad:
    ...     print(bad)
    the title of p/01 is not what its spans read
    """
    _tiled(page)
    _each_once(page, found)
    for article in found:
        _reads(page, article)


def _tiled(page: Page) -> None:
    here = 0
    for block in page.blocks:
        if block.start != here or block.end <= block.start:
            raise Unbalanced(f"characters {min(here, block.start)} to {block.end} are in no block or in two")
        here = block.end
        if not block.kind:
            raise Unbalanced(f"characters {block.start} to {block.end} are dropped without a reason")
        if block.kind == BLANK and not LAYOUT.fullmatch(page.source, block.start, block.end):
            raise Unbalanced(f"characters {block.start} to {block.end} are taken for white space, and are not")
        if (block.kind in KEPT) != (block.article is not None):
            raise Unbalanced(f"characters {block.start} to {block.end} ({block.kind}) are kept and in no article, or dropped and in one")
    if here != len(page.source):
        raise Unbalanced(f"characters {here} to {len(page.source)} are in no block")
    last = 0
    for edit in page.edits:
        if edit.start < last or edit.end <= edit.start or not edit.reason:
            raise Unbalanced(f"the edits of characters {edit.start} to {edit.end} overlap or have no reason")
        last = edit.end


def _each_once(page: Page, found: Sequence[Article]) -> None:
    """The articles' spans are the kept blocks, each once, and no edit reaches across the end of one."""
    spans = sorted(span for article in found for span in spans_of(article))
    kept = [(b.start, b.end) for b in page.blocks if b.kind in KEPT]
    if spans != kept:
        odd = sorted(set(spans) ^ set(kept)) or [a for a, b in pairwise(spans) if a == b]
        raise Unbalanced(f"characters {odd[0][0]} to {odd[0][1]} are in no article or in two")
    at = 0
    for block in page.blocks:
        while at < len(page.edits) and page.edits[at].start < block.end:
            edit = page.edits[at]
            if edit.start < block.start or edit.end > block.end:
                raise Unbalanced(f"the edit of characters {edit.start} to {edit.end} reaches across the end of its block")
            at += 1


def spans_of(article: Article) -> Iterator[tuple[int, int]]:
    """Every span of an article, whatever it holds.

    >>> from cleaner.split import split_text
    >>> [article] = split_text("新桥通车\\n\\n新桥今天上午正式通车。（李明）")
    >>> list(spans_of(article))
    [(0, 4), (17, 21), (6, 17)]
    """
    spans = article.spans
    yield from spans["title"]
    yield from spans["byline"]
    for group in (*spans["paragraphs"], *spans["captions"]):
        yield from group


def _reads(page: Page, article: Article) -> None:
    """Every text of an article is what its spans read, and nothing else."""
    read = [reading(page, *span) for span in article.spans["title"]]
    if article.title_lines != read or article.title != " ".join(read):
        raise Unbalanced(f"the title of {article.id} is not what its spans read")
    if article.paragraphs != [paragraph(page, pieces) for pieces in article.spans["paragraphs"]]:
        raise Unbalanced(f"a paragraph of {article.id} is not what its spans read")
    for caption, pieces in zip(article.captions, article.spans["captions"], strict=True):
        if [text for text in caption.values() if text] != [text for text in (reading(page, *span) for span in pieces) if text]:
            raise Unbalanced(f"a caption of {article.id} is not what its spans read")
    lines = [reading(page, *span) for span in article.spans["byline"]]
    if set(article.authors) != {name for line in lines for name in authors_of(line)}:
        raise Unbalanced(f"the authors of {article.id} are not those of its bylines")
