"""`dossier links`: asks what a server on loopback answers, and says it in words."""

from __future__ import annotations

import re
import socket
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from sphinx_dossier.commands.fetching import Answer, Manners, Outcome, ask, ask_all

from tests.commands.running import Run

QUICK = ("--pause", "0", "--timeout", "5")
AT_ONCE = Manners(timeout=5, pause=0)


class Host(BaseHTTPRequestHandler):
    """Answers as the path says: `/status/404`, `/lead/301/there`, `/get-only`, `/silent`, `/garbled`."""

    asked: ClassVar[Counter[tuple[str, str]]] = Counter()
    agents: ClassVar[set[str]] = set()
    done: ClassVar[threading.Event] = threading.Event()
    elsewhere: ClassVar[str] = ""

    def answer(self) -> None:
        Host.asked[self.command, self.path] += 1
        Host.agents.add(self.headers.get("User-Agent", ""))
        kind, *rest = self.path.partition("?")[0].strip("/").split("/")
        if kind == "silent":
            Host.done.wait(10)
        elif kind == "garbled":
            self.wfile.write(b"not at all\r\n\r\n")
        elif kind == "lead":
            self.say(int(rest[0]), Location=self.elsewhere if rest[1] == "elsewhere" else f"/{'/'.join(rest[1:])}")
        elif kind == "get-only":
            self.say(200 if self.command == "GET" else 405)
        else:
            self.say(int(rest[0]) if kind == "status" else 200)

    do_GET = do_HEAD = answer  # noqa: N815 -- the standard library calls them so

    def say(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": "0", **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep the tests' output free of requests."""


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of the server."""
    monkeypatch.setenv("no_proxy", "*")
    Host.asked.clear()
    Host.done.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Host) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        Host.done.set()
        server.shutdown()
        thread.join()


@pytest.fixture
def deaf() -> Iterator[str]:
    """An address at which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}/"


def add(home: Path, name: str, more: str) -> None:
    (home / f"kb/sources/{name}.yaml").write_text(f"name: {name}\n{more}", "utf-8")


@pytest.mark.parametrize(
    ("path", "outcome", "says", "to"),
    [
        ("/here", Outcome.ANSWERS, "", ""),
        ("/get-only", Outcome.ANSWERS, "", ""),
        ("/status/404", Outcome.GONE, "404 Not Found", ""),
        ("/status/410", Outcome.GONE, "410 Gone", ""),
        ("/status/503", Outcome.GONE, "503 Service Unavailable", ""),
        ("/status/599", Outcome.GONE, "599", ""),
        ("/status/403", Outcome.UNTOLD, "403 Forbidden", ""),
        ("/status/429", Outcome.UNTOLD, "429 Too Many Requests", ""),
        ("/lead/301/there", Outcome.MOVED, "", "{host}/there"),
        ("/lead/308/lead/301/there", Outcome.MOVED, "", "{host}/there"),
        ("/lead/302/there", Outcome.ANSWERS, "", ""),
        ("/lead/302/lead/301/there", Outcome.ANSWERS, "", ""),
        ("/lead/301/lead/302/there", Outcome.MOVED, "", "{host}/lead/302/there"),
        ("/lead/301/status/404", Outcome.GONE, "404 Not Found, at {host}/status/404", ""),
        ("/garbled", Outcome.GONE, "the answer is no HTTP", ""),
        ("/ä/ö?ü=ß#ÿ", Outcome.ANSWERS, "", ""),
    ],
)
def test_what_an_address_answers(host: str, path: str, outcome: Outcome, says: str, to: str) -> None:
    assert ask(host + path, AT_ONCE) == Answer(outcome=outcome, says=says.format(host=host), to=to.format(host=host))


def test_a_loop_of_redirects_ends(host: str) -> None:
    Host.elsewhere = "/lead/301/elsewhere"
    assert ask(f"{host}/lead/301/elsewhere", AT_ONCE).outcome is Outcome.GONE


def test_no_answer_in_time(host: str) -> None:
    answer = ask(f"{host}/silent", Manners(timeout=0.2, pause=0))
    assert answer == Answer(outcome=Outcome.GONE, says="no answer in time")


def test_nobody_listens(deaf: str) -> None:
    assert ask(deaf, AT_ONCE) == Answer(outcome=Outcome.GONE, says="the connection is refused")


@pytest.mark.parametrize("elsewhere", ["file:///etc/hostname", "ftp://127.0.0.1/", "javascript:alert(1)"])
def test_what_is_not_the_web_is_not_followed(host: str, elsewhere: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Host, "elsewhere", elsewhere)
    answer = ask(f"{host}/lead/302/elsewhere", AT_ONCE)
    assert answer == Answer(outcome=Outcome.GONE, says=f"it leads to what is not the web: {elsewhere}")


@pytest.mark.parametrize("address", ["file:///etc/hostname", "ftp://127.0.0.1/", "data:,x", "nothing"])
def test_what_is_not_the_web_is_not_asked(address: str) -> None:
    assert ask(address, AT_ONCE) == Answer(outcome=Outcome.GONE, says="it is no address on the web")


def test_an_address_is_asked_once_for_its_head_by_a_name(host: str) -> None:
    Host.agents.clear()
    answers = ask_all([f"{host}/a", f"{host}/b", f"{host}/a"], AT_ONCE)
    assert list(answers) == [f"{host}/a", f"{host}/b"]
    assert Host.asked == {("HEAD", "/a"): 1, ("HEAD", "/b"): 1}
    assert all(agent.startswith("sphinx-dossier ") for agent in Host.agents)


def test_a_redirect_is_followed_by_the_head_alone(host: str) -> None:
    ask(f"{host}/lead/301/there", AT_ONCE)
    assert Host.asked == {("HEAD", "/lead/301/there"): 1, ("HEAD", "/there"): 1}


def test_the_addresses_of_a_host_are_asked_in_turn(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    waits = list[float]()
    monkeypatch.setattr("sphinx_dossier.commands.fetching.time.sleep", waits.append)
    ask_all([f"{host}/{name}" for name in "abc"], Manners(timeout=5, pause=7))
    assert waits == [7, 7]
    assert [path for _, path in Host.asked] == ["/a", "/b", "/c"]


def test_the_command_says_what_is_not_as_it_was(home: Path, run: Run, host: str) -> None:
    add(home, "cedar", f"url: {host}/here\narchive: {host}/status/404\n")
    add(home, "elm", f"url: {host}/lead/301/there\narchive: {host}/status/403\n")
    add(home, "fir", f"url: {host}/status/410\nstanding:\n  - status: gone\n    why: Its paper closed.\n")
    assert run("check").status == 0
    ran = run("links", *QUICK)
    assert ran.out == (
        f"cedar: archive {host}/status/404 does not answer: 404 Not Found\n"
        f"elm: url {host}/lead/301/there has moved: to {host}/there\n"
        f"elm: archive {host}/status/403 cannot be told: 403 Forbidden\n"
        "4 addresses of 2 sources: 1 answer, 1 moved for good, 1 cannot be told, 1 without answer.\n"
    )
    assert (ran.status, ran.err) == (1, "")
    assert not any("410" in path for _, path in Host.asked)


def test_moved_and_untold_do_not_fail(home: Path, run: Run, host: str) -> None:
    add(home, "elm", f"url: {host}/lead/301/there\narchive: {host}/status/403\n")
    assert run("links", *QUICK).status == 0


def test_some_sources_alone(home: Path, run: Run, host: str) -> None:
    add(home, "cedar", f"url: {host}/cedar\n")
    add(home, "elm", f"url: {host}/elm\n")
    ran = run("links", "elm", *QUICK)
    assert (ran.status, ran.out) == (0, "1 address of 1 source: 1 answer.\n")
    assert set(Host.asked) == {("HEAD", "/elm")}


def test_no_address(home: Path, run: Run) -> None:
    ran = run("links", "daily")
    assert (ran.status, ran.out) == (0, "No source has an address to ask.\n")


def test_the_body_of_an_issue(home: Path, run: Run, host: str) -> None:
    add(home, "cedar", f"url: {host}/status/404?`@everyone`[x](y)\n")
    ran = run("links", "--format", "markdown", *QUICK)
    assert ran.out.splitlines() == [
        "1 address of 1 source: 1 without answer.",
        "",
        "## Does not answer",
        "",
        f"- [ ] `cedar`, url: `{host}/status/404?'@everyone'[x](y)`: `404 Not Found`",
    ]


def test_an_issue_is_never_longer_than_one_may_be(
    home: Path, run: Run, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sphinx_dossier.commands.links.LONGEST", 100)
    for name in ("ash", "beech", "cedar"):
        add(home, name, f"url: {host}/status/404\n")
    lines = run("links", "--format", "markdown", *QUICK).out.splitlines()
    assert [re.sub(r"`http.*", "", line) for line in lines[4:]] == ["- [ ] `ash`, url: ", "- and 2 more"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["dialy"], "no source 'dialy'; did you mean 'daily'"),
        (["--timeout", "-1"], "'-1' is no number of seconds"),
        (["--pause", "soon"], "'soon' is no number of seconds"),
    ],
)
def test_called_wrongly(home: Path, run: Run, arguments: list[str], said: str) -> None:
    ran = run("links", *arguments)
    assert ran.status == 2
    assert said in ran.err
