"""How the claims of an entry are cited, beside its page: a plain text that readers open and the page's script reads.

It starts with a line for each reader; then each part has a line that starts with `== `: an address, below which stand
a sentence with its footnote and the ids of its sources; then each source with its records.
"""

from __future__ import annotations

from sphinx_dossier.bibliography import bibtex, csl_json, item
from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import LOOKED_FOR, Claim, Entry
from sphinx_dossier.pages.draft import Draft
from sphinx_dossier.pages.how_to_cite import LEAD, footnoted, sources_of
from sphinx_dossier.pages.model import Details, External, Inline, Link, Paragraph, Text
from sphinx_dossier.pages.phrases import Phrases, joined
from sphinx_dossier.problems import count

ENDING = ".cite.txt"
"""What follows the name of an entry's page in that of the file."""
_START = "\ufeff"
"""The mark that tells browsers that a text is UTF-8, whatever the server says of it."""
_BIBTEX, _CSL = "BibTeX", "CSL-JSON"


def path(docname: str) -> str:
    """Return the path of the file from the site's root."""
    return f"{docname}{ENDING}"


def has_file(entry: Entry, checked: Checked) -> bool:
    """Return whether there is something to cite: a source that an entry rests on, or that it is."""
    return any(id_ in checked.library.entries for id_ in sources_of(entry))


def text(entry: Entry, checked: Checked, at: str = "") -> str:
    """Return the text; `at` is the whole address of the entry's page, where it is known."""
    library = checked.library
    known = [id_ for id_ in dict.fromkeys(sources_of(entry)) if id_ in library.entries]
    items = {id_: item(library.entries[id_], library) for id_ in known}
    parts = [f"{_START}How to cite: {_line(entry.name)}\n\n{LEAD}"]
    parts += [_claim(entry, claim, checked, at) for claim in entry.claims]
    for id_, found in items.items():
        parts += [f"== {_BIBTEX} {id_}\n{bibtex(found)}", f"== {_CSL} {id_}\n{csl_json([found])}"]
    return "\n\n".join(parts) + "\n"


def _claim(entry: Entry, claim: Claim, checked: Checked, at: str) -> str:
    sentence, _, note = footnoted(entry, claim, checked, at).partition("[1]\n\n[1] ")
    if not at:
        # The text stands beside the page, whose address nobody knows yet: the script puts it in.
        note = note.removesuffix(f"{checked.library.docname(entry.id)}#{claim.id}") + f"#{claim.id}"
    return f"== #{claim.id}\n{_line(sentence)}[1]\n\n[1] {_line(note)}\nSources: {' '.join(_sources(claim))}"


def _sources(claim: Claim) -> tuple[str, ...]:
    """Return the ids of the sources of a claim in their order, each once."""
    read = [ref.id for ref in claim.said.refs("read")] if claim.part == LOOKED_FOR else []
    return tuple(dict.fromkeys([*(one.source.id for one in claim.cite), *read]))


def _line(words: str) -> str:
    return " ".join(words.split())


def links(draft: Draft, at: str, file: str) -> tuple[Details, ...]:
    """Return the closed part of a page that leads to the text; nothing where there is nothing to cite.

    `at` is the whole address of the page, where it is known; `file` leads from it to the text.
    """
    entry, checked = draft.entry, draft.checked
    if not has_file(entry, checked):
        return ()
    number = count(len(entry.claims), "claim")
    what = f"{number} of this page, each as a sentence with its footnote and its lasting address"
    lead: tuple[Inline, ...] = (External(f"How to cite {_line(entry.name)}, as plain text", file),)
    if entry.claims:
        lead = (*lead, Text(f": the {what}, and the records of the sources in BibTeX and CSL-JSON."))
    else:
        lead = (*lead, Text(": the record of this source in BibTeX and CSL-JSON."))
    blocks = (Paragraph(lead), _whole(entry, draft.phrases, at))
    return (Details("How to cite", draft.anchors.free("how-to-cite"), blocks),)


def _whole(entry: Entry, phrases: Phrases, at: str) -> Paragraph:
    """Return how the page itself is cited."""
    kind = phrases.kind(entry).label
    words = joined([(Text(f"The page as a whole: {_line(entry.name)} ({kind.lower()}), "),)])
    return Paragraph((*words, Link(at or "this page", "", ""), Text(".")), "note")
