"""Pages of which some repeat others, and what `cleaner dedupe` finds of them."""

import json
import random

from command import cleaner

BRIDGE = [
    "本报讯 新桥今天上午正式通车，两岸居民从此不必再等渡船。市长在通车仪式上说，这座桥大家等了十年，今后市里还要在两岸各修一座公园。",
    "渡口的老船工张师傅也来了。他说，自己摆渡三十年，今天是最后一班，以后就在桥头的茶馆里给孩子们讲讲渡船的故事，请大家常来坐坐。",
]
LIBRARY = ["从今天起，市图书馆每天开到晚上十点，周末也不闭馆，读者可以多借五本书，期限也长一倍，外地的读者凭身份证就能办理借书证。"]


def damaged(text, share, seed=1):
    chance = random.Random(seed)
    return "".join("口" if chance.random() < share and c.isalnum() else c for c in text)


def page(folder, name, *articles):
    """A page with articles, as split writes them: title, paragraphs, what is missing."""
    here = folder / "out" / name
    here.mkdir(parents=True)
    (here / "ledger.jsonl").write_text("")
    for number, (paragraphs, missing) in enumerate(articles, 1):
        (here / f"{number:02}.json").write_text(json.dumps(record(name, number, paragraphs, missing), ensure_ascii=False), encoding="utf-8")


def a_part(folder, number, **pages):
    """A part of pages of an article each, as `split --format jsonl` writes it."""
    (folder / "out").mkdir(exist_ok=True)
    lines = [json.dumps(record(name, 1, paragraphs, []), ensure_ascii=False) + "\n" for name, paragraphs in pages.items()]
    (folder / f"out/articles-{number:05}.jsonl").write_text("".join(lines), encoding="utf-8")


def record(name, number, paragraphs, missing):
    return {
        "schema": "cleaner/article/1", "id": f"{name}/{number:02}", "title": "新桥", "title_lines": ["新桥"], "authors": [],
        "paragraphs": paragraphs, "captions": [], "language": "zh-Hans", "missing": missing, "confidence": 0.9, "flags": [],
        "spans": {}, "source": {"path": f"{name}.txt", "sha256": "0", "encoding": "utf-8", "characters": 1}, "made_by": {},
    }  # fmt: skip


def found(folder, *options):
    cleaner("dedupe", "out", *options, cwd=folder, check=0)
    return [json.loads(line) for line in (folder / "duplicates.jsonl").read_text(encoding="utf-8").splitlines()]


def told(folder, *options):
    return [(line["dropped"][4:-5], line["kept"][4:-5], line["verdict"]) for line in found(folder, *options)]
