"""`cleaner dedupe --shard`: shares of the work find what one process finds."""

import random
import shutil
import subprocess
import sys

import pytest
from command import tree
from reprinted import BRIDGE, damaged, found, page

SHARES = "from cleaner.outputs import articles; articles.AT_ONCE = 2; from cleaner.cli import main; import sys; main(sys.argv[1:])"


def shared(folder, *options, check=0):
    command = [sys.executable, "-c", SHARES, "dedupe", "out", "-o", "shared.jsonl", *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)
    assert done.returncode == check and "Traceback" not in done.stderr, done.stderr
    return done.stderr


@pytest.fixture
def many_reprints(tmp_path):
    """Twenty pages of three articles, of which many are damaged or cut copies of others."""
    chance = random.Random(5)
    letters = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得"
    made = []
    for k in range(20):
        articles = []
        for _ in range(3):
            fresh = ["".join(chance.choices(letters, k=chance.randint(50, 120))) + "。" for _ in range(chance.randint(1, 4))]
            old = chance.choice(made) if made and chance.random() < 0.6 else None
            if old:
                fresh = [damaged(text, chance.choice([0, 0.03]), seed=k) for text in old[: chance.randint(1, len(old))]]
            made.append(fresh)
            articles.append((fresh, []))
        page(tmp_path, f"{k:02}", *articles)
    return tmp_path


def test_shares_find_what_one_process_finds(many_reprints):
    wanted = found(many_reprints)
    assert len(wanted) > 20
    for order in ("123", "312", "231"):
        assert not (many_reprints / "shared.jsonl").exists()
        for number in order:
            said = shared(many_reprints, "--shard", f"{number}/3")
    assert "shared.jsonl: " in said and not (many_reprints / "shared.jsonl.work").exists()
    assert (many_reprints / "shared.jsonl").read_bytes() == (many_reprints / "duplicates.jsonl").read_bytes()


def test_a_share_that_comes_too_early_says_so_and_one_that_was_cut_off_is_done_again(many_reprints):
    shared(many_reprints, "--shard", "1/2", "--work", "w")
    assert "1 of 2 shares have ended the step 'sign'" in shared(many_reprints, "--shard", "1/2", "--work", "w", check=2)
    shared(many_reprints, "--shard", "2/2", "--work", "w")
    shared(many_reprints, "--shard", "2/2", "--work", "w")
    # As if the second had been cut off in its second step: the first waits for it in its third.
    (many_reprints / "w/pairs.2-of-2.npz").unlink()
    shared(many_reprints, "--shard", "1/2", "--work", "w")
    assert "1 of 2 shares have ended the step 'pairs'" in shared(many_reprints, "--shard", "1/2", "--work", "w", check=2)
    for number in (2, 2, 1):
        shared(many_reprints, "--shard", f"{number}/2", "--work", "w")
    found(many_reprints)
    assert (many_reprints / "shared.jsonl").read_bytes() == (many_reprints / "duplicates.jsonl").read_bytes()


@pytest.mark.parametrize("name", ["99", "00"])
def test_work_of_other_articles_is_not_mixed_in(many_reprints, name):
    """Of a page that was split anew the keys of its old text were gone on with."""
    for number in (1, 2):
        shared(many_reprints, "--shard", f"{number}/2", "--work", "w")
    shutil.rmtree(many_reprints / "out" / name, ignore_errors=True)
    page(many_reprints, name, (BRIDGE, []), (BRIDGE, []), (BRIDGE, []))
    assert "of other articles; delete that file" in shared(many_reprints, "--shard", "1/2", "--work", "w", check=2)


def test_what_else_is_in_the_folder_of_work_stays(many_reprints):
    """All of it was deleted, be it the output itself."""
    before = tree(many_reprints / "out")
    for _ in range(3):
        shared(many_reprints, "--shard", "1/1", "--work", "out")
    assert tree(many_reprints / "out") == before


@pytest.mark.parametrize("options", [["--shard", "3/2"], ["--work", "w"], ["--shard", "1/2", "--index", "i"]])
def test_shares_that_are_none(many_reprints, options):
    assert "--shard" in shared(many_reprints, *options, check=2)
