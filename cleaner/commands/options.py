"""What all commands that split pages take: how pages are read, and by which settings and model they are split."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from cleaner.cli import stop
from cleaner.problem import why

if TYPE_CHECKING:
    from cleaner.corrections.read import Correction
    from cleaner.inputs.sources import Columns
    from cleaner.running.shard import Shard
    from cleaner.settings import Settings, Value

Command = TypeVar("Command", bound=Callable[..., Any])

jobs_option = click.option(
    "-j", "--jobs", type=click.IntRange(min=1), metavar="N", help="Processes at once, eight a core at most.  [default: the cores]"
)
corrections_option = click.option(
    "--corrections", multiple=True, metavar="FILE", help="What people put right, saved from `cleaner review`; may be named several times."
)
columns_option = click.option(
    "--columns", default="text,id", show_default=True, metavar="TEXT,NAME", help="Of JSONL and Parquet: where a page has its text and name."
)


def _known(ctx: click.Context, param: click.Parameter, name: str | None) -> str | None:
    """The encoding, if there is such a one."""
    try:
        "a".encode(name or "utf-8").decode(name or "utf-8")
    except (LookupError, UnicodeError):
        raise click.BadParameter(f"{name!r} is no encoding of text; write it as in utf-8, gb18030, big5, utf-16-le") from None
    return name


def standard_output(ctx: click.Context, param: click.Parameter, path: str | None) -> str | None:
    """The path of an output; None, which is standard output, for `-`, as input has it.

    >>> command = click.Command("export")
    >>> context, option = click.Context(command), click.Option(["-o"])
    >>> standard_output(context, option, "-"), standard_output(context, option, "a.jsonl")
    (None, 'a.jsonl')
    """
    return None if path == "-" else path


def a_path(ctx: click.Context, param: click.Parameter, path: str) -> str:
    """The path of an output that cannot be standard output.

    Raises:
        click.BadParameter: it is `-`.

    >>> a_path(click.Context(click.Command("split")), click.Option(["-o"]), "out")
    'out'
    """
    if path == "-":
        raise click.BadParameter("standard output cannot hold it; write ./- for a path of that name")
    return path


_OPTIONS = (
    click.option("--encoding", metavar="NAME", callback=_known, help="Encoding of the pages, whatever they look like."),
    click.option(
        "--set", "assignments", multiple=True, metavar="PASS.NAME=VALUE", help="A setting, over those of cleaner.toml or pyproject.toml."
    ),
    click.option("--model", metavar="FILE", help="A language model that `cleaner learn` built, in place of the package's own."),
)


def page_options(command: Command) -> Command:
    """Give a command the options --encoding, --set and --model.

    >>> [option.name for option in click.command()(page_options(lambda **options: None)).params]
    ['encoding', 'assignments', 'model']
    """
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def share(named: str) -> Shard:
    """The share that --shard names; the command ends where it names none.

    >>> share("1/2").total
    2
    """
    from cleaner.running.shard import shard_of

    try:
        return shard_of(named)
    except ValueError as bad:
        raise click.BadParameter(str(bad), param_hint="--shard") from None


class Chosen(NamedTuple):
    """The settings that hold here: of the passes, and of `cleaner check`."""

    passes: Settings
    limits: dict[str, Value]


def chosen(assignments: Iterable[str], model: str | None) -> Chosen:
    """The settings that hold here; from now on this process splits by this model.

    Args:
        assignments: of --set, over those of a file.
        model: a file, None for the package's own.

    >>> chosen(["check.low_confidence=0.7"], None).limits["low_confidence"]
    0.7
    """
    from cleaner import settings as mechanism
    from cleaner.check.limits import SECTION, with_limits
    from cleaner.pipeline import defaults

    try:
        settings = mechanism.read_settings(with_limits(defaults()), os.getcwd(), assignments)
    except mechanism.SettingError as bad:
        raise click.UsageError(str(bad)) from None
    if model:
        _use(model)
    limits = settings.pop(SECTION)
    return Chosen(settings, limits)


def corrections_in(paths: Sequence[str]) -> dict[str, list[Correction]]:
    """What people put right, by page, from the files that --corrections names.

    >>> import tempfile
    >>> with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
    ...     _ = file.write('{"schema": "cleaner/corrections/1", "corrections": []}')
    ...     file.flush()
    ...     corrections_in([file.name])
    {}
    """
    if not paths:
        return {}
    from cleaner.corrections.read import UnusableCorrections, read_corrections

    try:
        return read_corrections(paths)
    except UnusableCorrections as bad:
        stop(str(bad))
    except OSError as bad:
        stop(f"{bad.filename}: {why(bad)}; check the path of --corrections")


def columns_of(named: str) -> Columns:
    """The columns that --columns names.

    >>> columns_of("body,url")
    Columns(text='body', name='url')
    """
    from cleaner.inputs.sources import Columns

    text, _, name = named.partition(",")
    if not (text and name) or "," in name:
        raise click.BadParameter(f"{named!r}: write the column of the text and the one of the name, as in text,id", param_hint="--columns")
    return Columns(text, name)


def _use(model: str) -> None:
    from cleaner.language import ngram

    try:
        ngram.use(model)
    except OSError as bad:
        stop(f"{model}: {why(bad)}; build a model with `cleaner learn`")
    except ValueError as bad:
        stop(str(bad))
