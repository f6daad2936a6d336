"""What a line says on a page in another language, by the patterns of `unfamiliar-lines.txt`: a date, a price, an agency, a farewell."""

from __future__ import annotations

from cleaner.patterns import alternatives


def says(line: str, *what: str) -> bool:
    """Whether a line, without white space at its ends, is one of some things that the data file has patterns of.

    >>> says("Mit freundlichen Grüßen", "farewell"), says("Cinq centimes", "date", "price"), says("The bridge is open", "price")
    (True, True, False)
    """
    return any(alternatives("unfamiliar-lines.txt")[one].fits(line) for one in what)
