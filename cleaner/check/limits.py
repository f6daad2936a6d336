"""What is too much: the settings of `cleaner check`, in the table [check] of cleaner.toml or by `--set check.NAME=VALUE`."""

from __future__ import annotations

from cleaner.settings import Settings, Value

SECTION = "check"
# Chosen: of articles below one half most are wrong (bench/RESULTS.md); of fifty pages of whole articles none has a mean below it
# (tests/test_check.py); the first page, with five repeats, has a share of them of 0.05.
LIMITS: dict[str, Value] = {"low_confidence": 0.5, "page_confidence": 0.4, "repeats": 0.3, "furniture": 0.3}


def with_limits(settings: Settings) -> Settings:
    """The settings of the passes, and those of `check` beside them.

    >>> settings = with_limits({"dedupe": {"alike": 0.8}})
    >>> settings["dedupe"], [*settings[SECTION]]
    ({'alike': 0.8}, ['low_confidence', 'page_confidence', 'repeats', 'furniture'])
    """
    return {**settings, SECTION: dict(LIMITS)}
