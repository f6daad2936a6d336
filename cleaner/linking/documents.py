"""The forms of official documents, and rows of tables and lists, go where they stand: below the title, or the text above.

What a form says is the same in every document (江川省人民政府), and nothing but its place tells which one it is of; so no form is
weighed against others.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from itertools import groupby, pairwise, takewhile
from typing import NamedTuple

from cleaner.language.marks import NUMBERED
from cleaner.lines.notices import ends_as_notice
from cleaner.lines.official import ISSUER, standing
from cleaner.lines.series import PART
from cleaner.linking.nodes import TAIL, Node, breaks_off, hanging
from cleaner.page import ROW, SPINE, Block, Link, Page, link_kind, reading, rows_of
from cleaner.regexes import compiled

# What ends a document.
ENDS = ("signer", "date", "dated-signer", "annotation", "copies", "attachment")
# What a document begins with.
HEAD = ("title", ISSUER)
FIRST_ARTICLE = compiled(r"第[一1][条條]\s")
# 县人大常委会任免名单: below it stands whom a body appoints, and nothing that tells one such list from another.
APPOINTMENTS = compiled(r"\p{Han}{2,20}(?:任免|任职|任職|免职|免職|任命)名[单單]")
# The lines of a page of whole documents: of each its head, its text, and its end, by which one at least is told.
WHOLE = compiled("(?=.*e)(?P<cut>t*e*)(?:h+t*e+)*h+t*e*")
# What is known of a link that is by custom.
SURE, WHY = 1.0, (("stands-there", 1.0),)


class Chains(NamedTuple):
    """The links of a page, and the kinds of its blocks, by where each block starts.

    after: the link that goes from a block. before: where the link that leads to a block comes from. Both change with `lay` and `take`.
    """

    after: dict[int, Link]
    before: dict[int, int]
    kinds: Mapping[int, str]

    def lay(self, link: Link) -> None:
        """Put a link in."""
        self.after[link.start] = link
        self.before[link.end] = link.start

    def take(self, start: int) -> Link | None:
        """Take the link from a block out; None where there is none."""
        link = self.after.pop(start, None)
        if link is not None:
            del self.before[link.end]
        return link


def whole_documents(page: Page) -> list[int]:
    """Where each document of a page begins, if all of them are whole, title first, who signs and when last; else none.

    The first may have begun on the page before, and the last may go on on the next one. Then the page came in reading order: a reader
    that mixes texts mixes these lines as well.

    >>> from cleaner.passes.classify import classify
    >>> from cleaner.passes.segment import segment
    >>> text = "江川省人民政府关于做好秋季防汛工作的通知\\n\\n各市人民政府：\\n\\n请做好防汛工作。\\n\\n江川省人民政府\\n\\n2021年9月18日"
    >>> whole_documents(classify(segment(Page("p", text)))), whole_documents(classify(segment(Page("p", "新桥通车\\n\\n新桥今天通车。"))))
    ([0], [])
    """
    forms = standing(page)
    starts = [block.start for block in page.blocks if block.kind in SPINE]
    path = [forms.get(block.start, block.kind) for block in page.blocks if block.kind in SPINE]
    whole = WHOLE.fullmatch("".join("h" if form in HEAD else "e" if form in ENDS else "t" for form in path))
    titled = [start for start, form, above in zip(starts, path, ["", *path], strict=False) if form == "title" != above]
    if not whole or not titled:
        return []
    return [*starts[:1], *titled] if whole["cut"] else titled


def whole_notices(found: Sequence[Node]) -> list[int]:
    """Which nodes begin a notice, a law or a list of appointments, on a page of nothing but these, each whole, below its name.

    Of laws the first article stands in each; on any other page there are none.

    >>> from cleaner.linking.nodes import nodes
    >>> text, ends = "防汛会议纪要会议决定修堤。作风会议纪要会议决定整顿。", ((0, 6), (6, 13), (13, 19), (19, 26))
    >>> blocks = [Block(*one, kind) for one, kind in zip(ends, ("title", "body") * 2, strict=True)]
    >>> whole_notices(nodes(Page("p", text, blocks=tuple(blocks))))
    [0, 2]
    """
    begins = [k for k, node in enumerate(found) if node.title and (k == 0 or not found[k - 1].title)]
    names = [node for node, below in pairwise(found) if node.title and not below.title]
    if len(names) < len(begins) or begins[:1] != [0] or any(node.breaks_off and not node.title for node in found):
        return []
    runs = [found[start:end] for start, end in pairwise([*begins, len(found)])]
    laws = all(sum(FIRST_ARTICLE.match(node.text) is not None for node in run) == 1 for run in runs)
    return begins if laws or all(ends_as_notice(node.text) or APPOINTMENTS.match(node.text) for node in names) else []


def with_forms(page: Page) -> Page:
    """The page, whose other blocks are linked, with its forms of official documents, and rows of tables and lists, in their places.

    >>> from cleaner.passes.classify import classify
    >>> from cleaner.passes.segment import segment
    >>> text = "关于修桥的通知\\n\\n江政发〔2021〕52号\\n\\n请各市修桥。\\n\\n江川省人民政府\\n\\n2021年9月18日"
    >>> page = classify(segment(Page("p", text)))._replace(links=(Link(0, 23, "title", 0.9),))
    >>> [(link.start, link.end, link.kind) for link in with_forms(page).links]
    [(0, 9, 'title'), (9, 23, 'next-paragraph'), (23, 31, 'next-paragraph'), (31, 40, 'next-paragraph')]
    """
    forms = hanging(page)
    if not forms:
        return page
    path = [block for block in page.blocks if block.kind in SPINE]
    chains = Chains({}, {}, {block.start: block.kind for block in path})
    for link in page.links:
        chains.lay(link)
    here = Placing(page, rows_of(page), chains, forms)
    runs = [[*run] for _, run in groupby(path, key=lambda block: block.start in forms)]
    for k, run in enumerate(runs):
        if run[0].start in forms:
            above, below = (runs[k - 1][-1] if k else None), (runs[k + 1][0] if k + 1 < len(runs) else None)
            _place(here, [block.start for block in run], above, below)
    return page._replace(links=tuple(sorted(chains.after.values())))


class Placing(NamedTuple):
    """A page whose forms are put in their places: where its rows begin, the links so far, and what each form is, by where it begins."""

    page: Page
    rows: Container[int]  # a page may have a million
    chains: Chains
    forms: Mapping[int, str]


def _place(here: Placing, run: list[int], above: Block | None, below: Block | None) -> None:
    """Link forms in a row, by their starts, to what stands above and below them."""
    titled = below is not None and below.kind == "title"
    if above is not None:
        run = _behind_tails(here, run, above.start)
    elif titled:
        run = _behind_page_before(here, run)
    if below is not None and run:
        run = _above_what_they_begin(here, run, below)
    if not run:
        return
    # A number right above a title is of what begins there, as on documents with a red head.
    own = len([*takewhile(lambda start: here.forms[start] == "number", reversed(run))]) if titled else 0
    up, down = (run[: len(run) - own], run[len(run) - own :]) if above is not None else ([], run)
    if above is not None:
        _put_behind(here.chains, _end_of(here, above), up)
    if below is not None and titled:
        _put_behind(here.chains, _last_line(here.chains, below.start), down)
    elif down:
        text = [below.start] if below is not None and below.start not in here.chains.before else []
        _put_behind(here.chains, down[0], [*down[1:], *text])


def _behind_tails(here: Placing, run: list[int], above: int) -> list[int]:
    """The forms behind those that were cut off from the block above, which are put there."""
    tails = [*takewhile(lambda start: here.forms[start] == TAIL, run)]
    for tail in tails:
        above = _put_tail(here.chains, above, tail)
    return run[len(tails) :]


def _behind_page_before(here: Placing, run: list[int]) -> list[int]:
    """The forms above the first title of a page but for rows, who signed and when: these are of the page before, and by themselves."""
    before = [*takewhile(lambda start: here.forms[start] in (ROW, *ENDS), run)]
    if before:
        _put_behind(here.chains, before[0], before[1:])
    return run[len(before) :]


def _above_what_they_begin(here: Placing, run: list[int], below: Block) -> list[int]:
    """Put the last of some forms above what it begins: who issues a document, a count above a part. Returns those that are left."""
    last = here.forms[run[-1]]
    if below.kind == "title" and last == ISSUER:
        _put_before(here.chains, run[-1], below.start)
    elif below.kind != "title" and last == PART:
        _put_between(here.chains, run[-1], below.start)
    else:
        return run
    return run[:-1]


def _end_of(here: Placing, block: Block) -> int:
    """The block behind which the next is put: a title, or its number below it; of a text that breaks off the last of its article."""
    start, after = block.start, here.chains.after
    if block.kind == "title":
        while start in after and here.forms.get(after[start].end) == "number":
            start = after[start].end
        return start
    text = reading(here.page, start, block.end)
    # Behind a colon, or as one of several clauses (；), it stands whole.
    if start not in here.rows and _is_torn(here.chains, start, text) and not text.rstrip().endswith(tuple(":：;；")):
        while start in after:
            start = after[start].end
    return start


def _is_torn(chains: Chains, start: int, text: str) -> bool:
    """Whether a text breaks off within a sentence, by itself or as it is linked."""
    link = chains.after.get(start)
    return breaks_off(NUMBERED.sub("", text)) or (link is not None and link.kind == "mid-sentence")


def _last_line(chains: Chains, start: int) -> int:
    """The last line of the title that begins at a place."""
    while start in chains.after and chains.after[start].kind == "title-line":
        start = chains.after[start].end
    return start


def _put_before(chains: Chains, start: int, title: int) -> None:
    """Lay a link from a line to the title that it begins, to which nothing else may lead."""
    if title in chains.before:
        chains.take(chains.before[title])
    chains.lay(Link(start, title, "title-line", SURE, WHY))


def _put_tail(chains: Chains, start: int, tail: int) -> int:
    """Lay a link from a block to what was cut off from it, and from there to what followed."""
    old = chains.take(start)
    chains.lay(Link(start, tail, "mid-sentence", SURE, WHY))
    if old is not None:
        chains.lay(old._replace(start=tail))
    return tail


def _put_between(chains: Chains, start: int, text: int) -> None:
    """Lay links from what leads to a text to the mark of the part that it begins, and from there to the text; none into a sentence."""
    before = chains.before.get(text)
    if before is not None:
        if chains.after[before].kind == "mid-sentence":
            _put_behind(chains, before, [start])
            return
        chains.lay(chains.after[before]._replace(end=start))
    chains.lay(Link(start, text, "next-paragraph", SURE, WHY))


def _put_behind(chains: Chains, start: int, more: Sequence[int]) -> None:
    """Lay links from a block over some others in a row, and from the last of them to what followed it."""
    old = chains.take(start)
    kinds = chains.kinds
    for following in more:
        chains.lay(Link(start, following, link_kind((kinds[start] == "title", kinds[following] == "title")), SURE, WHY))
        start = following
    if old is not None:
        goes_on = old.kind if start == old.start or kinds[start] == "title" else "next-paragraph"
        chains.lay(old._replace(start=start, kind=goes_on))
