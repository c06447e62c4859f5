"""Whether addresses on the web lead somewhere: asked politely, and answered in a few words."""

from __future__ import annotations

import http.client
import itertools
import ssl
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

AGENT = "dossier-links (checks the addresses of cited sources)"
HOSTS_AT_ONCE = 8
"""How many hosts are asked at one time; of each, one address after the other."""

_GONE = frozenset({404, 410, 451})
_SHUT = frozenset({401, 403, 405, 406, 429, 999})
"""What hosts answer to programs, of pages that people can read: it tells nothing of the address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of an address: `dead` where it leads nowhere, `unsure` where it cannot be told; and what was said."""

    dead: bool = False
    unsure: bool = False
    said: str = ""


def ask(addresses: Iterable[str], *, patience: float) -> dict[str, Answer]:
    """Return what comes of each address, asked once; `patience` is how many seconds a host may take."""
    by_host = sorted(set(addresses), key=_host)
    hosts = [list(of) for _, of in itertools.groupby(by_host, key=_host)]
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        found = pool.map(lambda urls: [(url, _one(url, patience)) for url in urls], hosts)
        return dict(itertools.chain.from_iterable(found))


def _host(url: str) -> tuple[str, str]:
    return urllib.parse.urlsplit(url).netloc, url


def _one(url: str, patience: float) -> Answer:
    """Ask for an address without its content, and with it where the host does not like that."""
    answer = Answer(unsure=True)
    for method in ("HEAD", "GET"):
        answer = _asked(url, method, patience)
        if not (answer.dead or answer.unsure):
            break
    return answer


def _asked(url: str, method: str, patience: float) -> Answer:
    # An entry can hold nothing but http and https addresses, and redirects are held to them by urllib.
    request = urllib.request.Request(url, method=method, headers={"User-Agent": AGENT, "Accept": "*/*"})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=patience) as reply:  # noqa: S310
            return Answer(said=_moved(url, reply.url))
    except urllib.error.HTTPError as error:
        error.close()
        said = f"{error.code} {http.client.responses.get(error.code, '')}".strip()
        return Answer(dead=error.code in _GONE, unsure=error.code not in _GONE, said=said)
    except TimeoutError:
        return Answer(unsure=True, said=f"nothing within {patience:g} seconds")
    except urllib.error.URLError as error:
        return _failed(error.reason, patience)
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Answer(unsure=True, said=str(error) or type(error).__name__)


def _failed(reason: object, patience: float) -> Answer:
    if isinstance(reason, TimeoutError):
        return Answer(unsure=True, said=f"nothing within {patience:g} seconds")
    if isinstance(reason, ssl.SSLError):
        return Answer(unsure=True, said=f"its certificate does not hold: {reason.reason}")
    # A host that has no address any more, or nobody who answers there.
    return Answer(dead=True, said=f"no such host, or nobody answers: {getattr(reason, 'strerror', None) or reason}")


def _moved(url: str, to: str) -> str:
    """Return where an address leads, where that is another page."""
    before, after = (urllib.parse.urlsplit(one) for one in (url, to))
    same = (before.netloc, before.path.rstrip("/")) == (after.netloc, after.path.rstrip("/"))
    return "" if same else f"leads to {to}"


def split(found: Sequence[tuple[str, Answer]]) -> Iterator[tuple[str, list[tuple[str, Answer]]]]:
    """Yield what addresses are, with the answers of which it is true; nothing for those that are well."""
    yield "dead", [one for one in found if one[1].dead]
    yield "not answered", [one for one in found if one[1].unsure]
    yield "moved", [one for one in found if not (one[1].dead or one[1].unsure) and one[1].said]
