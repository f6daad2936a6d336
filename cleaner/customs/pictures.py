"""Customs of pictures: what their captions and credits are told by, and which credit is of a text."""

from __future__ import annotations

from itertools import islice

from cleaner.customs.seen import Seen, is_below_end, lines_from
from cleaner.language.marks import PICTURE, POINTS
from cleaner.language.script import simplified
from cleaner.page import FURNITURE
from cleaner.people.beside_names import REPORTED
from cleaner.regexes import compiled

# 李明（右二）与老人谈心。 Of 405 captions in bench/papers and bench/written 34 say so, and of 144,428 paragraphs of the corpus ten, all of
# them captions or with one at their end.
WHERE_WHO = compiled(
    r"[（(](?:[前后後中]排)?(?:[左右](?:[一二三四五六七八]|起|者)?|居中|正中)[）)]"
    r"|\p{Han}{2}[（(][中前]者?[）)](?=[、，。和与與同在向為为给給对對教正])"
    # 老人在下棋（11月2日摄）。
    r"|[（(](?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?(?:摄|攝|拍摄|拍攝)[）)]|[（(](?:无人机|無人機|航拍|资料|資料)(?:照片|图片|圖片)[）)]"
)
# Characters of a caption that says so, at most: of two and a half lines. Chosen.
SHOWN = 60
# 李明摄（人民视觉）, and not （资料图片） alone; 图为孩子们在桥上跑。
OF_HOUSE = compiled(r"(?<=\S)[（(]\p{Han}{2,8}[）)]$")
SHOWS = compiled(r"[图圖](?:为|為|是|中|[①-⑳])")
# 图为村民在采茶, where no stop says that it is a story.
SAYS_SHOWN = compiled(r"[（(▲△▼]?\s*[上下左右]?图为[^。！？]{4,60}[）)]?")
# （上图）新桥今貌, 右下图为新桥, 图左为旧桥, 左起：李明、王芳, 前排左二为作者. Of 144,428 paragraphs of the corpus
# and 23,902 lines of headlines none is so.
SAYS_WHERE = compiled(
    r"[（(](?:[上下左右]{1,2}|题|见)?图[左右中上下]?[）)]\s*[^。！？]{3,60}"
    r"|(?:(?:[上下左右]{1,2}|题|附)图\s*[:：]|[上下左右]{2}图为|图[左右中上下](?:为|\s*[:：])|(?:图片说明|压题照片)(?:为|\s*[:：]))"
    r"\s*[^。！？]{2,60}"
    r"|(?:左起|右起|[从自由][左右][至到往向][左右](?:依次[为是])?)\s*[:：][^。！？]{4,80}"
    r"|(?:[前中后]排)?[左右][一二三四五]为[^。！？]{2,20}"
    # （左上）苦练攀登 （右下）理发员, （中）为团长, 箭头所指处为哨位, 本图左侧戴草帽者为工程师, （图片说明：移民迁入新居）, 图说：水表井
    r"|[（(](?:[左右][上下]?|[上下][左右]?|中)[）)]\s*(?:为)?[^。！？（()）]{2,20}(?:\s*[（(](?:[左右][上下]?|[上下][左右]?|中)[）)]\s*(?:为)?[^。！？（()）]{2,20})*"
    r"|(?:图中)?(?:箭头|[白红黄]?[圆圈框]圈?)(?:所指|[处内]).{0,3}[为是即][^。！？]{2,20}|本图[左右中前后上下]侧?[^。！？]{2,24}[者的]为[^。！？]{2,20}。?"
    r"|[（(]?(?:(?:图片|照片)说明|图说)\s*[:：][^。！？]{2,60}。?[）)]?"
)
# 王秀兰近照, 新桥效果图, 李明（生前照）
NAMED = compiled(
    r"\p{Han}{2,14}(?:近照|留影|遗像|遗影|资料照片?|剧照|拓片|(?:效果|示意|平面|规划|鸟瞰)图)|\p{Han}{2,4}\s*(?:近\s*影|[（(](?:生前照|近照|遗照)[）)])"
)
# 渡口（版画）, 我的爸爸 （儿童画）, 无题（漫画） 小丁; 国画：春牛图; 裁判席　速写　沙金: what it is, and who made it.
ART = r"(?:套色|套印|黑白|农民)?(?:版画|木刻|国画|油画|水彩画?|水粉画?|剪纸|摄影|速写|素描|儿童画|漫画|钢笔画|年画|宣传画|书法|篆刻)"
OF_ART = compiled(
    rf"[^，。！？]{{1,14}}\s*[（(]{ART}(?:[，,]\p{{Han}}{{2}})?[）)](?:\s*\p{{Han}}{{2,4}}作?)?"
    rf"|{ART}\s*[:：]\s*\S{{2,10}}|\p{{Han}}{{2,8}}\s+{ART}(?:\s+\p{{Han}}{{2,3}})?"
)
# 《渡江》剧照: no torn line of a text, as 图为 may begin.
STILL = compiled(r"《[^》]{1,16}》(?:剧照|海报|书影|封面)")
# ① says which picture, up to ⑳; what follows may be the next.
COUNTED, FIRST, MOST = compiled(r"[②-⑳]"), compiled(r"[①-⑳]"), 20


def is_of_people(here: Seen) -> bool:
    """Whether a line or two say where in a picture people are: 李明（右二）与老人谈心. What says 图为 may be a picture story's text.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> pages = [Page("p", text) for text in ("李明（右二）与老人谈心。", "图为李明（右二）与老人谈心。")]
    >>> [is_of_people(seen(page, [Block(0, len(page.source), "body")], 0)) for page in pages]
    [True, False]
    """
    return len(here.text) <= SHOWN and bool(WHERE_WHO.search(here.text)) and not PICTURE.match(here.text)


def is_of_next_picture(here: Seen) -> bool:
    """Whether a line that begins with ② stands below a caption that begins with ①; the credit of that may stand between.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> [is_of_next_picture(seen(Page("p", f"①新桥{k}渡船"), [Block(0, 3, "caption"), Block(3, 6, "body")], 1)) for k in "②③"]
    [True, False]
    """
    if not COUNTED.match(here.text):
        return False
    above = next((block for block in lines_from(here, -1) if block.kind not in (FURNITURE, "credit")), None)
    return above is not None and above.kind == "caption" and here.reads(above)[:1] == chr(ord(here.text[0]) - 1)


def is_counted_above_credit(here: Seen) -> bool:
    """Whether a line with a number (① 新桥) is of a row of these that ends at a credit: each is a caption.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> page, blocks = Page("p", "①新桥。②渡船。李明摄"), [Block(0, 4, "body"), Block(4, 8, "body"), Block(8, 11, "credit")]
    >>> [is_counted_above_credit(seen(page, blocks, at)) for at in (0, 1)]
    [True, True]
    """
    if not FIRST.match(here.text) or len(here.text) > SHOWN:
        return False
    below = next((block for block in islice(lines_from(here, 1), MOST) if not COUNTED.match(here.reads(block))), None)
    return below is not None and below.kind == "credit"


def is_still(here: Seen) -> bool:
    """Whether a line says that the picture is a still, or the cover of a book: 《渡江》剧照.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> is_still(seen(Page("p", "《渡江》剧照"), [Block(0, 6, "body")], 0))
    True
    """
    return STILL.fullmatch(simplified(here.text.strip())) is not None


def is_no_caption_by_page(here: Seen) -> bool:
    """Whether a line is on a page of official documents, or of too many such lines for its text, and points at no picture.

    >>> from cleaner.customs.seen import NOTHING, seen
    >>> from cleaner.page import Block, Page
    >>> page, blocks = Page("p", "江川县人民政府办公室"), [Block(0, 10, "caption")]
    >>> [is_no_caption_by_page(seen(page, blocks, 0, NOTHING._replace(gazette=gazette))) for gazette in (True, False)]
    [True, False]
    """
    return (here.printed.gazette or here.printed.pictureless) and not PICTURE.match(here.text)


def is_of_reporter(here: Seen) -> bool:
    """Whether a reporter in words and pictures stands right below a headline or a text, and below no caption: 本报记者 李明 摄影报道.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> page = Page("p", "新桥今天通车本报记者 李明 摄影报道" + "两岸居民从此不必再等渡船。" * 3)
    >>> is_of_reporter(seen(page, [Block(0, 6, "title"), Block(6, 18, "credit"), Block(18, 57, "body")], 1))
    True
    """
    above = here.above
    if above is None or REPORTED.search(simplified(here.text)) is None:
        return False
    return above.kind == "title" or (above.kind == "body" and len(here.reads(above)) > SHOWN)


def is_end_of_story(here: Seen) -> bool:
    """Whether a line is the last of a picture story: the end of a text is above it, no caption, and a byline or a headline below.

    The text says what the picture shows, or the line from which house it is: of 336 texts of the corpus that end in a credit 240 do so.
    Any other credit is of a picture that has no caption.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> pages = [Page("p", f"{shows}孩子们在桥上。李明摄学校开学") for shows in ("图为", "今天")]
    >>> [is_end_of_story(seen(page, [Block(0, 9, "body"), Block(9, 12, "credit"), Block(12, 16, "title")], 1)) for page in pages]
    [True, False]
    """
    if here.below is None or here.below.kind not in ("title", "byline") or not is_below_end(here):
        return False
    return OF_HOUSE.search(here.text) is not None or SHOWS.search(here.reads(here.above)) is not None


def is_said_to_show(here: Seen) -> bool:
    """Whether a line without a stop says that something is shown, and is a caption: 图为村民在采茶, →旧市场入口.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> lines = ("图为村民在采茶", "图为村民在采茶。", "→旧市场入口", "图① 旧市场")
    >>> [is_said_to_show(seen(Page("p", line), [Block(0, len(line), "title")], 0)) for line in lines]
    [True, False, True, True]
    """
    line = here.text.strip()
    return SAYS_SHOWN.fullmatch(simplified(line)) is not None or POINTS.fullmatch(line) is not None


def is_said_where(here: Seen) -> bool:
    """Whether a line says where in a picture something is: （上图）旧市场入口, 左起：李明、王芳.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> lines = ("（上图）旧市场入口", "左起：李明、王芳", "右下图为旧市场", "前排左二为作者", "左起第二根桥桩")
    >>> [is_said_where(seen(Page("p", line), [Block(0, len(line), "body")], 0)) for line in lines]
    [True, True, True, True, False]
    >>> lines = ("（左上）战士在攀登 （右下）理发员", "箭头所指处为旧哨位", "图说：货车压坏水表井", "本图左侧戴草帽者为工程师李明。")
    >>> [is_said_where(seen(Page("p", line), [Block(0, len(line), "body")], 0)) for line in lines]
    [True, True, True, True]
    """
    return SAYS_WHERE.fullmatch(simplified(here.text.strip())) is not None


def is_name_of_picture(here: Seen) -> bool:
    """Whether a line is the name of a picture: 王秀兰近照, 新桥效果图, 渡口（版画）.

    >>> from cleaner.customs.seen import seen
    >>> from cleaner.page import Block, Page
    >>> [is_name_of_picture(seen(Page("p", line), [Block(0, len(line), "body")], 0))
    ...  for line in ("王秀兰近照", "新桥效果图", "渡口（版画）", "无题（漫画） 小丁", "国画：春牛图", "裁判席　速写　李明", "新桥通车")]
    [True, True, True, True, True, True, False]
    """
    line = simplified(here.text.strip())
    return NAMED.fullmatch(line) is not None or OF_ART.fullmatch(line) is not None
