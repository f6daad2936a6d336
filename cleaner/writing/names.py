"""The names of what a run writes: in a page's folder, of parts, and of its own files beside them; and whether a name is of these."""

from __future__ import annotations

import regex

from cleaner.regexes import compiled

MANIFEST, LEDGER = "manifest.json", "ledger.jsonl"
# What the two files of a part hold, as its row in the manifest names them.
OF_A_PART = ("articles", "ledger")
# In the output folder while a run is at work: where things are half written, its lock, what it has done, what stays of parts.
SCRATCH, LOCK, JOURNAL, STAYING = ".new", ".lock", ".journal", ".left"
# What the names of a share's own files have behind that (`Shard.mark`).
MARK = r"\.\d+-of-\d+"
_MANIFEST, _PART = rf"manifest(?:{MARK})?\.json", r"-\d{5,}\.(?:jsonl|parquet)"
_HIDDEN = "|".join(map(regex.escape, (SCRATCH, LOCK, JOURNAL, STAYING)))

MANIFESTS = compiled(_MANIFEST)
MANIFESTS_OF_SHARES = compiled(rf"manifest{MARK}\.json")
# "earlier": of runs that were cut off; with a number: of a part, at a URL.
JOURNALS = compiled(rf"{regex.escape(JOURNAL)}(?:{MARK})?(?:\.earlier|\.\d{{5,}})?\.jsonl")
SCRATCH_OF_SHARES, LOCKS_OF_SHARES = (compiled(rf"{regex.escape(name)}{MARK}") for name in (SCRATCH, LOCK))
ARTICLES_OF_PARTS = compiled(rf"articles{_PART}")
# What is said of texts, and is no text.
BESIDE_ARTICLES = compiled(rf"{_MANIFEST}|{regex.escape(LEDGER)}|ledger{_PART}|\..*")
# What is nobody else's in an output folder: no page may have its place.
OWN = compiled(rf"(?:{_HIDDEN})\b|(?:{_MANIFEST}|(?:articles|ledger){_PART})(?:/|$)")
# An article of a page's folder; and what a run writes, at whatever place below its output folder.
ARTICLE = compiled(r"\d+\.json")
WRITTEN = compiled(rf"{_MANIFEST}|{regex.escape(LEDGER)}|(?:articles|ledger){_PART}|{ARTICLE.pattern}")


def manifest_of(mark: str) -> str:
    """The name of the manifest of a run, or of a share of one.

    Args:
        mark: of the share; empty for a whole run.

    >>> manifest_of(""), manifest_of(".1-of-2")
    ('manifest.json', 'manifest.1-of-2.json')
    """
    return f"manifest{mark}.json"


def part_of(what: str, number: int, form: str) -> str:
    """The name of a part's file.

    Args:
        what: `articles` or `ledger`.
        number: of the part.
        form: `jsonl` or `parquet`.

    >>> part_of("articles", 7, "jsonl"), bool(ARTICLES_OF_PARTS.fullmatch(part_of("articles", 7, "jsonl")))
    ('articles-00007.jsonl', True)
    """
    return f"{what}-{number:05}.{form}"
