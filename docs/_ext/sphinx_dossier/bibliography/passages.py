"""Links to the very passage of a text on the web: text fragments (WICG, "URL Fragment Text Directives")."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from urllib.parse import quote as encoded
from urllib.parse import urldefrag, urlsplit

from sphinx_dossier.entries import Entry
from sphinx_dossier.evidence.find import pieces

_DIRECTIVE = ":~:"
LONGEST = 300
"""The most characters of a passage that stand in a link whole; of a longer one, its first and last words do."""
_ENDS = 6
"""The words at either end of a passage that is too long."""


def links(source: Entry, quote: str) -> Iterator[tuple[str, str]]:
    """Yield where a quote can be read: its passage, that in an archive, and the whole text, each with its address."""
    url, archive = source.keys.text("url"), source.keys.text("archive")
    for label, address in (("passage", url), ("archived passage", archive)):
        if address and (found := passage(address, quote)) != address:
            yield label, found
    if url or archive:
        yield ("whole text" if url else "archived text"), url or archive


def passage(url: str, quote: str) -> str:
    """Return the address of a passage of a text, given the address of the text and words that stand there.

    The parts of a quote between dots are a directive each: a browser marks all and shows the first. Other documents
    than web pages know no passages.
    """
    plain, fragment = urldefrag(url)
    directives = "&".join(f"text={found}" for part in pieces(quote) if (found := _directive(part)))
    if not directives or urlsplit(plain).path.lower().endswith(".pdf"):
        return url
    return f"{plain}#{fragment.partition(_DIRECTIVE)[0]}{_DIRECTIVE}{directives}"


def _directive(part: str) -> str:
    # Only words are checked against the source; marks at the ends may be the editors'.
    marks = {char for char in part if unicodedata.category(char)[0] in "PZ" and char != "%"}
    words = part.strip("".join(marks)).split()
    whole = " ".join(words)
    if len(whole) <= LONGEST or len(words) < 2 * _ENDS:
        return _encoded(whole)
    return f"{_encoded(' '.join(words[:_ENDS]))},{_encoded(' '.join(words[-_ENDS:]))}"


def _encoded(text: str) -> str:
    """Return words percent-encoded; a hyphen too, which a directive would take for the sign of a prefix."""
    return encoded(text, safe="").replace("-", "%2D")
