"""Lines of lists, which are of a text: what is said of an event behind its label (地点：…), the results of matches, names in a row."""

from __future__ import annotations

from cleaner.language.marks import NUMBERED
from cleaner.language.script import simplified
from cleaner.people.names import is_name, is_pen_name, split_words
from cleaner.people.roles import DESK, is_picture, is_role
from cleaner.regexes import compiled

# What is said of an event, and what may be said of each of several things. Of 800 headlines that labelled pages and those set from
# bench/unseen say twice none begins so, and none with the number of an item.
LABEL = (
    r"(?:(?:活动|报名|招聘|考试|展览|演出|会议)?(?:岗位|名额|要求)|(?:主办|承办|协办)|待遇|乘车路线|(?:预约|报名)电话|(?:责任|牵头|主管|配合)部门"
    r"|\p{Han}{0,4}(?:单位|时限|时间|地点|地址|日期|期限|标准|依据|对象|条件|方式|费用|票价|价格|面积|用途|编号|类型|[一二三单双组]\p{Han}?\d?奖"
    r"|责任人|负责人|联系人))\s*[:：]"
)
LABELLED, SAID_OF_EACH = compiled(LABEL + r"\s*\S.{0,38}"), compiled(rf"[（(]?{LABEL}.{{1,80}}")
# Characters of an item that may be said of each, and of a line behind a label, at most. Chosen.
ITEM, LONGEST_LABELLED = 27, 44
# 一级 商业用地 2400元/平方米, beside another such line
CELLS = compiled(r"[^，。；！？\s]{1,20}(?:\s+[^，。；！？\s]{1,20})+\s+[^，。；！？\s]{0,12}\d[\d.,]*\p{Han}{0,3}(?:/\S{1,4})?")
# Characters of a row whose cells are tried against each other, and of any other line of a list, at most: on a page in one line the patterns
# would keep every word of it, and the first would try each again with each. Chosen: two lines of a page, and five hundred names.
LONGEST_ROW, LONGEST_LINE = 200, 2000
# What stands in no list of names; most lines have it.
NO_NAMES = compiled(r"[，。！？；：:“”（(《…\d]")
# 2019 3 12.5%
OF_NUMBERS = compiled(r"[-+]?\d[\d.,，．]*[%％]?(?:\s+[-+]?\d[\d.,，．]*[%％]?)+")
# Numbers in a row of a table, at least, and digits of one, at most: a running head has those of a page and of an issue, or telephones.
NUMBERS, DIGITS = 3, 3
# What is said of somebody in a list of names: （女）, （回族）.
OF_PERSON = compiled(r"[（(](?:女|\p{Han}{1,4}族)(?:[，,、\s](?:女|\p{Han}{1,4}族))*[）)]")
# What stands in no row of words: a sentence.
NO_CELLS = compiled(r"[，。！？；：:|｜丨]")
# 出席：王芳 李明
CALLED = compiled(
    r"(?:出\s*席|列\s*席|缺\s*席|请\s*假|参\s*加|主\s*持|记\s*录|\p{Han}{0,4}(?:主\s*任|组\s*长|委\s*员|成\s*员|顾\s*问))(?:人员?)?\s*[:：]\s*"
)
# 卫生 31400, 2 卫生 3120, 王芳 200 李明 100
COUNTED = compiled(r"(?:\d{1,2}\s+)?\p{Han}{1,8}\s+\d[\d.,]{0,9}%?(?:\s+\p{Han}{1,8}\s+\d[\d.,]{0,9}%?)*")
# 成员：李明 市财政局局长
POSTED = compiled(
    rf"(?:{CALLED.pattern})?(?P<name>\p{{Han}}{{2,4}})(?:[（(]\S{{1,4}}[）)])?\s+\p{{Han}}{{1,24}}"
    r"(?:长|主任|书记|主席|委员|代表|经理|校长|院长|秘书|主管|负责人)(?:、\p{Han}{1,16}(?:长|主任|书记|主席|委员|代表|经理|秘书))*"
)
# 9月8日 新校区奠基, in a chronicle; 19：45 电视剧《渡江》, in a programme
DATED = compiled(r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日\s+(?!星期|农历|第)\S[^。]{1,30}")
TIMED = compiled(r"\d{1,2}[:：]\d{2}\s+\S[^。]{0,30}")
# 机械系统：李明 王芳
# 违法事实：酒后驾驶机动车。, in a list of what is said of each of several; 记者： begins what somebody says.
LABELLED_LINE, SPEAKERS = compiled(r"(?P<label>\p{Han}{2,6})\s*[:：]\s*\S.*"), ("记者", "主持人")
LABELLED_NAMES = compiled(r"(?P<label>\p{Han}{2,12})\s*[:：]\s*(?P<names>\S.*)")
# 一等奖（2名）
PRIZE = compiled(r"(?:特等|[一二三四]等|[金银铜]|优秀|优胜|入围|鼓励|纪念|组织|最佳\p{Han}{1,8})奖(?:\s*[（(]\S{1,6}[）)])?\s*[:：]?")
# 冠军 李建国, 第一名：城关镇; and 孝男 王大明, below an obituary. In either spelling, for every short line is asked.
RANKED = compiled(r"(?:[冠亚亞季殿][军軍]|第[一二三四五六七八]名|[金银銀铜銅]牌)\s*[:：\s]\s*[^，。！？；：:]{2,40}")
MOURNER = compiled(r"(?:未亡人|未亡妻|[孝哀]\p{Han}{0,3}[男子女媳婿孙孫])\s*[:：\s]\s*[^，。！？；：:]{2,40}")
RESULT = compiled(r"\p{Han}{2,10}\s*\d{1,3}\s*[:：∶]\s*\d{1,3}\s*\p{Han}{2,10}")


def is_labelled(line: str) -> bool:
    """Whether a line says something of an event behind its label. Of 25,105 lines of headlines none does.

    >>> is_labelled("地点：市图书馆一楼报告厅"), is_labelled("主办单位：市图书馆"), is_labelled("时间：都去哪儿了。")
    (True, True, False)
    """
    return _has_colon(line) and bool(LABELLED.fullmatch(simplified(line.strip()))) and not line.rstrip().endswith("。")


def label_of(line: str) -> str:
    """The label of a short line that says something behind one, and is not what somebody said; empty where there is none.

    >>> [label_of(line) for line in ("违法事实：酒后驾驶机动车。", "记者：您后悔吗？", "李明：不后悔。", "新桥通车")]
    ['违法事实', '', '', '']
    """
    found = LABELLED_LINE.fullmatch(simplified(line.strip())) if len(line) <= LONGEST_LABELLED and _has_colon(line) else None
    return found["label"] if found and found["label"] not in SPEAKERS and not is_name(found["label"]) else ""


def _has_colon(line: str) -> bool:
    """Whether a line can have a label: most have none, and are not asked for more."""
    return "：" in line or ":" in line


def is_of_list(line: str) -> bool:
    """Whether a line says something of one of several things behind its label, or is an item that counts them.

    >>> is_of_list("（责任单位：县交通局）"), is_of_list("1.招标条件"), is_of_list("商务部：出口增长")
    (True, True, False)
    """
    line = line.strip()
    if len(line) > ITEM and not _has_colon(line):
        return False
    plain = simplified(line)
    return SAID_OF_EACH.fullmatch(plain) is not None or (len(plain) <= ITEM and NUMBERED.match(plain) is not None)


def is_cells(line: str) -> bool:
    """Whether a line may be a row of three cells that ends in a number; with another one beside it it is.

    >>> is_cells("一级 商业用地 2400元/平方米"), is_cells("商业用地涨价")
    (True, False)
    """
    return len(line) <= LONGEST_ROW and CELLS.fullmatch(line.strip()) is not None


def is_result(line: str) -> bool:
    """Whether a line is the result of a match, as a headline may be, too; two of them in a row are a list.

    >>> is_result("江城队4：1山城队"), is_result("江城队4：1大胜山城队，夺冠在望")
    (True, False)
    """
    return bool(RESULT.fullmatch(line.strip()))


def is_ranked(line: str) -> bool:
    """Whether a line says who came in at a place, as each line of a list of results does.

    >>> is_ranked("冠军 李建国"), is_ranked("第一名：城关镇"), is_ranked("冠军李建国谈体会")
    (True, True, False)
    """
    return RANKED.fullmatch(line.strip()) is not None


def is_mourner(line: str) -> bool:
    """Whether a line says who mourns, as each of those who sign an obituary does.

    >>> is_mourner("孝男 王大明 王小明"), is_mourner("孝子李明的故事")
    (True, False)
    """
    return MOURNER.fullmatch(line.strip()) is not None


def is_item(line: str) -> bool:
    """Whether a line is a short item of a count, no sentence, as in a list of results: 3.赵勇（石桥乡）11秒60.

    >>> is_item("3.赵勇（石桥乡）11秒60"), is_item("3.市长说，"), is_item("赵勇")
    (True, False, False)
    """
    return len(line) <= ITEM and NUMBERED.match(line) is not None and not NO_CELLS.search(line)


def names_in_row(line: str) -> int:
    """How many names a line has that has nothing else; 0 for any other line. Of three one may have a surname that is not known.

    >>> names_in_row("王芳 李明 水天乐"), names_in_row("本报记者 李明"), names_in_row("□ 王芳 李明"), names_in_row("李明")
    (3, 0, 0, 1)
    >>> names_in_row("王芳（女） 李明（回族）")
    2
    """
    if len(line) > LONGEST_LINE:
        return 0
    line = OF_PERSON.sub(" ", line) if "（" in line or "(" in line else line
    if NO_NAMES.search(line):
        return 0
    words = split_words(line)
    if not line.lstrip()[:1].isalpha() or not all(is_name(word) or is_pen_name(word) for word in words):
        return 0
    return len(words) if 3 * sum(map(is_name, words)) >= 2 * len(words) else 0


def is_row(line: str) -> bool:
    """Whether a line is a row of a table: three numbers at least stand apart in it, or a mark at both ends shows its cells.

    >>> is_row("2 卫生 5 1 11"), is_row("8 要闻 总第231期"), is_row("电话 2873 8288 传真 2873 0657"), is_row("| 项目 | 金额 |")
    (True, False, False, True)
    """
    return has_cells(line) or (
        len(line) <= LONGEST_LINE and sum(word.isdecimal() and len(word) <= DIGITS for word in line.split()) >= NUMBERS
    )


def has_cells(line: str) -> bool:
    """Whether a line has a mark at both ends and one between: | 2019 | 3 | 12 |.

    >>> has_cells("| 2019 | 3 | 12 |"), has_cells("|第02版|")
    (True, False)
    """
    return line.startswith("|") and line.endswith("|") and line.count("|") > 2


def is_of_numbers(line: str) -> bool:
    """Whether a line is numbers and nothing else, as that of a page may be, too, or a date; several of them in a row are a table.

    >>> is_of_numbers("2019 3 12"), is_of_numbers("12.5% 1,200"), is_of_numbers("2019年 3")
    (True, True, False)
    """
    return len(line) <= LONGEST_LINE and OF_NUMBERS.fullmatch(line.strip()) is not None


def is_counted(line: str) -> bool:
    """Whether a line is a word and how much there is of it, as a running head may be, too; several of them in a row are a table.

    >>> is_counted("卫生 31400"), is_counted("2 卫生 3120"), is_counted("卫生支出增加")
    (True, True, False)
    """
    return len(line) <= LONGEST_LINE and COUNTED.fullmatch(line.strip()) is not None


def cells_in(line: str) -> int:
    """How many words stand apart in a line that is no sentence: the cells of a row of a table, if others are like it.

    >>> cells_in("5 城西污水处理厂 开发区 4.8亿元"), cells_in("新桥今天通车，两岸 居民不必等船")
    (4, 0)
    """
    return 0 if len(line) > LONGEST_LINE or NO_CELLS.search(line) else len(line.split())


def names_called(line: str) -> int:
    """How many names a line has behind a label: of those who were there; 0 for any other line.

    >>> names_called("出席：王芳 李明"), names_called("列　席：王芳、李明"), names_called("摄影：王芳 李明")
    (2, 2, 0)
    """
    if not _has_colon(line):
        return 0
    plain = simplified(line)
    found = CALLED.match(plain)
    return names_in_row(plain[found.end() :]) if found else 0


def is_named(line: str) -> bool:
    """Whether a line has two names at least behind a label that says no role: whom something was given to.

    Behind what meetings say of people (`names_called`) one name is enough.

    >>> is_named("机械系统：李明 王芳"), is_named("责任编辑：李明 王芳"), is_named("李明：王芳来了")
    (True, False, False)
    """
    found = LABELLED_NAMES.fullmatch(simplified(line.strip())) if _has_colon(line) else None
    if found is None or is_role(found["label"]) or is_picture(found["label"]) or DESK.search(found["label"]):
        return False
    return names_in_row(found["names"]) > 1


def is_prize(line: str) -> bool:
    """Whether a line says which prize was given, and nothing else.

    >>> is_prize("一等奖（2名）"), is_prize("最佳组织奖："), is_prize("我省夺得一等奖")
    (True, True, False)
    """
    return PRIZE.fullmatch(simplified(line.strip())) is not None


def is_of_day(line: str) -> bool:
    """Whether a line says, without a full stop, what was on a day or is at an hour: several in a row are a chronicle, or a programme.

    >>> is_of_day("9月8日 新校区奠基"), is_of_day("19：45 电视剧《渡江》"), is_of_day("9月8日 星期一")
    (True, True, False)
    """
    return any(pattern.fullmatch(simplified(line.strip())) for pattern in (DATED, TIMED))


def is_posted(line: str) -> bool:
    """Whether a line is somebody's name and, apart from it, his post: one of several in a list.

    >>> is_posted("成　员：李明 市财政局副局长"), is_posted("王芳 市卫生局局长"), is_posted("新桥 今年通车")
    (True, True, False)
    """
    found = POSTED.fullmatch(simplified(line.strip()))
    return found is not None and is_name(found["name"])
