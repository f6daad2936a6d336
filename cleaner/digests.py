"""Digests by which bytes are known again: of pages, of what was written, of what was put right."""

from __future__ import annotations

import hashlib


def short_digest(data: bytes) -> str:
    """Sixteen hexadecimal digits of the SHA-256 of something, by which it is known again.

    >>> short_digest(b"")
    'e3b0c44298fc1c14'
    """
    return digest(data)[:16]


def digest_of_text(text: str) -> str:
    """The digest by which a piece of text is known again, lone surrogates and all.

    >>> len(digest_of_text("新桥")) == 16
    True
    """
    return short_digest(text.encode("utf-8", "surrogatepass"))


def digest(data: bytes) -> str:
    """SHA-256 of bytes, in hexadecimal.

    >>> digest(b"abc")
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
    """
    return hashlib.sha256(data).hexdigest()
