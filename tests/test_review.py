"""What the review shows, and what becomes of what is saved. In a browser it is seen in test_review_browser.py."""

import http.client
import json
import shutil
import tarfile
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from command import cleaner, tree
from conftest import SEED

from cleaner.outputs.pages import written
from cleaner.review.read import reviewed
from cleaner.review.serve import keep, server

TEXT = SEED.read_text(encoding="utf-8")


def test_every_piece_of_the_page_is_shown_once(first_page):
    [page] = written(str(first_page / "out"), str(first_page), [])
    pieces = reviewed(page, 0.5).pieces
    covered = set()
    for piece in pieces:
        span = range(piece["start"], piece["end"])
        assert not covered & set(span) and piece["text"] == TEXT[piece["start"] : piece["end"]]
        covered |= set(span)
    assert not "".join(c for k, c in enumerate(TEXT) if k not in covered).strip()


def test_files_are_self_contained_and_the_same_twice(first_page):
    cleaner("review", "out", cwd=first_page, check=0)
    first = tree(first_page / "review")
    assert set(first) == {"index.html", "page.html"}
    for text in first.values():
        assert b"http" not in text.replace(b'location.protocol.startsWith("http")', b"") and b"src=" not in text
    cleaner("review", "out", cwd=first_page, check=0)
    assert tree(first_page / "review") == first


def test_pages_are_found_where_they_are(first_page):
    shutil.move(first_page / "drop", first_page / "elsewhere")
    cleaner("review", "out", cwd=first_page, check=0)
    cleaner("review", "../out", "--pages", "..", cwd=first_page / "elsewhere", check=0)
    (first_page / "elsewhere/page.txt").write_text(TEXT + "新", encoding="utf-8")
    done = cleaner("review", "out", cwd=first_page, check=2)
    assert b"no page of out is below it with the text that it was split from" in done.stderr


def test_one_page_that_is_gone_does_not_stop_the_others(first_page):
    (first_page / "drop/other.txt").write_text("新桥今天通车\n\n新桥今天上午正式通车。\n", encoding="utf-8")
    cleaner("split", "drop", cwd=first_page, check=0)
    cleaner("review", "out", cwd=first_page, check=0)
    (first_page / "drop/other.txt").unlink()
    done = cleaner("review", "out", cwd=first_page, check=2)
    assert b"other.txt: not below . with the text" in done.stderr
    # What was there before stays: the page may only be missed.
    assert set(tree(first_page / "review")) == {"index.html", "page.html", "other.html"}


@pytest.mark.parametrize("name", ["</script><b>.txt", "a#b?c%.txt", "子/页 面.txt"])
def test_any_name_and_any_text(tmp_path, name):
    path = tmp_path / "drop" / name.replace("</script>", "<script>")
    path.parent.mkdir(parents=True)
    path.write_text("</script><b>新桥今天通车\n\n新桥今天上午正式通车，</SCRIPT>两岸居民从此不必再等渡船。\u2028\n", encoding="utf-8")
    cleaner("split", "drop", cwd=tmp_path, check=0)
    cleaner("review", "out", cwd=tmp_path, check=0)
    [page] = (p for p in (tmp_path / "review").rglob("*.html") if p.name != "index.html")
    assert page.read_text(encoding="utf-8").lower().count("</script>") == 2


def test_what_is_no_output_is_one_line(tmp_path):
    assert b"manifest.json: no manifest" in cleaner("review", "none", cwd=tmp_path, check=2).stderr


def test_corrections_are_exported_as_labels(first_page):
    cleaner("export", "out", "--to", "gold", "-o", "labelled", cwd=first_page, check=0)
    told = json.loads(cleaner("eval", "labelled", "out", "--json", cwd=first_page, check=0).stdout)
    assert told["figures"]["article_f1"] == told["figures"]["pages_perfect"] == told["figures"]["title"] == 1.0
    assert (first_page / "labelled/page.txt").read_bytes() == SEED.read_bytes()
    assert b"name it with -o" in cleaner("export", "out", "--to", "gold", cwd=first_page, check=2).stderr


def test_labels_of_one_name_are_refused(first_page):
    for folder in ("drop/a", "drop/b"):
        (first_page / folder).mkdir()
        (first_page / folder / "x.txt").write_text(f"新桥今天通车\n\n{folder}新桥今天上午正式通车。\n", encoding="utf-8")
    cleaner("split", "drop", cwd=first_page, check=0)
    assert b"has the same name" in cleaner("export", "out", "--to", "gold", "-o", "labelled", cwd=first_page, check=2).stderr


def test_a_page_called_index_and_one_of_furniture_alone_are_in_the_review(tmp_path):
    (tmp_path / "drop").mkdir()
    (tmp_path / "drop/index.txt").write_text("新桥今天通车\n\n新桥今天上午正式通车，两岸居民从此不必再等渡船。\n", encoding="utf-8")
    (tmp_path / "drop/bare.txt").write_text("第一版\n\n2023年5月4日 星期四\n", encoding="utf-8")
    cleaner("split", "drop", cwd=tmp_path, check=0)
    cleaner("review", "out", cwd=tmp_path, check=0)
    assert sorted(path.name for path in (tmp_path / "review").iterdir()) == ["bare.html", "index.html", "index.page.html"]
    assert "index.page.html" in (tmp_path / "review/index.html").read_text(encoding="utf-8")
    assert "2023年5月4日" in (tmp_path / "review/bare.html").read_text(encoding="utf-8")


def test_pages_of_any_name_have_a_file_each(tmp_path):
    """A long name ended the review of all, and of two pages called so one was missing."""
    names = ["index", "index.page", "报" * 80, "报" * 79 + "告"]
    for name in names:
        (tmp_path / f"{name}.txt").write_text(f"新桥今天通车\n\n新桥今天上午正式通车。{name}\n", encoding="utf-8")
    cleaner("split", *(f"{name}.txt" for name in names), cwd=tmp_path, check=0)
    assert b"4 pages in" in cleaner("review", "out", cwd=tmp_path, check=0).stderr
    assert len(list((tmp_path / "review").glob("*.html"))) == 5
    cleaner("export", "out", "--to", "gold", "-o", "gold", cwd=tmp_path, check=0)
    assert len(list((tmp_path / "gold").glob("*.gold.json"))) == 4


@pytest.mark.parametrize("pages", [".", "drop", "drop/day.tar"])
def test_pages_in_an_archive_are_found_from_wherever_it_is_named(tmp_path, pages):
    (tmp_path / "drop").mkdir()
    (tmp_path / "a.txt").write_text("新桥今天通车\n\n新桥今天上午正式通车，两岸居民从此不必再等渡船。\n", encoding="utf-8")
    with tarfile.open(tmp_path / "drop/day.tar", "w") as archive:
        archive.add(tmp_path / "a.txt", "a.txt")
    (tmp_path / "a.txt").unlink()
    cleaner("split", "drop", cwd=tmp_path, check=0)
    assert b"1 page in" in cleaner("review", "out", "--pages", pages, cwd=tmp_path, check=0).stderr


def sent(page, *kinds, at=0):
    entries = [{"page": page, "span": [place, place + 1], "digest": "0", "kind": kind} for place, kind in enumerate(kinds, at)]
    return json.dumps({"schema": "cleaner/corrections/1", "corrections": entries}).encode()


def test_a_saved_page_takes_the_place_of_its_old_corrections(tmp_path):
    path = str(tmp_path / "corrections.json")
    first = keep(path, "a", sent("a", "title", "body"))
    assert first.number == 2
    keep(path, "b", sent("b", "title"))
    keep(path, "a", sent("a", "caption"), first)
    held = json.loads((tmp_path / "corrections.json").read_text(encoding="utf-8"))["corrections"]
    assert [(e["page"], e["kind"]) for e in held] == [("b", "title"), ("a", "caption")]
    with pytest.raises(ValueError, match="no JSON"):
        keep(path, "a", b"{")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["corrections.json"]


@pytest.fixture
def serving(tmp_path):
    running = server(str(tmp_path), str(tmp_path / "corrections.json"), 0)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield running.server_address[1]
    running.shutdown()
    running.server_close()


def save(port, page, body, **headers):
    to = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    to.request("POST", "/corrections", body, {"X-Cleaner": "1", "X-Page": page, **headers})
    status = to.getresponse().status
    to.close()
    return status


def test_pages_that_are_saved_at_once_are_all_kept(serving, tmp_path):
    """Each request has a thread: of twenty saves at once nine were refused, for they wrote into one file."""
    pages = [f"page-{k}" for k in range(20)]
    with ThreadPoolExecutor(20) as pool:
        assert set(pool.map(lambda page: save(serving, page, sent(page, "title")), pages)) == {200}
    held = json.loads((tmp_path / "corrections.json").read_text(encoding="utf-8"))["corrections"]
    assert sorted(entry["page"] for entry in held) == sorted(pages)


def kinds(folder):
    held = json.loads((folder / "corrections.json").read_text(encoding="utf-8"))["corrections"]
    return [(entry["span"][0], entry["kind"]) for entry in held]


def test_what_was_saved_before_a_page_is_opened_stays(serving, tmp_path):
    """A reload between two saves lost the first of them; what the same opened page saved it may take back."""
    assert save(serving, "a", sent("a", "title"), **{"X-Opened": "1"}) == 200
    assert save(serving, "a", sent("a", "body", at=7), **{"X-Opened": "2"}) == 200
    assert kinds(tmp_path) == [(0, "title"), (7, "body")]
    assert save(serving, "a", sent("a"), **{"X-Opened": "2"}) == 200
    assert kinds(tmp_path) == [(0, "title")]


def test_two_windows_of_a_page_keep_what_both_saved(serving, tmp_path):
    """The second save of the first window took away what the other one had saved between."""
    assert save(serving, "a", sent("a", "title"), **{"X-Opened": "1"}) == 200
    assert save(serving, "a", sent("a", "body", at=7), **{"X-Opened": "2"}) == 200
    assert save(serving, "a", sent("a", "title", "caption"), **{"X-Opened": "1"}) == 200
    assert sorted(kinds(tmp_path)) == [(0, "title"), (1, "caption"), (7, "body")]


def test_what_is_taken_back_is_as_it_was_before(serving, tmp_path):
    keep(str(tmp_path / "corrections.json"), "a", sent("a", "title"))
    assert save(serving, "a", sent("a", "body"), **{"X-Opened": "1"}) == 200
    assert kinds(tmp_path) == [(0, "body")]
    assert save(serving, "a", sent("a"), **{"X-Opened": "1"}) == 200
    assert kinds(tmp_path) == [(0, "title")]


def test_a_length_that_is_no_number_is_refused(serving):
    assert save(serving, "a", sent("a", "title"), **{"Content-Length": "x"}) == 400


def test_a_file_with_a_byte_order_mark_is_saved_to(tmp_path):
    """What Windows wrote was read once, and not the second time: every save failed."""
    path = tmp_path / "corrections.json"
    keep(str(path), "a", sent("a", "title"))
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    keep(str(path), "b", sent("b", "title"))
    assert [entry["page"] for entry in json.loads(path.read_text(encoding="utf-8"))["corrections"]] == ["a", "b"]


def test_a_server_that_was_started_anew_takes_nothing_back(serving, tmp_path):
    """It knew no more what an open page was opened with, and the next save took all of the page's corrections away."""
    keep(str(tmp_path / "corrections.json"), "a", sent("a", "title"))
    assert save(serving, "a", sent("a", "body", at=7), **{"X-Opened": "1"}) == 200
    assert kinds(tmp_path) == [(0, "title"), (7, "body")]


def test_another_site_s_name_that_leads_here_is_refused(serving):
    assert save(serving, "a", sent("a", "title"), Host="other.example") == 400


@pytest.mark.parametrize("path", ["/%00", "/%00.html"])
def test_a_path_that_no_file_has_is_refused(serving, path):
    to = http.client.HTTPConnection("127.0.0.1", serving, timeout=30)
    to.request("GET", path)
    assert to.getresponse().status == 400
    to.close()


def test_a_file_of_another_is_not_written_over(first_page):
    (first_page / "site").mkdir()
    (first_page / "site/index.html").write_text("<!doctype html><title>Review: mine</title>", encoding="utf-8")
    done = cleaner("review", "out", "-o", "site", cwd=first_page, check=2)
    assert b"site/index.html: not written by cleaner review; move it away" in done.stderr
    assert {name: len(data) for name, data in tree(first_page / "site").items()} == {"index.html": 42}
    (first_page / "site/index.html").rename(first_page / "site/page.html")
    assert b"site/page.html: not written by" in cleaner("review", "out", "-o", "site", cwd=first_page, check=2).stderr
    assert {name: len(data) for name, data in tree(first_page / "site").items()} == {"page.html": 42}


def test_pages_that_are_no_more_leave_the_review(first_page):
    (first_page / "drop/2023 & b").mkdir()
    (first_page / "drop/2023 & b/other#.txt").write_text("新桥今天通车\n\n新桥今天上午正式通车。\n", encoding="utf-8")
    cleaner("split", "drop", cwd=first_page, check=0)
    cleaner("review", "out", cwd=first_page, check=0)
    (first_page / "review/notes.html").write_text("mine", encoding="utf-8")
    assert set(tree(first_page / "review")) == {"index.html", "notes.html", "page.html", "2023 & b/other#.html"}
    (first_page / "drop/2023 & b/other#.txt").unlink()
    cleaner("split", "drop", "--prune", cwd=first_page, check=0)
    cleaner("review", "out", cwd=first_page, check=0)
    assert set(tree(first_page / "review")) == {"index.html", "notes.html", "page.html"} and not (first_page / "review/2023 & b").exists()
