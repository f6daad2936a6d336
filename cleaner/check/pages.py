"""What is found in a page: of its reading, its articles, its repeats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from cleaner.article import Article
from cleaner.check.finding import Finding, LineStarts, Place
from cleaner.page import FURNITURE, Repeated
from cleaner.problem import Problem, short
from cleaner.regexes import compiled
from cleaner.settings import Value
from cleaner.split import Outcome

# A problem's reason -> its rule, where they differ.
RULE_OF = {"missing": "unreadable", "same-name": "unreadable"}
# Problems of a page, and flags of an article, that are told in another form, or are no doubt.
OF_ARTICLES, ELSEWHERE = ("untitled", "no-text"), ("untitled", "corrected")
REPEATS = get_args(Repeated)
BYTE = compiled(r"byte (\d+)")
# Signs of text that was decoded with a wrong encoding: U+FFFD; GBK made of it; UTF-8 read as Latin-1 (Ã©, â€œ, ä¸­); and of UTF-8
# read as GBK the comma 锛 and the stop 銆, which simplified text has not. As many follow the first as the bytes of a character: été…
READ_AS_LATIN = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
MOJIBAKE = compiled(f"[\ufffd锛銆]|锟斤拷|烫烫烫|屯屯屯|[ÃÂ]{READ_AS_LATIN}|[âãäåæçèéï]{READ_AS_LATIN}{{2}}|ð{READ_AS_LATIN}{{3}}")
# Signs that make mojibake of a page: one alone may be a name's rare character. Chosen.
SIGNS = 3
# Characters of a text that a message quotes.
QUOTED = 24


def of_problem(problem: Problem, path: str, data: bytes = b"") -> Finding | None:
    """The finding for what could not be done with a page; None where an article's own finding says it.

    Args:
        problem: of reading or splitting the page.
        path: of the page's file.
        data: its bytes, where they could be read: the place of a byte is shown as its line.

    >>> data = "新桥\\n通车".encode()[:-1] + b"\\xff"
    >>> found = of_problem(Problem("a.txt", "undecodable", "it does not fit", "byte 12"), "pages/a.txt", data)
    >>> str(found), of_problem(Problem("a.txt", "untitled", ""), "a.txt")
    ('pages/a.txt:2:6: CL101 undecodable: byte 12: it does not fit', None)
    """
    if problem.reason in OF_ARTICLES:
        return None
    place = Place()
    if found := BYTE.search(problem.place):
        at = int(found[1])
        line = data.count(b"\n", 0, at) + 1
        place = Place(line, at - (data.rfind(b"\n", 0, at) + 1) + 1, text=data[at : at + QUOTED].decode("latin-1"))
    message = f"{problem.place}: {problem.message}" if problem.place else problem.message
    return Finding(RULE_OF.get(problem.reason, problem.reason), path, place, message)


def of_page(outcome: Outcome, path: str, data: bytes, limits: Mapping[str, Value]) -> Iterator[Finding]:
    """All that is found in one page.

    Args:
        outcome: what came of it.
        path: of its file.
        data: its bytes.
        limits: the settings of `cleaner.check.limits`.

    >>> from cleaner.check.limits import LIMITS
    >>> outcome = Outcome("a.txt", "", "utf-8", "新桥\\n锟斤拷锟斤拷锟斤拷", [], [], [])
    >>> [str(found) for found in of_page(outcome, "pages/a.txt", b"", LIMITS)]
    ["pages/a.txt:2:1: CL105 mojibake: 3 signs of text decoded with a wrong encoding, the first '锟斤拷'"]
    """
    for problem in outcome.problems:
        if (found := of_problem(problem, path, data)) is not None:
            yield found
    lines = LineStarts(outcome.text)
    yield from _mojibake(lines, path)
    yield from _articles(outcome, lines, path, limits)
    yield from _as_a_whole(outcome, lines, path, float(limits["page_confidence"]))
    yield from _repeats(outcome, lines, path, limits)


def _mojibake(lines: LineStarts, path: str) -> Iterator[Finding]:
    signs = list(MOJIBAKE.finditer(lines.text))
    if len(signs) >= SIGNS:
        first = signs[0]
        message = f"{len(signs)} signs of text decoded with a wrong encoding, the first {first[0]!r}"
        yield Finding("mojibake", path, lines.place(*first.span()), message)


def _articles(outcome: Outcome, lines: LineStarts, path: str, limits: Mapping[str, Value]) -> Iterator[Finding]:
    titled = any(article.title_lines for article in outcome.articles)
    for number, article in enumerate(outcome.articles):
        name = f"“{short(article.title, QUOTED)}”"
        place = lines.place(*_start(article))
        if not article.title_lines:
            if titled:
                yield Finding("orphan", path, place, f"text without a title: “{short(place.text, QUOTED)}”")
            elif number == 0:
                yield Finding("untitled", path, place, "no line of the page is a title")
        elif article.confidence < float(limits["low_confidence"]):
            said = f"{name} has a confidence of {article.confidence:.3f} (below {limits['low_confidence']})"
            yield Finding("low-confidence", path, place, said)
        for flag in article.flags:
            if flag["rule"] not in ELSEWHERE:
                yield _flagged(flag, name if article.title_lines else "an article without a title", lines, path)


def _as_a_whole(outcome: Outcome, lines: LineStarts, path: str, limit: float) -> Iterator[Finding]:
    """A finding where the articles of a page are, taken together, more likely wrong than right."""
    if outcome.articles:
        mean = sum(article.confidence for article in outcome.articles) / len(outcome.articles)
        if mean < limit:
            several = len(outcome.articles) > 1
            of = f"the mean confidence of its {len(outcome.articles)} articles" if several else "the confidence of its only article"
            said = f"{of} is {mean:.3f} (below {limit})"
            yield Finding("doubtful-page", path, lines.place(*_start(outcome.articles[0])), said)


def _start(article: Article) -> tuple[int, int]:
    """Where an article begins: its title, or else the first of its pieces."""
    spans = article.spans
    pieces = [*spans["title"], *(piece for paragraph in spans["paragraphs"] for piece in paragraph), *spans["byline"]]
    pieces += [piece for caption in spans["captions"] for piece in caption]
    start, end = pieces[0]
    return start, end


def _flagged(flag: Mapping[str, Any], name: str, lines: LineStarts, path: str) -> Finding:
    start, end = flag["span"]
    text = lines.text[start:end]
    if flag["rule"] == "lost-opening":
        return Finding("lost-opening", path, lines.place(start, end), f"{name} has lost its opening: it begins “{short(text, QUOTED)}”")
    if flag["rule"] == "lost-end":
        # The place is where the text breaks off, which may be lines below where its last block begins.
        last = max(start, end - QUOTED)
        return Finding(
            "lost-end", path, lines.place(last, end), f"{name} has lost its end: it ends “…{short(lines.text[last:end], QUOTED)}”"
        )
    if flag["rule"] == "no-text":
        return Finding("no-text", path, lines.place(start, end), f"{name} has no text")
    return Finding(flag["rule"], path, lines.place(start, end), f"“{short(text, QUOTED)}” may be a doubled “{text[:1]}”")


def _repeats(outcome: Outcome, lines: LineStarts, path: str, limits: Mapping[str, Value]) -> Iterator[Finding]:
    removed = [line for line in outcome.ledger if line["action"] == "removed"]
    for line in removed:
        if line["reason"] == "decoder-loop":
            yield Finding(
                "decoder-loop",
                path,
                lines.place(*line["span"]),
                f"“{short(line['evidence']['phrase'], QUOTED)}” is said {line['evidence']['times']} times on end",
            )
    for name, setting, reasons, noun in (
        ("many-repeats", "repeats", REPEATS, "repeats"),
        ("much-furniture", "furniture", (FURNITURE,), "page furniture"),
    ):
        mine = [line for line in removed if line["reason"] in reasons]
        share = sum(len(line["text"]) for line in mine) / max(1, outcome.characters)
        limit = float(limits[setting])
        if share > limit:
            longest = max(mine, key=lambda line: len(line["text"]))
            said = f"{share:.0%} of the page are {noun} (limit {limit:.0%}), the longest “{short(longest['text'], QUOTED)}”"
            yield Finding(name, path, lines.place(*longest["span"]), said)
