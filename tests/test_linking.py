"""The search for the best set of links, against brute force; and what a page of one title is."""

import itertools
from argparse import Namespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import split_text
from cleaner.confidence import UNFAMILIAR
from cleaner.linking.features import Pairs
from cleaner.linking.habits import MOST, _turns
from cleaner.linking.nodes import nodes
from cleaner.linking.search import NONE, best_links, matching
from cleaner.page import Block, Note, Page
from cleaner.pipeline import run

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
    after = best_links(np.array(rows, dtype=float))
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


@pytest.mark.parametrize("before", ["", "\n"])
def test_a_title_said_again_is_known_wherever_it_stands(before):
    """The first characters of a page are at 0, which was taken for nowhere."""
    title, text = "新桥今天通车", "两岸居民从此不必再等渡船。"
    blocks, at = [], len(before)
    for kind, said in (("title", title), ("body", TEXTS[0]), ("repeated-title", title), ("body", text)):
        blocks.append(Block(at, at + len(said), kind))
        at += len(said)
    again = blocks[2]
    note = Note(again.start, again.end, "repeated-title", (("repeats_start", blocks[0].start),))
    page = Page("p", before + title + TEXTS[0] + title + text, blocks=tuple(blocks), notes=(note,))
    assert [node.retitled for node in nodes(page)] == [NONE, NONE, 0]


def test_a_page_without_title_is_one_article_whatever_it_says():
    [article] = split_text("\n\n".join(TEXTS))
    assert article.paragraphs == TEXTS
    assert [flag["rule"] for flag in article.flags if flag["rule"] == "untitled"] == ["untitled"]


def test_all_that_stands_under_the_only_title_is_of_its_article():
    [article] = split_text("\n\n".join(["本地要事四则", *TEXTS]))
    assert article.title == "本地要事四则"
    assert article.paragraphs == TEXTS


def test_the_closed_texts_of_the_only_article_stay_where_they_stand():
    # By likeness alone the two on the bridge would come together.
    ferry = "渡口的老船工张师傅也来看新桥，他说自己在这条江上摆渡三十年，今天是最后一班渡船。"
    bridge = "横跨青江的新桥今天正式通车，两岸居民从此不必再等渡船，过江只要五分钟。"
    mayor = "市长在通车仪式上说，这座新桥大家等了十年，今后两岸居民过江再也不用等渡船了。"
    [article] = split_text("\n\n".join(["新桥今天通车", bridge, TEXTS[1], ferry, TEXTS[3], mayor]))
    assert article.paragraphs == [bridge, TEXTS[1], ferry, TEXTS[3], mayor]


@settings(max_examples=50, deadline=None)
@given(st.integers(2, 7), st.integers(0, 10**6))
def test_jumps_around_a_pair_are_counted_as_they_stand(count, seed):
    chance = np.random.default_rng(seed).random((count, count))
    flat = np.arange(count * count)
    pairs = Pairs(*np.divmod(flat, count), flat)
    step = pairs.second - pairs.first
    got = _turns(Namespace(known=Namespace(step=step.reshape(count, count)), pairs=pairs, step=step), chance[None])
    jumps = [(a, b, chance[a, b]) for a in range(count) for b in range(a + 2, count)]
    for i in range(count):
        for j in range(i + 1, count):
            wanted = {
                "over": sum(p for a, b, p in jumps if a < i and b > j),
                "inside": sum(p for a, b, p in jumps if a > i and b < j),
                "turn-before": sum(p for a, b, p in jumps if a < i < b < j),
                "turn-after": sum(p for a, b, p in jumps if i < a < j < b),
            }
            for name, value in wanted.items():
                assert abs(got[name][0, i * count + j] - min(value, MOST)) < 1e-9, (name, i, j)


ACROSS = """新桥今天通车

学校九月开学

今天上午，横跨青江的新桥正式通车，两岸居民从此不必再等渡

九月一日，全县三十所中小学同时开学，孩子们领到了新课

船。青江大桥全长两公里，用了三年时间建成。

本。县教育局说，今年开学的孩子比去年多了三百名。"""
BRIDGE = "今天上午，横跨青江的新桥正式通车，两岸居民从此不必再等渡船。青江大桥全长两公里，用了三年时间建成。"
SCHOOL = "九月一日，全县三十所中小学同时开学，孩子们领到了新课本。县教育局说，今年开学的孩子比去年多了三百名。"


def test_sentences_that_were_read_across_two_columns_are_put_together():
    assert [p for article in split_text(ACROSS) for p in article.paragraphs] == [BRIDGE, SCHOOL]


def test_two_titles_side_by_side_are_two():
    assert [(a.title, a.paragraphs) for a in split_text(ACROSS)] == [("新桥今天通车", [BRIDGE]), ("学校九月开学", [SCHOOL])]


def test_without_a_model_a_torn_sentence_goes_on_in_the_nearest_that_does():
    library = "The library will stay open until ten in the evening from the first of May on, said its head, who waited for years, and"
    bridge = "The bridge was opened this morning at nine by three hundred children who walked over from the other bank, with the"
    on = ("readers may take home five books more.", "mayor, who had waited for it ten years.")
    page = f"The bridge opens\n\n{bridge}\n\nThe library stays open\n\n{library}\n\n{on[0]}\n\n{on[1]}\n"
    found = split_text(page)
    assert [paragraph for article in found for paragraph in article.paragraphs] == [f"{bridge} {on[1]}", f"{library} {on[0]}"]
    # Nothing was fitted to such pages: what comes out is to be looked at.
    assert max(article.confidence for article in found) <= UNFAMILIAR


def test_a_repeat_of_what_is_a_repeat_itself_is_of_what_is_kept():
    first = "新桥今天上午正式通车，两岸居民从此不必再等渡船，赶集上学都方便了许多，市长在通车仪式上说，这座桥大家等了十年，今后还要修路，"
    first += "渡口的老船工张师傅也来了，他说自己摆渡三十年，今天是最后一班，以后就在桥头的茶馆里给孩子们讲讲渡船的故事，请大家常来坐坐。"
    second = first.replace("等了十年", "盼了十年")
    page = run(Page("p", f"{first}\n\n{second}\n\n{second}"))
    gone = {note.start: dict(note.facts)["repeats_start"] for note in page.notes if "duplicate" in note.rule}
    assert list(gone.values()) == [0, 0]
