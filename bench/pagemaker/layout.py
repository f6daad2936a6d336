"""Set articles in columns, and read the page back as scanners and models do.

A page is a list of bands from top to bottom, a band a row of boxes, a box one article: its title lines on top, its text
below in one or more columns. Reading gives the pieces in some order; a piece is (article, role, paragraph, text).
"""

from typing import NamedTuple

READERS = ("true", "slips", "xycut-h", "xycut-v", "bands", "columns")


class Piece(NamedTuple):
    article: int
    role: str  # title, body, caption, credit, byline
    paragraph: int
    text: str
    offset: int = 0  # where in its paragraph it begins


class Box(NamedTuple):
    article: int
    left: int  # first column on the page
    heads: list  # title pieces and a byline above the text
    columns: list  # pieces of each column, top to bottom
    tail: list  # a byline below the text


def set_box(rng, number, article, width, left, line):
    """One article in a box `width` columns wide."""
    heads = [Piece(number, "title", k, t) for k, t in enumerate(article["title"])]
    tail = []
    if article["byline"] and article["form"] != "inline":
        (heads if article["above"] else tail).append(Piece(number, "byline", 0, article["byline"]))
    text = [(k, p) for k, p in enumerate(article["paragraphs"])]
    total = sum(len(p) for _, p in text)
    share = max(line * 2, total / width)
    columns, column, room = [], [], share
    for k, rest in text:
        offset = 0
        while rest:
            cut = len(rest) if len(rest) <= room or len(columns) == width - 1 else int(room) // line * line
            if cut <= 0 or (cut < len(rest) and len(rest) - cut < 2):
                cut = 0 if cut <= 0 else len(rest)
            if cut:
                column.append(Piece(number, "body", k, rest[:cut], offset))
                rest, room, offset = rest[cut:], room - cut, offset + cut
            if rest:
                columns.append(column)
                column, room = [], share
                if len(columns) >= width:
                    width += 1
    columns.append(column)
    for photo in article["photos"]:
        place = rng.choice([c for c in columns if c])
        at = rng.randrange(len(place) + 1)
        if at < len(place) and rng.random() < 0.6 and len(place[at].text) > 3 * line:
            p = place[at]
            cut = rng.randrange(1, len(p.text) // line) * line
            place[at : at + 1] = [p._replace(text=p.text[:cut]), p._replace(text=p.text[cut:], offset=p.offset + cut)]
            at += 1
        place[at:at] = [Piece(number, role, 0, t) for role, t in photo]
    return Box(number, left, heads, [c for c in columns if c], tail)


def set_page(rng, articles):
    """Bands of one to three boxes."""
    line = rng.randint(12, 20)
    bands, k = [], 0
    while k < len(articles):
        row = rng.choice((1, 1, 2, 2, 3))
        band, left = [], 0
        for number in range(k, min(k + row, len(articles))):
            size = sum(map(len, articles[number]["paragraphs"]))
            width = max(1, min(5, round(size / rng.randint(250, 700))))
            band.append(set_box(rng, number, articles[number], width, left, line))
            left += max(width, len(band[-1].columns))
        bands.append(band)
        k += row
    return bands, line


def whole(box):
    return [*box.heads, *(p for c in box.columns for p in c), *box.tail]


def read(rng, bands, reader, line):
    """The pieces of a page in the order of one reader."""
    if reader == "xycut-h":
        return [p for band in bands for p in _rows(rng, band)]
    if reader == "xycut-v":
        return _strips(rng, bands)
    if reader == "bands":
        return _cut_bands(rng, bands, line)
    if reader == "columns":
        return _columns(bands)
    pieces = [whole(box) for band in bands for box in band]
    order = [p for box in pieces for p in box]
    if reader == "slips":
        for _ in range(rng.randint(1, 4)):
            a = rng.randrange(len(order))
            size = rng.choice((1, 1, 2, 3))
            moved = order[a : a + size]
            del order[a : a + size]
            b = max(0, min(len(order), a + rng.choice((-6, -4, -3, -2, -1, 1, 2, 3, 4, 6))))
            order[b:b] = moved
    return order


def _rows(rng, band):
    heads = [p for box in band for p in box.heads if p.role == "title"]
    rest = [[p for p in box.heads if p.role != "title"] + [p for c in box.columns for p in c] + box.tail for box in band]
    return heads + [p for box in rest for p in box]


def _strips(rng, bands):
    """Cut at the gutters that several bands share: each strip is read from top to bottom."""
    width = max(box.left + len(box.columns) for band in bands for box in band)
    cut = sorted(rng.sample(range(1, width), min(width - 1, rng.choice((1, 2, 3))))) if width > 1 else []
    out = []
    for lo, hi in zip([0, *cut], [*cut, width + 99], strict=True):
        for band in bands:
            for box in band:
                if lo <= box.left < hi:
                    out += box.heads
                for k, column in enumerate(box.columns):
                    if lo <= box.left + k < hi:
                        out += column
                if lo <= box.left + len(box.columns) - 1 < hi:
                    out += box.tail
    return out


def _columns(bands):
    width = max(box.left + len(box.columns) for band in bands for box in band)
    out = []
    for c in range(width):
        for band in bands:
            for box in band:
                if box.left == c:
                    out += box.heads
                if 0 <= c - box.left < len(box.columns):
                    out += box.columns[c - box.left]
                if c == box.left + len(box.columns) - 1:
                    out += box.tail
    return out


def _cut_bands(rng, bands, line):
    """Bands across the page that mind no box: what stands beside is read across before what stands below."""
    out = []
    for band in bands:
        out += [p for box in band for p in box.heads]
        columns = [(box, c) for box in band for c in box.columns]
        cuts = rng.choice((1, 2, 2, 3))
        parts = [_split(c, cuts, line) for _, c in columns]
        for level in range(cuts):
            for part in parts:
                out += part[level]
        out += [p for box in band for p in box.tail]
    return out


def _split(column, parts, line):
    """A column in so many parts of about equal length, cut at line ends."""
    total = sum(len(p.text) for p in column)
    out, part, room = [], [], total / parts
    for piece in column:
        rest = piece.text
        while rest:
            done = len(piece.text) - len(rest)
            if len(rest) <= room or len(out) == parts - 1 or piece.role != "body":
                part.append(piece._replace(text=rest, offset=piece.offset + done))
                room -= len(rest)
                rest = ""
            else:
                cut = int(room) // line * line
                if cut > 0:
                    part.append(piece._replace(text=rest[:cut], offset=piece.offset + done))
                    rest = rest[cut:]
                out.append(part)
                part, room = [], total / parts
        if room <= 0 and len(out) < parts - 1:
            out.append(part)
            part, room = [], total / parts
    out.append(part)
    return out + [[]] * (parts - len(out))
