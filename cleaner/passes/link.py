"""Find which block goes on in which."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile

from cleaner.arrays import Numbers
from cleaner.linking.documents import whole_documents, whole_notices, with_forms
from cleaner.linking.join import mid_sentence
from cleaner.linking.nodes import Node, nodes
from cleaner.linking.order_alone import by_order
from cleaner.linking.score import Scores, reasons
from cleaner.linking.weigh import Weighed, weigh, weigh_at_once
from cleaner.page import Link, Note, Page, Rule, link_kind
from cleaner.unfamiliar.familiar import is_familiar

# Nodes that are weighed against one another. Pages have 20 to 120; what is longer is cut at titles, so that the work grows
# with the page and not with its square. Chosen.
STRETCH = 240
# A page of more nodes than any newspaper's is a whole archive in one file: it is weighed in shorter runs, at one look. Chosen.
MANY, SHORT_STRETCH = 2000, 60

# If all titles of a page stand in one row, they are one headline unless that is worse by so many nats than what was linked. Chosen between
# 4.4, the most that a real headline costs (of 364 labelled articles put out alone), and 10.2, the least that the headlines of several
# articles cost (7 made pages on which they are read first).
LITTLE = 10.0

# What is known of a link that nothing was weighed for.
EVEN = 0.5
# The first reason of a link that is not the best by its scores (cleaner.linking.rerank): right articles that it was thought to win.
FOR_ARTICLES = "better-articles"


def link(page: Page) -> Page:
    """Lay links over a classified page: title lines to each other, titles to texts, texts to what goes on from them.

    Every block has at most one before it and one after it. A block that fits nowhere is left alone.

    >>> from cleaner.passes.classify import classify
    >>> from cleaner.passes.segment import segment
    >>> text = "新桥今天通车\\n\\n本报讯 新桥今天正式通车，两岸居民从此不必再\\n\\n等渡船，过江只要五分钟。\\n\\n市长说，等了十年。"
    >>> [(one.start, one.end, one.kind) for one in link(classify(segment(Page("p", text)))).links]
    [(0, 8, 'title'), (8, 32, 'mid-sentence'), (32, 46, 'next-paragraph')]
    """
    here = nodes(page)
    if not is_familiar(page):
        return with_forms(_by_order(page, here))
    runs = list(stretches(here))
    if len(runs) == 1:
        weighed = weigh(here)
        chosen = _of_whole_documents(page, weighed) or _of_one_article(weighed)
        return with_forms(_laid(page, [weighed._replace(chosen=chosen)]))
    return with_forms(_laid(page, map(weigh_at_once if len(here) > MANY else weigh, runs)))


def _by_order(page: Page, found: Sequence[Node]) -> Page:
    """The page with the links that marks and order show."""
    start = [page.blocks[node.at].start for node in found]
    return page._replace(links=tuple(Link(start[i], start[j], kind, EVEN, (("page-order", EVEN),)) for i, j, kind in by_order(found)))


def _laid(page: Page, runs: Iterable[Weighed]) -> Page:
    """The page with the links of its nodes, run by run."""
    links: list[Link] = []
    notes: list[Note] = []
    for run in runs:
        found, scores, chosen = run.nodes, run.scores, run.chosen
        within = mid_sentence(found, run.evidence.known.texts, chosen)
        why = reasons(run.evidence, run.look, chosen) if chosen else []
        chance = scores.chance
        for (i, j), joins, told in zip(chosen, within, why, strict=True):
            start, end = (page.blocks[found[k].at].start for k in (i, j))
            other, likely = scores.runner_up(i, j)
            instead = (page.blocks[found[other].at].start if other >= 0 else -1, round(likely, 4))
            told = ((FOR_ARTICLES, run.made[i, j]), *told) if (i, j) in run.made else told
            kind = link_kind((found[i].title, found[j].title), joins=joins)
            links.append(Link(start, end, kind, round(float(chance[i, j]), 4), told, instead))
        notes += _edges(page, found, scores, chosen)
        for k, won in run.rivals.items():
            block = page.blocks[found[k].at]
            notes.append(Note(block.start, block.end, "rival-articles", (("won", won),)))
    return page._replace(links=tuple(sorted(links))).with_notes(notes)


def _edges(page: Page, found: Sequence[Node], scores: Scores, chosen: Sequence[tuple[int, int]]) -> Iterator[Note]:
    """A note for each block that nothing goes on from, and each that goes on from nothing: how likely that is."""
    ends: tuple[tuple[Rule, set[int], Numbers], ...] = (
        ("nothing-after", {i for i, _ in chosen}, scores.forward[:, -1]),
        ("nothing-before", {j for _, j in chosen}, scores.backward[-1]),
    )
    for rule, linked, chance in ends:
        for k in range(len(found)):
            if k not in linked:
                block = page.blocks[found[k].at]
                yield Note(block.start, block.end, rule, (("probability", round(float(chance[k]), 4)),))


def _of_one_article(weighed: Weighed) -> list[tuple[int, int]]:
    """The links of a page of one title, or none: there is no other article that its texts could be of.

    A torn sentence goes on where it was found to; what is closed stands as on the page, for nothing but likeness could move it.
    Text before the only title is left alone, for it may end an article of the page before, unless a sentence goes on there.
    """
    found, followers = weighed.nodes, {j for _, j in weighed.chosen}
    titles = [k for k in range(len(found)) if found[k].title and k not in followers]
    if len(titles) > 1 and not _one_headline(weighed):
        return weighed.chosen
    # What a jump line says to come from another page is of another article, and so is what begins an item of news, but below a headline.
    come = (k for k, node in enumerate(found) if (node.comes or node.anew) and k and not found[k - 1].title)
    return _as_they_stand(weighed, sorted({*(titles[:1] or [0]), *come}))


def _one_headline(weighed: Weighed) -> bool:
    """Whether all titles of a page are lines of one headline: they stand one below the other, and their links say little against it.

    Where a sentence goes on elsewhere the page was read across its columns, and so may its headlines be.
    """
    found, gain, after = weighed.nodes, weighed.scores.gain, dict(weighed.chosen)
    first = next(k for k, node in enumerate(found) if node.title)
    row = [*takewhile(lambda k: found[k].title, range(first, len(found) - 1))]
    across = any(found[i].breaks_off and not found[i].title and j > i + 1 for i, j in weighed.chosen)
    if across or any(node.title for node in found[first + len(row) :]):
        return False
    as_found = sum(gain[k, after[k]] for k in row if k in after)
    return bool(as_found - sum(gain[k, k + 1] for k in row) < LITTLE)


def _of_whole_documents(page: Page, weighed: Weighed) -> list[tuple[int, int]]:
    """The links of a page of official documents, or of notices, that stand whole one below the other; none on another page.

    What is closed stands as on the page: such documents are in the same words, and likeness would mix them up.
    """
    start = [page.blocks[node.at].start for node in weighed.nodes]
    # A form of a document, as its number, is no node: what begins with one begins for the links with the next.
    begins = {bisect_left(start, begin) for begin in whole_documents(page)} - {len(start)} or {*whole_notices(weighed.nodes)}
    return _as_they_stand(weighed, sorted(begins)) if begins else []


def _as_they_stand(weighed: Weighed, begins: Sequence[int]) -> list[tuple[int, int]]:
    """The links of articles that begin at these nodes, each up to the next one: as on the page but for sentences that go on elsewhere."""
    found, chosen = weighed.nodes, weighed.chosen
    texts = [(i, j) for i, j in chosen if not found[i].title]
    joined = {pair for pair, joins in zip(texts, mid_sentence(found, weighed.evidence.known.texts, texts), strict=True) if joins}
    kept = [(i, j) for i, j in chosen if j not in begins and ((i, j) in joined or found[j].title or max(i, j) < begins[0])]
    after, followers = dict(kept), {j for _, j in kept}
    more = []
    for begin, end in pairwise([*begins, len(found)]):
        for head, following in pairwise(k for k in range(begin, end) if k not in followers):
            while head in after:
                head = after[head]
            more.append((head, following))
    return kept + more


def stretches(found: Sequence[Node]) -> Iterator[list[Node]]:
    """The nodes of a page in runs that are weighed together: all of them, or on a large page as many as are near.

    >>> from cleaner.linking.nodes import node_of
    >>> one = node_of(0, "桥")
    >>> [len(run) for run in stretches([one] * 300)]
    [240, 60]
    """
    longest = STRETCH if len(found) <= MANY else SHORT_STRETCH
    start = 0
    while start < len(found):
        stop = len(found)
        if stop - start > longest:
            stop = start + longest
            titles = [k for k in range(start + longest // 2, stop) if found[k].title and not found[k - 1].title]
            stop = titles[-1] if titles else stop
        yield [_moved(node, start, stop) for node in found[start:stop]]
        start = stop


def _moved(node: Node, start: int, stop: int) -> Node:
    """The node with its references counted from the beginning of the stretch."""
    return node._replace(retitled=node.retitled - start if start <= node.retitled < stop else -1)
