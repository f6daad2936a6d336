"""One page of a run, from its file to its folder: a plain function that any process can call, and the small sum that it returns."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from cleaner.digests import digest, short_digest
from cleaner.inputs.contents import read
from cleaner.inputs.sources import Source
from cleaner.language import ngram
from cleaner.problem import MORE_MEMORY, Problem, printable, remedy, short, why
from cleaner.record import as_line
from cleaner.running.manifest import Row
from cleaner.settings import Settings
from cleaner.split import Outcome, made_by, split_page
from cleaner.writing.folders import Foreign, digest_of_files, digest_of_folder, page_files, page_of, replace_folder
from cleaner.writing.names import LEDGER

if TYPE_CHECKING:
    from cleaner.corrections.read import Correction

# How articles are written: one a file, in a folder a page.
FILES = "files"


class Job(NamedTuple):
    """What holds for all pages of a run."""

    out: str
    settings: Settings
    encoding: str | None = None
    corrections: Mapping[str, Sequence[Correction]] = {}
    form: str = FILES
    scratch: str = ""  # the folder in which things are half written
    model: str | None = None  # a language model in place of the package's own

    def of(self, name: str) -> Sequence[Correction]:
        """What people put right on a page."""
        return self.corrections.get(name, ())

    def use_model(self) -> None:
        """Split by the job's language model: not every worker is a fork of a process that has chosen it."""
        if self.model is not None:
            ngram.use(self.model)

    def encoding_of(self, source: Source) -> str | None:
        """How a page is to be decoded, if not as it looks; what is no bytes in its archive is not asked."""
        return self.encoding and (source.encoding or self.encoding)


class PageLines(NamedTuple):
    """The articles and the ledger of a page as lines of JSON, for a part."""

    articles: str
    ledger: str


# How a line of a ledger begins that a person is the reason of.
CORRECTED = b'{"action": "corrected"'


class Done(NamedTuple):
    """What came of a page: its row in the manifest, if it has one, and its problems; `fresh`: it was done in this run.

    `stays`: the row is of a run before the last one, which had not this page or could not read it. Its articles are still there; its
    problems are not known any more, so the page is done again.
    """

    row: Row | None
    problems: list[Problem]
    fresh: bool = True
    lines: PageLines | None = None  # where articles go into parts
    stays: bool = False
    replaced: bool = False  # it had another text before
    undone: bool = False  # somebody had put it right before, and no corrections of it were given now


class Task(NamedTuple):
    """A page that is to be done: where it is, what an earlier run made of it, and the part that it is to be in, if any."""

    source: Source
    known: Done | None = None
    part: int | None = None
    force: bool = False  # it is done again, be it as it was or not


def do(job: Job, task: Task) -> Done:
    """Split one page, and write its folder; nothing is done where it was made from the same, and is as it was written.

    What goes wrong with one page, whatever it is, is its problem: the others go on.

    Args:
        job: the run.
        task: the page.

    >>> import tempfile
    >>> from cleaner.pipeline import defaults
    >>> task = Task(Source("a.txt", "2023/a.txt", "2023/a", "新桥通车\\n\\n新桥今天通车。".encode()))
    >>> with tempfile.TemporaryDirectory() as out:
    ...     job = Job(out, defaults(), scratch=f"{out}/.new")
    ...     done = do(job, task)
    ...     done.row["articles"], sorted(os.listdir(f"{out}/2023/a")), do(job, task._replace(known=done)).fresh
    (1, ['01.json', 'ledger.jsonl'], False)
    """
    try:
        return _made(job, task)
    except Exception as bad:
        return Done(None, [failed(task.source.name, bad)])


def failed(name: str, bad: Exception) -> Problem:
    """A page that cleaner itself could not make.

    >>> failed("a.txt", KeyError("x")).message[:40], failed("a.txt", MemoryError()).message[:37]
    ("cleaner failed on it (KeyError: 'x'); wh", 'there is not memory enough for it; wh')
    """
    if isinstance(bad, MemoryError):
        said = f"there is not memory enough for it; what was there of it is as it was; {MORE_MEMORY}"
        return Problem(name, "crashed", said)
    said = f"cleaner failed on it ({type(bad).__name__}: {short(str(bad), 200)}); what was there of it is as it was; please report it"
    return Problem(name, "crashed", said)


def _made(job: Job, task: Task) -> Done:
    source, known = task.source, task.known
    job.use_model()
    data = read(source)
    if isinstance(data, Problem):
        return Done(None, [data])
    made = made_from(job, digest(data), source)
    folder = os.path.join(job.out, source.folder)
    if known and known.row and not known.stays and job.form == FILES and not task.force and _same(known.row, source, made, folder):
        return known._replace(fresh=False)
    outcome, files = outcome_of(job, source, data)
    before = known.row["sha256"] if known and known.row else ""
    # Of a page that was at work when a run was cut off no text is known; one that cannot be read leaves what is there.
    replaced = bool(before and files) and before != outcome.sha256
    undone = bool(before and files) and job.form == FILES and not job.of(source.name) and _is_corrected(folder)
    done = Done(row_of(outcome, task, made, files), outcome.problems, replaced=replaced, undone=undone)
    if job.form != FILES:
        return done._replace(lines=lines_of(outcome) if files else PageLines("", ""))
    if not files:
        return done
    try:
        replace_folder(folder, files, job.scratch, known=bool(known and known.row and known.row.get("folder") == source.folder))
    except Foreign as bad:
        return Done(None, [Problem(source.name, "unwritable", str(bad))])
    except OSError as bad:
        said = f"its articles were not written: {why(bad)}; {remedy(bad)}, or name another folder with -o"
        return Done(None, [Problem(source.name, "unwritable", said)])
    return done


def outcome_of(job: Job, source: Source, data: bytes) -> tuple[Outcome, dict[str, str]]:
    """What comes of a page in a run, and the files that are written of it, name -> text: none where something could not be done.

    Args:
        job: the run.
        source: the page.
        data: its bytes.

    >>> from cleaner.pipeline import defaults
    >>> outcome, files = outcome_of(Job("out", defaults()), Source("a.txt", "a.txt", "a"), "新桥通车\\n\\n新桥今天通车。".encode())
    >>> outcome.path, sorted(files)
    ('a.txt', ['01.json', 'ledger.jsonl'])
    """
    outcome = split_page(source.name, data, job.settings, job.encoding_of(source), corrections=job.of(source.name), stem=source.folder)
    return outcome, {} if any(problem.grave for problem in outcome.problems) else page_files(outcome)


def _is_corrected(folder: str) -> bool:
    """Whether a person had put right what a page's folder has."""
    try:
        with open(os.path.join(folder, LEDGER), "rb") as ledger:
            return any(line.startswith(CORRECTED) for line in ledger)
    except OSError:
        return False


def tried(job: Job, task: Task) -> Done:
    """What would come of a page that another share does, so that its problems are known; nothing is written.

    A page that went well before, and is made from the same, is not split again. In runs that write parts alone, where `do` writes nothing.

    Args:
        job: the run.
        task: the page, with what is known of it.

    >>> from cleaner.pipeline import defaults
    >>> job, source = Job("nowhere", defaults(), form="jsonl"), Source("a.txt", "a.txt", "a", b"bridge")
    >>> tried(job, Task(source)).problems[0].reason
    'untitled'
    >>> known = Done({"path": "a.txt", "made_from": made_from(job, digest(b"bridge"), source)}, [])
    >>> tried(job, Task(source, known)) == known
    True
    """
    data, row = read(task.source), task.known.row if task.known else None
    if row and not isinstance(data, Problem) and row["made_from"] == made_from(job, digest(data), task.source):
        return Done(row, [])
    return do(job, task)._replace(lines=None)


def lines_of(outcome: Outcome) -> PageLines:
    """The articles of a page and its ledger, a line each; those of the ledger say of which page they are.

    >>> from cleaner.pipeline import defaults
    >>> lines = lines_of(split_page("a.txt", "第02版\\n\\n新桥通车\\n\\n新桥今天通车。".encode(), defaults()))
    >>> [json.loads(line)["title"] for line in lines.articles.splitlines()], json.loads(lines.ledger.splitlines()[0])["page"]
    (['新桥通车'], 'a.txt')
    """
    ledger = (as_line({"page": outcome.path, **line}) for line in outcome.ledger)
    return PageLines("".join(as_line(article.record()) for article in outcome.articles), "".join(ledger))


def _same(row: Row, source: Source, made: str, folder: str) -> bool:
    """Whether a page's folder is what this run would write: made from the same, and not touched since."""
    as_written = bool(row["output"]) and row["output"] == digest_of_folder(folder)
    return as_written and row.get("folder") == source.folder and bool(row["made_from"] == made)


def made_from(job: Job, sha256: str, source: Source) -> str:
    """A digest of all that a page's articles are made from: its bytes, the version, settings and model, the encoding, the corrections.

    >>> job, source = Job("out", {}), Source("a.txt", "a.txt", "a")
    >>> made = made_from(job, digest(b"bridge"), source)
    >>> [made == made_from(other, digest(b"bridge"), source) for other in (job._replace(out="new"), job._replace(encoding="gbk"))]
    [True, False]
    """
    told = json.dumps([sha256, made_by(job.settings), job.encoding_of(source), job.of(source.name)], ensure_ascii=True)
    return short_digest(told.encode())


def row_of(outcome: Outcome, task: Task, made: str, files: Mapping[str, str]) -> Row:
    """A page's row in the manifest.

    Args:
        outcome: what came of the page.
        task: says where its articles are: the folder, below the output folder, or the part.
        made: of `made_from`.
        files: what is written of it, name -> text; none where nothing is.

    >>> from cleaner.pipeline import defaults
    >>> outcome = split_page("a.txt", "第02版\\n\\n新桥通车\\n\\n新桥今天通车。".encode(), defaults())
    >>> row = row_of(outcome, Task(Source("a.txt", "a.txt", "a")), "", page_files(outcome))
    >>> row["path"], row["folder"], row["characters"], row["articles"], row["removed"]
    ('a.txt', 'a', 19, 1, {'page-furniture': 4})
    """
    removed: dict[str, int] = {}
    changed: dict[str, int] = {}
    for line in outcome.ledger:
        if line["action"] == "removed":
            removed[line["reason"]] = removed.get(line["reason"], 0) + len(line["text"])
        elif line["action"] == "changed":
            changed[line["reason"]] = changed.get(line["reason"], 0) + 1
    return {
        "path": outcome.path,
        **({"folder": task.source.folder} if task.part is None else {"part": task.part}),
        "sha256": outcome.sha256,
        "encoding": outcome.encoding,
        "characters": outcome.characters,
        "articles": len(outcome.articles),
        "removed": dict(sorted(removed.items())),
        "changed": dict(sorted(changed.items())),
        "made_from": made,
        "output": digest_of_files({name: text.encode("utf-8") for name, text in files.items()}) if files else "",
    }


def row_there(out: str, task: Task) -> Row | None:
    """The row of a page whose folder a run wrote that was cut off before it could say so; it will be done again.

    None where there is none, or what is known of it holds.

    >>> import tempfile
    >>> task = Task(Source("a.txt", "a.txt", "a"))
    >>> with tempfile.TemporaryDirectory() as out:
    ...     _ = replace_folder(f"{out}/a", {"01.json": '{"source": {"path": "a.txt"}}'}, f"{out}/.new")
    ...     row = row_there(out, task)
    ...     row["output"] == digest_of_folder(f"{out}/a"), row["made_from"], row_there(out, task._replace(known=Done(row, [])))
    (True, '', None)
    """
    folder = os.path.join(out, task.source.folder)
    output = digest_of_folder(folder)
    if (
        not output
        or (task.known and task.known.row and task.known.row["output"] == output)
        or page_of(folder) != printable(task.source.name)
    ):
        return None
    row = {"path": task.source.name, "folder": task.source.folder, "sha256": "", "encoding": "", "characters": 0}
    return {**row, "articles": 0, "removed": {}, "changed": {}, "made_from": "", "output": output}
