"""Lines that say outright who wrote: by whom a text is, who sent it, who its author is, or which house writes without a name."""

from __future__ import annotations

import regex

from cleaner.language.script import simplified
from cleaner.people.beside_names import OFFICE, SENT_BY, is_post_age_or_class
from cleaner.people.names import is_name
from cleaner.regexes import compiled

# Who writes without a name.
HOUSE_AUTHOR = compiled(
    r"(?:本[报刊网台]|\p{Han}{1,6}[报社网])(?:特约|首席|高级|\p{Han}{2,6}(?=(?:调查|调研|报道|采访|课题)组))?(?:评论员|观察员|编辑部|评论部|评论组|时评组|调查组|调研组|报道组|采访组|课题组)"
    r"|本[报刊网台](?:综合(?:报道|消息|整理)?|集体采访)|(?:本[报刊]|新华社)(?:记者|通讯员)\s+(?:本[报刊]|新华社)(?:记者|通讯员)"
    # 新桥县委报道组, as who reports for a county or a works signs.
    r"|\p{Han}{2,12}(?:通讯组|报道组|写作组|调查组|调研组|课题组)"
    # 本报“问政”报道组, 县融媒体中心、江川晚报社联合采访组
    r"|(?!.*(?:成立|组[建成]|派出|进驻))[\p{Han}“”、]{0,24} ?(?:报道组|课题组|采访组|记者组|编写组|采访小分队|采访团)"
)
# 作者：李明，系江南大学教授; 作者系江南大学教授 井然, 作者单位：市安监局 井 然, with names of any shape.
AUTHOR_IS = compiled(
    r"作者\s*[:：]?\s*(?P<name>\p{Han}{2,4})\s*[，,]\s*(?:系|为|单位).{2,40}"
    r"|作者(?:系|为|是|单位\s*[:：])\s*\p{Han}{4,30}\s+(?P<name>\p{Han}\s?\p{Han}{1,3})"
)
# （李明为江南大学教授）
AUTHOR_HOLDS = compiled(r"[（(](?P<name>\p{Han}{2,4}?)[系为](?P<post>\p{Han}{3,30})[）)]")
# （李明编译自英国《园艺周刊》）, （摘自《江川晚风》 李明）, （本栏目稿件由 李明 提供）
TAKEN_FROM = compiled(
    # 小芹 编译自英国《园艺周刊》, with a name of any shape that is set apart
    r"[（(]?(?P<name>\p{Han}{2,3})(?P<apart>\s+)(?:编译|摘译|整理|摘)自\S{2,20}[）)]?"
    r"|[（(]?(?P<name>\p{Han}{2,4}?)\s*(?:编译|摘译|编|译|摘)自[^（()）]{2,30}[）)]?"
    r"|[（(](?:摘自|选自|据|原载)\S{0,6}《[^（()）《》]{2,20}》\S{0,8}\s+(?P<name>\p{Han}{2,4})(?:/文)?[）)]"
    r"|[（(]?本[版栏组期]\p{Han}{0,6}由\s*(?P<name>\p{Han}{2,4})\s*(?:采写|撰写|提供|撰文)[）)]?"
)
# By 李明
BY_HAN = compiled(r"by\s+(?P<name>\p{Han}{2,4})", regex.IGNORECASE)


def by_or_sent(line: str) -> tuple[str, ...]:
    """Who stands behind By, or sent a text.

    >>> by_or_sent("By 李明"), by_or_sent("（市公安局宣传处供稿）"), by_or_sent("李明供稿")
    (('李明',), ('市公安局宣传处',), ())
    """
    found = BY_HAN.fullmatch(line)
    if found and is_name(found["name"]):
        return (found["name"],)
    found = SENT_BY.fullmatch(simplified(line)) or OFFICE.fullmatch(simplified(line))
    return (line[found.start("who") : found.end("who")],) if found else ()


def author_said(line: str, text: str) -> tuple[str, ...]:
    """Who is said to be the author, or holds a post, or writes without a name.

    Args:
        line: with the marks around it.
        text: the same without.

    >>> [author_said(line, line) for line in ("本报评论员", "作者：李明，系江南大学教授", "（李明为江南大学教授）", "李明 王芳")]
    [('本报评论员',), ('李明',), ('李明',), ()]
    >>> [author_said(line, line) for line in ("（李明译自英国《园艺周刊》）", "（摘自《江川晚风》 李明）", "（摘自《江川晚风》）")]
    [('李明',), ('李明',), ()]
    """
    if HOUSE_AUTHOR.fullmatch(simplified(text)):
        return (text,)
    if found := AUTHOR_IS.fullmatch(simplified(text)):
        return ("".join(text[found.start("name") : found.end("name")].split()),)
    if (found := TAKEN_FROM.fullmatch(simplified(line))) and (found["apart"] or is_name(found["name"])):
        return (line[found.start("name") : found.end("name")],)
    found = AUTHOR_HOLDS.fullmatch(simplified(line))
    holds = found is not None and is_post_age_or_class(found["post"]) and is_name(found["name"])
    return (line[found.start("name") : found.end("name")],) if found and holds else ()
