"""A folder served on loopback as a static host does it: text goes compressed to browsers that take that."""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import io
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

PACKED = (".html", ".css", ".js", ".json", ".svg", ".txt", ".xml")


class _Static(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    policy = ""

    def handle(self) -> None:
        """Answer a browser until it goes, and let it hang up: its traceback would stand in the output of others."""
        with contextlib.suppress(ConnectionError):
            super().handle()

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""

    def send_head(self) -> BinaryIO | io.BytesIO | None:
        """Answer with the compressed file where the browser takes that and the file is text."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() and self.path.partition("?")[0].endswith("/") else path
        packed = path.suffix in PACKED and path.is_file() and "gzip" in self.headers.get("Accept-Encoding", "")
        if not packed:
            return super().send_head()
        body = gzip.compress(path.read_bytes(), mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def end_headers(self) -> None:
        """Send the policy with every answer, as a host does that has one."""
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def guess_type(self, path: object) -> str:
        """Say that text is UTF-8, as static hosts do."""
        kind = super().guess_type(str(path))
        return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


@contextlib.contextmanager
def served(folder: Path, policy: str = "") -> Iterator[str]:
    """Serve a folder on a free port of loopback, with a content security policy or without, and give its address."""
    strict = type("_Strict", (_Static,), {"policy": policy})
    handler = functools.partial(strict, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
