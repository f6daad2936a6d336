"""The choice between ways to link a page by the articles that they make."""

from argparse import Namespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.linking import jumps, rerank
from cleaner.linking.score import scores_of
from cleaner.linking.search import NEVER, NONE, best_links, paths
from cleaner.linking.whole import NAMES, wholes


def facts(title, words, **more):
    """Facts of nodes with these vectors of words, and of topics; no byline, no dateline, and closed, unless said otherwise."""
    none = np.zeros(len(title))
    nodes = [Namespace(letters="字" * 50, dateline=False, title=line) for line in title]
    products = words @ words.T
    known = {"signed": none > 0, "lone": none > 0, "torn": none > 0, "edge": Namespace(opens=none, leads=none), **more}
    texts = Namespace(edge=known.pop("edge"), words=products, about=products, within=none, dated=known.pop("dated", none))
    return Namespace(nodes=nodes, title=np.array(title), texts=texts, **known)


def cosine(a, b):
    lengths = max(1.0, np.sqrt(a @ a)) * max(1.0, np.sqrt(b @ b))
    return float(a @ b / lengths)


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 7), st.integers(0, 10**6))
def test_likeness_within_articles_is_that_of_their_vectors(count, seed):
    random = np.random.default_rng(seed)
    words = random.integers(0, 5, (count, 4)).astype(float)
    title = random.random(count) < 0.4
    articles = paths(best_links(np.where(title[None, :], NEVER, random.normal(size=(count, count)))))
    for path, row in zip(articles, wholes(facts(title, words), articles), strict=True):
        texts, titles = [k for k in path if not title[k]], [k for k in path if title[k]]
        others = [cosine(words[k], words[[i for i in texts if i != k]].sum(axis=0)) for k in texts if len(texts) > 1]
        wanted = {
            "articles": 1,
            "untitled": float(not titles),
            "empty": float(not texts),
            "letters": np.log1p(50 * len(texts)),
            "alike": sum(others),
            "alike-least": min(others, default=0),
            "title-alike": cosine(words[titles].sum(axis=0), words[texts].sum(axis=0)) if titles and texts else 0,
        }
        got = dict(zip(NAMES, row, strict=True))
        for name, value in wanted.items():
            assert got[name] == pytest.approx(value), name


def test_how_articles_begin_and_end():
    signed = np.array([False, True, True])
    edge = Namespace(opens=np.array([1.0, 2.0, 3.0]), leads=np.array([4.0, 5.0, 6.0]))
    known = facts([False] * 3, np.eye(3), signed=signed, torn=~signed, edge=edge)
    known.nodes[2].dateline = True
    one, three = (dict(zip(NAMES, row, strict=True)) for row in wholes(known, [(0,), (0, 1, 2)]))
    assert {name: one[name] for name in ("first-opens", "first-leads", "signed-last", "torn-last")} == {
        "first-opens": 1.0, "first-leads": 4.0, "signed-last": 0.0, "torn-last": 1.0,
    }  # fmt: skip
    assert {name: three[name] for name in ("signed-last", "signed-inside", "dated-inside", "torn-last")} == {
        "signed-last": 1.0, "signed-inside": 1.0, "dated-inside": 1.0, "torn-last": 0.0,
    }  # fmt: skip


def test_a_headline_is_expected_to_have_a_dateline_below_or_none():
    known = facts([True, False, False], np.eye(3), dated=np.array([2.0, 0.0, 0.0]))
    at = NAMES.index("as-expected")
    assert wholes(known, [(0, 1), (0, 2)])[:, at].tolist() == [0.0, 0.0]  # a page without datelines says nothing
    known.nodes[2].dateline = True
    assert wholes(known, [(0, 1), (0, 2), (0,), (1,)])[:, at].tolist() == [-2.0, 2.0, 0.0, 0.0]


def test_jumps_that_lie_within_each_other_and_that_cross():
    known = facts([True, False, False, False, False, False], np.eye(6))
    within, across = [5, 4, NONE, NONE, NONE, NONE], [3, 4, NONE, NONE, 5, NONE]
    assert jumps.jumps(known, [within, across]).tolist() == [[1, 0, 0, 0, 0, 0], [0, 1, 0, 0, 0, 0]]
    of_texts = [NONE, 4, 5, NONE, NONE, NONE]
    assert jumps.jumps(known, [of_texts]).tolist() == [[0, 1, 0, 1, 0, 0]]
    assert jumps.of_whole_page(known, of_texts, jumps.jumps(known, [of_texts])[0]) == (0.5, 2 / 6, 4 / 6, 6.0)


# Two titles (0, 1) over two texts (2, 3). The best sum makes one article of all but the first title, which is left without a text.
TITLE = [True, True, False, False]
GAIN = np.full((4, 4), NEVER)
GAIN[0, 2], GAIN[1, 3] = 1.0, 1.0
GAIN[1, 2], GAIN[2, 3] = 1.5, 1.4


def choose(monkeypatch, column, weight):
    """What is chosen where only one column counts."""
    at = rerank.COLUMNS.index(column)
    monkeypatch.setattr(rerank, "trees_for", lambda *_: Namespace(scores=lambda rows: weight * rows[:, at : at + 1]))
    after = best_links(GAIN)
    assert after == [NONE, 2, 3, NONE]
    return rerank.reranked(facts(TITLE, np.eye(4)), scores_of(GAIN), after)


def test_a_title_is_not_left_without_a_text_where_that_counts(monkeypatch):
    found = choose(monkeypatch, "empty", -1.0)
    assert found.after == [2, 3, NONE, NONE]
    assert all(won > rerank.WON for won in found.made.values())


def test_the_best_sum_stays_where_nothing_is_won(monkeypatch):
    found = choose(monkeypatch, "empty", 1.0)
    assert found.after == [NONE, 2, 3, NONE]
    assert found.made == {}


@st.composite
def gains(draw):
    """Scores of all links of a few nodes."""
    count = draw(st.integers(2, 7))
    gain = np.random.default_rng(draw(st.integers(0, 10**6))).normal(scale=3, size=(count, count))
    np.fill_diagonal(gain, NEVER)
    return gain


@settings(max_examples=50, deadline=None)
@given(gains())
def test_every_way_that_is_tried_is_another_and_has_its_link(gain):
    after = best_links(gain)
    tried = list(rerank.choices(scores_of(gain), after, ()))
    assert all(other.after != after for other in tried)
    assert len({tuple(other.after) for other in tried}) == len(tried)
    for (i, j), other, come, go in tried:
        assert other[i] == j
        assert sorted([*come, *(path for path in paths(after) if path not in go)]) == sorted(paths(other))
        assert sorted(k for path in paths(other) for k in path) == list(range(len(gain)))


@settings(max_examples=30, deadline=None)
@given(gains())
def test_links_that_were_made_stay(gain):
    after = best_links(gain)
    for first in list(rerank.choices(scores_of(gain), after, ()))[:3]:
        for second in rerank.choices(scores_of(gain), first.after, (first.link,)):
            assert second.after[first.link[0]] == first.link[1]
