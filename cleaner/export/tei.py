"""TEI P5: a corpus with a TEI document an article, as archives and philologists read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

import cleaner
from cleaner.outputs.articles import Record
from cleaner.xml import holdable

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">\n'


def tei(articles: Iterable[Record]) -> Iterator[str]:
    """The corpus, piece by piece.

    >>> from cleaner import split_text
    >>> found = "".join(tei([split_text("新桥<今天>通车\\n\\n两岸居民从此不必再等渡船。")[0].record()]))
    >>> [line.strip() for line in found.splitlines() if "<head>" in line or "<p>两岸" in line]
    ['<head>新桥&lt;今天&gt;通车</head>', '<p>两岸居民从此不必再等渡船。</p>']
    """
    yield HEAD + _header("Articles of scanned pages", "", "the pages named in each article")
    for record in articles:
        yield _article(record)
    yield "</teiCorpus>\n"


def _header(title: str, authors: str, source: str) -> str:
    return (
        " <teiHeader>\n  <fileDesc>\n"
        f"   <titleStmt><title>{title}</title>{authors}</titleStmt>\n"
        f"   <publicationStmt><p>Put together by cleaner {cleaner.__version__}.</p></publicationStmt>\n"
        f"   <sourceDesc><p>{source}</p></sourceDesc>\n"
        "  </fileDesc>\n </teiHeader>\n"
    )


def _article(record: Record) -> str:
    page = record["source"]
    authors = "".join(f"<author>{_said(name)}</author>" for name in record["authors"])
    source = f"{page['path']}, SHA-256 {page['sha256']}; article {record['id']}; confidence {record['confidence']}"
    if record["missing"]:
        source += f"; missing: {', '.join(record['missing'])}"
    if record.get("duplicate_of"):
        source += f"; printed again: {record['duplicate_of']}"
    body = "".join(f"   <head>{_said(line)}</head>\n" for line in record["title_lines"])
    body += "".join(f"   <p>{_said(text)}</p>\n" for text in record["paragraphs"])
    body += "".join(_caption(caption) for caption in record["captions"])
    head = _header(_said(record["title"] or "Without a title"), authors, _said(source))
    # A division has a paragraph at least.
    text = f'  <div type="article">\n{body if record["paragraphs"] else body + "   <p/>" + chr(10)}  </div>\n'
    return f" <TEI>\n{head} <text xml:lang={quoteattr(record['language'])}><body>\n{text} </body></text>\n </TEI>\n"


def _caption(caption: dict[str, str]) -> str:
    said = "".join(f"<p>{_said(caption[role])}</p>" for role in ("text", "credit") if caption[role])
    return f'   <note type="caption">{said}</note>\n'


def _said(text: str) -> str:
    return escape(holdable(text))
