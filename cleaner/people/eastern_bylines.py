"""Bylines in Korean, Japanese and Arabic."""

from __future__ import annotations

from cleaner.regexes import compiled

# 박지훈 기자, [서울=김민수 특파원], 김민수·이정은 기자 kim@abc.kr: where he writes from, names, what they are, and where to write to.
KOREAN = compiled(
    r"[\[(]?(?:[\p{Hangul}·]{2,10}\s*=\s*)?(?:글\s*[:·=]?\s*)?(?P<name>\p{Hangul}{2,4})(?:\s*[·,]\s*(?P<name>\p{Hangul}{2,4}))*"
    r"\s*(?:선임|전문|수석|객원|인턴)?\s*(?:기자|특파원|논설위원)[\])]?(?:\s+\S+@\S+)?"
)
# 【ワシントン＝高橋美咲】, 論説委員　高橋美咲, 文・高橋美咲, 高橋美咲記者
JAPANESE = compiled(
    r"(?P<open>[【［（]?)(?:[\p{Han}\p{Katakana}ー・]{1,10}\s*[＝=]\s*)?(?:(?P<role>論説委員|編集委員|文\s*[・＝])\s*)?"
    r"(?P<name>\p{Han}{2,3}[\p{Han}\p{Hiragana}\p{Katakana}]{1,3}?)(?P<role>\s*(?:論説委員|編集委員|特派員))?(?P<close>[】］）]?)"
)
PLACED = compiled("[＝=]")
# By the pen of, or so-and-so wrote.
ARABIC = compiled(r"(?:بقلم|كتب)\s*[:：]\s*(?P<name>\p{Arabic}{2,14}(?:\s\p{Arabic}{2,14}){1,3})")


def eastern_names(line: str) -> tuple[str, ...]:
    """The authors that a line names in Korean or Arabic, or as Japanese papers do: with what they are, or behind a place in brackets.

    >>> eastern_names("[서울=김민수 특파원]"), eastern_names("김민수·이정은 기자"), eastern_names("김민수 시장 사퇴")
    (('김민수',), ('김민수', '이정은'), ())
    >>> eastern_names("【ワシントン＝高橋美咲】"), eastern_names("論説委員　高橋美咲"), eastern_names("【東京】高橋美咲")
    (('高橋美咲',), ('高橋美咲',), ())
    """
    if korean := KOREAN.fullmatch(line):
        return tuple(korean.captures("name"))
    if arabic := ARABIC.fullmatch(line):
        return (arabic["name"],)
    japanese = JAPANESE.fullmatch(line)
    bracketed = japanese is not None and bool(japanese["open"] and japanese["close"]) and PLACED.search(line) is not None
    return (japanese["name"],) if japanese is not None and (bracketed or any(japanese.captures("role"))) else ()
