"""Digests by which bytes are known again: of pages, of what was written, of what was put right."""

from __future__ import annotations

try:  # as the standard library's `random` does: `hashlib` opens OpenSSL, 3.4 MB in every worker and 3 ms of every start
    from _sha2 import sha256  # type: ignore[import-not-found]  # Python 3.12 and later
except ImportError:
    try:
        from _sha256 import sha256  # type: ignore[import-not-found]
    except ImportError:
        from hashlib import sha256


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
    return str(sha256(data).hexdigest())
