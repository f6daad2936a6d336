"""The forms that are a JSON object a line: jsonl, dolma, datatrove, mnbvc."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from cleaner.outputs.articles import Record, text_of
from cleaner.record import as_line

# Of an article what goes with its text where a form has a place for other facts.
FACTS = ("title", "authors", "captions", "language", "missing", "confidence", "source", "made_by", "duplicate_of")
# Bits of a simhash, as MNBVC's tools have it.
BITS = 64


def jsonl(articles: Iterable[Record]) -> Iterator[str]:
    """The articles as they were written, with their `text`; what names places on the page is left out.

    >>> record = {"id": "a/01", "title_lines": ["新桥通车"], "paragraphs": ["两岸欢庆。"], "spans": {}, "flags": []}
    >>> print(*jsonl([record]), sep="", end="")
    {"id": "a/01", "text": "新桥通车\\n\\n两岸欢庆。", "title_lines": ["新桥通车"], "paragraphs": ["两岸欢庆。"]}
    """
    for record in articles:
        kept = {name: value for name, value in record.items() if name not in ("spans", "flags")}
        yield as_line({"id": kept.pop("id"), "text": text_of(record), **kept})


def dolma(articles: Iterable[Record]) -> Iterator[str]:
    """Documents of AI2's dolma: id, text, source, metadata. It also knows `added` and `created`, which would differ from run to run.

    >>> record = {"id": "a/01", "title_lines": [], "paragraphs": ["两岸欢庆。"], "source": {"path": "a.txt"}, "language": "zh-Hans"}
    >>> [json.loads(line)["source"] for line in dolma([record])], [json.loads(line)["metadata"]["language"] for line in dolma([record])]
    (['a.txt'], ['zh-Hans'])
    """
    for record in articles:
        yield as_line({"id": record["id"], "text": text_of(record), "source": record["source"]["path"], "metadata": facts(record)})


def datatrove(articles: Iterable[Record]) -> Iterator[str]:
    """Documents of Hugging Face's datatrove: text, id, media, metadata.

    >>> record = {"id": "a/01", "title": "新桥通车", "title_lines": ["新桥通车"], "paragraphs": ["两岸欢庆。"], "flags": []}
    >>> print(*datatrove([record]), sep="", end="")
    {"text": "新桥通车\\n\\n两岸欢庆。", "id": "a/01", "media": [], "metadata": {"title": "新桥通车"}}
    """
    for record in articles:
        yield as_line({"text": text_of(record), "id": record["id"], "media": [], "metadata": facts(record)})


def mnbvc(articles: Iterable[Record]) -> Iterator[str]:
    """MNBVC's general corpus form (通用语料格式): an article is a file, its headline and paragraphs are paragraphs.

    The time of making (时间) is left empty: the same input gives the same bytes.

    >>> record = {"id": "a/01", "title_lines": ["新桥通车"], "paragraphs": ["两岸欢庆。", "两岸欢庆。"]}
    >>> [found] = map(json.loads, mnbvc([record]))
    >>> found["段落数"], found["去重段落数"], found["最长段落长度"], [one["是否重复"] for one in found["段落"]]
    (3, 2, 5, [False, False, True])
    """
    for record in articles:
        texts = text_of(record).split("\n\n")
        seen: set[str] = set()
        paragraphs = []
        for number, text in enumerate(texts, 1):
            mark = hashlib.md5(text.encode()).hexdigest()
            paragraphs.append(
                {"行号": number, "是否重复": mark in seen, "是否跨文件重复": False, "md5": mark, "内容": text, "扩展字段": ""}
            )
            seen.add(mark)
        yield as_line(
            {
                "文件名": record["id"],
                "是否待查文件": False,
                "是否重复文件": False,
                "文件大小": len(text_of(record).encode()),
                "simhash": simhash(texts),
                "最长段落长度": max(map(len, texts)),
                "段落数": len(paragraphs),
                "去重段落数": len(seen),
                "低质量段落数": 0,
                "段落": paragraphs,
                "扩展字段": json.dumps(facts(record), ensure_ascii=False),
                "时间": "",
            }
        )


def facts(record: Record) -> dict[str, Any]:
    """What is known of an article beside its text.

    >>> facts({"title": "新桥通车", "paragraphs": ["两岸欢庆。"], "flags": []})
    {'title': '新桥通车'}
    """
    return {name: record[name] for name in FACTS if name in record}


def simhash(texts: Iterable[str]) -> int:
    """The simhash (Charikar, 2002) of an article over its paragraphs, 64 bits of their MD5.

    >>> simhash(["一", "一"]) == simhash(["一"])
    True
    """
    hashes = [int(hashlib.md5(text.encode()).hexdigest(), 16) for text in texts]
    return sum(1 << bit for bit in range(BITS) if sum(1 if value >> bit & 1 else -1 for value in hashes) > 0)


# By the name that `cleaner export --to` gives each.
LINES: dict[str, Callable[[Iterable[Record]], Iterator[str]]] = {"jsonl": jsonl, "dolma": dolma, "datatrove": datatrove, "mnbvc": mnbvc}
