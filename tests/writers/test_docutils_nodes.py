"""Pages as docutils nodes: every builder writes them without a warning, and every claim is in what it writes."""

from __future__ import annotations

import html
import io
import re
import shutil
from functools import partial
from pathlib import Path

import pytest
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective, docutils_namespace, patch_docutils
from sphinx_dossier import pages
from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import FACTS
from sphinx_dossier.pages.model import (
    Block,
    Cite,
    Details,
    Item,
    Items,
    Link,
    Listing,
    Paragraph,
    Row,
    Section,
    Steps,
    Table,
    Text,
    Ways,
    plain,
)
from sphinx_dossier.pages.phrases import Phrases
from sphinx_dossier.writers import docutils_nodes


def uri(page: str, anchor: str) -> str:
    return f"{page}.html#{anchor}" if page else f"#pre-{anchor}"


def one(block: Block) -> nodes.Node:
    (node,) = docutils_nodes.blocks((block,), uri, "pre-", "kb/x.yaml")
    return node


def test_ids_have_the_prefix_and_stand_in_targets() -> None:
    section = one(Section("Part", "part", (Items((Item((Text("a"),), ("b", "c")),), "sentences"),)))
    assert section.pformat() == (
        '<section ids="pre-part">\n'
        "    <title>\n"
        "        Part\n"
        '    <bullet_list bullet="-" classes="dossier-items dossier-sentences">\n'
        "        <list_item>\n"
        "            <paragraph>\n"
        '                <target ids="pre-b">\n'
        '                <target ids="pre-c">\n'
        "                a\n"
    )


def test_marks_lead_to_the_foot_and_are_reached_from_it() -> None:
    paragraph = one(Paragraph((Text("a"), Cite(2, "cite-2-1", "source-2")), "lead"))
    assert paragraph.pformat() == (
        '<paragraph classes="dossier-lead">\n'
        "    a\n"
        '    <inline classes="dossier-cite">\n'
        '        <target ids="pre-cite-2-1">\n'
        '        <reference internal="1" refuri="#pre-source-2">\n'
        "            [2]\n"
    )


def test_the_ways_on_are_a_list() -> None:
    ways = one(Ways("Before and after", (Steps((Text("In time"),), (), (Link("A", "meetings/a"),)),)))
    assert ways.pformat() == (
        '<bullet_list bullet="-" classes="dossier-ways">\n'
        "    <list_item>\n"
        "        <paragraph>\n"
        "            In time\n"
        "        <paragraph>\n"
        "            After: \n"
        '            <reference internal="1" refuri="meetings/a.html#">\n'
        "                A\n"
    )


def test_a_closed_part_is_a_section_where_nothing_can_be_closed() -> None:
    section = one(Details("How to cite", "how", (Listing("BibTeX", "@misc{a}"),)))
    assert section.pformat() == (
        '<section ids="pre-how">\n'
        "    <title>\n"
        "        How to cite\n"
        "    <container>\n"
        '        <paragraph classes="dossier-label">\n'
        "            BibTeX\n"
        '        <literal_block language="text" xml:space="preserve">\n'
        "            @misc{a}\n"
    )


def test_every_line_has_what_translators_are_given() -> None:
    table = one(Table("T", ("H",), (Row(((Text("a "), Link("b", "x", "y")),), "r"),)))
    found = [(line.rawsource, line.source, line.line) for line in table.findall(nodes.TextElement) if line.source]
    assert found == [("T", "kb/x.yaml", 1), ("H", "kb/x.yaml", 1), ("a b", "kb/x.yaml", 1)]


class page_here(nodes.General, nodes.Element):  # noqa: N801
    """Stands where the blocks of an entry's page belong until the document is written."""


class PageDirective(SphinxDirective):
    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        return [page_here(entry=self.arguments[0], docname=self.env.docname)]


class PageTransform(SphinxPostTransform):
    default_priority = 5
    checked: Checked

    def run(self, **_: object) -> None:
        for node in list(self.document.findall(page_here)):
            page = pages.page(node["entry"], self.checked)
            uri = partial(self.uri, node["docname"])
            made = docutils_nodes.blocks(page.blocks, uri, f"{node['entry']}-", page.origin)
            for line in (line for top in made for line in top.findall(nodes.TextElement)):
                line.uid = "0"  # type: ignore[attr-defined]  # what the gettext builder tells messages by
            for number, table in enumerate(one for top in made for one in top.findall(nodes.table)):
                table["ids"] = [f"{node['entry']}-table-{number}"]  # what the HTML builders ask of a caption
            node.replace_self(made)

    def uri(self, here: str, docname: str, anchor: str) -> str:
        builder, name = self.env._app.builder, (docname or here).rpartition("/")[2]
        # Sphinx 9 no longer takes the document's name out of addresses in its single file.
        base = "" if builder.name == "singlehtml" and anchor else builder.get_relative_uri(here, docname or here)
        return f"{base}#{name}-{anchor}" if anchor else base


def project(root: Path, checked: Checked) -> Path:
    names = [checked.library.docname(id_) for id_ in checked.library.entries]
    for name in names:
        entry = checked.library.entries[name.partition("/")[2]]
        file = root / f"{name}.rst"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{entry.name}\n{'=' * 60}\n\n.. page:: {entry.id}\n", encoding="utf-8")
    toctree = "".join(f"   {name}\n" for name in names)
    (root / "index.rst").write_text(f"Home\n====\n\n.. toctree::\n\n{toctree}", encoding="utf-8")
    return root


def build(root: Path, builder: str, checked: Checked) -> tuple[Path, str]:
    warnings = io.StringIO()
    PageTransform.checked = checked
    out = root / "_build" / builder
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            str(root),
            None,
            str(out),
            str(root / "_trees" / builder),
            builder,
            status=None,
            warning=warnings,
            confoverrides={
                "html_theme": "basic",
                "man_pages": [("index", "fish", "", "", 1)],
                "version": "1",
                "copyright": "none",
            },
        )
        app.add_directive("page", PageDirective)
        app.add_post_transform(PageTransform)
        app.build()
    return out, re.sub("\x1b\\[[0-9;]*m", "", warnings.getvalue())


BUILDERS = {
    "html": "**/*.html",
    "singlehtml": "index.html",
    "epub": "**/*.xhtml",
    "text": "**/*.txt",
    "latex": "*.tex",
    "man": "*.1",
    "texinfo": "*.texi",
    "gettext": "**/*.pot",
    "xml": "**/*.xml",
    "pseudoxml": "**/*.pseudoxml",
}


MARKUP = re.compile(
    r"<[^>]*>"  # HTML and XML
    r"|\\hyperref\[\\detokenize\{[^}]*\}\]|\\label\{\\detokenize\{[^}]*\}\}|\\DUrole\{[^}]*\}|\\[a-zA-Z]+"  # LaTeX
    r"|@ref\{[^,]*,|@[a-z]+"  # Texinfo
    r'|"\n"'  # messages that go on in the next line
)


def squeezed(text: str) -> str:
    """Return the letters and digits alone: builders wrap, escape and mark up as they like."""
    return "".join(letter for letter in MARKUP.sub("", html.unescape(text)) if letter.isalnum())


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_builder_writes_every_claim(builder: str, fishing: Checked, tmp_path: Path) -> None:
    root = project(tmp_path, fishing)
    out, warnings = build(root, builder, fishing)
    assert warnings == ""
    text = squeezed("\n".join(file.read_text(encoding="utf-8") for file in sorted(out.glob(BUILDERS[builder]))))
    phrases = Phrases(fishing.library)
    for entry in fishing.library.entries.values():
        for claim in entry.claims:
            if claim.part != FACTS:
                assert squeezed(plain(phrases.claim(entry, claim))) in text
            for citation in claim.cite:
                assert squeezed(citation.quote.text) in text
    shutil.rmtree(out)


@pytest.mark.parametrize("builder", ["singlehtml", "html"])
def test_every_link_arrives(builder: str, fishing: Checked, tmp_path: Path) -> None:
    out, _ = build(project(tmp_path, fishing), builder, fishing)
    files = {file.relative_to(out).as_posix(): file.read_text(encoding="utf-8") for file in out.glob("**/*.html")}
    ids = {name: set(re.findall(r'\bid="([^"]*)"', text)) for name, text in files.items()}
    for name, text in files.items():
        for page, anchor in re.findall(r'class="reference internal" href="([^"#]*)#([^"]+)"', text):
            target = (Path("/") / Path(name).parent / page).resolve().as_posix()[1:] if page else name
            assert anchor in ids[target], (name, page, anchor)
