"""Break scanned newspaper pages into their articles, with an account of every character.

>>> from cleaner import split_text
>>> [a.title for a in split_text("新桥通车\\n\\n新桥今天上午正式通车，两岸居民从此不必再等渡船。")]
['新桥通车']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleaner.split import split_text

__version__ = "0.1.0"
__all__ = ["__version__", "split_text"]


def __getattr__(name: str) -> Any:
    """Import what is asked for: `cleaner --help` must not wait for numpy."""
    if name == "split_text":
        from cleaner.split import split_text

        return split_text
    raise AttributeError(f"module 'cleaner' has no attribute {name!r}")
