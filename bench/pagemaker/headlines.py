"""Headlines of many kinds of papers, from those that the corpus has and from what its articles say."""

from __future__ import annotations

import random
import re
from typing import Any


def halves(raw: dict[str, Any]) -> list[str]:
    """The parts of a headline that a gap can stand between."""
    return [part for part in re.split("[，：— ]+", raw["title"][0]) if len(part) >= 4]


def spoken(rng: random.Random, raw: dict[str, Any]) -> list[str] | None:
    """A headline as evening papers have it, which reads like a sentence of the text: a clause, broken in two or with another below."""
    written = "".join(raw["paragraphs"][:6])
    said = [part.strip() for part in re.split("[，。；：！？、（）]", written)]
    said = [part for part in said if 6 <= len(part) <= 16 and part.count("“") == part.count("”") and not part.startswith(("”", "》"))]
    if len(said) < 2:
        return None
    first, second = rng.sample(said, 2)
    form = rng.random()
    if form < 0.15 and len(first) > 9:
        at = rng.randint(4, len(first) - 4)
        return [first[:at], first[at:]]
    first += rng.choice(("", "", "", "", "？", "！", "……"))
    if form < 0.4:
        return [first]
    if form < 0.5:
        return [f"{first} {second}"]
    return [first, rng.choice(("", "", "", "", "——")) + second]


def below(rng: random.Random, raw: dict[str, Any], title: list[str]) -> list[str]:
    """A headline, or a few words of it, with a line below that says more, which is a clause of the text; or with a kicker above it."""
    more = spoken(rng, raw)
    if more is None:
        return title
    form, parts = rng.random(), halves(raw)
    if form < 0.2:
        return [more[0], *title]
    if form < 0.4 and parts:
        return [parts[0][: rng.randint(4, 7)], more[-1]]
    return [*title, more[-1]]


def headline(rng: random.Random, raw: dict[str, Any], style: dict[str, Any]) -> list[str]:
    """The lines of an article's headline, as the page's style has them."""
    title = [t.strip() for t in raw["title"]]
    if rng.random() < style["spoken"]:
        return spoken(rng, raw) or title
    if len(title) == 1 and rng.random() < style["below"]:
        return below(rng, raw, title)
    if style["measured"]:
        return [" ".join(part[: rng.choice((4, 4, 5, 6, 7))] for part in halves(raw)[:2])]
    if len(title) > 1 and rng.random() < 0.3:
        title = [" ".join(title)]
    if rng.random() < style["gaps"]:
        # Where a web page's headline has a comma or a colon, a newspaper's has a gap, or a line end.
        parts = re.split("[，：]", title[0])
        if 1 < len(parts) < 4 and min(map(len, parts)) > 3:
            title = [" ".join(parts), *title[1:]] if rng.random() < 0.7 else [*parts, *title[1:]]
    if rng.random() < style["short"]:
        # Bulletins have short ones, of two halves alike.
        parts = [p[:n] for p in re.split("[，： ]", title[0]) if len(p) >= 4 for n in (rng.choice((4, 4, 5, 6)),)]
        if len(parts) > 1:
            title = [" ".join(parts[:2])]
    return title
