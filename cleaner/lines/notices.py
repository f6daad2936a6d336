"""Names of notices and of news in brief, as they stand above their texts: a section has the same name, and headlines below it."""

from __future__ import annotations

from cleaner.language.script import simplified
from cleaner.regexes import compiled

# Characters of such a line at most, its letters apart: of a name of eighteen. Chosen.
LONGEST = 36
# Behind more than a word or two only where a body gives notice: else it may be a line of a text, or of a headline.
# What names appointments, or what happened, stands above them as the name of a notice does.
NAME = compiled(
    r"(?![一两这那该此])(?:\p{Han}{0,4}|\p{Han}{2,12}(?:法院|公司|局|政府|委员会))(?:公告|启事|声明|公示|通告|讣告|更正|通知)"
    r"|[敬致]?告读者|致读者|人事任免|大事记|文件目录|光荣榜|领导批示|\p{Han}{2,16}会议纪要"
    r"|招聘|招租|求租|求购|征婚|寻人|(?:房屋|门面|仓库|厂房)?(?:出租|出售|转让)|市场行情|物价一览|供求(?:热线|信息)|生产快报"
    r"|小信箱|编读往来|今日影剧|笑一笑|猜一猜|上期谜底|农谚|名人名言"
)

# 江北机械厂招聘启事: what ends as the name of a notice does.
OF_NOTICE = compiled(r"[^，。！？；]{0,40}(?:公告|通告|公示|启事|声明|招标书|招聘信息|会议纪要)")

# Of 54 such lines on pages of other papers 29 are the headline of the briefs below, and 24 of 25 others stand above headlines or pictures.
BRIEFS = compiled(
    r"\p{Han}{0,4}(?:[简短快]讯|短波|简明新闻|一句话新闻|(?:要闻|新闻)(?:简报|速览|集纳|集锦))|\p{Han}{2,6}[两二三四五六七八九十]则"
)


def is_name_of_notice(line: str) -> bool:
    """Whether a line is the name of a notice and nothing else.

    >>> [is_name_of_notice(line) for line in ("遗失声明", "启　事", "敬告读者", "市政府发布公告说明情况", "省里发出防汛紧急通知")]
    [True, True, True, False, False]
    """
    return len(line) <= LONGEST and NAME.fullmatch(simplified("".join(line.split()))) is not None


def ends_as_notice(line: str) -> bool:
    """Whether a line that is no sentence ends as the name of a notice does.

    >>> [ends_as_notice(line) for line in ("江北机械厂招聘启事", "公　告", "厂里贴出启事，要招十个人")]
    [True, True, False]
    """
    return len(line) <= LONGEST and OF_NOTICE.fullmatch(simplified("".join(line.split()))) is not None


def names_what_is_below(line: str) -> bool:
    """Whether a line says that a notice stands below, or news in brief, and nothing else.

    >>> [names_what_is_below(line) for line in ("遗失声明", "简　讯", "工业短讯", "书讯三则", "图片新闻")]
    [True, True, True, True, False]
    """
    return is_name_of_notice(line) or is_name_of_briefs(line)


def is_name_of_briefs(line: str) -> bool:
    """Whether a line says that news in brief stands below, and nothing else.

    >>> is_name_of_briefs("简明新闻"), is_name_of_briefs("遗失声明")
    (True, False)
    """
    return len(line) <= LONGEST and BRIEFS.fullmatch(simplified("".join(line.split()))) is not None
