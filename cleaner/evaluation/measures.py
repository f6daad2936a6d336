"""The measures: of every page as sums, which add up over pages, and of all pages as figures.

Exact articles and the figures named after them are computed as in the script that came with the labelled pages
(docs/labelled-pages.md). B-cubed is Bagga and Baldwin's (1998), over letters: with how many of its own article does
a letter stand, and with how many of others. A successor edge is where one labelled piece ends and the next begins:
the measure of reading order (Quirós and Vidal 2022).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from rapidfuzz.distance import Indel, Levenshtein

from cleaner.evaluation.read import Labelled, measured_letters, title_of
from cleaner.evaluation.spans import Fates, edges, fates, following
from cleaner.page import FURNITURE

# Counts and sums, which add up over pages, by name, and by reason or range of confidence behind it where there is one for each.
Sums: TypeAlias = "dict[str | tuple[str, str | int], float]"
# Likeness of letters from which an article counts as exact and as nearly so, a paragraph as found, and two articles as a pair. Chosen.
EXACT, NEAR, PARAGRAPH, SOME = 0.99, 0.90, 0.95, 0.3
# More names than these besides the right ones are a guess: as the benchmark of labelled pages counts.
NAMES = 3
# An article is in another where the other holds this share of its letters. Chosen.
SHARE = 0.1
# Confidences that are told together in the table of reliability. Chosen: finer where most articles are.
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)


class Match(NamedTuple):
    """A labelled article and the output that is most like it."""

    right: int
    out: int
    likeness: float


class Judged(NamedTuple):
    """One page, judged."""

    page: Labelled
    matches: list[Match]
    sums: Sums

    @property
    def recovered(self) -> float:
        """Share of its articles that are right, of those labelled and those put out, whichever are more."""
        return self.sums["exact"] / max(1, len(self.page.right), len(self.page.out))


def judge(page: Labelled) -> Judged:
    """One page's sums.

    >>> article = {"title": ["新桥通车"], "paragraphs": ["新桥今天通车。"], "spans": {"title": [(0, 4)], "body": [[(4, 11)]]}}
    >>> out = {**article, "confidence": 0.9, "spans": {"title": [(0, 4)], "paragraphs": [[(4, 11)]]}}
    >>> judge(Labelled("p", "新桥通车新桥今天通车。", [article], [], "", [out], [])).recovered
    1.0
    """
    matches = match(page)
    exact = sum(m.likeness >= EXACT for m in matches)
    own: Sums = {
        "pages": 1,
        "right": len(page.right),
        "out": len(page.out),
        "exact": exact,
        "near": sum(m.likeness >= NEAR for m in matches),
        "perfect": exact == len(page.right) == len(page.out),
        "alike": sum(m.likeness for m in matches),
    }
    return Judged(page, matches, added([own, _fields(page, matches), _confidence(page, matches), _characters(page)]))


def added(parts: Iterable[Sums]) -> Sums:
    """Sums added up by name; a name that is in none of them is 0.

    >>> dict(added([{"exact": 1, "out": 2}, {"exact": 1}])), added([])["right"]
    ({'exact': 2.0, 'out': 2.0}, 0.0)
    """
    out: Sums = defaultdict(float)
    for part in parts:
        for name, value in part.items():
            out[name] += value
    return out


def match(page: Labelled) -> list[Match]:
    """The output article of each labelled one: the most alike first, each once.

    >>> right, out = [{"paragraphs": ["新桥今天通车。"]}, {"paragraphs": ["学校九月开学。"]}], [{"paragraphs": ["学校九月", "开学。"]}]
    >>> match(Labelled("p", "", right, [], "", out, []))
    [Match(right=1, out=0, likeness=1.0)]
    """
    right = [measured_letters("".join(a["paragraphs"])) for a in page.right]
    out = [measured_letters("".join(a["paragraphs"])) for a in page.out]
    pairs = sorted(((Indel.normalized_similarity(a, b), i, j) for i, a in enumerate(right) for j, b in enumerate(out)), reverse=True)
    found: dict[int, Match] = {}
    taken: set[int] = set()
    for likeness, i, j in pairs:
        if i not in found and j not in taken and likeness > SOME:
            found[i] = Match(i, j, likeness)
            taken.add(j)
    return [found[i] for i in sorted(found)]


def _fields(page: Labelled, matches: list[Match]) -> Sums:
    """Titles, authors, paragraphs, missing openings and ends, and what was put right in the text."""
    may = {m.out: set(page.right[m.right].get("maybe_missing", [])) for m in matches}
    own: Sums = {
        "signed": sum(bool(a.get("authors")) for a in page.right),
        "missing": sum(len(a.get("missing", [])) for a in page.right),
        "paragraphs": sum(len(a["paragraphs"]) for a in page.right),
        "out_paragraphs": sum(len(a["paragraphs"]) for a in page.out),
        "out_missing": sum(len(set(a.get("missing") or []) - may.get(j, set())) for j, a in enumerate(page.out)),
    }
    return added([own, *(_matched(page.right[m.right], page.out[m.out], m.likeness) for m in matches)])


def _matched(right: dict[str, Any], out: dict[str, Any], likeness: float) -> Sums:
    """What is right in an article that was found."""
    authors, who = ({measured_letters(name) for name in a.get("authors") or []} for a in (right, out))
    found: Sums = {
        "title": title_of(right) == title_of(out),
        "authors": bool(authors) and authors <= who and len(who) <= len(authors) + NAMES,
        "hit_missing": len(set(right.get("missing", [])) & set(out.get("missing") or [])),
        "hit_paragraphs": _paragraphs(right["paragraphs"], out["paragraphs"]),
    }
    if likeness >= EXACT and "clean" in right:
        before, true, ours = ("".join("".join(x).split()) for x in (right["paragraphs"], right["clean"], out["paragraphs"]))
        found |= {"wrong": Indel.distance(before, true), "left": Indel.distance(ours, true), "clean": len(true)}
        found |= {"errors_before": Levenshtein.distance(before, true), "errors": Levenshtein.distance(ours, true)}
    return found


def _paragraphs(right: list[str], out: list[str]) -> int:
    left = [measured_letters(p) for p in out]
    hits = 0
    for p in map(measured_letters, right):
        k = next((k for k, q in enumerate(left) if Indel.normalized_similarity(p, q, score_cutoff=PARAGRAPH) >= PARAGRAPH), None)
        if k is not None:
            left.pop(k)
            hits += 1
    return hits


def _confidence(page: Labelled, matches: list[Match]) -> Sums:
    """How many articles came out with each confidence, how many of these are exact, and the sum of their confidences."""
    exact = {m.out for m in matches if m.likeness >= EXACT}
    parts: list[Sums] = []
    for j, article in enumerate(page.out):
        sure = float(article.get("confidence", 0.0))
        k = sum(sure >= edge for edge in BINS[1:-1])
        parts.append({("bin", k): 1, ("bin exact", k): j in exact, ("bin sure", k): sure})
    return added(parts)


def _characters(page: Labelled) -> Sums:
    """What is measured on the letters of the page by the spans of both sides."""
    right, out = fates(page, gold=True), fates(page, gold=False)
    return added([_clusters(right, out), _edges(right, out), _removed(page, right)])


def _clusters(right: Fates, out: Fates) -> Sums:
    """B-cubed, splits, merges and letters lost."""
    here = right.article >= 0
    a, b = right.article[here], out.article[here]
    sums: Sums = {"letters": int(here.sum()), "lost": int((~out.kept[here]).sum())}
    kept = b >= 0
    if not kept.any():
        return sums
    table = np.zeros((int(a.max()) + 1, int(b.max()) + 1), dtype=np.int64)
    np.add.at(table, (a[kept], b[kept]), 1)
    whole, got = np.bincount(a, minlength=len(table)), table.sum(axis=0)
    held = (table >= SHARE * whole[:, None]) & (table > 0)
    return sums | {
        "kept": int(kept.sum()),
        "cubed_precision": float((table**2 / np.maximum(got, 1)[None, :]).sum()),
        "cubed_recall": float((table**2 / np.maximum(whole, 1)[:, None]).sum()),
        "splits": int((held.sum(axis=1) - 1).clip(0).sum()),
        "merges": int((held.sum(axis=0) - 1).clip(0).sum()),
    }


def _edges(right: Fates, out: Fates) -> Sums:
    wanted, found = edges(right), edges(out)
    in_right, in_out = following(right), following(out)
    return {
        "edges": len(wanted),
        "hit_edges": sum(in_out.get(a) == b for a, b in wanted),
        "out_edges": len(found),
        "right_edges": sum(in_right.get(a) == b for a, b in found),
    }


def _removed(page: Labelled, right: Fates) -> Sums:
    """Letters removed, by reason: ours that are a repeat in the label, and the label's that we removed."""
    repeat, ours = np.zeros(len(page.text), dtype=bool), np.zeros(len(page.text), dtype=bool)
    for start, end, reason in page.right_removed:
        repeat[start:end] |= reason != FURNITURE
    for start, end, _ in page.out_removed:
        ours[start:end] = True
    parts: list[Sums] = []
    for start, end, reason in page.right_removed:
        letter = right.letter[start:end]
        parts.append({("removed", reason): int(letter.sum()), ("removed hit", reason): int((letter & ours[start:end]).sum())})
    for start, end, reason in page.out_removed:
        letter = right.letter[start:end]
        rightly = right.article[start:end] < 0 if reason == FURNITURE else repeat[start:end]
        parts.append({("taken", reason): int(letter.sum()), ("taken right", reason): int((letter & rightly).sum())})
    return added(parts)


def total(judged: list[Judged]) -> Sums:
    """The sums of all pages.

    >>> page = Labelled("a.txt", "", [], [], "", [], [])
    >>> dict(total([Judged(page, [], {"exact": 1, "right": 2}), Judged(page, [], {"right": 3})]))
    {'exact': 1.0, 'right': 5.0}
    """
    return added(one.sums for one in judged)


def figures(sums: Sums) -> dict[str, Any]:
    """The figures that a person compares, each between 0 and 1 but for the counts.

    >>> figures(added([{"exact": 3, "right": 4, "out": 6}]))["article_f1"]
    0.6
    """
    s = sums
    return {
        "pages": int(s["pages"]),
        "articles": int(s["right"]),
        "out": int(s["out"]),
        "article_f1": f1(s["exact"], s["right"], s["out"]),
        "body_90": f1(s["near"], s["right"], s["out"]),
        "similarity": share(s["alike"], s["right"]),
        "title": share(s["title"], s["right"]),
        "authors": share(s["authors"], s["signed"]),
        "paragraphs": f1(s["hit_paragraphs"], s["paragraphs"], s["out_paragraphs"]),
        "repaired": 1 - s["left"] / s["wrong"] if s["wrong"] else 1.0,
        "missing_f1": f1(s["hit_missing"], s["missing"], s["out_missing"]),
        "pages_perfect": share(s["perfect"], s["pages"]),
        "bcubed_precision": share(s["cubed_precision"], s["kept"]),
        "bcubed_recall": share(s["cubed_recall"], s["letters"]),
        "splits": int(s["splits"]),
        "merges": int(s["merges"]),
        "successor_precision": share(s["right_edges"], s["out_edges"]),
        "successor_recall": share(s["hit_edges"], s["edges"]),
        "lost": s["lost"] / max(1, s["letters"]),
        "character_errors_before": s["errors_before"] / max(1, s["clean"]),
        "character_errors": s["errors"] / max(1, s["clean"]),
    }


def share(part: float, whole: float) -> float:
    """A share; of nothing, all of it.

    Args:
        part: how much of it.
        whole: of how much.

    >>> share(1, 4), share(0, 0)
    (0.25, 1.0)
    """
    return part / whole if whole else 1.0


def f1(hit: float, right: float, out: float) -> float:
    """The harmonic mean of recall and precision; of nothing and nothing, 1.

    Args:
        hit: how many came out right.
        right: how many are labelled.
        out: how many came out.

    >>> f1(3, 4, 6), f1(0, 0, 0)
    (0.6, 1.0)
    """
    return 2 * hit / (right + out) if right + out else 1.0
