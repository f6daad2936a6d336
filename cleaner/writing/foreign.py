"""Files of others that stand in an output folder under names of its own: nobody's work is written over."""

from __future__ import annotations

import os

from cleaner.regexes import compiled
from cleaner.writing.names import ARTICLES_OF_PARTS, JOURNALS, LEDGER, MANIFESTS

# What the files of a run begin with, as they are written; of parts those in JSON lines.
BEGINS = (
    (MANIFESTS, b'{\n "schema": "cleaner/manifest/'),
    (ARTICLES_OF_PARTS, b'{"schema": "cleaner/article/'),
    (compiled(r"ledger-\d{5,}\.jsonl"), b'{"page": '),
)


def foreign(out: str) -> str | None:
    """The first file in an output folder that a run would write over, and that none has written; None where there is none.

    What was cut off early is of a run; and so is all in a folder with a run's manifest, journal or ledgers, whatever has become of it.

    Args:
        out: a folder on this machine, that may not be there.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as out:
    ...     for name, text in (("articles-00000.jsonl", '{"sch'), ("ledger-00000.jsonl", ""), ("manifest.json", '{"name": "my data"}')):
    ...         with open(f"{out}/{name}", "w") as file:
    ...             _ = file.write(text)
    ...     os.path.basename(foreign(out))
    'manifest.json'
    """
    names = sorted(os.listdir(out)) if os.path.isdir(out) else []
    others = [os.path.join(out, name) for name in names if _is_begun(os.path.join(out, name)) is False]
    if not others or any(JOURNALS.fullmatch(name) or (MANIFESTS.fullmatch(name) and _is_begun(os.path.join(out, name))) for name in names):
        return None
    return None if any(LEDGER in files for _, _, files in os.walk(out)) else others[0]


def _is_begun(path: str) -> bool | None:
    """Whether a file begins as a run writes the one of its name; None where no run writes such a one, or it cannot be read."""
    name = os.path.basename(path)
    begin = next((begin for names, begin in BEGINS if names.fullmatch(name) and not name.endswith(".parquet")), None)
    if begin is None or not os.path.isfile(path) or not os.access(path, os.R_OK):
        return None
    with open(path, "rb") as file:
        return begin.startswith(file.read(len(begin)))
