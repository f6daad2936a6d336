"""Lines of lists, which are of a text: what is said of an event behind its label (地点：…), the results of matches."""

from __future__ import annotations

from cleaner.language.script import simplified
from cleaner.regexes import compiled

LABELLED = compiled(
    r"(?:(?:活动|报名|招聘|考试|展览|演出|会议)?(?:时间|地点|地址|日期|对象|岗位|名额|费用|方式|要求)|(?:主办|承办|协办)(?:单位)?|票价|待遇"
    r"|联系人|(?:预约|报名)电话)\s*[:：]\s*\S.{0,38}"
)
RESULT = compiled(r"\p{Han}{2,10}\s*\d{1,3}\s*[:：∶]\s*\d{1,3}\s*\p{Han}{2,10}")


def is_labelled(line: str) -> bool:
    """Whether a line says something of an event behind its label. Of 25,105 lines of headlines none does.

    >>> is_labelled("地点：市图书馆一楼报告厅"), is_labelled("主办单位：市图书馆"), is_labelled("时间：都去哪儿了。")
    (True, True, False)
    """
    return bool(LABELLED.fullmatch(simplified(line.strip()))) and not line.rstrip().endswith("。")


def is_result(line: str) -> bool:
    """Whether a line is the result of a match, as a headline may be, too; two of them in a row are a list.

    >>> is_result("江城队4：1山城队"), is_result("江城队4：1大胜山城队，夺冠在望")
    (True, False)
    """
    return bool(RESULT.fullmatch(line.strip()))
