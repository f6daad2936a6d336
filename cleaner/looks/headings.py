"""Which of the marks that a page reader puts before headlines are to be believed: # and <h1>.

Vision models mark some headlines and not others, subheads, bylines, or a line of their own above the page. A mark that is believed takes
the headline away from all lines that have none; so marks count where most of their lines look like headlines without them, and nearly
all such lines are marked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cleaner.looks.looks import Line

# More than this share of the lines of a level must look like headlines, and so much of those that surely do must be marked. Chosen: of
# 22 ways to mark some of the headlines of three pages that a tester wrote 83 of 198 articles came out right before, and 187 since.
OF_LEVEL, OF_TITLES = 0.5, 0.9
# Chance from which a line looks like a headline, and surely so. Chosen.
LIKELY, SURE = 0.4, 0.9


def believed(lines: Sequence[Line], chances: Mapping[int, float]) -> list[Line]:
    """The lines, without the marks that are not to be believed.

    Args:
        lines: of a page.
        chances: of each line whose kind is to be found out, by its index, that it is of a headline: as it looks without any mark.

    >>> lines = [Line("新桥今天通车", "", 1, 0), Line("五分钟过江", "", 3, 0), Line("图书馆延长开放", "", 1, 0)]
    >>> looked = [{0: 0.9, 1: 0.1, 2: 0.9}, {0: 0.9, 1: 0.1, 2: 0.1, 3: 0.95, 4: 0.95}]
    >>> [[line.heading for line in believed(lines, chances)] for chances in looked]
    [[1, 0, 1], [0, 0, 0]]
    """
    plain = [line._replace(heading=0) for line in lines]
    marked = [k for k, line in enumerate(lines) if line.heading and not line.known]
    if not marked:
        return plain
    good: set[int] = set()
    for level in {lines[k].heading for k in marked}:
        here = [k for k in marked if lines[k].heading == level]
        if sum(chances[k] >= LIKELY for k in here) > OF_LEVEL * len(here):
            good.update(here)
    sure = {k for k, chance in chances.items() if chance >= SURE}
    if len(sure & good) < OF_TITLES * len(sure):
        return plain
    return [line if k in good else plain[k] for k, line in enumerate(lines)]
