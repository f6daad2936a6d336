"""Names of notices, as they stand above their texts: a section of small ads has the same name, and headlines below it."""

from __future__ import annotations

from cleaner.language.script import simplified
from cleaner.regexes import compiled

NAME = compiled(r"\p{Han}{0,12}(?:公告|启事|声明|公示|通告|讣告|更正|通知)")


def names_notice(line: str) -> bool:
    """Whether a line is the name of a notice and nothing else.

    >>> [names_notice(line) for line in ("遗失声明", "启　事", "讣告", "市政府发布公告说明情况")]
    [True, True, True, False]
    """
    return NAME.fullmatch(simplified("".join(line.split()))) is not None
