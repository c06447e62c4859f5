"""A site served to this machine while it is being written: with a banner of what is wrong, and pages that come anew.

What is added is added to the answers; the files of the site stay as they were built.
"""

from __future__ import annotations

import contextlib
import functools
import html
import http.server
import threading
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

from sphinx_dossier.commands.building import Wrong
from sphinx_dossier.problems import count

OURS = "/_serve/"
_STATIC = Path(__file__).with_name("static")
_TYPES = {".js": "text/javascript", ".css": "text/css"}
_HEAD = f'<link rel="stylesheet" href="{OURS}serve.css"><script defer src="{OURS}serve.js"></script>'
_EMPTY = f"<!DOCTYPE html><html lang='en'><head><title>Not here</title>{_HEAD}</head><body><p>{{}}</p></body></html>"
MOST = 20
"""How many problems the banner lists."""
_ALIVE = 10
"""After how many seconds of silence an open page is told that the server is there still."""


class State:
    """What was built in a folder, and what was wrong; `edition` counts the builds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.edition = 0
        self.wrong: tuple[Wrong, ...] = ()
        self._news = threading.Condition()

    def take(self, wrong: tuple[Wrong, ...]) -> None:
        """Take over what a build complained of, and tell those who wait."""
        with self._news:
            self.wrong, self.edition = wrong, self.edition + 1
            self._news.notify_all()

    def after(self, edition: int) -> int:
        """Wait for a build after that edition, though not for long, and return the edition that there is now."""
        with self._news:
            self._news.wait_for(lambda: self.edition != edition, _ALIVE)
            return self.edition

    @property
    def said(self) -> str:
        """Return in words how the last build went."""
        return f"Built, with {count(len(self.wrong), 'problem')}" if self.wrong else "Built"

    def banner(self) -> str:
        """Return what is wrong as HTML, nothing where all is well."""
        if not self.wrong:
            return ""
        lines = [f"<li>{_place(one)}{html.escape(one.text)}</li>" for one in self.wrong[:MOST]]
        if len(self.wrong) > MOST:
            lines.append(f"<li>and {len(self.wrong) - MOST} more</li>")
        title = count(len(self.wrong), "problem")
        return (
            '<aside class="dossier-serve" role="alert" aria-label="Problems">'
            f"<p><strong>{title}</strong></p><ul>{''.join(lines)}</ul></aside>"
        )


def _place(one: Wrong) -> str:
    return f"<code>{html.escape(one.place)}</code> " if one.place else ""


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Answers one request."""

    def __init__(self, *arguments: object, state: State) -> None:
        self._state = state
        super().__init__(*arguments, directory=str(state.folder))  # type: ignore[arg-type]

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""

    def handle(self) -> None:
        """Answer a browser until it goes: one that hangs up, also before it asks for anything, is no error."""
        with contextlib.suppress(ConnectionError):
            super().handle()

    def end_headers(self) -> None:
        """Let no browser keep what is being written."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def do_GET(self) -> None:
        """Send a page with what is added, a file of ours, or the file that was asked for."""
        path = self.path.partition("?")[0].partition("#")[0]
        if path == f"{OURS}events":
            self._events()
        elif path.startswith(OURS):
            self._own(path.removeprefix(OURS))
        else:
            self._file(path)

    def _file(self, path: str) -> None:
        file = Path(self.translate_path(self.path))
        if file.is_dir() and path.endswith("/"):
            file /= "index.html"
        if file.suffix == ".html" and file.is_file():
            self._page(HTTPStatus.OK, file.read_text("utf-8"))
        elif file.exists():
            super().do_GET()
        else:
            lost = self._state.folder / "404.html"
            waiting = "The site is being built." if not self._state.edition else "There is no such page."
            text = lost.read_text("utf-8") if lost.is_file() else _EMPTY.format(waiting)
            self._page(HTTPStatus.NOT_FOUND, text)

    def _page(self, status: HTTPStatus, text: str) -> None:
        """Send a page: in its head our files, at the start of its body the banner."""
        edition = f'<meta name="dossier-serve" content="{self._state.edition}">'
        head, found, rest = text.partition("</head>")
        head = f"{head}{edition}{'' if _HEAD in head else _HEAD}{found}"
        before, body, after = rest.partition("<body")
        opened, end, inner = after.partition(">")
        self._send(status, "text/html", f"{head}{before}{body}{opened}{end}{self._state.banner()}{inner}")

    def _own(self, name: str) -> None:
        file = _STATIC / name
        if "/" in name or not file.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        self._send(HTTPStatus.OK, _TYPES[file.suffix], file.read_text("utf-8"))

    def _events(self) -> None:
        """Tell an open page the edition, at once and whenever there is another."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        edition = self._state.edition
        while True:
            self.wfile.write(f"data: {edition}\n\n".encode())
            self.wfile.flush()
            edition = self._state.after(edition)

    def _send(self, status: HTTPStatus, kind: str, text: str) -> None:
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@contextlib.contextmanager
def serve(state: State, port: int) -> Iterator[str]:
    """Serve what is built to this machine alone, and give the address."""
    handler = functools.partial(_Handler, state=state)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
