"""One page, from its bytes or its text to the records that are written: a pure function, whatever runs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import cleaner
from cleaner.account import Unbalanced, balance
from cleaner.article import Article, articles
from cleaner.digests import digest
from cleaner.inputs.decode import decode
from cleaner.language import ngram
from cleaner.ledger import LedgerLine, ledger
from cleaner.lines.ends import UNSEEN_AT_EDGE
from cleaner.page import BLANK, Block, Page
from cleaner.passes.between import between
from cleaner.pipeline import defaults, run
from cleaner.problem import Problem, Reason
from cleaner.settings import SWITCH, Settings, merge, settings_hash

if TYPE_CHECKING:
    from cleaner.corrections.read import Correction


# Articles that a message names, of many without a title. Chosen.
NAMED = 5


class Outcome(NamedTuple):
    """What came of one page: its articles and ledger, or the problem for which there are none."""

    path: str
    sha256: str
    encoding: str
    text: str
    articles: list[Article]
    ledger: list[LedgerLine]
    problems: list[Problem]

    @property
    def characters(self) -> int:
        """How long the decoded page is."""
        return len(self.text)


def split_text(text: str, name: str = "text", settings: Mapping[str, Mapping[str, Any]] | None = None) -> list[Article]:
    """The articles of a page given as text; nothing is read from the disk but the package's own data.

    Args:
        text: the page. Lone surrogates are taken away, as what cannot be written.
        name: of the page; without its ending it is what the articles' ids begin with.
        settings: by pass, only those that differ from the defaults.

    Raises:
        cleaner.settings.SettingError: there is no such setting, or its type is wrong.
        cleaner.account.Unbalanced: a bug in a pass; no article is better than a wrong one.

    >>> [a.authors for a in split_text("新桥通车\\n\\n新桥今天通车。（李明）")]
    [['李明']]
    """
    chosen = defaults()
    merge(chosen, settings or {}, "settings")
    page = run(Page(name, text), chosen)
    found = articles(page, digest(text.encode("utf-8", "surrogatepass")), made_by(chosen))
    balance(page, found)
    return found


def made_by(settings: Settings) -> dict[str, str]:
    """Version, settings hash and model, as every article names them.

    >>> chosen = defaults()
    >>> before = made_by(chosen)
    >>> chosen["dedupe"]["alike"] = 0.7
    >>> [name for name, value in made_by(chosen).items() if value != before[name]], before["version"] == cleaner.__version__
    (['settings'], True)
    """
    return {"version": cleaner.__version__, "settings": settings_hash(settings), "model": ngram.default_model().name}


def split_page(
    path: str,
    data: bytes,
    settings: Settings,
    encoding: str | None = None,
    corrections: Sequence[Correction] = (),
    stem: str | None = None,
) -> Outcome:
    """One page from its bytes.

    Args:
        path: the page's name in the output.
        data: its bytes.
        settings: of all passes.
        encoding: how to decode it, if not as it looks.
        corrections: what people put right on this page, applied after the passes.
        stem: what the articles' ids begin with; the name without its ending if left out.

    >>> from cleaner.pipeline import defaults
    >>> outcome = split_page("a.txt", "新桥通车\\n\\n新桥今天通车。".encode("utf-16"), defaults())
    >>> outcome.encoding, outcome.articles[0].title, split_page("b.txt", b"\\n", defaults()).problems[0].reason
    ('utf-16-le', '新桥通车', 'empty')
    """
    sha256 = digest(data)
    decoded = decode(data, path, encoding)
    if isinstance(decoded, Problem):
        return Outcome(path, sha256, "", "", [], [], [decoded])
    if not decoded.text.strip(UNSEEN_AT_EDGE):
        empty = Problem(path, "empty", "the page has no text; nothing to split", grave=False)
        # What is not seen, as a mark of the order of bytes, is no layout, and on record.
        whole = Page(path, decoded.text, blocks=(Block(0, len(decoded.text), BLANK),))
        return Outcome(path, sha256, decoded.encoding, decoded.text, [], ledger(between(whole)), [empty])
    page = run(Page(path, decoded.text, decoded.encoding), settings)
    misfits: list[Problem] = []
    if corrections:
        page, misfits = _corrected(page, corrections, bool(settings["complete"][SWITCH]))
    found = articles(page, sha256, made_by(settings), stem)
    try:
        balance(page, found)
    except Unbalanced as bad:
        problem = Problem(path, "unbalanced", f"internal error, please report it with the page: {bad}; nothing was written for it")
        return Outcome(path, sha256, decoded.encoding, decoded.text, [], [], [problem])
    return Outcome(path, sha256, decoded.encoding, decoded.text, found, ledger(page), [*misfits, *_doubts(path, found)])


def _corrected(page: Page, corrections: Sequence[Correction], judged: bool) -> tuple[Page, list[Problem]]:
    """The page as people put it right, and a problem for each correction that no longer fits it."""
    from cleaner.corrections.apply import correct  # late: most runs have none

    corrected = correct(page, corrections, judged)
    problems = []
    for misfit in corrected.misfits:
        start, end, _ = misfit.correction.piece
        said = f"a correction does not fit: {misfit.why}; look at the page in cleaner review and correct it anew"
        problems.append(Problem(page.name, "correction-misfit", said, f"characters {start} to {end}", grave=False))
    return corrected.page, problems


def _doubts(path: str, found: list[Article]) -> list[Problem]:
    """What a page has that is no error, but that someone should look at."""
    if not found:
        return [Problem(path, "empty", "the page has nothing but furniture; no article came of it", grave=False)]
    untitled = [article for article in found if not article.title_lines]
    textless = [article for article in found if not article.paragraphs]
    doubts: tuple[tuple[Reason, str, list[Article]], ...] = (("untitled", "title", untitled), ("no-text", "text", textless))
    return [
        Problem(path, why, f"no {what} was found for {_named(some)}; look at the page", grave=False) for why, what, some in doubts if some
    ]


def _named(some: list[Article]) -> str:
    """The numbers of some articles on their page, of which the first stand for all."""
    numbers = [article.id.rpartition("/")[2] for article in some]
    return ", ".join(numbers[:NAMED]) + (" …" if len(numbers) > NAMED else "")
