"""Asks addresses on the web whether they still answer: politely, a few at a time, one at a time of each host."""

from __future__ import annotations

import http.client
import ssl
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import Enum
from http import HTTPStatus
from typing import IO
from urllib.parse import quote, urlsplit, urlunsplit

AGENT = "sphinx-dossier (checks whether cited addresses still answer)"
MOST_AT_ONCE = 4
_LASTING = frozenset({HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT})
_UNTOLD = frozenset(
    {
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.PAYMENT_REQUIRED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.TOO_MANY_REQUESTS,
        451,
        999,
    }
)
"""What a host says to a program that it might not say to a reader."""


class Outcome(Enum):
    """What became of an address."""

    ANSWERS = "answers"
    MOVED = "moved"
    UNTOLD = "untold"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an address answered: `says` in words, `to` where it leads for good."""

    outcome: Outcome
    says: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How long to wait for an answer, and how long between two requests to one host, in seconds."""

    timeout: float
    pause: float


class _Following(urllib.request.HTTPRedirectHandler):
    """Follows redirects with the same method, and remembers where those that are for good lead."""

    def __init__(self) -> None:
        self.to = ""
        self.lasting = True

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],  # noqa: ARG002
        code: int,
        msg: str,  # noqa: ARG002
        headers: http.client.HTTPMessage,  # noqa: ARG002
        newurl: str,
    ) -> urllib.request.Request:
        self.lasting = self.lasting and code in _LASTING
        self.to = newurl if self.lasting else self.to
        return _request(newurl, req.get_method())

    def http_error_302(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
    ) -> object:
        # The standard library turns an address on another scheme down as an error of HTTP; here it has its own words.
        to = headers.get("location", headers.get("uri", ""))
        if urlsplit(to).scheme not in {"", "http", "https"}:
            raise urllib.error.URLError(f"it leads to what is not the web: {to}")
        return super().http_error_302(req, fp, code, msg, headers)

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


def ask_all(addresses: Iterable[str], manners: Manners) -> Mapping[str, Answer]:
    """Return what each address answers. Hosts are asked side by side, the addresses of one host in turn."""
    hosts: dict[str, list[str]] = defaultdict(list)
    for address in dict.fromkeys(addresses):
        hosts[urlsplit(address).netloc.lower()].append(address)
    with ThreadPoolExecutor(max_workers=MOST_AT_ONCE) as workers:
        return dict(
            pair for pairs in workers.map(lambda one: list(_in_turn(one, manners)), hosts.values()) for pair in pairs
        )


def _in_turn(addresses: list[str], manners: Manners) -> Iterator[tuple[str, Answer]]:
    for number, address in enumerate(addresses):
        if number:
            time.sleep(manners.pause)
        yield address, ask(address, manners)


def ask(address: str, manners: Manners) -> Answer:
    """Return what an address answers, asked for its head alone and, where that does not do, for the whole."""
    try:
        if urlsplit(address).scheme not in {"http", "https"}:
            return Answer(outcome=Outcome.GONE, says="it is no address on the web")
        head = _asked(address, "HEAD", manners)
        if head.outcome in {Outcome.ANSWERS, Outcome.MOVED}:
            return head
        time.sleep(manners.pause)
        return _asked(address, "GET", manners)
    except (ValueError, UnicodeError) as error:
        return Answer(outcome=Outcome.GONE, says=f"it cannot be asked: {error}")


def _asked(address: str, method: str, manners: Manners) -> Answer:
    following = _Following()
    try:
        with _opener(following).open(_request(address, method), timeout=manners.timeout):
            outcome = Outcome.MOVED if following.to else Outcome.ANSWERS
            return Answer(outcome=outcome, to=following.to)
    except urllib.error.HTTPError as error:
        error.close()
        answer = Answer(outcome=Outcome.UNTOLD if error.code in _UNTOLD else Outcome.GONE, says=_status(error.code))
        return replace(answer, says=f"{answer.says}, at {error.url}") if error.url != _ascii(address) else answer
    except urllib.error.URLError as error:
        return Answer(outcome=Outcome.GONE, says=_reason(error.reason))
    except (OSError, http.client.HTTPException) as error:
        return Answer(outcome=Outcome.GONE, says=_reason(error))


def _opener(following: _Following) -> urllib.request.OpenerDirector:
    """Return what opens addresses on the web and no others, no files above all."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        following,
    ):
        opener.add_handler(handler)
    return opener


def _request(address: str, method: str) -> urllib.request.Request:
    return urllib.request.Request(  # noqa: S310 -- `ask` lets only http and https through
        _ascii(address), headers={"User-Agent": AGENT, "Accept": "*/*"}, method=method
    )


def _ascii(address: str) -> str:
    """Return an address in the letters that HTTP takes."""
    parts = urlsplit(address)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    path, query = (quote(part, safe="%/:=&?~+!$,;'@()*[]") for part in (parts.path, parts.query))
    return urlunsplit((parts.scheme, host, path, query, ""))


def _status(code: int) -> str:
    try:
        return f"{code} {HTTPStatus(code).phrase}"
    except ValueError:
        return str(code)


def _reason(error: object) -> str:
    """Return in words why nothing answered, the same words on every system."""
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, ConnectionRefusedError):
        return "the connection is refused"
    if isinstance(error, ssl.SSLError):
        return f"no secure connection: {getattr(error, 'verify_message', '') or error.reason}"
    if isinstance(error, http.client.HTTPException):
        return "the answer is no HTTP"
    return str(error.strerror or error) if isinstance(error, OSError) else str(error)
