"""An article as somebody has it: a text file, a saved web page, or standard input; and the text of it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dossier import dates
from sphinx_dossier.commands.place import Misuse
from sphinx_dossier.evidence import markup
from sphinx_dossier.evidence.skeleton import NOTHING, Told
from sphinx_dossier.evidence.words import words

if TYPE_CHECKING:
    from trafilatura.settings import Document

STANDARD_INPUT = "-"
FEWEST = 10
"""Words of an article; of less, a page has none."""
SOME = 5
"""Words of a line that are no accident where they stand in a row in the main text."""

DATES = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}
"""Of the dates on a page, that of the article; without a last day of its own, the answer would hang on the clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article's text, the name of its file (nothing for standard input), and the web page it is from, if any."""

    text: str
    name: str
    page: str = ""

    @property
    def data(self) -> bytes:
        """Return the text as bytes, of which a fingerprint is made."""
        return self.text.encode()


def read(name: str) -> Article:
    """Return the article in a file, or of standard input. Raises Misuse where it cannot be read or is not text."""
    shown = "" if name == STANDARD_INPUT else Path(name).name
    data = _bytes(name)
    try:
        if markup.is_page(data):
            page = markup.decoded(data)
            return Article(text="\n".join(markup.lines(page)) + "\n", name=shown, page=page)
        return Article(text=data.decode(), name=shown)
    except UnicodeDecodeError as error:
        raise Misuse(
            f"'{name}' is not {error.encoding.upper()} text (byte {error.start}); save it as UTF-8"
        ) from error
    except LookupError as error:
        raise Misuse(f"'{name}' names a charset that is not known ({error}); save it as UTF-8") from error


def _bytes(name: str) -> bytes:
    if name == STANDARD_INPUT:
        if sys.stdin.isatty():
            print("Paste the article, then press Enter and Ctrl-D.", file=sys.stderr)
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise Misuse(f"'{name}' cannot be read: {error.strerror}") from error


def told(article: Article) -> Told:
    """Return what the page of an article tells beside its text, nothing where there is no page.

    Raises Misuse where the library for it is missing, or finds no article.
    """
    if not article.page:
        return NOTHING
    try:
        import trafilatura
    except ModuleNotFoundError as error:
        how = "pip install 'sphinx-dossier[html]'; or save the article's text as a text file"
        raise Misuse(f"a saved web page needs trafilatura, which tells the article from the rest: {how}") from error
    found = trafilatura.bare_extraction(
        article.page, include_comments=False, with_metadata=True, date_extraction_params=DATES
    )
    lines = article.text.split("\n")
    if found is None or isinstance(found, dict) or len(words(str(found.text or ""))) < FEWEST:
        raise Misuse(f"no article is found on the page '{article.name}'; save its text as a text file")
    return _told(found, _body(lines, str(found.text)), lines)


def _body(lines: Sequence[str], main: str) -> frozenset[int]:
    """Return which lines of a page are in the main text: whole paragraphs of it, or some words in a row."""
    paragraphs = {tuple(words(line)) for line in main.split("\n")}
    whole = f" {' '.join(words(main))} "
    found = ((number, tuple(words(line))) for number, line in enumerate(lines, start=1))
    return frozenset(
        number
        for number, ws in found
        if ws and (ws in paragraphs or (len(ws) >= SOME and f" {' '.join(ws)} " in whole))
    )


def _told(found: Document, body: frozenset[int], lines: Sequence[str]) -> Told:
    title = " ".join(str(found.title or "").split())
    # A page's head may say the paper's name behind the title; the line is what is printed.
    printed = next((line for line in lines if line and (title == line or title.startswith(line))), "")
    named = (" ".join(name.split()) for name in str(found.author or "").split(";"))
    return Told(
        body=body,
        title=printed if len(words(printed)) > 2 or printed == title else "",
        date=dates.nearest(str(found.date or "")) or "",
        url=_address(str(found.url or "")),
        publisher=str(found.sitename or ""),
        authors=tuple(dict.fromkeys(filter(None, named))),
    )


def _address(url: str) -> str:
    return url if url.startswith(("https://", "http://")) else ""
