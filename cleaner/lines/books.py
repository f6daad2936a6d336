"""Lines that say whose a book is and where it was published, as they stand below its title above a few lines about it."""

from __future__ import annotations

from cleaner.language.script import simplified
from cleaner.regexes import compiled

# 《城市里的庄稼》
TITLE = compiled(r"《[^》]{1,24}》")
# 李明著 江川出版社, ［英］约翰·史密斯著 李明译 江川出版社 2019年版 28.00元
PUBLISHED = compiled(
    r"(?:[\[［〔（(]\p{Han}{1,3}[\]］〕）)]\s*)?\p{Han}[\p{Han}·、 ]{1,24}?\s*(?:编著|主编|著|编|译)[，,\s]+"
    r"\p{Han}{2,12}(?:出版社|书店|书局|出版公司)(?:\s*(?:出版|\d{4}年\S{0,6}))?(?:\s*[\d.]+元)?"
)


def is_title_of_book(line: str) -> bool:
    """Whether a line is the title of a book, or of something else that has one, and nothing else.

    >>> is_title_of_book("《城市里的庄稼》"), is_title_of_book("读《城市里的庄稼》")
    (True, False)
    """
    return TITLE.fullmatch(line.strip()) is not None


def is_publication(line: str) -> bool:
    """Whether a line says whose a book is, and where it was published.

    >>> is_publication("李明著 江川出版社"), is_publication("李明编著 江川出版社 28.00元"), is_publication("江川出版社昨天成立")
    (True, True, False)
    """
    return PUBLISHED.fullmatch(simplified(line.strip())) is not None
