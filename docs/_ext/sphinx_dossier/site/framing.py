"""What a theme draws round a page, drawn once for all pages of a folder, and then filled.

A theme's template gives the pages of a folder the same frame: what differs are the name, the title, the body, the
contents and the head. So Sphinx draws one page with marks in the place of these, and further pages are that text with
their own in the place of the marks. It is taken only if the first page of the folder, which Sphinx draws itself, is
what comes out of it: where a template does anything else with a page, Sphinx goes on to draw every one. So it does
where an extension that is not known here wants to see every page, and where a project has templates of its own or
sidebars for some pages alone, which may be another thing on a later page than on the first.
"""

from __future__ import annotations

import re
import tempfile
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.osutil import ensuredir

EVENT = "html-page-context"
KNOWN = frozenset({"sphinx_dossier", "sphinx", "furo", "alabaster", "sphinx_design", "myst_parser"})
"""The packages whose handlers of that event do the same for every page of a folder, but for the marks."""
NAME = "frame0of0dossier"
"""The name of the page that stands for all of a folder."""
CARD = f"{NAME}0card"
"""The mark at which the head of a page says how others show it."""
_MARKS = {name: f"{NAME}0{name}" for name in ("title", "body", "toc", "metatags")}
_KEPT = 32
"""How many frames are kept: long entries have folders of their own, and are many on a large site."""
_SPLIT = re.compile(f"({'|'.join((*_MARKS.values(), CARD, NAME))})")

Context = dict[str, Any]
Card = Callable[[str, str], str]
"""Gives what the head of a page says of how others show it, for the name of the page and the rest of its head."""


class Frames:
    """The frames of one build, by folder and by what a page has."""

    def __init__(self, builder: StandaloneHTMLBuilder, card: Card) -> None:
        self._builder, self._card = builder, card
        self._frames: OrderedDict[object, list[str] | None] = OrderedDict()
        self._encoding = str(builder.config.html_output_encoding)
        self._on = _is_left_alone(builder)

    def write(self, name: str, context: Context) -> bool:
        """Write a page where the frame for it is known, and return whether it was."""
        key = _key(name, context)
        if (frame := self._frames.get(key)) is None or not _is_plain(name, context):
            return False
        self._frames.move_to_end(key)
        file = Path(self._builder.get_output_path(name))
        ensuredir(file.parent)
        file.write_text(self._filled(frame, name, context), self._encoding, errors="xmlcharrefreplace")
        return True

    def learn(self, name: str, context: Context, template: str) -> None:
        """Draw the frame for pages like one that Sphinx has just written, and keep it if it gives that page."""
        key = _key(name, context)
        if not self._on or key in self._frames or not _is_plain(name, context):
            return
        frame = self._drawn(name, context, template)
        written = Path(self._builder.get_output_path(name)).read_text(self._encoding)
        self._frames[key] = frame if self._filled(frame, name, context) == written else None
        if len(self._frames) > _KEPT:
            self._frames.popitem(last=False)

    def _drawn(self, name: str, context: Context, template: str) -> list[str]:
        """Return the frame in pieces: what is the same for all pages, and the marks between."""
        folder, slash, _ = name.rpartition("/")
        given = {**context, **{one: mark if context[one] else "" for one, mark in _MARKS.items()}}
        with tempfile.TemporaryDirectory() as place:
            file = Path(place, "frame.html")
            self._builder.handle_page(f"{folder}{slash}{NAME}", given, template, outfilename=file)
            return _SPLIT.split(file.read_text(self._encoding))

    def _filled(self, frame: list[str], name: str, context: Context) -> str:
        own = {mark: context[one] for one, mark in _MARKS.items()}
        own |= {CARD: self._card(name, context["metatags"]), NAME: name.rpartition("/")[2]}
        return "".join(own.get(piece, piece) for piece in frame)


def stands_for_all(pagename: str) -> bool:
    """Return whether a page is the one that stands for all of its folder."""
    return pagename.rpartition("/")[2] == NAME


def _key(name: str, context: Context) -> object:
    """Return what two pages with the same frame have in common."""
    return name.rpartition("/")[0], context.get("display_toc"), bool(context.get("toc"))


def _is_plain(name: str, context: Context) -> bool:
    """Return whether a page has no more than the others, and its name is in an address as it is."""
    return context.keys() == {*_MARKS, "display_toc", "meta"} and quote(name) == name


def _is_left_alone(builder: StandaloneHTMLBuilder) -> bool:
    """Return whether nobody has a hand in the pages who may do another thing with each."""
    config = builder.config
    if config.templates_path or any(pages != "**" for pages in config.html_sidebars):
        return False
    handlers = (one.handler for one in builder.events.listeners.get(EVENT, ()))
    return all(str(getattr(one, "__module__", "")).partition(".")[0] in KNOWN for one in handlers)
