"""What XML 1.0 can hold: control characters and lone surrogates are no part of it, however they are escaped."""

from __future__ import annotations

from cleaner.regexes import compiled

NO_XML = compiled("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def holdable(text: str) -> str:
    """The text, U+FFFD in the place of what XML cannot hold.

    >>> holdable("a\\x00b") == "a\\ufffdb"
    True
    """
    return str(NO_XML.sub("\ufffd", text))
