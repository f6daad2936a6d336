"""Serve a review on this machine alone, and keep what is saved."""

from __future__ import annotations

import contextlib
import functools
import http.server
import json
import os
import threading
import urllib.parse
from collections.abc import Sequence
from typing import Any

from cleaner.corrections.read import SCHEMA, UnusableCorrections, corrections_in_text, read_corrections
from cleaner.writing.files import write_file

Entry = dict[str, Any]

HOST = "127.0.0.1"
# Bytes of corrections that a page can send: some hundred thousand. Chosen.
MOST = 50_000_000
# Each request has a thread of its own, and the file is read, changed and written.
_saving = threading.Lock()


def server(folder: str, corrections: str, port: int) -> http.server.ThreadingHTTPServer:
    """A server of the files in a folder, on 127.0.0.1; what pages save goes to one file.

    Args:
        folder: of the review.
        corrections: the file that corrections are kept in; what a page saves is added to what the file had when the page was opened.
        port: to listen on; 0: any that is free.

    >>> with server("review", "corrections.json", 0) as serving:
    ...     host, port = serving.server_address
    >>> host, port > 0
    ('127.0.0.1', True)
    """
    handler = functools.partial(_Handler, corrections=corrections, directory=folder, opened={})
    return _Server((HOST, port), handler)


class _Server(http.server.ThreadingHTTPServer):
    # Connections that wait at once: with the five of a plain server some of twenty saves were reset on a machine that had much to do.
    request_queue_size = 64


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *args: object, corrections: str, directory: str, opened: dict[str, list[Entry]]) -> None:
        self.corrections, self.opened = corrections, opened
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the terminal is the user's."""

    def do_GET(self) -> None:
        """A file; what was saved of a page before it is opened is not the page's to take back."""
        path = urllib.parse.urlsplit(self.path).path
        if not self._is_asked_here() or "\0" in urllib.parse.unquote(path):
            self.send_error(400)
            return
        if path.endswith(".html"):
            with _saving, contextlib.suppress(UnusableCorrections, OSError, ValueError):
                self.opened[path] = entries(self.corrections)
        super().do_GET()

    def do_POST(self) -> None:
        """Keep the corrections of a page. Another site's script cannot send the header without asking first, and is not answered."""
        said = self.headers.get("Content-Length") or ""
        length = int(said) if said.isdecimal() else 0
        if not self._is_asked_here() or self.path != "/corrections" or self.headers.get("X-Cleaner") != "1" or not 0 < length <= MOST:
            self.send_error(400)
            return
        page = urllib.parse.unquote(self.headers.get("X-Page") or "")
        try:
            sent = self.rfile.read(length)
            with _saving:
                # What a page was opened with is forgotten when the server is started anew: then nothing that is there is taken back.
                before = self.opened.get(urllib.parse.urlsplit(self.headers.get("Referer") or "").path, entries(self.corrections))
                count = keep(self.corrections, page, sent, [entry for entry in before if entry["page"] == page])
        except (UnusableCorrections, OSError, ValueError) as bad:
            self._answer(400, f"not saved: {bad}")
            return
        self._answer(200, f"{self.corrections}: {count} corrections of this page")

    def _is_asked_here(self) -> bool:
        """Whether the request is for this machine by its own name: another site's name can be made to lead here."""
        return (self.headers.get("Host") or "").rpartition(":")[0] in (HOST, "localhost")

    def _answer(self, status: int, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        with contextlib.suppress(ConnectionError):  # who asked may have gone
            self.end_headers()
            self.wfile.write(body)


def entries(path: str) -> list[Entry]:
    """The corrections in a file; none where it is not there.

    Raises:
        UnusableCorrections: it is no list of corrections.

    >>> import tempfile
    >>> held = {"schema": SCHEMA, "corrections": [{"page": "a.txt", "span": [0, 4], "digest": "0" * 16, "kind": "title"}]}
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_file(f"{folder}/corrections.json", json.dumps(held))
    ...     entries(f"{folder}/corrections.json") == held["corrections"], entries(f"{folder}/none.json")
    (True, [])
    """
    if not os.path.exists(path):
        return []
    read_corrections([path])
    with open(path, encoding="utf-8") as file:
        found: list[Entry] = json.load(file)["corrections"]
        return found


def keep(path: str, page: str, sent: bytes, opened: Sequence[Entry] = ()) -> int:
    """Put a page's corrections into the file, beside those that it had when the page was opened.

    Args:
        path: of the file; it need not be there.
        page: the page's name.
        sent: its corrections, as a file of them would be.
        opened: what the file had of the page then; what was saved since is replaced.

    Returns:
        How many the page has now.

    Raises:
        UnusableCorrections: what is there, or was sent, is no list of corrections.

    >>> import tempfile
    >>> entry = {"page": "a.txt", "span": [0, 4], "digest": "0" * 16, "kind": "title"}
    >>> sent = json.dumps({"schema": SCHEMA, "corrections": [entry]}).encode()
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = f"{folder}/corrections.json"
    ...     entries(path), keep(path, "a.txt", sent), [entry["kind"] for entry in entries(path)]
    ([], 1, ['title'])
    """
    corrections_in_text(sent.decode(), "what was sent")
    there = entries(path)
    mine = {tuple(entry["span"]): entry for entry in opened}
    for entry in json.loads(sent)["corrections"]:
        mine[tuple(entry["span"])] = {**mine.get(tuple(entry["span"]), {}), **entry}
    others = [entry for entry in there if entry["page"] != page]
    kept = {"schema": SCHEMA, "corrections": [*others, *mine.values()]}
    write_file(path, json.dumps(kept, ensure_ascii=False, indent=1) + "\n")
    return len(mine)
