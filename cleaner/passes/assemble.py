"""Put the linked blocks together into articles, with the bylines and captions that belong to them."""

from __future__ import annotations

from collections.abc import Sequence, Set

from cleaner.language.marks import closed
from cleaner.linking.search import NONE, Path, paths
from cleaner.page import BLANK, SPINE, Page, in_reading_order, text_of


def assemble(page: Page) -> Page:
    """Number the articles, in page order of their titles, and the blocks within each, in reading order.

    Every title, text, byline and caption ends in exactly one article. An article without a title takes its place by where
    its text begins.

    >>> from cleaner.page import Block, Link
    >>> kinds = ((0, 4, "title"), (4, 8, "body"), (8, 10, "byline"), (10, 14, "title"), (14, 18, "body"))
    >>> page = Page("p", "新桥通车今天通车李明学校开学九月开学", blocks=tuple(Block(*one) for one in kinds))
    >>> page = assemble(page._replace(links=(Link(0, 4, "title", 0.9), Link(10, 14, "title", 0.9))))
    >>> [(block.article, block.order) for block in page.blocks]
    [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1)]
    """
    chains = _chains(page)
    owner = {at: number for number, path in enumerate(chains) for at in path}
    members = [list(path) for path in chains]
    for at, number in _attached(page, owner, chains).items():
        members[number].append(at)
    joined = {link.end for link in page.links if link.kind == "mid-sentence"}
    blocks = list(page.blocks)
    for number, mine in enumerate(members):
        for place, at in enumerate(in_reading_order(page, mine)):
            blocks[at] = blocks[at]._replace(article=number, order=place, joins=blocks[at].start in joined)
    return page._replace(blocks=tuple(blocks))


def _chains(page: Page) -> list[Path]:
    """The chains of linked blocks, in page order of their first blocks. A page of bylines or captions alone is one path."""
    spine = [k for k, b in enumerate(page.blocks) if b.kind in SPINE]
    place = {page.blocks[k].start: n for n, k in enumerate(spine)}
    after = [NONE] * len(spine)
    for link in page.links:
        after[place[link.start]] = place[link.end]
    if not spine and any(b.kind in ("byline", "caption", "credit") for b in page.blocks):
        return [()]
    return [tuple(spine[n] for n in path) for path in paths(after)]


def _attached(page: Page, owner: dict[int, int], chains: Sequence[Path]) -> dict[int, int]:
    """The article of every byline, caption and credit."""
    found: dict[int, int] = {}
    signed: set[int] = set()  # by a byline on a line of its own
    last: int | None = None  # the path block before
    following = _following(page, owner)
    for at, block in enumerate(page.blocks):
        if at in owner:
            last = at
        elif block.kind in ("byline", "caption", "credit"):
            found[at] = _article_of(page, at, last, following[at], owner, chains, signed)
            if block.kind == "byline" and (at == 0 or page.blocks[at - 1].kind == BLANK):
                signed.add(found[at])
    return found


def _following(page: Page, owner: dict[int, int]) -> list[int | None]:
    """For every block the next one that is on a path."""
    found: list[int | None] = [None] * len(page.blocks)
    later: int | None = None
    for at in range(len(page.blocks) - 1, -1, -1):
        found[at] = later
        later = at if at in owner else later
    return found


def _article_of(
    page: Page, at: int, last: int | None, following: int | None, owner: dict[int, int], chains: Sequence[Path], signed: Set[int]
) -> int:
    """The article that a byline or caption belongs to: the one before it, unless it signs the one that begins after it."""
    if last is None:
        return owner[following] if following is not None else 0
    if page.blocks[at].kind == "byline" and following is not None and _signs_next(page, last, following, owner, chains, signed):
        return owner[following]
    return owner[last]


def _signs_next(page: Page, last: int, following: int, owner: dict[int, int], chains: Sequence[Path], signed: Set[int]) -> bool:
    """Whether a byline between two blocks stands above the text of the second, and not below that of the first.

    It does where a line signs the first already: 文/李明 signs what is above it, 本报记者 王芳 under it what is below.
    """
    before, after = chains[owner[last]], chains[owner[following]]
    opens = page.blocks[following].kind == "body" and not any(page.blocks[k].kind == "body" for k in after[: after.index(following)])
    if page.blocks[last].kind == "title":
        return opens  # titles of a row were read before their texts
    if opens and owner[last] in signed and owner[following] not in signed:
        return True
    goes_on = last != before[-1]
    # Text that goes on elsewhere is not at its end here.
    return goes_on and (opens or (page.blocks[following].kind == "title" and not closed(text_of(page, page.blocks[last]))))
