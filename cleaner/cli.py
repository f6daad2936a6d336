"""The command line. What a command needs is imported when it runs: `cleaner --help` must be there at once."""

from __future__ import annotations

import atexit
import gc
import importlib
import os
import sys
from typing import Any, NoReturn

import click

import cleaner
from cleaner.problem import MORE_MEMORY, needs, printable, why
from cleaner.threads import VARIABLE

# The matrices are small: threads cost more than they gain, and the order of sums must not hang on the number of cores.
os.environ.setdefault(VARIABLE, "1")
# Pages are many small records that live until they are written: looking for cycles among them all the time finds none. Chosen.
COLLECT = (100_000, 50, 100)
CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
# A package of an extra -> the extra, wherever it is first asked for.
EXTRAS = {"pyarrow": "parquet", "rapidfuzz": "eval"}
# In the order of the help; each is a file in cleaner/commands.
COMMANDS = ("split", "check", "rule", "explain", "review", "dedupe", "export", "eval", "learn", "schema")


class _Commands(click.Group):
    """A group whose commands are imported when they are asked for."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """The whole of a run, with standard output as it is to be."""
        from cleaner.stdout import prepared

        if not args and not kwargs:
            _in_utf8()
            gc.set_threshold(*COLLECT)
            # What ends with the process is not looked at once more: that took 17 of the 282 ms of one page.
            atexit.register(gc.freeze)
        prepared()
        _in_a_folder()
        return super().main(*args, **kwargs)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """What is asked for; an empty argument is a variable of the shell that is not set, and means nothing anywhere."""
        if any(not arg or (arg.startswith("--") and arg.endswith("=")) for arg in args):
            raise click.UsageError("an argument is empty; name something, or leave it out")
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"cleaner.commands.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """The command's run; an interrupt ends it with a code that means nothing else, and so does a reader who goes away."""
        from cleaner.running import interrupt
        from cleaner.stdout import hang_up

        # Before the command is imported: that takes a quarter of a second, and an interrupt can come then, too.
        interrupt.listen()
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except KeyboardInterrupt:
            interrupt.end()
            click.echo("cleaner: interrupted", err=True)
            sys.exit(interrupt.code())
        except MemoryError:
            interrupt.end()
            stop(f"there is not memory enough; {MORE_MEMORY}")
        except ModuleNotFoundError as bad:
            package = (bad.name or "").partition(".")[0]
            if package not in EXTRAS:
                raise
            stop(needs(package, EXTRAS[package]))
        except BrokenPipeError:
            hang_up()
        except PermissionError as bad:
            # A folder that is looked through before the work, as what a run wrote: each command would say the same of it.
            if not isinstance(bad.filename, str):
                raise
            stop(f"{printable(bad.filename)}: {why(bad)}; check the rights there")


def _in_utf8() -> None:
    """Start anew where names of files are taken for another encoding than UTF-8: the same page has the same name everywhere."""
    if sys.getfilesystemencoding() != "utf-8" and os.environ.get("PYTHONUTF8") != "1":
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], {**os.environ, "PYTHONUTF8": "1"})


def _in_a_folder() -> None:
    """End with what to do where the folder that the command is given in was deleted: no path leads anywhere from it."""
    try:
        os.getcwd()
    except FileNotFoundError:
        stop("the folder that this runs in was deleted; change to another")


@click.group(cls=_Commands, context_settings=CONTEXT)
@click.version_option(cleaner.__version__, message="%(prog)s %(version)s")
def main() -> None:
    """Break scanned newspaper pages into their articles, with an account of every character.

    \b
    cleaner split seeds/        every page below seeds/, its articles to out/
    cleaner split page.txt -o there
    cat page.txt | cleaner split - --json
    cleaner check drop/         what is wrong with new pages; for CI, too
    cleaner rule lost-end       what a rule of check finds, why, and how to settle it
    cleaner explain page.txt    what every pass did to a page, and why
    cleaner review out/         web pages to look at doubtful articles and put them right
    cleaner dedupe out/         articles that other pages print again
    cleaner export out/ --to jsonl -o articles.jsonl
    cleaner eval labelled/ out/ measure what came out against labelled pages
    cleaner learn news.jsonl -o news.ngram
    cleaner schema              the JSON Schema of an article
    """


def stop(why: str) -> NoReturn:
    """End at once, with one line that says why.

    >>> import contextlib
    >>> try:
    ...     with contextlib.redirect_stderr(sys.stdout):
    ...         stop("there is no page.txt")
    ... except SystemExit as end:
    ...     print(end.code)
    cleaner: there is no page.txt
    2
    """
    click.echo(f"cleaner: {why}", err=True)
    sys.exit(2)
