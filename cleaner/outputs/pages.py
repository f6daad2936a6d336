"""Pages with what was written of them, beside their text: for those who look at it and put it right."""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from cleaner.digests import digest
from cleaner.inputs.decode import decode
from cleaner.inputs.find import find
from cleaner.inputs.sources import USUAL, Columns, is_archive, shown, stem_of
from cleaner.outputs import Unreadable
from cleaner.outputs.missing import lost
from cleaner.place import broken, opened, whole
from cleaner.problem import Problem, printable
from cleaner.record import ARTICLE_SHAPE, DAMAGED, LINE_SHAPE, PART_SHAPE, ROW_SHAPE, misfit
from cleaner.running.manifest import LEFT, PAGES, PARTS, Row
from cleaner.writing import parts
from cleaner.writing.names import LEDGER, MANIFEST, OF_A_PART

# Folders below the one that pages are looked for in. Chosen: a drop lies at most so deep in a project.
DEEPEST = 5
Records = list[dict[str, Any]]
# The articles and the ledgers of pages, by their names.
Part = tuple[dict[str, Records], dict[str, Records]]


class Written(NamedTuple):
    """A page and what was written of it."""

    name: str
    folder: str  # of its articles, below the output folder; what their ids begin with
    data: bytes
    text: str
    articles: list[dict[str, Any]]
    ledger: list[dict[str, Any]]


def written(out: str, folder: str, problems: list[str], columns: Columns = USUAL) -> Iterator[Written]:
    """Every page of which an output folder has something, of this run or of earlier ones, as far as its text is found.

    Args:
        out: what `cleaner split -o` wrote.
        folder: the pages are in it, or in folders below; or an archive that has them.
        problems: gets a line for each page that is not to be had.
        columns: of archives that are tables.

    Raises:
        Unreadable: there is no manifest, or no page at all is found.

    >>> import tempfile
    >>> from click.testing import CliRunner
    >>> from cleaner.commands.split import command
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with open(page := f"{folder}/a.txt", "w", encoding="utf-8") as file:
    ...         _ = file.write("新桥通车\\n\\n新桥今天上午通车。")
    ...     _ = CliRunner().invoke(command, [page, "-o", f"{folder}/out", "--jobs", "1"])
    ...     [(found.name, found.articles[0]["title"]) for found in written(f"{folder}/out", folder, problems=[])]
    [('a.txt', '新桥通车')]
    """
    manifest = _manifest(out)
    # Those of a part stand together: it is read once.
    made = (page for page in (*manifest[PAGES], *manifest.get(LEFT, ())) if page["articles"] or page["output"])
    rows = sorted(made, key=lambda page: page.get("part", -1))
    of_part = functools.lru_cache(maxsize=4)(functools.partial(_of_part, out, {part["part"]: part for part in manifest.get("parts", [])}))
    found = 0
    for row, data in _texts(rows, folder, out, columns):
        found += data is not None
        if data is None:
            problems.append(f"{row['path']}: not below {folder} with the text that it was split from; split it again, or name --pages")
            continue
        try:
            yield _page(out, row, data, of_part)
        except Unreadable as bad:
            problems += [str(bad)] if str(bad) not in problems else []  # a part is damaged for all its pages
    if rows and not found:
        raise Unreadable(f"{folder}: no page of {out} is below it with the text that it was split from; name its folder with --pages")


def _texts(rows: Sequence[Row], folder: str, out: str, columns: Columns) -> Iterator[tuple[Row, bytes | None]]:
    """The pages with their bytes, as far as these are found: as files, or in archives, which may be called by other paths now."""
    files = {} if is_archive(folder) else _page_files(rows, folder, out)
    wanted: dict[tuple[str, str], Records] = {}
    for row in rows:
        if row["path"] in files:
            yield row, _bytes(files[row["path"]])
        else:
            wanted.setdefault((row["sha256"], os.path.basename(row["path"])), []).append(row)
    for source in find([folder], out, columns).sources if wanted else ():
        key = ("" if source.data is None else digest(source.data), os.path.basename(source.name))
        yield from ((row, source.data) for row in wanted.pop(key, ()))
    yield from ((row, None) for same in wanted.values() for row in same)


def _manifest(out: str) -> dict[str, Any]:
    path = os.path.join(out, MANIFEST)
    try:
        held: dict[str, Any] = json.loads(_text(path))
    except (OSError, ValueError, RecursionError):
        held = {}
    if misfit(held, {PAGES: [ROW_SHAPE]}) or misfit(held.get(LEFT, []), [ROW_SHAPE]) or misfit(held.get(PARTS, []), [PART_SHAPE]):
        raise Unreadable(f"{printable(path)}: no manifest; run `cleaner split -o {printable(out)}` first")
    return held


def _page_files(pages: Iterable[Mapping[str, Any]], folder: str, out: str) -> dict[str, str]:
    """Where the files of pages are: page name -> path, of those that are found with the text that they were split from."""
    wanted = {page["path"]: page["sha256"] for page in pages}
    by_end: dict[str, list[str]] = {}
    for name in wanted:
        by_end.setdefault(os.path.basename(name), []).append(name)
    found: dict[str, str] = {}
    for path in _files(folder, os.path.realpath(out)):
        # A name that is no UTF-8 is told as a%FF.txt.
        told = shown(path)
        for name in by_end.get(os.path.basename(told), ()):
            if name not in found and f"/{told}".endswith(f"/{name}") and _digest(path) == wanted[name]:
                found[name] = path
    return found


def _files(folder: str, avoid: str) -> Iterator[str]:
    """The files in a folder and some folders below; each real folder is entered once, so that link loops end."""
    base, seen = folder.rstrip("/").count("/"), {avoid}
    for here, below, files in os.walk(folder, followlinks=True):
        real = {name: os.path.realpath(os.path.join(here, name)) for name in sorted(below) if not name.startswith(".")}
        below[:] = [name for name, path in real.items() if path not in seen] if here.count("/") - base < DEEPEST else []
        seen.update(real[name] for name in below)
        yield from filter(os.path.isfile, (os.path.join(here, name) for name in sorted(files)))


def _digest(path: str) -> str:
    data = _bytes(path)
    return "" if data is None else digest(data)


def _bytes(path: str) -> bytes | None:
    try:
        with opened(path) as file:
            return whole(file)
    except broken():
        return None


def _page(out: str, row: Row, data: bytes, of_part: Callable[[int], Part | Unreadable]) -> Written:
    decoded = decode(data, row["path"], row["encoding"] or None)
    if isinstance(decoded, Problem):
        raise Unreadable(str(decoded))
    where = printable(os.path.join(out, str(row.get("folder", row["path"]))))
    try:
        if "folder" in row:
            articles, ledger = _of_folder(os.path.join(out, row["folder"]))
        else:
            part = of_part(row["part"])
            if isinstance(part, Unreadable):
                raise part
            of_articles, of_ledger = part
            # A page without text has nothing there.
            articles = of_articles[row["path"]] if row["articles"] else of_articles.get(row["path"], [])
            ledger = of_ledger.get(row["path"], [])
        wrong = misfit(articles, [ARTICLE_SHAPE]) or misfit(ledger, [LINE_SHAPE]) or next(filter(None, map(_uneven, articles)), "")
    except DAMAGED as bad:
        raise _damaged(where, bad) from None
    if wrong:
        raise Unreadable(f"{where}: not what this version writes, {wrong} is another thing; run cleaner split again")
    if len(articles) < row["articles"]:
        raise Unreadable(lost(where, row["articles"], len(articles)))
    folder = row["folder"] if "folder" in row else articles[0]["id"].rpartition("/")[0] if articles else stem_of(row["path"])
    return Written(row["path"], folder, data, decoded.text, articles, ledger)


def _uneven(article: Mapping[str, Any]) -> str:
    """Of which of its parts an article has not as many places as texts."""
    many = {"title": "title_lines", "paragraphs": "paragraphs", "captions": "captions"}
    return next((name for place, name in many.items() if len(article["spans"][place]) != len(article[name])), "")


def _of_folder(folder: str) -> tuple[Records, Records]:
    """The articles and the ledger in a page's folder."""
    ledger = [json.loads(line) for line in _text(os.path.join(folder, LEDGER)).split("\n")[:-1]]
    names = sorted(name for name in os.listdir(folder) if name.endswith(".json"))
    return [json.loads(_text(os.path.join(folder, name))) for name in names], ledger


def _of_part(out: str, every: Mapping[int, Row], number: int) -> Part | Unreadable:
    """The articles of every page in a part, and the ledger of every page, by the pages' names; or what is wrong with one of the two."""
    found = []
    for what in OF_A_PART:
        file = os.path.join(out, every[number][what])
        try:
            found.append(parts.by_page(file))
        except DAMAGED as bad:
            return _damaged(printable(file), bad)
    return found[0], found[1]


def _damaged(where: str, bad: BaseException) -> Unreadable:
    return Unreadable(f"{where}: not what cleaner split writes ({bad}); run it again")


def _text(path: str) -> str:
    with opened(path) as file:
        return file.read().decode("utf-8")
