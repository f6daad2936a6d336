"""The figures as a person sees them: tables, and the worst pages with what is wrong on them."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from cleaner.evaluation.measures import BINS, EXACT, Judged, Sums, figures, share, total
from cleaner.evaluation.read import measured_letters
from cleaner.page import FURNITURE

WIDTH = 60  # characters of a paragraph that are shown


def report(judged: list[Judged]) -> dict[str, Any]:
    """All figures as plain values: of all pages, by how they were read, of what was removed, and of confidence.

    >>> from cleaner.evaluation.measures import judge
    >>> from cleaner.evaluation.read import Labelled
    >>> found = report([judge(Labelled("a.txt", "要闻", [], [(0, 2, "page-furniture")], "straight", [], []))])
    >>> list(found["by_reader"]), found["removed"]["page-furniture"]
    (['straight'], {'labelled': 2, 'recall': 0.0, 'removed': 0, 'precision': 1.0})
    """
    sums = total(judged)
    readers = sorted({one.page.reader for one in judged if one.page.reader})
    by = {name: figures(total([one for one in judged if one.page.reader == name])) for name in readers}
    return {"figures": figures(sums), "by_reader": by, "removed": _removed(sums), "confidence": _reliability(sums)}


def _removed(sums: Sums) -> dict[str, dict[str, float]]:
    """Of each reason the letters that the labels name and the share removed; the letters removed for it and the share rightly."""
    reasons = sorted({str(key[1]) for key in sums if isinstance(key, tuple) and key[0] in ("removed", "taken")})
    out = {}
    for name, among in [*((r, [r]) for r in reasons), ("repeats", [r for r in reasons if r != FURNITURE])]:
        labelled, hit, taken, rightly = (
            int(sum(sums[what, r] for r in among)) for what in ("removed", "removed hit", "taken", "taken right")
        )
        out[name] = {"labelled": labelled, "recall": share(hit, labelled), "removed": taken, "precision": share(rightly, taken)}
    return out


def _reliability(sums: Sums) -> list[dict[str, float]]:
    """For each range of confidence: articles, mean confidence, share that is exact."""
    return [
        {
            "from": low,
            "to": high,
            "articles": int(sums["bin", k]),
            "confidence": share(sums["bin sure", k], sums["bin", k]),
            "exact": share(sums["bin exact", k], sums["bin", k]),
        }
        for k, (low, high) in enumerate(pairwise(BINS))
    ]


def tables(found: dict[str, Any], console: Console) -> None:
    """Print the figures of a report.

    Args:
        found: what `report` gave.
        console: where to print.

    >>> removed = {"repeats": {"labelled": 20, "recall": 0.5, "removed": 10, "precision": 1.0}}
    >>> found = {"figures": {"pages": 12000, "title": 0.98}, "by_reader": {}, "removed": removed, "confidence": []}
    >>> tables(found, Console(color_system=None))
    pages  12,000
    title  0.9800
    <BLANKLINE>
    removed  labelled  recall  removed  precision
    repeats        20  0.5000       10     1.0000
    <BLANKLINE>
    confidence  articles  mean  exact
    """
    main = Table(box=None, show_header=False, pad_edge=False)
    for name, value in found["figures"].items():
        main.add_row(name, _told(value))
    console.print(main)
    if found["by_reader"]:
        columns = ("pages", "articles", "article_f1", "title", "paragraphs", "successor_recall", "pages_perfect")
        shown = (*columns[:-2], "successors", "perfect")  # they fit 80 columns
        _table(console, ("read", *shown), [[name, *(_told(row[c]) for c in columns)] for name, row in found["by_reader"].items()])
    _table(
        console,
        ("removed", "labelled", "recall", "removed", "precision"),
        [[name, *(_told(v) for v in row.values())] for name, row in found["removed"].items()],
    )
    _table(
        console,
        ("confidence", "articles", "mean", "exact"),
        [
            [f"{r['from']:.2f} - {r['to']:.2f}", *(_told(r[k]) for k in ("articles", "confidence", "exact"))]
            for r in found["confidence"]
            if r["articles"]
        ],
    )


def _table(console: Console, head: tuple[str, ...], rows: list[list[str]]) -> None:
    table = Table(*head, box=None, pad_edge=False, header_style="bold")
    for column in table.columns[1:]:
        column.justify = "right"
    for row in rows:
        # A page's or a reason's name is no markup.
        table.add_row(*map(Text, row))
    console.print()
    console.print(table)


def _told(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:.4f}"


def fewest(judged: list[Judged], count: int) -> list[Judged]:
    """The pages with the fewest articles recovered, the worst first."""
    return sorted(judged, key=lambda one: (one.recovered, one.page.name))[:count]


def rows(judged: list[Judged], count: int) -> list[dict[str, Any]]:
    """The same pages as plain values: how many articles are labelled, came out and were recovered, and the headlines of the others.

    >>> from cleaner.evaluation.read import Labelled
    >>> right = [{"title": ["新桥通车"], "paragraphs": ["新桥今天通车。"]}]
    >>> rows([Judged(Labelled("a.txt", "", right, [], "", [], []), [], {"exact": 0})], 1)
    [{'page': 'a.txt', 'labelled': 1, 'out': 0, 'recovered': 0, 'lost': ['新桥通车']}]
    """
    out = []
    for one in fewest(judged, count):
        exact = {m.right for m in one.matches if m.likeness >= EXACT}
        lost = [" ".join(article["title"]) for number, article in enumerate(one.page.right) if number not in exact]
        counts = {"labelled": len(one.page.right), "out": len(one.page.out), "recovered": len(exact)}
        out.append({"page": one.page.name, **counts, "lost": lost})
    return out


def worst(judged: list[Judged], count: int, console: Console) -> None:
    """Print the pages with the fewest articles recovered, and paragraph by paragraph what is wrong with the others.

    Args:
        judged: pages.
        count: how many of them to print.
        console: where to.

    >>> from cleaner.evaluation.read import Labelled
    >>> right = [{"title": ["新桥通车"], "paragraphs": ["新桥今天通车。"]}]
    >>> worst([Judged(Labelled("a.txt", "", right, [], "", [], []), [], {"exact": 0})], 1, Console(color_system=None))
    <BLANKLINE>
    a.txt  labelled 1  out 0  recovered 0
      新桥通车
        nothing that came out is like it
    """
    for one in fewest(judged, count):
        page, exact = one.page, {m.right for m in one.matches if m.likeness >= EXACT}
        console.print()
        console.print(Text(f"{page.name}  labelled {len(page.right)}  out {len(page.out)}  recovered {len(exact)}", style="bold"))
        partner = {m.right: m for m in one.matches}
        for number, article in enumerate(page.right):
            if number in exact:
                continue
            m = partner.get(number)
            console.print(Text(f"  {' '.join(article['title']) or '(no title)'}", style="bold"))
            if m is None:
                console.print(Text("    nothing that came out is like it", style="red"))
            else:
                _difference(article["paragraphs"], page.out[m.out]["paragraphs"], console)
        taken = {m.out for m in one.matches}
        for number, article in enumerate(page.out):
            if number not in taken:
                console.print(
                    Text(
                        f"  + {article['title'] or '(untitled)'}: {len(article['paragraphs'])} paragraphs more",
                        style="green",
                    )
                )


def _difference(right: list[str], out: list[str], console: Console) -> None:
    """Paragraphs that are missing in red with a minus, those too many in green with a plus; runs that are right as a count."""
    a, b = [measured_letters(p) for p in right], [measured_letters(p) for p in out]
    for what, i, i_end, j, j_end in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if what == "equal":
            console.print(Text(f"      {i_end - i} right", style="dim"))
            continue
        for mark, style, texts in (("-", "red", right[i:i_end]), ("+", "green", out[j:j_end])):
            for text in texts:
                shown = text if len(text) <= WIDTH else f"{text[: WIDTH // 2]} … {text[-WIDTH // 2 :]}"
                console.print(Text(f"    {mark} {shown}", style=style))
