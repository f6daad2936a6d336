"""What a page says twice on purpose: of two documents, notices, laws or things, at the foot of two texts, as a headline and in full."""

from __future__ import annotations

from cleaner.language.marks import dateline
from cleaner.language.script import simplified
from cleaner.lines.furniture import furniture
from cleaner.lines.official import ARTICLE_OF_LAW
from cleaner.page import Repeated
from cleaner.people.bylines import byline
from cleaner.people.credits import is_credit
from cleaner.people.names import is_name
from cleaner.people.roles import endings
from cleaner.regexes import compiled
from cleaner.repeats.compared import HAN, LONGEST_FORMULA, NONE, Compared, is_ended, is_right_below, is_signer

# A headline that asks, calls or breaks off is closed as sentences are.
ASKED = compiled(r"[？！?!…]\s*$")
WITHIN = compiled("[。；]")
GOES_ON = compiled(r"[，,、]\s*$")
OF_ADS = compiled(
    r"(?:HELP )?WANTED|FOR (?:SALE|RENT|HIRE)|TO LET|LOST(?: AND FOUND)?|FOUND|SITUATIONS? (?:VACANT|WANTED)|OBITUARY|NOTICES?|PERSONAL"
    r"|DIED|BORN|MARRIED|DEATHS?|BIRTHS?|MARRIAGES?"
)
DATED = compiled(r"月.{1,3}[日号號]$")
# Chosen: the shortest paragraph whose repeat is no chance. Short closed sentences (这正是：) do come twice.
SHORTEST_BODY = 20
# Letters of a headline's line: of 2,511 on labelled pages and in bench/papers none has more than 40. Chosen.
LONGEST_LINE = 44


def of_another(first: Compared, second: Compared) -> bool:
    """Whether two blocks that are alike are not one said twice: each is of a document, a notice, a text or a thing of its own.

    A line of a poem may be its refrain, or its name.

    >>> first = Compared(0, "请到桥头办公室来。", "请到桥头办公室来", "请到桥头办公室来", to="王芳：")
    >>> of_another(first, first._replace(at=2, to="李明：")), of_another(first, first._replace(at=2))
    (True, False)
    """
    if _differ(first.to, second.to) or (first.goes_on and second.goes_on and first.goes_on != second.goes_on):
        return True
    # What is listed again stands below another thing, and not below itself.
    listed = first.listed and second.listed and not is_right_below(first, second)
    labelled = first.labelled and second.labelled and first.numbered == second.numbered
    # Of a poem that the page has twice each line is of another.
    refrain = second.poem > 0 and first.poem in (0, second.poem)
    formal = first.formal and second.formal and not is_right_below(first, second)
    return listed or labelled or refrain or formal or _formula(first, second) or _signs(first, second)


def _differ(one: str, other: str) -> bool:
    """Whether two notices are for others: names of one length that differ in one character may be one that was read wrong."""
    if not one or not other or one == other:
        return False
    return len(one) != len(other) or sum(a != b for a, b in zip(one, other, strict=True)) > 1


def _formula(first: Compared, second: Compared) -> bool:
    """Whether two blocks that are alike can be what each of two official documents, articles of a law, or notices, says for itself."""
    another = first.article != second.article and not ARTICLE_OF_LAW.match(second.text)
    # A headline may have been said twice above another notice; what each of two says is a sentence.
    noticed = 0 < first.notice < second.notice and is_ended(second.text)
    documented = NONE not in (first.document, second.document) and first.document != second.document
    return (documented or another or noticed) and len(second.letters) < LONGEST_FORMULA


def _signs(first: Compared, second: Compared) -> bool:
    """Whether two lines that are alike are below two texts who signed these, and when.

    A headline that the reader said again can stand anywhere; so in Chinese a date, a body or a post must say that it is none.
    """
    if not (first.ends and second.ends):
        return False
    text = second.text.strip()
    post, *name = text.split()
    signed = is_signer(text) or (simplified(post).endswith(endings("post")) and len(name) == 1 and is_name(name[0]))
    return not HAN.search(text) or DATED.search(text) is not None or signed


def in_full(first: Compared, second: Compared) -> bool:
    """Whether the second of two blocks that are alike says in a whole sentence what stands above as a line: a headline, or a summary.

    Of 4,500 articles of the corpus seven lost their first sentence (近日，国家主席复信 …, below the headline 复信 …) before this was
    asked. Of 207 repeats of prose on labelled and made pages only one is so, and that was none.

    >>> line = Compared(0, "新桥今天通车", "新桥今天通车", "新桥今天通车")
    >>> whole = line._replace(at=2, text="新桥今天通车。")
    >>> in_full(line, whole), in_full(whole, line)
    (True, False)
    """
    return not is_ended(first.text) and is_ended(second.text)


def verbatim(first: Compared, second: Compared) -> Repeated | None:
    """What to call the second of two lines with the same letters; None where that may well be right.

    >>> texts = ("新桥今天上午通车", "新桥今天上午正式通车，两岸居民从此不必再等渡船。", "这正是：渡船停航。", "本报记者 李明")
    >>> [verbatim(one, one) for one in (Compared(0, text, text, text) for text in texts)]
    ['repeated-title', 'duplicate', None, None]
    >>> asked = Compared(0, "秋天喝什么粥？", "秋天喝什么粥", "秋天喝什么粥", heads=True)
    >>> verbatim(asked, asked), verbatim(asked._replace(heads=False), asked)
    ('repeated-title', None)
    """
    # WANTED stands above every one of several small ads.
    if first.heads and second.heads and OF_ADS.fullmatch(second.text.strip().rstrip(".")):
        return None
    if is_ended(second.text):
        asked = first.heads and ASKED.search(second.text) is not None
        return "duplicate" if len(second.letters) >= SHORTEST_BODY else "repeated-title" if asked else None
    # No headline ends with a comma; a line of a song does, and comes again.
    goes_on = len(second.letters) < SHORTEST_BODY and GOES_ON.search(second.text) is not None
    if goes_on or furniture(second.text) or byline(second.text) or is_credit(second.text):
        return None
    prose = len(second.letters) > LONGEST_LINE or WITHIN.search(second.text) or dateline(second.text)
    return "duplicate" if prose else "repeated-title"
