"""What a vision model says of its own (以下是图片中的文字内容：), before, between or behind what it read.

Each pattern is of a whole line, and begins as an answer to somebody does; news speak of pictures and of recognition, too.
"""

from __future__ import annotations

import regex

from cleaner.language.script import simplified
from cleaner.regexes import compiled

# Characters of such a line at most, and the marks around it. Chosen.
LONGEST = 120
AROUND = "*#_`（）()[]【】 \u3000-—…"
# What most lines lack.
NEEDS = compiled(
    r"[图圖]|照片|识别|識別|辨[认認]|模糊|[转轉][写寫录錄]|告[诉訴]我|[帮幫]助|回[复復]|抱歉|您|略|空白|文章|稿件|文字"
    r"|\b(?:article|text|here|helps?|page|let me|sorry|unable|none|null)\b",
    regex.IGNORECASE,
)
# Whose picture it is says a credit.
CREDIT = compiled(r"摄|供图|(?<!您)提供|记者")
SAID = compiled(
    r"""
      (?:(?:好的|当然(?:可以)?|没问题)[，,。！!]\s*)? (?:根据[^，。]{2,14}(?:图片|图像|照片)[，,])?
      (?:我来|以下|下面|以上|上述|这是|文字内容) [^。！？]{0,30}
      (?:图片|图像|扫描件|ocr|报纸版面|(?:报纸|页面|版面)的?(?:文字|文本)|报纸全文|识别结果|文字识别|转写|转录|提取的文|如下)
      [^。！？]{0,40} [：:。！!]?
    | (?:图片|图像|照片)(?:中的?)?(?:文字|文本)(?:内容)?(?:识别)?(?:结果)?(?:如下)? [：:]?
    | (?:图片|图像|照片|扫描件|版面|报纸)?(?:中的?)?(?:全部)?(?:文字|文本|内容)*(?:转录|转写|识别|提取)(?:结果)?如下 [：:]?
    | (?:图片|图像|扫描件)(?:中的?)?(?:文字|文本|内容)*整理如下 [：:]?
    | (?:(?:好的|当然(?:可以)?|没问题)[，,。！!]\s*)? (?:根据)?您(?:提供|上传|发送)的(?:图片|图像|照片|扫描件|报纸)
      [^。！？]{0,30} (?:如下|结果|内容) [：:]?
    | 此处[^。！？]{0,6}(?:照片|图片|插图|图像|广告|印章|表格|图表|漫画) [^。！？]{0,60}
    | (?:部分)?(?:文字|字迹|图片|内容)(?:模糊|缺失|不清|被遮挡)(?:不清)?(?:[，,]?无法(?:识别|辨认))?
    | (?:ocr|文字)?\s*识别(?:结果|内容)(?:如下)?(?:[（(][^）)]{1,30}[）)])? [：:]?
    | (?:如需|如果?您?(?:需要|还有|想要?)|如果?您(?:有|想)|如果您|若需|如有(?:遗漏|需要|疑问|其他|任何))
      [^。！？]{0,40} (?:告诉我|告知我?|联系我|回复[^。]{0,8}|指出|随时提出) [。！!]?
    | 希望[^。！？]{0,16}对[您你][^。！？]{0,6}帮助 [。！!]?
    | (?:请注意[，,]|(?:请?注意?|备注|说明)[*]*[：:])
      (?=[^。！？]*(?:图片|图像|扫描|分辨率|文字模糊|字迹|转录|识别))
      (?=[^。！？]*(?:模糊|无法|不清|可能|有误|缺失|质量|限制|较低|裁切|仅供参考)) [^。！？]{4,80} 。?
    | 由于(?:图片|图像|篇幅|版面)[^。！？]{0,30}(?:识别|辨认|完整显示)[^。！？]{0,30} [：:。]?
    | (?:以上|以下|其余)?[^。！？]{0,8}(?:内容|部分)(?:已?省略|略)
    | (?:很?抱歉|对不起)[，,]\s*(?:但)?我(?:无法|不能)[^。！？]{0,40}(?:[。！，,][^。！？]{0,20})? [。！]?
    | (?:图片|文字)?(?:模糊)?[，,]?无法(?:识别|辨认) | 图片中没有文字。? | 空白页 | 图(?:片|像)描述[：:].*
    | (?:(?:sure|certainly|of\ course|okay)[,!.]?\s*)?(?:here|below|the\ following)(?:'s|\ is|\ are)\ (?:the|a)\ [^.:]{0,20}
      (?:transcription|transcript|text|content)[^.:]{0,30}(?:image|picture|photo|scan|page|document|newspaper)[^.:]{0,30}[:.]
    | (?:(?:sure|certainly|of\ course|okay)[,!.]?\s*)?here(?:'s|\ is|\ are)\ the\ [^.:]{0,20}(?:text|transcription|content)[^.:]{0,50}[:.]
    | i\ hope\ (?:this|that)\ helps[.!]? | end\ of\ (?:page|transcription|text)
    | let\ me\ know\ if\ (?:you(?:'d|\ would)\ like|you\ need|you\ have\ any|anything\ else)[^.!]{0,60}[.!]?
    | i(?:'m|\ am)\ (?:sorry|unable)(?=[^.]*(?:image|picture|photo|scan|transcri|legible|assist\b|extract))[^.]{0,80}\.?
    | (?:i(?:['’]m|\ am)\ )?sorry,?\ (?:but\ )?i(?:\ can(?:['’]t|not)|(?:['’]m|\ am)\ unable\ to)
      \ (?:assist|help)(?:\ you)?\ with\ (?:that|this)(?:\ (?:request|image))?[.!]?
    | (?:左侧?|右侧?|上方|下方|中间)?(?:文章|稿件)\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2}) [：:]?
    | article\ \d{1,2} :  # without a colon it is of a law
    | this\ text\ was\ extracted\ from\ [^.]{0,60}\.? | null
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
# 希望对您有帮助！如有需要，请告诉我。
SENTENCE = compiled(r"[^。！!]+[。！!]*\s*")
# The marks around what it thought before it read.
THOUGHT = compiled(r"<(?P<closes>/)?think(?:ing)?>")
META = compiled(
    r"用户|图片|图像|识别|转[录写]|OCR|\b(?:user|image|transcri\w+|let\ me\ (?:read|look|see|start|transcribe))\b",
    flags=regex.IGNORECASE,
)


def thoughts(source: str) -> list[tuple[int, int]]:
    """The stretches of a page that a vision model thought before it read, with their marks; of a mark without its other one the mark.

    >>> thoughts("<think>\\nLet me see.\\n</think>\\n新桥通车"), thoughts("新桥通车\\n</think>"), thoughts("<think>\\n<think>")
    ([(0, 28)], [(5, 13)], [(0, 7), (8, 15)])
    >>> thoughts("用户要我转录图片。\\n</think>\\n新桥通车")
    [(0, 18)]
    """
    found: list[tuple[int, int]] = []
    # What was sent to it may end with the first mark.
    first = source.find("</think")
    is_open = first >= 0 and "<think" not in source[:first] and META.search(source[:first]) is not None
    if is_open:
        found.append((0, 0))
    for mark in THOUGHT.finditer(source) if "think" in source else ():
        opened = found.pop()[0] if mark["closes"] and is_open else mark.start()
        found.append((opened, mark.end()))
        is_open = not mark["closes"]
    return found


def said_by_reader(line: str) -> bool:
    """Whether a whole line is the reader's own words.

    >>> [said_by_reader(t) for t in ("以下是图片中的文字内容：", "如需进一步帮助，请告诉我。", "抱歉，我无法识别这张图片中的文字。")]
    [True, True, True]
    >>> [said_by_reader(t) for t in ("以上图片均由本报记者李明摄", "图片识别技术帮警方找到走失老人", "下面是人脸识别设备首次使用。")]
    [False, False, False]
    """
    if len(line) > LONGEST or NEEDS.search(line) is None:
        return False
    said = simplified(line).strip(AROUND)
    if CREDIT.search(said) is not None:
        return False
    return SAID.fullmatch(said) is not None or all(SAID.fullmatch(one) for one in SENTENCE.findall(said))
