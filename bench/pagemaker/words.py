# ruff: noqa: E501 - word lists
"""The words around articles: names, bylines, captions, credits, furniture; in as many forms as papers have."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from typing import Any

FAMILY = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙陶贺毛郝顾龚邵万钱覃武戴莫孔汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申耿关兰焦俞左柳甘祝包"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红玲芬燕彬斌宇浩凯健俊帆雪琳晨阳欣怡佳嘉婷雯慧颖洁晓梅兰春海波峰林鹏飞龙志国建文新民永忠德生荣光辉宏达远航天成思源子轩一诺梓涵若曦"
PAPERS = ("本报", "本报", "本报", "新华社", "晨报", "日报", "晚报", "全媒体", "融媒体中心", "本网", "中新社", "通讯社", "青年报", "商报")
SCENES = (
    "现场。", "一角。", "活动现场。", "工作人员在忙碌。", "村民正在采摘。", "图为施工现场。", "志愿者在整理物资。", "孩子们在上课。", "游客在参观。", "全景。",
    "工人在调试设备。", "俯瞰。", "航拍。", "合影。", "会场。", "演出剧照。", "比赛中。", "清晨的街头", "新貌", "项目建成后的样子。", "接受采访。",
)  # fmt: skip
SECTIONS = [
    "要闻",
    "综合",
    "专版",
    "社会",
    "经济",
    "文化",
    "体育",
    "国际",
    "评论",
    "副刊",
    "理论",
    "教育",
    "健康",
    "科技",
    "民生",
    "时政",
    "广告",
    "区县",
    "统战",
    "法治",
]


# Lines of page furniture that were written for this project, which articles.load puts in.
WRITTEN: list[str] = []
# How often page furniture is of these.
OF_WRITTEN = 0.4
# Names of columns: those of the corpus, which articles.load puts in, and these put together.
COLUMNS: list[str] = []
SUBJECTS = (
    "健康",
    "教育",
    "旅游",
    "楼市",
    "车市",
    "美食",
    "亲子",
    "青春",
    "军营",
    "侨乡",
    "山乡",
    "城事",
    "街巷",
    "记忆",
    "人物",
    "法眼",
    "艺苑",
    "收藏",
    "电影",
    "围棋",
)
SORTS = (
    "周刊",
    "驿站",
    "看台",
    "课堂",
    "广场",
    "沙龙",
    "走笔",
    "随笔",
    "漫谈",
    "在线",
    "透视",
    "直击",
    "速递",
    "播报",
    "拾零",
    "选粹",
    "连载",
    "",
)
PLACES = (
    "杭州", "南宁", "呼和浩特", "兰州", "太原", "沈阳", "海口", "西宁", "合肥", "郑州", "长沙", "济南", "东京", "柏林", "开罗", "内罗毕",
    "莫斯科", "堪培拉", "曼谷", "哈瓦那", "桂林", "延安", "敦煌", "宁波", "泉州",
)  # fmt: skip


def dateline(rng: random.Random) -> str:
    """What a report from somewhere begins with."""
    day = rng.choice((f"{rng.randint(1, 12)}月{rng.randint(1, 28)}日", f"{rng.randint(1, 28)}日", ""))
    by = rng.choice(("", f"（记者{name(rng)}）", f" （记者{name(rng)}）", f"（记者{name(rng)}、{name(rng)}）", f"（通讯员 {name(rng)}）"))
    where = rng.choice(PLACES) if day else rng.choice(PLACES + ("",) * 10)
    return f"{rng.choice(PAPERS)}{where}{day}{rng.choice(('电', '电', '讯'))}{by}{rng.choice(('', ' ', '　'))}"


def name(rng: random.Random) -> str:
    return rng.choice(FAMILY) + "".join(rng.choice(GIVEN) for _ in range(rng.choice((1, 2, 2))))


def names(rng: random.Random) -> list[str]:
    return [name(rng) for _ in range(rng.choice((1, 1, 2, 2, 2, 3)))]


def byline(rng: random.Random, who: Sequence[str], form: str) -> str:
    """A byline of one of several forms; "inline" ones go to the end of the last paragraph."""
    gap = rng.choice((" ", " ", "  ", "\u3000", "、")) if len(who) > 1 else ""
    text = (gap or " ").join(who)
    paper = rng.choice(PAPERS)
    role = rng.choice(("记者", "记者", "通讯员", "特约记者", "实习生"))
    return {
        "inline": rng.choice((f"({text})", f"（{text}）", f"（{paper}{role} {text}）", f"（{role} {text}）")),
        "lone": rng.choice((f"({text})", f"（{text}）", f"({role} {text})")),
        "paper": f"{paper}{role} {text}",
        "role": rng.choice(
            (f"{role} {text}", f"{role}：{text}", f"作者：{text}", f"撰文 {text}", f"文｜{text}", f"文字：{text}", f"采写：{text}")
        ),
        "sign": rng.choice(
            (f"□ {text}", f"■ {text}", f"●{role} {text}", f"◎{paper}{role} {text}", f"■{role} {text}", f"▲ {text}", f"□{text}")
        ),
        "text": rng.choice((f"文/{text}", f"文/{paper}{role} {text}", f"文：{text}")),
        "bare": text,
    }[form]


def caption(rng: random.Random, article: dict[str, Any]) -> str:
    """What a photo's caption says: a clause of the article, a noun of it with a scene, its title."""
    sentence: str = rng.choice([s for p in article["paragraphs"] for s in p.replace("！", "。").split("。") if s] or ["活动"])
    clause = max(sentence.split("，"), key=len)[: rng.randint(8, 36)]
    kind = rng.random()
    if kind < 0.25:
        opening = rng.choice(article["paragraphs"])[: rng.randint(4, 12)]
        return rng.choice(("", "", "图为", "上图：")) + "".join(c for c in opening if c.isalnum()) + rng.choice(SCENES)
    if kind < 0.65:
        return (
            rng.choice(("", "", "图为", "图为", "上图为", "图①：", "▲", "左图：", "日前，")) + clause + rng.choice(("。", "。", "。", ""))
        )
    if kind < 0.9:
        # A place or body of the article and something that it quotes: 曹家浜社区“亭廊议事会议”。
        quoted = re.findall("“[^”]{2,12}”", "".join(article["paragraphs"]))
        bodies = re.findall("[\u4e00-\u9fff]{4,12}(?:社区|街道|公司|学校|医院|中心|村|镇|县|区|市|集团|大学|法院|基地|车间|工地)", sentence)
        return (rng.choice(bodies) if bodies else clause[:8]) + (rng.choice(quoted) if quoted else "") + rng.choice(("。", "。", ""))
    title: str = article["title"][0]
    return title[:18] + rng.choice(SCENES)


def credit(rng: random.Random) -> str:
    who = name(rng)
    paper = rng.choice(PAPERS)
    return rng.choice(
        (
            f"{who} 摄",
            f"{paper}记者 {who} 摄",
            f"{paper}记者{who}摄",
            f"图片由{who}提供",
            f"{who}供图",
            f"摄影/{who}",
            f"摄影：{who}",
            "新华社发",
            "（资料图片）",
            f"通讯员 {who} 摄",
            f"{who}/摄",
            f"{who}摄（人民视觉）",
            f"供图：{who}",
        )
    )


def column(rng: random.Random) -> str:
    """The name of a column, which stands above a headline."""
    if rng.random() < 0.6:
        return rng.choice(COLUMNS)
    return rng.choice(SUBJECTS) + rng.choice(SORTS)


def furniture(rng: random.Random) -> str:
    if WRITTEN and rng.random() < OF_WRITTEN:
        return rng.choice(WRITTEN)
    return notice(rng) if rng.random() < 0.4 else usual(rng)


def notice(rng: random.Random) -> str:
    """What only some papers print around their articles."""
    number, where = rng.randint(2, 24), rng.choice(PLACES)
    paper = where + rng.choice(("日报", "晚报", "晨报", "都市报", "商报", "新报", "工人报", "周报", "时报"))
    section = rng.choice(SECTIONS)
    return rng.choice(
        (
            paper, f"{paper} {section}", f"{section}·{rng.choice(SECTIONS)}", f"{number:02d} {section}", f"{number} {section}·{rng.choice(SECTIONS)}", f"{section}{rng.choice('ABC')}{number}",
            f"扫描二维码 关注{paper}公众号", f"更多内容请看{paper}客户端", f"{paper}读者俱乐部 {number}860{number}1", "欢迎扫码订阅", f"读者热线 {number}0{number}3355",
            f"今日{number}版", "导读", "本期看点", f"{rng.choice(COLUMNS)} {number}版", f"总第{number}{number}期", f"中共{where}市委主管主办", f"{paper}社出版", f"{where}日报印务中心印刷",
            "本版图片除署名外均由本报记者拍摄", "来稿一经采用即付稿酬", f"来稿请寄{where}市人民路{number}号", "本版内容不代表本报立场", "如有印装质量问题请与印刷厂联系",
            f"主编 {name(rng)} 编辑 {name(rng)} 校对 {name(rng)}", f"值班主任：{name(rng)} 责编：{name(rng)}", f"策划/{name(rng)} 统筹/{name(rng)}", f"本版校对：{name(rng)}", f"制图：{name(rng)}",
            f"网址：www.paper{number}.example", f"微博：@{paper}", f"零售每份{number}角", f"广告许可证：{number}00{number}号", f"邮编：{number}1000{number % 10}",
        )
    )  # fmt: skip


def usual(rng: random.Random) -> str:
    """What most papers print around their articles."""
    day = f"{rng.randint(2005, 2026)}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日"
    week = "星期" + rng.choice("一二三四五六日")
    number = rng.randint(1, 24)
    return rng.choice(
        (
            rng.choice(SECTIONS), rng.choice(SECTIONS), rng.choice(SECTIONS), f"{day} {week}", f"{day}", f"{week}", f"第{number:02d}版", f"{number:02d}", f"A{number:02d}", f"第{number}版",
            f"责任编辑：{name(rng)} 版式：{name(rng)}", f"责编 {name(rng)}", f"本版编辑：{name(rng)} 美编：{name(rng)}", f"责任编辑/{name(rng)}", f"投稿邮箱：a{number}@example.com",
            f"新闻热线：0571-85{number:02d}3{number:02d}8", f"电话：{number}0086123", "下转第" + rng.choice("2三四5") + "版", "（上接第一版）", f"{rng.choice(SECTIONS)} {number:02d}", f"□ {rng.choice(SECTIONS)}",
        )
    )  # fmt: skip
