"""The text of a saved web page, a line for each block of it, so that a layout can say what each line is."""

from __future__ import annotations

import codecs
import re
from html.parser import HTMLParser

_NOT_READ = frozenset({"rp", "rt"})
"""Readings set above characters, which are no words of the sentence."""

_TAGS = {
    "unseen": "iframe noscript object script select style svg template textarea title",
    "inline": "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q ruby s samp small "
    "span strike strong sub sup time tt u var wbr",
    "void": "area base br col embed hr img input link meta param source track wbr",
    "unended": "p li dt dd tr td th",
    "around": "dl ol table ul",
}
_UNSEEN, _INLINE, _VOID, _UNENDED, _AROUND = (frozenset(tags.split()) for tags in _TAGS.values())
_ENDS = {"li": {"li"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "tr": {"tr"}, "td": {"td", "th"}, "th": {"td", "th"}}
"""By the tags of elements that need no end: the tags whose start ends them."""

_CHARSETS = tuple(
    re.compile(before + rb"""\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
    for before in (rb"<meta[^>]{0,200}?charset", rb"\A\s*<\?xml[^>]{0,200}?encoding")
)
_LABELS = {"x-sjis": "cp932", "windows-31j": "cp932", "x-euc-jp": "euc_jp", "x-gbk": "gb18030"}
"""Names of charsets that pages use, and Python does not know."""

_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
"""As what the Encoding Standard has pages read that name these; one that can name UTF-16 in ASCII is not in it."""

_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
# Nothing that was passed is tried another way, or many comments would take longer than anybody waits.
_STARTS = re.compile(
    r"(?:\ufeff|\s|<!--.*?-->|<\?xml.*?\?>)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)


def is_page(data: bytes) -> bool:
    """Return whether a file starts as a web page does."""
    return _STARTS.match(data[:4096].decode(_marked(data) or "latin-1", "replace")) is not None


def decoded(data: bytes) -> str:
    """Return a page's characters: by its byte order mark, the charset that it names, or else as UTF-8.

    The order is that of the HTML Standard, section 13.2.3.2. Raises UnicodeDecodeError, and LookupError where there
    is no such charset.
    """
    if mark := _marked(data):
        return data.decode(mark)
    named = next(filter(None, (charset.search(data[:4096]) for charset in _CHARSETS)), None)
    label = named[1].decode("ascii").lower() if named else "utf-8"
    name = codecs.lookup(_LABELS.get(label, label)).name
    return data.decode(_WIDER.get(name, name))


def _marked(data: bytes) -> str:
    """Return the charset that a byte order mark says, if there is one."""
    return next((name for mark, name in _MARKS.items() if data.startswith(mark)), "")


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
        """Note where text is hidden: within an element that is, and all that is open in it."""
        if tag not in _INLINE | _NOT_READ:
            self.end()
        if self._ends(tag):
            self._hidden.clear()
        hides = tag in _UNSEEN | _NOT_READ or any(name == "hidden" for name, _ in attrs)
        if tag not in _VOID and (self._hidden or hides):
            self._hidden.append(tag)

    def _ends(self, tag: str) -> bool:
        """Return whether the start of an element ends what is hidden, as an item of a list the one before."""
        hidden = self._hidden[0] if self._hidden else ""
        if hidden == "p":
            return tag not in _INLINE | _NOT_READ | _VOID | _UNSEEN
        return tag in _ENDS.get(hidden, ()) and not _AROUND.intersection(self._hidden)

    def handle_endtag(self, tag: str) -> None:
        """Note where what is hidden ends: with its own end, or that of what it stands in if it needs none."""
        if tag not in _INLINE | _NOT_READ:
            self.end()
        if tag in self._hidden:
            # What was open within it has no end of its own.
            at = len(self._hidden) - 1 - self._hidden[::-1].index(tag)
            del self._hidden[at:]
        elif self._hidden and self._hidden[0] in _UNENDED:
            self._hidden.clear()

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._text.append(data)
