"""Whether a link goes on within a sentence, or to the next paragraph."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cleaner.language.joint import CUT
from cleaner.language.marks import DASH_END, QUOTE_END, STOP_WITHIN, commas
from cleaner.lines.lists import is_named, names_in_row
from cleaner.lines.subheads import is_date_of_entry
from cleaner.linking.facts import Texts
from cleaner.linking.nodes import MARK_START, Node
from cleaner.regexes import compiled
from cleaner.weights import Rows, in_rows, trees_for

# Letters beyond which length says no more, and below which a first piece may be a subhead. Chosen.
LONG, SHORT = 200, 30
# Letters of a line of verse at most; what a column break tears in two is longer. Chosen: of the labelled pages' torn texts one has
# two pieces as short, and 21 pairs of lines are verse.
VERSE = 12
# Log-odds from which such a line is torn all the same. Chosen: of pairs of such lines on labelled pages and six sets of others the
# trees join 17 rightly, all but two of them from 1.6 on, and one pair of verse, with 0.3.
TORN = 1.5
# 票价：2元, and letters of what stands behind a label at most. Chosen.
LABEL, LABELLED = compiled(r"[^，。；：:]{2,12}[:：]\s*[^\s：:]"), 48
# 联系电话：84411223, at the end of a text.
TELEPHONE = compiled(r"(?:电话|電話|热线|熱線|手机|传真|傳真|微信|QQ)[^，。；]{0,8}\d[\d\-—－()（） ]{4,16}\d$")
# 2.王强 begins anew, but where a number is wanted: 居全省第, 达到百分之, the oldest was; and another telephone, behind one.
ITEM, ASKS_NUMBER = compiled(r"[（(]?(?!1\D)\d{1,2}[.．、）)]\s?[^\d\s]"), compiled(r"(?r)(?:[，、；,;第之是为為达達约約]|\p{Latin})\s*")
AND = compiled("[和或及转轉]")
BEFORE_ITEMS, FIRST_ITEM = compiled(r"(?r)[：:]\s*"), compiled(r"[（(]?(?:第?一[是要、，：）)]|1[.．、）)])")
CITED, CLAUSE = compiled(r"(?r)[。！？…”]\s*—{1,2}\p{Han}{2,6}"), compiled(r"(?r)[；;]\s*")


def join_evidence(nodes: Sequence[Node], texts: Texts, pairs: Sequence[tuple[int, int]]) -> Rows:
    """What speaks for a link going on within a sentence.

    Args:
        nodes: the nodes.
        texts: what their texts say.
        pairs: indices of the two nodes of each link, one link at least.

    >>> from cleaner.linking.facts import texts_of
    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.page import Page
    >>> from cleaner.passes.segment import segment
    >>> found = nodes(segment(Page("p", "两岸居民从此不必再等渡\\n\\n船，过江只要五分钟。")))
    >>> names, values = join_evidence(found, texts_of(found), [(0, 1), (1, 0)])
    >>> [dict(zip(names, row.tolist(), strict=True))["closed"] for row in values]
    [0.0, 1.0]
    """
    first, second = np.array(pairs, dtype=np.int64).T
    firsts, seconds = [nodes[i] for i in first], [nodes[j] for j in second]
    edge, gain = texts.edge, texts.gain[first, second]
    size = np.array([min(len(n.letters), LONG) for n in nodes])
    unclosed = np.array([not n.closed for n in firsts])
    features = {
        "gain": gain,
        "closed": ~unclosed,
        "ends-text": edge.ends_text[first],
        "starts-text": edge.starts_text[second],
        "letters": np.log1p(size[first]),
        "commas": [commas(n.text) for n in firsts],
        "stopped-within": [bool(STOP_WITHIN.search(n.text)) for n in firsts],
        "second-letters": np.log1p(size[second]),
        "adjacent": second == first + 1,
        "opens": [bool(n.opens) for n in firsts],
        "mark-start": [bool(MARK_START.match(n.text)) for n in seconds],
        "quote-end": [bool(QUOTE_END.match(n.text)) for n in firsts],
        "dateline": [n.dateline for n in seconds],
        "short-gain": gain * (size[first] < SHORT),
        "stops": edge.stops[first] * unclosed,
        "second-opens": edge.opens[second],
        "second-within": texts.within[second],
        "cut-gain": gain * unclosed * (edge.stops[first] < CUT),
        "caption-between": unclosed & (second == first + 1) & [n.caption_before for n in seconds],
    }
    return in_rows(features)


def mid_sentence(nodes: Sequence[Node], texts: Texts, pairs: Sequence[tuple[int, int]]) -> list[bool]:
    """For each link, whether its second text goes on in the sentence, and so in the paragraph, of the first.

    Args:
        nodes: the nodes.
        texts: what their texts say.
        pairs: indices of the two nodes of each link.

    >>> from cleaner.linking.facts import texts_of
    >>> from cleaner.linking.nodes import nodes
    >>> from cleaner.page import Page
    >>> from cleaner.passes.segment import segment
    >>> found = nodes(segment(Page("p", "两岸居民从此不必再等渡\\n\\n船，过江只要五分钟。\\n\\n市长说，等了十年。")))
    >>> mid_sentence(found, texts_of(found), [(0, 1), (1, 2)])
    [True, False]
    """
    if not pairs:
        return []
    evidence = join_evidence(nodes, texts, pairs)
    odds = trees_for("join", evidence.names).scores(evidence.rows)[:, 0]
    return [bool(odd > 0) and not _stands_apart(nodes[i], nodes[j], odd) for odd, (i, j) in zip(odds, pairs, strict=True)]


def _stands_apart(first: Node, second: Node, odds: float) -> bool:
    """Whether a text is a paragraph of its own though the sentence may go on.

    Lines of verse are, names in a list, a date, two lines that each have a label (票价：2元), a subhead behind a dash, what stands below a
    telephone number or a quotation, clauses, the first of a list, what is marked as a heading, and an item of a count (2.王强) where no
    number is wanted.

    Of 36 subheads behind a dash on the labelled and made pages none goes on in the sentence.

    Args:
        first, second: the texts.
        odds: log-odds of their being of one sentence.
    """
    verse = max(len(first.letters), len(second.letters)) <= VERSE and odds < TORN
    announced = bool(DASH_END.match(first.text)) and not second.closed and not second.breaks_off
    listed = any(names_in_row(text) > 1 or is_named(text) for text in (first.text, second.text))
    labelled = all(LABEL.match(node.text) and len(node.letters) <= LABELLED for node in (first, second))
    called = TELEPHONE.search(first.text) is not None and not (MARK_START.match(second.text) or AND.match(second.text))
    counted = ITEM.match(second.text) is not None and not ASKS_NUMBER.match(first.text)
    # 要抓好三点： 一要防冻。; 时间就是生命。——鲁迅; 须经家长签字； 逾期不予补报；
    begins = BEFORE_ITEMS.match(first.text) is not None and FIRST_ITEM.match(second.text) is not None
    cited = CITED.match(first.text) is not None
    clauses = all(CLAUSE.match(node.text) for node in (first, second))
    dated = is_date_of_entry(first.text)
    marked = first.heading or second.heading
    return marked or verse or announced or listed or labelled or called or counted or begins or cited or clauses or dated
