"""How to call, write or come: lines that are the paper's own, and page furniture, unless they end a notice or an invitation."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from cleaner.language.marks import COLON_END, NUMBERED, closed
from cleaner.language.script import simplified
from cleaner.lines.lists import is_labelled
from cleaner.lines.notices import ends_as_notice
from cleaner.lines.official import CONTACT, PARTING_WORDS
from cleaner.lines.subheads import MaybeFurniture
from cleaner.people.names import is_name
from cleaner.regexes import compiled

# 广告部电话, 读者热线: whose they are stands there.
OF_PAPER = compiled(r"本[报刊社]|读者|新闻|广告|投稿|来稿|发行|订阅|编辑部|[报爆]料|社址|总机|邮编|微博|公众号")
# 联系人：吴经理, 电话：85310000 张先生: whom to ask for.
WHO = compiled(r"^(?:\p{Han}{0,4})联系人|[\s（(]\p{Han}{1,2}(?:先生|女士|小姐|经理|同志|师傅|老师|主任|科长)[）)]?$")
# 采购人：市第三人民医院: what a notice says in items.
SAID = compiled(r"(?!记者|编者|本报)(?P<of>(?:\p{Han}\s*){2,8})[:：]\s*\S.{0,38}[^。！？]|(?P<of>\p{Han}{1,6}[期间点址式件人])[:：].{1,40}")
# 防汛值班电话表, above its rows: two at least.
OF_TABLE = compiled(r"\P{P}{2,24}(?:表|通[讯訊][录錄]|名[录錄]|一[览覽])\s*")
# Lines below the name of a notice that are looked at. Chosen.
FAR = 12
# What the last sentence asks for, behind which such a line belongs to it: 有意者请与本人联系.
SAYS = compiled(
    r"(?:请|可|欢迎|须|应)[^。！？]*(?:报名|咨询|联系|来电|拨打|致电|反馈|投诉|举报|应聘|垂询|洽谈|来信|来函|寄至|寄送|发送|提出|领取|认领)[^。！？]{0,24}[。！？]?$"
)


def contacts_of_texts(lines: Sequence[MaybeFurniture]) -> list[int]:
    """Which of a page's lines say how to call, write or come, and are of the text around; all in a row of which one is so.

    Args:
        lines: all but those that are known to be something else than text or furniture, in page order.

    >>> asks = MaybeFurniture("有意见的可通过以下方式反馈：")
    >>> contacts_of_texts([asks, MaybeFurniture("电话：85310000", "contact"), MaybeFurniture("邮箱：a@b.cn", "contact")])
    [1, 2]
    >>> contacts_of_texts([MaybeFurniture("新桥今天通车。"), MaybeFurniture("电话：85310000", "contact")])
    []
    >>> contacts_of_texts([MaybeFurniture("防汛值班电话表"), *(MaybeFurniture(f"{at}镇 4228101", "contact") for at in "东西")])
    [1, 2]
    """
    plain = [line._replace(text=simplified(line.text)) if line.pattern in ("", CONTACT) else line for line in lines]
    found: list[int] = []
    for is_contact, group in groupby(range(len(plain)), key=lambda at: plain[at].pattern == CONTACT):
        run = [*group]
        above, below = (plain[k].text if 0 <= k < len(plain) and not plain[k].pattern else "" for k in (run[0] - 1, run[-1] + 1))
        own = [at for at in run if not OF_PAPER.search(plain[at].text)] if is_contact else []
        if (
            (_asks(above) and not OF_PAPER.search(above))
            or PARTING_WORDS.match(below)
            or _is_item(above)
            or (len(own) > 1 and OF_TABLE.fullmatch(above) and not OF_PAPER.search(above))
            or any(NUMBERED.match(plain[at].text) or WHO.search(plain[at].text) for at in own)
            or _is_in_notice(plain, run[0])
        ):
            found += own
    return found


def _is_item(text: str) -> bool:
    """Whether a text says something behind a label, which is nobody's name: 李明：我不去 is a headline."""
    found = SAID.fullmatch(text)
    return found is not None and not is_name("".join(found["of"].split()))


def _is_in_notice(lines: Sequence[MaybeFurniture], at: int) -> bool:
    """Whether the name of a notice stands above a line, with no page furniture between."""
    for line in reversed(lines[max(0, at - FAR) : at]):
        if line.pattern not in ("", CONTACT):
            return False
        if ends_as_notice(line.text):
            return True
    return False


def _asks(text: str) -> bool:
    """Whether a text ends in what is said to be below, in a label, or in asking for a call or a letter."""
    return bool(COLON_END.match(text)) or is_labelled(text) or (closed(text) and SAYS.search(text) is not None)
