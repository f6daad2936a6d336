"""Pages within archives (tar, zip), and tables, packed or not: read one after the other, and never unpacked to the disk."""

from __future__ import annotations

import io
import stat
import zlib
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any, cast

from cleaner.inputs.sources import ARCHIVES, ENDINGS, TABLES, Columns, Found, Member, Source, is_page, plain, shown, stem_of
from cleaner.inputs.tables import jsonl, parquet
from cleaner.place import TooLarge, broken, opened, said_of, whole
from cleaner.problem import Problem, short

if TYPE_CHECKING:
    from tarfile import TarInfo

# The bit of a zip entry that says that its name is UTF-8 (APPNOTE.TXT 4.4.4).
UTF8_NAME = 0x800
# The one that says that it has a password.
ENCRYPTED = 1
# Bytes of the end of a tar: two blocks with nothing in them (POSIX, pax).
END = 2 * 512


def pages(path: str, prefix: str, columns: Columns, found: Found) -> Iterator[Source]:
    """The pages of an archive, in its order; what cannot be read of it is a problem, and what is no page by its ending is counted.

    Args:
        path: of the archive.
        prefix: what its pages' names begin with.
        columns: of a table.
        found: gets the problems and the endings.

    >>> import collections, tempfile, pathlib
    >>> found = Found(iter(()), [], collections.Counter())
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = pathlib.Path(folder, "a.jsonl").write_text('{"id": "x/1.txt", "text": "bridge"}\\n{"id": 2}\\n')
    ...     [(page.name, page.folder, page.data) for page in pages(f"{folder}/a.jsonl", "a.jsonl/", Columns(), found)]
    [('a.jsonl/x/1.txt', 'a.jsonl/x/1', b'bridge')]
    >>> [problem.place for problem in found.problems]
    ['line 2']
    """
    lower = path.lower()
    members: Iterator[Member | Problem]
    if lower.endswith(".parquet"):
        members = parquet(path, columns)
    elif lower.endswith(TABLES):
        members = jsonl(path, columns)
    else:
        members = (_zip if lower.endswith(".zip") else _tar)(path, found)
    for member in _until_broken(path, members):
        if isinstance(member, Problem):
            found.problems.append(member)
            continue
        name = _clean(member.name)
        if name is None:
            said = "its name leads out of the archive, or nowhere; give it another"
            found.problems.append(Problem(f"{shown(path)}: {short(_shown(member.name), 80)}", "unreadable", said))
            continue
        # The name of a row need not be a file's: what follows its last dot may be anything.
        stem = stem_of(plain(name)) if plain(name).lower().endswith(ENDINGS) else name
        yield Source(f"{path}/{name}", prefix + name, prefix + stem, member.data, member.encoding)


def _until_broken(path: str, members: Iterator[Member | Problem]) -> Iterator[Member | Problem]:
    """The pages up to the place where an archive cannot be read on."""
    count = 0
    try:
        for member in members:
            yield member
            count += 1
    except broken() as bad:
        yield Problem(shown(path), "unreadable", said_of(bad, "what follows is not read: mend the archive"), f"after {count} pages")


def _clean(name: str) -> str | None:
    """A member's name as a path below the output folder; None where it is none."""
    parts = [part for part in _shown(name).split("/") if part not in ("", ".")]
    return None if not parts or ".." in parts or "\0" in name else "/".join(parts)


def _shown(name: str) -> str:
    # JSON can name what UTF-8 cannot hold.
    return "".join(f"%{ord(c):04X}" if "\ud800" <= c <= "\udfff" else c for c in shown(name))


def _page(path: str, name: str, found: Found) -> bool:
    """Whether a file in an archive is a page; others are counted, or a problem, but for what systems add of their own."""
    parts = name.split("/")
    if any(part.startswith(".") and part not in (".", "..") for part in parts) or "__MACOSX" in parts:
        return False
    if name.lower().endswith(ARCHIVES):
        said = "an archive within an archive is not gone into; unpack the outer one"
        found.problems.append(Problem(f"{shown(path)}/{_shown(name)}", "unreadable", said, grave=False))
        return False
    if not is_page(name):
        found.passed["." + name.rpartition(".")[2] if "." in parts[-1] else ""] += 1
        return False
    return True


class _Ending:
    """A stream that remembers the last bytes that were read of it, so many as a tar ends in."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream, self.last = stream, b""

    def read(self, size: int) -> bytes:
        """Up to so many bytes more."""
        data = self.stream.read(size)
        self.last = (self.last + data)[-END:]
        return data


def _tar(path: str, found: Found) -> Iterator[Member | Problem]:
    import tarfile

    with (
        opened(path) as packed,
        tarfile.open(fileobj=cast("IO[bytes]", stream := _Ending(packed)), mode="r|", tarinfo=_header()) as archive,
    ):
        while info := archive.next():
            # tarfile keeps what it has seen; a drop may have millions.
            archive.members.clear()  # type: ignore[attr-defined]
            if not (info.isfile() or info.islnk() or info.issym()) or not _page(path, info.name, found):
                continue
            if info.isfile():
                held = archive.extractfile(info)
                yield _member(path, info.name, held or io.BytesIO())
            else:
                yield _link(path, info.name)
        # What packed it has a sum at the end, by which damage is found; behind the end there is nothing.
        goes_on = False
        while data := archive.fileobj.read(1 << 20):
            goes_on = goes_on or bool(data.strip(b"\0"))
    # tarfile takes a file that is cut off between two members for a whole one.
    if goes_on or len(stream.last) < END or stream.last.strip(b"\0"):
        said = "it goes on behind its end" if goes_on else "it has no end, and may be cut off"
        yield Problem(shown(path), "unreadable", f"{said}; copy it again, or pack it anew")


def _header() -> type[TarInfo]:
    """What reads a header of a tar so that a damaged one is an error: tarfile takes it for the end of all."""
    import tarfile

    class Header(tarfile.TarInfo):
        """A member's header."""

        @classmethod
        def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Header:
            try:
                return super().frombuf(buf, encoding, errors)
            except tarfile.InvalidHeaderError as bad:  # type: ignore[attr-defined]
                raise tarfile.ReadError(f"a header is damaged ({bad})") from None

    return Header


def _link(path: str, name: str) -> Problem:
    """A page that an archive has no text of, but the name of another."""
    return Problem(f"{shown(path)}/{_shown(name)}", "unreadable", "only a link is packed; unpack the archive, or pack the text itself")


def _zip(path: str, found: Found) -> Iterator[Member | Problem]:
    import zipfile

    with opened(path) as stream, zipfile.ZipFile(stream) as archive:
        for info in archive.infolist():
            name = _zip_name(info)
            if not info.is_dir() and _page(path, name, found):
                if stat.S_ISLNK(info.external_attr >> 16):
                    yield _link(path, name)
                    continue
                if info.flag_bits & ENCRYPTED:
                    yield Problem(f"{shown(path)}/{_shown(name)}", "unreadable", "it has a password; unpack the archive with it")
                    continue
                try:
                    with archive.open(info) as held:
                        yield _member(path, name, held)
                except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError) as bad:
                    yield Problem(f"{shown(path)}/{_shown(name)}", "unreadable", said_of(bad, "mend the archive"))


def _zip_name(info: Any) -> str:
    """The name of a zip entry; without the mark of UTF-8 it is UTF-8 or GBK more likely than cp437, which zipfile takes it for."""
    if info.flag_bits & UTF8_NAME:
        return str(info.filename)
    raw = info.filename.encode("cp437", "surrogateescape")
    for encoding in ("utf-8", "gb18030"):
        try:
            return str(raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    return str(info.filename)


def _member(path: str, name: str, held: IO[bytes]) -> Member | Problem:
    """A page of an archive, which may itself be packed."""
    try:
        data = whole(held)
        if plain(name) == name:
            return Member(name, data)
    except TooLarge as bad:
        return Problem(f"{shown(path)}/{_shown(name)}", "unreadable", str(bad))
    try:
        with opened(name, io.BytesIO(data)) as stream:
            return Member(name, whole(stream))
    except TooLarge as bad:
        return Problem(f"{shown(path)}/{_shown(name)}", "unreadable", str(bad))
    except broken() as bad:
        return Problem(f"{shown(path)}/{_shown(name)}", "unreadable", said_of(bad, "mend the archive"))
