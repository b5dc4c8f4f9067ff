"""The preview's pages over HTTP, on this machine alone.

Nothing is served to another origin: a request must name this host, so that no other web site can read an unpublished
text through the reader's browser (DNS rebinding), and nothing outside of the preview's own files is ever sent.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from brochure.model import ARRANGEMENTS
from brochure.preview.desk import GUIDES, Desk
from brochure.preview.watch import wait_for_change

HOST = "127.0.0.1"
ASSETS = {
    "/": ("page.html", "text/html"),
    "/style.css": ("style.css", "text/css"),
    "/script.js": ("script.js", "text/javascript"),
}
LISTEN = 15.0
"""Seconds that a question for news is held open."""
QUIET = 0.6
"""Seconds without a change until the languages and the print are checked."""


class Server(ThreadingHTTPServer):
    """The preview of one desk. `port` 0 takes any free one."""

    daemon_threads = True

    def __init__(self, desk: Desk, port: int, editor: str = "") -> None:
        self.desk, self.editor = desk, editor
        self.stopped = threading.Event()
        self.wanted = threading.Event()
        """Set when the reader asked for another arrangement."""
        super().__init__((HOST, port), _Handler)

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.server_address[1]}/"

    def run(self) -> None:
        """Serve until stopped, laying out again after every change."""
        threading.Thread(target=self.serve_forever, daemon=True).start()
        try:
            self._work()
        finally:
            self.stop()

    def stop(self) -> None:
        self.stopped.set()
        self.shutdown()
        self.server_close()

    def _work(self) -> None:
        while not self.stopped.is_set():
            self.desk.refresh()
            if not wait_for_change(self.desk.files, self._interrupted, patience=QUIET) and not self._interrupted():
                self.desk.proofread()
                wait_for_change(self.desk.files, self._interrupted)
            self.wanted.clear()

    def _interrupted(self) -> bool:
        return self.stopped.is_set() or self.wanted.is_set()

    def arrange(self, arrangement: str) -> None:
        self.desk.arrange(arrangement)
        self.wanted.set()


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if not self._welcome():
            return
        parts = urlsplit(self.path)
        query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
        steps = parts.path.strip("/").split("/")
        routes: dict[str, Callable[[], None]] = {
            "state": lambda: self._state(query),
            "page": lambda: self._page(steps[-1], query),
            "places": lambda: self._places(steps[-1]),
        }
        if parts.path in ASSETS:
            name, kind = ASSETS[parts.path]
            self._send(files("brochure.preview").joinpath(name).read_bytes(), f"{kind}; charset=utf-8")
        elif steps[0] in routes:
            routes[steps[0]]()
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        if not self._welcome():
            return
        parts = urlsplit(self.path)
        wanted = parse_qs(parts.query).get("to", [""])[-1]
        if parts.path != "/arrange" or wanted not in ARRANGEMENTS:
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        self.server.arrange(wanted)
        self._send(b"{}", "application/json")

    def _welcome(self) -> bool:
        """Whether the request is for this host, and not sent by another site's page."""
        port = self.server.server_address[1]
        hosts = (f"{HOST}:{port}", f"localhost:{port}")
        origin = self.headers.get("Origin")
        if self.headers.get("Host") in hosts and (origin is None or origin in [f"http://{host}" for host in hosts]):
            return True
        self._refuse(HTTPStatus.FORBIDDEN)
        return False

    def _state(self, query: dict[str, str]) -> None:
        """All that is shown, as soon as it is newer than `?after=`; empty when nothing happened for a while."""
        after = _number(query.get("after", "-1"), -1)
        shown = self.server.desk.wait(int(after), LISTEN)
        if shown.version <= after:
            self._send(b"", "application/json", HTTPStatus.NO_CONTENT)
            return
        whole = {**shown.plain(), "editor": self.server.editor, "folder": Path.cwd().as_posix()}
        self._send(json.dumps(whole, ensure_ascii=False).encode(), "application/json")

    def _page(self, key: str, query: dict[str, str]) -> None:
        guides = query.get("guides", "")
        scale = min(8.0, max(0.1, _number(query.get("scale", "1"), 1.0)))
        drawn = self.server.desk.picture(key, scale, guides if guides in GUIDES else "")
        if drawn is None:
            self._refuse(HTTPStatus.GONE)
            return
        self._send(drawn.data, drawn.kind, keep=True)

    def _places(self, key: str) -> None:
        places = self.server.desk.places(key)
        if places is None:
            self._refuse(HTTPStatus.GONE)
            return
        self._send(json.dumps(places, ensure_ascii=False).encode(), "application/json")

    def _send(self, data: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK, keep: bool = False) -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Cache-Control", "private, max-age=3600" if keep else "no-store")
            self.send_header("X-Content-Type-Options", "nosniff")
            self.send_header("Content-Security-Policy", "default-src 'self'; img-src 'self' data:")
            self.end_headers()
            self.wfile.write(data)
        except ConnectionError:
            self.close_connection = True  # the reader has gone on to newer pages

    def _refuse(self, status: HTTPStatus) -> None:
        self._send(status.phrase.encode(), "text/plain", status)

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not worth a line."""


def _number(written: str, otherwise: float) -> float:
    try:
        number = float(written)
    except ValueError:
        return otherwise
    return number if number == number else otherwise
