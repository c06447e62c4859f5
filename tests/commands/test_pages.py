"""`dossier source` with a saved web page, or with standard input: the article, and what is around it."""

from __future__ import annotations

import builtins
import io
import sys
from pathlib import Path

import pytest
import yaml
from sphinx_dossier.checked import check
from sphinx_dossier.commands.articles import _body
from sphinx_dossier.evidence.find import find
from sphinx_dossier.evidence.markup import decoded, is_page, lines
from sphinx_dossier.evidence.proof import Proof

from tests.commands.running import Run, snapshot

ID = "2031-05-04-ministers-meet-at-port-example"
PAGE = """\
<!DOCTYPE html>
<html lang="en"><head><meta charset="CHARSET"><title>Ministers meet at Port Example | The Daily</title>
<meta name="author" content="Zoë Fisher"><meta property="og:site_name" content="The Daily">
<meta property="article:published_time" content="2031-05-04T08:00:00Z">
<link rel="canonical" href="https://daily.example/2031/05/04/ministers">
<style>p { color: red }</style><script>var x = "<p>No words of it</p>";</script></head>
<body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav></header>
<div class="cookie">We use cookies to make this site better. <button>Accept all</button></div>
<main><article><h1>Ministers meet at Port Example</h1><p class="byline">By Zoë Fisher</p>
<p>Ada Example and Bo Sample, the two ministers of harbors, met for an hour on Saturday in the old harbor of Port
Example, their offices said in a joint note.</p>
<figure><img src="x.jpg" alt="">
<figcaption>The old harbor, seen from the pier. (Photo: The Daily)</figcaption></figure>
<p>They agreed to share the cost of a <b>new</b> light<wbr>house, which both towns had wanted for years, and which the
fishermen had asked for since the old one burned down in a storm.</p>
<p hidden>Nobody is to see this sentence of some ten words at all.</p>
<p>The two ministers met again for lunch at the “Café Müller”, and Ada Example paid for all of it, as she had promised
at the last round of talks in the spring.</p>
</article></main>
<aside><h2>Related</h2><ul><li><a href="/a">Salt ponds to be drained after long dispute</a></li></ul></aside>
<footer>© 2031 The Daily. All rights reserved.</footer></body></html>
"""

READ = [
    "Home",
    "World",
    "We use cookies to make this site better.",
    "Accept all",
    "Ministers meet at Port Example",
    "By Zoë Fisher",
    "Ada Example and Bo Sample, the two ministers of harbors, met for an hour on Saturday in the old harbor of Port "
    "Example, their offices said in a joint note.",
    "The old harbor, seen from the pier. (Photo: The Daily)",
    "They agreed to share the cost of a new lighthouse, which both towns had wanted for years, and which the "
    "fishermen had asked for since the old one burned down in a storm.",
    "The two ministers met again for lunch at the “Café Müller”, and Ada Example paid for all of it, as she had "
    "promised at the last round of talks in the spring.",
    "Related",
    "Salt ponds to be drained after long dispute",
    "© 2031 The Daily. All rights reserved.",
]


@pytest.fixture
def saved(home: Path) -> Path:
    """The current folder with a saved web page."""
    (home / "page.html").write_bytes(PAGE.replace("CHARSET", "utf-8").encode())
    return home


def test_the_article_is_told_from_the_rest_of_its_page(saved: Path, run: Run) -> None:
    ran = run("source", "add", "page.html")
    assert (ran.status, ran.err) == (0, "")
    written = (saved / f"kb/sources/{ID}.yaml").read_text("utf-8")
    assert "# The page says of its publisher: The Daily\n" in written
    told = yaml.safe_load(written)
    assert told["layout"] == {"byline": [6], "caption": [8], "furniture": ["1-4", "11-13"], "title": [5]}
    assert {key: str(told[key]) for key in ("name", "date", "url", "file", "authors")} == {
        "name": "Ministers meet at Port Example",
        "date": "2031-05-04",
        "url": "https://daily.example/2031/05/04/ministers",
        "file": "page.html",
        "authors": "['Zoë Fisher']",
    }
    checked = check(saved / "kb")
    assert checked.problems == ()
    found = find(checked.prints[ID], "which the fishermen had asked for")
    assert isinstance(found, Proof)
    assert found.part == "body"
    assert run("source", "verify", ID, "page.html").status == 0


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "utf-16"])
def test_a_page_is_read_in_its_charset_and_what_nobody_sees_is_not(charset: str) -> None:
    page = PAGE.replace("CHARSET", charset)
    data = page.encode("cp1252" if charset == "iso-8859-1" else charset)
    assert lines(decoded(data)) == READ


def test_a_page_in_japanese() -> None:
    data = '<html><meta charset="shift_jis"><p>両大臣は<ruby>灯台<rt>とうだい</rt></ruby>の費用を<p>分担'.encode(
        "shift_jis"
    )
    assert is_page(data)
    assert lines(decoded(data)) == ["両大臣は灯台の費用を", "分担"]


@pytest.mark.parametrize(
    ("data", "page"),
    [
        (b"<!DOCTYPE html>", True),
        (b"\xef\xbb\xbf  <!-- saved from (0041)https://daily.example/ -->\n<html>", True),
        (b"<HTML lang=en>", True),
        ("<!DOCTYPE html>".encode("utf-16"), True),
        (b"<!---->" * 500 + b"<html>", True),
        (b"<!---->" * 500 + b"Two ministers met.", False),
        (b"The <html> tag was invented by two ministers.", False),
        (b"", False),
    ],
)
def test_what_is_taken_for_a_page(data: bytes, page: bool) -> None:  # noqa: FBT001 -- a table of cases
    assert is_page(data) is page


@pytest.mark.parametrize(
    ("charset", "encoding", "text"),
    [
        ("Shift_JIS", "cp932", "髙①～"),
        ("x-sjis", "cp932", "髙"),
        ("Windows-31J", "cp932", "髙"),
        ("euc-kr", "cp949", "똠"),
        ("gb2312", "gbk", "镕"),
        ("iso-8859-9", "cp1254", "“ş”"),
        ("utf-16", "utf-8", "é"),
    ],
)
def test_a_charset_is_read_as_browsers_read_it(charset: str, encoding: str, text: str) -> None:
    by_meta = f"<html><meta charset={charset}><p>{text}".encode(encoding)
    by_xml = f'<?xml version="1.0" encoding="{charset}"?>\n<!DOCTYPE html>\n<p>{text}'.encode(encoding)
    for data in (by_meta, by_xml):
        assert is_page(data)
        assert lines(decoded(data)) == [text]


@pytest.mark.parametrize(
    "page",
    [
        "<head><title>T</title><body><p>one<p>two",
        "<title>T</title><p>one<p>two",
        "<p>one<p hidden>x <b>y</b><br>z<p>two",
        "<p>one<div><p hidden>x</div>two",
        "<ul><li>one<li hidden>x<ul><li>y</ul>z<li>two</ul>",
        "<ul><li>one<li hidden>x</ul>two",
        "one<div hidden><p>x<p>y<div>z</div></div>two",
        "one<table><tr><td hidden>x<td>two</table>",
        "one<svg><path></path></g>x</svg><p>two",
    ],
)
def test_what_needs_no_end_hides_nothing_behind_it(page: str) -> None:
    assert lines(f"<!DOCTYPE html>{page}") == ["one", "two"]


def test_what_is_not_closed_hides_nothing_else() -> None:
    page = "<p>One<svg><path><text>mark</svg><p hidden>two<br>three<p>four</p></p>five<script>six</script> seven"
    assert lines(page)[0] == "One"
    assert "seven" in " ".join(lines(page))
    assert "six" not in " ".join(lines(page))


def test_a_source_of_standard_input(saved: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((saved / "page.html").read_bytes())))
    assert run("source", "add", "-").status == 0
    assert "\nfile:" not in (saved / f"kb/sources/{ID}.yaml").read_text("utf-8")
    assert check(saved / "kb").problems == ()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<html><p>The cost of a new lighth\xf6use", "is not UTF-8 text (byte 33); save it as UTF-8"),
        (b"<html><meta charset=klingon><p>The cost", "names a charset that is not known (unknown encoding: klingon)"),
        (b"<html><body><nav>Home</nav>", "no article is found on the page 'page.html'; save its text as a text file"),
    ],
)
def test_a_page_that_cannot_be_read_is_refused(saved: Path, run: Run, data: bytes, said: str) -> None:
    (saved / "page.html").write_bytes(data)
    before = snapshot(saved)
    ran = run("source", "add", "page.html")
    assert ran.status == 2
    assert said in ran.err
    assert snapshot(saved) == before


def test_without_the_library_it_says_how_to_get_it(saved: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = builtins.__import__

    def missing(name: str, *arguments: object) -> object:
        if name.partition(".")[0] == "trafilatura":
            raise ModuleNotFoundError(name=name)
        return kept(name, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", missing)
    before = snapshot(saved)
    ran = run("source", "add", "page.html")
    assert (ran.status, ran.out) == (2, "")
    assert "pip install 'sphinx-dossier[html]'" in ran.err
    assert snapshot(saved) == before


def test_a_sentence_of_the_body_is_no_by_line(saved: Path, run: Run) -> None:
    page = (saved / "page.html").read_text("utf-8")
    (saved / "page.html").write_text(page.replace("<p>They", "<p>By noon the two had left.</p><p>They"), "utf-8")
    run("source", "add", "page.html")
    assert yaml.safe_load((saved / f"kb/sources/{ID}.yaml").read_text("utf-8"))["layout"]["byline"] == [6]


def test_a_line_is_of_the_article_where_some_words_of_it_stand_there_in_a_row() -> None:
    main = "They agreed to share the cost of a lighthouse. Home is far.\nBo paid."
    lines = ["They agreed to share the cost", "Home", "Home is far", "Bo paid.", "They agreed to share the bill"]
    assert _body(lines, main) == {1, 4}
