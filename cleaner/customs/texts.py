"""Customs of texts: lines that were weighed as a headline, a caption or nobody's, and are text, a byline or a caption all the same."""

from __future__ import annotations

from itertools import islice

from cleaner.customs.headlines import is_column_above, likelier
from cleaner.customs.printed import Seen, in_row, lines_from
from cleaner.language.marks import COLON_END, PICTURE, closed
from cleaner.language.script import simplified
from cleaner.lines.lists import is_counted, is_labelled, is_result, is_row, names_in_row
from cleaner.lines.official import ARTICLE_OF_LAW, CHAPTER_OF_LAW, is_date
from cleaner.lines.source import is_source
from cleaner.looks.said import SHORT
from cleaner.page import FURNITURE
from cleaner.people.beside_names import REPORTED
from cleaner.people.bylines import authors_of
from cleaner.people.credits import is_credit
from cleaner.people.names import is_pen_name
from cleaner.people.roles import is_speaker
from cleaner.people.signatures import is_reader, is_spread, signed_by
from cleaner.people.whose_words import is_source_of_words
from cleaner.regexes import compiled

# 曹 一图 羽 生文, in a cartoon: who drew it, and whose the words are.
DRAWN = compiled(r"\p{Han}\s*\p{Han}{1,3}[图圖绘繪画畫]\s+\p{Han}\s*\p{Han}{1,3}文")
# 内容提要, on a line of its own: what stands below.
LABEL = compiled(r"[【\[]?(?:[内內]容(?:提要|摘要)|核心(?:阅读|閱讀|提示)|(?:阅读|閱讀)提示|[编編]者按)[】\]]?")
# 李明（右二）与老人谈心。 Of 405 captions in bench/papers and bench/written 34 say so, and of 144,428 paragraphs of the corpus ten, all of
# them captions or with one at their end.
WHERE_WHO = compiled(
    r"[（(](?:[前后後中]排)?(?:[左右](?:[一二三四五六七八]|起|者)?|居中|正中)[）)]"
    r"|\p{Han}{2}[（(][中前]者?[）)](?=[、，。和与與同在向為为给給对對教正])"
)
# Characters of a caption that says so, at most: of two and a half lines. Chosen.
SHOWN = 60
# 李明摄（人民视觉）; 图为孩子们在桥上跑。
OF_HOUSE = compiled(r"[（(]\p{Han}{2,8}[）)]$")
SHOWS = compiled(r"[图圖](?:为|為|是|中|[①-⑳])")
# Characters of a line at most: what is longer below a headline is a text. Chosen.
LINE = 36
# Names in a line that are a list and no byline, where no role says who they are: with so many, or so many above or below another such
# line. Chosen: of 1,238 bylines in bench/papers and bench/unseen twelve without a role or sign have three or four, and none more.
MANY_NAMES, NAMES = 6, 3
# Lines of a list, or of a poem, that are looked at for what stands above it. Chosen.
LONGEST_LIST = 40
# Words with how much there is of each, one below the other, that are a table, at least: two may be running heads. Chosen.
COUNTED_ON = 3
# ① says which picture; what follows may be the next.
COUNTED = compiled(r"[②-⑳]")


def is_form(here: Seen) -> bool:
    """A form of an official document (its number, whom it is for, who signed it)."""
    return here.block.start in here.what.forms


def is_name_apart(here: Seen) -> bool:
    """A name alone, as signatures are set, between a headline and a text; be it a pen name, if its characters are set apart.

    >>> from cleaner.customs.printed import NOTHING, Block, Page, seen
    >>> page, text = Page("p", "新桥今天通车亦 农" + "两岸居民从此不必再等渡船。" * 3), Block(9, 48, "body")
    >>> [is_name_apart(seen(page, [Block(0, 6, kind), Block(6, 9, "body"), text], 1, NOTHING)) for kind in ("title", "body")]
    [True, False]
    """
    name = len(here.text) <= SHORT and (signed_by(here.text) or (is_spread(here.text) and is_pen_name("".join(here.text.split()))))
    return bool(name) and _is_below_headline(here)


def is_of_list_of_names(here: Seen) -> bool:
    """江川县 李明, with another such line right above or below.

    >>> from cleaner.customs.printed import NOTHING, Block, Page, seen
    >>> is_of_list_of_names(seen(Page("p", "江川县 李明新桥县 王芳"), [Block(0, 6, "title"), Block(6, 12, "title")], 0, NOTHING))
    True
    """
    return is_reader(here.text) and any(is_reader(here.reads(block)) for block in (here.above, here.below))


def is_of_table(here: Seen) -> bool:
    """卫生 31400, with two more such lines beside it: none of them is the head of a page.

    >>> from cleaner.customs.printed import NOTHING, Block, Page, seen
    >>> [is_of_table(seen(Page("p", "桥 31路 52船 26"), [Block(k, k + 4, "body") for k in (0, 4, 8)][:n], 0, NOTHING)) for n in (3, 2)]
    [True, False]
    """
    return is_counted(here.text) and in_row(here, is_counted, COUNTED_ON)


def is_of_named(here: Seen) -> bool:
    """王芳 李明, below 获奖的是：, or in a list of many names.

    >>> from cleaner.customs.printed import NOTHING, Block, Page, seen
    >>> [is_of_named(seen(Page("p", f"获奖者{end}王芳 李明"), [Block(0, 4, "body"), Block(4, 9, "byline")], 1, NOTHING)) for end in "：。"]
    [True, False]
    """
    count = names_in_row(here.text)
    if count >= MANY_NAMES or not count:
        return count > 0
    if count >= NAMES and in_row(here, lambda text: names_in_row(text) >= NAMES, 2):
        return True
    # Above lines of names alone, of which no list has very many.
    over = islice(lines_from(here, -1), LONGEST_LIST)
    first = next((block for block in over if not names_in_row(here.reads(block))), None)
    return first is not None and first.kind == "body" and COLON_END.search(here.reads(first)) is not None


def names_nobody(here: Seen) -> bool:
    """（本报东川1月13日电）, （以上内容仅供参考）: as a byline it would stand nowhere in the article."""
    return not authors_of(here.text)


def is_of_signed_text(here: Seen) -> bool:
    """江川县 李明, where another signs below, or a date ends a document.

    >>> from cleaner.customs.printed import NOTHING, Block, Page, seen
    >>> is_of_signed_text(seen(Page("p", "江川县 李明2021年9月18日"), [Block(0, 6, "byline"), Block(6, 16, "body")], 0, NOTHING))
    True
    """
    below = here.below
    return is_reader(here.text) and below is not None and (below.kind == "byline" or is_date(here.reads(below)))


def is_of_reader(here: Seen) -> bool:
    """江川县 李明, below a reader's letter or what he wrote for the paper.

    >>> from cleaner.customs.printed import NOTHING, Block, Page, seen
    >>> [is_of_reader(seen(Page("p", f"望修{end}江川县 李明"), [Block(0, 3, "body"), Block(3, 9, "body")], 1, NOTHING)) for end in "。，"]
    [True, False]
    """
    if not is_reader(here.text) or is_of_list_of_names(here) or is_of_signed_text(here):
        return False
    return here.block.kind != "body" or _is_below_end(here)


def is_of_source(here: Seen) -> bool:
    """摘自《江川文史》, at the end of a text."""
    return is_source(here.text)


def is_of_people(here: Seen) -> bool:
    """李明（右二）与老人谈心, in a line or two; what says 图为 may be a picture story's text."""
    return len(here.text) <= SHOWN and bool(WHERE_WHO.search(here.text)) and not PICTURE.match(here.text)


def is_in_only_text(here: Seen) -> bool:
    """A line below the place where the text of the only article begins.

    >>> from cleaner.customs.printed import NOTHING, Block, Page, seen
    >>> [is_in_only_text(seen(Page("p", "十年等来的桥"), [Block(0, 6, "title")], 0, NOTHING._replace(text_starts=k))) for k in (0, None)]
    [True, False]
    """
    return here.what.text_starts is not None and here.block.start >= here.what.text_starts


def is_of_event(here: Seen) -> bool:
    """时间：周六下午, right below the end of a text or another such line.

    >>> from cleaner.customs.printed import NOTHING, Block, Page, seen
    >>> [is_of_event(seen(Page("p", f"请来听{end}时间：周六"), [Block(0, 4, "body"), Block(4, 9, "title")], 1, NOTHING)) for end in "。，"]
    [True, False]
    """
    over = here.reads(here.above) if here.above is not None and here.above.kind == "body" else ""
    return here.block.start not in here.what.rows and is_labelled(here.text) and (closed(over) or is_labelled(over))


def is_of_rows(here: Seen) -> bool:
    """江城队4：1山城队, 2 卫生 5 1 11 or 卫生 31400, with others beside it; or names in a list, or a line of verse.

    >>> from cleaner.customs.printed import NOTHING, Block, Page, seen
    >>> is_of_rows(seen(Page("p", "江城队4：1山城队新桥队2：0石桥队"), [Block(0, 9, "title"), Block(9, 18, "title")], 0, NOTHING))
    True
    """
    rows = ((is_result, 2), (is_row, 2), (is_counted, COUNTED_ON))
    return _is_of_known_row(here) or is_of_named(here) or any(of(here.text) and in_row(here, of, count) for of, count in rows)


def _is_of_known_row(here: Seen) -> bool:
    """A line of verse, or how to call; but none below what is nobody's, as a small ad is, and no name of a column below verse."""
    rows = here.what.rows
    if here.block.start not in rows:
        return False
    over = next((block for block in islice(lines_from(here, -1), LONGEST_LIST) if block.start not in rows), None)
    if over is not None and over.kind == FURNITURE:
        return False
    last = here.below is not None and here.below.start not in rows
    return not last or (here.block.kind != FURNITURE and not is_column_above(here))


def is_of_series(here: Seen) -> bool:
    """故事一, on a page that has 故事二, too."""
    return here.block.start in here.what.counted


def is_label(here: Seen) -> bool:
    """内容提要, on a line of its own."""
    return LABEL.fullmatch(here.text.strip()) is not None


def is_of_dashed_pair(here: Seen) -> bool:
    """One of two short lines with a dash between, that are likelier text than a headline."""
    return likelier(here) == "body"


def is_whose_words(here: Seen) -> bool:
    """——李明, below what he said."""
    return is_source_of_words(here.text)


def is_whose_turn(here: Seen) -> bool:
    """江川市副市长李明：, above what he says."""
    return is_speaker(here.text)


def is_whose_picture(here: Seen) -> bool:
    """王晓图片 本报记者李明: whose a picture is, and the byline of the article."""
    return is_credit(here.text)


def is_of_cartoon(here: Seen) -> bool:
    """魏寅图 燕陆文: who drew, and whose the words are."""
    return DRAWN.fullmatch(here.text.strip()) is not None


def is_article_of_law(here: Seen) -> bool:
    """第三条, and what it says."""
    return ARTICLE_OF_LAW.match(here.text) is not None


def is_chapter_of_law(here: Seen) -> bool:
    """第一章 总则, above an article or the name of a part of the chapter.

    >>> from cleaner.customs.printed import NOTHING, Block, Page, seen
    >>> is_chapter_of_law(seen(Page("p", "第一章 总则第一条 停车要有序。"), [Block(0, 6, "title"), Block(6, 16, "body")], 0, NOTHING))
    True
    """
    if not CHAPTER_OF_LAW.match(here.text):
        return False
    below = here.reads(here.below)
    return bool(ARTICLE_OF_LAW.match(below) or CHAPTER_OF_LAW.match(below))


def is_line_with_colon(here: Seen) -> bool:
    """现就有关事项通知如下：, on a page of official documents."""
    return here.what.gazette and COLON_END.search(here.text) is not None


def is_of_next_picture(here: Seen) -> bool:
    """② and what it shows, below a caption that begins with ①; the credit of that may stand between.

    >>> from cleaner.customs.printed import NOTHING, Block, Page, seen
    >>> [is_of_next_picture(seen(Page("p", f"①新桥{k}渡船"), [Block(0, 3, "caption"), Block(3, 6, "body")], 1, NOTHING)) for k in "②③"]
    [True, False]
    """
    if not COUNTED.match(here.text):
        return False
    above = next((block for block in lines_from(here, -1) if block.kind not in (FURNITURE, "credit")), None)
    return above is not None and above.kind == "caption" and here.reads(above)[:1] == chr(ord(here.text[0]) - 1)


def is_no_caption_by_page(here: Seen) -> bool:
    """A line on a page of official documents, that points at no picture."""
    return here.what.gazette and not PICTURE.match(here.text)


def is_of_reporter(here: Seen) -> bool:
    """本报记者 李明 摄影报道, between a headline and a text.

    >>> from cleaner.customs.printed import NOTHING, Block, Page, seen
    >>> page = Page("p", "新桥今天通车本报记者 李明 摄影报道" + "两岸居民从此不必再等渡船。" * 3)
    >>> is_of_reporter(seen(page, [Block(0, 6, "title"), Block(6, 18, "credit"), Block(18, 57, "body")], 1, NOTHING))
    True
    """
    return REPORTED.search(simplified(here.text)) is not None and _is_below_headline(here)


def is_end_of_story(here: Seen) -> bool:
    """The last line of a picture story: the end of a text is above it, no caption, and a byline or a headline below.

    The text says what the picture shows, or the line from which house it is: of 336 texts of the corpus that end in a credit 240 do so.
    Any other credit is of a picture that has no caption.

    >>> from cleaner.customs.printed import NOTHING, Block, Page, seen
    >>> pages = [Page("p", f"{shows}孩子们在桥上。李明摄学校开学") for shows in ("图为", "今天")]
    >>> [is_end_of_story(seen(page, [Block(0, 9, "body"), Block(9, 12, "credit"), Block(12, 16, "title")], 1, NOTHING)) for page in pages]
    [True, False]
    """
    if here.below is None or here.below.kind not in ("title", "byline") or not _is_below_end(here):
        return False
    return OF_HOUSE.search(here.text) is not None or SHOWS.search(here.reads(here.above)) is not None


def _is_below_end(here: Seen) -> bool:
    """Whether a text ends above a block, or a paragraph does."""
    return here.above is not None and here.above.kind == "body" and closed(here.reads(here.above))


def _is_below_headline(here: Seen) -> bool:
    """Whether a headline stands above a block, and a text of more than a line below it."""
    above, below = here.above, here.below
    if above is None or below is None or above.kind != "title":
        return False
    return below.kind == "body" and len(here.reads(below)) > LINE
