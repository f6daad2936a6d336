"""Serve a review on this machine alone, and keep what is saved."""

from __future__ import annotations

import contextlib
import functools
import http.server
import json
import os
import threading
import urllib.parse
from collections.abc import Mapping
from typing import Any, NamedTuple

from cleaner.corrections.read import SCHEMA, UnusableCorrections, corrections_in_text, file_text
from cleaner.writing.files import write_file

Entry = dict[str, Any]
Span = tuple[int, ...]


class Saved(NamedTuple):
    """What an opened page saved, by its spans, what stood there before it, and how many corrections the page has then."""

    entries: Mapping[Span, Entry]
    under: Mapping[Span, Entry]
    number: int = 0


NOTHING_SAVED = Saved({}, {})
HOST = "127.0.0.1"
# Bytes of corrections that a page can send: some hundred thousand. Chosen.
MOST = 50_000_000
# Each request has a thread of its own, and the file is read, changed and written.
_saving = threading.Lock()


def server(folder: str, corrections: str, port: int) -> http.server.ThreadingHTTPServer:
    """A server of the files in a folder, on 127.0.0.1; what pages save goes to one file.

    Args:
        folder: of the review.
        corrections: the file that corrections are kept in; what a page saves is added to what others saved of it.
        port: to listen on; 0: any that is free.

    >>> with server("review", "corrections.json", 0) as serving:
    ...     host, port = serving.server_address
    >>> host, port > 0
    ('127.0.0.1', True)
    """
    handler = functools.partial(_Handler, corrections=corrections, directory=folder, saved={})
    return _Server((HOST, port), handler)


class _Server(http.server.ThreadingHTTPServer):
    # Connections that wait at once: with the five of a plain server some of twenty saves were reset on a machine that had much to do.
    request_queue_size = 64


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *args: object, corrections: str, directory: str, saved: dict[str, Saved]) -> None:
        # Each opened page has a name of its own. When the server is started anew none is known, and nothing that is there is taken back.
        self.corrections, self.saved = corrections, saved
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the terminal is the user's."""

    def do_GET(self) -> None:
        """A file."""
        if not self._is_asked_here() or "\0" in urllib.parse.unquote(urllib.parse.urlsplit(self.path).path):
            self.send_error(400)
            return
        super().do_GET()

    def do_POST(self) -> None:
        """Keep the corrections of a page. Another site's script cannot send the header without asking first, and is not answered."""
        said = self.headers.get("Content-Length") or ""
        length = int(said) if said.isdecimal() else 0
        if not self._is_asked_here() or self.path != "/corrections" or self.headers.get("X-Cleaner") != "1" or not 0 < length <= MOST:
            self.send_error(400)
            return
        page, opened = urllib.parse.unquote(self.headers.get("X-Page") or ""), self.headers.get("X-Opened")
        try:
            sent = self.rfile.read(length)
            with _saving:
                saved = keep(self.corrections, page, sent, self.saved.get(opened or "", NOTHING_SAVED))
                if opened:
                    self.saved[opened] = saved
        except (UnusableCorrections, OSError, ValueError) as bad:
            self._answer(400, f"not saved: {bad}")
            return
        self._answer(200, f"{self.corrections}: {saved.number} corrections of this page")

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
    text = file_text(path)
    corrections_in_text(text, path)
    found: list[Entry] = json.loads(text)["corrections"]
    return found


def keep(path: str, page: str, sent: bytes, earlier: Saved = NOTHING_SAVED) -> Saved:
    """Put a page's corrections into the file, beside those that others saved of it.

    Args:
        path: of the file; it need not be there.
        page: the page's name.
        sent: its corrections, as a file of them would be.
        earlier: what the same opened page saved before: what it does not send any more is as it was before that.

    Raises:
        UnusableCorrections: what is there, or was sent, is no list of corrections.

    >>> import tempfile
    >>> entry = {"page": "a.txt", "span": [0, 4], "digest": "0" * 16, "kind": "title"}
    >>> sent = [json.dumps({"schema": SCHEMA, "corrections": some}).encode() for some in ([entry], [])]
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = f"{folder}/corrections.json"
    ...     first = keep(path, "a.txt", sent[0])
    ...     first.number, keep(path, "a.txt", sent[1], first).number
    ...     [keep(path, "a.txt", one).number for one in sent]
    (1, 0)
    [1, 1]
    """
    corrections_in_text(sent.decode(), "what was sent")
    there = entries(path)
    held = {tuple(entry["span"]): entry for entry in there if entry["page"] == page}
    for span, entry in earlier.entries.items():
        # What another opened page has saved there since is that page's.
        if held.get(span) == entry:
            del held[span]
            if span in earlier.under:
                held[span] = earlier.under[span]
    fresh = {tuple(entry["span"]): entry for entry in json.loads(sent)["corrections"]}
    under = {span: held[span] for span in fresh if span in held}
    saved = {span: {**under.get(span, {}), **entry} for span, entry in fresh.items()}
    held |= saved
    others = [entry for entry in there if entry["page"] != page]
    kept = {"schema": SCHEMA, "corrections": [*others, *held.values()]}
    write_file(path, json.dumps(kept, ensure_ascii=False, indent=1) + "\n")
    return Saved(saved, under, len(held))
