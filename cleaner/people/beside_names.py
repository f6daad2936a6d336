"""What stands before and behind the names of a byline and is none: signs, brackets, places, posts, ages, a date, an address."""

from __future__ import annotations

import regex

from cleaner.language.script import simplified
from cleaner.people.names import HAN_NAME, is_name
from cleaner.people.places import places
from cleaner.people.roles import PROVINCE, endings, is_role
from cleaner.regexes import compiled

# 记者 李明 上海、蚌埠报道, 记者 李明 发自武汉、长沙: from where.
FROM_PLACES = compiled(
    r"(?<=\p{Han})\s+(?:发自(?P<places>\p{Han}{2,6}(?:[、和]\p{Han}{2,6})+)|(?P<places>\p{Han}{2,4}(?:[、和]\p{Han}{2,4})+?)(?:综合)?报[道导])$"
)
# 江川 退休教师 李明: where somebody lives, and as what.
HOME = compiled(r"\p{Han}{2,4}\s+(?=(?P<post>\p{Han}{2,8})\s+\p{Han}{2,4}$)")
# 李明（市委党校）, 李明（江川 教师）, 李明（9岁，家住3幢）, 小记者 李明（11岁）, 李明（初三（7）班）
OF_BEHIND = compiled(
    r"(?<=\S)\s*[（(](?P<inside>(?:\p{Han}{2,8}\s)?[\p{Han}\d]{2,20}(?:[，,][\p{Han}\d]{2,16})?|\p{Han}{1,12}[（(]\d{1,2}[）)]班)[）)]$"
)
# 李明（工程师，现居江川）, 特约撰稿人（巴黎）李明: whatever is said of somebody, where a role or a sign says that he wrote.
REMARK = compiled(r"(?<=\p{Han})\s*[（(][\p{Han}\d，,、 \u3000]{2,40}[）)]")
# 市第一小学四年级, 高二3班; 藏族; 寄自加州
OF_CLASS = compiled(r"[一二三四五六七八九]年[级級]|^寄自|[初高][一二三]|\d{1,2}班$|^\p{Han}{1,4}族$")
# 李明（加拿大）: countries whose readers write in, and provinces.
COUNTRY = compiled(rf"(?:{PROVINCE.pattern}|{places('country')})")
COMMA = compiled("[，,]")
AGE = compiled(r"(?:\d{1,3}|[一二三四五六七八九十]{1,4})岁")
# What stands before names and is none: （作者单位：县审计局）, （作者系市文联主席）, （寄自加州）
BEFORE = compiled(r"[（(](?:(?:作者|工作)[单單]位\s*[:：]|作者[系为為是]|寄自)[^（）()]{2,40}[）)]\s*(?=\p{Han})")
# What stands behind names and is none.
BEHIND = compiled(
    r"""(?<=\p{Han})(?:
        \s+\p{Han}{0,8}(?:\d{1,2}月)?\d{1,2}日[电電讯訊]                       # 江川5月6日电
      | \s+(?:\d{1,2}月)?\d{1,2}日\p{Han}{1,6}[专專][电電]                    # 5月6日江川专电
      | \s+(?:写于|寫於|写自|寄自|发自|發自)\s?[\p{Han}\d－-]{2,20}          # 写于江川煤矿
      | \s+(?:图片?|圖片?|照片|摄影|攝影)由\S{2,14}提供                      # 图片由学校提供
      | \s*[（(]?(?:作者|工作)[单單]位\s*[:：]\s*\p{Han}{3,30}[）)]?        # 作者单位：县审计局
      | \s+[（(]?作者[系为為是][\p{Han}、]{4,30}[）)]?                         # 作者系市文联主席
      | \s+\p{Han}{2,8}(?:\d{1,2}月)?\d{1,2}日[报報][道导導]                 # 巴拿马城6月18日报道
      | \s*[（(](?:文[/／、·]?[图圖摄攝影]|[图圖][/／、·]?文)[）)]                       # （文/图）
      | \s+(?:[\w.+-]+@[\w.-]+|[\d（()）-]{7,16})                          # an e-mail address, a telephone number
    )$""",
    regex.VERBOSE,
)
BRACKETED = compiled(r"^[（(【\[［〔〖＜<](?P<inside>[^（(【\[［〔〖＜<）)】\]］〕〗＞>]+)[）)】\]］〕〗＞>]$")
# （李明, or 李 明）: a name with a bracket that was lost on its other side.
HALF = compiled(r"[（(]\s*(?P<name>\p{Han}{2,4}|\p{Han}\s+\p{Han})|(?P<name>\p{Han}{2,4}|\p{Han}\s+\p{Han})\s*[）)]")
# 口 is how □ is often read.
SIGN = compiled(r"口\s+|[\p{So}\p{Sm}•·※○●\-—–_*+/|｜丨:：]+\s*")
# 市公安局宣传处供稿
SENT_BY = compiled(
    r"(?P<open>[（(])?(?P<who>(?:\d{4,6}部队)?\p{Han}{2,20}(?:局|处|部|委|办|会|台|所|队|站|院|校|馆|中心|室|厂|组|科|股))(?:供稿|整理|编写)(?(open)[）)])"
)
# （市委组织部）, （县林业局 答）: an office that signs. No verb need say so: what ends as fewer offices do is one.
OFFICE = compiled(
    r"[（(](?P<who>\p{Han}{2,18}(?:[局处委办科股厅部院所校厂]|室|中心|委员会|[居村]委会|[工协商学]会|联合会|基金会|[大支中]队|公司|集团|[妇文]联|政府))"
    r"(?:\s*(?:答复?|整理|编写|提供))?[）)]"
)
# 供稿：人事科, 供稿单位 县防疫站
SENDER = compiled(r"(?:供稿|来稿|稿件)(?:单位|部门)?\s*[:：]?\s*(?P<office>\p{Han}{2,20})")
# 读者 李明 谨上 三月初二: how letters close.
LETTER_END = compiled(r"(?<=\p{Han})\s*(?:谨[启上识志白]|敬[启上贺识]|[拜叩][上启]|手[书启])(?:\s+\S{0,8}月\S{1,4})?$")
# 李明供稿, of a person
NAME_SENT = compiled(r"(?P<name>\p{Han}{2,4})供稿")
# （江川 读者）, who asks or writes in, and whose name is not said.
ANYBODY = compiled(r"(?:^|\s)(?:读者|家长|网友|网民|观众|听众|市民|顾客)$")
# 本报记者 李明 摄影报道: a credit, or below a headline a byline.
REPORTED = compiled(r"\s*摄影报道$")
# Longest line that can be a list of names, in characters: eight names with two roles. Chosen.
LONGEST_BYLINE = 60


def is_post_age_or_class(inside: str) -> bool:
    """Whether what stands in brackets behind a name is a post, an age, a class or a people, which are said of nobody but people.

    >>> is_post_age_or_class("11岁"), is_post_age_or_class("市委党校教授"), is_post_age_or_class("身边事")
    (True, True, False)
    """
    said = COMMA.split(simplified(inside))
    return any(AGE.fullmatch(plain) or OF_CLASS.search(plain) or plain.endswith(endings("post")) for plain in said)


def is_country(inside: str) -> bool:
    """Whether what stands in brackets behind a name is a country, or a province.

    >>> is_country("加拿大"), is_country("身边事")
    (True, False)
    """
    return COUNTRY.fullmatch(simplified(inside)) is not None


def is_sent_by_office(line: str) -> bool:
    """Whether a line says which office sent a text, and not who wrote it.

    >>> is_sent_by_office("供稿：人事科"), is_sent_by_office("供稿单位 县防疫站"), is_sent_by_office("供稿：李明")
    (True, True, False)
    """
    found = SENDER.fullmatch(simplified(line.strip()))
    return found is not None and found["office"].endswith(endings("from"))


def is_somebody(who: str) -> bool:
    """Whether a text is one name, of two or three characters or with a dot, and nothing else.

    >>> is_somebody("李明"), is_somebody("约翰·史密斯"), is_somebody("李明代表")
    (True, True, False)
    """
    return is_name(who, common=True) or (is_name(who) and HAN_NAME.fullmatch(who) is None)


def without_places(text: str) -> str:
    """A line of names without the places that a report came from, unless all of these may be names.

    It is without a home town, too, that stands before what somebody is and his name.

    >>> without_places("记者 李明 发自武汉、长沙"), without_places("江川 退休教师 李明")
    ('记者 李明', '退休教师 李明')
    """
    home = HOME.match(simplified(text))
    if home and home["post"].endswith(endings("post")) and not is_role(home[0].strip()):
        return text[home.end() :]
    found = FROM_PLACES.search(simplified(text))
    if found is None:
        return text
    named = all(is_name(place, common=True) for place in regex.split("[、和]", found["places"]))
    return text if named and "发自" not in found[0] else text[: found.start()]


def without_half(line: str) -> str:
    """A line that is one name with a bracket on one side, without that; any other line as it is, for it may be torn.

    >>> without_half("（李明"), without_half("（李明）"), without_half("（本报记者 李明")
    ('李明', '（李明）', '（本报记者 李明')
    """
    found = HALF.fullmatch(line.strip())
    return found["name"] if found and is_name("".join(found["name"].split()), common=True) else line.strip()
