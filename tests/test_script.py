"""A page in traditional characters comes apart as it does in simplified ones."""

import json

import pytest
from test_pages import PAGES, told

from cleaner.language import ngram
from cleaner.language.script import simplified, table

TRADITIONAL = {ord(plain): other for other, plain in table().items()}


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_a_traditional_page_comes_out_as_a_simplified_one(path, tmp_path):
    page = tmp_path / path.name
    page.write_text(path.read_text(encoding="utf-8").translate(TRADITIONAL), encoding="utf-8")
    found = json.loads(simplified(json.dumps(told(page), ensure_ascii=False)))
    expected = json.loads(simplified(path.with_suffix(".json").read_text(encoding="utf-8")))
    for article in [*found["articles"], *expected["articles"]]:
        del article["language"]
    assert found == expected


def test_the_model_reads_what_it_knows_only_in_the_other_script():
    model = ngram.default_model()
    assert ngram.symbols(model, "國務院總理").tolist() == ngram.symbols(model, "国务院总理").tolist()


def test_what_simplified_text_uses_too_stays_what_it_is():
    assert simplified("乾隆与昇") == "乾隆与昇"
