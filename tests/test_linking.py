"""The search for the best set of links, against brute force; and what a page of one title is."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import split_text
from cleaner.linking.search import NONE, best_links, matching

GAINS = st.integers(1, 5).flatmap(lambda n: st.lists(st.lists(st.integers(-6, 6), min_size=n, max_size=n), min_size=n, max_size=n))


def worth(gain, chosen):
    return sum(gain[i, j] for i, j in enumerate(chosen) if j != NONE)


@settings(max_examples=200, deadline=None)
@given(GAINS)
def test_no_pairing_is_better(rows):
    gain = np.array(rows, dtype=float)
    count = len(gain)
    every = itertools.permutations([*range(count), *[NONE] * count], count)
    assert worth(gain, matching(gain)) == max(worth(gain, chosen) for chosen in every)


@settings(max_examples=200, deadline=None)
@given(GAINS)
def test_links_make_paths(rows):
    after = best_links(np.array(rows, dtype=float), np.zeros(len(rows)), np.zeros(len(rows)))
    taken = [j for j in after if j != NONE]
    assert len(set(taken)) == len(taken)
    for k in range(len(after)):
        seen = set()
        while k != NONE:
            assert k not in seen
            seen.add(k)
            k = after[k]


TEXTS = [
    "渡口的老船工张师傅也来了，他说自己摆渡三十年，今天是最后一班渡船。",
    "图书馆从下周一起每天开放到晚上九点，周末不休息，还要增加五十个座位。",
    "公园里的茶馆重新开张，老板说这几天客人比平时多了一倍，正在招人手。",
    "昨天的比赛下了一场大雨，双方踢成一比一平，下一场比赛定在周六下午。",
]


def test_a_page_without_title_is_one_article_whatever_it_says():
    [article] = split_text("\n\n".join(TEXTS))
    assert article.paragraphs == TEXTS
    assert [flag["rule"] for flag in article.flags if flag["rule"] == "untitled"] == ["untitled"]


def test_all_that_stands_under_the_only_title_is_of_its_article():
    [article] = split_text("\n\n".join(["本地要事四则", *TEXTS]))
    assert article.title == "本地要事四则"
    assert article.paragraphs == TEXTS
