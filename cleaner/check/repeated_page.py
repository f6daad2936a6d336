"""Pages that another page of the drop repeats, told by sequences of three letters that both have."""

from __future__ import annotations

from collections import Counter

import numpy as np

from cleaner.language.shingles import OF_REPRINTS, letters, shingles

# Of all sequences those are kept whose hash is divisible by this: a page of 4,000 letters keeps 250.
KEEP = 16
# Share of a page's sequences that another page must have: of a copy with 5 % wrong characters 0.95 cubed, 0.86, are left. Chosen.
ALIKE = 0.6
# A page with fewer kept sequences says too little to be told from another (about 300 letters). Chosen.
FEWEST = 20
# A sequence of so many pages says nothing where a page has others. Chosen.
COMMON = 100
# Share of a page of nothing but such sequences that another page must have: that of a copy with 5 % wrong characters.
ALIKE_OF_COMMON = 0.86


def sketch(text: str) -> list[int]:
    """The sequences of a page that are kept, as hashes.

    >>> text = "横跨青江的新桥今天上午正式通车，两岸居民从此不必再等渡船，赶集上学都方便了许多。" * 3
    >>> sketch(text) == sketch(text.replace("，", " ")) != []
    True
    """
    hashes = np.unique(shingles(letters(text), OF_REPRINTS))
    return [int(one) for one in hashes[hashes % np.uint64(KEEP) == 0]]


class Sketches:
    """The pages seen so far, as the sequences that each brought."""

    def __init__(self) -> None:
        """No page yet."""
        self.names: list[str] = []
        self.owners: dict[int, list[int]] = {}

    def twin(self, name: str, kept: list[int]) -> tuple[str, float] | None:
        """The page seen before that has the most of this one, and the share that it has; None where that is little.

        Args:
            name: of the page, which is remembered.
            kept: its sketch.

        >>> seen, kept = Sketches(), list(range(20))
        >>> seen.twin("a.txt", kept), seen.twin("b.txt", [*kept[:15], *range(90, 95)]), seen.twin("c.txt", list(range(200, 220)))
        (None, ('a.txt', 0.75), None)
        >>> [Sketches.twin(seen, f"{number}.txt", kept) for number in range(2 * COMMON)][-1]
        ('a.txt', 1.0)
        """
        # What very many pages have, as the head of each, says nothing, and would be counted with every one of them; but a page of
        # nothing else is itself one of very many copies, of which the first ones are known.
        own = [one for one in kept if len(self.owners.get(one, ())) < COMMON]
        kept, alike = (own, ALIKE) if len(own) >= FEWEST else (kept, ALIKE_OF_COMMON)
        if len(kept) < FEWEST:
            return None
        shared = Counter(owner for one in kept for owner in self.owners.get(one, ()))
        self.names.append(name)
        for one in own:
            self.owners.setdefault(one, []).append(len(self.names) - 1)
        if not shared:
            return None
        # Of equals the first: Counter keeps the order in which it met them.
        best = min(shared, key=lambda owner: (-shared[owner], owner))
        share = shared[best] / len(kept)
        return (self.names[best], share) if share >= alike else None
