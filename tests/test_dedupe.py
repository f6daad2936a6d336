"""`cleaner dedupe`: what is found, what it is of what is kept, which one is kept; and that nothing else is touched."""

import json
import os
import random
import shutil

import pytest
from command import cleaner, tree
from reprinted import BRIDGE, LIBRARY, damaged, found, page, told

from cleaner.outputs import Unreadable
from cleaner.outputs.articles import batches
from cleaner.reprints.clusters import Candidate, edge, reprints
from cleaner.reprints.judge import judge
from cleaner.reprints.pairs import likely, pairs
from cleaner.reprints.sign import sign


def test_verbatim_near_and_cut(tmp_path):
    whole = [*BRIDGE, *LIBRARY]
    page(tmp_path, "a", (whole, []), (["这是另一篇文章，说的是别的事情，同桥和图书馆都没有关系，讲的是今年的收成和天气。"], []))
    page(tmp_path, "b", (whole, []))
    page(tmp_path, "c", ([damaged(text, 0.05, seed=2) for text in whole], []))
    page(tmp_path, "d", (whole[:1], []))
    before = tree(tmp_path / "out")
    assert told(tmp_path) == [("b/01", "a/01", "verbatim"), ("c/01", "a/01", "near"), ("d/01", "a/01", "contained")]
    assert tree(tmp_path / "out") == before


def test_what_is_new_in_the_dropped_one_is_told(tmp_path):
    page(tmp_path, "a", (BRIDGE, []))
    page(tmp_path, "b", ([BRIDGE[0].replace("市长", "嘉兴港区区长"), BRIDGE[1][:-12]], []))
    [line] = found(tmp_path)
    # What stands in both, as 长在通, covers the last letter.
    assert line["verdict"] == "near" and line["new"] == "嘉兴港区区" and 0.5 < line["alike"] < 1


def test_two_notices_of_one_page_in_one_wording_are_two(tmp_path):
    """The school board's was dropped for the lodge's, which met on the same evening."""
    page(tmp_path, "a", (BRIDGE, []), ([BRIDGE[0].replace("市长", "嘉兴港区区长"), BRIDGE[1]], []))
    assert told(tmp_path) == []


def test_the_most_complete_is_kept_then_the_longest_then_the_first(tmp_path):
    page(tmp_path, "a", (BRIDGE, ["tail"]))
    page(tmp_path, "b", (BRIDGE, []))
    page(tmp_path, "c", ([*BRIDGE, "通车仪式以后，孩子们在桥上放飞了一千只气球。"], []))
    page(tmp_path, "d", ([*BRIDGE, "通车仪式以后，孩子们在桥上放飞了一千只气球。"], []))
    assert {kept for _, kept, _ in told(tmp_path)} == {"c/01"} and len(found(tmp_path)) == 3


def test_what_an_article_says_again_makes_it_no_better(tmp_path):
    """A page that was pasted twice has remnants of both copies, and the clean one was dropped for it."""
    page(tmp_path, "a", ([*BRIDGE, *LIBRARY, "今后还要修公园。", "今后还要修公园。", "今后还要修公园。"], []))
    page(tmp_path, "b", ([*BRIDGE, *LIBRARY, "今后还要修公园。"], []))
    assert [(dropped, kept) for dropped, kept, _ in told(tmp_path)] == [("a/01", "b/01")]


def test_nothing_is_found_where_nothing_repeats(tmp_path):
    page(tmp_path, "a", (BRIDGE, []))
    page(tmp_path, "b", (LIBRARY, []), ([], []), (["短。"], []))
    assert found(tmp_path) == []


def test_short_articles_are_one_only_letter_by_letter(tmp_path):
    page(tmp_path, "a", (["新桥今天通车了。"], []))
    page(tmp_path, "b", (["新桥今天通车了！"], []))
    page(tmp_path, "c", (["新桥昨天通车了。"], []))
    assert told(tmp_path) == [("b/01", "a/01", "verbatim")]


def test_no_article_is_dropped_for_one_that_it_does_not_repeat():
    """A chain: the second is near the first and the third near the second, but the third is another text than the first."""
    chance = random.Random(3)
    letters = ["".join(chr(0x4E00 + chance.randrange(3000)) for _ in range(400))]
    for _ in range(4):
        letters.append(letters[-1][90:] + "".join(chr(0x4E00 + chance.randrange(3000)) for _ in range(90)))
    assert judge(letters[1], letters[0]) and judge(letters[2], letters[1]) and not judge(letters[4], letters[0])
    every = [(a, b) for a in range(5) for b in range(a + 1, 5)]
    found = [Candidate(f"{k}", 0, 400) for k in range(5)]
    sure = filter(None, (edge(one, other, found.__getitem__, letters.__getitem__) for one, other in every))
    dropped = list(reprints(found, sure, letters.__getitem__))
    assert dropped and all(judge(letters[r.dropped], letters[r.kept]) for r in dropped)
    assert not {r.kept for r in dropped} & {r.dropped for r in dropped}


def test_a_copy_of_what_is_dropped_is_dropped_too():
    """An edge is between the copies, none between the second and what the first is dropped for."""
    whole = "".join(chr(0x4E00 + k) for k in range(300))
    letters = [whole[:290], whole[:290], whole]
    found = [Candidate(f"{k}", 0, len(text)) for k, text in enumerate(letters)]
    edges = [edge(0, 2, found.__getitem__, letters.__getitem__), edge(0, 1, found.__getitem__, letters.__getitem__)]
    assert [(r.dropped, r.kept, r.verdict.kind) for r in reprints(found, edges, letters.__getitem__)] == [(0, 2, "near"), (1, 2, "near")]
    # The other way round: the copy is dropped for the first before that is dropped itself.
    edges = [edge(1, 2, found.__getitem__, letters.__getitem__), edge(0, 1, found.__getitem__, letters.__getitem__)]
    assert [(r.dropped, r.kept) for r in reprints(found, edges, letters.__getitem__)] == [(0, 2), (1, 2)]


def test_the_same_whatever_the_workers_and_the_order_of_folders(tmp_path):
    for k in range(30):
        base = [damaged(text, 0.5, seed=k // 3) for text in BRIDGE]
        page(tmp_path, f"{k:02}", *[([damaged(text, 0.03, seed=k) for text in base], [])] * 20)
    one = found(tmp_path, "--jobs", "1")
    assert one and found(tmp_path, "--jobs", "2") == one


def test_several_outputs_and_earlier_drops(tmp_path):
    page(tmp_path / "old", "a", (BRIDGE, []))
    page(tmp_path / "new", "a", (BRIDGE, []))
    cleaner("dedupe", "old/out", "new/out", "-o", "d.jsonl", cwd=tmp_path, check=0)
    line = json.loads((tmp_path / "d.jsonl").read_text(encoding="utf-8"))
    assert (line["dropped"], line["kept"]) == ("old/out/a/01.json", "new/out/a/01.json")


def test_export_marks_or_leaves_out(tmp_path):
    page(tmp_path, "a", (BRIDGE, []))
    page(tmp_path, "b", (BRIDGE, []), (LIBRARY, []))
    found(tmp_path)
    marked = cleaner("export", "out", "--to", "jsonl", "--duplicates", "duplicates.jsonl", cwd=tmp_path, check=0).stdout.splitlines()
    assert [json.loads(line).get("duplicate_of") for line in marked] == ["", "out/a/01.json", ""]
    left = cleaner(
        "export", "out", "--to", "jsonl", "--duplicates", "duplicates.jsonl", "--drop", cwd=tmp_path, check=0
    ).stdout.splitlines()
    assert [json.loads(line)["id"] for line in left] == ["a/01", "b/02"]
    tei = cleaner("export", "out", "--to", "tei", "--duplicates", "duplicates.jsonl", cwd=tmp_path, check=0).stdout.decode()
    assert "printed again: out/a/01.json" in tei


def test_what_was_split_anew_since_is_no_repeat(tmp_path):
    """An article was left out for one that was not there any more, or that it did not repeat any more, without a word."""
    for name in ("a", "b", "c"):
        page(tmp_path, name, (BRIDGE, []))
    found(tmp_path)
    for name in ("a", "c"):
        shutil.rmtree(tmp_path / "out" / name)
    page(tmp_path, "c", (LIBRARY, []))
    done = cleaner("export", "out", "--to", "jsonl", "--duplicates", "duplicates.jsonl", "--drop", cwd=tmp_path, check=0)
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["c/01"]
    assert b"duplicates.jsonl: 1 of the articles that it names say something else by now, and stay; run cleaner dedupe again" in done.stderr
    assert b"1 of the articles that it names repeat what is not where it was any more" in done.stderr


def test_an_export_does_not_write_over_what_it_reads(tmp_path):
    for name in ("a", "b"):
        page(tmp_path, name, (BRIDGE, []))
    found(tmp_path)
    before = (tmp_path / "duplicates.jsonl").read_bytes()
    options = ["--to", "jsonl", "--duplicates", "duplicates.jsonl", "-o", "./duplicates.jsonl"]
    assert b"is what is read" in cleaner("export", "out", *options, cwd=tmp_path, check=2).stderr
    assert (tmp_path / "duplicates.jsonl").read_bytes() == before


def test_what_cannot_be_done_is_one_line(tmp_path):
    page(tmp_path, "a", (BRIDGE, []))
    for command, said in (
        (["dedupe", "none"], b"none: there is no such folder"),
        (["dedupe", "out", "-o", "no/such/file"], b"no/such/file: no such file or directory"),
        (["export", "out", "--to", "jsonl", "--drop"], b"--duplicates"),
        (["export", "out", "--to", "jsonl", "--duplicates", "none"], b"none: no such file or directory; write it with cleaner dedupe"),
        (["export", "out", "--to", "jsonl", "--duplicates", "out/a/01.json"], b"not what cleaner dedupe writes"),
        (["export", "out", "--to", "gold", "--duplicates", "x", "-o", "y"], b"--duplicates is for the other forms"),
    ):
        done = cleaner(*command, cwd=tmp_path, check=2)
        assert said in done.stderr


def test_keys_are_the_same_on_every_machine_and_in_every_version():
    """Indexes and shares hold them: keys that changed would find nothing again, and say nothing. A change of them is a new `index.FORM`."""
    found = sign([["在党的领导下人民群众的生活水平不断提高" * 3]])
    assert found.keys[[0, 1, -1]].tolist() == [10961149389150030936, 1680201976098278976, 9765876071691751267]


@pytest.mark.parametrize("share", [0.0, 0.02, 0.05])
def test_copies_with_wrong_characters_have_a_key_in_common(share):
    chance = random.Random(5)
    texts = ["".join(chr(0x4E00 + chance.randrange(3000)) for _ in range(chance.randrange(60, 600))) for _ in range(200)]
    every = [*texts, *(damaged(text, share, seed=k) for k, text in enumerate(texts))]
    signed = sign([[text] for text in every])
    met = {tuple(pair) for pair in likely(pairs(signed.keys, signed.owners), signed.sample, len(every)).tolist()}
    assert sum((k, k + 200) in met for k in range(200)) >= 199
    # Texts that have nothing in common are not looked at.
    assert len(met) <= 205


def test_articles_that_differ_in_their_numbers_are_not_the_same_word_for_word(tmp_path):
    prices = "本报讯 昨天全市猪肉平均价格每公斤26.4元，比前天高0.3元；青菜平均价格每公斤3.8元，比前天低0.2元，鸡蛋每公斤9.6元。"
    page(tmp_path, "a", ([prices, *BRIDGE], []))
    page(tmp_path, "b", ([prices.replace("26.4", "27.1").replace("9.6", "9.9"), *BRIDGE], []))
    page(tmp_path, "c", ([prices.replace("26.4", "２６.４"), *BRIDGE], []))
    [other, same] = found(tmp_path)
    assert (other["verdict"], other["new"]) == ("near", "71 … 9")
    assert (same["verdict"], same["kept"]) == ("verbatim", "out/a/01.json")


@pytest.mark.parametrize("outs", [("out", "out"), ("out", "out/a"), ("out/a", "out"), ("out", "./out/../out"), ("out", "link")])
@pytest.mark.parametrize("shares", [False, True])
def test_an_article_is_no_reprint_of_itself(tmp_path, outs, shares):
    """A folder that is named twice was read twice, and then every article was left out as a repeat of itself."""
    page(tmp_path, "a", (BRIDGE, []))
    page(tmp_path, "b", (LIBRARY, []))
    (tmp_path / "link").symlink_to("out")
    for _ in range(3 if shares else 1):
        cleaner("dedupe", *outs, *(("--shard", "1/1", "--work", "work") if shares else ()), cwd=tmp_path, check=0)
    assert (tmp_path / "duplicates.jsonl").read_text() == ""


def test_a_folder_that_cannot_be_looked_into_ends_the_run(tmp_path, monkeypatch):
    page(tmp_path, "a", (BRIDGE, []))
    page(tmp_path, "b", (LIBRARY, []))
    scandir = os.scandir

    def refused(path="."):
        if str(path).endswith("/b"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    with pytest.raises(Unreadable, match=r"/b: permission denied; check the folder's rights"):
        list(batches([str(tmp_path / "out")]))


def test_what_names_no_article_of_a_folder_is_told(tmp_path):
    """From another folder than `dedupe` ran in nothing was dropped, without a word."""
    for name in ("a", "b"):
        page(tmp_path, name, (BRIDGE, []))
    cleaner("dedupe", "out", cwd=tmp_path, check=0)
    (tmp_path / "elsewhere").mkdir()
    options = ["--to", "jsonl", "--duplicates", "../duplicates.jsonl", "--drop", "-o", "articles.jsonl"]
    done = cleaner("export", "../out", *options, cwd=tmp_path / "elsewhere", check=2)
    assert b"../duplicates.jsonl: it names no article in ../out; run this where cleaner dedupe ran" in done.stderr
    assert not (tmp_path / "elsewhere/articles.jsonl").exists()


def test_a_folder_is_one_however_it_is_spelled(tmp_path):
    page(tmp_path, "a", (BRIDGE, []))
    page(tmp_path, "b", (BRIDGE, []))
    cleaner("dedupe", "./out/", cwd=tmp_path, check=0)
    for out in ("out", str(tmp_path / "out")):
        done = cleaner("export", out, "--to", "jsonl", "--duplicates", "duplicates.jsonl", "--drop", cwd=tmp_path, check=0)
        assert len(done.stdout.splitlines()) == 1


def test_the_weather_of_another_day_is_no_reprint(tmp_path):
    said = "今天白天晴转多云，{}风三四级转二三级，最高气温{}度；今天夜间多云转阴，{}风二三级，最低气温{}度。"
    said += "明天晴，气温变化不大，请市民注意添减衣物。"
    page(tmp_path, "a", ([said.format("北", 12, "北", 3)], []))
    page(tmp_path, "b", ([said.format("南", 14, "南", 5)], []))
    assert found(tmp_path) == []


def test_the_headline_and_the_authors_of_a_dropped_one_are_told(tmp_path):
    """Its text is another's, word for word, and what stood over it was in no line."""
    for name, title in (("a", "新桥今天通车"), ("b", "两岸不再靠渡船往来")):
        page(tmp_path, name, (BRIDGE, []))
        path = tmp_path / f"out/{name}/01.json"
        record = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps({**record, "title": title, "authors": [f"李{name}"]}, ensure_ascii=False), encoding="utf-8")
    [line] = found(tmp_path)
    assert line["dropped"] == "out/b/01.json"
    assert line["title"] == "两岸不再靠渡船往来" and line["authors"] == ["李b"] and line["new"] == ""
