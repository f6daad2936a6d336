"""Customs of headlines: short lines that were weighed as text, and are of one because of what stands above or below."""

from __future__ import annotations

from itertools import islice

from cleaner.customs.page_heads import is_name_of_contents
from cleaner.customs.printed import LONGEST_HEADLINE
from cleaner.customs.seen import HEADED, LONGEST_LINE, Seen, is_below_end, is_open, lines_from, next_to
from cleaner.language.marks import COLON_END, DASH_END, SIGNS, closed
from cleaner.language.script import simplified
from cleaner.lines.columns import is_name_of_column
from cleaner.lines.lists import is_labelled
from cleaner.lines.notices import is_name_of_notice, names_what_is_below
from cleaner.looks.said import SHORT
from cleaner.page import FURNITURE, SPINE
from cleaner.people.names import is_district, is_name
from cleaner.regexes import compiled

# 详见第5版, on a line of its own.
REFERENCE = compiled(r"^\W*(?:详|詳)?[见見]\S{0,4}第?\s*[A-Z]?\d{1,2}\s*版\W*$")
# 一, 01, 上篇 or 第一天, on a line of its own.
FIRST_PART = compiled(r"[\W_]*(?:一|0?1|上篇|第一[章节節天日夜周站课課回封])[\W_]*")


# A headline that is less than any clause: 石榴, 登山三日. Of longer lines above a byline (两岸居民从此不必) most were torn from a text.
FEW = compiled(r"\p{Han}{2,4}")
# Of whom a competition's entries are.
OF_AGES = compiled(r"(?:小学|小學|中学|中學|初中|高中|成人|青年|少年|儿童|兒童|[低中高]年[级級])[组組]")
# What is written back, or in praise, has its name below any signature.
ANSWER = compiled(r"[复覆]信|答[复覆]|表扬")
IN_BRACKETS = compiled(r"[（(][^（()）。！？]{2,20}[）)]")
# What ends a part of a serial.
CONTINUED = compiled(r"[（(](?:未完)?(?:待续|续完|未完|全文完|完)[）)]")
SOME = compiled(r"(?!编者|編者|作者|记者|記者|读者|讀者|附)\p{Han}{2,8}(?<!小传|小傳|简介|簡介|链接|鏈接|资料|資料|附记|附記)")


def is_on_top(here: Seen) -> bool:
    """Whether a line is the first of a page of one article, which has a headline: 财经短波 may be page furniture elsewhere.

    >>> from cleaner.customs.seen import NOTHING, seen
    >>> from cleaner.page import Block, Page
    >>> page, blocks = Page("p", "财经短波新桥今天通车"), [Block(0, 4, FURNITURE), Block(4, 10, "body")]
    >>> what = NOTHING._replace(titles={0: 0.1, 4: 0.3})
    >>> [is_on_top(seen(page, blocks, 0, what._replace(text_starts=start))) for start in (4, None)]
    [True, False]
    """
    top = here.printed.text_starts is not None and here.block.start == min(here.printed.titles)
    return top and not is_name_of_contents(here.text)


def is_above_first_part(here: Seen) -> bool:
    """Whether a line right above 一, and below no other line of a headline, is the headline of the parts: 故乡杂忆.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> pages = [Page("p", f"故乡杂忆{part}") for part in ("一", "第一天", "二")]
    >>> [is_above_first_part(seen(page, [Block(0, 4, "body"), Block(4, len(page.source), "body")], 0)) for page in pages]
    [True, True, False]
    """
    below = here.below
    if below is None or not is_open(here.text) or (here.above is not None and here.above.kind == "title"):
        return False
    return FIRST_PART.fullmatch(here.reads(below)) is not None


def is_framed(here: Seen) -> bool:
    """Whether a line has the sign that every headline of the page has, above its text: ■榕树头：老街坊重拾粤剧.

    >>> from cleaner.customs.seen import NOTHING, seen
    >>> from cleaner.page import Block, Page
    >>> page, block = Page("p", "■新桥通车"), Block(0, 5, "body")
    >>> [is_framed(seen(page, [block], 0, NOTHING._replace(framed=framed))) for framed in ((0,), ())]
    [True, False]
    """
    return here.block.start in here.printed.framed


def is_of_another(here: Seen) -> bool:
    """Whether the words around a line tell it for another article's headline, on a page without a head.

    >>> from cleaner.customs.seen import NOTHING, seen
    >>> from cleaner.page import Block, Page
    >>> page, block = Page("p", "学校开学"), Block(0, 4, "body")
    >>> [is_of_another(seen(page, [block], 0, NOTHING._replace(others=others))) for others in ((0,), ())]
    [True, False]
    """
    return here.block.start in here.printed.others


def is_above_name(here: Seen) -> bool:
    """Whether a line between the end of a text and who wrote the next is a headline, though it looks like a column's name: 登山三日.

    On the labelled pages, bench/unseen, bench/invented and nine sets of bench/unseen four lines above names are taken for page furniture by
    their looks, rightly, and none is a headline by this.

    >>> from cleaner.customs.seen import NOTHING, seen
    >>> from cleaner.page import Block, Page
    >>> page, ends = Page("p", "到此通车。登山三日李明凌晨出发。"), ((0, 5, "body"), (5, 9, FURNITURE), (9, 11, "byline"), (11, 16, "body"))
    >>> blocks = [Block(*one) for one in ends]
    >>> [is_above_name(seen(page, blocks, 1, NOTHING._replace(titles={11: chance}))) for chance in (0, 0.9)]
    [True, False]
    """
    below = next(lines_from(here, 1), None)
    if below is None or not (below.kind == "byline" or is_name(here.reads(below).strip(), common=True)):
        return False
    if is_name_of_column(here.text) or not is_open(here.text):
        return False
    text = next_to(here.blocks, here.blocks.index(below, here.at), 1)
    if text is None or text.kind != "body":
        return False
    # 第一天, or the first line of a poem, is no headline though it looks like one.
    if here.chance(text) >= HEADED and text.start not in here.printed.counted and text.start not in here.printed.rows:
        return False
    return here.above is None or is_below_end(here)


def is_short_above_byline(here: Seen) -> bool:
    """Whether a line of few ideographs stands between the end of a text, or of what signs it, and a byline of its own line, above a text.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> page, kinds = Page("p", "到此通车。石榴李 明" + "凌晨出发，" * 9), ("body", "body", "byline", "body")
    >>> blocks = [Block(*one) for one in zip((0, 5, 7, 10), (5, 7, 10, 55), kinds, strict=True)]
    >>> [is_short_above_byline(seen(page, blocks, at)) for at in (1, 0)]
    [True, False]
    """
    below, line = next(lines_from(here, 1), None), here.text.strip()
    if below is None or below.kind != "byline" or not FEW.fullmatch(line) or OF_AGES.fullmatch(line) or is_name_of_column(line):
        return False
    text = next_to(here.blocks, here.blocks.index(below, here.at), 1)
    if text is None or text.kind != "body" or len(here.reads(text)) <= LONGEST_LINE:
        return False
    return here.above is None or here.above.kind == "byline" or is_below_end(here)


def is_below_signature(here: Seen) -> bool:
    """Whether a word or a few stand right below who signed the text above, at its end, or （未完待续）, and above a text: 复信.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> page, kinds = Page("p", "到此通车。（李明）复信" + "来信收到了，" * 7), ("body", "byline", "body", "body")
    >>> blocks = [Block(*one) for one in zip((0, 5, 9, 11), (5, 9, 11, 53), kinds, strict=True)]
    >>> [is_below_signature(seen(page, blocks, at)) for at in (2, 3)]
    [True, False]
    """
    above, below = [*islice(lines_from(here, -1), 2)], here.below
    if not SOME.fullmatch(here.text.strip()) or is_name_of_column(here.text) or len(above) < 2 or below is None:
        return False
    signature, byline = here.reads(above[0]).strip(), above[0].kind == "byline"
    if ANSWER.fullmatch(simplified(here.text.strip())):
        signs = byline or IN_BRACKETS.fullmatch(signature) is not None
    else:
        signs = (byline and signature[:1] in "（(") or CONTINUED.fullmatch(simplified(signature)) is not None
    ends = above[1].kind == "body" and closed(here.reads(above[1]))
    return signs and ends and below.kind == "body" and len(here.reads(below)) > LONGEST_LINE


def is_above_only_text(here: Seen) -> bool:
    """Whether a line stands above the place where the text of the only article begins.

    >>> from cleaner.customs.seen import NOTHING, seen
    >>> from cleaner.page import Block, Page
    >>> page, blocks = Page("p", "十年等来的桥新桥今天通车。"), [Block(0, 6, "caption"), Block(6, 13, "body")]
    >>> [is_above_only_text(seen(page, blocks, at, NOTHING._replace(text_starts=6))) for at in (0, 1)]
    [True, False]
    """
    return here.printed.text_starts is not None and here.block.start < here.printed.text_starts


def is_pointer(here: Seen) -> bool:
    """Whether a line right above the number of another page points to an article there: 秋粮收购价稳了, above 详见第5版.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> page = Page("p", "秋粮收购价稳了>>>详见第5版")
    >>> [is_pointer(seen(page, [Block(0, 7, "title"), Block(7, 15, kind)], 0)) for kind in ("page-furniture", "body")]
    [True, False]
    """
    below = next(lines_from(here, 1), None)
    if below is None or below.kind != FURNITURE or not is_open(here.text):
        return False
    return REFERENCE.search(here.reads(below)) is not None


def is_district_above(here: Seen) -> bool:
    """Whether the name of a district stands right above a line that is likely a headline: 石桥镇.

    >>> from cleaner.customs.seen import NOTHING, seen
    >>> from cleaner.page import Block, Page
    >>> page, blocks = Page("p", "石桥镇新桥今天通车"), [Block(0, 3, "byline"), Block(3, 9, "title")]
    >>> [is_district_above(seen(page, blocks, 0, NOTHING._replace(titles={3: chance}))) for chance in (0.9, 0.1)]
    [True, False]
    """
    return is_district(here.text.strip()) and here.below is not None and here.chance(here.below) >= HEADED


def is_notice_above(here: Seen) -> bool:
    """Whether the name of a notice, or of news in brief, stands right above a text: 遗失声明, 简讯.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> page = Page("p", "遗失声明李明遗失江川县图书馆的读者证一张，现声明作废。图书馆开门")
    >>> belows = (Block(4, 27, "body"), Block(27, 32, "body"))
    >>> [is_notice_above(seen(page, [Block(0, 4, "body"), below], 0)) for below in belows]
    [True, False]
    """
    below = here.below
    if below is None or below.start in here.printed.furniture or not names_what_is_below(here.text):
        return False
    text = here.reads(below)
    # 时间：三月五日, of what minutes are; ▲新桥今天通车。
    if is_labelled(text) or (text[:1] in SIGNS and closed(text)):
        return True
    return here.chance(below) < HEADED and (len(text) > LONGEST_HEADLINE or COLON_END.match(text) is not None)


def is_above_small_ads(here: Seen) -> bool:
    """Whether the name of a notice stands right above page furniture: 遗失声明, above small ads.

    >>> from cleaner.customs.seen import NOTHING, seen
    >>> from cleaner.page import Block, Page
    >>> page, blocks = Page("p", "遗失声明李明遗失读者证。"), [Block(0, 4, "title"), Block(4, 12, "body")]
    >>> [is_above_small_ads(seen(page, blocks, 0, NOTHING._replace(furniture=furniture))) for furniture in ({4}, {})]
    [True, False]
    """
    return here.below is not None and here.below.start in here.printed.furniture and is_name_of_notice(here.text)


def is_of_dashed_pair(here: Seen) -> bool:
    """Whether a line is one of two short ones with a dash between, that are likelier a headline than text.

    >>> from cleaner.customs.seen import NOTHING, seen
    >>> from cleaner.page import Block, Page
    >>> page, blocks = Page("p", "青江大桥——十年等来的桥"), [Block(0, 6, "title"), Block(6, 12, "body")]
    >>> [is_of_dashed_pair(seen(page, blocks, 1, NOTHING._replace(titles={0: chance, 6: 0.3}))) for chance in (0.9, 0.2)]
    [True, False]
    """
    return likelier(here) == "title"


def likelier(here: Seen) -> str | None:
    """Title or body, whichever is likelier of both, for one of two short lines of which the upper ends in a dash; None for any other.

    On labelled and made pages 114 of 116 such pairs are both of a headline or both text (稳步回升—— / 秋粮收购量居全省第三).

    >>> from cleaner.customs.seen import NOTHING, seen
    >>> from cleaner.page import Block, Page
    >>> page, blocks = Page("p", "青江大桥——十年等来的桥"), [Block(0, 6, "title"), Block(6, 12, "body")]
    >>> [likelier(seen(page, blocks, 1, NOTHING._replace(titles={0: chance, 6: 0.3}))) for chance in (0.9, 0.2)]
    ['title', 'body']
    >>> likelier(seen(page, blocks, 1)) is None
    True
    """
    if len(here.text) > SHORT:
        return None
    for upper, lower in ((here.block, here.below), (here.above, here.block)):
        pair = [block for block in (upper, lower) if block is not None and block.start in here.printed.titles and block.kind in SPINE]
        texts = list(map(here.reads, pair))
        if len(pair) == 2 and DASH_END.match(texts[0]) and all(map(is_open, texts)):
            one, other = (here.printed.titles[block.start] for block in pair)
            return "title" if one * other > (1 - one) * (1 - other) else "body"
    return None
