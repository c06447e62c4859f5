"""`dossier links`: what each answer of a host comes to. The only host that is asked is this machine."""

from __future__ import annotations

import http.server
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.running import Run


class Host(http.server.BaseHTTPRequestHandler):
    """Answers as the path says."""

    asked: list[str] = []  # noqa: RUF012 -- one list for all answers

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_HEAD(self) -> None:
        Host.asked.append(f"{self.command} {self.path}")
        if self.path == "/slow":
            time.sleep(1)
        if self.path == "/broken":
            self.wfile.write(b"no HTTP at all\r\n\r\n")
            return
        status = {"/gone": 404, "/shut": 403, "/moved": 301, "/round": 302}.get(self.path, 200)
        if self.path == "/no-head" and self.command == "HEAD":
            status = 404
        self.send_response(status)
        if status in {301, 302}:
            self.send_header("Location", "/here" if status == 301 else self.path)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815


@pytest.fixture
def host() -> Iterator[str]:
    """The address of a host that answers."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Host.asked.clear()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def source(home: Path) -> object:
    """Writes keys into the entry of a source."""
    text = (home / "kb/sources/daily.yaml").read_text("utf-8")

    def write(keys: str) -> None:
        (home / "kb/sources/daily.yaml").write_text(text + keys, "utf-8")

    return write


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/here", 0, "1 address: all lead where they say."),
        ("/no-head", 0, "1 address: all lead where they say."),
        ("/gone", 1, "HOST/gone: dead, 404 Not Found\n1 address: 1 dead."),
        ("/shut", 0, "HOST/shut: not answered, 403 Forbidden\n1 address: 1 not answered."),
        ("/slow", 0, "HOST/slow: not answered, nothing within 0.2 seconds\n1 address: 1 not answered."),
        ("/moved", 0, "HOST/moved: moved, leads to HOST/here\n1 address: 1 moved."),
        ("/broken", 0, "1 address: 1 not answered."),
        ("/round", 0, "1 address: 1 not answered."),
    ],
)
def test_what_an_answer_comes_to(host: str, source: object, run: Run, path: str, status: int, said: str) -> None:
    source(f"url: {host}{path}\n")  # type: ignore[operator]
    ran = run("links", "--patience", "0.2")
    assert (ran.status, ran.err) == (status, "")
    assert ran.out.endswith(f"{said.replace('HOST', host)}\n")
    if said.startswith("HOST"):
        assert ran.out.startswith(f"kb/sources/daily.yaml: {host}")


def test_where_nobody_answers_it_is_dead(source: object, run: Run) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    source(f"url: http://127.0.0.1:{port}/\n")  # type: ignore[operator]
    ran = run("links")
    assert ran.status == 1
    assert "no such host, or nobody answers: Connection refused" in ran.out


def test_as_the_text_of_an_issue(host: str, source: object, run: Run) -> None:
    source(f"url: {host}/gone\narchive: {host}/moved\n")  # type: ignore[operator]
    assert run("links", "--format", "markdown").out == (
        "2 addresses: 1 dead, 1 moved.\n"
        "\n### Dead: 1\n\n"
        f"- `kb/sources/daily.yaml: {host}/gone`: 404 Not Found\n"
        "\n### Moved: 1\n\n"
        f"- `kb/sources/daily.yaml: {host}/moved`: leads to {host}/here\n"
    )


def test_of_what_is_known_to_be_gone_the_copy_is_asked_for(host: str, source: object, run: Run) -> None:
    standing = "standing:\n  - status: gone\n    date: 2031-06\n    why: The paper closed.\n"
    source(f"url: {host}/gone\narchive: {host}/here\n{standing}")  # type: ignore[operator]
    assert run("links").status == 0
    assert Host.asked == ["HEAD /here"]


def test_one_address_is_asked_once_and_only_in_the_files_named(host: str, source: object, run: Run) -> None:
    source(f"url: {host}/here\narchive: {host}/here\n")  # type: ignore[operator]
    assert run("links", "kb/sources/herald.yaml").out == "0 addresses: all lead where they say.\n"
    assert run("links", "kb/sources/daily.yaml").status == 0
    assert Host.asked == ["HEAD /here"]


def test_an_entry_cannot_make_it_read_a_file(source: object, run: Run) -> None:
    source("url: file:///etc/hostname\n")  # type: ignore[operator]
    assert run("links").out == "0 addresses: all lead where they say.\n"
