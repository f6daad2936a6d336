"""The whole program on one screen: the passes, in order, and one loop."""

from __future__ import annotations

from collections.abc import Callable

from cleaner.page import Page, Pass
from cleaner.passes.assemble import assemble
from cleaner.passes.between import between
from cleaner.passes.classify import classify
from cleaner.passes.complete import complete
from cleaner.passes.dedupe import dedupe
from cleaner.passes.link import link
from cleaner.passes.normalise import normalise
from cleaner.passes.segment import segment
from cleaner.settings import SWITCH, Settings, Value
from cleaner.threads import one_thread

PASSES: tuple[Pass, ...] = (segment, normalise, dedupe, classify, link, assemble, complete, between)
# Without these there is nothing to write, or not all of it is on record.
FIXED = (segment, assemble, between)

Watcher = Callable[[str, Page, Page], None]


def defaults() -> Settings:
    """All settings of all passes, as they are without a file: the passes' keyword arguments, and their switch.

    >>> defaults()["dedupe"]
    {'use': True, 'alike': 0.8}
    """
    switches: list[dict[str, Value]] = [{} if step in FIXED else {SWITCH: True} for step in PASSES]
    return {step.__name__: {**on, **(getattr(step, "__kwdefaults__", None) or {})} for step, on in zip(PASSES, switches, strict=True)}


def run(page: Page, settings: Settings | None = None, watch: Watcher | None = None) -> Page:
    """The page after all passes.

    Args:
        page: as received.
        settings: of `cleaner.settings`; the defaults if left out.
        watch: called with a name, the page before and the page after: behind every pass.

    >>> [b.kind for b in run(Page("p", "一个标题")).blocks]
    ['title']
    """
    settings = settings or defaults()
    with one_thread():
        for step in PASSES:
            own = dict(settings[step.__name__])
            if own.pop(SWITCH, True):
                before, page = page, step(page, **own)
                if watch:
                    watch(step.__name__, before, page)
    return page
