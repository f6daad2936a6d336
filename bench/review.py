#!/usr/bin/env python3
"""How quick the review is: a page of 200 KB and an index of 2,000 pages, opened in headless Chromium.

usage: bench/review.py

Needs Debian's chromium and chromium-driver, and selenium. Times are from the browser's own clock, navigation start to the end of load (the
page is drawn then), the median of five.
"""

from __future__ import annotations

import pathlib
import statistics
import sys
import tempfile
from typing import Any

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "tests"))

from browser import chromium

from cleaner.outputs.pages import Written
from cleaner.pipeline import defaults
from cleaner.review.html import write_review
from cleaner.review.read import Reviewed, reviewed
from cleaner.split import split_page

SEED = next((pathlib.Path(__file__).parent.parent / "seeds").glob("*.txt"))
LOADED = "const t = performance.getEntriesByType('navigation')[0]; return t.loadEventEnd - t.startTime;"
# Milliseconds from a letter typed into the search box to the list drawn anew.
TYPED = (
    "const box = document.getElementById('find'); const start = performance.now(); box.value = arguments[0];"
    "box.dispatchEvent(new Event('input')); document.body.offsetHeight; return performance.now() - start;"
)


def main() -> None:
    text = SEED.read_text(encoding="utf-8")
    size = len(text.encode())
    large = shown("large.txt", "\n\n".join(text.replace("杭州", f"第{k}州") for k in range(200_000 // size + 1)))
    small = shown("page.txt", text)
    with tempfile.TemporaryDirectory() as folder:
        names = (small._replace(name=f"drop/{k:04}.txt", folder=f"drop/{k:04}") for k in range(1999))
        write_review([large, *names], folder)
        browser = chromium(folder)
        try:
            told("the index of 2,000 pages", browser, pathlib.Path(folder, "index.html").as_uri(), "0042")
            told(
                f"a page of {pathlib.Path(folder, 'large.html').stat().st_size:,} bytes of HTML",
                browser,
                pathlib.Path(folder, "large.html").as_uri(),
                "葡萄",
            )
        finally:
            browser.quit()


def shown(name: str, text: str) -> Reviewed:
    outcome = split_page(name, text.encode(), defaults())
    print(f"{name}: {len(text.encode()):,} bytes of text, {len(outcome.articles)} articles")
    records = [article.record() for article in outcome.articles]
    return reviewed(Written(name, name.removesuffix(".txt"), text.encode(), outcome.text, records, outcome.ledger), 0.5)


def told(what: str, browser: Any, url: str, word: str) -> None:
    opened = []
    for _ in range(5):
        browser.get(url)
        opened.append(browser.execute_script(LOADED))
    print(f"{what}: opened in {statistics.median(opened):.0f} ms, filtered in {browser.execute_script(TYPED, word):.0f} ms")


if __name__ == "__main__":
    main()
