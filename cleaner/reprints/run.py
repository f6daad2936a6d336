"""Find the reprints among the articles of output folders."""

from __future__ import annotations

import functools
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

import numpy as np

from cleaner.arrays import Hashes, Integers
from cleaner.language.shingles import numbered
from cleaner.outputs.articles import ArticlePlace, batches, held_in, letters_of, record_at
from cleaner.place import elsewhere
from cleaner.reprints.clusters import Candidate, Edge, Known, edge
from cleaner.reprints.index import Index, opened
from cleaner.reprints.lines import HELD, Heading, lines_of
from cleaner.reprints.pairs import likely, pairs
from cleaner.reprints.sign import AGREE, Signed, sign

# Pairs that a worker looks at, at once: some tenths of a second. Chosen.
PAIRS = 1000

T = TypeVar("T")
R = TypeVar("R")


class Read(NamedTuple):
    """Some articles, read and signed."""

    places: list[ArticlePlace]
    candidates: list[Candidate]
    letters: list[str]
    signed: Signed


class Articles(NamedTuple):
    """Articles by their numbers, in order: where they are, and what is known of them."""

    places: Sequence[ArticlePlace] | Mapping[int, ArticlePlace]
    found: Known

    def letters(self, number: int) -> str:
        """The letters of one of them."""
        return letters_at(self.places[number])

    def heading(self, number: int) -> Heading:
        """The headline and the authors of one of them."""
        record = record_at(self.places[number])
        return Heading(record.get("title", ""), record.get("authors", []))


class Drop:
    """The articles of a drop, in order of their files, and after them those of earlier drops that they may repeat."""

    def __init__(self) -> None:
        """Without any."""
        self.places: list[ArticlePlace] = []
        self.found: list[Candidate] = []
        self.keys: list[Hashes] = []
        self.owners: list[Integers] = []
        self.samples: list[Integers] = []

    def add(self, read: Read) -> None:
        """The next articles."""
        self.keys.append(read.signed.keys)
        self.owners.append(read.signed.owners + len(self.found))
        self.samples.append(read.signed.sample + (len(self.found) << 32))
        self.places += read.places
        self.found += read.candidates

    @property
    def articles(self) -> Articles:
        """All of them."""
        return Articles(self.places, self.found)

    def near(self) -> list[tuple[int, int]]:
        """Pairs of them that are to be looked at."""
        found = pairs(np.concatenate(self.keys), np.concatenate(self.owners))
        return list(map(tuple, likely(found, np.concatenate(self.samples), len(self.found)).tolist()))


def dedupe(outs: Iterable[str], jobs: int, index: str | None = None) -> list[dict[str, Any]]:
    """A line for every article that another one says again, in order of their files.

    Args:
        outs: folders that `cleaner split` wrote.
        jobs: workers.
        index: a file with the articles of earlier drops, to which these are added.

    Raises:
        cleaner.outputs.Unreadable: a folder has no articles, or a file is none.
        cleaner.reprints.index.UnusableIndex: the file is no index.
        OSError: the index cannot be read or written.

    >>> import tempfile
    >>> from cleaner import split_text
    >>> from cleaner.record import as_line
    >>> with tempfile.TemporaryDirectory() as out:
    ...     with open(f"{out}/articles-00000.jsonl", "w", encoding="utf-8") as file:
    ...         file.writelines(as_line(split_text("新桥通车\\n\\n新桥今天通车。", page)[0].record()) for page in ("a", "b"))
    ...     [(line["dropped"].rpartition("#")[2], line["kept"].rpartition("#")[2], line["verdict"]) for line in dedupe([out], jobs=1)]
    [('b/01', 'a/01', 'verbatim')]
    """
    # One folder, however it is spelled, is one among earlier drops, too.
    outs = [out if elsewhere(out) else os.path.normpath(out) for out in outs]
    drop, parts = Drop(), each_part(list(batches(outs)), jobs)
    if index is None:
        for read in parts:
            drop.add(read)
        return lines_of(drop.found, looked_at(drop.near(), drop.articles, jobs), drop.articles.letters, drop.articles.heading)
    with opened(index) as earlier:
        return _beside(drop, parts, earlier, jobs)


def _beside(drop: Drop, parts: Iterable[Read], earlier: Index, jobs: int) -> list[dict[str, Any]]:
    """A line for every article of a drop that another of it, or one of an index, says again; the index has all of the drop then."""
    numbers: list[int] = []
    for read in parts:
        drop.add(read)
        numbers += earlier.add(read.candidates, read.letters)
    earlier.forget_others((one.name for one in drop.found), numbers)
    near: list[tuple[int, int]] = []
    place = {number: k for k, number in enumerate(numbers)}
    # However a folder is spelled, what was kept of an earlier drop is not dropped for the same article of this one.
    found = [one._replace(new=True) for one in drop.found]
    weight: Counter[tuple[int, int]] = Counter()
    for key, first, later in earlier.held(np.concatenate(drop.keys), np.array(numbers)[np.concatenate(drop.owners)]):
        # Two articles of this drop are found among themselves.
        if first not in place:
            weight[first, later] += 1 if key & 1 else AGREE
    for (first, later), agreed in sorted(weight.items()):
        if agreed >= AGREE:
            if first not in place:
                place[first] = len(found)
                found.append(earlier.candidate(first))
            near.append((place[first], place[later]))
    number_of = {k: number for number, k in place.items()}

    @functools.lru_cache(maxsize=HELD)
    def text(k: int) -> str:
        return drop.articles.letters(k) if k < len(drop.found) else earlier.letters(number_of[k])

    # Articles of earlier drops are read here: the index is open in this process alone.
    across = (edge(one, other, found.__getitem__, text) for one, other in sorted(set(near)))
    sure = {(one.short, one.long): one for one in [*looked_at(drop.near(), drop.articles, jobs), *filter(None, across)]}
    return lines_of(found, sure.values(), text, lambda k: drop.articles.heading(k) if k < len(drop.found) else Heading(None, None))


class Pair(NamedTuple):
    """Two articles that are to be looked at, with all that it takes."""

    numbers: tuple[int, int]
    candidates: tuple[Candidate, Candidate]
    places: tuple[ArticlePlace, ArticlePlace]


def looked_at(near: Sequence[tuple[int, int]], articles: Articles, jobs: int) -> list[Edge]:
    """The pairs of a drop's articles that an exact look confirms.

    Args:
        near: the pairs, those of one first article together.
        articles: all of them.
        jobs: workers.

    >>> import tempfile
    >>> lines = [f'{{"paragraphs": ["{text}"]}}\\n'.encode() for text in ("新桥，今天通车。", "新桥今天通车！", "学校九月开学。")]
    >>> with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
    ...     _ = file.writelines(lines), file.flush()
    ...     places = [ArticlePlace(file.name, len(b"".join(lines[:number]))) for number in range(3)]
    ...     articles = Articles(places, [Candidate(name, 0, 6) for name in ("a/01", "b/01", "c/01")])
    ...     [(one.short, one.long, one.verdict.kind) for one in looked_at([(0, 1), (0, 2)], articles, jobs=1)]
    [(0, 1, 'verbatim')]
    """
    places, found = articles
    pairs = [Pair((a, b), (found[a], found[b]), (places[a], places[b])) for a, b in near]
    parts = [pairs[at : at + PAIRS] for at in range(0, len(pairs), PAIRS)]
    return [one for part in _mapped(look_at, parts, jobs) for one in part]


def look_at(pairs: Sequence[Pair]) -> list[Edge]:
    """Those of some pairs that an exact look confirms; a plain function that any process can call.

    >>> import tempfile
    >>> line = '{"paragraphs": ["新桥今天通车。"]}\\n'.encode()
    >>> with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
    ...     _ = file.write(line * 2), file.flush()
    ...     places = ArticlePlace(file.name, 0), ArticlePlace(file.name, len(line))
    ...     [one.verdict.kind for one in look_at([Pair((0, 1), (Candidate("a/01", 0, 6), Candidate("b/01", 0, 6)), places)])]
    ['verbatim']
    """
    found = {k: one for pair in pairs for k, one in zip(pair.numbers, pair.candidates, strict=True)}
    places = {k: one for pair in pairs for k, one in zip(pair.numbers, pair.places, strict=True)}

    @functools.lru_cache(maxsize=HELD)
    def text(k: int) -> str:
        return letters_at(places[k])

    return [one for pair in pairs if (one := edge(*pair.numbers, found.__getitem__, text)) is not None]


def letters_at(place: ArticlePlace) -> str:
    """The letters of an article, with its numbers.

    >>> import tempfile
    >>> with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
    ...     _ = file.write('{"paragraphs": ["新桥，长 3 公里。", "通车！"]}'.encode()), file.flush()
    ...     letters_at(ArticlePlace(file.name, 0))
    '新桥长3公里通车'
    """
    return letters_of(record_at(place))


def read_part(files: Sequence[str]) -> Read:
    """Read and sign some articles; a plain function that any process can call.

    >>> import tempfile
    >>> from cleaner import split_text
    >>> from cleaner.record import as_line
    >>> with tempfile.NamedTemporaryFile("w", encoding="utf-8") as file:
    ...     _ = file.write(as_line(split_text("新桥通车\\n\\n新桥今天通车。")[0].record())), file.flush()
    ...     read = read_part([file.name])
    >>> read.letters, [one.size for one in read.candidates], set(read.signed.owners.tolist())
    (['新桥今天通车'], [6], {0})
    """
    places, candidates, texts = [], [], []
    for place, name, record in held_in(files):
        paragraphs = [numbered(paragraph) for paragraph in record["paragraphs"]]
        places.append(place)
        candidates.append(Candidate(name, len(record["missing"]), _said_once(paragraphs)))
        texts.append(paragraphs)
    return Read(places, candidates, list(map("".join, texts)), sign(texts))


def _said_once(paragraphs: Sequence[str]) -> int:
    """The letters of an article, less those that it says again: of a page that was pasted twice the clean copy is worth more.

    >>> _said_once(["新桥通车", "两岸欢庆"]), _said_once(["新桥通车", "两岸欢庆", "新桥通车"])
    (8, 4)
    """
    return 2 * sum(map(len, set(paragraphs))) - sum(map(len, paragraphs))


def each_part(parts: Sequence[Sequence[str]], jobs: int) -> Iterator[Read]:
    """What was read of some files each, in order.

    Args:
        parts: files that one worker reads at once.
        jobs: workers.

    >>> import tempfile
    >>> from cleaner import split_text
    >>> from cleaner.record import as_line
    >>> with tempfile.NamedTemporaryFile("w", encoding="utf-8") as file:
    ...     _ = file.write(as_line(split_text("新桥通车\\n\\n新桥今天通车。")[0].record())), file.flush()
    ...     [read.letters for read in each_part([[file.name], [file.name, file.name]], jobs=1)]
    [['新桥今天通车'], ['新桥今天通车', '新桥今天通车']]
    """
    return _mapped(read_part, parts, jobs)


def _mapped(work: Callable[[T], R], parts: Sequence[T], jobs: int) -> Iterator[R]:
    """What comes of each part of some work, in order."""
    if jobs < 2 or len(parts) < 2:
        yield from map(work, parts)
        return
    from pebble import ProcessPool

    from cleaner.running.parallel import context, most

    with ProcessPool(max_workers=most(min(jobs, len(parts))), context=context()) as pool:
        yield from pool.map(work, parts).result()
