"""A name alone behind the last sentence of a text, where papers sign without brackets or a reader lost one."""

from __future__ import annotations

from cleaner.people.names import is_name
from cleaner.regexes import compiled

NAME = r"(?P<name>\p{Han}{2,4}|\p{Han}[ \u3000]+\p{Han})"
# 两岸从此不必再等渡船。　李明, 两岸从此不必再等渡船。（李 明, 两岸从此不必再等渡船。李明）
NAME_AT_END = compiled(rf"(?<=[。！？”…])(?:[ \u3000]+{NAME}|\s*(?P<open>[（(])\s*{NAME}|\s*{NAME}\s*[）)])\s*$")
HALF = compiled(rf"[（(]\s*{NAME}|{NAME}\s*[）)]")
# Longest name with what stands before it, in characters.
LONGEST = 16


def name_at_end(text: str) -> tuple[int, str] | None:
    """Where a name begins that stands alone behind the last sentence of a text, and the name; its surname is a common one.

    >>> [name_at_end("从此不必再等渡船。" + name) for name in ("　李明", "（李 明", "李明）", " 掌声")]
    [(10, '李明'), (9, '李明'), (9, '李明'), None]
    """
    found = NAME_AT_END.search(text, max(0, len(text) - LONGEST))
    if found is None or not is_name(name := "".join(found["name"].split()), common=True):
        return None
    return found.start("open" if found["open"] else "name"), name


def without_half(line: str) -> str:
    """A line that is one name with a bracket on one side, without that; any other line as it is, for it may be torn.

    >>> without_half("（李明"), without_half("（李明）"), without_half("（本报记者 李明")
    ('李明', '（李明）', '（本报记者 李明')
    """
    found = HALF.fullmatch(line.strip())
    return found["name"] if found and is_name("".join(found["name"].split()), common=True) else line.strip()
