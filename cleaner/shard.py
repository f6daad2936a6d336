"""A share of a run's pages, for schedulers that start many processes: Slurm arrays, Kubernetes jobs. The last one done joins their sums."""

from __future__ import annotations

import contextlib
import json
import os
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from cleaner.output import MANIFEST, write_file
from cleaner.sources import Source
from cleaner.split import as_json

Manifest = dict[str, Any]


class Shard(NamedTuple):
    """The `number`th of `total` shares, from 1 on."""

    number: int
    total: int

    @property
    def manifest(self) -> str:
        """The name of the share's own manifest, until all are there."""
        return f"manifest.{self.number}-of-{self.total}.json"


def shard_of(text: str) -> Shard:
    """The share that `I/N` names.

    Raises:
        ValueError: it names none; the message says how to write it.

    >>> shard_of("2/3")
    Shard(number=2, total=3)
    """
    number, slash, count = text.partition("/")
    if not (slash and number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count)):
        raise ValueError(f"{text!r} is no share; write it as I/N, from 1/N to N/N")
    return Shard(int(number), int(count))


def share(sources: Sequence[Source], shard: Shard) -> Sequence[Source]:
    """The pages of a share: every Nth, so that neighbours, which are alike in size, go to different ones."""
    return sources[shard.number - 1 :: shard.total]


def write_manifest(out: str, manifest: Manifest, shard: Shard) -> None:
    """Write the manifest of a run, or of its share; and the whole one, if this was the last share.

    Args:
        out: the output folder.
        manifest: of the share.
        shard: which it is.

    Raises:
        OSError: no rights, no room.
    """
    os.makedirs(out, exist_ok=True)
    if shard.total == 1:
        write_file(os.path.join(out, MANIFEST), as_json(manifest))
        return
    write_file(os.path.join(out, shard.manifest), as_json(manifest))
    names = [Shard(number, shard.total).manifest for number in range(1, shard.total + 1)]
    parts = []
    for name in names:
        try:
            with open(os.path.join(out, name), encoding="utf-8") as file:
                parts.append(json.load(file))
        except (FileNotFoundError, ValueError):
            return  # another share is at work yet, or joins them at this moment
    if any((part["made_by"], part["settings"]) != (manifest["made_by"], manifest["settings"]) for part in parts):
        return  # of another run; it is done again in time
    write_file(os.path.join(out, MANIFEST), as_json(joined(parts)))
    for name in names:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(os.path.join(out, name))


def joined(parts: Sequence[Manifest]) -> Manifest:
    """One manifest of all shares', the same as a run over all pages would write."""
    problems = {json.dumps(problem): problem for part in parts for problem in part["problems"]}
    order = ("path", "reason", "message", "place", "grave")
    return {
        **parts[0],
        "pages": sorted((page for part in parts for page in part["pages"]), key=lambda page: str(page["path"])),
        "articles": sum(part["articles"] for part in parts),
        **{name: dict(sorted(sum((Counter(part[name]) for part in parts), Counter()).items())) for name in ("removed", "changed")},
        "problems": sorted(problems.values(), key=lambda told: [told[name] for name in order]),
    }
