"""The one settings mechanism: what each pass takes, from cleaner.toml, from [tool.cleaner] in pyproject.toml, or --set."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from typing import Any

from cleaner.digests import digest
from cleaner.problem import short, why

Value = bool | int | float | str
Settings = dict[str, dict[str, Value]]

# Every pass that can be left out has this switch beside its own settings.
SWITCH = "use"


class SettingError(ValueError):
    """A setting that does not exist or has the wrong type; the message names it."""


def read_settings(settings: Settings, folder: str, assignments: Iterable[str] = ()) -> Settings:
    """The settings that hold in a folder: those of the nearest file above it, then the assignments.

    Args:
        settings: what holds without a file, of `cleaner.pipeline.defaults`; it says what there is, and of which type.
        folder: where to look; its parents follow. cleaner.toml goes before pyproject.toml in the same folder.
        assignments: `pass.name=value` each.

    Raises:
        SettingError: an unknown pass or name, or a value of another type.

    >>> read_settings({"dedupe": {"use": True, "alike": 0.8}}, "/", ["dedupe.alike=0.7", "dedupe.use=off"])
    {'dedupe': {'use': False, 'alike': 0.7}}
    """
    settings = {section: dict(own) for section, own in settings.items()}
    place = os.path.abspath(folder)
    while (table := _table(place)) is None and os.path.dirname(place) != place:
        place = os.path.dirname(place)
    if table is not None:
        merge(settings, *table)
    for text in assignments:
        key, equals, value = text.partition("=")
        section, dot, name = key.strip().partition(".")
        if not equals or not dot:
            raise SettingError(f"--set {text}: write it as pass.name=value")
        merge(settings, {section: {name: _parsed(value.strip())}}, f"--set {key.strip()}")
    return settings


def merge(settings: Settings, values: Mapping[str, Any], where: str) -> None:
    """Put values over settings in place.

    Args:
        settings: of all passes; they are changed.
        values: by pass, those that are to be put over them.
        where: they are from, for the message.

    Raises:
        SettingError: as in `read_settings`.

    >>> settings = {"dedupe": {"use": True, "alike": 0.8}}
    >>> merge(settings, {"dedupe": {"alike": 1}}, "cleaner.toml")
    >>> settings
    {'dedupe': {'use': True, 'alike': 1.0}}
    """
    for section, own in values.items():
        if section not in settings:
            raise SettingError(f"{where}: there are no settings of {section!r}; there are those of {', '.join(settings)}")
        if not isinstance(own, Mapping):
            raise SettingError(f"{where}: {section} is a section; write its settings in a table [{section}]")
        for name, value in own.items():
            if name not in settings[section]:
                if name == SWITCH:
                    raise SettingError(f"{where}: {section} cannot be switched off: its work is always done")
                known = ", ".join(settings[section]) or "none"
                raise SettingError(f"{where}: {section} has no setting {name!r}; it has: {known}")
            settings[section][name] = _typed(f"{section}.{name}", value, settings[section][name], where)


def settings_hash(settings: Settings) -> str:
    """Twelve digits that are the same for the same settings.

    >>> settings_hash({"a": {"x": 1, "y": 2}}) == settings_hash({"a": {"y": 2, "x": 1}}) != settings_hash({"a": {"x": 1, "y": 3}})
    True
    """
    return digest(json.dumps(settings, sort_keys=True).encode())[:12]


def _table(folder: str) -> tuple[dict[str, Any], str] | None:
    """The settings in a folder's file, and the file's name."""
    for name in ("cleaner.toml", "pyproject.toml"):
        file = os.path.join(folder, name)
        if not os.path.isfile(file):
            if name == "cleaner.toml" and os.path.lexists(file):
                raise SettingError(f"{file}: no file, or a link that leads nowhere; mend it, or take it away")
            continue
        try:
            # Notepad puts a byte order mark before it.
            with open(file, encoding="utf-8-sig") as stream:
                text = stream.read()
            if name != "cleaner.toml" and "cleaner" not in text:
                continue  # another project's, be it right or not

            import tomllib  # late: most folders have no such file

            found = tomllib.loads(text)
        except OSError as bad:
            raise SettingError(f"{file}: {why(bad)}; check the file and its rights") from None
        except (ValueError, RecursionError) as bad:
            raise SettingError(f"{file}: {bad}; mend it") from None
        if name == "cleaner.toml":
            return found, name
        tools = found.get("tool", {})
        table = tools.get("cleaner", {}) if isinstance(tools, dict) else tools
        if not isinstance(table, dict):
            raise SettingError(f"{file}: settings are not a table; write them below [tool.cleaner]")
        if table:
            return table, name
    return None


def _parsed(text: str) -> Value:
    if text.lower() in ("true", "false", "on", "off"):
        return text.lower() in ("true", "on")
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def _typed(key: str, value: Any, default: Value, where: str) -> Value:
    """A setting as its default is: every setting is a switch, or a share from 0 to 1."""
    if isinstance(default, bool):
        if isinstance(value, bool):
            return value
    elif isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 1:
        return float(value)
    noun = "true or false" if isinstance(default, bool) else "a number from 0 to 1"
    raise SettingError(f"{where}: {key} takes {noun}, not {short(repr(value), 40)}")
