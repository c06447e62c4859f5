"""What documents print of the published data: the files that there are, and what the words in them mean."""

from __future__ import annotations

from sphinx_dossier.pages.model import Block, External, Inline, Paragraph, Row, Table, Text
from sphinx_dossier.publication import Listed
from sphinx_dossier.site.asked import DataFiles, DataReference
from sphinx_dossier.site.published import Published


def blocks(question: DataFiles | DataReference, published: Published) -> tuple[Block, ...]:
    """Return the table of the files, or the reference of the forms that have one."""
    if isinstance(question, DataReference):
        found = (form.reference(published.checked) for form in published.chosen.values() if form.reference)
        return tuple(block for blocks in found for block in blocks) or (_none(),)
    rows = tuple(_row(one, question.docname, published) for one in published.listed())
    return (Table("Published files", ("File", "What it holds"), rows),) if rows else (_none(),)


def _none() -> Paragraph:
    return Paragraph((Text("This site publishes no data."),), "empty")


def _row(one: Listed, docname: str, published: Published) -> Row:
    href = published.href(docname, one.path)
    link: Inline = External(one.path, href) if href else Text(one.path, "code")
    named = (Text(one.pattern, "code"), Text(", as "), link) if one.pattern else (link,)
    return Row((named, (Text(one.help),)))
