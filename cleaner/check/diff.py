"""How an output folder differs from what `split` would write, as a unified diff."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from cleaner.check.output import Difference
from cleaner.problem import printable

COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def show(differences: Iterable[Difference]) -> None:
    """Print the differences: what is there with -, what `split` would write with +.

    >>> show([Difference("out/a/01.json", "新桥\\n通车\\n", "新桥\\n今天通车\\n")])
    --- out/a/01.json
    +++ out/a/01.json
    @@ -1,2 +1,2 @@
     新桥
    -通车
    +今天通车
    """
    console = Console(soft_wrap=True)
    for line in unified(differences):
        console.print(Text(line, COLOURS.get(line[:1], "")), soft_wrap=True)


def unified(differences: Iterable[Difference]) -> Iterator[str]:
    """The lines of the diff.

    >>> [*unified([Difference("out/a/01.json", "新桥\\n通车\\n", "新桥\\n今天通车\\n")])]
    ['--- out/a/01.json', '+++ out/a/01.json', '@@ -1,2 +1,2 @@', ' 新桥', '-通车', '+今天通车']
    """
    for path, there, wanted in differences:
        name = printable(path)
        before, after = (name if text is not None else "/dev/null" for text in (there, wanted))
        one, other = ((text or "").splitlines() for text in (there, wanted))
        for line in difflib.unified_diff(one, other, before, after, lineterm=""):
            yield printable(line)
