"""The answers that the library gives to what documents ask, and their digest."""

from __future__ import annotations

from collections.abc import Iterable

from sphinx_dossier.checked import Checked
from sphinx_dossier.pages import manual
from sphinx_dossier.pages.model import Block, digest
from sphinx_dossier.pages.queries import QueryError, answer
from sphinx_dossier.problems import listed, meant
from sphinx_dossier.site import configuration, data_pages
from sphinx_dossier.site.asked import (
    Asked,
    CommandReference,
    DataFiles,
    DataReference,
    Misread,
    Question,
    SettingsReference,
)
from sphinx_dossier.site.published import Published
from sphinx_dossier.site.targets import find
from sphinx_dossier.usage import Manual


class Answers:
    """The answers from one library, each worked out once."""

    def __init__(self, checked: Checked, published: Published, manual: Manual) -> None:
        self._checked, self.published, self._manual = checked, published, manual
        self._known: dict[Question, tuple[Block, ...] | QueryError] = {}

    def __getitem__(self, question: Question) -> tuple[Block, ...]:
        """Return the answer to a question; raises QueryError where there is none."""
        if question not in self._known:
            try:
                self._known[question] = self._find(question)
            except QueryError as error:
                self._known[question] = error
        found = self._known[question]
        if isinstance(found, QueryError):
            raise found
        return found

    def _find(self, question: Question) -> tuple[Block, ...]:
        if isinstance(question, Misread):
            raise QueryError(question.message)
        if isinstance(question, SettingsReference):
            return configuration.blocks()
        if isinstance(question, DataFiles | DataReference):
            return data_pages.blocks(question, self.published)
        if isinstance(question, CommandReference):
            return self._command(question.name)
        return answer(question, self._checked)

    def _command(self, name: str) -> tuple[Block, ...]:
        commands = {command.name: command for command in self._manual()}
        if not name:
            return manual.whole(tuple(commands.values()))
        if name not in commands:
            raise QueryError(_no_command(name, commands))
        return manual.one(commands[name])

    def digest(self, asked: Asked) -> str:
        """Return what differs whenever a document that asks this would be given other answers."""
        library = self._checked.library
        targets = []
        for typ, name in asked.references:
            id_ = name.partition("#")[0]
            entry = library.entries.get(id_) or library.moved_from(id_)
            types = (typ,) if typ else ("claim", *([entry.kind] if entry else ()))
            targets.append([find(library, one, name) for one in types])
        return digest([self._or_error(question) for question in asked.questions], targets)

    def _or_error(self, question: Question) -> tuple[Block, ...] | str:
        try:
            return self[question]
        except QueryError as error:
            return str(error)


def _no_command(name: str, commands: Iterable[str]) -> str:
    known = [one.partition(" ")[2] for one in commands if " " in one]
    wrong = name.partition(" ")[2]
    return f"no command '{wrong}'; {meant(wrong, known) or f'commands are {listed(known)}'}"
