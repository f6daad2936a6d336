"""Each kind of damage, planted in a copy of the first page, is found by `check` under its own rule at its own line."""

import json
import shutil

import pytest
from command import cleaner
from conftest import SEED

from cleaner import split_text

TEXT = SEED.read_text(encoding="utf-8")
LINES = TEXT.split("\n")


def line_of(text):
    return LINES.index(text) + 1


def longest_before(line):
    """Number of the last long paragraph above a line."""
    return next(k for k in range(line - 1, 0, -1) if len(LINES[k - 1]) > 100)


def with_line(number, text):
    return "\n".join([*LINES[: number - 1], text, *LINES[number:]]).encode()


def foreign_byte():
    at = longest_before(30)
    lines = TEXT.encode().split(b"\n")
    lines[at - 1] = lines[at - 1][:60] + b"\xff" + lines[at - 1][60:]
    return b"\n".join(lines), at


def mojibake():
    at = longest_before(60)
    return with_line(at, LINES[at - 1].encode().decode("gbk", "replace")), at


def cut_off():
    # The page ends within a sentence of a paragraph that is in one piece.
    at = next(k for k, line in enumerate(LINES, 1) if line.startswith("据悉,双浦镇"))
    kept = LINES[at - 1][: LINES[at - 1].index(",", 60) + 1]
    return "\n".join([*LINES[: at - 1], kept]).encode(), at


def loop():
    at = longest_before(50)
    return with_line(at, LINES[at - 1] + "欢迎大家前来参观," * 40), at


def repeats():
    body = [line for line in LINES if len(line) > 60]
    longest = max(body, key=len)
    lines = [*TEXT.rstrip("\n").split("\n"), "", *"\n\n".join(body).split("\n")]
    return "\n".join(lines).encode(), len(lines) - lines[::-1].index(longest)


def furniture():
    dates = [f"20{year}年{month}月{day}日" for year in (21, 22, 23) for month in range(1, 8) for day in range(1, 9)]
    days = [f"{date} 星期三 总第{7000 + k}期" for k, date in enumerate(dates)]
    longest = "主办单位:某某市人民政府办公室 国内统一刊号:CN33-0000 邮发代号:31-00"
    return ("\n\n".join([*days, longest]) + "\n\n" + TEXT).encode(), 2 * len(days) + 1


def only_a_title():
    """A page of which nothing but a headline was read."""
    return "石桥修好 行人往来\n".encode(), 1


def title_alone(title, above):
    at = next(k for k, line in enumerate(LINES, 1) if line.startswith(above))
    return "\n".join([*LINES[: at - 1], title, "", *LINES[at - 1 :]]).encode(), at


def no_titles():
    kept = [line for line in LINES if not line or len(line) > 45]
    at = next(k for k, line in enumerate(kept, 1) if line)
    return "\n".join(kept).encode(), at


def untitled(title):
    at = line_of(title)
    return "\n".join([*LINES[: at - 1], *LINES[at:]]).encode(), at + 1


def orphan():
    return untitled("侨创空间 一站式创新创业")


def binary():
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\5\0" + TEXT.encode()[:500], 0


def empty():
    return b"\n \n", 0


DAMAGES = {
    "undecodable": foreign_byte,
    "mojibake": mojibake,
    "lost-end": cut_off,
    "decoder-loop": loop,
    "many-repeats": repeats,
    "much-furniture": furniture,
    "no-text": only_a_title,
    "untitled": no_titles,
    "orphan": orphan,
    "binary": binary,
    "empty": empty,
}


def found(folder, *options):
    done = cleaner("check", "drop", "--format", "json", *options, cwd=folder)
    assert done.returncode in (0, 1)
    return [(f["name"], f["path"], f["line"]) for f in json.loads(done.stdout)["findings"]]


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    """A drop of the untouched page, and the baseline of what is found in it."""
    folder = tmp_path_factory.mktemp("drop")
    (folder / "drop").mkdir()
    shutil.copy(SEED, folder / "drop/page.txt")
    cleaner("check", "drop", "--baseline", "known.json", "--write-baseline", cwd=folder, check=0)
    return folder


def copy_of(known, tmp_path):
    shutil.copytree(known, tmp_path / "run")
    return tmp_path / "run"


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_is_found_at_its_line(known, tmp_path, name):
    folder = copy_of(known, tmp_path)
    data, line = DAMAGES[name]()
    (folder / "drop/page.txt").write_bytes(data)
    assert (name, "drop/page.txt", line) in found(folder, "--baseline", "known.json")


@pytest.mark.xfail(
    strict=True, reason="the first is taken for a line of the headline below it, the second for a subhead of the text around it"
)
@pytest.mark.parametrize(
    ("title", "above"),
    [("石头记里的秋天", "文化套餐 护航成长"), ("石桥修好 行人往来", "据悉,双浦镇今年将启动")],
)
def test_a_title_without_text_among_others(known, tmp_path, title, above):
    folder = copy_of(known, tmp_path)
    data, line = title_alone(title, above)
    (folder / "drop/page.txt").write_bytes(data)
    assert ("no-text", "drop/page.txt", line) in found(folder, "--baseline", "known.json")


def test_texts_whose_title_was_not_read_behind_a_text_without_its_end(known, tmp_path):
    folder = copy_of(known, tmp_path)
    data, line = untitled("文化套餐 护航成长")
    (folder / "drop/page.txt").write_bytes(data)
    assert ("orphan", "drop/page.txt", line) in found(folder, "--baseline", "known.json")


def test_a_page_read_twice(known, tmp_path):
    folder = copy_of(known, tmp_path)
    worse = "".join("口" if k % 40 == 7 and c.isalnum() else c for k, c in enumerate(TEXT))
    (folder / "drop/second.txt").write_text(worse, encoding="utf-8")
    assert ("repeated-page", "drop/second.txt", 1) in found(folder, "--baseline", "known.json")


def edit(folder):
    file = folder / "out/page/03.json"
    file.write_text(file.read_text(encoding="utf-8").replace("乡贤", "先生"), encoding="utf-8")
    return "out/page/03.json", 4


def another_text(folder):
    (folder / "drop/page.txt").write_text(TEXT.replace("杭州市余杭区", "杭州市西湖区"), encoding="utf-8")
    return "out/page/11.json", 0


def taken_away(folder):
    shutil.rmtree(folder / "out/page")
    return "drop/page.txt", 0


def renamed(folder):
    shutil.copytree(folder / "out/page", folder / "out/old")
    return "out/old", 0


OUTPUT = {"edited-output": edit, "stale-output": another_text, "missing-output": taken_away, "leftover-output": renamed}


@pytest.mark.parametrize("name", OUTPUT)
def test_damage_of_the_output(known, tmp_path, name):
    folder = copy_of(known, tmp_path)
    cleaner("split", "drop", cwd=folder, check=0)
    assert found(folder, "--baseline", "known.json", "--out", "out") == []
    path, line = OUTPUT[name](folder)
    assert (name, path, line) in found(folder, "--baseline", "known.json", "--out", "out")


def test_the_untouched_page_passes_with_its_baseline(known):
    assert found(known, "--baseline", "known.json") == []


def test_briefs_that_differ_in_a_count_are_no_repeats():
    """The second was taken for the first, with one character read wrong, and lost."""
    said = "本报讯 昨日本市举行升旗仪式，各界代表{}余人参加了仪式，市长讲话。"
    found = split_text(f"简讯\n\n{said.format('一千')}\n\n体育简讯\n\n{said.format('二千')}")
    texts = "".join(text for article in found for text in article.paragraphs)
    assert "一千余人" in texts and "二千余人" in texts
