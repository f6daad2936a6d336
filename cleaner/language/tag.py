"""Which language a text is in, as far as its script shows it."""

from __future__ import annotations

import regex

from cleaner.language.script import table
from cleaner.regexes import compiled

# By the order here, where a text has as much of two.
SCRIPTS = {
    "han": compiled(r"\p{Han}+"),
    "kana": compiled(r"[\p{Hiragana}\p{Katakana}]+"),
    "hangul": compiled(r"\p{Hangul}+"),
    "cyrillic": compiled(r"\p{Cyrillic}+"),
    "arabic": compiled(r"\p{Arabic}+"),
    "hebrew": compiled(r"\p{Hebrew}+"),
    "devanagari": compiled(r"\p{Devanagari}+"),
    "latin": compiled(r"\p{Latin}+"),
}
# Characters that a language is told from. Chosen: a paragraph or two say it.
SAMPLE = 2000
# Share of letters from which a text is Japanese, whose sentences have more kana than Han, or Korean; a Chinese one may quote a
# name. Chosen.
KANA, HANGUL = 0.1, 0.2
# Share of Han that only traditional text has. Of the pages in bench/invented those in traditional characters have 0.30 to 0.35; of the
# others there and in bench/unseen none has 0.005.
TRADITIONAL = 0.05
# Words that no English text does without, and their share of its words from which it is English, for other languages share a few. Chosen.
ENGLISH = compiled(
    r"\b(?:the|of|and|to|in|is|that|for|with|were|at|by|from|his|her|had|has|have|been|this|which|will|not|are|as|on|it|he|after)\b",
    regex.IGNORECASE,
)
ENGLISH_WORDS = 0.1
# Scripts that write words apart: a word of them says as much as a character of the others.
WORDS = ("cyrillic", "arabic", "hebrew", "devanagari", "latin")


def language_of(text: str) -> str:
    """The language of a text as a BCP 47 tag; "und" where its script is that of many languages and no more is known.

    >>> language_of("新闻"), language_of("新聞報導發展"), language_of("The end of the day"), language_of("123")
    ('zh-Hans', 'zh-Hant', 'en', 'und')
    >>> language_of("新しい橋が開通した"), language_of("새 다리가 개통됐다"), language_of("Новый мост открыт")
    ('ja', 'ko', 'und')
    >>> language_of("国际学生体验端午，International Office举办活动"), language_of("Two men were treated after a truck overturned")
    ('zh-Hans', 'en')
    """
    sample = text[:SAMPLE]
    han = sum(map(len, SCRIPTS["han"].findall(sample)))
    # Nothing else can be more than that.
    if 2 * han > len(sample) and not SCRIPTS["kana"].search(sample) and not SCRIPTS["hangul"].search(sample):
        return _chinese(sample, han)
    found = {script: letters.findall(sample) for script, letters in SCRIPTS.items()}
    count = {script: len(words) if script in WORDS else sum(map(len, words)) for script, words in found.items()}
    if count["kana"] > KANA * sum(count.values()):
        return "ja"
    if count["hangul"] > HANGUL * sum(count.values()):
        return "ko"
    script = max(count, key=lambda name: count[name])
    if not count[script]:
        return "und"
    if script == "han":
        return _chinese(sample, han)
    if script == "latin":
        return "en" if len(ENGLISH.findall(sample)) > ENGLISH_WORDS * (sample.count(" ") + 1) else "und"
    return "he" if script == "hebrew" else "und"


def _chinese(sample: str, han: int) -> str:
    traditional = sum(map(sample.count, table().keys() & set(sample)))
    return "zh-Hant" if traditional > TRADITIONAL * han else "zh-Hans"
