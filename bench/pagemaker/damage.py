"""What readers do to a page: wrong characters, lines broken, pieces said again."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from layout import Piece


def noise(rng: random.Random, text: str, rate: float) -> str:
    """Wrong characters: doubled, dropped."""
    out = []
    for c in text:
        r = rng.random()
        if r < rate / 2 and "\u4e00" <= c <= "\u9fff":
            out.append(c + c)
        elif not (r < rate and "\u4e00" <= c <= "\u9fff"):
            out.append(c)
    return "".join(out)


def repeats(rng: random.Random, pieces: Sequence[Piece]) -> list[tuple[int, str, str]]:
    """Damage of the kinds that readers do: (place, reason, text) to be put in."""
    out: list[tuple[int, str, str]] = []
    bodies = [k for k, p in enumerate(pieces) if p.role == "body" and len(p.text) > 40]
    if not bodies or rng.random() < 0.35:
        return out
    for _ in range(rng.randint(1, 3)):
        k = rng.choice(bodies)
        text, place = pieces[k].text, min(len(pieces), k + rng.choice((1, 1, 2, 3)))
        kind = rng.choice(("duplicate", "near-duplicate", "truncated-duplicate", "repeated-title", "repeated-title"))
        if kind == "near-duplicate":
            other = pieces[rng.choice(bodies)].text
            text = other[: rng.randint(4, 12)] + text[rng.randint(6, 16) :]
        elif kind == "truncated-duplicate":
            text = text[: max(25, len(text) * rng.randint(3, 8) // 10)]
        elif kind == "repeated-title":
            titles = [j for j, p in enumerate(pieces[:k]) if p.role == "title" and p.article == pieces[k].article]
            if not titles:
                continue
            text, place = pieces[titles[-1]].text, k
        out.append((place, kind, text))
    return out


def wrap(text: str, width: int) -> str:
    return "\n".join(text[k : k + width] for k in range(0, len(text), width))
