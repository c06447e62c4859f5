"""What `dossier serve` makes of what Sphinx says, and which changes it sees."""

from __future__ import annotations

import http.client
import os
import socket
import struct
from pathlib import Path

import pytest
from sphinx_dossier.commands.building import Wrong, watch, wrong
from sphinx_dossier.commands.served import State, serve

from tests.commands.running import Run


def test_complaints_have_a_place_where_there_is_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    said = (
        "kb/people/ada.yaml:6:16: WARNING: these words are not there [dossier.quote-not-found]\n"
        f"{tmp_path}/docs/index.rst:3: WARNING: Unknown role\n  and more of it\n"
        "WARNING: no theme\n"
    )
    assert wrong(said, failed=False) == (
        Wrong(place="kb/people/ada.yaml:6:16", text="these words are not there [dossier.quote-not-found]"),
        Wrong(place="docs/index.rst:3", text="Unknown role and more of it"),
        Wrong(place="", text="no theme"),
    )


def test_a_build_that_fails_is_a_complaint() -> None:
    assert wrong("", failed=False) == ()
    assert wrong("Configuration error:\nno such thing\n", failed=True) == (
        Wrong(place="", text="The site could not be built: Configuration error: no such thing"),
    )


def test_changes_are_seen_but_not_those_of_the_build(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    one, hidden, made = tmp_path / "one.yaml", tmp_path / ".one.swp", tmp_path / "out/page.html"
    one.write_text("1")
    seen = watch([tmp_path], tmp_path / "out")
    assert next(seen) == []
    hidden.write_text("1")
    made.write_text("1")
    one.write_text("22")
    assert next(seen) == [one]
    one.unlink()
    assert next(seen) == [one]


def test_without_a_site_it_says_what_it_needs(home: Path, run: Run) -> None:
    ran = run("serve")
    assert ran.status == 2
    assert ran.err == f"dossier: there is no conf.py in '{home / 'docs'}'; name its folder with --docs DIR\n"
    assert not os.path.lexists(home / "build")


def test_a_browser_that_hangs_up_leaves_no_traceback(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "index.html").write_text("<html><head></head><body>Lighthouse</body></html>", "utf-8")
    with serve(State(tmp_path), 0) as address:
        port = int(address.rstrip("/").rpartition(":")[2])
        for _ in range(3):
            gone = socket.create_connection(("127.0.0.1", port))
            # Browsers connect ahead of need; with no time to linger, closing resets the connection.
            gone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            gone.close()
        asked = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        asked.request("GET", "/index.html")
        assert b"Lighthouse" in asked.getresponse().read()
        asked.close()
    assert capfd.readouterr() == ("", "")
