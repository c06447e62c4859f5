"""The documents that are made from the knowledge base: which there are, and what each is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sphinx_dossier.library import Library
from sphinx_dossier.pages.model import digest
from sphinx_dossier.pages.queries import EntryPage, KindIndex
from sphinx_dossier.site.project import DossierProject


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A document that is made: its file, title and question, one line about it, and the documents below it."""

    file: Path
    title: str
    query: EntryPage | KindIndex
    about: str = ""
    below: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """What differs whenever the doctree would."""
        return digest(self.title, self.query, self.about, self.below)


def documents(
    library: Library, files: Iterable[str], *, direct: bool, at: Callable[[str], str]
) -> Mapping[str, Made]:
    """Return the documents made from a library by docname: the index of each kind that has entries, sound or broken.

    For builders that do not take finished HTML (not `direct`), the entries too, each below its index; `at` gives
    the whole address on the web of a page of the site. `files` are those of the knowledge base, by their paths in it:
    where a catalogue knows them, they need not be here.
    """
    found: dict[str, Made] = {}
    filled = {path.rpartition("/")[0] for path in files if path.endswith(".yaml")}
    for kind in library.kinds.values():
        entries = library.of_kind(kind.name)
        if entries or kind.folder in filled:
            below = () if direct else tuple(library.docname(entry.id) for entry in entries)
            query = KindIndex(kind=kind.name, split=direct)
            index = Made(file=kind.file, title=kind.plural, query=query, about=kind.help, below=below)
            found[f"{kind.folder}/index"] = index
    if not direct:
        for id_, entry in library.entries.items():
            file = library.root / Path(entry.path).relative_to(library.label)
            title = " ".join(entry.name.split())
            docname = library.docname(id_)
            found[docname] = Made(file=file, title=title, query=EntryPage(id=id_, at=at(docname)))
    return found


def outdated(project: DossierProject, documents: Mapping[str, Made], made: Mapping[str, str]) -> list[str]:
    """Return the documents whose doctree was made from something else than it would be now."""
    return [name for name in project.made if documents[name].digest != made.get(name)]
