"""Lines that say whose a picture is: by the patterns of `credits.txt`, or names and what these did to a picture."""

from __future__ import annotations

import functools

from cleaner.language.marks import PICTURE
from cleaner.language.script import UNSPACED, simplified
from cleaner.patterns import alternatives, first_fitting
from cleaner.people.beside_names import BRACKETED, LONGEST_BYLINE, REPORTED, SENT_BY, SIGN
from cleaner.people.names import is_name, is_transcribed, split_words
from cleaner.people.roles import NAME_AND_BOTH, ROLE_AND_NAME, TEXT_AND_PICTURE, endings, is_picture, is_role
from cleaner.regexes import compiled

# What a person or a house does to a picture; the first group is said of nothing else.
VERB = compiled(
    r"(?:(?P<sure>摄影报道|供图|制图|配图|绘图|航拍|(?<!拍)摄(?!影)|摄于\S{2,8}|(?<=\s)摄影报道图片)"
    r"|(?P<unsure>摄影|漫画|绘|画|图|作|(?<=\s)(?:影|书|篆刻|速写|国画|油画|版画|剪纸|书法|供稿|发|\S{2}图片)|资料图片?|资料照片|图片))$"
)
# 李宏图: a name, and not who made a picture. Of given names that end so most are of these.
NAME_OF_PICTURE = compiled(r"(?<!\p{Han})\p{Han}[宏鸿弘雄远壮丕]图$")
HOUSE = compiled(
    r"(?:新华社|本报|中新社|中新网|央视|视觉中国|人民视觉|影像中国|受访者|资料|网络|\p{Han}{1,10}(?:社|报|网|视觉|街道|单位|公司|集团|供稿|部门|办公室))(?:发|图|稿)?"
)
# 新华社发（李明摄）, 李明摄（人民视觉）
IN_BRACKETS_AT_END = compiled(r"[（(](?P<inside>[^（()）]{2,16})[）)]$")
# Of these a text comes, whoever else is named: a line with one is no picture's credit.
TEXT_ROLE = compiled(rf"撰文|采写|文字|撰稿|执笔|口述|文|{TEXT_AND_PICTURE.pattern}|{NAME_AND_BOTH.pattern}")
# 李明文 王芳摄
NAME_AND_TEXT, NAME_AND_PICTURE = compiled(r"\p{Han}{2,3}文"), compiled(r"\p{Han}{2,3}[摄图]")
# 王芳提供, and nothing else: of a house it may be said of anything.
PROVIDED = compiled(r"(?P<name>\p{Han}{2,3})\s*提供")
# Characters of a name by its sound from which 图 is of it: 额尔德木图. Chosen: of three characters it may be a surname's and a verb.
BY_SOUND = 4
# What stands between a caption and its credit: a stop, a space, or the credit's own bracket. A caption says something, in four letters.
BEFORE_CREDIT = compiled(r"(?<=[。！？.]|[。！？.]”)\s*|\s+|(?=[（(][^（()）]{2,24}[）)]$)")
CAPTION = compiled(r"(?:\p{L}\P{L}*){4}")
# Longest caption with its credit, in characters, and how many letters of an alphabet say what one does. Chosen: what is longer is a text
# that a picture goes with.
LONGEST_CAPTION, LETTERS = 90, 3
# Characters, words and characters of a word of what is taken for a credit whoever is named, at most. Chosen: of 234 such lines on the
# labelled and made pages and in tests/lines 231 have 22, four and 14 at most; one with a longer word is missed (tests/lines/missed.txt).
MOST, WORDS, WORD = 30, 6, 14
# Characters from which what sends a text is no person's name, but a house's. Chosen: names of ideographs have two or three, few four.
HOUSE_FROM = 4
# 河上又添一桥。　江川县公路局供稿: one sentence, of so many characters at most, has its picture from where another's text would be. Chosen:
# a report is longer.
ONE_SENTENCE, SENT_IN = 40, compiled(r"\p{Han}{3,12}供稿")
# （新华社）: a house alone
HOUSE_ALONE = compiled(r"[（(]\p{Han}{1,3}社[）)]")
# What stands in no credit.
MARKS = "，。！？；"
NO_CREDIT = compiled(rf"[{MARKS}]")


def is_credit(line: str) -> bool:
    """Whether a line says whose a picture is.

    >>> [is_credit(t) for t in ("本报记者 毛新 摄", "图片由许若川提供", "新华社记者程宇琪摄", "让图书馆成为城市的客厅")]
    [True, True, True, False]
    >>> is_credit("记者 毛新 文/摄"), is_credit("陳大文攝")
    (False, True)
    """
    text = line.strip()
    return 2 <= len(text) <= LONGEST_BYLINE and not NO_CREDIT.search(text) and _is_credit(text)


@functools.lru_cache(maxsize=1024)  # several modules ask about the same lines
def _is_credit(text: str) -> bool:
    text = simplified(text)
    inside = BRACKETED.match(text)
    text = inside["inside"].strip() if inside else text
    # （李明 摄影报道） signs a story, （市政府办公室供稿） a text.
    if inside and (REPORTED.search(text) or SENT_BY.fullmatch(text)):
        return False
    text = text[sign.end() :] if (sign := SIGN.match(text)) else text
    words = split_words(text)
    if any(map(TEXT_ROLE.fullmatch, words)) or (any(map(NAME_AND_PICTURE.fullmatch, words)) and any(map(_wrote, words))):
        return False
    if first_fitting("credits.txt", text):
        return True
    tail = IN_BRACKETS_AT_END.search(text)
    if not tail:
        return _made_by(text)
    head = text[: tail.start()].rstrip()
    return _made_by(head) or bool(alternatives("credits.txt")["house"].fits(head) and _made_by(tail["inside"]))


def credit_at_end(text: str) -> int | None:
    """Where the credit at the end of a caption begins; None where a text is no caption with one.

    >>> credit_at_end("图为社员在采收鱼腥草。（熊晓峰 摄）"), credit_at_end("白鹭在湿地觅食。 通讯员 裴松 摄"), credit_at_end("毛新 摄")
    (11, 9, None)
    >>> credit_at_end("江川河上又添一桥。 县公路局供稿"), credit_at_end("江川河上又添一桥。两岸居民都来看。 县公路局供稿")
    (10, None)
    """
    if len(text) > LONGEST_CAPTION and (len(text) > LETTERS * LONGEST_CAPTION or UNSPACED.search(text)):
        return None
    # A credit is behind the last of these.
    begin = max(map(text.rfind, MARKS)) + 1
    if begin >= len(text.rstrip()):
        return None
    for gap in BEFORE_CREDIT.finditer(text, begin):
        credit = text[gap.end() :]
        if is_credit(credit) or _sent_in(text, gap.end()):
            # 摄影报道 says who wrote, too, and （新华社） whose a text is: above it stands a caption only if it says that it is one.
            of_text = REPORTED.search(simplified(text.rstrip("）)"))) or HOUSE_ALONE.fullmatch(credit.strip())
            if of_text and not PICTURE.match(text):
                return None
            return gap.end() if CAPTION.search(text[: gap.start() + 1]) and not is_credit(text) else None
    return None


def _sent_in(text: str, at: int) -> bool:
    """Whether what begins at a place says who sent in the picture of the one sentence before it."""
    return at <= ONE_SENTENCE and text.count("。", 0, at) == 1 and SENT_IN.fullmatch(simplified(text[at:].rstrip())) is not None


def _wrote(word: str) -> bool:
    """Whether a word with 文 behind a name says who wrote, as 李明文 does where another word is 王芳摄."""
    return NAME_AND_TEXT.fullmatch(word) is not None and is_name(word[:-1])


def _made_by(text: str) -> bool:
    """Whether a text is names and houses, and what these did to a picture."""
    words = split_words(text)
    # 摄影 李明, 首席摄影记者 李明: without a mark between them, only before names.
    first = len(words) > 1 and is_picture(words[0]) and not is_name(words[0])
    if first and any(map(is_name, words[1:])) and all(is_name(word) or is_role(word) for word in words[1:]):
        return True
    if (by := PROVIDED.fullmatch(text)) and is_name(by["name"], common=True):
        return True
    verb = VERB.search(text)
    if verb is None or NAME_OF_PICTURE.search(text) or (len(words[-1]) >= BY_SOUND and is_transcribed(words[-1])):
        return False
    words = split_words(text[: verb.start()])
    if verb["sure"] and len(text) <= MOST and len(words) <= WORDS:
        return bool(words) and all(len(w) <= WORD for w in words)
    # （李明 供稿） signs a text.
    if verb[0] == "供稿" and any(is_name(word) and len(word) < HOUSE_FROM for word in words):
        return False
    known = (is_name, is_role, ROLE_AND_NAME.fullmatch, HOUSE.fullmatch, endings("picture").__contains__)
    return bool(words) and all(any(look(word) for look in known) for word in words)
