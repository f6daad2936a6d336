#!/usr/bin/env python3
"""Make labelled pages from a corpus of articles, in the format of ../shared/bench (NAME.txt and NAME.gold.json).

usage: python bench/pagemaker/make.py ../shared/corpus/news.jsonl.gz FOLDER COUNT [SEED] [--plain]

With --plain most pages have no subheads: most papers have few of them.

The pages hold their publishers' text: FOLDER must not be in the project.
"""

import collections
import gzip
import json
import pathlib
import random
import re
import sys
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import layout
import words
from headlines import halves, headline

# Letters of a subhead at most, and what paragraphs end in and subheads do not.
SUBHEAD, ENDS = 34, "。！？：；”）…"
# 本报北京10月1日电 （记者李明）
DATELINE = re.compile(r"^(?:据?新华社|本报|中新社)[^，。！？；]{0,16}?电\s*(?:[（(][^（）()]{0,40}[）)])?\s*")
HALF = str.maketrans("，：；？！（）", ",:;?!()")
# Articles of kinds of papers that the corpus has none of, written for this project.
WRITTEN = pathlib.Path(__file__).resolve().parent.parent / "written"
# How often such an article keeps the headline, the byline and the captions that were written for it.
OWN = 0.7


def reserved(article):
    """One article in five is kept for pages: what is learnt from the corpus to be judged on made pages must not know them."""
    return zlib.crc32(" ".join(article["title"]).encode()) % 5 == 0


def load(path):
    by_month = collections.defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        everything = [json.loads(line) for line in lines]
    # A title that comes again and again stands over a round-up of short items, which are articles of their own.
    often = collections.Counter(" ".join(article["title"]) for article in everything)
    for article in everything:
        if often[" ".join(article["title"])] < 3 and reserved(article):
            size = sum(map(len, article["paragraphs"]))
            if article["title"] and 60 < size < 4000 and len(article["paragraphs"]) > 1:
                by_month[article["date"][:7]].append(article)
    months = [group for _, group in sorted(by_month.items()) if len(group) > 12]
    words.COLUMNS += sorted(columns(everything))
    printed = [any(len(article["title"]) > 1 for article in group) for group in months]
    for group, paper in zip(months, printed, strict=True):
        for article in group:
            article["printed"] = paper
    papers = [[group for group, paper in zip(months, printed, strict=True) if paper is kind] for kind in (True, False)]
    return [*papers, written()]


def written():
    """The written articles, file by file, each of papers of like kinds; what these print around articles goes to the words."""
    groups = []
    for path in sorted(WRITTEN.glob("*.jsonl")):
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        words.WRITTEN += [line for record in records for line in record.get("furniture", ())]
        groups.append([record for record in records if "title" in record])
    return groups


def is_written(article):
    """Whether an article has all that is printed with it, and its own opening; those of the corpus have a headline and a text."""
    return "byline" in article


def columns(everything):
    """Names of columns, which stand in brackets at the end of headlines."""
    named = (re.search("[（(]([^（）()]{2,24})[）)]$", title) for article in everything for title in article["title"])
    return {part for found in named if found for part in found[1].split("·") if 2 <= len(part) <= 7}


def cut(rng, raw, style):
    """The paragraphs of an article, or its first ones; no subhead is left that nothing follows."""
    text = [p.strip() for p in raw["paragraphs"] if p.strip() and not p.startswith("---")]  # what follows it a website left
    if style["plain"] and not is_written(raw):
        text = [p for p in text if not is_subhead(p)] or text
    first = text[: rng.choice((1, 1, 2) if style["briefs"] else (3, 3, 4, 5, 8, 12, 20))]
    whole = [k for k, p in enumerate(first, start=1) if not is_subhead(p)]
    return first if len(first) == len(text) or not whole else first[: whole[-1]]


def is_subhead(paragraph):
    return len(paragraph) <= SUBHEAD and paragraph[-1] not in ENDS


def dressed(rng, raw, style, title):
    """The article under its headline, signed, dated and cut as the page's style has it."""
    paragraphs = cut(rng, raw, style)
    own = raw if is_written(raw) and rng.random() < OWN else {}
    if paragraphs and not is_written(raw) and rng.random() < style["dated"]:
        paragraphs[0] = dated(rng, paragraphs[0], raw.get("printed", False))
    article = {
        "title": title,
        "paragraphs": paragraphs,
        "authors": [],
        "byline": "",
        "column": raw.get("column", "") or (words.column(rng) if rng.random() < style["columns"] else ""),
        "form": "",
        "above": False,
        "photos": [],
        "missing": [],
    }
    if own:
        sign(rng, article, own, style)
    elif rng.random() < style["signed"]:
        article["authors"] = words.names(rng)
        article["form"] = rng.choice(style["forms"])
        article["byline"] = words.byline(rng, article["authors"], article["form"])
        article["above"] = article["form"] in ("paper", "role", "bare", "text") and rng.random() < style["above"]
    if len(paragraphs) > 3 and rng.random() < 0.12:
        lose = rng.choice(("head", "tail"))
        article["missing"] = [lose]
        if lose == "head":
            del paragraphs[: rng.choice((1, 1, 2))]
            if rng.random() < 0.3:
                paragraphs[0] = paragraphs[0][len(paragraphs[0]) // 2 :]
        else:
            del paragraphs[-rng.choice((1, 2)) :]
            article["byline"], article["authors"] = "", []
            if rng.random() < 0.7:
                paragraphs[-1] = paragraphs[-1][: max(4, len(paragraphs[-1]) * rng.randint(3, 9) // 10)].rstrip("。！？”")
    if article["form"] == "inline" and article["byline"]:
        paragraphs[-1] += article["byline"]
    while rng.random() < style["photos"] and len(article["photos"]) < 2:
        # A credit may stand without a caption, where the photo needs none.
        shown = rng.choices((["caption"], ["caption", "credit"], ["credit"]), (0.45, 0.35, 0.2))[0]
        photo = [(kind, words.caption(rng, article) if kind == "caption" else words.credit(rng)) for kind in shown]
        article["photos"].append(photo)
    if own.get("captions") and style["photos"]:
        article["photos"] = [[("caption", text)] for text in own["captions"]]
    return article


def dated(rng, text, printed):
    """A first paragraph that says of which house and from where it is, in place of what it said before.

    What a paper printed without a dateline is a comment or a story, and has none.
    """
    own = DATELINE.match(text)
    return words.dateline(rng) + text[own.end() :] if own else text if printed else words.dateline(rng) + text


def sign(rng, article, own, style):
    """Put the byline to an article that was written with it: in brackets it ends the text, else it stands above the text or below."""
    bracketed = own["byline"].startswith(("（", "("))
    article["byline"], article["authors"] = own["byline"], own["authors"] if own["byline"] else []
    article["form"] = rng.choice(("inline", "lone")) if bracketed else "own"
    article["above"] = not bracketed and rng.random() < style["above"]


def noise(rng, text, rate):
    """Wrong characters: doubled, dropped."""
    out = []
    for c in text:
        r = rng.random()
        if r < rate / 2 and "\u4e00" <= c <= "\u9fff":
            out.append(c + c)
        elif not (r < rate and "\u4e00" <= c <= "\u9fff"):
            out.append(c)
    return "".join(out)


def repeats(rng, pieces):
    """Damage of the kinds that readers do: (place, reason, text) to be put in."""
    out = []
    bodies = [k for k, p in enumerate(pieces) if p.role == "body" and len(p.text) > 40]
    if not bodies or rng.random() < 0.35:
        return out
    for _ in range(rng.randint(1, 3)):
        k = rng.choice(bodies)
        text, place = pieces[k].text, min(len(pieces), k + rng.choice((1, 1, 2, 3)))
        kind = rng.choice(("duplicate", "near-duplicate", "truncated-duplicate", "repeated-title", "repeated-title"))
        if kind == "near-duplicate":
            other = pieces[rng.choice(bodies)].text
            text = other[: rng.randint(4, 12)] + text[rng.randint(6, 16) :]
        elif kind == "truncated-duplicate":
            text = text[: max(25, len(text) * rng.randint(3, 8) // 10)]
        elif kind == "repeated-title":
            titles = [j for j, p in enumerate(pieces[:k]) if p.role == "title" and p.article == pieces[k].article]
            if not titles:
                continue
            text, place = pieces[titles[-1]].text, k
        out.append((place, kind, text))
    return out


def wrap(text, width):
    return "\n".join(text[k : k + width] for k in range(0, len(text), width))


def headed(rng, raw, style):
    """The lines of an article's headline: its own, where it was written with it, or as the page's style has them."""
    return list(raw["title"]) if is_written(raw) and rng.random() < OWN else headline(rng, raw, style)


def how_many(rng, style):
    """Articles of a page."""
    if style["briefs"]:
        return rng.randint(6, 16)
    return rng.choice((1, 1, 2)) if rng.random() < 0.15 else rng.randint(3, 12)


def make(rng, pool, plain=False):
    style = {
        "signed": rng.choice((0, 0.5, 0.8, 1)),
        "forms": rng.choice(
            (
                ["inline"],
                ["inline", "lone"],
                ["paper"],
                ["sign"],
                ["text"],
                ["role"],
                ["bare"],
                ["inline", "paper", "sign", "text", "lone"],
                ["paper", "inline"],
            )
        ),
        "gaps": rng.choice((0, 0.5, 1)),
        "short": rng.choice((0, 0, 0.8)),
        # Bulletins make all headlines of a page to one measure.
        "measured": rng.random() < 0.3,
        # Evening and county papers make headlines that read like sentences of the text.
        "spoken": rng.choice((0, 0, 0, 0.9)),
        "below": rng.choice((0, 0, 0.7)),
        "columns": rng.choice((0, 0, 0, 0.3, 0.8)),
        "plain": plain and rng.random() < 0.6,
        "briefs": rng.random() < 0.08,
        "above": rng.choice((0, 0.5, 1)),
        "photos": rng.choice((0, 0.25, 0.5)),
        "dated": rng.choice((0, 0.4, 0.8)),
    }
    if style["measured"]:
        pool = [raw for raw in pool if len(halves(raw)) > 1] or pool
    raws = rng.sample(pool, min(len(pool), how_many(rng, style)))
    articles = [dressed(rng, raw, style, headed(rng, raw, style)) for raw in raws]
    # A page of one article or two is mostly no page of a paper, but a text that somebody saved.
    reader = "true" if len(raws) < 3 and rng.random() < 0.5 else rng.choices(layout.READERS, (3, 6, 6, 3, 4, 2))[0]
    placed, line = layout.set_page(rng, articles)
    pieces = layout.read(rng, placed, reader, line)
    rate, half, wrapped, marked = rng.choice((0, 0, 0.001, 0.003, 0.006)), rng.random() < 0.5, rng.random() < 0.17, rng.random() < 0.1
    side_by_side = rng.random() < 0.3  # the credit stands behind the caption
    extra = collections.defaultdict(list)
    for place, kind, text in repeats(rng, pieces):
        extra[place].append((kind, text))
    if rng.random() < 0.3:
        # The lines at the head of a page of its own: paper, date, page, section, editors.
        extra[0] += [("page-furniture", words.furniture(rng)) for _ in range(rng.randint(2, 5))]
    for _ in range(rng.choice((0, 0, 1, 2))):
        extra[rng.choice((0, 0, len(pieces), len(pieces), rng.randint(0, len(pieces))))].append(("page-furniture", words.furniture(rng)))
    text, spans, removed = rng.choice(("", "\n")), collections.defaultdict(list), []
    width = rng.randint(13, 24)
    for k in range(len(pieces) + 1):
        for kind, words_ in extra[k]:
            shown = words_.translate(HALF) if half else words_
            removed.append({"span": [len(text), len(text) + len(shown)], "reason": kind})
            text += shown + "\n\n"
        if k == len(pieces):
            break
        piece = pieces[k]
        shown = noise(rng, piece.text, rate)
        shown = shown.translate(HALF) if half else shown
        shown = wrap(shown, width) if wrapped and piece.role == "body" else shown
        if marked and piece.role == "title":
            text += "## "
        if piece.role == "column":
            removed.append({"span": [len(text), len(text) + len(shown)], "reason": "page-furniture"})
        spans[piece.article, piece.role, piece.paragraph].append((piece.offset, len(text), len(text) + len(shown)))
        if piece.role == "caption" and side_by_side and k + 1 < len(pieces) and pieces[k + 1].role == "credit":
            text += shown + rng.choice(("　", " ", "　　"))
            continue
        text += shown + "\n\n" + ("\n" * rng.choice((0, 0, 0, 0, 1)) if piece.role in ("title", "byline") else "")
    return text, gold(articles, spans, removed, text), reader


def gold(articles, spans, removed, text):
    out = []
    places = {key: [(a, b) for _, a, b in sorted(found)] for key, found in spans.items()}
    for number, article in enumerate(articles):
        body = [places[number, "body", k] for k in range(len(article["paragraphs"])) if (number, "body", k) in places]
        paragraphs = ["".join(text[a:b].replace("\n", "") for a, b in pieces) for pieces in body]
        if not body:
            continue
        if article["form"] == "inline" and article["byline"]:
            strip_inline(body, paragraphs, text)
        titles = [s for k in range(len(article["title"])) for s in places.get((number, "title", k), [])]
        photos = places.get((number, "caption", 0), []) + places.get((number, "credit", 0), [])
        found = {"title": titles, "body": body, "captions": photos}
        lines = [text[a:b] for a, b in titles]
        out.append({"title": lines, "paragraphs": paragraphs, "authors": article["authors"], "missing": article["missing"], "spans": found})
    return {"articles": out, "removed": removed}


def strip_inline(body, paragraphs, text):
    """The byline at the end of the last paragraph is no part of it."""
    a, b = body[-1][-1]
    cut = max(text.rfind("(", a, b), text.rfind("（", a, b))
    if cut <= a:
        body[-1].pop()
        if not body[-1]:
            body.pop()
            paragraphs.pop()
        return
    body[-1][-1] = (a, cut)
    paragraphs[-1] = paragraphs[-1][: max(paragraphs[-1].rfind("("), paragraphs[-1].rfind("（"))]


def main(source, folder, count, seed="1", *options):
    pools = load(source)
    out = pathlib.Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    for k in range(int(count)):
        rng = random.Random(f"{seed}-{k}")
        text, answer, reader = make(rng, rng.choice(rng.choice(pools)), "--plain" in options)
        answer["reader"] = reader
        (out / f"made-{seed}-{k:04d}.txt").write_bytes(text.encode())
        (out / f"made-{seed}-{k:04d}.gold.json").write_text(json.dumps(answer, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
