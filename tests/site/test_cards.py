"""Social cards: the metadata of pages, and pictures that other programs can open."""

from __future__ import annotations

import functools
import struct
import zlib
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFont
from sphinx_dossier.pages.card import Card
from sphinx_dossier.pages.shapes import SHAPES
from sphinx_dossier.site import card_png, card_text
from sphinx_dossier.site.card_image import LEFT, RIGHT, TALL, WIDE, Painter
from sphinx_dossier.site.card_text import BOLD, ELLIPSIS, Letters, tidy

from tests.site.tiny import Tiny

BASE = {"html_baseurl": "https://river.example/kb/"}
LARGEST = 25_000
"""The most bytes of a picture."""
TEXTS = st.text(st.sampled_from("ab cdefghijklmnop QRSTUVW éōŁž –“”’.,:;() 日本語 \u00a0 WWW"), max_size=400)


class Metas(HTMLParser):
    """The metadata of a page, as a browser reads it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("property") or given.get("name")
        if tag == "meta" and name:
            assert name == "viewport" or name not in self.found, f"{name} twice"
            self.found[name] = given.get("content") or ""


def metas(html: str) -> dict[str, str]:
    parser = Metas()
    parser.feed(html)
    return {
        name: value for name, value in parser.found.items() if name.startswith(("og:", "twitter:", "description"))
    }


def size(png: bytes) -> tuple[int, int]:
    """Return width and height of a PNG, read by the book: each chunk sound, and pixels as many as it says."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    at, chunks = 8, list[tuple[bytes, bytes]]()
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        name, content = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        (crc,) = struct.unpack(">I", png[at + 8 + length : at + 12 + length])
        assert crc == zlib.crc32(name + content)
        chunks.append((name, content))
        at += 12 + length
    assert (chunks[0][0], chunks[-1][0]) == (b"IHDR", b"IEND")
    wide, tall, depth, colours = struct.unpack(">IIBB", chunks[0][1][:10])
    assert (depth, colours) == (4, 3), "a palette of sixteen"
    pixels = zlib.decompress(b"".join(content for name, content in chunks if name == b"IDAT"))
    assert len(pixels) == tall * (1 + wide // 2)
    return wide, tall


@functools.cache
def letters() -> Letters:
    return Letters()


@functools.cache
def painter() -> Painter:
    return Painter(letters())


def test_the_page_of_an_entry_says_what_it_is_to_who_links_to_it(tiny: Tiny) -> None:
    built = tiny.build(config=BASE)
    assert metas(built.page("meetings/first-round.html")) == {
        "description": "First round of the river talks: They agreed to open the dam in spring.",
        "og:type": "article",
        "og:title": "First round of the river talks",
        "og:description": "First round of the river talks: They agreed to open the dam in spring.",
        "og:site_name": "River",
        "og:url": "https://river.example/kb/meetings/first-round.html",
        "og:image": "https://river.example/kb/_cards/meetings/first-round.png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "River: Meeting: First round of the river talks",
        "twitter:card": "summary_large_image",
    }
    assert metas(built.page("people/ada-lark.html"))["og:type"] == "profile"
    assert metas(built.page("index.html"))["og:type"] == "website"


def test_the_page_of_a_hand_says_how_it_starts_or_what_it_says_of_itself(tiny: Tiny) -> None:
    tiny.write("docs/pages/more.rst", "Of & <more>\n===========\n\n*Some* <words> here.\n\nAnd more.\n")
    tiny.write("docs/pages/meta.rst", ".. meta::\n   :description: In short & quick\n\nMeta\n====\n\nAt length.\n")
    built = tiny.build(config=BASE)
    found = metas(built.page("pages/more.html"))
    assert (found["og:title"], found["og:description"], found["og:type"]) == (
        "Of & <more>",
        "Some <words> here.",
        "article",
    )
    assert found["description"] == "Some <words> here."
    found = metas(built.page("pages/meta.html"))
    assert found["og:description"] == found["description"] == "In short & quick"


@pytest.mark.parametrize(
    ("builder", "page"), [("html", "people/ada-lark.html"), ("dirhtml", "people/ada-lark/index.html")]
)
def test_without_the_address_of_the_site_the_picture_is_named_from_the_page(
    tiny: Tiny, builder: str, page: str
) -> None:
    built = tiny.build(builder)
    found = metas(built.page(page))
    assert "og:url" not in found
    picture = (built.out / page).parent / found["og:image"]
    assert size(picture.read_bytes()) == (1200, 630)


def test_each_page_has_a_picture_that_opens_and_is_small(tiny: Tiny) -> None:
    built = tiny.build()
    pictures = {path: content for path, content in built.files().items() if path.startswith("_cards/")}
    assert {"_cards/index.png", "_cards/people/index.png", "_cards/pages/about.png"} <= set(pictures)
    assert {f"_cards/{file.relative_to(tiny.root / 'kb').with_suffix('.png')}" for file in _entries(tiny)} <= set(
        pictures
    )
    for content in pictures.values():
        assert size(content) == (1200, 630)
        assert len(content) <= LARGEST


def _entries(tiny: Tiny) -> list[Path]:
    return [file for file in (tiny.root / "kb").glob("*/*.yaml") if file.parent.name != "kinds"]


def test_only_what_changed_is_drawn_again_and_what_is_gone_goes(tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    tiny.build()
    drawn: list[str] = []
    png = Painter.png

    def noted(self: Painter, card: Card) -> bytes:
        drawn.append(card.title)
        return png(self, card)

    monkeypatch.setattr(Painter, "png", noted)
    tiny.build()
    assert drawn == []
    tiny.replace("kb/people/ada-lark.yaml", "name: Ada Lark\n", "name: Ada Larke\n")
    built = tiny.build()
    assert drawn == ["Ada Larke"]
    (built.out / "_cards/people/bo-finch.png").unlink()
    tiny.remove("kb/treaties/flood-treaty.yaml")
    again = tiny.build().files()
    assert "Bo Finch" in drawn
    assert "_cards/treaties/flood-treaty.png" not in again
    assert again == tiny.build(out="clean", doctrees="clean-doctrees").files()


def test_a_page_whose_letters_no_font_has_is_shown_with_the_card_of_the_site(tiny: Tiny) -> None:
    tiny.replace("kb/people/ada-lark.yaml", "name: Ada Lark\n", "name: 燕 Ada Lark\n")
    built = tiny.build()
    found = metas(built.page("people/ada-lark.html"))
    assert (found["og:title"], found["og:image"]) == ("燕 Ada Lark", "../_cards/index.png")
    assert found["og:image:alt"] == "River"
    assert "_cards/people/ada-lark.png" not in built.files()


def test_without_the_libraries_there_are_words_and_one_line_says_so(
    tiny: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = tiny.build()
    monkeypatch.setattr(card_text, "FONT", "no_such_package")
    built = tiny.build()
    found = metas(built.page("people/ada-lark.html"))
    assert (found["og:title"], found["twitter:card"]) == ("Ada Lark", "summary")
    assert "og:image" not in found
    assert not [path for path in built.files() if path.startswith("_cards/")]
    assert built.status.count("sphinx-dossier[cards]") == 1
    assert built.warnings == []
    assert "sphinx-dossier[cards]" not in full.status


def test_cards_can_be_left_out(tiny: Tiny) -> None:
    tiny.build()
    built = tiny.build(config={"dossier_cards": False})
    assert not [path for path in built.files() if path.startswith("_cards/")]
    assert set(metas(built.page("people/ada-lark.html"))) == {"description"}


def test_pages_that_are_no_reading_have_no_card(tiny: Tiny) -> None:
    tiny.replace("kb/people/ada-lark.yaml", "sort:", "moved-from: [ada]\nsort:")
    built = tiny.build()
    for name in ("genindex", "search", "people/ada"):
        assert not [one for one in metas(built.page(f"{name}.html")) if one.startswith(("og:", "twitter:"))]


@given(text=TEXTS, wide=st.integers(200, 1100), tall=st.integers(60, 400))
def test_a_title_of_any_length_has_room(text: str, wide: int, tall: int) -> None:
    found = letters().fitted(text, wide, tall)
    assert len(found.lines) * found.leading <= tall
    assert all(letters().width(line, found.size, BOLD) <= wide for line in found.lines)
    whole, shown = "".join(tidy(text).split()), "".join("".join(found.lines).split())
    assert shown == whole or (shown.endswith(ELLIPSIS) and whole.startswith(shown.rstrip(ELLIPSIS)))


@given(title=TEXTS, line=TEXTS, counts=TEXTS, site=TEXTS, kind=TEXTS, shape=st.sampled_from(("", *SHAPES)))
def test_nothing_is_drawn_beyond_the_margins(
    title: str, line: str, counts: str, site: str, kind: str, shape: str
) -> None:
    drawn = painter().png(Card(site=site, kind=kind, shape=shape, title=title, line=line, counts=counts))
    assert size(drawn) == (WIDE, TALL)
    picture = _opened(drawn)
    for left, right in ((LEFT - 40, LEFT - 8), (WIDE - RIGHT + 8, WIDE)):
        edge = picture.crop((left, 0, right, TALL))
        assert sorted(colour for _, colour in edge.getcolors() or ()) == [0, 8], "nothing but paper and the strip"


@pytest.mark.parametrize("part", ["site", "kind", "title", "line", "counts"])
def test_words_without_room_end_with_dots_and_no_letter_is_cut_through(part: str) -> None:
    given = {"site": "x", "kind": "x", "title": "x", "line": "x", "counts": "x"}
    long, longer = (painter().png(Card(**{**given, part: "W" * number})) for number in (300, 400))
    assert long == longer
    last = WIDE - RIGHT - 1
    edge = _opened(long).crop((last, 0, last + 1, TALL))
    assert sorted(colour for _, colour in edge.getcolors() or ()) == [0, 8]


def _opened(png: bytes) -> Image.Image:
    from io import BytesIO

    return Image.open(BytesIO(png))


def test_the_same_words_are_the_same_picture() -> None:
    card = Card(site="River", kind="Person", shape="ring", title="Ōe Łucja", line="Clerk", counts="1 claim")
    assert Painter(Letters()).png(card) == painter().png(card)
    assert painter().png(card) != painter().png(Card(site="River", title="Ōe Łucja"))


def test_letters_that_one_font_lacks_come_from_the_next(tmp_path: Path) -> None:
    plain = ImageFont.load_default(24)
    assert isinstance(plain, ImageFont.FreeTypeFont)
    (tmp_path / "plain.ttf").write_bytes(plain.font_bytes)  # it has hardly more than the letters of ASCII
    both = Letters()
    both._files.insert(0, str(tmp_path / "plain.ttf"))
    assert [both.which(letter) for letter in "aé燕"] == [0, 1, None]
    assert both.has("café")
    assert not both.has("燕")
    assert Painter(both).png(Card(site="", title="é")) == painter().png(Card(site="", title="é"))


def test_letters_are_taken_whole_and_capitals_count_too() -> None:
    assert tidy(" e\u0301\n  e ") == "é e"
    assert letters().has("e\u0301")
    assert Card(site="", kind="straße", title="x").words == "straßeSTRASSEx"


@given(st.integers(1, 40), st.integers(1, 40), st.randoms(use_true_random=False))
def test_a_picture_is_read_as_it_was_drawn(half: int, tall: int, random: Random) -> None:
    picture = Image.new("P", (2 * half, tall))
    picture.putpalette([random.randrange(256) for _ in range(3 * 16)])
    picture.putdata([random.randrange(16) for _ in range(2 * half * tall)])
    with Image.open(BytesIO(card_png.write(picture))) as read:
        read.verify()
    with Image.open(BytesIO(card_png.write(picture))) as read:
        assert read.format == "PNG"
        assert read.convert("RGB").tobytes() == picture.convert("RGB").tobytes()
