"""Links on a page in a language that the model has not read: by marks, capitals and the order of the page alone."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.linking.nodes import Node

# How many nodes further on a sentence that breaks off is looked for. Chosen: beyond that it is a guess.
REACH = 12


def by_order(found: Sequence[Node]) -> list[tuple[int, int, str]]:
    """Which node goes on in which, and how: in page order, but for sentences that break off and go on elsewhere."""
    torn = [not node.title and not node.closed for node in found]
    goes_on = [not node.title and node.text.lstrip("“\"'( ")[:1].islower() for node in found]
    out: list[tuple[int, int, str]] = []
    taken: set[int] = set()
    for k, node in enumerate(found):
        near = range(k + 1, min(k + 1 + REACH, len(found)))
        if torn[k]:
            to = next((j for j in near if goes_on[j] and j not in taken), None)
            out += [(k, to, "mid-sentence")] if to is not None else []
        else:
            to = k + 1 if near and (node.title or not found[k + 1].title) and not goes_on[k + 1] and k + 1 not in taken else None
            how = "next-paragraph" if not node.title else "title-line" if found[k + 1 : k + 2] and found[k + 1].title else "title"
            out += [(k, to, how)] if to is not None else []
        taken |= {to} if to is not None else set()
    return out
