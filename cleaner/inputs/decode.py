"""Bytes to text, so that the text encodes back to the same bytes; or a problem with the place of the first that does not fit."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from cleaner.problem import Problem

# Longer marks first: the UTF-32 mark begins with the UTF-16 one.
BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# chardet reads this much, in bytes: on 40 pages it knew GB 18030, Big5, UTF-16 and Shift JIS from 300 characters on, and its time grows
# with the size. An even number, so that UTF-16 is not cut within a character.
SAMPLE = 65536
# Share of control characters from which a text is no text. Chosen: pages have none, and pictures or archives 10 % and more.
BINARY = 0.05
# Bytes beyond ASCII from which a beginning that is valid UTF-8 is UTF-8, and not GB 18030, as which it can be read, too: ten ideographs.
# Chosen: of 8,001 articles of the corpus in GB 18030 and Big5 none begins with twelve.
ENOUGH = 30
# Share of the characters beyond ASCII that are punctuation or everyday ideographs, in GB 18030. Chosen: of 355 labelled and made pages
# written in it 351 have 0.98 and more, and the others, in traditional characters, 0.68 to 0.71; in Big5 none has more than 0.31.
EVERYDAY = 0.9
# The bytes that the first of two has for punctuation and everyday characters (level 1 of both standards), and the least of the second.
LEVEL_1 = {"gb18030": ((range(0xA1, 0xA4), range(0xB0, 0xD8)), 0xA1), "big5": ((range(0xA1, 0xC7),), 0x40)}
# Share of the characters beyond ASCII that draw boxes from which a guess is wrong: what Chinese is taken for, where a byte of it does
# not fit. Chosen: on 40 pages with one such byte, read as what chardet took each for, they are 0.26 to 0.42.
DRAWN = 0.1
BOXES = range(0x2500, 0x25A0)
# Bytes from which a text is looked at as UTF-16 without a mark: ten characters. Chosen.
LEAST_UTF_16 = 20
# Bytes that are no UTF-8 where a page is: so many, and one character in so many. Chosen: one character cut at the end leaves up to three.
ASTRAY, ONE_IN = 3, 10
CONTROLS = "".join(chr(c) for c in range(32) if chr(c) not in "\t\n\v\f\r\x1b")
# Subsets that a guess may name; the whole standard reads more pages and reads all of those alike.
WHOLE = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "euc-cn": "gb18030", "ascii": "utf-8"}
# What shifts from ASCII to ideographs in encodings of seven bits (ISO-2022-JP, RFC 1468; HZ, RFC 1843), and back.
SHIFTS = (((b"\x1b$B", b"\x1b$@"), b"\x1b(", "iso2022_jp"), ((b"~{",), b"~}", "hz"))
NO_TEXT = "not a text file; leave it out of the folder, or name its encoding with --encoding"


class Decoded(NamedTuple):
    """A page's text and the encoding that gives its bytes back. A byte order mark stays in the text, as U+FEFF."""

    text: str
    encoding: str


def decode(data: bytes, path: str = "-", encoding: str | None = None) -> Decoded | Problem:
    r"""The text of a page.

    Args:
        data: the bytes of the file.
        path: its name, for the problem.
        encoding: the encoding to use, whatever the bytes look like.

    Order of the guesses: byte order mark; the shifts of encodings in seven bits; strict UTF-8; UTF-8 with damage (refused with its place,
    never guessed around: chardet 7.7 takes UTF-8 with three bad bytes for something else); UTF-8 with something else behind it (refused,
    too: GB 18030 reads it as other words); everyday Chinese in UTF-16 without a mark; chardet.

    >>> decode("新闻".encode("gb18030") * 20).encoding
    'gb18030'
    >>> decode(b"\xe6\x96\xb0\xe9\x97").place
    'byte 3'
    """
    if encoding is not None:
        return _strictly(data, path, encoding, "--encoding says so")
    for mark, named in BOMS:
        if data.startswith(mark):
            return _strictly(data, path, named, "its byte order mark says so")
    if (seven := _in_seven_bits(data)) is not None and isinstance(found := _strictly(data, path, seven, ""), Decoded):
        return found
    if b"\0" not in data[:SAMPLE]:
        try:
            return _text(Decoded(data.decode("utf-8"), "utf-8"), path)
        except UnicodeDecodeError as bad:
            if _is_damaged_utf8(data):
                return _misfit(bad, path, len(data), "most of it is UTF-8")
            if sum(byte > 0x7F for byte in data[: bad.start]) >= ENOUGH:
                said = "up to here it is UTF-8, and what follows is none; cut it there, and decode each part by itself"
                return Problem(path, "undecodable", said, f"byte {bad.start}")
    guess = _utf_16(data) or _guess(data)
    if b"\0" not in data and not (guess or "").startswith("utf") and (place := _line_of_utf8(data)) is not None:
        return Problem(
            path, "undecodable", "from here it is UTF-8, and before it is none; cut it there, and decode each part by itself", place
        )
    if guess is not None:
        found = _strictly(data, path, guess, "a guess; name another with --encoding")
        if isinstance(found, Decoded) or b"\0" not in data or (guess in LEVEL_1 and _is_everyday(data, guess)):
            return found
    elif b"\0" not in data:
        return Problem(path, "undecodable", "no encoding fits; name it with --encoding", "byte 0")
    # NULs in a text that UTF-16 does not explain: a text with a slip, or no text at all.
    found = _strictly(data, path, "utf-8", "")
    return found if isinstance(found, Decoded) else Problem(path, "binary", NO_TEXT)


def _in_seven_bits(data: bytes) -> str | None:
    """The encoding of a text that is ASCII but for shifts to ideographs and back, and is one when they are read so."""
    sample = data[:SAMPLE]
    for into, back, name in SHIFTS:
        if any(shift in sample for shift in into) and back in sample and data.isascii():
            try:
                if any(c > "\x7f" for c in data.decode(name)):
                    return name
            except UnicodeDecodeError:
                continue
    return None


def _guess(data: bytes) -> str | None:
    import chardet  # late: it costs 34 ms, and nearly every page is UTF-8

    named = chardet.detect(data[:SAMPLE])["encoding"]
    name = None if named is None else WHOLE.get(named.lower(), named.lower())
    if name != "gb18030" and not str(name).startswith(("utf", "big5", "euc", "cp9", "shift", "iso-2022", "johab")):
        everyday = next((known for known in LEVEL_1 if _is_everyday(data, known)), None)
        if everyday or name is None or _is_drawn(data, name):
            return everyday
    return name if name is None or _has_lines(name) else None


def _has_lines(name: str) -> bool:
    """Whether a text in an encoding can have come as a file of lines: EBCDIC, which chardet takes a mix of encodings for, is none."""
    try:
        return name.startswith("utf") or b"\n0".decode(name) == "\n0"
    except (LookupError, UnicodeDecodeError):
        return True


def _is_everyday(data: bytes, name: str) -> bool:
    """Whether nearly all characters beyond ASCII are punctuation or everyday ideographs, whatever bytes do not fit between them.

    chardet takes short texts of few different characters for Russian or Greek, and long ones with one byte that does not fit. In those,
    or in Big5, read as GB 18030, half of the characters are rare ones.
    """
    return _everyday(data[:SAMPLE].decode(name, "replace"), name) >= EVERYDAY


def _everyday(text: str, name: str) -> float:
    """Share of the characters beyond ASCII that are punctuation or everyday ideographs of a standard; 0 where there are none."""
    leading, least = LEVEL_1[name]
    beyond = [c.encode(name, "replace") for c in text if c > "\x7f"]
    everyday = sum(len(c) == 2 and any(c[0] in part for part in leading) and c[1] >= least for c in beyond)
    return everyday / len(beyond) if beyond else 0.0


def _utf_16(data: bytes) -> str | None:
    """The UTF-16 without a mark that a text is in, if nearly all of it is everyday Chinese then; chardet takes it for Western or turns it.

    Read as UTF-16, text in another encoding is of any ideographs: of those in use one in five is an everyday one.
    """
    if len(data) % 2 or len(data) < LEAST_UTF_16:
        return None
    for name in ("utf-16-le", "utf-16-be"):
        text = data[:SAMPLE].decode(name, "replace")
        most = sum(c > "\x7f" for c in text) > len(text) / 2
        if most and max(_everyday(text, known) for known in LEVEL_1) >= EVERYDAY:
            return name
    return None


def _is_drawn(data: bytes, name: str) -> bool:
    """Whether a text in an encoding draws boxes: no language does."""
    try:
        beyond = [c for c in data[:SAMPLE].decode(name, "replace") if c > "\x7f"]
    except LookupError:
        return False
    return sum(ord(c) in BOXES for c in beyond) > DRAWN * len(beyond)


def _line_of_utf8(data: bytes) -> str | None:
    """Where the first line begins that is UTF-8 beyond doubt, in a text that is none; None where no line is."""
    begin = 0
    for line in data.split(b"\n"):
        if len(line) >= ENOUGH and sum(byte > 0x7F for byte in line) >= ENOUGH:
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                pass
            else:
                return f"byte {begin}"
        begin += len(line) + 1
    return None


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether nine in ten of the characters beyond ASCII are valid UTF-8. In GBK or Big5 next to none are."""
    sample = data[:SAMPLE].decode("utf-8", "surrogateescape")
    beyond = [c for c in sample if c > "\x7f"]
    bad = sum("\udc80" <= c <= "\udcff" for c in beyond)
    return len(beyond) > 0 and bad <= ASTRAY + len(beyond) // ONE_IN and bad < len(beyond)


def _strictly(data: bytes, path: str, encoding: str, why: str) -> Decoded | Problem:
    try:
        name = codecs.lookup(encoding).name
        # utf-16 writes back in the order of bytes of this machine, whatever the file's mark says.
        name = next((named for mark, named in BOMS if named.startswith(f"{name}-") and data.startswith(mark)), name)
        text = data.decode(name)
        back = text.encode(name)
    except (LookupError, ValueError) as bad:
        if isinstance(bad, UnicodeDecodeError):
            return _misfit(bad, path, len(data), f"read as {encoding} ({why})")
        return Problem(path, "undecodable", f"{encoding!r} is not a text encoding that can be written back; name another with --encoding")
    if back != data:
        place = next((k for k, (a, b) in enumerate(zip(back, data, strict=False)) if a != b), min(len(back), len(data)))
        return Problem(
            path, "undecodable", f"read as {name}, it does not encode back to the same bytes; name another with --encoding", f"byte {place}"
        )
    return _text(Decoded(text, name), path)


def _text(decoded: Decoded, path: str) -> Decoded | Problem:
    """The text, unless it is full of control characters."""
    sample = decoded.text[:SAMPLE]
    controls = sum(map(sample.count, CONTROLS))
    if controls > 1 and controls > BINARY * len(sample):
        return Problem(path, "binary", NO_TEXT)
    return decoded


def _misfit(bad: UnicodeDecodeError, path: str, size: int, why: str) -> Problem:
    byte = bad.object[bad.start]
    if bad.end >= size and "end" in bad.reason:
        message = f"the file ends within a character ({why}); fetch it again whole, or cut the last {size - bad.start} bytes"
    else:
        message = f"byte 0x{byte:02x} does not fit ({why}); mend it, or name another encoding with --encoding"
    return Problem(path, "undecodable", message, f"byte {bad.start}")
