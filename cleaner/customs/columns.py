"""Customs of columns: their names stand above headlines, and are of none."""

from __future__ import annotations

from itertools import chain, islice

from cleaner.customs.framed import frame
from cleaner.customs.printed import LONGEST_HEADLINE
from cleaner.customs.seen import HEADED, Seen, is_below_end, is_open, lines_from
from cleaner.language.marks import closed
from cleaner.language.script import simplified
from cleaner.language.shingles import letters
from cleaner.lines.columns import is_name_of_column
from cleaner.lines.furniture import is_section
from cleaner.lines.official import is_office
from cleaner.page import FURNITURE, SPINE
from cleaner.people.names import is_name, split_words

# Letters of a column's name with a sign of its own, at most: of those in bench/unseen and bench/invented the longest has eight. Chosen.
LONGEST_NAME = 10
# Letters from which a line that the page says again is no pen name. Chosen.
NO_NAME = 4
# Lines above and below that are looked at for the name of a column: of a page that is longer than any paper's, those that are near. Chosen.
NEAR = 200


def is_column_above(here: Seen) -> bool:
    """Whether a line names a column: above a longer headline; or as ■两岸新事, with a sign that the headline below it has not.

    >>> from cleaner.customs.seen import NOTHING, seen
    >>> from cleaner.page import Block, Page
    >>> pages = [Page("p", f"{name}新桥今天通车") for name in ("农技课堂", "■两岸事", "两岸新事")]
    >>> blocks = [Block(0, 4, "body"), Block(4, 10, "body")]
    >>> [is_column_above(seen(page, blocks, 0, NOTHING._replace(titles={4: 0.9}))) for page in pages]
    [True, True, False]
    >>> is_column_above(seen(pages[0], blocks, 0, NOTHING._replace(titles={4: 0.1})))
    False
    """
    above, below = here.above, here.below
    if below is None or here.chance(below) < HEADED:
        return False
    name, headline = (letters(line) for line in (here.text, here.reads(below)))
    if here.block.kind == "byline" and any(map(is_name, (name, *split_words(here.text)))):
        return False
    if is_name_of_column(here.text):
        return len(headline) > len(name)
    if here.printed.framed or (above is not None and above.kind == "title"):
        return False
    return len(name) <= LONGEST_NAME and frame(here.text) != "" and frame(here.reads(below)) == ""


def is_below_column(here: Seen) -> bool:
    """Whether a short line right below a column's name, among texts and above a longer text, is a headline: 也说排队.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> page = Page("p", "到此通车。农技课堂也说排队" + "两岸居民从此不必再等渡船。" * 2)
    >>> [is_below_column(seen(page, [Block(0, 5, kind), Block(5, 9, FURNITURE), Block(9, 13, "body"), Block(13, 39, "body")], 2))
    ...  for kind in ("body", FURNITURE)]
    [True, False]
    """
    over = [*islice(lines_from(here, -1), 2)]
    if len(over) < 2 or over[0].kind != FURNITURE or over[1].kind == FURNITURE or here.below is None:
        return False
    name = here.reads(over[0])
    if not (is_name_of_column(name) or is_section(name)) or not is_open(here.text) or len(here.text) > LONGEST_HEADLINE:
        return False
    return here.below.kind == "body" and len(here.reads(here.below)) > LONGEST_HEADLINE


def is_column_again(here: Seen) -> bool:
    """Whether a line above a headline that stands above another headline, too, names a column: 凡人善举.

    >>> from cleaner.customs.seen import NOTHING, seen
    >>> from cleaner.page import Block, Page
    >>> page = Page("p", "凡人善举新桥今天通车凡人善举渡口停航")
    >>> blocks = [Block(0, 4, "body"), Block(4, 10, "title"), Block(10, 14, "body"), Block(14, 18, "title")]
    >>> [is_column_again(seen(page, blocks[:count], 0, NOTHING._replace(titles={4: 0.9}))) for count in (4, 2)]
    [True, False]
    """
    below = here.below
    # A line of a song comes again, too.
    if below is None or here.block.start in here.printed.rows or here.chance(below) < HEADED or len(letters(here.text)) < NO_NAME:
        return False
    # What is likely a headline itself is one that comes twice.
    if here.block.kind == "title" and here.chance(here.block) >= HEADED:
        return False
    # A sentence is no name, though two notices end with it, nor is who signs both.
    if closed(here.text) or any(map(is_name, split_words(here.text))) or (is_below_end(here) and is_office(simplified(here.text.strip()))):
        return False
    near = chain.from_iterable(islice(lines_from(here, step), NEAR) for step in (-1, 1))
    return any(here.reads(block) == here.text for block in near if block.kind in (*SPINE, "byline", FURNITURE))
