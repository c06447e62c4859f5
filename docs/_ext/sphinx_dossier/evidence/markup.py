"""The text of a saved web page, a line for each block of it, so that a layout can say what each line is."""

from __future__ import annotations

import codecs
import re
from html.parser import HTMLParser

_NOT_READ = frozenset({"rp", "rt"})
"""Readings set above characters, which are no words of the sentence."""

_TAGS = {
    "unseen": "head iframe noscript object script select style svg template textarea",
    "inline": "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q ruby s samp small "
    "span strike strong sub sup time tt u var wbr",
    "void": "area base br col embed hr img input link meta param source track wbr",
}
_UNSEEN, _INLINE, _VOID = (frozenset(tags.split()) for tags in _TAGS.values())
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_STARTS = re.compile(r"(?:\ufeff|\s|<!--.*?-->)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)


def is_page(data: bytes) -> bool:
    """Return whether a file starts as a web page does."""
    return _STARTS.match(data[:4096].decode("latin-1").removeprefix("ï»¿")) is not None


def decoded(data: bytes) -> str:
    """Return a page's characters: by its byte order mark, the charset that it names, or else as UTF-8.

    The order is that of the HTML Standard, section 13.2.3.2. Raises UnicodeDecodeError, and LookupError where there
    is no such charset.
    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(name)
    named = _CHARSET.search(data[:4096])
    name = named[1].decode("ascii") if named else "utf-8"
    # The standard reads what calls itself Latin-1 as the Windows charset that has it as a part.
    return data.decode("cp1252" if codecs.lookup(name).name in {"iso8859-1", "ascii"} else name)


def lines(page: str) -> list[str]:
    """Return the text of a page, a line for each block that has any."""
    reader = _Blocks()
    reader.feed(page)
    reader.close()
    reader.end()
    return reader.found


class _Blocks(HTMLParser):
    """Collects text up to where a block starts or ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._text: list[str] = []
        self._hidden: list[str] = []

    def end(self) -> None:
        """Take what was collected as a line."""
        if line := " ".join("".join(self._text).split()):
            self.found.append(line)
        self._text.clear()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _INLINE | _NOT_READ:
            self.end()
        hides = tag in _UNSEEN | _NOT_READ or any(name == "hidden" for name, _ in attrs)
        # Within what is not seen only its own tags count, for a page need not close others.
        if tag not in _VOID and (tag == self._hidden[-1] if self._hidden else hides):
            self._hidden.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE | _NOT_READ:
            self.end()
        if self._hidden and tag == self._hidden[-1]:
            self._hidden.pop()

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._text.append(data)
