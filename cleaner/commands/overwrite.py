"""What a command reads it does not write over, whatever -o says."""

from __future__ import annotations

import os
from collections.abc import Iterable

from cleaner.cli import stop


def keep_what_is_read(output: str | None, reads: Iterable[str], option: str) -> None:
    """End the command if its output is a file that it reads, or one of a folder that it reads: a page, or what `split` wrote.

    Args:
        output: a path, None where it is standard output.
        reads: paths of files and folders.
        option: that names the output.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     open(page := f"{folder}/a.txt", "w").close()
    ...     keep_what_is_read(f"{folder}/findings.json", [folder], "-o")
    ...     try:
    ...         keep_what_is_read(page, [folder], "-o")
    ...     except SystemExit as end:
    ...         end.code
    2
    """
    if output is None or not os.path.lexists(output):
        return
    from cleaner.inputs.sources import is_page  # late, as all that `cleaner --help` needs not
    from cleaner.writing.names import WRITTEN

    place = os.path.realpath(output)
    name = os.path.basename(place)
    for one in map(os.path.realpath, reads):
        of_folder = place.startswith(os.path.join(one, "")) and (is_page(name) or WRITTEN.fullmatch(name) is not None)
        if place == one or of_folder:
            stop(f"{output}: is what is read; name another file with {option}")
