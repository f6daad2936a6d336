"""Places that bylines name."""

from __future__ import annotations

from cleaner import data


def places(kind: str) -> str:
    """The places of a kind, as alternatives of a pattern.

    Args:
        kind: `far`, `province` or `country` (data/places.txt).

    >>> places("province").split("|")[:2]
    ['北京', '天津']
    """
    rows = (row.split("\t") for row in data.rows("places.txt"))
    return "|".join(place for of, place in rows if of == kind)
