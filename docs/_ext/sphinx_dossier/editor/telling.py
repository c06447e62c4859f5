"""What a thing at a place is: the summary of an entry, the help of a field, the verdict on a quote."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_dossier.checked import Checked
from sphinx_dossier.editor.desk import Desk
from sphinx_dossier.editor.where import Here, here
from sphinx_dossier.entries import Entry
from sphinx_dossier.evidence.coverage import coverage
from sphinx_dossier.evidence.find import find, parts
from sphinx_dossier.evidence.fingerprint import Fingerprint
from sphinx_dossier.evidence.proof import Proof
from sphinx_dossier.fields import Field, Type
from sphinx_dossier.library import SOURCE
from sphinx_dossier.pages.preview import preview
from sphinx_dossier.problems import listed
from sphinx_dossier.rules.quotes import elsewhere, nearest
from sphinx_dossier.yaml_nodes import Scalar


def tell(desk: Desk, path: str, line: int, col: int) -> tuple[Here, str] | None:
    """Return what stands at a line and column of a file, and in Markdown what it is."""
    kind = desk.kind(path)
    found = here(desk.text(path), path, kind, line, col) if kind else None
    if kind is None or found is None:
        return None
    if found.key:
        return found, _field(found.field)
    if found.field.type is Type.REFERENCE:
        return found, _entry(desk, found.scalar.text)
    if found.field.type is Type.QUOTE:
        source = found.within.get("source")
        # A source's own title is quoted from itself.
        id_ = source.text if isinstance(source, Scalar) else path.rpartition("/")[2].removesuffix(".yaml")
        return found, verdict(id_, found.scalar.text.strip(), desk.checked)
    if found.field.type is Type.CHOICE and found.scalar.text in found.field.choices:
        return found, f"**{_plain(found.field.choices[found.scalar.text])}**\n\n{_field(found.field)}"
    return found, _field(found.field)


def _field(field: Field) -> str:
    lines = [f"**{_plain(field.label)}**: {field.type.form}{', required' if field.required else ''}", field.help]
    if field.choices:
        lines.append(f"Choices: {', '.join(f'`{name}` ({_plain(label)})' for name, label in field.choices.items())}")
    if field.to:
        lines.append(f"Takes the id of: {listed(field.to, last='or')}")
    return "\n\n".join(line for line in lines if line)


def _entry(desk: Desk, id_: str) -> str:
    if entry := desk.checked.library.entries.get(id_):
        return "\n\n".join(_summary(entry, desk.checked))
    if entry := desk.entry(id_):
        return f"**{_plain(entry.name)}** ({entry.kind})\n\nLeft out until the problem in its file is mended."
    return f"There is no entry `{id_}`."


def _summary(entry: Entry, checked: Checked) -> Iterator[str]:
    found = preview(entry, checked)
    yield f"**{_plain(found.name)}** ({found.kind}, `{entry.id}`)"
    yield from (_plain(text) for text in (*found.marks, found.line, found.says, found.counts) if text)


def verdict(source: str, quote: str, checked: Checked) -> str:
    """Return in Markdown whether a source has a quote: where, in which paragraph, or how near it comes."""
    print_ = checked.prints.get(source)
    if print_ is None:
        known = checked.library.entries.get(source)
        what = "source" if known is None or known.kind != SOURCE else "fingerprint of the source"
        return f"There is no {what} `{source}` to check this quote against."
    found = find(print_, quote)
    if isinstance(found, Proof):
        return f"**Found** in `{source}`: {_where(source, found, print_, checked)}."
    if not found.part:
        said = "its parts do not follow one another in one paragraph"
        if len(parts(quote)) < 2:
            said = "its words run over the end of a paragraph" if parts(quote) else "it has no words"
        return f"**Not a quote** of `{source}`: {said}."
    lines = [f"**Not found** in `{source}`: {nearest(found)}."]
    if better := elsewhere(source, quote, checked.prints):
        lines.append(f"The words are not there, {better}.")
    return "\n\n".join(lines)


def _where(source: str, proof: Proof, print_: Fingerprint, checked: Checked) -> str:
    spans = " and ".join(f"{first} to {last}" for first, last in proof.spans)
    first = proof.spans[0][0]
    stretches = coverage(source, checked.library, print_, {}).stretches
    where = next((one.label for one in stretches if one.first <= first <= one.last), proof.part)
    return f"{where}, words {spans} of {print_.words}"


def _plain(text: str) -> str:
    """Return a text without what Markdown would take for its own marks."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#" else char for char in text)
